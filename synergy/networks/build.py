"""Dataset → Network."""

from __future__ import annotations

import numpy as np

from synergy.dataset.records import Dataset, Respondent, Status, Tie
from synergy.networks.incidence import build_facets
from synergy.networks.network import Mask, Matrix, Network


def build_network(dataset: Dataset) -> Network:
    """Build the networks of a checked study.

    Only existing ties enter ``existing`` and its layers; pairs of every other status stand apart. The
    strength of a pair is that of its strongest existing tie; a tie without a strength counts as 1.

    Parameters
    ----------
    dataset : a checked study.

    Returns
    -------
    Network over all its actors, in the order of their ids.
    """
    order = tuple(sorted(actor.id for actor in dataset.actors))
    index = {actor: i for i, actor in enumerate(order)}
    present = [tie for tie in dataset.ties if tie.status is Status.EXISTING]
    layers = {kind: _layer([t for t in present if t.type == kind], index) for kind in sorted({t.type for t in present})}
    return Network(
        dataset=dataset,
        order=order,
        members=_members(dataset, present),
        directed=any(tie.directed for tie in present),
        existing=_layer(present, index),
        layers=layers,
        tie_count=_count(present, index),
        said={status: _mask([t for t in dataset.ties if t.status is status], index) for status in Status},
        facets=build_facets(dataset, order),
    )


def _members(dataset: Dataset, present: list[Tie]) -> tuple[str, ...]:
    ends = {actor for tie in present for actor in tie.ends}
    roster = {a.id for a in dataset.actors if a.respondent in (Respondent.YES, Respondent.NO)}
    return tuple(sorted(ends | roster))


def _layer(ties: list[Tie], index: dict[str, int]) -> Matrix:
    matrix = np.zeros((len(index), len(index)))
    for tie in ties:
        i, j = (index[end] for end in tie.ends)
        strength = 1.0 if tie.strength is None else tie.strength
        matrix[i, j] = max(matrix[i, j], strength)
        if not tie.directed:
            matrix[j, i] = max(matrix[j, i], strength)
    return matrix


def _count(ties: list[Tie], index: dict[str, int]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    count = np.zeros((len(index), len(index)), dtype=np.int64)
    for tie in ties:
        i, j = (index[end] for end in tie.ends)
        count[i, j] += 1
        count[j, i] += 1
    return count


def _mask(ties: list[Tie], index: dict[str, int]) -> Mask:
    mask = np.zeros((len(index), len(index)), dtype=np.bool_)
    for tie in ties:
        i, j = (index[end] for end in tie.ends)
        mask[i, j] = mask[j, i] = True
    return mask
