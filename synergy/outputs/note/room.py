"""Whether a letter keeps to one page, reckoned from letter widths: the same with and without a typesetter."""

from __future__ import annotations

from collections.abc import Iterable

from synergy.outputs.documents.blocks import (
    Beside,
    Block,
    Callout,
    Document,
    Figure,
    Heading,
    Paragraph,
    Points,
    Rule,
    Span,
    Table,
)
from synergy.outputs.documents.letters import text_width

# On this reckoning, generous by a few points a block, pages run over from 760 on, in Word files and PDF alike.
ROOM = 738.0
WIDTH = 453.0  # of a line, in points
INDENT = 22.0  # of a list
PITCH = 1.17  # line height by type size
SIZES = {"note": 9.0, "lead": 12.5}


def fits(document: Document) -> bool:
    """Say whether a letter keeps to one page of A4."""
    head = 30.0 + 3 * 16.0 + (18.0 if document.subtitle else 0.0)
    return head + sum(map(_height, document.blocks)) <= ROOM


def lines(text: str, width: float, size: float) -> int:
    """Return the number of lines a text takes, words kept whole where they can be.

    Examples
    --------
    >>> lines("Kota Layak Anak", 100, 11), lines("Kota Layak Anak", 60, 11), lines("", 60, 11)
    (1, 2, 1)
    """
    count, filled = 1, 0.0
    blank = text_width(" ", size)
    for word in text.split():
        long = text_width(word, size)
        if filled and filled + blank + long > width:
            count, filled = count + 1, 0.0
        filled += long + (blank if filled else 0.0)
        if filled > width:  # a word longer than a line is broken
            count += int(filled // width)
            filled %= width
    return count


def _height(block: Block) -> float:
    match block:
        case Heading():
            return _text(block.text, WIDTH, 11) + 11
        case Paragraph():
            return _spans(block.spans, WIDTH, SIZES.get(block.style, 11.0)) + 6
        case Points():
            return sum(_spans(item, WIDTH - INDENT, 11) + 3 for item in block.items) + 4
        case Table():
            return sum(_row(row, block.widths) for row in block.rows) + 6
        case Rule():
            return 12.0
        case Figure() | Callout() | Beside():
            return ROOM  # no letter of ours has one


def _row(row: tuple[str, ...], widths: tuple[float, ...]) -> float:
    shares = (width / sum(widths) for width in widths)
    return max(_text(cell, WIDTH * share - 9, 11) for cell, share in zip(row, shares, strict=True)) + 1.6


def _spans(spans: Iterable[Span], width: float, size: float) -> float:
    return _text("".join(span.text for span in spans), width, size)


def _text(text: str, width: float, size: float) -> float:
    return lines(text, width, size) * size * PITCH
