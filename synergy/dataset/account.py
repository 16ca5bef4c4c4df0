"""Rows read = rows used + rows set aside, table by table, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from synergy.dataset.records import Account
from synergy.problems import Problem, Severity
from synergy.tables.table import Table, Tables

Place = tuple[str, str | None]  # file and sheet
SET_ASIDE = frozenset({"identical-row", "mirrored-tie", "self-tie", "self-dependency"})  # problems that take a row out


def account_for(tables: Tables, problems: Iterable[Problem]) -> tuple[Account, ...]:
    """Return what became of every row of every table.

    Parameters
    ----------
    tables : as read.
    problems : all that reading and checking found. A row with an error counts as set aside.
    """
    reasons: dict[Place, dict[int, str]] = {}
    for problem in problems:
        of_table = reasons.setdefault((problem.origin.file, problem.origin.sheet), {})
        if problem.code in SET_ASIDE:
            of_table.setdefault(problem.origin.row or 0, problem.code)
        elif problem.severity is Severity.ERROR:
            of_table[problem.origin.row or 0] = "error"
    return tuple(_account(t, reasons.get((t.file, t.sheet), {})) for _, t in sorted(tables.tables.items()))


def _account(table: Table, reasons: Mapping[int, str]) -> Account:
    numbers = [row.origin.row or 0 for row in table.rows] if reasons else []
    aside = Counter(reasons[number] for number in numbers if number in reasons)
    if table.blank_rows:
        aside["blank-row"] = table.blank_rows
    if table.example_rows:
        aside["example-rows"] = table.example_rows
    read = len(table.rows) + table.blank_rows + table.example_rows
    return Account(table=table.name, read=read, used=read - aside.total(), set_aside=dict(sorted(aside.items())))
