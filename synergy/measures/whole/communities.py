"""Groups of actors with more ties inside than chance would give, and how far they depend on the run."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.estimate import Estimate
from synergy.measures.whole.louvain import louvain
from synergy.measures.whole.rewiring import against_rewired
from synergy.measures.whole.undirected import undirected

Partitions = NDArray[np.intp]  # (runs, n) number of each actor's community in each run

TOGETHER = 0.5  # share of runs from which a pair counts as together
ROUNDS = 50  # of consensus; a few are the rule, and the bound keeps a network without any from turning for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """Communities on which many runs agree.

    ``members`` gives each actor's community, 1 the largest, equal ones by their first actor; ``stability`` of each
    actor the mean share of runs that put it with the others of its community, NaN where there are no others;
    ``modularity`` is that of these communities, ``best_modularity`` the highest of a single run; ``agreement`` the
    mean adjusted Rand index of two runs; ``runs`` their number.
    """

    members: Mapping[Hashable, int]
    stability: pd.Series
    modularity: float
    best_modularity: float
    agreement: float
    runs: int


def communities(graph: nx.Graph, *, runs: int = 100, rng: np.random.Generator) -> Communities:
    """Consensus of many Louvain runs; one run is not a result, since runs differ.

    The share of runs that put a pair in one community is taken as the strength of a tie between the two, shares
    below .5 dropped (an actor with none above keeps its highest), and that network is divided again by as many runs,
    until all of them agree.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then arcs in either direction are one tie, the stronger of the two.
        ``weight`` is the strength of a tie, 1 where absent. Self-loops are ignored.
    runs : Louvain runs, each with its own seed, at modularity of resolution 1.
    rng : of the seeds.

    Returns
    -------
    Communities. Modularity lies in [-.5, 1), NaN without ties. An actor without ties is a community of its own,
    has a NaN stability and is left out of the agreement, which is 1 where all runs agree, about 0 where they agree
    as chance would, and NaN where runs < 2 or nobody has ties.

    Raises
    ------
    ValueError : runs below 1.

    References
    ----------
    Blondel et al. (2008), Fast unfolding of communities in large networks, doi:10.1088/1742-5468/2008/10/P10008;
    Lancichinetti & Fortunato (2012), Consensus clustering in complex networks, doi:10.1038/srep00336; Newman &
    Girvan (2004), doi:10.1103/PhysRevE.69.026113 (modularity); Hubert & Arabie (1985), Comparing partitions,
    doi:10.1007/BF01908075 (adjusted Rand index).

    Examples
    --------
    >>> two = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "e")])
    >>> found = communities(two, runs=5, rng=np.random.default_rng(1))
    >>> dict(found.members), found.agreement
    ({'a': 1, 'b': 1, 'c': 1, 'd': 2, 'e': 2}, 1.0)
    """
    if runs < 1:
        raise ValueError("at least one run")
    plain = undirected(graph)
    actors = [actor for actor in plain if plain.degree[actor]]
    tied = plain.subgraph(actors)
    weights = nx.to_numpy_array(tied, nodelist=actors) if actors else np.zeros((0, 0))
    partitions = _partitions(weights, runs, rng)
    together = _together(partitions)
    consensus = _consensus(partitions, rng)
    members = _numbered(graph, dict(zip(actors, consensus.tolist(), strict=True)))
    stability = pd.Series(_stability(together, consensus), index=actors, name="stability", dtype=float)
    return Communities(
        members=members,
        stability=stability.reindex(list(graph)),
        modularity=_modularity(weights, consensus),
        best_modularity=max(_modularity(weights, partition) for partition in partitions),
        agreement=_mean_adjusted_rand(partitions),
        runs=runs,
    )


def modularity_p(graph: nx.Graph, *, runs: int = 5, draws: int = 200, rng: np.random.Generator) -> Estimate:
    """Compare the best modularity of a few runs with that of networks in which everyone has as many partners.

    Networks without communities reach a high modularity too, the more so the fewer ties they have.

    Parameters
    ----------
    graph : as for ``communities``.
    runs : Louvain runs in the network and in each rewired one.
    draws : rewired networks.
    rng : of the seeds and the rewiring.

    Returns
    -------
    Estimate of the best modularity, its p-value of the upper side; NaN without ties.

    References
    ----------
    Guimerà, Sales-Pardo & Amaral (2004), Modularity from fluctuations in random graphs and complex networks,
    doi:10.1103/PhysRevE.70.025101; Maslov & Sneppen (2002), doi:10.1126/science.1065103 (the rewiring).

    Examples
    --------
    >>> modularity_p(nx.star_graph(4), draws=9, rng=np.random.default_rng(1)).p_value
    1.0
    """

    def best(drawn: nx.Graph) -> float:
        weights = nx.to_numpy_array(drawn) if len(drawn) else np.zeros((0, 0))
        return max(_modularity(weights, partition) for partition in _partitions(weights, runs, rng))

    method = f"best modularity of {runs} Louvain runs, upper side, degree-preserving rewiring"
    return against_rewired(graph, best, draws=draws, rng=rng, method=method)


def _partitions(weights: NDArray[np.float64], runs: int, rng: np.random.Generator) -> Partitions:
    return np.array([louvain(weights, rng=rng) for _ in range(runs)], dtype=np.intp).reshape(runs, len(weights))


def _together(partitions: Partitions) -> NDArray[np.float64]:
    """(n, n) share of runs with the two in one community."""
    shares = np.zeros((partitions.shape[1],) * 2)
    for partition in partitions:
        shares += partition[:, None] == partition
    return shares / len(partitions)


def _consensus(partitions: Partitions, rng: np.random.Generator) -> NDArray[np.intp]:
    for _ in range(ROUNDS):
        together = _together(partitions)
        if np.isin(together, (0.0, 1.0)).all():
            break
        np.fill_diagonal(together, 0.0)
        highest = together.max(axis=1, initial=0.0, keepdims=True)
        kept = together >= np.minimum(TOGETHER, highest)
        together[~(kept | kept.T)] = 0.0
        partitions = _partitions(together, len(partitions), rng)
    agreed: NDArray[np.intp] = partitions[0]
    return agreed


def _numbered(graph: nx.Graph, community: Mapping[Hashable, int]) -> dict[Hashable, int]:
    """Number communities by size, then by first actor; who is in none is one of its own."""
    groups: dict[object, list[Hashable]] = {}
    for actor in sorted(graph):
        groups.setdefault(community.get(actor, ("alone", actor)), []).append(actor)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0]))
    number = {actor: place for place, group in enumerate(ordered, start=1) for actor in group}
    return {actor: number[actor] for actor in graph}


def _stability(together: NDArray[np.float64], consensus: NDArray[np.intp]) -> NDArray[np.float64]:
    own = consensus[:, None] == consensus
    others = own.sum(axis=1) - 1
    shares = np.where(own, together, 0.0).sum(axis=1) - 1  # an actor is always with itself
    return np.where(others > 0, shares / np.maximum(others, 1), np.nan)


def _modularity(weights: NDArray[np.float64], partition: NDArray[np.intp]) -> float:
    total = weights.sum()
    if not total:
        return float("nan")
    strength = np.bincount(partition, weights=weights.sum(axis=1)) / total
    inside = weights[partition[:, None] == partition].sum() / total
    return float(inside - (strength**2).sum())


def _mean_adjusted_rand(partitions: Partitions) -> float:
    """Mean over pairs of runs, from the numbers of actors that two communities share."""
    runs, n = partitions.shape
    if runs < 2 or not n:
        return float("nan")
    counts = partitions.max(axis=1) + 1
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    belongs = np.zeros((n, counts.sum()))
    belongs[np.arange(n), partitions + first[:, None]] = 1
    shared = belongs.T @ belongs
    pairs = np.add.reduceat(np.add.reduceat(shared * (shared - 1) / 2, first, axis=0), first, axis=1)
    alone = np.diag(pairs)
    expected = np.outer(alone, alone) / (n * (n - 1) / 2) if n > 1 else np.zeros_like(pairs)
    most = (alone[:, None] + alone) / 2
    varies = most - expected > 0
    index = np.divide(pairs - expected, most - expected, out=np.ones_like(pairs), where=varies)
    return float(index[np.triu_indices(runs, 1)].mean())
