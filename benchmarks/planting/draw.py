"""Draw a study in which it is known what there is to find, with Python's generator: the same on every machine."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import TypeVar

import networkx as nx

from benchmarks.planting.names import ALL_FUNCTIONS, CAST, CLUSTERS, DISTRICTS, FUNCTIONS, GROUPS, OFFERED
from benchmarks.planting.study import Cell, Duty, Pair, PlantedStudy, Tie, Truth

T = TypeVar("T")
IDS = tuple(CAST)
PAIRS = tuple(combinations(IDS, 2))

ANSWERS = ("yes",) * 22 + ("no",) * 4 + ("not_asked",) * 4
NAMED = 0.85  # chance that an actor who answers names a tie that it has
TRUE_TIES = 88
FOLLOW = 0.6  # how far ties follow what is shared beyond size; they then follow need a little more than size
PULL = 1.5  # how far ties follow anything at all, against chance (a Gumbel variate each)
AT_HOME = 3.0  # how much more often an actor takes part in a programme of its own clusters
TYPES = {
    **{"meeting": 0.25, "joint_activity": 0.25, "data_exchange": 0.15, "referral": 0.1},
    **{"funding": 0.1, "supervision": 0.08, "reporting": 0.07},
}
UNDIRECTED = ("meeting", "joint_activity", "agreement")
FREQUENCIES = {"daily": 0.3, "weekly": 0.4, "monthly": 0.2, "quarterly": 0.1}
ROLES = {"implement": 0.45, "support": 0.35, "consulted": 0.2}
DUTY_ROLES = {"lead": 0.35, "implement": 0.45, "support": 0.2}
# The required cells, by the status planted in them: the roles of those who hold each.
REQUIRED = {
    "uncovered": ((), ("support",), ()),
    "no_lead": (("implement",), ("implement",)),
    "contested_lead": (("lead", "lead"), ("lead", "lead")),
    "single_point": (("lead",),),
    "covered": (("lead",), ("lead",), ("lead", "support"), ("lead", "support")),
}
OTHER_STATUSES = (*("denied",) * 2, *("needed",) * 4, "contested", "intended", "intended", "ended")


def planted_study(
    seed: int, *, links: int = 6, copied: float = 0.8, follow: float = FOLLOW, blank: float = 0.05
) -> PlantedStudy:
    """Draw a study.

    Parameters
    ----------
    seed : the same number gives the same study.
    links : number of missing links to plant, and of decoys; 6 at most.
    copied : share of the programmes and duties of one end of a planted pair that the other end holds too.
    follow : how far ties follow what two share beyond the size of their portfolios, 0 to 1; else they follow the size.
    blank : share of the functions, target groups and territories of duties that is missing in the record.

    Returns
    -------
    PlantedStudy, with its truth.
    """
    draw = _Draw(seed)
    draw.plant_links(links, copied)
    draw.draw_ties(follow)
    duplicated, cells = draw.plant_duties()
    ties = [typed for tie in draw.ties for typed in draw.typed(tie)]
    ties += draw.other_ties(duplicated)
    truth = Truth(
        missing=draw.missing,
        decoys=draw.decoys,
        unreported=tuple(draw.unreported),
        duplicated=duplicated,
        cells=cells,
    )
    return PlantedStudy(
        seed=seed,
        answers=draw.answers,
        parts=draw.roles(),
        duties=tuple(draw.duties),
        recorded=tuple(draw.with_blanks(duty, blank) for duty in draw.duties),
        ties=tuple(ties),
        truth=truth,
    )


class _Draw:
    """A study in the making. No loop runs over a set: their order differs from run to run."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.answers = dict(zip(IDS, self.chance.sample(ANSWERS, len(ANSWERS)), strict=True))
        popularity = {programme: self.chance.lognormvariate(0, 0.7) for programme in OFFERED}
        self.held = {actor: self._portfolio(actor, popularity) for actor in IDS}
        cells = [(f, c, g) for f in ALL_FUNCTIONS for c in CLUSTERS[:-1] for g in GROUPS]
        self.reserved = self.chance.sample(cells, sum(map(len, REQUIRED.values())) + 2)
        self.duties = [duty for actor in IDS for duty in self._background(actor)]
        self.missing: tuple[Pair, ...] = ()
        self.decoys: tuple[Pair, ...] = ()
        self.unreported: list[Pair] = []
        self.ties: list[Tie] = []
        self.free: list[Pair] = []  # without a tie, and nothing planted
        self.hub = ""

    def weighted(self, weights: Mapping[T, float], size: int = 1) -> list[T]:
        """Draw without putting back (Efraimidis & Spirakis 2006)."""
        keys = {item: -math.log(1 - self.chance.random()) / weight for item, weight in weights.items()}
        return sorted(keys, key=keys.__getitem__)[:size]

    def observed(self, pair: Pair) -> bool:
        """Say whether at least one of two answered."""
        return "yes" in (self.answers[pair[0]], self.answers[pair[1]])

    def _portfolio(self, actor: str, popularity: Mapping[str, float]) -> list[str]:
        homes = CAST[actor]["homes"].split(";")
        size = round(int(CAST[actor]["reach"]) * self.chance.lognormvariate(0, 0.25))
        weights = {p: w * (AT_HOME if OFFERED[p]["cluster"] in homes else 1) for p, w in popularity.items()}
        return sorted(self.weighted(weights, min(max(size, 2), 14)))

    def _background(self, actor: str) -> list[Duty]:
        traits, found = CAST[actor], list[Duty]()
        homes = traits["homes"].split(";")
        number = 1 + round(int(traits["reach"]) / 3 * self.chance.lognormvariate(0, 0.25))
        while len(found) < number:
            duty = Duty(
                actor=actor,
                function=self.chance.choice(FUNCTIONS[traits["sector"]]),
                cluster=self.chance.choice(homes if self.chance.random() < 0.8 else CLUSTERS[:-1]),
                group=self.chance.choice(GROUPS),
                districts=self._districts(actor),
                role=self.weighted(DUTY_ROLES)[0],
            )
            if duty.cell not in (*self.reserved, *(other.cell for other in found)):
                found.append(duty)
        return found

    def _districts(self, actor: str) -> tuple[str, ...]:
        own = CAST[actor]["territory"]
        return (own,) if own in DISTRICTS else DISTRICTS

    def plant_links(self, links: int, copied: float) -> None:
        """Make pairs of actors with portfolios of middle size share most of what they hold; choose the decoys."""
        by_size = sorted(IDS, key=lambda actor: -len(self.held[actor]))
        self.decoys = tuple(
            pair
            for pair in sorted(PAIRS, key=lambda pair: -len(self.held[pair[0]]) * len(self.held[pair[1]]))
            if self.observed(pair)
        )[:links]
        middle = [a for a in by_size[5:] if len(self.held[a]) >= 3 and CAST[a]["territory"] not in DISTRICTS]
        self.chance.shuffle(middle)
        pairs = []
        while len(pairs) < links:
            one = middle.pop()
            other = next(actor for actor in middle if self.observed((one, actor)))
            middle.remove(other)
            pairs.append((one, other))
            self._copy(one, other, copied)
        self.missing = tuple(sorted((min(pair), max(pair)) for pair in pairs))

    def _copy(self, one: str, other: str, copied: float) -> None:
        """Give the other most of what the one holds; its portfolio keeps its own size, its duties another function."""
        size = max(len(self.held[one]), len(self.held[other]))
        both = self.chance.sample(self.held[one], max(1, round(copied * len(self.held[one]))))
        rest = [p for p in OFFERED if p not in self.held[one]]
        self.held[other] = sorted([*both, *self.chance.sample(rest, size - len(both))])
        kept = [duty for duty in self.duties if duty.actor != other]
        for duty in [duty for duty in kept if duty.actor == one]:
            own = FUNCTIONS[CAST[other]["sector"]]
            function = duty.function if self.chance.random() < copied else self.chance.choice(own)
            group = duty.group if self.chance.random() < copied else self.chance.choice(GROUPS)
            copy = replace(duty, actor=other, function=function, group=group, role=self.weighted(DUTY_ROLES)[0])
            kept += [copy] if copy.cell not in self.reserved else []
        self.duties = kept

    def draw_ties(self, follow: float) -> None:
        """Draw who works with whom, and who of them says so."""
        quiet = [a for a in IDS if self.answers[a] == "not_asked"]
        taken = [actor for pair in (*self.missing, *self.decoys) for actor in pair]
        loner = self.chance.choice([a for a in quiet if a not in taken] or quiet)
        others = [a for a in IDS if self.answers[a] == "yes" and a not in taken]
        self.hub = self.chance.choice(others or [a for a in IDS if self.answers[a] == "yes"])
        barred = (*self.missing, *self.decoys)
        possible = [pair for pair in PAIRS if pair not in barred and loner not in pair]
        facets = {actor: self._facets(actor) for actor in IDS}
        sharing = _standard([_cosine(facets[a], facets[b]) for a, b in possible])
        size = _standard([math.log(sum(map(len, facets[a])) * sum(map(len, facets[b]))) for a, b in possible])
        score = {
            pair: PULL * (follow * s + (1 - follow) * z) - math.log(-math.log(1 - self.chance.random()))
            for pair, s, z in zip(possible, sharing, size, strict=True)
        }
        for pair in sorted(sorted(score, key=lambda pair: -score[pair])[:TRUE_TIES]):
            by = tuple(a for a in pair if self.answers[a] == "yes" and self.chance.random() < NAMED)
            if by:
                self.ties.append(Tie(ends=pair, reported_by=by))
            elif self.observed(pair):
                self.unreported.append(pair)
        self.ties.append(Tie(ends=(min(loner, self.hub), max(loner, self.hub)), reported_by=(self.hub,)))

    def _facets(self, actor: str) -> list[set[str]]:
        """Programmes; functions, clusters and target groups of duties."""
        cells = [duty.cell for duty in self.duties if duty.actor == actor]
        return [set(self.held[actor]), *({cell[place] for cell in cells} for place in range(3))]

    def plant_duties(self) -> tuple[dict[Pair, bool], dict[Cell, str]]:
        """Fill the reserved cells: the required ones, one duplication by agreement and one that nobody manages."""
        tied = [tie.ends for tie in self.ties]
        cut_points = [*nx.articulation_points(nx.Graph(tied))]
        taken = [actor for pair in self.missing for actor in pair] + cut_points
        apart = [p for p in PAIRS if p not in tied and p not in self.unreported and self.observed(p)]
        self.free = [pair for pair in apart if pair not in (*self.missing, *self.decoys)]
        single = [actor for actor in IDS if actor not in cut_points]
        pairs = _disjoint_first([p for p in self.chance.sample(self.free, len(self.free)) if not {*p} & {*taken}])
        cells, duplicated, left = dict[Cell, str](), dict[Pair, bool](), list(self.reserved)
        for status, all_roles in REQUIRED.items():
            for roles in all_roles:
                holders = pairs.pop(0) if len(roles) == 2 else (self.chance.choice(single),)[: len(roles)]
                holders = (self.hub,) if status == "single_point" else holders
                cell = left.pop()
                cells[cell] = status
                self._hold(cell, holders, roles)
                if len(roles) == 2:
                    duplicated[holders] = "support" in roles
        agreed = self.chance.choice([pair for pair in tied if pair not in duplicated])
        self.ties.append(Tie(ends=agreed, type="agreement", reported_by=agreed[:1]))
        for pair, managed in ((agreed, True), (pairs.pop(0), False)):
            self._hold(left.pop(), pair, ("implement", "implement"))
            duplicated[pair] = managed
        return dict(sorted(duplicated.items())), cells

    def _hold(self, cell: Cell, holders: Sequence[str], roles: Sequence[str]) -> None:
        function, cluster, group = cell
        self.duties += [
            Duty(actor=actor, function=function, cluster=cluster, group=group, districts=DISTRICTS, role=role)
            for actor, role in zip(holders, roles, strict=True)
        ]

    def typed(self, tie: Tie) -> list[Tie]:
        """Say what kind of tie it is, often two kinds, in which direction and how often."""
        if tie.type:
            return [tie]
        ways = []
        for kind in self.weighted(TYPES, 1 + (self.chance.random() < 0.3)):
            turned = kind not in UNDIRECTED and self.chance.random() < 0.5
            ends = tie.ends[::-1] if turned else tie.ends
            ways.append(replace(tie, ends=ends, type=kind, frequency=self.weighted(FREQUENCIES)[0]))
        return ways

    def other_ties(self, duplicated: Collection[Pair]) -> list[Tie]:
        """Draw what is said of pairs without a tie: one planted link and others are denied, some needed, and so on."""
        pairs = self.chance.sample([pair for pair in self.free if pair not in duplicated], len(OTHER_STATUSES))
        said = [("denied", self.missing[0]), *zip(OTHER_STATUSES, pairs, strict=True)]
        asked = {pair: tuple(a for a in pair if self.answers[a] == "yes")[:1] for _, pair in said}
        return [
            Tie(ends=pair, type="meeting", status=status, reported_by=() if status == "needed" else asked[pair])
            for status, pair in said
        ]

    def roles(self) -> dict[tuple[str, str], str]:
        """Give each programme one lead and the others lesser roles; a planted link is more than a consultation."""
        found = {}
        for programme in OFFERED:
            holders = [actor for actor in IDS if programme in self.held[actor]]
            lead = self.weighted({actor: float(CAST[actor]["reach"]) for actor in holders})[:1]
            for actor in holders:
                role = "lead" if [actor] == lead else self.weighted(ROLES)[0]
                planted = any(actor in pair and all(p in holders for p in pair) for pair in self.missing)
                found[actor, programme] = "implement" if planted and role == "consulted" else role
        return dict(sorted(found.items()))

    def with_blanks(self, duty: Duty, blank: float) -> Duty:
        """Leave out what the coder did not find."""
        lost = [self.chance.random() < blank for _ in range(3)]
        return replace(
            duty,
            function="" if lost[0] else duty.function,
            group="" if lost[1] else duty.group,
            districts=() if lost[2] else duty.districts,
        )


def _cosine(one: Sequence[set[str]], other: Sequence[set[str]]) -> float:
    """What two share beyond the size of their portfolios, mean over the facets."""
    shares = [len(a & b) / math.sqrt(len(a) * len(b)) for a, b in zip(one, other, strict=True)]
    return sum(shares) / len(shares)


def _standard(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / spread for value in values]


def _disjoint_first(pairs: Sequence[Pair]) -> list[Pair]:
    first: list[Pair] = []
    for pair in pairs:
        if not {*pair} & {actor for other in first for actor in other}:
            first.append(pair)
    return first + [pair for pair in pairs if pair not in first]
