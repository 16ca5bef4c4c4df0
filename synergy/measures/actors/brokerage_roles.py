"""Between which sectors an actor mediates."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.matrices import arcs, closed_paths

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def brokerage_roles(graph: nx.Graph, sector: Mapping[Hashable, str]) -> pd.DataFrame:
    """Count the pairs of others between whom each actor stands, by the sectors of the three (Gould and Fernandez).

    A pair counts where ties lead a → actor → b and none leads a → b, whatever the strength: *coordinator* all
    three of one sector; *itinerant* a and b of one, the actor of another; *gatekeeper* only a of another;
    *representative* only b of another; *liaison* three sectors.

    Parameters
    ----------
    graph : (n actors) undirected or directed; self-loops are ignored. In a directed graph an undirected tie is
        two arcs. In an undirected one each unordered pair counts once, and gatekeeper = representative, because
        they cannot be told apart: the total counts one of them.
    sector : sector of every actor.

    Returns
    -------
    DataFrame of n rows by actor and five columns of whole numbers, 0 to (n - 1)(n - 2).

    References
    ----------
    Gould & Fernandez (1989), Structures of mediation, Sociological Methodology 19:89-126, doi:10.2307/270949.

    Examples
    --------
    >>> brokerage_roles(nx.DiGraph([(1, 2), (2, 3)]), {1: "A", 2: "B", 3: "B"}).loc[2].to_dict()
    {'coordinator': 0, 'itinerant': 0, 'gatekeeper': 1, 'representative': 0, 'liaison': 0}
    """
    tied = arcs(graph)
    code = pd.factorize(np.array([sector[actor] for actor in graph], dtype=object))[0]
    belongs = (code[:, None] == np.unique(code)).astype(np.int64)  # (n, sectors)
    same = _within(tied, code)
    other = (tied - same).tocsr()
    into, out = same.sum(axis=0), same.sum(axis=1)
    from_others, to_others = other.sum(axis=0), other.sum(axis=1)
    two_alike = ((tied.T @ belongs) * (tied @ belongs)).sum(axis=1) - into * out  # of one sector, not the actor's
    half = 1 if graph.is_directed() else 2
    roles = {
        "coordinator": (into * out - _both(same) - closed_paths(same, same, same)) // half,
        "itinerant": (two_alike - _both(other) - closed_paths(other, other, same)) // half,
        "gatekeeper": from_others * out - closed_paths(other, same, other),
        "representative": into * to_others - closed_paths(same, other, other),
        "liaison": (from_others * to_others - two_alike - closed_paths(other, other, other)) // half,
    }
    return pd.DataFrame(roles, index=list(graph), dtype=int)


def _within(tied: csr_array, code: NDArray[np.int64]) -> csr_array:
    """Ties inside a sector."""
    from scipy.sparse import csr_array

    ties = tied.tocoo()
    kept = code[ties.row] == code[ties.col]
    return csr_array((ties.data[kept], (ties.row[kept], ties.col[kept])), shape=tied.shape)


def _both(tied: csr_array) -> NDArray[np.int64]:
    """Ties that go both ways: two-paths that come back to where they began."""
    return np.asarray(tied.multiply(tied.T).sum(axis=1))
