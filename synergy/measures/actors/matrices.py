"""A graph as a sparse matrix: ties, their strengths in both directions, closed two-paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import networkx as nx
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SMALL = 64  # actors up to which full matrices are faster than sparse ones
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
    from scipy.sparse import csr_array

    weights = arc_weights(graph)
    tied = csr_array((np.ones(weights.nnz, dtype=np.int64), weights.indices, weights.indptr), shape=weights.shape)
    return tied if (weights.data > 0).all() else (weights > 0).astype(np.int64)


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
    if first.shape[0] <= SMALL:
        one, other, tied = (matrix.toarray() for matrix in (first, second, closing))
        return np.asarray(((one.T @ tied) * other).sum(axis=1), dtype=np.int64)
    into = first.T.tocsr()
    blocks = blocks_of_rows(into.shape[0])
    counts = [(into[rows] @ closing).multiply(second[rows]).sum(axis=1) for rows in blocks]
    return np.concatenate([np.zeros(0), *counts]).astype(np.int64)


def returned(tied: csr_array) -> int:
    """Count the arcs that are returned, each of the two of a pair.

    Parameters
    ----------
    tied : (n, n) sparse, 1 or absent.

    Examples
    --------
    >>> returned(arcs(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])))
    2
    """
    n = tied.shape[0]
    rows, columns = np.repeat(np.arange(n), np.diff(tied.indptr)), tied.indices.astype(np.int64)
    return int(np.isin(rows * n + columns, columns * n + rows, assume_unique=True).sum())


def blocks_of_rows(n: int) -> Iterator[slice]:
    """Cut n rows into blocks of ROWS.

    Examples
    --------
    >>> list(blocks_of_rows(600))
    [slice(0, 512, None), slice(512, 1024, None)]
    """
    return (slice(start, start + ROWS) for start in range(0, n, ROWS))


_MADE: WeakKeyDictionary[nx.Graph, dict[tuple[str, float], csr_array]] = WeakKeyDictionary()


def _cells(graph: nx.Graph, attribute: str, absent: float = 1.0) -> csr_array:
    """Make the matrix; of a frozen graph once, since a dozen measures ask for it and none changes it."""
    if not nx.is_frozen(graph):
        return _made(graph, attribute, absent)
    made = _MADE.setdefault(graph, {})
    if (attribute, absent) not in made:
        made[attribute, absent] = _made(graph, attribute, absent)
    return made[attribute, absent]


def _made(graph: nx.Graph, attribute: str, absent: float) -> csr_array:
    from scipy.sparse import csr_array

    place = {actor: position for position, actor in enumerate(graph)}
    n = len(place)
    ties = [partners for _, partners in graph.adjacency()]
    many = np.fromiter(map(len, ties), dtype=np.int64, count=n)
    total = int(many.sum())
    rows = np.repeat(np.arange(n), many)
    columns = np.fromiter((place[b] for partners in ties for b in partners), dtype=np.int64, count=total)
    found = (tie.get(attribute, absent) for partners in ties for tie in partners.values())
    values = np.fromiter(found, dtype=float, count=total)
    order = np.argsort(rows * n + columns)
    order = order[(rows != columns)[order]]
    # Put together by hand: for a small graph a third of the time that the same takes from (row, column).
    ends = np.concatenate([[0], np.cumsum(np.bincount(rows[order], minlength=n))]).astype(np.int32)
    return csr_array((values[order], columns[order].astype(np.int32), ends), shape=(n, n))
