"""Bridges, key players, removal, Krackhardt's dimensions, core and periphery."""

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synergy.measures.whole import core_periphery as core_periphery_module
from synergy.measures.whole import key_players as key_players_module
from synergy.measures.whole.bridges import bridges
from synergy.measures.whole.core_periphery import core_periphery, core_periphery_p
from synergy.measures.whole.distance_reach import distance_reach
from synergy.measures.whole.fragmentation import distance_fragmentation, fragmentation
from synergy.measures.whole.global_efficiency import global_efficiency
from synergy.measures.whole.key_players import key_players
from synergy.measures.whole.krackhardt import krackhardt
from synergy.measures.whole.paths import SHORTEST, direct_lengths, through, without_each
from synergy.measures.whole.removal_curve import removal_curve
from synergy.measures.whole.rewiring import rewired
from synergy.settings import UNIT_LENGTH
from tests.measures.conftest import published

CRITERIA = ("fragmentation", "distance_fragmentation", "distance_reach")
PATTERNS = ("incident", "missing")
quick = settings(max_examples=25, deadline=None)


def rng(seed=1):
    return np.random.default_rng(seed)


def same(value):
    return pytest.approx(value, abs=1e-9, nan_ok=True)


@st.composite
def networks(draw, *, directed=None, least=0, most=7):
    n = draw(st.integers(least, most))
    kind = draw(st.booleans()) if directed is None else directed
    graph = nx.DiGraph() if kind else nx.Graph()
    graph.add_nodes_from(range(n))
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b and (kind or a < b)]
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ():
        steps = draw(st.sampled_from((1, 2, 4)))
        graph.add_edge(a, b, weight=1 / steps, length=UNIT_LENGTH * steps)
    return graph


@st.composite
def renamed(draw, **which):
    """Two networks alike but for the names and the order of actors and ties."""
    graph = draw(networks(**which))
    names = draw(st.permutations(range(len(graph))))
    other = graph.__class__()
    other.add_nodes_from(draw(st.permutations(range(len(graph)))))
    other.add_edges_from(draw(st.permutations([(names[a], names[b], tie) for a, b, tie in graph.edges(data=True)])))
    return graph, other, dict(enumerate(names))


def with_loner(graph):
    other = graph.copy()
    other.add_node(len(graph))
    return other


def without(graph, members):
    return graph.subgraph(set(graph) - set(members))


# ---- bridges


def test_florentine_bridges(florentine):
    graph, pins = florentine
    found = bridges(graph)
    assert len(found) == pins["n_bridges"]
    assert ("Medici", "Salviati") in found
    assert found == sorted(found)
    assert all(a < b for a, b in found)


def test_bridges_of_a_directed_network_are_those_of_its_ties_whatever_their_direction():
    assert bridges(nx.DiGraph([("b", "a"), ("a", "b"), ("c", "b"), ("c", "c")])) == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_no_bridge_without_a_tie(n):
    assert bridges(nx.empty_graph(n)) == []


@quick
@given(renamed())
def test_a_bridge_is_a_tie_without_which_there_are_more_parts(pair):
    graph, other, name = pair
    plain = graph.to_undirected()
    parts = nx.number_connected_components(plain) if len(plain) else 0
    expected = [
        (a, b)
        for a, b in plain.edges
        if nx.number_connected_components(nx.restricted_view(plain, [], [(a, b)])) > parts
    ]
    assert bridges(graph) == sorted(tuple(sorted(tie)) for tie in expected)
    assert bridges(other) == sorted(tuple(sorted((name[a], name[b]))) for a, b in expected)


# ---- efficiency, fragmentation, reach


def test_florentine_efficiency_and_fragmentation(florentine):
    graph, pins = florentine
    assert global_efficiency(graph) == pytest.approx(pins["global_efficiency"], abs=1e-8)
    assert distance_fragmentation(graph) == pytest.approx(pins["DF0"], abs=1e-8)
    assert fragmentation(graph) == 0
    rest = without(graph, ["Medici"])
    assert fragmentation(rest) == pytest.approx(pins["F_minus_Medici"], abs=1e-8)
    assert distance_fragmentation(rest) == pytest.approx(pins["DF_minus_Medici"], abs=1e-8)


