"""Parts V and VI: what follows, and what to put on the table of the next meeting."""

from __future__ import annotations

from synergy.findings.analysis import Analysis
from synergy.findings.need_groups import NeedGroup, need_groups
from synergy.language import Catalogue
from synergy.language.formats import as_common
from synergy.language.reasons import names_of
from synergy.language.sentences import answer, headline, pairs_of
from synergy.outputs.briefing.facts import statements
from synergy.outputs.briefing.plan_part import plan_part
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Table, text

MOST_ITEMS = 7
MOST_GAPS = 3


def closing(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return parts V and VI."""
    blocks: list[Block] = [
        Heading(words.text("briefing.heading.conclusion")),
        Paragraph(text(answer(analysis, words))),
        Paragraph(text(words.text("briefing.conclusion"))),
    ]
    blocks += [Heading(words.text("briefing.heading.suggestions")), *_agenda(analysis, words)]
    blocks += plan_part(analysis, words)
    return [*blocks, *statements(analysis, words, "advice"), *_signature(words)]


def _agenda(analysis: Analysis, words: Catalogue) -> list[Block]:
    """The proposed items: links called for (those of the centre alone are passed on), clusters, system gaps."""
    groups = need_groups(analysis)
    own = [group for group in groups if not _national(group, analysis)]
    rows = [_need(group, analysis, words) for group in own]
    rows += _clusters(analysis, words) + _system(analysis, words)
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


def _need(group: NeedGroup, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    actors = [*filter(None, (group.centre,)), *group.others]
    named = {
        "pair": names_of(actors, analysis.dataset, words),
        "pairs": pairs_of(group.links, analysis.dataset, words),
    }
    others = named.get(group.form, names_of(group.others, analysis.dataset, words))
    form = "among" if group.form == "pair" else group.form
    item = words.text(f"agenda.need_{form}_{group.status}", others=others)
    return item, names_of(actors, analysis.dataset, words), words.text(f"agenda.need_result_{group.status}")


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
    gaps = analysis.by_kind.get("system_gap", ())[:MOST_GAPS]
    if not gaps:
        return []
    names = words.listed([as_common(headline(gap, analysis, words)) for gap in gaps])
    return [
        (words.text("agenda.system", names=names), words.text("agenda.by_meeting"), words.text("agenda.system_result"))
    ]


def _signature(words: Catalogue) -> list[Block]:
    """A place to sign, left blank: the program never signs."""
    lines = words.text("briefing.signature").split("|")
    return [Table("", (), tuple(("", line) for line in lines), (0.58, 0.42))]
