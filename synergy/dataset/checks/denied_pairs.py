"""A pair that one row says exists and another says does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity


def denied_pairs(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each denied tie over a pair that also has an existing one; both rows are named."""
    table = facts.get("ties")
    if table is None:
        return
    denied = [row for row in table.rows if row.values["status"] == "denied"]
    asked = {_pair(row) for row in denied}
    existing: dict[frozenset[str], ValueRow] = {}
    for row in table.rows if denied else ():
        if row.values["status"] == "existing" and (pair := _pair(row)) in asked:
            existing.setdefault(pair, row)
    for row in denied:
        if _pair(row) in existing:
            yield Problem(
                code="existing-and-denied",
                severity=Severity.WARNING,
                origin=table.at(row, "status"),
                value=" – ".join(sorted(_pair(row))),
                values={"first": existing[_pair(row)].origin.row},
            )


def _pair(row: ValueRow) -> frozenset[str]:
    return frozenset((str(row.values["from"]), str(row.values["to"])))
