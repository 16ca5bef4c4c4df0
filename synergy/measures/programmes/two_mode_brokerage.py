"""Between whom an actor stands because it takes part in the programmes of both, and they in none together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from synergy.measures.actors.matrices import ROWS

Roles: TypeAlias = Any  # (n, m) scipy.sparse array or numpy array


def two_mode_brokerage(roles: Roles, order: Sequence[Hashable]) -> pd.DataFrame:
    """Count the pairs of others whom an actor links through programmes and who share none.

    Actor i stands between a and b where a takes part in some programme k with i, b in some programme l with i, and
    a and b together in none at all. Each unordered pair a, b counts once in ``two_mode_brokered_pairs``. Each chain
    a - k - i - l - b, read one way, counts once in ``two_mode_brokered_chains``: a pair that i meets in three and in
    two programmes is six chains.

    The structure is the open two-path of Gould and Fernandez carried over to two modes, as Jasny and Lubell proposed.
    Neither ties outside the programmes nor the kinds of actors and programmes enter, by which Jasny and Lubell sort
    the chains; nor does it matter whether others link the same pair.

    Parameters
    ----------
    roles : (n, m) who takes part in which programme; whatever is not 0 counts as 1.
    order : the n actors of the rows.

    Returns
    -------
    DataFrame of n rows by actor and two columns of whole numbers: pairs 0 to (n - 1)(n - 2)/2, chains no fewer than
    pairs. 0 for an actor in fewer than two programmes.

    Raises
    ------
    ValueError
        Where ``roles`` has not one row for each actor.

    References
    ----------
    Jasny & Lubell (2015), Two-mode brokerage in policy networks, Social Networks 41:36-47,
    doi:10.1016/j.socnet.2014.11.005; Gould & Fernandez (1989), Structures of mediation, doi:10.2307/270949.

    Examples
    --------
    >>> roles = np.array([[1, 0], [1, 1], [0, 1]])
    >>> two_mode_brokerage(roles, ["health", "mayor", "police"]).loc["mayor"].to_dict()
    {'two_mode_brokered_pairs': 1, 'two_mode_brokered_chains': 1}
    """
    part = (csr_array(roles) != 0).astype(np.int64)
    if part.shape[0] != len(order):
        raise ValueError(f"roles of {part.shape[0]} actors, not {len(order)}")
    shared = (part @ part.T).tocsr()  # programmes in common; on the diagonal, an actor's own
    near = (shared > 0).astype(np.int64)
    met = (shared - diags_array(shared.diagonal(), dtype=np.int64)).tocsr()
    counts = {
        "two_mode_brokered_pairs": _apart((met > 0).astype(np.int64), near),
        "two_mode_brokered_chains": _apart(met, near),
    }
    return pd.DataFrame(counts, index=list(order), dtype=int)


def _apart(met: csr_array, near: csr_array) -> NDArray[np.int64]:
    """Add up met_ia met_ib over the unordered pairs a, b that are not near each other; everybody is near itself."""
    total = met.sum(axis=1)
    counts = np.zeros(met.shape[0], dtype=np.int64)
    for start in range(0, counts.size, ROWS):
        rows = slice(start, start + ROWS)
        closed = (met[rows] @ near).multiply(met[rows]).sum(axis=1)
        counts[rows] = (total[rows] ** 2 - closed) // 2
    return counts
