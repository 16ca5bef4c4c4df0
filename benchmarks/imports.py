"""What a whole analysis of the bundled case takes, held against the imports that it needs.

    python benchmarks/imports.py [--runs 5] [--only tables findings] [--study data]

Runs ``synergy analyse`` in a process of its own, and then a process that only imports every module that the analysis
had loaded when it ended. Prints the median seconds of both, on the clock and of the processor, and their ratios.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ANALYSE = """
import sys
from pathlib import Path
from synergy.cli import main
try:
    main(sys.argv[2:])
except SystemExit as end:
    if end.code:
        raise
Path(sys.argv[1]).write_text("\\n".join(sys.modules), encoding="utf-8")
"""
IMPORT = """
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
for name in Path(sys.argv[1]).read_text(encoding="utf-8").split():
    with suppress(Exception):  # some modules exist only inside another
        import_module(name)
"""


def main() -> None:
    """Time both, by turns, and print the medians and their ratios."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--only", nargs="+", default=[], help="outputs to write; all by default")
    asked.add_argument("--study", type=Path, default=ROOT / "data")
    given = asked.parse_args()
    whole, imports = [], []
    with tempfile.TemporaryDirectory() as name:
        modules = Path(name) / "modules"
        for run in range(given.runs):
            only = ["--only", ",".join(given.only)] if given.only else []
            arguments = ["analyse", str(given.study), "-o", str(Path(name) / f"out{run}"), "--quiet", *only]
            whole.append(timed([ANALYSE, str(modules), *arguments]))
            imports.append(timed([IMPORT, str(modules)]))
        loaded = len(modules.read_text(encoding="utf-8").split())
    print(f"median of {given.runs} runs         on the clock   of the processor")
    for label, taken in (("whole analysis", whole), (f"import of {loaded:,} modules", imports)):
        print(f"{label:26} {middle(taken, 0):9.2f} s {middle(taken, 1):16.2f} s")
    ratios = (middle(whole, side) / middle(imports, side) for side in (0, 1))
    print("ratio                      {:9.1f}   {:16.1f}".format(*ratios))


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Return the seconds that a fresh process takes, on the clock and of the processor."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-c", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - start, used


def middle(taken: Sequence[tuple[float, float]], side: int) -> float:
    """Return the median seconds of one side."""
    return statistics.median(pair[side] for pair in taken)


if __name__ == "__main__":
    main()
