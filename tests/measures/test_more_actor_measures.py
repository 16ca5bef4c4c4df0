"""Brokerage for each tie, honest brokers, hierarchy, efficiency, cores, layers, and brokerage through programmes."""

import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.degree import degree
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.efficiency import efficiency
from synergy.measures.actors.everett_valente import everett_valente
from synergy.measures.actors.hierarchy import hierarchy
from synergy.measures.actors.honest_broker import honest_broker
from synergy.measures.actors.k_core import k_core
from synergy.measures.actors.multiplex_participation import multiplex_participation, overlapping_degree
from synergy.measures.programmes.two_mode_brokerage import two_mode_brokerage
from synergy.settings import GRID, UNIT_LENGTH
from tests.measures.conftest import published

few = settings(max_examples=20, deadline=None)
laws = settings(max_examples=10, deadline=None)  # which work out every column twice


@st.composite
def networks(draw):
    """Up to eight actors, directed or not, strengths on the grid with their lengths, some without ties."""
    n = draw(st.integers(0, 8))
    graph = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(range(n))
    pairs = list(itertools.permutations(range(n), 2))
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        steps = draw(st.sampled_from([5, 10, 20]))  # few values, so that paths are often equal
        graph.add_edge(a, b, weight=steps / GRID, length=UNIT_LENGTH * GRID // steps)
    return graph


@st.composite
def incidences(draw):
    n, m = draw(st.integers(0, 7)), draw(st.integers(0, 6))
    return np.array(draw(st.lists(st.integers(0, 1), min_size=n * m, max_size=n * m)), dtype=int).reshape(n, m)


@st.composite
def layered(draw):
    n = draw(st.integers(0, 6))
    cells = st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0]), min_size=n * n, max_size=n * n)
    return {name: np.array(draw(cells)).reshape(n, n) for name in "abc"[: draw(st.integers(2, 3))]}, list(range(n))


def measured(graph):
    """All columns of this file for one graph."""
    parts = (everett_valente, honest_broker, hierarchy, efficiency, k_core)
    return pd.concat([part(graph) for part in parts], axis=1)


def partners(graph, actor):
    return sorted(set(nx.all_neighbors(graph, actor)) - {actor})


def mutual(graph, a, b):
    return sum(graph.edges[arc]["weight"] for arc in ((a, b), (b, a)) if graph.has_edge(*arc))


@pytest.fixture
def high_tech():
    pins = published("high_tech_managers")
    n = len(pins["actors"])
    layers = {}
    for name, ties in pins["layers"].items():
        rows, columns = np.array(ties).T - 1
        layers[name] = csr_array((np.ones(len(ties)), (rows, columns)), shape=(n, n))
    return layers, pins


# Published values


@pytest.mark.parametrize("measure", [hierarchy, everett_valente])
def test_florentine_hierarchy_and_everett_valente(florentine, measure):
    graph, pins = florentine
    expected = pins[measure.__name__]
    assert {family: measure(graph)[family] for family in expected} == pytest.approx(expected, abs=1e-6)


def test_florentine_honest_brokers(florentine):
    graph, pins = florentine
    counts = honest_broker(graph)
    assert list(counts.columns) == ["honest_broker_pairs", "honest_broker_indirect", "honest_broker_pure"]
    expected = pins["honest_broker_pairs_indirect_pure"]
    assert {family: counts.loc[family].tolist() for family in expected} == expected


def test_florentine_efficiency_is_effective_size_over_partners(florentine):
    graph, pins = florentine
    expected = {family: size / graph.degree(family) for family, size in pins["effective_size"].items()}
    assert {family: efficiency(graph)[family] for family in expected} == pytest.approx(expected, abs=1e-6)


def test_the_medici_stand_in_the_second_core(florentine):
    graph, _ = florentine
    assert k_core(graph)["Medici"] == k_core(graph).max() == 2
    assert k_core(graph)["Pazzi"] == 1


def test_high_tech_multiplex_participation_over_three_symmetrised_layers(high_tech):
    layers, pins = high_tech
    values = multiplex_participation(layers, pins["actors"])
    assert values.head(5).tolist() == pytest.approx(pins["multiplex_participation_first5"], abs=1e-6)
    assert values.mean() == pytest.approx(pins["multiplex_participation_mean"], abs=1e-6)


# Everett and Valente


