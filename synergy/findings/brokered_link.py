"""Who carries the coordination of others: pairs with a need that meet through one go-between only."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Status
from synergy.findings.finding import COMPUTED, Finding, in_order, lowest
from synergy.findings.needed_pair import Pair, needed_pairs
from synergy.measures.measured import Measured
from synergy.settings import Settings

FEWEST = 2  # pairs that make an actor a go-between worth a finding


def brokered_links(measured: Measured, settings: Settings) -> Iterator[Finding]:
    """Findings on each actor through whom two or more pairs with a need and no tie are linked.

    A pair counts for the one go-between that supports it best (``measures.pairs.supply.go_between``), and for nobody
    where several do so equally. The finding says how much hangs on one actor; the pairs themselves stand among the
    missing links, with status *brokered*.

    Yields
    ------
    Finding of kind ``brokered_link``; its score is the share of all such pairs that the actor carries.
    """
    pairs = [pair for pair in needed_pairs(measured, settings) if pair.status == "brokered" and pair.go_betweens]
    carried: dict[str, list[Pair]] = {}
    for pair in pairs:
        if len(pair.go_betweens) == 1:
            carried.setdefault(pair.go_betweens[0], []).append(pair)
    dataset = measured.network.dataset
    for actor, own in sorted(carried.items()):
        if len(own) < FEWEST:
            continue
        ends = {end for pair in own for end in pair.actors}
        ties = (tie for end in ends for tie in dataset.ties_between((actor, end)) if tie.status is Status.EXISTING)
        evidence = in_order([tie.evidence for tie in ties])
        own = sorted(own, key=lambda pair: (-round(pair.gap, 9), pair.actors))
        yield Finding(
            id=f"brokered_link:{actor}",
            kind="brokered_link",
            pattern="carries",
            actors=(actor,),
            basis=(COMPUTED,),
            score=len(own) / len(pairs),
            confidence=lowest(evidence),
            evidence=evidence,
            values={"pairs": tuple(pair.actors for pair in own), "all_pairs": len(pairs)},
        )
