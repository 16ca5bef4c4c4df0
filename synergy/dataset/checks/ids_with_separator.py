"""An id that holds the separator of lists cannot be named in a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueTable
from synergy.problems import Problem, Severity

REFERRED_TO = ("stakeholders", "programmes", "sources")


def ids_with_separator(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each id with a semicolon in a table that lists refer to."""
    for name in REFERRED_TO:
        table = facts.get(name)
        for row in table.rows if table else ():
            identity = row.values["id"]
            if table and identity and ";" in identity:
                place = table.at(row, "id")
                yield Problem(code="id-with-separator", severity=Severity.WARNING, origin=place, value=identity)
