"""How near an actor is to all others, also where the network has several parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import arc_lengths
from synergy.measures.actors.sampling import band, drawn, moments
from synergy.measures.actors.shortest_paths import distances, reached_by_steps
from synergy.settings import UNIT_LENGTH

if TYPE_CHECKING:
    from scipy.sparse import csr_array

AT_ONCE = 256  # rows of distances held in memory


def harmonic_closeness(graph: nx.Graph, *, pivots: int | None = None, seed: int = 0) -> pd.Series:
    """Mean of 1/distance from each actor to all others along outgoing ties; out of reach counts 0.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is UNIT_LENGTH/strength, one step where absent.
    pivots : estimate it from the distances to so many actors drawn at random; None, or n and more, for all.
    seed : of the draw.

    Returns
    -------
    Series of n floats in [0, 1]; 1 for an actor tied to all others at full strength; NaN where n < 2. With pivots an
    unbiased estimate: an actor's mean over the pivots other than itself; NaN for a pivot that is the only one.

    Raises
    ------
    ValueError : fewer than one pivot.

    References
    ----------
    Marchiori & Latora (2000), Harmony in the small-world; Rochat (2009), Closeness centrality
    extended to unconnected graphs; Eppstein & Wang (2004), Fast approximation of centrality,
    doi:10.7155/jgaa.00081 (pivots).

    Examples
    --------
    >>> harmonic_closeness(nx.path_graph(3)).to_dict()
    {0: 0.75, 1: 1.0, 2: 0.75}
    """
    actors = list(graph)
    if pivots is not None:
        return harmonic_closeness_estimate(graph, pivots=pivots, seed=seed)["harmonic_closeness"]
    if len(actors) < 2:
        return pd.Series(np.nan, index=actors, name="harmonic_closeness", dtype=float)
    lengths = arc_lengths(graph, UNIT_LENGTH)
    alike = lengths.nnz > 0 and lengths.data.min() == lengths.data.max()
    nearness = _in_steps(lengths) * (UNIT_LENGTH / lengths.data[0]) if alike else _along_lengths(lengths)
    return pd.Series(nearness / (len(actors) - 1), index=actors, name="harmonic_closeness", dtype=float)


def harmonic_closeness_estimate(graph: nx.Graph, *, pivots: int, seed: int = 0) -> pd.DataFrame:
    """Estimate harmonic closeness from the distances to some actors, with the 95 % band of each value.

    An actor's nearness to its own partners is known; the rest is estimated. The band is normal, from the variance
    between the pivots, which are drawn without replacement.

    Parameters
    ----------
    graph, pivots, seed : as of ``harmonic_closeness``.

    Returns
    -------
    DataFrame of n rows by actor, floats in [0, 1]: ``harmonic_closeness``, ``harmonic_closeness_low`` and
    ``harmonic_closeness_high``; the three are equal where pivots >= n. NaN where n < 2; the bounds, too, where an
    actor has fewer than two pivots beside itself and others are left out.

    Raises
    ------
    ValueError : as of ``harmonic_closeness``.

    References
    ----------
    Eppstein & Wang (2004), doi:10.7155/jgaa.00081; Cochran (1977), Sampling Techniques, section 2.6.

    Examples
    --------
    >>> harmonic_closeness_estimate(nx.path_graph(3), pivots=3).loc[1].tolist()
    [1.0, 1.0, 1.0]
    """
    n = len(graph)
    places = drawn(n, pivots, seed)
    taken = np.full(n, places.size)
    taken[places] -= 1
    known, blocks = nearness_beyond_ties(graph, places)
    total, squares = np.zeros(n), np.zeros(n)
    for block in blocks:
        total += block.sum(axis=1)
        squares += np.einsum("ij,ij->i", block, block)
    mean, variance = moments(total, squares, taken)
    mean += known.sum(axis=1) / max(n - 1, 1)
    low, high = band(mean, variance, taken, n - 1)
    columns = {"harmonic_closeness": mean, "harmonic_closeness_low": low, "harmonic_closeness_high": high}
    return pd.DataFrame(columns, index=list(graph), dtype=float)


def nearness_beyond_ties(graph: nx.Graph, places: NDArray[np.int64]) -> tuple[csr_array, Iterator[NDArray[np.float64]]]:
    """Tell apart what one tie says of the nearness of two actors, and what only a search of paths does.

    Ties to partners are few and weigh most: a sample of actors that misses an actor's partners would make it look far
    from all. They are therefore counted whole, and a sample has to tell no more than the rest.

    Parameters
    ----------
    graph : as of ``harmonic_closeness``.
    places : of the actors to measure the distances to.

    Returns
    -------
    (n, n) sparse: 1/length of the tie from each actor to each other. Then, block by block, (n, b) floats in [0, 1]:
    1/distance from every actor to the next of the actors asked for, less that of a tie; 0 to itself, and to whom it
    does not reach.

    Examples
    --------
    >>> tied, blocks = nearness_beyond_ties(nx.path_graph(3), np.array([0]))
    >>> tied.toarray().tolist(), next(blocks).T.tolist()
    ([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 0.0]], [[0.0, 0.0, 0.5]])
    """
    lengths = arc_lengths(graph, UNIT_LENGTH)
    tied = lengths.copy()
    tied.data = UNIT_LENGTH / tied.data

    def blocks() -> Iterator[NDArray[np.float64]]:
        first = 0
        for block in distances(lengths, places):
            some = places[first : first + block.shape[1]]
            block[some, np.arange(some.size)] = np.inf
            first += some.size
            yield UNIT_LENGTH / block - tied[:, some].toarray()

    return tied, blocks()


def _in_steps(arcs: csr_array) -> NDArray[np.float64]:
    """Sum of 1/steps from each actor to those it reaches."""
    blocks = reached_by_steps(arcs, np.arange(arcs.shape[0]))
    return np.concatenate([counts @ (1 / np.arange(1, counts.shape[1] + 1)) for counts in blocks])


def _along_lengths(lengths: csr_array) -> NDArray[np.float64]:
    """Sum of UNIT_LENGTH/length of the shortest path from each actor to those it reaches."""
    from scipy.sparse.csgraph import dijkstra

    n = lengths.shape[0]
    values = np.zeros(n)
    for first in range(0, n, AT_ONCE):  # a few rows at a time: all of them would fill the memory
        rows = np.arange(first, min(first + AT_ONCE, n))
        length = dijkstra(lengths, indices=rows)
        length[np.arange(rows.size), rows] = np.inf
        values[rows] = (UNIT_LENGTH / length).sum(axis=1)
    return values
