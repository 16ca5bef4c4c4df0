"""Pairs who should coordinate and do not, or not enough: said by a source, or computed, or both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from synergy.dataset.records import Actor, Basis, Dataset, Evidence, Kind, Status, Tie
from synergy.findings.finding import COMPUTED, STATED, Cell, Finding, in_order, lowest
from synergy.findings.needed_pair import Pair, needed_pairs, responsibilities_of
from synergy.measures.measured import Measured
from synergy.settings import Settings


def missing_links(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on every pair that is called for or computed to need coordination and does not have enough.

    A stated need comes from ties of status *needed*; where the pair also has an existing tie it is
    *partial*, never met. A computed need comes from shared responsibilities (``measures.pairs.need``).

    Parameters
    ----------
    measured : all measures of the network.
    settings : thresholds.

    Yields
    ------
    Finding of kind ``missing_link``; pairs whose need is met are left to the table.
    """
    for pair in needed_pairs(measured, settings):
        if pair.status != "met":
            yield _finding(pair, measured.network.dataset)


def _finding(pair: Pair, dataset: Dataset) -> Finding:
    needed = [t for t in pair.ties if t.status is Status.NEEDED]
    evidence = evidence_of(pair, dataset)
    hints = {
        "through": _through_collectives(pair, dataset),
        "together": _named_together(pair, dataset),
        "inferred": pair.inferred,
    }
    return Finding(
        id=f"missing_link:{'--'.join(sorted(pair.actors))}",
        kind="missing_link",
        pattern=f"{pair.basis[0]}_{pair.status}" if needed else f"computed_{pair.status}",
        actors=pair.actors,
        programmes=pair.shared.get("programme", ()),
        cells=tuple(Cell(cluster=c) for c in pair.shared.get("cluster", ())),
        status=pair.status,
        absence=pair.absence,
        level="vertical" if pair.vertical else None,
        basis=pair.basis,
        score=min(1.0, pair.score),
        grade=pair.grade,
        confidence=lowest(t.evidence for t in needed) if needed else lowest(evidence),
        p_value=pair.likely.p_value,
        q_value=pair.likely.q_value,
        stability=pair.likely.stability,
        likelihood=pair.likely.likelihood,
        quadrant=pair.likely.quadrant,
        evidence=evidence,
        values={
            "go_between": pair.go_betweens[0] if pair.go_betweens else None,
            **hints,
            "shared": pair.shared,
            "need": pair.need,
            "convergence": pair.convergence,
        },
        caveats=_caveats(pair, needed, hints, dataset),
    )


def evidence_of(pair: Pair, dataset: Dataset) -> tuple[Evidence, ...]:
    """Rows behind a finding: the ties said of the pair, and the parts and duties they share."""
    pieces = [tie.evidence for tie in pair.ties]
    if COMPUTED in pair.basis:
        dependent = set(pair.shared.get("dependency", ()))
        pieces += [d.evidence for d in dataset.dependencies if dependent.issuperset(d.programmes)]
        pieces += [evidence for _, _, evidence in responsibilities_of(pair.actors, pair.shared, dataset)]
    return in_order(pieces)


def _through_collectives(pair: Pair, dataset: Dataset) -> tuple[tuple[str, str], ...]:
    """Existing ties of one end with a collective that may stand for the other, or that the other may stand for.

    An organisation and a collective may stand for each other where they are of one sector ("the education
    office" and "city agencies"). Returns (end, partner) pairs.
    """
    if pair.supply > 0:
        return ()
    found = set()
    for end, other in (pair.actors, pair.actors[::-1]):
        for partner in dataset.partners_of(end):
            if partner != other and _may_stand_for(dataset.actor[partner], dataset.actor[other]):
                found.add((end, partner))
    return tuple(sorted(found))


def _may_stand_for(a: Actor, b: Actor) -> bool:
    one, many = (b, a) if a.placeholder else (a, b)
    return a.sector == b.sector and many.placeholder and one.kind is Kind.ORGANISATION and not one.placeholder


def _named_together(pair: Pair, dataset: Dataset) -> tuple[str, ...]:
    """Ids of the strengths that name both actors: a hint that they work together although no tie says so."""
    if pair.supply > 0 or STATED in pair.basis:
        return ()
    return tuple(c.id for c in dataset.claims if c.kind == "strength" and {*pair.actors} <= {*c.actors})


def _caveats(pair: Pair, needed: list[Tie], hints: Mapping[str, object], dataset: Dataset) -> tuple[str, ...]:
    codes = {
        "placeholder_end": any(dataset.actor[actor].placeholder for actor in pair.actors),
        "end_inferred": any(tie.evidence.basis is Basis.INFERRED for tie in needed),
        "not_recorded": pair.absence == "recorded_nowhere",
        "through_collective": bool(hints["through"]),
        "named_together": bool(hints["together"]),
        "need_inferred": not needed and bool(hints["inferred"]),
        "no_stability": pair.need > 0 and pair.likely.stability is None,
        "no_likelihood": pair.likely.likelihood is None,
    }
    return tuple(code for code, holds in codes.items() if holds)
