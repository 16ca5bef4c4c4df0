"""How evenly an actor's ties spread over the layers of a network."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

Layer: TypeAlias = Any  # (n, n) scipy.sparse array or numpy array


def multiplex_participation(layers: Mapping[str, Layer], order: Sequence[Hashable]) -> pd.Series:
    """Multiplex participation coefficient: L/(L - 1) · (1 - Σ_l (k_i^l / o_i)²).

    k_i^l is the strength of actor i's ties in layer l, their number where all have strength 1; o_i the sum over the
    L layers. With few ties it is mostly noise: show it beside ``overlapping_degree``.

    Parameters
    ----------
    layers : (n, n) strengths of each layer, 0 or more, row = from, column = to. Of two arcs between a pair in a layer
        the stronger counts; the diagonal is ignored. A layer without ties counts in L.
    order : the n actors of rows and columns.

    Returns
    -------
    Series of n floats in [0, 1] by actor: 0 where all ties are in one layer, 1 where every layer has an equal share.
    NaN for an actor without ties, and for all where there are fewer than two layers.

    Raises
    ------
    ValueError
        Where a layer is not (n, n).

    References
    ----------
    Battiston, Nicosia & Latora (2014), Structural measures for multiplex networks, Physical Review E 89:032804,
    doi:10.1103/PhysRevE.89.032804.

    Examples
    --------
    >>> a, b = np.array([[0, 1], [0, 0]]), np.array([[0, 1], [1, 0]])
    >>> multiplex_participation({"money": a, "advice": b}, ["x", "y"]).to_dict()
    {'x': 1.0, 'y': 1.0}
    """
    number = len(layers)
    if number < 2:
        values = np.full(len(order), np.nan)
    else:
        strength = np.array([tied.sum(axis=1) for tied in _symmetric(layers, order)])  # (L, n)
        total = strength.sum(axis=0)
        share = strength / np.where(total == 0, np.nan, total)
        values = (1 - (share**2).sum(axis=0)) * number / (number - 1)
    return pd.Series(values, index=list(order), name="multiplex_participation", dtype=float)


def overlapping_degree(layers: Mapping[str, Layer], order: Sequence[Hashable]) -> pd.Series:
    """Number of an actor's partners in each layer, added up: one with ties in two layers counts twice.

    Parameters
    ----------
    layers, order : as in ``multiplex_participation``; strengths do not count.

    Returns
    -------
    Series of n whole numbers by actor, 0 to L (n - 1).

    Raises
    ------
    ValueError
        Where a layer is not (n, n).

    References
    ----------
    Battiston, Nicosia & Latora (2014), Structural measures for multiplex networks, Physical Review E 89:032804,
    doi:10.1103/PhysRevE.89.032804.

    Examples
    --------
    >>> a, b = np.array([[0, 1], [0, 0]]), np.array([[0, 1], [1, 0]])
    >>> overlapping_degree({"money": a, "advice": b}, ["x", "y"]).to_dict()
    {'x': 2, 'y': 2}
    """
    total: NDArray[np.int64] = np.zeros(len(order), dtype=np.int64)
    for tied in _symmetric(layers, order):
        total = total + (tied > 0).sum(axis=1)
    return pd.Series(total, index=list(order), name="overlapping_degree", dtype=int)


def _symmetric(layers: Mapping[str, Layer], order: Sequence[Hashable]) -> list[csr_array]:
    n = len(order)
    symmetric = []
    for name, layer in layers.items():
        ties = csr_array(layer, dtype=float).tocoo()
        if ties.shape != (n, n):
            raise ValueError(f"layer {name!r} is {ties.shape}, not {(n, n)}")
        kept = ties.row != ties.col
        tied = csr_array((ties.data[kept], (ties.row[kept], ties.col[kept])), shape=(n, n))
        symmetric.append(tied.maximum(tied.T).tocsr())
    return symmetric
