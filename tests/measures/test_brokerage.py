"""Who could mediate and who does: constraint, effective size, current flow, roles between sectors, participation."""

import itertools
import math
import warnings

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.current_flow_betweenness import current_flow_betweenness
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.sector_participation import sector_participation
from synergy.measures.of_actors import OF_ACTORS
from synergy.measures.of_whole import OF_WHOLE
from synergy.measures.whole.ei_index import ei_index
from synergy.measures.whole.reciprocity import reciprocity
from synergy.measures.whole.transitivity import transitivity
from tests.conftest import actors, ties
from tests.measures.conftest import published

SECTORS = "ABC"
ROLES = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"]


@st.composite
def networks(draw):
    """Up to eight actors, directed or not, strengths on the grid, some without ties."""
    n = draw(st.integers(0, 8))
    graph = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(range(n))
    pairs = list(itertools.permutations(range(n), 2))
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        graph.add_edge(a, b, weight=draw(st.integers(1, 20)) / 20)
    return graph, {actor: draw(st.sampled_from(SECTORS)) for actor in range(n)}


def measured(graph, sector):
    """All columns of this file for one graph."""
    parts = (current_flow_betweenness(graph), constraint(graph), effective_size(graph))
    roles = brokerage_roles(graph, sector)
    return pd.concat([*parts, roles, sector_participation(graph, sector)], axis=1)


def mutual(graph, a, b):
    arcs = [(a, b), (b, a)]
    return sum(graph.edges[arc]["weight"] for arc in arcs if graph.has_edge(*arc))


@pytest.fixture
def karate():
    return nx.karate_club_graph(), published("karate_club")


def test_florentine_current_flow(florentine):
    graph, pins = florentine
    assert current_flow_betweenness(graph)["Medici"] == pytest.approx(pins["current_flow_betw_Medici"], abs=1e-9)


def test_florentine_structural_holes(florentine):
    graph, pins = florentine
    for measure, name in ((constraint, "constraint"), (effective_size, "effective_size")):
        values = measure(graph)
        assert {k: values[k] for k in pins[name]} == pytest.approx(pins[name], abs=1e-6)


def test_karate_structural_holes_with_strengths(karate):
    graph, pins = karate
    for measure, name in ((constraint, "weighted_constraint"), (effective_size, "weighted_effective_size")):
        values = measure(graph)
        assert {k: values[int(k)] for k in pins[name]} == pytest.approx(pins[name], abs=1e-6)


def test_effective_size_of_directed_ties_with_strengths():
    """networkx, asked for all actors at once, gives 1, 1.6, 1.25 (its pull request 8906)."""
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(0, 1, 2), (1, 2, 3), (0, 2, 1)])
    assert effective_size(graph).tolist() == pytest.approx([1, 1.566667, 1.083333], abs=1e-6)


def test_knoke_roles(knoke):
    graph, pins = knoke
    assert pins["gf_columns"][:5] == ROLES
    roles = brokerage_roles(graph, dict(zip(pins["labels"], pins["sector"], strict=True)))
    assert {actor: [*roles.loc[actor], roles.loc[actor].sum()] for actor in roles.index} == pins["gf"]
    assert [*roles.sum(), roles.to_numpy().sum()] == pins["gf_total"]


def test_who_lets_in_from_another_sector_is_a_gatekeeper():
    """Two packages have called it the reverse."""
    roles = brokerage_roles(nx.DiGraph([(1, 2), (2, 3)]), {1: "A", 2: "B", 3: "B"})
    assert roles.loc[2].to_dict() == {role: int(role == "gatekeeper") for role in ROLES}
    assert not roles.loc[[1, 3]].any(axis=None)


def test_without_direction_each_pair_counts_once():
    sector = {0: "A", 1: "A", 2: "A", 3: "B", 4: "B", 5: "C"}
    roles = brokerage_roles(nx.star_graph(5), sector)
    assert roles.loc[0].to_dict() == dict(zip(ROLES, [1, 1, 6, 6, 2], strict=True))
    assert roles.loc[0].drop("representative").sum() == math.comb(5, 2)


def test_karate_participation_by_club(karate):
    """The pins stand before the rescaling: two clubs, so ours are twice as large; strengths are left out in them."""
    graph, pins = karate
    values = sector_participation(nx.Graph(graph.edges), nx.get_node_attributes(graph, "club"))
    expected = pins["participation_by_club"]
    assert {k: values[int(k)] / 2 for k in expected} == pytest.approx(expected, abs=1e-6)


