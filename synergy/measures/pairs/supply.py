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


def go_between(supplied: Matrix, i: int, j: int) -> tuple[int | None, float]:
    """Find the best support of a pair through one other actor: the largest over z of min(S_iz, S_zj).

    Parameters
    ----------
    supplied : (n, n) symmetric, in [0, 1]; diagonal 0.
    i, j : positions of the two actors.

    Returns
    -------
    The position of the first actor that gives it, and the support in [0, 1]; (None, 0) where there is none.

    Examples
    --------
    >>> s = np.array([[0, 0.8, 0], [0.8, 0, 0.5], [0, 0.5, 0]])
    >>> go_between(s, 0, 2)
    (1, 0.5)
    """
    support = np.minimum(supplied[i], supplied[j])
    best = int(support.argmax())
    return (best, float(support[best])) if support[best] > 0 else (None, 0.0)