def test_everett_valente_prefer_a_link_between_halves_to_a_hub():
    """The greatest score of 25 actors is 156, by which Everett and Valente's Table 1 is normalised: (n² - 1)/4."""
    bridged = nx.Graph([("link", "a0"), ("link", "b0")])
    bridged.add_edges_from((f"{half}0", f"{half}{k}") for half in "ab" for k in range(1, 12))
    values = everett_valente(bridged)
    assert values["link"] == values.max() == pytest.approx(156)
    assert values["link"] > values["a0"] > 0
    assert everett_valente(nx.star_graph(24))[0] == pytest.approx(24)


def test_everett_valente_give_zero_to_whoever_stands_between_nobody():
    """As their Table 1 does for actors 9 and 12, who are no pendants: their mean tie betweenness is 12 and 8."""
    triangle_on_a_stalk = nx.lollipop_graph(3, 1)
    assert everett_valente(triangle_on_a_stalk).tolist() == pytest.approx([0, 0, (2 * 2 + 3) / 3, 0])
    assert not everett_valente(nx.complete_graph(4)).any()
    assert everett_valente(nx.path_graph(2)).tolist() == [0, 0]


def test_everett_valente_of_directed_ties_average_in_and_out():
    graph = nx.DiGraph([(0, 2), (1, 2), (2, 3), (0, 3)])  # 2 lies on one shortest path only, 1 -> 2 -> 3
    assert everett_valente(graph).to_dict() == pytest.approx({0: 0, 1: 0, 2: ((1 + 2) / 2 + (1 + 1) / 1) / 2, 3: 0})


def test_everett_valente_count_those_within_reach_where_a_network_has_parts():
    parts = nx.disjoint_union(nx.path_graph(3), nx.path_graph(4))
    parts.add_node("alone")
    values = everett_valente(parts)
    assert values[1] == pytest.approx((2 * 1 + 2) / 2)
    assert values[4] == pytest.approx((2 * 2 + 3) / 2)
    assert math.isnan(values["alone"])


def test_everett_valente_follow_the_lengths_of_ties():
    triangle = nx.Graph()
    triangle.add_edge("a", "b", length=1)
    triangle.add_edge("b", "c", length=1)
    triangle.add_edge("a", "c", length=3)
    assert everett_valente(triangle).to_dict() == pytest.approx({"a": 0, "b": 2, "c": 0})


@few
@given(networks())
def test_everett_valente_is_the_mean_betweenness_of_the_actors_ties(graph):
    of_tie = nx.edge_betweenness_centrality(graph, normalized=False, weight="length")
    between, values = betweenness(graph), everett_valente(graph)
    for actor in graph:
        if not partners(graph, actor):
            assert math.isnan(values[actor])
        elif not between[actor] > 0:
            assert values[actor] == 0
        elif graph.is_directed():
            sides = (graph.in_edges(actor), graph.out_edges(actor))
            assert values[actor] == pytest.approx(np.mean([np.mean([of_tie[tie] for tie in side]) for side in sides]))
        else:
            ties = [of_tie[tie] for tie in of_tie if actor in tie]
            assert values[actor] == pytest.approx(np.mean(ties))


@few
@given(networks())
def test_everett_valente_see_two_arcs_and_an_undirected_tie_alike(graph):
    undirected = nx.Graph(graph)
    assert everett_valente(undirected.to_directed()).to_numpy() == pytest.approx(
        everett_valente(undirected).to_numpy(), nan_ok=True
    )


# Definitions, spelt out


@few
@given(networks())
def test_honest_brokers_follow_their_definition(graph):
    counts = honest_broker(graph)
    for actor in graph:
        pairs = list(itertools.combinations(partners(graph, actor), 2))
        indirect = [(a, b) for a, b in pairs if b not in partners(graph, a)]
        pure = [(a, b) for a, b in indirect if set(partners(graph, a)) & set(partners(graph, b)) == {actor}]
        assert counts.loc[actor].tolist() == [len(pairs), len(indirect), len(pure)]


