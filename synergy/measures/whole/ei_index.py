"""Whether ties lead out of sectors or stay inside them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import networkx as nx


def ei_index(graph: nx.Graph, sector: Mapping[Hashable, str]) -> float:
    """Ties between sectors minus ties inside one, over all ties: pairs where undirected, arcs where directed.

    Parameters
    ----------
    graph : (n actors) undirected or directed, one edge or arc a pair; self-loops are ignored, strengths do not count.
    sector : sector of every actor.

    Returns
    -------
    Float from -1 (all ties inside sectors) to 1 (all between them); NaN where there is no tie. Few or unequal
    sectors alone move it: it is no sign of a preference.

    References
    ----------
    Krackhardt & Stern (1988), Informal networks and organizational crises, doi:10.2307/2786835.

    Examples
    --------
    >>> ei_index(nx.path_graph(4), {0: "A", 1: "A", 2: "B", 3: "A"}).__round__(3)
    0.333
    """
    between = [sector[a] != sector[b] for a, b in graph.edges if a != b]
    return 2 * sum(between) / len(between) - 1 if between else float("nan")
