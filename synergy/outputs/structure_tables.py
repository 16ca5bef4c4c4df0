"""Tables on what the network is made of, and on what the list of gaps owes to choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from synergy.findings.analysis import Analysis

Row = Mapping[str, object]


def _communities(analysis: Analysis) -> Iterable[Row]:
    found = analysis.measured.structure.communities
    core = analysis.measured.structure.core
    for actor in analysis.network.members if found else ():
        yield {
            "actor": actor,
            "community": found.members[actor] if found else None,
            "stability": float(found.stability[actor]) if found else None,
            "in_core": actor in core.core if core else None,
        }


def _brokerage(analysis: Analysis) -> Iterable[Row]:
    return (asdict(role) for role in analysis.measured.brokerage)


def _key_players(analysis: Analysis) -> Iterable[Row]:
    for criterion, players in analysis.measured.structure.key_players:
        yield {
            "criterion": criterion,
            "size": len(players.members),
            "actors": tuple(map(str, players.members)),
            "value": players.value,
            "before": players.value_before,
            "random_mean": players.random_mean,
            "exact": players.exact,
        }


def _removal(analysis: Analysis) -> Iterable[Row]:
    for by, curve in analysis.measured.structure.curves:
        for row in curve.to_dict("records"):
            yield {"by": by, **{str(name): float(value) for name, value in row.items()}}


def _nonresponse(analysis: Analysis) -> Iterable[Row]:
    found = analysis.measured.reports
    for measure, ranks in found.ranks.items() if found else ():
        places = ranks[["low", "high"]].to_numpy(dtype=int).tolist()
        for actor, (low, high) in zip(ranks.index, places, strict=True):
            yield {"measure": measure, "actor": actor, "first_rank": low, "last_rank": high}


def _sensitivity(analysis: Analysis) -> Iterable[Row]:
    for variant in analysis.measured.sensitivity:
        yield {
            "choice": variant.choice,
            "value": variant.value,
            "kendall_tau": variant.tau,
            "jaccard": variant.jaccard,
            "top": variant.top,
            "pairs": variant.pairs,
        }


STRUCTURE_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Analysis], Iterable[Row]]]] = {
    "communities": (("actor", "community", "stability", "in_core"), _communities),
    "brokerage": (("actor", "role", "count", "expected", "z", "p_value", "q_value"), _brokerage),
    "key_players": (
        ("criterion", "size", "actors", "value", "before", "random_mean", "exact"),
        _key_players,
    ),
    "removal": (("by", "share_removed", "largest_component", "efficiency"), _removal),
    "nonresponse": (("measure", "actor", "first_rank", "last_rank"), _nonresponse),
    "sensitivity": (("choice", "value", "kendall_tau", "jaccard", "top", "pairs"), _sensitivity),
}
