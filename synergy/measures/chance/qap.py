"""Whether two networks of the same actors go together more than they would had the actors changed places."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.permutation import TIE, Tail, against_null, random_orders
from synergy.measures.estimate import Estimate

Square = NDArray[np.float64]
AT_MOST = 5_040  # orders that are all looked at: seven actors
CELLS = 1 << 16  # worked on at once: what the processor keeps close by


def qap(  # noqa: PLR0913
    x: ArrayLike,
    y: ArrayLike,
    *,
    rng: np.random.Generator,
    statistic: Callable[[Square, Square], float] | None = None,
    draws: int = 2_000,
    tail: Tail = "upper",
    unknown: ArrayLike | None = None,
) -> Estimate:
    """Compare how two networks go together with what they do when the actors of ``y`` change places (QAP).

    Rows and columns of ``y`` are permuted alike, so that each network keeps its shape and only the assignment of
    actors is at random. All n! orders are looked at where there are at most 5,040, else ``draws`` random ones.

    Parameters
    ----------
    x : (n, n) real; NaN where not known.
    y : (n, n) real; NaN where not known. What is not known of an actor moves with the actor.
    rng : source of the random orders.
    statistic : any function of x and y; by default Pearson's correlation over all ordered pairs of two actors. It is
        handed NaN in *both* where either is not known, and the diagonals as they stand.
    draws : random orders, where not all are looked at.
    tail : side of the p-value, as in :func:`~synergy.measures.chance.permutation.monte_carlo_p`.
    unknown : (n, n) boolean, pairs whose ``y`` is not known whatever stands there.

    Returns
    -------
    Estimate; ``low`` and ``high`` are the middle 95 % of the permuted values. The correlation is NaN where a network
    does not vary over the pairs known in both; an order without a defined value is left out.

    Raises
    ------
    ValueError : where the matrices are not square and of one size.

    References
    ----------
    Krackhardt (1988), Predicting with networks: nonparametric multiple regression analysis of dyadic data,
    Social Networks 10:359-381, doi:10.1016/0378-8733(88)90004-4.

    Examples
    --------
    >>> line = np.diag([1.0, 1, 1], 1) + np.diag([1.0, 1, 1], -1)
    >>> found = qap(line, line, rng=np.random.default_rng(1))
    >>> found.value, found.draws, found.exact, round(found.p_value * 24)  # the line and its reverse
    (1.0, 24, True, 2)
    """
    first, second = np.array(x, dtype=float), np.array(y, dtype=float)
    if first.shape != second.shape or first.shape != (len(first), len(first)):
        raise ValueError(f"not square and of one size: {first.shape} and {second.shape}")
    if unknown is not None:
        second[np.asarray(unknown, dtype=bool)] = np.nan
    n = len(first)
    exact = n <= 12 and factorial(n) <= AT_MOST
    orders = _all_orders(n) if exact else random_orders(n, draws, rng)
    orders = np.vstack([np.arange(n), orders])
    values = _correlations(first, second, orders) if statistic is None else _values(statistic, first, second, orders)
    return against_null(float(values[0]), values[1:], tail=tail, exact=exact, method="QAP")


def _all_orders(n: int) -> NDArray[np.int64]:
    return np.array(list(permutations(range(n))), dtype=np.int64).reshape(factorial(n), n)


def _values(
    statistic: Callable[[Square, Square], float], x: Square, y: Square, orders: NDArray[np.int64]
) -> NDArray[np.float64]:
    complete = not (np.isnan(x).any() or np.isnan(y).any())
    values = np.empty(len(orders))
    for at, order in enumerate(orders):
        moved = y[np.ix_(order, order)]
        if complete:
            values[at] = statistic(x, moved)
        else:
            both = np.isnan(x) | np.isnan(moved)
            values[at] = statistic(np.where(both, np.nan, x), np.where(both, np.nan, moved))
    return values


def _correlations(x: Square, y: Square, orders: NDArray[np.int64]) -> NDArray[np.float64]:
    pairs = ~np.eye(len(x), dtype=bool)
    known = [pairs & ~np.isnan(matrix) for matrix in (x, y)]
    if not (known[0].any() and known[1].any()):
        return np.full(len(orders), np.nan)
    if all((here == pairs).all() for here in known):
        return _complete(_centred(x, pairs), _centred(y, pairs), orders)
    first, second = (_powers(matrix, here) for matrix, here in zip((x, y), known, strict=True))
    return np.array([_correlation(first @ second[:, _cells(order)].T) for order in orders])


def _centred(values: Square, known: NDArray[np.bool_]) -> Square:
    """Less their mean, with 0 where not known; all 0 where they do not vary but for rounding."""
    there = values[known]
    centred = np.where(known, values - there.mean(), 0)
    return centred if np.ptp(there) > TIE * np.abs(there).max() else np.zeros_like(centred)


def _complete(x: Square, y: Square, orders: NDArray[np.int64]) -> NDArray[np.float64]:
    """Work out only Σ x y, the rest not depending on the order where all is known.

    As Σ x = 0, only cells of y off its usual value add to it: in a sparse network its ties.
    """
    n = len(x)
    size = np.sqrt((x**2).sum() * (y**2).sum())
    if size == 0:
        return np.full(len(orders), np.nan)
    y = y - np.median(y[~np.eye(n, dtype=bool)])
    np.fill_diagonal(y, 0)
    rows, columns = np.nonzero(y)
    weights = y[rows, columns]
    values = np.empty(len(orders))
    step = max(1, CELLS // max(1, rows.size))
    # Actors of x take the places: as many orders lead from x to y as back, so that the null is the same.
    for start in range(0, len(orders), step):
        some = orders[start : start + step]
        values[start : start + step] = x.take(some[:, rows] * n + some[:, columns]) @ weights
    return np.asarray(np.clip(values / size, -1, 1), dtype=float)


def _powers(values: Square, known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Row 0: whether known; rows 1 and 2: the value and its square, all 0 where not known."""
    centred = _centred(values, known)
    return np.array([known.astype(float), centred, centred**2]).reshape(3, -1)


def _cells(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where in a flattened matrix each cell of the permuted matrix comes from."""
    return (order[:, None] * len(order) + order).ravel()


def _correlation(sums: Square) -> float:
    """Pearson's r from the sums over pairs known in both: [i, j] of the i-th power of x by the j-th of y."""
    count = sums[0, 0]
    if not count:
        return float("nan")
    of_x = sums[2, 0] - sums[1, 0] ** 2 / count
    of_y = sums[0, 2] - sums[0, 1] ** 2 / count
    if of_x <= TIE * sums[2, 0] or of_y <= TIE * sums[0, 2]:
        return float("nan")
    return float(np.clip((sums[1, 1] - sums[1, 0] * sums[0, 1] / count) / np.sqrt(of_x * of_y), -1, 1))
