"""A small map of one agency: at its left who is tied to it, at its right whom it might turn to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from synergy.dataset.records import Actor, Dataset
from synergy.findings.finding import STATED
from synergy.language import Catalogue
from synergy.outputs.agencies.known import Contact, Known
from synergy.outputs.documents import svg
from synergy.outputs.documents.blocks import Figure
from synergy.outputs.documents.letters import shortened, wrapped
from synergy.outputs.figures import legend
from synergy.outputs.figures.network_map import COMPUTED, EXISTING, LOOKS, NEEDED, PARTIAL

WIDTH = 730  # 7.3 cm of the sheet
SIZE, LINE, GAP = 30, 34, 12  # 8.5 points
LEFT, MIDDLE, RIGHT = 284, 365, 446  # where marks stand
ASIDE, RADIUS, CENTRE = 22, 12, 22  # from a mark to its name; radii
TOP = 44  # where names begin
MOST_LETTERS = 120  # of a name: no more could be drawn
TOLD = 480  # room for a name in the words that stand for the map
UNBROKEN = "\u2011"  # a hyphen that lines do not end after
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Spoke:
    """A name beside the agency, and the kind of line to it; no line where there is no actor."""

    name: str
    kind: str
    actor: Actor | None = None


def ego_map(known: Known, agency: Actor, words: Catalogue, most: tuple[int, int]) -> Figure | None:
    """Draw the ties of an agency: existing ones solid, missing ones dashed; None where there are none at all.

    Parameters
    ----------
    most : partners and contacts that are drawn by name; of the others it is said how many there are.
    """
    contacts = known.contacts(agency)
    drawn = {contact.actor.id for contact in contacts[: most[1]]}
    partners = [p.actor for p in known.partners(agency) if p.actor.id not in drawn]
    if not partners and not contacts:
        return None
    left = [_Spoke(_label(actor, words), EXISTING, actor) for actor in partners[: most[0]]]
    right = [_Spoke(_label(c.actor, words), _kind(c), c.actor) for c in contacts[: most[1]]]
    for side, more in ((left, len(partners) - len(left)), (right, len(contacts) - len(right))):
        if more:
            side.append(_Spoke(words.text("unit.others", n=more), ""))
    told = words.text("agency.map.told", existing=_names(left, words), missing=_names(right, words))
    for side, key in ((left, "existing"), (right, "missing")):
        if not side:
            side.append(_Spoke(words.text(f"agency.map.none_{key}"), ""))
    parts, height = _drawn(known.dataset, agency, words, (left, right))
    title = words.text("agency.map.title", name=_label(agency, words))
    return Figure("ties", svg.drawing("ties", (WIDTH, height), title, told, parts), "", told)


def _label(actor: Actor, words: Catalogue) -> str:
    return words.label(actor)[:MOST_LETTERS]


def _kind(contact: Contact) -> str:
    if contact.link.status == "partial":
        return PARTIAL
    return NEEDED if STATED in contact.link.basis else COMPUTED


def _names(side: Sequence[_Spoke], words: Catalogue) -> str:
    return words.listed([shortened(spoke.name, TOLD, SIZE) for spoke in side]) or words.text("agency.none")


def _drawn(
    dataset: Dataset, agency: Actor, words: Catalogue, sides: tuple[Sequence[_Spoke], Sequence[_Spoke]]
) -> tuple[list[str], int]:
    """Return the elements of the map and its height."""
    parts = []
    for head, edge, anchor in (("existing", 2, "start"), ("missing", WIDTH - 2, "end")):
        said = words.text(f"agency.map.{head}")
        parts.append(svg.text((edge, 28), said, SIZE - 2, fill=svg.GREY, anchor=anchor))
    foot = max(map(_foot, sides))
    centre = (MIDDLE, (TOP + foot) // 2)
    lines, names = list[str](), list[str]()
    marks = [_mark(dataset, agency, centre, CENTRE)]
    for left, side in zip((True, False), sides, strict=True):
        for spoke, top in zip(side, _tops(side, foot), strict=True):
            text = _wrapped(spoke.name)
            place = (LEFT if left else RIGHT, top + LINE * len(text) // 2)
            if spoke.actor:
                lines.append(svg.line(centre, place, **LOOKS[spoke.kind]))
                marks.append(_mark(dataset, spoke.actor, place, RADIUS))
            names += _name(text, (place[0] - ASIDE if left else place[0] + ASIDE, top), "end" if left else "start")
    key, height = legend.drawn(_legend(sides, words), (WIDTH, foot + 8), SIZE - 2)
    return [*parts, *lines, *marks, *names, *key], height


def _name(text: Sequence[str], place: Place, anchor: str) -> list[str]:
    x, top = place
    return [svg.text((x, top + 26 + row * LINE), line, SIZE, anchor=anchor) for row, line in enumerate(text)]


def _tops(side: Sequence[_Spoke], foot: int) -> list[int]:
    """Return where each name of a side begins, the side set in the middle of the height."""
    heights = [LINE * len(_wrapped(spoke.name)) + GAP for spoke in side]
    return list(accumulate(heights[:-1], initial=TOP + (foot - _foot(side)) // 2)) if side else []


def _foot(side: Sequence[_Spoke]) -> int:
    return TOP + sum(LINE * len(_wrapped(spoke.name)) + GAP for spoke in side)


def _wrapped(name: str) -> list[str]:
    """Return a name as at most three lines, with no break after a hyphen."""
    return [
        line.replace(UNBROKEN, "-") for line in wrapped(name.replace("-", UNBROKEN), LEFT - ASIDE - 4, SIZE, lines=3)
    ]


def _mark(dataset: Dataset, actor: Actor, place: Place, radius: int) -> str:
    term = dataset.terms("sector").get(actor.sector)
    shape, colour = (term.shape, svg.known_colour(term.colour)) if term else ("dot", svg.UNKNOWN)
    return svg.mark(shape, place, radius, colour=colour, hollow=actor.placeholder)


def _legend(sides: tuple[Sequence[_Spoke], Sequence[_Spoke]], words: Catalogue) -> list[legend.Entry]:
    spokes = [spoke for side in sides for spoke in side if spoke.actor]
    kinds = {spoke.kind for spoke in spokes}
    entries = [
        legend.Entry(legend.stroke(**look), words.text(f"agency.map.legend.{kind}"))
        for kind, look in LOOKS.items()
        if kind in kinds
    ]
    if any(spoke.actor and spoke.actor.placeholder for spoke in spokes):
        entries.append(legend.Entry(_hollow, words.text("agency.map.legend.collective")))
    return entries


def _hollow(x: int, y: int) -> list[str]:
    return [svg.mark("dot", (x + 50, y), RADIUS, colour=svg.UNKNOWN, hollow=True)]
