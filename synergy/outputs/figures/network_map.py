"""The network as a printed map: the places of the page, stretched to the paper, with letters one can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from synergy.dataset.records import Actor, Status
from synergy.findings.analysis import Analysis
from synergy.language.catalogue import Catalogue
from synergy.outputs.documents import svg
from synergy.outputs.documents.blocks import Figure
from synergy.outputs.documents.letters import shortened, text_width, wrapped
from synergy.outputs.figures import legend
from synergy.outputs.page import layout, map_label

NAME = "network"
WIDTH = 1600  # sixteen centimetres of A4
SIZE, LINE = 30, 34  # 8.5 points
SIDE, HIGHEST, LOWEST = 170, 1640, 820  # free margin left and right; height of the map
RADIUS, HUB_RADIUS, BADGE = 15, 27, 21
TIE = "#8795A1"
EXISTING, NEEDED, PARTIAL, CONTESTED = "existing", "needed", "partial", "contested"
COMPUTED, MOST_COMPUTED = "computed", 10
LOOKS: dict[str, svg.Look] = {
    EXISTING: {"stroke": TIE, "width": 3},
    NEEDED: {"stroke": svg.NEED, "width": 6, "dash": "22 12"},
    PARTIAL: {"stroke": svg.NEED, "width": 5, "dash": "34 8 6 8"},
    COMPUTED: {"stroke": svg.NEED, "width": 4, "dash": "14 10 4 10"},
    CONTESTED: {"stroke": svg.DISPUTE, "width": 6, "dash": "1 13", "cap": "round"},
}
WEIGHT = {EXISTING: 1, NEEDED: 9, PARTIAL: 9, COMPUTED: 9, CONTESTED: 6}  # how much a name should keep off a line
Place = tuple[int, int]
Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, the one mark their line gets, whether a tie exists, and the rank of the gap between them."""

    ends: tuple[str, str]
    kind: str
    tied: bool
    rank: int | None = None


def network_map(analysis: Analysis, catalogue: Catalogue, positions: Mapping[str, Place]) -> Figure:
    """Return the map of a study for print.

    Parameters
    ----------
    analysis : a finished run.
    catalogue : the words to use.
    positions : place of each actor drawn, in any unit, y downwards (`synergy.outputs.page.layout.place`).
        Their arrangement is kept; width and height are each stretched to the paper.

    Returns
    -------
    Figure. Where a name finds no free place it is shortened, then left out, and the caption says how many.
    """
    drawn = _Map(analysis, catalogue, positions)
    caption = catalogue.text("figure.map.caption")
    if drawn.unnamed:
        caption += " " + catalogue.text("figure.map.unnamed", n=drawn.unnamed)
    told = _alternative(drawn, catalogue)
    return Figure(NAME, svg.drawing(NAME, (WIDTH, drawn.height), caption, told, drawn.parts), caption, told)


def pairs_of(analysis: Analysis, shown: Iterable[str]) -> list[Pair]:
    """Return every pair that gets a line: a need first, then a dispute, then what exists.

    Where no source calls for a tie, the first computed missing links get lines instead.
    """
    network = analysis.network
    ranks = {frozenset(f.actors): analysis.numbers[f.id] for f in analysis.by_kind.get("missing_link", ())}
    needed, contested = network.said[Status.NEEDED], network.said[Status.CONTESTED]
    found = []
    for a, b in combinations(sorted(shown), 2):
        cell = network.index[a], network.index[b]
        tied = bool(network.joined[cell])
        if needed[cell]:
            found.append(Pair((a, b), PARTIAL if tied else NEEDED, tied, ranks.get(frozenset((a, b)))))
        elif contested[cell] or tied:
            found.append(Pair((a, b), CONTESTED if contested[cell] else EXISTING, tied))
    return found if needed.nnz else found + _computed(analysis, set(shown))


def _computed(analysis: Analysis, shown: set[str]) -> list[Pair]:
    links = (f for f in analysis.by_kind.get("missing_link", ()) if f.absence and shown.issuperset(f.actors))
    return [
        Pair((f.actors[0], f.actors[1]), COMPUTED, False, analysis.numbers[f.id]) for f in islice(links, MOST_COMPUTED)
    ]


