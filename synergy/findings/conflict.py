"""Topics on which sources say opposite things."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Claim, Status, Tie
from synergy.findings.finding import STATED, Finding, in_order, lowest
from synergy.measures.measured import Measured
from synergy.settings import Settings


def conflicts(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on topics with claims for and against, and on contested ties that no such topic is about.

    Yields
    ------
    Finding of kind ``conflict``. Pattern ``record`` where no claim has a kind: the sources then
    disagree about a fact of the record, not about what somebody does.
    """
    dataset = measured.network.dataset
    topics: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        topics.setdefault(claim.topic, []).append(claim)
    told = set()
    for topic, claims in sorted(topics.items()):
        if {"for", "against"} <= {claim.stance for claim in claims}:
            finding = _of_claims(topic, claims)
            told.add(finding.actors)
            yield finding
    for tie in dataset.ties:
        if tie.status is Status.CONTESTED and tuple(sorted(tie.ends)) not in told:
            yield _of_tie(tie)


def _of_claims(topic: str, claims: list[Claim]) -> Finding:
    evidence = in_order(claim.evidence for claim in claims)
    actors = tuple(sorted({actor for claim in claims for actor in claim.actors}))
    voices = {source for piece in evidence for source in piece.sources}
    return Finding(
        id=f"conflict:{topic}",
        kind="conflict",
        pattern="claims" if any(claim.kind for claim in claims) else "record",
        actors=actors,
        basis=(STATED,),
        score=(0.5 if any(claim.kind for claim in claims) else 0.0) + 0.5 * len(voices) / (1 + len(voices)),
        confidence=lowest(evidence),
        evidence=evidence,
        values={"topic": topic, "claims": tuple(sorted(claim.id for claim in claims))},
    )


def _of_tie(tie: Tie) -> Finding:
    return Finding(
        id=f"conflict:{'--'.join(sorted(tie.ends))}",
        kind="conflict",
        pattern="tie",
        actors=tuple(sorted(tie.ends)),
        programmes=tie.programmes,
        basis=(STATED,),
        score=0.75,
        confidence=tie.evidence.confidence,
        evidence=(tie.evidence,),
        values={"tie": tie.id},
    )
