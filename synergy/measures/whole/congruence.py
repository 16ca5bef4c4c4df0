"""How much of the needed coordination exists."""

from __future__ import annotations

from synergy.networks.network import Matrix


def congruence(need: Matrix, supply: Matrix) -> float:
    """Share of the need for coordination that is supplied, weighted by need.

    Parameters
    ----------
    need : (n, n) symmetric, >= 0.
    supply : (n, n) symmetric, in [0, 1].

    Returns
    -------
    Float in [0, 1]; NaN where nobody needs anybody.

    References
    ----------
    Cataldo, Wagstrom, Herbsleb & Carley (2006), doi:10.1145/1180875.1180929, in a weighted form.

    Examples
    --------
    >>> import numpy as np
    >>> congruence(np.array([[0, 2.0], [2.0, 0]]), np.array([[0, 0.5], [0.5, 0]]))
    0.5
    """
    total = float(need.sum())
    return float((need * supply).sum()) / total if total else float("nan")
