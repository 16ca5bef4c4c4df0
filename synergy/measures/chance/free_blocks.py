"""What its row and column sums leave open in a table of actors and programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray


def free_blocks(incidence: ArrayLike) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield the rows and the columns of each block of cells that the row and column sums leave open.

    Every cell outside the blocks has the same value in each 0/1 matrix with these sums: the cells of empty and of
    full rows and columns, and what follows from them. Row p and column q of the sorted matrix bound such cells
    where the p largest rows hold all that they can hold beyond the q largest columns (equality in the condition of
    Gale and Ryser). No cell inside a block is forced, so a model of the block has finite parameters.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.

    Yields
    ------
    Pairs (rows, columns) of index arrays, each with at least two entries; no row and no column is in two blocks.

    References
    ----------
    Ryser (1957), Combinatorial properties of matrices of zeros and ones, Canadian Journal of Mathematics 9:371-377.

    Examples
    --------
    >>> [(rows.tolist(), columns.tolist()) for rows, columns in free_blocks([[1, 1, 1, 1], [0, 1, 1, 0], [0, 1, 0, 1]])]
    [([1, 2], [2, 3])]
    """
    held = np.asarray(incidence, dtype=bool)
    row_sums, column_sums = held.sum(axis=1), held.sum(axis=0)
    rows, columns = np.argsort(-row_sums, kind="stable"), np.argsort(-column_sums, kind="stable")
    in_first_rows = np.concatenate(([0], np.cumsum(row_sums[rows])))
    in_last_columns = held.sum() - np.concatenate(([0], np.cumsum(column_sums[columns])))
    corners = np.outer(np.arange(len(rows) + 1), np.arange(len(columns) + 1))
    above, left = np.nonzero(corners + in_last_columns == in_first_rows[:, None])
    order = np.lexsort((-left, above))
    for (top, right), (bottom, start) in pairwise(zip(above[order], left[order], strict=True)):
        if top < bottom and start < right:
            yield rows[top:bottom], columns[start:right]


def p_within_blocks(
    incidence: ArrayLike, block_p: Callable[[NDArray[np.bool_]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Return the p of every two actors' overlap from the p of the overlaps inside the free blocks.

    Two actors of different blocks share what they share in every matrix with these sums, so their p is 1; for two
    actors of one block the forced cells add the same to the observed and to each random overlap.

    Parameters
    ----------
    incidence : (n actors, m programmes) 0/1.
    block_p : of a block (k, l) without forced cells, the (k, k) p of overlaps at least as large as its own.

    Returns
    -------
    (n, n) floats in [0, 1]; NaN on the diagonal and for an actor without programmes.

    Examples
    --------
    >>> p_within_blocks([[1, 1, 1], [1, 1, 0], [0, 0, 0]], lambda block: np.zeros((len(block), len(block))))
    array([[nan,  1., nan],
           [ 1., nan, nan],
           [nan, nan, nan]])
    """
    held = np.asarray(incidence, dtype=bool)
    p = np.ones((len(held), len(held)))
    for rows, columns in free_blocks(held):
        # Rounding may leave a certain overlap a little above 1.
        p[np.ix_(rows, rows)] = np.minimum(block_p(held[np.ix_(rows, columns)]), 1.0)
    return only_pairs(p, held)


def only_pairs(p: NDArray[np.float64], incidence: ArrayLike) -> NDArray[np.float64]:
    """Return p with NaN on the diagonal and for actors without programmes, whose overlap says nothing.

    Parameters
    ----------
    p : (n, n).
    incidence : (n actors, m programmes) 0/1.

    Examples
    --------
    >>> only_pairs(np.ones((2, 2)), [[1, 0], [0, 1]])
    array([[nan,  1.],
           [ 1., nan]])
    """
    some = np.asarray(incidence, dtype=bool).sum(axis=1) > 0
    pairs = np.logical_and.outer(some, some)
    np.fill_diagonal(pairs, False)
    return np.where(pairs, p, np.nan)
