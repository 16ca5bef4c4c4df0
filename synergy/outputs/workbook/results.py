"""The sheets of results: one table of ``tables/`` each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from synergy.language import Catalogue
from synergy.outputs.dictionary.meaning import table_meaning, table_title
from synergy.outputs.workbook.cells import Cell
from synergy.outputs.workbook.columns import FROZEN, Shown
from synergy.outputs.workbook.grid import Grid, Head, Link, Written, write_grid
from synergy.outputs.workbook.making import Making

LOOKED_AT = 2_000  # rows from which widths are taken
WIDEST, WIDEST_LIST, WIDEST_NAME = 44, 56, 34  # characters; longer text goes on in the next line
_WORD_WIDTH = 6
_FILTER = 3  # characters that the arrow of a header takes


def write_result(
    making: Making, sheet: Any, name: str, columns: Sequence[Shown], rows: Iterable[Mapping[str, object]]
) -> tuple[Written, list[int]]:
    """Write one table of results; return what became of it, and in how many rows each column holds something.

    Parameters
    ----------
    making : the workbook.
    sheet : of this table.
    name : of the table, as its CSV file is called.
    columns : from ``shown_columns``.
    rows : of the table.
    """
    words, filled = making.words, [0] * len(columns)

    def cells(row: Mapping[str, object]) -> list[Cell]:
        found = [making.cells.of(row, column) for column in columns]
        for place, cell in enumerate(found):
            filled[place] += cell is not None
        return found

    rest = iter(rows)
    first = list(islice(rest, LOOKED_AT))
    seen = [[making.cells.of(row, column) for column in columns] for row in first]
    heads = [_head(column, words, [row[i] for row in seen]) for i, column in enumerate(columns)]
    grid = Grid(
        title=table_title(name, words),
        intro=(table_meaning(name, words), words.text("workbook.blank_short")),
        heads=heads,
        name=f"t_{name}",
        frozen=FROZEN.get(name, 0),
        back=Link(words.text("workbook.back"), making.sheet_name("contents")),
    )
    return write_grid(sheet, grid, chain(first, rest), (making.looks, words), cells), filled


def _head(column: Shown, words: Catalogue, cells: Sequence[Cell]) -> Head:
    """Return a header with the width of its column: its longest word fits, and a line of the texts below it."""
    title = column.head(words)
    least = max(*(len(part) for part in title.split()), _WORD_WIDTH) + _FILTER
    if column.number_look:
        return Head(title, least, column.number_look)
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    widest = WIDEST_LIST if column.entry.several else WIDEST_NAME if column.names else WIDEST
    return Head(title, max(least, min(longest + 2, widest)))
