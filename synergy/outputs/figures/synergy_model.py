"""The model of synergy: sectors, the bodies that coordinate them, and the clusters they work for.

The printed model of the first study was drawn by hand. This one is drawn from the rows: the width of
a line is a count of pairs, what is called for and missing is dashed and numbered, and a sector nobody
has reached yet stands out. It reads in black and white.
"""

from __future__ import annotations

import math

from synergy.findings.analysis import Analysis
from synergy.language.catalogue import Catalogue
from synergy.outputs.documents import svg
from synergy.outputs.documents.blocks import Figure
from synergy.outputs.documents.letters import text_width, wrapped
from synergy.outputs.figures import legend
from synergy.outputs.figures import model_layout as at
from synergy.outputs.figures.model_data import DIRECT, Model, Node, build_model

NAME = "synergy_model"
WIDTH = 1600  # sixteen centimetres of A4: one unit is a tenth of a millimetre
SIZE, LINE = 31, 38  # 8.8 points
COLUMNS = {3: ((2, 430), (642, 420), (1268, 330)), 2: ((2, 520), (1078, 520))}
TOP = 86
MANY = 12  # more sectors than this stand closer together
EXISTING, ROLE = "#2F4B63", "#BFD5E1"
COOL, PALE, EDGE = "#F4F8FB", "#C9D8E4", "#8CA0B0"
WAITING = svg.BoxLook(fill="#FFF3EC", stroke=svg.NEED, width=6, dash="20 11")
LOOKS = {
    at.ROLE: svg.Look(stroke=ROLE, width=24),
    at.EXISTING: svg.Look(stroke=EXISTING, width=12),
    at.CONTESTED: svg.Look(stroke=svg.DISPUTE, width=7, dash="1 15", cap="round"),
    at.NEEDED: svg.Look(stroke=svg.NEED, width=7, dash="24 13"),
}  # from behind to the front; the widths are those of the legend


def synergy_model(analysis: Analysis, catalogue: Catalogue) -> Figure:
    """Return the model of synergy of a study.

    Parameters
    ----------
    analysis : a finished run.
    catalogue : the words to use.

    Returns
    -------
    Figure with the drawing, its caption and, as text alternative, the sentences that say the same.
    """
    model = build_model(analysis, catalogue)
    drawn = _Drawing(model, analysis, catalogue)
    caption, told = catalogue.text("figure.model.caption"), alternative(model, catalogue)
    return Figure(NAME, svg.drawing(NAME, (WIDTH, drawn.height), caption, told, drawn.parts), caption, told)


def alternative(model: Model, catalogue: Catalogue) -> str:
    """Return the sentences that say what the figure shows."""
    say = catalogue.text
    totals = [model.of_sector(node.key) for node in model.sectors]
    numbers = {"existing": sum(t.existing for t in totals), "needed": sum(t.needed for t in totals)}
    sentences = [say("figure.model.told.size", sectors=len(model.sectors), centres=len(model.centres))]
    if model.centres:
        sentences.append(say("figure.model.told.hub", name=model.centres[0].label))
    sentences.append(say("figure.model.told.pairs", **numbers))
    if model.waiting:
        names = "; ".join(node.label for node in model.waiting)
        sentences.append(say("figure.model.told.waiting", names=names))
    if model.clusters:
        carried = {node.key: sum(w for (_, c), w in model.roles.items() if c == node.key) for node in model.clusters}
        most = max(model.clusters, key=lambda node: carried[node.key])
        if carried[most.key] > 0:
            sentences.append(say("figure.model.told.clusters", n=len(model.clusters), name=most.label))
    return " ".join(sentences)


