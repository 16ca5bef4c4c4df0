"""What to do first: the links of the plan, as findings."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Dataset
from synergy.findings.finding import Cell, Finding, lowest
from synergy.findings.missing_link import evidence_of
from synergy.findings.plan import Plan, PlannedLink
from synergy.measures.measured import Measured


def recommendations(plan: Plan, measured: Measured) -> Iterator[Finding]:
    """Findings on every link of a plan.

    Yields
    ------
    Finding of kind ``recommendation``, scored by the worth of the link.
    """
    for link in plan.links:
        yield _finding(link, plan, measured.network.dataset)


def _finding(link: PlannedLink, plan: Plan, dataset: Dataset) -> Finding:
    pair = link.pair
    evidence = evidence_of(pair, dataset)
    outside = link.convener is not None and link.convener not in pair.actors
    pattern = "strengthen" if pair.status == "partial" else "convene" if outside else "meet"
    return Finding(
        id=f"recommendation:{'--'.join(sorted(pair.actors))}",
        kind="recommendation",
        pattern=pattern,
        actors=pair.actors,
        programmes=pair.shared.get("programme", ()),
        cells=tuple(Cell(cluster=cluster) for cluster in pair.shared.get("cluster", ())),
        level="vertical" if pair.vertical else None,
        basis=pair.basis,
        score=min(1.0, link.worth),
        grade=pair.grade,
        confidence=lowest(evidence),
        stability=pair.likely.stability,
        evidence=evidence,
        values={
            "convener": link.convener,
            "alternative": link.alternative,
            "why": link.why,
            "with_hub": plan.hub in pair.actors,
            "shared": pair.shared,
        },
        caveats=("placeholder_end",) if any(dataset.actor[end].placeholder for end in pair.actors) else (),
    )
