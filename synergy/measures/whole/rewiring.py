"""Is a value of the network more than its numbers of partners imply?"""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np

from synergy.measures.estimate import Estimate
from synergy.measures.whole.undirected import undirected

EXCHANGES = 100  # tried for each tie: Milo et al. find this more than enough to forget the network it began with
EQUAL = 1e-12


def rewired(graph: nx.Graph, *, rng: np.random.Generator) -> nx.Graph:
    """Draw a network in which everyone has as many partners as before, by exchanging the partners of two ties.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then arcs in either direction are one tie. Self-loops are dropped.
    rng : of the exchanges.

    Returns
    -------
    Undirected graph of the same actors in sorted order, without self-loops or double ties. A strength
    (``weight``) stays with its tie, so that degrees are kept and sums of strengths are not.

    References
    ----------
    Maslov & Sneppen (2002), Specificity and stability in topology of protein networks, doi:10.1126/science.1065103;
    Milo et al. (2003), On the uniform generation of random graphs with prescribed degree sequences,
    arXiv:cond-mat/0312028.

    Examples
    --------
    >>> dict(rewired(nx.path_graph(4), rng=np.random.default_rng(1)).degree())
    {0: 1, 1: 2, 2: 2, 3: 1}
    """
    plain = undirected(graph)
    actors = list(plain)
    place = {actor: position for position, actor in enumerate(actors)}
    ties = [(place[a], place[b]) for a, b in plain.edges]
    weights = [weight for _, _, weight in plain.edges(data="weight")]
    exchanged = _exchange(ties, rng)
    drawn = nx.Graph()
    drawn.add_nodes_from(actors)
    drawn.add_weighted_edges_from(
        (actors[a], actors[b], weight) for (a, b), weight in sorted(zip(exchanged, weights, strict=True))
    )
    return drawn


def _exchange(ties: list[tuple[int, int]], rng: np.random.Generator) -> list[tuple[int, int]]:
    """Turn a-b, c-d into a-d, c-b (or a-c, b-d) at random; an exchange that cannot be is a step that stays."""
    if len(ties) < 2:
        return ties
    ties = list(ties)
    present = set(ties)
    tries = EXCHANGES * len(ties)
    chosen = rng.integers(len(ties), size=(tries, 2)).tolist()
    turned = rng.integers(2, size=tries).tolist()
    for (one, other), turn in zip(chosen, turned, strict=True):
        a, b = ties[one]
        c, d = ties[other][::-1] if turn else ties[other]
        if a in (c, d) or b in (c, d):
            continue
        first = (a, d) if a < d else (d, a)
        second = (b, c) if b < c else (c, b)
        if first in present or second in present:
            continue
        present.remove(ties[one])
        present.remove(ties[other])
        present.add(first)
        present.add(second)
        ties[one], ties[other] = first, second
    return ties


def against_rewired(
    graph: nx.Graph,
    statistic: Callable[[nx.Graph], float],
    *,
    draws: int,
    rng: np.random.Generator,
    method: str,
) -> Estimate:
    """Compare a value of the network with the same of networks in which everyone has as many partners.

    Parameters
    ----------
    graph : (n actors); direction is ignored.
    statistic : value of a graph.
    draws : rewired networks; those without a value are left out.
    rng : of the rewiring.
    method : what the value is, for the record.

    Returns
    -------
    Estimate: ``baseline`` and ``spread`` over the rewired networks; ``p_value`` = (c + 1)/(N + 1), c of N of them
    having at least the value; all NaN where the network has no value or none was drawn.

    References
    ----------
    Phipson & Smyth (2010), Permutation p-values should never be zero, doi:10.2202/1544-6115.1585.

    Examples
    --------
    >>> star = against_rewired(
    ...     nx.star_graph(4), nx.transitivity, draws=9, rng=np.random.default_rng(1), method="transitivity")
    >>> star.value, star.baseline, star.p_value
    (0.0, 0.0, 1.0)
    """
    value = float(statistic(undirected(graph)))
    drawn = np.array([statistic(rewired(graph, rng=rng)) for _ in range(draws)]) if np.isfinite(value) else np.empty(0)
    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return Estimate(value=value, method=method)
    reached = int(np.sum(drawn >= value - EQUAL * abs(value)))
    return Estimate(
        value=value,
        baseline=float(drawn.mean()),
        spread=float(drawn.std(ddof=1)) if drawn.size > 1 else np.nan,
        p_value=(reached + 1) / (drawn.size + 1),
        draws=drawn.size,
        method=method,
    )
