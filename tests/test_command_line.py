"""The commands as a person meets them: exit status, one report, one last sentence, nothing half-written."""

import hashlib
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from synergy.cli import main
from synergy.cli.speech import laid_out
from synergy.dataset.account import SET_ASIDE
from synergy.language import LANGUAGES, open_catalogue
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


CLEAN = {"stakeholders": actors("A", "B"), "ties": ties("A-B")}


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_help_shows_examples_as_they_are_typed(name):
    text = invoke(*filter(None, [name]), "--help").output
    assert "\\b" not in text
    assert "\b" not in text
    lines = [line.strip() for line in text.splitlines()]
    assert all(lines[i + 1].startswith("synergy ") for i, line in enumerate(lines) if line in ("Example:", "Examples:"))


NOTED = {  # two kinds of notices, a warning and an error
    "stakeholders": [*actors("A", "B", office="x", floor="1"), *actors("C", office="x", floor="2")],
    "ties": [*ties("A-B", "A-Z"), *ties("B-C", "B-B", status="")],
}


def test_notices_of_a_kind_share_a_line_and_errors_stand_last(tmp_path):
    study = write_study(tmp_path / "study", NOTED)
    told = invoke("check", study).stderr.splitlines()
    signs = [line[0] for line in told if line[:2] in ("· ", "! ", "✗ ")]
    assert signs == sorted(signs, key="·!✗".index)
    (columns,) = (line for line in told if "[unknown-column]" in line)
    assert columns.startswith("· stakeholders.csv:1:floor")
    assert columns.endswith("(dan 1 tempat lain)")
    assert told[-2].startswith("✗ ")
    every = invoke("check", study, "--all").stderr.splitlines()
    assert sum("[unknown-column]" in line for line in every) == 2
    report = json.loads(invoke("check", study, "--json").stdout)
    assert sum(p["code"] == "unknown-column" for p in report["problems"]) == 2


def test_the_account_says_in_words_why_rows_are_set_aside(tmp_path):
    study = write_study(tmp_path / "study", {"stakeholders": actors("A", "B"), "ties": ties("A-B", "B-B")})
    with (study / "ties.csv").open("a", encoding="utf-8") as file:
        file.write("\n(contoh) A,B,,,\n")
    done = invoke("check", study)
    assert "hubungan (ties)       4 baris dibaca = 1 dipakai + 3 disisihkan" in done.stderr
    assert "(baris kosong: 1, baris contoh: 1, hubungan dengan diri sendiri: 1)" in done.stderr
    account = {a["table"]: a for a in json.loads(invoke("check", study, "--json").stdout)["account"]}
    assert account["ties"]["reasons"] == {"blank-row": 1, "example-rows": 1, "self-tie": 1}
    assert sum(account["ties"]["reasons"].values()) == account["ties"]["set_aside"]


def test_every_reason_for_setting_a_row_aside_has_words():
    for language in LANGUAGES:
        words = open_catalogue(language)
        assert all(words.has(f"check.reason.{code}") for code in (*SET_ASIDE, "error", "blank-row", "example-rows"))


@pytest.mark.parametrize("name", ["studi", "studi saya", "studi, “kota”"])
def test_the_last_line_of_a_check_can_be_copied_and_run(tmp_path, name, monkeypatch):
    study = write_study(tmp_path / name, CLEAN)
    monkeypatch.chdir(tmp_path)
    last = invoke("check", name).stderr.strip().splitlines()[-1]
    words = shlex.split(last.split(": ", 1)[1])
    assert words == ["synergy", "analyse", name, "-o", "hasil"]
    assert invoke(*words[1:], *LIGHT).exit_code == 0
    monkeypatch.chdir(study)  # a folder inside the study would be refused
    words = shlex.split(invoke("check", ".").stderr.strip().splitlines()[-1].split(": ", 1)[1])
    assert words == ["synergy", "analyse", ".", "-o", "../hasil"]


