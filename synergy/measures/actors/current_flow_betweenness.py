"""How much of what wanders between others, by all routes and not the shortest only, passes through an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import mutual_weights

if TYPE_CHECKING:
    from scipy.sparse import csr_array

TIES = 256  # worked on at once
DECIMALS = 9  # solving is exact to about 1e-15, in a chain of 3,000 to 1e-11; what is 0 must be 0


def current_flow_betweenness(graph: nx.Graph, *, at_most: int | None = None) -> pd.Series:
    """Share of a unit of current between two other actors that flows through each actor, mean over all pairs.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. The ties of a
        pair in both directions are added to its conductance; self-loops are ignored.
    at_most : actors up to which it is worked out (it needs n x n numbers at once); None for no limit.

    Returns
    -------
    Series of n floats in [0, 1], to 9 decimals; NaN where n < 3 (there is no pair of others). Pairs out of reach
    of each other count 0 and stay in the denominator (n - 1)(n - 2)/2. NaN, too, beyond ``at_most``.

    References
    ----------
    Newman (2005), A measure of betweenness centrality based on random walks; Brandes & Fleischer (2005),
    Centrality measures based on current flow, doi:10.1007/978-3-540-31856-9_44.

    Examples
    --------
    >>> current_flow_betweenness(nx.path_graph(3)).to_dict()
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    from scipy.sparse.csgraph import connected_components

    actors = list(graph)
    n = len(actors)
    if n < 3 or (at_most is not None and n > at_most):
        return pd.Series(np.nan, index=actors, name="current_flow_betweenness", dtype=float)
    conductance = mutual_weights(graph)
    _, part = connected_components(conductance, directed=False)
    flow = np.zeros(n)
    for members in np.split(np.argsort(part, kind="stable"), np.cumsum(np.bincount(part))[:-1]):
        if members.size >= 3:
            flow[members] = _through(conductance[members][:, members])
    values = np.round(flow / ((n - 1) * (n - 2) / 2), DECIMALS) + 0.0  # no -0
    return pd.Series(values, index=actors, name="current_flow_betweenness", dtype=float)


def _through(conductance: csr_array) -> NDArray[np.float64]:
    """Current through each actor of one component, summed over the pairs of others."""
    from scipy.linalg import inv
    from scipy.sparse import diags_array, triu

    n = conductance.shape[0]
    laplacian = (diags_array(conductance.sum(axis=1)) - conductance).toarray()
    laplacian[0] = laplacian[:, 0] = 0
    laplacian[0, 0] = 1
    potential = inv(laplacian, overwrite_a=True)  # at each actor, for a unit sent from each other to the first
    potential[0, 0] = 0
    ties = triu(conductance, 1).tocoo()
    rank = 2.0 * np.arange(n) - n + 1  # Σ over pairs |x_s - x_t| = Σ_k (2k - n + 1) x_k, x sorted, k from 0
    flow = np.zeros(n)
    for start in range(0, ties.nnz, TIES):
        rows, columns, given = (x[start : start + TIES] for x in (ties.row, ties.col, ties.data))
        # By symmetry, the current along a tie for a unit from s to t is row[s] - row[t].
        along = given[:, None] * (potential[rows] - potential[columns])
        carried = np.sort(along, axis=1) @ rank
        np.add.at(flow, rows, carried)
        np.add.at(flow, columns, carried)
    return np.asarray((flow - (n - 1)) / 2, dtype=float)  # less the n - 1 pairs that the actor is an end of
