"""The shape of the code is tested: direction of imports, what loads when, style, types."""

import subprocess
import sys
from pathlib import Path

import pytest

from synergy.cli import main

ROOT = Path(__file__).resolve().parents[1]
HEAVY = [
    "numpy",
    "pandas",
    "networkx",
    "scipy",
    "pyvis",
    "docx",
    "typst",
    "jinja2",
    "openpyxl",
    "rapidfuzz",
    "xlsxwriter",
    "IPython",
]


def run(*command):
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def loaded(code):
    done = run("-c", f"import sys\n{code}\nprint([m for m in {HEAVY} if m in sys.modules])")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def test_data_flows_one_way():
    done = run("-c", "import importlinter.cli, sys; sys.exit(importlinter.cli.lint_imports())")
    assert done.returncode == 0, done.stdout


HELP = """
from click.testing import CliRunner
import synergy.cli
assert CliRunner().invoke(synergy.cli.main, {arguments}).exit_code == 0
"""


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in sorted(main.commands))])
def test_help_loads_no_heavy_library(arguments):
    assert loaded(HELP.format(arguments=arguments)) == "[]"


def test_an_analysis_loads_no_library_of_an_output_it_does_not_write():
    code = "from pathlib import Path\nfrom synergy import pipeline\npipeline.analyse(Path('data'))"
    assert not {"pyvis", "docx", "typst", "IPython"} & set(eval(loaded(code)))


def test_lint_finds_nothing():
    done = run("-m", "ruff", "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout


def test_code_is_formatted():
    done = run("-m", "ruff", "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_are_strict():
    done = run("-m", "mypy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "synergy").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
