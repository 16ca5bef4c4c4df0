"""How much the list of gaps owes to choices that could have been made otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synergy.measures.pairs.perturbed_need import Responsibilities
from synergy.measures.uncertainty.kendall import kendall_tau

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What one other choice does to the list.

    ``tau`` is Kendall's tau-b between the gaps of all pairs that have one under either choice (1: same order);
    ``jaccard`` the share of pairs in both lists of the ``top`` largest, out of those in either. NaN where there are
    fewer than two such pairs, or no gap under one of the choices.
    """

    choice: str
    value: str
    tau: float
    jaccard: float
    top: int
    pairs: int


def compare(choice: str, value: str, gaps: Array, other: Array, *, top: int = 20) -> Variant:
    """Compare the gaps under another choice with the gaps as reported.

    Parameters
    ----------
    choice, value : what was chosen otherwise, and how.
    gaps, other : (n, n) symmetric, >= 0.
    top : length of the lists compared; at a tie for the last place all tied pairs are in.

    Examples
    --------
    >>> gaps = np.array([[0, 3, 1], [3, 0, 2], [1, 2, 0.0]])
    >>> same = compare("roles", "flat", gaps, 2 * gaps, top=2)
    >>> round(same.tau, 9), same.jaccard, same.pairs
    (1.0, 1.0, 3)
    """
    rows, columns = np.triu_indices(gaps.shape[0], 1)
    a, b = gaps[rows, columns].round(12), other[rows, columns].round(12)
    either = (a > 0) | (b > 0)
    a, b = a[either], b[either]
    ordered = a.size > 1 and np.ptp(a) > 0 and np.ptp(b) > 0
    return Variant(
        choice=choice,
        value=value,
        tau=kendall_tau(a, b) if ordered else float("nan"),
        jaccard=_jaccard(_leading(a, top), _leading(b, top)),
        top=top,
        pairs=int(a.size),
    )


def other_definitions(
    duties: Responsibilities, names: tuple[str, ...], missing: Mapping[str, Array]
) -> Iterator[tuple[str, str, Array]]:
    """Yield (choice, value, gaps) for other weights of roles and columns, without each facet, and other supplies.

    Parameters
    ----------
    duties : of n actors.
    names : of the facets, in the order of ``duties.facets``.
    missing : 1 - supply, (n, n), as reported under ``"reported"`` and under other credits by their names.
    """
    reported = missing["reported"]
    yield "roles", "flat", duties.need(role=lambda w: (w > 0).astype(float)) * reported
    yield "roles", "steep", duties.need(role=np.square) * reported
    yield "specificity", "none", duties.need(specificity=lambda held: np.ones(held.size)) * reported
    yield "specificity", "newman", duties.need(specificity=lambda held: 1 / np.maximum(held - 1, 1)) * reported
    filled = [bool((roles > 0).any()) for roles, _ in duties.facets]
    for left_out, name in enumerate(names):
        if filled[left_out] and sum(filled) > 1:
            shares = [float(i != left_out) for i in range(len(names))]
            yield "facet_left_out", name, duties.need(shares=shares) * reported
    need = duties.need()
    for name, lacking in missing.items():
        if name != "reported":
            yield "supply", name, need * lacking


def _leading(values: Array, top: int) -> frozenset[int]:
    positive = np.sort(values[values > 0])[::-1]
    if not positive.size:
        return frozenset()
    return frozenset(np.nonzero(values >= positive[min(top, positive.size) - 1])[0].tolist())


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a and b else float("nan")
