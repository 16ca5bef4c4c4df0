"""Rows read = rows used + rows set aside, table by table, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from synergy.dataset.records import Account
from synergy.problems import Problem, Severity
from synergy.tables.table import Table, Tables

SET_ASIDE = frozenset({"identical-row", "mirrored-tie", "self-tie", "self-dependency"})  # problems that take a row out


def account_for(tables: Tables, problems: Iterable[Problem]) -> tuple[Account, ...]:
    """Return what became of every row of every table.

    Parameters
    ----------
    tables : as read.
    problems : all that reading and checking found. A row with an error counts as set aside.
    """
    reasons: dict[tuple[str, str | None, int], str] = {}
    for problem in problems:
        place = (problem.origin.file, problem.origin.sheet, problem.origin.row or 0)
        if problem.code in SET_ASIDE:
            reasons.setdefault(place, problem.code)
        elif problem.severity is Severity.ERROR:
            reasons[place] = "error"
    return tuple(_account(table, reasons) for _, table in sorted(tables.tables.items()))


def _account(table: Table, reasons: dict[tuple[str, str | None, int], str]) -> Account:
    places = [(row.origin.file, row.origin.sheet, row.origin.row or 0) for row in table.rows]
    aside = Counter(reasons[place] for place in places if place in reasons)
    if table.blank_rows:
        aside["blank-row"] = table.blank_rows
    read = len(table.rows) + table.blank_rows
    return Account(table=table.name, read=read, used=read - aside.total(), set_aside=dict(sorted(aside.items())))
