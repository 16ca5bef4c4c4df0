"""Actors without whom the network falls apart."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Status
from synergy.findings.finding import COMPUTED, Finding, in_order, lowest
from synergy.measures.measured import Measured
from synergy.settings import Settings


def single_points(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on cut points, the one whose loss leaves most others apart first.

    Yields
    ------
    Finding of kind ``single_point`` with ``components_after``; the score is the share of the others
    that end up outside the largest remaining part.
    """
    network = measured.network
    for removal in measured.removals:
        rest = len(network.members) - 1
        pairs = ((removal.actor, partner) for partner in network.dataset.partners_of(removal.actor))
        ties = (tie for pair in pairs for tie in network.dataset.ties_between(pair))
        evidence = in_order(tie.evidence for tie in ties if tie.status is Status.EXISTING)
        yield Finding(
            id=f"single_point:{removal.actor}",
            kind="single_point",
            pattern="cut_point",
            actors=(removal.actor,),
            basis=(COMPUTED,),
            score=len(removal.cut_off) / rest,
            confidence=lowest(evidence),
            components_after=removal.components,
            evidence=evidence,
            values={
                "before": removal.before,
                "parts": len(removal.components),
                "cut_off": removal.cut_off,
                "alone": removal.alone,
                "rest": rest,
                "partners": int(measured.actors["degree"][removal.actor]),
            },
        )
