"""What a roster study's numbers owe to one-sided and missing reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synergy.dataset.records import Respondent, Status
from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.degree import strength
from synergy.measures.uncertainty.noisy_reports import ReportRates, fit
from synergy.measures.uncertainty.nonresponse import rank_range, treatments
from synergy.networks.network import Network
from synergy.settings import Settings

Array = NDArray[np.float64]
MEASURES: Mapping[str, Callable[[nx.Graph], pd.Series]] = {
    "degree": strength,  # of ties of strength 0 to 1: partners expected
    "betweenness": lambda graph: betweenness(likely(graph)),
}
LIKELY = 0.5  # probability from which a tie counts as there where it can only be there or not


@dataclass(frozen=True, eq=False, kw_only=True)
class Reports:
    """Ranks of the actors under three readings of the reports.

    ``ranks`` holds for each measure and actor the first and the last place it can have, ``pairs`` how many pairs
    both, one or neither of two actors reported on, and on how many two reports disagree; ``rates`` how often reports
    err by these data.
    """

    ranks: Mapping[str, pd.DataFrame]
    pairs: Mapping[str, int]
    rates: ReportRates


def reports_of(network: Network, settings: Settings) -> Reports | None:
    """Read the ties of a roster study as their ends reported them, and rank the actors in three ways.

    The *union* counts a tie that either side names, the *intersection* one that both name where both answered, the
    *posterior* weighs each tie by its probability given the reports. Ties reported by somebody else or by a document
    count as named by every end that answered.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.

    Returns
    -------
    Reports over the members; None where nobody was asked or chance is not worked out (``Settings.tells_chance``).

    References
    ----------
    Huisman (2009), Imputation of missing network data, Journal of Social Structure 10(1); Newman (2018),
    doi:10.1038/s41567-018-0076-1.
    """
    if not settings.tells_chance(len(network.members)):
        return None
    said = _matrix(network)
    if np.isnan(said).all():
        return None
    graphs = {name: _graph(matrix, network.members) for name, matrix in treatments(said).items()}
    ranks = {
        name: rank_range({treatment: measure(graph) for treatment, graph in graphs.items()})
        for name, measure in MEASURES.items()
    }
    given = ~np.isnan(said)
    np.fill_diagonal(given, val=False)
    above = np.triu_indices(len(said), 1)
    asked = (given.astype(int) + given.T)[above]
    named = (np.nan_to_num(said) + np.nan_to_num(said).T)[above]
    pairs = {name: int((asked == n).sum()) for name, n in (("both", 2), ("one", 1), ("neither", 0))}
    pairs["disagree"] = int(((asked == 2) & (named == 1)).sum())
    return Reports(ranks=ranks, pairs=pairs, rates=fit(named, asked))


def likely(graph: nx.Graph) -> nx.Graph:
    """Return the ties that are at least as likely as not, without strengths.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([(0, 1, 0.4), (1, 2, 0.9)])
    >>> list(likely(graph).edges)
    [(1, 2)]
    """
    kept: nx.Graph = nx.Graph()
    kept.add_nodes_from(graph)
    kept.add_edges_from((a, b) for a, b, p in graph.edges(data="weight") if p >= LIKELY)
    return kept


def _matrix(network: Network) -> Array:
    """(n, n) over the members: row = who answered, column = whom it named."""
    place = {actor: i for i, actor in enumerate(network.members)}
    said = np.full((len(place), len(place)), np.nan)
    for actor, i in place.items():
        if network.dataset.actor[actor].respondent is Respondent.YES:
            said[i] = 0.0
    for tie in network.dataset.ties:
        if tie.status is Status.EXISTING:
            i, j = (place[end] for end in tie.ends)
            own = [end for end in tie.ends if end in tie.reported_by]
            for end in own or tie.ends:
                row, column = (i, j) if end == tie.ends[0] else (j, i)
                if not np.isnan(said[row, column]):
                    said[row, column] = 1.0
    np.fill_diagonal(said, np.nan)
    return said


def _graph(matrix: Array, members: tuple[str, ...]) -> nx.Graph:
    """Return a network with the probability of each tie as its strength; unknown pairs have none."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(members)
    known = np.triu(np.nan_to_num(matrix), 1)
    graph.add_weighted_edges_from(
        (members[i], members[j], float(known[i, j])) for i, j in zip(*np.nonzero(known), strict=True)
    )
    return graph
