"""What each of several networks adds to the explanation of another, tested by permuting actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synergy.measures.chance.permutation import TIE, monte_carlo_p, random_orders

Matrix = NDArray[np.float64]
Column = NDArray[np.float64]
INTERCEPT = "intercept"
COLLINEAR = 1e-8  # share of a predictor's variation below which nothing of its own is left
CELLS = 1 << 16  # worked on at once: what the processor keeps close by


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """One predictor's slope ``b``, its t statistic, and p of its size either way and of the upper tail.

    NaN throughout where it is undefined; ``reason`` then says why.
    """

    b: float = float("nan")
    t: float = float("nan")
    p_value: float = float("nan")
    p_upper: float = float("nan")
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """Coefficients by name, the intercept first; share of variance explained; dyads counted; random orders."""

    coefficients: Mapping[str, Coefficient]
    r_squared: float
    dyads: int
    draws: int


@dataclass(frozen=True, slots=True)
class _Sample:
    """The dyads counted, each pair once where undirected: their cells, y and the predictors of the model."""

    counted: NDArray[np.bool_]
    directed: bool
    outcome: Column
    model: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What stays in place while a residual is permuted, by cell of the flattened matrix, 0 where not counted.

    ``weight`` is 1 where counted, ``basis`` spans the other predictors, ``products`` are of each two of its columns,
    and ``rest`` is what the others leave of y.
    """

    weight: Column
    basis: Matrix
    rest: Column
    products: Matrix


def mrqap_dsp(
    y: ArrayLike,
    predictors: Mapping[str, ArrayLike],
    *,
    rng: np.random.Generator,
    draws: int = 2_000,
    directed: bool = True,
) -> Regression:
    """Regress one network on others by least squares over dyads; p by double semi-partialing (MRQAP-DSP).

    What a predictor has that the other predictors do not explain is permuted by actor, y is regressed on it and on
    the others, and its t statistics are the null of the predictor's own: the others keep their ties with y and with
    one another. The intercept is tested in the same way.

    Parameters
    ----------
    y : (n, n) real; the diagonal is ignored; NaN where not known.
    predictors : (n, n) each, by name. A dyad not known in y or in any predictor is deleted; in the residual that is
        permuted it moves with its actors, and a draw counts the dyads that are known on both sides.
    rng : source of the random orders.
    draws : random orders, the same for every predictor.
    directed : whether a dyad is an ordered pair. If not, it is an unordered one and has the mean of both directions.

    Returns
    -------
    Regression. p in [1 / (draws + 1), 1]. A predictor that does not vary is left out of the model; one that the
    others determine has NaN with a reason, and so has all where y does not vary or there are too few dyads.
    ``r_squared`` in [0, 1], NaN where y does not vary.

    Raises
    ------
    ValueError : where a matrix has another shape than y, or a predictor is named "intercept".

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), Sensitivity of MRQAP tests to collinearity and autocorrelation conditions,
    Psychometrika 72:563-581, doi:10.1007/s11336-007-9016-1.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> one, two = rng.random((2, 12, 12))
    >>> found = mrqap_dsp(1 + 3 * one + rng.random((12, 12)) / 10, {"one": one, "two": two}, rng=rng, draws=99)
    >>> round(found.coefficients["one"].b, 1), found.coefficients["one"].p_value, found.dyads
    (3.0, 0.01, 132)
    """
    if INTERCEPT in predictors:
        raise ValueError(f"a predictor may not be named {INTERCEPT}")
    outcome = _square(y, directed=directed)
    matrices = {INTERCEPT: np.ones_like(outcome)}
    matrices |= {name: _square(matrix, directed=directed) for name, matrix in predictors.items()}
    if any(matrix.shape != outcome.shape for matrix in matrices.values()):
        raise ValueError("matrices of several sizes")
    pairs = ~np.eye(len(outcome), dtype=bool)
    counted = pairs & ~np.isnan(outcome) & ~np.isnan(list(matrices.values())).any(axis=0)
    counted = counted if directed else np.triu(counted)
    columns = {name: matrix[counted] for name, matrix in matrices.items()}
    model = {name: column for name, column in columns.items() if name == INTERCEPT or not _steady(column)}
    sample = _Sample(counted, directed, outcome[counted], model)
    coefficients = {name: Coefficient(reason="does not vary") for name in matrices}
    why = _why_undefined(sample)
    if why:
        coefficients = {name: Coefficient(reason=why) for name in matrices}
    else:
        orders = random_orders(len(outcome), draws, rng)
        coefficients |= {name: _coefficient(name, sample, orders) for name in model}
    return Regression(
        coefficients=coefficients,
        r_squared=float("nan") if why else _r_squared(sample),
        dyads=int(counted.sum()),
        draws=0 if why else draws,
    )


def _square(matrix: ArrayLike, *, directed: bool) -> Matrix:
    values = np.asarray(matrix, dtype=float)
    if values.ndim != 2 or values.shape[0] != values.shape[1]:
        raise ValueError(f"not a square matrix: {values.shape}")
    return values if directed else (values + values.T) / 2


def _steady(column: Column) -> bool:
    return not column.size or bool(np.ptp(column) <= TIE * np.abs(column).max())


def _why_undefined(sample: _Sample) -> str:
    if sample.outcome.size <= _basis(list(sample.model.values()), sample.outcome.size).shape[1]:
        return "too few dyads"
    return "y does not vary" if _steady(sample.outcome) else ""


