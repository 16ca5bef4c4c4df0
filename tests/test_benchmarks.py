"""The benchmarks run; what they measure is no test."""

import subprocess
import sys

from tests.conftest import ROOT, actors, ties, write_study


def test_the_benchmark_of_reading_prints_its_ratio():
    command = [sys.executable, str(ROOT / "benchmarks" / "reading.py"), "--ties", "60", "--actors", "12", "--runs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ratio" in done.stdout


def test_the_benchmark_of_a_large_study_prints_time_and_memory():
    command = [sys.executable, str(ROOT / "benchmarks" / "large.py"), "--ties", "60", "--actors", "30"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "30 actors, 60 ties" in done.stdout
    assert "MB" in done.stdout


def test_the_benchmark_of_imports_prints_its_ratio(tmp_path):
    study = write_study(tmp_path / "study", {"stakeholders": actors("A", "B"), "ties": ties("A-B")})
    command = [sys.executable, str(ROOT / "benchmarks" / "imports.py"), "--runs", "1", "--only", "findings"]
    done = subprocess.run([*command, "--study", str(study)], capture_output=True, text=True, check=True)
    assert "ratio" in done.stdout
