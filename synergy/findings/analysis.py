"""What a run knows: everything the outputs may say."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from synergy.dataset.records import Dataset
from synergy.findings.caveat import Caveat
from synergy.findings.finding import STATED, Finding
from synergy.findings.plan import Plan
from synergy.measures.measured import Measured
from synergy.networks.network import Network
from synergy.settings import Settings


@dataclass(frozen=True, eq=False, kw_only=True)
class Analysis:
    """A study, its networks, their measures, the findings, the plan and the caveats that go with them."""

    measured: Measured
    findings: tuple[Finding, ...]
    caveats: tuple[Caveat, ...]
    settings: Settings
    plan: Plan = field(default_factory=Plan)

    @property
    def network(self) -> Network:
        """The network that was measured."""
        return self.measured.network

    @property
    def dataset(self) -> Dataset:
        """The checked study behind it."""
        return self.network.dataset

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Place of each missing link among the stated ones, or among the computed ones, counted from 1.

        Documents and the page show stated and computed links apart; ``rank`` counts over both.
        """
        places: dict[str, int] = {}
        links = self.by_kind.get("missing_link", ())
        for stated in (True, False):
            own = [link for link in links if (STATED in link.basis) is stated]
            places |= {link.id: place for place, link in enumerate(own, start=1)}
        return places

    @cached_property
    def by_kind(self) -> dict[str, tuple[Finding, ...]]:
        """Findings of each kind, in the order of their ranks."""
        kinds = sorted({finding.kind for finding in self.findings})
        return {kind: tuple(f for f in self.findings if f.kind == kind) for kind in kinds}
