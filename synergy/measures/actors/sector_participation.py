"""How evenly an actor's ties spread over the sectors."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import networkx as nx
import numpy as np
import pandas as pd

from synergy.measures.actors.matrices import mutual_weights


def sector_participation(graph: nx.Graph, sector: Mapping[Hashable, str]) -> pd.Series:
    """Participation coefficient over sectors: (1 - Σ_s (k_is/k_i)²) · M/(M - 1).

    k_is is the strength of an actor's ties with sector s, k_i with all, M the number of sectors in the network.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. The ties of a
        pair in both directions are added; self-loops are ignored.
    sector : sector of every actor.

    Returns
    -------
    Series of n floats in [0, 1]: 0 where all ties go to one sector, 1 where every sector has an equal share. NaN
    for an actor without ties, and for all where the network has fewer than two sectors.

    References
    ----------
    Guimera & Amaral (2005), Functional cartography of complex metabolic networks; rescaled so that 1 can be reached.

    Examples
    --------
    >>> sector_participation(nx.path_graph(3), {0: "A", 1: "A", 2: "B"}).to_dict()
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    actors = list(graph)
    code, sectors = pd.factorize(np.array([sector[actor] for actor in actors], dtype=object))
    if len(sectors) < 2:
        return pd.Series(np.nan, index=actors, name="sector_participation", dtype=float)
    with_each = mutual_weights(graph) @ (code[:, None] == np.arange(len(sectors))).astype(float)
    total = with_each.sum(axis=1)
    share = with_each / np.where(total == 0, np.nan, total)[:, None]
    values = (1 - (share**2).sum(axis=1)) * len(sectors) / (len(sectors) - 1)
    return pd.Series(values, index=actors, name="sector_participation", dtype=float)
