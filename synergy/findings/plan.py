"""Which new links and forums to propose, and what they would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from synergy.dataset.records import Dataset, Kind, Status
from synergy.findings.needed_pair import Pair, needed_pairs
from synergy.findings.occasions import occasions
from synergy.measures.measured import Measured
from synergy.measures.planning.forums import Forum, plan_forums
from synergy.measures.planning.links import Limits, Link, plan_links
from synergy.measures.planning.what_if import Change, what_if
from synergy.settings import Settings

NATIONAL = "national"
ENDED = "ended"  # a programme that is over seats nobody
BUSY = 0.9  # quantile of degrees above which an actor counts as busy
LOAD = 0.25  # what a link loses in worth for each busy actor it would add to
FORUMS = 3  # forums proposed at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What whoever plans may ask for: how many links, with one actor at most, never these pairs, always those."""

    links: int
    per_actor: int
    forbidden: frozenset[frozenset[str]] = frozenset()
    required: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, eq=False, kw_only=True)
class PlannedLink:
    """One link to make: the pair, the go-between who might convene it, and what would come in its place."""

    pair: Pair
    worth: float
    convener: str | None
    alternative: tuple[str, str] | None
    loss: float
    why: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """Links by worth, forums in the order of what they add, and what the links would change.

    ``share`` is the part of the best possible worth within the limits that the links are sure to reach (1 where
    ``exact``); ``unmet`` are required pairs the limits leave no room for; ``hub`` is the actor with most partners.
    """

    links: tuple[PlannedLink, ...] = ()
    forums: tuple[Forum, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    exact: bool = True
    share: float = 1.0
    unmet: tuple[tuple[str, str], ...] = ()
    hub: str | None = None


def make_plan(measured: Measured, settings: Settings, wishes: Wishes | None = None) -> Plan:
    """Choose the new links that are worth most, within limits that people can keep.

    A link is worth the score of its missing link (1 the largest), less a quarter for each end that is among the
    tenth of actors with most partners, so that links among the others come first. Pairs of two actors that stand
    for many are never proposed, nor, in a study of a city, pairs of the national level or with an actor that stands
    for many there: nobody can invite them, or a city cannot settle it.

    Parameters
    ----------
    measured : all measures of the network.
    settings : parameters of the run.
    wishes : limits; those of the settings where None.

    Returns
    -------
    Plan; empty where nothing is missing.
    """
    wishes = wishes or Wishes(links=settings.links, per_actor=settings.links_per_actor)
    network = measured.network
    pairs = {
        pair.actors: pair for pair in needed_pairs(measured, settings) if pair.status not in ("met", "not_observable")
    }
    busy = _busy(measured)
    worth = {
        actors: pair.score * (1 - LOAD * sum(end in busy for end in actors))
        for actors, pair in pairs.items()
        if _feasible(pair, network.dataset)
    }
    position = network.index
    limits = Limits(
        links=wishes.links,
        per_actor=wishes.per_actor,
        forbidden=frozenset(_positions(pair, position) for pair in wishes.forbidden),
        required=frozenset(_positions(pair, position) for pair in wishes.required),
    )
    found = plan_links(_matrix(worth, position), limits)
    asked = {_positions(pair, position): pair for pair in wishes.required}
    callers = occasions(network.dataset).callers
    links = tuple(
        _planned(link, pairs, measured, settings, callers)
        for link in found.links
        if _names(link.pair, network.order) in pairs
    )
    return Plan(
        links=links,
        forums=_forums(measured, settings),
        changes=_changes(measured, settings, [link.pair for link in found.links]),
        exact=found.exact,
        share=found.worth / found.bound if found.bound else 1.0,
        unmet=tuple(_names(pair, network.order) for pair in found.unmet if pair in asked),
        hub=_hub(measured),
    )


def _feasible(pair: Pair, dataset: Dataset) -> bool:
    ends = [dataset.actor[end] for end in pair.actors]
    vantage = dataset.study.vantage
    local = vantage is not None and dataset.actor[vantage].level != NATIONAL
    if all(end.placeholder for end in ends) or (local and all(end.level == NATIONAL for end in ends)):
        return False
    return not (local and any(end.placeholder and end.level == NATIONAL for end in ends))


def _busy(measured: Measured) -> frozenset[str]:
    degrees = measured.actors["degree"].dropna()
    if degrees.empty:
        return frozenset()
    mark = float(np.quantile(degrees, BUSY))
    return frozenset(str(actor) for actor, partners in degrees.items() if partners > mark)


def _hub(measured: Measured) -> str | None:
    degrees = measured.actors["degree"].dropna()
    return min(map(str, degrees.index), key=lambda a: (-degrees[a], a)) if len(degrees) and degrees.max() > 0 else None


def _matrix(worth: Mapping[tuple[str, str], float], position: Mapping[str, int]) -> csr_array:
    places = [_positions(frozenset(actors), position) for actors in worth]
    rows, columns = [i for i, _ in places], [j for _, j in places]
    return csr_array((list(worth.values()), (rows, columns)), shape=(len(position), len(position)))


def _positions(pair: Iterable[str], position: Mapping[str, int]) -> tuple[int, int]:
    a, b = sorted(position[actor] for actor in pair)
    return a, b


def _names(pair: tuple[int, int], order: tuple[str, ...]) -> tuple[str, str]:
    return order[pair[0]], order[pair[1]]


def _planned(
    link: Link,
    pairs: Mapping[tuple[str, str], Pair],
    measured: Measured,
    settings: Settings,
    callers: frozenset[str],
) -> PlannedLink:
    order = measured.network.order
    pair = pairs[_names(link.pair, order)]
    return PlannedLink(
        pair=pair,
        worth=link.worth,
        convener=_convener(pair, measured, settings, callers),
        alternative=None if link.alternative is None else _names(link.alternative, order),
        loss=link.loss,
        why=link.why,
    )


def _convener(pair: Pair, measured: Measured, settings: Settings, callers: frozenset[str]) -> str | None:
    """Who might bring the two together: the nearest that may.

    A named body well tied to both; else whichever of them leads what they share; else who calls coordination
    meetings on record and is tied to both, or is one of them.
    """
    network, dataset = measured.network, measured.network.dataset
    supply = measured.pairs["supply"]
    i, j = (network.index[end] for end in pair.actors)
    support = np.minimum(supply[[i], :].toarray().ravel(), supply[[j], :].toarray().ravel())
    shared = set(pair.shared.get("programme", ()))
    leads = {
        p.actor
        for p in dataset.participation
        if p.programme in shared and p.role == "lead" and p.status is Status.EXISTING
    }
    named = (a.id for a in dataset.actors if a.kind is not Kind.PERSON and not a.placeholder)
    tied = {a: float(support[network.index[a]]) for a in named if a not in pair.actors}
    well = [a for a in tied if tied[a] >= settings.supply_met]
    if well:
        return min(well, key=lambda a: (a not in leads, -tied[a], a))
    for able in (leads, callers):
        own = [end for end in pair.actors if end in able]
        if len(own) == 1:
            return own[0]
    return min((a for a in tied if tied[a] > 0 and a in callers), key=lambda a: (-tied[a], a), default=None)


def _forums(measured: Measured, settings: Settings) -> tuple[Forum, ...]:
    """Programmes whose partners, called together, would be worth most."""
    network, dataset = measured.network, measured.network.dataset
    if len(network.order) > settings.chance_up_to:
        return ()
    members: dict[str, list[int]] = {}
    for part in dataset.participation:
        running = dataset.programme[part.programme].status != ENDED
        if running and part.status is Status.EXISTING and part.role != "beneficiary":
            members.setdefault(part.programme, []).append(network.index[part.actor])
    need, supply = (measured.pairs[name].toarray() for name in ("need", "supply"))
    return plan_forums(need, supply, members, count=FORUMS, strength=settings.forum_supply)


def _changes(measured: Measured, settings: Settings, links: list[tuple[int, int]]) -> dict[str, Change]:
    network = measured.network
    if not links or len(network.order) > settings.chance_up_to:
        return {}
    graph = nx.relabel_nodes(network.simple, network.index)
    need, supply = (measured.pairs[name].toarray() for name in ("need", "supply"))
    return what_if(graph, need, supply, links, strength=settings.new_link_supply)
