"""How sure a finding is, in a word anybody can check against the tables."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.dataset.records import Basis, Confidence, Evidence
from synergy.findings.finding import STATED


def sure(basis: Sequence[str], evidence: Sequence[Evidence], *, read: bool = False) -> str:
    """Return the code of how sure a finding is; the first that holds.

    ``computed``: no source says it. ``read``: it is the coder's reading of what sources say. ``low``: some
    evidence is of low confidence. ``several``, ``one``, ``none``: so many sources say it.

    Parameters
    ----------
    basis : of the finding.
    evidence : the statements it rests on.
    read : whether it is known otherwise to be a reading.
    """
    if STATED not in basis:
        return "computed"
    if read or (evidence and all(piece.basis is Basis.INFERRED for piece in evidence)):
        return "read"
    if any(piece.confidence is Confidence.LOW for piece in evidence):
        return "low"
    sources = {source for piece in evidence for source in piece.sources}
    return "several" if len(sources) > 1 else "one" if sources else "none"
