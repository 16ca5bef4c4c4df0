"""Every number as CSV: ``tables/*.csv``."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from synergy.dataset.records import Evidence, Participation
from synergy.findings.analysis import Analysis
from synergy.findings.needed_pair import needed_pairs
from synergy.findings.overlap import is_managed
from synergy.language import open_catalogue
from synergy.measures.of_actors import OF_ACTORS, ROLES
from synergy.measures.programmes.areas import areas
from synergy.measures.programmes.coverage import Coverage, carried, carriers
from synergy.measures.programmes.fragmentation import cluster_shares, fragmentation
from synergy.outputs.structure_tables import STRUCTURE_TABLES

Row = Mapping[str, object]


def write_tables(analysis: Analysis, folder: Path) -> None:
    """Write each table of ``TABLES`` to ``folder``: UTF-8, comma, one header row.

    Floats have 9 significant digits, undefined values are blank, and text that a spreadsheet would run
    as a formula gets an apostrophe in front.
    """
    folder.mkdir()
    for name, (columns, rows) in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_text(row.get(column)) for column in columns] for row in rows(analysis))


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, (tuple, list)):
        return _text(";".join(map(str, value)))
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not isinstance(value, int) else text


def _evidence(evidence: Evidence) -> Row:
    return {
        "source": evidence.sources,
        "locator": evidence.locator,
        "confidence": evidence.confidence,
        "basis": evidence.basis,
        "note": evidence.note,
        "file": evidence.origin.file,
        "row": evidence.origin.row,
    }


def _actors(analysis: Analysis) -> Iterable[Row]:
    members = set(analysis.network.members)
    measured = analysis.measured.actors
    names = [str(name) for name in measured]
    values = dict(zip(measured.index, measured.itertuples(index=False, name=None), strict=True))
    for actor in analysis.dataset.actors:
        measures = dict(zip(names, values[actor.id], strict=True))
        known = {name: int(v) if is_count(name) and not math.isnan(v) else v for name, v in measures.items()}
        known["is_cut_point"] = bool(known["is_cut_point"]) if actor.id in members else None
        yield {
            "id": actor.id,
            "name": actor.name,
            "name_en": actor.name_en,
            "sector": actor.sector,
            "kind": actor.kind,
            "placeholder": actor.placeholder,
            "in_network": actor.id in members,
            **known,
        }


def is_count(name: str) -> bool:
    """Say whether a measure of actors counts something: its values are whole numbers.

    Examples
    --------
    >>> is_count("degree"), is_count("betweenness")
    (True, False)
    """
    return name in _COUNTS or name.startswith(_COUNTED)


def _network(analysis: Analysis) -> Iterable[Row]:
    values, estimates = analysis.measured.whole, analysis.measured.estimates
    for name in dict.fromkeys([*values, *estimates]):
        estimate = estimates.get(name)
        known = {} if estimate is None else {key: getattr(estimate, key) for key in _ESTIMATE}
        yield {
            "index": name,
            "value": values.get(name, known.get("value")),
            **{k: v for k, v in known.items() if k != "value"},
        }


def _ties(analysis: Analysis) -> Iterable[Row]:
    for tie in analysis.dataset.ties:
        yield {
            "id": tie.id,
            "from": tie.ends[0],
            "to": tie.ends[1],
            "type": tie.type,
            "status": tie.status,
            "programme": tie.programmes,
            "directed": tie.directed,
            "strength": tie.strength,
            "reported_by": tie.reported_by,
            "valid_from": tie.valid_from,
            "valid_to": tie.valid_to,
            **_evidence(tie.evidence),
        }


def _programmes(analysis: Analysis) -> Iterable[Row]:
    carried_by = carriers(analysis.dataset)
    existing: dict[str, list[Participation]] = {}
    for part in analysis.dataset.participation:
        if part.status == "existing":
            existing.setdefault(part.programme, []).append(part)
    for programme in analysis.dataset.programmes:
        parts = existing.get(programme.id, [])
        yield {
            "id": programme.id,
            "name": programme.name,
            "name_en": programme.name_en,
            "cluster": programme.clusters,
            "stage": programme.stages,
            "status": programme.status,
            "actors": len({p.actor for p in parts}),
            "leads": tuple(sorted({p.actor for p in parts if p.role == "lead"})),
            "carried": carried(carried_by[programme.id]),
            **_evidence(programme.evidence),
        }


def _missing_links(analysis: Analysis) -> Iterable[Row]:
    found = {finding.actors: finding for finding in analysis.by_kind.get("missing_link", ())}
    for pair in needed_pairs(analysis.measured, analysis.settings):
        finding = found.get(pair.actors)
        yield {
            "actor_a": pair.actors[0],
            "actor_b": pair.actors[1],
            "need": pair.need,
            "supply": pair.supply,
            "gap": pair.gap,
            "status": pair.status,
            "absence": pair.absence,
            "convergence": pair.convergence,
            "p_value": pair.likely.p_value,
            "q_value": pair.likely.q_value,
            "stability": pair.likely.stability,
            "likelihood": pair.likely.likelihood,
            "quadrant": pair.likely.quadrant,
            "grade": pair.grade,
            "basis": pair.basis,
            "score": finding.score if finding else None,
            "rank": finding.rank if finding else None,
            "confidence": finding.confidence if finding else None,
        }


def _overlaps(analysis: Analysis) -> Iterable[Row]:
    for found in analysis.measured.overlaps:
        yield {
            "actor_a": found.actors[0],
            "actor_b": found.actors[1],
            "type": found.type,
            "managed": is_managed(found, analysis.measured, analysis.settings),
            "score_a": found.score[0],
            "score_b": found.score[1],
            "score_a_high": found.score_high[0],
            "score_b_high": found.score_high[1],
            "matching_cells": len(found.matches),
        }


def _coverage(analysis: Analysis) -> Iterable[Row]:
    for row in analysis.measured.coverage:
        yield {
            "scope": row.scope,
            "cluster": row.cluster,
            "function": row.function,
            "target_group": row.target_group,
            "territory": row.territory,
            "programmes": row.programmes,
            "actors": row.actors,
            "leads": row.leads,
            "status": row.status or "covered",
            "usual_owner": tuple(owner.name for owner in row.owners),
            "named_in_sources": tuple(actor for _, actor in row.named),
            **(_spread(row, analysis) if row.scope == "cluster" else {}),
        }


def _spread(row: Coverage, analysis: Analysis) -> Row:
    """Over how many actors a cluster is spread, and how far they coordinate."""
    shares = cluster_shares(analysis.dataset, row.cluster or "")
    held = [analysis.network.index[actor] for actor in shares]
    found = fragmentation(list(shares.values()), analysis.measured.pairs["supply"][held][:, held])
    return {
        "effective_actors": found.effective_actors,
        "coordinated": found.coordinated,
        "single_lead": len(row.leads) == 1,
    }


def _areas(analysis: Analysis) -> Iterable[Row]:
    for area in areas(analysis.dataset):
        yield {
            "territory": area.territory,
            "programmes": len(area.programmes),
            "actors": len(area.actors),
            "problems": len(area.problems),
        }


def _problems(analysis: Analysis) -> Iterable[Row]:
    words = {language: open_catalogue(language) for language in ("id", "en")}
    for problem in analysis.dataset.notices:
        yield {
            "code": problem.code,
            "severity": problem.severity,
            "file": problem.origin.file,
            "sheet": problem.origin.sheet,
            "row": problem.origin.row,
            "column": problem.origin.column,
            "value": problem.value,
            "message_id": words["id"].problem(problem),
            "message_en": words["en"].problem(problem),
        }


def _account(analysis: Analysis) -> Iterable[Row]:
    for account in analysis.dataset.account:
        yield {
            "table": account.table,
            "read": account.read,
            "used": account.used,
            "set_aside": sum(account.set_aside.values()),
            "reasons": tuple(f"{code}: {rows}" for code, rows in sorted(account.set_aside.items())),
        }


_COUNTS = frozenset({"degree", "in_degree", "out_degree", "k_core", *ROLES})
_COUNTED = ("honest_broker_", "two_mode_")
_ESTIMATE = ("value", "baseline", "low", "high", "p_value", "draws", "method")
_EVIDENCE = ("source", "locator", "confidence", "basis", "note", "file", "row")
TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Analysis], Iterable[Row]]]] = {
    "actors": (
        ("id", "name", "name_en", "sector", "kind", "placeholder", "in_network")
        + tuple(column.name for measure in OF_ACTORS for column in measure.columns),
        _actors,
    ),
    "network": (("index", "value", "baseline", "low", "high", "p_value", "draws", "method"), _network),
    "ties": (
        ("id", "from", "to", "type", "status", "programme", "directed", "strength", "reported_by")
        + ("valid_from", "valid_to", *_EVIDENCE),
        _ties,
    ),
    "programmes": (
        ("id", "name", "name_en", "cluster", "stage", "status", "actors", "leads", "carried", *_EVIDENCE),
        _programmes,
    ),
    "missing_links": (
        ("actor_a", "actor_b", "need", "supply", "gap", "status", "absence", "convergence", "p_value", "q_value")
        + ("stability", "likelihood", "quadrant", "grade", "basis", "score", "rank", "confidence"),
        _missing_links,
    ),
    "overlaps": (
        ("actor_a", "actor_b", "type", "managed", "score_a", "score_b", "score_a_high", "score_b_high")
        + ("matching_cells",),
        _overlaps,
    ),
    "coverage": (
        ("scope", "cluster", "function", "target_group", "territory", "programmes", "actors", "leads")
        + ("status", "usual_owner", "named_in_sources", "effective_actors", "coordinated", "single_lead"),
        _coverage,
    ),
    "areas": (("territory", "programmes", "actors", "problems"), _areas),
    "problems": (
        ("code", "severity", "file", "sheet", "row", "column", "value", "message_id", "message_en"),
        _problems,
    ),
    **STRUCTURE_TABLES,
    "account": (("table", "read", "used", "set_aside", "reasons"), _account),
}
