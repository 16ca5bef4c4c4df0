"""What ``synergy check`` writes when asked: a table, a marked copy, names to decide on. The study is only read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from synergy.tables import read_folder
from tests.conftest import CASE, actors, ties, write_study
from tests.dataset.small import codes, problems_of
from tests.test_command_line import hashes, invoke

NIK = "3674011203450001"
FAULTY = {
    "stakeholders": [
        *actors("A", "B"),
        {"id": "C", "name": "=cmd|' /C calc'!A0", "sector": "city_agencies", "note": f"kepala: {NIK}"},
        {"id": "D", "name": "Dinas Kesehatan", "sector": "city_agency"},
        {"id": "E", "name": "Dinkes", "sector": "city_agency"},
    ],
    "ties": [*ties("A-B", "A-Dinsos"), *ties("B-D", status="")],
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study", FAULTY, 'title = "Studi"\nseeed = 3\n')


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_problems_as_a_table_say_the_same_as_the_report(tmp_path, study):
    before = hashes(study)
    done = invoke("check", study, "--csv", tmp_path / "problems.csv", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)["problems"]
    rows = table(tmp_path / "problems.csv")
    assert list(rows[0]) == (
        ["code", "severity", "file", "sheet", "row", "column", "cell", "value", "message_id", "message_en"]
        + ["suggestion"]
    )
    assert [(r["code"], r["severity"], r["file"], r["row"]) for r in rows] == [
        (p["code"], p["severity"], p["file"], str(p["row"] or "")) for p in told
    ]
    assert [r["suggestion"] for r in rows if r["code"] == "unknown-sector"] == ["city_agency"]
    assert hashes(study) == before


def test_no_formula_and_no_personal_data_leave_in_the_table(tmp_path):
    rows = [*actors("A", "B"), {"id": "=1+1", "name": f"hubungi {NIK}", "sector": "ngo"}, *actors("=1+1")]
    study = write_study(tmp_path / "study", {"stakeholders": rows})
    assert invoke("check", study, "--csv", tmp_path / "p.csv").exit_code == 1
    text = (tmp_path / "p.csv").read_text(encoding="utf-8")
    assert NIK not in text
    assert "36…" in text
    assert "'=1+1" in {row["value"] for row in table(tmp_path / "p.csv")}


def test_the_marked_copy_shows_each_problem_at_its_cell(tmp_path, study):
    done = invoke("check", study, "--marked", tmp_path / "m.xlsx", "--language", "en")
    assert done.exit_code == 1
    assert done.stderr.strip().splitlines()[-1].endswith(f"Open: {tmp_path / 'm.xlsx'}")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == ["(ignore) problems", "stakeholders", "ties", "study"]
    sector = book["stakeholders"]["C4"]
    assert sector.value == "city_agencies"
    assert sector.fill.fgColor.rgb == "FFF4B6B0"
    assert "Did you mean “City agency (OPD)” (city_agency)" in sector.comment.text
    assert sector.comment.text.startswith("Error:")
    assert book["stakeholders"]["B2"].comment is None
    note = book["stakeholders"]["D4"]
    assert note.value == f"kepala: {NIK}"  # a copy of the study, which stays with its owner
    assert NIK not in note.comment.text
    assert book["ties"]["B3"].comment.text.startswith("Error:")
    assert "seeed" in [cell.value for cell in book["study"]["A"]]
    links = [row[1].hyperlink.location for row in book.worksheets[0].iter_rows(min_row=5) if row[1].hyperlink]
    assert "'stakeholders'!C4" in links
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []


def test_the_marked_copy_speaks_the_language_asked_for(tmp_path, study):
    invoke("check", study, "--marked", tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames[0] == "(abaikan) masalah"
    assert book["stakeholders"]["C4"].comment.text.startswith("Kesalahan:")


def test_the_marked_copy_is_a_study_with_the_same_problems_at_the_same_rows(tmp_path, study):
    invoke("check", study, "--marked", tmp_path / "m.xlsx")

    def told(path):
        return sorted((p.code, p.origin.row, p.origin.column) for p in problems_of(path) if p.code != "unknown-setting")

    assert told(tmp_path / "m.xlsx") == told(study)


def test_a_workbook_is_marked_like_a_folder_and_a_marked_one_again(tmp_path, study):
    first, second = tmp_path / "m.xlsx", tmp_path / "n.xlsx"
    assert invoke("check", study, "--marked", first).exit_code == 1
    assert invoke("check", first, "--marked", second).exit_code == 1
    cells = [openpyxl.load_workbook(path)["stakeholders"]["C4"].value for path in (first, second)]
    assert cells == ["city_agencies", "city_agencies"]


def test_the_bundled_case_is_copied_cell_by_cell(tmp_path):
    assert invoke("check", CASE, "--marked", tmp_path / "m.xlsx").exit_code == 0
    copy, own = read_folder(tmp_path / "m.xlsx").tables, read_folder(CASE).tables
    assert {name: t.content_sha256 for name, t in copy.items()} == {name: t.content_sha256 for name, t in own.items()}


def test_the_same_study_gives_the_same_bytes(tmp_path, study):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        files = {"csv": "p.csv", "marked": "m.xlsx", "same": "s.csv"}
        invoke("check", study, *(w for o, file in files.items() for w in (f"--{o}", tmp_path / name / file)))
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    assert len(hashes(tmp_path / "one")) == 3


def test_text_that_no_workbook_can_hold_is_shown_and_cut_loudly(tmp_path):
    long = "x" * 40_000
    rows = [*actors("A"), {"id": "B", "name": "B\x0b￾", "sector": "ngo", "note": long}]
    study = write_study(tmp_path / "study", {"stakeholders": rows})
    assert invoke("check", study, "--marked", tmp_path / "m.xlsx", "--language", "en").exit_code == 0
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["stakeholders"]
    assert sheet["B3"].value == "B□□"
    assert len(sheet["D3"].value) == 32_767
    assert "40,000 characters" in sheet["D3"].comment.text


def test_names_that_may_be_one_body_are_asked_once(tmp_path, study):
    path = tmp_path / "same.csv"
    done = invoke("check", study, "--same", path, "--language", "en")
    assert "1 pair of names may be one body" in done.stderr
    (row,) = table(path)
    assert (row["decision"], row["id_a"], row["id_b"], row["evidence"]) == ("", "D", "E", "abbreviation")
    assert row["place_b"] == "stakeholders.csv:6"
    with path.open(encoding="utf-8") as file:
        answered = file.read().replace("\n,", "\ntidak,")
    path.write_text(answered.replace(",", ";"), encoding="cp1252", errors="replace")  # as a spreadsheet saves it
    done = invoke("check", study, "--same", path, "--language", "en")
    assert "No further names" in done.stderr
    assert "possible-same-body" not in done.stderr
    assert [row["decision"] for row in table(path)] == ["tidak"]  # the answer is kept


def test_a_yes_is_kept_and_the_report_says_what_to_do_until_it_is_done(tmp_path):
    rows = {"stakeholders": [*actors("A"), *FAULTY["stakeholders"][3:]], "ties": ties("A-E", "A-D")}
    study, path = write_study(tmp_path / "study", rows), tmp_path / "same.csv"
    invoke("check", study, "--same", path)
    answer(path, "ya")
    done = invoke("check", study, "--same", path)
    assert done.exit_code == 0
    (warning,) = (line for line in done.stderr.splitlines() if line.endswith("[same-body-confirmed]"))
    assert warning.startswith("! stakeholders.csv:4")
    assert "Anda menjawab ya di same.csv (baris 2)" in warning
    assert "“Dinkes” di kolom aliases (alias) pada “Dinas Kesehatan” (baris 3), hapus baris 4" in warning
    assert "ganti E dengan D di: ties.csv:2:to" in warning
    assert "possible-same-body" not in done.stderr
    assert f"synergy check {study} --same {path}" in done.stderr
    assert [row["decision"] for row in table(path)] == ["ya"]
    mended = [*rows["stakeholders"][:1], rows["stakeholders"][1] | {"aliases": "Dinkes"}]
    write_study(study, {"stakeholders": mended, "ties": ties("A-D")})
    done = invoke("check", study, "--same", path, "--json")
    assert json.loads(done.stdout)["problems"] == []


def answer(path: Path, word: str) -> None:
    """Write one answer beside each pair."""
    path.write_text(path.read_text(encoding="utf-8").replace("\n,", f"\n{word},"), encoding="utf-8")


def test_a_yes_for_a_name_without_an_actor_says_where_the_alias_goes(tmp_path):
    rows = {
        "stakeholders": [*actors("A"), {"id": "D", "name": "Dinas Sosial", "sector": "ngo"}],
        "ties": ties("A-Dinsos"),
    }
    study, path = write_study(tmp_path / "study", rows), tmp_path / "s.csv"
    invoke("check", study, "--same", path)
    answer(path, "yes")
    done = invoke("check", study, "--same", path, "--language", "en")
    assert "Put “Dinsos” into the column aliases of “Dinas Sosial” (row 3)" in done.stderr
    rows["stakeholders"][1]["aliases"] = "Dinsos"
    done = invoke("check", write_study(study, rows), "--same", path, "--json")
    assert json.loads(done.stdout)["problems"] == []


@pytest.mark.parametrize("word", ["sama", "mungkin", "ya?"])
def test_an_answer_that_is_neither_yes_nor_no_is_told_and_kept(tmp_path, study, word):
    path = tmp_path / "s.csv"
    invoke("check", study, "--same", path)
    answer(path, word)
    for _ in range(2):
        done = invoke("check", study, "--same", path)
        (line,) = (line for line in done.stderr.splitlines() if "[unclear-answer]" in line)
        assert line.startswith(f"! s.csv:2:decision  jawaban “{word}” tidak dikenal")
        assert "yes (ya)" in line
        assert "no (tidak)" in line
        assert [row["decision"] for row in table(path)] == [word]


def test_a_name_without_an_actor_is_held_against_those_known(tmp_path):
    rows = {
        "stakeholders": [*actors("A"), {"id": "D", "name": "Dinas Sosial", "sector": "ngo"}],
        "ties": ties("A-Dinsos"),
    }
    invoke("check", write_study(tmp_path / "study", rows), "--same", tmp_path / "s.csv")
    (row,) = table(tmp_path / "s.csv")
    assert {(row["name_a"], row["id_a"]), (row["name_b"], row["id_b"])} == {("Dinsos", ""), ("Dinas Sosial", "D")}


def test_the_bundled_case_has_nothing_to_ask(tmp_path):
    assert invoke("check", CASE, "--same", tmp_path / "s.csv").exit_code == 0
    assert table(tmp_path / "s.csv") == []


@pytest.mark.parametrize("option", ["--csv", "--marked", "--same"])
@pytest.mark.parametrize("target", ["ties.csv", "study.toml", "mandat.csv", ".", "missing/x.csv"])
def test_a_place_in_the_study_that_is_or_would_be_read_is_refused(study, option, target):
    before = hashes(study)
    done = invoke("check", study, option, study / target)
    assert done.exit_code == 2, done.output
    assert hashes(study) == before


@pytest.mark.parametrize(("option", "name", "ending"), [("--marked", "bad.csv", ".xlsx"), ("--csv", "p.xlsx", ".csv")])
def test_a_name_whose_ending_lies_about_its_content_is_refused(tmp_path, study, option, name, ending):
    done = invoke("check", study, option, tmp_path / name)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert f"harus berakhiran {ending}" in done.stderr
    assert not (tmp_path / name).exists()


def test_a_study_that_was_filled_in_is_not_taken_for_a_marked_copy(tmp_path, study):
    assert invoke("new", tmp_path / "mine", "--xlsx").exit_code == 0
    before = hashes(tmp_path / "mine")
    assert invoke("check", study, "--marked", tmp_path / "mine" / "study.xlsx").exit_code == 2
    assert hashes(tmp_path / "mine") == before


def test_a_linked_input_is_not_written_over(tmp_path, study):
    (tmp_path / "link.csv").symlink_to(study / "ties.csv")
    before = hashes(study)
    assert invoke("check", study, "--csv", tmp_path / "link.csv").exit_code == 2
    assert hashes(study) == before


@pytest.mark.parametrize("option", ["--csv", "--marked", "--same"])
def test_a_file_that_is_not_ours_is_not_written_over(tmp_path, study, option):
    (tmp_path / "mine.csv").write_text("my,own,table\n1,2,3\n", encoding="utf-8")
    done = invoke("check", study, option, tmp_path / "mine.csv")
    assert done.exit_code == 2
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "my,own,table\n1,2,3\n"


def test_our_own_files_are_written_anew(tmp_path, study):
    for _ in range(2):
        done = invoke("check", study, "--csv", tmp_path / "p.csv", "--marked", tmp_path / "m.xlsx")
        assert done.exit_code == 1, done.output


def test_one_name_for_two_files_is_refused(tmp_path, study):
    assert invoke("check", study, "--csv", tmp_path / "x.csv", "--same", tmp_path / "x.csv").exit_code == 2
    assert not (tmp_path / "x.csv").exists()


def test_nothing_is_left_where_a_file_cannot_be_put_in_place(tmp_path, study, monkeypatch):
    def fails(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    done = invoke("check", study, "--csv", tmp_path / "p.csv", "--language", "en")
    assert done.exit_code == 2
    assert "No space left" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["study"]


def test_an_unreadable_study_still_gets_its_files(tmp_path):
    study = write_study(tmp_path / "study", {"stakeholders": actors("A", "B")})
    (study / "ties.csv").write_bytes(b'from,to\nA,"B\n')
    done = invoke("check", study, "--csv", tmp_path / "p.csv", "--marked", tmp_path / "m.xlsx")
    assert done.exit_code == 1
    assert [row["code"] for row in table(tmp_path / "p.csv")] == ["quote-not-closed"]
    first = openpyxl.load_workbook(io.BytesIO((tmp_path / "m.xlsx").read_bytes())).worksheets[0]
    assert first["E5"].value == "quote-not-closed"


def test_warnings_follow_into_the_briefing(tmp_path):
    rows = [*actors("A", "B"), {"id": "C", "name": f"Bagian {NIK}", "sector": "ngo"}]
    study = write_study(tmp_path / "study", {"stakeholders": rows, "ties": ties("A-B")})
    assert codes(problems_of(study)) == ["personal-data-number"]
    done = invoke("analyse", study, "-o", tmp_path / "out", "--only", "briefing,tables", "--language", "en")
    assert done.exit_code == 0, done.output
    assert "gave 1 warning" in (tmp_path / "out" / "briefing.en.html").read_text(encoding="utf-8")
    (row,) = table(tmp_path / "out" / "tables" / "problems.csv")
    assert NIK not in "".join(row.values())
