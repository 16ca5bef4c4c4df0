"""Our own engines give what networkx gives, however the work is cut up; estimates are unbiased and say how far off."""

import subprocess
import sys
from itertools import combinations
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synergy.measures.actors import matrices, sampling, shortest_paths
from synergy.measures.actors.betweenness import betweenness, betweenness_band
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.harmonic_closeness import harmonic_closeness, harmonic_closeness_estimate
from synergy.measures.actors.matrices import arc_lengths, arcs, closed_paths
from synergy.measures.actors.shortest_paths import dependencies
from synergy.measures.whole.global_efficiency import global_efficiency, sampled_global_efficiency
from synergy.measures.whole.transitivity import transitivity
from synergy.settings import UNIT_LENGTH
from tests.conftest import ROOT


def some_graph(seed, *, directed=False, lengths=False, n=None):
    """A graph of chance with parts, isolates and self-loops."""
    chance = Random(seed)
    n = n or chance.randint(3, 24)
    graph = nx.gnp_random_graph(n, chance.choice([0.03, 0.1, 0.2, 0.5]), seed=seed, directed=directed)
    graph.add_edge(0, 0)
    graph.add_nodes_from(["alone", "apart"])
    for *_, tie in graph.edges(data=True):
        tie["weight"] = chance.choice([0.25, 0.5, 0.75, 1])
        if lengths and chance.random() < 0.9:  # the others count as 1
            tie["length"] = chance.choice([1, 2, 3, 4, 6, 12])
    return graph


def in_units(graph):
    """Lengths as a study has them, whole steps long."""
    for *_, tie in graph.edges(data=True):
        if "length" in tie:
            tie["length"] *= UNIT_LENGTH
    return graph


def reference(graph):
    weighted = bool(nx.get_edge_attributes(graph, "length"))
    return list(nx.betweenness_centrality(graph, weight="length" if weighted else None).values())


kinds = {"seed": st.integers(0, 10**6), "directed": st.booleans(), "lengths": st.booleans()}


@given(**kinds)
@settings(max_examples=40, deadline=None)
def test_betweenness_is_that_of_networkx(seed, directed, lengths):
    graph = some_graph(seed, directed=directed, lengths=lengths)
    assert betweenness(graph).tolist() == pytest.approx(reference(graph), abs=1e-12)


@pytest.mark.parametrize("lengths", [False, True])
@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("price", [1, 8, 10**9])  # arc by arc, now one and now the other, always a product of matrices
def test_neither_the_way_of_searching_nor_the_size_of_batches_matters(monkeypatch, price, directed, lengths):
    monkeypatch.setattr(matrices, "SMALL", 0)
    monkeypatch.setattr(shortest_paths, "ARC_BY_ARC", price)
    monkeypatch.setattr(shortest_paths, "SOURCES", 3)
    monkeypatch.setattr(shortest_paths, "PAIRS", 1)
    monkeypatch.setattr(shortest_paths, "CELLS", 200)
    for seed in range(4):
        graph = some_graph(seed, directed=directed, lengths=lengths, n=40)
        assert betweenness(graph).tolist() == pytest.approx(reference(graph), abs=1e-12)
        near = nx.harmonic_centrality(graph.reverse() if directed else graph)
        for *_, tie in graph.edges(data=True):
            tie.pop("length", None)
        assert (harmonic_closeness(graph) * (len(graph) - 1)).to_dict() == pytest.approx(near, abs=1e-12)


@given(seed=st.integers(0, 10**6), directed=st.booleans(), halfway=st.booleans())
@settings(max_examples=25, deadline=None)
def test_full_matrices_give_what_sparse_ones_do(seed, directed, halfway):
    graph = some_graph(seed, directed=directed)
    arcs_of, everybody = arc_lengths(graph), np.arange(len(graph))

    def found():
        [block] = dependencies(arcs_of, everybody, halfway=halfway)
        return [*block.ravel(), *closed_paths(*[arcs(graph)] * 3), transitivity(graph)]

    small = found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrices, "SMALL", 0)
        assert found() == pytest.approx(small, abs=1e-9, nan_ok=True)


