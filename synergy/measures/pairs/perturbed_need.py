"""The need of a small study over again, with fewer actors or other weights: what uncertainty is told from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synergy.networks.incidence import Facet
from synergy.networks.territory import Compatible

Array = NDArray[np.float64]
Specificity = Callable[[NDArray[np.intp]], Array]


def by_logarithm(held: NDArray[np.intp]) -> Array:
    """Return the weights of ``need.specificity``: 1/log2 of the actors that hold a column, 1 for two or fewer.

    Examples
    --------
    >>> by_logarithm(np.array([1, 4])).tolist()
    [1.0, 0.5]
    """
    return np.asarray(1 / np.log2(np.maximum(held, 2)), dtype=float)


@dataclass(frozen=True, eq=False)
class Responsibilities:
    """Roles (n, m) and dependencies (m, m) of each facet, and which pairs can need each other (n, n), all dense."""

    facets: tuple[tuple[Array, Array], ...]
    meets: NDArray[np.bool_]

    def need(
        self,
        *,
        keep: NDArray[np.intp] | None = None,
        shares: Sequence[float] | None = None,
        specificity: Specificity = by_logarithm,
        role: Callable[[Array], Array] = lambda weights: weights,
    ) -> Array:
        """Compute the need of ``need.need`` under other conditions.

        Parameters
        ----------
        keep : positions of the actors to keep; all where None. The rest need nothing and share nothing.
        shares : weight of each facet, adding up to 1; equal where None. Facets that nobody shares drop out and
            the weights of the others are scaled to 1.
        specificity : weight of a column from the number of actors that hold it.
        role : changes the weights of the roles.

        Returns
        -------
        (n, n) symmetric, >= 0; diagonal and actors left out 0.
        """
        n = self.meets.shape[0]
        kept = np.arange(n) if keep is None else keep
        given = np.ones(len(self.facets)) if shares is None else np.asarray(shares, dtype=float)
        total, weight = np.zeros((kept.size, kept.size)), 0.0
        for (roles, depends), share in zip(self.facets, given, strict=True):
            points = _points(role(roles[kept]), depends, specificity)
            positive = points[points > 0]
            if positive.size:
                total += share * points / positive.mean()
                weight += share
        full = np.zeros((n, n))
        full[np.ix_(kept, kept)] = total / weight if weight else 0.0
        return np.where(self.meets, full, 0.0)


def responsibilities(facets: Sequence[Facet], compatible: Compatible) -> Responsibilities:
    """Return the facets of a study as dense arrays; fit for some hundred actors.

    Examples
    --------
    >>> one = Facet(("p",), np.array([[1.0], [0.8]]), np.eye(1))
    >>> responsibilities([one], lambda rows, columns: rows >= 0).need().round(2).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    n = facets[0].roles.shape[0] if facets else 0
    rows, columns = np.triu_indices(n, 1)
    meets = np.zeros((n, n), dtype=np.bool_)
    meets[rows, columns] = compatible(rows, columns)
    dense = tuple((facet.held.toarray(), facet.linked.toarray()) for facet in facets)
    return Responsibilities(dense, meets | meets.T)


def _points(roles: Array, depends: Array, specificity: Specificity) -> Array:
    weighted = roles * np.sqrt(specificity((roles > 0).sum(axis=0)))
    points = weighted @ depends @ weighted.T
    np.fill_diagonal(points, 0.0)
    return np.asarray((points + points.T) / 2)