@few
@given(networks())
def test_hierarchy_follows_its_definition(graph):
    values = hierarchy(graph)
    z = np.array([[mutual(graph, a, b) if a != b else 0.0 for b in graph] for a in graph]).reshape(2 * (len(graph),))
    p = z / np.where(z.sum(axis=1) == 0, 1, z.sum(axis=1))[:, None]
    for i in graph:
        others = partners(graph, i)
        if len(others) < 2:
            assert values[i] == 1 if others else math.isnan(values[i])
            continue
        c = [(p[i, j] + sum(p[i, q] * p[q, j] for q in graph if q not in (i, j))) ** 2 for j in others]
        r = [len(others) * part / sum(c) for part in c]
        expected = sum(x * math.log(x) for x in r) / (len(others) * math.log(len(others)))
        assert values[i] == pytest.approx(expected, abs=1e-9)
        assert 0 <= values[i] <= 1
        assert sum(c) == pytest.approx(constraint(graph)[i])


def test_hierarchy_nears_one_where_one_partner_constrains_alone():
    star = nx.star_graph(4)
    nx.set_edge_attributes(star, 1e-6, "weight")
    star.edges[0, 1]["weight"] = 1.0
    assert hierarchy(star)[0] > 0.999
    assert hierarchy(nx.star_graph(4))[0] == 0


@few
@given(networks())
def test_efficiency_follows_its_definition(graph):
    values, sizes, ties = efficiency(graph), effective_size(graph), degree(graph)
    for actor in graph:
        assert values[actor] * ties[actor] == pytest.approx(sizes[actor]) if ties[actor] else math.isnan(values[actor])
    assert values.dropna().between(0, 1 + 1e-12).all()
    assert not (values <= 0).any()


@few
@given(networks())
def test_a_core_is_what_is_left_when_whoever_has_fewer_partners_goes(graph):
    values = k_core(graph)
    for k in range(len(graph) + 1):
        left = set(graph)
        while gone := {actor for actor in left if len(set(partners(graph, actor)) & left) < k}:
            left -= gone
        assert set(values.index[values >= k]) == left


@few
@given(layered())
def test_multiplex_participation_follows_its_definition(network):
    layers, order = network
    values, overlap = multiplex_participation(layers, order), overlapping_degree(layers, order)
    for i in order:
        strongest = [[max(tied[i, j], tied[j, i]) for j in order if j != i] for tied in layers.values()]
        assert overlap[i] == sum(value > 0 for layer in strongest for value in layer)
        k = [sum(layer) for layer in strongest]
        if not sum(k):
            assert math.isnan(values[i])
            continue
        expected = len(k) / (len(k) - 1) * (1 - sum((part / sum(k)) ** 2 for part in k))
        assert values[i] == pytest.approx(expected, abs=1e-12)
        assert -1e-12 <= values[i] <= 1 + 1e-12


@few
@given(incidences())
def test_two_mode_brokerage_follows_its_definition(roles):
    n, m = roles.shape
    counts = two_mode_brokerage(roles, range(n))
    for i in range(n):
        chains = [
            (a, b)
            for a, b in itertools.combinations(sorted(set(range(n)) - {i}), 2)
            for k, m_ in itertools.product(range(m), repeat=2)
            if roles[a, k] and roles[i, k] and roles[i, m_] and roles[b, m_] and not (roles[a] & roles[b]).any()
        ]
        assert counts.loc[i].tolist() == [len(set(chains)), len(chains)]


# Programmes


def test_two_mode_brokers_link_programmes_that_nobody_else_joins():
    order = ["health", "clinic", "mayor", "police"]
    roles = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 1]])
    counts = two_mode_brokerage(roles, order)
    assert counts["two_mode_brokered_pairs"].to_dict() == {"health": 0, "clinic": 0, "mayor": 2, "police": 0}
    assert counts.at["mayor", "two_mode_brokered_chains"] == 3  # two ways to health, one to the clinic
    together = np.column_stack([roles, [1, 1, 0, 1]])
    assert not two_mode_brokerage(together, order).any(axis=None)


@few
@given(incidences(), st.data())
def test_two_mode_brokerage_does_not_depend_on_the_order_of_actors_and_programmes(roles, data):
    n, m = roles.shape
    rows, columns = data.draw(st.permutations(range(n))), data.draw(st.permutations(range(m)))
    shuffled = roles[np.array(rows, dtype=int)][:, np.array(columns, dtype=int)]
    again = two_mode_brokerage(csr_array(shuffled), rows)
    pd.testing.assert_frame_equal(again.sort_index(), two_mode_brokerage(roles * 0.4, range(n)), check_index_type=False)


@pytest.mark.parametrize("shape", [(0, 0), (1, 0), (3, 0), (1, 2)])
def test_without_programmes_or_others_nobody_is_brokered(shape):
    counts = two_mode_brokerage(np.ones(shape), range(shape[0]))
    assert counts.shape == (shape[0], 2)
    assert not counts.any(axis=None)


