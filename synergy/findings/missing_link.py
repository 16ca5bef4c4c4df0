"""Pairs who should coordinate and do not, or not enough: said by a source, or computed, or both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from synergy.dataset.records import Basis, Confidence, Dataset, Evidence, Respondent, Status, Tie
from synergy.findings.finding import COMPUTED, STATED, TRUST, Cell, Finding, in_order, lowest
from synergy.measures.measured import Measured
from synergy.measures.pairs.gap import status
from synergy.measures.pairs.supply import go_between
from synergy.settings import Settings

_GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair with a need, and everything the tables and findings say of it."""

    actors: tuple[str, str]
    need: float
    supply: float
    gap: float
    convergence: int
    status: str
    absence: str | None
    basis: tuple[str, ...]
    grade: str | None
    score: float
    ties: tuple[Tie, ...]
    shared: dict[str, tuple[str, ...]]
    go_between: str | None
    vertical: bool


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


def needed_pairs(measured: Measured, settings: Settings) -> list[Pair]:
    """Every pair with a computed need or a stated one, *met* included, sorted by ids."""
    network = measured.network
    stated = network.said[Status.NEEDED]
    wanted = np.triu((measured.pairs["need"] > 0) | stated, 1)
    cuts = _Cuts(measured, settings)
    return [_pair(measured, int(i), int(j), settings, cuts) for i, j in zip(*np.nonzero(wanted), strict=True)]


class _Cuts:
    """What a pair's gap is held against: the largest gap, and the needs from which grades begin."""

    def __init__(self, measured: Measured, settings: Settings) -> None:
        needs = measured.pairs["need"][np.triu_indices_from(measured.pairs["need"], 1)]
        positive = needs[needs > 0]
        self.largest = float(measured.pairs["gap"].max(initial=0.0))
        self.grade_a = float(np.quantile(positive, settings.grade_a_quantile)) if positive.size else np.inf
        self.grade_b = float(np.quantile(positive, settings.grade_b_quantile)) if positive.size else np.inf


def _pair(measured: Measured, i: int, j: int, settings: Settings, cuts: _Cuts) -> Pair:
    network, p = measured.network, measured.pairs
    actors = (network.order[i], network.order[j])
    ties = tuple(t for t in network.dataset.ties if {*t.ends} == {*actors})
    needed = [t for t in ties if t.status is Status.NEEDED]
    supplied, gap = float(p["supply"][i, j]), float(p["gap"][i, j])
    verdict = status(supplied, float(p["brokered"][i, j]), met=settings.supply_met, brokered_at=settings.brokered_at)
    absence = _absence(network.dataset, actors, ties)
    if needed:
        verdict = "partial" if supplied > 0 else "open"
    elif absence == "not_observable":
        verdict, gap = absence, float("nan")  # unknown is not a gap
    computed = float(p["need"][i, j]) > 0 and verdict != "met"
    through = go_between(p["supply"], i, j)
    return Pair(
        actors=actors,
        need=float(p["need"][i, j]),
        supply=supplied,
        gap=gap,
        convergence=int(p["convergence"][i, j]),
        status=verdict,
        absence=absence,
        basis=((STATED,) if needed else ()) + ((COMPUTED,) if computed else ()),
        grade=_stated_grade(needed, network.dataset)
        if needed
        else _computed_grade(float(p["need"][i, j]), verdict, cuts),
        score=max(_computed_score(gap, cuts) if computed else 0.0, _stated_score(needed, supplied)),
        ties=ties,
        shared=_shared(measured, i, j),
        go_between=network.order[through] if through is not None and supplied == 0 else None,
        vertical=_vertical(network.dataset, actors),
    )


def _computed_score(gap: float, cuts: _Cuts) -> float:
    return gap / cuts.largest if cuts.largest and not np.isnan(gap) else 0.0


def _stated_score(needed: list[Tie], supplied: float) -> float:
    return max(((1 - supplied) * TRUST[tie.evidence.confidence] for tie in needed), default=0.0)


def _stated_grade(needed: list[Tie], dataset: Dataset) -> str:
    """A: two independent sources, or one that names both ends; B: an end is inferred; C: low confidence."""
    if all(tie.evidence.confidence is Confidence.LOW for tie in needed):
        return "C"
    both_named = any(tie.evidence.basis is not Basis.INFERRED for tie in needed)
    voices = {source for tie in needed for source in tie.evidence.sources}
    return "A" if both_named or len(voices) > 1 else "B"


