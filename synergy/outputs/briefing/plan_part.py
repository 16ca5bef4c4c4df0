"""The links and forums proposed, and what they would change."""

from __future__ import annotations

import math

from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED
from synergy.findings.plan import PlannedLink
from synergy.language import Catalogue
from synergy.language.reasons import names_of, shared_of
from synergy.outputs.briefing.needs import purpose
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Table, text

LITTLE = 0.05  # of all ties: a smaller change in what ends at the hub is none to speak of
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
        Paragraph(text(sure, " ", words.text("plan.instead")), "note"),
    ]
    return [*blocks, *_changes(analysis, words), *_forums(analysis, words)]


def _row(link: PlannedLink, analysis: Analysis, words: Catalogue) -> tuple[str, ...]:
    dataset = analysis.dataset
    a, b = (words.name(dataset.actor[actor]) for actor in link.pair.actors)
    finding = next((f for f in analysis.by_kind.get("missing_link", ()) if f.actors == link.pair.actors), None)
    called = purpose(finding, analysis, words) if finding else ""
    because = called or shared_of(link.pair.shared, dataset, words) or words.text("plan.stated")
    if STATED not in link.pair.basis:
        because = words.text("plan.computed", because=because)
    if link.pair.go_betweens:
        because = words.text("plan.so_far", because=because, others=names_of(link.pair.go_betweens, dataset, words))
    if link.pair.status == "partial":
        because = words.text("plan.strengthen", because=because)
    convener = words.name(dataset.actor[link.convener]) if link.convener else words.text("agenda.by_meeting")
    instead = " – ".join(words.name(dataset.actor[x]) for x in link.alternative) if link.alternative else "–"
    return f"{a} – {b}", because, convener, instead


def changes_shown(analysis: Analysis, words: Catalogue) -> list[tuple[str, str, str]]:
    """Return rows of index, value now and value with the links, as text; none where nothing was worked out."""
    changes, hub = analysis.plan.changes, analysis.plan.hub
    name = words.inline(analysis.dataset.actor[hub]) if hub else ""

    def shown(index: str, value: float) -> str:
        if index in SHARES:
            return words.percent(value)
        return words.number(value, 2 if index == "efficiency" else 0)

    return [
        (words.text(f"plan.index.{index}", hub=name), shown(index, change.before), shown(index, change.after))
        for index in SHOWN
        if (change := changes.get(index)) and not math.isnan(change.before)
    ]


def leans(analysis: Analysis, words: Catalogue) -> str:
    """Say whether the links make the network lean more or less on its hub; "" where it has none."""
    share, hub = analysis.plan.changes.get("hub_share"), analysis.plan.hub
    if share is None or hub is None or math.isnan(share.before):
        return ""
    moved = share.after - share.before
    key = "leans_same" if abs(moved) < LITTLE else "leans_more" if moved > 0 else "leans_less"
    return words.text(f"plan.{key}", hub=words.inline(analysis.dataset.actor[hub]))


def forums_sentence(analysis: Analysis, words: Catalogue) -> str:
    """Name the programmes whose partners would meet most new ones; "" where none would."""
    forums = [forum for forum in analysis.plan.forums if forum.pairs > 1]
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
    return words.text("plan.forums", forums=" ".join(points)) if points else ""


def _changes(analysis: Analysis, words: Catalogue) -> list[Block]:
    rows = changes_shown(analysis, words)
    if not rows:
        return []
    header = tuple(words.text(f"briefing.column.{column}") for column in ("index", "before", "after"))
    blocks: list[Block] = [
        Table(words.text("briefing.table.what_if"), header, tuple(rows), (0.6, 0.2, 0.2), numeric=(1, 2))
    ]
    said = [leans(analysis, words)]
    links = analysis.by_kind.get("missing_link", ())
    if 2 * sum("need_inferred" in link.caveats for link in links) > len(links):
        said.append(words.text("plan.need_read"))
    return [*blocks, Paragraph(text(" ".join(filter(None, said))), "note")] if any(said) else blocks


def _forums(analysis: Analysis, words: Catalogue) -> list[Block]:
    said = forums_sentence(analysis, words)
    return [Paragraph(text(said))] if said else []
