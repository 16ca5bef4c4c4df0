"""Which actors' territories can meet."""

from __future__ import annotations

import numpy as np

from synergy.dataset.records import Dataset
from synergy.networks.network import Mask


def compatible(dataset: Dataset, order: tuple[str, ...]) -> Mask:
    """Say of each pair whether their territories meet: one holds the other, or they share a part.

    A territory that is not known meets every other: missing means unknown, never apart.

    Returns
    -------
    (n, n) symmetric booleans over ``order``.
    """
    reach = [_with_ancestors(dataset, dataset.actor[actor].territory) for actor in order]
    named = [set(dataset.actor[actor].territory) for actor in order]
    meets = np.ones((len(order), len(order)), dtype=np.bool_)
    known = [i for i, places in enumerate(named) if places]
    for i in known:
        for j in known:
            meets[i, j] = bool(named[i] & reach[j] or named[j] & reach[i])
    return meets


def _with_ancestors(dataset: Dataset, places: tuple[str, ...]) -> set[str]:
    terms, found, queue = dataset.terms("territory"), set[str](), list(places)
    while queue:
        place = queue.pop()
        if place not in found:
            found.add(place)
            parent = terms[place].parent if place in terms else None
            queue.extend([parent] if parent else [])
    return found
