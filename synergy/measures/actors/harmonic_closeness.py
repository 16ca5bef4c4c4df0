"""How near an actor is to all others, also where the network has several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import arc_lengths
from synergy.measures.actors.shortest_paths import reached_by_steps
from synergy.settings import UNIT_LENGTH

if TYPE_CHECKING:
    from scipy.sparse import csr_array

AT_ONCE = 256  # rows of distances held in memory


def harmonic_closeness(graph: nx.Graph) -> pd.Series:
    """Mean of 1/distance from each actor to all others along outgoing ties; out of reach counts 0.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is UNIT_LENGTH/strength, one step where absent.

    Returns
    -------
    Series of n floats in [0, 1]; 1 for an actor tied to all others at full strength; NaN where n < 2.

    References
    ----------
    Marchiori & Latora (2000), Harmony in the small-world; Rochat (2009), Closeness centrality
    extended to unconnected graphs.

    Examples
    --------
    >>> harmonic_closeness(nx.path_graph(3)).to_dict()
    {0: 0.75, 1: 1.0, 2: 0.75}
    """
    actors = list(graph)
    if len(actors) < 2:
        return pd.Series(np.nan, index=actors, name="harmonic_closeness", dtype=float)
    lengths = arc_lengths(graph, UNIT_LENGTH)
    alike = lengths.nnz > 0 and lengths.data.min() == lengths.data.max()
    nearness = _in_steps(lengths) * (UNIT_LENGTH / lengths.data[0]) if alike else _along_lengths(lengths)
    return pd.Series(nearness / (len(actors) - 1), index=actors, name="harmonic_closeness", dtype=float)


def _in_steps(arcs: csr_array) -> NDArray[np.float64]:
    """Sum of 1/steps from each actor to those it reaches."""
    blocks = reached_by_steps(arcs, np.arange(arcs.shape[0]))
    return np.concatenate([counts @ (1 / np.arange(1, counts.shape[1] + 1)) for counts in blocks])


def _along_lengths(lengths: csr_array) -> NDArray[np.float64]:
    """Sum of UNIT_LENGTH/length of the shortest path from each actor to those it reaches."""
    from scipy.sparse.csgraph import dijkstra

    n = lengths.shape[0]
    values = np.zeros(n)
    for first in range(0, n, AT_ONCE):  # a few rows at a time: all of them would fill the memory
        rows = np.arange(first, min(first + AT_ONCE, n))
        distances = dijkstra(lengths, indices=rows)
        distances[np.arange(rows.size), rows] = np.inf
        values[rows] = (UNIT_LENGTH / distances).sum(axis=1)
    return values
