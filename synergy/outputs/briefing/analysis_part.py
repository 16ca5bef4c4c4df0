"""Part IV: what was found, with who said it and on what evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from synergy.dataset.records import Basis, Status
from synergy.findings.analysis import Analysis
from synergy.findings.finding import COMPUTED, STATED, Finding
from synergy.findings.need_groups import need_groups, needed_ties
from synergy.language import Catalogue
from synergy.language.evidence import cited, places, rows
from synergy.language.reasons import marked, names_of, tie_types
from synergy.language.sentences import headline, reason
from synergy.outputs.briefing.facts import disputed
from synergy.outputs.briefing.needs import purpose, sentence
from synergy.outputs.briefing.opening import one_sided
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Points, Span, Table, text

MOST_COMPUTED = 5
MOST_OVERLAPS = 8
MOST_CUT_POINTS = 3
MOST_GO_BETWEENS = 1
MOST_ORPHANS = 5
TYPES = ("duplication", "overlap", "complementary", "fragmentation")


def analysis_part(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return part IV: called for and absent, computed, overlaps, coverage, dependence, disputes, system gaps."""
    return [
        Heading(words.text("briefing.heading.analysis")),
        *_called_for(analysis, words),
        *_computed(analysis, words),
        *_overlaps(analysis, words),
        *_coverage(analysis, words),
        *_dependence(analysis, words),
        *_alone(analysis, words),
        *_disputed(analysis, words),
        *_system(analysis, words),
    ]


def _section(words: Catalogue, key: str, blocks: Sequence[Block]) -> list[Block]:
    return [Heading(words.text(f"briefing.heading.{key}"), level=2), *blocks] if blocks else []


def _called_for(analysis: Analysis, words: Catalogue) -> list[Block]:
    groups = need_groups(analysis)
    if not groups:
        return []
    blocks: list[Block] = [Paragraph(text(sentence(group, analysis, words))) for group in groups]
    doubts = {code for group in groups for link in group.links for code in link.caveats}
    notes = [words.text(f"briefing.doubt.{code}") for code in ("end_inferred", "placeholder_end") if code in doubts]
    notes.append(words.text("briefing.codes"))
    return _section(
        words, "called_for", [*blocks, _needs_table(analysis, words), Paragraph(text(" ".join(notes)), "note")]
    )


def _needs_table(analysis: Analysis, words: Catalogue) -> Table:
    dataset = analysis.dataset
    lines = []
    links = (link for group in need_groups(analysis) for link in group.links)
    for link in sorted(links, key=lambda link: link.rank or 0):
        a, b = (words.name(dataset.actor[actor]) for actor in link.actors)
        ties = list(needed_ties(link, analysis))
        said = "; ".join(dict.fromkeys(cited(tie.evidence) for tie in ties))
        status = _state(link, analysis, words)
        level = words.text(f"confidence.{link.confidence}") if link.confidence else "–"
        lines.append(
            (words.number(analysis.numbers[link.id]), f"{a} – {b}", purpose(link, analysis, words), said, status, level)
        )
    header = ("rank", "pair", "purpose", "said_by", "state", "confidence")
    return Table(
        words.text("briefing.table.called_for"),
        tuple(words.text(f"briefing.column.{name}") for name in header),
        tuple(lines),
        (0.06, 0.25, 0.21, 0.20, 0.16, 0.12),
        numeric=(0,),
    )


