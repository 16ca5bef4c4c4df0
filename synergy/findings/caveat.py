"""What a reader must know before believing a finding: codes and values, said by every output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from synergy.dataset.records import Dataset, Evidence, Kind, Status
from synergy.findings.needed_pair import MOST_COMPUTED
from synergy.measures.measured import Measured
from synergy.measures.pairs.overlap import MOST_PAIRS
from synergy.measures.whole.removal import LISTED
from synergy.settings import Settings

HUB_LEAD = 2  # a hub has at least this many times the partners of the next actor


@dataclass(frozen=True, slots=True)
class Caveat:
    """A limit of the study; ``code`` names its sentences, ``values`` fills their blanks."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def caveats(measured: Measured, settings: Settings) -> Iterator[Caveat]:
    """Say what this study cannot show, the gravest first.

    Parameters
    ----------
    measured : all measures of the network.
    settings : thresholds.

    Yields
    ------
    Caveat for: computed links that the ties do not bear out; the study's own caution; a study told from one side;
    placeholders; absence of a record; few ties; computed links that could not be tested; a network too large for exact
    betweenness; a hub; strengths not given; territories not given; an instrument of another year.
    """
    dataset = measured.network.dataset
    yield from _unsupported(measured)
    if dataset.study.caution:
        yield Caveat("study")
    yield from _one_sided(dataset, settings)
    yield from _placeholders(measured)
    if not dataset.asked:
        yield Caveat("not_recorded")
    yield from _few(measured, settings)
    yield from _untested(measured, settings)
    yield from _large(measured, settings)
    yield from _hub(measured)
    yield from _not_given(measured)
    yield from _instrument(dataset)


def told_by(evidence: Evidence, dataset: Dataset, actor: str) -> bool:
    """Say whether all sources of a row speak from the side of one actor."""
    sides = [dataset.source[s].vantage for s in evidence.sources if s in dataset.source]
    return bool(sides) and all(side == actor for side in sides)


def hub(measured: Measured) -> str | None:
    """Return the actor with at least twice the partners of the next one, in a network of four or more."""
    degrees = measured.actors["degree"].dropna().sort_values(ascending=False, kind="stable")
    if len(degrees) < 4 or degrees.iloc[0] < 3 or degrees.iloc[0] < HUB_LEAD * degrees.iloc[1]:
        return None
    return str(degrees.index[0])


def _unsupported(measured: Measured) -> Iterator[Caveat]:
    found = measured.validity
    if found is not None and found.passed is False:
        need, size = (round(100 * found.score(name)) for name in ("need", "size_product"))
        yield Caveat("need_unsupported", {"need": need, "size": size, "b": found.need.b, "p": found.need.p_value})


def _untested(measured: Measured, settings: Settings) -> Iterator[Caveat]:
    found = measured.validity
    if found is not None and found.reason and measured.pairs["need"].nnz:
        limits = {"few_actors": settings.few_actors, "few_ties": settings.few_ties, "most": settings.chance_up_to}
        yield Caveat("need_untested", {"members": found.actors, "ties": found.ties, **limits})


def _one_sided(dataset: Dataset, settings: Settings) -> Iterator[Caveat]:
    vantage = dataset.study.vantage
    present = [tie for tie in dataset.ties if tie.status is Status.EXISTING]
    if vantage is None or not present:
        return
    touching = sum(vantage in tie.ends for tie in present)
    told = sum(told_by(tie.evidence, dataset, vantage) for tie in present)
    either = sum(vantage in tie.ends or told_by(tie.evidence, dataset, vantage) for tie in present)
    if either >= settings.one_sided_share * len(present):
        values = {"actor": vantage, "ties": len(present), "touching": touching, "told": told, "either": either}
        yield Caveat("one_sided", {**values, "share": either / len(present)})


def _placeholders(measured: Measured) -> Iterator[Caveat]:
    dataset, members = measured.network.dataset, measured.network.members
    stands = [actor for actor in members if dataset.actor[actor].placeholder]
    if stands:
        yield Caveat("placeholders", {"actors": tuple(stands), "n": len(stands), "members": len(members)})


def _few(measured: Measured, settings: Settings) -> Iterator[Caveat]:
    ties = sum(tie.status is Status.EXISTING for tie in measured.network.dataset.ties)
    actors = len(measured.network.members)
    if ties < settings.few_ties or actors < settings.few_actors:
        yield Caveat("few_data", {"ties": ties, "actors": actors, "few_ties": settings.few_ties})


def _large(measured: Measured, settings: Settings) -> Iterator[Caveat]:
    actors = len(measured.network.members)
    if actors > settings.exact_up_to:
        yield Caveat("sampled", {"actors": actors, "pivots": settings.pivots})
    actors = len(measured.network.order)
    if actors > settings.exact_up_to:
        pairs = settings.exact_up_to * (settings.exact_up_to - 1) // 2
        limits = {"told": MOST_COMPUTED, "overlaps": MOST_PAIRS, "cut_points": LISTED}
        yield Caveat("some_pairs", {"actors": actors, "pairs": pairs, **limits})


def _hub(measured: Measured) -> Iterator[Caveat]:
    centre = hub(measured)
    if centre:
        degrees = measured.actors["degree"].dropna()
        others = degrees.drop(centre)
        yield Caveat("hub", {"actor": centre, "partners": int(degrees[centre]), "next": int(others.max())})


def _not_given(measured: Measured) -> Iterator[Caveat]:
    dataset = measured.network.dataset
    present = [tie for tie in dataset.ties if tie.status is Status.EXISTING]
    without = sum(tie.strength is None for tie in present)
    if without:
        code = "no_strength" if without == len(present) else "some_strength"
        yield Caveat(code, {"without": without, "ties": len(present)})
    placed = [actor for actor in dataset.actors if actor.kind is not Kind.PERSON]
    unknown = sum(not actor.territory for actor in placed)
    if unknown:
        code = "no_territory" if unknown == len(placed) else "some_territory"
        yield Caveat(code, {"without": unknown, "actors": len(placed)})


def _instrument(dataset: Dataset) -> Iterator[Caveat]:
    preset = dataset.preset
    if preset is None:
        return
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", dataset.study.period)]
    if preset.year and years and preset.year > max(years):
        yield Caveat("instrument_later", {"year": str(preset.year), "period": dataset.study.period})
    yield Caveat("instrument", {"preset": preset.name})
