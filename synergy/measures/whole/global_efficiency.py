"""How near all actors are to each other, also where the network has several parts."""

from __future__ import annotations

import networkx as nx

from synergy.measures.actors.harmonic_closeness import harmonic_closeness


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
