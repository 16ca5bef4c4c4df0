"""Who needs whom: shared and dependent responsibilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from synergy.networks.incidence import Facet
from synergy.networks.network import Matrix, Rows
from synergy.networks.territory import Compatible

Pairs = tuple[Rows, Rows]
AT_ONCE = 2**16  # pairs worked on at once


def specificity(facet: Facet) -> NDArray[np.float64]:
    """How much sharing one column says: 1 where up to two actors share it, 1/log2(d) where d do.

    Returns
    -------
    (m,) floats in (0, 1].

    Examples
    --------
    >>> specificity(Facet(("p",), np.ones((4, 1)), np.eye(1))).tolist()
    [0.5]
    """
    held = (facet.held > 0).sum(axis=0)
    return np.asarray(1 / np.log2(np.maximum(held, 2)), dtype=float)


def facet_need(facet: Facet, among: Pairs | None = None) -> Matrix:
    """Need for coordination between actors from one kind of shared responsibility.

    The sum over all columns k, l of sqrt(w_k w_l) R_ik D_kl R_jl: roles R, specificity w, dependency D.

    Parameters
    ----------
    facet : of n actors.
    among : positions (p,) and (p,) of the pairs to look at, each once, the first before the second; None for all.

    Returns
    -------
    (n, n) symmetric, >= 0, in points; diagonal 0.

    References
    ----------
    Cataldo et al. (2006), doi:10.1145/1180875.1180929, with roles and specificity as weights.

    Examples
    --------
    >>> facet = Facet(("p",), np.array([[1.0], [0.8], [0.5]]), np.eye(1))
    >>> facet_need(facet).toarray()[0].round(3).tolist()
    [0.0, 0.505, 0.315]
    >>> facet_need(facet, (np.array([0]), np.array([2]))).toarray()[0].round(3).tolist()
    [0.0, 0.0, 0.315]
    """
    weighted = csr_array(facet.held.multiply(np.sqrt(specificity(facet))[None, :]))
    reached = weighted @ facet.linked
    if among is not None:
        return _between(reached, weighted, among)
    need = reached @ weighted.T
    need = csr_array((need + need.T) / 2)
    need.setdiag(0.0)
    need.eliminate_zeros()
    return need


def _between(reached: Matrix, weighted: Matrix, among: Pairs) -> Matrix:
    rows, columns = among
    parts = [np.zeros(0)]
    for start in range(0, rows.size, AT_ONCE):
        some = slice(start, start + AT_ONCE)
        parts.append(reached[rows[some]].multiply(weighted[columns[some]]).sum(axis=1))
    points = np.concatenate(parts)
    there = points > 0
    n = weighted.shape[0]
    half = csr_array((points[there], (rows[there], columns[there])), shape=(n, n))
    return csr_array(half + half.T)


def need(points: Sequence[Matrix], compatible: Compatible) -> Matrix:
    """Need over all facets, each divided by the mean of its positive needs and averaged.

    Facets nobody shares anything in are left out. Pairs whose territories are known and apart, and pairs
    of which one is part of the other, need nothing of each other.

    Parameters
    ----------
    points : need of each facet (``facet_need``), over the same n actors.
    compatible : says of pairs of positions whether they can need each other.

    Returns
    -------
    (n, n) symmetric, >= 0, in units of an average pair that shares something; diagonal 0.
    """
    scaled = [each / each.data.mean() for each in points if each.nnz]
    n = points[0].shape[0] if points else 0
    return _kept(sum(scaled, csr_array((n, n))) / max(1, len(scaled)), compatible)


def convergence(points: Sequence[Matrix], compatible: Compatible) -> Matrix:
    """Count the facets in which a pair shares something: (n, n), whole numbers from 0 to the number of facets."""
    shared = [(each > 0).astype(float) for each in points]
    n = shared[0].shape[0] if shared else 0
    return _kept(sum(shared, csr_array((n, n))), compatible)


def _kept(values: Matrix, compatible: Compatible) -> Matrix:
    cells = values.tocoo()
    rows, columns = cells.coords
    fits = compatible(rows, columns)
    return csr_array((cells.data[fits], (rows[fits], columns[fits])), shape=values.shape)