def test_a_matrix_of_a_frozen_graph_is_made_once_and_of_another_each_time():
    graph = nx.path_graph(3)
    assert arc_lengths(graph) is not arc_lengths(graph)
    graph.edges[0, 1]["length"] = 7
    assert arc_lengths(graph)[0, 1] == 7
    frozen = nx.freeze(graph)
    assert arc_lengths(frozen) is arc_lengths(frozen)
    assert arc_lengths(frozen, UNIT_LENGTH)[1, 2] == UNIT_LENGTH


def test_betweenness_on_a_long_path():
    n = 300
    expected = [2 * i * (n - 1 - i) / ((n - 1) * (n - 2)) for i in range(n)]
    assert betweenness(nx.path_graph(n)).tolist() == pytest.approx(expected, abs=1e-12)


@given(seed=st.integers(0, 10**6), factor=st.integers(2, UNIT_LENGTH))
@settings(max_examples=15, deadline=None)
def test_lengths_in_another_unit_change_nothing(seed, factor):
    graph = some_graph(seed, lengths=True)
    longer = graph.copy()
    for *_, tie in longer.edges(data=True):
        tie["length"] = tie.get("length", 1) * factor
    assert betweenness(longer).tolist() == pytest.approx(betweenness(graph).tolist(), abs=1e-12)


@given(**kinds)
@settings(max_examples=15, deadline=None)
def test_networks_side_by_side_keep_their_own_paths(seed, directed, lengths):
    one, other = (some_graph(seed + i, directed=directed, lengths=lengths) for i in range(2))

    def paths(graph):
        return (betweenness(graph) * (len(graph) - 1) * (len(graph) - 2)).tolist()

    assert paths(nx.disjoint_union(one, other)) == pytest.approx(paths(one) + paths(other), abs=1e-9)


@pytest.mark.parametrize("length", [0, -1, float("nan")])
def test_a_length_that_is_not_above_zero_is_refused(length):
    graph = nx.path_graph(4)
    graph.edges[1, 2]["length"] = length
    with pytest.raises(ValueError, match="not above 0"):
        betweenness(graph)


def diamonds(count, lengths):
    """Side by side, so that the number of shortest paths doubles with each."""
    graph = nx.Graph()
    for i in range(count):
        for side in ("up", "down"):
            nx.add_path(graph, [i, (i, side), i + 1], **({"length": 2 if i else 3} if lengths else {}))
    return graph


@pytest.mark.parametrize("lengths", [False, True])
def test_paths_too_many_to_count_leave_the_value_blank(lengths):
    for count, defined in ((1000, True), (1030, False)):
        graph = diamonds(count, lengths)
        [column] = dependencies(arc_lengths(graph), np.array([list(graph).index(0)]))
        if defined:
            crossings = [column[list(graph).index(i), 0] for i in (1, 500, 999)]
            assert crossings == pytest.approx([3 * (count - i) for i in (1, 500, 999)])  # all beyond
        else:
            assert np.isnan(column).all()


@given(**kinds)
@settings(max_examples=25, deadline=None)
def test_halfway_from_both_ends_is_the_whole(seed, directed, lengths):
    matrix = arc_lengths(some_graph(seed, directed=directed, lengths=lengths))
    everybody = np.arange(matrix.shape[0])

    def total(arcs, halfway):
        return sum(block.sum(axis=1) for block in dependencies(arcs, everybody, halfway=halfway))

    both = total(matrix, True) + total(matrix.T.tocsr(), True)
    assert both.tolist() == pytest.approx(total(matrix, False).tolist(), abs=1e-9)


class Drawn:
    """Stands for ``random.Random``: the sample is given."""

    sample = ()

    def __init__(self, seed):
        self.seed = seed

    @classmethod
    def choose(cls, places):
        cls.sample = lambda self, population, k: list(places)


