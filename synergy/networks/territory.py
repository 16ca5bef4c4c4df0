"""Which pairs of actors can need each other at all: their territories meet, and neither is part of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from synergy.dataset.records import Dataset
from synergy.dataset.term import Term
from synergy.networks.network import Rows

Compatible = Callable[[Rows, Rows], NDArray[np.bool_]]


def compatible(dataset: Dataset, order: tuple[str, ...]) -> Compatible:
    """Return a test of pairs, given as positions in ``order``.

    Territories meet where one holds the other or they share a part; one that is not known meets every
    other: missing means unknown, never apart. A body and its own unit coordinate within one house, so
    shared responsibilities between them call for no link.

    Returns
    -------
    A function of two arrays of positions (k,) that returns booleans (k,).
    """
    named = [frozenset(dataset.actor[actor].territory) for actor in order]
    terms = dataset.terms("territory")
    reach = [around(places, terms) for places in named]
    known = np.array([bool(places) for places in named], dtype=np.bool_)
    above = [_above(dataset, actor) for actor in order]
    part = np.array([bool(others) for others in above], dtype=np.bool_)

    def meets(rows: Rows, columns: Rows) -> NDArray[np.bool_]:
        fits = np.ones(rows.size, dtype=np.bool_)
        for k in np.nonzero(known[rows] & known[columns])[0]:
            i, j = rows[k], columns[k]
            fits[k] = bool(named[i] & reach[j] or named[j] & reach[i])
        for k in np.nonzero(part[rows] | part[columns])[0]:
            i, j = rows[k], columns[k]
            fits[k] &= order[i] not in above[j] and order[j] not in above[i]
        return fits

    return meets


def around(places: Iterable[str], terms: Mapping[str, Term]) -> frozenset[str]:
    """Return places together with every place that holds one of them.

    Examples
    --------
    >>> district = Term(list="territory", term="D1", name_id="", name_en="", parent="city")
    >>> sorted(around(["D1"], {"D1": district}))
    ['D1', 'city']
    """
    found, queue = set(places), list(places)
    while queue:
        place = queue.pop()
        parent = terms[place].parent if place in terms else None
        if parent is not None and parent not in found:
            found.add(parent)
            queue.append(parent)
    return frozenset(found)


def _above(dataset: Dataset, actor: str) -> frozenset[str]:
    found: list[str] = []
    parent = dataset.actor[actor].parent
    while parent is not None and parent not in found:
        found.append(parent)
        parent = dataset.actor[parent].parent
    return frozenset(found)
