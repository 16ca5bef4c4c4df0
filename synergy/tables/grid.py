"""A grid of text cells → a table: where its header stands, and whether every row fits under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from synergy.problems import Origin, Problem, Severity
from synergy.tables.examples import is_example
from synergy.tables.table import Row, Table
from synergy.tables.words import header_words, main_columns, plain_header, squeeze

LOOK_FOR_HEADER = 20  # rows with content in which a header is looked for, titles above it skipped

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
Record = tuple[int, Sequence[str]]  # row number as an editor or spreadsheet shows it, cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells of one file or sheet, with the numbers of their rows.

    ``ragged``: a row that ends early lacks cells, as in CSV; in a sheet those cells are blank.
    """

    file: str
    records: Sequence[Record]
    raw_sha256: str
    sheet: str | None = None
    decimal_comma: bool = False
    ragged: bool = True

    def at(self, row: int | None = None, column: str | None = None) -> Origin:
        """Return the place of a row or cell in this grid."""
        return Origin(self.file, row, column, self.sheet)


def is_blank(cells: Sequence[str]) -> bool:
    """Return whether a row holds nothing but white space (invisible characters included)."""
    return not any(cell and cell.strip().strip("\u200b\u2060\ufeff") for cell in cells)


def table_from(grid: Grid, name: str) -> tuple[Table | None, list[Problem]]:
    """Find the header of a grid and lay its rows under it.

    Returns
    -------
    The table, or None where no rows can be told from it; and all problems met.
    """
    filled = _filled(grid.records)
    first = next(filled, None)
    if first is None:
        return None, [Problem(code="empty-file", severity=Severity.ERROR, origin=grid.at())]
    start = find_header(grid.records)
    if start is None:
        number, cells = grid.records[first]
        found = ", ".join(cell.strip() for cell in cells if cell.strip())[:120]
        named = {"columns": main_columns(name)}
        place = grid.at(number)
        return None, [Problem(code="no-header", severity=Severity.ERROR, origin=place, value=found, values=named)]
    problems: list[Problem] = []
    if titles := sum(index < start for index in (first, *islice(filled, LOOK_FOR_HEADER))):
        place = grid.at(grid.records[start][0])
        problems.append(Problem(code="title-rows", severity=Severity.NOTICE, origin=place, values={"count": titles}))
    columns, faults = _columns(grid, start)
    if columns is None:
        return None, [*problems, *faults]
    examples = [record for record in islice(grid.records, start + 1, None) if is_example(record[1])]
    if examples:
        marked = {number for number, _ in examples}
        grid = replace(grid, records=[record for record in grid.records if record[0] not in marked])
        place, values = grid.at(examples[0][0]), {"count": len(examples)}
        problems.append(Problem(code="example-rows", severity=Severity.NOTICE, origin=place, values=values))
    table, more = _rows(grid, start, name, columns)
    shown = tuple(_example(grid, record, columns) for record in examples)
    above = tuple((number, " ".join(filter(None, map(str.strip, cells)))) for number, cells in grid.records[:start])
    return replace(table, examples=shown, titles=above), [*problems, *faults, *more]


def _example(grid: Grid, record: Record, columns: dict[int, str]) -> Row:
    number, cells = record
    return Row(grid.at(number), {header: cells[i] for i, header in columns.items() if i < len(cells)})


def _filled(records: Sequence[Record]) -> Iterator[int]:
    return (index for index, (_, cells) in enumerate(records) if not is_blank(cells))


def find_header(records: Sequence[Record]) -> int | None:
    """Return the index of the header: the first row that names two columns or, failing that, one."""
    filled = list(islice(_filled(records), LOOK_FOR_HEADER))
    words = {index: header_words(records[index][1]) for index in filled}
    for least in (2, 1):
        for index in filled:
            if words[index] >= least:
                return index
    return None


def _columns(grid: Grid, start: int) -> tuple[dict[int, str] | None, list[Problem]]:
    """Return the columns by position (from 0), or None where two have the same name."""
    number, cells = grid.records[start]
    plain = [INVISIBLE.sub("", cell) for cell in cells]
    columns = {i: plain_header(cell) or cell.strip() for i, cell in enumerate(plain) if cell.strip()}
    places: dict[str, list[int]] = {}
    for i, header in columns.items():
        places.setdefault(squeeze(header) or header, []).append(i)
    twice = [
        Problem(
            code="duplicate-column",
            severity=Severity.ERROR,
            origin=grid.at(number, columns[found[1]]),
            value=columns[found[1]],
            values={"positions": ", ".join(str(i + 1) for i in found)},
        )
        for found in places.values()
        if len(found) > 1
    ]
    return (None if twice else columns), [*twice, *_odd_names(grid, number, cells)]


def _odd_names(grid: Grid, number: int, cells: Sequence[str]) -> list[Problem]:
    """Return a notice for each name of a column with characters that nobody sees."""
    problems = []
    for cell in cells:
        if odd := INVISIBLE.findall(cell):
            name = plain_header(INVISIBLE.sub("", cell))
            values = {"characters": ", ".join(sorted({f"U+{ord(c):04X}" for c in odd}))}
            notice = Problem(code="invisible-in-header", severity=Severity.NOTICE, origin=grid.at(number, name))
            problems += [replace(notice, value=name, values=values)] if name else []
    return problems


def _rows(grid: Grid, start: int, name: str, columns: dict[int, str]) -> tuple[Table, list[Problem]]:
    head, cells = grid.records[start]
    width = len(cells) if max(columns) < len(cells) - 1 else max(columns) + 1
    names: list[Any] = [columns.get(i) for i in range(width)]
    gaps = [i for i, header in enumerate(names) if header is None]
    problems: list[Problem] = []
    rows: list[Row] = []
    blank, trailing = 0, []
    unnamed: dict[int, list[int]] = {}
    for number, given in islice(grid.records, start + 1, None):
        values = given if grid.ragged else [*given, *[""] * (width - len(given))]
        if is_blank(values):
            blank += 1
            continue
        if len(values) > width:
            if is_blank(values[width:]):
                trailing.append(number)
            else:
                problems.append(_too_many(grid, number, len(cells), len(values)))
        for i in gaps:
            if i < len(values) and values[i].strip():
                unnamed.setdefault(i, []).append(number)
        under = dict(zip(names, values, strict=False))
        if gaps:
            under.pop(None, None)
        rows.append(Row(Origin(grid.file, number, None, grid.sheet), under))
    problems += _counted(grid, trailing, unnamed)
    table = Table(
        name=name,
        file=grid.file,
        sheet=grid.sheet,
        header=tuple(columns.values()),
        rows=tuple(rows),
        raw_sha256=grid.raw_sha256,
        header_row=head,
        positions=tuple(i + 1 for i in columns),
        blank_rows=blank,
        decimal_comma=grid.decimal_comma,
    )
    return table, problems


def _too_many(grid: Grid, row: int, expected: int, found: int) -> Problem:
    values = {"expected": expected, "found": found}
    return Problem(code="too-many-cells", severity=Severity.ERROR, origin=grid.at(row), values=values)


def _counted(grid: Grid, trailing: list[int], unnamed: dict[int, list[int]]) -> list[Problem]:
    problems = [
        Problem(
            code="unnamed-column",
            severity=Severity.WARNING,
            origin=grid.at(numbers[0]),
            values={"position": i + 1, "count": len(numbers)},
        )
        for i, numbers in sorted(unnamed.items())
    ]
    if trailing:
        notice = Problem(code="trailing-separators", severity=Severity.NOTICE, origin=grid.at(trailing[0]))
        problems.append(replace(notice, values={"count": len(trailing)}))
    return problems