@pytest.mark.parametrize("measure", [betweenness, harmonic_closeness])
@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("pivots", [1, 2, 4])
def test_the_mean_estimate_over_all_draws_is_the_exact_value(monkeypatch, directed, pivots, measure):
    """Also over the draws an actor is in, and over those it is not in."""
    monkeypatch.setattr(sampling, "Random", Drawn)
    graph = in_units(some_graph(44, directed=directed, lengths=True, n=5))
    exact = measure(graph).to_numpy()
    estimates = {}
    for places in combinations(range(len(graph)), pivots):
        Drawn.choose(places)
        estimates[places] = measure(graph, pivots=pivots).to_numpy()
    assert exact.any()
    for actor, value in enumerate(exact):
        inside = [estimate[actor] for places, estimate in estimates.items() if actor in places]
        outside = [estimate[actor] for places, estimate in estimates.items() if actor not in places]
        assert np.mean(outside) == pytest.approx(value, abs=1e-12)
        if pivots > 1:
            assert np.mean(inside) == pytest.approx(value, abs=1e-12)
        else:
            assert np.isnan(inside).all()  # the only pivot says nothing of itself


def test_the_pivots_are_those_that_networkx_draws():
    graph = nx.relabel_nodes(nx.cycle_graph(9), str)
    for seed in range(5):
        blank = betweenness(graph, pivots=1, seed=seed).isna()
        assert blank[blank].index.tolist() == Random(seed).sample(list(graph), 1)


def test_as_many_pivots_as_actors_are_no_estimate():
    graph = some_graph(5, directed=True)
    low, high = betweenness_band(graph, pivots=len(graph))
    assert betweenness(graph, pivots=len(graph) + 1).equals(betweenness(graph))
    assert low.tolist() == high.tolist() == betweenness(graph).tolist()


@pytest.mark.parametrize("measure", [betweenness, harmonic_closeness, sampled_global_efficiency])
def test_no_pivots_are_refused(measure):
    with pytest.raises(ValueError, match="at least one pivot"):
        measure(nx.path_graph(4), pivots=0)


@pytest.mark.parametrize("lengths", [False, True])
@pytest.mark.parametrize("directed", [False, True])
def test_closeness_and_efficiency_from_all_actors_are_exact(directed, lengths):
    graph = in_units(some_graph(6, directed=directed, lengths=lengths))
    estimate = harmonic_closeness_estimate(graph, pivots=len(graph))
    for column in estimate:
        assert estimate[column].to_numpy() == pytest.approx(harmonic_closeness(graph).to_numpy(), abs=1e-12)
    found = sampled_global_efficiency(graph, pivots=len(graph))
    assert [found.value, found.low, found.high] == pytest.approx([global_efficiency(graph)] * 3, abs=1e-12)


def test_the_mean_estimate_of_global_efficiency_over_all_draws_is_the_exact_value(monkeypatch):
    monkeypatch.setattr(sampling, "Random", Drawn)
    graph, found = in_units(some_graph(44, directed=True, lengths=True, n=5)), []
    for places in combinations(range(len(graph)), 2):
        Drawn.choose(places)
        found.append(sampled_global_efficiency(graph, pivots=2).value)
    assert np.mean(found) == pytest.approx(global_efficiency(graph), abs=1e-12)


@pytest.mark.parametrize(
    "graph",
    [nx.powerlaw_cluster_graph(300, 4, 0.3, seed=7), nx.connected_watts_strogatz_graph(300, 6, 0.1, seed=1)],
    ids=["hubs", "small world"],
)
def test_the_bands_of_closeness_and_efficiency_cover_the_exact_values(graph):
    exact, whole = harmonic_closeness(graph), global_efficiency(graph)
    covered, efficient = [], []
    for seed in range(25):
        found = harmonic_closeness_estimate(graph, pivots=40, seed=seed)
        covered.append(found["harmonic_closeness_low"].le(exact) & exact.le(found["harmonic_closeness_high"]))
        estimate = sampled_global_efficiency(graph, pivots=40, seed=seed)
        efficient.append(estimate.low <= whole <= estimate.high)
    assert np.mean(covered) > 0.92
    assert np.mean(efficient) > 0.85


