"""Whether the network is a core of actors tied to each other and a periphery that is not."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from synergy.measures.estimate import Estimate
from synergy.measures.whole.rewiring import against_rewired
from synergy.measures.whole.undirected import undirected

Pattern: TypeAlias = Literal["incident", "missing"]
Floats: TypeAlias = NDArray[np.float64]

ALL_CORES = 20  # actors with ties up to which every core is tried
EQUAL = 1e-12  # correlations that differ by less are a tie
ROUNDING = 1e-10  # share of the sum of squares below which a variance is no more than rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class CorePeriphery:
    """The core (sorted), how well the ``pattern`` fits with it, and whether every core was tried (``exact``)."""

    core: tuple[Hashable, ...]
    correlation: float
    pattern: Pattern
    exact: bool


def core_periphery(
    graph: nx.Graph, *, pattern: Pattern = "incident", restarts: int = 50, rng: np.random.Generator
) -> CorePeriphery:
    """Borgatti and Everett's discrete core: the one whose ideal pattern correlates most with the ties.

    In the ideal pattern a tie joins every two actors of the core and no two of the periphery. Between core and
    periphery it joins all (``incident``), or those pairs are left out of the correlation (``missing``): the two
    give different cores. Every core is tried where at most 20 actors have ties; beyond, ``restarts`` searches, the
    first from the best core of highest degrees and the others at random, each exchange or move one actor at a time
    while that helps. Of equal cores the smallest, then the first by sorted names is returned.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then arcs in either direction are one tie. ``weight`` is the strength
        of a tie, 1 where absent; with strengths the correlation is of valued ties. Self-loops are ignored.
    pattern : what is expected between core and periphery.
    restarts : searches where not every core is tried.
    rng : of their beginnings.

    Returns
    -------
    CorePeriphery; the correlation lies in [-1, 1]. Actors without ties are in the periphery. No core and NaN where
    the ties, or the ideal pattern of every core, have no variance (no tie, all tied alike).

    Raises
    ------
    ValueError : an unknown pattern or restarts below 1.

    References
    ----------
    Borgatti & Everett (2000), Models of core/periphery structures, doi:10.1016/S0378-8733(99)00019-2.

    Examples
    --------
    >>> core_periphery(nx.star_graph(4), rng=np.random.default_rng(1))
    CorePeriphery(core=(0,), correlation=1.0, pattern='incident', exact=True)
    """
    if pattern not in ("incident", "missing"):
        raise ValueError(f"unknown pattern: {pattern}")
    if restarts < 1:
        raise ValueError("at least one search")
    plain = undirected(graph)
    actors = [actor for actor in plain if plain.degree[actor]]
    weights = nx.to_numpy_array(plain, nodelist=actors) if actors else np.zeros((0, 0))
    fit = _Fit(n=len(plain), ties=np.stack([weights, weights**2]), pattern=pattern)
    exact = len(actors) <= ALL_CORES
    core, correlation = _best_of_all(fit) if exact else _best_found(fit, restarts, rng)
    return CorePeriphery(
        core=tuple(actors[place] for place in core), correlation=correlation, pattern=pattern, exact=exact
    )


def core_periphery_p(
    graph: nx.Graph,
    *,
    pattern: Pattern = "incident",
    restarts: int = 10,
    draws: int = 200,
    rng: np.random.Generator,
) -> Estimate:
    """Compare the core-periphery correlation with that of networks in which everyone has as many partners.

    Most of what looks like a core is differences of degree alone.

    Parameters
    ----------
    graph, pattern : as for ``core_periphery``.
    restarts : searches in the network and in each rewired one where not every core is tried.
    draws : rewired networks.
    rng : of the searches and the rewiring.

    Returns
    -------
    Estimate of the correlation, its p-value of the upper side; NaN where the correlation is.

    References
    ----------
    Borgatti & Everett (2000), doi:10.1016/S0378-8733(99)00019-2; Maslov & Sneppen (2002),
    doi:10.1126/science.1065103 (the rewiring).

    Examples
    --------
    >>> core_periphery_p(nx.star_graph(4), draws=9, rng=np.random.default_rng(1)).p_value
    1.0
    """

    def correlation(drawn: nx.Graph) -> float:
        return core_periphery(drawn, pattern=pattern, restarts=restarts, rng=rng).correlation

    method = f"core-periphery correlation ({pattern}), upper side, degree-preserving rewiring"
    return against_rewired(graph, correlation, draws=draws, rng=rng, method=method)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """Correlation of ties and ideal pattern, from the sums of ties (and of their squares) inside either group.

    ``n`` counts actors without ties, ``ties`` is (2, m, m) strengths and their squares among the m with ties.
    """

    n: int
    ties: Floats
    pattern: Pattern

    def __call__(self, size: Any, core: Floats, periphery: Floats) -> Floats:
        """Correlations, NaN where there is no variance: sizes of cores (k,), sums inside either group (2, k)."""
        inside, outside = size * (size - 1) / 2, (self.n - size) * (self.n - size - 1) / 2
        if self.pattern == "incident":
            total = self.ties.sum(axis=(1, 2)) / 2
            cells = self.n * (self.n - 1) / 2
            ideal, expected = cells - outside, total[0] - periphery[0]
            ties, squares = total
        else:
            cells, ideal, expected = inside + outside, inside, core[0]
            ties, squares = core + periphery
        of_ties, of_ideal = cells * squares - ties**2, cells * ideal - ideal**2
        defined = (of_ties > ROUNDING * cells * squares) & (of_ideal > 0)
        covariance = cells * expected - ties * ideal
        return np.where(defined, covariance / np.sqrt(np.where(defined, of_ties * of_ideal, 1.0)), np.nan)


def _best_of_all(fit: _Fit) -> tuple[tuple[int, ...], float]:
    """Try every core; bit i of a core's number says whether actor i is in it."""
    m = fit.ties.shape[1]
    inside = np.zeros((2, 1))
    size = np.zeros(1)
    for actor in range(m):
        to_core = np.zeros((2, 1))
        for other in range(actor):
            to_core = np.concatenate([to_core, to_core + fit.ties[:, actor, other, None]], axis=1)
        inside = np.concatenate([inside, inside + to_core], axis=1)
        size = np.concatenate([size, size + 1])
    correlations = fit(size, inside, inside[:, ::-1])
    if np.isnan(correlations).all():
        return (), float("nan")
    top = np.nanmax(correlations)
    best = np.flatnonzero(correlations >= top - EQUAL)
    best = best[size[best] == size[best].min()]
    cores = (tuple(place for place in range(m) if number >> place & 1) for number in best.tolist())
    return min(cores), float(top)


