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
    >>> [f.id for f in ranked([Finding(id="b", kind="k", pattern="", score=1), Finding(id="a", kind="k", pattern="", score=1)])]
    ['a', 'b']
    """
    ordered = sorted(findings, key=lambda f: (f.kind, -round(f.score, 9), STATED not in f.basis, f.id))
    return tuple(
        replace(finding, rank=place)
        for _, group in groupby(ordered, key=lambda f: f.kind)
        for place, finding in enumerate(group, start=1)
    )