def _r_squared(sample: _Sample) -> float:
    varied = sample.outcome - sample.outcome.mean()
    unexplained = _rest(varied, _basis(list(sample.model.values()), varied.size))
    return float(1 - unexplained @ unexplained / (varied @ varied))


def _basis(columns: list[Column], size: int) -> Matrix:
    """Orthonormal basis (dyads, rank) of what some columns explain together."""
    if not columns or not size:
        return np.zeros((size, 0))
    matrix = np.column_stack([column / np.linalg.norm(column) for column in columns])
    left, weights, _ = np.linalg.svd(matrix, full_matrices=False)
    return np.asarray(left[:, weights > COLLINEAR * weights[0]])


def _rest(column: Column, basis: Matrix) -> Column:
    for _ in range(2):  # once more, for what rounding left behind
        column = column - basis @ (basis.T @ column)
    return column


def _coefficient(name: str, sample: _Sample, orders: NDArray[np.int64]) -> Coefficient:
    """Fit one predictor after the others (Frisch, Waugh and Lovell), then permute what is its own."""
    column, counted = sample.model[name], sample.counted
    others = _basis([values for other, values in sample.model.items() if other != name], column.size)
    own, rest = _rest(column, others), _rest(sample.outcome, others)
    explained = _basis([sample.model[INTERCEPT]] if name != INTERCEPT else [], column.size)
    if np.linalg.norm(own) <= COLLINEAR * np.linalg.norm(_rest(column, explained)):
        return Coefficient(reason="collinear with the other predictors")
    squares, product = float(own @ own), float(own @ rest)
    if np.linalg.norm(rest) <= COLLINEAR * np.linalg.norm(_rest(sample.outcome, explained)):
        return Coefficient(b=product / squares, reason="the other predictors leave nothing of y")
    t = float(_t(np.array(squares), np.array(product), rest @ rest, column.size - others.shape[1] - 1))
    fixed = _fixed(counted.ravel(), others, rest)
    residual = np.full(counted.shape, np.nan)
    residual[counted] = own
    if not sample.directed:
        residual.T[counted] = own
    null = _null(residual, fixed, orders)
    return Coefficient(
        b=product / squares, t=t, p_value=monte_carlo_p(abs(t), np.abs(null)), p_upper=monte_carlo_p(t, null)
    )


def _fixed(counted: NDArray[np.bool_], others: Matrix, rest: Column) -> _Fixed:
    basis, left = np.zeros((counted.size, others.shape[1])), np.zeros(counted.size)
    basis[counted], left[counted] = others, rest
    products = (basis[:, :, None] * basis[:, None, :]).reshape(counted.size, others.shape[1] ** 2)
    return _Fixed(counted.astype(float), basis, left, products)


def _null(residual: Matrix, fixed: _Fixed, orders: NDArray[np.int64]) -> Column:
    """Test statistic of the residual in each order of the actors."""
    n = len(residual)
    known = ~np.isnan(residual)
    complete = known.sum() == n * (n - 1)
    values, there = np.where(known, residual, 0), known.astype(float)
    null = np.empty(len(orders))
    step = max(1, CELLS // (n * n))
    for start in range(0, len(orders), step):
        some = orders[start : start + step]
        cells = (some[:, :, None] * n + some[:, None, :]).reshape(len(some), n * n)
        null[start : start + step] = _t(*_sums(values.take(cells), None if complete else there.take(cells), fixed))
    return null


def _sums(own: Matrix, there: Matrix | None, fixed: _Fixed) -> tuple[Column, Column, Column | float, Column | int]:
    """Products of the permuted residual and y after the others, and degrees of freedom; a row of ``own`` is one order.

    Each is a sum over dyads, hence one matrix product for many orders at once. Where dyads are not known the others
    have to be fitted anew in each order, to those known on both sides.
    """
    by_basis, by_rest, squares = own @ fixed.basis, own @ fixed.rest, own**2 @ fixed.weight
    rank = fixed.basis.shape[1]
    if there is None:
        freedom = int(fixed.weight.sum()) - rank - 1
        return _after(squares, (by_basis**2).sum(axis=1)), by_rest, float(fixed.rest @ fixed.rest), freedom
    values, vectors = np.linalg.eigh((there @ fixed.products).reshape(-1, rank, rank))
    fitted = values > COLLINEAR
    scale = np.sqrt(np.divide(1, values, out=np.zeros_like(values), where=fitted))
    of_own = np.einsum("di,dij->dj", by_basis, vectors) * scale
    of_rest = np.einsum("di,dij->dj", there @ (fixed.basis * fixed.rest[:, None]), vectors) * scale
    return (
        _after(squares, (of_own**2).sum(axis=1)),
        by_rest - (of_own * of_rest).sum(axis=1),
        there @ fixed.rest**2 - (of_rest**2).sum(axis=1),
        there @ fixed.weight - fitted.sum(axis=1) - 1,
    )


def _after(squares: Column, explained: Column) -> Column:
    """Return what is left; 0 and no rounding error where the others explain a permuted residual altogether."""
    left = squares - explained
    return np.where(left > TIE * squares, left, 0)


def _t(squares: Column, product: Column, outcome: Column | float, freedom: Column | int) -> Column:
    """Test statistic from own·own, own·y and y·y; infinite where the fit is perfect, NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        unexplained = outcome - product**2 / squares
        unexplained = np.where(unexplained <= TIE * outcome, 0, unexplained)
        t = product * np.sqrt(np.asarray(freedom, dtype=float)) / np.sqrt(squares * unexplained)
    return np.where((squares > 0) & (np.asarray(freedom) > 0), t, np.nan)
