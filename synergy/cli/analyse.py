"""``synergy analyse``: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from synergy.cli.speech import spoken
from synergy.cli.terminal import LANGUAGE_LIST, ONLY_LIST, Reporter

LANGUAGES = ("id", "en")  # of the documents, unless other ones are asked for


@click.command(options_metavar="[OPTIONS]")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@click.option(
    "--language",
    "languages",
    type=LANGUAGE_LIST,
    show_default="id,en",
    help="Languages of the documents; the first is also that of messages and of the opening page. "
    "If not given, messages are as with check.",
)
@click.option("--preset", help="Rules to hold the study against: a name (kla) or a folder.")
@click.option("--seed", type=int, help="Seed of everything drawn by chance.")
@click.option(
    "--only",
    type=ONLY_LIST,
    help="Write only some outputs: page, briefing, note, agencies, tables, workbook, findings, figures, graph.",
)
@click.option("--encoding", help="Encoding of the CSV files, where it is told wrongly.")
@click.option("--force", is_flag=True, help="Replace an earlier result of ours.")
@click.option("--quiet", is_flag=True, help="Print only the page or document to open.")
def analyse(
    study: Path,
    out: Path,
    languages: tuple[str, ...] | None,
    preset: str | None,
    seed: int | None,
    only: tuple[str, ...] | None,
    encoding: str | None,
    force: bool,
    quiet: bool,
) -> None:
    r"""Read STUDY and write the page, the briefing, the tables and the record.

    STUDY is a folder of tables (only stakeholders is required).

    \b
    Example:
      synergy analyse data -o out --language en
    """
    reporter = Reporter(languages[0] if languages else spoken(None), quiet=quiet)
    with reporter.reporting():
        from synergy import pipeline  # heavy: loaded when the command runs, not for --help

        pipeline.check_target(out, study, force=force)
        analysis = pipeline.analyse(study, preset=preset, seed=seed, encoding=encoding, progress=reporter.step)
        reporter.account(analysis.dataset.account)
        reporter.notices(analysis.dataset.notices, study)
        asked = languages or LANGUAGES
        remarks = pipeline.publish(analysis, out, asked, only=only, force=force, progress=reporter.step)
        reporter.remarks(remarks)
        reporter.done(analysis, out)