class _Drawing:
    """The figure in the making. ``parts`` are its elements, ``height`` its height."""

    def __init__(self, model: Model, analysis: Analysis, catalogue: Catalogue) -> None:
        self.model, self.say, self.terms = model, catalogue.text, analysis.dataset.terms("sector")
        self.across = COLUMNS[3 if model.clusters else 2]
        self.links = at.strands(model)
        direct = (DIRECT,) if model.direct else ()
        centres = _hub_in_the_middle(tuple(node.key for node in model.centres))
        columns: at.Order = (tuple(node.key for node in model.sectors), (*centres, *direct))
        if model.clusters:
            columns = (*columns, tuple(node.key for node in model.clusters))
        self.columns = at.ordered(columns, self.links)
        self.lines = self._wrap()
        self.padding = 28 if len(model.sectors) <= MANY else 18
        self.stacked = {node.key for node in model.sectors if self._room_for_counts(node) < 12}
        heights = {key: max(self._content(key), at.port_room(key, self.links) + 20) for key in self.lines}
        self.frames = at.placed(self.columns, heights, self.across, TOP, 22 if len(model.sectors) <= MANY else 12)
        foot = max((frame.y + frame.height for frame in self.frames.values()), default=TOP)
        key, self.height = legend.drawn(self._legend(), (WIDTH, foot + 48), SIZE)
        self.parts = [*self._headings(), *self._strands(), *self._boxes(), *key]

    def _wrap(self) -> dict[str, list[str]]:
        """Return the label of each box as lines."""
        lines = {}
        sides = [(self.model.sectors, 0, 62), (self.model.centres, 1, 62), (self.model.clusters, 2, 92)]
        for nodes, column, indent in sides:
            for node in nodes:
                room = self.across[column][1] - indent - 16
                lines[node.key] = wrapped(node.label, room, SIZE, bold=True, lines=4)
        if self.model.direct:
            lines[DIRECT] = wrapped(self.say("figure.model.direct"), self.across[1][1] - 40, SIZE, lines=2)
        return lines

    def _content(self, key: str) -> int:
        """Return the height of what stands in a box."""
        extra = 0 if key == DIRECT else 2 if key in self.stacked else 1
        return (len(self.lines[key]) + extra) * LINE + self.padding

    def _headings(self) -> list[str]:
        parts = []
        for (left, width), name in zip(self.across, ("sectors", "centres", "clusters"), strict=False):
            title = self.say(f"figure.model.heading.{name}")
            parts.append(svg.text((left + 2, 36), title, SIZE, bold=True, fill=svg.NAVY))
            parts.append(svg.line((left, 56), (left + width, 56), stroke=svg.NAVY, width=4))
        return parts

    def _strands(self) -> list[str]:
        ends = at.ports(self.frames, self.links)
        parts: list[str] = []
        numbers: list[str] = []
        taken: list[tuple[int, int]] = []
        for kind, look in LOOKS.items():
            for link in (strand for strand in self.links if strand.kind == kind):
                start, end = ends[link]
                parts.append(svg.curve(start, end, **(look | {"width": link.width})))
                if kind == at.NEEDED:
                    spots = [svg.on_curve(start, end, share) for share in (0.22, 0.34, 0.46, 0.58, 0.7)]
                    taken.append(max(spots, key=lambda spot: min([46, *(math.dist(spot, other) for other in taken)])))
                    numbers += svg.badge(taken[-1], str(int(link.amount)))
        return [*parts, *numbers]

    def _boxes(self) -> list[str]:
        parts = []
        for node in self.model.sectors:
            parts += self._sector(node, self.frames[node.key])
        for number, node in enumerate(self.model.centres):
            parts += self._centre(node, self.frames[node.key], hub=number == 0)
        for node in self.model.clusters:
            parts += self._cluster(node, self.frames[node.key])
        if self.model.direct:
            frame = self.frames[DIRECT]
            parts.append(svg.box(frame.sides, fill=ROLE, stroke=ROLE))
            parts += self._label(DIRECT, 20, self._first_line(DIRECT, frame), bold=False)
        return parts

    def _first_line(self, key: str, frame: at.Frame) -> int:
        """Return the base line of the first line of a box whose content stands in its middle."""
        return frame.middle - (self._content(key) - self.padding) // 2 + 29

    def _label(self, key: str, indent: int, y: int, *, fill: str = svg.INK, bold: bool = True) -> list[str]:
        left = self.frames[key].x + indent
        return [
            svg.text((left, y + LINE * number), line, SIZE, bold=bold, fill=fill)
            for number, line in enumerate(self.lines[key])
        ]

    def _mark(self, sector: str, place: tuple[int, int], radius: int, hollow: bool = False) -> str:
        term = self.terms.get(sector)
        colour, shape = (term.colour, term.shape) if term else ("", "")
        return svg.mark(shape, place, radius, colour=svg.known_colour(colour), hollow=hollow)

    def _sector(self, node: Node, frame: at.Frame) -> list[str]:
        waiting = node in self.model.waiting
        look = WAITING if waiting else svg.BoxLook(stroke=EDGE)
        y = self._first_line(node.key, frame)
        parts = [svg.box(frame.sides, **look), self._mark(node.sector, (frame.x + 34, y - 10), 15, not node.alone)]
        parts += self._label(node.key, 62, y)
        base, x = y + LINE * len(self.lines[node.key]), frame.x + 62
        for count, hollow in _counts(node):
            parts.append(svg.text((x, base), str(count), SIZE))
            x += round(text_width(str(count), SIZE)) + 17
            parts.append(self._mark(node.sector, (x, base - 11), 11, hollow))
            x += 27
        place = (frame.x + frame.width - 18, base + LINE * (node.key in self.stacked))
        colour = svg.NEED if waiting else svg.GREY
        return [*parts, svg.text(place, self._told(node), SIZE, bold=waiting, fill=colour, anchor="end")]

    def _told(self, node: Node) -> str:
        pairs = self.model.of_sector(node.key)
        key = "figure.model.counts" if pairs.needed else "figure.model.count"
        return self.say(key, existing=pairs.existing, needed=pairs.needed)

    def _room_for_counts(self, node: Node) -> float:
        """Return what is left between the marks of a sector and its counts on one line."""
        marks = sum(text_width(str(count), SIZE) + 44 for count, _ in _counts(node))
        return self.across[0][1] - 62 - 18 - marks - text_width(self._told(node), SIZE, bold=True)

    def _centre(self, node: Node, frame: at.Frame, *, hub: bool) -> list[str]:
        y = self._first_line(node.key, frame)
        base = y + LINE * len(self.lines[node.key])
        ink = svg.PAPER if hub else svg.INK
        parts = [svg.box(frame.sides, fill=svg.NAVY if hub else COOL, stroke=svg.NAVY)]
        parts += self._label(node.key, 62, y, fill=ink)
        if hub:  # a blue mark would drown in the dark box
            parts.append(svg.element("circle", cx=frame.x + 34, cy=y - 10, r=23, fill=svg.PAPER))
        parts.append(self._mark(node.sector, (frame.x + 34, y - 10), 15, not node.alone))
        if hub:
            return [*parts, svg.text((frame.x + 62, base), self.say("figure.model.hub"), SIZE, fill=PALE)]
        pairs = self.model.to_hub[node.key]
        kind = next((k for k in (at.NEEDED, at.EXISTING, at.CONTESTED) if getattr(pairs, k)), None)
        kind = kind or self.model.parts.get(node.key, "none")
        colour = svg.NEED if kind == at.NEEDED else svg.GREY
        return [*parts, svg.text((frame.x + 62, base), self.say(f"figure.model.to_hub.{kind}"), SIZE, fill=colour)]

    def _cluster(self, node: Node, frame: at.Frame) -> list[str]:
        y = self._first_line(node.key, frame)
        parts = [svg.box(frame.sides, fill=COOL, stroke=EDGE)]
        if len(node.key) <= 3:
            disc = svg.element("circle", cx=frame.x + 48, cy=frame.middle, r=32, fill=svg.NAVY)
            place = (frame.x + 48, frame.middle + 11)
            parts += [disc, svg.text(place, node.key, SIZE, bold=True, fill=svg.PAPER, anchor="middle")]
        parts += self._label(node.key, 92, y)
        base = y + LINE * len(self.lines[node.key])
        own = [sector for sector in self.model.sectors if (sector.key, node.key) in self.model.roles]
        shown = own if len(own) <= 7 else own[:5]
        for number, sector in enumerate(shown):
            parts.append(self._mark(sector.sector, (frame.x + 106 + 32 * number, base - 10), 11, not sector.alone))
        if len(own) > len(shown):
            place = (frame.x + 92 + 32 * len(shown), base)
            parts.append(svg.text(place, f"+{len(own) - len(shown)}", SIZE, fill=svg.GREY))
        return parts

    def _legend(self) -> list[legend.Entry]:
        kinds = {link.kind for link in self.links}
        entries = [
            legend.Entry(legend.stroke(**LOOKS[kind]), self.say(f"figure.model.legend.{kind}"))
            for kind in (at.EXISTING, at.NEEDED, at.CONTESTED, at.ROLE)
            if kind in kinds
        ]
        if self.model.waiting:
            sample = legend.sample_box(**WAITING)
            entries.append(legend.Entry(sample, self.say("figure.model.legend.waiting")))
        entries.append(legend.Entry(legend.two_marks(), self.say("figure.legend.marks")))
        if self.model.direct:
            entries.append(legend.Entry(legend.some_marks(), self.say("figure.model.legend.shapes")))
        return entries


def _counts(node: Node) -> list[tuple[int, bool]]:
    return [(count, hollow) for count, hollow in ((node.alone, False), (node.collective, True)) if count]


def _hub_in_the_middle(keys: tuple[str, ...]) -> tuple[str, ...]:
    half = (len(keys) + 1) // 2
    return (*keys[1:half], *keys[:1], *keys[half:])
