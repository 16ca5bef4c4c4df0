"""Where the boxes and strands of the model of synergy go: few crossings, nothing on top of anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from synergy.outputs.figures.model_data import DIRECT, Model

EXISTING, NEEDED, CONTESTED, ROLE = "existing", "needed", "contested", "role"
PORT = 5  # between strands that meet a box side by side
THICKEST_TIE, THICKEST_ROLES = 34, 150
Point = tuple[int, int]
Order = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """What joins two boxes: pairs of one status, or roles. ``amount`` is their count or weight."""

    start: str
    end: str
    kind: str
    amount: float
    width: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A box in its place: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Height of its centre."""
        return self.y + self.height // 2

    @property
    def sides(self) -> tuple[int, int, int, int]:
        """Left, top, width, height."""
        return (self.x, self.y, self.width, self.height)


def strands(model: Model) -> tuple[Strand, ...]:
    """Return all strands; widths are in proportion to pairs and, by another measure, to role weights."""
    most = max((pairs.existing for pairs in model.pairs.values()), default=0)
    unit = min(7.0, THICKEST_TIE / max(1, most))
    found = []
    for (sector, centre), pairs in model.pairs.items():
        if pairs.existing:
            width = max(4, round(unit * pairs.existing))
            found.append(Strand(sector, centre, EXISTING, pairs.existing, width))
        found += [Strand(sector, centre, NEEDED, pairs.needed, 7)] * bool(pairs.needed)
        found += [Strand(sector, centre, CONTESTED, pairs.contested, 7)] * bool(pairs.contested)
    return (*found, *_role_strands(model))


def _role_strands(model: Model) -> list[Strand]:
    centres = {node.key for node in model.centres}
    own: dict[str, float] = {}
    onward = [(node, cluster, weight) for (node, cluster), weight in model.roles.items() if node in centres]
    onward += [(DIRECT, cluster, weight) for cluster, weight in model.direct.items()]
    for (node, _), weight in model.roles.items():
        if node not in centres:
            own[node] = own.get(node, 0.0) + weight
    links = [(node, DIRECT, weight) for node, weight in own.items()] + onward
    totals: dict[str, float] = {}
    for start, _, weight in links:
        totals[start] = totals.get(start, 0.0) + weight
    unit = min(6.0, THICKEST_ROLES / max(totals.values(), default=1.0))
    return [Strand(a, b, ROLE, weight, max(3, round(unit * weight))) for a, b, weight in sorted(links)]


def ordered(columns: Order, links: Sequence[Strand]) -> Order:
    """Return the first two columns in an order with few crossings; the last keeps its own.

    First each box moves to the mean place of those it is joined to (barycentre), then neighbours change
    places as long as that saves crossings. A crossing weighs as much as both its strands are wide.
    """
    best = columns
    for _ in range(6):
        for moving in range(min(2, len(columns))):
            columns = _barycentre(columns, moving, links)
            if crossings(columns, links) < crossings(best, links):
                best = columns
    improved = True
    while improved:
        improved = False
        for moving in range(min(2, len(best))):
            for place in range(len(best[moving]) - 1):
                other = _swapped(best, moving, place)
                if crossings(other, links) < crossings(best, links):
                    best, improved = other, True
    return best


def crossings(columns: Order, links: Sequence[Strand]) -> int:
    """Return the weighted number of crossings of strands between neighbouring columns."""
    place = {key: row for column in columns for row, key in enumerate(column)}
    side = {key: number for number, column in enumerate(columns) for key in column}
    total = 0
    for number, one in enumerate(links):
        for other in links[number + 1 :]:
            if side[one.start] == side[other.start]:
                above = place[one.start] - place[other.start], place[one.end] - place[other.end]
                total += (above[0] * above[1] < 0) * (8 + one.width + other.width)
    return total


def _barycentre(columns: Order, moving: int, links: Iterable[Strand]) -> Order:
    share = {key: (row + 0.5) / len(column) for column in columns for row, key in enumerate(column)}
    sums: dict[str, list[float]] = {key: [0.0, 0.0] for key in columns[moving]}
    for link in links:
        for key, other in ((link.start, link.end), (link.end, link.start)):
            if key in sums and not (moving == 0 and other == DIRECT):
                sums[key][0] += share[other] * link.width
                sums[key][1] += link.width
    means = {key: total / weight if weight else share[key] for key, (total, weight) in sums.items()}
    row = {key: number for number, key in enumerate(columns[moving])}
    sorted_keys = tuple(sorted(columns[moving], key=lambda key: (round(means[key], 6), row[key])))
    return (*columns[:moving], sorted_keys, *columns[moving + 1 :])


def _swapped(columns: Order, moving: int, place: int) -> Order:
    column = list(columns[moving])
    column[place], column[place + 1] = column[place + 1], column[place]
    return (*columns[:moving], tuple(column), *columns[moving + 1 :])


def placed(
    columns: Order, heights: Mapping[str, int], across: Sequence[tuple[int, int]], top: int, between: int
) -> dict[str, Frame]:
    """Return a frame for every box: columns of equal height, their boxes evenly apart.

    Parameters
    ----------
    columns : keys, from above. heights : of each box.
    across : left side and width of each column. top : where the columns begin.
    between : least room between the boxes of the first column; the others get twice as much.
    """
    least = (between, 2 * between, 2 * between)
    height = max(sum(heights[k] for k in keys) + least[n] * (len(keys) - 1) for n, keys in enumerate(columns) if keys)
    frames = {}
    for (left, width), keys in zip(across, columns, strict=True):
        free = height - sum(heights[key] for key in keys)
        gap = min(130, free // max(1, len(keys) - 1))
        y = top + (free - gap * (len(keys) - 1)) // 2
        for key in keys:
            frames[key] = Frame(left, y, width, heights[key])
            y += heights[key] + gap
    return frames


def port_room(key: str, links: Iterable[Strand]) -> int:
    """Return the height that the strands on the fuller side of a box need."""
    sides = ([s.width + PORT for s in links if s.start == key], [s.width + PORT for s in links if s.end == key])
    return max(map(sum, sides))


def ports(frames: Mapping[str, Frame], links: Sequence[Strand]) -> dict[Strand, tuple[Point, Point]]:
    """Return where each strand leaves and arrives, in the order of the boxes at its other end."""
    ends: dict[Strand, list[Point]] = {link: [] for link in links}
    for key, frame in frames.items():
        for outward in (True, False):
            own = [link for link in links if (link.start if outward else link.end) == key]
            own.sort(key=lambda k: (frames[k.end if outward else k.start].middle, k.kind, k.start, k.end))
            y = frame.middle - sum(link.width + PORT for link in own) // 2
            for link in own:
                point = (frame.x + frame.width if outward else frame.x, y + (link.width + PORT) // 2)
                ends[link].insert(0 if outward else len(ends[link]), point)
                y += link.width + PORT
    return {link: (points[0], points[1]) for link, points in ends.items()}
