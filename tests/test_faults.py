"""One clean study, one fault a line: the problem is named, at its cell, in words of both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from synergy.dataset.build import build_dataset
from synergy.language.catalogue import open_catalogue
from synergy.problems import InvalidInput, Problem, Severity
from synergy.tables import read_folder
from tests.conftest import write_study
from tests.dataset.small import CLEAN, clean, codes, problems_of

ROOT = Path(__file__).resolve().parents[1]

# table, row as an editor shows it, cells spoilt, problem expected (at the first cell spoilt)
ERRORS = [
    ("claims", 3, {"id": ""}, "missing-value"),
    ("stakeholders", 3, {"name": ""}, "missing-value"),
    ("stakeholders", 3, {"sector": ""}, "missing-value"),
    ("stakeholders", 3, {"sector": "city_agencies"}, "unknown-sector"),
    ("stakeholders", 3, {"influence": "11"}, "number-out-of-range"),
    ("stakeholders", 3, {"influence": "-1"}, "number-out-of-range"),
    ("stakeholders", 3, {"influence": "high"}, "not-a-number"),
    ("stakeholders", 3, {"influence": "nan"}, "not-a-number"),
    ("stakeholders", 3, {"influence": "1e999"}, "number-out-of-range"),
    ("stakeholders", 4, {"parent": "A9"}, "unknown-actor"),
    ("programmes", 3, {"stage": "implementation;evalution"}, "unknown-word"),
    ("programmes", 3, {"cluster": "healt"}, "unknown-term"),
    ("programmes", 2, {"valid_to": "2017"}, "dates-reversed"),
    ("programmes", 2, {"valid_from": "32/01/2018"}, "unreadable-date"),
    ("programmes", 2, {"valid_from": "last year"}, "unreadable-date"),
    ("programmes", 2, {"valid_from": "04/13/2018"}, "unreadable-date"),
    ("programmes", 2, {"valid_from": "3/4/21"}, "unreadable-date"),
    ("programmes", 2, {"valid_from": "31 Februari 2018"}, "unreadable-date"),
    ("programmes", 2, {"valid_from": "13/2018"}, "unreadable-date"),
    ("programmes", 3, {"stage": "implementation, evaluation"}, "several-with-comma"),
    ("ties", 2, {"frequency": "3 bulanan"}, "unknown-word"),
    ("ties", 2, {"from": "Dinas Sosial, Forum Anak"}, "only-one-value"),
    ("claims", 2, {"actors": "A1, A2"}, "several-with-comma"),
    ("claims", 3, {"id": "C1"}, "id-twice"),
    ("claims", 3, {"id": "c1"}, "ids-too-alike"),
    ("participation", 2, {"actor": "Dinas Sosal"}, "unknown-actor"),
    ("participation", 2, {"programme": "P9"}, "unknown-programme"),
    ("participation", 2, {"programme": "P1;P2"}, "only-one-value"),
    ("participation", 2, {"role": "leader"}, "unknown-role"),
    ("participation", 2, {"role": "answers"}, "unknown-role"),
    ("participation", 3, {"status": "plan"}, "unknown-status"),
    ("ties", 3, {"to": "A99"}, "unknown-actor"),
    ("ties", 3, {"from": ""}, "missing-value"),
    ("ties", 3, {"status": "neded"}, "unknown-status"),
    ("ties", 2, {"type": "meetings"}, "unknown-term"),
    ("ties", 2, {"strength": "1.2"}, "number-out-of-range"),
    ("ties", 2, {"strength": "0,5"}, "not-a-number"),
    ("ties", 2, {"strength": "0"}, "zero-strength"),
    ("ties", 2, {"source": "S1;S2"}, "unknown-source"),
    ("ties", 2, {"confidence": "sure"}, "unknown-word"),
    ("ties", 2, {"basis": "guessed"}, "unknown-word"),
    ("mandates", 2, {"actor": "A9"}, "unknown-actor"),
    ("mandates", 2, {"function": "refers"}, "unknown-term"),
    ("mandates", 3, {"function": "", "cluster": ""}, "no-duty"),
    ("requirements", 2, {"target_group": "childen"}, "unknown-term"),
    ("dependencies", 2, {"programme_b": "P7"}, "unknown-programme"),
    ("dependencies", 2, {"weight": "1.5"}, "number-out-of-range"),
    ("sources", 2, {"title": ""}, "missing-value"),
    ("sources", 2, {"vantage": "A9"}, "unknown-actor"),
    ("claims", 2, {"stance": "pro-ish"}, "unknown-word"),
    ("claims", 2, {"actors": "A1;A8"}, "unknown-actor"),
    ("claims", 2, {"statement": ""}, "missing-value"),
    ("vocabulary", 4, {"list": "roll"}, "unknown-word"),
    ("vocabulary", 2, {"parent": "nothing"}, "unknown-term"),
]
WARNINGS = [
    ("ties", 2, {"to": "A1"}, "self-tie"),
    ("dependencies", 2, {"programme_b": "P1"}, "self-dependency"),
    ("stakeholders", 3, {"name": "Dinas Sosial"}, "possible-same-body"),
    ("stakeholders", 3, {"name": "Dinas\x0bKesehatan"}, "control-character"),
    ("stakeholders", 3, {"name": "CafÃ© Anak"}, "garbled-text"),
]
NOTICES = [
    ("ties", 2, {"status": ""}, "status-blank"),
    ("ties", 2, {"strength": "0.52"}, "strength-rounded"),
    ("ties", 2, {"strength": "0.001"}, "strength-raised"),
    ("programmes", 2, {"valid_from": "03/04/2018"}, "day-first-date"),
    ("stakeholders", 3, {"name": "Dinas\u00a0Kesehatan\u200b"}, "invisible-character"),
]
FAULTS = [
    *((Severity.ERROR, *fault) for fault in ERRORS),
    *((Severity.WARNING, *fault) for fault in WARNINGS),
    *((Severity.NOTICE, *fault) for fault in NOTICES),
]


def test_the_clean_study_has_no_problem(tmp_path):
    assert build_dataset(read_folder(write_study(tmp_path, CLEAN))).notices == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "-".join(map(str, fault)))
def test_each_fault_is_named_at_its_cell(tmp_path, fault):
    severity, table, row, edit, code = fault
    study = clean()
    study[table][row - 2] |= edit
    (problem,) = problems_of(write_study(tmp_path, study))
    assert (problem.code, problem.severity) == (code, severity)
    assert (problem.origin.file, problem.origin.row, problem.origin.column) == (f"{table}.csv", row, next(iter(edit)))
    _has_words(problem)


def _has_words(problem: Problem) -> None:
    """A problem can be told in every language, and no blank of its sentences stays open."""
    for language in ("en", "id"):
        told = open_catalogue(language).problem(problem)
        assert told
        assert not re.search(r"\{\w+\}", told.replace(problem.value, ""))


SUGGESTED = [
    ("stakeholders", 3, {"sector": "city_agencies"}, "city_agency"),
    ("ties", 3, {"status": "neded"}, "needed"),
    ("ties", 3, {"status": "belum ada"}, "needed"),
    ("ties", 3, {"to": "Dinas Kesehatn"}, "Dinas Kesehatan"),
    ("ties", 2, {"strength": "0,5"}, "0.5"),
    ("programmes", 3, {"cluster": "healt"}, "health"),
    ("stakeholders", 3, {"sector": "Polisi"}, "police_justice"),
    ("stakeholders", 3, {"sector": "Dinas"}, "city_agency"),
    ("ties", 2, {"type": "anggota"}, "membership"),
    ("ties", 2, {"type": "koordinator"}, "meeting"),
    ("participation", 2, {"role": "koordinator"}, "lead"),
    ("participation", 2, {"role": "anggota"}, "implement"),
    ("ties", 2, {"frequency": "3 bulanan"}, "quarterly"),
    ("ties", 2, {"frequency": "setahun sekali"}, "yearly"),
    ("ties", 2, {"frequency": "6 bulanan"}, ""),
    ("claims", 2, {"actors": "Dinas Sosial, Dinas Kesehatan"}, "Dinas Sosial; Dinas Kesehatan"),
]


@pytest.mark.parametrize(("table", "row", "edit", "suggestion"), SUGGESTED)
def test_what_was_probably_meant_is_offered_and_never_taken(tmp_path, table, row, edit, suggestion):
    study = clean()
    study[table][row - 2] |= edit
    (problem,) = problems_of(write_study(tmp_path, study))
    assert (problem.severity, problem.suggestion) == (Severity.ERROR, suggestion)


@pytest.mark.parametrize(
    ("table", "edit", "said"),
    [
        (
            "stakeholders",
            {"sector": "Dinas"},
            {"id": "“Perangkat daerah (OPD)” (city_agency)", "en": "“City agency (OPD)”"},
        ),
        ("ties", {"status": "neded"}, {"id": "“dibutuhkan” (needed)", "en": "“needed”"}),
        (
            "ties",
            {"type": "koordinasi"},
            {"id": "“Rapat koordinasi” (meeting)", "en": "“Coordination meeting” (meeting)"},
        ),
    ],
)
def test_a_suggestion_is_in_the_language_of_the_report(tmp_path, table, edit, said):
    study = clean()
    study[table][0] |= edit
    (problem,) = problems_of(write_study(tmp_path, study))
    for language, text in said.items():
        assert text in open_catalogue(language).problem(problem)


def test_the_allowed_words_are_listed_once_a_column(tmp_path):
    study = clean()
    for row in study["stakeholders"]:
        row["sector"] = "city_agencies"
    study["ties"][0]["status"] = study["participation"][0]["status"] = "x"
    told = {
        (p.origin.file, p.origin.row): open_catalogue("en").problem(p)
        for p in problems_of(write_study(tmp_path, study))
    }
    listed = {place for place, text in told.items() if "Use one of" in text}
    assert listed == {("stakeholders.csv", 2), ("ties.csv", 2), ("participation.csv", 2)}
    assert all("in row 2" in told["stakeholders.csv", row] for row in (3, 4))


DATES = [
    ("2020-10-07", "2020-10-07"),
    ("7 Oktober 2020", "2020-10-07"),
    ("7 okt 2020", "2020-10-07"),
    ("October 7, 2020", "2020-10-07"),
    ("Januari 2023", "2023-01"),
    ("Mei 2023", "2023-05"),
    ("August 2023", "2023-08"),
    ("01/2023", "2023-01"),
    ("2023-01", "2023-01"),
    ("2023", "2023"),
]


@pytest.mark.parametrize(("text", "iso"), DATES)
def test_dates_are_read_as_people_write_them(tmp_path, text, iso):
    study = clean()
    study["sources"][0]["date"] = text
    dataset = build_dataset(read_folder(write_study(tmp_path, study)))
    assert (dataset.sources[0].date, dataset.notices) == (iso, ())


def test_the_cure_of_a_date_names_every_form_that_is_read():
    for language, month in (("id", "Oktober"), ("en", "October")):
        cure = open_catalogue(language).texts["problem.unreadable-date.cure"]
        forms = ("2020-10-07", "07/10/2020", f"7 {month} 2020", "2020-10", "10/2020", f"{month} 2020", "2020,")
        assert all(form in cure for form in forms)


def test_all_faults_are_told_at_once(tmp_path):
    study = clean()
    for table, row, edit in (("ties", 2, {"to": "A8"}), ("ties", 3, {"to": "A9"}), ("claims", 2, {"stance": "x"})):
        study[table][row - 2] |= edit
    with pytest.raises(InvalidInput) as caught:
        build_dataset(read_folder(write_study(tmp_path, study)))
    assert [(p.origin.file, p.origin.row) for p in caught.value.problems] == [
        ("claims.csv", 2),
        ("ties.csv", 2),
        ("ties.csv", 3),
    ]


# file, its bytes, problems expected as (code, row)
FILES = [
    ("ties.csv", b"", [("empty-file", None)]),
    ("ties.csv", b"from,to\n", [("empty-table", 1)]),
    ("stakeholders.csv", b"id,name,sector\n", [("no-rows", 1)]),
    ("ties.csv", b"from,to,status\nA1,A2,existing,x\n", [("too-many-cells", 2)]),
    ("ties.csv", b"from,to,status\nA1\n", [("missing-cells", 2)]),
    ("ties.csv", b"status,from,to,note\nexisting,A1,A2\n", [("short-rows", 2)]),
    ("ties.csv", b"from,to,status\nA1,A2,existing,\nA1,A3,existing,,\n", [("trailing-separators", 2)]),
    ("ties.csv", b'from,to,note,status\nA1,A2,"a\nb",existing\nA1,"A3,x,existing\n', [("quote-not-closed", 4)]),
    ("ties.csv", b'from,to,status\nA1,"A2"x,existing\n', [("stray-quote", 2)]),
    ("ties.csv", b"from,to,status\nA1,A\x002,existing\n", [("nul-character", 2)]),
    ("ties.csv", b"from,to,From,status\nA1,A2,A3,existing\n", [("duplicate-column", 1)]),
    ("ties.csv", b"from,dari,to,status\nA1,A1,A2,existing\n", [("duplicate-column", 1)]),
    ("ties.csv", b"A1,A2,existing\nA1,A3,needed\n", [("no-header", 1)]),
    ("ties.csv", b"from,status\nA1,existing\n", [("missing-column", 1)]),
    ("ties.csv", b"from,to,statsu\nA1,A2,existing\n", [("misspelt-column", 1)]),
    ("ties.csv", b"from,to,status,colour of file\nA1,A2,existing,red\n", [("unknown-column", 1)]),
    ("ties.csv", b"from,to,status,\nA1,A2,existing,red\n", [("unnamed-column", 2)]),
    ("ties.csv", b"source,target,status\nA1,A2,existing\n", [("source-target-ends", 1)]),
    ("ties.csv", b"Daftar hubungan,,\n\nfrom,to,status\nA1,A2,existing\n", [("title-rows", 3)]),
    ("ties.csv", b"from;to;status;strength\nA1;A2;existing;0,5\n", []),
    ("ties.csv", b"from;to;status;strength\nA1;A2;existing;1.000\n", [("ambiguous-number", 2)]),
    ("ties.csv", b"sep=;\nfrom;to;status\nA1;A2;exist\n", [("unknown-status", 3)]),
    ("ties.csv", b"from\tto\tstatus\nA1\tA2\texisting\n", []),
    ("ties.csv", b"\xef\xbb\xbffrom,to,status\nA1,A2,existing\n", []),
    ("ties.csv", "from,to,status,note\nA1,A2,existing,Café – “x”\n".encode("cp1252"), [("other-encoding", 2)]),
    ("ties.csv", "from\tto\tstatus\nA1\tA2\texisting\n".encode("utf-16"), [("other-encoding", None)]),
    ("ties.csv", b"from,to,status,note\nA1,A2,existing,\x81\n", [("unreadable-text", 2)]),
    ("ties.csv", b"PK\x03\x04 and so on", [("not-a-csv", None)]),
    ("ties.csv", b"<html><table><tr><td>from</td></tr></table>", [("not-a-csv", None)]),
    ("ties.csv", b"from,to,status\rA1,A2,existing\r\n\nA1,A3,needd\n", [("unknown-status", 4)]),
    ("ties.csv", b'from,to,note,status\nA1,A2,"a\nb",existing\nA1,A3,c,needd\n', [("unknown-status", 4)]),
    ("ties.csv", b"from,to,status\nA1,A2,existing\n\n,,\nA1,A2,existing\n", [("identical-row", 5)]),
    ("ties.csv", b"from,to,status\nA1,A2,existing\nA2,A1,ada\n", [("mirrored-tie", 3)]),
    ("ties.csv", b"from,to,status\nA1,A2,existing\nA2,A1,denied\n", [("existing-and-denied", 3)]),
    ("ties.csv", b"from,to,status,strength,frequency\nA1,A2,existing,.5,daily\n", [("strength-and-frequency", 2)]),
    ("ties.xls", b"\xd0\xcf\x11\xe0", [("other-format", None)]),
    ("ties.txt", b"from,to,status\nA1,A2,existing\n", []),
    ("tie.csv", b"from,to,status\nA1,A2,existing\n", [("unknown-table", None)]),
    ("kerjasama.csv", b"dari,ke,status\nA1,A2,ada\n", [("unread-table", None)]),
    ("kerjasama.txt", b"Dari Instansi;Ke Instansi\nA1;A2\n", [("unread-table", None)]),
    ("lain.csv", b"bulan,suhu\n1,30\n", [("unknown-table", None)]),
    ("lama.xlsx", b"PK", [("workbook-not-read", None)]),
    ("lama.ods", b"PK", [("other-format", None)]),
    ("lama.xls", b"\xd0\xcf\x11\xe0", [("other-format", None)]),
    ("catatan.txt", b"Rapat, lalu makan siang\nPulang\n", []),
    ("~$study.xlsx", b"x", []),
    ("ties.csv", b"Pertama,Kedua\nA1,A2\n", [("no-header", 1)]),
    ("ties.csv", b"Dari Instansi,status\nA1,existing\n", [("missing-column", 1), ("misspelt-column", 1)]),
    ("problems.csv", b"code,severity,file\na,b,c\n", [("unknown-table", None)]),
    ("study.toml", b'titel = "x"\n', [("unknown-setting", 1)]),
    ("study.toml", b'title = "x"\nsupply_met = "much"\n', [("unusable-setting", 2)]),
    ("study.toml", b'title = "x"\nsupply_met = 2.0\n', [("unusable-setting", 2)]),
    ("study.toml", b"title = x\n", [("unreadable-toml", 1)]),
    ("study.toml", b'vantage = "A9"\n', [("unknown-actor", 1)]),
    ("study.toml", b'preset = "klaa"\n', [("unknown-preset", 1)]),
]


@pytest.mark.parametrize(("file", "content", "expected"), FILES)
def test_each_faulty_file_is_named_with_its_line(tmp_path, file, content, expected):
    study = {name: rows for name, rows in clean().items() if name != "ties"}
    write_study(tmp_path, study)
    (tmp_path / file).write_bytes(content)
    problems = problems_of(tmp_path)
    assert [(p.code, p.origin.row) for p in problems] == expected
    assert all(p.origin.file == file for p in problems)
    for problem in problems:
        _has_words(problem)


def test_ids_that_differ_only_by_case_or_blanks_are_never_merged(tmp_path):
    study = clean()
    study["stakeholders"] += [{"id": "a1", "name": "Polres", "sector": "police_justice"}]
    assert codes(problems_of(write_study(tmp_path, study))) == ["ids-too-alike"]


def test_an_id_used_twice_names_both_rows(tmp_path):
    study = clean()
    study["stakeholders"] += [{"id": "A1", "name": "Polres", "sector": "police_justice"}]
    (problem,) = [p for p in problems_of(write_study(tmp_path, study)) if p.severity is Severity.ERROR]
    assert (problem.code, problem.origin.row, problem.values["first"]) == ("id-twice", 5, 2)


def test_a_name_in_two_rows_is_told_where_there_are_no_ids(tmp_path):
    rows = [{"name": "Dinas Kesehatan", "sector": "ngo"}, {"name": "DINAS KESEHATAN", "sector": "media"}]
    problems = problems_of(write_study(tmp_path, {"stakeholders": rows}))
    (error,) = [p for p in problems if p.severity is Severity.ERROR]
    assert (error.code, error.origin.row, error.origin.column) == ("name-twice", 3, "name")
    assert (error.value, error.values["other"], error.values["first"]) == ("DINAS KESEHATAN", "Dinas Kesehatan", 2)


def test_bodies_that_may_be_one_are_told_by_their_names(tmp_path):
    rows = [{"name": "Dinas Kesehatan", "sector": "ngo"}, {"name": "Dinkes", "sector": "ngo"}]
    problems = problems_of(write_study(tmp_path, {"stakeholders": rows}))
    (warning,) = [p for p in problems if p.code == "possible-same-body"]
    for language in ("en", "id"):
        told = open_catalogue(language).problem(warning)
        assert "“Dinas Kesehatan”" in told
        assert "dinas-kesehatan" not in told


def test_a_row_without_a_name_is_told_once_and_is_in_no_ring_of_parents(tmp_path):
    rows = [{"name": "Dinas Kesehatan", "sector": "ngo", "parent": ""}, {"name": "", "sector": "ngo", "parent": ""}]
    errors = [p for p in problems_of(write_study(tmp_path, {"stakeholders": rows})) if p.severity is Severity.ERROR]
    assert [(p.code, p.origin.column) for p in errors] == [("missing-value", "name")]


HEADERS = [
    ("aktor", "Nama Instansi,sektor", "name"),
    ("aktor", "Instansi,sektor", "name"),
    ("hubungan", "Dari Instansi,ke", "from"),
    ("hubungan", "dari,Ke Instansi", "to"),
    ("peran", "Instansi,program", "actor"),
]


@pytest.mark.parametrize(("table", "header", "meant"), HEADERS)
def test_what_people_head_a_column_is_offered_as_its_name(tmp_path, table, header, meant):
    write_study(tmp_path, {"stakeholders": CLEAN["stakeholders"]} if table != "aktor" else {})
    (tmp_path / f"{table}.csv").write_text(f"{header}\nDinas Sosial,ngo\n", encoding="utf-8")
    (problem,) = [p for p in problems_of(tmp_path) if p.code == "misspelt-column"]
    assert problem.suggestion == meant


def test_a_table_without_known_columns_is_told_its_own(tmp_path):
    write_study(tmp_path, {"stakeholders": CLEAN["stakeholders"]})
    (tmp_path / "hubungan.csv").write_text("Pertama,Kedua\nA1,A2\n", encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert "from (dari), to (ke)" in open_catalogue("id").problem(problem)
    assert "sector" not in open_catalogue("en").problem(problem)


def test_a_circle_of_parents_is_shown_whole(tmp_path):
    study = clean()
    study["stakeholders"][0]["parent"] = "A3"
    (problem,) = problems_of(write_study(tmp_path, study))
    assert (problem.code, problem.values["cycle"]) == ("parent-cycle", "A1 → A3 → A1")


def test_a_name_that_two_actors_have_is_not_resolved(tmp_path):
    study = clean()
    study["stakeholders"][1]["aliases"] = "Dinsos"
    study["ties"][0]["from"] = "Dinsos"
    assert codes(problems_of(write_study(tmp_path, study))) == ["ambiguous-name", "possible-same-body"]


def test_faults_of_the_actors_do_not_make_every_reference_a_fault(tmp_path):
    write_study(tmp_path, CLEAN)
    (tmp_path / "stakeholders.csv").write_bytes(b'id,name,sector\nA1,"Dinas\n')
    assert codes(problems_of(tmp_path)) == ["quote-not-closed"]


def test_every_problem_has_words_in_both_languages_with_the_same_blanks():
    sources = [p.read_text(encoding="utf-8") for top in ("tables", "dataset") for p in _python_files(top)]
    raised = {code for text in sources for code in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text)}
    no_problem = {"blank-row"} | NO_CODES
    english, indonesian = (open_catalogue(language).texts for language in ("en", "id"))
    for code in sorted(code for code in raised - no_problem if f"place.{code}" not in english):
        for part in ("what", "cure"):
            key = f"problem.{code}.{part}"
            assert key in english, key
            assert key in indonesian, key
            assert _blanks(english[key]) == _blanks(indonesian[key]), key


NO_CODES = {"utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"}


def _python_files(top: str) -> list[Path]:
    return sorted((ROOT / "synergy" / top).rglob("*.py"))


def _blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", text))


@pytest.mark.parametrize(
    ("table", "column", "word", "term"),
    [
        ("stakeholders", "sector", "OPD", "city_agency"),
        ("stakeholders", "sector", "perangkat daerah", "city_agency"),
        ("stakeholders", "sector", "LSM", "ngo"),
        ("ties", "type", "MoU", "agreement"),
        ("ties", "type", "Pertukaran data", "data_exchange"),
        ("ties", "type", "Pembinaan", "supervision"),
    ],
)
def test_the_parts_a_name_puts_side_by_side_are_names_too(tmp_path, table, column, word, term):
    study = clean()
    study[table][0][column] = word
    dataset = build_dataset(read_folder(write_study(tmp_path, study)))
    records = {"stakeholders": dataset.actors, "ties": dataset.ties}[table]
    assert term in {getattr(record, column) for record in records}
