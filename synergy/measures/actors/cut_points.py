"""Actors without whom the network falls apart."""

from __future__ import annotations

import networkx as nx
import pandas as pd


def is_cut_point(graph: nx.Graph) -> pd.Series:
    """Say of each actor whether the network has more parts without it.

    Parameters
    ----------
    graph : (n actors) undirected.

    Returns
    -------
    Series of n booleans.

    References
    ----------
    Hopcroft & Tarjan (1973), Efficient algorithms for graph manipulation.

    Examples
    --------
    >>> is_cut_point(nx.path_graph(3)).to_dict()
    {0: False, 1: True, 2: False}
    """
    points = set(nx.articulation_points(graph))
    return pd.Series({actor: actor in points for actor in graph}, dtype=bool, name="is_cut_point")