def test_rows_must_be_the_actors():
    with pytest.raises(ValueError, match="2 actors, not 3"):
        two_mode_brokerage(np.ones((2, 2)), "abc")
    for measure in (multiplex_participation, overlapping_degree):
        with pytest.raises(ValueError, match="layer 'b'"):
            measure({"a": np.ones((2, 2)), "b": np.ones((3, 3))}, "xy")


# Layers


def test_participation_is_one_where_every_layer_has_an_equal_share():
    tie, none = np.array([[0, 1], [0, 0]]), np.zeros((2, 2))
    assert multiplex_participation({"a": tie, "b": tie.T, "c": tie}, "xy").tolist() == pytest.approx([1, 1])
    assert multiplex_participation({"a": tie, "b": none}, "xy").tolist() == [0, 0]
    assert overlapping_degree({"a": tie, "b": none}, "xy").tolist() == [1, 1]


def test_participation_is_undefined_without_ties_or_with_one_layer():
    tie, none = np.array([[0, 1], [1, 0]]), np.zeros((2, 2))
    assert multiplex_participation({"a": tie}, "xy").isna().all()
    assert multiplex_participation({}, "xy").isna().all()
    assert multiplex_participation({"a": none, "b": np.eye(2)}, "xy").isna().all()
    assert overlapping_degree({}, "xy").tolist() == [0, 0]
    assert multiplex_participation({"a": np.zeros((0, 0)), "b": np.zeros((0, 0))}, "").empty


@few
@given(layered(), st.data())
def test_participation_depends_neither_on_order_nor_on_the_unit_of_strength(network, data):
    layers, order = network
    shuffle = data.draw(st.permutations(order))
    place = np.array(shuffle, dtype=int)
    shuffled = {name: csr_array(layers[name][place][:, place] * 0.5) for name in reversed(layers)}
    for measure in (multiplex_participation, overlapping_degree):
        again = measure(shuffled, shuffle)
        assert again[order].to_numpy() == pytest.approx(measure(layers, order).to_numpy(), nan_ok=True)


# Laws of all


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_without_ties_shares_are_undefined_and_counts_are_zero(n, kind):
    table = measured(nx.empty_graph(n, create_using=kind))
    assert len(table) == n
    assert table[["everett_valente", "hierarchy", "efficiency"]].isna().all(axis=None)
    assert not table.drop(columns=["everett_valente", "hierarchy", "efficiency"]).any(axis=None)


def test_ties_to_oneself_do_not_count():
    graph = nx.lollipop_graph(3, 2)
    looped = graph.copy()
    looped.add_edges_from([(0, 0), (4, 4)])
    pd.testing.assert_frame_equal(measured(looped), measured(graph))
    alone = nx.Graph([(0, 0)])
    assert measured(alone)[["everett_valente", "hierarchy", "efficiency"]].isna().all(axis=None)


@laws
@given(networks(), st.permutations(range(8)), st.randoms(use_true_random=False))
def test_neither_the_names_nor_the_order_of_actors_and_ties_decide(graph, names, random):
    renamed = nx.relabel_nodes(graph, dict(enumerate(names)))
    actors, ties = list(renamed), list(renamed.edges(data=True))
    random.shuffle(actors)
    random.shuffle(ties)
    shuffled = graph.__class__()
    shuffled.add_nodes_from(actors)
    shuffled.add_edges_from(ties)
    again = measured(shuffled)
    assert list(again.index) == actors
    expected = measured(graph).rename(index=dict(enumerate(names)))
    pd.testing.assert_frame_equal(again.loc[list(expected.index)], expected, check_index_type=False)


@laws
@given(networks(), networks())
def test_networks_side_by_side_keep_their_values(first, second):
    apart = nx.relabel_nodes(second if second.is_directed() == first.is_directed() else first, lambda v: v + 100)
    both = measured(nx.union(first, apart))
    pd.testing.assert_frame_equal(both.loc[list(first)], measured(first), check_index_type=False)


@laws
@given(networks())
def test_the_unit_of_strength_and_length_changes_nothing(graph):
    scaled = graph.copy()
    for _, _, tie in scaled.edges(data=True):
        tie["weight"] /= 4
        tie["length"] *= 4
    pd.testing.assert_frame_equal(measured(scaled), measured(graph))
