"""Coordination that is needed and not there."""

from __future__ import annotations

from synergy.networks.network import Matrix


def gap(need: Matrix, supply: Matrix) -> Matrix:
    """Need that no existing tie supplies, for every pair.

    Parameters
    ----------
    need : (n, n) symmetric, >= 0; dense or sparse.
    supply : (n, n) symmetric, in [0, 1].

    Returns
    -------
    (n, n), >= 0.

    Examples
    --------
    >>> import numpy as np
    >>> float(gap(np.array([[0, 2.0], [2.0, 0]]), np.array([[0, 0.25], [0.25, 0]]))[0, 1])
    1.5
    """
    return need - need * supply


def status(supplied: float, brokered: float, *, met: float, brokered_at: float) -> str:
    """Say what stands against a need: ``met``, ``partial``, ``brokered`` or ``open``.

    Examples
    --------
    >>> status(0.4, 0.8, met=0.5, brokered_at=0.5), status(0.0, 0.5, met=0.5, brokered_at=0.5)
    ('partial', 'brokered')
    """
    if supplied >= met:
        return "met"
    if supplied > 0:
        return "partial"
    return "brokered" if brokered >= brokered_at else "open"
