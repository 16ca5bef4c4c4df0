"""The shortest paths of a small network in full matrices: no more than some dozen actors, but thousands of times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Real = NDArray[np.float64]


def small_dependencies(arcs: csr_array, sources: NDArray[np.int64], *, halfway: bool = False) -> Real:
    """Brandes' dependencies where every arc is one step; as ``shortest_paths.dependencies``, all sources at once.

    Parameters
    ----------
    arcs : (n, n) sparse, row = from, column = to, without a diagonal.
    sources : (s,) places of actors.
    halfway : credit an actor with a path only in the proportion of the way from the source at which it stands.

    Returns
    -------
    (n, s) floats. Some dozen actors have no more shortest paths than a float can count.

    Examples
    --------
    >>> import networkx as nx
    >>> small_dependencies(nx.to_scipy_sparse_array(nx.path_graph(4)), np.array([0])).T.tolist()
    [[0.0, 2.0, 1.0, 0.0]]
    """
    leading = (arcs.toarray() > 0).astype(float)
    paths, waves = _out(leading, sources)
    carried, share = np.zeros(paths.shape), np.zeros(paths.shape)
    for steps in range(len(waves), 1, -1):  # from the farthest wave to the nearest
        near, far = waves[steps - 2], waves[steps - 1]
        share[:] = 0
        np.divide((1 / steps if halfway else 1) + carried, paths, out=share, where=far)
        carried += (share @ leading.T) * paths * near
        if halfway:
            carried[far] *= steps
    return np.asarray(carried.T, dtype=float)


def _out(leading: Real, sources: NDArray[np.int64]) -> tuple[Real, list[NDArray[np.bool_]]]:
    """Return the number of shortest paths from each source to each actor, and who is at 1, 2, … steps."""
    wave = np.zeros((sources.size, len(leading)))
    wave[np.arange(sources.size), sources] = 1
    paths, unseen, waves = wave.copy(), wave == 0, list[NDArray[np.bool_]]()
    while True:
        wave = (wave @ leading) * unseen
        fresh = wave > 0
        if not fresh.any():
            return paths, waves
        paths += wave
        unseen ^= fresh
        waves.append(fresh)
