"""How many of the possible ties exist."""

from __future__ import annotations

import networkx as nx


def density(graph: nx.Graph) -> float:
    """Existing ties over possible ones: pairs where the graph is undirected, arcs where it is directed.

    Returns
    -------
    Float in [0, 1]; NaN where there are fewer than two actors.

    Examples
    --------
    >>> density(nx.complete_graph(4)), density(nx.star_graph(3))
    (1.0, 0.5)
    """
    n = len(graph)
    return float("nan") if n < 2 else float(nx.density(graph))
