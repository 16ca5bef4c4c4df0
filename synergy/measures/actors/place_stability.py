"""How often an actor stays among the first by a measure when some of the others are missing."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.uncertainty.rank_stability import rank_stability

KEPT = 0.9  # share of the actors in a draw


def place_stability(
    graph: nx.Graph,
    measure: Callable[[nx.Graph], pd.Series],
    *,
    top: int = 10,
    draws: int = 200,
    rng: np.random.Generator,
) -> pd.Series:
    """Share of the draws that hold an actor in which it is among the ``top`` highest values of a measure.

    Each draw keeps nine tenths of the actors and the ties between them.

    Parameters
    ----------
    graph : (n actors) as ``measure`` takes it.
    measure : a number for each actor of the graph it is given.
    top : length of the list; only values above 0 are in it.
    draws : how many.
    rng : source of the draws.

    Returns
    -------
    Series of n floats in [0, 1] named ``stability``; NaN where n < 4 or no draw holds the actor.

    References
    ----------
    After Costenbader & Valente (2003), The stability of centrality measures when networks are sampled, Social
    Networks 25:283-307.

    Examples
    --------
    >>> from synergy.measures.actors.betweenness import betweenness
    >>> place_stability(nx.star_graph(5), betweenness, top=1, draws=50, rng=np.random.default_rng(1)).tolist()
    [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    """
    actors = list(graph)
    if len(actors) < 4:
        return pd.Series(np.nan, index=actors, name="stability", dtype=float)
    kept = max(3, round(KEPT * len(actors)))

    def scores(draw: np.random.Generator) -> NDArray[np.float64]:
        held = np.sort(draw.choice(len(actors), size=kept, replace=False))
        part = graph.__class__()
        part.add_nodes_from(actors[place] for place in held.tolist())
        part.add_edges_from((a, b, data) for a, b, data in graph.edges(data=True) if a in part and b in part)
        return np.asarray(measure(part).reindex(actors), dtype=float)

    shares = rank_stability(scores, actors, top=top, draws=draws, rng=rng)
    return pd.Series(shares, index=actors, name="stability", dtype=float)
