"""Of the methods text: need, supply and gap of a pair, duties side by side, and the links proposed."""

from __future__ import annotations

import math

from synergy.dataset.records import Status
from synergy.findings.plan import LOAD
from synergy.outputs.methods.teller import Teller

UNKNOWN_TYPE = 0.5  # what a type of tie without a weight of its own supplies


def need(teller: Teller) -> list[str]:
    """Return how need, supply and gap were worked out, and what else was made of duties."""
    analysis = teller.analysis
    if not analysis.measured.pairs["need"].nnz:
        told = [teller.say("need.none")]
    else:
        settings = analysis.settings
        told = [
            teller.say("need.need", facets=teller.words.listed(_facets(teller)), roles=_roles(teller)),
            _supply(teller),
            teller.say("need.gap", met=settings.supply_met, brokered=settings.brokered_at),
            teller.say("need.grade"),
        ]
    wanted = {frozenset(tie.ends) for tie in analysis.dataset.ties if tie.status is Status.NEEDED}
    if wanted:
        told.append(teller.say("need.stated", n=len(wanted)))
    return [*told, *_duties(teller)]


def _facets(teller: Teller) -> list[str]:
    """Name the facets in which anybody shares anything."""
    facets = teller.analysis.network.facets
    shared = [
        name for name, facet in facets.items() if ((facet.held > 0).sum(axis=0) > 1).any() or facet.dependent_pairs
    ]
    return [teller.words.text(f"facet.{name}") for name in shared]


def _roles(teller: Teller) -> str:
    """Name the roles that anybody holds, with their weights."""
    dataset = teller.analysis.dataset
    held = {part.role for part in dataset.participation} | {duty.role for duty in dataset.mandates}
    terms = [term for term in dataset.terms("role").values() if term.term in held]
    return ", ".join(f"{_name(teller, 'role', term.term)} {teller.number(term.weight or 0.0)}" for term in terms)


def _supply(teller: Teller) -> str:
    network = teller.analysis.network
    used = [kind for kind, layer in sorted(network.layers.items()) if layer.nnz]
    if not used:
        return teller.say("need.no_supply")
    credit = [(kind, network.credit.get(kind, UNKNOWN_TYPE)) for kind in used]
    weights = ", ".join(f"{_name(teller, 'tie_type', kind)} {teller.number(weight)}" for kind, weight in credit)
    return teller.say("need.supply", weights=weights)


def _name(teller: Teller, words: str, term: str) -> str:
    return teller.words.term(teller.analysis.dataset, words, term).lower()


def _duties(teller: Teller) -> list[str]:
    measured, told = teller.analysis.measured, []
    if len({mandate.actor for mandate in teller.analysis.dataset.mandates}) > 1:
        told.append(teller.say("need.overlap"))
    if measured.coverage:
        names = [_name(teller, "role", role) for role in teller.analysis.settings.covering_roles]
        told.append(teller.say("need.coverage", roles=", ".join(names)))
    if any(row.scope == "cluster" and row.actors for row in measured.coverage):
        told.append(teller.say("need.spread"))
    return told


def plan(teller: Teller) -> list[str]:
    """Return how the proposed links and forums were chosen; nothing where there are none."""
    found, settings = teller.analysis.plan, teller.analysis.settings
    told = []
    if found.links:
        limits = {"links": settings.links, "each": settings.links_per_actor, "load": LOAD}
        share = teller.words.percent(math.floor(100 * found.share) / 100)  # "at least": never rounded up
        told.append(teller.say("plan.exact" if found.exact else "plan.bounded", share=share, **limits))
        told.append(teller.say("plan.what_if", supply=settings.new_link_supply))
    if found.forums:
        told.append(teller.say("plan.forums", supply=settings.forum_supply))
    return told