def test_florentine_reach_of_the_medici(florentine):
    graph, pins = florentine
    assert distance_reach(graph, ["Medici"]) == pytest.approx(pins["DReach_Medici"], abs=1e-9)
    assert distance_reach(graph, pins["DReach_best_pair"][:2]) == pytest.approx(pins["DReach_best_pair"][2], abs=1e-8)


@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.parametrize("measure", [global_efficiency, fragmentation, distance_fragmentation])
def test_nothing_is_said_of_less_than_a_pair(measure, n):
    assert math.isnan(measure(nx.empty_graph(n)))


def test_without_ties_all_is_in_parts():
    graph = nx.empty_graph(4)
    assert (global_efficiency(graph), fragmentation(graph), distance_fragmentation(graph)) == (0, 1, 1)


def test_reach_follows_outgoing_ties_and_their_lengths():
    graph = nx.DiGraph([("a", "b", {"length": 2 * UNIT_LENGTH}), ("b", "c"), ("a", "a")])
    assert distance_reach(graph, ["a"]) == same((1 + 1 / 2 + 1 / 3) / 3)
    assert distance_reach(graph, ["c"]) == same(1 / 3)
    assert distance_reach(graph, ["a", "c"]) == same((1 + 1 / 2 + 1) / 3)


def test_reach_of_nobody_and_of_a_stranger():
    assert distance_reach(nx.path_graph(3), []) == 0
    assert math.isnan(distance_reach(nx.empty_graph(0), []))
    with pytest.raises(ValueError, match="not in the network"):
        distance_reach(nx.path_graph(3), [7])


@quick
@given(renamed(least=2))
def test_names_and_order_change_neither_fragmentation_nor_reach(pair):
    graph, other, name = pair
    assert fragmentation(graph) == same(fragmentation(other))
    assert distance_fragmentation(graph) == same(distance_fragmentation(other))
    assert distance_reach(graph, [0, 1]) == same(distance_reach(other, [name[0], name[1]]))


@quick
@given(networks(least=2), networks(least=2))
def test_efficiency_of_two_networks_side_by_side_counts_the_pairs_of_each(one, two):
    both = nx.disjoint_union(one.to_undirected(), two.to_undirected())
    pairs = [len(graph) * (len(graph) - 1) for graph in (one, two, both)]
    inside = sum(global_efficiency(g.to_undirected()) * p for g, p in zip((one, two), pairs[:2], strict=True))
    joined = sum((1 - fragmentation(g.to_undirected())) * p for g, p in zip((one, two), pairs[:2], strict=True))
    assert global_efficiency(both) * pairs[2] == same(inside)
    assert (1 - fragmentation(both)) * pairs[2] == same(joined)
    assert distance_fragmentation(both) >= fragmentation(both) - 1e-12


@quick
@given(networks(least=2), st.integers(0, 2))
def test_paths_around_every_set_are_those_of_the_network_without_it(graph, size):
    n = len(graph)
    found = dict(without_each(direct_lengths(graph, range(n)), tuple(range(n)), size, SHORTEST))
    assert sorted(found) == sorted(combinations(range(n), size))
    for out, matrix in found.items():
        rest = [actor for actor in range(n) if actor not in out]
        alone = through(direct_lengths(graph.subgraph(rest), rest), range(len(rest)), SHORTEST)
        assert matrix[np.ix_(rest, rest)].tolist() == alone.tolist()


# ---- key players


@pytest.mark.parametrize(
    ("criterion", "pin"),
    [
        ("fragmentation", "F_best_pair"),
        ("distance_fragmentation", "DF_best_pair"),
        ("distance_reach", "DReach_best_pair"),
    ],
)
@pytest.mark.parametrize("all_sets", [161700, 0])
def test_florentine_best_pair_by_trying_all_and_by_exchange(florentine, monkeypatch, criterion, pin, all_sets):
    graph, pins = florentine
    monkeypatch.setattr(key_players_module, "ALL_SETS", all_sets)
    best = key_players(graph, 2, criterion=criterion, rng=rng())
    assert list(best.members) == pins[pin][:2]
    assert best.value == pytest.approx(pins[pin][2], abs=1e-8)
    assert best.exact == (all_sets > 0)


def test_the_best_pair_is_not_the_best_two(florentine):
    graph, _ = florentine
    alone = sorted(graph, key=lambda actor: -distance_reach(graph, [actor]))[:2]
    assert set(key_players(graph, 2, criterion="distance_reach").members) != set(alone)


