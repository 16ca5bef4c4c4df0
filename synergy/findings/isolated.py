"""Actors with duties whom no tie reaches."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Actor, Dataset, Kind, Respondent, Status
from synergy.findings.finding import COMPUTED, Finding, in_order, lowest, not_recorded
from synergy.measures.measured import Measured
from synergy.settings import Settings

_NAMED = (Kind.ORGANISATION, Kind.UNIT, Kind.BODY)
ASKED, ON_RECORD = "asked", "on_record"


def isolated_actors(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on named bodies that answered a roster without naming anybody, or carry duties with no tie on record.

    Where actors were asked, silence of one that did not answer says nothing, and it is left out. Where nobody was
    asked, only bodies with a programme or a duty are told: a name without either may be mentioned in passing.
    A part of a body that has ties is left out, for it speaks through the whole.

    Yields
    ------
    Finding of kind ``isolated``; its score is the share of the largest number of duties that one such body carries,
    halved where nobody was asked.
    """
    dataset = measured.network.dataset
    asked = dataset.asked
    tied = {end for tie in dataset.ties if tie.status is Status.EXISTING for end in tie.ends}
    alone = [a for a in dataset.actors if a.id not in tied and a.kind in _NAMED and not a.placeholder]
    alone = [a for a in alone if a.parent not in tied]
    alone = [a for a in alone if (a.respondent is Respondent.YES if asked else _duties(a, dataset))]
    most = max((_duties(actor, dataset) for actor in alone), default=0)
    for actor in alone:
        duties = _duties(actor, dataset)
        share = duties / most if most else 0.0
        evidence = in_order([row.evidence for row in (*dataset.parts_of((actor.id,)), *dataset.duties_of((actor.id,)))])
        programmes = sorted({p.programme for p in dataset.parts_of((actor.id,)) if p.status is Status.EXISTING})
        yield Finding(
            id=f"isolated:{actor.id}",
            kind="isolated",
            pattern=(ASKED if asked else ON_RECORD) + ("" if duties else "_no_duty"),
            actors=(actor.id,),
            programmes=tuple(programmes),
            absence="not_reported" if asked else "recorded_nowhere",
            basis=(COMPUTED,),
            score=share if asked else share / 2,
            confidence=lowest(evidence),
            evidence=evidence or (actor.evidence,),
            values={"duties": duties},
            caveats=not_recorded(dataset),
        )


def _duties(actor: Actor, dataset: Dataset) -> int:
    """Count the programmes and the cells of responsibility that an actor carries."""
    parts = {part.programme for part in dataset.parts_of((actor.id,)) if part.status is Status.EXISTING}
    return len(parts) + sum(duty.status is Status.EXISTING for duty in dataset.duties_of((actor.id,)))
