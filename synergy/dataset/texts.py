"""A table as read → rows of clean text under the columns of the format, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from synergy.dataset.cells import Fault, clean, told_once
from synergy.dataset.columns import TABLES, Column
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
    """Rows of clean text; ``written`` is the header of each known column as the file has it."""

    name: str
    columns: tuple[Column, ...]
    written: Mapping[str, str]
    rows: tuple[TextRow, ...]
    decimal_comma: bool = False
    usable: bool = True
    meant: frozenset[str] = frozenset()  # columns that a misspelt header probably is

    def at(self, origin: Origin, column: str) -> Origin:
        """Return the place of a cell, its column named as the file names it."""
        return replace(origin, column=self.written.get(column, column))


def text_table(table: Table) -> tuple[TextTable, list[Problem]]:
    """Clean every cell of a table and put it under its column.

    Returns
    -------
    The rows of text (none where a required column is absent), and every problem met.
    """
    columns = TABLES[table.name]
    waived = frozenset({"id"}) if table.name == "stakeholders" else frozenset()
    headers, problems = match_headers(table, columns, waived)
    required = {headers.known[c.name] for c in columns if c.required and c.name in headers.known}
    rows: list[TextRow] = []
    for row in table.rows if headers.usable else ():
        text, faults = _row(row, headers, required)
        rows.append(text)
        problems += faults
    if not table.rows:
        problems.append(_no_rows(table))
    result = TextTable(
        name=table.name,
        columns=columns,
        written=headers.known,
        rows=tuple(rows),
        decimal_comma=table.decimal_comma,
        usable=headers.usable,
        meant=headers.meant,
    )
    return result, told_once(problems)


def _row(row: Row, headers: Headers, required: set[str]) -> tuple[TextRow, list[Problem]]:
    problems: list[Problem] = []
    wanted = [*headers.known.values(), *headers.extra]
    absent = [header for header in wanted if header not in row.cells]
    cut = sorted(required & set(absent))
    if cut:
        problems.append(Fault("missing-cells", values={"missing": ", ".join(cut)}).at(row.origin))
    elif absent:
        problems.append(Fault("short-rows", Severity.NOTICE).at(row.origin))
    texts: dict[str, str] = {}
    for header in wanted:
        texts[header], faults = clean(row.cells.get(header, ""))
        problems += [fault.at(replace(row.origin, column=header)) for fault in faults]
    cells = {name: texts[header] for name, header in headers.known.items()}
    extra = tuple((header, texts[header]) for header in headers.extra if texts[header])
    return TextRow(row.origin, cells, extra, short=bool(cut)), problems


def _no_rows(table: Table) -> Problem:
    if table.name == "stakeholders":
        return Problem(code="no-rows", severity=Severity.ERROR, origin=table.origin)
    return Problem(code="empty-table", severity=Severity.NOTICE, origin=table.origin)
