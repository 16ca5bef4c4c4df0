"""How far an actor's partners are tied to each other, so that it has nothing to mediate."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from synergy.measures.actors.matrices import blocks_of_rows, mutual_weights


def constraint(graph: nx.Graph) -> pd.Series:
    """Burt's constraint: the sum over partners j of (p_ij + Σ_q p_iq p_qj)², p_ij the share of i's ties that is with j.

    Low values leave room to broker. An actor with one partner has 1, although nothing closes around it.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. The ties of a
        pair in both directions are added; self-loops are ignored.

    Returns
    -------
    Series of n floats above 0 by actor, which may exceed 1 (a closed triad: 1.125); NaN for an actor without ties.

    References
    ----------
    Burt (1992), Structural Holes; Burt (2004), Structural holes and good ideas, AJS 110:349-399.

    Examples
    --------
    >>> constraint(nx.star_graph(4)).to_dict()
    {0: 0.25, 1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
    """
    from scipy.sparse import diags_array

    actors = list(graph)
    if not graph.number_of_edges():
        return pd.Series(np.nan, index=actors, name="constraint", dtype=float)
    tied = mutual_weights(graph)
    total = tied.sum(axis=1)
    alone = total == 0
    share = (diags_array(1 / np.where(alone, 1, total)) @ tied).tocsr()
    values = np.full(len(actors), np.nan)
    for rows in blocks_of_rows(len(actors)):
        own = share[rows]
        # Squared over partners j only, that is, where p_ij > 0.
        both = own + (own @ share).multiply(own.astype(bool))
        values[rows] = both.power(2).sum(axis=1)
    return pd.Series(np.where(alone, np.nan, values), index=actors, name="constraint", dtype=float)
