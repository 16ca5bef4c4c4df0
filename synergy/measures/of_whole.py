"""Every number of the whole network, registered once: what it is fed, its chance, who defined it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeAlias, TypedDict, Unpack

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.dataset.records import Respondent
from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.degree import degree, in_degree, out_degree
from synergy.measures.chance.conditional_uniform import conditional_uniform
from synergy.measures.chance.correction import family_size
from synergy.measures.chance.labels import expected_ei, label_permutation
from synergy.measures.chance.qap import qap
from synergy.measures.definition import INFINITE, Definition
from synergy.measures.estimate import NAN, Estimate
from synergy.measures.of_actors import sectors
from synergy.measures.uncertainty.case_dropping import stability_coefficient
from synergy.measures.uncertainty.vertex_bootstrap import vertex_bootstrap
from synergy.measures.whole.bridges import bridges
from synergy.measures.whole.centralization import (
    arc_centralization,
    betweenness_centralization,
    degree_centralization,
    sampled_betweenness_centralization,
)
from synergy.measures.whole.congruence import congruence
from synergy.measures.whole.density import density
from synergy.measures.whole.ei_index import ei_index
from synergy.measures.whole.global_efficiency import global_efficiency, sampled_global_efficiency
from synergy.measures.whole.krackhardt import Krackhardt, krackhardt
from synergy.measures.whole.reciprocity import reciprocity
from synergy.measures.whole.transitivity import transitivity
from synergy.networks.network import Matrix, Network
from synergy.randomness import stream
from synergy.settings import Settings

Pairs: TypeAlias = Mapping[str, Matrix]
Array: TypeAlias = NDArray[np.float64]
Compute: TypeAlias = Callable[[pd.DataFrame, Network, Pairs], float]
Chance: TypeAlias = Callable[[Network, Pairs, Settings, np.random.Generator], Estimate]
Beyond: TypeAlias = Callable[[pd.DataFrame, Network, Settings], Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A number of the whole network; ``chance`` holds it against a null model or resamples it, in small networks.

    ``beyond`` takes the place of ``compute`` in networks too large for it (``Settings.exact_up_to``).
    """

    definition: Definition
    compute: Compute
    chance: Chance | None = None
    beyond: Beyond | None = None
    directed_only: bool = False


def _uniform(index: Callable[[nx.Graph], float], *, simple: bool = False) -> Chance:
    """Hold an index against random networks of as many actors and ties."""

    def estimate(network: Network, pairs: Pairs, settings: Settings, rng: np.random.Generator) -> Estimate:
        graph = network.simple if simple else network.graph
        return conditional_uniform(graph, index, draws=settings.permutation_draws, rng=rng)

    return estimate


def _members(matrix: Matrix, network: Network) -> Array:
    inside = [network.index[actor] for actor in network.members]
    return np.asarray(matrix.toarray())[np.ix_(inside, inside)]


def _density(network: Network, pairs: Pairs, settings: Settings, rng: np.random.Generator) -> Estimate:
    ties = (_members(network.existing, network) > 0).astype(float)
    n = len(ties)
    return vertex_bootstrap(
        ties, lambda m: m.sum() / (n * (n - 1)) if n > 1 else NAN, draws=settings.bootstrap_draws, rng=rng
    )


def _ei(network: Network, pairs: Pairs, settings: Settings, rng: np.random.Generator) -> Estimate:
    labels = np.array(list(sectors(network).values()), dtype=object)
    place = {actor: i for i, actor in enumerate(network.members)}
    ends = np.array([(place[a], place[b]) for a, b in network.graph.edges], dtype=int).reshape(-1, 2)

    def index(label: NDArray[Any]) -> float:
        between = label[ends[:, 0]] != label[ends[:, 1]]
        return float(2 * between.mean() - 1) if len(ends) else NAN

    found = label_permutation(index, labels, draws=settings.permutation_draws, rng=rng, tail="two")
    return replace(found, baseline=expected_ei(labels), low=NAN, high=NAN)