def value_of(graph, members, criterion):
    if criterion == "distance_reach":
        return distance_reach(graph, members)
    rest = without(graph, members)
    return fragmentation(rest) if criterion == "fragmentation" else distance_fragmentation(rest)


@quick
@given(renamed(least=4, most=6), st.integers(1, 2), st.sampled_from(CRITERIA))
def test_key_players_are_the_first_of_the_best_of_all_sets(pair, size, criterion):
    graph, other, name = pair
    values = {members: value_of(graph, members, criterion) for members in combinations(range(len(graph)), size)}
    best = key_players(graph, size, criterion=criterion)
    top = max(values.values())
    assert best.value == same(top)
    assert best.members == min(members for members, value in values.items() if value >= top - 1e-9)
    assert best.random_mean == same(np.mean(list(values.values())))
    assert best.value_before == same(value_of(graph, (), criterion))
    mapped = key_players(other, size, criterion=criterion)
    assert (mapped.value, mapped.random_mean) == (same(best.value), same(best.random_mean))
    assert value_of(other, [name[member] for member in best.members], criterion) == same(mapped.value)


@quick
@given(networks(least=5, most=7), st.sampled_from(CRITERIA))
def test_no_single_exchange_improves_what_exchange_found(graph, criterion):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_players_module, "ALL_SETS", 0)
        found = key_players(graph, 2, criterion=criterion)
    assert found.value == same(value_of(graph, found.members, criterion))
    assert found.value <= key_players(graph, 2, criterion=criterion).value + 1e-9
    for member in found.members:
        for other in set(graph) - set(found.members):
            assert value_of(graph, set(found.members) - {member} | {other}, criterion) <= found.value + 1e-9


@pytest.mark.parametrize("criterion", CRITERIA)
def test_exchange_improves_on_adding_one_at_a_time(monkeypatch, criterion):
    """The middle of a path of seven is the best single actor and in no best pair."""
    monkeypatch.setattr(key_players_module, "ALL_SETS", 0)
    assert key_players(nx.path_graph(7), 1, criterion=criterion).members == (3,)
    assert key_players(nx.path_graph(7), 2, criterion=criterion).members == (1, 4)


def test_beyond_a_hundred_actors_sets_are_not_all_tried():
    stars = nx.disjoint_union_all([nx.star_graph(49), nx.star_graph(39), nx.star_graph(29)])
    best = key_players(stars, 2, draws=20, rng=rng())
    assert best.members == (0, 50)
    assert not best.exact
    assert best.value_before < best.random_mean < best.value
    assert best == key_players(stars, 2, draws=20, rng=rng())
    assert math.isnan(key_players(stars, 2).random_mean)


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize(("n", "size"), [(0, 1), (1, 2), (2, 3)])
def test_no_key_players_among_too_few(criterion, n, size):
    best = key_players(nx.empty_graph(n), size, criterion=criterion)
    assert best.members == ()
    assert math.isnan(best.value)


def test_a_removal_that_leaves_one_actor_has_no_value_but_all_can_reach():
    assert math.isnan(key_players(nx.path_graph(3), 2).value)
    assert key_players(nx.path_graph(3), 3, criterion="distance_reach").value == 1


def test_key_players_of_no_size_or_by_an_unknown_criterion():
    with pytest.raises(ValueError, match="at least one"):
        key_players(nx.path_graph(3), 0)
    with pytest.raises(ValueError, match="unknown criterion"):
        key_players(nx.path_graph(3), 1, criterion="fame")


# ---- removal curve


@quick
@given(renamed(), st.sampled_from(("degree", "betweenness")))
def test_each_row_of_the_curve_is_the_network_without_the_first_of_the_ranking(pair, by):
    graph, _, _ = pair
    curve = removal_curve(graph, by=by)
    n = len(graph)
    assert list(curve.index) == list(range(n + 1 if n else 0))
    left = graph
    for removed, row in curve.iterrows():
        sizes = [len(part) for part in nx.connected_components(left.to_undirected())]
        assert row["share_removed"] == same(removed / n)
        assert row["largest_component"] == same(max(sizes, default=0) / n)
        assert row["efficiency"] == same(global_efficiency(left))
        ranking = sorted(graph, key=lambda actor: (-rank(graph, by)[actor], actor))
        left = without(graph, ranking[: removed + 1])


