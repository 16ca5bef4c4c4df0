"""Who covers each cluster, each cell that somebody must cover, each indicator of an instrument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from synergy.dataset.records import Basis, Dataset, Kind, Mandate, Owner, Participation, Requirement, Status, Term
from synergy.networks.territory import around

NOT_NAMED = "not_named"  # expected by an instrument, nobody named in the sources: unknown, never red


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who covers one cluster (``scope`` "cluster"), cell ("cell") or indicator ("indicator").

    ``actors`` carry it out (lead or implement), ``leads`` lead it, ``status`` is None where it is covered
    and one actor leads. ``declared`` says whether the study itself requires it; cells and indicators
    of an instrument are expectations. ``owners`` usually answer for an indicator; ``named`` pairs those
    of them whom the sources name with the actor each is.
    """

    scope: str
    cluster: str | None
    function: str | None = None
    target_group: str | None = None
    territory: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    stated_programmes: int = 0
    actors: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    status: str | None = None
    declared: bool = False
    owners: tuple[Owner, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


def coverage(dataset: Dataset, covering_roles: tuple[str, ...], cut_points: frozenset[str]) -> tuple[Coverage, ...]:
    """Say who covers what: every cluster, every required cell, every indicator of the preset.

    Deterministic, no statistics. A cell is *uncovered* where nobody leads or implements it, has *no lead*
    where nobody leads, a *contested lead* where two or more do, a *single point* where one actor alone
    covers it and the network falls apart without that actor.

    Parameters
    ----------
    dataset : a checked study.
    covering_roles : roles that cover a cell.
    cut_points : actors without whom the network falls apart.

    Returns
    -------
    Coverage rows: clusters in their order, then cells, then indicators.
    """
    parts = [p for p in dataset.participation if p.status is Status.EXISTING and p.role in covering_roles]
    duties = [m for m in dataset.mandates if m.status is Status.EXISTING and m.role in covering_roles]
    clusters = [_cluster(name, dataset, parts, duties) for name in _top_clusters(dataset)]
    places = dataset.terms("territory")
    declared = [_cell(r, duties, places, declared=True) for r in dataset.requirements]
    asked = dataset.preset.requirements if dataset.preset else ()
    expected = [_cell(r, duties, places, declared=False) for r in asked]
    rows = (_with_status(row, cut_points) for row in (*clusters, *declared, *expected))
    return (*rows, *_indicators(dataset))


def cluster_family(dataset: Dataset, cluster: str) -> frozenset[str]:
    """Return a cluster and its parts (in KLA, K and its sub-district part KD)."""
    terms = dataset.terms("cluster")
    return frozenset({cluster} | {t.term for t in terms.values() if t.parent == cluster})


def carriers(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """Say who carries each programme of the study: an existing part of any weight, or a duty that names it.

    A part of weight 0 (a beneficiary's) carries nothing. Indicators of a preset are no programmes of the study.

    Returns
    -------
    Actors by programme, sorted; () for a programme nobody is named for (*orphan*), one for a *singleton*.
    """
    idle = {term.term for term in dataset.terms("role").values() if term.weight == 0}
    found: dict[str, set[str]] = {programme.id: set() for programme in dataset.programmes}
    for part in dataset.participation:
        if part.status is Status.EXISTING and part.role not in idle and part.programme in found:
            found[part.programme].add(part.actor)
    for duty in dataset.mandates:
        if duty.status is Status.EXISTING and duty.role not in idle:
            for programme in found.keys() & set(duty.programmes):
                found[programme].add(duty.actor)
    return {programme: tuple(sorted(actors)) for programme, actors in found.items()}


def carried(actors: tuple[str, ...]) -> str:
    """Name how a programme is carried: by nobody ("orphan"), by one actor ("singleton"), by several ("shared").

    Examples
    --------
    >>> carried(()), carried(("A",)), carried(("A", "B"))
    ('orphan', 'singleton', 'shared')
    """
    return ("orphan", "singleton", "shared")[min(len(actors), 2)]


def _top_clusters(dataset: Dataset) -> Iterator[str]:
    terms = dataset.terms("cluster")
    return (t.term for t in terms.values() if t.parent is None or t.parent not in terms)


def _cluster(cluster: str, dataset: Dataset, parts: Iterable[Participation], duties: Iterable[Mandate]) -> Coverage:
    family = cluster_family(dataset, cluster)
    programmes = [p for p in dataset.programmes if family & set(p.clusters)]
    ids = {p.id for p in programmes}
    held = {(p.actor, p.role) for p in parts if p.programme in ids}
    held |= {(m.actor, m.role) for m in duties if m.cluster in family}
    return Coverage(
        scope="cluster",
        cluster=cluster,
        programmes=tuple(sorted(ids)),
        stated_programmes=sum(1 for p in programmes if p.evidence.basis in (None, Basis.STATED)),
        actors=tuple(sorted({actor for actor, _ in held})),
        leads=tuple(sorted({actor for actor, role in held if role == "lead"})),
        declared=True,
    )


def _cell(
    requirement: Requirement, duties: Iterable[Mandate], places: Mapping[str, Term], *, declared: bool
) -> Coverage:
    held = [
        m
        for m in duties
        if requirement.cluster in (None, m.cluster)
        and requirement.function in (None, m.function)
        and requirement.target_group in (None, m.target_group)
        and (not requirement.territory or not m.territory or _reaches(m.territory, requirement.territory, places))
    ]
    return Coverage(
        scope="cell",
        cluster=requirement.cluster,
        function=requirement.function,
        target_group=requirement.target_group,
        territory=requirement.territory,
        programmes=requirement.programmes,
        actors=tuple(sorted({m.actor for m in held})),
        leads=tuple(sorted({m.actor for m in held if m.role == "lead"})),
        declared=declared,
    )


def _reaches(own: tuple[str, ...], asked: tuple[str, ...], places: Mapping[str, Term]) -> bool:
    """Say whether a duty's territory is one that is asked for, or holds it: a city's duty covers its districts."""
    return not around(asked, places).isdisjoint(own)


def _with_status(row: Coverage, cut_points: frozenset[str]) -> Coverage:
    return replace(row, status=_status(row, cut_points))


def _status(row: Coverage, cut_points: frozenset[str]) -> str | None:
    if not row.actors:
        return "uncovered" if row.declared else NOT_NAMED
    if len(row.actors) == 1 and row.actors[0] in cut_points:
        return "single_point"
    if not row.leads:
        return "no_lead"
    # A whole cluster holds many programmes, so several leads are what one would expect.
    return "contested_lead" if len(row.leads) > 1 and row.scope == "cell" else None


def _indicators(dataset: Dataset) -> Iterator[Coverage]:
    if dataset.preset is None:
        return
    names = _names(dataset)
    for indicator in dataset.preset.programmes:
        owners = tuple(o for o in dataset.preset.owners if o.programme == indicator.id)
        named = tuple((owner.name, actor) for owner in owners if (actor := _matched(owner, names)))
        yield Coverage(
            scope="indicator",
            cluster=indicator.clusters[0] if indicator.clusters else None,
            programmes=(indicator.id,),
            status=None if named else NOT_NAMED,
            owners=owners,
            named=named,
        )


def _names(dataset: Dataset) -> dict[tuple[str, bool], str]:
    names: dict[tuple[str, bool], str] = {}
    for actor in dataset.actors:
        if actor.kind is not Kind.PERSON:
            for name in (actor.name, *actor.aliases):
                names.setdefault((name.casefold(), actor.placeholder), actor.id)
    return names


def _matched(owner: Owner, names: dict[tuple[str, bool], str]) -> str | None:
    """By name or alias, never by guess; a body never matches an actor that stands for unnamed ones."""
    found = (names.get((name.casefold(), owner.placeholder)) for name in (owner.name, *owner.aliases))
    return next((actor for actor in found if actor), None)
