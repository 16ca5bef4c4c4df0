"""One file, written whole or not at all; and text that a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from synergy.problems import UnusablePlace

LIVE = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for the start of a formula


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a name of its own beside the target, then put it in its place.

    Raises
    ------
    UnusablePlace
        If it cannot be written; what was there before is untouched.
    """
    target = path.resolve()
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise UnusablePlace("cannot-write", path, detail=error.strerror or "") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(target)
    except OSError as error:
        raise UnusablePlace("cannot-write", path, detail=error.strerror or "") from error
    finally:
        with suppress(OSError):
            Path(scratch).unlink(missing_ok=True)


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return a table as CSV: UTF-8, comma, one header row, unknown cells blank, formulas defused."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([defused(row.get(column)) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def defused(value: object) -> str:
    """Return a value as text; an apostrophe stands before what a spreadsheet would run.

    Examples
    --------
    >>> defused("=1+1"), defused(-1), defused(None)
    ("'=1+1", '-1', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(LIVE) else text


def armed(text: str) -> str:
    """Return the text that ``defused`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(LIVE) else text
