"""How many partners an actor has, and how strong its ties are."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from synergy.measures.actors.matrices import arc_weights


def degree(graph: nx.Graph) -> pd.Series:
    """Distinct partners of each actor, whatever the direction and the number of ties.

    Parameters
    ----------
    graph : (n actors) undirected or directed; self-loops are ignored.

    Returns
    -------
    Series of n whole numbers by actor, 0 to n - 1.

    References
    ----------
    Freeman (1978), Centrality in social networks: conceptual clarification.

    Examples
    --------
    >>> degree(nx.star_graph(3)).to_dict()
    {0: 3, 1: 1, 2: 1, 3: 1}
    """
    partners = [len({*nx.all_neighbors(graph, actor)} - {actor}) for actor in graph]
    return pd.Series(partners, index=list(graph), dtype=int, name="degree")


def in_degree(graph: nx.DiGraph) -> pd.Series:
    """Distinct actors with a tie towards each actor.

    Examples
    --------
    >>> in_degree(nx.DiGraph([("a", "b"), ("c", "b")])).to_dict()
    {'a': 0, 'b': 2, 'c': 0}
    """
    arcs = [ties - graph.has_edge(actor, actor) for actor, ties in graph.in_degree]
    return pd.Series(arcs, index=list(graph), dtype=int, name="in_degree")


def out_degree(graph: nx.DiGraph) -> pd.Series:
    """Distinct actors each actor has a tie towards.

    Examples
    --------
    >>> out_degree(nx.DiGraph([("a", "b"), ("c", "b")])).to_dict()
    {'a': 1, 'b': 0, 'c': 1}
    """
    arcs = [ties - graph.has_edge(actor, actor) for actor, ties in graph.out_degree]
    return pd.Series(arcs, index=list(graph), dtype=int, name="out_degree")


def strength(graph: nx.Graph) -> pd.Series:
    """Sum over partners of the strongest tie with each.

    Parameters
    ----------
    graph : (n actors) with ``weight`` in [0, 1], 1 where absent; of two arcs between a pair the stronger counts.

    Returns
    -------
    Series of n floats by actor, 0 to degree.

    References
    ----------
    Barrat et al. (2004), The architecture of complex weighted networks.

    Examples
    --------
    >>> float(strength(nx.Graph([("a", "b", {"weight": 0.5}), ("a", "c", {"weight": 1.0})]))["a"])
    1.5
    """
    weights = arc_weights(graph)
    return pd.Series(weights.maximum(weights.T).sum(axis=1), index=list(graph), dtype=float, name="strength")