def rank(graph, by):
    if by == "degree":
        return dict(graph.to_undirected().degree())
    exact = nx.betweenness_centrality(graph, weight="length") if len(graph) > 2 else dict.fromkeys(graph, 0.0)
    return {actor: round(value, 12) for actor, value in exact.items()}


def test_the_ranking_is_not_worked_out_again(florentine):
    """Without the Medici, Guadagni and Strozzi lead by degree; of the equal families Albizzi comes first."""
    graph, _ = florentine
    curve = removal_curve(graph)
    rest = without(graph, ["Medici", "Guadagni", "Strozzi", "Albizzi"])
    assert curve.loc[4, "efficiency"] == same(global_efficiency(rest))


def test_random_removal_hurts_a_star_less_than_removal_by_degree():
    star = nx.star_graph(9)
    by_degree, at_random = removal_curve(star), removal_curve(star, by="random", draws=300, rng=rng())
    assert by_degree.loc[1, "largest_component"] == 0.1
    # The centre leaves first in one order of ten: .9 * .9 + .1 * .1, standard error .014.
    assert at_random.loc[1, "largest_component"] == pytest.approx(0.82, abs=0.05)
    assert at_random.equals(removal_curve(star, by="random", draws=300, rng=rng()))


def test_random_orders_need_a_generator_and_rankings_a_known_name():
    with pytest.raises(ValueError, match="rng"):
        removal_curve(nx.path_graph(3), by="random")
    with pytest.raises(ValueError, match="unknown ranking"):
        removal_curve(nx.path_graph(3), by="fame")


# ---- Krackhardt


def test_knoke_information_is_connected_and_without_hierarchy_as_in_sna(knoke):
    graph, pins = knoke
    found, expected = krackhardt(graph), pins["krackhardt"]
    assert found.connectedness == expected["connectedness"]
    assert found.hierarchy == expected["hierarchy"]
    assert found.efficiency == pytest.approx(expected["efficiency"], abs=1e-9)
    assert found.least_upper_bound == expected["lub"]


@pytest.fixture
def money():
    pins = published("knoke_information")
    return nx.from_numpy_array(np.array(pins["money"]), create_using=nx.DiGraph), pins["money_pins"]


def test_knoke_money_dimensions_of_sna(money):
    graph, expected = money
    found = krackhardt(graph)
    assert found.connectedness == pytest.approx(expected["connectedness"], abs=1e-9)
    assert found.hierarchy == pytest.approx(expected["hierarchy"], abs=1e-9)
    assert found.efficiency == pytest.approx(expected["efficiency"], abs=1e-9)


def upper_bounds(graph):
    """Bounds of each pair of a part: those who reach both, or are one of them and reach the other."""
    above = {actor: nx.ancestors(graph, actor) | {actor} for actor in graph}
    parts = nx.weakly_connected_components(graph)
    pairs = [pair for part in parts if len(part) > 2 for pair in combinations(sorted(part), 2)]
    return above, [above[a] & above[b] for a, b in pairs]


def test_knoke_money_least_upper_bound_is_not_the_one_of_sna(money):
    """sna 2.7-1 gives .5: it asks for a bound that reaches all others, and the definition for one they all reach."""
    graph, expected = money
    above, bounds = upper_bounds(graph)
    topmost = sum(any(all(bound in above[other] for other in of) for bound in of) for of in bounds)
    least = sum(any(all(other in above[bound] for other in of) for bound in of) for of in bounds)
    most = 8 * 7 / 2  # nine actors in one part, the tenth alone
    assert 1 - (36 - topmost) / most == expected["lub"]
    assert krackhardt(graph).least_upper_bound == pytest.approx(1 - (36 - least) / most, abs=1e-9)
    assert krackhardt(graph).least_upper_bound == pytest.approx(24 / 28, abs=1e-9)


@quick
@given(renamed(directed=True, most=8))
def test_least_upper_bound_by_its_definition_and_whatever_the_names(pair):
    graph, other, _ = pair
    above, bounds = upper_bounds(graph)
    missing = sum(not any(bound_set <= above[bound] for bound in bound_set) for bound_set in bounds)
    big = [len(part) for part in nx.weakly_connected_components(graph) if len(part) > 2]
    most = sum((size - 1) * (size - 2) / 2 for size in big)
    one, two = krackhardt(graph), krackhardt(other)
    assert one.least_upper_bound == same(1 - missing / most if most else float("nan"))
    for dimension in ("connectedness", "hierarchy", "efficiency", "least_upper_bound"):
        assert getattr(one, dimension) == same(getattr(two, dimension))


