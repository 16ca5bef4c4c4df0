"""Responsibilities dealt out at random, the size of every portfolio kept: what a list of gaps must not survive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synergy.measures.chance.fixed_margins import randomised
from synergy.measures.pairs.perturbed_need import Responsibilities

Array = NDArray[np.float64]


def dealt_anew(duties: Responsibilities, *, draws: int, rng: np.random.Generator) -> Iterator[Responsibilities]:
    """Deal the responsibilities out at random: a placebo, of which only the size of portfolios is left.

    In each facet every actor holds as many columns as before, and every column is held by as many actors; the roles of
    an actor are shuffled over the columns it now holds. Each facet is dealt on its own.

    Parameters
    ----------
    duties : of n actors.
    draws : number of placebos.
    rng : source of random numbers.

    Yields
    ------
    Responsibilities of the same actors and columns, with the same dependencies.

    References
    ----------
    Strona et al. (2014), A fast and unbiased procedure to randomize ecological binary matrices with fixed row and
    column totals, Nature Communications 5:4114, doi:10.1038/ncomms5114.

    Examples
    --------
    >>> roles = np.array([[1.0, 0.4, 0], [0, 0.8, 0], [0, 0, 1]])
    >>> duties = Responsibilities(((roles, np.eye(3)),), ~np.eye(3, dtype=np.bool_))
    >>> (other,) = dealt_anew(duties, draws=1, rng=np.random.default_rng(1))
    >>> dealt = other.facets[0][0]
    >>> dealt.sum(axis=1).round(1).tolist(), (dealt > 0).sum(axis=0).tolist()
    ([1.4, 0.8, 1.0], [1, 2, 1])
    """
    batches = [
        np.concatenate(list(randomised(roles > 0, draws=draws, rng=rng))) if roles.size else None
        for roles, _ in duties.facets
    ]
    for draw in range(draws):
        facets = tuple(
            (roles if batch is None else _with_roles(batch[draw], roles, rng), depends)
            for batch, (roles, depends) in zip(batches, duties.facets, strict=True)
        )
        yield replace(duties, facets=facets)


def _with_roles(held: NDArray[np.bool_], roles: Array, rng: np.random.Generator) -> Array:
    """Weights each actor has, shuffled over what it holds now."""
    dealt = np.zeros(roles.shape)
    for row, mine, weights in zip(dealt, held, roles, strict=True):
        row[mine] = rng.permutation(weights[weights > 0])
    return dealt
