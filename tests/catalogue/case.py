"""One case: a change of the clean twin, the outcome, and every problem with its exact place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.conftest import write_study
from tests.dataset.small import CLEAN

OK, NOTE, WARN, REFUSE = "ok", "note", "warn", "refuse"
Told = tuple[str, str, str | None, int | None, str | None]  # code, file, sheet, row, column


@dataclass(frozen=True)
class Case:
    """``spoil`` changes the twin in a folder. ``told`` is all that is said of it, notices included.

    ``same``: the findings are those of the twin. ``book``: the twin is a workbook, ``study.xlsx``.
    ``study`` names the file to read, where it is not the folder.
    """

    id: str
    outcome: str
    spoil: Callable[[Path], object]
    told: tuple[Told, ...] = ()
    same: bool = True
    book: bool = False
    study: str = ""

    def make(self, folder: Path) -> Path:
        """Write the twin into a folder, spoil it, and return the study to read."""
        if self.book:
            folder.mkdir(parents=True, exist_ok=True)
            write_book(folder / "study.xlsx")
        else:
            write_study(folder, CLEAN)
        self.spoil(folder)
        return folder / (self.study or ("study.xlsx" if self.book else ""))


def at(code: str, table: str, row: int | None = None, column: str | None = None) -> Told:
    """A problem in a CSV table (or in a file, where the name has an ending)."""
    return (code, table if "." in table else f"{table}.csv", None, row, column)


def on(code: str, sheet: str | None, row: int | None = None, column: str | None = None) -> Told:
    """A problem in the workbook."""
    return (code, "study.xlsx", sheet, row, column)


def write_book(path: Path) -> None:
    """Write the twin as a workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in CLEAN.items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) or None for column in columns])
    book.save(path)


def text(table: str, change: Callable[[str], str], encoding: str = "utf-8") -> Callable[[Path], object]:
    """Change the text of one CSV file, and perhaps its encoding."""

    def spoil(folder: Path) -> object:
        path = folder / f"{table}.csv"
        return path.write_bytes(change(path.read_text(encoding="utf-8")).encode(encoding, "surrogatepass"))

    return spoil


def swap(table: str, old: str, new: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Put one text for another in one CSV file."""
    return text(table, lambda content: content.replace(old, new), encoding)


def cells(table: str, row: int, **edit: str) -> Callable[[Path], object]:
    """Change cells of one row (as an editor counts it) of a CSV file; further columns are added."""

    def spoil(folder: Path) -> object:
        path = folder / f"{table}.csv"
        rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        rows[row - 2] |= edit
        return write_study(folder, {table: rows})

    return spoil


def add(table: str, *lines: str) -> Callable[[Path], object]:
    """Add lines to a CSV file."""
    return text(table, lambda content: content + "".join(f"{line}\n" for line in lines))


def replaced(file: str, content: bytes) -> Callable[[Path], object]:
    """Put a file in place of another or beside the others."""
    return lambda folder: (folder / file).write_bytes(content)


def book(change: Callable[[Workbook], object]) -> Callable[[Path], object]:
    """Change the workbook."""

    def spoil(folder: Path) -> object:
        opened = load_workbook(folder / "study.xlsx")
        change(opened)
        return opened.save(folder / "study.xlsx")

    return spoil


def delimited(content: str, delimiter: str) -> str:
    """Write a CSV with another separator."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(csv.reader(io.StringIO(content)))
    return out.getvalue()