def _alternative(drawn: _Map, catalogue: Catalogue) -> str:
    count = {kind: sum(pair.kind == kind for pair in drawn.pairs) for kind in LOOKS}
    count[EXISTING] = sum(pair.tied for pair in drawn.pairs)
    sentences = [catalogue.text("figure.map.told.size", actors=len(drawn.places), **count)]
    if drawn.hub:
        sentences.append(catalogue.text("figure.map.told.hub", name=catalogue.name(drawn.actors[drawn.hub])))
    ranked = sorted((pair for pair in drawn.pairs if pair.rank), key=lambda pair: (pair.rank, pair.ends))
    if ranked:
        first = ranked[0]
        a, b = (catalogue.name(drawn.actors[end]) for end in first.ends)
        sentences.append(catalogue.text("figure.map.told.first", a=a, b=b))
    return " ".join(sentences)


class _Map:
    """The map in the making. ``unnamed`` counts the actors whose name found no place."""

    def __init__(self, analysis: Analysis, catalogue: Catalogue, positions: Mapping[str, Place]) -> None:
        self.catalogue, self.dataset = catalogue, analysis.dataset
        self.actors = analysis.dataset.actor
        self.places, foot = _stretched(positions)
        self.pairs = pairs_of(analysis, self.places)
        middle = layout.hub(analysis.network)
        self.hub = middle if middle in self.places else None
        self.called = {a for a, at in layout.standing(analysis).items() if at == layout.CALLED_FOR}
        self.degree = dict(analysis.network.simple.degree)
        marks = {actor: _around(place, self._radius(actor) + 4) for actor, place in self.places.items()}
        numbers = self._numbers(marks)
        self.unnamed = 0
        names = [part for piece in self._names(marks, numbers) for part in piece]
        lines = [svg.line(*self._ends(p), **LOOKS[p.kind]) for kind in LOOKS for p in self.pairs if p.kind == kind]
        discs = [part for pair, spot in numbers.items() for part in svg.badge(spot, str(pair.rank), radius=BADGE)]
        dots = [self._mark(actor) for actor in sorted(self.places)]
        key, self.height = self._legend(foot)
        self.parts = [*lines, *dots, *discs, *names, *key]

    def _ends(self, pair: Pair) -> tuple[Place, Place]:
        return self.places[pair.ends[0]], self.places[pair.ends[1]]

    def _radius(self, actor: str) -> int:
        return HUB_RADIUS if actor == self.hub else RADIUS

    def _look(self, sector: str) -> tuple[str, str]:
        term = self.dataset.terms("sector").get(sector)
        return (term.shape, svg.known_colour(term.colour)) if term else ("dot", svg.UNKNOWN)

    def _mark(self, actor: str) -> str:
        shape, colour = self._look(self.actors[actor].sector)
        hollow = self.actors[actor].placeholder
        return svg.mark(shape, self.places[actor], self._radius(actor), colour=colour, hollow=hollow)

    def _numbers(self, marks: Mapping[str, Box]) -> dict[Pair, Place]:
        """Return a place for each rank, on its line and off marks and other ranks."""
        taken = list(marks.values())
        spots: dict[Pair, Place] = {}
        for pair in sorted((p for p in self.pairs if p.rank), key=lambda p: (p.rank, p.ends)):
            (ax, ay), (bx, by) = self._ends(pair)
            ways = [(ax + (bx - ax) * t // 100, ay + (by - ay) * t // 100) for t in (60, 52, 68, 44, 76, 36)]
            spots[pair] = min(ways, key=lambda spot: sum(_covered(_around(spot, BADGE + 5), box) for box in taken))
            taken.append(_around(spots[pair], BADGE + 3))
        return spots

    def _names(self, marks: Mapping[str, Box], numbers: Mapping[Pair, Place]) -> Iterator[list[str]]:
        """Give each actor's name the first free place around its mark, important actors first."""
        taken = [*marks.values(), *(_around(spot, BADGE + 2) for spot in numbers.values())]
        called = {end for pair in self.pairs if pair.kind in (NEEDED, PARTIAL) for end in pair.ends}
        order = sorted(self.places, key=lambda a: (a != self.hub, a not in called, -self.degree.get(a, 0), a))
        for actor in order:
            for lines in _forms(self.actors[actor], self.catalogue.language):
                spots = _spots(self.places[actor], self._radius(actor), lines)
                free = [s for s in spots if _inside(s[1]) and not any(_covered(s[1], other) for other in taken)]
                if free:
                    place, box = min(free, key=lambda spot: self._crossed(actor, spot[1]))
                    taken.append(box)
                    yield self._name(actor, lines, place)
                    break
            else:
                self.unnamed += 1

    def _crossed(self, actor: str, box: Box) -> int:
        """Return how much the lines of other actors, and the needs of this one, would run through a name."""
        return sum(
            WEIGHT[pair.kind]
            for pair in self.pairs
            if (actor not in pair.ends or pair.kind != EXISTING) and _through(*self._ends(pair), box)
        )

    def _name(self, actor: str, lines: Sequence[str], place: Place) -> list[str]:
        bold = actor == self.hub or actor in self.called
        pieces = [svg.haloed((place[0], place[1] + n * LINE), text, SIZE, bold=bold) for n, text in enumerate(lines)]
        return [part for layer in zip(*pieces, strict=True) for part in layer]

    def _legend(self, foot: int) -> tuple[list[str], int]:
        kinds = {pair.kind for pair in self.pairs}
        entries = []
        for kind, look in LOOKS.items():
            if kind in kinds:
                sample = legend.numbered if kind in (NEEDED, PARTIAL, COMPUTED) else legend.stroke
                entries.append(legend.Entry(sample(**look), self.catalogue.text(f"figure.map.legend.{kind}")))
        entries.append(legend.Entry(legend.two_marks(), self.catalogue.text("figure.legend.marks")))
        parts, height = legend.drawn(entries, (WIDTH, foot), SIZE)
        present = {self.actors[actor].sector for actor in self.places}
        order = [s for s in self.dataset.terms("sector") if s in present]
        marks = [
            legend.Entry(legend.one_mark(*self._look(s)), self.catalogue.term(self.dataset, "sector", s))
            for s in [*order, *sorted(present - set(order))]
        ]
        more, height = legend.drawn(marks, (WIDTH, height + 12), SIZE, columns=3)
        return [*parts, *more], height


def _stretched(positions: Mapping[str, Place]) -> tuple[dict[str, Place], int]:
    """Return places on the paper, and where the map ends."""
    if not positions:
        return {}, 0
    xs, ys = zip(*positions.values(), strict=True)
    (left, right), (top, bottom) = (min(xs), max(xs)), (min(ys), max(ys))
    high = min(HIGHEST, max(LOWEST, 46 * len(positions)))
    across, down = max(1, right - left), max(1, bottom - top)
    places = {
        actor: (SIDE + (x - left) * (WIDTH - 2 * SIDE) // across, 96 + (y - top) * (high - 200) // down)
        for actor, (x, y) in sorted(positions.items())
    }
    return places, high + 20


def _forms(actor: Actor, language: str) -> list[list[str]]:
    """Return a name as lines, then shorter and shorter."""
    name = map_label.label(actor, language)
    full = list(map_label.lines(name))
    one = [[name]] if len(full) > 1 and len(name) <= 18 else []
    cuts = [wrapped(name, width, SIZE, bold=True) for width in (210, 160)]
    whole = [lines for lines in cuts if not any(line.endswith("…") for line in lines[:-1])]
    return [full, *one, *whole, [shortened(name, 210, SIZE, bold=True)], [shortened(name, 150, SIZE, bold=True)]]


def _spots(place: Place, radius: int, lines: Sequence[str]) -> list[tuple[Place, Box]]:
    """Return where the first base line may go (middle of the text) and the box it then covers: below, above, beside."""
    x, y = place
    half = round(max(text_width(line, SIZE, bold=True) for line in lines)) // 2 + 4
    high = LINE * len(lines)
    aside = half + radius + 10
    tops = [(x, y + radius + 8), (x, y - radius - 8 - high), (x + aside, y - high // 2), (x - aside, y - high // 2)]
    sideways = (half // 2, -half // 2, 3 * half // 4, -3 * half // 4)
    tops += [(x + dx, top) for top in (y + radius + 6, y - radius - 6 - high) for dx in sideways]
    return [((cx, top + 27), (cx - half, top, cx + half, top + high)) for cx, top in tops]


def _around(place: Place, radius: int) -> Box:
    return (place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)


def _covered(a: Box, b: Box) -> int:
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def _through(start: Place, end: Place, box: Box) -> bool:
    """Say whether a line runs through a box (Liang and Barsky)."""
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        step, low, high = end[axis] - start[axis], box[axis] - start[axis], box[axis + 2] - start[axis]
        if step == 0:
            if not low < 0 < high:
                return False
        else:
            near, far = sorted((low / step, high / step))
            enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def _inside(box: Box) -> bool:
    return box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 0
