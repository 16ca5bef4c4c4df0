"""Which pairs share a programme or a cell of responsibility, where there are too many pairs to look at all."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array, hstack, triu

from synergy.networks.network import Matrix, Rows


def pairs_sharing(groups: Iterable[Matrix], *, at_most: int) -> tuple[Rows, Rows]:
    """Find the pairs of actors that are in a group together.

    Groups of few come first, since they say most of a pair. Those of more are left out, all of one size together,
    where the pairs would become more than ``at_most``.

    Parameters
    ----------
    groups : (n, g) sparse each, not 0 where an actor is in a group.
    at_most : pairs, counted in every group that they share.

    Returns
    -------
    Positions (p,) and (p,) of the pairs, each once, the first before the second, in order.

    Examples
    --------
    >>> groups = csr_array([[1, 0], [1, 1], [0, 1], [0, 1]])
    >>> [ends.tolist() for ends in pairs_sharing([groups], at_most=4)]
    [[0, 1, 1, 2], [1, 2, 3, 3]]
    >>> [ends.tolist() for ends in pairs_sharing([groups], at_most=3)]
    [[0], [1]]
    """
    member = csr_array(hstack(list(groups), format="csr") > 0).astype(np.int64)
    size = member.sum(axis=0)
    pairs = size * (size - 1) // 2
    order = np.argsort(size, kind="stable")
    too_large = size[order][np.cumsum(pairs[order]) > at_most].min(initial=np.iinfo(np.int64).max)
    kept = member[:, np.flatnonzero((pairs > 0) & (size < too_large))]
    rows, columns = triu(kept @ kept.T, 1, format="csr").nonzero()
    order = np.lexsort((columns, rows))
    return rows[order], columns[order]


def pairs_counted(groups: Matrix) -> int:
    """Count the pairs of each group, whether or not they share another one too.

    Examples
    --------
    >>> pairs_counted(csr_array([[1, 0], [1, 1], [0, 1], [0, 1]]))
    4
    """
    size = (groups > 0).astype(np.int64).sum(axis=0)
    return int((size * (size - 1) // 2).sum())


def grouped(held: Sequence[Collection[Hashable]], linked: Iterable[tuple[Hashable, Hashable]] = ()) -> Matrix:
    """Return who holds each of several things, and who holds either of two that are linked.

    Parameters
    ----------
    held : what each of the n actors holds.
    linked : pairs of things.

    Returns
    -------
    (n, things + linked pairs) sparse, 1 or more where an actor is in the group.

    Examples
    --------
    >>> grouped([["a"], ["b"], ["a", "b"]], [("a", "b")]).toarray().tolist()
    [[1, 0, 1], [0, 1, 1], [1, 1, 2]]
    """
    place: dict[Hashable, int] = {}
    cells = [(row, place.setdefault(thing, len(place))) for row, things in enumerate(held) for thing in things]
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    member = csr_array((np.ones(len(cells), dtype=np.int64), (rows, columns)), shape=(len(held), len(place)))
    return with_linked(member, [(place[a], place[b]) for a, b in linked if a in place and b in place])


def with_linked(member: Matrix, linked: Sequence[tuple[int, int]]) -> Matrix:
    """Add a group for each pair of groups, given by their columns, of those who are in either."""
    if not linked:
        return member
    one, other = np.array(linked, dtype=np.intp).T
    return csr_array(hstack([member, member[:, one] + member[:, other]], format="csr"))
