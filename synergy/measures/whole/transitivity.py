"""How often two partners of an actor are tied to each other."""

from __future__ import annotations

import networkx as nx
import numpy as np

from synergy.measures.actors.matrices import arcs, closed_paths, returned


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
    into, out = np.bincount(tied.indices, minlength=tied.shape[0]), np.diff(tied.indptr)
    paths = int(into @ out.astype(np.int64)) - returned(tied)
    return float(closed_paths(tied, tied, tied).sum() / paths) if paths else float("nan")
