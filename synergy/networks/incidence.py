"""Who is responsible for what: actor × programme, actor × function, cluster, target group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from scipy.sparse import csr_array, eye_array, triu

from synergy.dataset.records import Dataset, Status

Matrix: TypeAlias = Any  # numpy array or scipy.sparse.csr_array of floats
DENSE = 2**22  # cells up to which a matrix is a numpy array: small products are faster so, large ones do not fit


@dataclass(frozen=True, eq=False)
class Facet:
    """One kind of shared responsibility.

    ``columns`` (m) are programmes, functions, clusters or target groups; ``roles`` is (n, m), the
    weight of the strongest role an actor holds, in [0, 1]; ``depends`` is (m, m), symmetric, in [0, 1],
    with ones on the diagonal: declared dependencies between columns. Either is a numpy array in a small study and
    sparse in a large one; ``held`` and ``linked`` are the same two, always sparse.
    """

    columns: tuple[str, ...]
    roles: Matrix
    depends: Matrix

    @cached_property
    def held(self) -> Matrix:
        """(n, m) sparse: ``roles``, where a weight is above 0."""
        return _sparse(self.roles)

    @cached_property
    def linked(self) -> Matrix:
        """(m, m) sparse: ``depends``, where a weight is above 0."""
        return _sparse(self.depends)

    @cached_property
    def dependent_pairs(self) -> tuple[tuple[int, int], ...]:
        """Positions of the columns that depend on one another, each pair once."""
        rows, columns = triu(self.linked, 1).nonzero()
        return tuple(sorted(zip(rows.tolist(), columns.tolist(), strict=True)))


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


def build_cells(dataset: Dataset, order: tuple[str, ...]) -> Facet:
    """Return who holds which cell of responsibility: a cluster, a function and a target group, as far as said.

    Its columns are no names that a study uses. Only existing mandates count, as in ``build_facets``.
    """
    weight = {term.term: term.weight or 0.0 for term in dataset.terms("role").values()}
    duties = (
        (mandate.actor, "\0".join(parts), weight.get(mandate.role, 0.0))
        for mandate in dataset.mandates
        if mandate.status is Status.EXISTING
        and any(parts := [mandate.cluster or "", mandate.function or "", mandate.target_group or ""])
    )
    return _facet(order, duties, {})


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
    roles: dict[tuple[int, int], float] = {}
    for actor, column, weight in held:
        cell = row[actor], place[column]
        roles[cell] = max(roles.get(cell, 0.0), weight)
    linked: dict[tuple[int, int], float] = {}
    for (a, b), value in depends.items():
        if a != b:
            for cell in ((place[a], place[b]), (place[b], place[a])):
                linked[cell] = max(linked.get(cell, 0.0), value)
    m = len(columns)
    return Facet(columns, _fit(_matrix(roles, (len(order), m))), _fit(_matrix(linked, (m, m)) + eye_array(m)))


def _matrix(cells: Mapping[tuple[int, int], float], shape: tuple[int, int]) -> Matrix:
    rows, columns = [i for i, _ in cells], [k for _, k in cells]
    return csr_array((list(cells.values()), (rows, columns)), shape=shape, dtype=float)


def _fit(matrix: Matrix) -> Matrix:
    rows, columns = matrix.shape
    return matrix.toarray() if rows * columns <= DENSE else csr_array(matrix)


def _sparse(matrix: Matrix) -> Matrix:
    sparse = csr_array(matrix, copy=True)
    sparse.eliminate_zeros()
    return sparse
