"""Who needs whom: shared and dependent responsibilities."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from synergy.networks.incidence import Facet
from synergy.networks.network import Mask, Matrix


def specificity(facet: Facet) -> Matrix:
    """How much sharing one column says: 1 where up to two actors share it, 1/log2(d) where d do.

    Returns
    -------
    (m,) floats in (0, 1].

    Examples
    --------
    >>> specificity(Facet(("p",), np.ones((4, 1)), np.eye(1))).tolist()
    [0.5]
    """
    held = (facet.roles > 0).sum(axis=0)
    return np.asarray(1 / np.log2(np.maximum(held, 2)), dtype=float)


def facet_need(facet: Facet) -> Matrix:
    """Need for coordination between actors from one kind of shared responsibility.

    The sum over all columns k, l of sqrt(w_k w_l) R_ik D_kl R_jl: roles R, specificity w, dependency D.

    Returns
    -------
    (n, n) symmetric, >= 0, in points; diagonal 0.

    References
    ----------
    Cataldo et al. (2006), doi:10.1145/1180875.1180929, with roles and specificity as weights.

    Examples
    --------
    >>> facet_need(Facet(("p",), np.array([[1.0], [0.8]]), np.eye(1))).round(2).tolist()
    [[0.0, 0.8], [0.8, 0.0]]
    """
    weighted = facet.roles * np.sqrt(specificity(facet))
    need = weighted @ facet.depends @ weighted.T
    need = (need + need.T) / 2
    np.fill_diagonal(need, 0.0)
    return np.asarray(need, dtype=float)


def need(facets: Mapping[str, Facet], compatible: Mask) -> Matrix:
    """Need over all facets, each divided by the mean of its positive needs and averaged.

    Facets nobody shares anything in are left out. Pairs whose territories are known and apart, and pairs
    of which one is part of the other, need nothing of each other.

    Parameters
    ----------
    facets : responsibilities by kind, over the same n actors.
    compatible : (n, n) False where two territories are known and do not meet, or one actor is part of the other.

    Returns
    -------
    (n, n) symmetric, >= 0, in units of an average pair that shares something; diagonal 0.
    """
    scaled = [_scaled(points) for points in map(facet_need, facets.values()) if points.any()]
    if not scaled:
        return np.zeros(compatible.shape)
    return np.asarray(sum(scaled) / len(scaled) * compatible, dtype=float)


def convergence(facets: Mapping[str, Facet], compatible: Mask) -> Matrix:
    """Count the facets in which a pair shares something: (n, n), whole numbers from 0 to the number of facets."""
    shared = [(facet_need(facet) > 0) & compatible for facet in facets.values()]
    return np.asarray(np.sum(shared, axis=0), dtype=float)


def _scaled(points: Matrix) -> Matrix:
    upper = points[np.triu_indices_from(points, 1)]
    return np.asarray(points / upper[upper > 0].mean(), dtype=float)
