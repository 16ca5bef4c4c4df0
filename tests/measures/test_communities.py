"""Communities: Louvain runs, their consensus and what is known of both."""

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synergy.measures.whole.communities import communities, modularity_p
from synergy.measures.whole.louvain import louvain
from synergy.measures.whole.rewiring import rewired
from tests.measures.conftest import published

quick = settings(max_examples=15, deadline=None)


def rng(seed=1):
    return np.random.default_rng(seed)


def cliques(*sizes):
    """Cliques in a row, each tied to the next by one tie."""
    graph = nx.disjoint_union_all([nx.complete_graph(size) for size in sizes])
    first = np.cumsum((0, *sizes))
    graph.add_edges_from((int(first[k]), int(first[k + 1])) for k in range(len(sizes) - 1))
    return graph


def groups(found):
    return {frozenset(a for a in found.members if found.members[a] == number) for number in found.members.values()}


@st.composite
def networks(draw):
    n = draw(st.integers(0, 9))
    graph = nx.empty_graph(n)
    pairs = list(combinations(range(n), 2))
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ():
        graph.add_edge(a, b, weight=draw(st.sampled_from((0.25, 0.5, 1.0))))
    return graph


@pytest.fixture(scope="module")
def karate():
    return nx.Graph(nx.karate_club_graph().edges)


@pytest.fixture(scope="module")
def karate_communities(karate):
    return communities(karate, rng=rng())


def test_karate_best_modularity_of_a_hundred_runs(karate_communities):
    best = published("karate_club")["best_modularity"]
    assert karate_communities.best_modularity >= 0.4197
    assert karate_communities.best_modularity <= best + 1e-9


def test_karate_consensus_is_near_the_best_and_its_modularity_that_of_networkx(karate, karate_communities):
    found = karate_communities
    assert found.modularity == pytest.approx(nx.community.modularity(karate, groups(found), weight=None), abs=1e-12)
    assert found.modularity > 0.41
    assert set(found.members.values()) == {1, 2, 3, 4}
    assert found.members[0] != found.members[33]


def test_karate_runs_differ_and_say_of_whom(karate_communities):
    """One run is not a result: member 9 stands between two communities, 33 never leaves its own."""
    found = karate_communities
    assert 0.5 < found.agreement < 1
    assert found.stability[9] < 0.8
    assert found.stability[33] > 0.95
    assert found.stability.between(0, 1).all()


def test_communities_are_numbered_by_size_then_by_first_actor():
    found = communities(cliques(4, 6, 4), runs=10, rng=rng())
    assert [found.members[actor] for actor in (0, 4, 10)] == [2, 1, 3]
    assert list(found.members) == list(range(14))
    assert found.agreement == 1
    assert (found.stability == 1).all()
    assert found.modularity == pytest.approx(found.best_modularity, abs=1e-12)


def test_stability_and_agreement_by_their_definitions(monkeypatch):
    """Three runs of five actors, given: the adjusted Rand index from pairs of actors, the shares by hand."""
    runs = [[{0, 1}, {2, 3, 4}], [{0, 1}, {2, 3}, {4}], [{0, 1, 2}, {3, 4}]]
    script(monkeypatch, *runs, *[[{0, 1}, {2, 3, 4}]] * 3)
    found = communities(nx.cycle_graph(5), runs=3, rng=rng())
    assert found.members == {0: 2, 1: 2, 2: 1, 3: 1, 4: 1}
    assert found.stability.tolist() == pytest.approx([1, 1, (2 + 1) / 6, (2 + 2) / 6, (1 + 2) / 6])
    expected = np.mean([adjusted_rand(one, two) for one, two in combinations(runs, 2)])
    assert found.agreement == pytest.approx(expected, abs=1e-12)


def script(monkeypatch, *runs):
    """Let Louvain return the given communities one after the other; return the networks it is asked to divide."""
    left, asked = iter(runs), []

    def given_next(weights, rng):
        asked.append(nx.from_numpy_array(weights))
        return np.array(
            [next(i for i, group in enumerate(run) if actor in group) for run in (next(left),) for actor in range(5)]
        )

    monkeypatch.setattr("synergy.measures.whole.communities.louvain", given_next)
    return asked


def test_consensus_divides_what_at_least_half_of_the_runs_keep_together(monkeypatch):
    runs = [[{0, 1}, {2, 3, 4}], [{0, 1}, {2, 3}, {4}], [{0, 1, 2}, {3, 4}]]
    asked = script(monkeypatch, *runs, *[[{0, 1}, {2, 3, 4}]] * 3)
    communities(nx.cycle_graph(5), runs=3, rng=rng())
    assert len(asked) == 6
    kept = {(a, b): share for a, b, share in asked[-1].edges(data="weight")}
    assert kept == pytest.approx({(0, 1): 1, (2, 3): 2 / 3, (3, 4): 2 / 3})


def test_an_actor_that_is_with_nobody_in_half_of_the_runs_keeps_its_most_frequent_company(monkeypatch):
    runs = [[{0, 1, 4}, {2, 3}], [{0, 1}, {2, 3, 4}], [{0, 1}, {2, 3}, {4}]]
    asked = script(monkeypatch, *runs, *[[{0, 1}, {2, 3, 4}]] * 3)
    communities(nx.cycle_graph(5), runs=3, rng=rng())
    kept = {(a, b): share for a, b, share in asked[-1].edges(data="weight")}
    third = dict.fromkeys([(0, 4), (1, 4), (2, 4), (3, 4)], 1 / 3)
    assert kept == pytest.approx({(0, 1): 1, (2, 3): 1, **third})


