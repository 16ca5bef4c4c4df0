"""The file to import, opened once: its bytes, its text, its sheets, its XML."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError

from synergy.problems import InvalidInput, Origin, Problem, Severity
from synergy.tables.files.csv import read_bytes
from synergy.tables.files.encoding import decode
from synergy.tables.grid import Grid, Record, is_blank
from synergy.tables.layouts import xml_lines

MOST_BYTES = 50_000_000
SPREADSHEET = b"PK\x03\x04"
OTHER_BOOK = b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t|"
_Book = tuple[tuple[Grid, ...], tuple[str, ...], tuple[tuple[str, int, str], ...], tuple[Origin, ...]]
_IGNORED = ("(ignore)", "(abaikan)")


@dataclass(frozen=True)
class Source:
    """One file somebody wants to bring in."""

    path: Path
    encoding: str | None = None
    encodings: list[str] = field(default_factory=list, compare=False)  # other than UTF-8, found by content

    @property
    def file(self) -> str:
        """Name of the file, as messages show it."""
        return self.path.name

    def at(self, row: int | None = None, column: str | None = None) -> Origin:
        """Return a place in this file."""
        return Origin(self.file, row, column)

    def stop(self, code: str, row: int | None = None, **values: object) -> InvalidInput:
        """Return the error that says why this file cannot be brought in."""
        value = str(values.pop("value", ""))
        problem = Problem(code=code, severity=Severity.ERROR, origin=self.at(row), value=value, values=values)
        return InvalidInput([problem])

    @cached_property
    def raw(self) -> bytes:
        """The bytes of the file, or an error where there are none or far too many."""
        raw = read_bytes(self.path)
        if len(raw) > MOST_BYTES:
            raise self.stop("oversized-import", value=f"{len(raw) / 1e6:.0f} MB")
        if not raw.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
            raise self.stop("empty-file")
        return raw

    @property
    def is_workbook(self) -> bool:
        """Whether this is a workbook, by content."""
        return self.raw.startswith((SPREADSHEET, OTHER_BOOK))

    @cached_property
    def text(self) -> str:
        """The text of the file, its encoding told by content."""
        text, used, problems = decode(self.raw, self.file, self.encoding or self._declared())
        if text is None:
            raise InvalidInput(problems)
        self.encodings.extend([used] * bool(used))
        return text

    def _declared(self) -> str | None:
        """Return the encoding that the first line of an XML file names, where Python knows it."""
        found = re.match(rb"""<\?xml[^>]{0,80}encoding=["']([\w.-]{1,40})["']""", self.raw)
        try:
            return codecs.lookup(found.group(1).decode("ascii")).name if found else None
        except LookupError:
            return None

    @cached_property
    def head(self) -> str:
        """The first characters, for recognition; "" in a workbook."""
        return "" if self.is_workbook else self.text[:4000].lstrip()

    @cached_property
    def xml(self) -> Element:
        """The root of an XML file. A file with a document type or entities is refused before it is parsed."""
        if "<!DOCTYPE" in self.text.upper() or "<!ENTITY" in self.text.upper():
            raise self.stop("xml-with-entities")
        body = self.text.lstrip()
        if body.startswith("<?xml"):
            body = body.partition("?>")[2]  # the encoding has been told by content already
        first = self.text[: len(self.text) - len(body)].count("\n") + 1
        try:
            return xml_lines.parse(body, first)
        except ExpatError as error:
            raise self.stop("damaged-xml", first + error.lineno - 1) from error
        except (ValueError, RecursionError) as error:
            raise self.stop("damaged-xml") from error

    @cached_property
    def sheets(self) -> tuple[Grid, ...]:
        """The sheets of a workbook, or the one table of a text file, as grids of text."""
        return self._book[0]

    @cached_property
    def set_aside(self) -> tuple[str, ...]:
        """Names of sheets marked ``(ignore)``."""
        return self._book[1]

    @property
    def merged(self) -> tuple[tuple[str, int, str], ...]:
        """Merged cells of a workbook: (sheet, last row, range)."""
        return self._book[2]

    @property
    def hidden(self) -> tuple[Origin, ...]:
        """Rows, columns and sheets of a workbook that are hidden; they are read like any other."""
        return self._book[3] if self.is_workbook else ()

    @cached_property
    def _book(self) -> _Book:
        if self.is_workbook:
            return _workbook(self)
        delimiter, text, first = _delimiter(self.text)
        records = tuple(_records(self, text, delimiter, first))
        digest = hashlib.sha256(self.raw).hexdigest()
        return (Grid(file=self.file, records=records, raw_sha256=digest, decimal_comma=delimiter == ";"),), (), (), ()


def _delimiter(text: str) -> tuple[str, str, int]:
    """Return the separator that gives most rows the same width, the text below ``sep=``, its first line."""
    start = text[:6].lower().strip('"')
    if start.startswith("sep=") and len(start) > 4:
        return start[4], text.partition("\n")[2], 2
    best = max(DELIMITERS, key=lambda d: (*_evenness(text, d), -DELIMITERS.index(d)))
    return best, text, 1


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
            if not is_blank(row):
                widths[len(row)] += 1
            if sum(widths.values()) > 60:
                break
    except csv.Error:
        pass
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (0.0, 1) if width < 2 else (round(rows / sum(widths.values()), 1), width)


def _records(source: Source, text: str, delimiter: str, first: int) -> list[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    start = first
    try:
        for cells in reader:
            if any("\0" in cell for cell in cells):
                raise source.stop("nul-character", start)
            records.append((start, cells))
            start = first + reader.line_num
    except csv.Error as error:
        unclosed = "end of data" in str(error) or "limit" in str(error)
        raise source.stop("quote-not-closed" if unclosed else "stray-quote", start) from error
    return records


def _workbook(source: Source) -> _Book:
    from openpyxl import load_workbook

    from synergy.tables.files import xlsx

    if fault := xlsx._not_readable(source.raw):
        raise source.stop(fault[0], value=fault[1])
    digest = hashlib.sha256(source.raw).hexdigest()
    try:
        book = load_workbook(io.BytesIO(source.raw), data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(source.raw), keep_links=False)
    except Exception as error:  # any failure of the library on a foreign file means the same to the user
        raise source.stop("damaged-workbook") from error
    grids, ignored, merged, hidden = [], [], [], []
    reading = xlsx._Reading(source.file, digest)
    faults: list[Problem] = []
    for sheet in book.worksheets:
        if sheet.title.strip().casefold().startswith(_IGNORED):
            ignored.append(sheet.title)
            continue
        records, found = xlsx._records(reading, sheet, formulas[sheet.title])
        faults += found
        merged += [(sheet.title, area.max_row, area.coord) for area in sheet.merged_cells.ranges]
        hidden += _hidden(source.file, sheet, [number for number, cells in records if not is_blank(cells)])
        grids.append(Grid(file=source.file, sheet=sheet.title, records=tuple(records), raw_sha256=digest, ragged=False))
    if faults:
        raise InvalidInput(faults)
    return tuple(grids), tuple(ignored), tuple(sorted(merged)), tuple(hidden)


def _hidden(file: str, sheet: Any, filled: list[int]) -> list[Origin]:
    """Return the places in a sheet that are hidden, the sheet itself among them."""
    whole = [Origin(file, sheet=sheet.title)] if sheet.sheet_state != "visible" else []
    columns = [letter for letter, wide in sorted(sheet.column_dimensions.items()) if wide.hidden]
    rows = [row for row in filled if row in sheet.row_dimensions and sheet.row_dimensions[row].hidden]
    return [
        *whole,
        *(Origin(file, column=letter, sheet=sheet.title) for letter in columns),
        *(Origin(file, row, sheet=sheet.title) for row in rows),
    ]
