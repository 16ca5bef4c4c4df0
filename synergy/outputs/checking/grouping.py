"""Problems of one kind told once, with how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from synergy.problems import Problem, Severity


def is_notice(problem: Problem) -> bool:
    """Return whether a problem only tells what was assumed."""
    return problem.severity is Severity.NOTICE


def with_others(problems: Iterable[Problem], alike: Callable[[Problem], bool]) -> list[tuple[Problem, int]]:
    """Return problems, each with how many others of its code it stands for; where they count, the first has the sum.

    Parameters
    ----------
    problems : in the order in which they are shown.
    alike : which of them are told once for all of a code; the others are told one by one.

    Examples
    --------
    >>> from synergy.problems import Origin
    >>> three = [Problem(code="x", severity=Severity.NOTICE, origin=Origin("a.csv"), values={"count": 2})] * 3
    >>> [(problem.values["count"], others) for problem, others in with_others(three, is_notice)]
    [(6, 2)]
    """
    kept: dict[object, Problem] = {}
    others: dict[object, int] = {}
    for i, problem in enumerate(problems):
        key = problem.code if alike(problem) else i
        if key not in kept:
            kept[key], others[key] = problem, 0
            continue
        others[key] += 1
        so_far, more = kept[key].values.get("count"), problem.values.get("count")
        if isinstance(so_far, int) and isinstance(more, int):
            kept[key] = replace(kept[key], values={**kept[key].values, "count": so_far + more})
    return [(problem, others[key]) for key, problem in kept.items()]
