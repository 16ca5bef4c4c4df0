"""Sentences on what nobody covers: clusters, cells, programmes, stages of the cycle, areas."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.dataset.records import Dataset
from synergy.findings.finding import Finding
from synergy.language.catalogue import Catalogue
from synergy.language.reasons import cell_name, names_of


def coverage_gap(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    """Say what nobody covers, nobody leads, or one actor alone carries."""
    values = finding.values
    if finding.pattern == "expected_owners":
        owners = values["owners"] if isinstance(values["owners"], tuple) else ()
        total = len({owner.name for owner in dataset.preset.owners}) if dataset.preset else 0
        names = words.listed(_owner_names(owners[:3], dataset, words))
        blanks = {"indicators": values["indicators"], "owners": total, "missing": len(owners), "names": names}
        return [
            words.text("reason.coverage_gap.expected_owners", **blanks),
            words.text("reason.coverage_gap.expected_tail"),
        ]
    if finding.pattern in _BEYOND_CELLS:
        return _BEYOND_CELLS[finding.pattern](finding, dataset, words)
    cell = finding.cells[0]
    leads = values["leads"] if isinstance(values["leads"], tuple) else ()
    blanks = {
        "cluster": words.quoted(words.term(dataset, "cluster", cell.cluster or "")),
        "cell": cell_name(cell, dataset, words),
        "actors": names_of(finding.actors, dataset, words),
        "leads": names_of(leads, dataset, words),
    }
    sentences = [words.text(f"reason.coverage_gap.{finding.pattern}", **blanks)]
    if finding.pattern.startswith("cluster"):
        average = words.number(float(str(values["average"])), 1)
        if values["programmes"]:
            key = "cluster_count" if values["stated"] else "cluster_count_none"
            sentences.append(words.text(f"reason.coverage_gap.{key}", **{**values, "average": average}))
    return sentences


def _programme_orphan(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    name = words.quoted(words.name(dataset.programme[finding.programmes[0]]))
    others = finding.values["others"] if isinstance(finding.values["others"], tuple) else ()
    sentences = [words.text(f"reason.coverage_gap.programme_orphan_{finding.values['state']}", programme=name)]
    if others:
        sentences.append(words.text("reason.coverage_gap.programme_others", actors=names_of(others, dataset, words)))
    return sentences


def _stage_empty(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    values = {**finding.values, "stage": words.text(f"stage.{finding.values['stage']}")}
    keys = ["stage_empty"] if values["staged"] == values["programmes"] else ["stage_empty", "stage_count"]
    return [words.text(f"reason.coverage_gap.{key}", **values) for key in keys]


def _area_empty(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    values, area = finding.values, words.term(dataset, "territory", finding.cells[0].territory or "")
    keys = [key for key in ("problems", "unmet") if values[key]]
    keys += ["unplaced"] if values["problems"] and values["unplaced"] else []
    return [words.text(f"reason.coverage_gap.area_{key}", n=values[key], area=area) for key in keys]


_BEYOND_CELLS = {"programme_orphan": _programme_orphan, "stage_empty": _stage_empty, "area_empty": _area_empty}


def _owner_names(owners: Sequence[object], dataset: Dataset, words: Catalogue) -> list[str]:
    known = {owner.name: owner for owner in dataset.preset.owners} if dataset.preset else {}
    return [(known[str(o)].name_en if words.language == "en" else "") or str(o) for o in owners]
