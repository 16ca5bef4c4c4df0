"""How much an actor mediates for each tie it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.matrices import ROWS, arcs

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def everett_valente(graph: nx.Graph, *, at_most: int | None = None) -> pd.Series:
    """Everett and Valente's brokerage: (2 b_i + r_i) / d_i, b_i the betweenness, r_i the actors within reach, d_i ties.

    It is the mean betweenness of the actor's ties. In a directed network it is the mean of (b_i + actors that reach
    i) / in-degree and (b_i + actors that i reaches) / out-degree. An actor with no betweenness, a pendant among them,
    mediates nothing and has 0. The paper adds n - 1 in a connected undirected network, which is what r_i is there.
    A few ties over a gap outdo many ties of a hub: a list of brokers at little cost, not of importance.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is the path length of a tie as an integer (1/strength),
        1 where absent. Self-loops are ignored.
    at_most : actors up to which it is worked out; None for no limit. It is not estimated from a sample of paths:
        divided by few ties, an error of the betweenness weighs most where the measure finds its brokers, and an
        estimate of 0 does not tell that an actor mediates nothing.

    Returns
    -------
    Series of n floats by actor, 0 or above 1, in the unit of raw betweenness: pairs of actors. In an undirected
    network (n² - 1)/4 at most, for the one link between two halves. NaN for an actor without ties, and
    where its betweenness is NaN; for all beyond ``at_most``.

    References
    ----------
    Everett & Valente (2016), Bridging, brokerage and betweenness, Social Networks 44:202-208,
    doi:10.1016/j.socnet.2015.09.001.

    Examples
    --------
    >>> everett_valente(nx.path_graph(4)).round(6).to_dict()
    {0: 0.0, 1: 3.5, 2: 3.5, 3: 0.0}
    """
    actors = list(graph)
    n = len(actors)
    if at_most is not None and n > at_most:
        return pd.Series(np.nan, index=actors, name="everett_valente", dtype=float)
    tied = arcs(graph)
    ties_in, ties_out = tied.sum(axis=0), tied.sum(axis=1)
    # Ordered pairs in both kinds of network: an undirected one is then a directed one whose ties all go both ways.
    between = (betweenness(graph) * (n - 1) * (n - 2)).to_numpy() if n >= 3 else np.zeros(n)
    reached_by, reaches = _reach(tied)
    per_tie_in = (between + reached_by) / np.maximum(ties_in, 1)
    per_tie_out = (between + reaches) / np.maximum(ties_out, 1)
    values = np.where(between == 0, 0.0, (per_tie_in + per_tie_out) / 2)
    values[ties_in + ties_out == 0] = np.nan
    return pd.Series(values, index=actors, name="everett_valente", dtype=float)


def _reach(tied: csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many others reach each actor, and how many each actor reaches."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components, shortest_path

    # Actors that reach each other reach the same others: one search for each strong component, not for each actor.
    parts, part = connected_components(tied, connection="strong")
    size = np.bincount(part, minlength=parts)
    ties = tied.tocoo()
    between = csr_array((np.ones(ties.nnz), (part[ties.row], part[ties.col])), shape=(parts, parts))
    into, out = np.zeros(parts, dtype=np.int64), np.zeros(parts, dtype=np.int64)
    for start in range(0, parts, ROWS):
        rows = np.arange(start, min(start + ROWS, parts))
        within = np.isfinite(shortest_path(between, unweighted=True, indices=rows))
        into += size[rows] @ within
        out[rows] = within @ size
    return into[part] - 1, out[part] - 1  # less the actor itself
