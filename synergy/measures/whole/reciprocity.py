"""How many ties are returned."""

from __future__ import annotations

import networkx as nx

from synergy.measures.actors.matrices import arcs


def reciprocity(graph: nx.DiGraph) -> float:
    """Arcs that are returned over all arcs (edgewise).

    Parameters
    ----------
    graph : (n actors) directed; an undirected tie among directed ones is two arcs, each of which returns the other.
        Self-loops are ignored.

    Returns
    -------
    Float in [0, 1]; NaN where there is no arc. Not the dyadic share, which counts pairs without a tie too.

    References
    ----------
    Wasserman & Faust (1994), Social Network Analysis, chapter 13.

    Examples
    --------
    >>> reciprocity(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "d")]))
    0.5
    """
    tied = arcs(graph)
    return float(tied.multiply(tied.T).sum() / tied.sum()) if tied.nnz else float("nan")
