"""Every number by actor, registered once: what it is fed, the columns it fills, who defined it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict, Unpack

import networkx as nx
import pandas as pd

from synergy.measures.actors.betweenness import betweenness, betweenness_estimate
from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.current_flow_betweenness import current_flow_betweenness
from synergy.measures.actors.cut_points import is_cut_point
from synergy.measures.actors.degree import degree, in_degree, out_degree, strength
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.efficiency import efficiency
from synergy.measures.actors.everett_valente import everett_valente
from synergy.measures.actors.harmonic_closeness import harmonic_closeness, harmonic_closeness_estimate
from synergy.measures.actors.hierarchy import hierarchy
from synergy.measures.actors.honest_broker import honest_broker
from synergy.measures.actors.k_core import k_core
from synergy.measures.actors.multiplex_participation import multiplex_participation
from synergy.measures.actors.place_stability import place_stability
from synergy.measures.actors.sector_participation import sector_participation
from synergy.measures.definition import INFINITE, Definition
from synergy.measures.programmes.two_mode_brokerage import two_mode_brokerage
from synergy.networks.network import Network
from synergy.randomness import stream
from synergy.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMeasure:
    """A measure that gives every actor a number, or several: one column each, in this order."""

    columns: tuple[Definition, ...]
    compute: Callable[[Network, Settings], pd.Series | pd.DataFrame]
    directed_only: bool = False


def _stability(network: Network, settings: Settings) -> pd.Series:
    """How firm an actor's place among the highest betweenness is; left blank where chance is not worked out."""
    if not settings.tells_chance(len(network.members)):
        return pd.Series(float("nan"), index=list(network.members), name="stability", dtype=float)
    rng = stream(settings.seed, "stability of actors")
    return place_stability(network.graph, betweenness, top=settings.list_length, draws=STABILITY_DRAWS, rng=rng)


class _Source(TypedDict, total=False):
    low: float
    high: float
    source: str
    doi: str


def _one(
    name: str,
    compute: Callable[[Network, Settings], pd.Series],
    *,
    directed_only: bool = False,
    **known: Unpack[_Source],
) -> ActorMeasure:
    return ActorMeasure(columns=(Definition(name=name, **known),), compute=compute, directed_only=directed_only)


@lru_cache(maxsize=2)  # the value and its band stand apart in the table and come from one search
def _estimated(estimate: Callable[..., pd.DataFrame], network: Network, pivots: int, seed: int) -> pd.DataFrame:
    return estimate(network.graph, pivots=pivots, seed=seed)


def _value(
    exact: Callable[[nx.Graph], pd.Series], estimate: Callable[..., pd.DataFrame]
) -> Callable[[Network, Settings], pd.Series]:
    """Work a measure out where the network is small, and estimate it where it is large."""

    def compute(network: Network, settings: Settings) -> pd.Series:
        sampled = pivots(network, settings)
        if sampled is None:
            return exact(network.graph)
        return _estimated(estimate, network, sampled, settings.seed).iloc[:, 0]

    return compute


def _band(name: str, estimate: Callable[..., pd.DataFrame], **known: Unpack[_Source]) -> ActorMeasure:
    """Give the 95 % band of an estimate; blank where the measure is exact."""
    columns = [f"{name}_low", f"{name}_high"]

    def compute(network: Network, settings: Settings) -> pd.DataFrame:
        sampled = pivots(network, settings)
        if sampled is None:
            return pd.DataFrame(float("nan"), index=list(network.members), columns=columns)
        return _estimated(estimate, network, sampled, settings.seed)[columns]

    return ActorMeasure(columns=tuple(Definition(name=column, **known) for column in columns), compute=compute)


def sectors(network: Network) -> dict[Hashable, str]:
    """Return the sector of each actor in the network."""
    return {actor: network.dataset.actor[actor].sector for actor in network.members}


def pivots(network: Network, settings: Settings) -> int | None:
    """Return how many actors the measures of paths are estimated from; None where they are exact."""
    return settings.pivots if len(network.members) > settings.exact_up_to else None


_FREEMAN = _Source(high=INFINITE, source="Freeman 1978", doi="10.1016/0378-8733(78)90021-7")
_BURT = _Source(source="Burt 1992; Burt 2004", doi="10.1086/421787")
_UNBOUNDED_BURT = _Source(high=INFINITE, source="Burt 1992; Burt 2004", doi="10.1086/421787")
_SIZE = _Source(low=1.0, high=INFINITE, source="Burt 1992")
_ROLES = _Source(high=INFINITE, source="Gould & Fernandez 1989", doi="10.2307/270949")
_HONEST = _Source(high=INFINITE, source="Christopoulos & Ingold 2015")
_TWO_MODE = _Source(high=INFINITE, source="after Jasny & Lubell 2015", doi="10.1016/j.socnet.2014.11.005")
STABILITY_DRAWS = 200
ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")

