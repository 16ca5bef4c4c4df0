"""``synergy new``: what it writes, ``check`` accepts; what is added to it, ``analyse`` reads."""

from __future__ import annotations

import csv
import json
import warnings
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from synergy.cli import main
from synergy.dataset.columns import STUDY_KEYS, TABLES, Holds
from synergy.language import open_catalogue
from synergy.outputs.study.lists import is_real
from synergy.outputs.study.scaffold import ORDER, scaffold

LANGUAGES = ["id", "en"]
PRESETS = ["", "kla"]
COMBINATIONS = [(form, preset, language) for form in ("csv", "xlsx") for preset in PRESETS for language in LANGUAGES]
LIGHT = ["--only", "findings,tables"]


def invoke(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def make(folder: Path, form: str = "csv", preset: str = "", language: str = "en") -> Path:
    more = [*(["--xlsx"] if form == "xlsx" else []), *(["--preset", preset] if preset else [])]
    done = invoke("new", folder, "--language", language, *more)
    assert done.exit_code == 0, done.output
    return folder


def report(study: Path) -> dict:
    done = invoke("check", study, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def book_of(study: Path):
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # it knows no print area of whole columns
        warnings.simplefilter("ignore")
        return load_workbook(study / "study.xlsx")


@pytest.mark.parametrize(("form", "preset", "language"), COMBINATIONS)
def test_what_new_writes_check_accepts(tmp_path, form, preset, language):
    study = make(tmp_path / "study", form, preset, language)
    checked = report(study)
    assert {p["code"] for p in checked["problems"]} == {"example-rows"}
    assert {p["severity"] for p in checked["problems"]} == {"notice"}
    assert {a["used"] for a in checked["account"]} == {0}
    assert all(a["read"] == a["set_aside"] for a in checked["account"])
    assert invoke("check", study, "--strict").exit_code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_says_that_there_is_no_actor_yet_and_analyse_stops(tmp_path, language):
    study = make(tmp_path / "study", "csv", "", language)
    told = invoke("check", study, "--language", language).stderr.strip().splitlines()
    again = f"synergy check {study} --language {language}"
    assert told[-1] == open_catalogue(language).text("check.no_actor", command=again)
    assert sum("[example-rows]" in line for line in told) == 1
    done = invoke("analyse", study, "-o", tmp_path / "out", "--language", language, *LIGHT)
    assert (done.exit_code, "no-rows" in done.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def add_rows(study: Path, new, table: str, rows: list[dict[str, str]]) -> None:
    """Add rows below the examples as a person does: in the CSV file, or in the sheet."""
    is_text = not (study / "study.xlsx").exists()
    columns = [column.name for column in (TABLES[table] if is_text else new.columns(table))]
    cells = [[row.get(column, "") for column in columns] for row in rows]
    if is_text:
        with (study / f"{new.table(table)}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
        return
    book = book_of(study)
    for i, values in enumerate(cells, start=len(new.examples(table)) + 2):
        for place, value in enumerate(values, start=1):
            book[new.table(table)].cell(i, place).value = value or None
    book.save(study / "study.xlsx")


@pytest.mark.parametrize(("form", "preset", "language"), COMBINATIONS)
def test_a_few_rows_added_by_hand_are_analysed(tmp_path, form, preset, language):
    study, new = make(tmp_path / "study", form, preset, language), scaffold(language, preset)
    sector, kind = new.allowed(TABLES["stakeholders"][3])[3], new.allowed(TABLES["ties"][2])[0]
    add_rows(study, new, "stakeholders", [{"id": f"00{i}", "name": f"Badan {i}", "sector": sector} for i in (1, 2)])
    programme = new.indicators()[0] if preset else ""
    tie = {"from": "Badan 1", "to": "Badan 2", "type": kind, "status": new.allowed(TABLES["ties"][3])[0]}
    add_rows(study, new, "ties", [tie | {"programme": programme}])
    done = invoke("analyse", study, "-o", tmp_path / "out", "--language", language, *LIGHT)
    assert done.exit_code == 0, done.output
    with (tmp_path / "out" / "tables" / "actors.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["name"], row["degree"]) for row in rows] == [
        ("001", "Badan 1", "1"),
        ("002", "Badan 2", "1"),
    ]
    assert {p["code"] for p in report(study)["problems"]} == {"example-rows"}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_case_is_a_study_without_any_problem(tmp_path, preset, language):
    study = make(tmp_path / "study", "csv", preset, language)
    case = study / open_catalogue(language).text("new.case_folder")
    assert report(case)["problems"] == []
    done = invoke("analyse", case, "-o", tmp_path / "out", "--language", language, *LIGHT)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_its_note_and_the_case_only_columns_of_the_format(language):
    new = scaffold(language)
    for table in ORDER:
        assert all(new.note(table, column) for column in TABLES[table])
        assert set(new.case(table)[0]) <= {column.name for column in TABLES[table]}
    assert all(new.words.has(f"new.study.{key}") for key in STUDY_KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_the_workbook_offers_every_word_and_name(tmp_path, preset, language):
    book, new = book_of(make(tmp_path / "study", "xlsx", preset, language)), scaffold(language, preset)
    for table in ORDER:
        sheet = book[new.table(table)]
        assert sheet.freeze_panes
        rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
        assert sorted(column.name for column in new.columns(table)) == sorted(c.name for c in TABLES[table])
        assert {c.name for c in TABLES[table] if c.required} <= {c.name for c in new.main_columns(table)}
        for place, column in enumerate(new.columns(table)):
            head = sheet.cell(1, place + 1)
            mark = f" ({new.text('required')})" if column.required else ""
            assert head.value == new.header(column) + mark
            assert new.note(table, column) in head.comment.text
            rule = rules.get(sheet.cell(2, place + 1).coordinate)
            if new.allowed(column):
                assert rule.type == "list", (table, column.name)
                assert words_offered(book, rule.formula1) == list(new.allowed(column))
                assert str(rule.sqref).endswith("501")
            elif column.kind is Holds.REFERENCE:
                assert rule.formula1.startswith("OFFSET("), (table, column.name)


def words_offered(book, formula: str) -> list[str]:
    sheet, cells = formula.split("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]


def test_with_a_preset_its_indicators_are_offered_before_the_programmes_of_the_study(tmp_path):
    book, new = book_of(make(tmp_path / "study", "xlsx", "kla", "id")), scaffold("id", "kla")
    names = book["(abaikan) daftar nama"]
    assert names.sheet_state == "hidden"
    offered, known = [cell.value for cell in names["D"]], list(new.indicators())
    assert offered[1 : 1 + len(known)] == known
    assert offered[1 + len(known)] == '=IFERROR(INDEX(program!$B$1:$B$501,MATCH(1,C$2:C$501,0)+1)&"","")'
    (rule,) = (r for r in book["peran"].data_validations.dataValidation if "B2" in str(r.sqref))
    assert rule.formula1.endswith(f"$D$1,1,0,{len(known)}+MAX('(abaikan) daftar nama'!$C$2:$C$501),1)")


@pytest.mark.parametrize("preset", PRESETS)
def test_no_list_offers_an_example(tmp_path, preset):
    book = book_of(make(tmp_path / "study", "xlsx", preset, "id"))
    count = book["(abaikan) daftar nama"]["A2"].value
    assert 'LEFT(INDEX(aktor!$B$1:$B$501,2),8)="(contoh)"' in count
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            assert "contoh" not in rule.formula1
            assert not rule.formula1.startswith("OFFSET(aktor")


def test_what_a_list_offers_are_the_names_of_rows_that_are_real():
    given = ["(contoh) Dinas Sosial", "Badan 1", "", "(Contoh) x", "Badan 2"]
    assert [name for name in given if is_real(name, "(contoh)")] == ["Badan 1", "Badan 2"]


def test_a_sheet_called_like_one_of_ours_in_another_workbook_is_not_passed_over_in_silence(tmp_path):
    study = make(tmp_path / "study", "xlsx", "", "id")
    book = book_of(study)
    del book["Petunjuk"]
    book.save(study / "study.xlsx")
    assert [p["sheet"] for p in report(study)["problems"] if p["code"] != "example-rows"] == ["pilihan"]


EXAMPLE_ACTORS = {
    "an example in the first cell": ({"from": "(contoh) Dinas Sosial", "to": "Badan 2"}, "begins-as-example", "dari"),
    "an example in another cell": ({"from": "Badan 1", "to": "(contoh) Dinas Sosial"}, "names-example", "ke"),
    "an example as a source": (
        {"from": "Badan 1", "to": "Badan 2", "source": "(contoh) S1"},
        "names-example",
        "sumber",
    ),
    "an example as the one who reports": (
        {"from": "Badan 1", "to": "Badan 2", "reported_by": "(contoh) Dinas Sosial"},
        "names-example",
        "dilaporkan_oleh",
    ),
}


@pytest.mark.parametrize("name", EXAMPLE_ACTORS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_tie_that_names_an_example_is_told_as_such(tmp_path, form, name):
    row, code, column = EXAMPLE_ACTORS[name]
    study, new = make(tmp_path / "study", form, "", "id"), scaffold("id")
    sector = new.allowed(TABLES["stakeholders"][3])[3]
    add_rows(study, new, "stakeholders", [{"id": f"B{i}", "name": f"Badan {i}", "sector": sector} for i in (1, 2)])
    add_rows(study, new, "ties", [{"type": "Rujukan", "status": "ada", **row}])
    done = invoke("check", study, "--json")
    told = [
        (p["code"], p["row"], p["column"]) for p in json.loads(done.stdout)["problems"] if p["severity"] != "notice"
    ]
    assert told == [(code, 3, column)]
    assert done.exit_code == (code == "names-example")


def test_an_example_marked_by_hand_to_be_left_out_raises_no_question(tmp_path):
    study, new = make(tmp_path / "study", "csv", "", "id"), scaffold("id")
    sector = new.allowed(TABLES["stakeholders"][3])[3]
    add_rows(study, new, "stakeholders", [{"id": f"B{i}", "name": f"Badan {i}", "sector": sector} for i in (1, 2)])
    add_rows(study, new, "ties", [{"from": "(abaikan) Badan 1", "to": "Badan 2"}])
    assert {p["code"] for p in report(study)["problems"]} == {"example-rows"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_prints_on_a4_and_is_not_protected(tmp_path, language):
    for sheet in book_of(make(tmp_path / "study", "xlsx", "kla", language)):
        assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == ("9", "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert not sheet.protection.sheet


def test_a_table_prints_its_main_columns_with_the_header_on_every_page(tmp_path):
    study = make(tmp_path / "study", "xlsx", "", "id")
    with zipfile.ZipFile(study / "study.xlsx") as package:
        names = package.read("xl/workbook.xml").decode()
    main = len(scaffold("id").main_columns("stakeholders"))
    assert f"aktor!$A:${'ABCDEFGHIJ'[main - 1]}<" in names
    assert "aktor!$1:$1<" in names
    header = book_of(study)["aktor"].oddHeader.left.text
    assert "kolom abu-abu" in header


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_same_bytes_twice(tmp_path, form):
    one, other = (make(tmp_path / name, form, "kla", "id") for name in ("one", "other"))
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)


def test_a_folder_that_holds_anything_is_left_alone(tmp_path):
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "mine.txt").write_text("mine")
    done = invoke("new", tmp_path / "study", "--language", "en")
    assert done.exit_code == 2
    assert [path.name for path in (tmp_path / "study").iterdir()] == ["mine.txt"]
    (tmp_path / "study" / "mine.txt").unlink()
    assert invoke("new", tmp_path / "study").exit_code == 0


def test_places_and_presets_that_cannot_be_used(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    for arguments in (["."], ["file"], ["no/study"], ["study", "--preset", "nothing"], ["study", "--preset", "../x"]):
        done = invoke("new", *arguments)
        assert done.exit_code == 2, (arguments, done.output)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
