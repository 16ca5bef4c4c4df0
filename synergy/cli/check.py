"""``synergy check``: every problem at once, and the row account; more files only when asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from synergy.cli.terminal import PROBLEMS, Reporter, as_text
from synergy.problems import Severity

if TYPE_CHECKING:
    from synergy.outputs.checking.check_files import Checked, Targets

FILE = click.Path(path_type=Path)


@click.command(options_metavar="[OPTIONS]")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--csv", type=FILE, help="Write the problems to this file, one row each.")
@click.option("--marked", type=FILE, help="Write a copy of the study to this .xlsx file, its faulty cells marked.")
@click.option(
    "--same",
    type=FILE,
    help="Write the names that may be one body to this file, to be answered there and named again.",
)
@click.option("--preset", help="Rules to hold the study against: a name (kla) or a folder.")
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of messages."
)
@click.option("--encoding", help="Encoding of the CSV files, where it is told wrongly.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and account as JSON.")
def check(
    study: Path,
    csv: Path | None,
    marked: Path | None,
    same: Path | None,
    preset: str | None,
    language: str,
    encoding: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Read and check STUDY; print every problem with its file, row, column and cure.

    The study itself is never changed, and nothing is written but the files named here.

    \b
    Examples:
      synergy check data --language en
      synergy check data --marked to-mend.xlsx
      synergy check data --same same.csv
    """  # noqa: D301
    reporter = Reporter(language)
    with reporter.reporting(as_json=as_json):
        from synergy.outputs.checking import check_files  # heavy: loaded when the command runs, not for --help

        targets = check_files.Targets(csv=csv, marked=marked, same=same)
        checked = check_files.read_checked(study, targets, preset=preset, encoding=encoding)
        waiting = check_files.write_files(checked, targets, language)
        if checked.dataset is not None:
            _say_written(reporter, targets, waiting)
            reporter.checked(checked.dataset, strict=strict, as_json=as_json)
        else:
            _stopped(reporter, checked, (targets, waiting), as_json=as_json)


def _stopped(reporter: Reporter, checked: Checked, written: tuple[Targets, int], *, as_json: bool) -> None:
    """Print every problem of a study with errors, then which file to open, and end with 1."""
    targets, waiting = written
    if as_json:
        click.echo(as_text(checked.problems, checked.account))
    else:
        reporter.problems(checked.problems)
    _say_written(reporter, targets, waiting)
    if not as_json:
        errors = sum(problem.severity is Severity.ERROR for problem in checked.problems)
        text = reporter.words.text("checked.stopped", n=errors)
        if opened := targets.marked or targets.csv:
            text = reporter.words.text("checked.open", text=text, file=opened)
        elif not targets.named:
            text = reporter.words.text("check.stopped", n=errors)
        reporter.say(text, colour="red")
    sys.exit(PROBLEMS)


def _say_written(reporter: Reporter, targets: Targets, waiting: int) -> None:
    for path in targets.named:
        if path == targets.same:
            key = "checked.asked" if waiting else "checked.nothing_asked"
            reporter.say(reporter.words.text(key, n=waiting, file=path))
        else:
            reporter.say(reporter.words.text("checked.wrote", file=path))
