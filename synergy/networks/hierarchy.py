"""Which actors are part of one another."""

from __future__ import annotations

import numpy as np

from synergy.dataset.records import Dataset
from synergy.networks.network import Mask


def apart(dataset: Dataset, order: tuple[str, ...]) -> Mask:
    """Say of each pair that neither is part of the other, by ``parent`` and its parents.

    A body and its own unit coordinate within one house; shared responsibilities between them call for no link.

    Returns
    -------
    (n, n) symmetric booleans over ``order``.
    """
    index = {actor: i for i, actor in enumerate(order)}
    separate = np.ones((len(order), len(order)), dtype=np.bool_)
    for actor in order:
        above = dataset.actor[actor].parent
        while above is not None and above in index:
            i, j = index[actor], index[above]
            separate[i, j] = separate[j, i] = False
            above = dataset.actor[above].parent
    return separate
