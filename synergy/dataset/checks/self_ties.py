"""Nobody works together with themselves, and no programme depends on itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueTable
from synergy.problems import Problem, Severity


def self_ties(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each row whose two ends are one and the same."""
    for name, code, ends in (
        ("ties", "self-tie", ("from", "to")),
        ("dependencies", "self-dependency", ("programme_a", "programme_b")),
    ):
        table = facts.get(name)
        for row in table.rows if table else ():
            a, b = row.values[ends[0]], row.values[ends[1]]
            if a and a == b and row.sound and table:
                yield Problem(code=code, severity=Severity.WARNING, origin=table.at(row, ends[1]), value=str(b))
