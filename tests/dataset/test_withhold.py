"""What is flagged as personal stays out of every record, so that no output can carry it; references still stand."""

from __future__ import annotations

import pytest

from synergy.dataset.about_persons import about_persons
from synergy.dataset.personal_data import masked
from synergy.problems import Severity
from tests.conftest import actors, ties, write_study
from tests.dataset.small import CLEAN, clean, codes, problems_of, read
from tests.test_command_line import invoke

NIK, MAIL, PHONE = "3674.0123.4567.0001", "ani@contoh.id", "0812-3456-7890"
SECRETS = (NIK, MAIL, PHONE)
FULL = {
    "stakeholders": [
        {"id": "A", "name": f"Dinas A {PHONE}", "sector": "city_agency", "aliases": f"DA; {MAIL}", "nomor": NIK}
        | {"capacity": MAIL, "territory": f"Kelurahan {PHONE}", "source": f"INF {MAIL}", "note": f"NIK {NIK}"},
        {"id": "B", "name": "Dinas B", "sector": "city_agency", "programmes": f"Rapat {PHONE}: lead"},
        {"id": "C", "name": "Dinas C", "sector": "ngo", "programmes": f"Rapat {PHONE}", "partners": f"Dinas A {PHONE}"},
    ],
    "ties": [
        {"from": f"Dinas A {PHONE}", "to": "C", "status": "needed", "type": "meeting", "reason": f"tanya {MAIL}"}
        | {"locator": NIK, "reported_by": f"INF {MAIL}"},
        {"from": "B", "to": "C", "status": "existing", "type": "meeting"},
    ],
    "claims": [
        {"id": "C1", "topic": f"data {PHONE}", "statement": f"Bu Ani, {MAIL}", "kind": "need", "actors": "A;C"},
    ],
}
TOML = f'title = "Studi {MAIL}"\nboundary = "lihat {NIK}"\n'


def test_no_record_holds_what_was_found(tmp_path):
    dataset = read(tmp_path, FULL, TOML)
    said = repr(dataset)
    assert not [secret for secret in SECRETS if secret in said]
    assert dataset.actor["A"].name == "Dinas A 08…"
    assert dict(dataset.actor["A"].attributes)["nomor"] == "36…"
    assert dataset.study.title == "Studi an…"


def test_all_references_still_stand(tmp_path):
    dataset = read(tmp_path, FULL, TOML)
    assert {end for tie in dataset.ties for end in tie.ends} == {"A", "B", "C"}
    assert {part.programme for part in dataset.participation} == set(dataset.programme)
    cited = {source for record in (*dataset.ties, *dataset.actors) for source in record.evidence.sources}
    assert cited == set(dataset.source)
    assert {place for actor in dataset.actors for place in actor.territory} <= set(dataset.terms("territory"))


def test_no_output_holds_what_was_found(tmp_path):
    study = write_study(tmp_path / "study", FULL, TOML)
    done = invoke("analyse", study, "-o", tmp_path / "out", "--only", "briefing,tables,findings,graph")
    assert done.exit_code == 0, done.output
    for path in (tmp_path / "out").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [secret for secret in SECRETS if secret.encode() in content], path.name


def test_a_study_without_personal_data_is_left_as_it_is(tmp_path):
    dataset = read(tmp_path, CLEAN)
    assert masked(repr(dataset.actors)) == repr(dataset.actors)


def test_a_made_id_holds_no_personal_data(tmp_path):
    rows = [{"name": f"Bagian {PHONE}", "sector": "ngo"}, {"name": f"Bagian {NIK}", "sector": "ngo"}]
    assert [actor.id for actor in read(tmp_path, {"stakeholders": rows}).actors] == ["bagian-08", "bagian-36"]


@pytest.mark.parametrize(
    "header",
    ["nama_anak", "nama anak", "child_name", "Child's name", "tanggal_lahir", "date_of_birth", "NIK", "no_kk", "NISN"],
)
@pytest.mark.parametrize("table", ["stakeholders", "ties", "claims", "vocabulary"])
def test_a_column_about_one_person_is_refused_in_every_table(tmp_path, table, header):
    study = clean()
    for row in study[table]:
        row[header] = ""
    (problem,) = problems_of(write_study(tmp_path, study))
    assert (problem.code, problem.severity, problem.value) == ("column-about-persons", Severity.ERROR, header)


@pytest.mark.parametrize("header", ["nama", "jumlah anak", "forum anak", "nama forum anak", "klaster", "teknik"])
def test_other_columns_are_not(header):
    assert not about_persons(header)


def test_a_header_with_personal_data_is_refused_without_repeating_them(tmp_path):
    study = {"stakeholders": [row | {MAIL: "x"} for row in actors("A", "B")], "ties": ties("A-B")}
    (problem,) = problems_of(write_study(tmp_path, study))
    assert (problem.code, problem.value, problem.origin.column) == ("column-about-persons", "an…", "an…")
    assert codes((problem,)) == ["column-about-persons"]
