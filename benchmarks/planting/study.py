"""What a planted study holds, and what is true of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synergy.measures.pairs.overlap import CHAIN, SEVERITY

Pair = tuple[str, str]
Cell = tuple[str, str, str]  # function, cluster, target group


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One row of the list of duties; a blank is what the coder did not find."""

    actor: str
    function: str
    cluster: str
    group: str
    districts: tuple[str, ...]
    role: str

    @property
    def cell(self) -> Cell:
        """What it is a duty for."""
        return self.function, self.cluster, self.group


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One row of ties."""

    ends: Pair
    type: str = ""
    status: str = "existing"
    frequency: str = ""
    reported_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was planted.

    ``missing`` pairs share far more than the size of their portfolios implies; ``decoys`` are the pairs with the
    largest portfolios, without planted sharing. Neither have a tie. ``unreported`` pairs have one that nobody named.
    ``duplicated`` pairs hold one duty twice, True where it is managed. ``cells`` are the required ones by status.
    """

    missing: tuple[Pair, ...]
    decoys: tuple[Pair, ...]
    unreported: tuple[Pair, ...]
    duplicated: Mapping[Pair, bool]
    cells: Mapping[Cell, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedStudy:
    """A study and its truth: ``duties`` are complete, ``recorded`` are the same with blanks."""

    seed: int
    answers: Mapping[str, str]
    parts: Mapping[tuple[str, str], str]  # (actor, programme): role
    duties: tuple[Duty, ...]
    recorded: tuple[Duty, ...]
    ties: tuple[Tie, ...]
    truth: Truth

    def observed(self, pair: Pair) -> bool:
        """Say whether at least one of two answered, so that a tie between them can be known."""
        return "yes" in (self.answers[pair[0]], self.answers[pair[1]])


def types(duties: Sequence[Duty]) -> dict[Pair, str]:
    """Return the most severe way in which the duties of two actors meet, told from the complete record."""
    found: dict[Pair, str] = {}
    for place, one in enumerate(duties):
        for other in duties[place + 1 :]:
            if one.actor != other.actor and one.cluster == other.cluster:
                pair = (min(one.actor, other.actor), max(one.actor, other.actor))
                found[pair] = min(found.get(pair, SEVERITY[-1]), _type(one, other), key=SEVERITY.index)
    return found


def _type(one: Duty, other: Duty) -> str:
    same_function, same_group = one.function == other.function, one.group == other.group
    if not {*one.districts} & {*other.districts}:
        return "parallel"
    if same_function and same_group:
        return "duplication"
    if same_group and {one.function, other.function} <= CHAIN:
        return "complementary"
    return "overlap" if same_function or same_group else "fragmentation"
