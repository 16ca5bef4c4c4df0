"""How many actors could be missing before the order of the others changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.measures.estimate import NAN

SHARES = tuple(percent / 100 for percent in range(5, 80, 5))
FEWEST = 3  # actors between whom a correlation can be other than 1 or -1
Method = Literal["pearson", "spearman"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The CS coefficient and the ``curve`` it is read from, one row for each share of actors dropped."""

    coefficient: float
    curve: pd.DataFrame


def stability_coefficient(  # noqa: PLR0913  (the numbers of the definition, all by keyword)
    graph: nx.Graph,
    measure: Callable[[nx.Graph], pd.Series],
    *,
    shares: Sequence[float] = SHARES,
    draws: int = 200,
    rng: np.random.Generator,
    correlation: float = 0.7,
    certainty: float = 0.95,
    method: Method = "pearson",
) -> Stability:
    """Largest share of actors that can be dropped while the measure keeps its order among the others (CS coefficient).

    For each share, ``draws`` subsets of the actors are drawn; the measure of the network between them is correlated
    with that of the same actors in the full network. The coefficient is the largest share at which, and at every
    smaller share tried, the correlation is at least ``correlation`` in at least a share ``certainty`` of the draws.
    Above .25 is the least to work with, above .5 is good. The source correlates the values, not the ranks
    (Pearson), in the program published with it; its text names no coefficient.

    Parameters
    ----------
    graph : (n actors) as ``measure`` takes it.
    measure : returns a number for each actor of the graph it is given.
    shares : of actors to drop, in (0, 1); rounded to whole actors, at least one.
    draws : subsets drawn at each share.
    rng : source of the subsets.
    correlation : lowest that counts as the same order.
    certainty : share of the draws that must reach it.
    method : ``"pearson"`` of the values or ``"spearman"`` of the ranks.

    Returns
    -------
    Stability with ``coefficient`` in [0, 1): dropped actors over all actors, 0 where no share tried passes; NaN where
    n < 4 or the measure does not tell actors of the full network apart. ``curve`` by share of actors dropped:
    ``dropped``, ``mean`` and ``low`` (5th percentile) of the correlations, and ``reached``, the share of draws that
    reach ``correlation``. A draw in which the correlation is undefined (all kept actors equal) does not reach it.

    References
    ----------
    Epskamp, Borsboom & Fried (2018), Estimating psychological networks and their accuracy, Behavior Research Methods
    50:195-212, doi:10.3758/s13428-017-0862-1.

    Examples
    --------
    >>> from synergy.measures.actors.degree import degree
    >>> graph = nx.karate_club_graph()
    >>> result = stability_coefficient(graph, degree, shares=[0.1, 0.3], draws=20, rng=np.random.default_rng(1))
    >>> round(result.coefficient, 3), result.curve["dropped"].tolist()
    (0.294, [3, 10])
    """
    n, full = len(graph), measure(graph).astype(float)
    place, known = {actor: position for position, actor in enumerate(full.index)}, full.to_numpy(dtype=float)
    counts = sorted({max(1, round(share * n)) for share in shares})
    counts = [count for count in counts if n - count >= FEWEST]
    rows = []
    for count in counts:
        subsets = (_kept(graph, n - count, rng) for _ in range(draws))
        parts = (measure(subset) for subset in subsets)
        pairs = ((known[[place[actor] for actor in part.index]], part.to_numpy(dtype=float)) for part in parts)
        values = np.array([_correlation(one, other, method) for one, other in pairs])
        rows.append((count, *_summary(values, correlation)))
    index = pd.Index([count / n for count in counts], name="share", dtype=float)
    curve = pd.DataFrame(rows, index=index, columns=["dropped", "mean", "low", "reached"]).astype({"dropped": int})
    if curve.empty or not _vary(full.dropna().to_numpy()):
        return Stability(coefficient=NAN, curve=curve)
    passed = (curve["reached"] >= certainty).cummin()
    return Stability(coefficient=float(max(curve.index[passed], default=0.0)), curve=curve)


def _kept(graph: nx.Graph, count: int, rng: np.random.Generator) -> nx.Graph:
    actors = list(graph)
    dropped = {actors[place] for place in rng.permutation(len(actors))[count:].tolist()}
    subset = graph.__class__()  # made anew: a view of the kept actors has no order of its own
    subset.add_nodes_from(actor for actor in actors if actor not in dropped)
    subset.add_edges_from(tie for tie in graph.edges(data=True) if tie[0] not in dropped and tie[1] not in dropped)
    return subset


def _correlation(full: NDArray[np.floating], part: NDArray[np.floating], method: Method) -> float:
    known = ~np.isnan(full) & ~np.isnan(part)
    one, other = full[known], part[known]
    if method == "spearman":
        one, other = (pd.Series(each).round(12).rank().to_numpy() for each in (one, other))
    return float(np.corrcoef(one, other)[0, 1]) if _vary(one) and _vary(other) else NAN


def _vary(values: NDArray[np.floating]) -> bool:
    """More than rounding makes equal values differ."""
    return values.size >= FEWEST and bool(np.ptp(values) > 1e-12 * np.abs(values).max())


def _summary(values: NDArray[np.float64], correlation: float) -> tuple[float, float, float]:
    defined = values[~np.isnan(values)]
    reached = float((defined >= correlation - 1e-12).sum() / values.size)
    if not defined.size:
        return NAN, NAN, reached
    return float(defined.mean()), float(np.percentile(defined, 5)), reached
