"""``synergy check``: every problem at once, and the row account; more files only when asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from synergy.cli.speech import command, language_option, spoken
from synergy.cli.terminal import PROBLEMS, Reporter, as_text, count
from synergy.problems import Severity

if TYPE_CHECKING:
    from synergy.outputs.checking.check_files import Checked, Targets

FILE = click.Path(path_type=Path)
OUT = {"id": "hasil", "en": "out"}  # what the folder of a first result may be called


@click.command(options_metavar="[OPTIONS]")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Print every notice, not one line for all of a kind.")
@click.option("--csv", type=FILE, help="Write the problems to this file, one row each.")
@click.option("--marked", type=FILE, help="Write a copy of the study to this .xlsx file, its faulty cells marked.")
@click.option(
    "--same",
    type=FILE,
    help="Write the names that may be one body to this file, to be answered there and named again.",
)
@click.option("--preset", help="Rules to hold the study against: a name (kla) or a folder.")
@language_option
@click.option("--encoding", help="Encoding of the CSV files, where it is told wrongly.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and account as JSON.")
def check(
    study: Path,
    every: bool,
    csv: Path | None,
    marked: Path | None,
    same: Path | None,
    preset: str | None,
    language: str | None,
    encoding: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    r"""Read and check STUDY; print every problem with its file, row, column and cure.

    The study itself is never changed, and nothing is written but the files named here.

    \b
    Examples:
      synergy check data --language en
      synergy check data --marked to-mend.xlsx
      synergy check data --same same.csv
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting(as_json=as_json):
        from synergy.outputs.checking import check_files  # heavy: loaded when the command runs, not for --help

        targets = check_files.Targets(csv=csv, marked=marked, same=same)
        checked = check_files.read_checked(study, targets, preset=preset, encoding=encoding)
        waiting = check_files.write_files(checked, targets, reporter.language)
        if as_json:
            click.echo(as_text(checked.problems, checked.account))
        else:
            reporter.account(checked.account)
            reporter.problems(checked.problems, every=every)
        asked = {"--preset": preset, "--language": language, "--encoding": encoding}
        options = [word for option, value in asked.items() if value for word in (option, value)]
        _say_written(
            reporter, targets, (checked, waiting), command("synergy", "check", study, "--same", same, *options)
        )
        if checked.dataset is None:
            _stopped(reporter, checked, targets, as_json=as_json)
        elif not as_json:
            _go_on(reporter, checked, study, options)
        if strict and count(checked.problems, Severity.WARNING):
            sys.exit(PROBLEMS)


def _stopped(reporter: Reporter, checked: Checked, targets: Targets, *, as_json: bool) -> None:
    """Say how many errors there are and which file to open, and end with 1."""
    if not as_json:
        errors = count(checked.problems, Severity.ERROR)
        text = reporter.words.text("checked.stopped", n=errors)
        if opened := targets.marked or targets.csv:
            text = reporter.words.text("checked.open", text=text, file=opened)
        elif not targets.named:
            text = reporter.words.text("check.stopped", n=errors)
        reporter.say(text, colour="red")
    sys.exit(PROBLEMS)


def _go_on(reporter: Reporter, checked: Checked, study: Path, options: list[str]) -> None:
    """Say that there is no error, and the command that comes next, to be copied."""
    warnings, notices = (count(checked.problems, weight) for weight in (Severity.WARNING, Severity.NOTICE))
    if checked.dataset and checked.dataset.actors:
        key, step = "warned" if warnings else "fine", ["analyse", study, "-o", _out(study, reporter)]
    else:
        key, step = "no_actor", ["check", study]
    to_copy = command("synergy", *step, *options)
    text = reporter.words.text(f"check.{key}", n=warnings, notices=notices, command=to_copy)
    reporter.say(text, colour="green", whole=to_copy)


def _out(study: Path, reporter: Reporter) -> Path:
    """Return a folder for the result; one inside the study itself would be refused."""
    name = Path(OUT[reporter.language])
    return Path("..") / name if study.is_dir() and study.resolve() == Path.cwd() else name


def _say_written(reporter: Reporter, targets: Targets, met: tuple[Checked, int], again: str) -> None:
    """Say which files were written, and what to do with the names that may be one body."""
    checked, waiting = met
    for path in targets.named:
        if path != targets.same:
            reporter.say(reporter.words.text("checked.wrote", file=path))
            continue
        key = "asked" if waiting else "nothing_asked"
        reporter.say(reporter.words.text(f"checked.{key}", n=waiting, file=path, command=again), whole=again)
        if confirmed := sum(problem.code == "same-body-confirmed" for problem in checked.problems):
            reporter.say(reporter.words.text("checked.confirmed", n=confirmed, command=again), whole=again)
