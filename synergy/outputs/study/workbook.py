"""The empty study as a workbook: a sheet a table, with drop-downs, notes and example rows.

Text is written as text, so that nothing becomes a formula; the only formulas gather names for the lists.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from synergy.outputs.study.guide import write_case, write_guide
from synergy.outputs.study.lists import write_choices, write_names
from synergy.outputs.study.making import Making, height, usual_places
from synergy.outputs.study.scaffold import ORDER, Scaffold
from synergy.outputs.study.sheets import NOTE, dress, header_text, width_of, write_study
from synergy.outputs.study.styles import styles_for
from synergy.tables.words import TABLES as TABLE_NAMES

_CREATED = datetime.datetime(2020, 1, 1)  # noqa: DTZ001  (a fixed date: the same bytes whenever it is made)


def write_workbook_scaffold(new: Scaffold, path: Path) -> None:
    """Write the empty study as a workbook.

    Parameters
    ----------
    new : what it is made of.
    path : of the file, ``study.xlsx``.
    """
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), plain) as book:
        book.set_properties({"title": new.text("guide.title"), "author": "Synergy", "created": _CREATED})
        book.set_calc_mode("auto")
        making = Making(new, book, styles_for(book), usual_places(new))
        guide = book.add_worksheet(new.sheet("instructions"))
        sheets = {name: book.add_worksheet(new.table(name)) for name in ORDER}
        study = book.add_worksheet(new.words.own(TABLE_NAMES["study"][0], "study"))
        add_lists_and_case(making)
        for name, sheet in sheets.items():
            _write_table(making, sheet, name)
        write_study(making, study)
        write_guide(new, guide, making.styles)
        guide.activate()


def add_lists_and_case(making: Making) -> None:
    """Add the sheets behind the tables: the words to choose from, the names gathered for lists, the small case."""
    choices, names, case = (making.book.add_worksheet(making.new.sheet(what)) for what in ("choices", "names", "case"))
    write_choices(making, choices)
    write_names(making, names)
    write_case(making.new, case, making.styles)


def _write_table(making: Making, sheet: Any, name: str) -> None:
    new, styles = making.new, making.styles
    columns, main = new.columns(name), new.main_columns(name)
    examples = new.examples(name)
    dress(making, sheet, name, dict(enumerate(columns)), (0, len(examples)))
    for place, column in enumerate(columns):
        sheet.write_string(0, place, header_text(new, column), styles.head_of(column, column in main))
        sheet.write_comment(0, place, new.note(name, column), NOTE)
    for i, row in enumerate(examples, start=1):
        for place, column in enumerate(columns):
            sheet.write_string(i, place, row.get(column.name, ""), styles.example)
        sheet.set_row(i, height((row.get(c.name, ""), width_of(c, new.header(c))) for c in columns))
