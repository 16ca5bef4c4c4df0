"""What the records of a study are."""

from __future__ import annotations

import pytest

from synergy.dataset.build import build_dataset
from synergy.dataset.preset import known_presets
from synergy.dataset.records import Kind, Status
from synergy.problems import InvalidInput, Severity
from synergy.tables import read_folder
from tests.conftest import CASE, actors, write_study
from tests.dataset.small import CLEAN, clean, codes, read


def test_the_bundled_case_has_no_problem():
    dataset = build_dataset(read_folder(CASE))
    assert [problem for problem in dataset.notices if problem.severity is not Severity.NOTICE] == []
    assert dataset.study.vantage == "A01"
    assert dataset.preset is not None
    assert len(dataset.preset.programmes) == 31


def test_every_preset_that_travels_along_has_no_problem(tmp_path):
    for name in known_presets():
        dataset = build_dataset(read_folder(write_study(tmp_path / name, {"stakeholders": actors("A1")})), name)
        assert dataset.preset is not None
        assert (dataset.preset.name, dataset.notices) == (name, ())


def test_the_preset_of_the_study_can_be_put_aside():
    dataset = build_dataset(read_folder(CASE), "none")
    assert (dataset.preset, dataset.study.preset) == (None, "")


def test_a_tie_carries_its_evidence(tmp_path):
    tie = next(tie for tie in read(tmp_path).ties if tie.status is Status.EXISTING)
    assert (tie.ends, tie.type, tie.directed, tie.strength) == (("A1", "A2"), "meeting", False, 0.5)
    assert (tie.evidence.origin.file, tie.evidence.origin.row) == ("ties.csv", 2)
    assert (tie.evidence.sources, tie.evidence.locator, tie.evidence.confidence) == (("S1",), "p. 3", "high")


def test_direction_follows_the_type_unless_the_cell_says(tmp_path):
    study = clean()
    study["ties"] = [
        {"from": "A1", "to": "A2", "type": "referral", "status": "existing", "directed": ""},
        {"from": "A1", "to": "A2", "type": "rujukan", "status": "existing", "directed": "tidak"},
        {"from": "A1", "to": "A2", "type": "", "status": "existing", "directed": ""},
    ]
    found = sorted((tie.type, tie.directed) for tie in read(tmp_path, study).ties)
    assert found == [("referral", False), ("referral", True), ("unspecified", False)]


def test_a_frequency_gives_a_strength(tmp_path):
    study = clean()
    study["ties"] = [{"from": "A1", "to": "A2", "status": "ada", "frequency": "triwulanan"}]
    (tie,) = read(tmp_path, study).ties
    assert (tie.strength, tie.frequency) == (0.4, "quarterly")


def test_a_strength_that_is_not_given_stays_unknown(tmp_path):
    assert [tie.strength for tie in read(tmp_path).ties if tie.status is Status.NEEDED] == [None]


def test_none_is_read_as_denied(tmp_path):
    study = clean()
    study["ties"] = [{"from": "A1", "to": "A2", "status": "none"}]
    assert [tie.status for tie in read(tmp_path, study).ties] == [Status.DENIED]


def test_everything_may_be_written_in_indonesian(tmp_path):
    study = {
        "Pemangku Kepentingan": [
            {"Kode": "001", "Nama": "Dinas Sosial", "Sektor": "Perangkat daerah (OPD)", "Kolektif": "tidak"},
            {"Kode": "002", "Nama": "Sekolah", "Sektor": "unit layanan", "Kolektif": "ya"},
        ],
        "program": [{"KODE": "P", "nama": "Posyandu", "kelompok sasaran": "Balita; Remaja", "tahap": "pelaksanaan"}],
        "Peran": [{"aktor": "dinas  SOSIAL", "program": "posyandu", "peran": "penanggung jawab", "status": "ada"}],
        "hubungan": [{"dari": "001", "ke": "Sekolah", "jenis": "Rapat koordinasi", "status": "dibutuhkan"}],
        "tupoksi": [{"aktor": "001", "fungsi": "Pendanaan", "status": "direncanakan"}],
    }
    dataset = read(tmp_path, study)
    assert [actor.id for actor in dataset.actors] == ["001", "002"]
    assert dataset.actor["002"].placeholder
    assert dataset.programmes[0].target_groups == ("under_five", "adolescents")
    assert dataset.participation[0].role == "lead"
    assert dataset.ties[0].status is Status.NEEDED
    assert dataset.mandates[0].function == "fund"
    assert dataset.notices == ()


def test_words_that_look_like_nothing_are_names(tmp_path):
    names = ["NA", "None", "null", "TRUE", "nan", "001", "1e5", "0x10", "12345678901234567890"]
    rows = [{"id": name, "name": name, "sector": "community"} for name in names]
    assert {actor.id for actor in read(tmp_path, {"stakeholders": rows}).actors} == set(names)