def _state(link: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Whether a link is on record; where it is only with a collective, with which."""
    through = link.values.get("through")
    partners = [words.label(analysis.dataset.actor[p]) for _, p in through] if isinstance(through, tuple) else []
    status = words.text("briefing.value.also_called" if link.status == "partial" else f"link_status.{link.status}")
    if not partners:
        return status
    return words.text("briefing.value.through", state=status, names=words.listed(list(dict.fromkeys(partners))))


def _computed(analysis: Analysis, words: Catalogue) -> list[Block]:
    links = [f for f in analysis.by_kind.get("missing_link", ()) if f.basis == (COMPUTED,)]
    absent = [f for f in links if f.status in ("open", "brokered")]
    if not absent:
        return []
    inferred = sum("need_inferred" in f.caveats for f in absent)
    said = words.text(
        "briefing.computed",
        n=len(absent),
        inferred=words.unless_none("briefing.computed_inferred", inferred),
        partial=words.unless_none("briefing.computed_partial", len(links) - len(absent)),
    )
    if len(absent) > MOST_COMPUTED:
        said += " " + words.text("briefing.computed_first", shown=MOST_COMPUTED)
    intro = Paragraph(text(said))
    return _section(words, "computed", [intro, _findings(absent[:MOST_COMPUTED], analysis, words)])


def _overlaps(analysis: Analysis, words: Catalogue) -> list[Block]:
    found = analysis.by_kind.get("overlap", ())
    stated = [f for f in found if STATED in f.basis and f.status is None]
    computed = [f for f in found if f.status in ("duplication", "overlap", "complementary")]
    blocks: list[Block] = []
    if stated:
        blocks.append(_findings(stated, analysis, words, label=False))
    blocks += _own_overlaps(analysis, words)
    if computed:
        blocks.append(Paragraph(text(words.text("briefing.overlaps", n=len(computed)))))
        blocks.append(_overlap_table(computed[:MOST_OVERLAPS], analysis, words))
        duties = [duty for duty in analysis.dataset.mandates if duty.status is Status.EXISTING]
        read = sum(duty.evidence.basis is Basis.INFERRED for duty in duties)
        if said := words.unless_none("briefing.duties_read", read, all=len(duties)):
            blocks.append(Paragraph(text(said), style="note"))
        blocks += _overlap_matrix(found, words)
    if blocks:
        blocks.append(Paragraph(text(words.text("caveat.possibly_justified.text")), style="note"))
    return _section(words, "overlaps", blocks)


def _own_overlaps(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Statements on overlap among the programmes of a single actor, which is no matter between two."""
    told = disputed(analysis)
    claims = [c for c in analysis.dataset.claims if c.kind == "overlap" and len(c.actors) < 2 and c.topic not in told]
    points = [(Span(marked(claim, words)), Span(f" ({cited(claim.evidence)})", quiet=True)) for claim in claims]
    return [Paragraph(text(words.text("briefing.own_overlaps"))), Points(tuple(points))] if points else []


def _overlap_matrix(found: Sequence[Finding], words: Catalogue) -> list[Block]:
    """Count the pairs by type and coordination, and ask what only people can answer (GAO-15-49SP, steps 2 to 4)."""
    counts = Counter((f.status, f.managed) for f in found)
    lines = [
        (words.text(f"overlap_type.{kind}"), *(words.number(counts[kind, managed]) for managed in (True, False)))
        for kind in TYPES
    ]
    header = ("kind", "coordinated", "not_coordinated")
    return [
        Table(
            words.text("briefing.table.overlap_matrix"),
            tuple(words.text(f"briefing.column.{name}") for name in header),
            tuple(lines),
            (0.46, 0.27, 0.27),
            numeric=(1, 2),
        ),
        Paragraph(text(words.text("briefing.overlap_matrix"), " ", words.text("briefing.overlap_ask"))),
        Points(tuple(text(words.text(f"briefing.overlap_{ask}")) for ask in ("good", "bad", "option")), numbered=True),
    ]


def _overlap_table(found: Sequence[Finding], analysis: Analysis, words: Catalogue) -> Table:
    dataset = analysis.dataset
    lines = []
    for finding in found:
        cells = [
            " · ".join(
                words.term(dataset, name, word)
                for name, word in (("function", c.function), ("target_group", c.target_group), ("cluster", c.cluster))
                if word
            )
            for c in finding.cells[:2]
        ]
        types = tie_types(finding.actors, dataset, words)
        state = "managed" if finding.managed else "formal" if types else "unmanaged"
        managed = words.text(f"briefing.value.{state}", types=types)
        kind = words.text(f"overlap_type.{finding.status}")
        lines.append((headline(finding, analysis, words), kind, "; ".join(cells), managed))
    return Table(
        words.text("briefing.table.overlaps"),
        tuple(words.text(f"briefing.column.{name}") for name in ("pair", "kind", "cells", "coordination")),
        tuple(lines),
        (0.32, 0.17, 0.33, 0.18),
    )


def _coverage(analysis: Analysis, words: Catalogue) -> list[Block]:
    found = analysis.by_kind.get("coverage_gap", ())
    orphans = [f for f in found if f.pattern == "programme_orphan"]
    shown = [f for f in found if f not in orphans[MOST_ORPHANS:]]
    blocks: list[Block] = [_findings(shown, analysis, words, label=False)] if shown else []
    if more := words.unless_none("briefing.orphans_more", len(orphans[MOST_ORPHANS:])):
        blocks.append(Paragraph(text(more), style="note"))
    return _section(words, "coverage", blocks)


def _dependence(analysis: Analysis, words: Catalogue) -> list[Block]:
    """The actors without whom parts fall away, and those through whom alone others with shared duties meet."""
    found = [
        *analysis.by_kind.get("single_point", ())[:MOST_CUT_POINTS],
        *analysis.by_kind.get("brokered_link", ())[:MOST_GO_BETWEENS],
    ]
    blocks: list[Block] = [Paragraph(text(reason(f, analysis, words))) for f in found]
    if blocks and (note := one_sided(analysis, words)):
        blocks.append(Paragraph(text(note), style="note"))
    return _section(words, "dependence", blocks)


def _alone(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Actors with duties and no existing tie, in one sentence for each way it is known."""
    found = analysis.by_kind.get("isolated", ())
    said = []
    for pattern in dict.fromkeys(f.pattern for f in found):
        actors = [f.actors[0] for f in found if f.pattern == pattern]
        names = names_of(actors, analysis.dataset, words)
        parts = [words.text(f"briefing.alone_{pattern}", n=len(actors), names=names)]
        if any(piece.basis is Basis.INFERRED for f in found if f.pattern == pattern for piece in f.evidence):
            parts.append(words.text("briefing.alone_read"))
        said.append(Paragraph(text(" ".join(parts))))
    return _section(words, "alone", said)


def _disputed(analysis: Analysis, words: Catalogue) -> list[Block]:
    """What sources contradict each other on; then what only the coder reads as a contradiction."""
    found = [f for f in analysis.by_kind.get("conflict", ()) if f.pattern != "record"]
    read = [f for f in found if f.pattern == "reading"]
    clear = [f for f in found if f not in read]
    blocks: list[Block] = [_findings(clear, analysis, words)] if clear else []
    if read:
        blocks += [Paragraph(text(words.text("briefing.reading"))), _findings(read, analysis, words)]
    return _section(words, "disputed", blocks)


def _system(analysis: Analysis, words: Catalogue) -> list[Block]:
    found = analysis.by_kind.get("system_gap", ())
    if not found:
        return []
    dataset = analysis.dataset
    lines = [(headline(f, analysis, words), reason(f, analysis, words), places(f.evidence)) for f in found]
    table = Table(
        words.text("briefing.table.system"),
        tuple(words.text(f"briefing.column.{name}") for name in ("topic", "statement", "place")),
        tuple(lines),
        (0.22, 0.54, 0.24),
    )
    said = {s for f in found for e in f.evidence for s in e.sources}
    intro = words.text("briefing.system", n=len(found), sources=len(said & set(dataset.source)))
    return _section(words, "system", [Paragraph(text(intro)), table])


def _findings(found: Sequence[Finding], analysis: Analysis, words: Catalogue, *, label: bool = True) -> Points:
    """Each finding as its label, its reason, and the evidence it rests on."""
    items = []
    for finding in found:
        spans = [Span(f"{headline(finding, analysis, words)}. ", strong=True)] if label else []
        spans.append(Span(reason(finding, analysis, words, brief=True)))
        basis = _basis(finding, analysis, words)
        items.append((*spans, Span(f" {basis}", quiet=True)) if basis else tuple(spans))
    return Points(tuple(items))


def _basis(finding: Finding, analysis: Analysis, words: Catalogue) -> str:
    """The rows of a computed finding; the places in the sources of a stated one."""
    if not finding.evidence:
        return ""
    if STATED not in finding.basis:
        cited = rows(finding.evidence, words)
        if finding.confidence:
            cited += "; " + words.text("evidence.confidence", level=words.text(f"confidence.{finding.confidence}"))
        return words.text("reason.row", rows=cited)
    return words.text("reason.row", rows=places(finding.evidence))
