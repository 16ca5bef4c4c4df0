"""Documents tell the truth: commands in them run, generated pages are current, links lead somewhere."""

import importlib.util
import re
import shlex

import pytest
from click.testing import CliRunner

from synergy.cli import main
from tests.conftest import CASE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")), CASE / "README.md"]


def pages():
    spec = importlib.util.spec_from_file_location("make", ROOT / "docs" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PAGES


@pytest.mark.parametrize("name", ["format.md", "problems.md", "tables.md"])
def test_generated_pages_are_current(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name](), "run: python docs/make.py"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_to_files_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / target).exists(), target


def test_the_readme_commands_are_real(tmp_path, monkeypatch):
    """Each ``synergy`` line of the README runs, with the bundled case in place of the reader's own study."""
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^synergy (.+?)(?:\s+#.*)?$", README, flags=re.MULTILINE)
    assert len(lines) >= 3
    made = "out"
    for number, line in enumerate(lines):
        arguments = [str(CASE) if word == "my-study" else word for word in shlex.split(line)]
        made = f"out{number}" if "-o" in arguments else made  # each run writes a folder of its own
        arguments = [made if word == "out" else word for word in arguments]
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, (line, done.output)


def test_every_command_is_in_the_readme_and_has_help():
    for name, command in main.commands.items():
        assert f"synergy {name}" in README
        assert command.help
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.help, (name, parameter.name)


def test_every_file_the_readme_names_is_written(tmp_path):
    done = CliRunner().invoke(main, ["analyse", str(CASE), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    rows = re.findall(r"^\| `([^`]+)`", README.split("## What it writes")[1].split("##")[0], flags=re.MULTILINE)
    for pattern in rows:
        assert list((tmp_path / "out").glob(pattern.replace(".id.", ".*."))), pattern
