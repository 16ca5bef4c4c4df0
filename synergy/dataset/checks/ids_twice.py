"""One id, one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Problem, Severity


def ids_twice(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield an error for each row whose id an earlier row with other content has; both rows are named."""
    for table in facts.values():
        first: dict[object, ValueRow] = {}
        for row in table.rows:
            column, key = key_of(table.name, row)
            if not key:
                continue
            earlier = first.setdefault(key, row)
            if earlier.content != row.content:
                made = column not in table.texts.written  # of the name: the user knows of no id
                shown = "name" if made else column
                yield Problem(
                    code="name-twice" if made else "id-twice",
                    severity=Severity.ERROR,
                    origin=table.at(row, shown),
                    value=str(row.values[shown]),
                    values={"first": earlier.origin.row, "other": str(earlier.values[shown])},
                )


def key_of(table: str, row: ValueRow) -> tuple[str, object]:
    """Return the column that holds the key of a row, and the key (None where it has none)."""
    if table == "vocabulary":
        return "term", (row.values["list"], row.values["term"])
    return "id", row.values.get("id")
