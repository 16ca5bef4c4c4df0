"""Every pair with a need, stated or computed, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_array, triu

from synergy.dataset.records import Basis, Confidence, Dataset, Evidence, Respondent, Status, Tie
from synergy.findings.finding import COMPUTED, STATED, TRUST
from synergy.findings.sparse_rows import SparseRows, supplied, values_at
from synergy.measures.measured import Measured
from synergy.measures.pairs.gap import status
from synergy.measures.pairs.supply import go_between
from synergy.networks.incidence import Facet
from synergy.networks.network import Rows
from synergy.settings import Settings

MOST_COMPUTED = 100_000  # pairs with a computed need that are told of, those with the largest gaps
_GOVERNMENT = "government"
# (need at the median or above, likelihood above the median: where most pairs tie for it, none of them is likely)
_QUADRANTS = {
    (True, True): "verify_first",
    (True, False): "structural_gap",
    (False, True): "natural_partner",
    (False, False): "no_action",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """What chance, another study and the other ties say of a pair; None where it cannot be had.

    ``p_value`` and ``q_value`` of sharing so much by the size of the two portfolios alone; ``stability`` of its place
    among the largest gaps; ``likelihood``, the rank of a tie as the other ties would have it; ``quadrant`` of need and
    likelihood, for a pair without a tie.
    """

    p_value: float | None = None
    q_value: float | None = None
    stability: float | None = None
    likelihood: float | None = None
    quadrant: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair with a need, and everything the tables and findings say of it."""

    actors: tuple[str, str]
    need: float
    supply: float
    gap: float
    convergence: int
    status: str
    absence: str | None
    basis: tuple[str, ...]
    grade: str | None
    score: float
    ties: tuple[Tie, ...]
    shared: Mapping[str, tuple[str, ...]]
    go_betweens: tuple[str, ...]
    vertical: bool
    likely: Likely
    inferred: bool


@lru_cache(maxsize=1)
def needed_pairs(measured: Measured, settings: Settings) -> tuple[Pair, ...]:
    """Every pair with a computed need or a stated one, *met* included, sorted by ids.

    Of the computed ones no more than ``MOST_COMPUTED``, those with the largest gaps.
    """
    context = _Context(measured, settings)
    return tuple(_pair(context, place) for place in range(len(context.rows)))


class _Context:
    """What every pair is held against, and its numbers: lists in the order of the pairs."""

    def __init__(self, measured: Measured, settings: Settings) -> None:
        self.measured, self.settings = measured, settings
        positive = measured.pairs["need"].data
        gaps = measured.pairs["gap"].data
        self.largest = float(gaps.max(initial=0.0))
        rows, columns = _wanted(measured)
        self.rows, self.columns = rows.tolist(), columns.tolist()
        self.values = {name: values_at(matrix, rows, columns).tolist() for name, matrix in measured.pairs.items()}
        self.supplied = supplied(measured)
        self.roles = {name: SparseRows(facet.held) for name, facet in measured.network.facets.items()}
        self.dependent = _dependent_columns(measured.network.facets["programme"])
        self.median, self.grade_b, self.grade_a = (
            float(np.quantile(positive, share)) if positive.size else np.inf
            for share in (0.5, settings.grade_b_quantile, settings.grade_a_quantile)
        )
        expected = measured.pairs.get("likelihood")
        self.likely_from = float(np.nanmedian(expected)) if expected is not None else np.nan


def _wanted(measured: Measured) -> tuple[Rows, Rows]:
    """Return the positions of the pairs to tell of, in order."""
    stated, computed = measured.network.said[Status.NEEDED], triu(measured.pairs["need"], 1, format="csr")
    if computed.nnz > MOST_COMPUTED:
        rows, columns = computed.nonzero()
        gaps = values_at(measured.pairs["gap"], rows, columns)
        first = np.argsort(-np.round(gaps, 9), kind="stable")[:MOST_COMPUTED]
        computed = csr_array((np.ones(first.size), (rows[first], columns[first])), shape=computed.shape)
    rows, columns = triu(computed + stated, 1, format="csr").nonzero()
    order = np.lexsort((columns, rows))
    return rows[order], columns[order]


