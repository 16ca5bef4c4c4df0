"""How near an actor is to all others, also where the network has several parts."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from synergy.settings import UNIT_LENGTH

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
    from scipy.sparse.csgraph import shortest_path

    actors = list(graph)
    if len(actors) < 2:
        return pd.Series(np.nan, index=actors, name="harmonic_closeness", dtype=float)
    steps = nx.Graph(graph) if not graph.is_directed() else nx.DiGraph(graph)
    for _, _, tie in steps.edges(data=True):
        tie["steps"] = tie.get("length", UNIT_LENGTH) / UNIT_LENGTH
    matrix = nx.to_scipy_sparse_array(steps, nodelist=actors, weight="steps", format="csr")
    values = np.zeros(len(actors))
    for first in range(0, len(actors), AT_ONCE):  # a few rows at a time: all of them would fill the memory
        rows = np.arange(first, min(first + AT_ONCE, len(actors)))
        distances = shortest_path(matrix, indices=rows)
        distances[np.arange(rows.size), rows] = np.inf
        values[rows] = (1 / distances).sum(axis=1) / (len(actors) - 1)
    return pd.Series(values, index=actors, name="harmonic_closeness", dtype=float)
