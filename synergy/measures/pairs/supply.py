"""How much coordination a pair already has."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from synergy.networks.network import Matrix


def supply(layers: Mapping[str, Matrix], credit: Mapping[str, float], n: int) -> Matrix:
    """Coordination supplied by the existing ties of a pair: 1 - the product of (1 - credit x strength).

    Parameters
    ----------
    layers : existing ties by type, (n, n) in [0, 1]; a tie in either direction supplies the pair.
    credit : what a tie of each type at full strength supplies, in [0, 1]: operational .8, information
        .5, formal .4 (a decree alone works on paper); .5 for a type without one.
    n : number of actors.

    Returns
    -------
    (n, n) symmetric, in [0, 1]; diagonal 0.

    Examples
    --------
    >>> tie = np.array([[0, 1.0], [0, 0]])
    >>> supply({"meeting": tie, "funding": tie.T}, {"meeting": 0.5, "funding": 0.8}, 2).round(2).tolist()
    [[0.0, 0.9], [0.9, 0.0]]
    """
    missing = np.ones((n, n))
    for kind, layer in sorted(layers.items()):
        missing *= 1 - credit.get(kind, 0.5) * np.maximum(layer, layer.T)
    np.fill_diagonal(missing, 1.0)
    return np.asarray(1 - missing, dtype=float)


def brokered(supplied: Matrix) -> Matrix:
    """The best support through one go-between: the largest over z of min(S_iz, S_zj).

    Returns
    -------
    (n, n) symmetric, in [0, 1]; diagonal 0.

    Examples
    --------
    >>> s = np.array([[0, 0.8, 0], [0.8, 0, 0.5], [0, 0.5, 0]])
    >>> float(brokered(s)[0, 2])
    0.5
    """
    best = np.zeros_like(supplied)
    for z in range(len(supplied)):
        best = np.maximum(best, np.minimum.outer(supplied[:, z], supplied[z]))
    np.fill_diagonal(best, 0.0)
    return best


def go_between(supplied: Matrix, i: int, j: int) -> int | None:
    """Return the position of the best go-between of a pair, the first in order; None where there is none."""
    support = np.minimum(supplied[i], supplied[j])
    return int(support.argmax()) if support.any() else None
