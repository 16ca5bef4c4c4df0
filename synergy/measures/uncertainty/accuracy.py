"""How well scores of pairs put the pairs that are tied before those that are not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from synergy.measures.estimate import NAN

Floats = NDArray[np.float64]
CLOSE = 1e-12  # relative difference below which two scores differ only by the order of adding up


def nearly_equal(one: Floats, other: Floats | float) -> NDArray[np.bool_]:
    """Whether two numbers differ by less than 1e-12 of the smaller one; infinities are equal to themselves only.

    Examples
    --------
    >>> nearly_equal(np.array([0.1 + 0.2, 0.31]), 0.3).tolist()
    [True, False]
    """
    with np.errstate(invalid="ignore"):  # of infinities
        close = np.abs(one - other) <= CLOSE * np.minimum(np.abs(one), np.abs(other))
    return np.asarray(close | (one == other))


def average_ranks(values: Floats) -> Floats:
    """Rank from 1 (lowest); equal values share the mean of their ranks.

    Parameters
    ----------
    values : (m,) floats without NaN. Those closer than 1e-12 of their size are equal.

    Returns
    -------
    (m,) floats in [1, m].

    Examples
    --------
    >>> average_ranks(np.array([0.5, 2.0, 0.5])).tolist()
    [1.5, 3.0, 1.5]
    """
    group, sizes = _tied(values)
    last = np.cumsum(sizes)
    return np.asarray((last - (sizes - 1) / 2)[group])


def auc(score: Floats, truth: Floats) -> float:
    """Probability that a tied pair scores above one that is not; equal scores count half.

    Parameters
    ----------
    score : (m pairs) floats; a pair with NaN is left out.
    truth : (m pairs) 1 tied, 0 not, NaN unknown and left out.

    Returns
    -------
    Float in [0, 1], .5 for scores that say nothing; NaN where all pairs left are tied or none is.

    References
    ----------
    Hanley & McNeil (1982), The meaning and use of the area under a ROC curve, Radiology 143:29-36,
    doi:10.1148/radiology.143.1.7063747.

    Examples
    --------
    >>> auc(np.array([0.9, 0.4, 0.4, 0.1]), np.array([1, 1, 0, 0]))
    0.875
    """
    score, tied = _known(score, truth)
    positives = int(tied.sum())
    negatives = tied.size - positives
    if not positives or not negatives:
        return NAN
    above = average_ranks(score)[tied].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def average_precision(score: Floats, truth: Floats) -> float:
    """Mean, over the tied pairs, of the share of tied pairs among those ranked as high or higher.

    Equal scores: the exact mean over all their orders, so neither luck nor the order of the pairs matters. (The step
    definition, which takes a group of equal scores as one place, is lower.)

    Parameters
    ----------
    score : (m pairs) floats; a pair with NaN is left out.
    truth : (m pairs) 1 tied, 0 not, NaN unknown and left out.

    Returns
    -------
    Float in (0, 1]; about the share of tied pairs where scores say nothing. NaN where no pair left is tied.

    References
    ----------
    Yang, Lichtenwalter & Chawla (2015), Evaluating link prediction methods, Knowledge and Information Systems
    45:751-782, doi:10.1007/s10115-014-0789-0.

    Examples
    --------
    >>> average_precision(np.array([3, 2, 1]), np.array([1, 0, 1])), average_precision(np.ones(2), np.array([1, 0]))
    (0.8333333333333333, 0.75)
    """
    score, tied = _known(score, truth)
    if not tied.any():
        return NAN
    group, sizes = _tied(-score)
    hits = np.bincount(group, weights=tied, minlength=sizes.size)
    size, hit = np.repeat(sizes, sizes), np.repeat(hits, sizes)
    place = np.arange(1, tied.size + 1)
    earlier = np.repeat(np.cumsum(sizes) - sizes, sizes)  # pairs, and tied ones, in better groups
    earlier_hits = np.repeat(np.cumsum(hits) - hits, sizes)
    # Given that a place of a group holds a tied pair, the others are spread evenly over its remaining places.
    beside = (place - earlier - 1) * (hit - 1) / np.maximum(size - 1, 1)
    return float((hit / size * (earlier_hits + 1 + beside) / place).sum() / tied.sum())


def precision_at(score: Floats, truth: Floats, k: int) -> float:
    """Share of tied pairs among the k best; of the pairs equal to the k-th, each counts by the places left for them.

    Parameters
    ----------
    score : (m pairs) floats; a pair with NaN is left out.
    truth : (m pairs) 1 tied, 0 not, NaN unknown and left out.
    k : places.

    Returns
    -------
    Float in [0, 1]; NaN where k < 1 or fewer than k pairs are left.

    Examples
    --------
    >>> precision_at(np.array([0.9, 0.4, 0.4, 0.1]), np.array([1, 1, 0, 0]), 2)
    0.75
    """
    score, tied = _known(score, truth)
    return _hits(score, tied, k) / k if 1 <= k <= tied.size else NAN


def vertex_precision_at(score: Floats, truth: Floats, k: int) -> float:
    """Precision among the k best partners of each actor, averaged over the actors (VCMPR@k).

    The tied pairs among an actor's k best are divided by k or by the number of its tied pairs if that is smaller
    (the larger of precision and recall), so that an actor with one tie can reach 1. Ties in rank as in
    ``precision_at``.

    Parameters
    ----------
    score : (n, n) floats, row = actor; a pair with NaN is left out, as is the diagonal.
    truth : (n, n) 1 tied, 0 not, NaN unknown and left out.
    k : places of each actor.

    Returns
    -------
    Float in [0, 1], the mean over the actors with a tied pair; NaN where there is none or k < 1.

    References
    ----------
    Menand & Seshadhri (2024), Link prediction using low-dimensional node embeddings: the measurement problem, PNAS
    121:e2312527121, doi:10.1073/pnas.2312527121.

    Examples
    --------
    >>> tied = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    >>> vertex_precision_at(np.array([[0, 3, 1], [3, 0, 4], [1, 4, 0]]), tied, 1)
    0.5
    """
    if k < 1:
        return NAN
    shares = []
    for actor in range(len(score)):
        scores, tied = _known(np.delete(score[actor], actor), np.delete(truth[actor], actor))
        partners = int(tied.sum())
        if partners:
            shares.append(_hits(scores, tied, min(k, tied.size)) / min(k, partners))
    return float(np.mean(shares)) if shares else NAN


def _known(score: Floats, truth: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    score, truth = np.asarray(score, dtype=float), np.asarray(truth, dtype=float)
    known = ~np.isnan(score) & ~np.isnan(truth)
    return score[known], truth[known] > 0


def _tied(values: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Group of each value, numbered from the lowest, and the groups' sizes."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    group = np.zeros(values.size, dtype=np.int64)
    group[order[1:]] = np.cumsum(~nearly_equal(ordered[1:], ordered[:-1]))
    return group, np.bincount(group)


def _hits(score: Floats, tied: NDArray[np.bool_], k: int) -> float:
    kth = np.partition(score, -k)[-k]
    equal = nearly_equal(score, float(kth))
    above = (score > kth) & ~equal
    left = (k - int(above.sum())) / int(equal.sum())
    return float(tied[above].sum() + left * tied[equal].sum())
