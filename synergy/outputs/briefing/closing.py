"""Parts V and VI: what follows, and what to put on the table of the next meeting."""

from __future__ import annotations

from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.findings.need_groups import NeedGroup, need_groups
from synergy.language import Catalogue
from synergy.language.sentences import answer, headline
from synergy.outputs.document import Block, Heading, Paragraph, Table, text

MOST_ITEMS = 6


def closing(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return parts V and VI."""
    blocks: list[Block] = [
        Heading(words.text("briefing.heading.conclusion")),
        Paragraph(text(answer(analysis, words))),
        Paragraph(text(words.text("briefing.conclusion"))),
    ]
    rows = [_need(group, analysis, words) for group in need_groups(analysis)]
    rows += [_overlap(f, analysis, words) for f in analysis.by_kind.get("overlap", ()) if f.status is None][:1]
    rows += [
        _cluster(f, analysis, words) for f in analysis.by_kind.get("coverage_gap", ()) if f.cells and f.cells[0].cluster
    ]
    if rows:
        numbered = tuple((words.number(i), *row) for i, row in enumerate(rows[:MOST_ITEMS], start=1))
        header = tuple(words.text(f"briefing.column.{name}") for name in ("number", "item", "invited", "result"))
        table = Table(words.text("briefing.table.agenda"), header, numbered, (0.06, 0.34, 0.32, 0.28), numeric=(0,))
        blocks += [Heading(words.text("briefing.heading.suggestions")), table]
        blocks.append(Paragraph(text(words.text("briefing.agenda_note")), style="note"))
    return blocks


def _need(group: NeedGroup, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    dataset = analysis.dataset
    actors = [*([group.centre] if group.centre else []), *group.others]
    invited = words.listed([words.label(dataset.actor[actor]) for actor in actors])
    others = words.listed([words.inline(dataset.actor[actor]) for actor in group.others])
    form = "centre" if group.centre else "among"
    item = words.text(f"agenda.need_{form}_{group.status}", others=others)
    return item, invited, words.text(f"agenda.need_result_{group.status}")


def _overlap(finding: Finding, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    invited = words.listed([words.label(analysis.dataset.actor[actor]) for actor in finding.actors])
    return words.text("agenda.overlap"), invited, words.text("agenda.overlap_result")


def _cluster(finding: Finding, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    invited = words.listed([words.label(analysis.dataset.actor[actor]) for actor in finding.actors[:4]])
    item = words.text("agenda.cluster", cluster=words.quoted(headline(finding, analysis, words)))
    return item, invited or "–", words.text("agenda.cluster_result")
