"""Overlaps beyond chance where portfolio sizes are kept and programmes' popularity on average."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.free_blocks import free_blocks, p_within_blocks
from synergy.measures.chance.moment_equations import solved


def conditional_bernoulli_probabilities(incidence: ArrayLike) -> NDArray[np.float64]:
    """Fit the conditional-Bernoulli degree sequence model: the chance of each actor to hold each programme.

    An actor with r programmes holds one of the subsets of size r, each with a chance proportional to the product
    of its programmes' weights; the weights, common to all actors, are those whose expected column sums are
    observed. A cell that is the same in every matrix with these sums keeps its value.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.

    Returns
    -------
    (n, m) floats in [0, 1] with the row and column sums of the incidence.

    Raises
    ------
    ArithmeticError
        Where the fit does not reach the sums (not known to happen).

    References
    ----------
    Chen, Dempster & Liu (1994), Weighted finite population sampling to maximize entropy, Biometrika 81:457-469;
    Hájek (1964), Asymptotic theory of rejective sampling with varying probabilities from a finite population,
    Annals of Mathematical Statistics 35:1491-1523.

    Examples
    --------
    >>> conditional_bernoulli_probabilities([[1, 0, 0], [0, 1, 0], [1, 0, 1]]).round(3).tolist()
    [[0.577, 0.211, 0.211], [0.577, 0.211, 0.211], [0.845, 0.577, 0.577]]
    """
    held = np.asarray(incidence, dtype=bool)
    chances = held.astype(np.float64)
    for rows, columns in free_blocks(held):
        block = held[np.ix_(rows, columns)]
        sizes, size_of = np.unique(block.sum(axis=1), return_inverse=True)
        chances[np.ix_(rows, columns)] = _inclusion(_next(_weights(block), int(sizes[-1])), sizes)[size_of]
    return chances


def conditional_bernoulli_p(incidence: ArrayLike) -> NDArray[np.float64]:
    """Chance of an overlap at least as large as observed in the conditional-Bernoulli degree sequence model.

    The law of the overlap is worked out programme by programme, for all pairs of portfolio sizes at once: no
    draws and no seed, at about (size of the largest portfolio)² x (largest overlap) x m operations. Programmes'
    popularity varies under this null, so it is more conservative than one that keeps it (``fixed_margins_p``).

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.

    Returns
    -------
    (n, n) symmetric floats in (0, 1]; NaN on the diagonal and for an actor without programmes.

    References
    ----------
    Chen, Dempster & Liu (1994), Weighted finite population sampling to maximize entropy, Biometrika 81:457-469,
    for the law of one actor's portfolio; its use for the overlap of two is this package's own.

    Examples
    --------
    >>> conditional_bernoulli_p([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])[0].round(4).tolist()
    [nan, 0.1667, 1.0, 1.0]
    """
    return p_within_blocks(incidence, _block_p)


def _block_p(block: NDArray[np.bool_]) -> NDArray[np.float64]:
    counts = block.astype(np.float64)
    shared = (counts @ counts.T).astype(np.intp)
    sizes = block.sum(axis=1)
    between = shared[~np.eye(len(shared), dtype=bool)]
    tail = _tail(_next(_weights(block), int(sizes.max())), int(between.max()))
    # An actor's overlap with itself may be larger than any between two; it is blanked afterwards.
    return np.asarray(tail[sizes[:, None], sizes[None, :], np.minimum(shared, between.max())])


def _tail(following: NDArray[np.float64], largest: int) -> NDArray[np.float64]:
    """Return P(overlap >= t) of portfolios of a and b programmes: (a, b, t = 0 .. largest)."""
    size = following.shape[1]
    tail = np.zeros((size, size, largest + 1))
    tail[..., 0] = 1.0
    for chance in following[::-1]:
        one, other = chance[:, None, None], chance[None, :, None]
        ahead = (1 - one) * (1 - other) * tail
        ahead[1:] += one[1:] * (1 - other) * tail[:-1]
        ahead[:, 1:] += (1 - one) * other[:, 1:] * tail[:, :-1]
        ahead[1:, 1:, 1:] += one[1:] * other[:, 1:] * tail[:-1, :-1, :-1]
        ahead[..., 0] = 1.0
        tail = ahead
    return tail


def _next(log_weights: NDArray[np.float64], largest: int) -> NDArray[np.float64]:
    """Return the chance to take programme k with a still to take from it and those after it: (k, a = 0 .. largest).

    The sums over subsets are kept as logarithms, because they leave the range of a float; the chances do not.
    """
    programmes = len(log_weights)
    subsets = np.full((programmes + 1, largest + 1), -np.inf)
    subsets[:, 0] = 0.0
    chance = np.zeros((programmes, largest + 1))
    for k in reversed(range(programmes)):
        taken = log_weights[k] + subsets[k + 1, :-1]
        subsets[k, 1:] = np.logaddexp(subsets[k + 1, 1:], taken)
        possible = taken > -np.inf
        chance[k, 1:][possible] = np.exp(taken[possible] - subsets[k, 1:][possible])
    return chance


def _inclusion(following: NDArray[np.float64], sizes: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the chance of each programme to be in a portfolio of each size: (sizes, programmes)."""
    left = np.zeros((len(sizes), following.shape[1]))
    left[np.arange(len(sizes)), sizes] = 1.0
    chances = np.empty((len(sizes), len(following)))
    for k, chance in enumerate(following):
        taken = left * chance
        chances[:, k] = taken.sum(axis=1)
        left -= taken
        left[:, :-1] += taken[:, 1:]
    return chances


def _weights(block: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the logarithms of the programmes' weights, up to a constant, of a block without forced cells.

    Iterative proportional fitting takes hundreds of rounds where a programme is nearly everybody's or nobody's.
    Steps along Hájek's approximate variances reach the same weights in about ten.
    """
    popularity = block.sum(axis=0)
    sizes, counts = np.unique(block.sum(axis=1), return_counts=True)

    def moments(log_weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        chances = _inclusion(_next(log_weights, int(sizes[-1])), sizes)
        return popularity - counts @ chances, _variances(chances, counts)

    start = np.log(popularity / (len(block) - popularity))
    return solved(start - start.mean(), moments, scale=len(block))


def _variances(chances: NDArray[np.float64], counts: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return Hájek's covariances of the column sums; more for all changes nothing, so it is made regular."""
    own = chances * (1 - chances)
    programmes = chances.shape[1]
    shared = own * np.sqrt(counts / own.sum(axis=1))[:, None]
    covariances = np.diag(counts @ own) - shared.T @ shared + own.mean()
    return np.asarray(covariances * programmes / (programmes - 1))
