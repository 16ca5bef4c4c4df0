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
    n = len(ties)
    strength = ties.sum(axis=1)
    total = int(strength.sum())
    neighbours = [np.nonzero(row)[0] for row in ties]
    own = np.arange(n)
    held = strength.copy()  # of each community
    turns = True
    while turns:
        turns = False
        for node in rng.permutation(n).tolist():
            to = neighbours[node][neighbours[node] != node]
            if not to.size:
                continue
            old = own[node]
            held[old] -= strength[node]
            joined = np.bincount(own[to], weights=ties[node, to], minlength=n).astype(np.int64)
            options = np.unique(np.append(own[to], old))
            # 2m times the gain in modularity, times m: whole numbers, so that equal gains are equal.
            gains = [total * int(joined[c]) - int(strength[node]) * int(held[c]) for c in options.tolist()]
            stay = gains[int(np.searchsorted(options, old))]
            best = max(range(len(gains)), key=gains.__getitem__)
            new = int(options[best]) if gains[best] > stay else int(old)
            held[new] += strength[node]
            turns |= new != old
            own[node] = new
    return _numbered(own)


def _joined(ties: Counts, community: NDArray[np.intp]) -> Counts:
    member = np.zeros((len(ties), int(community.max()) + 1), dtype=np.int64)
    member[np.arange(len(ties)), community] = 1
    return np.asarray(member.T @ ties @ member)


def _numbered(community: NDArray[np.intp]) -> NDArray[np.intp]:
    _, first, inverse = np.unique(community, return_index=True, return_inverse=True)
    place = np.argsort(np.argsort(first))
    return np.asarray(place[inverse], dtype=np.intp)