def _pair(context: _Context, place: int) -> Pair:
    network, settings = context.measured.network, context.settings
    i, j = context.rows[place], context.columns[place]
    actors = (network.order[i], network.order[j])
    ties = network.dataset.ties_between(actors)
    needed = [t for t in ties if t.status is Status.NEEDED]
    need, supply, gap = (context.values[name][place] for name in ("need", "supply", "gap"))
    through, support = go_between(context.supplied[i], context.supplied[j])
    convergence = int(context.values["convergence"][place])
    verdict = status(supply, support, met=settings.supply_met, brokered_at=settings.brokered_at)
    absence = _absence(context, actors, ties)
    if needed:
        verdict = "partial" if supply > 0 else "open"
    elif absence == "not_observable":
        verdict, gap = absence, float("nan")  # unknown is not a gap
    computed = need > 0 and verdict != "met"
    likely = _likely(context, place)
    shared = _shared(context, i, j)
    inferred = computed and _inferred(actors, shared, network.dataset)
    grade = _stated_grade(needed) if needed else _computed_grade(context, need, verdict, convergence, likely.stability)
    return Pair(
        actors=actors,
        need=need,
        supply=supply,
        gap=gap,
        convergence=convergence,
        status=verdict,
        absence=absence,
        basis=((STATED,) if needed else ()) + ((COMPUTED,) if computed else ()),
        grade="B" if grade == "A" and inferred and not needed else grade,
        score=max(_computed_score(gap, context) if computed else 0.0, _stated_score(needed, supply)),
        ties=ties,
        shared=shared,
        go_betweens=tuple(network.order[z] for z in through) if supply == 0 else (),
        vertical=_vertical(network.dataset, actors),
        likely=likely,
        inferred=inferred,
    )


def _likely(context: _Context, place: int) -> Likely:
    values = {name: numbers[place] for name, numbers in context.values.items()}
    found = {name: _known(values[name]) for name in ("p_value", "q_value", "likelihood") if name in values}
    stability = values["stability"] if "stability" in values and values["need"] > 0 else None
    likelihood = found.get("likelihood")
    quadrant = None
    if likelihood is not None and values["supply"] == 0:
        quadrant = _QUADRANTS[values["need"] >= context.median, likelihood > context.likely_from]
    return Likely(**found, stability=stability, quadrant=quadrant)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _computed_score(gap: float, context: _Context) -> float:
    return gap / context.largest if context.largest and not np.isnan(gap) else 0.0


def _stated_score(needed: list[Tie], supply: float) -> float:
    return max(((1 - supply) * TRUST[tie.evidence.confidence] for tie in needed), default=0.0)


def _stated_grade(needed: list[Tie]) -> str | None:
    """A: two independent sources, or one that names both ends; B: an end is inferred; C: low confidence.

    None where no source is given: there is nothing to grade.
    """
    if not any(tie.evidence.sources for tie in needed):
        return None
    if all(tie.evidence.confidence is Confidence.LOW for tie in needed):
        return "C"
    both_named = any(tie.evidence.basis is not Basis.INFERRED for tie in needed)
    voices = {source for tie in needed for source in tie.evidence.sources}
    return "A" if both_named or len(voices) > 1 else "B"


def _computed_grade(
    context: _Context, need: float, verdict: str, convergence: int, stability: float | None
) -> str | None:
    """A: a need in the upper tenth, no tie, two facets or more, firm in its place; B: upper quarter, tentative; else C.

    Where stability cannot be had, the grade is B at most: firmness cannot be claimed.
    """
    if verdict == "met":
        return None
    place = 1.0 if stability is None else stability
    if verdict != "open" or need < context.grade_b or place < context.settings.tentative:
        return "C"
    firm = stability is not None and stability >= context.settings.firm
    return "A" if need >= context.grade_a and convergence > 1 and firm else "B"


