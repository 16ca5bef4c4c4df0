"""Drop-down lists: the words a cell may hold, and the names in other tables, examples left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from synergy.dataset.columns import TABLES, Column, Holds
from synergy.outputs.study.making import ROWS, Making, Place, height, letters, quoted
from synergy.outputs.study.paper import paper
from synergy.outputs.study.scaffold import ORDER, Scaffold

BESIDE = 6  # lists of words beside each other on the sheet of choices; more would not print legibly
WIDTH = 28  # characters of such a list
_NAMED_BY = {"stakeholders": "name", "programmes": "name", "sources": "id"}
_LISTED = {"programmes": "programmes", "partners": "stakeholders"}  # quick-start columns that hold names


def write_choices(making: Making, sheet: Any) -> None:
    """Write every list of words in a column of its own, and remember where it stands."""
    new, styles = making.new, making.styles
    sheet.write_string(0, 0, new.text("guide.choices_about"), styles.small)
    sheet.set_column(0, BESIDE - 1, WIDTH)
    lists = _lists(new)
    top = 2
    for start in range(0, len(lists), BESIDE):
        band = lists[start : start + BESIDE]
        for place, (heading, words) in enumerate(band):
            sheet.write_string(top, place, heading, styles.optional)
            for i, word in enumerate(words, start=top + 1):
                sheet.write_string(i, place, word, styles.wrapped)
            column, last = letters(place), top + 1 + len(words)
            making.ranges[words] = f"={quoted(new.sheet('choices'))}!${column}${top + 2}:${column}${last}"
        longest = max(len(words) for _, words in band)
        for i in range(longest):
            sheet.set_row(top + 1 + i, height((words[i], WIDTH) for _, words in band if i < len(words)))
        top += longest + 2
    sheet.set_tab_color("#7F7F7F")
    paper(new.words, sheet)


def _lists(new: Scaffold) -> list[tuple[str, tuple[str, ...]]]:
    """Return every list of words once, with what it is of; the shortest first, so that few rows stay empty."""
    lists: dict[tuple[str, ...], str] = {}
    for name in ORDER:
        for column in TABLES[name]:
            words = new.allowed(column)
            if words and words not in lists:
                heading = new.header(column)
                lists[words] = f"{heading} ({new.table(name)})" if heading in lists.values() else heading
    if known := new.indicators():
        lists[known] = f"{new.table('programmes')} ({new.preset})"
    return sorted(((heading, words) for words, heading in lists.items()), key=lambda one: len(one[1]))


def write_names(making: Making, sheet: Any) -> None:
    """Write the names in each table that others refer to, blank rows and examples left out, and hide the sheet.

    A drop-down shows the cells of a range as they stand. So a column counts the rows that hold a real name, and
    the next one brings the names together: with plain functions that every spreadsheet program knows.
    """
    sheet.hide()
    paper(making.new.words, sheet)
    tables = [table for table, column in _NAMED_BY.items() if (table, column) in making.places]
    for i, table in enumerate(tables):
        known = making.new.indicators() if table == "programmes" else ()
        making.ranges[(table,)] = _names(making, sheet, (2 * i, table), known)


def _names(making: Making, sheet: Any, where: tuple[int, str], known: Sequence[str]) -> str:
    left, table = where
    names = making.named.get(table, ())
    rows = max(ROWS, len(names))
    given = _cells(making.places[table, _NAMED_BY[table]], rows)
    mark = making.new.text("mark")
    count, column, cell = letters(left), letters(left + 1), making.styles.cell
    sheet.write_string(0, left, "")
    sheet.write_string(0, left + 1, making.new.table(table), cell)
    for i, name in enumerate(known, start=1):
        sheet.write_string(i, left + 1, name, cell)
    real = [name for name in names if is_real(name, mark)]
    so_far = list(accumulate((is_real(name, mark) for name in names), initial=0))
    for i in range(1, rows + 1):
        text = f"INDEX({given},{i + 1})"
        one_more = f'N({count}{i})+IF(OR(LEN({text})=0,LEFT({text},{len(mark)})="{mark}"),0,1)'
        sheet.write_formula(i, left, f"=IFERROR({one_more},N({count}{i}))", cell, so_far[min(i, len(names))])
        found = f"INDEX({given},MATCH({i},{count}$2:{count}${rows + 1},0)+1)"
        value = real[i - 1] if i <= len(real) else ""
        sheet.write_formula(len(known) + i, left + 1, f'=IFERROR({found}&"","")', cell, value)
    own = quoted(making.new.sheet("names"))
    size = f"MAX({own}!${count}$2:${count}${rows + 1})"
    size = f"{len(known)}+{size}" if known else f"MAX(1,{size})"
    return f"=OFFSET({own}!${column}$1,1,0,{size},1)"


def is_real(name: str, mark: str) -> bool:
    """Return whether a cell names something of the study, as the formulas tell it."""
    return bool(name) and not name.casefold().startswith(mark.casefold())


def _cells(place: Place, rows: int) -> str:
    """Return a column with its header, which nobody deletes: so the range outlives any row below it."""
    column = letters(place.column)
    return f"{quoted(place.sheet)}!${column}${place.header + 1}:${column}${place.header + 1 + rows}"


def validation(making: Making, column: Column) -> dict[str, Any] | None:
    """Return the rule for the cells of a column; where several things may stand in a cell it only offers a list."""
    new = making.new
    if column.kind is Holds.NUMBER:
        return _number_rule(new, column)
    rule: dict[str, Any] = {"validate": "list", "error_title": new.text("list_title")}
    if words := new.allowed(column):
        open_list = column.kind is Holds.TERM
        error = new.text("term_error", vocabulary=new.table("vocabulary"))
        error = error if open_list else new.text("list_error", choices=new.sheet("choices"))
        rule |= {"source": making.ranges[words], "error_type": "warning" if open_list else "stop"}
    elif table := named_table(column):
        if (table,) not in making.ranges:
            return None
        error = new.text("name_error", sheet=new.table(table))
        rule |= {"source": making.ranges[table,], "error_type": "warning"}
    else:
        return None
    free = column.several or column.kind is Holds.LIST
    return rule | {"error_message": error, "show_error": not free}


def named_table(column: Column) -> str:
    """Return the table whose rows the cells of a column name; "" where they name none."""
    if column.kind is Holds.REFERENCE:
        return {"reporters": "stakeholders"}.get(column.refers, column.refers)
    return _LISTED.get(column.name, "")


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
