"""``synergy new``: an empty study to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from synergy.cli.speech import command
from synergy.cli.terminal import Reporter


@click.command(options_metavar="[OPTIONS]")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--xlsx", is_flag=True, help="Make a workbook (DIR/study.xlsx) instead of CSV files.")
@click.option("--preset", default="", help="Rules to hold the study against: kla.")
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of the empty study."
)
def new(folder: Path, xlsx: bool, preset: str, language: str) -> None:
    r"""Make an empty study in DIR, with example rows that are never analysed.

    DIR must not exist yet, or be empty.

    \b
    Example:
      synergy new new-study --xlsx --preset kla --language en
    """
    reporter = Reporter(language)
    with reporter.reporting():
        from synergy.outputs.study.new import write_new_study  # heavy: loaded when the command runs, not for --help

        first = write_new_study(folder, language, preset, workbook=xlsx)
        key = "new.done_xlsx" if xlsx else "new.done_csv"
        to_copy = command("synergy", "check", folder)
        text = reporter.words.text(key, folder=folder, first=folder / first, command=to_copy)
        reporter.say(text, colour="green", whole=to_copy)
