"""Stages of the strategy cycle to which no programme belongs."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.findings.finding import COMPUTED, Cell, Finding, not_recorded
from synergy.measures.measured import Measured
from synergy.measures.programmes.cycle import stages

_WEIGHT = 0.3


def empty_stages(measured: Measured) -> Iterator[Finding]:
    """Findings on the stages of the strategy cycle that have no programme, and so no actor.

    None where no programme of the study carries a stage.

    Yields
    ------
    Finding of kind ``coverage_gap`` and pattern ``stage_empty``; it rests on no row.
    """
    dataset = measured.network.dataset
    staged = sum(bool(programme.stages) for programme in dataset.programmes)
    for stage, programmes in stages(dataset).items():
        if not programmes:
            yield Finding(
                id=f"coverage_gap:stage:{stage}",
                kind="coverage_gap",
                pattern="stage_empty",
                cells=(Cell(),),
                status="uncovered",
                basis=(COMPUTED,),
                score=_WEIGHT,
                values={"stage": stage, "staged": staged, "programmes": len(dataset.programmes)},
                caveats=not_recorded(dataset),
            )
