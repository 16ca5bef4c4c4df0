"""Rules across rows, one a file. ``CHECKS`` lists them all; ``check`` goes through the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from synergy.dataset.checks.denied_pairs import denied_pairs
from synergy.dataset.checks.identical_rows import identical_rows
from synergy.dataset.checks.ids_too_alike import ids_too_alike
from synergy.dataset.checks.ids_twice import ids_twice
from synergy.dataset.checks.ids_with_separator import ids_with_separator
from synergy.dataset.checks.parent_cycles import parent_cycles
from synergy.dataset.checks.personal_data import personal_data, row_about_one_child
from synergy.dataset.checks.same_body import same_body
from synergy.dataset.checks.self_ties import self_ties
from synergy.dataset.rows import ValueTable
from synergy.problems import Problem

Facts = Mapping[str, ValueTable]

CHECKS: tuple[Callable[[Facts], Iterator[Problem]], ...] = (
    ids_twice,
    ids_too_alike,
    ids_with_separator,
    identical_rows,
    self_ties,
    parent_cycles,
    denied_pairs,
    same_body,
    personal_data,
    row_about_one_child,
)


def check(facts: Facts) -> list[Problem]:
    """Return every problem that the checks find across the rows of a study."""
    return [problem for rule in CHECKS for problem in rule(facts)]
