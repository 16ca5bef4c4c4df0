"""What is missing that no single tie would mend: data, budget, facilities, shared understanding."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Basis, Claim
from synergy.findings.finding import STATED, Finding, in_order, lowest
from synergy.measures.measured import Measured
from synergy.settings import Settings

KINDS_OF_CLAIM = ("system_gap", "need")


def system_gaps(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on needs that sources state and that are not a pair, one a topic.

    Topics with claims for and against are conflicts and are left to them.

    Yields
    ------
    Finding of kind ``system_gap``, of pattern ``read`` where all is the coder's reading; the score
    grows with the number of sources that say it: s/(1 + s).
    """
    topics: dict[str, list[Claim]] = {}
    for claim in measured.network.dataset.claims:
        topics.setdefault(claim.topic, []).append(claim)
    for topic, claims in sorted(topics.items()):
        gaps = [claim for claim in claims if claim.kind in KINDS_OF_CLAIM]
        if gaps and not {"for", "against"} <= {claim.stance for claim in claims}:
            yield _finding(topic, gaps)


def _finding(topic: str, claims: list[Claim]) -> Finding:
    evidence = in_order(claim.evidence for claim in claims)
    voices = {source for piece in evidence for source in piece.sources}
    return Finding(
        id=f"system_gap:{topic}",
        kind="system_gap",
        pattern="read" if all(claim.evidence.basis is Basis.INFERRED for claim in claims) else "stated",
        actors=tuple(sorted({actor for claim in claims for actor in claim.actors})),
        basis=(STATED,),
        score=len(voices) / (1 + len(voices)),
        confidence=lowest(evidence),
        evidence=evidence,
        values={"topic": topic, "claims": tuple(sorted(claim.id for claim in claims))},
    )
