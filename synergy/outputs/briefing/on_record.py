"""Annex: what the sources record, row by row, so that nothing told of them has to be looked up elsewhere."""

from __future__ import annotations

from synergy.dataset.records import Basis, Claim, Dataset, Programme, Status, Tie
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.evidence import cited
from synergy.language.reasons import marked
from synergy.measures.programmes.coverage import carriers
from synergy.outputs.briefing.facts import disputed
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Points, Span, Table, text

MOST_TIES = 60  # beyond, a table of ties is for the sheets
MOST_PROGRAMMES = 80
MOST_CARRIERS = 8  # named for one programme


def on_record(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return the ties on record, the programmes by cluster, and the remarks that stand nowhere else."""
    return [*_ties(analysis.dataset, words), *_programmes(analysis.dataset, words), *_remarks(analysis, words)]


def _ties(dataset: Dataset, words: Catalogue) -> list[Block]:
    ties = [tie for tie in dataset.ties if tie.status is not Status.NEEDED]
    if not ties:
        return []
    ties.sort(key=lambda tie: (list(Status).index(tie.status), *(words.label(dataset.actor[e]) for e in tie.ends)))
    header = ("pair", "what", "place", "confidence")
    table = Table(
        words.text("briefing.table.ties"),
        tuple(words.text(f"briefing.column.{name}") for name in header),
        tuple(_tie(tie, dataset, words) for tie in ties[:MOST_TIES]),
        (0.34, 0.18, 0.34, 0.14),
    )
    note = [words.text("briefing.ties_note")]
    note.append(words.unless_none("briefing.ties_more", len(ties[MOST_TIES:])))
    heading = Heading(words.text("briefing.heading.ties"), level=2)
    return [heading, table, Paragraph(text(" ".join(filter(None, note))), "note")]


def _tie(tie: Tie, dataset: Dataset, words: Catalogue) -> tuple[str, ...]:
    what = words.term(dataset, "tie_type", tie.type)
    if tie.status is not Status.EXISTING:
        what = f"{what} ({words.text(f'tie_status.{tie.status}')})"
    sure = words.text(f"confidence.{tie.evidence.confidence}") if tie.evidence.confidence else "–"
    if tie.evidence.basis is Basis.INFERRED:
        sure += f" {words.text('reason.reading_mark')}"
    return " – ".join(words.label(dataset.actor[end]) for end in tie.ends), what, cited(tie.evidence), sure


def _programmes(dataset: Dataset, words: Catalogue) -> list[Block]:
    """One point a cluster: its programmes, each with who carries it; those of no cluster come last."""
    if not dataset.programmes or len(dataset.programmes) > MOST_PROGRAMMES:
        return []
    carried = carriers(dataset)
    held: dict[str, list[str]] = {term: [] for term in dataset.terms("cluster")}
    for programme in sorted(dataset.programmes, key=lambda each: each.id):
        for cluster in programme.clusters or ("",):
            held.setdefault(cluster, []).append(_programme(programme, carried.get(programme.id, ()), dataset, words))
    none = words.text("briefing.value.no_cluster")
    named = {cluster: words.term(dataset, "cluster", cluster) if cluster else none for cluster in held}
    points = tuple(
        (Span(f"{named[cluster]}. ", strong=True), Span("; ".join(own) + ".")) for cluster, own in held.items() if own
    )
    return [
        Heading(words.text("briefing.heading.programmes"), level=2),
        Paragraph(text(" ".join(filter(None, _programme_notes(dataset, words))))),
        Points(points),
    ]


def _programme_notes(dataset: Dataset, words: Catalogue) -> list[str]:
    read = any(part.evidence.basis is Basis.INFERRED for part in dataset.participation)
    return [words.text("briefing.programmes_note"), words.text("briefing.programmes_read") if read else ""]


def _programme(programme: Programme, by: tuple[str, ...], dataset: Dataset, words: Catalogue) -> str:
    names = [words.label(dataset.actor[actor]) for actor in by]
    names += [
        f"{words.label(dataset.actor[part.actor])}: {words.text(f'tie_status.{part.status}')}"
        for part in dataset.participation
        if part.programme == programme.id and part.status is Status.CONTESTED
    ]
    names = words.first_of(names, MOST_CARRIERS)
    return f"{words.name(programme)} ({', '.join(names)})" if names else words.name(programme)


def _remarks(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Statements that are neither need, gap, overlap, strength nor advice, and that no dispute is about."""
    told = disputed(analysis)
    claims = [c for c in analysis.dataset.claims if not c.kind and c.topic not in told]
    points = tuple(text(_remark(claim, words)) for claim in claims)
    return [Heading(words.text("briefing.heading.remarks"), level=2), Points(points)] if points else []


def _remark(claim: Claim, words: Catalogue) -> str:
    where = cited(claim.evidence)
    return f"{marked(claim, words)} ({where})" if where else marked(claim, words)
