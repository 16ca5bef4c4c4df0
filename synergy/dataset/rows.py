"""Rows of text → rows of values: every cell read as its column says, every fault at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from synergy.dataset.cells import Fault, read_date, read_number, split_list, told_once, word_key
from synergy.dataset.choices import STATUS, YES_NO
from synergy.dataset.columns import Column, Holds
from synergy.dataset.finish import FINISH
from synergy.dataset.names import Known, nearest
from synergy.dataset.texts import TextRow, TextTable
from synergy.problems import Origin, Problem, Severity

CHOICE_CODES = {"status": "unknown-status"}
DEFAULTS = {"role": "implement", "type": "unspecified"}


@dataclass(frozen=True, slots=True)
class ValueRow:
    """Values by column; ``None`` or ``()`` where the cell is blank. ``sound`` is False where a cell has a fault."""

    origin: Origin
    values: Mapping[str, Any]
    attributes: tuple[tuple[str, str], ...] = ()
    sound: bool = True

    @property
    def content(self) -> tuple[object, ...]:
        """All the row says, without its place."""
        return (tuple(sorted((k, str(v)) for k, v in self.values.items() if v not in (None, ()))), self.attributes)


@dataclass(frozen=True, slots=True)
class ValueTable:
    """The rows of one table, and the way back to its cells."""

    texts: TextTable
    rows: tuple[ValueRow, ...]

    @property
    def name(self) -> str:
        """English name of the table."""
        return self.texts.name

    def at(self, row: ValueRow, column: str) -> Origin:
        """Return the place of a cell."""
        return self.texts.at(row.origin, column)


def read_rows(texts: TextTable, known: Known) -> tuple[ValueTable, list[Problem]]:
    """Read every cell of a table.

    Returns
    -------
    The rows with their values, faulty ones included and marked; and every problem met.
    """
    problems: list[Problem] = []
    rows = []
    for row in texts.rows:
        values, found = _read(row, texts, known)
        values, faults = FINISH[texts.name](values, known) if texts.name in FINISH else (values, [])
        found += [fault.at(texts.at(row.origin, column)) for column, fault in faults]
        sound = not row.short and all(problem.severity is not Severity.ERROR for problem in found)
        rows.append(ValueRow(row.origin, values, row.extra, sound))
        problems += found
    return ValueTable(texts, tuple(rows)), told_once(problems)


def _read(row: TextRow, texts: TextTable, known: Known) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in texts.columns:
        text = row.cells.get(column.name, "")
        if text:
            values[column.name], faults = read_cell(column, text, known, texts.decimal_comma)
        else:
            values[column.name], faults = _blank(column, row, texts)
        problems += [fault.at(texts.at(row.origin, column.name)) for fault in faults]
    return values, problems


def _blank(column: Column, row: TextRow, texts: TextTable) -> tuple[object, list[Fault]]:
    if column.required:
        return None, [] if row.short else [Fault("missing-value")]
    if column.choices is STATUS:
        told = row.short or column.name in texts.meant
        return "existing", [] if told else [Fault("status-blank", Severity.NOTICE)]
    return () if column.several or column.kind is Holds.LIST else DEFAULTS.get(column.name), []


def read_cell(column: Column, text: str, known: Known, decimal_comma: bool = False) -> tuple[object, list[Fault]]:
    """Return the value of a cell that is not blank, the text itself where it has a fault, and its faults."""
    if column.kind is Holds.TEXT:
        return text, []
    if column.kind is Holds.LIST:
        return split_list(text), []
    if column.kind is Holds.NUMBER:
        return _number(column, text, decimal_comma)
    if column.kind is Holds.DATE:
        date, faults = read_date(text)
        return date or text, faults
    if column.kind is Holds.YES_NO:
        answer, faults = _one_word(replace(column, choices=YES_NO), text)
        return answer == "yes" if not faults else text, faults
    if not column.several:
        return _one(column, text, known)
    found = [_one(column, part, known) for part in split_list(text)]
    return tuple(dict.fromkeys(value for value, _ in found)), [fault for _, faults in found for fault in faults]


def _one(column: Column, text: str, known: Known) -> tuple[str, list[Fault]]:
    """Read one word: a choice, a term or a reference."""
    if column.kind is Holds.CHOICE:
        return _one_word(column, text)
    finder = known.words.find if column.kind is Holds.TERM else known.find
    value, fault = finder(column.refers, text)
    if fault and not column.several and all(finder(column.refers, part)[1] is None for part in split_list(text)):
        fault = Fault("only-one-value", value=text)
    return value, [fault] if fault else []


def _one_word(column: Column, text: str) -> tuple[str, list[Fault]]:
    if text in column.choices:
        return text, []
    keys = {word_key(word): name for name, others in column.choices.items() for word in (name, *others)}
    if (found := keys.get(word_key(text))) is not None:
        return found, []
    written = {key: key for key in keys}
    values = {"allowed": ", ".join(column.choices)}
    code = CHOICE_CODES.get(column.name, "unknown-word")
    near = keys.get(word_key(nearest(text, written)), "")
    return text, [Fault(code, value=text, suggestion=near, values=values)]


def _number(column: Column, text: str, decimal_comma: bool) -> tuple[object, list[Fault]]:
    value, faults = read_number(text, decimal_comma)
    if value is None:
        return text, faults
    if not column.low <= value <= column.high or value in (float("inf"), float("-inf")):
        bounds = {"low": f"{column.low:g}", "high": f"{column.high:g}" if column.high < float("inf") else "∞"}
        return text, [*faults, Fault("number-out-of-range", value=text, values=bounds)]
    return value, faults
