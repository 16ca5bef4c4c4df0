"""Rows that begin like an example and name real actors beside it: perhaps one chosen or copied by mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from synergy.dataset.cells import split_list
from synergy.dataset.columns import Column, Holds
from synergy.problems import Origin, Problem, Severity
from synergy.tables.examples import is_example, is_put_aside
from synergy.tables.table import Table


def doubtful_examples(table: Table, columns: Sequence[Column], written: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each row left out as an example whose mark stands in a name it refers to, and in no other.

    An example of ours carries the mark in every name it refers to. A row that a person marks with ``(ignore)``
    is left out without a question.
    """
    named = [written[c.name] for c in columns if c.kind is Holds.REFERENCE and c.name in written]
    for row in table.examples:
        first = next((header for header, cell in row.cells.items() if cell.strip()), "")
        if first not in named or is_put_aside(row.cells[first]):
            continue
        others = [part for header in named for part in split_list(row.cells.get(header, ""))]
        if not all(is_example([name]) for name in others):
            place = Origin(row.origin.file, row.origin.row, first, row.origin.sheet)
            value = row.cells[first].strip()
            yield Problem(code="begins-as-example", severity=Severity.WARNING, origin=place, value=value)
