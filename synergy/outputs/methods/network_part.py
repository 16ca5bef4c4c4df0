"""Of the methods text: the network, and what was computed of it."""

from __future__ import annotations

import math

from synergy.dataset.records import Status
from synergy.measures.of_structure import Structure
from synergy.outputs.explaining.measure import OF_STRUCTURE, Measure, measures
from synergy.outputs.methods.teller import Teller

TOLD_ELSEWHERE = frozenset(
    {"response_rate", "pairs_tested", "degree_stability", "betweenness_stability", "stability"}
    | {definition.name for definition in OF_STRUCTURE}
)
BAND = ("_low", "_high")


def network(teller: Teller) -> list[str]:
    """Return what the network is made of and which measures this run holds a value of."""
    analysis = teller.analysis
    told = _ties(teller)
    if not analysis.network.members:
        return [*told, teller.say("network.empty")]
    joined = analysis.network.joined
    pairs = int((joined.sum() - joined.diagonal().sum()) // 2)
    told.append(teller.say("network.members", members=len(analysis.network.members), pairs=pairs))
    if pairs:
        told.append(teller.say("network.directed" if analysis.network.directed else "network.undirected"))
        told.append(_strengths(teller))
    told += _measures(teller)
    if len(analysis.network.members) > analysis.settings.exact_up_to:
        told.append(teller.say("network.sampled", pivots=analysis.settings.pivots))
    return [*told, *_structure(teller, analysis.measured.structure)]


def _ties(teller: Teller) -> list[str]:
    statuses = [tie.status for tie in teller.analysis.dataset.ties]
    if not statuses:
        return []
    others = [status for status in Status if status is not Status.EXISTING and status in statuses]
    if not others:
        return [teller.say("network.existing")]
    items = ", ".join(
        f"{teller.words.number(statuses.count(status))} {teller.words.text(f'tie_status.{status}')}"
        for status in others
    )
    return [teller.say("network.statuses", existing=statuses.count(Status.EXISTING), items=items)]


def _strengths(teller: Teller) -> str:
    present = [tie for tie in teller.analysis.dataset.ties if tie.status is Status.EXISTING]
    without = sum(tie.strength is None for tie in present)
    return teller.say("network.strengths", without=without, existing=len(present))


def _measures(teller: Teller) -> list[str]:
    known = [measure for measure in measures().values() if measure.name not in TOLD_ELSEWHERE]
    told = []
    for group, key in (("actor", "network.actors"), ("whole", "network.whole")):
        held = [measure for measure in known if measure.group == group and _computed(measure, teller)]
        if held:
            told.append(teller.say(key, items=teller.with_sources((m.key, m.definition) for m in held)))
    return told


def _computed(measure: Measure, teller: Teller) -> bool:
    measured = teller.analysis.measured
    if measure.group == "whole":
        return not math.isnan(measured.whole.get(measure.name, math.nan))
    if measure.name.endswith(BAND) or measure.name not in measured.actors:
        return False
    return bool(measured.actors[measure.name].notna().any())


def _structure(teller: Teller, found: Structure) -> list[str]:
    told = []
    if found.communities:
        told.append(teller.say("network.communities", runs=found.communities.runs))
    if found.key_players:
        size = max(len(players.members) for _, players in found.key_players)
        told.append(teller.say("network.key_players", size=size))
    if found.curves:
        told.append(teller.say("network.removal"))
    return [*told, teller.say("network.reports")] if teller.analysis.measured.reports else told
