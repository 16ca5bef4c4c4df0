"""The set of actors whose loss would break the network most, or who together reach it best."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from synergy.measures.whole.distance_reach import distance_reach
from synergy.measures.whole.fragmentation import distance_fragmentation, fragmentation
from synergy.measures.whole.paths import (
    REACHED,
    SHORTEST,
    Join,
    Pairs,
    direct_lengths,
    tie_lengths,
    without_each,
)
from synergy.measures.whole.undirected import undirected
from synergy.settings import UNIT_LENGTH

Criterion: TypeAlias = Literal["fragmentation", "distance_fragmentation", "distance_reach"]
Members: TypeAlias = tuple[int, ...]  # positions in the sorted list of actors
Sets: TypeAlias = tuple[list[Members], NDArray[np.float64]]  # sets of members and the value of each
Search: TypeAlias = Callable[[Members, int], Sets]  # values of all sets of given members and so many more

ALL_ACTORS = 100  # up to here, and for no more sets than the triples of so many actors, all sets are tried
ALL_SETS = comb(ALL_ACTORS, 3)
EQUAL = 1e-12  # values lie in [0, 1]: what differs by less is a tie
AT_ONCE = 4096  # sets whose reach is worked out together


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlayers:
    """The best set and what it is worth.

    ``members`` are sorted; ``value`` is the criterion with them removed (or, for reach, chosen), ``value_before``
    the same with none removed (or chosen); ``random_mean`` its mean over random sets of the same size, over all of
    them where ``exact``; ``exact`` says that all sets were tried.
    """

    members: tuple[Hashable, ...]
    value: float
    value_before: float
    random_mean: float
    exact: bool


def key_players(
    graph: nx.Graph,
    size: int,
    *,
    criterion: Criterion = "fragmentation",
    draws: int = 200,
    rng: np.random.Generator | None = None,
) -> KeyPlayers:
    """Borgatti's key players: the set of ``size`` actors with the highest value of the criterion.

    The best set is not the set of the best: all sets are tried where there are no more than 100 actors and 161 700
    sets (all triples of 100). Beyond, actors are added one at a time, then exchanged one at a time while that helps;
    the work grows with n³ log n and is meant for a few hundred actors. Of equal sets the first by sorted names is
    returned.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is UNIT_LENGTH/strength, one step where absent. Direction
        is ignored by ``fragmentation``; ``distance_reach`` follows outgoing ties.
    size : members of the set, at least 1.
    criterion : ``fragmentation`` (F) or ``distance_fragmentation`` (DF) of the n - size actors that remain, or
        ``distance_reach`` (DR) of the set.
    draws : random sets for ``random_mean`` where not all are tried.
    rng : of those draws; without it ``random_mean`` is NaN there.

    Returns
    -------
    KeyPlayers, its values in [0, 1]; no members and a NaN value where no set has one: fewer than ``size`` actors, or
    fewer than two left after a removal. ``value_before`` of DR is 0: no member reaches nobody.

    Raises
    ------
    ValueError : size below 1 or an unknown criterion.

    References
    ----------
    Borgatti (2006), Identifying sets of key players in a social network, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> key_players(nx.star_graph(4), 1)
    KeyPlayers(members=(0,), value=1.0, value_before=0.0, random_mean=0.2, exact=True)
    """
    if size < 1:
        raise ValueError("a set has at least one member")
    actors = sorted(graph)
    search, before = _search(graph, actors, criterion)
    exact = len(actors) <= ALL_ACTORS and comb(len(actors), size) <= ALL_SETS
    if len(actors) < size + (0 if criterion == "distance_reach" else 2):
        return KeyPlayers(members=(), value=np.nan, value_before=before, random_mean=np.nan, exact=True)
    if exact:
        sets = search((), size)
        best, value = _first_of_best(sets)
        random_mean = float(sets[1].mean())
    else:
        best, value = _exchange(search, _grow(search, size))
        random_mean = np.nan if rng is None else _mean_of_random(search, len(actors), size, draws, rng)
    members = tuple(actors[place] for place in best)
    return KeyPlayers(members=members, value=value, value_before=before, random_mean=random_mean, exact=exact)


def _search(graph: nx.Graph, actors: list[Hashable], criterion: Criterion) -> tuple[Search, float]:
    if criterion == "fragmentation":
        tied = nx.to_numpy_array(undirected(graph), nodelist=actors) > 0
        return _removal_search(tied, REACHED), fragmentation(graph)
    if criterion == "distance_fragmentation":
        return _removal_search(direct_lengths(graph, actors), SHORTEST), distance_fragmentation(graph)
    if criterion == "distance_reach":
        return _reach_search(graph, actors), distance_reach(graph, ())
    raise ValueError(f"unknown criterion: {criterion}")


def _removal_search(direct: Pairs, join: Join) -> Search:
    """Search the sets to remove: F from who is tied to whom, DF from the lengths of ties."""
    n = len(direct)
    apart = np.inf if join is SHORTEST else False

    def cut(matrix: Pairs, removed: Members) -> Pairs:
        left = matrix.copy()
        left[list(removed)] = apart
        left[:, list(removed)] = apart
        return left

    def value(matrix: Pairs, removed: Members) -> float:
        left = cut(matrix, removed)
        np.fill_diagonal(left, apart)
        near = (UNIT_LENGTH / left).sum() if join is SHORTEST else np.count_nonzero(left)
        remain = n - len(removed)
        return float(1 - near / (remain * (remain - 1)))

    def search(given: Members, more: int) -> Sets:
        rest = tuple(place for place in range(n) if place not in given)
        sets, values = [], []
        for out, matrix in without_each(cut(direct, given), rest, more, join):
            sets.append(tuple(sorted(given + out)))
            values.append(value(matrix, sets[-1]))
        return sets, np.array(values)

    return search


def _reach_search(graph: nx.Graph, actors: list[Hashable]) -> Search:
    """Search the sets that reach: DR from the nearness of each actor to each other."""
    from scipy.sparse.csgraph import shortest_path

    n = len(actors)
    distance = shortest_path(tie_lengths(graph, actors)) if n else np.zeros((0, 0))
    nearness = UNIT_LENGTH / np.maximum(distance, UNIT_LENGTH)

    def search(given: Members, more: int) -> Sets:
        rest = [place for place in range(n) if place not in given]
        sets = [tuple(sorted(given + extra)) for extra in combinations(rest, more)]
        chunks = [np.array(sets[start : start + AT_ONCE]) for start in range(0, len(sets), AT_ONCE)]
        reach = [np.maximum.reduce([nearness[column] for column in chunk.T]).mean(axis=1) for chunk in chunks]
        return sets, np.concatenate(reach)

    return search


def _first_of_best(sets: Sets) -> tuple[Members, float]:
    members, values = sets
    best = min(np.flatnonzero(values >= values.max() - EQUAL).tolist(), key=members.__getitem__)
    return members[best], float(values[best])


def _grow(search: Search, size: int) -> tuple[Members, float]:
    chosen, value = _first_of_best(search((), 1))
    while len(chosen) < size:
        chosen, value = _first_of_best(search(chosen, 1))
    return chosen, value


def _exchange(search: Search, start: tuple[Members, float]) -> tuple[Members, float]:
    chosen, value = start
    improved = True
    while improved:
        improved = False
        for member in chosen:
            other, other_value = _first_of_best(search(tuple(place for place in chosen if place != member), 1))
            if other_value > value + EQUAL:
                chosen, value, improved = other, other_value, True
                break
    return chosen, value


def _mean_of_random(search: Search, n: int, size: int, draws: int, rng: np.random.Generator) -> float:
    drawn = (tuple(sorted(rng.choice(n, size=size, replace=False).tolist())) for _ in range(draws))
    return float(np.mean([search(members, 0)[1][0] for members in drawn]))
