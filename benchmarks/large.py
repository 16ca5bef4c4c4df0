"""What a large study takes from end to end, every output written: seconds and memory of the whole process.

    python benchmarks/large.py [--actors 10000] [--ties 50000]

Prints the seconds of the run, their ratio to the bundled case in the same session, and the most memory held.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reading import write_study

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Make a study, analyse it and the bundled case in fresh processes, and print what that took."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--actors", type=int, default=10_000)
    asked.add_argument("--ties", type=int, default=50_000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        study = Path(name) / "study"
        study.mkdir()
        write_study(study, given.ties, given.actors)
        case = analysed(ROOT / "data", Path(name) / "case")
        large = analysed(study, Path(name) / "large")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"bundled case: {case:.1f} s")
    print(
        f"{given.actors:,} actors, {given.ties:,} ties: {large:.1f} s, {large / case:.0f} times the case, {memory:,} MB"
    )


def analysed(study: Path, out: Path) -> float:
    """Return the seconds that ``synergy analyse`` takes in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "cli.py", "analyse", study, "-o", out, "--quiet"], cwd=ROOT, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
