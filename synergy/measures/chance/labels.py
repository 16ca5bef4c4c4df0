"""Whether a number that depends on the actors' sectors would be as large had the sectors been dealt at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.permutation import Tail, against_null, monte_carlo_p
from synergy.measures.estimate import Estimate

Labels = NDArray[np.generic]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPermutation:
    """Numbers of one shape beside their mean, standard deviation and p where the labels are dealt at random.

    An entry is NaN where its number is undefined; ``draws`` is the number of random labellings.
    """

    value: NDArray[np.float64]
    baseline: NDArray[np.float64]
    spread: NDArray[np.float64]
    p_value: NDArray[np.float64]
    draws: int


def label_permutation(
    statistic: Callable[[Labels], float],
    labels: ArrayLike,
    *,
    draws: int,
    rng: np.random.Generator,
    tail: Tail = "upper",
) -> Estimate:
    """Compare a number with its values when the labels are shuffled over the actors and the ties stay as they are.

    Parameters
    ----------
    statistic : number of one labelling, an (n,) array in the order of ``labels``.
    labels : (n,) the label of each actor.
    draws : random labellings.
    rng : source of the random labellings.
    tail : side of the p-value, as in :func:`~synergy.measures.chance.permutation.monte_carlo_p`.

    Returns
    -------
    Estimate; ``low`` and ``high`` are the middle 95 % of the shuffled values. A labelling without a defined number
    is left out; all is NaN where none has one.

    References
    ----------
    Krackhardt & Stern (1988), Informal networks and organizational crises, doi:10.2307/2786835.

    Examples
    --------
    >>> senders, receivers = np.array([0, 1, 3, 4]), np.array([1, 2, 4, 5])
    >>> within = lambda label: float((label[senders] == label[receivers]).mean())
    >>> found = label_permutation(within, list("AAABBB"), draws=99, rng=np.random.default_rng(1))
    >>> found.value, found.draws, 0.05 < found.p_value < 0.2  # two of twenty ways to deal three and three
    (1.0, 99, True)
    """
    known = np.asarray(labels)
    null = [float(statistic(rng.permutation(known))) for _ in range(draws)]
    return against_null(float(statistic(known)), null, tail=tail, method="label permutation")


def label_permutation_of_many(
    statistic: Callable[[Labels], ArrayLike],
    labels: ArrayLike,
    *,
    draws: int,
    rng: np.random.Generator,
    tail: Tail = "upper",
) -> LabelPermutation:
    """Compare each of several numbers, such as the counts of five roles by actor, as one number is compared.

    Parameters
    ----------
    statistic : numbers of one labelling, an array (or table) of one shape, such as (n, 5).
    labels : (n,) the label of each actor.
    draws : random labellings; all their numbers are held at once.
    rng : source of the random labellings.
    tail : side of the p-values, as in :func:`~synergy.measures.chance.permutation.monte_carlo_p`.

    Returns
    -------
    LabelPermutation with arrays in the shape of the statistic; p in [1 / (draws + 1), 1], each by itself and not
    corrected for their number.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> found = label_permutation_of_many(lambda label: label == "A", list("AAB"), draws=9, rng=rng)
    >>> found.value, found.p_value[2]
    (array([1., 1., 0.]), np.float64(1.0))
    """
    known = np.asarray(labels)
    value = np.array(statistic(known), dtype=float)
    null = np.empty((*value.shape, draws))
    for draw in range(draws):
        null[..., draw] = np.asarray(statistic(rng.permutation(known)), dtype=float)
    baseline, spread = _moments(null)
    return LabelPermutation(
        value=value,
        baseline=baseline,
        spread=spread,
        p_value=monte_carlo_p(value, null, tail=tail),
        draws=draws,
    )


def expected_ei(labels: ArrayLike) -> float:
    """E–I index of the pairs of actors themselves: what ties placed without regard to labels have on average.

    Parameters
    ----------
    labels : (n,) the label of each actor.

    Returns
    -------
    Float from -1 (one label) to 1 (no label twice); NaN where n < 2.

    References
    ----------
    Krackhardt & Stern (1988), Informal networks and organizational crises, doi:10.2307/2786835.

    Examples
    --------
    >>> round(expected_ei(list("AAB")), 6)
    0.333333
    """
    between, within = _pairs(labels)
    return (between - within) / (between + within) if between + within else float("nan")


def ei_range(labels: ArrayLike, ties: int, *, directed: bool = False) -> tuple[float, float]:
    """Least and greatest E–I index that so many ties can have among actors with these labels, wherever they are.

    The range is of the number of actors by label and of the number of ties alone. Labels shuffled over given ties
    may stay well inside it.

    Parameters
    ----------
    labels : (n,) the label of each actor.
    ties : pairs that are tied or, where directed, arcs; without self-loops.
    directed : whether each pair has room for two.

    Returns
    -------
    Two floats in [-1, 1]; NaN where there is no tie.

    Raises
    ------
    ValueError : where there are more ties than there is room for.

    References
    ----------
    Krackhardt & Stern (1988), Informal networks and organizational crises, doi:10.2307/2786835.

    Examples
    --------
    >>> ei_range(list("AAB"), 2)
    (0.0, 1.0)
    """
    between, within = (room * (2 if directed else 1) for room in _pairs(labels))
    if ties > between + within:
        raise ValueError(f"{ties} ties where there is room for {between + within}")
    if ties <= 0:
        return float("nan"), float("nan")
    return 2 * max(0, ties - within) / ties - 1, 2 * min(ties, between) / ties - 1


def _pairs(labels: ArrayLike) -> tuple[int, int]:
    """Pairs of actors with two labels and with one."""
    known = np.asarray(labels)
    size = np.unique(known, return_counts=True)[1]
    within = int((size * (size - 1)).sum()) // 2
    return known.size * (known.size - 1) // 2 - within, within


def _moments(null: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of the defined draws."""
    defined = ~np.isnan(null)
    count = defined.sum(axis=-1)
    blank = np.full(count.shape, np.nan)
    mean = np.divide(np.where(defined, null, 0).sum(axis=-1), count, out=blank.copy(), where=count > 0)
    squares = np.where(defined, (null - mean[..., None]) ** 2, 0).sum(axis=-1)
    return mean, np.sqrt(np.divide(squares, count - 1, out=blank, where=count > 1))
