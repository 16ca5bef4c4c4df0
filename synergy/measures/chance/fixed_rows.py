"""Overlaps beyond chance where only the size of each actor's portfolio is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.free_blocks import only_pairs


def fixed_rows_p(incidence: ArrayLike) -> NDArray[np.float64]:
    """Chance of an overlap at least as large as observed when every programme is equally likely (hypergeometric).

    The number of actors a programme has is ignored: two actors who share only what everybody holds look as close
    as two who share what nobody else does. Under this null alone an empty or a common column is like any other.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.

    Returns
    -------
    (n, n) symmetric floats in (0, 1]; NaN on the diagonal and for an actor without programmes.

    References
    ----------
    Tumminello et al. (2011), Statistically validated networks in bipartite complex systems, PLoS ONE 6:e17994,
    doi:10.1371/journal.pone.0017994; Neal, Domagalski & Sagan (2021), Comparing alternatives to the fixed degree
    sequence model for extracting the backbone of bipartite projections, doi:10.1038/s41598-021-03238-3 (FRM).

    Examples
    --------
    >>> fixed_rows_p([[1, 1, 0, 0], [1, 1, 0, 0], [0, 1, 1, 1]]).round(4)
    array([[   nan, 0.1667, 1.    ],
           [0.1667,    nan, 1.    ],
           [1.    , 1.    ,    nan]])
    """
    held = np.asarray(incidence, dtype=bool)
    counts = held.astype(np.float64)
    shared = (counts @ counts.T).astype(np.intp)
    sizes, size_of = np.unique(held.sum(axis=1), return_inverse=True)
    p = np.ones(shared.shape)
    for index, size in enumerate(sizes):
        rows = np.flatnonzero(size_of == index)
        tail = _tail(int(size), sizes, held.shape[1])
        p[rows] = tail[size_of[None, :], shared[rows]]
    return only_pairs(p, held)


def _tail(size: int, others: NDArray[np.intp], programmes: int) -> NDArray[np.float64]:
    """Return P(overlap >= t) of a portfolio with each of the others' sizes: (sizes, t = 0 .. size)."""
    from scipy.special import gammaln

    def log_choose(top: NDArray[np.intp], bottom: NDArray[np.intp]) -> NDArray[np.float64]:
        possible = (bottom >= 0) & (bottom <= top)
        bottom = np.where(possible, bottom, 0)
        ways = gammaln(top + 1) - gammaln(bottom + 1) - gammaln(top - bottom + 1)
        return np.asarray(np.where(possible, ways, -np.inf))

    overlap, other = np.arange(size + 1)[None, :], others[:, None]
    first, rest = np.array([[size]]), np.array([[programmes - size]])
    ways = log_choose(first, overlap) + log_choose(rest, other - overlap) - log_choose(first + rest, other)
    upwards = np.exp(ways)[:, ::-1].cumsum(axis=1)[:, ::-1]
    # Rounding leaves the sum of all chances a little off 1.
    return np.asarray(np.minimum(upwards, 1.0))
