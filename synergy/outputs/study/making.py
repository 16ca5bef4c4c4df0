"""A workbook to fill in, while it is made: what it is made of, and where each column stands in it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from synergy.outputs.study.scaffold import ORDER, Scaffold
from synergy.outputs.study.styles import Styles

ROWS = 500  # rows below a header that are checked while typing, at least
LINE = 15  # points
TALLEST = 400  # points of a row; a spreadsheet allows 409


class Place(NamedTuple):
    """Where a column stands: its sheet, its place and the row of its header, counted from 0."""

    sheet: str
    column: int
    header: int = 0


Places = Mapping[tuple[str, str], Place]  # by table and column


@dataclass(slots=True)
class Making:
    """The workbook as it is made.

    ``ranges`` holds the cells of each list of words on the sheet of choices, and of each list of names, under the
    name of their table; ``named`` the names that are there already, so that lists are right before anything is
    computed anew.
    """

    new: Scaffold
    book: Any
    styles: Styles
    places: Places
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: dict[tuple[str, ...], str] = field(default_factory=dict)


def usual_places(new: Scaffold) -> Places:
    """Return where the columns of an empty study stand."""
    return {
        (table, column.name): Place(new.table(table), i)
        for table in ORDER
        for i, column in enumerate(new.columns(table))
    }


def quoted(sheet: str) -> str:
    """Return the name of a sheet as it stands in a formula."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


def letters(place: int) -> str:
    """Return the letters of a column, counted from 0.

    Examples
    --------
    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    first, last = divmod(place, 26)
    return (letters(first - 1) if first else "") + chr(65 + last)


def height(texts: Iterable[tuple[str, float]]) -> int:
    """Return the height of a row, in points, that shows texts whole in columns of these widths.

    Examples
    --------
    >>> height([("Dinas Sosial", 20), ("untuk merujuk korban", 14)])
    30
    """
    lines = (_lines(text.split("\n"), int(width)) for text, width in texts)
    return min(LINE * max(lines, default=1), TALLEST)


def _lines(parts: Iterable[str], width: int) -> int:
    return sum(1 if len(part) <= width else len(textwrap.wrap(part, max(width, 1))) for part in parts)
