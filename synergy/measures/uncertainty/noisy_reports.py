"""How probable a tie is when those asked about it may forget it or imagine it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.estimate import NAN

Floats = NDArray[np.float64]
BetaPrior = tuple[float, float]

RHO_PRIOR: BetaPrior = (2.0, 2.0)
ALPHA_PRIOR: BetaPrior = (9.0, 3.0)
BETA_PRIOR: BetaPrior = (2.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRates:
    """Share of pairs tied (``rho``), and how often a tie (``alpha``) and a non-tie (``beta``) is reported as a tie."""

    rho: float
    alpha: float
    beta: float
    iterations: int
    converged: bool


def posterior(named: ArrayLike, asked: ArrayLike, *, rho: float, alpha: float, beta: float) -> Floats:
    """Probability of a tie given the reports: ρα^E(1-α)^(N-E) / [that + (1-ρ)β^E(1-β)^(N-E)].

    Parameters
    ----------
    named : E, reports of each pair that name a tie; any shape.
    asked : N, reports of each pair that were given; same shape.
    rho : probability of a tie before any report.
    alpha : probability that a report names a tie that is there.
    beta : probability that a report names a tie that is not there.

    Returns
    -------
    Floats in [0, 1] of that shape; ``rho`` where nobody reported, which is no observation of the pair. NaN where
    the rates make the reports impossible.

    References
    ----------
    Newman (2018), Network structure from rich but noisy data, Nature Physics 14:542-545,
    doi:10.1038/s41567-018-0076-1.

    Examples
    --------
    >>> posterior([0, 1, 2], [2, 2, 2], rho=0.3, alpha=0.8, beta=0.1).round(6).tolist()
    [0.020725, 0.432432, 0.964824]
    """
    yes, no = _counts(named, asked)
    tied = rho * alpha**yes * (1 - alpha) ** no
    total = tied + (1 - rho) * beta**yes * (1 - beta) ** no
    return np.asarray(np.divide(tied, total, out=np.full(np.shape(total), NAN), where=total > 0))


def fit(named: ArrayLike, asked: ArrayLike, *, tolerance: float = 1e-9, most_iterations: int = 10_000) -> ReportRates:
    """Estimate the rates of ``posterior`` from all pairs by expectation maximisation (the most probable values).

    The priors are Beta(2, 2) of ρ, Beta(9, 3) of α and Beta(2, 10) of β: one tie and one non-tie, and ten reports
    of either kind of which eight name a tie that is there and one a tie that is not. Where no pair has more than
    two reports, these reports alone cannot tell the three rates apart (two free frequencies, three rates): the
    priors then choose among the rates that fit equally well. α >= β is kept, or "tie" and "no tie" could swap names.

    Parameters
    ----------
    named : E, reports of each pair that name a tie; any shape, each pair once.
    asked : N, reports of each pair that were given; same shape. Pairs without a report are left out.
    tolerance : stop when no rate moves further in one iteration.
    most_iterations : stop after so many in any case.

    Returns
    -------
    ReportRates with rates in (0, 1); NaN, and not converged, where there is no report at all.

    References
    ----------
    Newman (2018), Network structure from rich but noisy data, Nature Physics 14:542-545,
    doi:10.1038/s41567-018-0076-1, with priors added.

    Examples
    --------
    >>> rates = fit([0] * 80 + [1] * 8 + [2] * 12, [2] * 100)
    >>> rates.converged, rates.alpha > 0.7 > 0.1 > rates.beta
    (True, True)
    """
    yes, no = (counts.ravel() for counts in _counts(named, asked))
    reported = yes + no > 0
    if not reported.any():
        return ReportRates(rho=NAN, alpha=NAN, beta=NAN, iterations=0, converged=False)
    kinds, pairs = np.unique(np.stack([yes[reported], no[reported]]), axis=1, return_counts=True)
    rates = np.array([_mode(RHO_PRIOR), _mode(ALPHA_PRIOR), _mode(BETA_PRIOR)])
    iterations, moved = 0, np.inf
    while moved >= tolerance and iterations < most_iterations:
        before, rates = rates, _improved(rates, kinds, pairs)
        iterations, moved = iterations + 1, np.abs(rates - before).max()
    rho, alpha, beta = rates.tolist()
    return ReportRates(rho=rho, alpha=alpha, beta=beta, iterations=iterations, converged=bool(moved < tolerance))


def _improved(rates: Floats, kinds: Floats, pairs: NDArray[np.int64]) -> Floats:
    yes, no = kinds
    rho, alpha, beta = rates.tolist()
    tied = pairs * posterior(yes, yes + no, rho=rho, alpha=alpha, beta=beta)
    apart = pairs - tied
    of_ties = _with_prior(tied @ yes, tied @ no, ALPHA_PRIOR)
    of_others = _with_prior(apart @ yes, apart @ no, BETA_PRIOR)
    if _share(of_ties) < _share(of_others):  # the best pair of rates with alpha >= beta is then a common one
        of_ties = of_others = of_ties + of_others
    return np.array([_share(_with_prior(tied.sum(), apart.sum(), RHO_PRIOR)), _share(of_ties), _share(of_others)])


def _counts(named: ArrayLike, asked: ArrayLike) -> tuple[Floats, Floats]:
    yes = np.asarray(named, dtype=float)
    no = np.asarray(asked, dtype=float) - yes
    if (yes < 0).any() or (no < 0).any():
        raise ValueError("a pair cannot be named fewer than 0 times or more often than it was asked about")
    return yes, no


def _with_prior(yes: float, no: float, prior: BetaPrior) -> Floats:
    return np.array([yes + prior[0] - 1, no + prior[1] - 1])


def _share(counts: Floats) -> float:
    return float(counts[0] / counts.sum())


def _mode(prior: BetaPrior) -> float:
    return _share(_with_prior(0.0, 0.0, prior))
