"""XLSX → grids of text: what the cells show, never what a formula might give."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from synergy.problems import Origin, Problem, Severity
from synergy.tables.files.csv import read_bytes
from synergy.tables.grid import LOOK_FOR_HEADER, Grid, Record, find_header, table_from
from synergy.tables.likeness import names_of, table_like
from synergy.tables.own_sheets import is_own_sheet, language_of_scaffold
from synergy.tables.study import study_from
from synergy.tables.table import StudyFile, Table, Tables
from synergy.tables.words import header_words, nearest_table, table_named

MOST_ENTRIES = 5000  # parts of a workbook; a real one has some dozens
MOST_BYTES = 100_000_000  # unpacked
MOST_RATIO = 200  # unpacked : packed, of a part larger than SMALL
SMALL = 1_000_000
MOST_HEAD_CELLS = 2000  # of a sheet in which a header is looked for only to say what it looks like
_IGNORED = re.compile(r"^\s*\((ignore|abaikan)\)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    """What has been read of a workbook so far."""

    file: str
    sha256: str
    tables: dict[str, Table] = field(default_factory=dict)
    study: StudyFile | None = None
    seen: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    scaffold: str = ""

    def add(self, code: str, severity: Severity, sheet: str | None = None, **more: Any) -> None:
        origin = Origin(self.file, more.pop("row", None), more.pop("column", None), sheet)
        self.problems.append(Problem(code=code, severity=severity, origin=origin, **more))

    def result(self, place: Path, broken: Iterable[str]) -> Tables:
        return Tables(
            place=str(place),
            tables=self.tables,
            study=self.study,
            problems=tuple(self.problems),
            broken=frozenset(broken),
            scaffold=self.scaffold,
        )


def read_workbook(path: Path, names: dict[str, tuple[str, ...]]) -> Tables:
    """Read the sheets of a workbook that are called like tables.

    Parameters
    ----------
    path : the workbook.
    names : tables to look for, with the other names of each.

    Returns
    -------
    Tables; a workbook that is none, is locked, damaged or far too large gives a problem and no table.

    Raises
    ------
    UnusablePlace
        If the file cannot be opened.
    """
    raw = read_bytes(path)
    reading = _Reading(path.name, hashlib.sha256(raw).hexdigest())
    if fault := _not_readable(raw):
        reading.add(fault[0], Severity.ERROR, value=fault[1])
        return reading.result(path, names)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # of what the library drops of a foreign file: printing, styles, drop-downs
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw), data_only=True, keep_links=False)
            formulas = load_workbook(io.BytesIO(raw), keep_links=False)
    except Exception:  # any failure of the library on a foreign file means the same to the user
        reading.add("damaged-workbook", Severity.ERROR)
        return reading.result(path, names)
    if b"xl/externalLinks/" in raw or b"xl/connections.xml" in raw:
        reading.add("external-links", Severity.WARNING)
    titles = [sheet.title for sheet in book.worksheets]
    reading.scaffold = language_of_scaffold(titles)
    for sheet in book.worksheets:
        if not is_own_sheet(sheet.title, titles):
            _read_sheet(reading, sheet, formulas[sheet.title], names)
    return reading.result(path, set(reading.seen) - set(reading.tables) - {"study"})


def _not_readable(raw: bytes) -> tuple[str, str] | None:
    """Say why a file cannot be read as a workbook, before anything is unpacked."""
    if not raw.strip(b"\0"):
        return "empty-file", ""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        return ("locked-workbook", "") if locked else ("not-a-workbook", "XLS")
    if not raw.startswith(b"PK"):
        start = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        html = start.startswith((b"<html", b"<!doctype", b"<table", b"<meta"))
        return "not-a-workbook", "HTML" if html else "PDF" if start.startswith(b"%pdf") else "CSV / TXT"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return _suspicious(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return "damaged-workbook", ""


def _suspicious(package: zipfile.ZipFile) -> tuple[str, str] | None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    total = sum(part.file_size for part in parts)
    swollen = any(p.file_size > SMALL and p.file_size > MOST_RATIO * max(p.compress_size, 1) for p in parts)
    if len(parts) > MOST_ENTRIES or total > MOST_BYTES or swollen:
        return "oversized-workbook", f"{total / 1e6:.0f} MB"
    if "mimetype" in names and "content.xml" in names:
        return "not-a-workbook", "ODS"
    if "xl/workbook.xml" not in names:
        return "not-a-workbook", "DOCX" if "word/document.xml" in names else "ZIP"
    if "xl/vbaProject.bin" in names:
        return "not-a-workbook", "XLSM"
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as stream:
                if _DOCTYPE.search(stream.read(4096)):
                    return "damaged-workbook", ""
    return None


def _read_sheet(reading: _Reading, sheet: Any, formulas: Any, names: dict[str, tuple[str, ...]]) -> None:
    title = sheet.title
    name = None if _IGNORED.match(title) else table_named(title, names)
    if name is None:
        _tell_unread(reading, sheet, names)
        return
    if name in reading.seen:
        reading.add("table-twice", Severity.ERROR, title, values={"other": reading.seen[name]})
        return
    reading.seen[name] = title
    if sheet.sheet_state != "visible":
        reading.add("hidden-sheet", Severity.NOTICE, title, value=title)
    records, faults = _records(reading, sheet, formulas)
    records = _unfolded(reading, sheet, records)
    faults += _merged(reading, sheet, records)
    grid = Grid(file=reading.file, sheet=title, records=records, raw_sha256=reading.sha256, ragged=False)
    table, more = table_from(grid, name)
    reading.problems += [*(_under_header(fault, table) for fault in faults), *more]
    if table is None:
        return
    _tell_hidden(reading, sheet, table)
    if name == "study":
        reading.study, more = study_from(table)
        reading.problems += more
    else:
        reading.tables[name] = table


def _tell_unread(reading: _Reading, sheet: Any, names: dict[str, tuple[str, ...]]) -> None:
    """Say that a sheet is not read, and which table it looks like: by its name, else by its columns."""
    title = sheet.title
    ignored = _IGNORED.match(title) is not None
    near = "" if ignored else nearest_table(title, names)
    like = "" if ignored or near else _like(sheet)
    if like:
        values = {"table": names_of(like)}
        reading.add("unread-sheet", Severity.WARNING, title, value=title, values=values)
    else:
        severity = Severity.WARNING if near else Severity.NOTICE
        reading.add("unknown-sheet", severity, title, value=title, suggestion=near)


def _like(sheet: Any) -> str:
    """Return the table that the columns of a sheet look like; they stand in one of its first rows."""
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet._cells.items())[:MOST_HEAD_CELLS]:
        if isinstance(cell.value, str):
            rows.setdefault(row, []).append(cell.value)
    return next((like for cells in list(rows.values())[:LOOK_FOR_HEADER] if (like := table_like(cells))), "")


def _tell_hidden(reading: _Reading, sheet: Any, table: Table) -> None:
    """Say which columns and rows are hidden; they are read like any other."""
    spans = [(wide.min, wide.max) for wide in sheet.column_dimensions.values() if wide.hidden]
    for position, header in zip(table.positions, table.header, strict=True):
        if any(first <= position <= last for first, last in spans):
            place = {"row": table.header_row, "column": header}
            reading.add("hidden-column", Severity.NOTICE, sheet.title, value=header, **place)
    filled = [row.origin.row for row in table.rows]
    hidden = [row for row in filled if row and row in sheet.row_dimensions and sheet.row_dimensions[row].hidden]
    if hidden:
        listed = ", ".join(map(str, hidden[:10])) + ", …" * (len(hidden) > 10)
        place = {"row": hidden[0], "values": {"count": len(hidden)}}
        reading.add("hidden-rows", Severity.NOTICE, sheet.title, value=listed, **place)


def _under_header(problem: Problem, table: Table | None) -> Problem:
    """Name the column of a problem as its header does, not by its letter."""
    from openpyxl.utils import get_column_letter

    headers = {get_column_letter(i): h for i, h in zip(table.positions, table.header, strict=True)} if table else {}
    column = headers.get(problem.origin.column or "", problem.origin.column)
    return replace(problem, origin=replace(problem.origin, column=column))


def _records(reading: _Reading, sheet: Any, formulas: Any) -> tuple[list[Record], list[Problem]]:
    """Return all rows down to the last with content, as text; cells that show nothing usable are problems."""
    unvalued = {cell.coordinate: cell.value for cell in formulas._cells.values() if cell.data_type == "f"}
    texts: dict[int, dict[int, str]] = {}
    faults: list[Problem] = []
    for (row, column), cell in sorted(sheet._cells.items()):  # those that exist: a sheet may claim a million rows
        text, code = _text(cell)
        if code is None and cell.value is None and cell.coordinate in unvalued:
            text, code = str(unvalued[cell.coordinate]), "formula-without-value"
        if code:
            origin = Origin(reading.file, row, cell.column_letter, sheet.title)
            values = {"cell": cell.coordinate}
            faults.append(Problem(code=code, severity=Severity.ERROR, origin=origin, value=text, values=values))
        elif text.strip():
            texts.setdefault(row, {})[column] = text
    records: list[Record] = [
        (row, [texts.get(row, {}).get(column, "") for column in range(1, max(texts.get(row, {}), default=0) + 1)])
        for row in range(1, max(texts, default=0) + 1)
    ]
    return records, faults


def _unfolded(reading: _Reading, sheet: Any, records: list[Record]) -> list[Record]:
    """Bring names of columns that are merged over several rows down to the last of them, beside the others."""
    rows = {number: list(cells) for number, cells in records}
    moved = 0
    for area in sheet.merged_cells.ranges:
        top, column = rows.get(area.min_row, []), area.min_col - 1
        if area.max_row == area.min_row or area.max_row > LOOK_FOR_HEADER or column >= len(top):
            continue
        if header_words([top[column]]):
            low = rows.setdefault(area.max_row, [])
            low += [""] * (column + 1 - len(low))
            low[column], top[column] = top[column], ""
            moved += 1
    if moved:
        reading.add("merged-header", Severity.NOTICE, sheet.title, values={"count": moved})
    return sorted(rows.items())


def _text(cell: Any) -> tuple[str, str | None]:
    """Return what a cell shows as text, and a code where that cannot be used."""
    value = cell.value
    if value is None:
        return "", None
    if cell.data_type == "e":
        return str(value), "error-cell"
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"), None
    if isinstance(value, datetime.datetime):
        return (value.date() if value.time() == datetime.time() else value).isoformat(), None
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat(), None
    return str(value), None


def _merged(reading: _Reading, sheet: Any, records: list[Record]) -> list[Problem]:
    """Merged cells below the header hide which rows they stand for: an error for each range."""
    start = find_header(records)
    header = records[start][0] if start is not None else 0
    faults = []
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        if area.max_row > header > 0:
            top = max(area.min_row, header)
            origin = Origin(reading.file, top, sheet.cell(top, area.min_col).column_letter, sheet.title)
            values = {"cell": area.coord}
            faults.append(Problem(code="merged-cells", severity=Severity.ERROR, origin=origin, values=values))
    return faults
