"""How much coordination a pair already has."""

from __future__ import annotations

import math
from collections.abc import Mapping

from scipy.sparse import csr_array

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
    >>> tie = csr_array([[0, 1.0], [0, 0]])
    >>> supply({"meeting": tie, "funding": tie.T}, {"meeting": 0.5, "funding": 0.8}, 2).toarray().round(2).tolist()
    [[0.0, 0.9], [0.9, 0.0]]
    """
    supplied = csr_array((n, n))
    for kind, layer in sorted(layers.items()):
        more = credit.get(kind, 0.5) * layer.maximum(layer.T)
        supplied = supplied + more - supplied * more
    supplied.setdiag(0.0)
    supplied.eliminate_zeros()
    return csr_array(supplied)


def go_between(mine: Mapping[int, float], theirs: Mapping[int, float]) -> tuple[tuple[int, ...], float]:
    """Find the best support of a pair through one other actor: the largest over z of min(S_iz, S_zj).

    Parameters
    ----------
    mine, theirs : what each of the two is supplied with, in (0, 1], by the other actor's position.

    Returns
    -------
    The positions of all actors that give it, ascending, and the support in (0, 1]; ((), 0) where there is none.

    Examples
    --------
    >>> go_between({1: 0.8}, {1: 0.5, 3: 1.0})
    ((1,), 0.5)
    """
    support = {z: min(mine[z], theirs[z]) for z in sorted(mine.keys() & theirs.keys())}
    best = max(support.values(), default=0.0)
    return tuple(z for z, value in support.items() if math.isclose(value, best)), best
