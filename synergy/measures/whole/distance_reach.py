"""How near the whole network is to a set of actors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import networkx as nx
import numpy as np

from synergy.measures.whole.paths import tie_lengths
from synergy.settings import UNIT_LENGTH


def distance_reach(graph: nx.Graph, members: Iterable[Hashable]) -> float:
    """Borgatti's distance-weighted reach of a set: mean over all actors of 1/distance from the nearest member.

    Members count 1 themselves, an actor out of reach counts 0.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then along outgoing ties. ``length`` is UNIT_LENGTH/strength, one
        step where absent.
    members : actors of the graph.

    Returns
    -------
    Float in [0, 1]; 0 for no members, who reach nobody; NaN where there is no actor.

    Raises
    ------
    ValueError : a member is not in the graph.

    References
    ----------
    Borgatti (2006), Identifying sets of key players in a social network, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> distance_reach(nx.path_graph(4), [1])
    0.875
    """
    from scipy.sparse.csgraph import dijkstra

    actors = list(graph)
    chosen = set(members)
    if strangers := chosen - set(actors):
        raise ValueError(f"not in the network: {sorted(map(str, strangers))}")
    if not chosen:
        return 0.0 if actors else float("nan")
    places = [place for place, actor in enumerate(actors) if actor in chosen]
    distance = dijkstra(tie_lengths(graph, actors), indices=places, min_only=True)
    return float((UNIT_LENGTH / np.maximum(distance, UNIT_LENGTH)).mean())
