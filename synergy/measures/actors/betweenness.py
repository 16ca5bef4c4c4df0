"""How often an actor stands on the shortest paths between others."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd


def betweenness(graph: nx.Graph, *, pivots: int | None = None, seed: int = 0) -> pd.Series:
    """Share of the shortest paths between other actors that pass through each actor.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is the path length of a tie as an integer
        (1/strength), 1 where absent. Integers keep equal paths equal; 1/strength as a float loses them.
    pivots : estimate it from the paths that begin at so many actors drawn at random; None for all.
    seed : of the draw.

    Returns
    -------
    Series of n floats in [0, 1]; NaN where n < 3 (there is no pair of others). Pairs out of reach
    of each other count 0 and stay in the denominator.

    References
    ----------
    Freeman (1977), A set of measures of centrality based on betweenness, doi:10.2307/3033543;
    Brandes (2001), A faster algorithm for betweenness centrality; Brandes & Pich (2007), Centrality
    estimation in large networks (pivots).

    Examples
    --------
    >>> betweenness(nx.path_graph(3)).to_dict()
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    if len(graph) < 3:
        return pd.Series(np.nan, index=list(graph), name="betweenness", dtype=float)
    lengths = set(nx.get_edge_attributes(graph, "length", default=1).values())
    weight = "length" if len(lengths) > 1 else None
    return pd.Series(
        nx.betweenness_centrality(graph, k=pivots, weight=weight, seed=seed), name="betweenness", dtype=float
    )
