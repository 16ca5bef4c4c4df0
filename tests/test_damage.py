"""Any bytes in any file of a study end in a report: bit flips, cuts and junk in the bundled case."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synergy.dataset.build import build_dataset
from synergy.problems import InvalidInput, UnusablePlace
from synergy.tables import read_folder
from tests.catalogue.case import write_book
from tests.conftest import CASE
from tests.test_command_line import hashes, invoke

FILES = sorted(path.name for path in CASE.iterdir() if path.suffix in (".csv", ".toml"))
BITES = [b"", b"\0", b"\xff\xfe", b'"', b"\r", b";", b",,,,,,,,,,,,", b"\xed\xa0\x80", b"\x1a", b"=1+1", b"PK\x03\x04"]
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def is_told(study: Path) -> None:
    """A study gives a dataset or problems; anything else is a bug of ours and fails the test."""
    try:
        build_dataset(read_folder(study))
    except (InvalidInput, UnusablePlace):
        return


def damaged(raw: bytes, chance: Random) -> bytes:
    """Flip some bytes, put something in between, or cut the file."""
    spoilt = bytearray(raw)
    for _ in range(chance.randrange(1, 8)):
        place = chance.randrange(len(spoilt) or 1)
        kind = chance.randrange(4)
        if kind == 0 and spoilt:
            spoilt[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            spoilt[place:place] = chance.choice(BITES)
        elif kind == 2:
            del spoilt[place : place + chance.randrange(1, 400)]
        elif chance.random() < 0.2:
            del spoilt[place:]
    return bytes(spoilt)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_of_the_case_ends_in_a_report(tmp_path, name):
    study = tmp_path / "study"
    shutil.copytree(CASE, study, ignore=shutil.ignore_patterns("presets", "base"))
    chance = Random(name)
    for _ in range(4):
        (study / name).write_bytes(damaged((CASE / name).read_bytes(), chance))
        is_told(study)


def test_a_damaged_workbook_ends_in_a_report(tmp_path):
    path = tmp_path / "study.xlsx"
    write_book(path)
    raw, chance = path.read_bytes(), Random(5)
    for _ in range(25):
        path.write_bytes(damaged(raw, chance))
        is_told(path)


@QUICK
@given(junk=st.binary(max_size=400), name=st.sampled_from(FILES), head=st.booleans())
def test_junk_in_place_of_a_file_ends_in_a_report(junk, name, head):
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        shutil.copytree(CASE, study, ignore=shutil.ignore_patterns("presets", "base"))
        first = (CASE / name).read_bytes().split(b"\n", 1)[0] + b"\n" if head else b""
        (study / name).write_bytes(first + junk)
        is_told(study)


def test_the_command_ends_with_0_1_or_2_and_leaves_damaged_files_alone(tmp_path):
    study = tmp_path / "study"
    shutil.copytree(CASE, study, ignore=shutil.ignore_patterns("presets", "base"))
    chance = Random(11)
    for number in range(6):
        name = chance.choice(FILES)
        (study / name).write_bytes(damaged((CASE / name).read_bytes(), chance))
        before = hashes(study)
        done = invoke("analyse", study, "-o", tmp_path / f"out{number}", "--only", "findings")
        assert done.exit_code in (0, 1, 2), done.output
        assert hashes(study) == before
        shutil.copy(CASE / name, study / name)
