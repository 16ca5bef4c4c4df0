"""Rows of text with their place: what reading gives, before anything is understood."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from synergy.problems import Origin, Problem

_END = "\x1f"  # stands between the cells of a row that is hashed


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``cells`` by column name as the file has it. A cell the row is too short for is absent."""

    origin: Origin
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table as read.

    ``name`` is the English name of the table; ``header`` holds the columns in their order, and
    ``positions`` their place in the file, counted from 1. ``examples`` are the rows that only show how to fill
    it in. ``decimal_comma`` says that numbers of this file may be written with a comma (its separator is a
    semicolon).
    """

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    raw_sha256: str
    sheet: str | None = None
    header_row: int = 1
    positions: tuple[int, ...] = ()
    blank_rows: int = 0
    examples: tuple[Row, ...] = ()
    titles: tuple[tuple[int, str], ...] = ()  # rows above the header that are not read: number and text
    decimal_comma: bool = False

    @property
    def example_rows(self) -> int:
        """How many rows only show how to fill in the table."""
        return len(self.examples)

    @property
    def origin(self) -> Origin:
        """Place of the header."""
        return Origin(self.file, self.header_row, sheet=self.sheet)

    @property
    def content_sha256(self) -> str:
        """Hash of header and rows, both sorted: the same for any order of rows or columns."""
        header = sorted(self.header)
        rows = sorted(_END.join([row.cells.get(column, "").strip() for column in header]) for row in self.rows)
        digest = hashlib.sha256()
        for line in (_END.join(header), *rows):
            digest.update(line.encode("utf-8", "surrogatepass"))
            digest.update(b"\x1e")
        return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFile:
    """What a study says of itself, key by key, with the place of each."""

    file: str
    values: Mapping[str, object]
    origins: Mapping[str, Origin]
    raw_sha256: str
    sheet: str | None = None

    @property
    def content_sha256(self) -> str:
        """Hash of the keys and values, sorted."""
        return _hash(sorted((key, str(value)) for key, value in self.values.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """A study as read: its tables, what it says of itself, and what reading found wrong.

    ``broken`` names the tables that are there but could not be read whole; references into them
    cannot be judged. ``scaffold`` is the language of the empty study that a workbook was filled in from,
    ``encoding`` the one that the CSV files were said to have; "" where their content told it.
    """

    place: str
    tables: Mapping[str, Table]
    study: StudyFile | None = None
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = field(default_factory=frozenset)
    scaffold: str = ""
    encoding: str = ""

    @property
    def inputs(self) -> tuple[tuple[str, str, str], ...]:
        """(file, SHA-256 of its bytes, SHA-256 of its sorted content) of every file, sorted by name."""
        parts: list[Table | StudyFile] = [*self.tables.values(), *([self.study] if self.study else [])]
        files = sorted({part.file for part in parts})
        return tuple(_input(file, [part for part in parts if part.file == file]) for file in files)


def _input(file: str, parts: Iterable[Table | StudyFile]) -> tuple[str, str, str]:
    parts = sorted(parts, key=lambda part: part.sheet or "")
    content = [part.content_sha256 for part in parts]
    return (file, parts[0].raw_sha256, content[0] if len(content) == 1 else _hash(content))


def _hash(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
