"""Whether the list of gaps of a study deserves belief: do its ties follow need more than the size of portfolios?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

from synergy.dataset.records import Respondent, Status
from synergy.measures.chance.mrqap import Coefficient, mrqap_dsp
from synergy.measures.estimate import NAN, Estimate
from synergy.measures.pairs.dealt_anew import dealt_anew
from synergy.measures.pairs.likelihood import preferential_attachment, resource_allocation, sector_dcsbm
from synergy.measures.pairs.perturbed_need import Responsibilities, responsibilities
from synergy.measures.uncertainty.accuracy import CLOSE, auc
from synergy.measures.uncertainty.hold_out import hold_out
from synergy.measures.uncertainty.jackknife import jackknife
from synergy.networks.network import Matrix, Network
from synergy.networks.territory import compatible
from synergy.randomness import stream
from synergy.settings import Settings

Array = NDArray[np.float64]
ALL_LAYERS = "existing"
HIDDEN = 0.2  # share of the ties hidden in each repeat
REPEATS = 40
PLACEBO_DRAWS = 200
SURE = 0.05  # p-value below which need counts as adding to size and sector
NORMAL = 1.96  # standard errors either side of a 95 % interval
PREDICTORS = ("need", "size_product", "degree_product", "ra", "dcsbm", "random")
WITHOUT_PROGRAMMES = "need_without_programmes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """AUC of need, its mean with responsibilities dealt out at random, and how many of the draws reach it."""

    observed: float
    mean: float
    at_least: int
    draws: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Validity:
    """How well need finds ties, beside scores that know nothing of it.

    ``target`` is the type of tie tested, ``"existing"`` for all; ``actors``, ``pairs`` and ``ties`` count the actors
    in the network, the pairs known to be tied or not, and the tied ones; ``left_out`` the tied pairs that are not
    counted, by why (own_part, unanswered); ``within_programmes`` the counted ones of which every tie tested was
    recorded inside a programme. ``accuracy`` is the table of ``hold_out`` by predictor, ``advantage`` the AUC of need
    less that of size over all ties (only where thorough), ``need`` what need adds to ``controls``, ``facets`` what
    each facet adds to them and to the others. Where ``reason`` says why nothing could be tested (few_actors,
    few_ties, size, all_tied, even_need), they are empty.
    """

    target: str
    actors: int
    pairs: int
    ties: int
    within_programmes: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    accuracy: pd.DataFrame = field(default_factory=pd.DataFrame)
    advantage: Estimate = field(default_factory=lambda: Estimate(value=NAN))
    need: Coefficient = field(default_factory=Coefficient)
    controls: tuple[str, ...] = ()
    facets: Mapping[str, Coefficient] = field(default_factory=dict)
    placebo: Placebo | None = None
    repeats: int = 0
    draws: int = 0

    @property
    def passed(self) -> bool | None:
        """Whether need adds to size and sector and finds ties at least as well as size does; None where not tested."""
        if self.reason:
            return None
        return self.need.p_value < SURE and self.need.b > 0 and self.score("need") >= self.score("size_product")

    @property
    def clearly_better(self) -> bool:
        """Whether the whole 95 % interval of ``advantage`` is above 0; False where there is no interval."""
        return self.advantage.low > 0

    def score(self, predictor: str, measure: str = "auc") -> float:
        """Return one cell of ``accuracy``; NaN where it was not worked out."""
        return float(self.accuracy[measure].to_dict()[predictor]) if predictor in self.accuracy.index else NAN


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Sample:
    """Actors in the network by their positions, who is tied to whom (NaN unknown), who is responsible for what."""

    network: Network
    inside: list[int]
    tied: Array
    left_out: Mapping[str, int]
    duties: Responsibilities

    def among(self, matrix: Array) -> Array:
        return matrix[np.ix_(self.inside, self.inside)]


def validity(network: Network, settings: Settings, *, layer: str | None = None, thorough: bool = False) -> Validity:
    """Test whether ties follow need: hidden ties found again, and what need adds to size and sector.

    Need comes from responsibilities and never from ties, so no tie has to be hidden from it; the other scores do not
    see the hidden ones. It is passed where need adds to the size of portfolios and to sector (MRQAP-DSP, p < .05,
    upwards) and finds hidden ties at least as well as the product of the two portfolio sizes does. Level and
    territory are controlled for where they are known of every actor.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run. Below ``few_actors`` actors or ``few_ties`` tied pairs, and outside
        ``tells_chance``, nothing is tested.
    layer : type of tie to test; all existing ties where None. Responsibilities and ties may have been recorded
        together, inside programmes; a layer that was not is the fairer test.
    thorough : also every baseline, the effect of each facet, ``advantage`` and responsibilities dealt out at random.
        What ``passed`` says is the same either way.

    Returns
    -------
    Validity. Pairs of which neither answered a roster are unknown and not counted, nor are pairs of a body and its
    own part: the list of gaps says nothing of them.

    References
    ----------
    Dekker, Krackhardt & Snijders (2007), doi:10.1007/s11336-007-9016-1; Lü & Zhou (2011),
    doi:10.1016/j.physa.2010.11.027; Menand & Seshadhri (2024), doi:10.1073/pnas.2312527121.

    Examples
    --------
    >>> from synergy.dataset.records import Dataset, Study
    >>> from synergy.networks import build_network
    >>> found = validity(build_network(Dataset(study=Study(), actors=())), Settings())
    >>> found.passed, found.reason
    (None, 'few_actors')
    """
    ties, n = _tied(network, layer), len(network.members)
    untested = Validity(target=layer or ALL_LAYERS, actors=n, pairs=n * (n - 1) // 2, ties=triu(ties, 1).nnz)
    if untested.actors < settings.few_actors:
        return replace(untested, reason="few_actors")
    if not settings.tells_chance(len(network.order)):
        return replace(untested, reason="size")
    sample = _sample(network, ties)
    known = np.triu(~np.isnan(sample.tied), 1)
    untested = replace(untested, pairs=int(known.sum()), ties=int(sample.tied[known].sum()), left_out=sample.left_out)
    untested = replace(untested, within_programmes=_within_programmes(sample, layer))
    if untested.ties < settings.few_ties:
        return replace(untested, reason="few_ties")
    if untested.ties == untested.pairs:
        return replace(untested, reason="all_tied")
    needs = sample.among(sample.duties.need())[known]
    if np.ptp(needs) <= CLOSE * needs.max():
        return replace(untested, reason="even_need")
    return _tested(untested, sample, settings, thorough=thorough)


def _tied(network: Network, layer: str | None) -> Matrix:
    """Pairs with a tie of one type, or of any: (n, n) symmetric."""
    if layer is None:
        return network.joined
    found = network.layers.get(layer, csr_array((len(network.order), len(network.order))))
    return csr_array((found + found.T) > 0)


def _sample(network: Network, ties: Matrix) -> _Sample:
    inside = [network.index[actor] for actor in network.members]
    tied, own, silent = ties.toarray().astype(float), _own_parts(network), _unanswered(network)
    each_once = np.triu(tied > 0, 1)
    left_out = {"own_part": int((each_once & own).sum()), "unanswered": int((each_once & silent & ~own).sum())}
    tied[own | silent] = np.nan
    np.fill_diagonal(tied, np.nan)
    duties = responsibilities(list(network.facets.values()), compatible(network.dataset, network.order))
    return _Sample(network=network, inside=inside, tied=tied[np.ix_(inside, inside)], left_out=left_out, duties=duties)


def _unanswered(network: Network) -> NDArray[np.bool_]:
    """Pairs of which neither answered a roster, where there was one: of these only tied ones would be known."""
    told = [network.dataset.actor[actor].respondent for actor in network.order]
    silent = np.array([answer is not Respondent.YES for answer in told])
    return np.outer(silent, silent) & any(answer is not None for answer in told)


def _own_parts(network: Network) -> NDArray[np.bool_]:
    """Pairs of a body and its own part."""
    actors, n = network.dataset.actor, len(network.order)
    own = np.zeros((n, n), dtype=np.bool_)
    for i, actor in enumerate(network.order):
        above = actors[actor].parent
        while above is not None and not own[i, network.index[above]]:
            own[i, network.index[above]] = True
            above = actors[above].parent
    return own | own.T


def _within_programmes(sample: _Sample, layer: str | None) -> int:
    """Count the tied pairs of which every tie tested names a programme."""
    outside = {
        frozenset(tie.ends)
        for tie in sample.network.dataset.ties
        if tie.status is Status.EXISTING and not tie.programmes and layer in (None, tie.type)
    }
    members = sample.network.members
    pairs = zip(*np.nonzero(np.triu(sample.tied, 1) > 0), strict=True)
    return sum(frozenset((members[i], members[j])) not in outside for i, j in pairs)


def _tested(untested: Validity, sample: _Sample, settings: Settings, *, thorough: bool) -> Validity:
    duties, names = sample.duties, tuple(sample.network.facets)
    need, size = sample.among(duties.need()), _size_product(sample)
    predictors: dict[str, Callable[[Array], Array]] = {"need": lambda seen: need, "size_product": lambda seen: size}
    if thorough:
        predictors |= _baselines(sample)
    controls = {"size_product": size, **_controls(sample)}
    draws = settings.permutation_draws

    def effects(matrices: Mapping[str, Array]) -> Mapping[str, Coefficient]:
        rng = stream(settings.seed, "validity: permutations")
        return mrqap_dsp(sample.tied, {**matrices, **controls}, rng=rng, draws=draws, directed=False).coefficients

    overall = effects({"need": need})
    alone = zip(names, np.eye(len(names)).tolist(), strict=True)
    facets = {name: each for name, only in alone if (each := sample.among(duties.need(shares=only))).any()}
    rng = stream(settings.seed, "validity: hidden ties")
    return replace(
        untested,
        accuracy=hold_out(sample.tied, predictors, share=HIDDEN, repeats=REPEATS, rng=rng),
        advantage=_advantage(sample.tied, need, size) if thorough else untested.advantage,
        need=overall["need"],
        controls=tuple(name for name in controls if overall[name].reason != "does not vary"),
        facets={name: effect for name, effect in effects(facets).items() if name in facets} if thorough else {},
        placebo=_placebo(sample, need, settings) if thorough else None,
        repeats=REPEATS,
        draws=draws,
    )


def _advantage(tied: Array, need: Array, size: Array) -> Estimate:
    """AUC of need less that of size over all ties, around which that over hidden ties varies: neither sees ties."""

    def difference(tied: Array, need: Array, size: Array) -> float:
        each_once = np.triu_indices(len(tied), 1)
        return auc(need[each_once], tied[each_once]) - auc(size[each_once], tied[each_once])

    found, n = jackknife((tied, need, size), difference), len(tied)
    # Snijders & Borgatti take half the sum of squares, which fits pairs that vary apart; an actor's portfolio moves
    # all its pairs at once, so this takes (n - 1) / n of it, as Tukey does.
    spread = found.spread * (2 * (n - 1) / (n - 2)) ** 0.5 if n > 2 else NAN
    low, high = found.value - NORMAL * spread, found.value + NORMAL * spread
    return replace(found, spread=spread, low=low, high=high, method="jackknife over actors")


def _size_product(sample: _Sample) -> Array:
    """Product of the numbers of responsibilities two actors hold, all facets together."""
    held = sum((roles > 0).sum(axis=1) for roles, _ in sample.duties.facets)
    return sample.among(np.outer(held, held).astype(float))


def _baselines(sample: _Sample) -> dict[str, Callable[[Array], Array]]:
    sectors = [sample.network.dataset.actor[actor].sector for actor in sample.network.members]
    found: dict[str, Callable[[Array], Array]] = {
        "degree_product": preferential_attachment,
        "ra": resource_allocation,
        "dcsbm": lambda seen: sector_dcsbm(seen, sectors),
        "random": np.ones_like,
    }
    other = sample.among(sample.duties.need(shares=[float(name != "programme") for name in sample.network.facets]))
    return {**found, WITHOUT_PROGRAMMES: lambda seen: other} if other.any() else found


def _controls(sample: _Sample) -> dict[str, Array]:
    """Same sector, same level, territories that meet: 1 where so; the latter two only where known of every actor."""
    actors = [sample.network.dataset.actor[actor] for actor in sample.network.members]
    found = {"sector": _same([actor.sector for actor in actors])}
    if all(actor.level for actor in actors):
        found["level"] = _same([actor.level for actor in actors])
    if all(actor.territory for actor in actors):
        found["territory"] = sample.among(sample.duties.meets.astype(float))
    return found


def _same(labels: list[str]) -> Array:
    codes = np.unique(labels, return_inverse=True)[1]
    return np.equal.outer(codes, codes).astype(float)


def _placebo(sample: _Sample, need: Array, settings: Settings) -> Placebo:
    each_once = np.triu_indices(len(need), 1)
    truth = sample.tied[each_once]
    observed = auc(need[each_once], truth)
    others = dealt_anew(sample.duties, draws=PLACEBO_DRAWS, rng=stream(settings.seed, "validity: placebo"))
    dealt = np.array([auc(sample.among(other.need())[each_once], truth) for other in others])
    at_least = int((dealt >= observed * (1 - CLOSE)).sum())
    return Placebo(observed=observed, mean=float(dealt.mean()), at_least=at_least, draws=PLACEBO_DRAWS)
