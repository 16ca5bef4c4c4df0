"""A network as a plain undirected graph that depends on its ties alone, not on the order in which they were read."""

from __future__ import annotations

import networkx as nx


def undirected(graph: nx.Graph) -> nx.Graph:
    """Tie each pair once: the stronger of two arcs counts, self-loops are dropped, actors and ties are sorted.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent.

    Returns
    -------
    Undirected graph of the same actors in sorted order; every tie has a ``weight`` and no other attribute.

    Examples
    --------
    >>> undirected(nx.DiGraph([("b", "a", {"weight": 0.2}), ("a", "b"), ("c", "c")])).edges(data="weight")
    EdgeDataView([('a', 'b', 1.0)])
    """
    strongest: dict[tuple[object, object], float] = {}
    for a, b, weight in graph.edges(data="weight", default=1.0):
        if a != b:
            pair = (a, b) if a < b else (b, a)
            strongest[pair] = max(strongest.get(pair, 0.0), float(weight))
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_weighted_edges_from((a, b, strongest[a, b]) for a, b in sorted(strongest))
    return plain
