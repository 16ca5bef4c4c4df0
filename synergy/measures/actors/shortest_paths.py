"""The shortest paths from many actors at once: how many there are, and how much each other actor carries of them.

Brandes' two passes, done for a batch of sources together: out from the sources, counting paths, and back, adding up
what depends on each actor. A pair (actor, source) is one place in a flat array, so that a step of the search is an
operation on whole arrays; where most pairs take part in a step it is a product of matrices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from synergy.measures.actors import matrices
from synergy.measures.actors.small_networks import small_dependencies

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

PAIRS = 2**18  # of actor and source worked on at once where all ties are one step: what a processor's cache holds
SOURCES = 32  # at once, at least: with fewer the products of matrices do not pay
CELLS = 2**21  # of arc and source worked on at once where ties have lengths
ARC_BY_ARC = 40  # times the cost of an arc in a product of matrices


def dependencies(lengths: csr_array, sources: Whole, *, halfway: bool = False) -> Iterator[Real]:
    """Brandes' dependencies: for each source, the share of its shortest paths that each actor carries, over all ends.

    Parameters
    ----------
    lengths : (n, n) sparse, row = from, column = to, without a diagonal: path lengths of ties, whole numbers above 0.
    sources : (s,) places of actors.
    halfway : credit an actor with a path only in the proportion of the way from the source at which it stands. The
        source and the end of a path, each taken as a source, then credit it once between them; and since a source
        says little of those next to it, so that a sample of sources says more.

    Yields
    ------
    (n, b) floats from 0 to n - 2, one column for each of the next b sources; 0 for the source itself and for whom it
    does not reach. NaN in a column whose paths are too many for a float (over 1e308).

    Raises
    ------
    ValueError : a length is not above 0.

    References
    ----------
    Brandes (2001), A faster algorithm for betweenness centrality, doi:10.1080/0022250X.2001.9990249; Geisberger,
    Sanders & Schultes (2008), Better approximation of betweenness centrality (halfway: their linear scaling).

    Examples
    --------
    >>> import networkx as nx
    >>> path = nx.to_scipy_sparse_array(nx.path_graph(4))
    >>> [whole], [part] = dependencies(path, np.array([0])), dependencies(path, np.array([0]), halfway=True)
    >>> whole.T.tolist(), part.T.round(3).tolist()
    ([[0.0, 2.0, 1.0, 0.0]], [[0.0, 0.833, 0.667, 0.0]])
    """
    if not (lengths.data > 0).all():
        raise ValueError("a length is not above 0")
    if lengths.nnz and lengths.data.min() < lengths.data.max():
        for some in _batches(sources, CELLS // lengths.nnz):
            with np.errstate(over="ignore", invalid="ignore"):
                yield _along_lengths(lengths, some, halfway)
        return
    if lengths.shape[0] <= matrices.SMALL:
        yield small_dependencies(lengths, sources, halfway=halfway)
        return
    for some, search in _searches(lengths, sources):
        with np.errstate(over="ignore", invalid="ignore"):
            paths, waves = search.out(some)
            yield _finite(search.back(paths, waves, halfway), paths.reshape(-1, some.size).max(axis=0))


def reached_by_steps(arcs: csr_array, sources: Whole) -> Iterator[Whole]:
    """Count for each source the actors one step away, two steps away, and so on.

    Parameters
    ----------
    arcs : (n, n) sparse, row = from, column = to, without a diagonal.
    sources : (s,) places of actors.

    Yields
    ------
    (b, steps) whole numbers, one row for each of the next b sources, the first column for one step.

    Examples
    --------
    >>> import networkx as nx
    >>> [counts] = reached_by_steps(nx.to_scipy_sparse_array(nx.path_graph(4)), np.array([0, 1]))
    >>> counts.tolist()
    [[1, 1, 1], [2, 1, 0]]
    """
    for some, search in _searches(arcs, sources):
        with np.errstate(over="ignore"):
            _, waves = search.out(some)
        counts = [np.bincount(wave % some.size, minlength=some.size) for wave in waves[1:]]
        yield np.array(counts, dtype=np.int64).reshape(-1, some.size).T


def distances(lengths: csr_array, targets: Whole) -> Iterator[Real]:
    """Measure the shortest paths from every actor to each target, searching backwards from the targets.

    Parameters
    ----------
    lengths : (n, n) sparse, row = from, column = to, without a diagonal: path lengths of ties, above 0.
    targets : (t,) places of actors.

    Yields
    ------
    (n, b) path lengths, one column for each of the next b targets: inf from whom no path leads to it, 0 from itself.

    Examples
    --------
    >>> import networkx as nx
    >>> [column] = distances(nx.to_scipy_sparse_array(nx.path_graph(4)), np.array([0]))
    >>> column.T.tolist()
    [[0.0, 1.0, 2.0, 3.0]]
    """
    from scipy.sparse.csgraph import dijkstra

    backwards = lengths.T.tocsr()
    if lengths.nnz and lengths.data.min() < lengths.data.max():
        for some in _batches(targets, CELLS // max(lengths.nnz, 1)):
            yield dijkstra(backwards, indices=some).T
        return
    step = lengths.data[0] if lengths.nnz else 1.0
    for some, search in _searches(backwards, targets):
        with np.errstate(over="ignore"):
            _, waves = search.out(some)
        found = np.full(backwards.shape[0] * some.size, np.inf)
        for steps, wave in enumerate(waves):
            found[wave] = steps * step
        yield found.reshape(-1, some.size)


def _batches(sources: Whole, size: int) -> Iterator[Whole]:
    for start in range(0, sources.size, max(size, 1)):
        yield sources[start : start + max(size, 1)]


def _searches(arcs: csr_array, sources: Whole) -> Iterator[tuple[Whole, _Search]]:
    leaving = arcs.astype(bool).astype(float)
    entering = leaving.T.tocsr()
    for some in _batches(sources, max(SOURCES, PAIRS // max(arcs.shape[0], 1))):
        size = arcs.shape[0] * some.size
        yield some, _Search(leaving=leaving, entering=entering, width=some.size, scratch=np.zeros(size))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """A search from ``width`` sources, every arc one step; the pair (actor, source) is at actor * width + source."""

    leaving: csr_array  # row = from
    entering: csr_array  # row = to
    width: int
    scratch: Real  # 0 for every pair, between uses

    def out(self, sources: Whole) -> tuple[Real, list[Whole]]:
        """Return the number of shortest paths to each pair, and the pairs at 0, 1, 2, … steps."""
        wave = sources * self.width + np.arange(self.width)
        paths = np.zeros(self.scratch.size)
        unseen = np.repeat(np.diff(self.entering.indptr) > 0, self.width)  # to the others no arc leads
        paths[wave], unseen[wave] = 1, False
        waves = [wave]
        while True:
            wave = (self._step if self._few(self.leaving, wave) else self._stride)(wave, paths, unseen)
            if not wave.size:
                return paths, waves
            unseen[wave] = False
            waves.append(wave)

    def back(self, paths: Real, waves: list[Whole], halfway: bool) -> Real:
        """Return (actors, width): what depends on each actor, from the farthest wave to the nearest."""
        carried = np.zeros(paths.size)
        for steps in range(len(waves) - 1, 1, -1):
            near, far = waves[steps - 1], waves[steps]
            share = ((1 / steps if halfway else 1) + carried[far]) / paths[far]
            carried[near] = paths[near] * self._carry(self.leaving, self.entering, far, share, near)
            if halfway:
                carried[far] *= steps
        return carried.reshape(-1, self.width)

    def _step(self, wave: Whole, paths: Real, unseen: NDArray[np.bool_]) -> Whole:
        """Move a small wave on, arc by arc: the cost does not depend on the number of pairs."""
        origin, heads = self._along(self.leaving, wave)
        fresh = unseen[heads]
        heads = heads[fresh]
        np.add.at(paths, heads, paths[wave[origin[fresh]]])
        return _distinct(heads, self.scratch)

    def _stride(self, wave: Whole, paths: Real, unseen: NDArray[np.bool_]) -> Whole:
        """Move a large wave on, by asking all pairs not seen yet."""
        wanted = np.flatnonzero(unseen)
        if not wanted.size:
            return wanted
        arrived = self._carry(self.entering, self.leaving, wave, paths[wave], wanted)
        reached = arrived > 0
        wave = wanted[reached]
        paths[wave] = arrived[reached]
        return wave

    def _carry(self, taking: csr_array, giving: csr_array, given: Whole, values: Real, wanted: Whole) -> Real:
        """Return the sum, at each wanted pair, of the values at the given pairs that arcs lead to it from.

        ``taking`` has a row of arcs for each that takes, ``giving`` for each that gives.
        """
        if given.size <= wanted.size and self._few(giving, given):
            origin, heads = self._along(giving, given)
            np.add.at(self.scratch, heads, values[origin])
            arrived: Real = self.scratch[wanted]
            self.scratch[heads] = 0
            return arrived
        self.scratch[given] = values
        if self._few(taking, wanted):
            origin, tails = self._along(taking, wanted)
            arrived = np.bincount(origin, weights=self.scratch[tails], minlength=wanted.size).astype(float)
        else:
            arrived = (taking @ self.scratch.reshape(-1, self.width)).ravel()[wanted]
        self.scratch[given] = 0
        return arrived

    def _few(self, arcs: csr_array, pairs: Whole) -> bool:
        """Whether going along the arcs of these pairs one by one costs less than a product of matrices."""
        limit = int(self.leaving.nnz) * self.width // ARC_BY_ARC
        if pairs.size > limit:  # not counted, since counting costs as much; most pairs have an arc
            return False
        actors = pairs // self.width
        return int((arcs.indptr[actors + 1] - arcs.indptr[actors]).sum(dtype=np.int64)) < limit

    def _along(self, matrix: csr_array, pairs: Whole) -> tuple[Whole, Whole]:
        """Return, arc by arc, the place in ``pairs`` it is of and the pair at its other end."""
        actors, columns = np.divmod(pairs, self.width)
        origin, places = _runs(matrix.indptr, actors)
        return origin, matrix.indices[places].astype(np.int64) * self.width + columns[origin]


def _along_lengths(lengths: csr_array, sources: Whole, halfway: bool) -> Real:
    """Return (n, sources) dependencies where arcs have lengths; whole numbers, so that equal paths are equal."""
    from scipy.sparse.csgraph import dijkstra

    n = lengths.shape[0]
    start, end = np.repeat(np.arange(n), np.diff(lengths.indptr)), lengths.indices.astype(np.int64)
    distance = dijkstra(lengths, indices=sources)
    distance[np.isinf(distance)] = np.nan  # which equals nothing: no arc between actors out of reach is on a path
    # The arcs on shortest paths, source by source and by where they start; the pair (source, actor) is at
    # source * n + actor.
    source, arc = np.nonzero(distance[:, start] + lengths.data == distance[:, end])
    head = source * n + end[arc]
    size = sources.size * n
    first = np.concatenate([[0], np.cumsum(np.bincount(source * n + start[arc], minlength=size))])
    paths, carried, scratch = np.zeros(size), np.zeros(size), np.zeros(size)
    waiting = np.bincount(head, minlength=size)
    ready = np.arange(sources.size) * n + sources
    paths[ready] = 1
    steps = []
    while ready.size:  # an actor's turn comes when all arcs into it have been counted
        origin, places = _runs(first, ready)
        tails, heads = ready[origin], head[places]
        np.add.at(paths, heads, paths[tails])
        np.subtract.at(waiting, heads, 1)
        steps.append((tails, heads))
        ready = _distinct(heads[waiting[heads] == 0], scratch)
    way = distance.ravel()
    for tails, heads in reversed(steps):
        credit = (1 / way[heads] if halfway else 1) + carried[heads]
        np.add.at(carried, tails, paths[tails] / paths[heads] * credit)
    if halfway:
        carried[paths > 0] *= way[paths > 0]
    carried[np.arange(sources.size) * n + sources] = 0
    return _finite(carried.reshape(-1, n).T, paths.reshape(-1, n).max(axis=1))


def _runs(first: Whole, rows: Whole) -> tuple[Whole, Whole]:
    """Return, for the entries of the asked rows one after the other, which of them it is of and its place."""
    many = first[rows + 1] - first[rows]
    origin = np.repeat(np.arange(rows.size), many)
    return origin, np.arange(origin.size) + np.repeat(first[rows] - np.cumsum(many) + many, many)


def _distinct(pairs: Whole, scratch: Real) -> Whole:
    """Return each pair once: the one whose number stays where all write theirs; sorting would take longer."""
    numbers = np.arange(pairs.size)
    scratch[pairs] = numbers
    kept: Whole = pairs[scratch[pairs] == numbers]
    scratch[pairs] = 0
    return kept


def _finite(carried: Real, most: Real) -> Real:
    carried[:, np.isinf(most)] = np.nan
    return carried
