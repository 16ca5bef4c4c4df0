"""Measures → findings: every kind of statement about named actors is listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from synergy.findings.analysis import Analysis
from synergy.findings.brokered_link import brokered_links
from synergy.findings.caveat import caveats
from synergy.findings.conflict import conflicts
from synergy.findings.coverage_gap import coverage_gaps
from synergy.findings.finding import Finding
from synergy.findings.isolated import isolated_actors
from synergy.findings.missing_link import missing_links
from synergy.findings.overlap import overlapping_mandates
from synergy.findings.plan import Wishes, make_plan
from synergy.findings.ranking import ranked
from synergy.findings.recommendation import recommendations
from synergy.findings.single_point import single_points
from synergy.findings.system_gap import system_gaps
from synergy.measures.measured import Measured
from synergy.settings import Settings

KINDS: tuple[Callable[[Measured, Settings], Iterator[Finding]], ...] = (
    missing_links,
    overlapping_mandates,
    coverage_gaps,
    single_points,
    conflicts,
    system_gaps,
    isolated_actors,
    brokered_links,
)


def find(measured: Measured, settings: Settings) -> Analysis:
    """Find everything there is to say about a measured network, ranked within each kind.

    Parameters
    ----------
    measured : from ``synergy.measures.measure``.
    settings : parameters of the run.

    Returns
    -------
    Analysis: what the outputs may say.
    """
    plan = make_plan(measured, settings)
    found = [finding for kind in KINDS for finding in kind(measured, settings)]
    return Analysis(
        measured=measured,
        findings=ranked([*found, *recommendations(plan, measured)]),
        caveats=tuple(caveats(measured, settings)),
        plan=plan,
        settings=settings,
    )


def replanned(analysis: Analysis, wishes: Wishes) -> Analysis:
    """Return an analysis with another plan of new links in place of its own.

    Parameters
    ----------
    analysis : from ``find``.
    wishes : what the plan must keep to.
    """
    plan = make_plan(analysis.measured, analysis.settings, wishes)
    others = [finding for finding in analysis.findings if finding.kind != "recommendation"]
    return replace(analysis, plan=plan, findings=ranked([*others, *recommendations(plan, analysis.measured)]))