@quick
@given(networks(directed=True, least=2))
def test_an_actor_alone_lowers_connectedness_only(graph):
    one, two = krackhardt(graph), krackhardt(with_loner(graph))
    n = len(graph)
    assert two.connectedness == same(one.connectedness * (n - 1) / (n + 1))
    for dimension in ("hierarchy", "efficiency", "least_upper_bound"):
        assert getattr(one, dimension) == same(getattr(two, dimension))


def test_an_undirected_tree_is_efficient_and_flat():
    found = krackhardt(nx.star_graph(4))
    assert (found.connectedness, found.hierarchy, found.efficiency, found.least_upper_bound) == (1, 0, 1, 1)


def test_efficiency_of_an_undirected_network_counts_pairs():
    assert krackhardt(nx.complete_graph(3)).efficiency == 0
    assert krackhardt(nx.cycle_graph(4)).efficiency == same(1 - 1 / 3)


@pytest.mark.parametrize("n", [0, 1])
def test_one_actor_has_no_dimension(n):
    found = krackhardt(nx.empty_graph(n, create_using=nx.DiGraph))
    assert np.isnan([found.connectedness, found.hierarchy, found.efficiency, found.least_upper_bound]).all()


def test_two_actors_have_no_upper_bound_to_miss():
    found = krackhardt(nx.DiGraph([("a", "b"), ("a", "a")]))
    assert (found.connectedness, found.hierarchy, found.efficiency) == (1, 1, 1)
    assert math.isnan(found.least_upper_bound)


# ---- core and periphery


@pytest.mark.parametrize(("pattern", "pin"), [("incident", "BE_core_incident"), ("missing", "BE_cp_missing")])
@pytest.mark.parametrize("all_cores", [20, 0])
def test_florentine_core_by_trying_all_and_by_search(florentine, monkeypatch, pattern, pin, all_cores):
    graph, pins = florentine
    monkeypatch.setattr(core_periphery_module, "ALL_CORES", all_cores)
    found = core_periphery(graph, pattern=pattern, rng=rng())
    assert [list(found.core), found.correlation] == [pins[pin][0], pytest.approx(pins[pin][1], abs=1e-7)]
    assert (found.pattern, found.exact) == (pattern, all_cores > 0)


def correlation_of(graph, core, pattern):
    cells = [
        (graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0.0, (a in core) + (b in core))
        for a, b in combinations(graph, 2)
        if pattern == "incident" or (a in core) == (b in core)
    ]
    ties, ideal = [tie for tie, _ in cells], [number > 0 for _, number in cells]
    if not cells or np.std(ties) < 1e-9 or np.std(ideal) < 1e-9:
        return float("nan")
    return np.corrcoef(ties, ideal)[0, 1]


@quick
@given(renamed(directed=False), st.sampled_from(PATTERNS))
def test_the_core_is_the_smallest_then_first_of_the_best(pair, pattern):
    graph, other, _ = pair
    tied = [actor for actor in graph if graph.degree[actor]]
    cores = [core for size in range(len(tied) + 1) for core in combinations(tied, size)]
    values = {core: correlation_of(graph, core, pattern) for core in cores}
    found = core_periphery(graph, pattern=pattern, rng=rng())
    defined = [value for value in values.values() if not math.isnan(value)]
    if defined:
        assert found.correlation == same(max(defined))
        assert found.core == next(core for core in cores if values[core] >= max(defined) - 1e-9)
    else:
        assert found.core == ()
        assert math.isnan(found.correlation)
    again = core_periphery(other, pattern=pattern, rng=rng())
    assert again.correlation == same(found.correlation)
    assert len(again.core) == len(found.core)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_searching_finds_the_core_that_trying_all_finds(monkeypatch, pattern, seed):
    graph = nx.gnm_random_graph(14, 30, seed=seed)
    best = core_periphery(graph, pattern=pattern, rng=rng())
    monkeypatch.setattr(core_periphery_module, "ALL_CORES", 0)
    found = core_periphery(graph, pattern=pattern, rng=rng())
    assert found.core == best.core
    assert found.correlation == same(best.correlation)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_perfect_core_among_more_actors_than_can_all_be_tried(pattern):
    graph = nx.complete_graph(6)
    graph.add_edges_from((core, 6 + 5 * core + k) for core in range(6) for k in range(5))
    graph.add_node(99)
    found = core_periphery(graph, pattern=pattern, rng=rng())
    assert found.core == tuple(range(6))
    assert found.correlation == same(1.0 if pattern == "missing" else correlation_of(unit(graph), range(6), pattern))
    assert not found.exact


