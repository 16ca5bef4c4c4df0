"""What a study records of coordination that exists already: running activities for it, and bodies for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from synergy.dataset.records import Dataset, Kind, Programme, Status
from synergy.measures.programmes.coverage import carriers

COORDINATE = "coordinate"  # of the vocabulary of functions
BODY = "coordination_body"  # of the vocabulary of sectors
RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasions:
    """Where new matters could be taken up without a new forum.

    ``programmes`` are running activities for coordination, ``bodies`` the named actors made for it, and ``callers``
    the named actors who lead such an activity and so may call others together.
    """

    programmes: tuple[str, ...]
    bodies: tuple[str, ...]
    callers: frozenset[str]


def occasions(dataset: Dataset) -> Occasions:
    """Return the running activities and the bodies whose function on record is coordination.

    Examples
    --------
    >>> import synergy
    >>> from synergy.resources import bundled
    >>> found = occasions(synergy.read(bundled("data")).dataset)
    >>> "D08" in found.programmes, "A13" in found.bodies, sorted(found.callers)
    (True, True, ['A01'])
    """
    programmes = tuple(programme.id for programme in _running(dataset))
    return Occasions(
        programmes=programmes,
        bodies=tuple(sorted(a.id for a in dataset.actors if a.sector == BODY and not a.placeholder)),
        callers=frozenset(
            part.actor
            for part in dataset.participation
            if part.programme in programmes and part.role == "lead" and part.status is Status.EXISTING
            if dataset.actor[part.actor].kind is not Kind.PERSON and not dataset.actor[part.actor].placeholder
        ),
    )


def _running(dataset: Dataset) -> Iterator[Programme]:
    """Yield them in the order of ids; one that nobody carries is no occasion."""
    carried = carriers(dataset)
    for programme in sorted(dataset.programmes, key=lambda each: each.id):
        if COORDINATE in programme.functions and programme.status == RUNNING and carried.get(programme.id):
            yield programme
