"""What is left of the network as ever more actors drop out."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.degree import degree
from synergy.measures.whole.paths import SHORTEST, Pairs, direct_lengths, through
from synergy.settings import UNIT_LENGTH

Ranking: TypeAlias = Literal["degree", "betweenness", "random"]

DIGITS = 12  # of a ranking: actors whose betweenness differs by rounding alone are equal


def removal_curve(
    graph: nx.Graph, *, by: Ranking = "degree", draws: int = 200, rng: np.random.Generator | None = None
) -> pd.DataFrame:
    """Largest part and global efficiency after the first 0, 1, ..., n actors of a ranking are removed.

    The ranking is that of the whole network: it is not worked out again after each removal. Equal actors leave in
    sorted order.

    Parameters
    ----------
    graph : (n actors, up to a few hundred) undirected or directed; ``length`` is UNIT_LENGTH/strength, one step
        where absent. Direction counts for betweenness and efficiency, not for degree and parts.
    by : highest ``degree`` or ``betweenness`` first, or the mean over ``random`` orders.
    draws : random orders.
    rng : of those orders.

    Returns
    -------
    DataFrame of n + 1 rows, indexed by the number of actors ``removed``: ``share_removed`` of the n actors;
    ``largest_component``, actors in the largest part over all n, never above 1 - share_removed; ``efficiency`` among
    those that remain, NaN where fewer than two do. No rows where n = 0.

    Raises
    ------
    ValueError : an unknown ranking, or random orders without ``rng``.

    References
    ----------
    Albert, Jeong & Barabási (2000), Error and attack tolerance of complex networks, doi:10.1038/35019019; Schneider
    et al. (2011), Mitigation of malicious attacks on networks, doi:10.1073/pnas.1009440108 (share of all n).

    Examples
    --------
    >>> removal_curve(nx.star_graph(3)).round(2)["largest_component"].tolist()
    [1.0, 0.25, 0.25, 0.25, 0.0]
    """
    actors = sorted(graph)
    n = len(actors)
    columns = ["share_removed", "largest_component", "efficiency"]
    if not n:
        return pd.DataFrame(columns=columns, index=pd.RangeIndex(0, name="removed"), dtype=float)
    lengths = direct_lengths(graph, actors)
    curves = [_curve(lengths, order) for order in _orders(graph, actors, by, draws, rng)]
    left = np.mean(curves, axis=0)
    table = np.column_stack([np.arange(n + 1) / n, left])
    return pd.DataFrame(table, columns=columns, index=pd.RangeIndex(n + 1, name="removed"))


def _orders(
    graph: nx.Graph, actors: list[Hashable], by: Ranking, draws: int, rng: np.random.Generator | None
) -> list[NDArray[np.intp]]:
    if by == "random":
        if rng is None:
            raise ValueError("random orders need rng")
        return [rng.permutation(len(actors)) for _ in range(draws)]
    rankings = {"degree": degree, "betweenness": betweenness}
    if by not in rankings:
        raise ValueError(f"unknown ranking: {by}")
    values = rankings[by](graph).reindex(actors).round(DIGITS)
    return [np.argsort(-values.to_numpy(), kind="stable")]


def _curve(lengths: Pairs, order: NDArray[np.intp]) -> NDArray[np.float64]:
    """(n + 1, 2) largest part and efficiency by number removed: bring the actors back, the last removed first."""
    n = order.size
    back = order[::-1]
    distance = lengths[np.ix_(back, back)]
    partners = [np.flatnonzero(row).tolist() for row in np.isfinite(distance) | np.isfinite(distance.T)]
    part = list(range(n))
    size = [1] * n
    largest = 0
    curve = np.full((n + 1, 2), np.nan)
    curve[n, 0] = 0.0
    for actor in range(n):
        for partner in partners[actor]:
            if partner < actor:
                _join(part, size, actor, partner)
        largest = max(largest, size[_part_of(part, actor)])
        distance = through(distance, [actor], SHORTEST)
        curve[n - actor - 1, 0] = largest / n
        if actor:
            among = distance[: actor + 1, : actor + 1].copy()
            np.fill_diagonal(among, np.inf)
            curve[n - actor - 1, 1] = (UNIT_LENGTH / among).sum() / ((actor + 1) * actor)
    return curve


def _part_of(part: list[int], actor: int) -> int:
    while part[actor] != actor:
        part[actor] = actor = part[part[actor]]
    return actor


def _join(part: list[int], size: list[int], one: int, other: int) -> None:
    one, other = _part_of(part, one), _part_of(part, other)
    if one != other:
        part[other] = one
        size[one] += size[other]
