"""Parts V and VI: what follows, and what to put on the table of the next meeting."""

from __future__ import annotations

from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding
from synergy.findings.need_groups import NeedGroup, need_groups
from synergy.findings.occasions import occasions
from synergy.language import Catalogue
from synergy.language.formats import as_common
from synergy.language.reasons import names_of
from synergy.language.sentences import answer, headline
from synergy.outputs.briefing.facts import statements
from synergy.outputs.briefing.needs import purpose
from synergy.outputs.briefing.opening import one_sided
from synergy.outputs.briefing.plan_part import plan_part
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Table, text

MOST_ITEMS = 10
MOST_PAIRS = 3
MOST_OCCASIONS = 6
MOST_LINKS = 2
MOST_GAPS = 6


def closing(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return parts V and VI."""
    blocks: list[Block] = [
        Heading(words.text("briefing.heading.conclusion")),
        Paragraph(text(answer(analysis, words))),
        Paragraph(text(" ".join(filter(None, _cautions(analysis, words))))),
    ]
    blocks += [Heading(words.text("briefing.heading.suggestions")), *_agenda(analysis, words)]
    blocks += _occasions(analysis, words)
    blocks += plan_part(analysis, words)
    return [*blocks, *statements(analysis, words, "advice"), *_signature(words)]


def _cautions(analysis: Analysis, words: Catalogue) -> list[str]:
    links = (link for group in need_groups(analysis) for link in group.links)
    read = any("end_inferred" in link.caveats for link in links)
    return [
        words.text("briefing.doubt.end_inferred") if read else "",
        one_sided(analysis, words),
        words.text("briefing.conclusion"),
    ]


def _agenda(analysis: Analysis, words: Catalogue) -> list[Block]:
    """The proposed items: links called for (those of the centre alone are passed on), clusters, system gaps."""
    groups = need_groups(analysis)
    own = [group for group in groups if not _national(group, analysis)]
    rows = [row for group in own for row in _needs(group, analysis, words)]
    rows += _links(analysis, words) + _overlap(analysis, words) + _clusters(analysis, words)
    rows += _conflict(analysis, words) + _system(analysis, words)
    rows += [_pass_on(group, analysis, words) for group in groups if group not in own]
    if not rows:
        return [Paragraph(text(words.text("agenda.none")))]
    numbered = tuple((words.number(i), *row) for i, row in enumerate(rows[:MOST_ITEMS], start=1))
    header = tuple(words.text(f"briefing.column.{name}") for name in ("number", "item", "invited", "result"))
    table = Table(words.text("briefing.table.agenda"), header, numbered, (0.06, 0.34, 0.32, 0.28), numeric=(0,))
    return [table, Paragraph(text(words.text("briefing.agenda_note")), style="note")]


def _national(group: NeedGroup, analysis: Analysis) -> bool:
    """Say whether a group names only actors of the national level: a city can pass it on, not settle it."""
    actors = {*group.others, *filter(None, (group.centre,))}
    return all(analysis.dataset.actor[actor].level == "national" for actor in actors)


def _needs(group: NeedGroup, analysis: Analysis, words: Catalogue) -> list[tuple[str, ...]]:
    """One item a group; pairs that have nothing in common are an item each, for whoever is at the table."""
    result = words.text(f"agenda.need_result_{group.status}")
    if group.form in ("pair", "pairs"):
        return [_pair(link, group.status, analysis, words) for link in group.links[:MOST_PAIRS]]
    actors = [*filter(None, (group.centre,)), *group.others]
    everybody = names_of(actors, analysis.dataset, words)
    if group.form == "centre":
        centre, others = (names_of(each, analysis.dataset, words) for each in (actors[:1], actors[1:]))
        item = words.text(f"agenda.need_centre_{group.status}", centre=centre, others=others)
        return [(item + _read(group.links, words), everybody, result)]
    return [(words.text(f"agenda.need_among_{group.status}", others=everybody), everybody, result)]


def _pair(link: Finding, status: str, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    both = names_of(link.actors, analysis.dataset, words)
    what_for = purpose(link, analysis, words)
    item = words.text(f"agenda.need_among_{status}", others=both)
    item = (f"{item}, {what_for}" if what_for else item) + _read((link,), words)
    return (item, both, words.text(f"agenda.need_result_{status}"))


def _read(links: tuple[Finding, ...], words: Catalogue) -> str:
    """Mark an item whose parties are the coder's reading, in whole or in part."""
    return f" {words.text('agenda.read')}" if any("end_inferred" in link.caveats for link in links) else ""


def _links(analysis: Analysis, words: Catalogue) -> list[tuple[str, ...]]:
    """The first links of the plan that no source calls for: those are items already."""
    links = [link for link in analysis.plan.links if STATED not in link.pair.basis][:MOST_LINKS]
    result = words.text("agenda.need_result_open")
    both = (names_of(link.pair.actors, analysis.dataset, words) for link in links)
    return [(words.text("agenda.link", others=names), names, result) for names in both]


def _overlap(analysis: Analysis, words: Catalogue) -> list[tuple[str, ...]]:
    """The first possible duplication that nothing coordinates and whose two are not brought together anyway."""
    asked = {link.pair.actors for link in analysis.plan.links}
    found = (f for f in analysis.by_kind.get("overlap", ()) if f.status == "duplication" and f.managed is False)
    first = next((f for f in found if f.actors not in asked), None)
    if first is None:
        return []
    names = names_of(first.actors, analysis.dataset, words)
    return [(words.text("agenda.overlap", others=names), names, words.text("agenda.overlap_result"))]


def _conflict(analysis: Analysis, words: Catalogue) -> list[tuple[str, ...]]:
    """The first contradiction of the sources, with the actors it names."""
    first = next((f for f in analysis.by_kind.get("conflict", ()) if f.pattern != "record"), None)
    if first is None:
        return []
    invited = names_of(first.actors, analysis.dataset, words)
    if len(first.actors) == 1:  # nobody settles alone what is said of it
        invited = words.text("agenda.heard", names=invited)
    invited = invited or words.text("agenda.by_meeting")
    item = words.text("agenda.conflict", topic=as_common(headline(first, analysis, words)))
    return [(item, invited, words.text("agenda.conflict_result"))]


def _pass_on(group: NeedGroup, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    vantage = analysis.dataset.study.vantage
    sender = words.inline(analysis.dataset.actor[vantage]) if vantage else words.text("agenda.by_meeting")
    others = names_of([*filter(None, (group.centre,)), *group.others], analysis.dataset, words)
    return words.text("agenda.pass_on", others=others), sender, words.text("agenda.pass_on_result")


def _clusters(analysis: Analysis, words: Catalogue) -> list[tuple[str, ...]]:
    gaps = [f for f in analysis.by_kind.get("coverage_gap", ()) if f.pattern.startswith("cluster")]
    if not gaps:
        return []
    names = words.listed([words.quoted(headline(gap, analysis, words)) for gap in gaps])
    actors = dict.fromkeys(a for gap in gaps for a in gap.actors if analysis.dataset.actor[a].level != "national")
    invited = names_of(list(actors), analysis.dataset, words) or words.text("agenda.by_meeting")
    return [(words.text("agenda.cluster", clusters=names, n=len(gaps)), invited, words.text("agenda.cluster_result"))]


def _system(analysis: Analysis, words: Catalogue) -> list[tuple[str, ...]]:
    gaps = analysis.by_kind.get("system_gap", ())
    if not gaps:
        return []
    names = words.first_of([as_common(headline(gap, analysis, words)) for gap in gaps], MOST_GAPS)
    item = words.text("agenda.system", names=words.listed(names))
    return [(item, words.text("agenda.by_meeting"), words.text("agenda.system_result"))]


def _occasions(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Say what exists already to take the items up: activities for coordination, and bodies made for it."""
    dataset = analysis.dataset
    found = occasions(dataset)
    programmes = [words.quoted(words.name(dataset.programme[programme])) for programme in found.programmes]
    names = words.first_of(programmes, MOST_OCCASIONS)
    said = []
    if names:
        said.append(words.text("agenda.occasions", n=len(found.programmes), names=words.listed(names)))
    if found.bodies:
        bodies = names_of(found.bodies, dataset, words)
        said.append(words.text("agenda.bodies", n=len(found.bodies), names=bodies))
    return [Paragraph(text(" ".join(said)))] if said else []


def _signature(words: Catalogue) -> list[Block]:
    """A place to sign, left blank: the program never signs."""
    lines = words.text("briefing.signature").split("|")
    return [Table("", (), tuple(("", line) for line in lines), (0.58, 0.42))]