def _best_found(fit: _Fit, restarts: int, rng: np.random.Generator) -> tuple[tuple[int, ...], float]:
    found: list[tuple[float, tuple[int, ...]]] = []
    for restart in range(restarts):
        found.append(_climb(fit, _by_degree(fit) if restart == 0 else _at_random(fit, rng)))
    defined = [(value, core) for value, core in found if np.isfinite(value)]
    if not defined:
        return (), float("nan")
    top = max(value for value, _ in defined)
    best = min((len(core), core) for value, core in defined if value >= top - EQUAL)
    return best[1], top


def _by_degree(fit: _Fit) -> NDArray[np.bool_]:
    """Find the best of the cores that hold the actors with most ties."""
    ties = fit.ties
    m = ties.shape[1]
    order = np.argsort(-ties[0].sum(axis=1), kind="stable")
    ordered = ties[:, order][:, :, order]
    size = np.arange(1, m)
    core = np.stack([ordered[:, :k, :k].sum(axis=(1, 2)) / 2 for k in size], axis=1)
    periphery = np.stack([ordered[:, k:, k:].sum(axis=(1, 2)) / 2 for k in size], axis=1)
    correlations = fit(size, core, periphery)
    best = 1 if np.isnan(correlations).all() else int(np.nanargmax(correlations)) + 1
    start = np.zeros(m, dtype=bool)
    start[order[:best]] = True
    return start


def _at_random(fit: _Fit, rng: np.random.Generator) -> NDArray[np.bool_]:
    start: NDArray[np.bool_] = np.less(rng.random(fit.ties.shape[1]), rng.random())
    return start


def _climb(fit: _Fit, start: NDArray[np.bool_]) -> tuple[float, tuple[int, ...]]:
    """Move one actor, or exchange two, while that helps. A last actor without ties stands for nobody."""
    m = fit.ties.shape[1]
    ties = np.pad(fit.ties, ((0, 0), (0, 1), (0, 1)))
    member = np.append(start, False)
    value = -np.inf
    while True:
        to_core = ties @ member
        to_periphery = ties @ ~member
        core, periphery = to_core @ member / 2, to_periphery @ ~member / 2
        leaving = np.append(np.flatnonzero(member), m)
        coming = np.append(np.flatnonzero(~member[:m]), m)
        between = ties[:, leaving[:, None], coming]
        after_core = core[:, None, None] - to_core[:, leaving, None] + to_core[:, None, coming] - between
        after_periphery = (
            periphery[:, None, None] + to_periphery[:, leaving, None] - to_periphery[:, None, coming] - between
        )
        size = member.sum() - (leaving < m)[:, None] + (coming < m)
        correlations = np.nan_to_num(fit(size, after_core, after_periphery), nan=-np.inf)
        best = np.unravel_index(int(correlations.argmax()), correlations.shape)
        if not correlations[best] > value + EQUAL:
            return float(value), tuple(np.flatnonzero(member).tolist())
        value = correlations[best]
        member[leaving[best[0]]] = False
        member[coming[best[1]]] = True
        member[m] = False
