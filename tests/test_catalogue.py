"""The catalogue of bad inputs: what is said of each is exact, and what is not refused changes no finding."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from synergy import pipeline
from synergy.dataset.build import build_dataset
from synergy.language import LANGUAGES, open_catalogue
from synergy.problems import InvalidInput, Severity
from synergy.tables import read_folder
from tests.catalogue import CASES
from tests.catalogue.case import NOTE, OK, REFUSE, WARN, Case
from tests.conftest import write_study
from tests.dataset.small import CLEAN, problems_of

WORST = {OK: {None, Severity.NOTICE}, NOTE: {Severity.NOTICE}, WARN: {Severity.WARNING}, REFUSE: {Severity.ERROR}}
HINTS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def findings(study: Path) -> list[tuple[object, ...]]:
    """What the tool would say of a study, its evidence apart."""
    found = pipeline.analyse(study).findings
    return [(f.id, f.kind, f.status, f.rank, f.grade, round(f.score, 9), f.actors, f.cells) for f in found]


@cache
def findings_of_the_twin() -> list[tuple[object, ...]]:
    with TemporaryDirectory() as folder:
        return findings(write_study(Path(folder), CLEAN))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_said_of_each_case_is_exact(tmp_path, case: Case):
    problems = problems_of(case.make(tmp_path / "study"))
    told = [(p.code, p.origin.file, p.origin.sheet, p.origin.row, p.origin.column) for p in problems]
    assert sorted(told, key=str) == sorted(case.told, key=str)
    worst = min((p.severity for p in problems), key=HINTS.get, default=None)
    assert worst in WORST[case.outcome]
    for language in LANGUAGES:
        for problem in problems:
            assert open_catalogue(language).problem(problem)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.same and case.outcome != REFUSE])
def test_what_is_not_refused_gives_the_findings_of_the_twin(tmp_path, name):
    assert findings(CASES[name].make(tmp_path / "study")) == findings_of_the_twin()


def test_what_is_refused_is_refused_with_all_problems_at_once(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        build_dataset(read_folder(CASES["K3-unknown-ids-all-at-once"].make(tmp_path / "study")))
    suggested = {(p.origin.file, p.suggestion) for p in caught.value.problems}
    assert ("ties.csv", "Dinas Kesehatan") in suggested


def test_a_cell_in_the_last_row_of_a_sheet_costs_no_time(tmp_path):
    study = CASES["X8-cell-in-the-last-row"].make(tmp_path / "study")
    start = time.perf_counter()
    assert problems_of(study) == ()
    assert time.perf_counter() - start < 2


def test_the_likely_original_of_garbled_text_is_offered_and_not_taken(tmp_path):
    for name, meant in (("E4-mojibake-letter", "Café Anak"), ("E4-mojibake-quote", "“Forumâ€ Anak")):
        (problem,) = problems_of(CASES[name].make(tmp_path / name))
        assert problem.suggestion == meant


def test_names_and_ids_stay_as_they_are_written(tmp_path):
    for name in ("C10-words-for-nothing", "C11-numbers-as-ids"):
        dataset = build_dataset(read_folder(CASES[name].make(tmp_path / name)))
        kept = {actor.id for actor in dataset.actors} - {"A1", "A2", "A3"}
        assert {actor.name for actor in dataset.actors if actor.id in kept} == kept
        assert len(kept) == len(dataset.actors) - 3


def test_a_date_is_the_same_in_either_calendar_of_a_workbook(tmp_path):
    dataset = build_dataset(read_folder(CASES["X9-dates-from-1904"].make(tmp_path / "study")))
    assert dataset.sources[0].date == "2020-10-07"
