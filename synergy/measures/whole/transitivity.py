"""How often two partners of an actor are tied to each other."""

from __future__ import annotations

import networkx as nx

from synergy.measures.actors.matrices import arcs, closed_paths


def transitivity(graph: nx.Graph) -> float:
    """Two-paths a → v → b with a tie a → b, over all two-paths; undirected: three times the triangles over two-paths.

    Parameters
    ----------
    graph : (n actors) undirected or directed; self-loops are ignored, strengths do not count.

    Returns
    -------
    Float in [0, 1]; NaN where there is no two-path.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, chapter 6; the weak census of R's ``sna::gtrans``.

    Examples
    --------
    >>> transitivity(nx.DiGraph([("a", "v"), ("v", "b"), ("a", "b")])), transitivity(nx.path_graph(3))
    (1.0, 0.0)
    """
    tied = arcs(graph)
    paths = (tied.sum(axis=0) * tied.sum(axis=1)).sum() - tied.multiply(tied.T).sum()
    return float(closed_paths(tied, tied, tied).sum() / paths) if paths else float("nan")
