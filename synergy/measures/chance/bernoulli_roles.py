"""How often an actor would stand between others, by sector, in a network whose arcs are tossed like a coin."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Counts = NDArray[np.int64]
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRoles:
    """Mean and standard deviation of each count: tables of n actors by five roles and their total."""

    mean: pd.DataFrame
    deviation: pd.DataFrame


def expected_roles(sector: Mapping[Hashable, str], *, density: float) -> ExpectedRoles:
    """Mean and standard deviation of the five role counts where every arc exists with the same chance, independently.

    A pair (a, b) counts with chance q = p²(1 - p); two pairs depend on each other where they share the sender or the
    receiver, with covariance p³(1 - p)³. For directed networks only: in an undirected one each arc has its twin, so
    that this variance is wrong, and labels have to be permuted instead.

    Parameters
    ----------
    sector : (n) sector of every actor.
    density : p, the share of the n(n - 1) arcs that exist.

    Returns
    -------
    ExpectedRoles by actor in the order of ``sector``; columns as of the counts, and ``total``. NaN where the density
    is. A role that nobody could fill, such as coordinator for the only actor of a sector, has 0 and 0.

    Raises
    ------
    ValueError : where the density is outside [0, 1].

    References
    ----------
    Gould & Fernandez (1989), Structures of mediation, Sociological Methodology 19:89-126, doi:10.2307/270949.

    Examples
    --------
    >>> expected_roles({1: "A", 2: "B", 3: "B"}, density=0.5).mean.loc[2].to_dict()  # doctest: +NORMALIZE_WHITESPACE
    {'coordinator': 0.0, 'itinerant': 0.0, 'gatekeeper': 0.125, 'representative': 0.125, 'liaison': 0.0,
     'total': 0.25}
    """
    if not (np.isnan(density) or 0 <= density <= 1):
        raise ValueError(f"no density: {density}")
    pairs, dependent = _pairs(np.array(list(sector.values()), dtype=object))
    chance = density**2 * (1 - density)
    variance = pairs * chance * (1 - chance) + dependent * (density * (1 - density)) ** 3
    index, columns = list(sector), [*ROLES, "total"]
    return ExpectedRoles(
        mean=pd.DataFrame(pairs * chance, index=index, columns=columns),
        deviation=pd.DataFrame(np.sqrt(variance), index=index, columns=columns),
    )


def role_z(counts: pd.DataFrame, sector: Mapping[Hashable, str], *, density: float) -> pd.DataFrame:
    """Distance of each role count from its mean under independent arcs, in standard deviations.

    It mixes having many ties with having that role: an actor with ties above average is above in every role. Whether
    the sectors matter is for permuted labels to say. For directed networks only, as :func:`expected_roles`.

    Parameters
    ----------
    counts : (n actors) columns coordinator, itinerant, gatekeeper, representative and liaison.
    sector : sector of every actor of the network, and of no other.
    density : share of the n(n - 1) arcs that exist.

    Returns
    -------
    DataFrame by actor as ``counts``: the five roles and ``total``. NaN where the deviation is 0, because nobody or
    nothing could have been otherwise.

    Raises
    ------
    ValueError : where the density is outside [0, 1].

    References
    ----------
    Gould & Fernandez (1989), Structures of mediation, Sociological Methodology 19:89-126, doi:10.2307/270949.

    Examples
    --------
    >>> counts = pd.DataFrame(0, index=[1, 2, 3], columns=list(ROLES))
    >>> role_z(counts, {1: "A", 2: "B", 3: "B"}, density=0.5).round(3).loc[2, ["coordinator", "gatekeeper"]].tolist()
    [nan, -0.378]
    """
    null = expected_roles(sector, density=density)
    observed = counts[list(ROLES)].assign(total=counts[list(ROLES)].sum(axis=1))
    deviation = null.deviation.loc[counts.index]
    return (observed - null.mean.loc[counts.index]) / deviation.where(deviation > 0)


def _pairs(label: NDArray[np.object_]) -> tuple[Counts, Counts]:
    """By actor, role and total: pairs (a, b) that could count, and ordered pairs of those that share one end."""
    code, sectors = pd.factorize(label)
    size = np.bincount(code, minlength=len(sectors)).astype(np.int64)
    own = size[code]
    mates, others, all_others = own - 1, label.size - own, np.full(label.size, label.size - 1, dtype=np.int64)
    of_one = size * (size - 1)
    alike = of_one.sum() - of_one[code]  # pairs of one sector, not the actor's
    apart = size * (others[:, None] - size) * (np.arange(len(sectors)) != code[:, None])  # by the sender's sector
    triples = of_one * (size - 2)
    role_pairs = [mates * (mates - 1), alike, others * mates, others * mates, apart.sum(axis=1)]
    role_dependent = [
        2 * mates * (mates - 1) * (mates - 2),
        2 * (triples.sum() - triples[code]),
        others * mates * (mates - 1 + others - 1),
        others * mates * (mates - 1 + others - 1),
        2 * (apart * (others[:, None] - size - 1)).sum(axis=1),
    ]
    role_pairs.append(all_others * (all_others - 1))
    role_dependent.append(2 * all_others * (all_others - 1) * (all_others - 2))
    return np.column_stack(role_pairs), np.column_stack(role_dependent)
