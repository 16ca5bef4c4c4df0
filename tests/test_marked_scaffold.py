"""The marked copy of a workbook made by ``synergy new`` is as good to mend in as the original."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import openpyxl
import pytest

from synergy.outputs.study.scaffold import scaffold
from tests.test_command_line import invoke

ROWS = {  # sheet, row: cells by header, as a person fills them in
    ("aktor", 4): {"kode": "A10", "nama": "Dinas Kesehatan", "sektor": "Perangkat derah", "catatan": "x" * 200},
    ("aktor", 5): {"kode": "A11", "nama": "Kepolisian Resor", "sektor": "Kepolisian dan peradilan"},
    ("hubungan", 3): {"dari": "Dinas Kesehatan", "ke": "(contoh) Dinas Sosial", "jenis": "Rujukan", "status": "ada"},
    ("studi", 16): {"kunci": "judull", "nilai": "Studi"},
}


def load(path: Path, **options):
    with warnings.catch_warnings():  # openpyxl knows no print area of whole columns
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, **options)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    assert invoke("new", tmp_path / "study", "--xlsx", "--preset", "kla").exit_code == 0
    path = tmp_path / "study" / "study.xlsx"
    book = load(path)
    for (sheet, row), cells in ROWS.items():
        heads = {str(cell.value).split(" (")[0]: cell.column for cell in book[sheet][1]}
        for header, text in cells.items():
            book[sheet].cell(row, heads[header]).value = text
    book.save(path)
    return path


@pytest.fixture
def marked(tmp_path: Path, study: Path) -> Path:
    path = tmp_path / "m.xlsx"
    assert invoke("check", study, "--marked", path).exit_code == 1
    return path


def column_of(sheet, header: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if str(cell.value).split(" (")[0] == header)


def test_it_has_every_sheet_drop_down_and_note_of_the_original(study, marked):
    original, copy = load(study), load(marked)
    assert copy.sheetnames == ["(abaikan) masalah", *original.sheetnames]
    for sheet in original:
        rules = {(str(r.sqref), r.formula1) for r in sheet.data_validations.dataValidation}
        assert {(str(r.sqref), r.formula1) for r in copy[sheet.title].data_validations.dataValidation} == rules
        for head in sheet[1]:
            if head.comment:
                assert head.comment.text in copy[sheet.title][head.coordinate].comment.text
    assert copy["(abaikan) daftar nama"].sheet_state == "hidden"
    assert [cell.value for cell in copy["Petunjuk"]["A"]] == [cell.value for cell in original["Petunjuk"]["A"]]


def test_its_lists_hold_the_names_of_the_study_before_anything_is_computed(marked):
    names = load(marked, data_only=True)["(abaikan) daftar nama"]
    assert [names.cell(row, 2).value for row in range(2, 5)] == ["Dinas Kesehatan", "Kepolisian Resor", None]
    assert [names.cell(row, 1).value for row in range(2, 8)] == [0, 0, 1, 2, 2, 2]


def test_examples_keep_their_text_and_carry_no_comment(marked):
    book, new = load(marked), scaffold("id", "kla")
    sheet = book["aktor"]
    shown = [sheet[f"{column_of(sheet, 'nama')}{row}"] for row in (2, 3)]
    assert [cell.value for cell in shown] == [row["name"] for row in new.examples("stakeholders")]
    assert all(cell.font.italic for cell in shown)
    with_comment = {cell.coordinate for rows in sheet.iter_rows(min_row=2) for cell in rows if cell.comment}
    assert with_comment == {f"{column_of(sheet, 'sektor')}4"}
    assert [row[4].value for row in book.worksheets[0].iter_rows(min_row=5)].count("example-rows") == 1


def test_an_unknown_setting_is_marked_at_its_key_and_every_key_keeps_its_row(study, marked):
    sheet, original = load(marked)["studi"], load(study)["studi"]
    assert [cell.value for cell in sheet["A"]] == [cell.value for cell in original["A"]]
    assert [cell.value for cell in sheet["C"]] == [cell.value for cell in original["C"]]
    assert sheet["A16"].comment.text.startswith("Kesalahan:")
    assert sheet["B16"].comment is None


def test_rows_are_as_tall_as_their_text(marked):
    book = load(marked)
    sheet = book["aktor"]
    width = sheet.column_dimensions[column_of(sheet, "catatan")].width
    assert sheet.row_dimensions[4].height >= 15 * 200 / width
    problems = book.worksheets[0]
    for row in range(5, problems.max_row + 1):
        message = str(problems.cell(row, 3).value)
        assert problems.row_dimensions[row].height >= 15 * (len(message) / problems.column_dimensions["C"].width)


def test_checked_again_it_says_the_same_and_nothing_of_its_own_sheets(study, marked):
    def told(path):
        problems = json.loads(invoke("check", path, "--json").stdout)["problems"]
        return [(p["code"], p["sheet"], p["row"], p["column"], p["message"]["id"]) for p in problems]

    assert told(marked) == told(study)
    assert not {code for code, *_ in told(marked)} & {"unknown-sheet", "unread-sheet"}


def test_a_copy_of_the_copy_is_the_same(tmp_path, marked):
    assert invoke("check", marked, "--marked", tmp_path / "n.xlsx").exit_code == 1
    one, other = load(marked), load(tmp_path / "n.xlsx")
    for sheet in one.worksheets[1:]:
        assert [[c.value for c in r] for r in sheet.iter_rows()] == [
            [c.value for c in r] for r in other[sheet.title].iter_rows()
        ]
