"""Rank findings within their kind, after all are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from synergy.findings.finding import STATED, Finding


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by kind, then score, with ``rank`` counted from 1 within each kind.

    Of equal scores a stated finding comes before a computed one, then the id decides; the order of
    rows in the tables never does.

    Examples
    --------
    >>> two = [Finding(id=name, kind="k", pattern="", score=1) for name in "ba"]
    >>> [(finding.id, finding.rank) for finding in ranked(two)]
    [('a', 1), ('b', 2)]
    """
    ordered = sorted(findings, key=lambda f: (f.kind, -round(f.score, 9), STATED not in f.basis, f.id))
    return tuple(
        replace(finding, rank=place)
        for _, group in groupby(ordered, key=lambda f: f.kind)
        for place, finding in enumerate(group, start=1)
    )
