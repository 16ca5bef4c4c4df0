"""Which share of an actor's partners do not stand for each other."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from synergy.measures.actors.degree import degree
from synergy.measures.actors.effective_size import effective_size


def efficiency(graph: nx.Graph) -> pd.Series:
    """Burt's efficiency: effective size over the number of partners.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie, 1 where absent. Partners are
        those with a tie in either direction; self-loops are ignored.

    Returns
    -------
    Series of n floats in (0, 1] by actor: 1 where no two partners are tied to each other, 1/d where all d are, at
    equal strength. NaN for an actor without ties.

    References
    ----------
    Burt (1992), Structural Holes; Borgatti (1997), Structural holes: unpacking Burt's redundancy measures,
    Connections 20(1):35-38.

    Examples
    --------
    >>> efficiency(nx.star_graph(3)).to_dict(), efficiency(nx.complete_graph(4)).round(6).to_dict()
    ({0: 1.0, 1: 1.0, 2: 1.0, 3: 1.0}, {0: 0.333333, 1: 0.333333, 2: 0.333333, 3: 0.333333})
    """
    partners = degree(graph).to_numpy(dtype=float)
    size = effective_size(graph).to_numpy()
    values = size / np.where(partners == 0, np.nan, partners)
    return pd.Series(values, index=list(graph), name="efficiency", dtype=float)
