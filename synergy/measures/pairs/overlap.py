"""Whose mandates meet, in which cells, and how closely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synergy.dataset.records import Dataset, Mandate, Status, Term
from synergy.measures.pairs.sharing import grouped, pairs_counted, pairs_sharing
from synergy.networks.territory import around

SEVERITY = ("duplication", "overlap", "complementary", "fragmentation", "parallel")
MOST_PAIRS = 100_000  # compared
CHAIN = frozenset({"plan", "fund", "deliver", "regulate", "evaluate", "monitor", "coordinate"})


@dataclass(frozen=True, slots=True)
class Match:
    """Two mandate cells that meet: their type, and how similar they are at least and at most.

    ``low`` and ``high`` differ where a dimension is not said in one of them; ``unknown`` names those
    dimensions.
    """

    first: Mandate
    second: Mandate
    type: str
    low: float
    high: float
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """How the mandates of two actors meet. ``type`` is the most severe of their matches.

    ``score`` is (a towards b, b towards a): the share of the one's duties, by weight, that the other
    meets, at least; ``score_high`` the same at most.
    """

    actors: tuple[str, str]
    type: str
    matches: tuple[Match, ...]
    score: tuple[float, float]
    score_high: tuple[float, float]


def overlaps(dataset: Dataset) -> tuple[Overlap, ...]:
    """Compare the existing mandates of every two actors (GAO's first step: identify).

    Cells meet in the same cluster. Same function and target group: a candidate for *duplication*; one
    of the two: *overlap*, or *complementary* where the functions are steps of one chain; neither:
    *fragmentation*; known and disjoint territories: *parallel*. A dimension that one side does not
    say counts as different for the type and as an interval in the score.

    Parameters
    ----------
    dataset : a checked study.

    Returns
    -------
    An Overlap for each pair whose cells meet, the most severe and closest first. Where more than ``MOST_PAIRS`` pairs
    meet in a cluster, only pairs that hold the same cell (cluster, function and target group, as far as said) are
    compared, in the cells that fewest hold, and no more pairs than that.

    References
    ----------
    GAO-15-49SP (2015), Fragmentation, overlap, and duplication: an evaluation and management guide.
    """
    held: dict[str, list[Mandate]] = {}
    for mandate in dataset.mandates:
        if mandate.status is Status.EXISTING:
            held.setdefault(mandate.actor, []).append(mandate)
    weight = {term.term: term.weight or 0.0 for term in dataset.terms("role").values()}
    found = [o for a, b in _candidates(held, dataset) if (o := _pair(held[a], held[b], dataset, weight))]
    return tuple(sorted(found, key=lambda o: (SEVERITY.index(o.type), -max(o.score), -max(o.score_high), o.actors)))


def _candidates(held: Mapping[str, Sequence[Mandate]], dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose mandates may meet, each sorted, in order."""
    actors = sorted(held)
    terms = dataset.terms("cluster")
    clusters = [{mandate.cluster for mandate in held[actor] if mandate.cluster} for actor in actors]
    linked = [(c, parent) for c in set().union(*clusters) if (parent := _parent(c, terms)) is not None]
    groups = grouped(clusters, linked)
    if pairs_counted(groups) > MOST_PAIRS:
        groups = grouped([{_cell(mandate) for mandate in held[actor]} for actor in actors])
    for i, j in zip(*pairs_sharing([groups], at_most=MOST_PAIRS), strict=True):
        yield actors[i], actors[j]


def match(first: Mandate, second: Mandate, dataset: Dataset) -> Match | None:
    """Compare two mandate cells; None where they lie in different clusters or a cluster is not said.

    Returns
    -------
    Match with similarity cluster x territory x (half function + half target group); each kernel is 1
    where equal, .5 for parent and child, else 0.
    """
    cluster = _kernel(first.cluster, second.cluster, dataset.terms("cluster"))
    if not cluster:
        return None
    function = _kernel(first.function, second.function, dataset.terms("function"))
    group = _kernel(first.target_group, second.target_group, dataset.terms("target_group"))
    share = _territory(first.territory, second.territory, dataset.terms("territory"))
    unknown = tuple(
        name for name, value in (("function", function), ("target_group", group), ("territory", share)) if value is None
    )
    low = cluster * (share or (1.0 if share is None else 0.0)) * ((function or 0.0) + (group or 0.0)) / 2
    high = cluster * (1.0 if share is None else share) * (_at_most(function) + _at_most(group)) / 2
    return Match(first, second, _type(first, second, function, group, share), low, high, unknown)


def _type(first: Mandate, second: Mandate, function: float | None, group: float | None, share: float | None) -> str:
    if share == 0.0:
        return "parallel"
    if function == 1.0 and group == 1.0:
        return "duplication"
    if group == 1.0 and {first.function, second.function} <= CHAIN:
        return "complementary"
    return "overlap" if function == 1.0 or (group == 1.0 and function is not None) else "fragmentation"


def _pair(a: Sequence[Mandate], b: Sequence[Mandate], dataset: Dataset, weight: Mapping[str, float]) -> Overlap | None:
    matches = [m for first in a for second in b if (m := match(first, second, dataset))]
    if not matches:
        return None
    matches.sort(key=lambda m: (SEVERITY.index(m.type), -m.low, -m.high, _cell(m.first), _cell(m.second)))
    forth = [_Best(mandate, [m for m in matches if m.first is mandate]) for mandate in a]
    back = [_Best(mandate, [m for m in matches if m.second is mandate]) for mandate in b]
    low = (_share(forth, weight, "low"), _share(back, weight, "low"))
    high = (_share(forth, weight, "high"), _share(back, weight, "high"))
    return Overlap((a[0].actor, b[0].actor), matches[0].type, tuple(matches), low, high)


@dataclass(frozen=True, slots=True)
class _Best:
    mandate: Mandate
    matches: list[Match]


def _share(rows: Iterable[_Best], weight: Mapping[str, float], bound: str) -> float:
    rows = list(rows)
    weights = [weight.get(row.mandate.role, 0.0) for row in rows]
    best = [max((getattr(m, bound) for m in row.matches), default=0.0) for row in rows]
    total = sum(weights)
    return sum(w * b for w, b in zip(weights, best, strict=True)) / total if total else 0.0


def _cell(mandate: Mandate) -> tuple[str, str, str]:
    return (mandate.cluster or "", mandate.function or "", mandate.target_group or "")


def _kernel(a: str | None, b: str | None, terms: Mapping[str, Term]) -> float | None:
    if a is None or b is None:
        return None
    if a == b:
        return 1.0
    return 0.5 if _parent(a, terms) == b or _parent(b, terms) == a else 0.0


def _parent(word: str, terms: Mapping[str, Term]) -> str | None:
    return terms[word].parent if word in terms else None


def _territory(a: tuple[str, ...], b: tuple[str, ...], terms: Mapping[str, Term]) -> float | None:
    """Share of the places of either that both name; .5 where one's place lies in the other's; 0 where apart."""
    if not a or not b:
        return None
    share = len({*a} & {*b}) / len({*a} | {*b})
    return share or (0.5 if {*a} & around(b, terms) or {*b} & around(a, terms) else 0.0)


def _at_most(kernel: float | None) -> float:
    return 1.0 if kernel is None else kernel


def cells(matches: Iterable[Match]) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Yield what the matching cells have in common, once each: cluster, function, target group."""
    seen = set()
    for m in matches:
        common = (
            m.first.cluster,
            m.first.function if m.first.function == m.second.function else None,
            m.first.target_group if m.first.target_group == m.second.target_group else None,
        )
        if common not in seen:
            seen.add(common)
            yield common
