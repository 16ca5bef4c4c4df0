"""``synergy validate``: whether the computed list of missing links is worth believing in a study."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from synergy.cli.speech import language_option, spoken
from synergy.cli.terminal import USAGE, Reporter

if TYPE_CHECKING:
    from synergy.dataset.records import Dataset
    from synergy.measures.of_validity import Validity


@click.command(options_metavar="[OPTIONS]")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--layer", metavar="TYPE", help="Test only the ties of this type; of all types where not given.")
@click.option("--preset", help="Rules to hold the study against: a name (kla) or a folder.")
@click.option("--seed", type=int, help="Seed of everything drawn by chance.")
@language_option
@click.option("--encoding", help="Encoding of the CSV files, where it is told wrongly.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def validate(
    study: Path,
    layer: str | None,
    preset: str | None,
    seed: int | None,
    language: str | None,
    encoding: str | None,
    as_json: bool,
) -> None:
    r"""Test whether ties in STUDY follow the computed need for them, more than the size of portfolios.

    Hides ties and looks which score finds them again, asks what need adds to size and sector, and deals the
    responsibilities out at random. Nothing is written. Ties recorded inside programmes follow shared programmes by
    the way they were recorded; with --layer only ties of one type are tested.

    \b
    Examples:
      synergy validate data --language en
      synergy validate data --layer meeting --json
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting(as_json=as_json):
        from synergy import pipeline  # heavy: loaded when the command runs, not for --help
        from synergy.measures.of_validity import validity
        from synergy.measures.of_variants import sensitivity
        from synergy.networks import build_network
        from synergy.outputs.checking import validity_report

        reporter.step("read")
        dataset = pipeline.read(study, preset=preset, encoding=encoding)
        settings = pipeline.settings_of(dataset, seed)
        target = None if layer is None else _layer(layer, dataset, reporter)
        reporter.step("measure")
        network = build_network(dataset)
        found = validity(network, settings, layer=target, thorough=True)
        variants = () if found.reason else sensitivity(network, settings)
        if as_json:
            click.echo(validity_report.as_json(found, variants, dataset, settings))
        else:
            for line in validity_report.report(found, variants, dataset, reporter.words):
                click.echo(line)
            click.echo()
            for line in validity_report.verdict(found, dataset, settings, reporter.words):
                click.secho(line, fg=_colour(found))


def _colour(found: Validity) -> str:
    """Return the colour of the verdict: passed, but not clearly better than size, is no plain green."""
    if found.passed is None or (found.passed and not found.clearly_better):
        return "yellow"
    return "green" if found.passed else "red"


def _layer(what: str, dataset: Dataset, reporter: Reporter) -> str:
    """Return the type of tie called so, or end with 2 and the types there are."""
    from synergy.dataset.records import Status
    from synergy.outputs.checking.validity_report import find_layer

    found = find_layer(what, dataset)
    if found is None:
        types = sorted({tie.type for tie in dataset.ties if tie.status is Status.EXISTING})
        key = "validate.unknown_layer" if types else "validate.no_layer"
        reporter.say(reporter.words.text(key, what=what, types=", ".join(types)), colour="red")
        sys.exit(USAGE)
    return found
