"""The same row twice counts once; so does an undirected tie written from both ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity


def identical_rows(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each row that says no more than an earlier one."""
    for table in facts.values():
        seen: dict[object, int | None] = {}
        for row in table.rows:
            for key in _keys(table.name, row):
                if key in seen:
                    mirrored = key is not row.content and key != row.content
                    yield Problem(
                        code="mirrored-tie" if mirrored else "identical-row",
                        severity=Severity.WARNING,
                        origin=row.origin,
                        values={"first": seen[key]},
                    )
                    break
            seen.setdefault(row.content, row.origin.row)


def _keys(table: str, row: ValueRow) -> tuple[object, ...]:
    if table != "ties" or row.values["directed"] is not False:
        return (row.content,)
    swapped = {**row.values, "from": row.values["to"], "to": row.values["from"]}
    return row.content, ValueRow(row.origin, swapped, row.attributes).content