def unit(graph):
    nx.set_edge_attributes(graph, 1.0, "weight")
    return graph


@pytest.mark.parametrize("graph", [nx.empty_graph(0), nx.empty_graph(1), nx.empty_graph(4), nx.complete_graph(5)])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_core_where_all_are_alike(graph, pattern):
    found = core_periphery(graph, pattern=pattern, rng=rng())
    assert found.core == ()
    assert math.isnan(found.correlation)
    assert math.isnan(core_periphery_p(graph, pattern=pattern, draws=5, rng=rng()).p_value)


@pytest.mark.parametrize("n", [7, 15, 25])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_equal_strengths_below_one_leave_no_variance_to_rounding(n, pattern):
    graph = nx.complete_graph(n)
    nx.set_edge_attributes(graph, 0.55, "weight")
    assert math.isnan(core_periphery(graph, pattern=pattern, restarts=3, rng=rng()).correlation)


def test_of_equal_cores_the_smallest_is_the_core():
    graph = unit(nx.gnm_random_graph(8, 9, seed=33))
    values = [correlation_of(graph, core, "missing") for core in ((4, 5), (0, 3, 4, 5), (3, 4, 5, 6))]
    assert values == [same(values[0])] * 3
    assert core_periphery(graph, pattern="missing", rng=rng()).core == (4, 5)


def test_core_of_a_directed_network_is_that_of_its_ties():
    star = nx.DiGraph([("a", "hub"), ("hub", "b"), ("c", "hub"), ("hub", "hub")])
    assert core_periphery(star, rng=rng()).core == ("hub",)


def test_an_unknown_pattern_or_no_search_is_refused():
    with pytest.raises(ValueError, match="unknown pattern"):
        core_periphery(nx.path_graph(3), pattern="full", rng=rng())
    with pytest.raises(ValueError, match="at least one"):
        core_periphery(nx.path_graph(3), restarts=0, rng=rng())


def test_a_core_that_degrees_do_not_explain_is_unlikely_under_rewiring():
    """Five tied to each other and a ring of ten: rewired, the five hardly ever stay together."""
    graph = nx.disjoint_union(nx.complete_graph(5), nx.cycle_graph(10))
    chance = core_periphery_p(graph, pattern="missing", draws=39, rng=rng())
    assert chance.p_value == pytest.approx(1 / 40)
    assert chance.z > 2
    assert chance == core_periphery_p(graph, pattern="missing", draws=39, rng=rng())


def test_a_core_that_degrees_explain_is_no_news():
    chance = core_periphery_p(nx.star_graph(6), draws=19, rng=rng())
    assert (chance.value, chance.baseline, chance.spread, chance.p_value) == (1, 1, 0, 1)


# ---- rewiring


@quick
@given(networks(), st.integers(0, 99))
def test_rewiring_keeps_the_number_of_partners_and_the_strengths_of_ties(graph, seed):
    drawn = rewired(graph, rng=rng(seed))
    plain = nx.Graph(graph.to_undirected())
    assert list(drawn) == sorted(graph)
    assert dict(drawn.degree()) == dict(plain.degree())
    assert not list(nx.selfloop_edges(drawn))
    if not graph.is_directed():
        assert sorted(w for *_, w in drawn.edges(data="weight")) == sorted(w for *_, w in graph.edges(data="weight"))


def test_rewiring_reaches_all_networks_of_the_degrees_alike():
    """Two ties among four: three networks, each a third of the draws (standard error .027)."""
    random = rng()
    draws = [frozenset(rewired(nx.Graph([(0, 1), (2, 3)]), rng=random).edges) for _ in range(300)]
    shares = [draws.count(network) / 300 for network in set(draws)]
    assert shares == [pytest.approx(1 / 3, abs=0.09)] * 3
