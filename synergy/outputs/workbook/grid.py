"""One sheet with one table: title in A1, what it holds, one header row, then the rows, nothing below."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from synergy.language import Catalogue
from synergy.outputs.study.making import letters, quoted
from synergy.outputs.study.paper import paper
from synergy.outputs.workbook.looks import Looks

SHEET_ROWS = 1_048_576
MOST_CELLS = 1_200_000  # of one sheet: beyond, the workbook would take minutes and gigabytes to write and to open
MOST_LETTERS = 32_767  # of one cell, as Excel counts them
NARROWEST = 80  # characters of a whole table, so that the lines above it have room
PAGE = 180  # characters that fit on a page across
LETTERS = 1.1  # of running text in the room of one digit, which widths are counted in
LINE, TALLEST = 13, 400  # points of a line, and of a row; a spreadsheet allows 409
Row: TypeAlias = Any  # of the table as it is given; ``cells`` makes cells of it
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another sheet of the workbook."""

    text: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a column; ``look`` names the look of its numbers."""

    title: str
    width: float
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table to write. ``name`` is that of the Excel table; ``frozen`` counts the columns that stay in sight."""

    title: str
    intro: Sequence[str]
    heads: Sequence[Head]
    name: str
    frozen: int = 0
    back: Link | None = None


@dataclass(slots=True)
class Written:
    """What became of a table: the rows there are, the rows written, and the cells whose text had to be cut."""

    rows: int = 0
    shown: int = 0
    cut: list[tuple[int, int, int]] = field(default_factory=list)  # row and column from 0, letters there were


def write_grid(
    sheet: Any,
    grid: Grid,
    rows: Iterable[Row],
    how: tuple[Looks, Catalogue],
    cells: Callable[[Row], Sequence[object]] = lambda row: row,
) -> Written:
    """Write a table to its sheet.

    Rows beyond what a sheet holds are counted and not written; text beyond what a cell holds is cut and says so in the
    cell. Both are told in ``Written``, for the sheets that lead the workbook. ``cells`` makes the cells of a row that
    is written; a row that is not written costs nothing.
    """
    heads = _widened(grid.heads)
    top = _above(sheet, grid, heads, how[0])
    most = min(SHEET_ROWS - top - 1, MOST_CELLS // len(heads))
    done = Written()
    for row in rows:
        done.rows += 1
        if done.rows <= most:
            done.shown += 1
            _write_row(sheet, top + done.shown, zip(cells(row), heads, strict=True), how, done)
    _dress(sheet, grid, heads, (top, done.shown), how)
    return done


def fitted(text: str, words: Catalogue) -> str:
    """Return a text that a cell can hold: whole, or cut with a sentence that says so.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> text = fitted("x" * 40_000, open_catalogue("en"))
    >>> len(text), text[-25:]
    (32767, ' more than a cell holds.]')
    """
    if len(text) <= MOST_LETTERS // 2 or _letters(text) <= MOST_LETTERS:
        return text
    told = f"… [{words.text('marked.cut', n=len(text))}]"
    kept = text.encode("utf-16-le")[: 2 * (MOST_LETTERS - len(told))]
    return kept.decode("utf-16-le", errors="ignore") + told


def _letters(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _widened(heads: Sequence[Head]) -> tuple[Head, ...]:
    total = sum(head.width for head in heads)
    factor = max(1.0, NARROWEST / total)
    return tuple(Head(head.title, round(head.width * factor, 1), head.look) for head in heads)


def _above(sheet: Any, grid: Grid, heads: Sequence[Head], looks: Looks) -> int:
    """Write what stands above the table and return the row of its header, counted from 0."""
    sheet.write_string(0, 0, grid.title, looks.title)
    sheet.set_row(0, 24)
    room = min(int(sum(head.width for head in heads)), PAGE)
    lines = [line for text in grid.intro for part in _SENTENCE.split(text) for line in textwrap.wrap(part, room)]
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, looks.intro)
    if grid.back is None:
        return len(lines) + 1
    _link(sheet, (len(lines) + 1, 0), grid.back, looks.back)
    return len(lines) + 2


def _write_row(
    sheet: Any, row: int, cells: Iterable[tuple[object, Head]], how: tuple[Looks, Catalogue], done: Written
) -> None:
    looks, words = how
    texts: list[tuple[str, float]] = []
    for column, (cell, head) in enumerate(cells):
        if isinstance(cell, str):
            text = fitted(cell, words)
            if text is not cell:
                done.cut.append((row, column, len(cell)))
            sheet.write_string(row, column, text, looks.of_text(text))
            texts.append((text, head.width))
        elif isinstance(cell, Link):
            _link(sheet, (row, column), cell, looks.link)
        elif isinstance(cell, (int, float)):
            whole = head.look == "any" and float(cell).is_integer()
            look = "whole" if whole else "number" if head.look == "any" else head.look
            sheet.write_number(row, column, cell, looks.number[look or "whole"])
    set_height(sheet, row, texts)


def set_height(sheet: Any, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its texts need in columns of these widths; not every program does so by itself."""
    long = ((text, width) for text, width in texts if len(text) > width or "\n" in text)
    lines = max((lines_of(text, width) for text, width in long), default=1)
    if lines > 1:
        sheet.set_row(row, min(LINE * lines + 2, TALLEST))


def lines_of(text: str, width: float) -> int:
    """Return the lines a text takes in a column of some width.

    Examples
    --------
    >>> lines_of("Dinas Sosial", 20), lines_of("Dinas Sosial", 8)
    (1, 2)
    """
    room = max(int(width * LETTERS), 1)
    parts = text.split("\n")
    return sum(1 if len(part) <= room else len(textwrap.wrap(part, room)) for part in parts)


def _link(sheet: Any, place: tuple[int, int], link: Link, look: Any) -> None:
    sheet.write_url(*place, f"internal:{quoted(link.sheet)}!A1", look, link.text)


def _dress(sheet: Any, grid: Grid, heads: Sequence[Head], rows: tuple[int, int], how: tuple[Looks, Catalogue]) -> None:
    """Make the rows a real table, with widths, a head that stays in sight and a page to print on."""
    looks, words = how
    (top, shown), last = rows, len(heads) - 1
    columns = [{"header": head.title, "header_format": looks.head} for head in heads]
    style = {"style": "Table Style Light 1", "banded_rows": False, "name": grid.name, "columns": columns}
    sheet.add_table(top, 0, top + max(shown, 1), last, style)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, head.width)
    set_height(sheet, top, ((head.title, head.width - 3) for head in heads))  # less the arrow of the filter
    if shown:
        sheet.conditional_format(top + 1, 0, top + shown, last, {"type": "no_errors", "format": looks.line})
    sheet.ignore_errors({"number_stored_as_text": f"A{top + 2}:{letters(last)}{top + 1 + max(shown, 1)}"})
    sheet.freeze_panes(top + 1, grid.frozen)
    paper(words, sheet, top)
    sheet.hide_gridlines(1)
    pages = math.ceil(sum(head.width for head in heads) / PAGE)
    sheet.fit_to_pages(pages, 0)
    if grid.frozen and pages > 1:
        sheet.repeat_columns(0, grid.frozen - 1)
