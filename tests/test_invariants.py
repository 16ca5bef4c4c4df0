"""What holds for every bad input, through the real command (reliability.md, U1–U10).

One report and no traceback; nothing half-written, inputs untouched, rows that add up, no network; nothing from the
data live in an output; every output opens in a second reader; the order of rows decides nothing.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synergy.cli import main
from synergy.dataset.build import build_dataset
from synergy.findings import find
from synergy.measures import measure
from synergy.networks import build_network
from synergy.outputs.findings_json import write_findings
from synergy.outputs.tables import write_tables
from synergy.settings import DEFAULTS
from synergy.tables import read_folder
from synergy.tables.table import Tables
from tests.catalogue import CASES
from tests.catalogue.case import REFUSE, Case
from tests.catalogue.contents import HOSTILE
from tests.conftest import ROOT
from tests.test_command_line import hashes

LIGHT = ("--only", "findings,tables,graph")
RAN = {name: case for name, case in CASES.items() if case.outcome != REFUSE}


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Every test of this file fails if the program so much as asks for a socket."""
    REACHED.clear()
    WATCHING.append(True)
    yield
    WATCHING.clear()
    assert REACHED == []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if WATCHING and event.startswith(("socket.", "urllib.", "http.")) and event != "socket.__new__":
        REACHED.append(event)


WATCHING: list[bool] = []
REACHED: list[str] = []
sys.addaudithook(watch)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_case_ends_in_one_report_and_a_whole_result_or_none(tmp_path, case: Case):
    study, out = case.make(tmp_path / "study"), tmp_path / "out"
    before = hashes(tmp_path / "study")
    done = run("analyse", study, "-o", out, *LIGHT)
    assert done.exit_code == (1 if case.outcome == REFUSE else 0), done.output
    assert "Traceback" not in done.output
    assert hashes(tmp_path / "study") == before
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == (["study"] if case.outcome == REFUSE else ["out", "study"])
    if case.outcome != REFUSE:
        opens(out)
        nothing_runs(out)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_report_is_whole_in_both_languages_and_every_row_is_accounted_for(tmp_path, case: Case):
    report = json.loads(run("check", case.make(tmp_path / "study"), "--json").stdout, parse_constant=_refuse)
    for row in report["account"]:
        assert row["read"] == row["used"] + row["set_aside"]
    for problem in report["problems"]:
        assert problem["message"]["id"] != problem["message"]["en"]
        assert not any("{" in text.replace(problem["value"], "") for text in problem["message"].values())


@pytest.mark.parametrize("name", [*HOSTILE, "C9-scripts", "C13-one-slug", "C14-link-that-runs"])
def test_hostile_text_reaches_every_output_as_text(tmp_path, name):
    """Everything is written but the pictures, which hold the same drawing as the SVG beside them."""
    out = tmp_path / "out"
    wanted = ("page", "briefing", "note", "agencies", "tables", "workbook", "findings", "graph")
    done = run("analyse", CASES[name].make(tmp_path / "study"), "-o", out, "--only", ",".join(wanted))
    assert done.exit_code == 0, done.output
    opens(out)
    nothing_runs(out)


@pytest.mark.parametrize("case", RAN.values(), ids=RAN)
def test_the_order_of_rows_decides_nothing(tmp_path, case: Case):
    tables = read_folder(case.make(tmp_path / "study"))
    turned = {name: replace(table, rows=tuple(reversed(table.rows))) for name, table in tables.tables.items()}
    assert told(replace(tables, tables=turned), tmp_path / "second") == told(tables, tmp_path / "first")


def told(tables: Tables, out: Path) -> object:
    """All findings but the rows they cite, and the tables that cite none."""
    analysis = find(measure(build_network(build_dataset(tables)), DEFAULTS), DEFAULTS)
    out.mkdir()
    write_tables(analysis, out / "tables")
    write_findings(analysis, out / "findings.json")
    findings = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    kept = ("id", "kind", "status", "score", "rank", "grade", "reason")
    names = ("actors", "network", "missing_links", "overlaps", "coverage")
    return [{key: f[key] for key in kept} for f in findings], [
        (out / "tables" / f"{name}.csv").read_bytes() for name in names
    ]


def opens(out: Path) -> None:
    """Every file of a result opens in a reader other than the one that wrote it."""
    for path in sorted(out.rglob("*")):
        if reader := READERS.get(path.suffix):
            reader(path)


def _json(path: Path) -> None:
    json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)


def _csv(path: Path) -> None:
    rows = list(csv.reader(path.open(encoding="utf-8", newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, path


def _docx(path: Path) -> None:
    import docx

    assert docx.Document(str(path)).paragraphs


def _pdf(path: Path) -> None:
    from pypdf import PdfReader

    assert all(page.extract_text() for page in PdfReader(path).pages)


def _xlsx(path: Path) -> None:
    from openpyxl import load_workbook

    assert len(load_workbook(path).worksheets) > 5


def _html(path: Path) -> None:
    import html5lib

    html5lib.HTMLParser(strict=False).parse(path.read_text(encoding="utf-8"))


READERS = {
    **{".json": _json, ".csv": _csv, ".docx": _docx, ".pdf": _pdf, ".xlsx": _xlsx, ".html": _html},
    **dict.fromkeys((".graphml", ".gexf", ".svg"), ET.parse),
}


def nothing_runs(out: Path) -> None:
    """No cell of a table is a formula, and no page holds a script, a handler or a link that the data brought."""
    for path in (out / "tables").glob("*.csv"):
        for row in csv.reader(path.open(encoding="utf-8", newline="")):
            assert not any(cell[:1] in "=+-@\t\r" and not _number(cell) for cell in row if cell), path
    for path in out.glob("*.xlsx"):
        from openpyxl import load_workbook

        cells = (cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row)
        assert not any(cell.data_type == "f" for cell in cells), path
    for path in out.glob("*.html"):
        page = Live()
        page.feed(path.read_text(encoding="utf-8"))
        assert page.found == [], path


class Live(HTMLParser):
    """Collects what would run or call out, our own scripts apart (they stand in the page without a source)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            wanted = (value or "").strip().lower()
            if name.startswith("on") or wanted.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"{tag} {name}={value}")
        given = dict(attrs)
        if tag in ("iframe", "object", "embed", "base") or (
            tag in ("script", "img", "link") and "//" in (given.get("src") or given.get("href") or "")
        ):
            self.found.append(tag)
        if tag == "img" and given.get("src") == "x":
            self.found.append("img")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and data.strip() == "alert(1)":
            self.found.append("script")


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(constant)


ELSEWHERE = {
    "V4-old-console": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "V4-plain-locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "V5-no-home": {"HOME": "", "XDG_CACHE_HOME": "/nowhere", "TMPDIR": ""},
    "V6-another-zone": {"TZ": "Pacific/Kiritimati"},
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_every_environment_tells_the_same(tmp_path, name):
    """In a process of its own: a refused study, one that is only noted, and the help."""
    environment = {**os.environ, **ELSEWHERE[name]}
    for case in ("K3-unknown-ids-all-at-once", "C9-scripts"):
        study, out = CASES[case].make(tmp_path / case / "study"), tmp_path / case / "out"
        done = program("analyse", study, "-o", out, "--only", "findings", environment=environment)
        assert done.returncode == (1 if CASES[case].outcome == REFUSE else 0), done.stderr
        assert b"Traceback" not in done.stderr
        assert sorted(p.name for p in (tmp_path / case).iterdir()) == ["out", "study"][done.returncode :]
    assert program("analyse", "--help", environment=environment).returncode == 0


def program(*arguments: object, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "synergy", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
