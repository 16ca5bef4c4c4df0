"""Small drawing words for figures: whole coordinates, text that is only text, the same bytes each time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Required, TypedDict, Unpack
from xml.sax.saxutils import escape, quoteattr

from synergy.outputs.documents.letters import clean

FAMILY = "Liberation Sans, Arimo, Arial, sans-serif"
INK, NAVY, GREY, RULE, PAPER = "#1F2933", "#12344D", "#52606D", "#C9D2DA", "#FFFFFF"
UNKNOWN = "#7B8794"
NEED, DISPUTE = "#B93A0B", "#6B3FA0"  # both at least 5:1 on white, and told apart by their dashes
_TURN = math.tau


class Look(TypedDict, total=False):
    """How a line is drawn."""

    stroke: Required[str]
    width: int
    dash: str
    cap: str


class BoxLook(TypedDict, total=False):
    """How a box is drawn; without more, white with a light edge."""

    fill: str
    stroke: str
    width: int
    dash: str


class TextLook(TypedDict, total=False):
    """How a line of text is drawn; ``anchor`` says where its place is: start, middle or end."""

    bold: bool
    fill: str
    anchor: str


def drawing(name: str, size: tuple[int, int], title: str, description: str, parts: Iterable[str]) -> str:
    """Return a whole SVG document.

    Parameters
    ----------
    name : short name of the figure; its ids begin with it, so that several figures can share a page.
    size : width and height; the figure takes the width of its place.
    title, description : what a screen reader says.
    parts : elements, those behind first.
    """
    width, height = size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="{FAMILY}">'
    )
    told = f'<title id="{name}-title">{escaped(title)}</title>\n<desc id="{name}-desc">{escaped(description)}</desc>'
    return "\n".join([head, told, *parts, "</svg>"]) + "\n"


def escaped(text: str) -> str:
    """Return a text as XML content.

    Examples
    --------
    >>> escaped("A & <b>" + chr(7))
    'A &amp; &lt;b&gt;'
    """
    return escape(clean(text))


def element(tag: str, **attributes: object) -> str:
    """Return an empty element; underscores in names stand for hyphens, None leaves one out."""
    pairs = (f"{k.replace('_', '-')}={quoteattr(clean(str(v)))}" for k, v in attributes.items() if v not in (None, ""))
    return f"<{tag} {' '.join(pairs)}/>"


def text(place: tuple[int, int], content: str, size: int, **look: Unpack[TextLook]) -> str:
    """Return one line of text; ``place`` is its start, middle or end on the base line."""
    weight = ' font-weight="bold"' if look.get("bold") else ""
    ends = f' text-anchor="{look["anchor"]}"' if look.get("anchor") else ""
    where = f'x="{place[0]}" y="{place[1]}"'
    return f'<text {where} font-size="{size}" fill="{look.get("fill", INK)}"{weight}{ends}>{escaped(content)}</text>'


def haloed(place: tuple[int, int], content: str, size: int, *, bold: bool = False) -> list[str]:
    """Return a line of text around a middle, over a white outline: readable on lines that pass behind it."""
    over = text(place, content, size, bold=bold, anchor="middle")
    under = text(place, content, size, bold=bold, anchor="middle", fill=PAPER)
    return [under.replace("<text ", f'<text stroke="{PAPER}" stroke-width="9" stroke-linejoin="round" ', 1), over]


def box(frame: tuple[int, int, int, int], **look: Unpack[BoxLook]) -> str:
    """Return a box with round corners; ``frame`` is left, top, width, height."""
    x, y, w, h = frame
    edges = {"stroke_width": look.get("width", 3), "stroke_dasharray": look.get("dash")}
    return element(
        "rect",
        x=x,
        y=y,
        width=w,
        height=h,
        rx=14,
        fill=look.get("fill", PAPER),
        stroke=look.get("stroke", RULE),
        **edges,
    )


def line(start: tuple[int, int], end: tuple[int, int], **look: Unpack[Look]) -> str:
    """Return a straight line."""
    return _stroke(f"M{start[0]} {start[1]}L{end[0]} {end[1]}", look)


def curve(start: tuple[int, int], end: tuple[int, int], **look: Unpack[Look]) -> str:
    """Return a curve that leaves and arrives level."""
    (ax, ay), (bx, by) = start, end
    middle = (ax + bx) // 2
    return _stroke(f"M{ax} {ay}C{middle} {ay} {middle} {by} {bx} {by}", look)


def _stroke(path: str, look: Look) -> str:
    shape = {"stroke_dasharray": look.get("dash"), "stroke_linecap": look.get("cap")}
    return element("path", d=path, fill="none", stroke=look["stroke"], stroke_width=look.get("width", 3), **shape)


def on_curve(start: tuple[int, int], end: tuple[int, int], share: float) -> tuple[int, int]:
    """Return the point of a `curve` after a share of its course.

    Examples
    --------
    >>> on_curve((0, 0), (100, 40), 0.5)
    (50, 20)
    """
    (ax, ay), (bx, by), t = start, end, share
    middle = (ax + bx) // 2
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(w * p for w, p in zip(weights, (ax, middle, middle, bx), strict=True))
    y = sum(w * p for w, p in zip(weights, (ay, ay, by, by), strict=True))
    return round(x), round(y)


def badge(place: tuple[int, int], content: str, *, size: int = 29, stroke: str = NEED, radius: int = 21) -> list[str]:
    """Return a number in a white disc."""
    x, y = place
    disc = element("circle", cx=x, cy=y, r=radius, fill=PAPER, stroke=stroke, stroke_width=4)
    return [disc, text((x, y + round(size * 0.36)), content, size, bold=True, fill=stroke, anchor="middle")]


_CORNERS = {"square": (4, 0.125), "diamond": (4, 0.0), "triangle": (3, -0.25), "triangleDown": (3, 0.25)}
_CORNERS |= {"hexagon": (6, 0.0), "star": (5, -0.25)}
_SCALE = {"square": 1.2, "diamond": 1.25, "triangle": 1.25, "triangleDown": 1.25, "hexagon": 1.1, "star": 1.35}


def mark(shape: str, place: tuple[int, int], radius: int, *, colour: str, hollow: bool = False) -> str:
    """Return the mark of a sector, in the shapes of the network page; hollow for a placeholder."""
    look = {"fill": PAPER if hollow else colour, "stroke": edge(colour), "stroke_width": 4, "stroke_linejoin": "round"}
    x, y = place
    if shape not in _CORNERS:
        return element("circle", cx=x, cy=y, r=radius, **look)
    count, turn = _CORNERS[shape]
    rays = [(1.0, turn)] if shape != "star" else [(1.0, turn), (0.46, turn + 0.1)]
    points = [
        (x + radius * _SCALE[shape] * far * math.cos(angle), y + radius * _SCALE[shape] * far * math.sin(angle))
        for step in range(count)
        for far, start in rays
        for angle in [_TURN * (start + step / count)]
    ]
    return element("polygon", points=_points(points), **look)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{round(x)},{round(y)}" for x, y in points)


def known_colour(colour: str) -> str:
    """Return a colour of the vocabulary where it is one (#RRGGBB), else grey.

    Examples
    --------
    >>> known_colour("#0072B2"), known_colour("merah")
    ('#0072B2', '#7B8794')
    """
    return colour if re.fullmatch("#[0-9A-Fa-f]{6}", colour) else UNKNOWN


def edge(colour: str) -> str:
    """Return a colour for the outline of a mark: the colour itself, or ink where it is too light to see.

    Examples
    --------
    >>> edge("#F0E442"), edge("#0072B2")
    ('#1F2933', '#0072B2')
    """
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return INK if 0.3 * red + 0.59 * green + 0.11 * blue > 150 else colour
