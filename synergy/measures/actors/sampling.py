"""Some actors stand for all: which ones are drawn, and how far the mean over them may be off."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import ArrayLike, NDArray

DEVIATIONS = 1.959963984540054  # from the mean that 95 % of a normal distribution lie within


def drawn(n: int, pivots: int | None, seed: int) -> NDArray[np.int64]:
    """Draw the places of so many of n actors without replacement; None, or n and more, are all, in order.

    Raises
    ------
    ValueError : fewer than one is asked for.

    Examples
    --------
    >>> sorted(drawn(9, 2, seed=1).tolist()), drawn(3, 5, seed=1).tolist()
    ([1, 2], [0, 1, 2])
    """
    if pivots is None or pivots >= n > 0:
        return np.arange(n)
    if pivots < 1:
        raise ValueError("an estimate needs at least one pivot")
    return np.array(Random(seed).sample(range(n), min(pivots, n)), dtype=np.int64)


def moments(total: ArrayLike, squares: ArrayLike, taken: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and variance of samples of ``taken`` numbers each, from the sums of the numbers and of their squares.

    Returns
    -------
    Mean, NaN where nothing was taken; variance, NaN where fewer than two numbers were.

    Examples
    --------
    >>> [values.tolist() for values in moments([6.0, 1.0, 0.0], [14.0, 1.0, 0.0], [3, 1, 0])]
    [[2.0, 1.0, nan], [1.0, nan, nan]]
    """
    total, taken = np.asarray(total, dtype=float), np.asarray(taken)
    mean = total / np.where(taken > 0, taken, np.nan)
    spread = np.maximum(np.asarray(squares) - total * mean, 0)
    return mean, spread / np.where(taken > 1, taken - 1, np.nan)


def band(
    mean: ArrayLike, variance: ArrayLike, taken: ArrayLike, of: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bound means over samples drawn without replacement at 95 %: normal, from the variance in the sample.

    Parameters
    ----------
    mean, variance : of each sample.
    taken : numbers in it.
    of : how many there are to take it from. Where all are taken nothing is left to chance, and the bounds are equal.

    Returns
    -------
    Lower and upper bound in [0, 1].

    References
    ----------
    Cochran (1977), Sampling Techniques, section 2.6 (finite population).

    Examples
    --------
    >>> [bound.round(3).tolist() for bound in band([0.5, 0.5], [0.01, 0.01], [25, 50], 50)]
    [[0.472, 0.5], [0.528, 0.5]]
    """
    mean, taken = np.asarray(mean, dtype=float), np.asarray(taken)
    missed = 1 - taken / max(of, 1)
    variance = np.where(missed > 0, variance, 0)
    error = DEVIATIONS * np.sqrt(missed * variance / np.where(taken > 0, taken, np.nan))
    low, high = np.clip([mean - error, mean + error], 0, 1)
    return low, high
