"""How far one actor stands above all others."""

from __future__ import annotations

import pandas as pd


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


def _above(values: pd.Series) -> float:
    return float((values.max() - values).sum())
