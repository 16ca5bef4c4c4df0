"""A study written as tables is the same study when it is read again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from synergy.dataset.build import build_dataset
from synergy.dataset.records import Dataset
from synergy.outputs.study.tables import study_rows, study_settings, toml_value, write_csv_study
from synergy.problems import InvalidInput, Origin
from synergy.tables import read_folder
from tests.conftest import CASE, actors, ties
from tests.dataset.test_laws import QUICK_START
from tests.strategies import SETTINGS, VOCABULARY, studies

FEW = settings(
    max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


def content(dataset: Dataset) -> Dataset:
    """All a dataset says, without where and how it was read."""

    def bare(records):
        return tuple(replace(r, evidence=replace(r.evidence, origin=Origin(""))) for r in records)

    names = ("actors", "programmes", "participation", "ties", "mandates", "requirements")
    names = (*names, "dependencies", "sources", "claims")
    records = {name: bare(getattr(dataset, name)) for name in names}
    rules = dataset.preset and replace(
        dataset.preset, programmes=bare(dataset.preset.programmes), requirements=bare(dataset.preset.requirements)
    )
    return replace(dataset, **records, preset=rules, notices=(), account=(), inputs=())


def warnings(dataset: Dataset) -> list[str]:
    return [problem.code for problem in dataset.notices if problem.severity == "warning"]


def again(dataset: Dataset, folder: Path) -> Dataset:
    write_csv_study(study_rows(dataset), folder, study_settings(dataset))
    return build_dataset(read_folder(folder))


@FEW
@given(tables=studies(), said=SETTINGS)
def test_what_is_written_is_read_as_the_same_study(tables, said):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        write_csv_study(tables, Path(one), said)
        try:
            first = build_dataset(read_folder(Path(one)))
        except InvalidInput as invalid:
            pytest.fail(str([(p.code, p.value, p.origin) for p in invalid.problems if p.severity == "error"]))
        assert content(again(first, Path(other))) == content(first)


@pytest.mark.parametrize("name", ["case", "quick start"])
def test_real_studies_come_back_whole(tmp_path, name):
    if name == "quick start":
        write_csv_study(QUICK_START, tmp_path)
    first = build_dataset(read_folder(CASE if name == "case" else tmp_path))
    (tmp_path / "again").mkdir()
    second = again(first, tmp_path / "again")
    assert content(second) == content(first)
    assert warnings(second) == warnings(first)


def test_columns_stand_in_the_order_of_the_format_then_in_the_order_met(tmp_path):
    rows = [{"zeta": "1", "sector": "ngo", "id": "A"}, {"id": "B", "alpha": "2", "name": "B", "sector": "ngo"}]
    write_csv_study({"stakeholders": rows, "dependencies": []}, tmp_path)
    lines = (tmp_path / "stakeholders.csv").read_bytes().decode().split("\n")
    assert lines == ["id,name,sector,zeta,alpha", "A,,ngo,1,", "B,B,ngo,,2", ""]
    assert (tmp_path / "dependencies.csv").read_text().startswith("programme_a,programme_b,weight,reason,source,")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dependencies.csv", "stakeholders.csv"]


def test_own_columns_are_never_taken_for_columns_of_the_format(tmp_path):
    """A column ``type`` beside a blank ``kind`` stays the study's own."""
    rows = [{**actors("A")[0], "kind": "", "type": "dinas"}]
    write_csv_study({"stakeholders": rows}, tmp_path)
    (tmp_path / "again").mkdir()
    second = again(build_dataset(read_folder(tmp_path)), tmp_path / "again")
    assert second.actors[0].attributes == (("type", "dinas"),)


def test_words_of_the_base_and_of_a_preset_are_not_written(tmp_path):
    tables = {"stakeholders": actors("A", territory="Utara"), "vocabulary": VOCABULARY}
    write_csv_study(tables, tmp_path, {"preset": "kla"})
    rows = study_rows(build_dataset(read_folder(tmp_path)))
    assert [(row["list"], row["term"]) for row in rows["vocabulary"]] == [
        ("sector", "city_agency"),
        ("sector", "Pengamat, lain"),
    ]
    assert set(rows) == {"stakeholders", "vocabulary"}


@pytest.mark.parametrize("text", ['"', "\\", "a\tb", "\x00", "\x7f", "é 漢 😀", "'''", "#", "\r\n"])
def test_any_text_survives_toml(text):
    import tomllib

    assert tomllib.loads(f"key = {toml_value(text)}") == {"key": text}


def test_ties_keep_their_id_and_reports(tmp_path):
    write_csv_study({"stakeholders": actors("A", "B"), "ties": ties("A-B", reported_by="A;B")}, tmp_path)
    (row,) = study_rows(build_dataset(read_folder(tmp_path)))["ties"]
    assert row["id"].startswith("A--B.")
    assert row["reported_by"] == "A;B"
