"""Whether one partner accounts for an actor's constraint, or all do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import ROWS, mutual_weights

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def hierarchy(graph: nx.Graph) -> pd.Series:
    """Burt's hierarchy: how unequally an actor's constraint is spread over its N partners.

    Σ_j r_ij ln r_ij / (N ln N) with r_ij = c_ij / (C_i / N), where c_ij = (p_ij + Σ_q p_iq p_qj)² is the constraint
    that partner j puts on i, C_i the sum over partners and p_ij the share of i's ties that is with j.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. The ties of a
        pair in both directions are added; self-loops are ignored.

    Returns
    -------
    Series of n floats in [0, 1] by actor: 0 where all partners constrain alike, 1 where one does alone, and so for
    an actor with one partner. NaN for an actor without ties.

    References
    ----------
    Burt (1992), Structural Holes, chapter 2 (Coleman's and Theil's disorder index, applied to constraint).

    Examples
    --------
    >>> hierarchy(nx.star_graph(3)).to_dict()
    {0: 0.0, 1: 1.0, 2: 1.0, 3: 1.0}
    """
    from scipy.sparse import diags_array

    actors = list(graph)
    values = np.full(len(actors), np.nan)
    tied = mutual_weights(graph)
    total = tied.sum(axis=1)
    share = (diags_array(1 / np.where(total == 0, 1, total)) @ tied).tocsr()
    for start in range(0, len(actors), ROWS):
        rows = slice(start, start + ROWS)
        indirect = (share[rows] @ share).multiply(tied[rows] > 0)
        values[rows] = _disorder((share[rows] + indirect).power(2).tocsr())
    return pd.Series(values, index=actors, name="hierarchy", dtype=float)


def _disorder(constraint: csr_array) -> NDArray[np.float64]:
    """Coleman and Theil's index of the stored values of each row; 1 for a single one, NaN for none."""
    partners = np.diff(constraint.indptr)
    row = np.repeat(np.arange(partners.size), partners)
    mean = np.bincount(row, constraint.data, partners.size) / np.maximum(partners, 1)
    relative = constraint.data / mean[row]
    raw = np.bincount(row, relative * np.log(relative), partners.size)
    most = partners * np.log(np.maximum(partners, 2))
    index = np.clip(raw / np.maximum(most, 1), 0, 1)  # rounding takes equal shares below 0
    return np.where(partners > 1, index, np.where(partners == 1, 1.0, np.nan))
