"""Stated needs grouped by who says them, so that one sentence can name all partners called for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

import networkx as nx

from synergy.dataset.records import Evidence, Status, Tie
from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """Links that the same sources call for and that are in the same state, told in one sentence.

    ``form`` says how they hang together: one ``pair``; a ``centre`` that needs each of the others; ``among``, where
    every one needs every other; ``pairs`` that have nothing in common but who says them. ``centre`` is the actor all
    links share, if one does; ``others`` the actors at their other ends.
    """

    form: str
    links: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    centre: str | None
    others: tuple[str, ...]
    status: str

    @property
    def rank(self) -> int:
        """The best rank of its links."""
        return min(link.rank or 0 for link in self.links)


@lru_cache(maxsize=1)  # every document asks for them, some of them several times
def need_groups(analysis: Analysis) -> tuple[NeedGroup, ...]:
    """Group the stated needs by their sources, their status, and how they hang together.

    Returns
    -------
    Groups with the most links first; of equal size, in the order of their best ranks. No group says more than its
    links do: actors stand in one group *among* themselves only where every two of them are called for.
    """
    said: dict[tuple[tuple[str, ...], str], list[Finding]] = {}
    for link in analysis.by_kind.get("missing_link", ()):
        if STATED in link.basis:
            sources = sorted({s for tie in needed_ties(link, analysis) for s in tie.evidence.sources})
            said.setdefault((tuple(sources), link.status or ""), []).append(link)
    groups = [
        _group(form, part, status, analysis) for (_, status), links in said.items() for form, part in _parts(links)
    ]
    return tuple(sorted(groups, key=lambda g: (-len(g.links), g.rank)))


def needed_ties(link: Finding, analysis: Analysis) -> Iterator[Tie]:
    """Yield the ties of status *needed* between the two actors of a link."""
    return (tie for tie in analysis.dataset.ties_between(link.actors) if tie.status is Status.NEEDED)


def _parts(links: list[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Yield parts of the links: every clique that stands apart, then the actors with most links, then the rest."""
    rest: list[Finding] = []
    graph: nx.Graph = nx.Graph([link.actors for link in links])
    components = sorted(nx.connected_components(graph), key=min)
    number = {actor: place for place, actors in enumerate(components) for actor in actors}
    within: list[list[Finding]] = [[] for _ in components]
    for link in links:
        within[number[link.actors[0]]].append(link)
    for actors, inside in zip(components, within, strict=True):
        if len(actors) > 2 and len(inside) == len(actors) * (len(actors) - 1) // 2:
            yield "among", inside
        else:
            rest += inside
    yield from _centres(rest)


def _centres(links: list[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the links of the actor with most of them, then of the one with most of those left, then the rest."""
    left = dict(enumerate(links))
    own: dict[str, set[int]] = {}
    for place, link in left.items():
        for actor in link.actors:
            own.setdefault(actor, set()).add(place)
    waiting = [(-len(places), actor) for actor, places in own.items()]
    heapify(waiting)
    while waiting and waiting[0][0] < -1:
        count, centre = heappop(waiting)
        if -count > len(own[centre]):  # some went with another centre meanwhile
            heappush(waiting, (-len(own[centre]), centre))
            continue
        places = sorted(own[centre])
        yield "centre", [links[place] for place in places]
        for place in places:
            for actor in left.pop(place).actors:
                own[actor].discard(place)
    if left:
        yield ("pair" if len(left) == 1 else "pairs"), list(left.values())


def _group(form: str, links: list[Finding], status: str, analysis: Analysis) -> NeedGroup:
    common = set.intersection(*({*link.actors} for link in links))
    centre = {"pair": links[0].actors[0], "centre": min(common, default=None)}.get(form)
    others = dict.fromkeys(actor for link in links for actor in link.actors if actor != centre)
    evidence = tuple(tie.evidence for link in links for tie in needed_ties(link, analysis))
    return NeedGroup(form, tuple(links), evidence, centre, tuple(others), status)
