"""How far the network is in parts, or its actors far from each other."""

from __future__ import annotations

import networkx as nx

from synergy.measures.whole.global_efficiency import global_efficiency


def fragmentation(graph: nx.Graph) -> float:
    """Borgatti's F: share of pairs in different parts, 1 - Σ s(s - 1) / (n(n - 1)) over parts of s actors.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then the direction of ties is ignored.

    Returns
    -------
    Float from 0 (one part) to 1 (no tie); NaN where n < 2.

    References
    ----------
    Borgatti (2006), Identifying sets of key players in a social network, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> fragmentation(nx.Graph([("a", "b"), ("c", "d")])).__round__(6)
    0.666667
    """
    n = len(graph)
    if n < 2:
        return float("nan")
    parts = nx.weakly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)
    return 1 - sum(len(part) * (len(part) - 1) for part in parts) / (n * (n - 1))


def distance_fragmentation(graph: nx.Graph) -> float:
    """Borgatti's DF: 1 less the mean over ordered pairs of 1/distance, a pair out of reach counting 0.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is UNIT_LENGTH/strength, one step where absent.

    Returns
    -------
    Float from 0 (all tied to all others at full strength) to 1 (no tie), never below F; NaN where n < 2.

    References
    ----------
    Borgatti (2006), Identifying sets of key players in a social network, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> distance_fragmentation(nx.path_graph(3)).__round__(6)
    0.166667
    """
    return 1 - global_efficiency(graph)
