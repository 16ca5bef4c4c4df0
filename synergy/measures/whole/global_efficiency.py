"""How near all actors are to each other, also where the network has several parts."""

from __future__ import annotations

import networkx as nx
import numpy as np

from synergy.measures.actors.harmonic_closeness import harmonic_closeness, nearness_beyond_ties
from synergy.measures.actors.sampling import band, drawn
from synergy.measures.estimate import Estimate


def global_efficiency(graph: nx.Graph) -> float:
    """Mean over ordered pairs of 1/distance; a pair out of reach counts 0.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``length`` is UNIT_LENGTH/strength, one step where absent. Self-loops
        are ignored.

    Returns
    -------
    Float in [0, 1]; 1 where all are tied to all others at full strength; NaN where n < 2.

    References
    ----------
    Latora & Marchiori (2001), Efficient behavior of small-world networks, doi:10.1103/PhysRevLett.87.198701.

    Examples
    --------
    >>> global_efficiency(nx.path_graph(3)).__round__(6)
    0.833333
    """
    return float(harmonic_closeness(graph).mean()) if len(graph) >= 2 else float("nan")


def sampled_global_efficiency(graph: nx.Graph, *, pivots: int, seed: int = 0) -> Estimate:
    """Estimate global efficiency from the distances of all actors to some of them, drawn at random.

    Parameters
    ----------
    graph : as of ``global_efficiency``.
    pivots : actors drawn; all where it is n or more.
    seed : of the draw.

    Returns
    -------
    Estimate: an unbiased ``value`` with its 95 % band ``low`` to ``high``, normal, from the variance between the
    pivots; ``draws`` is their number. Ties are counted whole and only the rest is estimated (as by
    ``nearness_beyond_ties``). NaN where n < 2; no band where there are fewer than two pivots.

    Raises
    ------
    ValueError : fewer than one pivot.

    References
    ----------
    Latora & Marchiori (2001), doi:10.1103/PhysRevLett.87.198701; Cochran (1977), Sampling Techniques, section 2.6.

    Examples
    --------
    >>> sampled_global_efficiency(nx.path_graph(3), pivots=3).value.__round__(6)
    0.833333
    """
    n = len(graph)
    places = drawn(n, pivots, seed)
    if n < 2:
        return Estimate(value=float("nan"))
    known, blocks = nearness_beyond_ties(graph, places)
    beyond = np.concatenate([block.sum(axis=0) / (n - 1) for block in blocks])  # from all to each pivot
    value = float(known.sum() / (n * (n - 1)) + beyond.mean())
    low, high = band(value, beyond.var(ddof=1) if beyond.size > 1 else np.nan, beyond.size, n)
    method = f"approximate, {beyond.size} pivots"
    return Estimate(value=value, low=float(low), high=float(high), draws=beyond.size, method=method)
