"""Rows of text → rows of values: every cell read as its column says, every fault at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from synergy.dataset.cells import Comma, Fault, read_number, split_list, told_once, word_key
from synergy.dataset.choices import STATUS, YES_NO
from synergy.dataset.columns import Column, Holds
from synergy.dataset.dates import read_date
from synergy.dataset.finish import FINISH
from synergy.dataset.hints import Finder, named, near_choice, several
from synergy.dataset.names import Known
from synergy.dataset.texts import TextTable
from synergy.problems import Origin, Problem, Severity

MOST_SUGGESTIONS = 200  # faulty texts of one column that are looked up; with more, the whole column is wrong
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
        return (*self.values.values(), self.attributes)


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
    """Read every cell of a table; each distinct text of a column is understood once.

    Returns
    -------
    The rows with their values, faulty ones included and marked; and every problem met.
    """
    problems: list[Problem] = []
    unsound = set(texts.short)
    values: dict[str, list[Any]] = {}
    for column in texts.columns:
        values[column.name], faults = _read_column(column, texts, known)
        _tell(faults, column.name, texts, (problems, unsound))
    if texts.name in FINISH:
        finished, told = _finished(texts.name, values, known)
        values |= finished
        for name, faults in told.items():
            _tell(faults, name, texts, (problems, unsound))
    names = tuple(values)
    cells = zip(*values.values(), strict=True)
    rows = tuple(
        ValueRow(origin, dict(zip(names, of_row, strict=True)), extra, i not in unsound)
        for i, (origin, of_row, extra) in enumerate(zip(texts.origins, cells, texts.extra, strict=True))
    )
    return ValueTable(texts, rows), told_once(problems)


Faults = dict[int, list[Fault]]  # by index of the row


def _tell(faults: Faults, column: str, texts: TextTable, found: tuple[list[Problem], set[int]]) -> None:
    """Put faults at their cells, and mark the rows that have an error."""
    problems, unsound = found
    for i, of_cell in faults.items():
        place = texts.at(texts.origins[i], column)
        problems += [fault.at(place) for fault in of_cell]
        if any(fault.severity is Severity.ERROR for fault in of_cell):
            unsound.add(i)


def _read_column(column: Column, texts: TextTable, known: Known) -> tuple[list[Any], Faults]:
    nothing, blank_faults = _blank(column, texts)
    if column.name not in texts.cells:
        rows = range(len(texts.origins))
        return [nothing] * len(rows), {i: blank_faults for i in rows if blank_faults and i not in texts.short}
    given = texts.cells[column.name]
    if column.kind is Holds.TEXT and "" not in given:
        return list(given), {}
    read: dict[str, tuple[Any, list[Fault]]] = {"": (nothing, blank_faults)}
    faulty = {""} if blank_faults else set()
    for text in sorted(set(given) - {""}):
        read[text] = read_cell(column, text, known, texts.comma)
        if read[text][1]:
            faulty.add(text)
            if len(faulty) == MOST_SUGGESTIONS:
                known = replace(known, suggesting=False, words=replace(known.words, suggesting=False))
    told = (i for i, text in enumerate(given) if text in faulty and (text or i not in texts.short))
    return [read[text][0] for text in given], {i: read[given[i]][1] for i in told} if faulty else {}


def _finished(table: str, values: dict[str, list[Any]], known: Known) -> tuple[dict[str, list[Any]], dict[str, Faults]]:
    """Settle what depends on several cells of a row, once for each combination of them."""
    used, finish = FINISH[table]
    given = list(zip(*(values[name] for name in used), strict=True))
    settled = {cells: finish(dict(zip(used, cells, strict=True)), known) for cells in set(given)}
    told: dict[str, Faults] = {}
    if any(faults for _, faults in settled.values()):
        for i, cells in enumerate(given):
            for name, fault in settled[cells][1]:
                told.setdefault(name, {}).setdefault(i, []).append(fault)
    return {name: [settled[cells][0][name] for cells in given] for name in used}, told


def _blank(column: Column, texts: TextTable) -> tuple[object, list[Fault]]:
    """Return what a blank cell of a column means; rows that are too short have been told already."""
    if column.required:
        made = column.name == "id" and "id" not in texts.written  # of the name, which is told to be missing itself
        return None, [] if made else [Fault("missing-value")]
    if column.choices is STATUS:
        return "existing", [] if column.name in texts.meant else [Fault("status-blank", Severity.NOTICE)]
    return () if column.several or column.kind is Holds.LIST else DEFAULTS.get(column.name), []


def read_cell(column: Column, text: str, known: Known, comma: Comma = Comma.NO) -> tuple[object, list[Fault]]:
    """Return the value of a cell that is not blank, the text itself where it has a fault, and its faults."""
    if column.kind is Holds.TEXT:
        return text, []
    if column.kind is Holds.LIST:
        return split_list(text), []
    if column.kind is Holds.NUMBER:
        return _number(column, text, comma)
    if column.kind is Holds.DATE:
        date, faults = read_date(text)
        return date or text, faults
    if column.kind is Holds.YES_NO:
        answer, fault = _one_word(replace(column, choices=YES_NO), text)
        return (text, [fault]) if fault else (answer == "yes", [])
    if not column.several:
        return _one(column, text, known)
    found = [_one(column, part, known) for part in split_list(text)]
    return tuple(dict.fromkeys(value for value, _ in found)), [fault for _, faults in found for fault in faults]


def _one(column: Column, text: str, known: Known) -> tuple[str, list[Fault]]:
    """Read one word: a choice, a term or a reference."""
    find: Finder
    if column.kind is Holds.CHOICE:
        find = partial(_one_word, column)
    else:
        find = partial(known.words.find if column.kind is Holds.TERM else known.find, column.refers)
    value, fault = find(text)
    return value, [several(text, find, one=not column.several) or fault] if fault else []


def _one_word(column: Column, text: str) -> tuple[str, Fault | None]:
    if text in column.choices:
        return text, None
    keys = {word_key(word): name for name, others in column.choices.items() for word in (name, *others)}
    if (found := keys.get(word_key(text))) is not None:
        return found, None
    indonesian = [spellings[0] if spellings else word for word, spellings in column.choices.items()]
    values = {"allowed": ", ".join(column.choices), "allowed_id": ", ".join(indonesian)}
    code = CHOICE_CODES.get(column.name, "unknown-word")
    near = near_choice(text, column.choices)
    values |= named(near, next(iter(column.choices[near]), near), near) if near else {}
    return text, Fault(code, value=text, suggestion=near, values=values)


def _number(column: Column, text: str, comma: Comma) -> tuple[object, list[Fault]]:
    value, faults = read_number(text, comma)
    if value is None:
        return text, faults
    if not column.low <= value <= column.high or value in (float("inf"), float("-inf")):
        bounds = {"low": f"{column.low:g}", "high": f"{column.high:g}" if column.high < float("inf") else "∞"}
        return text, [*faults, Fault("number-out-of-range", value=text, values=bounds)]
    return value, faults