LOCALES = [  # LC_ALL, LANG, language of messages where none is asked for
    ("", "en_US.UTF-8", "en"),
    ("", "en", "en"),
    ("", "id_ID.UTF-8", "id"),
    ("", "C.UTF-8", "id"),
    ("", "", "id"),
    ("", "eng.UTF-8", "id"),
    ("id_ID.UTF-8", "en_US.UTF-8", "id"),
    ("en_GB.UTF-8", "id_ID.UTF-8", "en"),
]


@pytest.mark.parametrize(("all_", "lang", "language"), LOCALES)
def test_an_english_locale_is_spoken_to_in_english_unless_it_asks_otherwise(
    tmp_path, monkeypatch, all_, lang, language
):
    monkeypatch.setenv("LC_ALL", all_)
    monkeypatch.setenv("LANG", lang)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    study = write_study(tmp_path / "study", CLEAN)
    for command in (["check", study], ["doctor"], ["analyse", study, "-o", tmp_path / "out", "--force", *LIGHT]):
        fine = {"en": ("No problem", "Everything", " used + "), "id": ("Tidak ada", "Semua", " dipakai + ")}[language]
        assert any(text in invoke(*command).stderr for text in fine), command
    assert "Tidak ada masalah" in invoke("check", study, "--language", "id").stderr
    assert (tmp_path / "out" / "record.json").exists()


def test_lines_are_wrapped_to_a_terminal_and_left_alone_elsewhere(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    words = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas"
    text = f"! ties.csv:2:to  {words}. Lanjutkan dengan: synergy analyse 'studi saya' -o hasil"
    assert laid_out(text, io.StringIO(), hang=2) == text
    lines = laid_out(text, Terminal(), hang=2, whole="synergy analyse 'studi saya' -o hasil").splitlines()
    assert max(map(len, lines)) <= 80
    assert all(line.startswith("  ") for line in lines[1:])
    assert lines[-1] == "  synergy analyse 'studi saya' -o hasil"
    assert laid_out(text, Terminal(), hang=2).splitlines()[-1] != lines[-1]
    monkeypatch.setenv("COLUMNS", "300")
    assert max(map(len, laid_out(f"{text} {text}", Terminal()).splitlines())) <= 100


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def test_a_result_inside_the_study_is_refused_with_the_true_reason(tmp_path):
    study = write_study(tmp_path / "study", CLEAN)
    done = invoke("analyse", study, "-o", study / "out", "--language", "en")
    assert done.exit_code == 2
    assert "lies inside the study's folder" in done.stderr
    assert "or holds it" in invoke("analyse", study, "-o", tmp_path, "--language", "en").stderr


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
    assert last.startswith("The data hold 9 links that are called for, 7 of them not on record")
    assert last.endswith(f"Open: {out / 'findings.json'}")


def test_quiet_prints_only_the_file_to_open(tmp_path):
    done = invoke("analyse", CASE, "-o", tmp_path / "out", "--quiet", *LIGHT)
    assert done.stdout.strip() == str(tmp_path / "out" / "findings.json")
    assert done.stderr == ""


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
    assert "Mungkin maksudnya “dibutuhkan” (needed)" in invoke("check", study).stderr


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


ALWAYS = ("methods.id.md", "methods.en.md", "references.bib", "ro-crate-metadata.json", "record.json")


def test_an_earlier_result_is_kept_without_force_and_replaced_with_it(tmp_path):
    out = tmp_path / "out"
    assert invoke("analyse", CASE, "-o", out, *LIGHT).exit_code == 0
    refused = invoke("analyse", CASE, "-o", out, *LIGHT)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert invoke("analyse", CASE, "-o", out, "--force", "--only", "findings").exit_code == 0
    assert {p.name for p in out.iterdir()} == {"findings.json", *ALWAYS}


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
        "briefing.en.pdf",
        "note.id.docx",
        "note.id.pdf",
        "agencies/a01_dpmp3akb-kota-tangerang-selatan.id.docx",
        "findings.json",
        "network.graphml",
        "network.gexf",
        *ALWAYS,
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
