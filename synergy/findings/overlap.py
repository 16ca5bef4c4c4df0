"""Mandates that meet: said by a source, or computed from the duties each actor holds."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Claim, Status
from synergy.findings.finding import COMPUTED, STATED, TRUST, Cell, Finding, in_order, lowest
from synergy.findings.sparse_rows import supplied
from synergy.measures.measured import Measured
from synergy.measures.pairs.overlap import SEVERITY, Overlap, cells
from synergy.settings import Settings


def overlapping_mandates(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on actors whose duties meet. "Overlap" is a question to them, never a verdict on them.

    Stated overlaps are claims of kind *overlap* that name at least two actors; computed ones come from
    ``measures.pairs.overlap``. A stated overlap of exactly two actors joins the computed one.

    Yields
    ------
    Finding of kind ``overlap``; ``managed`` is None where the overlap is only stated.
    """
    dataset = measured.network.dataset
    stated: dict[tuple[str, ...], list[Claim]] = {}
    for claim in dataset.claims:
        if claim.kind == "overlap" and len(claim.actors) > 1:
            stated.setdefault(tuple(sorted(claim.actors)), []).append(claim)
    for found in measured.overlaps:
        yield _computed(found, measured, settings, stated.pop(found.actors, []))
    for actors, claims in sorted(stated.items()):
        yield _stated(actors, claims)


def is_managed(found: Overlap, measured: Measured, settings: Settings) -> bool:
    """Say whether a pair's overlap is coordinated: enough supply, an agreement, or one leads and one supports."""
    network = measured.network
    i, j = (network.index[actor] for actor in found.actors)
    if supplied(measured)[i].get(j, 0.0) >= settings.supply_met:
        return True
    between = network.dataset.ties_between(found.actors)
    if any(tie.type == "agreement" and tie.status is Status.EXISTING for tie in between):
        return True
    worst = (match for match in found.matches if match.type == found.type)  # another cell's split settles nothing
    return any({m.first.role, m.second.role} == {"lead", "support"} for m in worst)


def _computed(found: Overlap, measured: Measured, settings: Settings, claims: list[Claim]) -> Finding:
    mandates = [m for match in found.matches if match.type == found.type for m in (match.first, match.second)]
    evidence = in_order([m.evidence for m in mandates] + [claim.evidence for claim in claims])
    worst = [match for match in found.matches if match.type == found.type]
    return Finding(
        id=f"overlap:{'--'.join(found.actors)}",
        kind="overlap",
        pattern=found.type,
        actors=found.actors,
        programmes=tuple(sorted({p for m in mandates for p in m.programmes})),
        cells=tuple(Cell(cluster=c, function=f, target_group=g) for c, f, g in cells(worst)),
        status=found.type,
        managed=is_managed(found, measured, settings),
        basis=((STATED,) if claims else ()) + (COMPUTED,),
        score=_score(found),
        confidence=lowest(evidence),
        evidence=evidence,
        values={"unknown": tuple(sorted({u for match in worst for u in match.unknown})), "claims": _ids(claims)},
        caveats=("possibly_justified",),
    )


def _score(found: Overlap) -> float:
    """Severity first, closeness within it: (4 - place in the order of types + score) / 5."""
    return (len(SEVERITY) - 1 - SEVERITY.index(found.type) + max(found.score)) / len(SEVERITY)


def _stated(actors: tuple[str, ...], claims: list[Claim]) -> Finding:
    evidence = in_order(claim.evidence for claim in claims)
    contested = {claim.stance for claim in claims} >= {"for", "against"}
    inferred = all(claim.evidence.basis == "inferred" for claim in claims)
    return Finding(
        id=f"overlap:{'--'.join(actors)}",
        kind="overlap",
        pattern="stated_contested" if contested else "read" if inferred else "stated",
        actors=actors,
        cells=tuple(Cell(cluster=c) for c in sorted({c for claim in claims for c in claim.clusters})),
        basis=(STATED,),
        score=(0.5 if inferred else 1.0) * TRUST[lowest(evidence)],
        confidence=lowest(evidence),
        evidence=evidence,
        values={"claims": _ids(claims)},
        caveats=("possibly_justified",),
    )


def _ids(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(sorted(claim.id for claim in claims))