def adjusted_rand(one, two):
    together = [[any({a, b} <= group for group in run) for a, b in combinations(range(5), 2)] for run in (one, two)]
    x, y = np.array(together, dtype=float)
    expected = x.sum() * y.sum() / x.size
    return ((x * y).sum() - expected) / ((x.sum() + y.sum()) / 2 - expected)


@quick
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_actors_and_ties_changes_nothing(graph, random):
    actors, ties = list(graph), list(graph.edges(data=True))
    random.shuffle(actors)
    random.shuffle(ties)
    other = nx.Graph()
    other.add_nodes_from(actors)
    other.add_edges_from((b, a, tie) for a, b, tie in ties)
    one, two = communities(graph, runs=5, rng=rng()), communities(other, runs=5, rng=rng())
    assert one.members == two.members
    assert list(two.stability.index) == list(two.members) == actors
    assert one.stability.equals(two.stability[list(graph)])
    values = [(found.modularity, found.best_modularity, found.agreement) for found in (one, two)]
    assert values[0] == pytest.approx(values[1], abs=0, nan_ok=True)


@quick
@given(networks())
def test_scaling_all_strengths_and_adding_an_actor_alone_change_no_community(graph):
    other = graph.copy()
    other.add_node(100)
    for _, _, tie in other.edges(data=True):
        tie["weight"] /= 2
    one, two = communities(graph, runs=5, rng=rng()), communities(other, runs=5, rng=rng())
    assert groups(two) == groups(one) | {frozenset({100})}
    assert math.isnan(two.stability[100])
    values = [(found.modularity, found.best_modularity, found.agreement) for found in (one, two)]
    assert values[0] == pytest.approx(values[1], abs=1e-12, nan_ok=True)


def test_whatever_they_are_called_clear_communities_are_found():
    graph = cliques(5, 5, 5, 5)
    renamed = nx.relabel_nodes(graph, {actor: f"actor {(7 * actor) % 20:02}" for actor in graph})
    found = communities(renamed, runs=10, rng=rng())
    assert groups(found) == {frozenset(f"actor {(7 * (5 * k + j)) % 20:02}" for j in range(5)) for k in range(4)}
    assert found.modularity == pytest.approx(communities(graph, runs=10, rng=rng()).modularity, abs=1e-12)


def test_communities_of_networks_side_by_side_are_those_of_each():
    both = nx.disjoint_union(cliques(4, 4), cliques(5, 3))
    alone = [communities(graph, runs=10, rng=rng()) for graph in (cliques(4, 4), cliques(5, 3))]
    shifted = {frozenset(actor + 8 for actor in group) for group in groups(alone[1])}
    assert groups(communities(both, runs=10, rng=rng())) == groups(alone[0]) | shifted


def test_of_two_arcs_the_stronger_counts_and_loops_do_not():
    arcs = nx.DiGraph(cliques(4, 4))
    nx.set_edge_attributes(arcs, 1.0, "weight")
    arcs.remove_edge(0, 1)
    arcs.edges[2, 1]["weight"] = 0.2
    arcs.add_edge(5, 5, weight=1.0)
    found = communities(arcs, runs=5, rng=rng())
    assert found.modularity == pytest.approx(communities(cliques(4, 4), runs=5, rng=rng()).modularity, abs=1e-12)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_ties_everyone_is_alone_and_nothing_else_is_said(n):
    found = communities(nx.empty_graph(n), runs=3, rng=rng())
    assert list(found.members.values()) == list(range(1, n + 1))
    assert found.stability.isna().all()
    assert np.isnan([found.modularity, found.best_modularity, found.agreement]).all()
    assert math.isnan(modularity_p(nx.empty_graph(n), draws=3, rng=rng()).p_value)


def test_one_run_agrees_with_none_and_no_run_is_refused():
    assert math.isnan(communities(cliques(3, 3), runs=1, rng=rng()).agreement)
    with pytest.raises(ValueError, match="at least one"):
        communities(cliques(3, 3), runs=0, rng=rng())


def test_cliques_are_more_modular_than_their_degrees_imply():
    chance = modularity_p(cliques(5, 5, 5), runs=3, draws=39, rng=rng())
    assert chance.p_value == pytest.approx(1 / 40)
    assert chance.z > 3
    assert chance == modularity_p(cliques(5, 5, 5), runs=3, draws=39, rng=rng())


def test_a_sparse_random_network_is_modular_but_no_more_than_chance():
    graph = nx.gnm_random_graph(30, 40, seed=4)
    chance = modularity_p(graph, runs=3, draws=39, rng=rng())
    assert chance.value > 0.4
    assert chance.p_value > 0.05


def test_equal_gains_never_turn_for_ever():
    """On this rewired ring networkx 3.6.1 moves an actor to and fro without end."""
    ring = nx.circulant_graph(24, [1, 2])
    for seed in range(40):
        drawn = nx.to_numpy_array(rewired(ring, rng=np.random.default_rng(seed)))
        assert louvain(drawn, rng=np.random.default_rng(seed)).max() >= 1
