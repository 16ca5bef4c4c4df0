"""Ties without which the network falls apart."""

from __future__ import annotations

from typing import Any

import networkx as nx

from synergy.measures.whole.depth_first import depth_first


def bridges(graph: nx.Graph) -> list[tuple[Any, Any]]:
    """Pairs whose tie is the only way between the two parts of the network that it joins.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then arcs in either direction are one tie. Self-loops are ignored.

    Returns
    -------
    Sorted list of sorted pairs; empty where there is no such tie.

    References
    ----------
    Tarjan (1974), A note on finding the bridges of a graph, doi:10.1016/0020-0190(74)90003-9.

    Examples
    --------
    >>> bridges(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "c")]))
    [('c', 'd')]
    """
    found = depth_first(graph)
    # No tie leads back from an actor, or from those reached through it, past the tie that it was reached by.
    ends = [(found.parent[k], k) for k, low in enumerate(found.low) if low == k and found.parent[k] >= 0]
    pairs: list[tuple[Any, Any]] = [(found.actors[a], found.actors[b]) for a, b in ends]
    return sorted((a, b) if a < b else (b, a) for a, b in pairs)
