"""What the model of synergy shows: sectors, coordinators, clusters, and what joins them, as counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synergy.dataset.records import Actor, Dataset, Kind, Status
from synergy.findings.analysis import Analysis
from synergy.language.catalogue import Catalogue
from synergy.networks.network import Network
from synergy.outputs.page import layout

LEADERSHIP, COORDINATION = "city_leadership", "coordination_body"
MOST_LEADERS, MOST_BODIES = 3, 6  # more than these are drawn as one
DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of the figure. ``members`` are actors; a cluster has none, its key is the term."""

    key: str
    label: str
    sector: str = ""
    members: tuple[Actor, ...] = ()

    @property
    def alone(self) -> int:
        """How many members are actors of their own."""
        return sum(not actor.placeholder for actor in self.members)

    @property
    def collective(self) -> int:
        """How many members stand for many."""
        return sum(actor.placeholder for actor in self.members)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Distinct pairs of actors between two nodes, by what is said of them. A pair may be both existing and needed."""

    existing: int = 0
    needed: int = 0
    contested: int = 0


@dataclass(frozen=True, kw_only=True)
class Model:
    """Sectors, centres (the hub first) and clusters; ``pairs`` by (sector, centre); ``roles`` by (node, cluster).

    ``to_hub`` says for each other centre which pairs it has with the hub, ``parts`` which of them is the ``whole``
    that the hub is a part of, or a ``part`` of the hub. ``roles`` holds sums of role
    weights, > 0.
    """

    sectors: tuple[Node, ...]
    centres: tuple[Node, ...]
    clusters: tuple[Node, ...]
    pairs: Mapping[tuple[str, str], Pairs]
    to_hub: Mapping[str, Pairs]
    parts: Mapping[str, str]
    roles: Mapping[tuple[str, str], float]

    def of_sector(self, sector: str) -> Pairs:
        """Return the pairs of one sector with all centres."""
        held = [self.pairs[sector, centre.key] for centre in self.centres]
        return Pairs(sum(p.existing for p in held), sum(p.needed for p in held), sum(p.contested for p in held))

    @cached_property
    def waiting(self) -> tuple[Node, ...]:
        """Sectors called for that no existing tie joins to any centre."""
        counts = {node.key: self.of_sector(node.key) for node in self.sectors}
        return tuple(n for n in self.sectors if counts[n.key].needed and not counts[n.key].existing)

    @cached_property
    def direct(self) -> Mapping[str, float]:
        """Role weights that sectors hold themselves, by cluster."""
        sums: dict[str, float] = {}
        for (node, cluster), weight in self.roles.items():
            if node in {sector.key for sector in self.sectors}:
                sums[cluster] = sums.get(cluster, 0.0) + weight
        return sums


def build_model(analysis: Analysis, catalogue: Catalogue) -> Model:
    """Return what the figure shows of a study.

    Persons that no tie names are left out. The hub is the actor from whose side the study is told, else
    the one with most partners.
    """
    network = analysis.network
    hub = _hub(network)
    stands = layout.standing(analysis)
    actors = [a for a in analysis.dataset.actors if a.kind is not Kind.PERSON or stands[a.id] != layout.BESIDE]
    centres = _centres(actors, hub, catalogue, analysis.dataset)
    central = {actor.id for node in centres for actor in node.members}
    sectors = _sectors([actor for actor in actors if actor.id not in central], catalogue, analysis.dataset)
    counted = _counter(network)
    held = _roles(analysis.dataset)
    return Model(
        sectors=sectors,
        centres=centres,
        clusters=_clusters(analysis.dataset, catalogue, held),
        pairs={(s.key, c.key): counted(s.members, c.members) for s in sectors for c in centres},
        to_hub={c.key: counted(centres[0].members, c.members) for c in centres[1:]},
        parts=_parts(centres, analysis.dataset),
        roles=_summed(held, (*sectors, *centres)),
    )


def _hub(network: Network) -> str | None:
    vantage = network.dataset.study.vantage
    if vantage in network.index:
        return vantage
    called = network.said[Status.NEEDED]
    partners = network.joined.sum(axis=1).tolist(), called.sum(axis=1).tolist()
    ranked = sorted(range(len(network.order)), key=lambda i: (-partners[0][i], -partners[1][i], i))
    return network.order[ranked[0]] if ranked else None


def _centres(actors: list[Actor], hub: str | None, catalogue: Catalogue, dataset: Dataset) -> tuple[Node, ...]:
    nodes = [_single(actor, catalogue) for actor in actors if actor.id == hub]
    for sector, most in ((LEADERSHIP, MOST_LEADERS), (COORDINATION, MOST_BODIES)):
        members = [actor for actor in actors if actor.sector == sector and actor.id != hub]
        if len(members) > most:
            label = catalogue.term(dataset, "sector", sector)
            nodes.append(Node(key=f"sector:{sector}", label=label, sector=sector, members=tuple(members)))
        else:
            nodes += [_single(actor, catalogue) for actor in members]
    return tuple(nodes)


def _parts(centres: tuple[Node, ...], dataset: Dataset) -> dict[str, str]:
    hub = centres[0].members[0] if centres else None
    single = [node.members[0] for node in centres[1:] if len(node.members) == 1]
    wholes = {actor.id: "whole" for actor in single if hub and actor.id == hub.parent}
    return wholes | {actor.id: "part" for actor in single if hub and actor.parent == hub.id}


def _single(actor: Actor, catalogue: Catalogue) -> Node:
    return Node(key=actor.id, label=catalogue.name(actor), sector=actor.sector, members=(actor,))


def _sectors(actors: list[Actor], catalogue: Catalogue, dataset: Dataset) -> tuple[Node, ...]:
    groups: dict[str, list[Actor]] = {term: [] for term in dataset.terms("sector")}
    for actor in actors:
        groups.setdefault(actor.sector, []).append(actor)
    return tuple(
        Node(key=f"sector:{s}", label=catalogue.term(dataset, "sector", s), sector=s, members=tuple(group))
        for s, group in groups.items()
        if group
    )


def _counter(network: Network) -> Callable[[Iterable[Actor], Iterable[Actor]], Pairs]:
    """Return what counts the pairs between two groups of actors."""
    called, disputed = network.said[Status.NEEDED], network.said[Status.CONTESTED]

    def counted(some: Iterable[Actor], others: Iterable[Actor]) -> Pairs:
        cells = np.ix_([network.index[a.id] for a in some], [network.index[a.id] for a in others])
        return Pairs(*(int(mask[cells].sum()) for mask in (network.joined, called, disputed)))

    return counted


def _roles(dataset: Dataset) -> dict[tuple[str, str], float]:
    """Return the summed weight of existing roles and mandates by (actor, cluster); 0 for a mere beneficiary."""
    weight = {term.term: term.weight or 0.0 for term in dataset.terms("role").values()}
    cells: dict[tuple[str, str, str], float] = {}
    for part in dataset.participation:
        programme = dataset.programme.get(part.programme)
        if part.status is Status.EXISTING and programme is not None:
            for cluster in {_top(dataset, c) for c in programme.clusters}:
                cell = (part.actor, cluster, f"programme {part.programme}")
                cells[cell] = max(cells.get(cell, 0.0), weight.get(part.role, 0.0))
    for mandate in dataset.mandates:
        if mandate.status is Status.EXISTING and mandate.cluster:
            duty = f"mandate {mandate.function} {mandate.target_group}"
            cell = (mandate.actor, _top(dataset, mandate.cluster), duty)
            cells[cell] = max(cells.get(cell, 0.0), weight.get(mandate.role, 0.0))
    sums: dict[tuple[str, str], float] = {}
    for (actor, cluster, _), value in sorted(cells.items()):
        sums[actor, cluster] = sums.get((actor, cluster), 0.0) + value
    return sums


def _top(dataset: Dataset, cluster: str) -> str:
    """Return the cluster that a cluster belongs to (sub-districts and wards to the institutional pillar)."""
    terms = dataset.terms("cluster")
    for _ in terms:
        parent = terms[cluster].parent if cluster in terms else None
        if not parent:
            break
        cluster = parent
    return cluster


def _clusters(dataset: Dataset, catalogue: Catalogue, held: Mapping[tuple[str, str], float]) -> tuple[Node, ...]:
    used = {_top(dataset, c) for programme in dataset.programmes for c in programme.clusters}
    used |= {_top(dataset, mandate.cluster) for mandate in dataset.mandates if mandate.cluster}
    used |= {cluster for _, cluster in held}
    order = [term for term in dataset.terms("cluster") if term in used]
    order += sorted(used - set(order))
    return tuple(Node(key=term, label=_short(dataset, term, catalogue)) for term in order)


def _short(dataset: Dataset, cluster: str, catalogue: Catalogue) -> str:
    term = dataset.terms("cluster").get(cluster)
    short = term.attribute(f"short_{catalogue.language}") if term else ""
    return short or catalogue.term(dataset, "cluster", cluster)


def _summed(held: Mapping[tuple[str, str], float], nodes: Iterable[Node]) -> dict[tuple[str, str], float]:
    home = {actor.id: node.key for node in nodes for actor in node.members}
    sums: dict[tuple[str, str], float] = {}
    for (actor, cluster), weight in held.items():
        if weight > 0 and actor in home:
            key = (home[actor], cluster)
            sums[key] = sums.get(key, 0.0) + weight
    return sums
