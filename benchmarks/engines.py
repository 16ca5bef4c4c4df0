"""What our engines for measures of actors take, held against networkx and, where it is installed, rustworkx.

    python benchmarks/engines.py [--parts betweenness weighted constraint] [--scale 1]
    python benchmarks/engines.py --parts large                  # 100,000 actors, 1,000,000 ties: one minute
    python benchmarks/engines.py --parts communities            # the same, and communities of it: some minutes

Prints seconds, the ratio to networkx of the same run, and the largest difference of a value. rustworkx is no
dependency; ``pip install rustworkx`` adds its column. ``--scale`` makes every network smaller or larger.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import networkx as nx

from synergy.measures.actors.betweenness import betweenness, betweenness_band
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.matrices import arc_lengths
from synergy.settings import GRID, UNIT_LENGTH

SEED = 7
EXACT = 2_000  # actors up to which networkx is run in full
SOURCES = 200  # from which its time beyond is extrapolated
PIVOTS = 256


def main() -> None:
    """Run the parts asked for and print what each took."""
    parts: Mapping[str, Callable[[float], None]] = {
        "betweenness": unweighted,
        "weighted": weighted,
        "constraint": constraints,
        "large": large,
        "communities": partial(large, communities=True),
    }
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--parts", nargs="+", choices=parts, default=["betweenness", "weighted", "constraint"])
    asked.add_argument("--scale", type=float, default=1)
    given = asked.parse_args()
    for part in given.parts:
        parts[part](given.scale)


def network(actors: float, each: int = 5) -> nx.Graph:
    """Return a network with hubs and triangles, about ``each`` ties an actor."""
    return nx.powerlaw_cluster_graph(max(round(actors), 2 * each), each, 0.3, seed=SEED)


def unweighted(scale: float) -> None:
    """Exact betweenness where all ties are one step."""
    for actors in (200, 2_000, 10_000):
        graph = network(actors * scale)
        ours, value = timed(partial(betweenness, graph))
        if len(graph) <= EXACT:
            plain, reference = timed(partial(nx.betweenness_centrality, graph))
            note = f"largest difference {apart(value, reference):.0e}"
        else:
            plain, _ = timed(partial(nx.betweenness_centrality, graph, k=SOURCES, seed=SEED))
            plain *= len(graph) / SOURCES
            note = f"networkx extrapolated from {SOURCES} sources"
        told("betweenness", graph, ours, plain, f"{note}{of_rustworkx(graph)}")


def of_rustworkx(graph: nx.Graph) -> str:
    """Return its seconds for the same, on all processors, or nothing where it is not installed."""
    try:
        rustworkx: Any = importlib.import_module("rustworkx")
    except ImportError:
        return ""
    converted = rustworkx.networkx_converter(graph)
    taken, _ = timed(lambda: rustworkx.graph_betweenness_centrality(converted))
    return f"; rustworkx {taken:.2f} s"


def weighted(scale: float) -> None:
    """Exact betweenness where ties have strengths."""
    graph = network(EXACT * scale)
    chance = Random(SEED)
    for *_, tie in graph.edges(data=True):
        tie["length"] = UNIT_LENGTH * GRID // chance.choice([5, 10, 15, 20])
    ours, value = timed(lambda: betweenness(graph))
    plain, reference = timed(lambda: nx.betweenness_centrality(graph, weight="length"))
    told("betweenness, strengths", graph, ours, plain, f"largest difference {apart(value, reference):.0e}")


def constraints(scale: float) -> None:
    """Burt's constraint of all actors."""
    graph = network(10_000 * scale)
    ours, value = timed(lambda: constraint(graph))
    plain, reference = timed(lambda: nx.constraint(graph))
    told("constraint", graph, ours, plain, f"largest difference {apart(value, reference):.0e}")


def large(scale: float, communities: bool = False) -> None:
    """What remains possible in a network far too large for exact measures; networkx has no share in this."""
    ties = list(network(100_000 * scale, 10).edges)
    Random(SEED).shuffle(ties)
    taken, graph = timed(lambda: nx.Graph(ties))
    print(f"large: {len(graph):,} actors, {len(ties):,} ties")
    print(f"  graph                      {taken:7.1f} s")
    steps: dict[str, Callable[[], object]] = {
        "matrix": lambda: arc_lengths(graph),
        "components": lambda: nx.number_connected_components(graph),
        "constraint": lambda: constraint(graph),
        "effective size": lambda: effective_size(graph),
        f"betweenness, {PIVOTS} pivots": lambda: betweenness(graph, pivots=PIVOTS, seed=SEED),
        "its band": lambda: betweenness_band(graph, pivots=PIVOTS, seed=SEED),
    }
    if communities:
        steps["communities (Louvain)"] = lambda: nx.community.louvain_communities(graph, seed=SEED)
    for name, step in steps.items():
        taken, _ = timed(step)
        print(f"  {name:26} {taken:7.1f} s   most memory held so far {held():,.0f} MB", flush=True)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds and result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def apart(ours: Mapping[object, float], reference: Mapping[object, float]) -> float:
    """Return the largest difference between two values of one actor."""
    return max(abs(ours[actor] - reference[actor]) for actor in reference)


def told(name: str, graph: nx.Graph, ours: float, plain: float, note: str) -> None:
    """Print a line of results."""
    size = f"{len(graph):,} actors, {graph.number_of_edges():,} ties"
    print(f"{name}, {size}: {ours:.3f} s, networkx {plain:.2f} s, {plain / ours:.0f} times as fast; {note}", flush=True)


def held() -> float:
    """Return the most memory the process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


if __name__ == "__main__":
    main()
