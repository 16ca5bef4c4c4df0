"""The facts the analysis rests on: what was read, who covers what, how it looks."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Claim, Dataset, Kind, Status
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.evidence import cited
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Points, Span, Table, text


def facts(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return part III."""
    return [
        Heading(words.text("briefing.heading.facts")),
        Paragraph(text(_counts(analysis, words))),
        *_coverage(analysis, words),
        *statements(analysis, words, "strength"),
    ]


def statements(analysis: Analysis, words: Catalogue, kind: str) -> list[Block]:
    """The statements of one kind that no dispute of two sources is about, as points under a heading of their own."""
    claims = undisputed(analysis, kind)
    if not claims:
        return []
    points = tuple(_statement(claim, words) for claim in claims)
    return [Heading(words.text(f"briefing.heading.{kind}"), level=2), Points(points)]


def undisputed(analysis: Analysis, kind: str) -> list[Claim]:
    """Return the claims of one kind on whose topic no two sources contradict each other."""
    told = disputed(analysis, readings=False)
    return [c for c in analysis.dataset.claims if c.kind == kind and c.topic not in told]


def disputed(analysis: Analysis, *, readings: bool = True) -> set[object]:
    """Return the topics of all conflicts, with or without those that only the coder reads as one."""
    found = analysis.by_kind.get("conflict", ())
    return {f.values.get("topic") for f in found if readings or f.pattern != "reading"}


def _statement(claim: Claim, words: Catalogue) -> tuple[Span, ...]:
    where = cited(claim.evidence)
    said = Span(words.statement(claim))
    return (said, Span(f" ({where})", quiet=True)) if where else (said,)


def _counts(analysis: Analysis, words: Catalogue) -> str:
    dataset, network = analysis.dataset, analysis.network
    said = {status: sum(tie.status is status for tie in dataset.ties) for status in Status}
    pairs = int((network.joined.sum() - network.joined.diagonal().sum()) // 2)
    return words.text(
        "briefing.counts",
        actors=len(dataset.actors),
        persons=words.unless_none("briefing.persons", sum(a.kind is Kind.PERSON for a in dataset.actors)),
        members=len({end for tie in dataset.ties if tie.status is Status.EXISTING for end in tie.ends}),
        ties=said[Status.EXISTING],
        pairs=pairs,
        needed=said[Status.NEEDED],
        programmes=len(dataset.programmes),
        sources=len(dataset.sources),
    )


def _coverage(analysis: Analysis, words: Catalogue) -> list[Block]:
    rows = [row for row in analysis.measured.coverage if row.scope == "cluster"]
    if not rows:
        return []
    dataset = analysis.dataset
    flagged = {
        f.cells[0].cluster: f for f in analysis.by_kind.get("coverage_gap", ()) if f.pattern.startswith("cluster")
    }
    lines = []
    for row in rows:
        gap = flagged.get(row.cluster)
        verdict = gap.pattern.removeprefix("cluster_") if gap else "covered"
        lines.append(
            (
                words.term(dataset, "cluster", row.cluster or ""),
                words.number(len(row.programmes)),
                words.number(row.stated_programmes),
                words.number(len(row.actors)),
                words.listed([words.label(dataset.actor[actor]) for actor in row.leads]) or "–",
                words.text(f"coverage_status.{verdict}"),
            )
        )
    header = ("cluster", "programmes", "stated", "actors", "leads", "status")
    return [
        Table(
            words.text("briefing.table.coverage"),
            tuple(words.text(f"briefing.column.{name}") for name in header),
            tuple(lines),
            (0.30, 0.12, 0.14, 0.12, 0.16, 0.16),
            numeric=(1, 2, 3),
        ),
        Paragraph(text(" ".join(filter(None, _coverage_notes(dataset, words)))), style="note"),
    ]


def _coverage_notes(dataset: Dataset, words: Catalogue) -> Iterator[str]:
    """What the columns count, which programmes stand in no row, and whose programmes these are."""
    yield words.text("briefing.coverage_note")
    if dataset.preset:
        yield words.text("briefing.coverage_rules")
    outside = sum(not programme.clusters for programme in dataset.programmes)
    yield words.unless_none("briefing.coverage_outside", outside, all=len(dataset.programmes))
    if dataset.study.vantage:
        yield words.text("briefing.coverage_side", actor=words.inline(dataset.actor[dataset.study.vantage]))
