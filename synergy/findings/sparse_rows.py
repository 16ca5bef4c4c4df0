"""Rows and cells of a sparse matrix, for code that asks pair by pair: scipy takes a hundred times as long."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from synergy.measures.measured import Measured
from synergy.networks.network import Matrix, Rows


class SparseRows:
    """Rows as plain mappings from column to value, each made when it is first asked for.

    Examples
    --------
    >>> SparseRows(csr_array([[0, 0.5], [0, 0]]))[0]
    {1: 0.5}
    """

    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.made = csr_array(matrix), dict[int, dict[int, float]]()

    def __getitem__(self, row: int) -> dict[int, float]:
        if row not in self.made:
            held = slice(self.matrix.indptr[row], self.matrix.indptr[row + 1])
            columns, values = self.matrix.indices[held].tolist(), self.matrix.data[held].tolist()
            self.made[row] = dict(zip(columns, values, strict=True))
        return self.made[row]


@lru_cache(maxsize=1)
def supplied(measured: Measured) -> SparseRows:
    """Return what each actor is supplied with by each other, by their positions."""
    return SparseRows(measured.pairs["supply"])


def values_at(matrix: Matrix, rows: Rows, columns: Rows) -> NDArray[np.float64]:
    """Return the values of a dense or a sparse matrix at some cells; one that a sparse matrix does not hold is 0.

    Examples
    --------
    >>> values_at(csr_array([[0, 0.5], [0, 0]]), np.array([0, 1]), np.array([1, 1])).tolist()
    [0.5, 0.0]
    """
    if isinstance(matrix, np.ndarray):
        return matrix[rows, columns]
    cells = csr_array(matrix).tocoo()
    numbers = cells.row.astype(np.int64) * matrix.shape[1] + cells.col
    order = np.argsort(numbers)
    numbers, wanted = numbers[order], rows.astype(np.int64) * matrix.shape[1] + columns
    place = np.minimum(np.searchsorted(numbers, wanted), max(numbers.size - 1, 0))
    found = np.zeros(wanted.size)
    if numbers.size:
        there = numbers[place] == wanted
        found[there] = cells.data[order][place[there]]
    return found
