"""Ids that only case or blanks tell apart will be mixed up; ids that only leading zeros tell apart may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.cells import fold
from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity


def ids_too_alike(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a problem for each id that differs from another only by case, blanks or leading zeros."""
    for table in facts.values():
        if table.name == "vocabulary":
            continue
        seen: dict[str, ValueRow] = {}
        for row in _by_id(table):
            identity = row.values["id"]
            for key, code, severity in _keys(identity):
                earlier = seen.setdefault(key, row)
                if (other := earlier.values["id"]) != identity:
                    yield Problem(
                        code=code,
                        severity=severity,
                        origin=table.at(row, "id"),
                        value=identity,
                        values={"other": other, "first": earlier.origin.row},
                    )


def _by_id(table: ValueTable) -> list[ValueRow]:
    """Return the rows that have ids in the order of these, so that the order of rows does not decide who is named."""
    return sorted((row for row in table.rows if row.values.get("id")), key=lambda row: str(row.values["id"]))


def _keys(identity: str) -> Iterator[tuple[str, str, Severity]]:
    yield fold(identity).replace(" ", ""), "ids-too-alike", Severity.ERROR
    if identity.isascii() and identity.isdigit():
        yield f"number {int(identity[-300:])}", "zeros-differ", Severity.WARNING
