"""The commands as a person meets them: exit status, one report, one last sentence, nothing half-written."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from synergy.cli import main
from tests.conftest import CASE, ROOT, actors, ties, write_study

LIGHT = ["--only", "findings,tables"]


def invoke(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_check_finds_no_problem_in_the_bundled_case():
    done = invoke("check", CASE, "--json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert [p for p in report["problems"] if p["severity"] != "notice"] == []
    account = {a["table"]: a for a in report["account"]}
    assert account["stakeholders"]["read"] == account["stakeholders"]["used"] == 48
    for row in account.values():
        assert row["read"] == row["used"] + row["set_aside"]


def test_the_last_line_says_what_was_found_and_which_file_to_open(tmp_path):
    out = tmp_path / "out"
    done = invoke("analyse", CASE, "-o", out, "--language", "en,id", *LIGHT)
    assert done.exit_code == 0, done.output
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("The data hold 9 links that are called for but not on record")
    assert last.endswith(f"Open: {out / 'findings.json'}")


def test_quiet_prints_only_the_file_to_open(tmp_path):
    done = invoke("analyse", CASE, "-o", tmp_path / "out", "--quiet", *LIGHT)
    assert done.stdout.strip() == str(tmp_path / "out" / "findings.json")
    assert done.stderr == ""


CLEAN = {"stakeholders": actors("A", "B"), "ties": ties("A-B")}
FAULTS = {
    "missing file": ({"ties": ties("A-B")}, "stakeholders"),
    "missing column": ({"stakeholders": [{"id": "A", "name": "Actor A"}]}, "sector"),
    "unknown id": ({"stakeholders": actors("A"), "ties": ties("A-Z")}, "ties.csv:2:to"),
    "duplicate id": (
        {"stakeholders": [*actors("A"), {"id": "A", "name": "Other", "sector": "ngo"}]},
        "stakeholders.csv:3",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("command", ["check", "analyse"])
def test_bad_input_gets_one_report_and_no_output_folder(tmp_path, name, command):
    tables, place = FAULTS[name]
    study = write_study(tmp_path / "study", tables)
    before = hashes(study)
    more = ["-o", tmp_path / "out"] if command == "analyse" else []
    done = invoke(command, study, *more, "--language", "en")
    assert done.exit_code == 1, done.output
    assert place in done.stderr
    assert "nothing was written" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["study"]
    assert hashes(study) == before


def test_an_empty_file_is_a_problem_with_a_cure(tmp_path):
    study = write_study(tmp_path / "study", CLEAN)
    (study / "stakeholders.csv").write_bytes(b"")
    done = invoke("analyse", study, "-o", tmp_path / "out", "--language", "en")
    assert done.exit_code == 1
    assert "stakeholders.csv" in done.stderr
    assert not (tmp_path / "out").exists()


def test_all_problems_are_told_at_once_in_the_language_asked_for(tmp_path):
    rows = ties("A-Y", "Z-B", "A-B", status="neded")
    study = write_study(tmp_path / "study", {"stakeholders": actors("A", "B"), "ties": rows})
    report = json.loads(invoke("check", study, "--json").stdout)
    errors = [(p["row"], p["column"]) for p in report["problems"] if p["severity"] == "error"]
    assert sorted(errors) == [(2, "status"), (2, "to"), (3, "from"), (3, "status"), (4, "status")]
    assert all(p["message"]["id"] != p["message"]["en"] for p in report["problems"])
    assert "Mungkin maksudnya “needed”" in invoke("check", study).stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["analyse", "data"], 2),
        (["analyse", "no-such-folder", "-o", "x"], 2),
        (["analyse", "data", "-o", "x", "--language", "fr"], 2),
    ],
)
def test_wrong_usage_ends_with_2(tmp_path, arguments, status, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = invoke(*arguments)
    assert done.exit_code == status
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_is_kept_without_force_and_replaced_with_it(tmp_path):
    out = tmp_path / "out"
    assert invoke("analyse", CASE, "-o", out, *LIGHT).exit_code == 0
    refused = invoke("analyse", CASE, "-o", out, *LIGHT)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert invoke("analyse", CASE, "-o", out, "--force", "--only", "findings").exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["findings.json", "record.json"]


def whole_run(folder: Path, study: Path, **environment: str) -> dict[str, str]:
    """Run the real program in another process, folder and environment; return the hash of every output."""
    folder.mkdir()
    guard = folder / "sitecustomize.py"
    guard.write_text(NO_NETWORK, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]), **environment}
    command = [sys.executable, "-m", "synergy", "analyse", str(study), "-o", str(folder / "out")]
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "guarded").exists()
    return hashes(folder / "out")


NO_NETWORK = """
import pathlib, sys
pathlib.Path(__file__).with_name("guarded").touch()
def forbid(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        raise SystemExit(f"network: {event}")
sys.addaudithook(forbid)
"""


def test_the_same_bytes_whatever_the_hash_seed_locale_time_zone_and_folder_and_no_network(tmp_path):
    first = whole_run(tmp_path / "one", CASE, PYTHONHASHSEED="0", LC_ALL="C.UTF-8", TZ="UTC")
    second = whole_run(tmp_path / "dua, é", CASE, PYTHONHASHSEED="3", LC_ALL="C", PYTHONUTF8="0", TZ="Asia/Jakarta")
    assert first == second
    expected = {
        "network.html",
        "briefing.id.docx",
        "briefing.en.html",
        "findings.json",
        "network.graphml",
        "record.json",
    }
    assert expected | {"tables/actors.csv", "figures/synergy_model.id.svg", "figures/synergy_model.en.svg"} <= set(
        first
    )


def test_every_output_is_recorded_with_its_hash(tmp_path):
    written = whole_run(tmp_path / "run", CASE)
    record = json.loads((tmp_path / "run" / "out" / "record.json").read_text(encoding="utf-8"))
    recorded = record["outputs"]
    assert recorded == {name: digest for name, digest in written.items() if name != "record.json"}


def test_the_order_of_rows_changes_no_finding(tmp_path):
    study = tmp_path / "study"
    study.mkdir()
    for path in CASE.glob("*.*"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if path.suffix == ".csv":
            lines = [lines[0], *reversed(lines[1:])]
        (study / path.name).write_text("".join(lines), encoding="utf-8")
    for name, place in (("straight", CASE), ("reversed", study)):
        assert invoke("analyse", place, "-o", tmp_path / name, *LIGHT).exit_code == 0
    straight, turned = (
        (tmp_path / name / "findings.json").read_text(encoding="utf-8") for name in ("straight", "reversed")
    )

    def without_rows(text):
        findings = json.loads(text)["findings"]
        for finding in findings:
            finding["evidence"] = sorted((e["table"], *e["source"], e["locator"]) for e in finding["evidence"])
        return findings

    assert without_rows(straight) == without_rows(turned)
    for table in ("actors", "network", "missing_links", "overlaps", "coverage"):
        path = Path("tables") / f"{table}.csv"
        assert (tmp_path / "straight" / path).read_bytes() == (tmp_path / "reversed" / path).read_bytes()
