"""Overlaps beyond chance where portfolio sizes and programmes' popularity are both kept exactly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.free_blocks import only_pairs

_CHAINS = 500
_CELLS = 2**24


def fixed_margins_p(
    incidence: ArrayLike,
    *,
    draws: int = 20_000,
    rng: np.random.Generator,
    admissible: ArrayLike | None = None,
) -> NDArray[np.float64]:
    """Chance of an overlap at least as large as observed among all matrices with the same margins (FDSM).

    A programme that everybody holds adds one to the observed and to every random overlap, so it says nothing.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.
    draws : number of random matrices N. To find pairs among k tests at a false discovery rate q takes N >= k / q.
    rng : source of random numbers.
    admissible : (n, m) 0/1, 0 where a cell can only be as it is; None where none is so.

    Returns
    -------
    (n, n) symmetric floats (c + 1) / (N + 1) in (0, 1], c the number of random overlaps at least as large; NaN on
    the diagonal and for an actor without programmes. The standard error is about sqrt(p (1 - p) / N), and somewhat
    more because draws of one chain resemble each other.

    Raises
    ------
    ValueError
        Where trades within the admissible cells need not reach every matrix (see ``randomised``).

    References
    ----------
    Neal (2014), The backbone of bipartite projections, Social Networks 39:84-97, doi:10.1016/j.socnet.2014.06.001;
    Phipson & Smyth (2010), Permutation p-values should never be zero, doi:10.2202/1544-6115.1585.

    Examples
    --------
    >>> same = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]]
    >>> fixed_margins_p(same, rng=np.random.default_rng(1))[0].round(1).tolist()
    [nan, 0.1, 1.0, 1.0]
    """
    held = np.asarray(incidence, dtype=bool)
    observed = _overlaps(held)
    at_least = np.zeros(observed.shape, dtype=np.intp)
    for batch in randomised(held, draws=draws, rng=rng, admissible=admissible):
        at_least += np.count_nonzero(_overlaps(batch) >= observed, axis=0)
    return only_pairs((at_least + 1) / (draws + 1), held)


def randomised(  # noqa: PLR0913  (the settings of the chains, all by keyword)
    incidence: ArrayLike,
    *,
    draws: int,
    rng: np.random.Generator,
    burn_in: int | None = None,
    thin: int | None = None,
    admissible: ArrayLike | None = None,
) -> Iterator[NDArray[np.bool_]]:
    """Draw matrices uniformly from all that have the row and column sums of the incidence (curveball).

    Many chains run at once. In a trade two actors keep what both hold and share out at random what only one of
    them holds, each keeping the size of its portfolio. One sweep is a trade in each pair of a random pairing of the
    actors. The chains share the pairings, not the trades: given the pairings each trade leaves the uniform law
    as it is, so they are independent once they have forgotten where they began.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1, the start of every chain.
    draws : number of matrices.
    rng : source of random numbers.
    burn_in : trades in a chain before its first draw, rounded up to whole sweeps; 20 n where None.
    thin : trades between two draws of a chain, rounded up to whole sweeps; 5 min(n, m) where None.
    admissible : (n, m) 0/1, 0 where a cell can only be as it is (an actor barred from a programme, a programme of
        another territory, a duty by law); None where none is so.

    Yields
    ------
    Boolean batches (c, n, m), c <= 500 chains, together ``draws`` matrices.

    Raises
    ------
    ValueError
        Where the admissible cells hold a cycle of six or more cells without a chord, such as three actors each
        barred from another one of three programmes: trades between two actors then need not reach every matrix.

    References
    ----------
    Strona et al. (2014), A fast and unbiased procedure to randomize ecological binary matrices with fixed row and
    column totals, Nature Communications 5:4114, doi:10.1038/ncomms5114; Carstens (2015), Proof of uniform sampling
    of binary matrices with fixed row sums and column sums for the fast Curveball algorithm, Physical Review E
    91:042812; Carstens et al. (2018), Parallel and I/O-efficient randomisation of massive networks using global
    curveball trades, arXiv:1804.08487 (pairing all rows); Godard & Neal (2022), fastball,
    doi:10.1093/comnet/cnac049 (5 min(n, m) trades).

    Examples
    --------
    >>> batch = next(randomised([[1, 1, 0], [0, 1, 0]], draws=4, rng=np.random.default_rng(1)))
    >>> batch.shape, batch.sum(axis=2).tolist()
    ((4, 2, 3), [[2, 1], [2, 1], [2, 1], [2, 1]])
    """
    held = np.asarray(incidence, dtype=bool)
    may_trade = None if admissible is None else np.asarray(admissible, dtype=bool)
    if may_trade is not None and not _trades_reach_all(may_trade):
        raise ValueError("trades within the admissible cells need not reach every matrix with these margins")
    return _draws(held, may_trade, draws, rng, _sweeps(held.shape, burn_in, thin))


def _sweeps(shape: tuple[int, ...], burn_in: int | None, thin: int | None) -> tuple[int, int]:
    actors, programmes = shape
    pairs = actors // 2
    if not pairs:
        return 0, 0
    first = 20 * actors if burn_in is None else burn_in
    between = 5 * min(actors, programmes) if thin is None else thin
    return -(-first // pairs), -(-between // pairs)


def _draws(
    held: NDArray[np.bool_],
    may_trade: NDArray[np.bool_] | None,
    draws: int,
    rng: np.random.Generator,
    sweeps: tuple[int, int],
) -> Iterator[NDArray[np.bool_]]:
    actors, programmes = held.shape
    chains = max(1, min(_CHAINS, draws, _CELLS // max(1, actors * max(actors, programmes))))
    # Chains last: every step of a trade then runs over all chains in memory order.
    state = np.repeat(held.T[:, :, None], chains, axis=2)
    # Taken once: to ask for as much memory anew in each sweep takes as long as the trades.
    room = np.empty((4, programmes, actors // 2, chains), dtype=bool)
    for drawn in range(0, draws, chains):
        for _ in range(sweeps[1] if drawn else sweeps[0]):
            _sweep(state, may_trade, rng, room)
        batch = np.ascontiguousarray(state.transpose(2, 1, 0)[: draws - drawn])
        assert (batch.sum(axis=2) == held.sum(axis=1)).all(), "a trade changed the size of a portfolio"
        assert (batch.sum(axis=1) == held.sum(axis=0)).all(), "a trade changed the size of a programme"
        yield batch


def _sweep(
    state: NDArray[np.bool_],
    may_trade: NDArray[np.bool_] | None,
    rng: np.random.Generator,
    room: NDArray[np.bool_],
) -> None:
    """Trade once in each pair of a random pairing of the actors; state is (programmes, actors, chains).

    ``room`` is (4, programmes, pairs, chains), to work in.
    """
    order = rng.permutation(state.shape[1])
    half = len(order) // 2
    one, other = order[:half], order[half : 2 * half]
    first, second, differs, open_to = room
    np.take(state, one, axis=1, out=first, mode="clip")  # the mode that fills the room as it goes; all are within
    np.take(state, other, axis=1, out=second, mode="clip")
    np.bitwise_xor(first, second, out=differs)
    if may_trade is not None:
        differs &= (may_trade[one] & may_trade[other]).T[:, :, None]
    still_open = differs.sum(axis=0, dtype=np.float32)
    still_wanted = np.bitwise_and(first, differs, out=open_to).sum(axis=0, dtype=np.float32)
    first ^= open_to
    second ^= np.bitwise_and(second, differs, out=open_to)
    # Each open programme goes to the first actor with the chance wanted / open, which makes all ways to share them
    # out equally likely. No keys are sorted that could tie: a number below 1, times what is open, rounds to less
    # than it, so that exactly as many as wanted are handed out even with 32-bit numbers, the faster ones.
    for programme, open_here in enumerate(differs):
        chance = rng.random(still_open.shape, dtype=np.float32)
        chance *= still_open
        taken = chance < still_wanted
        taken &= open_here
        first[programme] |= taken
        still_wanted -= taken
        still_open -= open_here
        taken ^= open_here
        second[programme] |= taken
    state[:, one] = first
    state[:, other] = second


def _overlaps(matrices: NDArray[np.bool_]) -> NDArray[np.float32]:
    # Whole numbers of this size are exact as 32-bit floats, and multiply several times faster than integers.
    counts = matrices.astype(np.float32)
    return np.asarray(counts @ counts.swapaxes(-1, -2))


def _trades_reach_all(admissible: NDArray[np.bool_]) -> bool:
    """Say whether every cycle of six or more admissible cells has a chord.

    Two matrices with the same margins differ by cycles of cells alternately 0 and 1; a chord splits a cycle into
    shorter ones, down to the four cells of a trade. There is no cycle without a chord if and only if actors can be
    removed one by one, each time one whose programmes form a chain by the actors admissible to them (Brouwer &
    Kolen 1980, A super-balanced hypergraph has a nest point).
    """
    left = np.unique(admissible, axis=0)
    while len(left):
        left = np.unique(left, axis=1)
        for actor in range(len(left)):
            sets = left[:, left[actor]]
            sets = sets[:, np.argsort(sets.sum(axis=0), kind="stable")]
            if (sets[:, :-1] <= sets[:, 1:]).all():
                left = np.delete(left, actor, axis=0)
                break
        else:
            return False
    return True
