"""Names that may be one body: asked about, never merged; and what is never asked about."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from synergy.dataset.name_forms import form_of
from synergy.dataset.same_body import Body, same_bodies
from synergy.problems import Origin
from synergy.resources import bundled
from tests.conftest import write_study
from tests.dataset.small import clean, codes, problems_of, read

ALIKE = [
    ("Qur’an Centre", "Qur'an centre", "letters", 1.0),
    ("Wali Kota", "Walikota", "letters", 1.0),
    ("Dinas Kesehatan", "Dinkes", "abbreviation", 0.97),
    ("Din. Sosial", "Dinas Sosial", "abbreviation", 0.97),
    ("Dinas Kominfo", "Diskominfo", "abbreviation", 0.97),
    ("Dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "abbreviation", 0.97),
    ("UPTD PPA", "UPTD Perlindungan Perempuan dan Anak", "abbreviation", 0.97),
    ("Satpol PP", "Satuan Polisi Pamong Praja Kota Depok", "abbreviation", 0.92),
    ("Forum Anak", "Anak, Forum", "order", 0.96),
    ("Dinas Pemuda & Olahraga", "Dinas Pemuda dan Olahraga", "order", 0.96),
    ("BPMPD", "Badan Pemberdayaan Masyarakat dan Pemerintahan Desa", "initials", 0.85),
    ("Dinas Sosial", "Dinas Sosal", "spelling", 0.96),
]
DIFFERENT = [
    ("Gugus Tugas KLA", "Gugus Tugas TPPO"),
    ("Dinkes Kota Bogor", "Dinas Kesehatan Kota Bontang"),
    ("Dinas Kesehatan Magelang", "Dinas Kesehatan Malang"),
    ("Dinas Sosial Kota Bogor", "Dinas Sosial Kabupaten Bogor"),
    ("Dinas Pendidikan Tangerang", "Dinas Pendidikan Tangerang Selatan"),
    ("Kelurahan Ciater", "Kelurahan Cipater"),
    ("Kelurahan Serua", "Kelurahan Serua Indah"),
    ("SMPN 1", "SMPN 2"),
    ("Dinas Kominfo", "Dinas Perumahan"),
    ("Dinas Perhubungan", "Dinas Perkebunan"),
    ("ITK", "PT Pertamina"),
]


def bodies(*names: str, **columns: object) -> list[Body]:
    return [Body(f"A{i}", (name,), Origin("stakeholders.csv", i), **columns) for i, name in enumerate(names, 1)]


@pytest.mark.parametrize(("a", "b", "evidence", "score"), ALIKE)
def test_names_that_may_be_one_body_are_found_with_the_reason(a, b, evidence, score):
    for pair in ((a, b), (b, a)):
        (found,) = same_bodies(bodies(*pair))
        assert (found.evidence, found.score) == (evidence, score)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_different_bodies_are_never_asked_about(a, b):
    assert same_bodies(bodies(a, b)) == []


def test_a_body_and_its_own_part_are_two():
    whole, part = bodies("Dinas Sosial", "Dinas Sosal")
    assert same_bodies([whole, Body("A2", part.names, part.origin, parent="a1")]) == []


def test_a_person_is_not_the_office_they_hold():
    office, person = bodies("Dinas Kesehatan", "Dinkes")
    assert same_bodies([office, Body("A2", person.names, person.origin, person=True)]) == []


def test_one_that_stands_for_many_is_never_a_sure_case():
    one, many = bodies("Dinas Kesehatan", "Dinkes")
    (found,) = same_bodies([one, Body("A2", many.names, many.origin, many=True)])
    assert found.score == 0.9


def test_different_territories_are_different_bodies():
    a, b = (
        Body(i, (name,), Origin("x"), territory=frozenset({place}))
        for i, name, place in (("A1", "Dinas Kesehatan", "bogor"), ("A2", "Dinkes", "depok"))
    )
    assert same_bodies([a, b]) == []


def test_decided_pairs_are_not_asked_again():
    pair = bodies("Dinas Kesehatan", "Dinkes")
    assert same_bodies(pair, decided=[frozenset({"A1", "A2"})]) == []
    assert same_bodies(pair, decided=[frozenset({"dinas kesehatan", "dinkes"})]) == []


def test_names_of_one_actor_are_not_asked_about():
    assert same_bodies([Body("A1", ("Dinas Kesehatan", "Dinkes"), Origin("x"))]) == []


def test_the_order_of_rows_changes_nothing():
    forward = bodies("Dinkes", "Dinas Kesehatan", "Disdik", "Dinas Pendidikan")
    assert same_bodies(forward) == same_bodies(sorted(forward, key=lambda body: body.id))


def test_a_check_warns_of_the_sure_ones_only_and_merges_nothing(tmp_path):
    study = clean()
    study["stakeholders"][1] |= {"name": "Dinsos Kota Bogor", "aliases": ""}  # one place named: a doubt
    assert problems_of(write_study(tmp_path / "doubt", study)) == ()
    study["stakeholders"][1] |= {"name": "Dinsos", "aliases": ""}
    study["stakeholders"][0] |= {"aliases": ""}
    assert codes(problems_of(write_study(tmp_path / "sure", study))) == ["possible-same-body"]
    assert [actor.id for actor in read(tmp_path / "read", study).actors] == ["A1", "A2", "A3"]


@pytest.mark.parametrize("name", ["abbreviations", "places"])
def test_the_tables_of_names_are_clean(name):
    with bundled(f"data/base/{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [(row.get("short") or row["name"], row["kind"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(value.strip() == value and value for row in rows for value in row.values())


def test_an_abbreviation_is_written_out_within_a_name():
    assert form_of("Kepala Dinkes").core == ("kepala", "dinas", "kesehatan")
    assert Path(bundled("data/base/README.md")).read_text(encoding="utf-8").count("abbreviations.csv")
