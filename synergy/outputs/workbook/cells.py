"""What stands in a cell: numbers as numbers, codes as words of the language, names beside ids."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.outputs.dictionary import Holds
from synergy.outputs.dictionary.meaning import method_words, reason_words, word
from synergy.outputs.workbook.columns import Shown

Cell = str | int | float | None
MOST_NAMES = 8  # named in one cell; the ids stand beside them in full
_METHOD, _REASONS = ("network", "method"), ("account", "reasons")


class Cells:
    """The cells of one workbook."""

    def __init__(self, analysis: Analysis, words: Catalogue) -> None:
        self.dataset, self.words = analysis.dataset, words
        self.name = cache(self._name)
        self.word = cache(lambda entry, code: word(entry, code, self.dataset, self.words))

    def of(self, row: Mapping[str, object], column: Shown) -> Cell:
        """Return what stands in a cell; None where it is blank."""
        value = row.get(column.entry.name)
        if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
            return None
        if column.names:
            return self._names(value, column) or None
        if column.entry.holds is Holds.YES_NO:
            return self.words.text("new.yes" if value else "new.no")
        if isinstance(value, (int, float)):
            return _number(value)
        return "; ".join(self._text(str(item), column) for item in _items(value)) or None

    def _text(self, text: str, column: Shown) -> str:
        entry, place = column.entry, (column.table, column.entry.name)
        if entry.codes or entry.terms:
            return self.word(entry, text)
        if place == _METHOD:
            return method_words(text, self.words)
        return reason_words(text, self.words) if place == _REASONS else text

    def _names(self, value: object, column: Shown) -> str:
        ids = [str(item) for item in _items(value)]
        names = [self.name(column.entry.refers, one) for one in ids[:MOST_NAMES]]
        if more := len(ids) - len(names):
            names.append(self.words.text("workbook.more_names", n=more))
        return "; ".join(filter(None, names))

    def _name(self, table: str, one: str) -> str:
        dataset, words = self.dataset, self.words
        if table == "measures":
            return words.text(f"measure.{one}.name")
        if table == "programmes":
            return words.name(dataset.programme[one]) if one in dataset.programme else ""
        if actor := dataset.actor.get(one):
            name = words.name(actor)
            return words.text("workbook.stands_for_many", name=name) if actor.placeholder else name
        return words.title(dataset.source[one]) if one in dataset.source else ""


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _number(value: float) -> Cell:
    """Return a number with the nine digits it has in the CSV file; what no cell can hold as text."""
    if isinstance(value, int):
        return int(value)
    return float(f"{value:.9g}") if math.isfinite(value) else f"{value}"
