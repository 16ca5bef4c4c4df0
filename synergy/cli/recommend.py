"""``synergy recommend``: which new links are worth most, and what they would change."""

from __future__ import annotations

from pathlib import Path

import click

from synergy.cli.speech import language_option, spoken
from synergy.cli.terminal import Reporter


@click.command(options_metavar="[OPTIONS]")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--links", type=click.IntRange(1, 100), default=5, show_default=True, help="New links at most.")
@click.option("--per-actor", type=click.IntRange(1, 100), default=2, show_default=True, help="With any one actor.")
@click.option("--never", multiple=True, metavar="A--B", help="A pair that cannot be linked; may be given again.")
@click.option("--always", multiple=True, metavar="A--B", help="A pair that must be linked; may be given again.")
@language_option
@click.option("--preset", help="Rules to hold the study against: a name (kla) or a folder.")
@click.option("--seed", type=int, help="Seed of everything drawn by chance.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan for machines, in both languages.")
def recommend(
    study: Path,
    links: int,
    per_actor: int,
    never: tuple[str, ...],
    always: tuple[str, ...],
    language: str | None,
    preset: str | None,
    seed: int | None,
    as_json: bool,
) -> None:
    r"""Propose the new links worth most to STUDY, within limits.

    Pairs are given by id, name or alias of the two actors, with -- between them.

    \b
    Example:
      synergy recommend data --links 3 --never "DPMP3AKB--Kepolisian"
    """
    reporter = Reporter(spoken(language))
    with reporter.reporting(as_json=as_json):
        from synergy import pipeline

        analysis = pipeline.analyse(study, preset=preset, seed=seed, progress=reporter.step)
        wishes = pipeline.wishes(analysis.dataset, links=links, per_actor=per_actor, never=never, always=always)
        planned = pipeline.replanned(analysis, wishes)
        click.echo(pipeline.plan_text(planned, None if as_json else reporter.language))
