"""Networks without pairs, without ties, in parts: a defined value or NaN, never a silent 0 and never a crash."""

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.degree import degree, strength
from synergy.measures.actors.harmonic_closeness import harmonic_closeness
from synergy.measures.pairs.need import facet_need, need
from synergy.measures.pairs.supply import go_between, supply
from synergy.measures.whole.centralization import degree_centralization
from synergy.measures.whole.congruence import congruence
from synergy.measures.whole.density import density
from synergy.measures.whole.removal import removals
from synergy.networks.incidence import Facet
from synergy.settings import UNIT_LENGTH


@pytest.mark.parametrize("n", [0, 1, 2])
def test_betweenness_is_undefined_without_a_pair_of_others(n):
    assert betweenness(nx.empty_graph(n)).isna().all()


def test_betweenness_of_an_actor_without_ties_is_zero():
    graph = nx.path_graph(3)
    graph.add_node(3)
    assert betweenness(graph)[3] == 0


def test_density_of_one_actor_is_undefined():
    assert math.isnan(density(nx.empty_graph(1)))


def test_congruence_is_undefined_where_nobody_needs_anybody():
    assert math.isnan(congruence(np.zeros((3, 3)), np.ones((3, 3))))


def test_closeness_counts_what_is_out_of_reach_as_zero():
    graph = nx.Graph([(0, 1), (1, 2), (0, 2), (3, 4)])
    assert harmonic_closeness(graph).tolist() == pytest.approx([0.5, 0.5, 0.5, 0.25, 0.25])


def test_closeness_follows_the_direction_of_ties():
    assert harmonic_closeness(nx.DiGraph([("a", "b")])).to_dict() == {"a": 1.0, "b": 0.0}


def test_equal_paths_of_several_strengths_stay_equal():
    """1/3 + 1/3 + 1/3 is not 1 in floats; as integers the two routes tie and share the credit."""
    graph = nx.Graph()
    third, whole = UNIT_LENGTH // 3, UNIT_LENGTH
    graph.add_edge("a", "x", length=third)
    graph.add_edge("x", "y", length=third)
    graph.add_edge("y", "b", length=third)
    graph.add_edge("a", "z", length=whole // 2)
    graph.add_edge("z", "b", length=whole // 2)
    values = betweenness(graph)
    assert values["z"] > 0
    assert values["x"] > 0


def test_strength_takes_the_stronger_of_two_arcs():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=0.4)
    graph.add_edge("b", "a", weight=0.6)
    assert strength(graph).to_dict() == {"a": 0.6, "b": 0.6}


def test_a_star_falls_apart_without_its_hub_and_only_then():
    (removal,) = removals(nx.relabel_nodes(nx.star_graph(4), str))
    assert removal.actor == "0"
    assert removal.alone == ("1", "2", "3", "4")
    assert removal.components == (("1",), ("2",), ("3",), ("4",))
    assert removal.before == 1
    assert removals(nx.relabel_nodes(nx.complete_graph(4), str)) == ()


def test_centralization_is_one_for_a_star_and_zero_for_a_ring():
    assert degree_centralization(degree(nx.star_graph(5))) == 1
    assert degree_centralization(degree(nx.cycle_graph(5))) == 0
    assert math.isnan(degree_centralization(pd.Series([1, 1])))


def test_a_responsibility_everybody_shares_still_counts():
    """ln(n/d) would give it 0: the case that needs coordination most."""
    assert (facet_need(Facet(("p",), np.ones((5, 1)), np.eye(1))).toarray()[np.triu_indices(5, 1)] > 0).all()


def everywhere(rows, columns):
    return np.ones(rows.size, dtype=bool)


def nowhere(rows, columns):
    return np.zeros(rows.size, dtype=bool)


def test_a_facet_nobody_shares_does_not_dilute_the_others():
    shared = Facet(("p",), np.array([[1.0], [1.0]]), np.eye(1))
    empty = Facet((), np.zeros((2, 0)), np.eye(0))
    alone, beside = [facet_need(shared)], [facet_need(shared), facet_need(empty)]
    assert need(alone, everywhere)[0, 1] == need(beside, everywhere)[0, 1] == 1


def test_apart_in_territory_needs_nothing():
    shared = Facet(("p",), np.array([[1.0], [1.0]]), np.eye(1))
    assert not need([facet_need(shared)], nowhere).nnz


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.floats(0, 1))
def test_another_tie_never_lowers_supply(strengths, more):
    tie = csr_array([[0, strengths[0], strengths[1]], [0, 0, strengths[2]], [0, 0, 0]])
    extra = csr_array([[0, more, 0], [0, 0, 0], [0, 0, 0]])
    before = supply({"a": tie}, {"a": 0.5}, 3).toarray()
    after = supply({"a": tie, "b": extra}, {"a": 0.5, "b": 0.8}, 3).toarray()
    assert (after >= before - 1e-12).all()
    assert (after <= 1).all()
    assert (after == after.T).all()


def test_all_equal_go_betweens_are_named():
    assert go_between({1: 0.5, 2: 0.5}, {2: 0.5, 1: 0.5}) == ((1, 2), 0.5)
    assert go_between({1: 0.5}, {2: 0.5}) == ((), 0.0)


@given(st.permutations(range(6)))
def test_renaming_actors_renames_the_measures(order):
    graph = nx.Graph([(0, 1), (1, 2), (2, 3), (3, 1), (4, 5)])
    renamed = nx.relabel_nodes(graph, dict(enumerate(order)))
    for measure in (betweenness, harmonic_closeness, degree):
        before, after = measure(graph), measure(renamed)
        assert [after[order[actor]] for actor in range(6)] == pytest.approx([before[actor] for actor in range(6)])


@given(st.integers(0, 10**6), st.booleans())
def test_a_network_and_its_complement_share_out_every_possible_tie(seed, directed):
    graph = nx.gnp_random_graph(9, 0.4, seed=seed, directed=directed)
    other = nx.complement(graph)
    assert density(graph) + density(other) == pytest.approx(1)
    if not directed:
        assert (degree(graph) + degree(other) == 8).all()
