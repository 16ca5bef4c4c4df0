"""Nothing that looks like a table is passed over without a word, and the word says what it looks like."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from synergy.language import LANGUAGES, open_catalogue
from synergy.problems import Severity
from synergy.tables.likeness import table_like
from tests.conftest import write_study
from tests.dataset.small import CLEAN, problems_of, read
from tests.tables.test_xlsx import workbook
from tests.test_command_line import invoke

LIKE = [
    (["dari", "ke"], "ties"),
    (["Dari Instansi", "Ke Instansi", "Jenis"], "ties"),
    (["source", "target"], "ties"),
    (["No", "Nama Instansi", "Alamat"], "stakeholders"),
    (["nama", "sektor"], "stakeholders"),
    (["id", "nama", "klaster"], "programmes"),
    (["aktor", "program", "peran"], "participation"),
    (["aktor", "fungsi"], "mandates"),
    (["program_a", "program_b"], "dependencies"),
    (["topik", "pernyataan"], "claims"),
    (["judul", "penulis"], "sources"),
    (["daftar", "istilah"], "vocabulary"),
    (["bulan", "suhu"], ""),
    (["Aktor"], ""),
    ([], ""),
]


@pytest.mark.parametrize(("header", "table"), LIKE)
def test_a_table_is_guessed_from_its_columns(header, table):
    assert table_like(header) == table


def told(path: Path) -> dict[str, tuple[str, Severity]]:
    return {p.origin.sheet or p.origin.file: (p.code, p.severity) for p in problems_of(path)}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path / "study.xlsx", CLEAN).parent


def test_tables_beside_a_workbook_are_told(book):
    (book / "hubungan.txt").write_text("dari\tke\nA1\tA2\n", encoding="utf-8")
    (book / "kerjasama.csv").write_text("dari;ke\nA1;A2\n", encoding="utf-8")
    (book / "catatan.txt").write_text("Rapat, lalu makan siang\nPulang\n", encoding="utf-8")
    (book / "study-lama.xlsx").write_bytes((book / "study.xlsx").read_bytes())
    (book / "lama.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (book / "lama.ods").write_bytes(b"PK")
    assert told(book) == {
        "hubungan.txt": ("table-beside-workbook", Severity.WARNING),
        "kerjasama.csv": ("table-beside-workbook", Severity.WARNING),
        "study-lama.xlsx": ("other-workbook", Severity.WARNING),
        "lama.xls": ("other-format", Severity.WARNING),
        "lama.ods": ("other-format", Severity.WARNING),
    }


def test_a_check_does_not_call_a_study_fine_that_has_unread_tables(tmp_path):
    study = write_study(tmp_path / "study", CLEAN)
    fine = open_catalogue("id").texts["check.fine"].partition("(")[0].partition("{")[0]
    assert fine in invoke("check", study).output
    (study / "kerjasama.csv").write_text("dari,ke\nA1,A2\n", encoding="utf-8")
    done = invoke("check", study)
    assert fine not in done.output
    assert "ties / hubungan" in done.output


def test_what_a_check_wrote_is_no_unread_table(tmp_path):
    study = write_study(tmp_path / "study", CLEAN)
    invoke("check", study, "--csv", study / "p.csv", "--same", study / "s.csv", "--marked", study / "m.xlsx")
    assert {severity for _, severity in told(study).values()} == {Severity.NOTICE}


def test_a_sheet_of_another_name_is_told_with_the_table_it_looks_like(tmp_path):
    def rename(opened):
        opened["ties"].title = "Kerja Sama"
        opened.create_sheet("Catatan")["A1"] = "x"

    path = workbook(tmp_path / "study.xlsx", CLEAN, rename)
    assert told(path) == {
        "Kerja Sama": ("unread-sheet", Severity.WARNING),
        "Catatan": ("unknown-sheet", Severity.NOTICE),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_table_of_actors_is_looked_for_under_another_name(tmp_path, language):
    def rename(opened):
        sheet = opened["stakeholders"]
        sheet.title, sheet["B1"] = "Daftar Instansi", "Nama Instansi"

    path = workbook(tmp_path / "study.xlsx", CLEAN, rename)
    (missing,) = [p for p in problems_of(path) if p.code == "missing-table"]
    text = open_catalogue(language).problem(missing)
    assert "“Daftar Instansi”" in text
    assert "aktor" in text
    assert "ties" not in text


@pytest.mark.parametrize("lock", ["~$study.xlsx", ".~lock.study.xlsx#"])
def test_a_workbook_that_is_open_is_told(book, lock):
    (book / lock).write_bytes(b"x")
    for study in (book, book / "study.xlsx"):
        assert told(study) == {"study.xlsx": ("workbook-open", Severity.NOTICE)}


def test_a_workbook_called_study_is_read_where_no_text_table_holds_the_actors(book):
    (book / "hubungan.csv").write_text("dari,ke\nA1,A2\n", encoding="utf-8")
    assert told(book) == {"hubungan.csv": ("table-beside-workbook", Severity.WARNING)}


COMMAS = [("0,8", 0.8, "decimal-comma"), ("0,125", None, "not-a-number"), ("1,500", None, "not-a-number")]


@pytest.mark.parametrize(("text", "value", "code"), COMMAS)
def test_a_decimal_comma_in_the_text_of_a_sheet_is_read_where_it_is_plain(tmp_path, text, value, code):
    study = {**CLEAN, "dependencies": [CLEAN["dependencies"][0] | {"weight": text}]}
    path = workbook(tmp_path / "study.xlsx", study)
    (problem,) = problems_of(path)
    assert (problem.code, problem.origin.column) == (code, "weight")
    if value is not None:
        assert problem.severity is Severity.NOTICE
        assert problem.values["count"] == 1


def test_a_decimal_comma_gives_the_number_that_is_meant(tmp_path):
    from synergy.dataset.build import build_dataset
    from synergy.tables import read_folder

    study = {**CLEAN, "dependencies": [CLEAN["dependencies"][0] | {"weight": "0,8"}]}
    dataset = build_dataset(read_folder(workbook(tmp_path / "study.xlsx", study)))
    assert dataset.dependencies[0].weight == 0.8
    assert load_workbook(tmp_path / "study.xlsx")["dependencies"]["C2"].value == "0,8"
    assert read(tmp_path / "csv", CLEAN).dependencies[0].weight == 0.5