def _computed_grade(need: float, verdict: str, cuts: _Cuts) -> str | None:
    """B at most: grade A asks for a stability that is not computed, so it cannot be claimed."""
    if verdict == "met":
        return None
    return "B" if need >= cuts.grade_b and verdict == "open" else "C"


def _absence(dataset: Dataset, actors: tuple[str, str], ties: tuple[Tie, ...]) -> str | None:
    said = {tie.status for tie in ties}
    if Status.EXISTING in said:
        return None
    if Status.DENIED in said:
        return "denied"
    if all(actor.respondent is None for actor in dataset.actors):
        return "recorded_nowhere"
    answered = sum(dataset.actor[a].respondent is Respondent.YES for a in actors)
    return {2: "not_reported", 1: "one_sided", 0: "not_observable"}[answered]


def _shared(measured: Measured, i: int, j: int) -> dict[str, tuple[str, ...]]:
    """Columns of each facet that both carry, those with the largest product of roles first."""
    shared = {}
    for name, facet in measured.network.facets.items():
        both = facet.roles[i] * facet.roles[j]
        columns = sorted(np.nonzero(both)[0], key=lambda k: (-both[k], facet.columns[k]))
        if columns:
            shared[name] = tuple(facet.columns[k] for k in columns)
    dependent = _dependent(measured, i, j)
    return {**shared, "dependency": dependent} if dependent else shared


def _dependent(measured: Measured, i: int, j: int) -> tuple[str, ...]:
    """Programmes of one that need a programme of the other, both ends, where they share neither."""
    facet = measured.network.facets["programme"]
    mine, theirs = facet.roles[i] > 0, facet.roles[j] > 0
    found: set[str] = set()
    for k, m in zip(*np.nonzero(np.triu(facet.depends, 1)), strict=True):
        if (mine[k] and theirs[m] and not mine[m]) or (mine[m] and theirs[k] and not mine[k]):
            found |= {facet.columns[k], facet.columns[m]}
    return tuple(sorted(found))


def _vertical(dataset: Dataset, actors: tuple[str, str]) -> bool:
    ends = [dataset.actor[actor] for actor in actors]
    sectors = dataset.terms("sector")
    public = all(end.sector in sectors and sectors[end.sector].attribute("pentahelix") == _GOVERNMENT for end in ends)
    levels = {end.level for end in ends}
    return public and len(levels) == 2 and "" not in levels


def _finding(pair: Pair, dataset: Dataset) -> Finding:
    needed = [t for t in pair.ties if t.status is Status.NEEDED]
    evidence = _evidence(pair, dataset)
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
        evidence=evidence,
        values={
            "go_between": pair.go_between,
            "shared": pair.shared,
            "need": pair.need,
            "convergence": pair.convergence,
        },
        caveats=_caveats(pair, needed, dataset),
    )


def _evidence(pair: Pair, dataset: Dataset) -> tuple[Evidence, ...]:
    """Rows behind a finding: the ties said of the pair, and the parts and duties they share."""
    pieces = [tie.evidence for tie in pair.ties]
    if COMPUTED in pair.basis:
        dependent = set(pair.shared.get("dependency", ()))
        programmes = {*pair.shared.get("programme", ()), *dependent}
        pieces += [d.evidence for d in dataset.dependencies if dependent.issuperset(d.programmes)]
        pieces += [p.evidence for p in dataset.participation if p.actor in pair.actors and p.programme in programmes]
        for name in ("function", "cluster", "target_group"):
            columns = pair.shared.get(name, ())
            pieces += [m.evidence for m in dataset.mandates if m.actor in pair.actors and getattr(m, name) in columns]
    return in_order(pieces)


def _caveats(pair: Pair, needed: list[Tie], dataset: Dataset) -> tuple[str, ...]:
    codes = []
    if any(dataset.actor[actor].placeholder for actor in pair.actors):
        codes.append("placeholder_end")
    if any(tie.evidence.basis is Basis.INFERRED for tie in needed):
        codes.append("end_inferred")
    if pair.absence == "recorded_nowhere":
        codes.append("not_recorded")
    return tuple(codes)
