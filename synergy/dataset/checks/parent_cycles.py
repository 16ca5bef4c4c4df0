"""Nothing is its own ancestor."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from synergy.dataset.checks.ids_twice import key_of
from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity


def parent_cycles(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield one error for each ring of parents, at the member that sorts first."""
    for table in facts.values():
        if "parent" not in {column.name for column in table.texts.columns}:
            continue
        rows = {key: row for row in table.rows if (key := _key(table.name, row))}
        done: set[Hashable] = set()
        for key in sorted(rows, key=str):
            ring = _ring(table.name, rows, key, done)
            if ring:
                row = rows[ring[0]]
                names = [str(rows[member].values[key_of(table.name, row)[0]]) for member in (*ring, ring[0])]
                yield Problem(
                    code="parent-cycle",
                    severity=Severity.ERROR,
                    origin=table.at(row, "parent"),
                    value=str(row.values["parent"]),
                    values={"cycle": " → ".join(names)},
                )


def _key(table: str, row: ValueRow) -> Hashable:
    key: Hashable = key_of(table, row)[1]
    return key


def _ring(table: str, rows: Mapping[Hashable, ValueRow], start: Hashable, done: set[Hashable]) -> list[Hashable]:
    """Follow parents from one row; return the ring it runs into, if that was not met before."""
    path: list[Hashable] = []
    here: Hashable = start
    while here in rows and here not in done:
        done.add(here)
        path.append(here)
        row = rows[here]
        parent = row.values["parent"]
        here = (row.values["list"], parent) if table == "vocabulary" and parent else parent
    if here not in path:
        return []
    ring = path[path.index(here) :]
    first = ring.index(min(ring, key=str))
    return ring[first:] + ring[:first]
