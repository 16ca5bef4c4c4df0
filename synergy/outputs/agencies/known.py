"""What the study holds about one agency's own ties, gathered once for all sheets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from synergy.dataset.records import Actor, Claim, Dataset, Kind, Status, Tie
from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding
from synergy.findings.sparse_rows import supplied

KINDS = (Kind.ORGANISATION, Kind.UNIT, Kind.BODY)  # of actors that can answer for themselves
NUMBERS = ("degree", "betweenness", "sector_participation")
MISSING = ("open", "brokered", "partial")  # of a pair that is not observable nothing is known to be missing
TOLD = ("duplication", "overlap", "complementary")  # kinds of computed overlap that are worth a talk
CALLS = ("need", "advice")  # kinds of statements that ask something of somebody


@dataclass(frozen=True, eq=False, slots=True)
class Partner:
    """An actor with existing ties to an agency, and those ties."""

    actor: Actor
    ties: tuple[Tie, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Contact:
    """A missing link of an agency: the other end, the finding, and who could invite the two, where that is known."""

    actor: Actor
    link: Finding
    convener: Actor | None


@dataclass(frozen=True, eq=False, slots=True)
class Duty:
    """An overlap of an agency's duties with those of others."""

    others: tuple[Actor, ...]
    finding: Finding


@dataclass(frozen=True, eq=False)
class Known:
    """Look-ups over one analysis: no sheet has to go through all findings again."""

    analysis: Analysis

    @property
    def dataset(self) -> Dataset:
        """The study."""
        return self.analysis.dataset

    @property
    def agencies(self) -> tuple[Actor, ...]:
        """Every organisation, unit or body that does not stand for others, in the order of ids."""
        return tuple(a for a in self.dataset.actors if a.kind in KINDS and not a.placeholder)

    @cached_property
    def medians(self) -> Mapping[str, float]:
        """The middle value of each number told, over the actors in the network that have one."""
        inside = self.analysis.measured.actors.loc[list(self.analysis.network.members), list(NUMBERS)]
        return {str(name): float(value) for name, value in inside.astype(float).median().items()}

    def number(self, agency: Actor, name: str) -> float:
        """Return a number as in ``tables/actors.csv``; NaN where the agency has none."""
        value: Any = self.analysis.measured.actors.at[agency.id, name]
        return float(value)

    def in_network(self, agency: Actor) -> bool:
        """Say whether an agency counts in the network."""
        return not math.isnan(self.number(agency, "degree"))

    def clusters(self, agency: Actor) -> tuple[str, ...]:
        """Return the clusters in which an agency has a duty or a programme, in the order of the vocabulary."""
        dataset = self.dataset
        duties = (d.cluster for d in dataset.duties_of((agency.id,)) if d.status is Status.EXISTING and d.cluster)
        parts = (p.programme for p in dataset.parts_of((agency.id,)) if p.status is Status.EXISTING)
        held = {*duties, *(cluster for part in parts for cluster in dataset.programme[part].clusters)}
        order = [term for term in dataset.terms("cluster") if term in held]
        return (*order, *sorted(held.difference(order)))

    def partners(self, agency: Actor) -> list[Partner]:
        """Return who has an existing tie to an agency, the one most closely tied first."""
        dataset, index = self.dataset, self.analysis.network.index
        supply = supplied(self.analysis.measured)[index[agency.id]]
        found = []
        for other in dataset.partners_of(agency.id) - {agency.id}:
            ties = tuple(t for t in dataset.ties_between((agency.id, other)) if t.status is Status.EXISTING)
            found.append(Partner(dataset.actor[other], ties))
        return sorted(found, key=lambda p: (-round(supply.get(index[p.actor.id], 0.0), 9), -len(p.ties), p.actor.id))

    def contacts(self, agency: Actor) -> list[Contact]:
        """Return the missing links of an agency: those that a source calls for first, then by rank."""
        links = [link for link in self._links.get(agency.id, ()) if link.status in MISSING]
        links.sort(key=lambda link: (STATED not in link.basis, link.rank or 0))
        return [Contact(self._other(link, agency), link, self._convener(link)) for link in links]

    def duties(self, agency: Actor) -> list[Duty]:
        """Return the overlaps of an agency's duties, in their order: no mere common field, nothing that is disputed."""
        found = [f for f in self._overlaps.get(agency.id, ()) if f.status in TOLD or self._said(f)]
        return [Duty(tuple(self.dataset.actor[a] for a in f.actors if a != agency.id), f) for f in found]

    def calls(self, agency: Actor) -> list[Claim]:
        """Return what sources ask of an agency by name, but for what they dispute."""
        return self._calls.get(agency.id, [])

    def shares_anything(self) -> bool:
        """Say whether the study lets a need be computed at all."""
        return bool(self.analysis.measured.pairs["need"].nnz)

    @cached_property
    def _links(self) -> Mapping[str, list[Finding]]:
        return _by_actor(self.analysis.by_kind.get("missing_link", ()))

    @cached_property
    def _overlaps(self) -> Mapping[str, list[Finding]]:
        return _by_actor(self.analysis.by_kind.get("overlap", ()))

    @cached_property
    def _disputed(self) -> frozenset[object]:
        return frozenset(f.values.get("topic") for f in self.analysis.by_kind.get("conflict", ()))

    def _said(self, overlap: Finding) -> bool:
        """Say whether an overlap is only stated, and on a topic that sources do not dispute."""
        return overlap.status is None and all(claim.topic not in self._disputed for claim in self.claims(overlap))

    def claims(self, finding: Finding) -> list[Claim]:
        """Return the statements that a finding rests on."""
        ids = finding.values.get("claims")
        return [self._claim[key] for key in ids if key in self._claim] if isinstance(ids, tuple) else []

    @cached_property
    def _claim(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.dataset.claims}

    @cached_property
    def _calls(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.dataset.claims:
            if claim.kind in CALLS and claim.topic not in self._disputed and claim.stance != "against":
                for actor in claim.actors:
                    found.setdefault(actor, []).append(claim)
        return found

    @cached_property
    def _conveners(self) -> Mapping[frozenset[str], str]:
        return {frozenset(link.pair.actors): link.convener for link in self.analysis.plan.links if link.convener}

    def _convener(self, link: Finding) -> Actor | None:
        """Return who could invite: as planned, else a named body that has ties to both."""
        between = self._conveners.get(frozenset(link.actors)) or link.values.get("go_between")
        found = self.dataset.actor.get(str(between))
        return found if found and found.kind in KINDS and not found.placeholder else None

    def _other(self, link: Finding, agency: Actor) -> Actor:
        return self.dataset.actor[next(actor for actor in link.actors if actor != agency.id)]


def _by_actor(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for actor in finding.actors:
            found.setdefault(actor, []).append(finding)
    return found