def _congruence(network: Network, pairs: Pairs, settings: Settings, rng: np.random.Generator) -> Estimate:
    """QAP for the p-value (the same ties between other actors), bootstrap for the interval."""
    need, supplied = pairs["need"].toarray(), pairs["supply"].toarray()

    def share(n: Array, s: Array) -> float:
        total = float(n.sum())
        return float((n * s).sum()) / total if total else NAN

    if not need.any():
        return Estimate(value=NAN)
    inside = [i for i in range(len(need)) if need[i].any() or supplied[i].any()]
    need, supplied = need[np.ix_(inside, inside)], supplied[np.ix_(inside, inside)]
    found = qap(need, supplied, statistic=share, draws=settings.permutation_draws, rng=rng)
    interval = vertex_bootstrap((need, supplied), share, draws=settings.bootstrap_draws, rng=rng)
    return replace(found, low=interval.low, high=interval.high, method=f"{found.method}; interval: {interval.method}")


def _by_chance_alone(actors: pd.DataFrame, network: Network, pairs: Pairs) -> float:
    """Of an index that only its estimate can give."""
    return NAN


def _case_dropping(measure: Callable[[nx.Graph], pd.Series]) -> Chance:
    def estimate(network: Network, pairs: Pairs, settings: Settings, rng: np.random.Generator) -> Estimate:
        found = stability_coefficient(network.graph, measure, draws=settings.case_draws, rng=rng)
        return Estimate(value=found.coefficient, draws=settings.case_draws, method="case dropping")

    return estimate


def _response_rate(actors: pd.DataFrame, network: Network, pairs: Pairs) -> float:
    asked = [a.respondent for a in network.dataset.actors if a.respondent in (Respondent.YES, Respondent.NO)]
    return sum(answer is Respondent.YES for answer in asked) / len(asked) if asked else NAN


def _pairs_tested(actors: pd.DataFrame, network: Network, pairs: Pairs) -> float:
    """Return the size of the family that the q-values of pairs are corrected for."""
    return float(family_size(pairs["p_value"])) if "p_value" in pairs else NAN


class _Source(TypedDict, total=False):
    low: float
    high: float
    source: str
    doi: str


def _krackhardt(part: str) -> Compute:
    return lambda a, n, p: float(getattr(_out_tree(n.graph), part))


@lru_cache(maxsize=1)
def _out_tree(graph: nx.Graph) -> Krackhardt:
    """All four at once: each takes the reach of all pairs."""
    return krackhardt(graph)


def _global_efficiency(actors: pd.DataFrame, network: Network, settings: Settings) -> Estimate:
    return sampled_global_efficiency(network.simple, pivots=settings.pivots, seed=settings.seed)


_FREEMAN = _Source(source="Freeman 1978", doi="10.1016/0378-8733(78)90021-7")
_KRACKHARDT = _Source(source="Krackhardt 1994")
_EPSKAMP = _Source(source="Epskamp, Borsboom & Fried 2018", doi="10.3758/s13428-017-0862-1")
_MANY = _Source(high=INFINITE)


def _index(
    name: str,
    compute: Compute,
    chance: Chance | None = None,
    *,
    beyond: Beyond | None = None,
    directed_only: bool = False,
    **known: Unpack[_Source],
) -> Index:
    return Index(
        definition=Definition(name=name, **known),
        compute=compute,
        chance=chance,
        beyond=beyond,
        directed_only=directed_only,
    )


