"""What is left of the network without an actor."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class Removal:
    """The parts into which the others fall without ``actor``: largest first, ids sorted.

    ``components`` are all parts of the network afterwards; ``own`` those that the actor held together;
    ``before`` is the number of parts with the actor in place.
    """

    actor: str
    components: tuple[tuple[str, ...], ...]
    own: tuple[tuple[str, ...], ...]
    before: int

    @property
    def cut_off(self) -> tuple[str, ...]:
        """Actors that the loss separates from the largest part the actor held together."""
        return tuple(sorted(actor for part in self.own[1:] for actor in part))

    @property
    def alone(self) -> tuple[str, ...]:
        """Actors that the loss leaves without any tie."""
        return tuple(sorted(part[0] for part in self.own if len(part) == 1))


def removals(graph: nx.Graph) -> tuple[Removal, ...]:
    """Take each cut point away in turn; the actor whose loss leaves most others apart comes first.

    Parameters
    ----------
    graph : (n actors) undirected.

    Returns
    -------
    A Removal for each cut point.

    References
    ----------
    Borgatti (2006), Identifying sets of key players in a social network, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> removals(nx.path_graph(["a", "b", "c"]))[0].components
    (('a',), ('c',))
    """
    before = nx.number_connected_components(graph) if len(graph) else 0
    found = [_removal(graph, actor, before) for actor in sorted(nx.articulation_points(graph))]
    return tuple(sorted(found, key=lambda r: (-len(r.components), -len(r.cut_off), r.actor)))


def _removal(graph: nx.Graph, actor: str, before: int) -> Removal:
    rest = graph.subgraph(set(graph) - {actor})
    parts = sorted((tuple(sorted(part)) for part in nx.connected_components(rest)), key=lambda p: (-len(p), p))
    partners = set(graph[actor])
    return Removal(actor, tuple(parts), tuple(part for part in parts if partners & set(part)), before)
