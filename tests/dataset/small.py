"""A clean small study that uses every table, for the tests that spoil one thing of it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from synergy.dataset.build import build_dataset
from synergy.dataset.records import Dataset
from synergy.problems import InvalidInput, Problem
from synergy.tables import read_folder
from tests.conftest import write_study

Study = dict[str, list[dict[str, str]]]

_SAID = {"source": "S1", "locator": "p. 3", "confidence": "high", "basis": "stated"}
CLEAN: Study = {
    "stakeholders": [
        {
            "id": "A1",
            "name": "Dinas Sosial",
            "sector": "city_agency",
            "aliases": "Dinsos",
            "parent": "",
            "influence": "7",
        },
        {
            "id": "A2",
            "name": "Dinas Kesehatan",
            "sector": "city_agency",
            "aliases": "Dinkes",
            "parent": "",
            "influence": "",
        },
        {"id": "A3", "name": "Forum Anak", "sector": "children_youth", "aliases": "", "parent": "A1", "influence": "2"},
    ],
    "programmes": [
        {
            "id": "P1",
            "name": "Posyandu",
            "cluster": "health",
            "stage": "implementation",
            "valid_from": "2018",
            "valid_to": "2020",
        },
        {
            "id": "P2",
            "name": "Rujukan kasus",
            "cluster": "protection",
            "stage": "evaluation",
            "valid_from": "",
            "valid_to": "",
        },
    ],
    "participation": [
        {"actor": "A1", "programme": "P2", "role": "lead", "status": "existing"},
        {"actor": "A2", "programme": "P1", "role": "support", "status": "intended"},
    ],
    "ties": [
        {"from": "A1", "to": "A2", "type": "meeting", "status": "existing", "strength": "0.5", **_SAID},
        {"from": "A1", "to": "A3", "type": "referral", "status": "needed", "strength": "", **_SAID},
    ],
    "mandates": [
        {"actor": "A1", "function": "refer", "cluster": "protection", "target_group": "abh", "status": "existing"},
        {"actor": "A2", "function": "deliver", "cluster": "health", "target_group": "", "status": "existing"},
    ],
    "requirements": [{"function": "fund", "cluster": "health", "target_group": "", "priority": "1"}],
    "dependencies": [{"programme_a": "P1", "programme_b": "P2", "weight": "0.5"}],
    "sources": [{"id": "S1", "title": "Interview 1", "date": "2020-10-07", "vantage": "A1"}],
    "claims": [
        {"id": "C1", "topic": "law", "statement": "There is one.", "stance": "for", "actors": "A1;A2"},
        {"id": "C2", "topic": "law", "statement": "There is none.", "stance": "against", "actors": ""},
    ],
    "vocabulary": [
        {"list": "cluster", "term": "health", "name_id": "Kesehatan", "name_en": "Health", "parent": ""},
        {"list": "cluster", "term": "protection", "name_id": "Perlindungan", "name_en": "Protection", "parent": ""},
        {"list": "role", "term": "observer", "name_id": "Pengamat", "name_en": "Observer", "parent": ""},
    ],
}


def clean() -> Study:
    """A copy of the clean study, to be spoilt."""
    return deepcopy(CLEAN)


def read(folder: Path, study: Study | None = None, toml: str = "") -> Dataset:
    """Write a study and read it back."""
    return build_dataset(read_folder(write_study(folder, CLEAN if study is None else study, toml)))


def problems_of(folder: Path, encoding: str | None = None) -> tuple[Problem, ...]:
    """All that is wrong with the study in a folder, whether or not it stops."""
    try:
        return build_dataset(read_folder(folder, encoding)).notices
    except InvalidInput as error:
        return error.problems


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems, in their order."""
    return [problem.code for problem in problems]
