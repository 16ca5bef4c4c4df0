"""Topics on which sources say opposite things."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Basis, Claim, Status, Tie
from synergy.findings.finding import STATED, Finding, in_order, lowest
from synergy.measures.measured import Measured
from synergy.settings import Settings

_BASE = {"claims": 0.5, "reading": 0.25, "record": 0.0}  # what a kind of conflict weighs before its voices


def conflicts(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on topics with claims for and against, and on contested ties that no such topic is about.

    Yields
    ------
    Finding of kind ``conflict``. Pattern ``record`` where no claim has a kind: the sources then
    disagree about a fact of the record, not about what somebody does. Pattern ``reading`` where no two sources
    contradict each other in so many words about the same actor: that they do is then the coder's reading.
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
    pattern = _pattern(claims)
    voices = {source for piece in evidence for source in piece.sources}
    return Finding(
        id=f"conflict:{topic}",
        kind="conflict",
        pattern=pattern,
        actors=actors,
        basis=(STATED,),
        score=_BASE[pattern] + 0.5 * len(voices) / (1 + len(voices)),
        confidence=lowest(evidence),
        evidence=evidence,
        values={"topic": topic, "claims": tuple(sorted(claim.id for claim in claims))},
    )


def _pattern(claims: list[Claim]) -> str:
    if not any(claim.kind for claim in claims):
        return "record"
    for_it, against = ([c for c in claims if c.stance == stance] for stance in ("for", "against"))
    return "claims" if any(_contradict(a, b) for a in for_it for b in against) else "reading"


def _contradict(a: Claim, b: Claim) -> bool:
    """Whether two sources say opposite things of one actor (or of none at all), each in so many words."""
    stated = Basis.INFERRED not in (a.evidence.basis, b.evidence.basis)
    same = bool({*a.actors} & {*b.actors}) or not (a.actors or b.actors)
    return stated and same and not {*a.evidence.sources} & {*b.evidence.sources}


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
