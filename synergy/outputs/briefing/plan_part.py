"""The links and forums proposed, and what they would change."""

from __future__ import annotations

import math

from synergy.findings.analysis import Analysis
from synergy.findings.plan import PlannedLink
from synergy.language import Catalogue
from synergy.language.reasons import names_of, shared_of
from synergy.outputs.briefing.needs import purpose
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Table, text

SHARES = ("congruence", "hub_share")  # told in per cent
SHOWN = ("congruence", "components", "efficiency", "hub_share", "parts_without_hub")


def plan_part(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return the table of proposed links, what they would change, and the forums worth calling."""
    plan = analysis.plan
    if not plan.links:
        return []
    header = tuple(
        words.text(f"briefing.column.{name}") for name in ("number", "pair", "because", "convener", "instead")
    )
    rows = tuple((words.number(i), *_row(link, analysis, words)) for i, link in enumerate(plan.links, start=1))
    sure = words.text("plan.exact" if plan.exact else "plan.bound", share=words.percent(plan.share))
    blocks: list[Block] = [
        Heading(words.text("briefing.heading.plan"), level=2),
        Paragraph(text(words.text("plan.intro", n=len(plan.links), per_actor=analysis.settings.links_per_actor))),
        Table(words.text("briefing.table.plan"), header, rows, (0.06, 0.26, 0.28, 0.18, 0.22), numeric=(0,)),
        Paragraph(text(sure), "note"),
    ]
    return [*blocks, *_changes(analysis, words), *_forums(analysis, words)]


def _row(link: PlannedLink, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    dataset = analysis.dataset
    a, b = (words.name(dataset.actor[actor]) for actor in link.pair.actors)
    finding = next((f for f in analysis.by_kind.get("missing_link", ()) if f.actors == link.pair.actors), None)
    called = purpose(finding, analysis, words) if finding else ""
    because = called or shared_of(link.pair.shared, dataset, words) or words.text("plan.stated")
    convener = words.name(dataset.actor[link.convener]) if link.convener else words.text("agenda.by_meeting")
    instead = " – ".join(words.name(dataset.actor[x]) for x in link.alternative) if link.alternative else "–"
    return f"{a} – {b}", because, convener, instead


def _changes(analysis: Analysis, words: Catalogue) -> list[Block]:
    changes = analysis.plan.changes
    if not changes:
        return []
    hub = analysis.plan.hub
    name = words.inline(analysis.dataset.actor[hub]) if hub else ""

    def shown(index: str, value: float) -> str:
        if index in SHARES:
            return words.percent(value)
        return words.number(value, 2 if index == "efficiency" else 0)

    known = [(index, changes[index]) for index in SHOWN if not math.isnan(changes[index].before)]
    rows = tuple(
        (words.text(f"plan.index.{index}", hub=name), shown(index, change.before), shown(index, change.after))
        for index, change in known
    )
    header = tuple(words.text(f"briefing.column.{column}") for column in ("index", "before", "after"))
    share = changes["hub_share"]
    key = "leans_more" if share.after > share.before else "leans_less" if share.after < share.before else "leans_same"
    return [
        Table(words.text("briefing.table.what_if"), header, rows, (0.6, 0.2, 0.2), numeric=(1, 2)),
        Paragraph(text(words.text(f"plan.{key}", hub=name)), "note"),
    ]


def _forums(analysis: Analysis, words: Catalogue) -> list[Block]:
    forums = [forum for forum in analysis.plan.forums if forum.pairs]
    if not forums:
        return []
    dataset, order = analysis.dataset, analysis.network.order
    points = [
        words.text(
            "plan.forum",
            programme=words.quoted(words.name(dataset.programme[forum.name])),
            n=forum.pairs,
            members=names_of([order[seat] for seat in forum.members], dataset, words),
        )
        for forum in forums
    ]
    return [Paragraph(text(words.text("plan.forums", forums=" ".join(points))))]
