"""Checked records: what the rest of the program may rely on.

Every record is frozen and carries its ``Evidence``: the cell it came from, who says it, where, and how surely. Text is
already normalised (NFC, no zero-width or control characters). Unknown is ``None`` or an empty tuple, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from synergy.dataset.kinds import Basis as Basis  # named as itself: part of this module's face
from synergy.dataset.kinds import Confidence as Confidence
from synergy.dataset.kinds import Kind as Kind
from synergy.dataset.kinds import Respondent as Respondent
from synergy.dataset.kinds import Status as Status
from synergy.dataset.study import Account as Account
from synergy.dataset.study import InputFile as InputFile
from synergy.dataset.study import Study as Study
from synergy.dataset.term import Term as Term
from synergy.problems import Origin, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a statement comes from: the cell, the sources (ids), the place in them, how surely."""

    origin: Origin
    sources: tuple[str, ...] = ()
    locator: str = ""
    confidence: Confidence | None = None
    basis: Basis | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row has: its evidence, and the unknown columns carried through as attributes."""

    evidence: Evidence
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """An actor of the study."""

    id: str
    name: str
    sector: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    kind: Kind = Kind.ORGANISATION
    placeholder: bool = False
    stands_for: int | None = None
    level: str = ""
    parent: str | None = None
    territory: tuple[str, ...] = ()
    respondent: Respondent | None = None
    influence: float | None = None
    interest: float | None = None
    capacity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """A programme, activity, forum or indicator."""

    id: str
    name: str
    name_en: str = ""
    kind: str = ""
    clusters: tuple[str, ...] = ()
    parent: str | None = None
    functions: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    status: str = ""
    valid_from: str = ""
    valid_to: str = ""
    priority: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Record):
    """An actor's part in a programme."""

    actor: str
    programme: str
    role: str
    status: Status = Status.EXISTING
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Record):
    """A collaboration between two actors. ``ends`` is (from, to); undirected ties keep the order of the row."""

    id: str
    ends: tuple[str, str]
    type: str
    status: Status
    directed: bool
    programmes: tuple[str, ...] = ()
    strength: float | None = None  # on the grid of .05; None = not given, counts as 1
    frequency: str = ""
    reported_by: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    reason: str = ""  # what it is for, as it stands in a sentence: "to provide play space"
    reason_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Record):
    """One duty an actor holds: a cell of function, cluster, target group, territory; None = not said."""

    actor: str
    function: str | None = None
    cluster: str | None = None
    target_group: str | None = None
    territory: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    role: str = "implement"
    legal_basis: str = ""
    status: Status = Status.EXISTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Record):
    """A cell that somebody must cover."""

    function: str | None = None
    cluster: str | None = None
    target_group: str | None = None
    territory: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    priority: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Record):
    """Two programmes that need each other; ``weight`` in [0, 1]."""

    programmes: tuple[str, str]
    weight: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document, interview or survey; ``vantage`` is the actor from whose side it speaks."""

    id: str
    title: str
    title_en: str = ""
    kind: str = ""
    author: str = ""
    date: str = ""
    vantage: str | None = None
    url: str = ""
    short: str = ""  # how a sentence names it: "informant 3 (early-childhood educator)"
    short_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A statement that is not a tie. Claims of one topic with opposite stances make a conflict."""

    id: str
    topic: str
    statement: str
    topic_name: str = ""
    topic_name_en: str = ""
    statement_en: str = ""
    kind: str = ""  # strength, need, overlap, system_gap, advice or blank
    stance: str = ""  # for, against, neutral or blank
    actors: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who usually answers for an indicator of a preset: a default, never an actor of the study."""

    programme: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    share: float | None
    placeholder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Rules as data: the indicators of an instrument, the cells it asks for, who usually answers."""

    name: str
    title: str
    title_en: str
    year: int | None
    caution: str
    caution_en: str
    programmes: tuple[Programme, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A study that has passed every check. All tuples are sorted by id or by content, never by row."""

    study: Study
    actors: tuple[Actor, ...]
    programmes: tuple[Programme, ...] = ()
    participation: tuple[Participation, ...] = ()
    ties: tuple[Tie, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    vocabulary: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)  # list -> term -> Term, in order
    preset: Preset | None = None
    notices: tuple[Problem, ...] = ()  # warnings and notices; they follow into every output
    account: tuple[Account, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    rules: tuple[InputFile, ...] = ()  # the base vocabulary and the preset
    encoding: str = ""  # of the CSV files where it was asked for; "" where their content told it

    @cached_property
    def actor(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def programme(self) -> Mapping[str, Programme]:
        """Programmes by id, those of the preset included."""
        preset = self.preset.programmes if self.preset else ()
        return {programme.id: programme for programme in (*preset, *self.programmes)}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def asked(self) -> bool:
        """Whether anybody was asked about its partners; if nobody was, this is a study of documents."""
        return any(actor.respondent is not None for actor in self.actors)

    @cached_property
    def _held(self) -> tuple[Mapping[str, list[Participation]], Mapping[str, list[Mandate]]]:
        parts: dict[str, list[Participation]] = {}
        duties: dict[str, list[Mandate]] = {}
        for part in self.participation:
            parts.setdefault(part.actor, []).append(part)
        for duty in self.mandates:
            duties.setdefault(duty.actor, []).append(duty)
        return parts, duties

    @cached_property
    def _partners(self) -> Mapping[str, frozenset[str]]:
        partners: dict[str, set[str]] = {}
        for tie in self.ties:
            if tie.status is Status.EXISTING:
                for end, other in (tie.ends, tie.ends[::-1]):
                    partners.setdefault(end, set()).add(other)
        return {actor: frozenset(others) for actor, others in partners.items()}

    def parts_of(self, actors: Iterable[str]) -> Iterator[Participation]:
        """Yield the parts in programmes of some actors."""
        return (part for actor in actors for part in self._held[0].get(actor, ()))

    def duties_of(self, actors: Iterable[str]) -> Iterator[Mandate]:
        """Yield the mandates of some actors."""
        return (duty for actor in actors for duty in self._held[1].get(actor, ()))

    @cached_property
    def _between(self) -> Mapping[frozenset[str], list[Tie]]:
        between: dict[frozenset[str], list[Tie]] = {}
        for tie in self.ties:
            between.setdefault(frozenset(tie.ends), []).append(tie)
        return between

    def ties_between(self, actors: Iterable[str]) -> tuple[Tie, ...]:
        """Return the ties of every status between two actors, in their order."""
        return tuple(self._between.get(frozenset(actors), ()))

    def partners_of(self, actor: str) -> frozenset[str]:
        """Return the actors with an existing tie to one actor."""
        return self._partners.get(actor, frozenset())

    def terms(self, name: str) -> Mapping[str, Term]:
        """Return the terms of one list in their order; empty where the study has none."""
        return self.vocabulary.get(name, {})
