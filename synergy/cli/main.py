"""The group of commands."""

from __future__ import annotations

import click

from synergy import __version__
from synergy.cli.analyse import analyse
from synergy.cli.check import check
from synergy.cli.doctor import doctor
from synergy.cli.explain import explain
from synergy.cli.import_ import import_
from synergy.cli.measures import measures
from synergy.cli.new import new
from synergy.cli.recommend import recommend
from synergy.cli.reproduce import reproduce
from synergy.cli.terminal import Commands
from synergy.cli.validate import validate


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="synergy")
def main() -> None:
    r"""Find who should be talking and is not, whose mandates overlap, what nobody covers.

    \b
    Examples:
      synergy check data                 look for problems in a study
      synergy analyse data -o out        write the page, the briefing, the tables
    """


main.add_command(analyse)
main.add_command(check)
main.add_command(import_)
main.add_command(new)
main.add_command(explain)
main.add_command(measures)
main.add_command(recommend)
main.add_command(validate)
main.add_command(reproduce)
main.add_command(doctor)
