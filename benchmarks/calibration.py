"""How often each null model of overlaps cries wolf, and how often it finds a planted overlap.

    python benchmarks/calibration.py [--replicates 10] [--sizes 20x10 40x20 40x60] [--draws 10000] [--spread 1.0]

Actors choose programmes by a log-normal popularity (the spread is the standard deviation of its logarithm); one
actor in ten copies 80 % of a partner's portfolio and chooses the rest. Prints a row for each null model and size:
the share of the other pairs with p < .05 (type I) and of the planted pairs with p < .05 (power), and at a false
discovery rate of .10 after Benjamini and Hochberg the share of the planted pairs found and, among the pairs found
in a replicate, the mean share that was not planted.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from synergy.measures.chance.bipartite_configuration import stochastic_margins_p
from synergy.measures.chance.conditional_bernoulli import conditional_bernoulli_p
from synergy.measures.chance.correction import benjamini_hochberg
from synergy.measures.chance.fixed_margins import fixed_margins_p
from synergy.measures.chance.fixed_rows import fixed_rows_p

COPIED = 0.8


def main() -> None:
    """Simulate, test under each null model, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--replicates", type=int, default=10)
    asked.add_argument("--sizes", nargs="+", default=["20x10", "40x20", "40x60"])
    asked.add_argument("--draws", type=int, default=10_000)
    asked.add_argument("--spread", type=float, default=1.0)
    given = asked.parse_args()
    start = time.perf_counter()
    print("| null | size | type I | power | BH .10 power | BH .10 FDR |")
    print("|---|---|---:|---:|---:|---:|")
    for size in given.sizes:
        actors, programmes = (int(length) for length in size.split("x"))
        rng, chains = np.random.default_rng([actors, programmes]).spawn(2)
        rates: dict[str, list[tuple[float, ...]]] = {}
        for _ in range(given.replicates):
            incidence, planted = simulated(actors, programmes, given.spread, rng)
            for name, p in tested(incidence, given.draws, chains).items():
                rates.setdefault(name, []).append(judged(p, planted))
        for name, rows in rates.items():
            means = " | ".join(f"{mean:.3f}" for mean in np.mean(rows, axis=0))
            print(f"| {name} | {size} | {means} |")
    seconds = time.perf_counter() - start
    print(f"\nSpread {given.spread}, {given.replicates} replicates, {given.draws:,} draws, {seconds:.0f} s")


def simulated(actors: int, programmes: int, spread: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return a table (actors, programmes), and which pairs (actors, actors) were planted, above the diagonal."""
    popularity = rng.lognormal(sigma=spread, size=programmes)
    sizes = np.clip(np.rint(rng.lognormal(np.log(0.3 * programmes), 0.4, actors)).astype(int), 2, programmes - 1)
    incidence = np.zeros((actors, programmes), dtype=bool)
    for row, size in zip(incidence, sizes, strict=True):
        choose(row, size, popularity, rng)
    planted = np.zeros((actors, actors), dtype=bool)
    chosen = rng.permutation(actors)[: 2 * max(1, actors // 10)]
    for copier, partner in chosen.reshape(-1, 2):
        portfolio = np.flatnonzero(incidence[partner])
        incidence[copier] = False
        incidence[copier, rng.choice(portfolio, round(COPIED * len(portfolio)), replace=False)] = True
        choose(incidence[copier], len(portfolio), popularity, rng)
        planted[min(copier, partner), max(copier, partner)] = True
    return incidence, planted


def choose(row: np.ndarray, size: int, popularity: np.ndarray, rng: np.random.Generator) -> None:
    """Fill a portfolio up to its size with programmes that it does not hold yet, by their popularity."""
    open_to_choice = np.flatnonzero(~row)
    chances = popularity[open_to_choice] / popularity[open_to_choice].sum()
    row[rng.choice(open_to_choice, size - row.sum(), replace=False, p=chances)] = True


def tested(incidence: np.ndarray, draws: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Return the p-values of all pairs under each null model."""
    return {
        "FRM": fixed_rows_p(incidence),
        "SDSM": stochastic_margins_p(incidence),
        "CB-DSM": conditional_bernoulli_p(incidence),
        "FDSM": fixed_margins_p(incidence, draws=draws, rng=rng),
    }


def judged(p: np.ndarray, planted: np.ndarray) -> tuple[float, float, float, float]:
    """Return type I error, power, and power and false discovery rate after correction."""
    pairs = np.triu_indices(len(p), k=1)
    real, raw, found = planted[pairs], p[pairs] < 0.05, benjamini_hochberg(p)[pairs] < 0.10
    return raw[~real].mean(), raw[real].mean(), found[real].mean(), (found & ~real).sum() / max(1, found.sum())


if __name__ == "__main__":
    main()
