"""Small studies for tests: only what a test is about."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from synergy import pipeline
from synergy.findings.analysis import Analysis

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "data"

Rows = Sequence[Mapping[str, str]]


def write_study(folder: Path, tables: Mapping[str, Rows], study: str = "") -> Path:
    """Write tables as CSV into a folder; a table's columns are those of its rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    if study:
        (folder / "study.toml").write_text(study, encoding="utf-8")
    return folder


def actors(*ids: str, sector: str = "city_agency", **columns: str) -> list[dict[str, str]]:
    """Rows of actors named after their ids."""
    return [{"id": i, "name": f"Actor {i}", "sector": sector, **columns} for i in ids]


def ties(*pairs: str, **columns: str) -> list[dict[str, str]]:
    """Rows of undirected ties written as "A-B"; existing unless a status is given."""
    rows = []
    for pair in pairs:
        a, b = pair.split("-")
        rows.append({"from": a, "to": b, "type": "meeting", "status": "existing", "directed": "no", **columns})
    return rows


@pytest.fixture(scope="session", autouse=True)
def _indonesian_locale() -> None:
    """Messages are Indonesian where no language is asked for, whatever the locale of the machine that tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name, "").lower().startswith("en"):
            os.environ[name] = "C.UTF-8"


@pytest.fixture
def analysed(tmp_path: Path) -> Callable[..., Analysis]:
    """Analyse a small study given as tables."""

    def run(study: str = "", **tables: Rows) -> Analysis:
        return pipeline.analyse(write_study(tmp_path / "study", tables, study))

    return run


@pytest.fixture(scope="session")
def case() -> Analysis:
    """The bundled case, analysed once."""
    return pipeline.analyse(CASE)
