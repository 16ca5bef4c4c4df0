"""The parameters at which what a model expects equals what was observed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 200
_CLOSE = 1e-11


def solved(start: Floats, moments: Callable[[Floats], tuple[Floats, Floats]], *, scale: float) -> Floats:
    """Solve observed = expected by Newton's method, halving a step that leads away.

    Parameters
    ----------
    start : (k,) parameters to begin with.
    moments : of the parameters, (k,) observed less expected and (k, k) derivatives of expected, which may be
        approximate but not singular.
    scale : size of the observed values; they are met to 1e-11 of it.

    Returns
    -------
    (k,) parameters.

    Raises
    ------
    ArithmeticError
        Where no step comes closer any more.

    Examples
    --------
    >>> solved(np.array([1.0]), lambda at: (np.array([9.0]) - at**2, np.diag(2 * at)), scale=9).round(6).tolist()
    [3.0]
    """
    at = start
    missing, derivatives = moments(at)
    for _ in range(_STEPS):
        if np.abs(missing).max() <= _CLOSE * scale:
            return at
        step = np.linalg.solve(derivatives, missing)
        ahead = moments(at + step)
        while not np.abs(ahead[0]).sum() < np.abs(missing).sum() and np.abs(step).max() > _CLOSE:
            step = step / 2
            ahead = moments(at + step)
        at, (missing, derivatives) = at + step, ahead
    raise ArithmeticError("the model does not reach the observed values")
