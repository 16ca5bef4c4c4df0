"""What is read from a folder, and what is left alone."""

from __future__ import annotations

import pytest

from synergy.problems import UnusablePlace
from synergy.tables import read_folder
from tests.conftest import actors, write_study


def test_a_place_that_is_not_there(tmp_path):
    with pytest.raises(UnusablePlace) as caught:
        read_folder(tmp_path / "nowhere")
    assert caught.value.code == "no-folder"


def test_a_folder_without_stakeholders_is_a_problem(tmp_path):
    (tmp_path / "stakeholder.csv").write_text("id,name,sector\n", encoding="utf-8")
    problems = {problem.code: problem for problem in read_folder(tmp_path).problems}
    assert problems["unknown-table"].suggestion == "stakeholders"
    assert problems["missing-table"].values["seen"] == "stakeholder"


def test_subfolders_and_other_files_are_left_alone(tmp_path):
    write_study(tmp_path, {"stakeholders": actors("A1")})
    write_study(tmp_path / "base", {"ties": [{"from": "A1", "to": "A2"}]})
    (tmp_path / "README.md").write_text("hello", encoding="utf-8")
    tables = read_folder(tmp_path)
    assert list(tables.tables) == ["stakeholders"]
    assert tables.problems == ()


def test_a_folder_called_like_the_file_of_a_table_is_told(tmp_path):
    write_study(tmp_path, {"stakeholders": actors("A1")})
    (tmp_path / "ties.csv").mkdir()
    assert [(p.code, p.origin.file) for p in read_folder(tmp_path).problems] == [("folder-like-table", "ties.csv")]


def test_rows_are_numbered_by_the_line_they_start_on(tmp_path):
    (tmp_path / "stakeholders.csv").write_bytes(b'id,name,sector\r\nA,"x\ny",s\n\nB,y,s\rC,z,s\n')
    rows = read_folder(tmp_path).tables["stakeholders"].rows
    assert [(row.origin.row, row.cells["id"]) for row in rows] == [(2, "A"), (5, "B"), (6, "C")]


def test_blank_rows_are_counted(tmp_path):
    (tmp_path / "stakeholders.csv").write_bytes(b"id,name,sector\n\nA,x,s\n,,\n \nB,y,s\n\n")
    table = read_folder(tmp_path).tables["stakeholders"]
    assert (len(table.rows), table.blank_rows) == (2, 4)


def test_one_table_under_two_names_is_a_problem(tmp_path):
    write_study(tmp_path, {"stakeholders": actors("A1"), "aktor": actors("A2")})
    assert [problem.code for problem in read_folder(tmp_path).problems] == ["table-twice"]


def test_the_encoding_can_be_told(tmp_path):
    (tmp_path / "stakeholders.csv").write_bytes("id,name,sector\nA,Ж,s\n".encode("cp1251"))
    tables = read_folder(tmp_path, encoding="cp1251")
    assert tables.tables["stakeholders"].rows[0].cells["name"] == "Ж"
    with pytest.raises(UnusablePlace) as caught:
        read_folder(tmp_path, encoding="klingon")
    assert caught.value.code == "unknown-encoding"


def test_a_study_may_be_a_table_of_keys(tmp_path):
    write_study(tmp_path, {"stakeholders": actors("A1"), "studi": [{"kunci": "judul", "nilai": "Sinergi"}]})
    study = read_folder(tmp_path).study
    assert study is not None
    assert study.values == {"judul": "Sinergi"}


def test_one_file_may_be_the_study(tmp_path):
    write_study(tmp_path, {"stakeholders": actors("A1"), "ties": [{"from": "A1", "to": "A2"}]})
    assert list(read_folder(tmp_path / "stakeholders.csv").tables) == ["stakeholders"]


def test_rows_marked_as_examples_are_left_out_and_told(tmp_path):
    rows = ["id,name,sector", "(contoh) A1,Dinas Sosial,ngo", "B,(example) real all the same,ngo", ",(Example) C,ngo"]
    (tmp_path / "stakeholders.csv").write_text("\n".join(rows), encoding="utf-8")
    tables = read_folder(tmp_path)
    table = tables.tables["stakeholders"]
    assert ([row.origin.row for row in table.rows], table.example_rows) == ([3], 2)
    (notice,) = tables.problems
    assert (notice.code, notice.origin.row, notice.values) == ("example-rows", 2, {"count": 2})


def test_the_mark_of_a_required_column_is_no_part_of_its_name(tmp_path):
    (tmp_path / "aktor.csv").write_text("kode (wajib),nama (wajib),Sector (required)\nA,B,ngo\n", encoding="utf-8")
    assert read_folder(tmp_path).tables["stakeholders"].header == ("kode", "nama", "Sector")
