"""Personal data are named by their cell and never repeated; a row about one child is refused."""

from __future__ import annotations

import pytest

from synergy.dataset.checks.personal_data import found_in, masked
from synergy.language import LANGUAGES, open_catalogue
from synergy.problems import InvalidInput, Severity
from tests.conftest import CASE, write_study
from tests.dataset.small import clean, codes, problems_of, read

PERSONAL = [
    ("NIK 3674011203450001", "personal-data-number"),
    ("3674-0112-0345-0001 (KTP)", "personal-data-number"),
    ("367401 120345 0001", "personal-data-number"),
    ("3674.0123.4567.0001", "personal-data-number"),
    ("3674 0123 4567 0001", "personal-data-number"),
    ("36.74.01.120345.0001", "personal-data-number"),
    ("NIP 196501011990031001", "personal-data-number"),
    ("NIP 19650101 199003 1 001", "personal-data-number"),
    ("3.67401120345e+15", "personal-data-number"),  # what a spreadsheet makes of a NIK
    ("tulis ke budi.s@contoh.go.id", "personal-data-email"),
    ("WA 0812-3456-7890", "personal-data-phone"),
    ("+62 812 3456 7890", "personal-data-phone"),
    ("(021) 7538 1234", "personal-data-phone"),
    ("+1 202 555 0143", "personal-data-phone"),
]
HARMLESS = [
    "UU 35/2014 pasal 59; Perda 1/2018",
    "2018 2019 2020 2021",
    "2018-2019, 2020-2021",
    "2018-2019-2020-2021",
    "1000 2000 3000 4000",
    "12345678901234567890",
    "Rp 1.250.000.000",
    "0.1234567890123456",
    "A01; A02; A0034",
    "https://contoh.id/orang@contoh.id/3674011203450001/081234567890",
    "doi:10.1145/1180875.1180929",
    "surel: @tangselkota",
    "§3, informan 1, paragraf 4",
    "",
]


@pytest.mark.parametrize(("text", "code"), PERSONAL)
def test_personal_data_are_found_in_any_cell_of_text_and_masked(tmp_path, text, code):
    study = clean()
    study["claims"][0]["statement"] = text
    (problem,) = problems_of(write_study(tmp_path, study))
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert (problem.origin.file, problem.origin.row, problem.origin.column) == ("claims.csv", 2, "statement")
    assert problem.value.endswith("…")
    assert len(problem.value) == 3
    for language in LANGUAGES:
        told = open_catalogue(language).problem(problem)
        assert not any(part in told for part in text.split() if sum(c.isdigit() for c in part) > 3 or "@" in part)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_personal_data_is_left_alone(text):
    assert list(found_in(text)) == []
    assert masked(text) == text or text.startswith("https://")


def test_lists_references_and_columns_of_your_own_are_looked_at_too(tmp_path):
    study = clean()
    study["stakeholders"][0] |= {"aliases": "Dinsos;kontak@contoh.id", "telepon": "081234567890"}
    study["stakeholders"][1] |= {"telepon": ""}
    study["stakeholders"][2] |= {"telepon": ""}
    found = [(p.code, p.origin.column) for p in problems_of(write_study(tmp_path, study))]
    assert ("personal-data-email", "aliases") in found
    assert ("personal-data-phone", "telepon") in found


@pytest.mark.parametrize(
    ("table", "edit", "code"),
    [
        ("requirements", {"priority": "3674011203450001"}, "personal-data-number"),
        ("ties", {"type": "0812-3456-7890"}, "personal-data-phone"),
        ("ties", {"status": "ani@contoh.id"}, "personal-data-email"),
        ("programmes", {"valid_from": "ani@contoh.id"}, "personal-data-email"),
        ("claims", {"stance": "36.74.01.120345.0001"}, "personal-data-number"),
    ],
)
def test_every_column_is_looked_through_whatever_it_is_to_hold(tmp_path, table, edit, code):
    study = clean()
    study[table][0] |= edit
    found = [(p.code, p.origin.column) for p in problems_of(write_study(tmp_path, study))]
    assert (code, next(iter(edit))) in found


def test_a_column_of_web_addresses_is_left_alone(tmp_path):
    study = clean()
    study["sources"][0]["url"] = "drive.contoh.id/3674011203450001"
    assert problems_of(write_study(tmp_path, study)) == ()
    assert read(tmp_path, study).sources[0].url == "drive.contoh.id/3674011203450001"


@pytest.mark.parametrize(
    ("table", "column"), [("stakeholders", "id"), ("programmes", "id"), ("claims", "id"), ("vocabulary", "term")]
)
def test_personal_data_in_an_id_are_an_error(tmp_path, table, column):
    study = clean()
    study[table].append(dict(study[table][-1]) | {column: "081234567890", "name": "Kader"})
    errors = [p for p in problems_of(write_study(tmp_path, study)) if p.severity is Severity.ERROR]
    assert [(p.code, p.value) for p in errors] == [("personal-data-in-id", "08…")]


@pytest.mark.parametrize("sector", ["children_youth", "families"])
def test_a_row_about_one_child_is_refused_with_the_reason_and_without_the_name(tmp_path, sector):
    study = clean()
    study["stakeholders"][2] |= {"name": "anak korban A", "sector": sector, "kind": "person"}
    for row in study["stakeholders"][:2]:
        row["kind"] = "organisation"
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, study)
    (problem,) = caught.value.problems
    assert (problem.code, problem.origin.row, problem.origin.column) == ("row-about-one-child", 4, "kind")
    for language in LANGUAGES:
        told = open_catalogue(language).problem(problem)
        assert "27/2022" in told
        assert "korban" not in told


def test_collectives_and_forums_of_children_are_welcome(tmp_path):
    study = clean()
    for row, kind in zip(study["stakeholders"], ("organisation", "person", "body"), strict=True):
        row["kind"] = kind
    assert problems_of(write_study(tmp_path, study)) == ()


def test_the_bundled_case_holds_no_personal_data():
    assert codes(tuple(p for p in problems_of(CASE) if p.severity is not Severity.NOTICE)) == []


@pytest.mark.parametrize(
    ("table", "edit", "code"),
    [
        ("ties", {"to": "Bu Ani, ani@contoh.id"}, "unknown-actor"),
        ("ties", {"status": "lihat 3674011203450001"}, "unknown-status"),
        ("claims", {"stance": "0812-3456-7890"}, "unknown-word"),
    ],
)
def test_personal_data_inside_another_fault_are_not_repeated(tmp_path, table, edit, code):
    study = clean()
    study[table][0] |= edit
    found = problems_of(write_study(tmp_path, study))
    assert code in codes(found)
    for problem in found:
        told = [problem.value, *map(str, problem.values.values())]
        told += [open_catalogue(language).problem(problem) for language in LANGUAGES]
        assert masked(" ".join(told)) == " ".join(told)


def test_what_the_study_says_of_itself_is_looked_through(tmp_path):
    write_study(tmp_path, clean())
    (tmp_path / "study.toml").write_text('title = "Studi"\nboundary = "tanya ani@contoh.id"\n', encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert (problem.code, problem.origin.file, problem.origin.row) == ("personal-data-email", "study.toml", 2)


def test_a_title_above_the_header_is_looked_through_although_it_is_not_read(tmp_path):
    write_study(tmp_path, clean())
    path = tmp_path / "ties.csv"
    path.write_text("Daftar oleh NIK 3674011203450001,,\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    found = {p.code: p.origin.row for p in problems_of(tmp_path)}
    assert found == {"title-rows": 2, "personal-data-number": 1}
