"""What stands on each sheet of a marked copy: the cells of a table where they were, and the problems of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from synergy.language.catalogue import Catalogue
from synergy.problems import Problem, Severity
from synergy.tables.table import StudyFile, Table, Tables

MOST_LETTERS = 32_767  # of a cell
GRAVITY = {severity: i for i, severity in enumerate(Severity)}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_AT_THE_KEY = ("unknown-setting", "setting-twice")  # problems of the name of a setting, not of its value
NOWHERE = ("example-rows",)  # told in the list only, once: there is nothing to mend in the rows

Cell = tuple[int, int]  # row and column, from 0
Marks = Mapping[Cell, Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: its cells, where its header stands, which rows are examples, and its problems by cell.

    ``table`` is the English name of the table, "study" for what the study says of itself.
    """

    name: str
    table: str
    cells: Mapping[Cell, str]
    header: int
    marks: Marks
    examples: frozenset[int] = frozenset()

    @property
    def last(self) -> int:
        """The last row with content."""
        return max((row for row, _ in self.cells), default=self.header)

    @property
    def rows(self) -> Mapping[int, Mapping[int, str]]:
        """The cells that hold something or carry a problem, row by row, from left to right."""
        rows: dict[int, dict[int, str]] = {}
        for row, column in sorted({*self.cells, *self.marks}):
            rows.setdefault(row, {})[column] = self.cells.get((row, column), "")
        return rows

    @property
    def gravest(self) -> Severity | None:
        """The weight of its gravest problem; None where it has none."""
        found = [problem.severity for of_cell in self.marks.values() for problem in of_cell]
        return min(found, key=GRAVITY.__getitem__, default=None)


def sheets_of(tables: Tables, problems: Sequence[Problem]) -> list[Sheet]:
    """Return the sheets of a copy of a study: its tables, then what it says of itself."""
    sheets = []
    for name, table in tables.tables.items():
        own = [p for p in problems if (p.origin.file, p.origin.sheet) == (table.file, table.sheet)]
        sheets.append(_sheet(table, [p for p in own if p.code not in NOWHERE], table.sheet or name))
    if tables.study:
        study = tables.study
        sheets.append(
            _study(study, [p for p in problems if (p.origin.file, p.origin.sheet) == (study.file, study.sheet)])
        )
    return sheets


def _sheet(table: Table, problems: Iterable[Problem], name: str) -> Sheet:
    positions = dict(zip(table.header, (p - 1 for p in table.positions), strict=True))
    cells = {(table.header_row - 1, column): header for header, column in positions.items()}
    for row in (*table.rows, *table.examples):
        for header, text in row.cells.items():
            if text and row.origin.row:
                cells[row.origin.row - 1, positions[header]] = text
    marks: dict[Cell, list[Problem]] = {}
    for problem in problems:
        number = (problem.origin.row or table.header_row) - 1
        column = positions.get(problem.origin.column or "", min(positions.values()))
        marks.setdefault((number, column), []).append(problem)
    examples = frozenset(row.origin.row - 1 for row in table.examples if row.origin.row)
    return Sheet(name, table.name, cells, table.header_row - 1, marks, examples)


def _study(study: StudyFile, problems: Iterable[Problem]) -> Sheet:
    """Lay keys and values in two columns: in the rows of a sheet they came from, else one below the other."""
    rows = {key: i for i, key in enumerate(study.values, 1)}
    if study.sheet:
        rows = {key: (origin.row or 1) - 1 for key, origin in study.origins.items()}
    cells = {(0, 0): "key", (0, 1): "value"}
    for key, row in rows.items():
        cells |= {(row, 0): key, (row, 1): str(study.values[key])}
    marks: dict[Cell, list[Problem]] = {}
    for problem in problems:
        row = next((row for key, row in rows.items() if study.origins[key].row == problem.origin.row), 0)
        column = 0 if row == 0 or problem.code in _AT_THE_KEY else 1
        marks.setdefault((row, column), []).append(problem)
    return Sheet(study.sheet or "study", "study", cells, 0, marks)


def comment_of(found: Sequence[Problem], words: Catalogue) -> str:
    """Return what the comment of a cell says: its problems, the gravest first."""
    ordered = sorted(found, key=lambda p: (GRAVITY[p.severity], p.code))
    lines = (f"{words.text(f'severity.{p.severity}')}: {words.problem(p)} [{p.code}]" for p in ordered)
    return fit("\n\n".join(lines))[0]


def comment_size(text: str) -> dict[str, float]:
    """Return how large a comment must be to show its text."""
    lines = sum(2 + len(part) // 42 for part in text.split("\n\n"))  # 42 letters a line at that width
    return {"x_scale": 2.4, "y_scale": max(1.0, min(6.0, lines / 5))}


def fit(text: str) -> tuple[str, bool]:
    """Return a text that a cell can hold, and whether it had to be cut."""
    visible = _NOT_IN_XML.sub("□", text)
    return (f"{visible[: MOST_LETTERS - 1]}…", True) if len(visible) > MOST_LETTERS else (visible, False)