@pytest.mark.parametrize("n", [0, 1])
def test_closeness_of_nobody_to_nobody_is_undefined(n):
    assert harmonic_closeness(nx.empty_graph(n), pivots=2).isna().all()
    assert np.isnan(sampled_global_efficiency(nx.empty_graph(n), pivots=2).value)


@pytest.mark.parametrize(
    "graph",
    [
        nx.powerlaw_cluster_graph(300, 4, 0.3, seed=7),
        nx.gnp_random_graph(300, 0.02, seed=1, directed=True),
        nx.connected_watts_strogatz_graph(300, 6, 0.1, seed=1),
    ],
    ids=["hubs", "directed", "small world"],
)
def test_the_band_covers_the_exact_value_as_often_as_it_says(graph):
    exact = betweenness(graph)
    foremost = exact.nlargest(30).index
    covered = []
    for seed in range(25):
        low, high = betweenness_band(graph, pivots=40, seed=seed)
        estimate = betweenness(graph, pivots=40, seed=seed)
        assert ((low <= estimate) & (estimate <= high)).all()
        covered.append((low <= exact) & (exact <= high))
    assert np.mean(covered) > 0.92
    assert np.mean([inside[foremost] for inside in covered]) > 0.9


def test_the_band_narrows_with_more_pivots():
    graph = nx.powerlaw_cluster_graph(300, 4, 0.3, seed=7)
    widths = [np.subtract(*reversed(betweenness_band(graph, pivots=k))).mean() for k in (20, 80, 299)]
    assert widths[0] > 1.5 * widths[1] > 1.5 * widths[2] > 0


@pytest.mark.parametrize("n", [0, 1, 2])
def test_the_band_is_undefined_without_a_pair_of_others(n):
    assert all(bound.isna().all() for bound in betweenness_band(nx.empty_graph(n), pivots=2))


def test_the_band_of_a_network_without_ties_is_zero():
    low, high = betweenness_band(nx.empty_graph(5), pivots=3)
    assert not low.any()
    assert not high.any()


@given(seed=st.integers(0, 10**6), directed=st.booleans())
@settings(max_examples=25, deadline=None)
def test_constraint_is_that_of_networkx(seed, directed):
    graph = some_graph(seed, directed=directed)
    bare = graph.copy()
    bare.remove_edges_from(list(nx.selfloop_edges(bare)))
    expected = nx.constraint(bare, weight="weight") if bare.number_of_edges() else dict.fromkeys(bare, np.nan)
    assert constraint(graph).to_dict() == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("directed", [False, True])
def test_working_on_a_few_rows_at_once_changes_nothing(monkeypatch, directed):
    graph = some_graph(3, directed=directed, n=40)
    simple = arcs(graph)

    def everything():
        return [*constraint(graph), *effective_size(graph), *closed_paths(simple, simple, simple)]

    at_once = everything()
    monkeypatch.setattr(matrices, "ROWS", 7)
    assert everything() == pytest.approx(at_once, abs=1e-12, nan_ok=True)


@given(seed=st.integers(0, 10**6), directed=st.booleans())
@settings(max_examples=25, deadline=None)
def test_closeness_is_that_of_networkx(seed, directed):
    """Which goes along incoming ties."""
    graph = some_graph(seed, directed=directed, lengths=True)
    for *_, tie in graph.edges(data=True):
        tie["length"] = UNIT_LENGTH * tie.get("length", 1)
    expected = nx.harmonic_centrality(graph.reverse() if directed else graph, distance="length")
    ours = harmonic_closeness(graph) * (len(graph) - 1) / UNIT_LENGTH
    assert ours.to_dict() == pytest.approx(expected, rel=1e-12)


def test_the_benchmark_of_the_engines_prints_its_ratios():
    command = [sys.executable, str(ROOT / "benchmarks" / "engines.py"), "--scale", "0.01"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.count("times as fast") == 5
