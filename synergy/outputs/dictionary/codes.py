"""The closed lists of codes that stand in the tables: code → key of its word in the language files."""

from __future__ import annotations

from collections.abc import Mapping

from synergy.dataset.choices import KIND, STAGE
from synergy.dataset.records import Confidence, Status
from synergy.measures.of_actors import ROLES
from synergy.measures.of_reports import MEASURES
from synergy.measures.of_structure import CRITERIA
from synergy.measures.pairs.overlap import SEVERITY as OVERLAPS
from synergy.problems import Severity


def _from(stem: str, *codes: str) -> dict[str, str]:
    return {code: f"{stem}.{code}" for code in codes}


def _own(name: str, *codes: str) -> dict[str, str]:
    return _from(f"dictionary.code.{name}", *codes)


CODES: Mapping[str, Mapping[str, str]] = {
    "actor_kind": _from("page.actor_kind", *KIND),
    "tie_status": _from("tie_status", *Status),
    "confidence": _from("confidence", *Confidence),
    "basis": {"stated": "basis.stated", "inferred": "basis.read", "expected": "basis.expected"},
    "stage": _from("stage", *STAGE),
    "programme_status": _own("programme_status", "planned", "running", "ended", "unknown"),
    "carried": _own("carried", "orphan", "singleton", "shared"),
    "link_status": _from("link_status", "open", "partial", "brokered", "met", "not_observable"),
    "absence": _from("absence", "recorded_nowhere", "not_reported", "one_sided", "not_observable", "denied"),
    "quadrant": _own("quadrant", "verify_first", "structural_gap", "natural_partner", "no_action"),
    "grade": _own("grade", "A", "B", "C"),
    "link_basis": _from("basis", "stated", "computed"),
    "overlap_type": _from("overlap_type", *OVERLAPS),
    "scope": _own("scope", "cluster", "cell", "indicator"),
    "coverage_status": _from(
        "coverage_status", "uncovered", "no_lead", "contested_lead", "single_point", "not_named", "covered"
    ),
    "severity": _from("severity", *Severity),
    "brokerage_role": {role: f"measure.{role}.name" for role in ROLES},
    "criterion": _own("criterion", *CRITERIA),
    "removed_by": _own("removed_by", "degree", "betweenness", "random"),
    "ranked_by": {name: f"measure.{name}.name" for name in MEASURES},
    "choice": _own("choice", "roles", "specificity", "facet_left_out", "supply", "left_out"),
    "variant": {
        **_own("variant", "flat", "steep", "none", "newman", "any_tie", "half", "brokered"),
        **_own("variant", "placeholders", "low_confidence"),
        **_from("facet", "programme", "function", "cluster", "target_group"),
    },
}
NOTES: Mapping[str, str] = {"absence": "page.absence_note"}  # lists whose codes are explained elsewhere already
