"""Between which partners an actor stands who have no tie, and no other go-between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import ROWS, arcs, closed_paths

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def honest_broker(graph: nx.Graph) -> pd.DataFrame:
    """Count the pairs of an actor's partners: all, those without a tie to each other, those with no other go-between.

    Parameters
    ----------
    graph : (n actors) undirected or directed; a tie in either direction makes partners, whatever the strength.
        Self-loops are ignored.

    Returns
    -------
    DataFrame of n rows by actor and three columns of whole numbers, each at most the one before it.
    ``honest_broker_pairs``: all unordered pairs of partners, d(d - 1)/2. ``honest_broker_indirect``: the two have no
    tie to each other. ``honest_broker_pure``: nor does anybody else have a tie to both, so that the actor alone links
    them at two steps. 0 for an actor with fewer than two partners. The indirect pairs are index HBI0 of UCINET in an
    undirected network; the pure pairs have no counterpart there.

    References
    ----------
    Christopoulos & Ingold (2015), Exceptional or just well connected? Political entrepreneurs and brokers in policy
    making, European Political Science Review 7 (honest brokerage in policy networks).

    Examples
    --------
    >>> honest_broker(nx.cycle_graph(4)).loc[0].to_dict()
    {'honest_broker_pairs': 1, 'honest_broker_indirect': 1, 'honest_broker_pure': 0}
    """
    arc = arcs(graph)
    tied = ((arc + arc.T) > 0).astype(np.int64).tocsr()
    partners = tied.sum(axis=1)
    pairs = partners * (partners - 1) // 2
    counts = {
        "honest_broker_pairs": pairs,
        "honest_broker_indirect": pairs - closed_paths(tied, tied, tied) // 2,
        "honest_broker_pure": _alone_between(tied),
    }
    return pd.DataFrame(counts, index=list(graph), dtype=int)


def _alone_between(tied: csr_array) -> NDArray[np.int64]:
    """Count for each actor the pairs without a tie whose only common partner it is."""
    from scipy.sparse import diags_array

    n = tied.shape[0]
    # Summed over the common partners of a pair; where there is a single one, its own number.
    numbered = diags_array(np.arange(1, n + 1), dtype=np.int64) @ tied
    counts = np.zeros(n, dtype=np.int64)
    for start in range(0, n, ROWS):
        rows = slice(start, start + ROWS)
        single = (tied[rows] @ tied == 1).astype(np.int64)
        apart = single - single.multiply(tied[rows])
        between = (tied[rows] @ numbered).multiply(apart).tocoo()
        kept = (between.data > 0) & (between.row + start != between.col)
        counts += np.bincount(between.data[kept] - 1, minlength=n)
    return counts // 2
