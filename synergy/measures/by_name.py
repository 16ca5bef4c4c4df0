"""Measures by name, of a networkx graph or of a study's network: ``synergy.measures.betweenness(network)``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeAlias

import networkx as nx

from synergy.measures.actors.betweenness import betweenness, betweenness_band
from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.current_flow_betweenness import current_flow_betweenness
from synergy.measures.actors.cut_points import is_cut_point
from synergy.measures.actors.degree import degree, in_degree, out_degree, strength
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.efficiency import efficiency
from synergy.measures.actors.everett_valente import everett_valente
from synergy.measures.actors.harmonic_closeness import harmonic_closeness
from synergy.measures.actors.hierarchy import hierarchy
from synergy.measures.actors.honest_broker import honest_broker
from synergy.measures.actors.k_core import k_core
from synergy.measures.actors.multiplex_participation import multiplex_participation, overlapping_degree
from synergy.measures.actors.place_stability import place_stability
from synergy.measures.actors.sector_participation import sector_participation
from synergy.measures.chance.conditional_uniform import conditional_uniform
from synergy.measures.of_actors import sectors
from synergy.measures.programmes.two_mode_brokerage import two_mode_brokerage
from synergy.measures.uncertainty.case_dropping import stability_coefficient
from synergy.measures.whole.bridges import bridges
from synergy.measures.whole.centralization import (
    arc_centralization,
    betweenness_centralization,
    degree_centralization,
)
from synergy.measures.whole.communities import communities, modularity_p
from synergy.measures.whole.core_periphery import core_periphery, core_periphery_p
from synergy.measures.whole.density import density
from synergy.measures.whole.ei_index import ei_index
from synergy.measures.whole.fragmentation import fragmentation
from synergy.measures.whole.global_efficiency import global_efficiency
from synergy.measures.whole.key_players import key_players
from synergy.measures.whole.krackhardt import krackhardt
from synergy.measures.whole.reciprocity import reciprocity
from synergy.measures.whole.removal_curve import removal_curve
from synergy.measures.whole.transitivity import transitivity
from synergy.networks.network import Network
from synergy.settings import GRID, UNIT_LENGTH

Function: TypeAlias = Callable[..., Any]
Given: TypeAlias = Callable[[Network], dict[str, Any]]

NOTE = """

    Notes
    -----
    A study's network may stand in place of ``{first}``; what else belongs to it is then taken from the study.
"""


def with_lengths(graph: nx.Graph) -> nx.Graph:
    """Copy a graph and give each tie the length 1/strength, which the measures of paths use.

    Parameters
    ----------
    graph : (n actors) undirected or directed; ``weight`` is the strength of a tie in (0, 1], 1 where absent.

    Returns
    -------
    The copy, of the same kind; ``length`` of each tie is UNIT_LENGTH/strength as an integer, so that equal paths
    stay equal. Strengths count on a grid of .05, as in a study.

    Raises
    ------
    ValueError
        If a strength does not lie in (0, 1], or the graph is a multigraph.

    Examples
    --------
    >>> graph = with_lengths(nx.Graph([("a", "b", {"weight": 0.5}), ("b", "c", {"weight": 1.0})]))
    >>> graph["a"]["b"]["length"] / graph["b"]["c"]["length"]
    2.0
    """
    _check("with_lengths", graph)
    copy = graph.copy()
    for a, b, strength_of_tie in graph.edges(data="weight", default=1.0):
        if not 0 < strength_of_tie <= 1:
            raise ValueError(f"strength {strength_of_tie} of {a} and {b} does not lie in (0, 1]")
        copy[a][b]["length"] = UNIT_LENGTH * GRID // max(1, round(strength_of_tie * GRID))
    return copy


def _graph(network: Network) -> dict[str, Any]:
    return {"graph": network.graph}


def _simple(network: Network) -> dict[str, Any]:
    return {"graph": network.simple}


def _sectors(network: Network) -> dict[str, Any]:
    return {"graph": network.graph, "sector": sectors(network)}


def _layers(network: Network) -> dict[str, Any]:
    return {"layers": network.layers, "order": network.order}


def _roles(network: Network) -> dict[str, Any]:
    return {"roles": network.facets["programme"].roles, "order": network.order}


TAKEN: Mapping[Given, tuple[Function, ...]] = {
    _graph: (
        in_degree,
        out_degree,
        strength,
        betweenness,
        betweenness_band,
        current_flow_betweenness,
        harmonic_closeness,
        constraint,
        effective_size,
        efficiency,
        hierarchy,
        everett_valente,
        density,
        reciprocity,
        transitivity,
        krackhardt,
        conditional_uniform,
        stability_coefficient,
        place_stability,
    ),
    _simple: (
        degree,
        is_cut_point,
        honest_broker,
        k_core,
        bridges,
        fragmentation,
        global_efficiency,
        communities,
        modularity_p,
        core_periphery,
        core_periphery_p,
        key_players,
        removal_curve,
    ),
    _sectors: (brokerage_roles, sector_participation, ei_index),
    _layers: (multiplex_participation, overlapping_degree),
    _roles: (two_mode_brokerage,),
}
OF_NUMBERS = (arc_centralization, betweenness_centralization, degree_centralization)  # take a Series, no network
DIRECTED_ONLY = frozenset({"in_degree", "out_degree", "reciprocity"})


def _either(function: Function, given: Given) -> Function:
    """Let a function of a graph, of layers or of roles take a network in their place."""
    signature = inspect.signature(function)
    first = next(iter(signature.parameters))

    @wraps(function)
    def measured(*args: Any, **kwargs: Any) -> Any:
        options = dict(signature.bind_partial(*args, **kwargs).arguments)
        if isinstance(options.get(first), Network):
            options = given(options.pop(first)) | options
        _check(function.__name__, options.get(first))
        return function(**options)

    measured.__doc__ = (function.__doc__ or "").rstrip() + NOTE.format(first=first)
    return measured


def _check(name: str, graph: object) -> None:
    if not isinstance(graph, nx.Graph):
        return
    if graph.is_multigraph():
        raise ValueError(f"{name} takes one tie a pair: make a Graph or DiGraph of the multigraph first")
    if name in DIRECTED_ONLY and not graph.is_directed():
        raise ValueError(f"{name} says nothing of a network without directions")


FUNCTIONS: Mapping[str, Function] = {
    **{function.__name__: _either(function, given) for given, several in TAKEN.items() for function in several},
    **{function.__name__: function for function in (*OF_NUMBERS, with_lengths)},
}
