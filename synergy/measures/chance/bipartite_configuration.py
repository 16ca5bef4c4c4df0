"""Overlaps beyond chance where portfolio sizes and programmes' popularity are kept on average."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.free_blocks import free_blocks, p_within_blocks
from synergy.measures.chance.moment_equations import solved


def bipartite_probabilities(incidence: ArrayLike) -> NDArray[np.float64]:
    """Fit the bipartite configuration model: the chance of each actor to hold each programme.

    p_ik = x_i y_k / (1 + x_i y_k), the maximum-entropy model whose expected row and column sums are those observed.
    A cell that is the same in every matrix with these sums (full and empty rows and columns, and what follows from
    them) keeps its value.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.

    Returns
    -------
    (n, m) floats in [0, 1].

    Raises
    ------
    ArithmeticError
        Where the fit does not reach the sums (not known to happen).

    References
    ----------
    Saracco et al. (2017), Inferring monopartite projections of bipartite networks: an entropy-based approach, New
    Journal of Physics 19:053022, doi:10.1088/1367-2630/aa6b38.

    Examples
    --------
    >>> bipartite_probabilities([[1, 1, 1], [0, 1, 1], [1, 0, 1]]).round(3).tolist()
    [[1.0, 1.0, 1.0], [0.5, 0.5, 1.0], [0.5, 0.5, 1.0]]
    """
    held = np.asarray(incidence, dtype=bool)
    chances = held.astype(np.float64)
    for rows, columns in free_blocks(held):
        chances[np.ix_(rows, columns)] = _fitted(held[np.ix_(rows, columns)])
    return chances


def stochastic_margins_p(incidence: ArrayLike) -> NDArray[np.float64]:
    """Chance of an overlap at least as large as observed in the bipartite configuration model (SDSM).

    The overlap of two actors is a sum of independent draws with chances p_ik p_jk; its Poisson-binomial law is
    worked out, not approximated. Portfolios vary in size under this null, which makes it conservative.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.

    Returns
    -------
    (n, n) symmetric floats in (0, 1]; NaN on the diagonal and for an actor without programmes.

    References
    ----------
    Neal (2014), The backbone of bipartite projections, Social Networks 39:84-97, doi:10.1016/j.socnet.2014.06.001;
    Neal, Domagalski & Sagan (2021), doi:10.1038/s41598-021-03238-3.

    Examples
    --------
    >>> stochastic_margins_p([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])[0].round(4).tolist()
    [nan, 0.2617, 1.0, 1.0]
    """
    return p_within_blocks(incidence, _block_p)


def _block_p(block: NDArray[np.bool_]) -> NDArray[np.float64]:
    counts = block.astype(np.float64)
    shared = (counts @ counts.T).astype(np.intp)
    _, example, kind = np.unique(block.sum(axis=1), return_index=True, return_inverse=True)
    chances = _fitted(block)[example]
    p = np.empty(shared.shape)
    for index, own in enumerate(chances):
        rows = np.flatnonzero(kind == index)
        p[rows] = _tail(own * chances, int(shared[rows].max()))[kind[None, :], shared[rows]]
    return p


def _tail(chances: NDArray[np.float64], largest: int) -> NDArray[np.float64]:
    """Return P(sum of independent draws >= t), one row for each row of chances, t = 0 .. largest."""
    tail = np.zeros((len(chances), largest + 1))
    tail[:, 0] = 1.0
    for chance in chances.T[:, :, None]:
        tail[:, 1:] = chance * tail[:, :-1] + (1 - chance) * tail[:, 1:]
    return tail


def _fitted(block: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the chances of a block without forced cells; rows of one size share a parameter, and columns too."""
    row_sums, rows, row_counts = np.unique(block.sum(axis=1), return_inverse=True, return_counts=True)
    column_sums, columns, column_counts = np.unique(block.sum(axis=0), return_inverse=True, return_counts=True)
    counts = np.outer(row_counts, column_counts)
    observed = np.concatenate((row_sums * row_counts, column_sums * column_counts))

    def chances(at: NDArray[np.float64]) -> NDArray[np.float64]:
        log_odds = at[: len(row_sums), None] + at[None, len(row_sums) :]
        return np.asarray(0.5 + 0.5 * np.tanh(log_odds / 2))

    def moments(at: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        sums, variances = counts * chances(at), counts * chances(at) * chances(-at)
        return observed - np.concatenate((sums.sum(axis=1), sums.sum(axis=0))), _derivatives(variances)

    start = np.concatenate((_log_odds(row_sums / block.shape[1]), _log_odds(column_sums / block.shape[0])))
    fitted = solved(start, moments, scale=float(observed.max()))
    return chances(fitted)[np.ix_(rows, columns)]


def _derivatives(variances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return those of the sums; more for the rows and less for the columns changes nothing, so it is made regular."""
    rows, columns = variances.sum(axis=1), variances.sum(axis=0)
    derivatives = np.block([[np.diag(rows), variances], [variances.T, np.diag(columns)]])
    idle = np.concatenate((np.ones(len(rows)), -np.ones(len(columns))))
    return np.asarray(derivatives + np.outer(idle, idle) * variances.mean())


def _log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.log(share / (1 - share)))
