"""How far two orders of the same things agree."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.estimate import NAN

Ranks = NDArray[np.int64]


def kendall_tau(one: ArrayLike, other: ArrayLike) -> float:
    """Kendall's tau-b: pairs of things in the same order less pairs in opposite order, with equal values allowed for.

    Our own code, because ``scipy.stats`` takes longer to load than a small study takes to compare.

    Parameters
    ----------
    one, other : (n,) numbers of the same n things.

    Returns
    -------
    Float in [-1, 1]; NaN where either has fewer than two different values. It takes time in proportion to n log² n.

    References
    ----------
    Kendall (1945), The treatment of ties in ranking problems, Biometrika 33:239-251; Knight (1966), A computer method
    for calculating Kendall's tau with ungrouped data, JASA 61:436-439.

    Examples
    --------
    >>> kendall_tau([1, 2, 3, 4], [1, 2, 3, 4]), kendall_tau([1, 2, 3], [3, 2, 1])
    (1.0, -1.0)
    >>> round(kendall_tau([1, 1, 2, 3], [1, 2, 2, 3]), 6)
    0.8
    """
    x, y = _ranks(one), _ranks(other)
    n = x.size
    order = np.lexsort((y, x))
    total, tied_x, tied_y = n * (n - 1) // 2, _tied(x), _tied(y)
    if total in (tied_x, tied_y):
        return NAN
    both = _tied(x * n + y)
    opposite = _inversions(y[order])
    same_less_opposite = total - tied_x - tied_y + both - 2 * opposite
    tau = same_less_opposite / np.sqrt(total - tied_x) / np.sqrt(total - tied_y)
    return float(min(1.0, max(-1.0, tau)))


def _ranks(values: ArrayLike) -> Ranks:
    return np.unique(np.asarray(values), return_inverse=True)[1].reshape(-1).astype(np.int64)


def _tied(values: Ranks) -> int:
    many = np.unique(values, return_counts=True)[1]
    return int((many * (many - 1) // 2).sum())


def _inversions(ranks: Ranks) -> int:
    """Count the pairs of which the first is the larger, bit by bit of the ranks, from the highest.

    Things are kept sorted by the bits seen, in their own order among equals: there, a pair differs first in the next.
    """
    found, place = 0, np.arange(ranks.size)
    for bit in reversed(range(int(ranks.max(initial=0)).bit_length())):
        prefix, high = ranks >> (bit + 1), (ranks >> bit) & 1
        begins = np.flatnonzero(np.concatenate([[True], prefix[1:] != prefix[:-1]]))
        many = np.diff(np.append(begins, ranks.size))
        before = np.cumsum(high) - high
        before -= np.repeat(before[begins], many)
        found += int(before[high == 0].sum())
        begin, low = np.repeat(begins, many), np.repeat(np.add.reduceat(1 - high, begins), many)
        sorted_ranks = np.empty_like(ranks)
        sorted_ranks[np.where(high == 0, place - before, begin + low + before)] = ranks
        ranks = sorted_ranks
    return found
