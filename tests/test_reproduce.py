"""``synergy reproduce``: a result made again from its record, file by file."""

import json
import shutil

import pytest
from click.testing import CliRunner

from synergy import pipeline
from synergy.cli import main
from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs import reproduction
from tests.conftest import actors, ties, write_study

TABLES = {"stakeholders": actors("A", "B", "C", programmes="P"), "ties": ties("A-B")}
ONLY = ("tables", "findings", "graph")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A study and, beside it, its result: in English, with a seed and a parameter of its own, only some outputs."""
    study = write_study(tmp_path / "study", TABLES, "supply_met = 0.6\n")
    done = run("analyse", study, "-o", tmp_path / "out", "--language", "en", "--seed", 7, "--only", ",".join(ONLY))
    assert done.exit_code == 0, done.output
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hashes(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def states(*arguments):
    done = run("reproduce", *arguments, "--json")
    content = json.loads(done.stdout)
    return done.exit_code, content, {each["file"]: each["state"] for each in content["files"]}


def test_a_result_is_made_again_from_the_study_beside_it_and_nothing_is_changed(place):
    before = hashes(place)
    status, content, files = states("out")
    assert (status, content["same"]) == (0, True)
    assert set(files) == {path.relative_to(place / "out").as_posix() for path in hashes(place / "out")}
    assert set(files.values()) == {"same"}
    assert (content["versions"], content["inputs"], content["rules"]) == ({}, [], [])
    assert hashes(place) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_told_in_both_languages(place, language):
    done = run("reproduce", place / "out", "--language", language)
    words = open_catalogue(language)
    assert done.exit_code == 0
    assert f"{words.text('reproduce.state.same')}  tables/actors.csv" in done.stdout
    path, all_files = place / "study", len(hashes(place / "out"))
    assert words.text("reproduce.all", all=all_files, path=path) in done.stderr


def test_a_result_that_was_moved_needs_the_study_named(place, monkeypatch):
    away = place / "elsewhere" / "deep"
    away.mkdir(parents=True)
    shutil.move(place / "out", away / "result")
    monkeypatch.chdir(away)
    lost = run("reproduce", "result", "--language", "en")
    assert lost.exit_code == 2
    assert "stakeholders.csv" in lost.stderr
    assert "--study" in lost.stderr
    assert states("result", "--study", place / "study")[0] == 0


def test_a_changed_study_is_told_file_by_file_and_nothing_is_run(place, monkeypatch):
    with (place / "study" / "ties.csv").open("a", encoding="utf-8") as file:
        file.write("B,C,meeting,existing,no\n")
    (place / "study" / "study.toml").unlink()
    monkeypatch.setattr(pipeline, "publish", lambda *a, **k: pytest.fail("was run"))
    status, content, files = states("out", "--study", "study")
    assert (status, content["same"], files) == (1, False, {})
    assert content["inputs"] == [
        {"file": "study.toml", "state": "gone"},
        {"file": "ties.csv", "state": "different"},
    ]
    assert run("reproduce", "out").exit_code == 2  # no study near it is the recorded one


def test_a_table_added_to_the_study_is_told(place):
    write_study(place / "study", {"programmes": [{"id": "P", "name": "Programme P"}]})
    status, content, _ = states("out", "--study", "study")
    assert (status, content["inputs"]) == (1, [{"file": "programmes.csv", "state": "new"}])


def test_what_was_done_to_the_result_is_told(place):
    (place / "out" / "findings.json").write_text("{}", encoding="utf-8")
    (place / "out" / "tables" / "ties.csv").unlink()
    status, _, files = states("out")
    others = {name: state for name, state in files.items() if state != "same"}
    assert (status, others) == (1, {"findings.json": "altered", "tables/ties.csv": "gone"})


def test_other_versions_are_told_before_anything_else(place, monkeypatch):
    monkeypatch.setattr(reproduction, "__version__", "9.9.9")
    done = run("reproduce", "out", "--language", "en")
    lines = done.stderr.splitlines()
    assert lines[0] == open_catalogue("en").text("reproduce.versions")
    assert "9.9.9 here" in lines[1]


def test_an_output_that_comes_out_otherwise_is_different(place):
    path = place / "out" / "record.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["outputs"]["tables/actors.csv"] = "0" * 64
    record["outputs"]["tables/more.csv"] = "0" * 64
    del record["outputs"]["tables/ties.csv"]
    path.write_text(json.dumps(record), encoding="utf-8")
    status, _, files = states("out")
    others = {name: state for name, state in files.items() if state != "same"}
    changed = {"tables/actors.csv": "different", "tables/more.csv": "not_made", "tables/ties.csv": "new"}
    assert (status, others) == (1, {**changed, "record.json": "different"})


def test_another_encoding_that_was_asked_for_is_asked_for_again(tmp_path):
    study = write_study(tmp_path / "study", TABLES)
    (study / "stakeholders.csv").write_bytes("id,name,sector\nA,Łódź,ngo\n".encode("cp1250"))
    (study / "ties.csv").unlink()
    assert run("analyse", study, "-o", tmp_path / "out", "--only", "findings", "--encoding", "cp1250").exit_code == 0
    assert states(tmp_path / "out")[0] == 0


@pytest.mark.parametrize("record", [None, "", "[]", "{}", '{"parameters": {"languages": []}}'])
def test_a_folder_that_is_no_result_is_a_wrong_place(tmp_path, record):
    if record is not None:
        (tmp_path / "record.json").write_text(record, encoding="utf-8")
    done = run("reproduce", tmp_path, "--language", "en")
    assert done.exit_code == 2
    assert str(tmp_path) in done.stderr


def test_a_record_that_names_files_outside_is_none_of_ours(place):
    path = place / "out" / "record.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["outputs"]["../secret"] = "0" * 64
    path.write_text(json.dumps(record), encoding="utf-8")
    assert run("reproduce", "out").exit_code == 2


def test_a_study_that_is_not_there_is_a_wrong_place(place):
    assert run("reproduce", "out", "--study", "nowhere").exit_code == 2
