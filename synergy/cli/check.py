"""``synergy check``: every problem at once, and the row account."""

from __future__ import annotations

from pathlib import Path

import click

from synergy.cli.terminal import Reporter


@click.command(options_metavar="[OPTIONS]")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--preset", help="Rules to hold the study against: a name (kla) or a folder.")
@click.option(
    "--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of messages."
)
@click.option("--encoding", help="Encoding of the CSV files, where it is told wrongly.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and account as JSON.")
def check(study: Path, preset: str | None, language: str, encoding: str | None, strict: bool, as_json: bool) -> None:
    r"""Read and check STUDY; print every problem with its file, row, column and cure. Writes nothing.

    \b
    Example:
      synergy check data --language en
    """
    reporter = Reporter(language)
    with reporter.reporting(as_json=as_json):
        from synergy import pipeline  # heavy: loaded when the command runs, not for --help

        dataset = pipeline.read(study, preset=preset, encoding=encoding)
        reporter.checked(dataset, strict=strict, as_json=as_json)
