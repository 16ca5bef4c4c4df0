"""One stream of random numbers for each named procedure."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, name: str) -> np.random.Generator:
    """Return the generator of one named procedure, so that a procedure added later moves no other's draws.

    Parameters
    ----------
    seed : of the run.
    name : of the procedure, such as ``"overlap null"``.

    Examples
    --------
    >>> bool(stream(1, "a").random() == stream(1, "a").random() != stream(1, "b").random())
    True
    """
    digest = hashlib.sha256(name.encode()).digest()
    return np.random.default_rng(np.random.SeedSequence([seed, *digest]))
