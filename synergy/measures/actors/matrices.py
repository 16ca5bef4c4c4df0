"""A graph as a sparse matrix: ties, their strengths in both directions, closed two-paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ROWS = 512  # worked on at once, so that a product of large matrices never stands in memory whole


def arc_weights(graph: nx.Graph) -> csr_array:
    """Weight of the tie from each actor to each other; an undirected tie fills both cells.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. Self-loops
        are dropped.

    Returns
    -------
    (n, n) sparse floats, row = from, column = to, in the order of the graph's nodes.

    Examples
    --------
    >>> arc_weights(nx.DiGraph([("a", "b")])).toarray().tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    from scipy.sparse import csr_array

    place = {actor: position for position, actor in enumerate(graph)}
    ties = [(place[a], place[b], weight) for a, b, weight in graph.edges(data="weight", default=1.0) if a != b]
    rows, columns, weights = zip(*ties, strict=True) if ties else ((), (), ())
    matrix = csr_array((np.array(weights, dtype=float), (rows, columns)), shape=(len(place), len(place)))
    return matrix if graph.is_directed() else (matrix + matrix.T).tocsr()


def arcs(graph: nx.Graph) -> csr_array:
    """Whether a tie leads from each actor to each other: (n, n) sparse whole numbers, 1 or absent.

    Examples
    --------
    >>> arcs(nx.Graph([("a", "b", {"weight": 0.5})])).toarray().tolist()
    [[0, 1], [1, 0]]
    """
    return (arc_weights(graph) > 0).astype(np.int64)


def mutual_weights(graph: nx.Graph) -> csr_array:
    """Burt's w_ij + w_ji: (n, n) sparse floats, symmetric, diagonal absent.

    Examples
    --------
    >>> mutual_weights(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])).toarray().tolist()
    [[0.0, 2.0, 0.0], [2.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    weights = arc_weights(graph)
    return (weights + weights.T).tocsr()


def closed_paths(first: csr_array, second: csr_array, closing: csr_array) -> NDArray[np.int64]:
    """Count at each actor v the two-paths a → v → b that a tie a → b closes.

    Parameters
    ----------
    first, second, closing : (n, n) sparse, 1 or absent, without a diagonal: ties that may be a → v, v → b, a → b.

    Returns
    -------
    (n,) whole numbers.

    Examples
    --------
    >>> triangle = arcs(nx.DiGraph([("a", "v"), ("v", "b"), ("a", "b")]))
    >>> closed_paths(triangle, triangle, triangle).tolist()
    [0, 1, 0]
    """
    into = first.T.tocsr()
    blocks = [slice(start, start + ROWS) for start in range(0, into.shape[0], ROWS)]
    counts = [(into[rows] @ closing).multiply(second[rows]).sum(axis=1) for rows in blocks]
    return np.concatenate([np.zeros(0), *counts]).astype(np.int64)
