"""The networks of a study: existing ties by layer, what is said of other pairs, shared responsibilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

from synergy.dataset.records import Dataset, Status
from synergy.networks.incidence import Facet
from synergy.settings import GRID, UNIT_LENGTH

Matrix: TypeAlias = Any  # scipy.sparse.csr_array of floats: most pairs of a large network have nothing to say
Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False, kw_only=True)
class Network:
    """Matrices over one fixed order of actors.

    ``order`` holds every actor of the study (n), sorted by id; ``members`` those in the network: ends of
    existing ties and roster members. ``existing`` and each layer are (n, n), in [0, 1], row = from,
    column = to; an undirected tie fills both cells. ``said`` keeps the pairs of every other status apart,
    (n, n) symmetric, 1 where a tie says so, so that no measure of the present network can see them.
    ``facets`` hold who is responsible for what.
    """

    dataset: Dataset
    order: tuple[str, ...]
    members: tuple[str, ...]
    directed: bool
    existing: Matrix
    layers: Mapping[str, Matrix]
    said: Mapping[Status, Matrix]
    facets: Mapping[str, Facet] = field(default_factory=dict)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each actor in ``order``."""
        return {actor: position for position, actor in enumerate(self.order)}

    @cached_property
    def credit(self) -> Mapping[str, float]:
        """What a tie of each type at full strength supplies, in [0, 1], for the types whose weight is given."""
        terms = self.dataset.terms("tie_type").values()
        return {term.term: term.weight for term in terms if term.weight is not None}

    @cached_property
    def joined(self) -> Matrix:
        """(n, n) symmetric booleans: pairs with at least one existing tie."""
        return csr_array((self.existing + self.existing.T) > 0)

    @cached_property
    def graph(self) -> nx.Graph:
        """Existing ties among the members, one edge or arc a pair, nodes and edges in sorted order.

        ``weight`` is the strongest tie's strength in [0, 1]; ``length`` the path length 1/strength as an
        integer, so that equal paths stay equal (floats lose them). The graph is frozen.
        """
        graph: nx.Graph = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.members)
        ties = self.existing.tocoo()
        # Ties of one strength share its numbers: a graph of a million ties is then a third smaller.
        looks = {value: (value, UNIT_LENGTH * GRID // max(1, round(value * GRID))) for value in set(ties.data.tolist())}
        for i, j, value in zip(*(ends.tolist() for ends in ties.coords), ties.data.tolist(), strict=True):
            if self.directed or i < j:
                strength, length = looks[value]
                graph.add_edge(self.order[i], self.order[j], weight=strength, length=length)
        return nx.freeze(graph)

    @cached_property
    def simple(self) -> nx.Graph:
        """The same pairs without direction, for components, cut points and closure; frozen."""
        simple: nx.Graph = nx.Graph()
        simple.add_nodes_from(self.members)
        pairs = zip(*triu(self.joined, 1, format="csr").nonzero(), strict=True)
        simple.add_edges_from((self.order[i], self.order[j]) for i, j in pairs)
        return nx.freeze(simple)
