"""How far the network is one chain of command: Krackhardt's four dimensions of an out-tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from synergy.measures.actors.matrices import arcs

Reach = NDArray[np.bool_]  # (n, n): whether a path leads from row to column


@dataclass(frozen=True, slots=True, kw_only=True)
class Krackhardt:
    """Four numbers in [0, 1], all 1 for an out-tree (everyone but one under exactly one other).

    ``connectedness`` is the share of pairs in one part; ``hierarchy`` of the pairs with a path in either direction
    those with none in the other; ``efficiency`` the share of ties beyond a tree that are absent;
    ``least_upper_bound`` the share of pairs with someone nearest above both.
    """

    connectedness: float
    hierarchy: float
    efficiency: float
    least_upper_bound: float


def krackhardt(graph: nx.Graph) -> Krackhardt:
    """Krackhardt's graph theoretical dimensions; a tie from a to b puts a above b.

    Parameters
    ----------
    graph : (n actors) directed, or undirected: then hierarchy is 0, as every path leads both ways, and efficiency
        counts pairs in place of arcs. Self-loops are ignored, strengths do not count.

    Returns
    -------
    Krackhardt. NaN: connectedness where n < 2; hierarchy where there is no path; efficiency where no part could have
    a tie beyond a tree; least_upper_bound where no part has three actors. The last two are summed over the parts, a
    least upper bound of a pair being someone who reaches both (or is one and reaches the other) and is reached by
    all others who do.

    References
    ----------
    Krackhardt (1994), Graph theoretical dimensions of informal organizations, in Carley & Prietula,
    Computational Organization Theory; Everett & Krackhardt (2012), A second look at Krackhardt's graph theoretical
    dimensions of informal organizations, doi:10.1016/j.socnet.2011.10.006.

    Examples
    --------
    >>> krackhardt(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d")]))
    Krackhardt(connectedness=1.0, hierarchy=1.0, efficiency=1.0, least_upper_bound=1.0)
    """
    from scipy.sparse.csgraph import connected_components, shortest_path

    n = len(graph)
    if not n:
        return Krackhardt(connectedness=np.nan, hierarchy=np.nan, efficiency=np.nan, least_upper_bound=np.nan)
    tied = arcs(graph)
    reach: Reach = np.isfinite(shortest_path(tied, unweighted=True))
    _, part = connected_components(tied, directed=True, connection="weak")
    sizes = np.bincount(part)
    return Krackhardt(
        connectedness=_share(np.sum(sizes * (sizes - 1)), n * (n - 1)),
        hierarchy=_share(np.sum(reach ^ reach.T), np.sum(reach | reach.T) - n),
        efficiency=_efficiency(tied.nnz, sizes, directed=graph.is_directed()),
        least_upper_bound=_least_upper_bound(reach, part, sizes),
    )


def _share(count: Any, of: Any) -> float:
    return float(count / of) if of else float("nan")


def _efficiency(cells: int, sizes: NDArray[np.intp], *, directed: bool) -> float:
    pairs = sizes * (sizes - 1)
    most, ties = (pairs, cells) if directed else (pairs // 2, cells // 2)
    tree = sizes - 1
    return 1 - _share(ties - tree.sum(), (most - tree).sum())


def _least_upper_bound(reach: Reach, part: NDArray[np.intp], sizes: NDArray[np.intp]) -> float:
    violations = 0
    for number in np.flatnonzero(sizes >= 3):
        within = np.flatnonzero(part == number)
        violations += _without_bound(reach[np.ix_(within, within)])
    big = sizes[sizes >= 3]
    return 1 - _share(violations, ((big - 1) * (big - 2) // 2).sum())


def _without_bound(reach: Reach) -> int:
    """Count the pairs without a least upper bound."""
    above = reach.sum(axis=0)
    missing = 0
    for actor in range(len(reach)):
        bounds = reach[:, actor]
        shared = reach[bounds, actor + 1 :]
        # Whoever is above a bound is one too: the least is the bound with as many above it as there are bounds.
        least = (shared * above[bounds, None]).max(axis=0)
        number = shared.sum(axis=0)
        missing += int(np.sum((least != number) | (number == 0)))
    return missing
