"""How much of a large study the page holds: a browser must still open it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from synergy.dataset.records import Actor, Programme, Tie
from synergy.findings.analysis import Analysis
from synergy.findings.caveat import Caveat
from synergy.findings.finding import Finding

MOST_FINDINGS = 500  # of one kind
MOST_ACTORS, MOST_TIES, MOST_PROGRAMMES = 2_000, 5_000, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the page holds of a study, all of it where it is small; ``caveat`` says what it leaves out."""

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    programmes: tuple[Programme, ...]
    findings: tuple[Finding, ...]
    caveat: Caveat | None


def part_shown(analysis: Analysis, drawn: Iterable[str]) -> Part:
    """Choose what the page holds of a study.

    Of each kind of finding the first ``MOST_FINDINGS``; of more than ``MOST_TIES`` ties those between two actors that
    the map draws, and those of pairs that a finding names; of more than ``MOST_ACTORS`` actors those that the map, a
    finding or one of these ties names; of more than ``MOST_PROGRAMMES`` programmes those that a finding names.

    Parameters
    ----------
    analysis : a finished run.
    drawn : ids of the actors on the map.
    """
    dataset = analysis.dataset
    findings = tuple(f for own in analysis.by_kind.values() for f in islice(own, MOST_FINDINGS))
    drawn = frozenset(drawn)
    named = {*drawn, *(actor for finding in findings for actor in finding.actors)}
    pairs = {frozenset(finding.actors) for finding in findings}
    ties, actors, programmes = dataset.ties, dataset.actors, dataset.programmes
    if len(ties) > MOST_TIES:
        ties = tuple(tie for tie in ties if drawn.issuperset(tie.ends) or frozenset(tie.ends) in pairs)
    if len(actors) > MOST_ACTORS:
        named.update(end for tie in ties for end in tie.ends)
        actors = tuple(actor for actor in actors if actor.id in named)
    if len(programmes) > MOST_PROGRAMMES:
        known = {programme for finding in findings for programme in finding.programmes}
        programmes = tuple(programme for programme in programmes if programme.id in known)
    here = {"actors": len(actors), "ties": len(ties), "programmes": len(programmes), "findings": len(findings)}
    of = {name: len(getattr(dataset, name)) for name in ("actors", "ties", "programmes")}
    of["findings"] = len(analysis.findings)
    values = {"most": MOST_FINDINGS, **{f"{name}_here": n for name, n in here.items()}}
    values |= {f"{name}_of": n for name, n in of.items()}
    caveat = Caveat("page_part", values) if here != of else None
    return Part(actors=actors, ties=ties, programmes=programmes, findings=findings, caveat=caveat)
