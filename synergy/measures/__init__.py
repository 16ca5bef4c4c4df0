"""Networks → measures: ``of_actors``, ``of_pairs`` and ``of_whole`` list every number, with what it is fed.

A measure knows only a graph, a matrix and plain options; those tables say which. ``by_name`` holds the functions
that can be called from here, of a networkx graph or of a network: ``synergy.measures.betweenness(network)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synergy.measures.measured import Measured
from synergy.measures.of_actors import actor_measures
from synergy.measures.of_brokerage import brokerage
from synergy.measures.of_pairs import pair_measures
from synergy.measures.of_reports import reports_of
from synergy.measures.of_structure import structure
from synergy.measures.of_validity import validity
from synergy.measures.of_variants import sensitivity
from synergy.measures.of_whole import whole_measures
from synergy.measures.pairs.overlap import overlaps
from synergy.measures.programmes.coverage import coverage
from synergy.measures.whole.removal import removals
from synergy.networks.network import Network
from synergy.settings import Settings


def measure(network: Network, settings: Settings) -> Measured:
    """Compute every measure of a network.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.

    Returns
    -------
    Measured. Actors outside the network have NaN in every column; measures of direction are left out
    where no tie has one.
    """
    actors = actor_measures(network, settings)
    pairs = pair_measures(network, settings)
    inside = actors.reindex(list(network.members))
    whole, estimates = whole_measures(inside, network, pairs, settings)
    found = structure(network, settings)
    cut_points = frozenset(inside.index[inside["is_cut_point"].astype(bool)]) if len(inside) else frozenset()
    return Measured(
        network=network,
        actors=actors,
        pairs=pairs,
        whole=whole,
        overlaps=overlaps(network.dataset),
        coverage=coverage(network.dataset, settings.covering_roles, cut_points),
        removals=removals(network.simple),
        estimates={**estimates, **dict(found.estimates)},
        structure=found,
        brokerage=brokerage(network, settings),
        reports=reports_of(network, settings),
        sensitivity=sensitivity(network, settings),
        validity=validity(network, settings),
    )


def __getattr__(name: str) -> Callable[..., Any]:
    from synergy.measures.by_name import FUNCTIONS

    if name not in FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return FUNCTIONS[name]


def __dir__() -> list[str]:
    from synergy.measures.by_name import FUNCTIONS

    return sorted({*globals(), *FUNCTIONS})
