"""How far a number of the whole network hangs on single actors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from synergy.measures.estimate import NAN, Estimate

Matrix = NDArray[np.float64]


def jackknife(matrices: Matrix | tuple[Matrix, ...], statistic: Callable[..., float]) -> Estimate:
    """Leave out each actor in turn: standard error sqrt((n - 2) / (2n) · Σ (Z₋ᵢ - mean)²).

    Parameters
    ----------
    matrices : (n, n), row = from, column = to; or several of the same actors in the same order.
    statistic : called with one matrix for each of ``matrices``, at least 2 × 2; returns a float, NaN where undefined.

    Returns
    -------
    Estimate with ``value`` of the data, ``spread`` the standard error and ``draws`` = n arrangements, all of them
    (``exact``). The spread is NaN where n < 3 or the number is undefined without one of the actors.

    References
    ----------
    Snijders & Borgatti (1999), Non-parametric standard errors and tests for network statistics,
    Connections 22(2):161-170.

    Examples
    --------
    >>> star = np.zeros((4, 4))
    >>> star[0, 1:] = star[1:, 0] = 1
    >>> estimate = jackknife(star, lambda m: m.sum() / (len(m) * (len(m) - 1)))
    >>> estimate.value, round(estimate.spread, 6)
    (0.5, 0.288675)
    """
    several = tuple(np.asarray(m, dtype=float) for m in (matrices if isinstance(matrices, tuple) else (matrices,)))
    value = float(statistic(*several))
    n = len(several[0])
    if n < 3:
        return Estimate(value=value, method="jackknife")
    actors = np.arange(n)
    without = np.array(
        [
            statistic(*(matrix[np.ix_(actors != left_out, actors != left_out)] for matrix in several))
            for left_out in actors
        ]
    )
    squares = float(((without - without.mean()) ** 2).sum()) if np.isfinite(without).all() else NAN
    return Estimate(value=value, spread=((n - 2) / (2 * n) * squares) ** 0.5, draws=n, exact=True, method="jackknife")
