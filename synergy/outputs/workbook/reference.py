"""The data dictionary, and the list of codes with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from synergy.language import Catalogue
from synergy.outputs.dictionary import DICTIONARY, Entry
from synergy.outputs.dictionary.codes import CODES
from synergy.outputs.dictionary.meaning import code_note, table_title, term_word
from synergy.outputs.tables import TABLES
from synergy.outputs.workbook.columns import shown_columns
from synergy.outputs.workbook.grid import Grid, Head, Link, Written, write_grid
from synergy.outputs.workbook.making import Making

_DICTIONARY = (("sheet", 20), ("column", 26), ("code", 27), ("meaning", 60), ("kind", 18), ("allowed", 30)) + (
    ("filled", 12),
    ("limits", 50),
    ("origin", 34),
)
_CODES = (("where", 36), ("code_in_csv", 22), ("word", 40), ("meaning", 70))


def write_dictionary(making: Making, sheet: Any, done: Mapping[str, Written], filled: Mapping[str, list[int]]) -> None:
    """Write the dictionary: every column of every sheet of results, those that hold nothing in this study included."""
    _write(making, sheet, ("dictionary", _DICTIONARY), list(_columns(making.words, done, filled)), frozen=3)


def _columns(
    words: Catalogue, done: Mapping[str, Written], filled: Mapping[str, list[int]]
) -> Iterator[tuple[object, ...]]:
    for name in TABLES:
        rows = done[name].shown
        for place, column in enumerate(shown_columns(name)):
            avoid = f"measure.{column.entry.measure}.avoid"
            yield (
                table_title(name, words),
                column.title(words),
                column.code,
                column.meaning(words),
                column.kind(words),
                column.allowed(words),
                words.text("workbook.filled", n=filled[name][place], rows=rows) if rows else "",
                words.text(avoid) if column.entry.measure else "",
                column.origin(words),
            )


def write_codes(making: Making, sheet: Any) -> None:
    """Write every code that stands in the CSV files beside the word that stands for it in this workbook."""
    rows = [*_closed(making.words), *_indices(making.words), *_terms(making), *_sources(making)]
    _write(making, sheet, ("codes", _CODES), rows)


def _closed(words: Catalogue) -> Iterator[tuple[str, ...]]:
    for name, codes in CODES.items():
        where = _where(lambda entry, name=name: entry.codes == name)
        for code, key in codes.items():
            yield where, code, words.text(key), code_note(name, code, words)


def _indices(words: Catalogue) -> Iterator[tuple[str, ...]]:
    from synergy.outputs.explaining.measure import measures

    for measure in measures().values():
        if measure.group == "whole":
            parts = (words.text(f"measure.{measure.key}.{part}") for part in ("name", "meaning"))
            yield ("network.index", measure.name, *parts)


def _terms(making: Making) -> Iterator[tuple[str, ...]]:
    dataset, words = making.analysis.dataset, making.words
    for name in ("sector", "cluster", "function", "target_group", "territory", "tie_type"):
        where = _where(lambda entry, name=name: entry.terms == name)
        for code, term in dataset.terms(name).items():
            definition = term.attribute("definition_en" if words.language == "en" else "definition_id")
            yield where, code, term_word(name, code, dataset, words), definition


def _sources(making: Making) -> Iterator[tuple[str, ...]]:
    words = making.words
    where = _where(lambda entry: entry.refers in ("sources", "reporters"))
    for source in making.analysis.dataset.sources:
        about = (source.author, words.date(source.date) if source.date else "", source.url)
        yield where, source.id, words.title(source), "; ".join(part for part in about if part)


def _where(fits: Any) -> str:
    found: list[tuple[str, Entry]] = [(table, entry) for table, several in DICTIONARY.items() for entry in several]
    return "; ".join(f"{table}.{entry.name}" for table, entry in found if fits(entry))


def _write(
    making: Making,
    sheet: Any,
    what: tuple[str, tuple[tuple[str, int], ...]],
    rows: list[tuple[Any, ...]],
    frozen: int = 0,
) -> None:
    words, (name, columns) = making.words, what
    grid = Grid(
        title=making.sheet_name(name),
        intro=(words.text(f"workbook.about.{name}"),),
        heads=[Head(words.text(f"workbook.column.{column}"), width) for column, width in columns],
        name=f"t_{name}",
        frozen=frozen,
        back=Link(words.text("workbook.back"), making.sheet_name("contents")),
    )
    write_grid(sheet, grid, rows, (making.looks, words))
