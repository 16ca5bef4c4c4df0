"""The sheets of the empty workbook that are only read: instructions on one screen, and a small case."""

from __future__ import annotations

import textwrap
from typing import Any

from synergy.dataset.columns import TABLES
from synergy.outputs.study.scaffold import ORDER, Scaffold, steps
from synergy.outputs.study.styles import Styles

LINE = 116  # characters of a line of the instructions
WIDTH = 26  # characters of a column of the case
HEIGHT = 15  # points


def write_guide(new: Scaffold, sheet: Any, styles: Styles) -> None:
    """Write the instructions: what it is for, five steps, whom to ask, how to fill in, what the sheets are."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 104)
    sheet.write_string(0, 0, new.text("guide.title"), styles.title)
    sheet.set_row(0, 24)
    _wide(sheet, 1, new.text("guide.about"), styles)
    row = 2
    rules = [new.text(f"guide.rule_{rule}", mark=new.text("mark")) for rule in ("required", "example", "list")]
    rules += [new.text(f"guide.rule_{rule}") for rule in ("several", "person")]
    sections = (
        ("steps", [(f"{number}.", step) for number, step in enumerate(steps(new), start=1)]),
        ("ask", [("•", new.text(f"guide.ask_{number}")) for number in (1, 2, 3)]),
        ("rules", [("•", rule) for rule in rules]),
        ("tables", [(new.table(name), new.text("one_row", what=new.text(f"table.{name}"))) for name in ORDER]),
    )
    for heading, lines in sections:
        row = _section(sheet, row, new.text(f"guide.{heading}"), lines, styles)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_tab_color("#2E7D32")


def _section(sheet: Any, row: int, heading: str, lines: list[tuple[str, str]], styles: Styles) -> int:
    sheet.write_string(row, 0, heading, styles.heading)
    sheet.write_blank(row, 1, None, styles.heading)
    sheet.set_row(row, 20)
    for mark, text in lines:
        row += 1
        sheet.write_string(row, 0, mark, styles.mark if mark.isalpha() or "_" in mark else styles.bullet)
        sheet.write_string(row, 1, text, styles.wrapped)
        sheet.set_row(row, HEIGHT * len(textwrap.wrap(text, LINE)))
    return row + 1


def _wide(sheet: Any, row: int, text: str, styles: Styles) -> None:
    """Write text over both columns: nothing in this sheet is read, so cells may be merged."""
    sheet.merge_range(row, 0, row, 1, "", styles.wrapped)
    sheet.write_string(row, 0, text, styles.wrapped)
    sheet.set_row(row, HEIGHT * len(textwrap.wrap(text, LINE + 14)) + 4)


def write_case(new: Scaffold, sheet: Any, styles: Styles) -> None:
    """Write the small case: each table with the columns it uses, one below the other."""
    sheet.write_string(0, 0, new.text("guide.case_title"), styles.title)
    sheet.set_row(0, 24)
    sheet.write_string(1, 0, new.text("guide.case_about"), styles.small)
    row = 3
    for name in ORDER:
        rows = new.case(name)
        columns = [column for column in TABLES[name] if column.name in rows[0]]
        what = new.text("one_row", what=new.text(f"table.{name}"))
        sheet.write_string(row, 0, f"{new.table(name)}: {what}", styles.subject)
        for place, column in enumerate(columns):
            style = styles.required if column.required else styles.optional
            sheet.write_string(row + 1, place, new.header(column), style)
        for i, cells in enumerate(rows, start=row + 2):
            for place, column in enumerate(columns):
                sheet.write_string(i, place, cells[column.name], styles.wrapped)
            sheet.set_row(i, HEIGHT * max(len(textwrap.wrap(text, WIDTH - 1)) for text in cells.values()))
        row += len(rows) + 3
    sheet.set_column(0, 9, WIDTH)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_tab_color("#7F7F7F")
