"""Programmes that run or are planned, and nobody is named for."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Dataset, Status
from synergy.findings.finding import COMPUTED, Cell, Finding, lowest, not_recorded
from synergy.measures.measured import Measured
from synergy.measures.programmes.coverage import carriers

_PRESENT = ("running", "planned")
_WEIGHT = 0.5


def orphan_programmes(measured: Measured) -> Iterator[Finding]:
    """Findings on programmes of the study that run or are planned and that no actor carries.

    None where the study names nobody for any programme: then who carries them was not recorded at all.

    Yields
    ------
    Finding of kind ``coverage_gap`` and pattern ``programme_orphan``.
    """
    dataset = measured.network.dataset
    carried_by = carriers(dataset)
    if not any(carried_by.values()):
        return
    for programme in dataset.programmes:
        if programme.status in _PRESENT and not carried_by[programme.id]:
            yield Finding(
                id=f"coverage_gap:programme:{programme.id}",
                kind="coverage_gap",
                pattern="programme_orphan",
                programmes=(programme.id,),
                cells=(Cell(programme=programme.id),),
                status="uncovered",
                basis=(COMPUTED,),
                score=_WEIGHT,
                confidence=lowest((programme.evidence,)),
                evidence=(programme.evidence,),
                values={"state": programme.status, "others": _others(programme.id, dataset)},
                caveats=not_recorded(dataset),
            )


def _others(programme: str, dataset: Dataset) -> tuple[str, ...]:
    """Those whose part in it is only planned, called for, over or in dispute."""
    told = (p for p in dataset.participation if p.programme == programme)
    return tuple(sorted({p.actor for p in told if p.status not in (Status.EXISTING, Status.DENIED)}))
