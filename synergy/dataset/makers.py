"""Rows of values → records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

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
from synergy.problems import Origin

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
_ENUMS: dict[str, dict[str, Callable[[str], Any]]] = {
    "stakeholders": {"kind": Kind, "respondent": Respondent},
    "participation": {"status": Status},
    "ties": {"status": Status},
    "mandates": {"status": Status},
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
NOWHERE = Origin("")


def evidence_of(row: ValueRow) -> Evidence:
    """Return where a row comes from and who says it."""
    values = row.values
    return Evidence(
        origin=row.origin,
        sources=values["source"],
        locator=values["locator"] or "",
        confidence=Confidence(values["confidence"]) if values["confidence"] else None,
        basis=Basis(values["basis"]) if values["basis"] else None,
        note=values["note"] or "",
    )


def make(table: str, rows: Iterable[ValueRow]) -> tuple[Any, ...]:
    """Return the records of the sound rows of a table, sorted by content, never by row."""
    return by_content(_record(table, row) for row in rows if row.sound)


def _record(table: str, row: ValueRow) -> Record:
    renamed, enums = _RENAMED.get(table, {}), _ENUMS.get(table, {})
    fields: dict[str, Any] = {}
    for name, value in row.values.items():
        if value is not None and name not in (*_EVIDENCE, *_LEFT_OUT.get(table, ())):
            fields[renamed.get(name, name)] = enums[name](value) if name in enums else value
    if table == "ties":
        fields |= {"ends": (row.values["from"], row.values["to"]), "id": row.values["id"] or ""}
    if table == "dependencies":
        fields["programmes"] = (row.values["programme_a"], row.values["programme_b"])
    record = _CLASSES[table](evidence=evidence_of(row), attributes=row.attributes, **fields)
    return with_id(record) if isinstance(record, Tie) and not record.id else record


def with_id(tie: Tie) -> Tie:
    """Give a tie an id made from all it says: the same whatever row it stands in.

    The ends are part of it, so that a person can tell what it is.
    """
    digest = hashlib.sha256(content_key(tie).encode("utf-8", "replace")).hexdigest()[:8]
    return replace(tie, id=f"{tie.ends[0]}--{tie.ends[1]}.{digest}")


def content_key(record: Record) -> str:
    """Return a text that is the same for two records exactly when all but their place is the same."""
    return repr(replace(record, evidence=replace(record.evidence, origin=NOWHERE)))


def by_content(records: Iterable[RecordT]) -> tuple[RecordT, ...]:
    """Return records sorted by id where they have one, then by content."""
    return tuple(sorted(records, key=lambda record: (getattr(record, "id", ""), content_key(record))))


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
