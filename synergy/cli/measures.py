"""``synergy measures``: every number the outputs hold, or what one of them means."""

from __future__ import annotations

import sys

import click

from synergy.cli.speech import laid_out, language_option, spoken
from synergy.cli.terminal import USAGE, Reporter


@click.command(options_metavar="[OPTIONS]")
@click.argument("name", required=False)
@language_option
def measures(name: str | None, language: str | None) -> None:
    r"""List the measures, or explain one: range, what more of it says, its limits, source, column.

    NAME is the name of its column or row in the tables.

    \b
    Examples:
      synergy measures
      synergy measures betweenness --language en
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting():
        if name is None:
            _list(reporter)
        else:
            _explain(name, reporter)


def _list(reporter: Reporter) -> None:
    from synergy.outputs.explaining.measure import list_measures

    for heading, lines in list_measures(reporter.words):
        click.secho(f"\n{heading}", bold=True)
        for line in lines:
            click.echo(laid_out(f"  {line}", sys.stdout, hang=6))
    click.echo(f"\n{reporter.words.text('measures.one')}")


def _explain(name: str, reporter: Reporter) -> None:
    from synergy.outputs.explaining.measure import explain_measure, find_measures

    found, near = find_measures(name, reporter.words)
    if not found:
        text = reporter.words.text("measures.unknown", what=name)
        perhaps = reporter.words.text("explain.perhaps", names=", ".join(near)) if near else ""
        reporter.say(f"{text} {perhaps}".strip(), colour="red")
        sys.exit(USAGE)
    for number, measure in enumerate(found):
        if number:
            click.echo()
        for heading, lines in explain_measure(measure, reporter.words):
            if heading:
                click.secho(f"\n{heading}", bold=True)
            indent = "  " if heading else ""
            for line in lines:
                click.echo(laid_out(f"{indent}{line}", sys.stdout, hang=len(indent) + 2))
