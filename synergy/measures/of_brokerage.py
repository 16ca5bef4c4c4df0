"""Which brokerage roles an actor holds more often than its ties alone would give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.chance.bernoulli_roles import role_z
from synergy.measures.chance.correction import benjamini_hochberg
from synergy.measures.chance.labels import label_permutation_of_many
from synergy.measures.of_actors import ROLES, sectors
from synergy.measures.whole.density import density
from synergy.networks.network import Network
from synergy.randomness import stream
from synergy.settings import Settings

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerageRole:
    """How often an actor holds a role, beside chance.

    ``expected`` is the mean with the sectors shuffled over the same ties, ``p_value`` the share of shuffles with as
    many or more, ``q_value`` after Benjamini and Hochberg over all actors and roles. ``z`` is that of Gould and
    Fernandez, against independent arcs (NaN where no tie has a direction): it mixes many ties with the role.
    """

    actor: str
    role: str
    count: int
    expected: float
    z: float
    p_value: float
    q_value: float


def brokerage(network: Network, settings: Settings) -> tuple[BrokerageRole, ...]:
    """Hold the brokerage roles of every actor against shuffled sectors.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.

    Returns
    -------
    One entry an actor in the network and role; none where chance is not worked out (``Settings.tells_chance``).

    References
    ----------
    Gould & Fernandez (1989), Structures of mediation, Sociological Methodology 19:89-126, doi:10.2307/270949.
    """
    if not settings.tells_chance(len(network.members)):
        return ()
    graph, sector = network.graph, sectors(network)
    counts = brokerage_roles(graph, sector)[list(ROLES)]
    labels = pd.factorize(np.array([sector[actor] for actor in graph], dtype=object))[0]
    paths = _open_two_paths(graph)

    def shuffled(label: NDArray[np.generic]) -> Codes:
        return _counted(paths, np.asarray(label, dtype=np.int64), directed=graph.is_directed())

    rng = stream(settings.seed, "sectors of brokers")
    null = label_permutation_of_many(shuffled, labels, draws=settings.permutation_draws, rng=rng)
    z = role_z(counts, sector, density=density(graph))[list(ROLES)] if graph.is_directed() else counts * np.nan
    return tuple(_roles(counts, null.baseline, z, null.p_value))


def _roles(
    counts: pd.DataFrame, expected: NDArray[np.float64], z: pd.DataFrame, p: NDArray[np.float64]
) -> Iterator[BrokerageRole]:
    q = benjamini_hochberg(p.ravel()).reshape(p.shape)
    held, distance = counts.to_numpy(dtype=int), z.to_numpy(dtype=float)
    for i, actor in enumerate(counts.index):
        for k, role in enumerate(ROLES):
            yield BrokerageRole(
                actor=str(actor),
                role=role,
                count=int(held[i, k]),
                expected=float(expected[i, k]),
                z=float(distance[i, k]),
                p_value=float(p[i, k]),
                q_value=float(q[i, k]),
            )


def _open_two_paths(graph: nx.Graph) -> Codes:
    """Return (3, paths) positions of a, actor, b with ties a to actor to b and none a to b."""
    tied = nx.to_numpy_array(graph, weight=None) > 0
    np.fill_diagonal(tied, val=False)
    apart = ~tied
    np.fill_diagonal(apart, val=False)
    found = []
    for v in range(len(tied)):
        a, b = np.nonzero(np.outer(tied[:, v], tied[v]) & apart)
        found.append(np.stack([a, np.full(a.size, v), b]))
    return np.concatenate(found, axis=1) if found else np.zeros((3, 0), dtype=np.int64)


def _counted(paths: Codes, label: Codes, *, directed: bool) -> Codes:
    """Count the roles as ``brokerage_roles`` does, for one labelling."""
    a, v, b = label[paths]
    role = np.select([(a == v) & (v == b), (a == b) & (a != v), (v == b) & (a != v), (a == v) & (v != b)], range(4), 4)
    counts = np.bincount(paths[1] * 5 + role, minlength=label.size * 5).reshape(-1, 5)
    # Of an undirected pair both orders stand here; gatekeeper and representative are the two orders of one.
    return counts if directed else counts // np.array([2, 2, 1, 1, 2])
