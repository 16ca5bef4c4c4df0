"""One statement about named actors, fit for any language and any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from synergy.dataset.records import Confidence, Dataset, Evidence

STATED, COMPUTED, EXPECTED = "stated", "computed", "expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place in the field of responsibilities that a finding is about."""

    cluster: str | None = None
    function: str | None = None
    target_group: str | None = None
    territory: str | None = None
    programme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding as codes and values; ``synergy.language`` turns it into sentences.

    ``pattern`` names the sentences to use and ``values`` fills their blanks. ``score`` lies in [0, 1];
    ``rank`` counts within a kind from 1. Fields that cannot be had for a study are None.
    """

    id: str
    kind: str
    pattern: str
    actors: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    status: str | None = None
    absence: str | None = None
    managed: bool | None = None
    level: str | None = None
    basis: tuple[str, ...] = ()
    score: float = 0.0
    rank: int | None = None
    grade: str | None = None
    confidence: Confidence | None = None
    p_value: float | None = None
    q_value: float | None = None
    stability: float | None = None
    likelihood: float | None = None
    quadrant: str | None = None
    components_after: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()


TRUST = {Confidence.HIGH: 1.0, Confidence.MEDIUM: 0.7, Confidence.LOW: 0.4, None: 1.0}  # weight of what is stated
_ORDER = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def lowest(evidence: Iterable[Evidence]) -> Confidence | None:
    """Return the lowest confidence among pieces of evidence; None where none states any."""
    stated = [piece.confidence for piece in evidence if piece.confidence]
    return min(stated, key=_ORDER.__getitem__, default=None)


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return pieces of evidence once each, sorted by what they say before where they stand."""
    unique = {(e.origin.table, e.sources, e.locator, e.origin.row or 0): e for e in evidence}
    return tuple(unique[key] for key in sorted(unique))


def not_recorded(dataset: Dataset) -> tuple[str, ...]:
    """Return the caveat on silence of a study that asked nobody; none for one that asked actors one by one."""
    return () if dataset.asked else ("not_recorded",)
