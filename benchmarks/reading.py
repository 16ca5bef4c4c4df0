"""How long reading and checking takes, held against a plain ``pandas.read_csv`` of the same file.

    python benchmarks/reading.py [--ties 100000] [--actors 10000] [--runs 5]

Prints the median of several runs in one process: seconds, the ratio, and the largest amount of memory held.
"""

from __future__ import annotations

import argparse
import csv
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from synergy.dataset.build import build_dataset
from synergy.tables import read_folder

COLUMNS = ("from", "to", "type", "status", "strength", "source", "locator", "confidence", "note")
SECTORS = ("city_agency", "community", "ngo", "business", "media")
KINDS = ("Dinas", "Badan", "Yayasan", "Forum", "Puskesmas", "Kelurahan", "Sekolah", "Lembaga")


def main() -> None:
    """Make a study, read it several times, and print what that took."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--ties", type=int, default=100_000)
    asked.add_argument("--actors", type=int, default=10_000)
    asked.add_argument("--runs", type=int, default=5)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_study(folder, given.ties, given.actors)
        ours = timed(lambda: build_dataset(read_folder(folder)), given.runs)
        plain = timed(plain_reading(folder), given.runs)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{given.ties} ties, {given.actors} actors, median of {given.runs} runs")
    print(f"synergy, every check on   {ours:8.2f} s")
    print(f"pandas.read_csv of ties   {plain:8.3f} s")
    print(f"ratio                     {ours / plain:8.1f}")
    print(f"most memory held          {held:8.0f} MB")


def plain_reading(folder: Path) -> Callable[[], object]:
    """Return a plain reading of the ties, types guessed and nothing checked."""
    import pandas as pd

    return lambda: pd.read_csv(folder / "ties.csv")


def timed(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds of a piece of work, done once before the clock starts."""
    taken = []
    for _ in range(runs + 1):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def write_study(folder: Path, ties: int, actors: int) -> None:
    """Write a study of chance: names made of syllables, and in every row a note unlike all others."""
    chance = Random(2020)
    ids = [f"A{i:05d}" for i in range(actors)]
    with (folder / "stakeholders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "name", "sector"))
        writer.writerows(
            (i, f"{chance.choice(KINDS)} {_word(chance)} {_word(chance)}", chance.choice(SECTORS)) for i in ids
        )
    with (folder / "ties.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number in range(ties):
            status = "needed" if chance.random() < 0.1 else "existing"
            strength, kind = chance.choice(("0.5", "1", "0.25")), chance.choice(("meeting", "referral"))
            place, sure = f"p. {chance.randrange(900)}", chance.choice(("high", "medium"))
            ends = chance.sample(ids, 2)
            writer.writerow((*ends, kind, status, strength, f"S{number % 20}", place, sure, f"note no. {number}"))


def _word(chance: Random) -> str:
    return "".join(chance.choice("bdgklmnprst") + chance.choice("aeiou") for _ in range(3)).capitalize()


if __name__ == "__main__":
    main()
