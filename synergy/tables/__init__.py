"""Files → rows of text with their place. ``read_folder`` is the whole public face."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from synergy.problems import Origin, Problem, Severity, UnusablePlace
from synergy.tables.files.csv import read_table
from synergy.tables.likeness import names_of
from synergy.tables.pause import no_ring_search
from synergy.tables.study import read_toml, study_from
from synergy.tables.table import Row, StudyFile, Table, Tables
from synergy.tables.unread import (
    OTHER_BOOKS,
    TEXT_FILES,
    beside_book,
    beside_texts,
    folders_like_tables,
    is_lock,
    lock_of,
)
from synergy.tables.words import TABLES, table_named

__all__ = ["TEXT_FILES", "Row", "StudyFile", "Table", "Tables", "read_folder", "read_tables"]


def read_folder(path: Path, encoding: str | None = None) -> Tables:
    """Read a study: a folder of CSV files, or one XLSX workbook with a sheet for each table.

    Parameters
    ----------
    path : the folder, the workbook, a folder holding just one workbook, or one CSV file.
    encoding : of the CSV files; told by their content where absent.

    Returns
    -------
    Tables, with every problem that reading met.

    Raises
    ------
    UnusablePlace
        If there is no such place or it cannot be opened.

    Examples
    --------
    >>> from synergy.resources import bundled
    >>> "vocabulary" in read_folder(bundled("data/base")).tables
    True
    """
    with no_ring_search():
        tables = read_tables(Path(path), encoding)
    tables = replace(tables, problems=(*tables.problems, *folders_like_tables(Path(path))), encoding=encoding or "")
    if "stakeholders" in tables.tables or "stakeholders" in tables.broken:
        return tables
    return replace(tables, problems=(*tables.problems, _missing(Path(path), tables)))


def _missing(path: Path, tables: Tables) -> Problem:
    """Say that there is no table of actors, and what looks like one: by its name, else by its columns."""
    near = next((p.value for p in tables.problems if p.suggestion == "stakeholders"), "")
    like = [p for p in tables.problems if p.code in ("unread-table", "unread-sheet", "table-beside-workbook")]
    seen = next((p.origin.sheet or p.origin.file for p in like if p.values["table"] == names_of("stakeholders")), "")
    values = {"table": "stakeholders", "seen": near or seen or "-", "cure": "like" if seen and not near else ""}
    return Problem(code="missing-table", severity=Severity.ERROR, origin=Origin(path.name), values=values)


def read_tables(
    path: Path,
    encoding: str | None = None,
    names: dict[str, tuple[str, ...]] = TABLES,
    prefix: str = "",
) -> Tables:
    """Read the tables called ``names`` from a folder or file, whatever is missing.

    ``prefix`` stands before file names in messages, so that a preset's tables are told from a study's.
    """
    files = _files(path)
    if path.is_file() and path.suffix.lower() not in (*TEXT_FILES, ".xlsx", *OTHER_BOOKS):
        raise UnusablePlace("not-a-study", path)
    books = [file for file in files if file.suffix.lower() == ".xlsx" and not is_lock(file)]
    texts = [table_named(file.stem, names) for file in files if file.suffix.lower() in TEXT_FILES]
    named = any(table_named(book.stem, names) in ("study", "stakeholders") for book in books)
    if books and (not any(texts) or (named and "stakeholders" not in texts)):
        return _with_toml(_read_book(path, books, files, names), files, names)
    return _read_texts(path, files, encoding, (names, prefix))


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise UnusablePlace("no-folder", path)
    try:
        return sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
    except OSError as error:
        raise UnusablePlace("cannot-read", path, detail=error.strerror or type(error).__name__) from error


def _with_toml(tables: Tables, files: list[Path], names: dict[str, tuple[str, ...]]) -> Tables:
    """Add ``study.toml`` beside a workbook; a sheet ``study`` and that file together are one too many."""
    file = next((file for file in files if file.suffix.lower() == ".toml" and table_named(file.stem) == "study"), None)
    if file is None or "study" not in names:
        return tables
    if tables.study:
        return replace(tables, problems=(*tables.problems, _twice(file.name, tables.study.file)))
    study, problems = read_toml(file)
    return replace(tables, study=study, problems=(*tables.problems, *problems))


def _read_book(path: Path, books: list[Path], files: list[Path], names: dict[str, tuple[str, ...]]) -> Tables:
    from synergy.tables.files.xlsx import read_workbook

    named = [book for book in books if table_named(book.stem) in ("study", "stakeholders")]
    chosen = books if len(books) == 1 else named
    if len(chosen) != 1:
        found = ", ".join(book.name for book in books)
        several = Problem(
            code="several-workbooks", severity=Severity.ERROR, origin=Origin(path.name), values={"files": found}
        )
        return Tables(place=str(path), tables={}, problems=(several,), broken=frozenset(names))
    tables = read_workbook(chosen[0], names)
    told = beside_book(chosen[0], files)
    if lock_of(chosen[0]):
        told.append(Problem(code="workbook-open", severity=Severity.NOTICE, origin=Origin(chosen[0].name)))
    return replace(tables, problems=(*tables.problems, *told))


def _read_texts(
    path: Path, files: list[Path], encoding: str | None, expected: tuple[dict[str, tuple[str, ...]], str]
) -> Tables:
    names, prefix = expected
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    study: StudyFile | None = None
    for file in files:
        name, label = table_named(file.stem, names), prefix + file.name
        if name is None or not _wanted(file, name):
            problems += beside_texts(file, label, names, alone=len(files) == 1)
        elif name in seen:
            problems.append(_twice(label, seen[name]))
        elif name == "study":
            seen[name] = label
            study, faults = _study(file, encoding, label)
            problems += faults
        else:
            seen[name] = label
            table, faults = read_table(file, name, encoding, label)
            problems += faults
            tables |= {name: table} if table else {}
    broken = frozenset(seen) - set(tables) - {"study"}
    return Tables(place=str(path), tables=tables, study=study, problems=tuple(problems), broken=broken)


def _wanted(file: Path, name: str) -> bool:
    return file.suffix.lower() in TEXT_FILES or (name == "study" and file.suffix.lower() == ".toml")


def _study(file: Path, encoding: str | None, label: str) -> tuple[StudyFile | None, list[Problem]]:
    if file.suffix.lower() == ".toml":
        return read_toml(file, label)
    table, problems = read_table(file, "study", encoding, label)
    study, more = study_from(table) if table else (None, [])
    return study, [*problems, *more]


def _twice(label: str, other: str) -> Problem:
    return Problem(code="table-twice", severity=Severity.ERROR, origin=Origin(label), values={"other": other})
