"""Louvain's method in whole numbers, so that it always ends.

networkx compares gains in floats; on some networks two equal gains differ in the last digit each way, and an actor
moves to and fro for ever (seen with networkx 3.6.1 on a rewired ring).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UNITS = 10**6  # strengths are counted in millionths
Counts = NDArray[np.int64]


def louvain(weights: NDArray[np.float64], *, rng: np.random.Generator) -> NDArray[np.intp]:
    """Divide a network into communities by moving actors, then communities, while modularity rises.

    Parameters
    ----------
    weights : (n, n) symmetric, >= 0: strengths of the ties, rounded to millionths; the diagonal is ignored.
    rng : of the order in which actors are visited.

    Returns
    -------
    (n,) community of each actor, numbered from 0 in the order of their first actors.

    References
    ----------
    Blondel, Guillaume, Lambiotte & Lefebvre (2008), Fast unfolding of communities in large networks,
    doi:10.1088/1742-5468/2008/10/P10008.

    Examples
    --------
    >>> two = np.kron(np.eye(2), np.ones((3, 3)))
    >>> louvain(two, rng=np.random.default_rng(1)).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    ties = np.rint(weights * UNITS).astype(np.int64)
    np.fill_diagonal(ties, 0)
    shrink = max(1, int(np.gcd.reduce(ties, axis=None))) if ties.any() else 1
    ties //= shrink
    community = np.arange(len(ties))
    while ties.any():
        moved = _moved(ties, rng)
        community = moved[community]
        if moved.max() + 1 == len(ties):
            break
        ties = _joined(ties, moved)
    return _numbered(community)


def _moved(ties: Counts, rng: np.random.Generator) -> NDArray[np.intp]:
    """Move each node to the neighbouring community of the largest gain until none gains."""
    strength: list[int] = ties.sum(axis=1).tolist()
    total = sum(strength)
    # Plain numbers: each step is about a few partners, for which arrays take ten times as long.
    links = [[(k, int(row[k])) for k in np.flatnonzero(row).tolist() if k != node] for node, row in enumerate(ties)]
    own = list(range(len(ties)))
    held = strength.copy()  # of each community
    turns = True
    while turns:
        turns = False
        for node in rng.permutation(len(ties)).tolist():
            old = own[node]
            joined = {old: 0}
            for other, weight in links[node]:
                joined[own[other]] = joined.get(own[other], 0) + weight
            held[old] -= strength[node]
            # 2m times the gain in modularity, times m: whole numbers, so that equal gains are equal.
            gains = {c: total * joined[c] - strength[node] * held[c] for c in sorted(joined)}
            best = max(gains, key=gains.__getitem__)
            new = best if gains[best] > gains[old] else old
            held[new] += strength[node]
            turns |= new != old
            own[node] = new
    return _numbered(np.array(own, dtype=np.intp))


def _joined(ties: Counts, community: NDArray[np.intp]) -> Counts:
    member = np.zeros((len(ties), int(community.max()) + 1), dtype=np.int64)
    member[np.arange(len(ties)), community] = 1
    return np.asarray(member.T @ ties @ member)


def _numbered(community: NDArray[np.intp]) -> NDArray[np.intp]:
    _, first, inverse = np.unique(community, return_index=True, return_inverse=True)
    place = np.argsort(np.argsort(first))
    return np.asarray(place[inverse], dtype=np.intp)
