"""Every number by pair of actors: need, supply and gap, and how much of them chance or another choice would give."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from synergy.measures.chance.correction import benjamini_hochberg
from synergy.measures.chance.fixed_margins import fixed_margins_p
from synergy.measures.definition import INFINITE, Definition
from synergy.measures.pairs.gap import gap
from synergy.measures.pairs.gap_stability import gap_stability
from synergy.measures.pairs.likelihood import likelihood
from synergy.measures.pairs.need import convergence, facet_need, need
from synergy.measures.pairs.perturbed_need import responsibilities
from synergy.measures.pairs.sharing import pairs_sharing, with_linked
from synergy.measures.pairs.supply import supply
from synergy.networks.incidence import build_cells
from synergy.networks.network import Matrix, Network, Rows
from synergy.networks.territory import compatible
from synergy.randomness import stream
from synergy.settings import Settings

OF_PAIRS: tuple[Definition, ...] = (
    Definition(name="need", high=INFINITE, source="after Cataldo et al. 2006", doi="10.1145/1180875.1180929"),
    Definition(name="supply"),
    Definition(name="gap", high=INFINITE),
    Definition(name="convergence", high=INFINITE),
    Definition(name="p_value", source="Strona et al. 2014; Neal, Domagalski & Sagan 2021", doi="10.1038/ncomms5114"),
    Definition(name="q_value", source="Benjamini & Hochberg 1995"),
    Definition(name="stability", source="after Epskamp, Borsboom & Fried 2018", doi="10.3758/s13428-017-0862-1"),
    Definition(
        name="likelihood", source="Zhou, Lü & Zhang 2009; Karrer & Newman 2011", doi="10.1103/PhysRevE.83.016107"
    ),
)


def pair_measures(network: Network, settings: Settings) -> dict[str, Matrix]:
    """Compute every measure of the pairs.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.

    Returns
    -------
    (n, n) matrices by name, over ``network.order``. ``p_value``, ``q_value`` and ``likelihood`` are dense, NaN where
    they say nothing of a pair, and missing, like ``stability``, where the study is too large or too small
    for them (``Settings.tells_chance``; ``few_actors`` and ``few_ties`` for the likelihood). Beyond ``exact_up_to``
    actors a need is worked out only for pairs that share a programme or a cell (``pairs.sharing.pairs_sharing``).
    """
    meets = compatible(network.dataset, network.order)
    among = _among(network, settings)
    points = [facet_need(facet, among) for facet in network.facets.values()]
    needed = need(points, meets)
    supplied = supply(network.layers, network.credit, len(network.order))
    measured = {
        "need": needed,
        "convergence": convergence(points, meets),
        "supply": supplied,
        "gap": gap(needed, supplied),
    }
    if settings.tells_chance(len(network.order)):
        measured |= _chance(network, settings)
        duties = responsibilities(list(network.facets.values()), meets)
        measured["stability"] = gap_stability(
            duties,
            supplied,
            top=settings.list_length,
            draws=settings.stability_draws,
            rng=stream(settings.seed, "stability of gaps"),
        )
    expected = _likelihood(network, settings)
    return measured if expected is None else {**measured, "likelihood": expected}


def _among(network: Network, settings: Settings) -> tuple[Rows, Rows] | None:
    """Return the pairs to look at: all, or those that share a programme or a cell, no more than a small study has."""
    most = settings.exact_up_to
    if len(network.order) <= most:
        return None
    programmes, cells = network.facets["programme"], build_cells(network.dataset, network.order)
    groups = [with_linked(programmes.held, programmes.dependent_pairs), cells.held]
    return pairs_sharing(groups, at_most=most * (most - 1) // 2)


def _chance(network: Network, settings: Settings) -> dict[str, Matrix]:
    """P-values of sharing so many responsibilities, all facets side by side, with the portfolios as they are."""
    held = np.hstack([(facet.held > 0).toarray() for facet in network.facets.values()])
    held = held[:, held.any(axis=0)]
    if not held.size:
        return {}
    p = fixed_margins_p(held, draws=settings.null_draws, rng=stream(settings.seed, "null of shared duties"))
    return {"p_value": p, "q_value": benjamini_hochberg(p)}


def _likelihood(network: Network, settings: Settings) -> Matrix | None:
    if len(network.members) > settings.exact_up_to:
        return None
    inside = [network.index[actor] for actor in network.members]
    tied = csr_array(network.joined)[inside][:, inside].toarray().astype(float)
    groups = [network.dataset.actor[actor].sector for actor in network.members]
    found = likelihood(tied, groups, few_actors=settings.few_actors, few_ties=settings.few_ties)
    if found is None:
        return None
    n = len(network.order)
    full = np.full((n, n), np.nan)
    full[np.ix_(inside, inside)] = found
    return full
