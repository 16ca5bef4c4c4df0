"""One search of a network, deep before wide, that tells every tie and every actor without which it falls apart."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthFirst:
    """What the search met, by the number under which it met each actor: 0, 1, 2, …

    ``actors`` are in that order; those reached through ``actors[k]`` are ``actors[k + 1 : end[k]]``. ``parent`` is the
    actor it came from, -1 where it began anew. ``low`` is the first that a tie leads back to from ``actors[k]`` and
    those reached through it.
    """

    actors: tuple[Hashable, ...]
    parent: Sequence[int]
    low: Sequence[int]
    end: Sequence[int]


def depth_first(graph: nx.Graph) -> DepthFirst:
    """Search a network along its ties, part by part.

    Parameters
    ----------
    graph : (n actors) undirected, or directed: then arcs in either direction are one tie. Self-loops are ignored.

    Returns
    -------
    DepthFirst. It takes time in proportion to actors and ties.

    References
    ----------
    Hopcroft & Tarjan (1973), Efficient algorithms for graph manipulation, doi:10.1145/362248.362272; Tarjan (1974), A
    note on finding the bridges of a graph, doi:10.1016/0020-0190(74)90003-9.

    Examples
    --------
    >>> found = depth_first(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]))
    >>> found.actors, found.parent, found.low, found.end
    (('a', 'b', 'c', 'd'), [-1, 0, 1, 2], [0, 0, 0, 3], [4, 4, 4, 4])
    """
    number: dict[Hashable, int] = {}
    parent, low, end = list[int](), list[int](), [0] * len(graph)
    for root in graph:
        if root in number:
            continue
        way = [(root, iter(nx.all_neighbors(graph, root)))]
        _meet(root, -1, number, parent, low)
        while way:
            actor, partners = way[-1]
            own = number[actor]
            for partner in partners:
                if partner not in number:
                    _meet(partner, own, number, parent, low)
                    way.append((partner, iter(nx.all_neighbors(graph, partner))))
                    break
                if number[partner] < low[own] and number[partner] != parent[own]:
                    low[own] = number[partner]
            else:
                way.pop()
                end[own] = len(number)
                if way:
                    low[parent[own]] = min(low[parent[own]], low[own])
    return DepthFirst(actors=tuple(number), parent=parent, low=low, end=end)


def _meet(actor: Hashable, before: int, number: dict[Hashable, int], parent: list[int], low: list[int]) -> None:
    number[actor] = len(low)
    parent.append(before)
    low.append(len(low))
