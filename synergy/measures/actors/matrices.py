"""A graph as a sparse matrix: ties, their strengths in both directions, closed two-paths."""

from __future__ import annotations

from collections.abc import Iterator
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
    return _cells(graph, "weight")


def arc_lengths(graph: nx.Graph, absent: int = 1) -> csr_array:
    """Length of the tie from each actor to each other; an undirected tie fills both cells.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is the path length of a tie. Self-loops are dropped.
    absent : the length of a tie that has none.

    Returns
    -------
    (n, n) sparse floats, row = from, column = to, in the order of the graph's nodes.

    Examples
    --------
    >>> arc_lengths(nx.DiGraph([("a", "b", {"length": 3}), ("b", "c")])).toarray().tolist()
    [[0.0, 3.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    """
    return _cells(graph, "length", absent)


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
    blocks = blocks_of_rows(into.shape[0])
    counts = [(into[rows] @ closing).multiply(second[rows]).sum(axis=1) for rows in blocks]
    return np.concatenate([np.zeros(0), *counts]).astype(np.int64)


def blocks_of_rows(n: int) -> Iterator[slice]:
    """Cut n rows into blocks of ROWS.

    Examples
    --------
    >>> list(blocks_of_rows(600))
    [slice(0, 512, None), slice(512, 1024, None)]
    """
    return (slice(start, start + ROWS) for start in range(0, n, ROWS))


def _cells(graph: nx.Graph, attribute: str, absent: float = 1.0) -> csr_array:
    from scipy.sparse import csr_array

    place = {actor: position for position, actor in enumerate(graph)}
    ties = [(place[a], place[b], value) for a, b, value in graph.edges(data=attribute, default=absent) if a != b]
    rows, columns, values = (np.array(x) for x in zip(*ties, strict=True)) if ties else np.zeros((3, 0), dtype=int)
    if not graph.is_directed():  # joined, not added to its transpose, which would drop a tie whose value is 0
        rows, columns, values = np.append(rows, columns), np.append(columns, rows), np.append(values, values)
    return csr_array((values.astype(float), (rows, columns)), shape=(len(place), len(place)))
