"""Of the methods text: what was held against chance, corrected, varied and resampled, and what was not."""

from __future__ import annotations

import math

from synergy.measures.estimate import Estimate
from synergy.measures.of_actors import STABILITY_DRAWS
from synergy.measures.of_validity import HIDDEN
from synergy.outputs.methods.teller import Teller

# how an estimate says that it was made → the sentence that tells of it
METHODS = {
    "uniform given": "uniform",
    "label permutation": "labels",
    "QAP": "qap",
    "degree-preserving rewiring": "rewired",
    "vertex bootstrap": "bootstrap",
    "case dropping": "cases",
}
TESTS = ("uniform", "labels", "qap", "rewired")


def chance(teller: Teller) -> list[str]:
    """Return what is known of chance and uncertainty in this run, or why nothing is."""
    analysis, settings = teller.analysis, teller.analysis.settings
    actors, members = len(analysis.network.order), len(analysis.network.members)
    limits = {"few": settings.chance_from, "most": settings.chance_up_to, "actors": actors, "members": members}
    of_pairs, of_network = settings.tells_chance(actors), settings.tells_chance(members)
    if not (of_pairs or of_network):
        return [teller.say("chance.none", **limits), *_likelihood(teller), *_validity(teller)]
    told = _pairs(teller) if of_pairs else [teller.say("chance.none_of_pairs", **limits)]
    told += _network(teller) if of_network else [teller.say("chance.none_of_network", **limits)]
    if analysis.measured.brokerage or "p_value" in analysis.measured.pairs or set(_made(teller)) & set(TESTS):
        told.append(teller.say("chance.p"))
    return [*told, *_firm(teller), *_likelihood(teller), *_validity(teller)]


def _pairs(teller: Teller) -> list[str]:
    analysis = teller.analysis
    if "p_value" not in analysis.measured.pairs:
        return [teller.say("chance.no_duties")]
    family = int(analysis.measured.whole["pairs_tested"])
    return [teller.say("chance.pairs", draws=analysis.settings.null_draws, family=family)]


def _network(teller: Teller) -> list[str]:
    """One sentence a way of making estimates, with the indices that it was used for."""
    told = []
    for key, estimates in _made(teller).items():
        if key == "cases":
            continue
        names = teller.words.listed([teller.named(name) for name in estimates])
        draws = next(iter(estimates.values())).draws
        items = names[:1].upper() + names[1:] if key in TESTS else names
        told.append(teller.say(f"chance.{key}", items=items, n=len(estimates), draws=draws))
    if teller.analysis.measured.brokerage:
        told.append(teller.say("chance.brokers", draws=teller.analysis.settings.permutation_draws))
    return told


def _made(teller: Teller) -> dict[str, dict[str, Estimate]]:
    """Return the estimates that came to something, by how they were made; one may be made in two ways."""
    found: dict[str, dict[str, Estimate]] = {}
    for name, estimate in teller.analysis.measured.estimates.items():
        for said, key in METHODS.items():
            if said in estimate.method and estimate.draws and not math.isnan(_what(estimate, key)):
                found.setdefault(key, {})[name] = estimate
    return {key: found[key] for key in METHODS.values() if key in found}


def _what(estimate: Estimate, key: str) -> float:
    """Return the number that a way of making estimates gives."""
    return estimate.p_value if key in TESTS else estimate.low if key == "bootstrap" else estimate.value


def _firm(teller: Teller) -> list[str]:
    """Stability of pairs, of actors and of whole measures, and what other choices would give."""
    analysis, settings = teller.analysis, teller.analysis.settings
    limits = {"draws": settings.stability_draws, "top": settings.list_length, "actor_draws": STABILITY_DRAWS}
    levels = {"firm": settings.firm, "tentative": settings.tentative}
    pairs = "stability" in analysis.measured.pairs and analysis.measured.pairs["gap"].nnz > 0
    actors = bool(analysis.measured.actors["stability"].notna().any())
    key = {(True, True): "stability", (True, False): "stability_pairs", (False, True): "stability_actors"}
    told = [teller.say(f"chance.{key[pairs, actors]}", **limits, **levels)] if pairs or actors else []
    if cases := _made(teller).get("cases"):
        names = teller.words.listed([teller.named(name.removesuffix("_stability")) for name in cases])
        told.append(teller.say("chance.cases", items=names, draws=next(iter(cases.values())).draws))
    if variants := analysis.measured.sensitivity:
        told.append(teller.say("chance.sensitivity", n=len(variants)))
    return told


def _likelihood(teller: Teller) -> list[str]:
    if "likelihood" in teller.analysis.measured.pairs:
        return [teller.say("chance.likelihood")]
    settings = teller.analysis.settings
    limits = {"few_actors": settings.few_actors, "few_ties": settings.few_ties, "most": settings.exact_up_to}
    return [teller.say("chance.no_likelihood", **limits)]


def _validity(teller: Teller) -> list[str]:
    found, words = teller.analysis.measured.validity, teller.words
    if found is None:
        return []
    if found.reason:
        return [teller.say("chance.untested", reason=teller.say(f"untested.{found.reason}"))]
    controls = words.listed([teller.say(f"control.{name}") for name in found.controls])
    counts = {"ties": found.ties, "pairs": found.pairs, "repeats": found.repeats, "draws": found.draws}
    told = teller.say("chance.tested", share=words.percent(HIDDEN), controls=controls, **counts)
    return [told, teller.say("chance.passed" if found.passed else "chance.failed")]
