"""What reaches each area: programmes, actors, and the problems that sources tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from synergy.dataset.records import Claim, Dataset, Mandate, Programme, Status, Term
from synergy.networks.territory import around

PROBLEMS = ("need", "system_gap")  # kinds of statements that tell of a problem
_ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Programmes and actors (ids) that reach a territory, and the statements (ids) that tell of a problem in it."""

    territory: str
    programmes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def areas(dataset: Dataset) -> tuple[Area, ...]:
    """Say what reaches each territory that the study uses or declares.

    A programme that has not ended or an existing duty reaches an area that is its own, lies in its own or holds it;
    an existing part does so through its programme. A duty or part that gives no territory has that of its actor.
    A problem counts only for the very area it is told of.

    Returns
    -------
    Areas in the order of the vocabulary, then by name; () where no territory is used.
    """
    terms = dataset.terms("territory")
    within = _within(terms)
    programmes, actors, problems = _Sets(terms, within), _Sets(terms, within), _Sets(terms, within)
    for programme in _present(dataset):
        programmes.add(programme.id, programme.territory)
    for actor, territory in _held(dataset):
        actors.add(actor, territory)
    for claim in _problems(dataset):
        for place in claim.territory:
            problems.put(claim.id, place)
    used = _used(dataset)
    if not used:
        return ()
    order = [*terms, *sorted(used - terms.keys())]
    return tuple(
        Area(territory=t, programmes=programmes.of(t), actors=actors.of(t), problems=problems.of(t)) for t in order
    )


def unplaced(dataset: Dataset) -> int:
    """Count the programmes and duties of which nothing says where they are: they may reach any area."""
    return sum(not p.territory for p in _present(dataset)) + sum(
        not _place(duty, dataset) for duty in dataset.mandates if duty.status is Status.EXISTING
    )


class _Sets:
    """Ids by territory."""

    def __init__(self, terms: Mapping[str, Term], within: Callable[[str], Iterable[str]]) -> None:
        self._terms, self._within = terms, within
        self._found: dict[str, set[str]] = {}

    def add(self, identity: str, territory: tuple[str, ...]) -> None:
        reached = around(territory, self._terms).union(*(self._within(place) for place in territory))
        for place in reached:
            self.put(identity, place)

    def put(self, identity: str, place: str) -> None:
        self._found.setdefault(place, set()).add(identity)

    def of(self, place: str) -> tuple[str, ...]:
        return tuple(sorted(self._found.get(place, ())))


def _within(terms: Mapping[str, Term]) -> Callable[[str], Iterable[str]]:
    """Return a look-up of the territories that lie in one."""
    inside: dict[str, set[str]] = {}
    for term in terms:
        for place in around([term], terms):
            inside.setdefault(place, set()).add(term)
    return lambda place: inside.get(place, ())


def _present(dataset: Dataset) -> list[Programme]:
    return [programme for programme in dataset.programmes if programme.status != _ENDED]


def _held(dataset: Dataset) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield each actor with the territory of a duty or of a programme it takes part in."""
    for duty in dataset.mandates:
        if duty.status is Status.EXISTING:
            yield duty.actor, _place(duty, dataset)
    for part in dataset.participation:
        programme = dataset.programme[part.programme]
        if part.status is Status.EXISTING and programme.status != _ENDED:
            yield part.actor, programme.territory or dataset.actor[part.actor].territory


def _place(duty: Mandate, dataset: Dataset) -> tuple[str, ...]:
    return duty.territory or dataset.actor[duty.actor].territory


def _problems(dataset: Dataset) -> Iterable[Claim]:
    return (claim for claim in dataset.claims if claim.kind in PROBLEMS)


def _used(dataset: Dataset) -> set[str]:
    columns = chain(
        (row.territory for row in dataset.actors),
        (row.territory for row in dataset.programmes),
        (row.territory for row in dataset.mandates),
        (row.territory for row in dataset.requirements),
        (row.territory for row in dataset.claims),
    )
    return set(chain.from_iterable(columns))
