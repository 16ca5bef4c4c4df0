"""The same row twice counts once; so does an undirected tie written from both ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity


def identical_rows(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each row that says no more than an earlier one."""
    for table in facts.values():
        seen: dict[object, int | None] = {}
        mirrors = table.name == "ties"
        for row in table.rows:
            said = row.content
            mirrored = said not in seen and mirrors and row.values["directed"] is False
            key = _swapped(row) if mirrored else said
            if key in seen:
                yield Problem(
                    code="mirrored-tie" if mirrored else "identical-row",
                    severity=Severity.WARNING,
                    origin=row.origin,
                    values={"first": seen[key]},
                )
            seen.setdefault(said, row.origin.row)


def _swapped(row: ValueRow) -> object:
    swapped = {**row.values, "from": row.values["to"], "to": row.values["from"]}
    return ValueRow(row.origin, swapped, row.attributes).content
