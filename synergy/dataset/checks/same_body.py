"""Two rows that are most likely one and the same body. Never merged: the user decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueTable
from synergy.dataset.same_body import SURE, bodies_of, same_bodies
from synergy.problems import Problem, Severity


def same_body(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each pair of actors whose names are all but the same; doubtful ones wait to be asked for."""
    table = facts.get("stakeholders")
    if table is None:
        return
    for found in same_bodies(bodies_of(table), least=SURE):
        yield Problem(
            code="possible-same-body",
            severity=Severity.WARNING,
            origin=table.texts.at(found.b.origin, "name"),
            value=found.names[1],
            values={"other": found.a.id, "name": found.names[0], "id": found.b.id, "first": found.a.origin.row},
        )
