"""A table as read → rows of clean text under the columns of the format, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from synergy.dataset.cells import Comma, Fault, clean, told_once
from synergy.dataset.columns import TABLES, Column
from synergy.dataset.doubtful_examples import doubtful_examples
from synergy.dataset.headers import Headers, match_headers
from synergy.problems import Origin, Problem, Severity
from synergy.tables.table import Row, Table


@dataclass(frozen=True, slots=True)
class TextRow:
    """Clean text by column of the format; other columns in ``extra``, sorted, blank ones left out."""

    origin: Origin
    cells: Mapping[str, str]
    extra: tuple[tuple[str, str], ...] = ()
    short: bool = False  # cells that the format requires are not there; that has been told


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """Clean text, column by column; ``written`` is the header of each known column as the file has it.

    ``cells`` holds the known columns that the file has, ``extra`` the filled cells of the others by row;
    ``short`` are the rows (by index) that lack a cell the format requires.
    """

    name: str
    columns: tuple[Column, ...]
    written: Mapping[str, str]
    origins: Sequence[Origin]
    cells: Mapping[str, Sequence[str]]
    extra: Sequence[tuple[tuple[str, str], ...]]
    short: frozenset[int] = frozenset()
    comma: Comma = Comma.NO
    usable: bool = True
    meant: frozenset[str] = frozenset()  # columns that a misspelt header probably is

    @property
    def rows(self) -> tuple[TextRow, ...]:
        """The same row by row."""
        names = tuple(self.cells)
        cells = zip(*self.cells.values(), strict=True) if names else [()] * len(self.origins)
        return tuple(
            TextRow(origin, dict(zip(names, texts, strict=True)), extra, i in self.short)
            for i, (origin, texts, extra) in enumerate(zip(self.origins, cells, self.extra, strict=True))
        )

    def first(self, column: str) -> dict[str, Origin]:
        """Return the distinct texts of a column, each with the first row that holds it."""
        found: dict[str, Origin] = {}
        for text, origin in zip(self.cells[column], self.origins, strict=True):
            found.setdefault(text, origin)
        return found

    def at(self, origin: Origin, column: str) -> Origin:
        """Return the place of a cell, its column named as the file names it."""
        return Origin(origin.file, origin.row, self.written.get(column, column), origin.sheet)


def text_table(table: Table) -> tuple[TextTable, list[Problem]]:
    """Clean every cell of a table and put it under its column.

    Returns
    -------
    The rows of text (none where a required column is absent), and every problem met.
    """
    columns = TABLES[table.name]
    waived = frozenset({"id"}) if table.name == "stakeholders" else frozenset()
    headers, problems = match_headers(table, columns, waived)
    rows = table.rows if headers.usable else ()
    required = {headers.known[c.name] for c in columns if c.required and c.name in headers.known}
    short, found = _short_rows(rows, headers, required)
    problems += found
    texts: dict[str, list[str]] = {}
    for header in (*headers.known.values(), *headers.extra):
        texts[header], found = _clean_column(rows, header)
        problems += found
    problems += doubtful_examples(table, columns, headers.known)
    if not table.rows and not table.example_rows:
        problems.append(_no_rows(table))
    result = TextTable(
        name=table.name,
        columns=columns,
        written=headers.known,
        origins=tuple(row.origin for row in rows),
        cells={name: texts[header] for name, header in headers.known.items()},
        extra=_extra({header: texts[header] for header in headers.extra}, len(rows)),
        short=frozenset(short),
        comma=Comma.YES if table.decimal_comma else Comma.TOLD if table.sheet else Comma.NO,
        usable=headers.usable,
        meant=headers.meant,
    )
    return result, told_once(problems)


def _extra(texts: Mapping[str, list[str]], count: int) -> Sequence[tuple[tuple[str, str], ...]]:
    if not texts:
        return [()] * count
    return [
        tuple((k, v) for k, v in zip(texts, cells, strict=True) if v) for cells in zip(*texts.values(), strict=True)
    ]


def _clean_column(rows: tuple[Row, ...], header: str) -> tuple[list[str], list[Problem]]:
    """Clean the cells of one column; each distinct text once, however many cells hold it."""
    given = [row.cells.get(header, "") for row in rows]
    made = {text: clean(text) for text in set(given)}
    faulty = {text for text, (_, faults) in made.items() if faults}
    problems: list[Problem] = []
    for row, text in zip(rows, given, strict=True) if faulty else ():
        if text in faulty:
            problems += [fault.at(replace(row.origin, column=header)) for fault in made[text][1]]
    return [made[text][0] for text in given], problems


def _short_rows(rows: tuple[Row, ...], headers: Headers, required: set[str]) -> tuple[set[int], list[Problem]]:
    """Return the rows (by index) that lack a cell they must have, and a problem for each row that lacks any."""
    short: set[int] = set()
    problems: list[Problem] = []
    wanted = {*headers.known.values(), *headers.extra}
    for i, row in enumerate(rows):
        if len(row.cells) < len(wanted) or not wanted <= row.cells.keys():
            cut = sorted(required - row.cells.keys())
            if cut:
                short.add(i)
                problems.append(Fault("missing-cells", values={"missing": ", ".join(cut)}).at(row.origin))
            elif wanted - row.cells.keys():
                problems.append(Fault("short-rows", Severity.NOTICE).at(row.origin))
    return short, problems


def _no_rows(table: Table) -> Problem:
    if table.name == "stakeholders":
        return Problem(code="no-rows", severity=Severity.ERROR, origin=table.origin)
    return Problem(code="empty-table", severity=Severity.NOTICE, origin=table.origin)
