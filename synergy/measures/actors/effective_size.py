"""How many partners an actor has that do not stand for each other."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from synergy.measures.actors.matrices import blocks_of_rows, mutual_weights


def effective_size(graph: nx.Graph) -> pd.Series:
    """Burt's effective size: the sum over partners j of 1 - Σ_q p_iq m_jq.

    p_iq is the share of i's ties that is with q, m_jq the tie of j and q over the strongest tie of j. Without
    strengths in an undirected network: the number of partners minus their mean number of ties to each other.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. The ties of a
        pair in both directions are added; self-loops are ignored.

    Returns
    -------
    Series of n floats by actor, 1 to degree; NaN for an actor without ties.

    References
    ----------
    Burt (1992), Structural Holes; Borgatti (1997), Structural holes: unpacking Burt's redundancy measures.
    Our own code, because ``networkx.effective_size`` of 3.6.1 divides by the strongest tie of q instead (see its
    pull request 8906).

    Examples
    --------
    >>> effective_size(nx.star_graph(3)).to_dict(), effective_size(nx.complete_graph(3)).to_dict()
    ({0: 3.0, 1: 1.0, 2: 1.0, 3: 1.0}, {0: 1.0, 1: 1.0, 2: 1.0})
    """
    from scipy.sparse import diags_array

    actors = list(graph)
    if not graph.number_of_edges():
        return pd.Series(np.nan, index=actors, name="effective_size", dtype=float)
    tied = mutual_weights(graph)
    total, strongest = tied.sum(axis=1), tied.max(axis=1).toarray().ravel()
    alone = total == 0
    share = (diags_array(1 / np.where(alone, 1, total)) @ tied).tocsr()
    marginal = diags_array(1 / np.where(alone, 1, strongest)) @ tied
    partners = (tied > 0).astype(float)
    redundancy = np.zeros(len(actors))
    for rows in blocks_of_rows(len(actors)):  # Σ_q p_iq (Σ_j m_jq over partners j)
        redundancy[rows] = share[rows].multiply(partners[rows] @ marginal).sum(axis=1)
    values = np.where(alone, np.nan, partners.sum(axis=1) - redundancy)
    return pd.Series(values, index=actors, name="effective_size", dtype=float)