def test_participation_is_one_where_every_sector_has_an_equal_share():
    assert sector_participation(nx.star_graph(3), {0: "A", 1: "A", 2: "B", 3: "C"}).tolist() == [1, 0, 0, 0]
    assert sector_participation(nx.star_graph(2), dict.fromkeys(range(3), "A")).isna().all()


def test_knoke_reciprocity_and_transitivity(knoke):
    graph, pins = knoke
    assert reciprocity(graph) == pytest.approx(pins["recip_edgewise"], abs=1e-9)
    assert transitivity(graph) == pytest.approx(pins["transitivity_weak"], abs=1e-9)


def test_florentine_transitivity(florentine):
    graph, pins = florentine
    assert transitivity(graph) == pytest.approx(pins["transitivity"], abs=1e-9)


def test_ei_index_counts_arcs_where_ties_have_a_direction():
    sector = {0: "A", 1: "A", 2: "B"}
    pairs = [(0, 1), (1, 0), (1, 2)]
    assert ei_index(nx.DiGraph(pairs), sector) == pytest.approx(-1 / 3)
    assert ei_index(nx.Graph(pairs), sector) == 0
    assert ei_index(nx.Graph([(0, 2), (1, 2)]), sector) == 1
    assert ei_index(nx.Graph([(0, 1)]), sector) == -1


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_without_ties_holes_and_shares_are_undefined_and_counts_are_zero(n, kind):
    graph, sector = nx.empty_graph(n, create_using=kind), dict(enumerate(SECTORS))
    table = measured(graph, sector)
    assert len(table) == n
    assert table[["constraint", "effective_size", "sector_participation"]].isna().all(axis=None)
    assert (table[ROLES] == 0).all(axis=None)
    assert (table["current_flow_betweenness"] == 0).all() if n > 2 else table["current_flow_betweenness"].isna().all()
    assert math.isnan(ei_index(graph, sector))
    assert math.isnan(transitivity(graph))
    if kind is nx.DiGraph:
        assert math.isnan(reciprocity(graph))


def test_ties_to_oneself_do_not_count():
    graph = nx.complete_graph(3)
    sector = dict(enumerate(SECTORS))
    looped = graph.copy()
    looped.add_edges_from([(0, 0), (1, 1)])
    pd.testing.assert_frame_equal(measured(looped, sector), measured(graph, sector))
    assert constraint(looped)[0] == pytest.approx(1.125)
    assert transitivity(looped) == 1
    assert ei_index(nx.Graph([(0, 0)]), sector) != ei_index(nx.Graph([(0, 0)]), sector)  # NaN


@given(networks())
def test_current_flow_is_that_of_networkx_part_by_part(network):
    graph, _ = network
    n = len(graph)
    tied = nx.Graph()
    tied.add_nodes_from(graph)
    tied.add_weighted_edges_from((a, b, mutual(graph, a, b)) for a, b in graph.edges)
    values = current_flow_betweenness(graph)
    for part in nx.connected_components(tied):
        if len(part) < 3:
            assert n < 3 or not values[list(part)].any()
            continue
        raw = nx.current_flow_betweenness_centrality(tied.subgraph(part), normalized=False, weight="weight")
        for actor, flow in raw.items():
            assert values[actor] == pytest.approx(flow / ((n - 1) * (n - 2) / 2), abs=2e-9)


@given(networks())
def test_structural_holes_follow_their_definition(network):
    graph, _ = network
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        holes, sizes = constraint(graph), effective_size(graph)
    n = len(graph)
    z = np.array([[mutual(graph, a, b) if a != b else 0 for b in range(n)] for a in range(n)]).reshape(n, n)
    for i in range(n):
        partners = np.flatnonzero(z[i])
        if not partners.size:
            assert math.isnan(holes[i])
            assert math.isnan(sizes[i])
            continue
        p = z / np.where(z.sum(axis=1) == 0, 1, z.sum(axis=1))[:, None]
        assert holes[i] == pytest.approx(sum((p[i, j] + p[i] @ p[:, j]) ** 2 for j in partners))
        assert sizes[i] == pytest.approx(sum(1 - p[i] @ z[j] / z[j].max() for j in partners))
        assert 1 - 1e-9 <= sizes[i] <= partners.size


