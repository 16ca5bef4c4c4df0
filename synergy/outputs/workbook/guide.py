"""Contents and notes: where everything stands, how blanks and ties are to be read, what is not in the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from synergy.outputs.dictionary.meaning import table_meaning, table_title
from synergy.outputs.study.making import letters
from synergy.outputs.workbook.grid import Grid, Head, Link, Written, write_grid
from synergy.outputs.workbook.making import LEADING, Making

METHODS = ("need", "supply", "overlap", "coverage", "cut_point", "rank")  # explained in the briefing's own words
NOTES = ("blank", "status", "ties", "pairs", "directed", "strength", "members", "many")
AFTER = ("stated", "reading", "chance", "numbers", "rows", "text")
MOST_CUTS = 50  # cells named one by one


def write_contents(making: Making, sheet: Any, done: Mapping[str, Written]) -> None:
    """List every sheet with a link; a table without rows has none, and a shortened one says so."""
    words = making.words
    rows: list[list[object]] = [
        [Link(making.sheet_name(what), making.sheet_name(what)), words.text(f"workbook.about.{what}"), None, "", ""]
        for what in LEADING[2:]
    ]
    for name, written in done.items():
        title = table_title(name, words)
        first: object = Link(title, title) if written.rows else title
        rows.append(
            [first, table_meaning(name, words), written.rows, f"tables/{name}.csv", _remark(making, name, written)]
        )
    heads = [Head(words.text(f"workbook.column.{name}"), width) for name, width in _CONTENTS]
    grid = Grid(
        title=making.sheet_name("contents"),
        intro=(words.text("workbook.contents_intro"),),
        heads=heads,
        name="t_contents",
        back=Link(words.text("workbook.to_cover"), making.sheet_name("cover")),
    )
    write_grid(sheet, grid, rows, (making.looks, words))


_CONTENTS = (("sheet", 26), ("about", 76), ("rows", 9), ("file", 26), ("remark", 40))


def _remark(making: Making, name: str, written: Written) -> str:
    words = making.words
    if not written.rows:
        return words.text("workbook.no_rows")
    said = []
    if written.shown < written.rows:
        said.append(words.text("workbook.shortened", shown=written.shown, rows=written.rows, file=f"tables/{name}.csv"))
    if written.cut:
        said.append(words.text("workbook.cut", n=len(written.cut), file=f"tables/{name}.csv"))
    return " ".join(said)


def write_notes(making: Making, sheet: Any, done: Mapping[str, Written]) -> None:
    """Write the notes: a subject and what is to be known of it."""
    words = making.words
    heads = [Head(words.text("workbook.column.subject"), 30), Head(words.text("workbook.column.note"), 110)]
    grid = Grid(
        title=making.sheet_name("notes"),
        intro=(),
        heads=heads,
        name="t_notes",
        back=Link(words.text("workbook.back"), making.sheet_name("contents")),
    )
    write_grid(sheet, grid, list(_notes(making, done)), (making.looks, words))


def _notes(making: Making, done: Mapping[str, Written]) -> Iterator[tuple[str, str]]:
    words = making.words
    for what in NOTES:
        yield words.text(f"workbook.note.{what}.name"), words.text(f"workbook.note.{what}.text")
    for what in METHODS:
        yield words.text(f"method.{what}.name"), words.text(f"method.{what}.text")
    for what in AFTER:
        yield words.text(f"workbook.note.{what}.name"), words.text(f"workbook.note.{what}.text")
    for name, written in done.items():
        if written.rows and (remark := _remark(making, name, written)):
            yield words.text("workbook.note.limits", sheet=table_title(name, words)), remark
        for row, column, n in written.cut[:MOST_CUTS]:
            yield f"{table_title(name, words)}!{letters(column)}{row + 1}", words.text("marked.cut", n=n)
