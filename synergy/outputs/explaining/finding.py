"""What a finding of a result rests on: ``synergy explain OUT FINDING``, from the files of OUT alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synergy.language.catalogue import Catalogue
from synergy.outputs.explaining.code import Section, nearest_of
from synergy.outputs.explaining.labels import both, label, told
from synergy.problems import UnusablePlace

Found = Mapping[str, Any]
Row = Mapping[str, str]
_SAID = (
    ("status", "absence", "basis", "grade", "rank", "score", "confidence")
    + ("p_value", "q_value", "stability", "likelihood")
)  # fmt: skip
_HIDDEN = ("id", "name", "name_en", "actor_a", "actor_b", "cluster", "function", "target_group", "territory", "scope")


@dataclass(frozen=True, slots=True)
class Result:
    """What an earlier run wrote: its findings by id, what they say of the study, and its tables."""

    findings: Mapping[str, Found]
    caveats: Mapping[str, Mapping[str, str]]
    study: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]

    def named(self, identity: str) -> Found | None:
        """Return a finding by its id, in any order of its ends."""
        kind, _, ends = identity.partition(":")
        turned = f"{kind}:{'--'.join(sorted(ends.split('--')))}"
        return self.findings.get(identity) or self.findings.get(turned)

    def like(self, identity: str) -> tuple[str, ...]:
        """Return ids like one that is not there; the first ones where none is like it."""
        return nearest_of(identity, self.findings) or tuple(list(self.findings)[:4])


def read_result(out: Path) -> Result:
    """Read what a run wrote.

    Raises
    ------
    UnusablePlace
        If the folder holds no findings that can be read.
    """
    try:
        content = json.loads((out / "findings.json").read_text(encoding="utf-8"))
        findings = {finding["id"]: finding for finding in content["findings"]}
        caveats = {caveat["code"]: caveat for caveat in content["caveats"]}
        study = content["study"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusablePlace("no-such-result", out) from error
    tables = {path.stem: _rows(path) for path in sorted((out / "tables").glob("*.csv"))}
    return Result(findings, caveats, study, tables)


def _rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def explain_finding(found: Found, result: Result, words: Catalogue) -> list[Section]:
    """Return the sections of an explanation: definition, sentence, numbers, formula, rows, caveats, reference."""
    kind = f"explain.kind.{found['kind']}"
    known = words.has(f"{kind}.definition")
    name = words.text(f"kind.{found['kind']}") if words.has(f"kind.{found['kind']}") else found["kind"]
    sections = [
        ("", (words.text("explain.head_finding", id=found["id"], kind=name),)),
        ("definition", (words.text(f"{kind}.definition"),) if known else ()),
        ("said", (found["reason"][words.language],)),
        ("numbers", _numbers(found, result, words)),
        ("formula", (words.text(f"{kind}.formula"),) if known else ()),
        ("rows", _evidence(found, result, words)),
        ("caveats", tuple(_caveat(code, result, words) for code in (*found["caveats"], *_of_study(found, result)))),
        ("reference", (words.text(f"{kind}.reference"),) if known else ()),
        ("study", (str(result.study.get("citation") or ""),) if result.study.get("citation") else ()),
    ]
    return [(words.text(f"explain.{key}") if key else "", lines) for key, lines in sections if lines]


def _numbers(found: Found, result: Result, words: Catalogue) -> tuple[str, ...]:
    """Return what the finding and its row in the tables give, as "name = value"."""
    lines = []
    for key in _SAID:
        value = found.get(key)
        if value not in (None, [], ""):
            lines.append(f"{words.text(f'explain.number.{key}')} = {told(key, value, words)}")
    table, chosen = _TABLE.get(found["kind"], ("", lambda row, found: False))
    for row in (row for row in result.tables.get(table, ()) if chosen(row, found)):
        parts = [f"{label(k, words)} = {told(k, v, words)}" for k, v in row.items() if v and k not in _HIDDEN]
        lines.append(f"tables/{table}.csv: {'; '.join(parts)}")
    if components := found.get("components_after"):
        sizes = ", ".join(str(len(part)) for part in components)
        lines.append(f"{label('components_after', words)} = {sizes}")
    return tuple(lines) if result.tables else (*lines, words.text("explain.no_numbers"))


def _pair(row: Row, found: Found) -> bool:
    return {row["actor_a"], row["actor_b"]} <= set(found["actors"])


def _cell(row: Row, found: Found) -> bool:
    names = ("cluster", "function", "target_group")
    return row["scope"] != "indicator" and any(
        all(row[name] == (cell.get(name) or "") for name in names)
        for cell in found["cells"]
        if any(cell.get(name) for name in names)
    )


_TABLE: Mapping[str, tuple[str, Callable[[Row, Found], bool]]] = {
    "missing_link": ("missing_links", _pair),
    "overlap": ("overlaps", _pair),
    "coverage_gap": ("coverage", _cell),
    "single_point": ("actors", lambda row, found: row["id"] in found["actors"]),
}


def _evidence(found: Found, result: Result, words: Catalogue) -> tuple[str, ...]:
    """Return each row of the study it rests on, with what the tables of the result still say of it."""
    lines = []
    for piece in found["evidence"]:
        source = " + ".join(piece["source"]) or words.text("explain.no_source")
        if piece["locator"]:
            source = words.text("explain.source", source=source, locator=piece["locator"])
        if piece["confidence"]:
            level = words.text(f"confidence.{piece['confidence']}")
            source = f"{source}; {words.text('explain.confidence', level=level)}"
        content = _content(piece, result, words)
        key, own = "explain.row_more" if content else "explain.row", words.table(piece["table"])
        table = both(own, piece["table"], words)
        lines.append(words.text(key, table=table, row=str(piece["row"]), content=content, source=source))
    return tuple(lines) or (words.text("explain.no_rows"),)


def _content(piece: Found, result: Result, words: Catalogue) -> str:
    row = next((r for r in result.tables.get(piece["table"], ()) if r.get("row") == str(piece["row"])), None)
    if row is None:
        return ""
    if "from" in row:
        kind, status = told("tie_type", row["type"], words), told("status", row["status"], words)
        return f"{row['from']} – {row['to']}, {kind}, {status}"
    return row.get("name", "")


def _of_study(found: Found, result: Result) -> tuple[str, ...]:
    """Return the caveats of the study that a kind must always be read with."""
    always = {
        "single_point": ("one_sided", "hub"),
        "missing_link": ("need_unsupported", "one_sided"),
        "coverage_gap": ("not_recorded",),
    }
    return tuple(
        code for code in always.get(found["kind"], ()) if code in result.caveats and code not in found["caveats"]
    )


def _caveat(code: str, result: Result, words: Catalogue) -> str:
    return str(result.caveats[code][words.language]) if code in result.caveats else code
