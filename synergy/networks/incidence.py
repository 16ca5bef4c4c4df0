"""Who is responsible for what: actor × programme, actor × function, cluster, target group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from synergy.dataset.records import Dataset, Status


@dataclass(frozen=True, eq=False)
class Facet:
    """One kind of shared responsibility.

    ``columns`` (m) are programmes, functions, clusters or target groups; ``roles`` is (n, m), the
    weight of the strongest role an actor holds, in [0, 1]; ``depends`` is (m, m), symmetric, in [0, 1],
    with ones on the diagonal: declared dependencies between columns.
    """

    columns: tuple[str, ...]
    roles: NDArray[np.float64]
    depends: NDArray[np.float64]

    @cached_property
    def dependent_pairs(self) -> tuple[tuple[int, int], ...]:
        """Positions of the columns that depend on one another, each pair once."""
        return tuple((int(k), int(m)) for k, m in zip(*np.nonzero(np.triu(self.depends, 1)), strict=True))


def build_facets(dataset: Dataset, order: tuple[str, ...]) -> dict[str, Facet]:
    """Return the facets of a study: ``programme``, ``function``, ``cluster``, ``target_group``.

    Only existing participation and existing mandates count. A role's weight comes from the
    vocabulary (lead 1, implement .8, support .4, consulted .2, beneficiary 0).
    """
    weight = {term.term: term.weight or 0.0 for term in dataset.terms("role").values()}
    parts = [
        (part.actor, part.programme, weight.get(part.role, 0.0))
        for part in dataset.participation
        if part.status is Status.EXISTING
    ]
    facets = {"programme": _facet(order, parts, _dependencies(dataset))}
    for name in ("function", "cluster", "target_group"):
        duties = [
            (mandate.actor, column, weight.get(mandate.role, 0.0))
            for mandate in dataset.mandates
            if mandate.status is Status.EXISTING and (column := getattr(mandate, name))
        ]
        facets[name] = _facet(order, duties, {})
    return facets


def _dependencies(dataset: Dataset) -> dict[tuple[str, str], float]:
    return {d.programmes: d.weight for d in dataset.dependencies}


def _facet(
    order: tuple[str, ...],
    held: Iterable[tuple[str, str, float]],
    depends: Mapping[tuple[str, str], float],
) -> Facet:
    held = list(held)
    columns = tuple(sorted({column for _, column, _ in held} | {p for pair in depends for p in pair}))
    row = {actor: i for i, actor in enumerate(order)}
    place = {column: k for k, column in enumerate(columns)}
    roles = np.zeros((len(order), len(columns)))
    for actor, column, weight in held:
        roles[row[actor], place[column]] = max(roles[row[actor], place[column]], weight)
    matrix = np.eye(len(columns))
    for (a, b), value in depends.items():
        matrix[place[a], place[b]] = matrix[place[b], place[a]] = max(matrix[place[a], place[b]], value)
    return Facet(columns, roles, matrix)
