"""Over how many actors a field is spread, and how far they coordinate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from synergy.dataset.records import Dataset, Status
from synergy.measures.programmes.coverage import cluster_family

Matrix: TypeAlias = Any  # (n, n) scipy.sparse array or numpy array


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragmentation:
    """How a field is spread.

    ``effective_actors`` is the number of actors of equal share that would spread it as much, from 1; ``coordinated``
    the mean supply over the pairs of its actors, in [0, 1]. NaN where there is nobody, or no pair.
    """

    effective_actors: float
    coordinated: float


def fragmentation(shares: ArrayLike, supply: Matrix) -> Fragmentation:
    """Say how a field is spread over actors and how far they coordinate.

    Effective actors are 1 / sum of p squared, where p is an actor's part of all shares (the inverse Simpson or
    Herfindahl index). Coordination is the sum of the supply over the unordered pairs, divided by their number.
    Actors without a share have no part in either.

    Parameters
    ----------
    shares : (n,) responsibility of each actor, at least 0; of any unit.
    supply : (n, n) symmetric, in [0, 1]; its diagonal is left out.

    Returns
    -------
    Fragmentation.

    References
    ----------
    Hill (1973), Diversity and evenness, Ecology 54:427-432, doi:10.2307/1934352; Laakso & Taagepera (1979),
    Effective number of parties, doi:10.1177/001041407901200101.

    Examples
    --------
    >>> fragmentation([2, 1, 1], np.array([[0, 0.5, 0.4], [0.5, 0, 0], [0.4, 0, 0]]))
    Fragmentation(effective_actors=2.6666666666666665, coordinated=0.3)
    """
    held = np.asarray(shares, dtype=float)
    present = np.flatnonzero(held > 0)
    p = held[present] / held.sum() if present.size else held[present]
    among = csr_array(supply)[present][:, present]
    pairs = present.size * (present.size - 1) / 2
    total = (among.sum() - among.diagonal().sum()) / 2
    return Fragmentation(
        effective_actors=float(1 / (p**2).sum()) if present.size else float("nan"),
        coordinated=float(total / pairs) if pairs else float("nan"),
    )


def cluster_shares(dataset: Dataset, cluster: str) -> Mapping[str, float]:
    """Add up what each actor carries in a cluster and its parts: the weights of its existing roles.

    An actor's strongest role in a programme counts once, and so does its strongest in a cell of duties.

    Returns
    -------
    Sum of weights by actor, above 0, sorted by id.
    """
    weight = {term.term: term.weight or 0.0 for term in dataset.terms("role").values()}
    family = cluster_family(dataset, cluster)
    inside = {programme.id for programme in dataset.programmes if family & set(programme.clusters)}
    held: dict[tuple[str, object], float] = {}

    def hold(actor: str, column: object, role: str) -> None:
        held[actor, column] = max(held.get((actor, column), 0.0), weight.get(role, 0.0))

    for part in dataset.participation:
        if part.status is Status.EXISTING and part.programme in inside:
            hold(part.actor, part.programme, part.role)
    for duty in dataset.mandates:
        if duty.status is Status.EXISTING and duty.cluster in family:
            hold(duty.actor, (duty.cluster, duty.function, duty.target_group, duty.territory), duty.role)
    shares: dict[str, float] = {}
    for (actor, _), value in held.items():
        shares[actor] = shares.get(actor, 0.0) + value
    return {actor: value for actor, value in sorted(shares.items()) if value > 0}
