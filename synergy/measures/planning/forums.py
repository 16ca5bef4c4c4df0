"""Which forums or programme desks are worth most: one convener, many pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum of a plan: its members, what it adds to those before it, and how many pairs without a tie it seats."""

    name: str
    members: tuple[int, ...]
    worth: float
    pairs: int


def plan_forums(
    need: Array, supply: Array, candidates: Mapping[str, Sequence[int]], *, count: int, strength: float = 0.3
) -> tuple[Forum, ...]:
    """Choose forums one after the other, each the one that adds most to those chosen before.

    A forum supplies every pair of its members with ``strength`` where they have less. What a set of forums is worth,
    the sum over pairs of need times what is newly supplied, is monotone and submodular, so that the choice is worth
    at least 1 - 1/e (63 %) of the best set of as many forums.

    Parameters
    ----------
    need : (n, n) symmetric, >= 0.
    supply : (n, n) symmetric, in [0, 1].
    candidates : members, as positions, of each forum that could be convened.
    count : forums at most.
    strength : what sitting in one forum supplies to a pair.

    Returns
    -------
    Forums in the order chosen; fewer where no further one adds anything.

    References
    ----------
    Nemhauser, Wolsey & Fisher (1978), An analysis of approximations for maximizing submodular set functions,
    Mathematical Programming 14:265-294.

    Examples
    --------
    >>> need = np.array([[0, 2.0, 1.0], [2.0, 0, 0], [1.0, 0, 0]])
    >>> [forum.name for forum in plan_forums(need, 0 * need, {"desk": [0, 1], "council": [0, 1, 2]}, count=2)]
    ['council']
    """
    supplied = np.array(supply, dtype=float)
    members = {name: tuple(sorted(set(seats))) for name, seats in sorted(candidates.items())}
    chosen: list[Forum] = []
    while len(chosen) < count:
        worth = {name: _added(need, supplied, seats, strength) for name, seats in members.items()}
        best = max(worth, key=lambda name: (round(worth[name], 9), -len(members[name])), default=None)
        if best is None or worth[best] <= 1e-12:
            break
        seats = members.pop(best)
        new = sum(1 for i, j in combinations(seats, 2) if need[i, j] > 0 and supply[i, j] == 0)
        chosen.append(Forum(name=best, members=seats, worth=worth[best], pairs=new))
        block = np.ix_(seats, seats)
        supplied[block] = np.maximum(supplied[block], strength)
    return tuple(chosen)


def _added(need: Array, supplied: Array, seats: tuple[int, ...], strength: float) -> float:
    block = np.ix_(seats, seats)
    return float((np.triu(need[block], 1) * np.maximum(strength - supplied[block], 0)).sum())
