"""Workbooks: what cells show is read, what cannot be known is named with its cell."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from synergy.dataset.build import build_dataset
from synergy.tables import read_folder
from tests.conftest import write_study
from tests.dataset.small import CLEAN, clean, problems_of
from tests.dataset.test_laws import content


def workbook(
    path: Path, study: dict[str, list[dict[str, str]]], edit: Callable[[Workbook], object] | None = None
) -> Path:
    """Write a study as a workbook, each table a sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in study.items():
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) or None for column in columns])
    if edit:
        edit(book)
    book.save(path)
    return path


def found(path: Path) -> list[tuple[str, str | None, object]]:
    """Code, sheet and cell of every problem."""
    return [(p.code, p.origin.sheet, p.values.get("cell")) for p in problems_of(path)]


def test_a_workbook_and_a_folder_give_the_same_study(tmp_path):
    book = workbook(tmp_path / "study.xlsx", CLEAN)
    folder = write_study(tmp_path / "csv", CLEAN)
    one, other = (build_dataset(read_folder(place)) for place in (book, folder))
    assert [a.name for a in one.actors] == [a.name for a in other.actors]
    without = lambda dataset: content(dataset).split("account=")[0]  # noqa: E731
    assert without(one) == without(other)


def test_a_folder_with_one_workbook_is_a_study(tmp_path):
    workbook(tmp_path / "study.xlsx", CLEAN)
    (tmp_path / "study.toml").write_text('title = "T"', encoding="utf-8")
    assert build_dataset(read_folder(tmp_path)).study.title == "T"


def titles(book):
    book["ties"].insert_rows(1, 3)
    book["ties"]["A1"] = "Daftar hubungan"


def formula(book):
    book["ties"]["A2"] = "=B2"


def error(book):
    book["ties"]["A2"] = "#REF!"
    book["ties"]["A2"].data_type = "e"


def merged(book):
    book["ties"].merge_cells("A2:A3")


def ignored(book):
    book.create_sheet("(ignore) notes")["A1"] = "x"


def unknown(book):
    book.create_sheet("Lembar1")["A1"] = "x"


def misspelt(book):
    book["ties"].title = "tie"


def hidden(book):
    book["claims"].sheet_state = "hidden"


def far_away(book):
    book["ties"].cell(1_048_576, 3).number_format = "0.00"


def two_rows_of_header(book):
    sheet = book["dependencies"]
    sheet.insert_rows(1)
    sheet["A1"], sheet["C1"], sheet["A2"], sheet["B2"], sheet["C2"] = (
        "Pair",
        "weight",
        "programme_a",
        "programme_b",
        None,
    )
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:C2")


CASES = [
    (titles, [("title-rows", "ties", None)]),
    (formula, [("formula-without-value", "ties", "A2")]),
    (error, [("error-cell", "ties", "A2")]),
    (merged, [("merged-cells", "ties", "A2:A3"), ("missing-value", "ties", "A3")]),
    (ignored, [("unknown-sheet", "(ignore) notes", None)]),
    (unknown, [("unknown-sheet", "Lembar1", None)]),
    (misspelt, [("unknown-sheet", "tie", None)]),
    (hidden, [("hidden-sheet", "claims", None)]),
    (far_away, []),
    (two_rows_of_header, [("merged-header", "dependencies", None), ("title-rows", "dependencies", None)]),
]


@pytest.mark.parametrize(("edit", "expected"), CASES)
def test_each_oddity_of_a_workbook(tmp_path, edit, expected):
    problems = found(workbook(tmp_path / "study.xlsx", clean(), edit))
    assert problems == expected


def test_a_fault_names_its_cell(tmp_path):
    study = clean()
    study["ties"][0]["to"] = "A9"
    assert found(workbook(tmp_path / "study.xlsx", study)) == [("unknown-actor", "ties", "B2")]


def test_numbers_and_dates_are_read_as_they_are_meant(tmp_path):
    def edit(book):
        book["stakeholders"]["A2"], book["ties"]["A2"], book["ties"]["A3"] = 1, 1, "1"
        book["stakeholders"]["E4"], book["sources"]["D2"] = "1", 1
        book["stakeholders"]["F4"], book["claims"]["E2"], book["participation"]["A2"] = "1", "1", 1
        book["mandates"]["A2"] = 1.0
        book["sources"]["C2"] = datetime.datetime(2020, 10, 7)  # noqa: DTZ001

    study = clean()
    study["stakeholders"][2]["parent"] = ""
    study["claims"][0]["actors"] = "A2"
    dataset = build_dataset(read_folder(workbook(tmp_path / "study.xlsx", study, edit)))
    assert "1" in dataset.actor
    assert dataset.sources[0].date == "2020-10-07"


OTHERS = [
    ("study.xlsx", b"", "empty-file"),
    ("study.xlsx", b"id,name,sector\nA,B,community\n", "not-a-workbook"),
    ("study.xlsx", b"<html><table></table></html>", "not-a-workbook"),
    ("study.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked-workbook"),
    ("study.xlsx", b"PK\x03\x04half", "damaged-workbook"),
    ("study.xls", b"\xd0\xcf\x11\xe0", "other-format"),
    ("study.ods", b"PK", "other-format"),
    ("study.xlsm", b"PK", "other-format"),
]


@pytest.mark.parametrize(("name", "raw", "code"), OTHERS)
def test_what_is_no_workbook_is_refused_by_name(tmp_path, name, raw, code):
    (tmp_path / name).write_bytes(raw)
    assert code in {problem.code for problem in problems_of(tmp_path / name)}


def test_half_a_workbook_is_damaged(tmp_path):
    path = workbook(tmp_path / "study.xlsx", CLEAN)
    path.write_bytes(path.read_bytes()[:3000])
    assert [code for code, _, _ in found(path)] == ["damaged-workbook"]


def test_a_part_that_swells_is_not_unpacked(tmp_path):
    path = workbook(tmp_path / "study.xlsx", CLEAN)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet99.xml", b" " * 50_000_000)
    assert [code for code, _, _ in found(path)] == ["oversized-workbook"]


def test_entities_are_refused(tmp_path):
    path = workbook(tmp_path / "study.xlsx", CLEAN)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/extra.xml", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>')
    assert [code for code, _, _ in found(path)] == ["damaged-workbook"]


def test_any_damage_to_a_workbook_ends_in_a_dataset_or_in_problems(tmp_path):
    path = workbook(tmp_path / "study.xlsx", CLEAN)
    whole = path.read_bytes()
    chance = Random(3)
    for _ in range(30):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged))
        problems_of(path)
