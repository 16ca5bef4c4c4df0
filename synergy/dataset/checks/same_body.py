"""Two rows that may be one and the same body. Never merged: the user decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity
from synergy.tables.words import squeeze


def same_body(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each actor that shares a name or alias with another, punctuation apart."""
    table = facts.get("stakeholders")
    if table is None:
        return
    first: dict[str, ValueRow] = {}
    for row in sorted(table.rows, key=lambda row: str(row.values["id"])):
        told: set[str] = set()
        for name in (row.values["name"], *(row.values["aliases"] or ())):
            key = squeeze(name or "")
            earlier = first.setdefault(key, row) if key else row
            other = str(earlier.values["id"])
            if other != str(row.values["id"]) and other not in told:
                told.add(other)
                yield Problem(
                    code="possible-same-body",
                    severity=Severity.WARNING,
                    origin=table.at(row, "name"),
                    value=name,
                    values={"other": other, "first": earlier.origin.row},
                )
