"""CSV → grid of text: encoding, separator and quotes told by content, rows numbered as an editor does.

The standard reader alone would lose the line a record starts on, and pandas would lose blank rows,
shift trailing separators and turn the id "001" into 1.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from contextlib import suppress
from pathlib import Path

from synergy.problems import Origin, Problem, Severity, UnusablePlace
from synergy.tables.files.encoding import decode
from synergy.tables.files.separators import DELIMITERS, SAMPLE, mixed_separators
from synergy.tables.grid import LOOK_FOR_HEADER, Grid, Record, find_header, is_blank, table_from
from synergy.tables.table import Table
from synergy.tables.words import LONGEST_HEADER, header_words

_SEP_LINE = re.compile(r'^"?sep=(.)"?[ ,;\t]*(?:\r\n|\n|\r|$)', re.IGNORECASE)


def read_table(
    path: Path, name: str, encoding: str | None = None, label: str | None = None
) -> tuple[Table | None, list[Problem]]:
    """Read one CSV file as the table ``name``.

    Parameters
    ----------
    path : the file.
    name : English name of the table.
    encoding : overrides what the content says.
    label : name of the file in messages; its own name where absent.

    Returns
    -------
    The table, or None where it could not be read; and every problem met.

    Raises
    ------
    UnusablePlace
        If the file cannot be opened, or ``encoding`` is not the name of one.
    """
    file = label or path.name
    raw = read_bytes(path)
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        return None, [Problem(code="empty-file", severity=Severity.ERROR, origin=Origin(file))]
    if found := other_format(raw):
        return None, [Problem(code="not-a-csv", severity=Severity.ERROR, origin=Origin(file), value=found)]
    text, used, problems = decode(raw, file, encoding)
    if text is None:
        return None, problems
    if mixed := mixed_separators(text, file):
        return None, [*problems, *mixed]
    records, delimiter, faults = _records(text, file)
    if faults:
        return None, [*problems, *faults]
    grid = Grid(
        file=file,
        records=records,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        decimal_comma=delimiter == ";",
    )
    table, more = table_from(grid, name)
    if used:
        problems.append(_encoding_notice(file, used, records))
    return table, [*problems, *more]


def head_of(path: Path, encoding: str | None = None) -> tuple[str, ...]:
    """Return the header of a text file that is not read, or its first row, as far as it can be told.

    Returns
    -------
    The cells; none where the file is no table of at least two columns.
    """
    raw = read_bytes(path)
    if other_format(raw) or b"\0" in raw[:SAMPLE] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ()
    text = (decode(raw, path.name, encoding)[0] or "")[:SAMPLE]
    records: list[Record] = []
    with suppress(csv.Error):
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text))):
            records += [] if is_blank(cells) else [(number, cells)]
            if len(records) > LOOK_FOR_HEADER:
                break
    head = records[find_header(records) or 0][1] if records else ()
    even = sum(len(cells) == len(head) for _, cells in records)
    short = all(len(cell) < LONGEST_HEADER / 2 for cell in head)  # prose has commas, too, but no names of columns
    wide = len(head) > (1 if len(records) > 1 else 3)  # a line alone is hardly a table
    return tuple(head) if wide and short and even > 0.8 * len(records) else ()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or raise ``UnusablePlace``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusablePlace("cannot-read", path, detail=error.strerror or type(error).__name__) from error


def other_format(raw: bytes) -> str:
    """Return what a file is by its first bytes, where that is no CSV; "" where nothing tells."""
    start = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    marks = {b"pk\x03\x04": "XLSX/ZIP", b"\xd0\xcf\x11\xe0": "XLS", b"%pdf": "PDF", b"<!doctype": "HTML"}
    marks |= {
        b"<html": "HTML",
        b"<table": "HTML",
        b"<?xml": "XML",
        b"\x89png": "PNG",
        b"\xff\xd8\xff": "JPEG",
        b"gif8": "GIF",
    }
    return next((name for mark, name in marks.items() if start.startswith(mark)), "")


def _encoding_notice(file: str, used: str, records: list[Record]) -> Problem:
    special = [(cell, row) for row, cells in records for cell in cells if not cell.isascii()]
    sample, row = min(special) if special else ("", None)
    return Problem(
        code="other-encoding",
        severity=Severity.NOTICE,
        origin=Origin(file, row),
        value=" ".join(sample.split())[:60],
        values={"encoding": used.upper()},
    )


def _records(text: str, file: str) -> tuple[list[Record], str, list[Problem]]:
    """Return the records with the line each starts on, the delimiter, and what stops the reading."""
    first = 1
    if declared := _SEP_LINE.match(text):
        text, first, delimiter = text[declared.end() :], 2, declared.group(1)
    else:
        delimiter = _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[Record] = []
    once: dict[str, str] = {}  # each text is kept once, however many cells hold it
    start, nul = first, "\0" in text
    try:
        for cells in reader:
            if nul and any("\0" in cell for cell in cells):
                return [], delimiter, [_stop("nul-character", file, start)]
            records.append((start, list(map(once.setdefault, cells, cells))))
            start = first + reader.line_num
    except csv.Error as error:
        code = "quote-not-closed" if "end of data" in str(error) or "limit" in str(error) else "stray-quote"
        return [], delimiter, [_stop(code, file, start)]
    return records, delimiter, []


def _stop(code: str, file: str, line: int) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, origin=Origin(file, line))


def _delimiter_of(text: str) -> str:
    """Return the separator under which the header is best recognised; a comma where none tells."""
    scores = {delimiter: _recognised(text[:SAMPLE], delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: (scores[delimiter], -DELIMITERS.index(delimiter)))


def _recognised(text: str, delimiter: str) -> tuple[int, int]:
    """Return (words of the header known, width of the header or of the first row) under a separator."""
    records: list[Record] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            records.append((number, cells))
            if number > 40:
                break
    except csv.Error:
        pass
    start = find_header(records)
    if start is not None:
        return header_words(records[start][1]), len(records[start][1])
    return 0, next((len(cells) for _, cells in records if not is_blank(cells)), 0)
