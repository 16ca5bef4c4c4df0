"""What is left of the network without an actor."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from synergy.measures.whole.depth_first import DepthFirst, depth_first

Part = tuple[str, ...]
ALL_UP_TO = 2_000  # actors of a network of which every cut point is told
LISTED = 100  # cut points of a larger one that are told


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
    A Removal for each cut point; for the first ``LISTED`` of them in a network of more than ``ALL_UP_TO`` actors,
    since what is left without each is a list of all the others.

    References
    ----------
    Borgatti (2006), Identifying sets of key players in a social network, doi:10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> removals(nx.path_graph(["a", "b", "c"]))[0].components
    (('a',), ('c',))
    """
    parts = _Parts(depth_first(graph))
    order = sorted(parts.branches, key=lambda k: (*parts.loss(k), str(parts.found.actors[k])))
    return tuple(parts.without(k) for k in order[: LISTED if len(graph) > ALL_UP_TO else None])


def losses(graph: nx.Graph) -> dict[str, tuple[int, int]]:
    """Count for each cut point the others in its part, and how many of them its loss cuts off from the most.

    Parameters
    ----------
    graph : (n actors) undirected.

    Examples
    --------
    >>> losses(nx.path_graph(["a", "b", "c", "d"]))
    {'b': (3, 1), 'c': (3, 1)}
    """
    parts = _Parts(depth_first(graph))
    found = {str(parts.found.actors[k]): (parts.others(k), -parts.loss(k)[1]) for k in parts.branches}
    return dict(sorted(found.items()))


class _Parts:
    """The parts into which a network falls without each cut point, as stretches of the order of a search.

    Without an actor, those reached through it are cut off branch by branch, where no tie leads back past it.
    """

    def __init__(self, found: DepthFirst) -> None:
        self.found = found
        self.root = list[int]()  # the first met of the part that each actor is in
        branches: dict[int, list[int]] = {}
        for k, before in enumerate(found.parent):
            self.root.append(k if before < 0 else self.root[before])
            if before >= 0 and found.low[k] >= before:
                branches.setdefault(before, []).append(k)
        # The one the search began with is a cut point only where it has two branches.
        self.branches = {k: own for k, own in branches.items() if found.parent[k] >= 0 or len(own) > 1}
        self.whole = {k: self.part([(k, found.end[k])]) for k, before in enumerate(found.parent) if before < 0}

    def part(self, stretches: list[tuple[int, int]]) -> Part:
        return tuple(sorted(str(actor) for start, end in stretches for actor in self.found.actors[start:end]))

    def rest(self, k: int) -> list[tuple[int, int]]:
        """Return where those stand that are neither the actor nor in a branch of its own."""
        start, end = self.root[k], self.found.end[self.root[k]]
        gaps = [(k, k + 1), *((branch, self.found.end[branch]) for branch in self.branches[k])]
        edges = [start, *(edge for gap in sorted(gaps) for edge in gap), end]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]

    def others(self, k: int) -> int:
        return self.found.end[self.root[k]] - self.root[k] - 1

    def loss(self, k: int) -> tuple[int, int]:
        """Return how many parts there are without an actor, and how many others are cut off; most first."""
        sizes = [self.found.end[branch] - branch for branch in self.branches[k]]
        rest = sum(end - start for start, end in self.rest(k))
        sizes += [rest] if rest else []
        return -len(sizes), max(sizes) - sum(sizes)

    def without(self, k: int) -> Removal:
        own = [self.part([(branch, self.found.end[branch])]) for branch in self.branches[k]]
        rest = self.part(self.rest(k))
        own = sorted([*own, rest] if rest else own, key=_largest_first)
        others = [part for root, part in self.whole.items() if root != self.root[k]]
        components = tuple(sorted([*own, *others], key=_largest_first))
        return Removal(str(self.found.actors[k]), components, tuple(own), len(self.whole))


def _largest_first(part: Part) -> tuple[int, Part]:
    return -len(part), part
