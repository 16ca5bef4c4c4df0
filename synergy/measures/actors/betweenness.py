"""How often an actor stands on the shortest paths between others."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import arc_lengths
from synergy.measures.actors.sampling import band, drawn, moments
from synergy.measures.actors.shortest_paths import dependencies


def betweenness(graph: nx.Graph, *, pivots: int | None = None, seed: int = 0) -> pd.Series:
    """Share of the shortest paths between other actors that pass through each actor.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is the path length of a tie as an integer above 0
        (1/strength), 1 where absent. Integers keep equal paths equal; 1/strength as a float loses them.
        Self-loops are ignored.
    pivots : estimate it from the paths that begin or end at so many actors drawn at random; None, or n and more, for
        all paths.
    seed : of the draw.

    Returns
    -------
    Series of n floats in [0, 1]; NaN where n < 3 (there is no pair of others). Pairs out of reach
    of each other count 0 and stay in the denominator. With pivots an unbiased estimate, which may exceed 1: an
    actor's mean over the pivots other than itself, a path counting in the proportion of its length that lies between
    the pivot and the actor. NaN for a pivot that is the only one, and for all where a pair has more shortest paths
    than a float can count (1e308).

    Raises
    ------
    ValueError : fewer than one pivot, or a length that is not above 0.

    References
    ----------
    Freeman (1977), A set of measures of centrality based on betweenness, doi:10.2307/3033543;
    Brandes (2001), A faster algorithm for betweenness centrality; Brandes & Pich (2007), Centrality
    estimation in large networks (pivots); Geisberger, Sanders & Schultes (2008), Better approximation of
    betweenness centrality (the proportion: without it, actors next to a pivot get far too much and the rest too
    little, and the error is half as large again or more).

    Examples
    --------
    >>> betweenness(nx.path_graph(3)).to_dict()
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    _, mean, _ = _sampled(graph, pivots, seed)
    return pd.Series(mean, index=list(graph), name="betweenness", dtype=float)


def betweenness_band(graph: nx.Graph, *, pivots: int, seed: int = 0) -> tuple[pd.Series, pd.Series]:
    """Between which values the betweenness lies that the same pivots and seed estimate, at 95 %.

    The estimate is a mean over the pivots, drawn without replacement; the band is normal, from the variance between
    them. What pivots credit to an actor comes in rare lumps, so that pivots that missed them all agree and are all
    too low. An actor's variance is therefore taken to be no less than its mean times the ratio of variance to mean
    among all actors, as it is of lumps of one size.

    Parameters
    ----------
    graph, pivots, seed : as of ``betweenness``.

    Returns
    -------
    Lower and upper bound: Series of n floats in [0, 1], ``betweenness_low`` and ``betweenness_high``. Equal where
    pivots >= n, since then the value is exact. NaN where n < 3 or an actor has fewer than two pivots beside itself.

    Raises
    ------
    ValueError : as of ``betweenness``.

    References
    ----------
    Brandes & Pich (2007), Centrality estimation in large networks; Cochran (1977), Sampling Techniques, section 2.6
    (finite population); Wolter (2007), Introduction to Variance Estimation, chapter 7 (variance as a function of the
    mean).

    Examples
    --------
    >>> low, high = betweenness_band(nx.star_graph(9), pivots=10)
    >>> low.head(2).to_dict(), high.head(2).to_dict()
    ({0: 1.0, 1: 0.0}, {0: 1.0, 1: 0.0})
    """
    found = betweenness_estimate(graph, pivots=pivots, seed=seed)
    return found["betweenness_low"], found["betweenness_high"]


def betweenness_estimate(graph: nx.Graph, *, pivots: int, seed: int = 0) -> pd.DataFrame:
    """Betweenness and its band from one search of the network: what both functions above give, side by side.

    Parameters
    ----------
    graph, pivots, seed : as of ``betweenness``.

    Returns
    -------
    DataFrame of n rows by actor with the columns ``betweenness``, ``betweenness_low`` and ``betweenness_high``.

    Raises
    ------
    ValueError : as of ``betweenness``.

    Examples
    --------
    >>> betweenness_estimate(nx.star_graph(9), pivots=10).loc[0].tolist()
    [1.0, 1.0, 1.0]
    """
    taken, mean, variance = _sampled(graph, pivots, seed)
    if mean.sum() > 0:
        variance = np.maximum(variance, mean * (np.nansum(variance) / mean.sum()))
    low, high = band(mean, variance, taken, len(graph) - 1)
    columns = {"betweenness": mean, "betweenness_low": low, "betweenness_high": high}
    return pd.DataFrame(columns, index=list(graph), dtype=float)


def _sampled(
    graph: nx.Graph, pivots: int | None, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return each actor's number of pivots beside itself, and the mean and variance over them, scaled to [0, 1]."""
    n = len(graph)
    sources = drawn(n, pivots, seed)
    if n < 3:
        return np.zeros(n, dtype=np.int64), np.full(n, np.nan), np.full(n, np.nan)
    taken = np.full(n, sources.size)
    taken[sources] -= 1
    total, squares = np.zeros(n), np.zeros(n)
    for block in _credits(graph, sources, sources.size == n):
        share = block / (n - 2)
        total += share.sum(axis=1)
        squares += np.einsum("ij,ij->i", share, share)
    return taken, *moments(total, squares, taken)


def _credits(graph: nx.Graph, sources: NDArray[np.int64], exact: bool) -> Iterator[NDArray[np.float64]]:
    """Yield what depends on each actor by source; of a sample, of the paths that begin and that end at it, halfway."""
    lengths = arc_lengths(graph)
    if exact:
        yield from dependencies(lengths, sources)
    elif not graph.is_directed():  # as many end as begin
        yield from (2 * block for block in dependencies(lengths, sources, halfway=True))
    else:
        ends = dependencies(lengths.T.tocsr(), sources, halfway=True)
        yield from (a + b for a, b in zip(dependencies(lengths, sources, halfway=True), ends, strict=True))