OF_ACTORS: tuple[ActorMeasure, ...] = (
    _one("degree", lambda n, s: degree(n.simple), **_FREEMAN),
    _one("in_degree", lambda n, s: in_degree(n.graph), directed_only=True, **_FREEMAN),
    _one("out_degree", lambda n, s: out_degree(n.graph), directed_only=True, **_FREEMAN),
    _one(
        "strength",
        lambda n, s: strength(n.graph),
        high=INFINITE,
        source="Barrat et al. 2004",
        doi="10.1073/pnas.0400087101",
    ),
    _one(
        "betweenness",
        _value(betweenness, betweenness_estimate),
        source="Freeman 1977",
        doi="10.2307/3033543",
    ),
    _one(
        "current_flow_betweenness",
        lambda n, s: current_flow_betweenness(n.graph, at_most=s.exact_up_to),
        source="Brandes & Fleischer 2005",
        doi="10.1007/978-3-540-31856-9_44",
    ),
    _one(
        "harmonic_closeness",
        _value(harmonic_closeness, harmonic_closeness_estimate),
        source="Marchiori & Latora 2000",
        doi="10.1016/S0378-4371(00)00311-3",
    ),
    _one("constraint", lambda n, s: constraint(n.graph), **_UNBOUNDED_BURT),
    _one("effective_size", lambda n, s: effective_size(n.graph), **_SIZE),
    ActorMeasure(
        columns=tuple(Definition(name=name, **_ROLES) for name in ROLES),
        compute=lambda n, s: brokerage_roles(n.graph, sectors(n)),
    ),
    _one(
        "is_cut_point",
        lambda n, s: is_cut_point(n.simple),
        source="Hopcroft & Tarjan 1973",
        doi="10.1145/362248.362272",
    ),
    _one(
        "sector_participation",
        lambda n, s: sector_participation(n.graph, sectors(n)),
        source="Guimerà & Amaral 2005, rescaled",
        doi="10.1038/nature03288",
    ),
    _one(
        "stability",
        lambda n, s: _stability(n, s),
        source="after Costenbader & Valente 2003",
        doi="10.1016/S0378-8733(03)00012-1",
    ),
    _one("efficiency", lambda n, s: efficiency(n.graph), **_BURT),
    _one("hierarchy", lambda n, s: hierarchy(n.graph), **_BURT),
    _one(
        "everett_valente",
        lambda n, s: everett_valente(n.graph, at_most=s.exact_up_to),
        high=INFINITE,
        source="Everett & Valente 2016",
        doi="10.1016/j.socnet.2015.09.001",
    ),
    ActorMeasure(
        columns=tuple(Definition(name=f"honest_broker_{name}", **_HONEST) for name in ("pairs", "indirect", "pure")),
        compute=lambda n, s: honest_broker(n.simple),
    ),
    _one(
        "k_core",
        lambda n, s: k_core(n.simple),
        high=INFINITE,
        source="Seidman 1983",
        doi="10.1016/0378-8733(83)90028-X",
    ),
    _one(
        "multiplex_participation",
        lambda n, s: multiplex_participation(n.layers, n.order).reindex(list(n.members)),
        source="Battiston, Nicosia & Latora 2014",
        doi="10.1103/PhysRevE.89.032804",
    ),
    ActorMeasure(
        columns=tuple(Definition(name=f"two_mode_brokered_{name}", **_TWO_MODE) for name in ("pairs", "chains")),
        compute=lambda n, s: two_mode_brokerage(n.facets["programme"].held, n.order).reindex(list(n.members)),
    ),
    _band("betweenness", betweenness_estimate, source="Brandes & Pich 2007; Geisberger, Sanders & Schultes 2008"),
    _band(
        "harmonic_closeness",
        harmonic_closeness_estimate,
        source="Eppstein & Wang 2004",
        doi="10.7155/jgaa.00081",
    ),
)


def actor_measures(network: Network, settings: Settings) -> pd.DataFrame:
    """Compute every measure of the actors.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.

    Returns
    -------
    One row an actor of ``network.order``, one column a number; NaN for actors outside the network. Measures of
    direction are left out where no tie has one.
    """
    fit = [measure for measure in OF_ACTORS if network.directed or not measure.directed_only]
    return pd.concat([measure.compute(network, settings) for measure in fit], axis=1).reindex(network.order)
