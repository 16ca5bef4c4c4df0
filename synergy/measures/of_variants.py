"""The list of gaps over again under other choices: what it owes to definitions, placeholders and unsure rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from synergy.dataset.records import Confidence, Dataset, Evidence
from synergy.measures.pairs.perturbed_need import Responsibilities, responsibilities
from synergy.measures.pairs.sensitivity import Variant, compare, other_definitions
from synergy.measures.pairs.supply import go_between, supply
from synergy.networks import build_network
from synergy.networks.network import Network
from synergy.networks.territory import compatible
from synergy.settings import Settings

Array = NDArray[np.float64]
BROKERED_CREDIT = 0.5  # what support through a go-between counts in the variant that counts it


def sensitivity(network: Network, settings: Settings) -> tuple[Variant, ...]:
    """Compare the list of gaps with the lists that other choices would give.

    The choices: weights of roles, specificity of columns, facets, credit of ties, credit of go-betweens, actors that
    stand for many left out, rows of low confidence left out.

    Parameters
    ----------
    network : from ``build_network``.
    settings : parameters of the run.

    Returns
    -------
    Variants in the order of the choices; none where no pair has a gap or the study is too large or too small
    (``Settings.tells_chance``).
    """
    if not settings.tells_chance(len(network.order)):
        return ()
    duties, missing = _duties(network), _missing(network)
    gaps = duties.need() * missing["reported"]
    if not gaps.any():
        return ()
    names = tuple(network.facets)
    others = [*other_definitions(duties, names, missing), *_filtered(network, duties, missing["reported"])]
    return tuple(compare(choice, value, gaps, other) for choice, value, other in others)


def _duties(network: Network) -> Responsibilities:
    return responsibilities(list(network.facets.values()), compatible(network.dataset, network.order))


def _missing(network: Network) -> dict[str, Array]:
    """Return 1 - supply as reported; with full credit of any tie; with half; and with credit through others."""
    supplied = _supplied(network, network.credit)
    any_tie = _supplied(network, dict.fromkeys(network.layers, 1.0))
    half = _supplied(network, {kind: network.credit.get(kind, 0.5) / 2 for kind in network.layers})
    brokered = np.maximum(supplied, BROKERED_CREDIT * _through(supplied))
    return {"reported": 1 - supplied, "any_tie": 1 - any_tie, "half": 1 - half, "brokered": 1 - brokered}


def _supplied(network: Network, credit: Mapping[str, float]) -> Array:
    return np.asarray(supply(network.layers, credit, len(network.order)).toarray())


def _through(supplied: Array) -> Array:
    """Return for each pair the support of its best go-between."""
    rows = [{z: float(row[z]) for z in np.nonzero(row)[0].tolist()} for row in supplied]
    n = len(rows)
    found = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            found[i, j] = found[j, i] = go_between(rows[i], rows[j])[1]
    return found


def _filtered(network: Network, duties: Responsibilities, missing: Array) -> Iterator[tuple[str, str, Array]]:
    """Yield the gaps without actors that stand for many, and without rows of low confidence, in the order of actors."""
    dataset = network.dataset
    collective = np.array([dataset.actor[actor].placeholder for actor in network.order])
    if collective.any():
        keep = np.nonzero(~collective)[0]
        yield "left_out", "placeholders", duties.need(keep=keep) * missing
    sure = _sure(dataset)
    if sure is not dataset:
        without = build_network(sure)
        yield "left_out", "low_confidence", _duties(without).need() * (1 - _supplied(without, without.credit))


def _sure(dataset: Dataset) -> Dataset:
    ties = tuple(tie for tie in dataset.ties if _is_sure(tie.evidence))
    parts = tuple(part for part in dataset.participation if _is_sure(part.evidence))
    duties = tuple(duty for duty in dataset.mandates if _is_sure(duty.evidence))
    if (len(ties), len(parts), len(duties)) == (len(dataset.ties), len(dataset.participation), len(dataset.mandates)):
        return dataset
    return replace(dataset, ties=ties, participation=parts, mandates=duties)


def _is_sure(evidence: Evidence) -> bool:
    return evidence.confidence is not Confidence.LOW
