"""``findings.json`` has the form that is published, and docs/findings.md tells what comes of its tables."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from synergy import pipeline
from synergy.findings import KINDS
from synergy.outputs.findings_json import SCHEMA, write_findings
from tests.conftest import ROOT, write_study

FORM: dict[str, Any] = json.loads((files("synergy") / "outputs" / "findings_schema.json").read_text("utf-8"))
FINDING = FORM["$defs"]["finding"]["properties"]
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")


def faults(content: object) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(FORM).iter_errors(content)]


def written(analysis, folder: Path) -> dict[str, Any]:
    path = folder / "findings.json"
    write_findings(analysis, path)
    return json.loads(path.read_text(encoding="utf-8"))


# ---- the examples of the page ----


def examples() -> list[tuple[str, dict[str, list[dict[str, str]]], list[dict[str, str]]]]:
    """Kind, given tables and expected rows of each example."""
    found = []
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        kind = re.match(r"`(\w+)`", section)
        for example in re.split(r"^\*\*Given\*\*", section, flags=re.MULTILINE)[1:] if kind else []:
            given = re.findall(r"^```csv (\w+)\n(.*?)^```", example, flags=re.MULTILINE | re.DOTALL)
            tables = {name: list(csv.DictReader(io.StringIO(text))) for name, text in given}
            found.append((kind.group(1), tables, expected_rows(example.split("**Expected**")[1])))
    return found


def expected_rows(text: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if "|" in line]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def shown(value: object) -> str:
    """A value as the page writes it."""
    if value is None or value == []:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list):
        return ", ".join(f"[{shown(item)}]" if isinstance(item, list) else str(item) for item in value)
    return str(value)


EXAMPLES = examples()


@pytest.mark.parametrize(("kind", "tables", "expected"), EXAMPLES, ids=[kind for kind, _, _ in EXAMPLES])
def test_the_page_tells_what_comes_of_its_tables(tmp_path, kind, tables, expected):
    content = written(pipeline.analyse(write_study(tmp_path / "study", tables)), tmp_path)
    assert faults(content) == []
    found = [finding for finding in content["findings"] if finding["kind"] == kind]
    assert [{column: shown(finding[column]) for column in expected[0]} for finding in found] == expected


def test_the_page_has_every_kind_and_every_field():
    assert [kind for kind in dict.fromkeys(kind for kind, _, _ in EXAMPLES)] == FINDING["kind"]["enum"]
    assert len(FINDING["kind"]["enum"]) == len(KINDS) + 1  # recommendations come from the plan
    form = PAGE.split("## The form")[1].split("\n## ")[0]
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", form, flags=re.MULTILINE))))
    assert told == set(FINDING)


# ---- the form ----


def test_the_form_is_a_schema_of_the_version_that_is_written():
    Draft202012Validator.check_schema(FORM)
    assert FORM["properties"]["schema"]["const"] == SCHEMA
    assert all("description" in field for field in FINDING.values())


@pytest.fixture(scope="module")
def of_case(case, tmp_path_factory) -> dict[str, Any]:
    return written(case, tmp_path_factory.mktemp("case"))


def test_the_findings_of_the_bundled_case_have_the_form(of_case):
    assert faults(of_case) == []
    assert len({finding["kind"] for finding in of_case["findings"]}) >= 7


def test_every_caveat_of_a_finding_is_explained(of_case):
    explained = {caveat["code"] for caveat in of_case["caveats"]}
    assert {code for finding in of_case["findings"] for code in finding["caveats"]} <= explained


def first(content: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(finding for finding in content["findings"] if finding["kind"] == kind)


SPOILT = {
    "a field too many": lambda c: c["findings"][0].update(weight=1),
    "a field too few": lambda c: c["findings"][0].pop("evidence"),
    "another version": lambda c: c.update(schema=2),
    "an unknown kind": lambda c: first(c, "conflict").update(kind="quarrel"),
    "an id of another kind": lambda c: first(c, "system_gap").update(id="conflict:data"),
    "a status of another kind": lambda c: first(c, "missing_link").update(status="uncovered"),
    "a status where there is none": lambda c: first(c, "conflict").update(status="open"),
    "no status of a link": lambda c: first(c, "missing_link").update(status=None),
    "a link of three": lambda c: first(c, "missing_link")["actors"].append("A99"),
    "an unknown absence": lambda c: first(c, "missing_link").update(absence="absent"),
    "an unknown grade": lambda c: first(c, "missing_link").update(grade="D"),
    "an unknown quadrant": lambda c: first(c, "missing_link").update(quadrant="promising"),
    "an overlap that is managed somewhat": lambda c: first(c, "overlap").update(managed="partly"),
    "an unknown basis": lambda c: first(c, "overlap").update(basis=["guessed"]),
    "no basis": lambda c: first(c, "overlap").update(basis=[]),
    "a score above one": lambda c: first(c, "overlap").update(score=1.01),
    "a p-value of zero": lambda c: first(c, "missing_link").update(p_value=0),
    "a rank of zero": lambda c: first(c, "overlap").update(rank=0),
    "an unknown confidence": lambda c: first(c, "overlap").update(confidence="sure"),
    "a sentence in one language": lambda c: first(c, "overlap")["reason"].pop("id"),
    "a row that is the header": lambda c: first(c, "overlap")["evidence"][0].update(row=1),
    "a cell with a field too many": lambda c: first(c, "overlap")["cells"][0].update(stage="plan"),
    "a single point without its parts": lambda c: first(c, "single_point").pop("components_after"),
    "parts of what is no single point": lambda c: first(c, "overlap").update(components_after=[["A"], ["B"]]),
    "a caveat in one language": lambda c: c["caveats"][0].pop("en"),
    "a study of its own fields": lambda c: c["study"].update(author="x"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_file_is_refused(of_case, name):
    content = copy.deepcopy(of_case)
    for finding in content["findings"]:
        if finding["kind"] == "overlap" and not finding["cells"]:
            finding["cells"] = [dict.fromkeys(("cluster", "function", "target_group", "territory", "programme"))]
    assert faults(content) == []
    SPOILT[name](content)
    assert faults(content)
