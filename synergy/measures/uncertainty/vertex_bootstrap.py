"""How far a number of the whole network would move if other actors of the same kind had been asked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from synergy.measures.estimate import NAN, Estimate

Matrix = NDArray[np.float64]


def vertex_bootstrap(
    matrices: Matrix | tuple[Matrix, ...],
    statistic: Callable[..., float],
    *,
    draws: int = 1000,
    rng: np.random.Generator,
) -> Estimate:
    """Resample the actors with replacement and compute a number of the network anew for each resample.

    A cell between two copies of one actor is filled from a pair of different actors drawn at random from the data,
    both directions together. Meant for numbers that vary smoothly with the ties, such as density or congruence;
    those built on shortest paths come out biased, because a resample falls apart or shortens them.

    Parameters
    ----------
    matrices : (n, n), row = from, column = to; or several of the same actors in the same order, resampled together.
    statistic : called with one matrix for each of ``matrices``; returns a float, NaN where it is undefined.
    draws : number of resamples.
    rng : source of the resamples.

    Returns
    -------
    Estimate with ``value`` of the data, ``spread`` the standard error (standard deviation over the resamples),
    ``low`` and ``high`` the percentiles 2.5 and 97.5, ``draws`` the resamples in which the number is defined.
    These are NaN where n < 2 (there is no pair to draw) or it is defined in fewer than two resamples.

    References
    ----------
    Snijders & Borgatti (1999), Non-parametric standard errors and tests for network statistics,
    Connections 22(2):161-170.

    Examples
    --------
    >>> ring = np.roll(np.eye(8), 1, axis=1)
    >>> estimate = vertex_bootstrap(ring, lambda m: m.sum() / 56, draws=200, rng=np.random.default_rng(1))
    >>> round(estimate.value, 3), estimate.low <= estimate.value <= estimate.high
    (0.143, True)
    """
    several = tuple(np.asarray(m, dtype=float) for m in (matrices if isinstance(matrices, tuple) else (matrices,)))
    value = float(statistic(*several))
    n = len(several[0])
    if n < 2:
        return Estimate(value=value, method="vertex bootstrap")
    drawn = np.array([statistic(*_resampled(several, n, rng)) for _ in range(draws)], dtype=float)
    drawn = drawn[np.isfinite(drawn)]
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn.size > 1 else (NAN, NAN)
    spread = float(drawn.std(ddof=1)) if drawn.size > 1 else NAN
    return Estimate(
        value=value, spread=spread, low=float(low), high=float(high), draws=drawn.size, method="vertex bootstrap"
    )


def _resampled(several: tuple[Matrix, ...], n: int, rng: np.random.Generator) -> list[Matrix]:
    chosen = rng.integers(n, size=n)
    first, second = np.nonzero(np.triu(chosen[:, None] == chosen, 1))
    a = rng.integers(n, size=first.size)
    b = (a + rng.integers(1, n, size=first.size)) % n  # never a itself
    resampled = []
    for matrix in several:
        copy = matrix[np.ix_(chosen, chosen)]
        copy[first, second], copy[second, first] = matrix[a, b], matrix[b, a]
        resampled.append(copy)
    return resampled
