"""A copy of a study as a workbook, its faulty cells coloured and commented: ``synergy check STUDY --marked FILE``.

Each table stands on a sheet of its own, in the rows and columns of the file it was read from, so that
a place in a message is the same place here. The copy can be mended and checked like any study.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synergy.language.catalogue import Catalogue
from synergy.problems import Problem, Severity, UnusablePlace
from synergy.tables.table import Table, Tables

CREATED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)  # the same bytes whenever it is written
CREATOR = "Synergy"
COLOURS = {Severity.ERROR: "#F4B6B0", Severity.WARNING: "#FCE29A", Severity.NOTICE: "#CFE3F4"}
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS, MOST_LINKS = 1_048_576, 16_384, 32_767, 60_000
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GRAVITY = {severity: i for i, severity in enumerate(Severity)}

Cell = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to write: its cells, where its header stands, and which problems it carries where."""

    name: str
    cells: Mapping[Cell, str]
    header: int
    marks: Mapping[Cell, Sequence[Problem]]


def marked_workbook(tables: Tables, problems: Sequence[Problem], words: Catalogue, path: Path) -> bytes:
    """Return the workbook; the study's own files are only read.

    Parameters
    ----------
    tables : the study as read.
    problems : all that reading and checking found.
    words : of the comments and of the first sheet.
    path : where it will be written, for messages.

    Raises
    ------
    UnusablePlace
        If the study is larger than a sheet.
    """
    from xlsxwriter import Workbook

    sheets = _sheets(tables, problems)
    if any(row >= MOST_ROWS or column >= MOST_COLUMNS for sheet in sheets for row, column in sheet.cells):
        raise UnusablePlace("too-large-for-a-sheet", path)
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as book:
        book.set_properties({"created": CREATED, "author": CREATOR, "title": words.text("marked.title")})
        formats = _Formats(book)
        first = book.add_worksheet(words.text("marked.sheet"))
        _write_list(first, sheets, problems, words, formats)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, words, formats)
    return content.getvalue()


class _Formats:
    """The few looks of cells."""

    def __init__(self, book: Any) -> None:
        text = {"num_format": "@"}  # a cell mended by hand stays text: 001 stays 001
        self.plain = book.add_format(text)
        self.head = book.add_format({**text, "bold": True, "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({**text, "text_wrap": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#0B4F8A", "underline": 1, "valign": "top"})
        self.fill = {s: book.add_format({**text, "bg_color": c, "border": 1}) for s, c in COLOURS.items()}


def _sheets(tables: Tables, problems: Sequence[Problem]) -> list[Sheet]:
    sheets = []
    for name, table in tables.tables.items():
        own = [p for p in problems if (p.origin.file, p.origin.sheet) == (table.file, table.sheet)]
        sheets.append(_sheet(table, own, table.sheet or name))
    if tables.study:
        study = tables.study
        keys = list(study.values)
        cells = {(0, 0): "key", (0, 1): "value"}
        cells |= {(i, 0): key for i, key in enumerate(keys, 1)}
        cells |= {(i, 1): str(study.values[key]) for i, key in enumerate(keys, 1)}
        marks: dict[Cell, list[Problem]] = {}
        for problem in problems:
            if (problem.origin.file, problem.origin.sheet) == (study.file, study.sheet):
                at = next((i for i, k in enumerate(keys, 1) if study.origins[k].row == problem.origin.row), 0)
                marks.setdefault((at, 1 if at else 0), []).append(problem)
        sheets.append(Sheet(study.sheet or "study", cells, 0, marks))
    return sheets


def _sheet(table: Table, problems: Iterable[Problem], name: str) -> Sheet:
    positions = dict(zip(table.header, (p - 1 for p in table.positions), strict=True))
    cells = {(table.header_row - 1, column): header for header, column in positions.items()}
    for row in table.rows:
        for header, text in row.cells.items():
            if text and row.origin.row:
                cells[row.origin.row - 1, positions[header]] = text
    marks: dict[Cell, list[Problem]] = {}
    for problem in problems:
        number = (problem.origin.row or table.header_row) - 1
        column = positions.get(problem.origin.column or "", min(positions.values()))
        marks.setdefault((number, column), []).append(problem)
    return Sheet(name, cells, table.header_row - 1, marks)


