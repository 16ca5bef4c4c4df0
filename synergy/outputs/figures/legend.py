"""Legends: a sample and what it means, in two columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Unpack

from synergy.outputs.documents import svg
from synergy.outputs.documents.letters import wrapped

Sample = Callable[[int, int], list[str]]  # draws itself in 96 units from a left end, around a height
ROOM, INDENT = 96, 118


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample and its meaning."""

    sample: Sample
    meaning: str


def drawn(entries: Sequence[Entry], place: tuple[int, int], size: int, columns: int = 2) -> tuple[list[str], int]:
    """Return the elements of a legend below a rule, and the height of the figure that ends with it.

    Parameters
    ----------
    entries : what to explain. size : of the letters.
    place : width of the figure, and where the legend begins.
    """
    width, top = place
    step, column = round(size * 1.22), width // columns
    parts = [svg.line((0, top), (width, top), stroke=svg.RULE, width=3)]
    y = top + step + 14
    for start in range(0, len(entries), columns):
        row = entries[start : start + columns]
        texts = [wrapped(entry.meaning, column - INDENT - 24, size, lines=4) for entry in row]
        for number, (entry, lines) in enumerate(zip(row, texts, strict=True)):
            left = number * column
            parts += entry.sample(left, y - round(size * 0.34))
            for count, line in enumerate(lines):
                parts.append(svg.text((left + INDENT, y + count * step), line, size))
        y += step * max(map(len, texts)) + 12
    return parts, y - step + 20


def stroke(**look: Unpack[svg.Look]) -> Sample:
    """Return the sample of a line."""
    return lambda x, y: [svg.line((x + 4, y), (x + ROOM, y), **look)]


def numbered(**look: Unpack[svg.Look]) -> Sample:
    """Return the sample of a line with a number on it."""
    return lambda x, y: [
        svg.line((x + 4, y), (x + ROOM - 42, y), **look),
        *svg.badge((x + ROOM - 21, y), "1", stroke=look["stroke"]),
    ]


def sample_box(**look: Unpack[svg.BoxLook]) -> Sample:
    """Return the sample of a box."""
    return lambda x, y: [svg.box((x + 6, y - 18, ROOM - 8, 36), **look)]


def one_mark(shape: str, colour: str) -> Sample:
    """Return the sample of one mark."""
    return lambda x, y: [svg.mark(shape, (x + 70, y), 16, colour=colour)]


def two_marks() -> Sample:
    """Return the sample of a full and a hollow mark."""
    return lambda x, y: [
        svg.mark("dot", (x + 28, y), 14, colour=svg.UNKNOWN),
        svg.mark("dot", (x + 74, y), 14, colour=svg.UNKNOWN, hollow=True),
    ]


def some_marks() -> Sample:
    """Return the sample of marks of several shapes."""
    shapes = ("square", "triangle", "hexagon")
    return lambda x, y: [
        svg.mark(shape, (x + 18 + 32 * n, y), 11, colour=svg.UNKNOWN) for n, shape in enumerate(shapes)
    ]
