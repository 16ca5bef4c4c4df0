"""The sheets of a study in a workbook: headers with their notes, drop-downs, widths; filled in or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from synergy.dataset.columns import STUDY_KEYS, Column, Holds
from synergy.outputs.study.lists import validation
from synergy.outputs.study.making import ROWS, Making, letters
from synergy.outputs.study.paper import paper
from synergy.outputs.study.scaffold import Scaffold

NOTE = {"x_scale": 2.0, "y_scale": 1.1, "font_size": 9}  # how the note of a header looks
STUDY_WIDTHS = (20, 60, 70)  # of key, value and meaning
_TAB = {"stakeholders": "#1F4E79", "programmes": "#1F4E79", "ties": "#1F4E79", "vocabulary": "#7F7F7F"}
_NAMED = ("stakeholders", "programmes", "sources")  # tables whose first two columns say what a row is about
_WIDTHS = {
    **{"id": 10, "name": 32, "name_en": 26, "title": 36, "title_en": 26, "statement": 46, "statement_en": 36},
    **{"source": 14, "locator": 16, "note": 30, "list": 16, "shape": 12, "colour": 12, "reason": 28, "reason_en": 28},
}
_WIDTH_OF = {
    **{Holds.REFERENCE: 26, Holds.TERM: 27, Holds.LIST: 24, Holds.DATE: 13, Holds.NUMBER: 12, Holds.TEXT: 22},
    **{Holds.CHOICE: 16, Holds.YES_NO: 14},
}


def header_text(new: Scaffold, column: Column) -> str:
    """Return the header of a column, with the mark of one that must be filled in."""
    header = new.header(column)
    return f"{header} ({new.text('required')})" if column.required else header


def width_of(column: Column, header: str) -> int:
    """Return the width of a column, in characters: its header fits without its mark."""
    return max(_WIDTHS.get(column.name, _WIDTH_OF[column.kind]), len(header.split(" (")[0]) + 2)


def dress(making: Making, sheet: Any, table: str, columns: Mapping[int, Column], rows: tuple[int, int]) -> None:
    """Give the columns of a table their widths, formats and drop-downs, and the sheet its paper.

    Parameters
    ----------
    making : the workbook; its lists are written already.
    sheet : of the table.
    table : its English name.
    columns : those of the format, by their place.
    rows : of the header and of the last row with content, counted from 0.
    """
    header, last = rows[0], max(rows[0] + ROWS, rows[1])
    for place, column in columns.items():
        sheet.set_column(place, place, width_of(column, making.new.header(column)), making.styles.cell_of(column.kind))
        if rule := validation(making, column):
            sheet.data_validation(header + 1, place, last, place, rule)
        if column.required:
            _mark_missing(making, sheet, place, (header + 1, last, max(columns)))
    ends = f"{letters(min(columns))}{header + 2}:{letters(max(columns))}{last + 1}"
    sheet.ignore_errors({"number_stored_as_text": ends})
    sheet.set_row(header, 32)
    sheet.freeze_panes(header + 1, 2 if table in _NAMED else 0)
    sheet.set_tab_color(_TAB.get(table, "#8FB4D9"))
    main = making.new.main_columns(table)
    leading = all(column in main for column in list(columns.values())[: len(main)])
    paper(making.new.words, sheet, header, len(main) if leading and len(columns) > len(main) else 0)


def _mark_missing(making: Making, sheet: Any, place: int, area: tuple[int, int, int]) -> None:
    """Colour a required cell that is blank in a row that has begun."""
    top, bottom, right = area
    formula = f"=AND(COUNTA($A{top + 1}:${letters(right)}{top + 1})>0,ISBLANK({letters(place)}{top + 1}))"
    rule = {"type": "formula", "criteria": formula, "format": making.styles.missing}
    sheet.conditional_format(top, place, bottom, place, rule)


def dress_study(making: Making, sheet: Any, vantage: int | None) -> None:
    """Give the sheet of the study itself its header and widths; ``vantage`` is the row that names an actor."""
    new, styles = making.new, making.styles
    for place, (key, width) in enumerate(zip(("key", "value", "meaning"), STUDY_WIDTHS, strict=True)):
        sheet.write_string(0, place, new.text(key), styles.optional)
        sheet.set_column(place, place, width, styles.wrapped)
    if vantage is not None and ("stakeholders",) in making.ranges:
        rule = {"validate": "list", "source": making.ranges["stakeholders",], "show_error": False}
        sheet.data_validation(vantage, 1, vantage, 1, rule)
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color("#8FB4D9")
    paper(new.words, sheet, 0)


def write_study(making: Making, sheet: Any) -> None:
    """Write the keys of the study with their meanings; only the preset has a value."""
    new, styles = making.new, making.styles
    keys = list(STUDY_KEYS)
    dress_study(making, sheet, keys.index("vantage") + 1)
    for row, key in enumerate(keys, start=1):
        sheet.write_string(row, 0, new.setting(key), styles.wrapped)
        sheet.write_string(row, 1, new.preset if key == "preset" else "", styles.wrapped)
        sheet.write_string(row, 2, new.text(f"study.{key}"), styles.small)