def _write_sheet(sheet: Any, content: Sheet, words: Catalogue, formats: _Formats) -> None:
    widths: dict[int, int] = {}
    for cell in sorted({*content.cells, *content.marks}):
        text, cut = _fit(content.cells.get(cell, ""))
        look = formats.head if cell[0] == content.header else formats.plain
        comments = [words.text("marked.cut", n=len(content.cells[cell]))] if cut else []
        if found := sorted(content.marks.get(cell, ()), key=lambda p: (_GRAVITY[p.severity], p.code)):
            look = formats.fill[found[0].severity]
            comments += [f"{words.text(f'severity.{p.severity}')}: {words.problem(p)} [{p.code}]" for p in found]
        if text:
            sheet.write_string(*cell, text, look)
        else:
            sheet.write_blank(*cell, None, look)
        if comments:
            note, _ = _fit("\n\n".join(comments))
            lines = sum(2 + len(comment) // 42 for comment in comments)  # 42 letters a line at that width
            sheet.write_comment(*cell, note, {"author": CREATOR, "x_scale": 2.4, "y_scale": max(1, min(6, lines / 5))})
        widths[cell[1]] = min(44, max(widths.get(cell[1], 8), len(text) + 2))
    for column, width in widths.items():
        sheet.set_column(column, column, width, formats.plain)
    if content.header < 20:
        sheet.freeze_panes(content.header + 1, 0)
    gravest = min((_GRAVITY[p.severity] for found in content.marks.values() for p in found), default=None)
    if gravest is not None:
        sheet.set_tab_color(COLOURS[list(Severity)[gravest]])


def _write_list(
    sheet: Any, sheets: Sequence[Sheet], problems: Sequence[Problem], words: Catalogue, formats: _Formats
) -> None:
    """Write the first sheet: every problem, the gravest first, each with a link to its cell."""
    places = {id(p): (s.name, cell) for s in sheets for cell, found in s.marks.items() for p in found}
    sheet.write_string(0, 0, words.text("marked.title"), formats.title)
    sheet.write_string(1, 0, words.text("marked.note") if problems else words.text("marked.none"))
    columns = ("severity", "place", "message", "suggestion", "code")
    for i, (key, width) in enumerate(zip(columns, (13, 30, 90, 24, 26), strict=True)):
        sheet.write_string(3, i, words.text(f"marked.{key}"), formats.head)
        sheet.set_column(i, i, width)
    sheet.freeze_panes(4, 0)
    ordered = sorted(problems, key=lambda p: (_GRAVITY[p.severity], p.origin.key, p.code))
    for row, problem in enumerate(ordered, 4):
        sheet.write_string(row, 0, words.text(f"severity.{problem.severity}"), formats.fill[problem.severity])
        label, _ = _fit(_place(problem))
        if id(problem) in places and row < MOST_LINKS:
            sheet.write_url(row, 1, _address(*places[id(problem)]), formats.link, label)
        else:
            sheet.write_string(row, 1, label, formats.wrapped)
        for column, text in ((2, words.problem(problem)), (3, problem.suggestion), (4, problem.code)):
            sheet.write_string(row, column, _fit(text)[0], formats.wrapped)


def _address(name: str, cell: Cell) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!{xl_rowcol_to_cell(*cell)}"


def _place(problem: Problem) -> str:
    origin = problem.origin
    cell = problem.values.get("cell")
    parts = (origin.file, origin.sheet, cell or origin.row, origin.column)
    return " › ".join(str(part) for part in parts if part)


def _fit(text: str) -> tuple[str, bool]:
    """Return a text that a cell can hold, and whether it had to be cut."""
    visible = _NOT_IN_XML.sub("□", text)
    return (f"{visible[: MOST_LETTERS - 1]}…", True) if len(visible) > MOST_LETTERS else (visible, False)
