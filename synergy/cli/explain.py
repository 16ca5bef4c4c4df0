"""``synergy explain``: a problem by its code, or a finding of a result by its id."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from synergy.cli.speech import laid_out, language_option, spoken
from synergy.cli.terminal import USAGE, Reporter


@click.command(options_metavar="[OPTIONS]")
@click.argument("what")
@click.argument("finding", required=False)
@language_option
def explain(what: str, finding: str | None, language: str | None) -> None:
    r"""Explain a problem, or a finding with its numbers and the rows it rests on.

    WHAT is the code of a problem, or the folder of a result; FINDING is the id of a finding in it.

    \b
    Examples:
      synergy explain unknown-actor
      synergy explain out "missing_link:A01--A35" --language en
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting():
        if finding is None:
            _code(what, reporter)
        else:
            _finding(Path(what), finding, reporter)


def _code(what: str, reporter: Reporter) -> None:
    from synergy.outputs.explaining.code import codes, explain_code, nearest_of

    words, known = reporter.words, codes(reporter.words)
    code = what.strip().strip("[]").casefold().replace("_", "-")
    if code in known:
        _show(explain_code(code, words))
    elif Path(what).is_dir():
        from synergy.outputs.explaining.finding import read_result

        names = ", ".join(list(read_result(Path(what)).findings)[:4])
        _unknown(words.text("explain.which", path=what, names=names), reporter)
    else:
        _unknown(_not_known(what, nearest_of(code, known), reporter), reporter)


def _finding(out: Path, identity: str, reporter: Reporter) -> None:
    from synergy.outputs.explaining.finding import explain_finding, read_result

    result = read_result(out)
    found = result.named(identity)
    if found is None:
        _unknown(_not_known(identity, result.like(identity), reporter), reporter)
    else:
        _show(explain_finding(found, result, reporter.words))


def _not_known(what: str, near: Sequence[str], reporter: Reporter) -> str:
    text = reporter.words.text("explain.unknown", what=what)
    return f"{text} {reporter.words.text('explain.perhaps', names=', '.join(near))}" if near else text


def _unknown(text: str, reporter: Reporter) -> None:
    reporter.say(text, colour="red")
    sys.exit(USAGE)


def _show(sections: Sequence[tuple[str, Sequence[str]]]) -> None:
    for heading, lines in sections:
        if heading:
            click.secho(f"\n{heading}", bold=True)
        indent = "  " if heading else ""
        for line in lines:
            click.echo(laid_out(f"{indent}{line}", sys.stdout, hang=len(indent) + 2))
