"""Rows of values → records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from itertools import groupby
from typing import Any, TypeVar
from zlib import crc32

from synergy.dataset.records import (
    Actor,
    Basis,
    Claim,
    Confidence,
    Dependency,
    Evidence,
    Kind,
    Mandate,
    Owner,
    Participation,
    Programme,
    Record,
    Requirement,
    Respondent,
    Source,
    Status,
    Tie,
)
from synergy.dataset.rows import ValueRow

RecordT = TypeVar("RecordT", bound=Record)

_EVIDENCE = ("source", "locator", "confidence", "basis", "note")
_PLURAL = {"cluster": "clusters", "function": "functions", "target_group": "target_groups", "stage": "stages"}
_RENAMED: dict[str, dict[str, str]] = {
    "programmes": _PLURAL,
    "ties": {"programme": "programmes"},
    "mandates": {"programme": "programmes"},
    "requirements": {"programme": "programmes"},
    "claims": {"cluster": "clusters"},
}
_LEFT_OUT: dict[str, tuple[str, ...]] = {
    "stakeholders": ("programmes", "partners"),
    "ties": ("from", "to"),
    "dependencies": ("programme_a", "programme_b"),
}
_STATUS = {str(status): status for status in Status}
_CONFIDENCE = {str(confidence): confidence for confidence in Confidence}
_BASIS = {str(basis): basis for basis in Basis}
_ENUMS: dict[str, dict[str, Mapping[str, Any]]] = {
    "stakeholders": {"kind": {str(k): k for k in Kind}, "respondent": {str(r): r for r in Respondent}},
    "participation": {"status": _STATUS},
    "ties": {"status": _STATUS},
    "mandates": {"status": _STATUS},
}
_CLASSES: dict[str, type[Record]] = {
    "stakeholders": Actor,
    "programmes": Programme,
    "participation": Participation,
    "ties": Tie,
    "mandates": Mandate,
    "requirements": Requirement,
    "dependencies": Dependency,
    "sources": Source,
    "claims": Claim,
}


def make(table: str, rows: Iterable[ValueRow]) -> tuple[Any, ...]:
    """Return the records of the sound rows of a table, sorted by content, never by row."""
    left_out = (*_EVIDENCE, *_LEFT_OUT.get(table, ()))
    renamed, enums = _RENAMED.get(table, {}), _ENUMS.get(table, {})
    fields: list[tuple[str, str, Mapping[str, Any]]] | None = None
    records = []
    for row in rows:
        if fields is None:
            fields = [(n, renamed.get(n, n), enums.get(n, {})) for n in row.values if n not in left_out]
        if row.sound:
            records.append(_record(table, row, fields))
    return by_content(records)


def _record(table: str, row: ValueRow, fields: list[tuple[str, str, Mapping[str, Any]]]) -> Record:
    values = row.values
    given = {field: words.get(value, value) for name, field, words in fields if (value := values[name]) is not None}
    if table == "ties":
        given["ends"] = (values["from"], values["to"])
        given["id"] = values["id"] or tie_id(given["ends"], row.content)
    elif table == "dependencies":
        given["programmes"] = (values["programme_a"], values["programme_b"])
    return _CLASSES[table](evidence=evidence_of(row), attributes=row.attributes, **given)


def evidence_of(row: ValueRow) -> Evidence:
    """Return where a row comes from and who says it."""
    values = row.values
    return Evidence(
        origin=row.origin,
        sources=values["source"],
        locator=values["locator"] or "",
        confidence=_CONFIDENCE.get(values["confidence"]),
        basis=_BASIS.get(values["basis"]),
        note=values["note"] or "",
    )


def tie_id(ends: tuple[str, str], content: tuple[object, ...]) -> str:
    """Return an id made from all a tie says: the same whatever row it stands in.

    The ends are part of it, so that a person can tell what it is; the rest tells apart the ties of one pair.
    """
    return f"{ends[0]}--{ends[1]}.{crc32(ascii(content).encode()):08x}"


def content_key(record: Record) -> str:
    """Return a text that is the same for two records exactly when all but their place is the same."""
    said = record.evidence
    evidence = (said.sources, said.locator, said.confidence, said.basis, said.note)
    others = (getattr(record, field.name) for field in dataclass_fields(record) if field.name != "evidence")
    return ascii((*others, *evidence))


def by_content(records: Iterable[RecordT]) -> tuple[RecordT, ...]:
    """Return records sorted by id where they have one, then by content."""
    ordered: list[RecordT] = []
    for _, same in groupby(sorted(records, key=_id), key=_id):
        group = list(same)
        ordered += group if len(group) == 1 else sorted(group, key=content_key)
    return tuple(ordered)


def _id(record: Record) -> str:
    identity: str = getattr(record, "id", "")
    return identity


def make_owner(values: Mapping[str, Any]) -> Owner:
    """Return who usually answers for an indicator."""
    return Owner(
        programme=values["programme"],
        name=values["name"],
        name_en=values["name_en"] or "",
        aliases=values["aliases"],
        share=values["share"],
        placeholder=bool(values["placeholder"]),
    )
