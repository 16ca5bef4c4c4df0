"""How often a gap stays among the largest when the study is a little different."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from synergy.measures.pairs.perturbed_need import Responsibilities
from synergy.measures.uncertainty.rank_stability import rank_stability
from synergy.networks.network import Matrix

Array = NDArray[np.float64]
KEPT = 0.9  # share of the actors in a draw
SPREAD = 0.25  # standard deviation of a facet's weight, as a share of the weight


def gap_stability(
    duties: Responsibilities,
    supply: Matrix,
    *,
    top: int = 10,
    draws: int = 500,
    rng: np.random.Generator,
) -> Matrix:
    """Share of the draws that hold both actors in which a pair's gap is among the ``top`` largest.

    A draw keeps nine tenths of the actors and gives the facets weights that vary by a quarter (Dirichlet). It does
    not draw the ties anew: what sources left out is not in it.

    Parameters
    ----------
    duties : of n actors.
    supply : (n, n) in [0, 1].
    top : length of the list.
    draws : how many.
    rng : source of chance.

    Returns
    -------
    (n, n) symmetric sparse, in [0, 1], at the pairs with a gap; a pair outside it has no gap to rank.

    References
    ----------
    After Epskamp, Borsboom & Fried (2018), Estimating psychological networks and their accuracy, Behavior Research
    Methods 50:195-212, doi:10.3758/s13428-017-0862-1, who drop cases; on a list of pairs in place of a correlation.
    """
    n = duties.meets.shape[0]
    missing = 1 - supply.toarray()
    rows, columns = np.nonzero(np.triu(duties.need() * missing, 1))
    kept, facets = max(2, round(KEPT * n)), len(duties.facets)
    # Symmetric Dirichlet weights vary by SPREAD where their concentrations add up to (facets - 1)/SPREAD² - 1.
    concentration = ((facets - 1) / SPREAD**2 - 1) / facets if facets > 1 else 1.0

    def gaps(draw: np.random.Generator) -> Array:
        keep = np.sort(draw.choice(n, size=min(kept, n), replace=False))
        values = duties.need(keep=keep, shares=draw.dirichlet(np.full(facets, concentration)).tolist()) * missing
        held = np.isin(np.arange(n), keep)
        return np.asarray(np.where(held[rows] & held[columns], values[rows, columns], np.nan))

    if not rows.size:
        return csr_array((n, n))
    shares = rank_stability(gaps, range(rows.size), top=top, draws=draws, rng=rng)
    half = csr_array((shares, (rows, columns)), shape=(n, n))
    return csr_array(half + half.T)
