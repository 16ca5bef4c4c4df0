"""The room that blocks take on a sheet, so that everything stays on one page without a word processor to ask."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from synergy.outputs.documents import blocks
from synergy.outputs.documents.letters import fitted_widths, text_width
from synergy.outputs.documents.looks import CELL_MARGIN, SHEET, TEXT_WIDTH, Size

POINTS = 72 / 2.54  # in a centimetre
INDENT = 0.75  # cm, of a list
THINNEST = 0.19  # of its size a letter is wide at least: more of them than fit need not be measured
RULE = 0.75  # points, under each row of a table
BORDER = 9.0  # points, under the subtitle
STYLES = {"body": "Normal", "note": "Note"}
_VIEW = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_BREAKS = re.compile(r"(?<=[\s\-–])(?=\S)")


def height(several: Iterable[blocks.Block], width: float = TEXT_WIDTH) -> float:
    """Return the height in points of blocks set one under another, as the look of a sheet has them.

    Parameters
    ----------
    several : the blocks; those a sheet does not use (callouts) have no height here.
    width : of the text, in cm.

    Examples
    --------
    >>> one = [blocks.Paragraph(blocks.text("Mohon dikoreksi"))]
    >>> round(height(one), 1), round(height(one * 2), 1), round(height(one, 1.5), 1)
    (12.9, 25.8, 23.8)
    """
    return sum(_HEIGHTS[type(block)](block, width) for block in several if type(block) in _HEIGHTS)


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return on how many lines a text stands in a width in points; a word longer than a line is broken.

    Examples
    --------
    >>> lines("Dinas Pendidikan", 200, 10), lines("Dinas Pendidikan", 60, 10), lines("W" * 25, 100, 10)
    (1, 2, 3)
    """
    count = 0
    for line in text.split("\n"):
        used, count = 0.0, count + 1
        for word in _BREAKS.split(line):
            seen = text_width(word.rstrip(), size, bold)
            if used and used + seen > width:
                used, count = 0.0, count + 1
            if seen > width:
                used, more = _broken(word, width, size, bold)
                count += more
            else:
                used += text_width(word, size, bold)
    return count


def _broken(word: str, width: float, size: float, bold: bool) -> tuple[float, int]:
    """Return how far the last line of a word reaches that is broken letter by letter, and the lines before it."""
    used, count = 0.0, 0
    for letter in word:
        wide = text_width(letter, size, bold)
        if used and used + wide > width:
            used, count = 0.0, count + 1
        used += wide
    return used, count


def clipped(text: str, width: float, size: float, most: int, end: str = "") -> str:
    """Return a text cut to so many lines of a width in points, with "…" where something was cut, and its whole end.

    Examples
    --------
    >>> clipped("Dinas Pendidikan dan Kebudayaan", 60, 10, 2)
    'Dinas Pendidikan…'
    """
    limit = int(most * width / (THINNEST * size)) + 1
    if len(text) <= limit and lines(text + end, width, size) <= most:
        return text + end
    text = text[:limit]
    fits = bisect_left(range(len(text)), True, key=lambda n: lines(f"{text[: n + 1]}…{end}", width, size) > most)
    cut = text[:fits]
    word = cut.rpartition(" ")[0]
    return f"{(word if len(word) > len(cut) // 2 else cut).rstrip(' ,;:.(–-')}…{end}"


def cell_width(share: float, width: float = TEXT_WIDTH) -> float:
    """Return the room for text, in points, in a table cell with a share of a width in cm."""
    return (share * width - 2 * CELL_MARGIN) * POINTS


def paragraph(text: str, style: str, width: float, *, bold: bool = False) -> float:
    """Return the height of one paragraph of a style, in a width in points."""
    size = SHEET.sizes[style]
    return lines(text, width, size.letters, bold=bold) * size.line + size.before + size.after


def _table(block: blocks.Table, width: float) -> float:
    room = width * POINTS
    widths = fitted_widths(block.header, block.rows, block.widths, room)
    heads = [_row(block.header, widths, "Table Heading")] if any(block.header) else []
    return sum([*heads, *(_row(row, widths, "Table Text") for row in block.rows)]) + _end()


def _row(cells: Sequence[str], widths: Sequence[float], style: str) -> float:
    bold = style == "Table Heading"
    inside = (max(width - 2 * CELL_MARGIN * POINTS, 1.0) for width in widths)
    return max(paragraph(cell, style, room, bold=bold) for cell, room in zip(cells, inside, strict=True)) + RULE


def _figure(block: blocks.Figure, width: float) -> float:
    """The picture, or the words in its place where none can be made, whichever is higher."""
    view = _VIEW.search(block.svg)
    picture = width * POINTS * int(view[2]) / int(view[1]) + SHEET.sizes["Figure"].letters * 0.3 if view else 0.0
    return max(picture, paragraph(block.alternative, "Note", width * POINTS))


def _beside(block: blocks.Beside, width: float) -> float:
    shares = (block.share, 1 - block.share)
    return max(height(side, s * width - 2 * CELL_MARGIN) for side, s in zip(block.sides, shares, strict=True)) + _end()


def _end() -> float:
    size: Size = SHEET.sizes["Table End"]
    return size.line + size.before + size.after


def _said(spans: Iterable[blocks.Span]) -> str:
    return "".join(span.text for span in spans)


_HEIGHTS: Mapping[type, Callable[[Any, float], float]] = {
    blocks.Heading: lambda b, width: paragraph(b.text, "Heading 2", width * POINTS, bold=True),
    blocks.Paragraph: lambda b, width: paragraph(_said(b.spans), STYLES[b.style], width * POINTS),
    blocks.Points: lambda b, width: sum(paragraph(_said(i), "List Bullet", (width - INDENT) * POINTS) for i in b.items),
    blocks.Table: _table,
    blocks.Figure: _figure,
    blocks.Beside: _beside,
}


def taken(document: blocks.Document) -> float:
    """Return the height in points of a document's title, subtitle and blocks."""
    width = TEXT_WIDTH * POINTS
    head = paragraph(document.title, "Title", width, bold=True) + paragraph(document.subtitle, "Subtitle", width)
    return head + BORDER + height(document.blocks)
