"""The empty study as a workbook: a sheet a table, with drop-downs, notes and example rows.

Text is written as text, so that nothing becomes a formula; the only formulas gather names for the lists.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from synergy.dataset.columns import STUDY_KEYS, TABLES, Column, Holds
from synergy.outputs.study.guide import write_case, write_guide
from synergy.outputs.study.scaffold import ORDER, Scaffold
from synergy.outputs.study.styles import Styles, styles_for
from synergy.tables.words import TABLES as TABLE_NAMES

ROWS = 500  # rows below the header that are checked while typing
FIRST = 3  # row of the first word on the sheet of choices, counted from 0
PAPER_A4 = 9
_CREATED = datetime.datetime(2020, 1, 1)  # noqa: DTZ001  (a fixed date: the same bytes whenever it is made)
_TAB = {"stakeholders": "#1F4E79", "programmes": "#1F4E79", "ties": "#1F4E79", "vocabulary": "#7F7F7F"}
_NAMED_BY = {"stakeholders": "name", "programmes": "name", "sources": "id", "reporters": "name"}
_LISTED = {"programmes": "programmes", "partners": "stakeholders"}  # quick-start columns that hold names
_WIDE = {"name": 34, "title": 40, "statement": 50, "statement_en": 50, "note": 34, "reason": 34, "reason_en": 34}
_WIDTH = {Holds.REFERENCE: 30, Holds.TERM: 28, Holds.LIST: 30, Holds.DATE: 13, Holds.NUMBER: 12, Holds.TEXT: 24}


@dataclass(slots=True)
class _Making:
    """The workbook as it is made; ``ranges`` holds the cells of each list of words on the sheet of choices."""

    new: Scaffold
    book: Any
    styles: Styles
    ranges: dict[tuple[str, ...], str] = field(default_factory=dict)


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
        making = _Making(new, book, styles_for(book))
        guide = book.add_worksheet(new.text("instructions"))
        sheets = {name: book.add_worksheet(new.table(name)) for name in ORDER}
        study = book.add_worksheet(new.words.own(TABLE_NAMES["study"][0], "study"))
        choices = book.add_worksheet(new.text("choices"))
        case = book.add_worksheet(new.text("case_sheet"))
        _write_choices(making, choices)
        for name, sheet in sheets.items():
            _write_table(making, sheet, name)
        _write_study(making, study)
        write_guide(new, guide, making.styles)
        write_case(new, case, making.styles)
        guide.activate()


def _write_choices(making: _Making, sheet: Any) -> None:
    """Write every list of words in a column of its own, and remember where it stands."""
    new, styles = making.new, making.styles
    sheet.write_string(0, 0, new.text("guide.choices_about"), styles.small)
    headings: list[str] = []
    for name in ORDER:
        for column in TABLES[name]:
            words = new.allowed(column)
            if words and words not in making.ranges:
                heading = new.header(column)
                heading = f"{heading} ({new.table(name)})" if heading in headings else heading
                making.ranges[words] = _list(making, sheet, len(headings), heading, words)
                headings.append(heading)
    if known := new.indicators():
        _programmes(making, sheet, len(headings), known)
    sheet.freeze_panes(FIRST, 0)
    sheet.set_tab_color("#7F7F7F")
    _paper(making, sheet, pages_wide=2)
    longest = max(len(words) for words in (*making.ranges, known))
    sheet.print_area(0, 0, FIRST + longest, len(headings) if known else len(headings) - 1)


def _list(making: _Making, sheet: Any, place: int, heading: str, words: Sequence[str]) -> str:
    sheet.write_string(FIRST - 1, place, heading, making.styles.optional)
    for i, word in enumerate(words):
        sheet.write_string(FIRST + i, place, word, making.styles.cell)
    sheet.set_column(place, place, min(max(map(len, (heading, *words))) + 2, 46))
    letters, last = _letters(place), FIRST + len(words)
    return f"={_quoted(making.new.text('choices'))}!${letters}${FIRST + 1}:${letters}${last}"


def _programmes(making: _Making, sheet: Any, place: int, known: Sequence[str]) -> None:
    """Write the indicators of the preset, and below them whatever programmes the study will have."""
    new = making.new
    _list(making, sheet, place, f"{new.table('programmes')} ({new.preset})", known)
    own = _column_range(new, "programmes", "name")
    letters, start = _letters(place), FIRST + len(known)
    for i in range(ROWS):
        formula = f'=IFERROR(INDEX({own},{i + 1})&"","")'
        sheet.write_formula(start + i, place, formula, making.styles.cell, "")
    head = f"{_quoted(new.text('choices'))}!${letters}${FIRST}"
    making.ranges[("programmes",)] = f"=OFFSET({head},1,0,{len(known)}+COUNTA({own}),1)"


def _write_table(making: _Making, sheet: Any, name: str) -> None:
    new, styles = making.new, making.styles
    columns = TABLES[name]
    for place, column in enumerate(columns):
        header = new.header(column)
        shown = f"{header} ({new.text('required')})" if column.required else header
        sheet.write_string(0, place, shown, styles.required if column.required else styles.optional)
        sheet.write_comment(0, place, new.note(name, column), {"x_scale": 2.0, "y_scale": 1.1, "font_size": 9})
        sheet.set_column(place, place, max(_width(column), len(header) + 4), styles.cell_of(column.kind))
        if rule := _validation(making, column):
            sheet.data_validation(1, place, ROWS, place, rule)
        if column.required:
            _mark_missing(making, sheet, place, len(columns))
    examples = new.examples(name)
    for i, row in enumerate(examples, start=1):
        for place, column in enumerate(columns):
            sheet.write_string(i, place, row.get(column.name, ""), styles.example)
    sheet.ignore_errors({"number_stored_as_text": f"A2:{_letters(len(columns) - 1)}{ROWS + 1}"})
    sheet.set_row(0, 32)
    named = name in ("stakeholders", "programmes", "sources")
    sheet.freeze_panes(1, 2 if named else 0)
    sheet.set_tab_color(_TAB.get(name, "#8FB4D9"))
    _paper(making, sheet, pages_wide=2)
    sheet.repeat_columns(0, 1 if named else 0)


def _mark_missing(making: _Making, sheet: Any, place: int, width: int) -> None:
    """Colour a required cell that is blank in a row that has begun."""
    formula = f"=AND(COUNTA($A2:${_letters(width - 1)}2)>0,ISBLANK({_letters(place)}2))"
    rule = {"type": "formula", "criteria": formula, "format": making.styles.missing}
    sheet.conditional_format(1, place, ROWS, place, rule)


def _validation(making: _Making, column: Column) -> dict[str, Any] | None:
    """Return the rule for the cells of a column; where several things may stand in a cell it only offers a list."""
    new = making.new
    if column.kind is Holds.NUMBER:
        return _number_rule(new, column)
    rule: dict[str, Any] = {"validate": "list", "error_title": new.text("list_title")}
    if words := new.allowed(column):
        open_list = column.kind is Holds.TERM
        error = new.text("term_error", vocabulary=new.table("vocabulary"))
        error = error if open_list else new.text("list_error", choices=new.text("choices"))
        rule |= {"source": making.ranges[words], "error_type": "warning" if open_list else "stop"}
    elif column.kind is Holds.REFERENCE or column.name in _LISTED:
        table = {"reporters": "stakeholders"}.get(column.refers, column.refers) or _LISTED[column.name]
        error = new.text("name_error", sheet=new.table(table))
        rule |= {"source": _names(making, table), "error_type": "warning"}
    else:
        return None
    free = column.several or column.kind is Holds.LIST
    return rule | {"error_message": error, "show_error": not free}


def _number_rule(new: Scaffold, column: Column) -> dict[str, Any] | None:
    if column.low == float("-inf"):
        return None
    low, high = f"{column.low:g}", f"{column.high:g}"
    if column.high == float("inf"):
        error = new.text("number_error_open", low=low)
        return {"validate": "decimal", "criteria": ">=", "value": column.low, "error_message": error}
    error = new.text("number_error", low=low, high=high)
    limits = {"minimum": column.low, "maximum": column.high}
    return {"validate": "decimal", "criteria": "between", **limits, "error_message": error}


def _names(making: _Making, table: str) -> str:
    """Return the cells that name the rows of a table, as many as are filled in."""
    if table == "programmes" and ("programmes",) in making.ranges:
        return making.ranges["programmes",]
    cells = _column_range(making.new, table, _NAMED_BY[table])
    sheet, corner = cells.split("!")
    head = f"{sheet}!{corner.split(':')[0][:-1]}1"
    return f"=OFFSET({head},1,0,MAX(1,COUNTA({cells})),1)"


def _column_range(new: Scaffold, table: str, column: str) -> str:
    letters = _letters([c.name for c in TABLES[table]].index(column))
    return f"{_quoted(new.table(table))}!${letters}$2:${letters}${ROWS + 1}"


def _write_study(making: _Making, sheet: Any) -> None:
    new, styles = making.new, making.styles
    for place, (key, width) in enumerate((("key", 20), ("value", 60), ("meaning", 70))):
        sheet.write_string(0, place, new.text(key), styles.optional)
        sheet.set_column(place, place, width, styles.wrapped)
    for row, key in enumerate(STUDY_KEYS, start=1):
        sheet.write_string(row, 0, new.setting(key), styles.wrapped)
        sheet.write_string(row, 1, new.preset if key == "preset" else "", styles.wrapped)
        sheet.write_string(row, 2, new.text(f"study.{key}"), styles.small)
        if key == "vantage":
            rule = {"validate": "list", "source": _names(making, "stakeholders"), "show_error": False}
            sheet.data_validation(row, 1, row, 1, rule)
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color("#8FB4D9")
    _paper(making, sheet, pages_wide=1)


def _paper(making: _Making, sheet: Any, *, pages_wide: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)  # lines on paper, too
    sheet.set_header(f"&L{making.new.text('header_page', sheet='&A')}")
    sheet.set_footer(f"&R{making.new.text('footer_page', page='&P', pages='&N')}")


def _width(column: Column) -> int:
    if column.kind in (Holds.CHOICE, Holds.YES_NO):
        return 17
    short = {"id": 16, "list": 18, "term": 22, "locator": 18, "shape": 12, "colour": 12}
    return {**_WIDE, **short}.get(column.name, _WIDTH[column.kind])


def _quoted(sheet: str) -> str:
    return sheet if sheet.isidentifier() else f"'{sheet}'"


def _letters(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
