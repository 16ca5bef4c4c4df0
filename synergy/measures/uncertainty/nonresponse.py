"""How far the ranks of actors hang on what is made of one-sided and missing reports."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.estimate import NAN
from synergy.measures.uncertainty.noisy_reports import fit, posterior

Matrix = NDArray[np.float64]


def treatments(reports: Matrix) -> dict[str, Matrix]:
    """Build the undirected network from the reports of both sides of each pair in three ways.

    *union*: a tie where either side names it. *intersection*: where both sides reported, a tie only if both name it.
    *posterior*: the probability of a tie, by the rates at which reports err in these data (``noisy_reports.fit``).
    Where one side did not answer, union and intersection take the report of the other (reconstruction). Where
    neither did, the pair stays unknown in all three: it is not observable, which is not "no tie".

    Parameters
    ----------
    reports : (n, n), row = who reports, column = on whom: 1 named, 0 not named, NaN not asked or not answered. The
        diagonal is ignored.

    Returns
    -------
    Symmetric (n, n) floats under ``"union"``, ``"intersection"`` (0 or 1) and ``"posterior"`` (0 to 1); NaN for
    unknown pairs and on the diagonal.

    References
    ----------
    Stork & Richards (1992), Nonrespondents in communication network studies, Group & Organization Management
    17:193-209, doi:10.1177/1059601192172006 (reconstruction); Huisman (2009), Imputation of missing network data,
    Journal of Social Structure 10(1); Newman (2018), Nature Physics 14:542-545, doi:10.1038/s41567-018-0076-1.

    Examples
    --------
    >>> nan = float("nan")
    >>> networks = treatments(np.array([[nan, 1, 0], [0, nan, 1], [nan, nan, nan]]))
    >>> networks["union"][0].tolist(), networks["intersection"][0].tolist()
    ([nan, 1.0, 0.0], [nan, 0.0, 0.0])
    """
    reports = np.asarray(reports, dtype=float)
    given = ~np.isnan(reports)
    np.fill_diagonal(given, False)
    yes = np.where(given, reports, 0.0)
    named, asked = yes + yes.T, (given.astype(float) + given.T)
    each_once = np.triu_indices(len(named), 1)
    rates = fit(named[each_once], asked[each_once])
    known = asked > 0
    return {
        "union": np.where(known, named > 0, NAN),
        "intersection": np.where(known, named == asked, NAN),
        "posterior": np.where(known, posterior(named, asked, rho=rates.rho, alpha=rates.alpha, beta=rates.beta), NAN),
    }


def rank_range(values: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Best and worst place of each actor over several treatments of the data; 1 is the highest value.

    Parameters
    ----------
    values : by treatment, a Series of the same measure by actor.

    Returns
    -------
    DataFrame by actor with ``low`` and ``high``, whole numbers from 1: the first and the last place it can have,
    actors of equal value in any order. Treatments in which an actor has no value (NaN or absent) are passed
    over; NaN where it has none in any.

    Examples
    --------
    >>> one, other = pd.Series({"a": 3, "b": 2, "c": 2}), pd.Series({"a": 1, "b": 5, "c": 0})
    >>> rank_range({"union": one, "intersection": other}).astype(int).T.to_dict("list")
    {'a': [1, 2], 'b': [1, 3], 'c': [2, 3]}
    """
    actors = list(dict.fromkeys(actor for series in values.values() for actor in series.index))
    table = pd.DataFrame({name: series.reindex(actors) for name, series in values.items()}, index=actors, dtype=float)
    table = table.round(12)  # values that differ only by the order of adding up are equal
    low = table.rank(ascending=False, method="min").min(axis=1)
    high = table.rank(ascending=False, method="max").max(axis=1)
    return pd.DataFrame({"low": low, "high": high})
