"""Responsibilities dealt out anew: who holds what is chance, how much each holds and is held is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from synergy.measures.chance.fixed_margins import randomised
from synergy.networks.incidence import Facet


def dealt_anew(facets: Sequence[Facet], draws: int, rng: np.random.Generator) -> Iterator[list[Facet]]:
    """Yield the facets with both margins of each kept and an actor's roles shuffled over what it now holds."""
    batches = [np.concatenate([*randomised(facet.roles > 0, draws=draws, rng=rng)]) for facet in facets]
    for draw in range(draws):
        yield [
            replace(facet, roles=_with_roles(batch[draw], facet.roles, rng))
            for facet, batch in zip(facets, batches, strict=True)
        ]


def _with_roles(held: np.ndarray, roles: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    dealt = np.zeros(roles.shape)
    for row, mine, weights in zip(dealt, held, roles, strict=True):
        row[mine] = rng.permutation(weights[weights > 0])
    return dealt