def test_the_smallest_study(tmp_path):
    rows = [
        {"name": "DPMP3AKB", "sector": "city_agency", "programmes": "P1:lead; P4", "partners": "KPP-PA"},
        {"name": "KPP-PA", "sector": "national_government", "programmes": "P4", "partners": "DPMP3AKB"},
    ]
    dataset = read(tmp_path, {"stakeholders": rows})
    assert [actor.id for actor in dataset.actors] == ["dpmp3akb", "kpp-pa"]
    assert [programme.id for programme in dataset.programmes] == ["P1", "P4"]
    assert [(part.actor, part.programme, part.role) for part in dataset.participation] == [
        ("dpmp3akb", "P1", "lead"),
        ("dpmp3akb", "P4", "implement"),
        ("kpp-pa", "P4", "implement"),
    ]
    (tie,) = dataset.ties
    assert (tie.ends, tie.type, tie.directed, tie.status) == (("dpmp3akb", "kpp-pa"), "unspecified", False, "existing")
    assert tie.reported_by == ("dpmp3akb", "kpp-pa")
    assert codes(dataset.notices) == ["ids-made", "programmes-made"]


def test_a_partner_nobody_knows_is_a_problem_at_its_cell(tmp_path):
    rows = actors("A1", partners="A2; Actor A1")
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, {"stakeholders": rows})
    assert [(p.code, p.origin.column) for p in caught.value.problems if p.severity is Severity.ERROR] == [
        ("unknown-actor", "partners")
    ]


def test_a_study_adds_and_overrides_words(tmp_path):
    study = clean()
    study["vocabulary"] += [
        {"list": "sector", "term": "city_agency", "name_id": "OPD", "name_en": ""},
        {"list": "sector", "term": "royal", "name_id": "Keraton", "name_en": ""},
    ]
    study["stakeholders"][0]["sector"] = "keraton"
    dataset = read(tmp_path, study)
    assert dataset.actor["A1"].sector == "royal"
    sector = dataset.terms("sector")["city_agency"]
    assert (sector.name_id, sector.name_en) == ("OPD", "City agency (OPD)")


def test_clusters_stand_as_they_are_where_the_study_declares_none(tmp_path):
    study = clean()
    study["vocabulary"] = []
    study["programmes"][0]["cluster"] = "Health"
    del study["vocabulary"]
    dataset = read(tmp_path, study)
    assert list(dataset.terms("cluster")) == ["Health", "protection"]
    assert dataset.mandates[1].cluster == "Health"


def test_unknown_columns_travel_as_attributes(tmp_path):
    study = clean()
    study["stakeholders"][0]["phone"] = "021"
    dataset = read(tmp_path, study)
    assert dataset.actor["A1"].attributes == (("phone", "021"),)
    assert codes(dataset.notices) == ["unknown-column"]


def test_settings_of_the_study_are_read_in_their_types(tmp_path):
    toml = 'title = "T"\npreset = "kla"\nseed = 7\ncovering_roles = ["lead"]\n[parameters]\nsupply_met = 1\n'
    study = clean()
    dataset = read(tmp_path, study, toml)
    assert dataset.study.parameters == {"seed": 7, "covering_roles": ("lead",), "supply_met": 1.0}
    assert (dataset.study.title, dataset.study.preset) == ("T", "kla")
    assert "answers" in dataset.terms("role")


def test_a_preset_may_be_a_folder_of_the_users(tmp_path):
    write_study(
        tmp_path / "own",
        {"programmes": [{"id": "X1", "name": "Indicator"}], "owners": [{"programme": "X1", "name": "Dinas"}]},
    )
    dataset = build_dataset(read_folder(write_study(tmp_path / "study", CLEAN)), str(tmp_path / "own"))
    assert dataset.preset is not None
    assert [owner.name for owner in dataset.preset.owners] == ["Dinas"]
    assert "X1" in dataset.programme


def test_a_tie_keeps_its_id_whatever_else_the_table_holds(tmp_path):
    study = clean()
    first = read(tmp_path / "a", study).ties
    study["ties"] = [{**study["ties"][0], "from": "A2", "to": "A3"}, *study["ties"]]
    assert {tie.id for tie in first} < {tie.id for tie in read(tmp_path / "b", study).ties}


def test_a_collective_is_a_placeholder(tmp_path):
    rows = actors("A1", kind="kolektif", stands_for="12")
    (actor,) = read(tmp_path, {"stakeholders": rows}).actors
    assert (actor.kind, actor.placeholder, actor.stands_for) == (Kind.COLLECTIVE, True, 12)


def test_input_hashes_tell_bytes_from_content(tmp_path):
    one = read(tmp_path / "a").inputs
    study = clean()
    study["ties"].reverse()
    other = {file.name: file for file in read(tmp_path / "b", study).inputs}
    (ties,) = (file for file in one if file.name == "ties.csv")
    assert ties.sha256 != other["ties.csv"].sha256
    assert ties.content_sha256 == other["ties.csv"].content_sha256