OF_WHOLE: tuple[Index, ...] = (
    _index("density", lambda a, n, p: density(n.graph), _density, source="Wasserman & Faust 1994"),
    _index(
        "degree_centralization",
        lambda a, n, p: degree_centralization(a["degree"]),
        _uniform(lambda g: degree_centralization(degree(g)), simple=True),
        **_FREEMAN,
    ),
    _index(
        "in_degree_centralization",
        lambda a, n, p: arc_centralization(a["in_degree"]),
        _uniform(lambda g: arc_centralization(in_degree(g))),
        directed_only=True,
        **_FREEMAN,
    ),
    _index(
        "out_degree_centralization",
        lambda a, n, p: arc_centralization(a["out_degree"]),
        _uniform(lambda g: arc_centralization(out_degree(g))),
        directed_only=True,
        **_FREEMAN,
    ),
    _index(
        "betweenness_centralization",
        lambda a, n, p: betweenness_centralization(a["betweenness"]),
        _uniform(lambda g: betweenness_centralization(betweenness(g))),
        beyond=lambda a, n, s: sampled_betweenness_centralization(a, pivots=s.pivots),
        **_FREEMAN,
    ),
    _index(
        "ei_index",
        lambda a, n, p: ei_index(n.graph, sectors(n)),
        _ei,
        low=-1.0,
        source="Krackhardt & Stern 1988",
        doi="10.2307/2786835",
    ),
    _index("components", lambda a, n, p: float(nx.number_connected_components(n.simple)), **_MANY),
    _index("cut_points", lambda a, n, p: float(a["is_cut_point"].sum()), **_MANY),
    _index("bridges", lambda a, n, p: float(len(bridges(n.simple))), **_MANY),
    _index(
        "reciprocity",
        lambda a, n, p: reciprocity(n.graph),
        directed_only=True,
        source="Wasserman & Faust 1994",
    ),
    _index(
        "transitivity", lambda a, n, p: transitivity(n.graph), _uniform(transitivity), source="Wasserman & Faust 1994"
    ),
    _index(
        "global_efficiency",
        lambda a, n, p: global_efficiency(n.simple),
        beyond=_global_efficiency,
        source="Latora & Marchiori 2001",
        doi="10.1103/PhysRevLett.87.198701",
    ),
    *(
        _index(
            f"krackhardt_{part}",
            _krackhardt(part),
            beyond=lambda a, n, s: Estimate(value=NAN),  # takes the reach of all pairs
            directed_only=True,
            **_KRACKHARDT,
        )
        for part in ("connectedness", "hierarchy", "efficiency", "least_upper_bound")
    ),
    _index(
        "congruence",
        lambda a, n, p: congruence(p["need"], p["supply"]),
        _congruence,
        source="after Cataldo et al. 2006",
        doi="10.1145/1180875.1180929",
    ),
    _index("degree_stability", _by_chance_alone, _case_dropping(degree), **_EPSKAMP),
    _index("betweenness_stability", _by_chance_alone, _case_dropping(betweenness), **_EPSKAMP),
    _index("response_rate", _response_rate),
    _index("pairs_tested", _pairs_tested, **_MANY),
)


def whole_measures(
    actors: pd.DataFrame, network: Network, pairs: Pairs, settings: Settings
) -> tuple[dict[str, float], dict[str, Estimate]]:
    """Compute every index of the network, and what chance and uncertainty say of it.

    Parameters
    ----------
    actors : measures of the actors in the network.
    network : from ``build_network``.
    pairs : measures of the pairs.
    settings : parameters of the run; ``tells_chance`` says of how many actors chance is worked out.

    Returns
    -------
    Values by name, NaN where undefined; and estimates by name, for those that have a null model or an interval, or
    that are estimated in a large network.
    """
    fit = [index for index in OF_WHOLE if network.directed or not index.directed_only]
    values, estimates = dict[str, float](), dict[str, Estimate]()
    large, tells_chance = len(network.members) > settings.exact_up_to, settings.tells_chance(len(network.members))
    for index in fit:
        name = index.definition.name
        if large and index.beyond is not None:
            estimates[name] = index.beyond(actors, network, settings)
            values[name] = estimates[name].value
            continue
        values[name] = index.compute(actors, network, pairs)
        if tells_chance and index.chance is not None:
            estimates[name] = index.chance(network, pairs, settings, stream(settings.seed, f"chance of {name}"))
            if np.isnan(values[name]):
                values[name] = estimates[name].value
    return values, estimates
