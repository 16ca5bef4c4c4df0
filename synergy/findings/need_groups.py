"""Stated needs grouped by who says them, so that one sentence can name all partners called for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from synergy.dataset.records import Evidence, Status, Tie
from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """Links that the same sources call for and that are in the same state.

    ``centre`` is the actor all of them share, if one does; ``others`` the actors at their other ends.
    """

    links: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    centre: str | None
    others: tuple[str, ...]
    status: str


def need_groups(analysis: Analysis) -> tuple[NeedGroup, ...]:
    """Group the stated needs by their sources and their status.

    Returns
    -------
    Groups with the most links first; of equal size, in the order of their best ranks.
    """
    groups: dict[tuple[tuple[str, ...], str], list[Finding]] = {}
    for link in analysis.by_kind.get("missing_link", ()):
        if STATED in link.basis:
            sources = sorted({s for tie in needed_ties(link, analysis) for s in tie.evidence.sources})
            groups.setdefault((tuple(sources), link.status or ""), []).append(link)
    made = [_group(links, status, analysis) for (_, status), links in groups.items()]
    return tuple(sorted(made, key=lambda group: -len(group.links)))


def needed_ties(link: Finding, analysis: Analysis) -> Iterator[Tie]:
    """Yield the ties of status *needed* between the two actors of a link."""
    return (tie for tie in analysis.dataset.ties_between(link.actors) if tie.status is Status.NEEDED)


def _group(links: list[Finding], status: str, analysis: Analysis) -> NeedGroup:
    common = set.intersection(*({*link.actors} for link in links))
    degrees = analysis.measured.actors["degree"].fillna(0)
    pair_order = links[0].actors[0] if len(links) == 1 else None
    centre = pair_order or (min(common, key=lambda actor: (-degrees[actor], actor)) if common else None)
    others = dict.fromkeys(actor for link in links for actor in link.actors if actor != centre)
    evidence = tuple(tie.evidence for link in links for tie in needed_ties(link, analysis))
    return NeedGroup(tuple(links), evidence, centre, tuple(others), status)
