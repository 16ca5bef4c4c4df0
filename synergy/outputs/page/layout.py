"""Where each actor stands on the map: integers, the same on every machine, for the page and for figures.

Canvas. The origin is the middle, x grows to the right, y downwards, one unit is one pixel at scale 1
with 12-unit type. Up to some 45 actors fill about 900 × 620 units; larger studies take more, in the
same proportion. `extent` tells the box that holds every mark and label.

The hub rule. The actor with most partners stands in the middle if it really dominates: it has at
least three partners and at least twice as many as the next actor, or it is the cut point whose loss
cuts most actors, and at least a third of its neighbourhood, off the rest. Otherwise the middle stays
empty.

The other actors stand in wedges, one a sector, in the order of the vocabulary, on as many elliptic
rings as their labels need. Ends of needed ties that are not in the network stand on the outer ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
import numpy as np

from synergy.dataset.records import Actor, Dataset, Status
from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED
from synergy.measures.whole.removal import losses
from synergy.networks.network import Network
from synergy.outputs.page.map_label import label, lines, width

__all__ = ["badges", "extent", "hub", "label", "lines", "place", "seat_of", "standing", "width"]

IN_NETWORK, CALLED_FOR, NAMED, BESIDE = "network", "called", "named", "beside"
MOST_DRAWN = 300  # beyond it a map shows those called for and those with most partners
RADIUS, HUB_RADIUS, BADGE = 9, 17, 9
LINE, MARGIN = 14, 5
ASPECT = 1.48  # width of a ring by its height
_INNER, _STEP, _SHORT = 104, 62, 100  # half height of the first ring; from ring to ring; a short tie
_TURNS, _EFFORT = 12, 200_000  # turns of the wheel tried with each phase of dealing; actors² × tries at most

Place = tuple[int, int]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seat:
    """An actor waiting for a place: the half width, height above and height below its centre."""

    actor: str
    half: int
    above: int
    below: int

    def box(self, place: Place) -> Box:
        """Return left, top, right, bottom of mark and label at a place."""
        x, y = place
        return (x - self.half, y - self.above, x + self.half, y + self.below)


def hub(network: Network) -> str | None:
    """Return the actor that dominates the network by the rule above, or None.

    Parameters
    ----------
    network : the networks of a study; only existing ties count, without direction.
    """
    degrees = sorted(((-degree, actor) for actor, degree in network.simple.degree), key=lambda pair: pair)
    if not degrees or -degrees[0][0] < 3:
        return None
    actor: str = degrees[0][1]
    if degrees[0][0] <= 2 * degrees[1][0] or _hardest_loss(network.simple) == actor:
        return actor
    return None


def _hardest_loss(graph: nx.Graph[str]) -> str | None:
    """Return the cut point whose removal cuts most actors, and a third or more, off the largest part."""
    hard = [(-lost, actor) for actor, (others, lost) in losses(graph).items() if 3 * lost >= others]
    return min(hard)[1] if hard else None


def standing(analysis: Analysis) -> dict[str, str]:
    """Say of each actor whether it is in the network, called for by a needed tie, named by another, or beside.

    Where no source calls for a tie, the ends of computed missing links count as named: they are the answer then.
    """
    network = analysis.network
    links = analysis.by_kind.get("missing_link", ())
    computed = () if any(STATED in link.basis for link in links) else links
    ends = {actor: NAMED for link in computed for actor in link.actors}
    for tie in network.dataset.ties:
        for actor in tie.ends:
            if tie.status is Status.NEEDED or actor not in ends:
                ends[actor] = CALLED_FOR if tie.status is Status.NEEDED else NAMED
    members = set(network.members)
    return {actor: IN_NETWORK if actor in members else ends.get(actor, BESIDE) for actor in network.order}


@lru_cache(maxsize=1)  # for the page and for the figures
def place(analysis: Analysis) -> dict[str, Place]:
    """Return the place of every actor drawn: those in the network, called for, or named; all where no tie is.

    Of several ways to turn the wheel of sectors and to deal out the rings, the one is taken whose
    needed ties are easiest to see: clear of labels, and not short.

    Returns
    -------
    dict from actor id to (x, y), on the canvas described above; no two labels overlap.
    """
    network = analysis.network
    middle = hub(network)
    seats = [seat for seat in _seats(analysis) if seat.actor != middle]
    fixed = [_seat(network.dataset.actor[middle], HUB_RADIUS)] if middle else []
    shown = {seat.actor for seat in (*seats, *fixed)}
    needed = [t.ends for t in network.dataset.ties if t.status is Status.NEEDED and shown.issuperset(t.ends)]
    tries = max(1, min(12 * _TURNS, _EFFORT // max(1, len(seats) ** 2)))
    tried = [_arranged(network, seats, fixed, attempt) for attempt in range(tries)]
    return min(tried, key=lambda places: _trouble(places, [*fixed, *seats], needed))


def _arranged(network: Network, seats: Sequence[Seat], fixed: Sequence[Seat], attempt: int) -> dict[str, Place]:
    """Return places without overlap, on rings as small as this turn of the wheel allows."""
    growth = 100
    while (places := _spread(_rings(network, seats, growth, attempt), seats, fixed)) is None:
        growth += 6
    return places


def _trouble(places: Mapping[str, Place], seats: Sequence[Seat], needed: Sequence[tuple[str, str]]) -> int:
    """Return how hard the needed ties are to see: labels they run over (own ones weigh less), short ones."""
    trouble = 0
    for a, b in needed:
        (ax, ay), (bx, by) = places[a], places[b]
        points = [(ax + (bx - ax) * k // 40, ay + (by - ay) * k // 40) for k in range(1, 40)]
        trouble += 3 if (bx - ax) ** 2 + (by - ay) ** 2 < _SHORT**2 else 0
        for seat in seats:
            own = seat.actor in (a, b)
            left, top, right, bottom = seat.box(places[seat.actor])
            top += 2 * seat.above + 3 if own else 0
            trouble += (1 if own else 3) * any(left <= x <= right and top <= y <= bottom for x, y in points)
    return trouble


def seat_of(dataset: Dataset, actor: str, *, centre: bool = False) -> Seat:
    """Return the room an actor takes on the map."""
    return _seat(dataset.actor[actor], HUB_RADIUS if centre else RADIUS)


def extent(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes, with a margin; a unit box without any."""
    held = list(boxes) or [(-1, -1, 1, 1)]
    sides = list(zip(*held, strict=True))
    return (min(sides[0]) - 8, min(sides[1]) - 8, max(sides[2]) + 8, max(sides[3]) + 8)


