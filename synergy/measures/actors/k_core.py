"""How far into the nested cores of the network an actor belongs."""

from __future__ import annotations

import networkx as nx
import pandas as pd


def k_core(graph: nx.Graph) -> pd.Series:
    """Core number: the largest k of a part in which everybody has k partners inside it and the actor belongs to it.

    It says how cohesion is nested, not who is in the core and who in the periphery.

    Parameters
    ----------
    graph : (n actors) undirected or directed; a tie in either direction makes partners, whatever the strength.
        Self-loops are ignored.

    Returns
    -------
    Series of n whole numbers by actor, 0 (no ties) to n - 1, at most the degree.

    References
    ----------
    Seidman (1983), Network structure and minimum degree, Social Networks 5:269-287; Batagelj & Zaversnik (2003), An
    O(m) algorithm for cores decomposition of networks.

    Examples
    --------
    >>> k_core(nx.lollipop_graph(3, 2)).to_dict()
    {0: 2, 1: 2, 2: 2, 3: 1, 4: 1}
    """
    partners: nx.Graph = nx.Graph()
    partners.add_nodes_from(graph)
    partners.add_edges_from((a, b) for a, b in graph.edges() if a != b)
    return pd.Series(nx.core_number(partners), index=list(graph), name="k_core", dtype=int)
