"""Whether scores find ties that were hidden from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.estimate import NAN
from synergy.measures.uncertainty.accuracy import auc, average_precision, precision_at, vertex_precision_at

Matrix = NDArray[np.float64]
MEASURES = ["auc", "ap", "ap_base", "precision_at_k", "vertex_precision_at_5"]


def hold_out(
    adjacency: Matrix,
    predictors: Mapping[str, Callable[[Matrix], Matrix]],
    *,
    share: float = 0.2,
    repeats: int = 40,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Hide ties, score all pairs without them, and see how the hidden ties rank among the pairs never tied.

    Each repeat hides ``share`` of the ties at random, the same for all predictors; each predictor sees the network
    without them. A high value says that the scores follow the ties there are, not that a tie is needed: popularity
    predicts ties as well. A predictor that gives every pair the same score shows what chance gives.

    Parameters
    ----------
    adjacency : (n, n) symmetric, 1 tied, 0 not, NaN unknown. Unknown pairs are never scored and look untied to the
        predictors. The diagonal is ignored.
    predictors : by name, a function of the (n, n) network without the hidden ties that returns (n, n) symmetric
        scores, higher for a likelier tie. Pairs it scores NaN are left out for it.
    share : of the ties to hide, in (0, 1); rounded to whole ties, at least one and never all.
    repeats : number of times.
    rng : source of the choice of hidden ties.

    Returns
    -------
    DataFrame by predictor, the mean over the repeats and (``…_sd``) the standard deviation of ``auc``; ``ap``
    (average precision); ``ap_base``, the share of hidden ties among the pairs scored, about what chance would give
    as ``ap``; ``precision_at_k``, k the number of hidden ties; ``vertex_precision_at_5`` (see ``accuracy``). All NaN
    where there are fewer than two ties or no untied pair; the deviations are NaN where ``repeats`` < 2.

    References
    ----------
    Lü & Zhou (2011), Link prediction in complex networks, Physica A 390:1150-1170, doi:10.1016/j.physa.2010.11.027;
    Menand & Seshadhri (2024), PNAS 121:e2312527121, doi:10.1073/pnas.2312527121 (why not AUC alone).

    Examples
    --------
    >>> cliques = np.kron(np.eye(2), np.ones((5, 5)))
    >>> shared = {"common partners": lambda seen: seen @ seen, "chance": np.ones_like}
    >>> hold_out(cliques, shared, repeats=5, rng=np.random.default_rng(1))["auc"].tolist()
    [1.0, 0.5]
    """
    adjacency = np.array(adjacency, dtype=float)
    np.fill_diagonal(adjacency, NAN)
    seen = np.nan_to_num(adjacency)
    rows, columns = np.nonzero(np.triu(seen, 1) > 0)
    hidden_ties = max(1, min(round(share * rows.size), rows.size - 1))
    results: dict[str, list[list[float]]] = {name: [] for name in predictors}
    for _ in range(repeats if rows.size > 1 else 0):
        hidden = rng.choice(rows.size, size=hidden_ties, replace=False)
        ends = np.concatenate([rows[hidden], columns[hidden]]), np.concatenate([columns[hidden], rows[hidden]])
        truth = np.where(adjacency == 0, 0.0, NAN)
        truth[ends] = 1.0
        masked = seen.copy()
        masked[ends] = 0.0
        for name, predictor in predictors.items():
            results[name].append(_accuracy(predictor(masked.copy()), truth))
    return _table(results)


def _accuracy(score: Matrix, truth: Matrix) -> list[float]:
    each_once = np.triu_indices(len(truth), 1)
    scores, tied = score[each_once], truth[each_once]
    scored = ~np.isnan(scores) & ~np.isnan(tied)
    scores, tied = scores[scored], tied[scored]
    if not tied.size or tied.all():
        return [NAN] * len(MEASURES)
    return [
        auc(scores, tied),
        average_precision(scores, tied),
        float(tied.mean()),
        precision_at(scores, tied, int(tied.sum())),
        vertex_precision_at(score, truth, 5),
    ]


def _table(results: Mapping[str, list[list[float]]]) -> pd.DataFrame:
    """Mean and standard deviation over the repeats."""
    spreads = [f"{measure}_sd" for measure in MEASURES]
    rows = {}
    for name, repeats in results.items():
        runs = pd.DataFrame(repeats, columns=MEASURES, dtype=float)
        rows[name] = [*runs.mean(), *runs.std(ddof=1)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=MEASURES + spreads).drop(columns="ap_base_sd")
