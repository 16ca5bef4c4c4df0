"""``synergy doctor``: what a bug report needs to say of a machine, and nothing of a study."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from synergy.cli.speech import laid_out, language_option, spoken
from synergy.cli.terminal import DONE, PROBLEMS, Reporter

if TYPE_CHECKING:
    from synergy.language import Catalogue
    from synergy.outputs.explaining.health import Finding


@click.command(options_metavar="[OPTIONS]")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def doctor(language: str | None, as_json: bool) -> None:
    r"""Look whether everything Synergy needs is there: versions, fonts, encodings, a place to write.

    Reads nothing of your data and does not touch the network; the lines can go into a bug report as they are.

    \b
    Example:
      synergy doctor --language en
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting():
        from synergy.outputs.explaining.health import broken, examine  # heavy: imports every package there is

        found = examine()
        names = broken(found)
        if as_json:
            content = [{"name": f.name, "fine": f.fine, "told": f.told, "essential": f.essential} for f in found]
            click.echo(json.dumps({"fine": not names, "found": content}, ensure_ascii=False, indent=1))
        else:
            words = reporter.words
            labels = {finding.name: _label(finding.name, words) for finding in found}
            width = max(map(len, labels.values()))
            for finding in found:
                line = f"{labels[finding.name].ljust(width)}  {_told(finding, words)}"
                click.echo(laid_out(line, sys.stdout, hang=width + 2))
            wrong = ", ".join(labels[name] for name in names)
            text = words.text("doctor.broken", n=len(names), names=wrong) if names else words.text("doctor.fine")
            reporter.say(text, colour="red" if names else "green")
    sys.exit(PROBLEMS if names else DONE)


def _label(name: str, words: Catalogue) -> str:
    """Return what a thing is called in this language; what follows a colon is a name of its own."""
    whole = f"doctor.name.{name.lower().replace(':', '').replace(' ', '-')}"
    if words.has(whole):
        return words.text(whole)
    what, _, own = name.partition(": ")
    return f"{words.text(f'doctor.name.{what}')}: {own}"


def _told(finding: Finding, words: Catalogue) -> str:
    if finding.fine:
        key = f"doctor.told.{finding.told or 'fine'}"
        return words.text(key) if words.has(key) else finding.told
    return f"{words.text('doctor.absent' if finding.essential else 'doctor.optional')} ({finding.told})"
