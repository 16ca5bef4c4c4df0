"""A study as tables: rows of text from a checked dataset, and rows of text as a folder of CSV files."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

from synergy.dataset.columns import EVERYWHERE, TABLES
from synergy.dataset.makers import by_content
from synergy.dataset.preset import base_terms, known_presets, load_rules
from synergy.dataset.records import Dataset, Record, Term
from synergy.dataset.study import Study
from synergy.dataset.vocabulary import OPEN_LISTS, Terms
from synergy.problems import Origin

Row = Mapping[str, str]
_RECORDS = {  # table -> field of the dataset that holds its records
    "sources": "sources",
    "stakeholders": "actors",
    "programmes": "programmes",
    "participation": "participation",
    "ties": "ties",
    "mandates": "mandates",
    "requirements": "requirements",
    "dependencies": "dependencies",
    "claims": "claims",
}
_FIELDS = {  # column -> field of a record, where the two differ
    "cluster": "clusters",
    "function": "functions",
    "target_group": "target_groups",
    "stage": "stages",
    "programme": "programmes",
}
_SAID = frozenset(column.name for column in EVERYWHERE)
_ENDS = {"from": ("ends", 0), "to": ("ends", 1), "programme_a": ("programmes", 0), "programme_b": ("programmes", 1)}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def write_csv_study(
    tables: Mapping[str, Sequence[Row]], folder: Path, study: Mapping[str, object] | None = None
) -> None:
    """Write tables as CSV files of the format, and what the study says of itself as ``study.toml``.

    Files are UTF-8 with LF, and the same for the same input. Cells are written as they are: also one that
    begins with ``=``, since the study must be read back unchanged.

    Parameters
    ----------
    tables : rows by English name of the table; the keys of a row are English names of columns, or the study's
        own. Columns stand in the order of the format, further ones after them in the order met. A table without
        rows becomes a header with all its columns.
    folder : an existing folder to write into.
    study : keys and values of ``study.toml``; no such file where there are none.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    for name, rows in tables.items():
        header = columns_of(name, rows)
        cells = [[row.get(column) or "" for column in header] for row in rows]
        (folder / f"{name}.csv").write_bytes(csv_bytes([header, *cells]))
    if study:
        lines = [f"{_bare(key)} = {toml_value(value)}\n" for key, value in study.items()]
        (folder / "study.toml").write_bytes("".join(lines).encode("utf-8", "replace"))


def columns_of(table: str, rows: Sequence[Row]) -> list[str]:
    """Return the header of a table: the columns of the format that rows have, then their own.

    Examples
    --------
    >>> columns_of("participation", [{"programme": "P1", "unit": "east", "actor": "A"}])
    ['actor', 'programme', 'unit']
    """
    met = dict.fromkeys(key for row in rows for key in row)
    known = [column.name for column in TABLES[table] if not rows or column.name in met]
    return [*known, *(key for key in met if key not in known)]


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV: UTF-8, commas, LF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def toml_value(value: object) -> str:
    r"""Return a value as TOML writes it: text in quotes, numbers, yes and no, lists of these.

    Examples
    --------
    >>> toml_value('a "b"'), toml_value(True), toml_value(("lead", "implement"))
    ('"a \\"b\\""', 'true', '["lead", "implement"]')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml_value, value))}]"
    return f'"{"".join(map(_escaped, str(value)))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04X}" if ord(character) < 32 or ord(character) == 127 else character


def _bare(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml_value(key)


def study_rows(dataset: Dataset) -> dict[str, list[dict[str, str]]]:
    """Return a checked study as rows of text by table, its own columns included.

    Read again they give the same records, places and row account apart. Words of the base vocabulary and of
    a bundled preset are left out; so are tables without records. Where a table has columns of its own, all
    columns of the format are there, so that none of the study's own can be taken for one of them.
    """
    tables = {"vocabulary": _vocabulary(dataset)}
    for table, name in _RECORDS.items():
        records = by_content(getattr(dataset, name))
        rows = [{column.name: _cell(record, column.name) for column in TABLES[table]} for record in records]
        tables[table] = _with_own(rows, [record.attributes for record in records])
    return {table: rows for table, rows in tables.items() if rows or table == "stakeholders"}


def study_settings(dataset: Dataset) -> dict[str, object]:
    """Return what a study says of itself, as ``study.toml`` holds it: keys with content, then parameters."""
    study = dataset.study
    said = {field.name: getattr(study, field.name) for field in fields(Study) if field.name != "parameters"}
    return {key: value for key, value in said.items() if value} | dict(study.parameters)


def _cell(record: Record, column: str) -> str:
    """Return the cell that gives a record its value; the quick-start columns stand in tables of their own."""
    if column == "source":
        return _text(record.evidence.sources)
    if column in _SAID:
        return _text(getattr(record.evidence, column))
    if column in _ENDS:
        name, end = _ENDS[column]
        return _text(getattr(record, name)[end])
    name = column if hasattr(record, column) else _FIELDS.get(column, column)
    return _text(getattr(record, name, None))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, tuple):
        return ";".join(map(_text, value))
    return value.value if isinstance(value, StrEnum) else str(value)


def _with_own(rows: list[dict[str, str]], own: Sequence[Iterable[tuple[str, str]]]) -> list[dict[str, str]]:
    """Add the study's own columns; where there are none, leave out the columns that are blank throughout."""
    if any(own):
        return [row | dict(attributes) for row, attributes in zip(rows, own, strict=True)]
    used = {name for row in rows for name, text in row.items() if text}
    return [{name: text for name, text in row.items() if name in used} for row in rows]


def _vocabulary(dataset: Dataset) -> list[dict[str, str]]:
    given = _given(dataset.study.preset)
    own = [
        term
        for name, terms in dataset.vocabulary.items()
        if not (name in OPEN_LISTS and all(_as_it_stands(term) for term in terms.values()))
        for term in terms.values()
        if term != given.get(name, {}).get(term.term)
    ]
    rows = [{column.name: _text(getattr(term, column.name)) for column in TABLES["vocabulary"]} for term in own]
    return _with_own(rows, [term.attributes for term in own])


def _as_it_stands(term: Term) -> bool:
    """Say whether a term was made of a word met in a list that the study leaves open: it will be made again."""
    return term == Term(list=term.list, term=term.term, name_id=term.term, name_en=term.term)


def _given(preset: str) -> Terms:
    """Return the words that a study need not bring along."""
    return load_rules(preset, Origin(""), Path()).terms if preset in known_presets() else base_terms()
