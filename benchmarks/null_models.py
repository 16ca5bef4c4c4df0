"""Random matrices with both margins kept: all chains at once against one chain in a plain loop of trades.

    python benchmarks/null_models.py [--draws 20000] [--plain-draws 100]

Prints for three sizes the seconds of processor time of each, which a busy machine changes less than the clock's,
and their ratio. The plain loop makes fewer draws, and its seconds after the burn-in are multiplied up to as many.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from synergy.measures.chance.fixed_margins import fixed_margins_p


def main() -> None:
    """Time both ways on Davis' women and on two random tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--draws", type=int, default=20_000)
    asked.add_argument("--plain-draws", type=int, default=100)
    given = asked.parse_args()
    rng = np.random.default_rng(1)
    for incidence in (davis(), table(39, 58, rng), table(80, 60, rng)):
        start = time.process_time()
        fixed_margins_p(incidence, draws=given.draws, rng=rng)
        together = time.process_time() - start
        burn_in, thinned = plain(incidence, given.plain_draws, rng)
        alone = burn_in + thinned * given.draws / given.plain_draws
        size = "x".join(str(length) for length in incidence.shape)
        print(
            f"{size}: {given.draws:,} draws {together:.2f} s, "
            f"plain loop {alone:.1f} s (from {given.plain_draws:,} draws), ratio {alone / together:.0f}"
        )


def davis() -> np.ndarray:
    """Return the 18 women by 14 events of Davis, Gardner & Gardner (1941)."""
    graph = nx.davis_southern_women_graph()
    return nx.bipartite.biadjacency_matrix(graph, graph.graph["top"]).toarray().astype(bool)


def table(actors: int, programmes: int, rng: np.random.Generator) -> np.ndarray:
    """Return a random table, a quarter full, whose programmes' popularity is log-normal."""
    popularity = rng.lognormal(size=programmes)
    chance = np.minimum(0.95, popularity / popularity.mean() / 4)
    return rng.random((actors, programmes)) < chance


def plain(incidence: np.ndarray, draws: int, rng: np.random.Generator) -> tuple[float, float]:
    """Return the seconds of the burn-in and of the draws of one chain, a trade at a time."""
    matrix = incidence.copy()
    actors = len(matrix)
    observed = incidence.astype(np.float32) @ incidence.T.astype(np.float32)
    at_least = np.zeros(observed.shape, dtype=int)
    start = time.process_time()
    trades(matrix, 20 * actors, rng)
    burnt_in = time.process_time()
    for _ in range(draws):
        counts = matrix.astype(np.float32)
        at_least += counts @ counts.T >= observed
        trades(matrix, 5 * min(matrix.shape), rng)
    return burnt_in - start, time.process_time() - burnt_in


def trades(matrix: np.ndarray, number: int, rng: np.random.Generator) -> None:
    """Let two random actors share out anew what only one of them holds, so many times."""
    firsts = rng.integers(len(matrix), size=number)
    seconds = (firsts + rng.integers(1, len(matrix), size=number)) % len(matrix)
    for first, second in zip(firsts.tolist(), seconds.tolist(), strict=True):
        one, other = matrix[first], matrix[second]
        open_to_trade = (one != other).nonzero()[0]
        held = one[open_to_trade]
        rng.shuffle(held)
        one[open_to_trade] = held
        other[open_to_trade] = ~held


if __name__ == "__main__":
    main()
