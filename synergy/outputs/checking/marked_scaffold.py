"""The marked copy of a workbook made by ``synergy new``: as good to mend in as the original.

Drop-downs, notes, instructions and examples are made anew from what the empty study is made of; rows, columns and
words are the user's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synergy.dataset.columns import STUDY_KEYS, TABLES, Column
from synergy.dataset.headers import match_headers
from synergy.dataset.preset import known_presets
from synergy.language.catalogue import Catalogue
from synergy.outputs.checking.marked_cells import CREATOR, Looks, mark_tab, write_cell
from synergy.outputs.checking.marked_sheets import Sheet, comment_size
from synergy.outputs.study.guide import write_guide
from synergy.outputs.study.making import Making, Place, height
from synergy.outputs.study.scaffold import scaffold
from synergy.outputs.study.sheets import NOTE, STUDY_WIDTHS, dress, dress_study, header_text, width_of
from synergy.outputs.study.styles import styles_for
from synergy.outputs.study.workbook import add_lists_and_case
from synergy.tables.table import Table, Tables
from synergy.tables.words import squeeze

Columns = Mapping[int, Column]  # those of the format, by their place
_OTHER_WIDTH = 20  # characters of a column that is the study's own
_STUDY_KEYS = {squeeze(name): key for key, others in STUDY_KEYS.items() for name in (key, *others)}


def write_filled_in(book: Any, study: tuple[Tables, Sequence[Sheet]], words: Catalogue, looks: Looks) -> None:
    """Add the sheets of a study that was filled in, its faulty cells marked.

    Parameters
    ----------
    book : to write into.
    study : as read, and what stands on each of its sheets.
    words : of the comments.
    looks : of the cells that are marked.
    """
    tables, sheets = study
    new = scaffold(tables.scaffold, _preset(tables))
    columns = {name: _columns(table) for name, table in tables.tables.items()}
    places = {
        (name, column.name): Place(table.sheet or name, place, table.header_row - 1)
        for name, table in tables.tables.items()
        for place, column in columns[name].items()
    }
    making = Making(new, book, styles_for(book), places, _named(sheets, columns))
    guide = book.add_worksheet(new.sheet("instructions"))
    added = {sheet.name: book.add_worksheet(sheet.name) for sheet in sheets}
    add_lists_and_case(making)
    write_guide(new, guide, making.styles)
    for sheet in sheets:
        page = _Page(making, added[sheet.name], sheet, columns.get(sheet.table, {}), (words, looks))
        if sheet.table == "study":
            _write_study(page)
        else:
            _write_table(page)
        mark_tab(page.target, sheet)


def _preset(tables: Tables) -> str:
    """Return the bundled preset that the study asks for; "" where it asks for none or for another."""
    values = tables.study.values if tables.study else {}
    asked = next((str(value) for key, value in values.items() if _STUDY_KEYS.get(squeeze(key)) == "preset"), "")
    return asked.strip().casefold() if asked.strip().casefold() in known_presets() else ""


def _columns(table: Table) -> Columns:
    headers, _ = match_headers(table, TABLES[table.name])
    places = {header: position - 1 for header, position in zip(table.header, table.positions, strict=True)}
    known = {column.name: column for column in TABLES[table.name]}
    return dict(sorted((places[header], known[name]) for name, header in headers.known.items()))


def _named(sheets: Sequence[Sheet], columns: Mapping[str, Columns]) -> dict[str, tuple[str, ...]]:
    """Return the names that stand in the tables others refer to, row by row below the header."""
    named = {}
    for table, column in (("stakeholders", "name"), ("programmes", "name"), ("sources", "id")):
        sheet = next((sheet for sheet in sheets if sheet.table == table), None)
        place = next((i for i, known in columns.get(table, {}).items() if known.name == column), None)
        if sheet and place is not None:
            rows = range(sheet.header + 1, sheet.last + 1)
            named[table] = tuple(sheet.cells.get((row, place), "") for row in rows)
    return named


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet as it is written: where to, what of, and how."""

    making: Making
    target: Any
    content: Sheet
    columns: Columns
    how: tuple[Catalogue, Looks]


def _write_table(page: _Page) -> None:
    making, content, columns = page.making, page.content, page.columns
    if columns:
        dress(making, page.target, content.table, columns, (content.header, content.last))
    widths = {place: width_of(column, making.new.header(column)) for place, column in columns.items()}
    for place in sorted({place for _, place in content.cells} - set(columns)):
        page.target.set_column(place, place, _OTHER_WIDTH, making.styles.cell)
        widths[place] = _OTHER_WIDTH
    for row, cells in content.rows.items():
        plain = making.styles.example if row in content.examples else making.styles.cell
        for place, text in cells.items():
            if row == content.header:
                _write_head(page, (row, place), text)
            else:
                write_cell(page.target, ((row, place), text), content.marks.get((row, place), ()), plain, page.how)
        tall = height((text, widths[place]) for place, text in cells.items())
        page.target.set_row(row, max(tall, 32) if row == content.header else tall)


def _write_head(page: _Page, at: tuple[int, int], text: str) -> None:
    """Write the name of a column, with a note of what it holds; a problem of it comes first."""
    column, found, new = page.columns.get(at[1]), page.content.marks.get(at, ()), page.making.new
    if column is None:
        write_cell(page.target, (at, text), found, page.making.styles.further, page.how)
        return
    look = page.making.styles.head_of(column, column in new.main_columns(page.content.table))
    shown = header_text(new, column) if squeeze(text) == squeeze(new.header(column)) else text
    told = write_cell(page.target, (at, shown), found, look, page.how)
    note = new.note(page.content.table, column)
    if told:
        note = f"{told}\n\n{note}"
    page.target.write_comment(*at, note, {"author": CREATOR, **(comment_size(note) if told else NOTE)})


def _write_study(page: _Page) -> None:
    """Write what the study says of itself in its rows, and between them the keys that were left blank."""
    making, content = page.making, page.content
    new, styles = making.new, making.styles
    given = {row: _STUDY_KEYS.get(squeeze(content.cells.get((row, 0), "")), "") for row in content.rows}
    blank = {row: key for row, key in enumerate(STUDY_KEYS, 1) if row not in given and key not in given.values()}
    keys = {row: key for row, key in (given | blank).items() if row != content.header}
    dress_study(making, page.target, next((row for row, key in keys.items() if key == "vantage"), None))
    for row, key in sorted(keys.items()):
        texts = content.rows.get(row) or {0: new.setting(key)}
        for column in (0, 1):
            found = content.marks.get((row, column), ())
            write_cell(page.target, ((row, column), texts.get(column, "")), found, styles.wrapped, page.how)
        if key:
            page.target.write_string(row, 2, new.text(f"study.{key}"), styles.small)
        page.target.set_row(row, height(zip(texts.values(), STUDY_WIDTHS, strict=False)))
