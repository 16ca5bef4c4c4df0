"""Networks → measures: every number is listed here, with what it is fed.

A measure knows only a graph, a matrix and plain options; these tables say which.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

import networkx as nx
import pandas as pd

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.current_flow_betweenness import current_flow_betweenness
from synergy.measures.actors.cut_points import is_cut_point
from synergy.measures.actors.degree import degree, in_degree, out_degree, strength
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.harmonic_closeness import harmonic_closeness
from synergy.measures.actors.sector_participation import sector_participation
from synergy.measures.measured import Measured
from synergy.measures.pairs.gap import gap
from synergy.measures.pairs.need import convergence, facet_need, need
from synergy.measures.pairs.overlap import overlaps
from synergy.measures.pairs.supply import supply
from synergy.measures.programmes.coverage import coverage
from synergy.measures.whole.centralization import (
    arc_centralization,
    betweenness_centralization,
    degree_centralization,
)
from synergy.measures.whole.congruence import congruence
from synergy.measures.whole.density import density
from synergy.measures.whole.ei_index import ei_index
from synergy.measures.whole.reciprocity import reciprocity
from synergy.measures.whole.removal import removals
from synergy.measures.whole.transitivity import transitivity
from synergy.networks.network import Matrix, Network
from synergy.networks.territory import compatible
from synergy.settings import Settings

# One column under the measure's name, or a table of several columns under their own.
OF_ACTORS: Mapping[str, Callable[[Network, Settings], pd.Series | pd.DataFrame]] = {
    "degree": lambda n, s: degree(n.simple),
    "in_degree": lambda n, s: in_degree(n.graph),
    "out_degree": lambda n, s: out_degree(n.graph),
    "strength": lambda n, s: strength(n.graph),
    "betweenness": lambda n, s: betweenness(n.graph, pivots=_pivots(n, s), seed=s.seed),
    "current_flow_betweenness": lambda n, s: current_flow_betweenness(n.graph, at_most=s.exact_up_to),
    "harmonic_closeness": lambda n, s: harmonic_closeness(n.graph),
    "constraint": lambda n, s: constraint(n.graph),
    "effective_size": lambda n, s: effective_size(n.graph),
    "brokerage_roles": lambda n, s: brokerage_roles(n.graph, _sectors(n)),
    "is_cut_point": lambda n, s: is_cut_point(n.simple),
    "sector_participation": lambda n, s: sector_participation(n.graph, _sectors(n)),
}
DIRECTED_ONLY = frozenset(
    {"in_degree", "out_degree", "in_degree_centralization", "out_degree_centralization", "reciprocity"}
)

OF_WHOLE: Mapping[str, Callable[[pd.DataFrame, Network, Mapping[str, Matrix]], float]] = {
    "density": lambda a, n, p: density(n.graph),
    "degree_centralization": lambda a, n, p: degree_centralization(a["degree"]),
    "in_degree_centralization": lambda a, n, p: arc_centralization(a["in_degree"]),
    "out_degree_centralization": lambda a, n, p: arc_centralization(a["out_degree"]),
    "betweenness_centralization": lambda a, n, p: betweenness_centralization(a["betweenness"]),
    "ei_index": lambda a, n, p: ei_index(n.graph, _sectors(n)),
    "components": lambda a, n, p: float(nx.number_connected_components(n.simple)),
    "cut_points": lambda a, n, p: float(a["is_cut_point"].sum()),
    "reciprocity": lambda a, n, p: reciprocity(n.graph),
    "transitivity": lambda a, n, p: transitivity(n.graph),
    "congruence": lambda a, n, p: congruence(p["need"], p["supply"]),
}


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
    fits = network.directed
    actors = pd.concat(
        [f(network, settings) for name, f in OF_ACTORS.items() if fits or name not in DIRECTED_ONLY], axis=1
    )
    pairs = _pairs(network)
    whole = {n: f(actors, network, pairs) for n, f in OF_WHOLE.items() if fits or n not in DIRECTED_ONLY}
    cut_points = frozenset(actors.index[actors["is_cut_point"].astype(bool)]) if len(actors) else frozenset()
    return Measured(
        network=network,
        actors=actors.reindex(network.order),
        pairs=pairs,
        whole=whole,
        overlaps=overlaps(network.dataset),
        coverage=coverage(network.dataset, settings.covering_roles, cut_points),
        removals=removals(network.simple),
    )


def _pivots(network: Network, settings: Settings) -> int | None:
    """How many starting points betweenness is sampled from; None where it is exact."""
    return settings.pivots if len(network.members) > settings.exact_up_to else None


def _sectors(network: Network) -> dict[Hashable, str]:
    return {actor: network.dataset.actor[actor].sector for actor in network.members}


def _pairs(network: Network) -> dict[str, Matrix]:
    credit = {t.term: t.weight for t in network.dataset.terms("tie_type").values() if t.weight is not None}
    meets = compatible(network.dataset, network.order)
    points = [facet_need(facet) for facet in network.facets.values()]
    needed = need(points, meets)
    supplied = supply(network.layers, credit, len(network.order))
    return {
        "need": needed,
        "convergence": convergence(points, meets),
        "supply": supplied,
        "gap": gap(needed, supplied),
    }
