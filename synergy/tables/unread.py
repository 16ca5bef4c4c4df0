"""What lies in a study's folder and is not read: told with the table it looks like, so that nothing is overlooked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from synergy.problems import Origin, Problem, Severity
from synergy.tables.files.csv import head_of, other_format, read_bytes
from synergy.tables.likeness import names_of, table_like
from synergy.tables.own_sheets import OWN_SHEETS
from synergy.tables.words import nearest_table, table_named

TEXT_FILES = (".csv", ".tsv", ".txt")
OTHER_BOOKS = (".xls", ".ods", ".xlsm", ".xlsb", ".numbers")
LOCKS = ("~$", ".~lock.")  # how office programs begin the name of a file that says that another is open
_OURS = ({"code", "severity", "file"}, {"decision", "name_a", "name_b"})  # what check writes: --csv and --same
_MARKED = tuple(name.encode() for name in OWN_SHEETS["problems"])  # and --marked


def is_lock(file: Path) -> bool:
    """Return whether a file only says that a document is open in an office program."""
    return file.name.startswith(LOCKS)


def lock_of(document: Path) -> Path | None:
    """Return the file that says that a document is open in an office program; None where it is not."""
    places = (document.with_name(f"~${document.name}"), document.with_name(f".~lock.{document.name}#"))
    return next((place for place in places if place.exists()), None)


def other_book(file: Path, label: str, *, table: bool, alone: bool) -> Problem:
    """Say that a spreadsheet of another format is not read: an error where nothing stands in for it."""
    replaced = any(file.with_suffix(ending).exists() for ending in (*TEXT_FILES, ".xlsx"))
    severity = Severity.ERROR if (table or alone) and not replaced else Severity.WARNING
    really = other_format(read_bytes(file))
    code = "not-a-workbook" if really in ("HTML", "XML", "PDF") else "other-format"
    value = really if code == "not-a-workbook" else file.suffix.lower()
    return Problem(code=code, severity=severity, origin=Origin(label), value=value)


def beside_texts(file: Path, label: str, names: dict[str, tuple[str, ...]], *, alone: bool) -> list[Problem]:
    """Say what is not read beside tables of text: workbooks, other spreadsheets, tables of unknown name."""
    ending = file.suffix.lower()
    if is_lock(file) or label.count("/"):
        return []
    if ending == ".xlsx":
        return [Problem(code="workbook-not-read", severity=_weight_of(file), origin=Origin(label))]
    if ending in OTHER_BOOKS:
        return [other_book(file, label, table=table_named(file.stem, names) is not None, alone=alone)]
    return _unknown_text(file, label, names) if ending in TEXT_FILES else []


def _weight_of(book: Path) -> Severity:
    """Return how much an unread workbook weighs: a copy marked by a check is no part of a study."""
    try:
        with zipfile.ZipFile(book) as package:
            sheets = package.read("xl/workbook.xml")
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return Severity.WARNING
    return Severity.NOTICE if any(name in sheets for name in _MARKED) else Severity.WARNING


def _unknown_text(file: Path, label: str, names: dict[str, tuple[str, ...]]) -> list[Problem]:
    """Say that a table of unknown name is not read; notes in a text file are none, and ours are no part of a study."""
    head = head_of(file)
    if not head and file.suffix.lower() == ".txt":
        return []
    near, place = nearest_table(file.stem, names), Origin(label)
    like = "" if near else table_like(head)
    if like:
        values = {"table": names_of(like)}
        return [Problem(code="unread-table", severity=Severity.WARNING, origin=place, value=file.stem, values=values)]
    severity = Severity.NOTICE if any(ours <= set(head) for ours in _OURS) else Severity.WARNING
    return [Problem(code="unknown-table", severity=severity, origin=place, value=file.stem, suggestion=near)]


def beside_book(chosen: Path, files: Sequence[Path]) -> list[Problem]:
    """Say what is not read beside the workbook that is: other workbooks, and tables as text."""
    problems: list[Problem] = []
    for file in files:
        ending, place = file.suffix.lower(), Origin(file.name)
        if file == chosen or is_lock(file):
            continue
        if ending == ".xlsx":
            values = {"book": chosen.name}
            problems.append(Problem(code="other-workbook", severity=_weight_of(file), origin=place, values=values))
        elif ending in OTHER_BOOKS:
            problems.append(other_book(file, file.name, table=False, alone=False))
        elif ending in TEXT_FILES:
            problems += _text_beside(chosen, file)
    return problems


def _text_beside(chosen: Path, file: Path) -> list[Problem]:
    head = head_of(file)
    table = table_named(file.stem) or table_like(head)
    if not table and (file.suffix.lower() == ".txt" and not head or any(ours <= set(head) for ours in _OURS)):
        return []
    values = {"book": chosen.name, "table": names_of(table) if table else "…"}
    return [Problem(code="table-beside-workbook", severity=Severity.WARNING, origin=Origin(file.name), values=values)]


def folders_like_tables(study: Path) -> list[Problem]:
    """Say which folders in a study have the name of a table's file: nothing in them is read."""
    found = sorted(place for place in study.iterdir() if place.is_dir()) if study.is_dir() else []
    named = [one for one in found if one.suffix.lower() in (*TEXT_FILES, ".xlsx") and table_named(one.stem)]
    return [Problem(code="folder-like-table", severity=Severity.WARNING, origin=Origin(one.name)) for one in named]
