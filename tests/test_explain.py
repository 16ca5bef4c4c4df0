"""``synergy explain`` and ``synergy doctor``: what a code means, what a finding rests on, whether all is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from synergy.language import LANGUAGES, open_catalogue
from synergy.language.codes import CODES
from synergy.outputs.explaining import health
from synergy.outputs.explaining.code import codes, explain_code
from tests.conftest import CASE
from tests.test_check_outputs import table
from tests.test_command_line import hashes, invoke


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "out"
    assert invoke("analyse", CASE, "-o", path, "--only", "findings,tables").exit_code == 0
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_explained_with_meaning_and_cure(language):
    words = open_catalogue(language)
    for code in codes(words):
        told = dict(explain_code(code, words))
        assert told[words.text("explain.meaning")], code
        assert told[words.text("explain.cure")], code
        assert not re.search(r"\{\w+", str(told)), code


def test_weight_and_place_are_listed_for_problems_that_exist():
    known = set(codes(open_catalogue("en")))
    assert set(CODES) <= known
    assert len(CODES) >= 0.8 * len(known), f"list in synergy/language/codes.py: {sorted(known - set(CODES))}"
    words = open_catalogue("en")
    for weight, where in CODES.values():
        assert words.has(f"explain.weight.{weight}")
        assert words.has(f"explain.at.{where}")


@pytest.mark.parametrize("stem", ["because", "sample"])
def test_reasons_and_examples_are_of_problems_that_exist(stem):
    words = open_catalogue("en")
    told = {key.split(".", 2)[2] for key in words.texts if key.startswith(f"explain.{stem}.")}
    assert told <= set(codes(words))


def test_a_problem_is_explained_in_the_language_asked_for():
    english = invoke("explain", "possible-same-body", "--language", "en")
    assert english.exit_code == 0
    for heading in ("What it means", "Why it matters", "How to mend it", "Example", "Where it can stand"):
        assert heading in english.stdout
    assert "Mengapa penting" in invoke("explain", "possible-same-body").stdout
    assert invoke("explain", "[Possible_Same_Body]").stdout == invoke("explain", "possible-same-body").stdout


def test_an_unknown_code_gets_suggestions_and_ends_with_2():
    done = invoke("explain", "unknown-actr", "--language", "en")
    assert done.exit_code == 2
    assert "Perhaps meant: unknown-actor" in done.stderr
    assert done.stdout == ""


def test_every_finding_of_a_result_is_explained(out):
    found = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    one_of_each = {finding["kind"]: finding for finding in found}
    for finding in one_of_each.values():
        for language in LANGUAGES:
            done = invoke("explain", out, finding["id"], "--language", language)
            assert done.exit_code == 0, done.output
            text = " ".join(done.stdout.split())
            assert " ".join(finding["reason"][language].split()) in text
            assert open_catalogue(language).text("explain.reference") in text
            for piece in finding["evidence"]:
                table_name = open_catalogue("id").table(piece["table"])
                own = {"en": f"{piece['table']}, row", "id": f"{table_name} ({piece['table']}), baris"}[language]
                assert f"{own} {piece['row']}" in text


def test_the_numbers_and_rows_of_a_missing_link_are_those_of_the_tables(out):
    tables = {name: table(out / "tables" / f"{name}.csv") for name in ("missing_links", "ties")}
    row = next(r for r in tables["missing_links"] if r["basis"] == "stated;computed" and r["status"] == "open")
    a, b = row["actor_a"], row["actor_b"]
    tie = next(t for t in tables["ties"] if {t["from"], t["to"]} == {a, b} and t["status"] == "needed")
    done = invoke("explain", out, f"missing_link:{b}--{a}", "--language", "en")  # ends in any order
    text = " ".join(done.stdout.split())
    assert "gap = need × (1 − supply)" in text
    assert f"need = {float(row['need']):.3f}; supply = {row['supply']}; gap = " in text
    assert f"ties, row {tie['row']} ({tie['from']} – {tie['to']}, {tie['type']}, needed): {tie['source']}" in text
    assert "doi:10.1145/1180875.1180929" in text


def test_an_indonesian_explanation_has_indonesian_words_with_those_of_the_files_beside(out):
    text = invoke("explain", out, "single_point:A01").stdout
    for told in ("sektor (sector) = perangkat daerah (OPD) (city_agency)", "bentuk (kind) = organisasi (organisation)"):
        assert told in text
    assert "titik potong (is_cut_point) = ya (yes)" in text
    found = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    overlap = next(f["id"] for f in found if f["kind"] == "overlap")
    assert "jenis (type) = " in (text := invoke("explain", out, overlap).stdout)
    assert "type = " not in text
    assert "hubungan (ties)" in (text := invoke("explain", out, "missing_link:A02--A30").stdout)
    assert "dibutuhkan (needed)" in text
    assert "dari (from), ke (to)" in invoke("explain", "unknown-actor").stdout


def test_explaining_changes_nothing(out):
    before = hashes(out)
    invoke("explain", out, "single_point:A01")
    assert hashes(out) == before


def test_an_unknown_finding_gets_suggestions_and_ends_with_2(out):
    done = invoke("explain", out, "missing_link:A02--A99", "--language", "en")
    assert done.exit_code == 2
    assert "missing_link:A02--" in done.stderr
    named = invoke("explain", out, "--language", "en")
    assert named.exit_code == 2
    assert "Name a finding of" in named.stderr


@pytest.mark.parametrize("content", [None, "", "{}", "[1]"])
def test_what_is_no_result_is_refused_in_one_sentence(tmp_path, content):
    if content is not None:
        (tmp_path / "findings.json").write_text(content, encoding="utf-8")
    done = invoke("explain", tmp_path, "missing_link:A--B", "--language", "en")
    assert done.exit_code == 2
    assert "is not a result" in done.stderr


def test_without_tables_the_explanation_says_what_is_missing(tmp_path):
    invoke("analyse", CASE, "-o", tmp_path / "out", "--only", "findings")
    done = invoke("explain", tmp_path / "out", "missing_link:A02--A30", "--language", "en")
    assert done.exit_code == 0
    assert "The folder holds no tables" in " ".join(done.stdout.split())


def test_doctor_finds_everything_and_tells_nothing_of_the_user(monkeypatch):
    monkeypatch.setenv("HOME", "/home/siti-rahma")
    monkeypatch.setenv("USERPROFILE", "/home/siti-rahma")
    done = invoke("doctor", "--json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["fine"]
    assert {"python", "platform", "package: typst", "bundled: fonts", "write a temporary file"} <= {
        finding["name"] for finding in report["found"]
    }
    assert "siti" not in done.output
    assert "sistem operasi" in invoke("doctor").stdout
    plain = invoke("doctor", "--language", "en")
    assert "Everything essential works." in plain.stderr
    assert "siti" not in plain.output


def test_a_path_never_names_its_user(monkeypatch):
    monkeypatch.setenv("HOME", "/home/siti")
    assert health.without_home("/home/siti/x") == "~/x"
    assert health.without_home("/home/budi/x") == "/home/…/x"
    assert health.without_home(r"C:\Users\Budi\x") == r"C:\Users\…\x"


def test_doctor_ends_with_1_where_something_essential_is_broken(monkeypatch):
    monkeypatch.setattr(health, "BUNDLED", ("data/nothing-here.csv",))
    done = invoke("doctor", "--language", "en")
    assert done.exit_code == 1
    assert "1 essential thing does not work: bundled: data/nothing-here.csv" in done.stderr


def test_what_is_not_essential_may_be_missing(monkeypatch):
    monkeypatch.setattr(health, "_packages", lambda: ["click", "typst"])
    monkeypatch.setattr(health, "MODULES", {"typst": "no_such_module"})
    done = invoke("doctor", "--language", "en")
    assert done.exit_code == 0
    assert "missing, not essential (ModuleNotFoundError)" in done.stdout
