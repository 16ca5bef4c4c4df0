"""Which pairs one would expect to be tied, from the ties there are; not which pairs should be."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.estimate import NAN
from synergy.measures.uncertainty.accuracy import average_ranks

Matrix = NDArray[np.float64]


def resource_allocation(adjacency: Matrix) -> Matrix:
    """Sum over the common partners z of a pair of 1/d_z: a partner with few others says more.

    Parameters
    ----------
    adjacency : (n, n) above 0 where tied, in either direction; NaN counts as not tied. The diagonal is ignored.

    Returns
    -------
    (n, n) symmetric floats >= 0, 0 where there is no common partner; diagonal NaN.

    References
    ----------
    Zhou, Lü & Zhang (2009), Predicting missing links via local information, European Physical Journal B 71:623-630,
    doi:10.1140/epjb/e2009-00335-8.

    Examples
    --------
    >>> path = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> float(resource_allocation(path)[0, 2])
    0.5
    """
    tied = _tied(adjacency)
    degree = tied.sum(axis=0)
    return _without_diagonal((tied / np.maximum(degree, 1)) @ tied)


def adamic_adar(adjacency: Matrix) -> Matrix:
    """Sum over the common partners z of a pair of 1/ln d_z.

    Parameters
    ----------
    adjacency : (n, n) above 0 where tied, in either direction; NaN counts as not tied. The diagonal is ignored.

    Returns
    -------
    (n, n) symmetric floats >= 0, 0 where there is no common partner; diagonal NaN.

    References
    ----------
    Adamic & Adar (2003), Friends and neighbors on the Web, Social Networks 25:211-230,
    doi:10.1016/S0378-8733(03)00009-1.

    Examples
    --------
    >>> path = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> round(float(adamic_adar(path)[0, 2]), 6)
    1.442695
    """
    tied = _tied(adjacency)
    degree = np.maximum(tied.sum(axis=0), 2)  # who has one partner is common to no pair
    return _without_diagonal((tied / np.log(degree)) @ tied)


def preferential_attachment(adjacency: Matrix) -> Matrix:
    """Product of the numbers of partners of the two.

    Parameters
    ----------
    adjacency : (n, n) above 0 where tied, in either direction; NaN counts as not tied. The diagonal is ignored.

    Returns
    -------
    (n, n) symmetric whole numbers as floats; diagonal NaN.

    References
    ----------
    Liben-Nowell & Kleinberg (2007), The link-prediction problem for social networks, JASIST 58:1019-1031,
    doi:10.1002/asi.20591.

    Examples
    --------
    >>> path = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> float(preferential_attachment(path)[0, 1])
    2.0
    """
    degree = _tied(adjacency).sum(axis=0)
    return _without_diagonal(np.outer(degree, degree))


def sector_dcsbm(adjacency: Matrix, sectors: Sequence[Hashable]) -> Matrix:
    """Ties expected between two actors from their numbers of partners and from how far their sectors are tied.

    The Poisson degree-corrected block model with the sectors as blocks: d_i d_j m_gh / (κ_g κ_h), with m_gh the ties
    between the sectors (twice those inside one) and κ_g the sum of d in a sector. Half a tie stands for none between
    two sectors or inside one, so that no pair is ruled out by its sectors alone.

    Parameters
    ----------
    adjacency : (n, n) above 0 where tied, in either direction; NaN counts as not tied. The diagonal is ignored.
    sectors : (n) label of each actor; actors whose sector is not known need a label too and form one block.

    Returns
    -------
    (n, n) symmetric floats >= 0, expected number of ties (it may exceed 1); 0 for an actor without ties; diagonal NaN.

    References
    ----------
    Karrer & Newman (2011), Stochastic blockmodels and community structure in networks, Physical Review E 83:016107,
    doi:10.1103/PhysRevE.83.016107.

    Examples
    --------
    >>> square = np.array([[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]])
    >>> sector_dcsbm(square, ["a", "a", "b", "b"])[0].tolist()
    [nan, 0.5, 0.5, 0.5]
    """
    tied = _tied(adjacency)
    degree = tied.sum(axis=0)
    block, labels = pd.factorize(np.fromiter(sectors, dtype=object, count=len(tied)), use_na_sentinel=False)
    belongs = (block[:, None] == np.arange(len(labels))).astype(float)
    between = belongs.T @ tied @ belongs
    half_a_tie = np.where(np.eye(len(labels)) > 0, 1.0, 0.5)  # inside a sector a tie counts from both its ends
    between = np.where(between > 0, between, half_a_tie)
    stubs = np.maximum(degree @ belongs, 1)  # a sector without ties has only actors without
    share = degree / stubs[block]
    return _without_diagonal(np.outer(share, share) * between[np.ix_(block, block)])


def rank_mean(*scores: Matrix) -> Matrix:
    """Mean over the scores of the rank of each pair, as a share of the pairs: 1 for the first, equal scores averaged.

    Parameters
    ----------
    scores : (n, n) symmetric each, of the same actors; the diagonal is ignored.

    Returns
    -------
    (n, n) symmetric floats in (0, 1]; NaN on the diagonal and where one of the scores is NaN.

    Examples
    --------
    >>> rank_mean(np.array([[0, 3, 1], [3, 0, 1], [1, 1, 0]]))[0].tolist()
    [nan, 1.0, 0.5]
    """
    n = len(scores[0])
    each_once = np.triu_indices(n, 1)
    values = np.array([score[each_once] for score in scores], dtype=float)
    known = ~np.isnan(values).any(axis=0)
    ranks = np.full(known.size, NAN)
    if known.any():
        ranks[known] = np.mean([average_ranks(each[known]) for each in values], axis=0) / known.sum()
    mean = np.full((n, n), NAN)
    mean[each_once] = ranks
    return np.where(np.isnan(mean), mean.T, mean)


def likelihood(
    adjacency: Matrix, sectors: Sequence[Hashable], *, few_actors: int = 20, few_ties: int = 40
) -> Matrix | None:
    """How high a pair stands when all are ordered by how likely they are to be tied: common partners and sectors.

    The mean rank of ``resource_allocation`` and ``sector_dcsbm``. The values are shares of a rank, not probabilities:
    .9 says that nine pairs in ten are less expected, not that nine in ten such pairs are tied. An expected tie is
    not a needed one. A needed and expected tie that is absent may only be unreported.

    Parameters
    ----------
    adjacency : (n, n) above 0 where tied, in either direction; NaN counts as not tied. Dense: up to some 2,000 actors.
    sectors : (n) label of each actor, see ``sector_dcsbm``.
    few_actors : below so many actors of the network, with or without ties, nothing is said.
    few_ties : below so many tied pairs likewise.

    Returns
    -------
    (n, n) symmetric floats in (0, 1], tied pairs included; diagonal NaN. None below either limit: from so little
    no predictor can be told from chance with any confidence. The limits are conventions of this package.

    References
    ----------
    Zhou, Lü & Zhang (2009), doi:10.1140/epjb/e2009-00335-8; Karrer & Newman (2011), doi:10.1103/PhysRevE.83.016107;
    Ghasemian et al. (2020), Stacking models for nearly optimal link prediction in complex networks, PNAS
    117:23393-23400, doi:10.1073/pnas.1914950117 (why more than one predictor).

    Examples
    --------
    >>> likelihood(np.ones((3, 3)), ["a", "a", "b"]) is None
    True
    """
    if len(adjacency) < few_actors or np.triu(_tied(adjacency)).sum() < few_ties:
        return None
    return rank_mean(resource_allocation(adjacency), sector_dcsbm(adjacency, sectors))


def _tied(adjacency: Matrix) -> Matrix:
    """1 where tied in either direction."""
    above = np.asarray(adjacency, dtype=float) > 0
    tied = (above | above.T).astype(float)
    np.fill_diagonal(tied, 0.0)
    return tied


def _without_diagonal(score: Matrix) -> Matrix:
    np.fill_diagonal(score, NAN)
    return score
