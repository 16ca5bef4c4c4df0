"""Dataset → Network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
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
    present = [tie for tie in dataset.ties if tie.status is Status.EXISTING]
    ties = _Ties.of(dataset.ties, {actor: i for i, actor in enumerate(order)})
    existing = ties.status == Status.EXISTING
    return Network(
        dataset=dataset,
        order=order,
        members=_members(dataset, present),
        directed=any(tie.directed for tie in present),
        existing=ties.strongest(existing),
        layers={kind: ties.strongest(existing & (ties.kind == kind)) for kind in sorted({t.type for t in present})},
        said={status: ties.said(ties.status == status) for status in Status},
        facets=build_facets(dataset, order),
    )


def _members(dataset: Dataset, present: list[Tie]) -> tuple[str, ...]:
    ends = {actor for tie in present for actor in tie.ends}
    roster = {a.id for a in dataset.actors if a.respondent in (Respondent.YES, Respondent.NO)}
    return tuple(sorted(ends | roster))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ties:
    """All ties column by column: (t,) each, ``ends`` (2, t) positions of actors; of ``actors`` actors."""

    ends: NDArray[np.int64]
    strength: NDArray[np.float64]
    directed: NDArray[np.bool_]
    kind: NDArray[np.object_]
    status: NDArray[np.object_]
    actors: int

    @classmethod
    def of(cls, ties: Sequence[Tie], index: Mapping[str, int]) -> _Ties:
        places = [index[end] for tie in ties for end in tie.ends]
        return cls(
            ends=np.array(places, dtype=np.int64).reshape(-1, 2).T,
            strength=np.array([1.0 if tie.strength is None else tie.strength for tie in ties], dtype=float),
            directed=np.array([tie.directed for tie in ties], dtype=np.bool_),
            kind=np.array([tie.type for tie in ties], dtype=object),
            status=np.array([tie.status for tie in ties], dtype=object),
            actors=len(index),
        )

    def strongest(self, chosen: NDArray[np.bool_]) -> Matrix:
        """(n, n) strength of the strongest of the chosen ties of each pair."""
        back = chosen & ~self.directed
        cells = np.concatenate([self.ends[:, chosen], self.ends[::-1, back]], axis=1)
        return self._matrix(cells, np.concatenate([self.strength[chosen], self.strength[back]]))

    def said(self, chosen: NDArray[np.bool_]) -> Matrix:
        """(n, n) symmetric, 1 where one of the chosen ties is of the pair."""
        cells = np.concatenate([self.ends[:, chosen], self.ends[::-1, chosen]], axis=1)
        return self._matrix(cells, np.ones(cells.shape[1]))

    def _matrix(self, cells: NDArray[np.int64], values: NDArray[np.float64]) -> Matrix:
        """(n, n) with the largest of the values of each cell."""
        number = cells[0] * self.actors + cells[1]
        order = np.argsort(number, kind="stable")
        number, first = np.unique(number[order], return_index=True)
        most = np.maximum.reduceat(values[order], first) if first.size else values
        return csr_array((most, np.divmod(number, max(self.actors, 1))), shape=(self.actors, self.actors), dtype=float)
