"""Whether an index of a network is what a random network with as many actors and ties would have."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from synergy.measures.chance.permutation import against_null
from synergy.measures.estimate import Estimate

Ends = NDArray[np.int64]


def conditional_uniform(
    graph: nx.Graph,
    index: Callable[[nx.Graph], float],
    *,
    draws: int,
    rng: np.random.Generator,
    dyad_census: bool | None = None,
) -> Estimate:
    """Compare an index with its values in networks drawn uniformly among those of the same size (CUG test).

    Parameters
    ----------
    graph : (n actors) undirected or directed; self-loops are ignored.
    index : number of one network, a Graph or DiGraph as ``graph``, of nodes 0 to n - 1 in the order of ``graph``.
        Strengths are dropped from the observed network, because those drawn have none.
    draws : random networks.
    rng : source of the random networks.
    dyad_census : whether a directed network also keeps its numbers of mutual, one-way and empty pairs, which it does
        by default, and not the number of arcs alone. It says nothing of an undirected one.

    Returns
    -------
    Estimate: ``p_value`` two-sided, ``low`` and ``high`` the 2.5 and 97.5 percentiles of the random networks. ``z`` is
    NaN where the index is fixed by what is kept, as density is. A network with an undefined index is left out; all
    is NaN where none has one.

    References
    ----------
    Anderson, Butts & Carley (1999), The interaction of size and density with graph-level indices, Social Networks
    21:239-267, doi:10.1016/S0378-8733(99)00011-8; Katz & Powell (1957), Probability distributions of random variables
    associated with a structure of the sample space of sociometric investigations, doi:10.1214/aoms/1177706972.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> most = lambda network: float(max(ties for _, ties in network.degree))
    >>> star = conditional_uniform(nx.star_graph(9), most, draws=99, rng=rng)
    >>> star.value, star.baseline < 5, star.p_value
    (9.0, True, 0.02)
    """
    simple = _plain(graph)
    n, ties = len(simple), simple.number_of_edges()
    kind = nx.DiGraph if graph.is_directed() else nx.Graph
    mutual = sum(simple.has_edge(b, a) for a, b in simple.edges) // 2 if graph.is_directed() else 0
    kept = "dyad census" if graph.is_directed() and dyad_census is not False else "number of ties"
    null = []
    for _ in range(draws):
        if kept == "dyad census":
            ends = _of_census(n, mutual, ties - 2 * mutual, rng)
        else:
            ends = _of_ties(n, ties, rng, directed=graph.is_directed())
        drawn = kind()
        drawn.add_nodes_from(range(n))
        drawn.add_edges_from(zip(*ends.tolist(), strict=True))
        null.append(float(index(drawn)))
    return against_null(float(index(simple)), null, tail="two", method=f"uniform given size and {kept}")


def _plain(graph: nx.Graph) -> nx.Graph:
    """Return the ties alone, between numbers."""
    at = {actor: number for number, actor in enumerate(graph)}
    plain = nx.empty_graph(len(at), create_using=nx.DiGraph if graph.is_directed() else nx.Graph)
    plain.add_edges_from((at[a], at[b]) for a, b in graph.edges if a != b)
    return plain


def _of_ties(n: int, ties: int, rng: np.random.Generator, *, directed: bool) -> Ends:
    """Ends (2, ties) of distinct pairs or arcs."""
    if not directed:
        return _pair(rng.choice(n * (n - 1) // 2, ties, replace=False))
    chosen = rng.choice(n * (n - 1), ties, replace=False)
    sender, receiver = np.divmod(chosen, max(1, n - 1))
    return np.array([sender, receiver + (receiver >= sender)])  # nobody is tied to itself


def _of_census(n: int, mutual: int, one_way: int, rng: np.random.Generator) -> Ends:
    """Ends (2, arcs): the pairs come in random order, so that the first are mutual."""
    pairs = _pair(rng.choice(n * (n - 1) // 2, mutual + one_way, replace=False))
    both, one = pairs[:, :mutual], pairs[:, mutual:]
    turned = rng.random(one_way) < 0.5
    return np.concatenate([both, both[::-1], np.where(turned, one[::-1], one)], axis=1)


def _pair(number: Ends) -> Ends:
    """Ends (2, pairs) of numbered pairs: 0-1, 0-2, 1-2, 0-3, and so on."""
    second = ((1 + np.sqrt(1 + 8 * number)) // 2).astype(np.int64)
    return np.array([number - second * (second - 1) // 2, second])
