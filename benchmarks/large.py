"""What a large study takes from end to end: seconds and memory of each stage.

    python benchmarks/large.py                                               # 10,000 actors, 50,000 ties, every output
    python benchmarks/large.py --actors 100000 --ties 1000000 --only tables findings

Prints the seconds of each stage with the most memory held until its end, and all of them as a ratio to the bundled
case, analysed in the same session.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.reading import write_study
from synergy.dataset.build import build_dataset
from synergy.findings import find
from synergy.measures import measure
from synergy.networks import build_network
from synergy.outputs import WRITERS, Delivery
from synergy.settings import DEFAULTS
from synergy.tables import read_folder

ROOT = Path(__file__).resolve().parents[1]
T = TypeVar("T")
CLUSTERS = ("K", "1", "2", "3", "4", "5")
FUNCTIONS = ("plan", "regulate", "fund", "deliver", "coordinate", "refer", "educate", "data", "monitor", "participate")
GROUPS = ("under_five", "school_age", "adolescents", "out_of_school", "abh", "disability", "families", "women")
IN_PROGRAMME = 8  # actors that take part in one programme, on average
WITH_DUTY = 10  # one actor in so many has duties of its own
ROLES = ("lead", "implement", "support", "consulted")


def main() -> None:
    """Make a study, take it through every stage, and print what each took."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--actors", type=int, default=10_000)
    asked.add_argument("--ties", type=int, default=50_000)
    asked.add_argument("--only", nargs="+", choices=WRITERS, default=list(WRITERS), help="outputs to write")
    asked.add_argument("--profile", action="store_true", help="print where the time of each stage goes")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        study, out = Path(name) / "study", Path(name) / "out"
        study.mkdir()
        out.mkdir()
        write_study(study, given.ties, given.actors)
        write_duties(study, given.actors)
        case = analysed(ROOT / "data", Path(name) / "case")
        large = staged(study, out, given.only, given.profile)
    print(f"bundled case: {case:.1f} s")
    print(
        f"{given.actors:,} actors, {given.ties:,} ties: {large:.1f} s, {large / case:.0f} times the case, {held():,} MB"
    )


def staged(study: Path, out: Path, outputs: Sequence[str], profiled: bool) -> float:
    """Take a study from its tables to the outputs, print what each stage took, and return the seconds of all."""
    clock = Clock(profiled)
    dataset = clock.stage("read and check", lambda: build_dataset(read_folder(study)))
    network = clock.stage("network", lambda: build_network(dataset))
    measured = clock.stage("measures", lambda: measure(network, DEFAULTS))
    analysis = clock.stage("findings", lambda: find(measured, DEFAULTS))
    print(f"  {measured.pairs['need'].nnz // 2:,} pairs with a need, {len(analysis.findings):,} findings")
    delivery = Delivery(analysis, out, ("id", "en"))
    for name in outputs:
        clock.stage(name, lambda name=name: WRITERS[name](delivery))
    return clock.seconds


class Clock:
    """Runs stages one after the other and prints what each took."""

    def __init__(self, profiled: bool) -> None:
        self.seconds, self.profiled = 0.0, profiled

    def stage(self, name: str, work: Callable[[], T]) -> T:
        """Run one stage and return what it gives."""
        start = time.perf_counter()
        result = profile(work) if self.profiled else work()
        taken = time.perf_counter() - start
        self.seconds += taken
        print(f"  {name:16} {taken:8.1f} s   {held():7,} MB", flush=True)
        return result


def profile(work: Callable[[], T]) -> T:
    """Run a stage, print the functions that took most of its time, and return what it gives."""
    import cProfile
    import pstats

    profiler = cProfile.Profile()
    result = profiler.runcall(work)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(40)
    return result


def held() -> int:
    """Return the most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024**2)


def analysed(study: Path, out: Path) -> float:
    """Return the seconds that ``synergy analyse`` takes in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "cli.py", "analyse", study, "-o", out, "--quiet"], cwd=ROOT, check=True)
    return time.perf_counter() - start


def write_duties(folder: Path, actors: int) -> None:
    """Write programmes with their partners, and duties: what needs for coordination are computed from."""
    chance = Random(2021)
    ids = [f"A{i:05d}" for i in range(actors)]
    with_duty = chance.sample(ids, max(1, actors // WITH_DUTY))
    programmes = [f"P{i:05d}" for i in range(max(1, actors // IN_PROGRAMME))]
    _write(
        folder / "programmes.csv",
        ("id", "name", "cluster"),
        ((p, f"Programme {p}", chance.choice(CLUSTERS)) for p in programmes),
    )
    _write(
        folder / "participation.csv",
        ("actor", "programme", "role", "source"),
        ((actor, chance.choice(programmes), chance.choice(ROLES), f"S{chance.randrange(20)}") for actor in ids),
    )
    _write(
        folder / "mandates.csv",
        ("actor", "cluster", "function", "target_group", "role", "source"),
        ((actor, *_cell(chance), chance.choice(ROLES), f"S{chance.randrange(20)}") for actor in with_duty),
    )


def _cell(chance: Random) -> tuple[str, str, str]:
    return chance.choice(CLUSTERS), chance.choice(FUNCTIONS), chance.choice(GROUPS)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
