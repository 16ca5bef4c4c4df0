"""How extreme a number is among those that chance alone would have given."""

from __future__ import annotations

from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.estimate import Estimate

Tail = Literal["upper", "lower", "two"]
TIE = 1e-12  # relative difference up to which two floats are the same number


@overload
def monte_carlo_p(observed: float, draws: ArrayLike, *, tail: Tail = "upper") -> float: ...
@overload
def monte_carlo_p(observed: NDArray[np.float64], draws: ArrayLike, *, tail: Tail = "upper") -> NDArray[np.float64]: ...
def monte_carlo_p(
    observed: float | NDArray[np.float64], draws: ArrayLike, *, tail: Tail = "upper"
) -> float | NDArray[np.float64]:
    """Chance of a number at least as extreme as the observed one, from random draws: (c + 1) / (N + 1).

    The observed number counts among the draws, so that p is never 0. Equal numbers count as extreme.

    Parameters
    ----------
    observed : one number or any array of numbers.
    draws : (..., N) what chance gave for each of them. NaN, an undefined draw, is left out of c and of N.
    tail : ``"upper"`` counts draws >= observed, ``"lower"`` draws <= observed; ``"two"`` doubles the smaller of
        the two chances, to at most 1.

    Returns
    -------
    Float, or array of floats in the shape of ``observed``, in [1 / (N + 1), 1]; NaN where the observed number or
    every draw is undefined.

    Raises
    ------
    ValueError : for another tail.

    References
    ----------
    Phipson & Smyth (2010), Permutation p-values should never be zero, doi:10.2202/1544-6115.1585.

    Examples
    --------
    >>> monte_carlo_p(3.0, [1, 2, 3, 4])
    0.6
    """
    return _p(observed, draws, tail=tail, added=1)


def exact_p(observed: float, arrangements: ArrayLike, *, tail: Tail = "upper") -> float:
    """Share of all arrangements that are at least as extreme as the observed one: c / N.

    Parameters
    ----------
    observed : the number of the arrangement that was observed.
    arrangements : (N,) the number of every arrangement, the observed one among them. NaN is left out.
    tail : as in :func:`monte_carlo_p`.

    Returns
    -------
    Float in (0, 1]; NaN where the observed number is undefined.

    Examples
    --------
    >>> exact_p(3.0, [1, 2, 3, 4])
    0.5
    """
    return float(_p(observed, arrangements, tail=tail, added=0))


def against_null(
    observed: float, draws: ArrayLike, *, method: str, tail: Tail = "upper", exact: bool = False
) -> Estimate:
    """Set a number beside what chance gave: mean, standard deviation and middle 95 % of the draws, and p.

    Parameters
    ----------
    observed : the number.
    draws : (N,) what chance gave; NaN is left out and not counted in ``Estimate.draws``.
    method : name of the null model, to which the tail is added.
    tail : as in :func:`monte_carlo_p`.
    exact : whether ``draws`` are all arrangements.

    Returns
    -------
    Estimate. ``low`` and ``high`` are the 2.5 and 97.5 percentiles *of the null*, not an interval of the value.

    Examples
    --------
    >>> against_null(3.0, [1, 2, 3, 4], method="all four", exact=True).p_value
    0.5
    """
    values = np.asarray(draws, dtype=float)
    values = values[~np.isnan(values)]
    method = f"{method}, {'two-sided' if tail == 'two' else tail + ' tail'}"
    if not values.size:
        return Estimate(value=observed, exact=exact, method=method)
    p_value = exact_p(observed, values, tail=tail) if exact else monte_carlo_p(observed, values, tail=tail)
    with np.errstate(invalid="ignore"):  # a draw may be infinite
        baseline, spread = _centre(values, exact=exact)
        low, high = np.percentile(values, [2.5, 97.5])
    return Estimate(
        value=observed,
        baseline=baseline,
        spread=spread,
        low=float(low),
        high=float(high),
        p_value=p_value,
        draws=values.size,
        exact=exact,
        method=method,
    )


def random_orders(n: int, draws: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return ``draws`` random orders of ``n`` actors, one a row.

    Examples
    --------
    >>> random_orders(3, 2, np.random.default_rng(1)).shape
    (2, 3)
    """
    return np.asarray(rng.permuted(np.tile(np.arange(n), (draws, 1)), axis=1), dtype=np.int64)


def _p(
    observed: float | NDArray[np.float64], draws: ArrayLike, *, tail: Tail, added: int
) -> float | NDArray[np.float64]:
    if tail not in ("upper", "lower", "two"):
        raise ValueError(f"no such tail: {tail}")
    values, drawn = np.asarray(observed, dtype=float), np.asarray(draws, dtype=float)
    near = _tolerance(values, drawn)
    counted = (~np.isnan(drawn)).sum(axis=-1)
    counts = {
        "upper": (drawn >= (values - near)[..., None]).sum(axis=-1),  # a comparison with NaN is false
        "lower": (drawn <= (values + near)[..., None]).sum(axis=-1),
    }
    count = np.minimum(counts["upper"], counts["lower"]) if tail == "two" else counts[tail]
    defined = (counted > 0) & ~np.isnan(values)
    share = np.divide(count + added, counted + added, out=np.full(defined.shape, np.nan), where=defined)
    p = np.minimum(1, 2 * share) if tail == "two" else share
    return float(p) if values.ndim == 0 else p


def _tolerance(observed: NDArray[np.float64], draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounding error of each number: of its own size or, near 0, of the size that the draws usually have."""
    if not draws.shape[-1]:
        return np.zeros(observed.shape)
    usual = np.median(np.where(np.isfinite(draws), np.abs(draws), 0), axis=-1)
    size = np.where(np.isfinite(observed), np.maximum(np.abs(observed), usual), 0)
    return np.asarray(TIE * size, dtype=float)


def _centre(values: NDArray[np.float64], *, exact: bool) -> tuple[float, float]:
    """Mean and standard deviation; numbers equal but for rounding have none, lest z divide one error by another."""
    if np.ptp(values) <= TIE * np.abs(values).max():
        return float(values[0]), 0.0
    return float(values.mean()), float(values.std(ddof=0 if exact else 1))