@given(networks())
def test_roles_follow_their_definition(network):
    graph, sector = network
    expected = {actor: dict.fromkeys(ROLES, 0) for actor in graph}
    for a, v, b in itertools.permutations(graph, 3):
        if not (graph.has_edge(a, v) and graph.has_edge(v, b)) or graph.has_edge(a, b):
            continue
        s, t, u = sector[a], sector[v], sector[b]
        if s == u:
            role = "coordinator" if s == t else "itinerant"
        else:
            role = {u: "gatekeeper", s: "representative"}.get(t, "liaison")
        once = graph.is_directed() or a < b or role in ("gatekeeper", "representative")
        expected[v][role] += once
    roles = brokerage_roles(graph, sector)
    assert list(roles.columns) == ROLES
    assert roles.to_dict("index") == expected


@given(networks())
def test_shares_lie_between_their_bounds(network):
    graph, sector = network
    for values in (sector_participation(graph, sector), current_flow_betweenness(graph)):
        assert values.dropna().between(0, 1 + 1e-12).all()
    assert not (constraint(graph) <= 0).any()
    indices = (ei_index(graph, sector), transitivity(graph), reciprocity(nx.DiGraph(graph)))
    for value, low in zip(indices, (-1, 0, 0), strict=True):
        assert math.isnan(value) or low <= value <= 1


@given(networks(), st.permutations(range(8)))
def test_renaming_actors_renames_every_column(network, order):
    graph, sector = network
    names = dict(enumerate(order))
    renamed = nx.relabel_nodes(graph, names)
    again = measured(renamed, {names[actor]: sector[actor] for actor in graph})
    expected = measured(graph, sector).rename(index=names)
    pd.testing.assert_frame_equal(again, expected, check_dtype=False, check_index_type=False, atol=2e-9)


@given(networks(), networks())
def test_networks_side_by_side_keep_what_is_near_and_share_the_pairs(first, second):
    """Whatever looks at an actor's surroundings does not see the other part; current flow keeps its raw sum."""
    (one, sector), (other, _) = first, second
    apart = nx.relabel_nodes(other if other.is_directed() == one.is_directed() else one.copy(), lambda v: v + 100)
    both = nx.union(one, apart)
    far = dict.fromkeys(apart, "A")
    near = measured(one, sector)
    seen = measured(both, sector | far).loc[list(one)]
    same = ["constraint", "effective_size", *ROLES]
    pd.testing.assert_frame_equal(seen[same], near[same], check_dtype=False, check_index_type=False)
    n, m = len(one), len(both)
    if n > 2:
        raw = near["current_flow_betweenness"] * (n - 1) * (n - 2)
        assert (seen["current_flow_betweenness"] * (m - 1) * (m - 2)).tolist() == pytest.approx(raw.tolist(), abs=1e-6)


def test_an_actor_of_the_roster_without_ties_has_zeros_and_blanks(analysed):
    rows = [{**row, "respondent": "yes"} for row in actors("A", "B", "C", "D")]
    measures = analysed(stakeholders=rows, ties=ties("A-B", "B-C")).measured
    alone = measures.actors.loc["D"]
    assert not alone[["degree", "strength", "betweenness", "current_flow_betweenness", *ROLES]].any()
    assert alone[["constraint", "effective_size", "sector_participation"]].isna().all()
    assert measures.actors.at["B", "coordinator"] == 1
    assert "reciprocity" in {index.definition.name for index in OF_WHOLE}
    assert "reciprocity" not in measures.whole
    assert measures.whole["ei_index"] == -1
    assert measures.whole["transitivity"] == 0


def test_a_directed_study_counts_an_undirected_tie_as_two_arcs(analysed):
    one_way = [{**row, "directed": "yes"} for row in ties("B-C")]
    measures = analysed(stakeholders=actors("A", "B", "C"), ties=[*ties("A-B"), *one_way]).measured
    assert measures.whole["reciprocity"] == pytest.approx(2 / 3)
    assert measures.actors.at["B", "coordinator"] == 1
    assert measures.actors["constraint"].tolist() == pytest.approx([1, (2 / 3) ** 2 + (1 / 3) ** 2, 1])


def test_every_measure_has_its_own_columns(analysed):
    measures = analysed(stakeholders=actors("A", "B"), ties=ties("A-B")).measured
    listed = [column.name for measure in OF_ACTORS if not measure.directed_only for column in measure.columns]
    assert list(measures.actors.columns) == listed
