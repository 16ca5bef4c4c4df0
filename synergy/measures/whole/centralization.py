"""How far one actor stands above all others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from synergy.measures.estimate import NAN, Estimate


def degree_centralization(degree: pd.Series) -> float:
    """Freeman's centralization of distinct partners: 1 for a star, 0 where all have equally many.

    Parameters
    ----------
    degree : (n actors) distinct partners.

    Returns
    -------
    Float in [0, 1]; NaN where n < 3.

    References
    ----------
    Freeman (1978), Centrality in social networks: conceptual clarification.

    Examples
    --------
    >>> degree_centralization(pd.Series([3, 1, 1, 1]))
    1.0
    """
    n = degree.size
    return _above(degree) / ((n - 1) * (n - 2)) if n >= 3 else float("nan")


def arc_centralization(arcs: pd.Series) -> float:
    """Freeman's centralization of in-degree or of out-degree in a directed network.

    Parameters
    ----------
    arcs : (n actors) in-degree or out-degree.

    Returns
    -------
    Float in [0, 1]; 1 where all ties lead to (or from) one actor; NaN where n < 2.

    Examples
    --------
    >>> arc_centralization(pd.Series([3, 0, 0, 0]))
    1.0
    """
    n = arcs.size
    return _above(arcs) / (n - 1) ** 2 if n >= 2 else float("nan")


def betweenness_centralization(betweenness: pd.Series) -> float:
    """Freeman's centralization of normalised betweenness: 1 for a star.

    Examples
    --------
    >>> betweenness_centralization(pd.Series([1.0, 0.0, 0.0, 0.0]))
    1.0
    """
    n = betweenness.size
    return _above(betweenness) / (n - 1) if n >= 3 else float("nan")


def sampled_betweenness_centralization(estimates: pd.DataFrame, *, pivots: int) -> Estimate:
    """Betweenness centralization where betweenness is estimated.

    The highest of many estimates is rather too high than too low, and so is this; its band runs from the highest of
    the actors' lower bounds to the highest of their upper ones. The mean of all actors is hardly in doubt beside that.

    Parameters
    ----------
    estimates : columns ``betweenness``, ``betweenness_low`` and ``betweenness_high`` of (n actors).
    pivots : actors that the betweenness is estimated from.

    Returns
    -------
    Estimate in [0, 1]; NaN where n < 3.

    Examples
    --------
    >>> flat = pd.DataFrame({"betweenness": [1, 0, 0], "betweenness_low": [0.9, 0, 0], "betweenness_high": [1, 0, 0]})
    >>> found = sampled_betweenness_centralization(flat, pivots=2)
    >>> found.value, round(found.low, 6), found.high, found.method
    (1.0, 0.85, 1.0, 'approximate, 2 pivots')
    """
    value, n = betweenness_centralization(estimates["betweenness"]), len(estimates)
    if n < 3:
        return Estimate(value=NAN)
    highest = estimates[["betweenness_low", "betweenness", "betweenness_high"]].max() * n / (n - 1)
    low, high = (value + highest[f"betweenness_{bound}"] - highest["betweenness"] for bound in ("low", "high"))
    return Estimate(
        value=value,
        low=float(max(low, 0.0)),
        high=float(min(high, 1.0)),
        draws=pivots,
        method=f"approximate, {pivots} pivots",
    )


def _above(values: pd.Series) -> float:
    plain = values.to_numpy(dtype=float)
    return float(np.nansum(np.nanmax(plain) - plain)) if plain.size and not np.isnan(plain).all() else 0.0
