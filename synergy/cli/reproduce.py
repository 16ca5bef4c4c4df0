"""``synergy reproduce``: whether a result is made again as it was."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from synergy.cli.speech import language_option, spoken
from synergy.cli.terminal import PROBLEMS, Reporter

if TYPE_CHECKING:
    from synergy.outputs.reproduction import Reproduction


@click.command(options_metavar="[OPTIONS]")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--study",
    type=click.Path(path_type=Path),
    help="The study it was made from; if not given, the folders around OUT and here are searched for it.",
)
@click.option("--preset", metavar="FOLDER", help="The rules it was made with, where they were a folder of your own.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def reproduce(out: Path, study: Path | None, preset: str | None, language: str | None, as_json: bool) -> None:
    r"""Make the result in OUT again and say of every file whether it is the same.

    Its record.json says what it was made from (files by their hashes), with which seed, parameters, languages and
    outputs. The new result is made in a temporary place; OUT and the study are left as they are. Ends with 0 where
    every byte is the same, with 1 where a file differs or the study is not the one recorded.

    \b
    Examples:
      synergy reproduce out --language en
      synergy reproduce out --study data --json
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting(as_json=as_json):
        from synergy import pipeline  # heavy: loaded when the command runs, not for --help
        from synergy.outputs import reproduction

        found = pipeline.reproduce(out, study, preset=preset, progress=reporter.step)
        if as_json:
            click.echo(reproduction.as_json(found))
        else:
            _tell(found, reporter)
        if not found.same:
            sys.exit(PROBLEMS)


def _tell(found: Reproduction, reporter: Reporter) -> None:
    """Print what may be the cause first, then every file, then the verdict."""
    words = reporter.words
    if found.versions:
        reporter.say(words.text("reproduce.versions"), colour="yellow")
    for name, (was, now) in found.versions.items():
        absent = words.text("reproduce.absent")
        reporter.say(words.text("reproduce.version", name=name, was=was or absent, now=now or absent), hang=4)
    if found.rules:
        reporter.say(words.text("reproduce.rules"), colour="yellow")
        _files(found.rules, reporter)
    if found.inputs:
        reporter.say(words.text("reproduce.inputs", path=found.study, n=len(found.inputs)), colour="red")
        _files(found.inputs, reporter)
        return
    _files(found.files, reporter)
    others = sum(state != "same" for state in found.files.values())
    key, colour = ("some", "red") if others else ("all", "green")
    reporter.say(words.text(f"reproduce.{key}", n=others, all=len(found.files), path=found.study), colour=colour)


def _files(states: Mapping[str, str], reporter: Reporter) -> None:
    told = {state: reporter.words.text(f"reproduce.state.{state}") for state in sorted(set(states.values()))}
    width = max(map(len, told.values()), default=0)
    for name, state in states.items():
        click.echo(f"  {told[state].ljust(width)}  {name}")