def badges(places: Mapping[str, Place], boxes: Sequence[Box], pairs: Sequence[tuple[str, str]]) -> list[Place]:
    """Return a free place on each pair's line for its rank number, away from labels and other numbers.

    Parameters
    ----------
    places : of the actors. boxes : what must not be covered. pairs : ends, in order of rank.
    """
    taken = list(boxes)
    found = []
    for pair in pairs:
        (ax, ay), (bx, by) = places[pair[0]], places[pair[1]]
        spots = [(ax + (bx - ax) * t // 100, ay + (by - ay) * t // 100) for t in (62, 56, 68, 50, 44, 74, 38, 32, 80)]
        spot = min(spots, key=lambda s: sum(_covered(_around(s), box) for box in taken))
        taken.append(_around(spot))
        found.append(spot)
    return found


def _around(spot: Place) -> Box:
    return (spot[0] - BADGE, spot[1] - BADGE, spot[0] + BADGE, spot[1] + BADGE)


def _covered(a: Box, b: Box) -> int:
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def _seat(actor: Actor, radius: int) -> Seat:
    rows = [lines(label(actor, language)) for language in ("id", "en")]
    widest = max(width(line) for row in rows for line in row)
    half = max(radius + 6, widest * (14 if radius == HUB_RADIUS else 12) // 24 + 2)
    return Seat(actor.id, half, radius + 6, radius + 8 + LINE * max(map(len, rows)))


def _seats(analysis: Analysis) -> list[Seat]:
    """Return the actors drawn, by sector in the order of the vocabulary; within one by partners."""
    network = analysis.network
    rank = {term: i for i, term in enumerate(network.dataset.terms("sector"))}
    stands = standing(analysis)
    drawn = [a for a in network.dataset.actors if stands[a.id] != BESIDE] or list(network.dataset.actors)
    degree = dict(network.simple.degree)
    drawn = sorted(drawn, key=lambda a: (stands[a.id] != CALLED_FOR, -degree.get(a.id, 0), a.id))[:MOST_DRAWN]

    def order(actor: Actor) -> tuple[int, str, bool, int, str]:
        outside = stands[actor.id] != IN_NETWORK
        return (rank.get(actor.sector, len(rank)), actor.sector, outside, -degree.get(actor.id, 0), actor.id)

    return [_seat(actor, RADIUS) for actor in sorted(drawn, key=order)]


def _rings(network: Network, seats: Sequence[Seat], growth: int, attempt: int) -> list[Place]:
    """Return first places: equal steps of angle through the sectors, rings filled by their length."""
    sizes = _ring_sizes(len(seats))
    members = set(network.members)
    outer, start = len(sizes) - 1, 2 * math.pi * (attempt % _TURNS) / _TURNS
    quota = [attempt // _TURNS * 0.37 * (ring + 1) % 1 for ring in range(len(sizes))]
    groups = _by_sector(network.dataset, seats)
    gap = 0.35 if len(groups) > 1 else 0.0
    step = 2 * math.pi / max(1.0, len(seats) + gap * len(groups))
    spots: list[Place] = []
    for group in groups:
        called = sum(seat.actor not in members for seat in group)
        rings = _deal(len(group), sizes, quota)
        for position in sorted(range(len(rings)), key=lambda p: (-rings[p], p))[:called]:
            rings[position] = outer
        angles = [start + step * (k + 0.5) for k in range(len(group))]
        start += step * (len(group) + gap)
        for position in sorted(range(len(group)), key=lambda p: (rings[p], p)):
            spots.append(_on_ring(angles[position], rings[position], growth))
    return spots


def _ring_sizes(count: int) -> list[int]:
    """Return how many actors each ring takes, for as many rings as needed."""
    sizes: list[int] = []
    while sum(sizes) < count * 1.04 or not sizes:
        sizes.append(9 + 7 * len(sizes))
    return sizes


def _by_sector(dataset: Dataset, seats: Sequence[Seat]) -> list[list[Seat]]:
    groups: dict[str, list[Seat]] = {}
    for seat in seats:
        groups.setdefault(dataset.actor[seat.actor].sector, []).append(seat)
    return list(groups.values())


def _deal(count: int, sizes: Sequence[int], quota: list[float]) -> list[int]:
    """Return rings for the next actors, each ring as often as its size; ``quota`` carries the debt on."""
    rings = []
    for _ in range(count):
        for ring, size in enumerate(sizes):
            quota[ring] += size / sum(sizes)
        chosen = max(range(len(sizes)), key=lambda ring: (round(quota[ring], 6), ring))
        quota[chosen] -= 1
        rings.append(chosen)
    return rings


def _on_ring(angle: float, ring: int, growth: int) -> Place:
    height = (_INNER + _STEP * ring) * growth / 100
    x, y = height * ASPECT * math.sin(angle), -height * math.cos(angle)
    return round(x), round(y)


def _spread(spots: Sequence[Place], seats: Sequence[Seat], fixed: Sequence[Seat]) -> dict[str, Place] | None:
    """Push overlapping labels apart, in whole units; None if they do not come free."""
    held = [*fixed, *seats]
    at = [[0, 0] for _ in fixed] + [list(spot) for spot in spots]
    for _ in range(400):
        close = _close(at, held)
        if not close:
            return {seat.actor: (x, y) for seat, (x, y) in zip(held, at, strict=True)}
        for i, j in close:
            _part(at, held, i, j, i < len(fixed))
    return None


def _close(at: Sequence[Sequence[int]], held: Sequence[Seat]) -> list[tuple[int, int]]:
    """Return the pairs of boxes nearer to each other than the margin."""
    boxes = np.array([seat.box((x, y)) for seat, (x, y) in zip(held, at, strict=True)], dtype=np.int64).reshape(-1, 4)
    low, high = boxes[:, :2], boxes[:, 2:]
    overlap = np.minimum(high[:, None], high) - np.maximum(low[:, None], low) + MARGIN
    i, j = np.nonzero(np.triu((overlap > 0).all(axis=2), 1))
    return list(zip(i.tolist(), j.tolist(), strict=True))


def _part(at: list[list[int]], held: Sequence[Seat], i: int, j: int, first_stays: bool) -> None:
    """Move two boxes apart along the cheaper axis. Both round up: a half unit each way would cycle for ever."""
    a, b = held[i].box((at[i][0], at[i][1])), held[j].box((at[j][0], at[j][1]))
    across, down = (min(a[k + 2], b[k + 2]) - max(a[k], b[k]) + MARGIN for k in (0, 1))
    if across <= 0 or down <= 0:
        return  # an earlier move has parted them
    axis, push = (0, across) if 3 * across <= 5 * down else (1, down)
    way = 1 if at[j][axis] >= at[i][axis] else -1
    if not first_stays:
        push = (push + 1) // 2
        at[i][axis] -= way * push
    at[j][axis] += way * push
