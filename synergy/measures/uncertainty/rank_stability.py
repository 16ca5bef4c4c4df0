"""How surely a pair belongs among the first of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from synergy.measures.estimate import NAN
from synergy.measures.uncertainty.accuracy import nearly_equal

FIRM, TENTATIVE = 0.8, 0.5


def rank_stability(
    score_of_draw: Callable[[np.random.Generator], NDArray[np.float64]],
    pairs: Sequence[object],
    *,
    top: int = 10,
    draws: int = 500,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Share of the draws that hold a pair in which it is among the first ``top`` of the list.

    Where several pairs are equal at the last place, each counts by the places left for them. A pair that scores 0 or
    less is in no list, even if the list is not full.

    Parameters
    ----------
    score_of_draw : score of every pair when what is uncertain (who was asked, what the reports say, what counts how
        much) is drawn anew from the generator it is given: (m,) floats in the order of ``pairs``, NaN where the draw
        does not hold both actors.
    pairs : the m pairs, of any kind.
    top : length of the list.
    draws : number of draws.
    rng : source of the draws.

    Returns
    -------
    (m,) floats in [0, 1]; NaN for a pair no draw holds.

    Raises
    ------
    ValueError : where a draw has not one score for each pair.

    Examples
    --------
    >>> def score(rng):
    ...     return np.array([2.0, 1.0, 1.0, 0.0]) if rng.random() < 2 else np.zeros(4)
    >>> rank_stability(score, ["ab", "ac", "bc", "bd"], top=2, draws=5, rng=np.random.default_rng(1)).tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    listed, held = np.zeros(len(pairs)), np.zeros(len(pairs))
    for _ in range(draws):
        score = np.asarray(score_of_draw(rng), dtype=float)
        if score.shape != held.shape:
            raise ValueError(f"a draw has scores of shape {score.shape} for {len(pairs)} pairs")
        held += ~np.isnan(score)
        positive = np.flatnonzero(score > 0)
        listed[positive] += _places(score[positive], top)
    return np.asarray(np.divide(listed, held, out=np.full(held.shape, NAN), where=held > 0))


def badges(stability: NDArray[np.float64]) -> list[str]:
    """Word for each share: ``firm`` from .8, ``tentative`` from .5, else ``exploratory`` (NaN too).

    The two limits are conventions of this package.

    Examples
    --------
    >>> badges(np.array([0.8, 0.79, 0.5, 0.1, np.nan]))
    ['firm', 'tentative', 'tentative', 'exploratory', 'exploratory']
    """
    return [
        "firm" if share >= FIRM else "tentative" if share >= TENTATIVE else "exploratory"
        for share in np.round(stability, 12).tolist()
    ]


def _places(score: NDArray[np.float64], top: int) -> NDArray[np.float64]:
    """How far each of the scores has a place among the first: 1, 0 or, at the last place, a fraction."""
    if score.size <= top:
        return np.ones(score.size)
    last = np.partition(score, -top)[-top]
    equal = nearly_equal(score, float(last))
    above = (score > last) & ~equal
    return np.asarray(above + equal * ((top - above.sum()) / equal.sum()))
