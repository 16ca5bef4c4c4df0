"""What the network is made of: communities, a core, the actors whose absence would tear it most."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from synergy.measures.estimate import Estimate
from synergy.measures.whole.communities import Communities, communities, modularity_p
from synergy.measures.whole.core_periphery import CorePeriphery, core_periphery, core_periphery_p
from synergy.measures.whole.key_players import Criterion, KeyPlayers, key_players
from synergy.measures.whole.removal_curve import removal_curve
from synergy.networks.network import Network
from synergy.randomness import stream
from synergy.settings import Settings

CRITERIA: tuple[Criterion, ...] = ("fragmentation", "distance_fragmentation", "distance_reach")
LARGEST_SETS = ((60, 3), (100, 2), (500, 1))  # actors up to which sets of so many are searched in full


@dataclass(frozen=True, eq=False, kw_only=True)
class Structure:
    """Parts of a network of some hundred actors; all None or empty in a larger or a tiny one.

    ``estimates`` hold modularity and core against networks with the same numbers of partners.
    """

    communities: Communities | None = None
    core: CorePeriphery | None = None
    key_players: tuple[tuple[str, KeyPlayers], ...] = ()
    curves: tuple[tuple[str, pd.DataFrame], ...] = ()
    estimates: tuple[tuple[str, Estimate], ...] = ()


def structure(network: Network, settings: Settings) -> Structure:
    """Find the communities, the core and the key players of a network.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.
    """
    graph = network.simple
    if not (settings.tells_chance(len(graph)) and graph.number_of_edges()):
        return Structure()

    return Structure(
        communities=communities(graph, runs=settings.community_runs, rng=stream(settings.seed, "communities")),
        core=core_periphery(graph, rng=stream(settings.seed, "core")),
        key_players=tuple(
            (criterion, key_players(graph, size, criterion=criterion, rng=stream(settings.seed, f"{criterion} {size}")))
            for criterion in CRITERIA
            for size in range(1, _largest_set(len(graph)) + 1)
        ),
        curves=tuple(
            (by, removal_curve(graph, by=by, rng=stream(settings.seed, f"removal by {by}")))
            for by in ("degree", "betweenness", "random")
        ),
        estimates=(
            ("modularity", modularity_p(graph, draws=settings.rewired_draws, rng=stream(settings.seed, "modularity"))),
            (
                "core_periphery",
                core_periphery_p(
                    graph, restarts=5, draws=settings.rewired_draws, rng=stream(settings.seed, "core null")
                ),
            ),
        ),
    )


def _largest_set(actors: int) -> int:
    return next((size for most, size in LARGEST_SETS if actors <= most), 0)
