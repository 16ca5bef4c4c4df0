"""What remains of many small p-values once it counts how many were looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """Smallest false discovery rate at which each p is still a discovery, within the one family handed in.

    Parameters
    ----------
    p : (k,) p-values, or (n, n) symmetric p-values of pairs, of which the upper triangle is the family. NaN is
        not part of the family; an overlap of zero has a p of 1 and is.

    Returns
    -------
    Floats in [0, 1] in the shape of p; NaN where p is, and on the diagonal of a matrix.

    Raises
    ------
    ValueError
        Where p is neither a vector nor a square matrix.

    References
    ----------
    Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B
    57:289-300, doi:10.1111/j.2517-6161.1995.tb02031.x.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.02, float("nan"), 0.9]).tolist()
    [0.03, 0.03, nan, 0.9]
    """
    values = np.asarray(p, dtype=np.float64)
    family = _family(values)
    chosen = values[family]
    order = np.argsort(chosen, kind="stable")
    stepped = chosen[order] * (len(chosen) / np.arange(1, len(chosen) + 1))
    adjusted = np.empty_like(chosen)
    # Never above a larger p's, so that the order of the discoveries stays that of p.
    adjusted[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    q = np.full(values.shape, np.nan)
    q[family] = adjusted
    if values.ndim == 2:
        q[family[::-1]] = adjusted
    return q


def family_size(p: ArrayLike) -> int:
    """Count the p-values that ``benjamini_hochberg`` corrects for; print it beside its result.

    Parameters
    ----------
    p : (k,) p-values, or (n, n) symmetric p-values of pairs.

    Returns
    -------
    Number of p-values, or of pairs, that are not NaN.

    Raises
    ------
    ValueError
        Where p is neither a vector nor a square matrix.

    Examples
    --------
    >>> family_size([[float("nan"), 0.2], [0.2, float("nan")]])
    1
    """
    return len(_family(np.asarray(p, dtype=np.float64))[0])


def _family(values: NDArray[np.float64]) -> tuple[NDArray[np.intp], ...]:
    if values.ndim == 1:
        return (np.flatnonzero(~np.isnan(values)),)
    if values.ndim != 2 or values.shape[0] != values.shape[1]:
        raise ValueError(f"p-values come as a vector or a square matrix, not in the shape {values.shape}")
    first, second = np.triu_indices(len(values), k=1)
    known = ~np.isnan(values[first, second])
    return first[known], second[known]
