"""``synergy doctor``: what a bug report needs to say of a machine, and nothing of a study."""

from __future__ import annotations

import json
import sys

import click

from synergy.cli.terminal import DONE, PROBLEMS, Reporter


@click.command(options_metavar="[OPTIONS]")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def doctor(language: str, as_json: bool) -> None:
    r"""Look whether everything Synergy needs is there: versions, fonts, encodings, a place to write.

    Reads nothing of your data and does not touch the network; the lines can go into a bug report as they are.

    \b
    Example:
      synergy doctor --language en
    """
    reporter = Reporter(language)
    with reporter.reporting():
        from synergy.outputs.explaining.health import broken, examine  # heavy: imports every package there is

        found = examine()
        names = broken(found)
        if as_json:
            content = [{"name": f.name, "fine": f.fine, "told": f.told, "essential": f.essential} for f in found]
            click.echo(json.dumps({"fine": not names, "found": content}, ensure_ascii=False, indent=1))
        else:
            width = max(len(finding.name) for finding in found)
            words = reporter.words
            for finding in found:
                key = "ok" if finding.fine else "absent" if finding.essential else "optional"
                told = f"{words.text(f'doctor.{key}')} ({finding.told})" if not finding.fine else finding.told
                click.echo(f"{finding.name.ljust(width)}  {told or words.text('doctor.ok')}")
            text = words.text("doctor.broken", n=len(names), names=", ".join(names)) if names else ""
            reporter.say(text or words.text("doctor.fine"), colour="red" if names else "green")
    sys.exit(PROBLEMS if names else DONE)
