"""A pair that one row says exists and another says does not: two actors, or an actor and a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity

ENDS = {"ties": ("from", "to"), "participation": ("actor", "programme")}


def denied_pairs(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each denied row over a pair that also has an existing one; both rows are named."""
    for name, ends in ENDS.items():
        if name in facts:
            yield from _denied(facts[name], ends)


def _denied(table: ValueTable, ends: tuple[str, str]) -> Iterator[Problem]:
    denied = [row for row in table.rows if row.values["status"] == "denied"]
    asked = {_pair(row, ends) for row in denied}
    existing: dict[tuple[str, ...], ValueRow] = {}
    for row in table.rows if denied else ():
        if row.values["status"] == "existing" and (pair := _pair(row, ends)) in asked:
            existing.setdefault(pair, row)
    for row in denied:
        if (pair := _pair(row, ends)) in existing:
            yield Problem(
                code="existing-and-denied",
                severity=Severity.WARNING,
                origin=table.at(row, "status"),
                value=" – ".join(pair),
                values={"first": existing[pair].origin.row},
            )


def _pair(row: ValueRow, ends: tuple[str, str]) -> tuple[str, ...]:
    """Return the two ends; those of a tie in one order, whichever way it goes."""
    pair = tuple(str(row.values[end]) for end in ends)
    return tuple(sorted(pair)) if ends == ENDS["ties"] else pair
