"""A copy of a study as a workbook, its faulty cells coloured and commented: ``synergy check STUDY --marked FILE``.

Each table stands on a sheet of its own, in the rows and columns of the file it was read from, so that
a place in a message is the same place here. The copy can be mended and checked like any study; that of a workbook
made by ``synergy new`` keeps its drop-downs, notes and instructions.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from synergy.language.catalogue import Catalogue
from synergy.outputs.checking.marked_cells import CREATOR, Looks, mark_tab, write_cell
from synergy.outputs.checking.marked_scaffold import write_filled_in
from synergy.outputs.checking.marked_sheets import GRAVITY, NOWHERE, Cell, Sheet, fit, sheets_of
from synergy.outputs.study.making import LINE, height
from synergy.outputs.study.paper import paper
from synergy.problems import Problem, UnusablePlace, with_others
from synergy.tables.own_sheets import sheet_name
from synergy.tables.table import Tables

CREATED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)  # the same bytes whenever it is written
MOST_ROWS, MOST_COLUMNS, MOST_LINKS = 1_048_576, 16_384, 60_000
WIDEST = 44  # characters of a column
_LIST = (("severity", 13), ("place", 30), ("message", 84), ("suggestion", 24), ("code", 24))


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

    sheets = sheets_of(tables, problems)
    if any(row >= MOST_ROWS or column >= MOST_COLUMNS for sheet in sheets for row, column in sheet.cells):
        raise UnusablePlace("too-large-for-a-sheet", path)
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as book:
        book.set_properties({"created": CREATED, "author": CREATOR, "title": words.text("marked.title")})
        looks = Looks(book)
        first = book.add_worksheet(sheet_name("problems", words.language))
        _write_list(first, sheets, problems, (words, looks))
        if tables.scaffold:
            write_filled_in(book, (tables, sheets), words, looks)
        else:
            for sheet in sheets:
                _write_sheet(book.add_worksheet(sheet.name), sheet, words, looks)
        first.activate()
    return content.getvalue()


def _write_sheet(sheet: Any, content: Sheet, words: Catalogue, looks: Looks) -> None:
    rows = content.rows
    widths: dict[int, int] = {}
    for cells in rows.values():
        for column, text in cells.items():
            widths[column] = min(WIDEST, max(widths.get(column, 8), len(text) + 2))
    for column, width in widths.items():
        sheet.set_column(column, column, width, looks.plain)
    for row, cells in rows.items():
        plain = looks.head if row == content.header else looks.plain
        for column, text in cells.items():
            write_cell(sheet, ((row, column), text), content.marks.get((row, column), ()), plain, (words, looks))
        if (tall := height((text, widths[column]) for column, text in cells.items())) > LINE:
            sheet.set_row(row, tall)
    if content.header < 20:
        sheet.freeze_panes(content.header + 1, 0)
    mark_tab(sheet, content)


def _write_list(sheet: Any, sheets: Sequence[Sheet], problems: Sequence[Problem], how: tuple[Catalogue, Looks]) -> None:
    """Write the first sheet: every problem, the gravest first, each with a link to its cell."""
    words, looks = how
    places = {id(p): (s.name, cell) for s in sheets for cell, found in s.marks.items() for p in found}
    sheet.write_string(0, 0, words.text("marked.title"), looks.title)
    sheet.write_string(1, 0, words.text("marked.note") if problems else words.text("marked.none"))
    for i, (key, width) in enumerate(_LIST):
        sheet.write_string(3, i, words.text(f"marked.{key}"), looks.head)
        sheet.set_column(i, i, width)
    sheet.freeze_panes(4, 0)
    paper(words, sheet, 3)
    ordered = sorted(problems, key=lambda p: (GRAVITY[p.severity], p.origin.key, p.code))
    for row, (problem, others) in enumerate(with_others(ordered, lambda p: p.code in NOWHERE), 4):
        label, _ = fit(_place(problem))
        message = words.problem(problem) + (f" {words.text('check.others', n=others)}" if others else "")
        texts = [words.text(f"severity.{problem.severity}"), label, message]
        texts = [fit(text)[0] for text in (*texts, problem.suggestion, problem.code)]
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, looks.plain if column else looks.fill[problem.severity])
        if id(problem) in places and row < MOST_LINKS:
            sheet.write_url(row, 1, _address(*places[id(problem)]), looks.link, label)
        sheet.set_row(row, height((text, width) for text, (_, width) in zip(texts, _LIST, strict=True)))


def _address(name: str, cell: Cell) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!{xl_rowcol_to_cell(*cell)}"


def _place(problem: Problem) -> str:
    origin = problem.origin
    cell = problem.values.get("cell")
    parts = (origin.file, origin.sheet, cell or origin.row, origin.column)
    return " › ".join(str(part) for part in parts if part)
