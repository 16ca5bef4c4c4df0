"""Clusters, cells, programmes, stages and areas that nobody covers, nobody leads, or one actor alone carries."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Dataset, Evidence
from synergy.findings.empty_area import empty_areas
from synergy.findings.empty_stage import empty_stages
from synergy.findings.finding import COMPUTED, EXPECTED, Cell, Finding, in_order, lowest
from synergy.findings.orphan_programme import orphan_programmes
from synergy.measures.measured import Measured
from synergy.measures.programmes.coverage import NOT_NAMED, Coverage
from synergy.settings import Settings

_WEIGHT = {"uncovered": 1.0, "single_point": 0.8, "no_lead": 0.6, "contested_lead": 0.5}
THIN = "thin"


def coverage_gaps(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on clusters and on cells the study declares as required, and one on the preset's owners.

    A cluster is also *thin* where it has at most half as many programmes as the average cluster, or none
    whose cluster the sources state. Several leads are no finding for a whole cluster, only for one cell.
    What only an instrument expects is never red: all of it is one finding of basis ``expected``.
    Programmes nobody is named for, empty stages of the strategy cycle and areas nothing reaches come with them.

    Yields
    ------
    Finding of kind ``coverage_gap``.
    """
    clusters = [row for row in measured.coverage if row.scope == "cluster"]
    average = sum(len(row.programmes) for row in clusters) / len(clusters) if clusters else 0.0
    for row in measured.coverage:
        thin = row.scope == "cluster" and _is_thin(row, average)
        if row.declared and (row.status or thin):
            yield _declared(row, measured, average)
    indicators = [row for row in measured.coverage if row.scope == "indicator"]
    if indicators:
        yield _expected(indicators)
    yield from orphan_programmes(measured)
    yield from empty_stages(measured)
    yield from empty_areas(measured)


def _is_thin(row: Coverage, average: float) -> bool:
    """Whether few programmes stand behind a cluster: half the average at most; below it, where all are readings."""
    return len(row.programmes) <= average / (1 if not row.stated_programmes else 2)


def _declared(row: Coverage, measured: Measured, average: float) -> Finding:
    places = [part for part in (row.cluster, row.function, row.target_group, *row.territory) if part]
    evidence = _evidence(row, measured.network.dataset)
    return Finding(
        id=f"coverage_gap:{'--'.join(places)}",
        kind="coverage_gap",
        pattern=f"{row.scope}_{row.status or THIN}",
        actors=row.actors,
        programmes=row.programmes,
        cells=(Cell(cluster=row.cluster, function=row.function, target_group=row.target_group),),
        status=row.status,
        basis=(COMPUTED,),
        score=_WEIGHT[row.status] if row.status else 0.4 * (1 - row.stated_programmes / (1 + len(row.programmes))),
        confidence=lowest(evidence),
        evidence=evidence,
        values={
            "programmes": len(row.programmes),
            "stated": row.stated_programmes,
            "average": average,
            "leads": row.leads,
        },
    )


def _evidence(row: Coverage, dataset: Dataset) -> tuple[Evidence, ...]:
    inside = set(row.programmes) if row.scope == "cluster" else set()
    pieces = [p.evidence for p in dataset.programmes if p.id in inside]
    pieces += [m.evidence for m in dataset.duties_of(row.actors) if m.cluster == row.cluster]
    return in_order(pieces)


def _expected(indicators: list[Coverage]) -> Finding:
    unnamed = [row for row in indicators if row.status == NOT_NAMED]
    named = {name for row in indicators for name, _ in row.named}
    missing = sorted({owner.name for row in indicators for owner in row.owners} - named)
    return Finding(
        id="coverage_gap:expected-owners",
        kind="coverage_gap",
        pattern="expected_owners",
        programmes=tuple(row.programmes[0] for row in unnamed),
        basis=(EXPECTED,),
        score=0.0,
        values={"indicators": len(indicators), "unnamed": len(unnamed), "owners": tuple(missing)},
        caveats=("instrument",),
    )
