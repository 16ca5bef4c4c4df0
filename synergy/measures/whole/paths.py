"""Path lengths and reach, worked out by letting actors in as intermediaries one after the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from synergy.settings import UNIT_LENGTH

Pairs: TypeAlias = NDArray[Any]  # (n, n) floats (lengths) or booleans (reach)
Join: TypeAlias = tuple[np.ufunc, np.ufunc]  # how two ways of a pair, and the two legs of a way, are joined

SHORTEST: Join = (np.minimum, np.add)
REACHED: Join = (np.logical_or, np.logical_and)


def tie_lengths(graph: nx.Graph, actors: Sequence[Hashable]) -> csr_array:
    """Length of the tie from each actor to each other, in the units of UNIT_LENGTH.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is UNIT_LENGTH/strength, UNIT_LENGTH (one step) where
        absent. Self-loops are dropped; of several ties of a pair the shortest counts.
    actors : all actors, in the order of rows and columns.

    Returns
    -------
    (n, n) sparse floats that hold whole numbers, so that equal paths stay equal; absent where there is no tie.

    Examples
    --------
    >>> (tie_lengths(nx.DiGraph([("a", "b")]), ["a", "b"]).toarray() / UNIT_LENGTH).tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    place = {actor: position for position, actor in enumerate(actors)}
    shortest: dict[tuple[int, int], float] = {}
    for a, b, length in graph.edges(data="length", default=UNIT_LENGTH):
        here, there = place[a], place[b]
        for cell in ((here, there),) if graph.is_directed() else ((here, there), (there, here)):
            if here != there:
                shortest[cell] = min(shortest.get(cell, np.inf), float(length))
    rows, columns = zip(*shortest, strict=True) if shortest else ((), ())
    return csr_array((np.array(list(shortest.values())), (rows, columns)), shape=(len(place), len(place)))


def direct_lengths(graph: nx.Graph, actors: Sequence[Hashable]) -> NDArray[np.float64]:
    """The same as a full matrix: (n, n) floats, infinite where there is no tie, 0 on the diagonal.

    Examples
    --------
    >>> (direct_lengths(nx.DiGraph([("a", "b")]), ["a", "b"]) / UNIT_LENGTH).tolist()
    [[0.0, 1.0], [inf, 0.0]]
    """
    ties = tie_lengths(graph, actors).tocoo()
    matrix: NDArray[np.float64] = np.full(ties.shape, np.inf)
    matrix[ties.row, ties.col] = ties.data
    np.fill_diagonal(matrix, 0.0)
    return matrix


def through(matrix: Pairs, intermediaries: Iterable[int], join: Join) -> Pairs:
    """Lengths (or reach) once paths may also lead through the given actors.

    Parameters
    ----------
    matrix : (n, n) lengths, or reach, from row to column.
    intermediaries : positions of the actors to let in.
    join : SHORTEST for lengths, REACHED for reach.

    Returns
    -------
    New (n, n) matrix; with all n actors let in: distances, or who reaches whom.

    References
    ----------
    Floyd (1962), Algorithm 97: shortest path, doi:10.1145/367766.368168; Warshall (1962), A theorem on Boolean
    matrices, doi:10.1145/321105.321107.

    Examples
    --------
    >>> through(direct_lengths(nx.path_graph(3), [0, 1, 2]), [1], SHORTEST)[0, 2] / UNIT_LENGTH
    np.float64(2.0)
    """
    better, along = join
    result = matrix.copy()
    way = np.empty_like(result)
    for actor in intermediaries:
        along(result[:, actor, None], result[actor], out=way)
        better(result, way, out=result)
    return result


def without_each(
    matrix: Pairs, actors: tuple[int, ...], size: int, join: Join
) -> Iterator[tuple[tuple[int, ...], Pairs]]:
    """Let in all of some actors as intermediaries but ``size`` of them, for every choice of those.

    Halving the actors lets many choices share the work on those that all of them let in: for the triples of 100
    actors about four steps each, instead of 97.

    Parameters
    ----------
    matrix : (n, n) lengths, or reach, from row to column.
    actors : positions to choose from, sorted.
    size : number of actors to leave out, 0 to len(actors).
    join : SHORTEST for lengths, REACHED for reach.

    Yields
    ------
    The sorted positions left out and the matrix without them as intermediaries (it may be shared: do not change
    it; rows and columns of those left out are still there).

    Examples
    --------
    >>> reach = nx.to_numpy_array(nx.path_graph(3)) > 0
    >>> [(out, bool(left[0, 2])) for out, left in without_each(reach, (0, 1, 2), 1, REACHED)]
    [((2,), True), ((1,), False), ((0,), True)]
    """
    if size == 0:
        yield (), through(matrix, actors, join)
    elif size == len(actors):
        yield actors, matrix
    else:
        half = len(actors) // 2
        first, second = actors[:half], actors[half:]
        for some in range(max(0, size - len(second)), min(size, half) + 1):
            if some == size:
                yield from without_each(through(matrix, second, join), first, size, join)
                continue
            for out, partly in without_each(matrix, first, some, join):
                for more, wholly in without_each(partly, second, size - some, join):
                    yield out + more, wholly