def _absence(context: _Context, actors: tuple[str, str], ties: tuple[Tie, ...]) -> str | None:
    said = {tie.status for tie in ties}
    if Status.EXISTING in said:
        return None
    if Status.DENIED in said:
        return "denied"
    if not context.measured.network.dataset.asked:
        return "recorded_nowhere"
    answered = sum(context.measured.network.dataset.actor[a].respondent is Respondent.YES for a in actors)
    return {2: "not_reported", 1: "one_sided", 0: "not_observable"}[answered]


def _shared(context: _Context, i: int, j: int) -> dict[str, tuple[str, ...]]:
    """Columns of each facet that both carry, those with the largest product of roles first."""
    shared = {}
    for name, facet in context.measured.network.facets.items():
        mine, theirs = context.roles[name][i], context.roles[name][j]
        both = {k: mine[k] * theirs[k] for k in mine.keys() & theirs.keys()}
        if both:
            shared[name] = tuple(facet.columns[k] for k in sorted(both, key=lambda k: (-both[k], facet.columns[k])))
    dependent = _dependent(context, i, j)
    return {**shared, "dependency": dependent} if dependent else shared


def _dependent(context: _Context, i: int, j: int) -> tuple[str, ...]:
    """Programmes of one that need a programme of the other, both ends, where they share neither."""
    mine, theirs = context.roles["programme"][i], context.roles["programme"][j]
    found: set[int] = set()
    for k in mine.keys() & context.dependent.keys():
        found |= {m for other in context.dependent[k] & theirs.keys() if other not in mine for m in (k, other)}
    columns = context.measured.network.facets["programme"].columns
    return tuple(sorted(columns[k] for k in found))


def _dependent_columns(facet: Facet) -> dict[int, set[int]]:
    linked: dict[int, set[int]] = {}
    for k, m in facet.dependent_pairs:
        linked.setdefault(k, set()).add(m)
        linked.setdefault(m, set()).add(k)
    return linked


def _vertical(dataset: Dataset, actors: tuple[str, str]) -> bool:
    ends = [dataset.actor[actor] for actor in actors]
    sectors = dataset.terms("sector")
    public = all(end.sector in sectors and sectors[end.sector].attribute("pentahelix") == _GOVERNMENT for end in ends)
    levels = {end.level for end in ends}
    return public and len(levels) == 2 and "" not in levels


def responsibilities_of(
    actors: tuple[str, str], shared: Mapping[str, tuple[str, ...]], dataset: Dataset
) -> Iterator[tuple[str, str, Evidence]]:
    """Yield (actor, column, evidence) for every existing part and duty that two actors share."""
    programmes = {*shared.get("programme", ()), *shared.get("dependency", ())}
    for part in dataset.parts_of(actors):
        if part.programme in programmes and part.status is Status.EXISTING:
            yield part.actor, part.programme, part.evidence
    for duty in dataset.duties_of(actors):
        for name in ("function", "cluster", "target_group"):
            column = getattr(duty, name)
            if column in shared.get(name, ()) and duty.status is Status.EXISTING:
                yield duty.actor, f"{name}:{column}", duty.evidence


def _inferred(actors: tuple[str, str], shared: Mapping[str, tuple[str, ...]], dataset: Dataset) -> bool:
    """Say whether nothing the two share is stated for both: the need is then the coder's reading."""
    stated: dict[str, set[str]] = {}
    for actor, column, evidence in responsibilities_of(actors, shared, dataset):
        if evidence.basis is not Basis.INFERRED:
            stated.setdefault(column, set()).add(actor)
    return not any(len(holders) == 2 for holders in stated.values())
