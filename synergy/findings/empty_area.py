"""Areas with a problem or a requirement that nothing on record answers."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.findings.finding import COMPUTED, Cell, Finding, in_order, lowest, not_recorded
from synergy.measures.measured import Measured
from synergy.measures.programmes.areas import Area, areas, unplaced

_WEIGHT = 0.7


def empty_areas(measured: Measured) -> Iterator[Finding]:
    """Findings on areas of which a problem is told and that no programme or duty reaches.

    So is an area for which the study itself declares requirements, none of which anybody meets.

    Yields
    ------
    Finding of kind ``coverage_gap`` and pattern ``area_empty``.
    """
    dataset = measured.network.dataset
    cells = [row for row in measured.coverage if row.scope == "cell" and row.declared]
    loose = unplaced(dataset)
    for area in areas(dataset):
        asked = [row for row in cells if area.territory in row.territory]
        unmet = 0 if any(row.actors for row in asked) else len(asked)
        untouched = bool(area.problems) and not (area.programmes or area.actors)
        if unmet or untouched:
            problems = len(area.problems) if untouched else 0
            yield _finding(area, measured, {"problems": problems, "unmet": unmet, "unplaced": loose})


def _finding(area: Area, measured: Measured, values: dict[str, object]) -> Finding:
    dataset = measured.network.dataset
    told = [c.evidence for c in dataset.claims if values["problems"] and c.id in area.problems]
    asked = [r.evidence for r in dataset.requirements if values["unmet"] and area.territory in r.territory]
    evidence = in_order([*told, *asked])
    return Finding(
        id=f"coverage_gap:area:{area.territory}",
        kind="coverage_gap",
        pattern="area_empty",
        cells=(Cell(territory=area.territory),),
        status="uncovered",
        basis=(COMPUTED,),
        score=_WEIGHT,
        confidence=lowest(evidence),
        evidence=evidence,
        values=values,
        caveats=not_recorded(dataset),
    )
