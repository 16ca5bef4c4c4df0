"""Dataset → Network."""

from __future__ import annotations

from collections.abc import Mapping

from scipy.sparse import csr_array

from synergy.dataset.records import Dataset, Respondent, Status, Tie
from synergy.networks.incidence import build_facets
from synergy.networks.network import Matrix, Network


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
        said={status: _mask([t for t in dataset.ties if t.status is status], index) for status in Status},
        facets=build_facets(dataset, order),
    )


def _members(dataset: Dataset, present: list[Tie]) -> tuple[str, ...]:
    ends = {actor for tie in present for actor in tie.ends}
    roster = {a.id for a in dataset.actors if a.respondent in (Respondent.YES, Respondent.NO)}
    return tuple(sorted(ends | roster))


def _layer(ties: list[Tie], index: dict[str, int]) -> Matrix:
    cells: dict[tuple[int, int], float] = {}
    for tie in ties:
        i, j = (index[end] for end in tie.ends)
        strength = 1.0 if tie.strength is None else tie.strength
        for cell in ((i, j),) if tie.directed else ((i, j), (j, i)):
            cells[cell] = max(cells.get(cell, 0.0), strength)
    return _matrix(cells, len(index))


def _mask(ties: list[Tie], index: dict[str, int]) -> Matrix:
    ends = [tuple(index[end] for end in tie.ends) for tie in ties]
    return _matrix({cell: 1.0 for i, j in ends for cell in ((i, j), (j, i))}, len(index))


def _matrix(cells: Mapping[tuple[int, int], float], n: int) -> Matrix:
    places = sorted(cells)
    rows, columns = [i for i, _ in places], [j for _, j in places]
    return csr_array(([cells[place] for place in places], (rows, columns)), shape=(n, n), dtype=float)
