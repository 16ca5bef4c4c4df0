"""Every finding for machines: ``findings.json``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from synergy.dataset.records import Evidence
from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.language import LANGUAGES, Catalogue, open_catalogue
from synergy.language.sentences import caveat, reason

SCHEMA = 1


def write_findings(analysis: Analysis, path: Path) -> None:
    """Write the study, its caveats and its findings with their sentences in both languages."""
    words = {language: open_catalogue(language) for language in LANGUAGES}
    study = analysis.dataset.study
    content = {
        "schema": SCHEMA,
        "study": {
            "title": study.title,
            "title_en": study.title_en,
            "place": study.place,
            "period": study.period,
            "vantage": study.vantage,
            "preset": study.preset,
            "citation": study.citation,
        },
        "caveats": [
            {"code": c.code, **{language: caveat(c, analysis, words[language]) for language in LANGUAGES}}
            for c in analysis.caveats
        ]
        + _general_caveats(analysis, words),
        "findings": [],
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(content).removesuffix("]\n}"))
        for place, finding in enumerate(analysis.findings):  # one by one: all at once may not fit in memory
            file.write(f"{',' if place else ''}\n  {_json(_finding(finding, analysis, words), depth=2)}")
        file.write("\n ]\n}\n" if analysis.findings else "]\n}\n")


def _json(value: object, depth: int = 0) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _general_caveats(analysis: Analysis, words: dict[str, Catalogue]) -> list[dict[str, str]]:
    """Codes that findings carry, each explained once."""
    known = {c.code for c in analysis.caveats}
    codes = sorted({code for finding in analysis.findings for code in finding.caveats} - known)
    return [
        {"code": code, **{language: words[language].text(f"caveat.{code}.text") for language in LANGUAGES}}
        for code in codes
    ]


def _finding(finding: Finding, analysis: Analysis, words: dict[str, Catalogue]) -> dict[str, object]:
    record: dict[str, object] = {
        "id": finding.id,
        "kind": finding.kind,
        "actors": list(finding.actors),
        "programmes": list(finding.programmes),
        "cells": [asdict(cell) for cell in finding.cells],
        "status": finding.status,
        "absence": finding.absence,
        "managed": finding.managed,
        "level": finding.level,
        "basis": list(finding.basis),
        "score": float(f"{finding.score:.9g}"),
        "rank": finding.rank,
        "grade": finding.grade,
        "confidence": finding.confidence,
        "p_value": finding.p_value,
        "q_value": finding.q_value,
        "stability": finding.stability,
        "likelihood": finding.likelihood,
        "quadrant": finding.quadrant,
        "evidence": [_evidence(piece) for piece in finding.evidence],
        "reason": {language: reason(finding, analysis, words[language]) for language in LANGUAGES},
        "caveats": list(finding.caveats),
    }
    if finding.kind == "single_point":
        record["components_after"] = [list(part) for part in finding.components_after]
    return record


def _evidence(piece: Evidence) -> dict[str, object]:
    return {
        "table": piece.origin.table,
        "row": piece.origin.row,
        "source": list(piece.sources),
        "locator": piece.locator,
        "confidence": piece.confidence,
    }
