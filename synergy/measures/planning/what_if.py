"""What a plan would change in the network, beside what it costs in dependence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from synergy.measures.whole.global_efficiency import global_efficiency

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An index before the new links and with them."""

    before: float
    after: float


def what_if(
    graph: nx.Graph, need: Array, supply: Array, pairs: Iterable[tuple[int, int]], *, strength: float
) -> dict[str, Change]:
    """Compute indices of the network as it is and with new links.

    Parameters
    ----------
    graph : undirected; its nodes are positions in the matrices. An end of a new link that is not in it joins it with
        the link.
    need : (n, n) symmetric, >= 0.
    supply : (n, n) symmetric, in [0, 1].
    pairs : the new links, as positions.
    strength : what a new link supplies to its pair.

    Returns
    -------
    Changes by name. ``congruence``: need supplied over need; NaN without need. ``components``: parts of the network.
    ``efficiency``: mean of 1/distance. ``hub_share``: share of the ties that end at the actor with most partners, who
    is the same before and after; NaN without ties. ``parts_without_hub``: parts that are left without that actor.

    Examples
    --------
    >>> need = np.array([[0, 0, 0], [0, 0, 1.0], [0, 1.0, 0]])
    >>> changes = what_if(nx.path_graph([1, 0, 2]), need, 0 * need, [(1, 2)], strength=0.8)
    >>> changes["congruence"].after, changes["parts_without_hub"]
    (0.8, Change(before=2.0, after=1.0))
    """
    links = list(pairs)
    later, supplied = graph.copy(), np.array(supply, dtype=float)
    later.add_edges_from(links)
    for i, j in links:
        supplied[i, j] = supplied[j, i] = 1 - (1 - supplied[i, j]) * (1 - strength)
    hub = max(sorted(graph), key=graph.degree, default=None) if graph.number_of_edges() else None
    before, after = _indices(graph, need, supply, hub), _indices(later, need, supplied, hub)
    return {name: Change(before=before[name], after=after[name]) for name in before}


def _indices(graph: nx.Graph, need: Array, supply: Array, hub: int | None) -> Mapping[str, float]:
    total = float(need.sum())
    ties = graph.number_of_edges()
    others = graph.subgraph(node for node in graph if node != hub)
    return {
        "congruence": float((need * supply).sum()) / total if total else float("nan"),
        "components": float(nx.number_connected_components(graph)),
        "efficiency": global_efficiency(graph),
        "hub_share": graph.degree[hub] / ties if hub is not None else float("nan"),
        "parts_without_hub": float(nx.number_connected_components(others)) if hub is not None else float("nan"),
    }
