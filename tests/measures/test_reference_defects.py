"""Where well-known software gives a wrong or no answer, and ours does not.

networkx 3.6.1 is asked here; another version may be mended, or wrong in another way. Of packages that are not
installed, the wrong number stands beside ours.
"""

import itertools
import math

import networkx as nx
import numpy as np
import pytest

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.actors.constraint import constraint
from synergy.measures.actors.current_flow_betweenness import current_flow_betweenness
from synergy.measures.actors.effective_size import effective_size
from synergy.measures.actors.efficiency import efficiency
from synergy.measures.actors.harmonic_closeness import harmonic_closeness
from synergy.measures.actors.hierarchy import hierarchy
from synergy.measures.actors.k_core import k_core
from synergy.measures.chance.bipartite_configuration import stochastic_margins_p
from synergy.measures.pairs.likelihood import adamic_adar, preferential_attachment, resource_allocation
from synergy.settings import GRID, UNIT_LENGTH
from tests.measures.conftest import published

SEEN_IN = "3.6.1"


def known(theirs, *, wrong, right):
    """Say whether networkx gives the wrong answer we know of, or, with another SciPy, the right one."""
    assert wrong != pytest.approx(right, nan_ok=True), "the two must differ for the test to show anything"
    answers = [pytest.approx(answer, abs=1e-6, nan_ok=True) for answer in (wrong, right)]
    return theirs in answers or nx.__version__ != SEEN_IN


def refuses(error, function, *arguments, **options):
    """Say whether networkx raises this error, or gives an answer in another version than the one it was seen in."""
    try:
        list(function(*arguments, **options))
    except error:
        return True
    return nx.__version__ != SEEN_IN


@pytest.fixture
def parts():
    """A triangle and a pair, without a tie between them."""
    return nx.Graph([(0, 1), (1, 2), (0, 2), (3, 4)])


@pytest.fixture
def one_way():
    """A transitive triad: actor 2 has incoming ties only."""
    return nx.DiGraph([(0, 1), (1, 2), (0, 2)])


# Structural holes


def test_networkx_effective_size_of_directed_ties_with_strengths_divides_by_the_wrong_maximum():
    """Its pull request 8906: asked for all actors at once, it takes the column's maximum for the row's."""
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(0, 1, 2), (1, 2, 3), (0, 2, 1)])
    right = [1, 1.566667, 1.083333]
    assert known(list(nx.effective_size(graph, weight="weight").values()), wrong=[1, 1.6, 1.25], right=right)
    assert effective_size(graph).tolist() == pytest.approx(right, abs=1e-6)
    assert efficiency(graph).tolist() == pytest.approx([value / 2 for value in right], abs=1e-6)


def test_networkx_effective_size_of_directed_ties_without_strengths_is_wrong_too():
    graph = nx.DiGraph([(0, 1), (1, 0), (1, 2), (0, 2), (2, 3)])  # returned, a tie counts 2
    right = [7 / 6, 7 / 6, 7 / 3, 1]
    assert known(list(nx.effective_size(graph).values()), wrong=[4 / 3, 4 / 3, 7 / 3, 1], right=right)
    assert effective_size(graph).tolist() == pytest.approx(right)


def test_networkx_effective_size_of_the_karate_club_with_strengths():
    graph, pins = nx.karate_club_graph(), published("karate_club")
    theirs, ours = nx.effective_size(graph, weight="weight"), effective_size(graph)
    for member, right in pins["weighted_effective_size"].items():
        wrong = pins["networkx_361_effective_size_wrong"][member]
        assert known(theirs[int(member)], wrong=wrong, right=right)
        assert ours[int(member)] == pytest.approx(right, abs=1e-6)


@pytest.mark.parametrize(
    ("theirs", "ours", "right"),
    [(nx.constraint, constraint, 1.125), (nx.effective_size, effective_size, 1.0)],
)
def test_networkx_leaves_out_actors_with_incoming_ties_only_when_asked_for_some(one_way, theirs, ours, right):
    assert known(list(theirs(one_way, nodes=list(one_way)).values()), wrong=[right, right, math.nan], right=[right] * 3)
    assert ours(one_way).tolist() == pytest.approx([right] * 3)
    assert hierarchy(one_way).tolist() == pytest.approx([0] * 3)


def test_networkx_counts_a_tie_to_oneself_in_constraint_and_effective_size():
    looped = nx.complete_graph(3)
    looped.add_edge(0, 0)
    right = [1.125] * 3  # also of a triad without loops, above 1 as it should be (its issue 8087); igraph drops loops
    assert known(list(nx.constraint(looped).values()), wrong=[1.351852, 1.284722, 1.284722], right=right)
    assert known(list(nx.effective_size(looped).values()), wrong=[2 / 3, 0.5, 0.5], right=[1] * 3)
    assert constraint(looped).tolist() == pytest.approx(right)
    assert effective_size(looped).tolist() == pytest.approx([1] * 3)
    assert hierarchy(looped).tolist() == pytest.approx([0] * 3)


def test_networkx_has_no_core_numbers_where_somebody_is_tied_to_itself():
    looped = nx.complete_graph(3)
    looped.add_edge(0, 0)
    assert refuses(nx.NetworkXNotImplemented, nx.core_number, looped)
    assert k_core(looped).tolist() == [2, 2, 2]


# Closeness and eigenvectors


def test_closeness_by_part_puts_a_pair_apart_level_with_the_centre_of_all(parts):
    """igraph and wf_improved=False look at each part alone; harmonic closeness counts who is out of reach as 0."""
    parts.add_edge(0, 5)
    alone = nx.closeness_centrality(parts, wf_improved=False)
    assert alone[3] == alone[0] == 1
    assert harmonic_closeness(parts)[0] == pytest.approx(3 / 5)
    assert harmonic_closeness(parts)[3] == pytest.approx(1 / 5)


def test_networkx_closeness_in_parts_is_scaled_by_their_size_and_taken_along_incoming_ties():
    chain = nx.disjoint_union(nx.path_graph(3), nx.path_graph(2))
    assert nx.closeness_centrality(chain)[0] == pytest.approx(2 / 3 * 2 / 4)  # of the part, times its share of others
    assert harmonic_closeness(chain)[0] == pytest.approx((1 + 1 / 2) / 4)
    arc = nx.DiGraph([("a", "b")])
    assert known(nx.closeness_centrality(arc)["a"], wrong=0, right=1)
    assert harmonic_closeness(arc).to_dict() == pytest.approx({"a": 1, "b": 0})


def test_networkx_eigenvector_centrality_is_ambiguous_or_next_to_nothing_in_parts(parts):
    """So closeness by default is harmonic: defined for every part, the smaller one included."""
    assert refuses(nx.AmbiguousSolution, nx.eigenvector_centrality_numpy, parts)
    iterated = nx.eigenvector_centrality(parts, max_iter=1000)
    assert 0 < iterated[3] < 1e-4 or nx.__version__ != SEEN_IN
    assert harmonic_closeness(parts).tolist() == pytest.approx([0.5, 0.5, 0.5, 0.25, 0.25])


# Betweenness


@pytest.mark.parametrize("seed", range(3))
def test_networkx_betweenness_from_one_starting_point_is_undefined_there(seed):
    star = nx.star_graph(4)
    sampled = list(nx.betweenness_centrality(star, k=1, seed=seed).values())
    assert any(math.isnan(value) for value in sampled) or nx.__version__ != SEEN_IN
    assert betweenness(star).tolist() == pytest.approx([1, 0, 0, 0, 0])
    for pivots in (2, 3, 4, 5):
        assert betweenness(star, pivots=pivots, seed=seed).notna().all()


def test_lengths_as_fractions_lose_one_of_two_equal_paths():
    """1/.15 + 1/.25 + 1/1 = 1/.1 + 1/.6 = 35/3, but not in floats: only one of the routes is then the shortest."""
    strengths = [("a", "x", 0.15), ("x", "y", 0.25), ("y", "b", 1.0), ("a", "z", 0.1), ("z", "b", 0.6)]
    assert (1 / 0.15 + 1 / 0.25) + 1 / 1.0 != 1 / 0.1 + 1 / 0.6
    graph = nx.Graph()
    for a, b, strength in strengths:
        graph.add_edge(a, b, float=1 / strength, length=UNIT_LENGTH * GRID // round(strength * GRID))
    lost = nx.betweenness_centrality(graph, weight="float", normalized=False)
    assert [lost[actor] for actor in "xyz"] == [1, 2, 1]
    ours = betweenness(graph) * (5 - 1) * (5 - 2) / 2
    assert ours[list("xyz")].tolist() == pytest.approx([1.5, 2.5, 0.5])


def test_strengths_taken_for_lengths_lead_paths_along_the_weakest_ties():
    """networkx reads ``weight`` as a distance in betweenness."""
    graph = nx.Graph()
    for a, b, steps in [("a", "strong", 20), ("strong", "b", 20), ("a", "weak", 2), ("weak", "b", 2)]:
        graph.add_edge(a, b, weight=steps / GRID, length=UNIT_LENGTH * GRID // steps)
    by_weight = nx.betweenness_centrality(graph, weight="weight")
    assert by_weight["weak"] > by_weight["strong"] == 0
    assert betweenness(graph)["strong"] > betweenness(graph)["weak"] == 0


def test_networkx_has_no_current_flow_in_parts_or_with_directed_ties(parts, one_way):
    assert refuses(nx.NetworkXError, nx.current_flow_betweenness_centrality, parts)
    assert refuses(nx.NetworkXNotImplemented, nx.current_flow_betweenness_centrality, one_way)
    # A unit between two of a triangle sends a third by way of the other; of six pairs of others, one each is in reach.
    assert current_flow_betweenness(parts).tolist() == pytest.approx([1 / 18] * 3 + [0, 0], abs=1e-9)
    assert current_flow_betweenness(one_way).tolist() == pytest.approx([1 / 3] * 3, abs=1e-9)


# Expected ties


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (nx.resource_allocation_index, resource_allocation),
        (nx.adamic_adar_index, adamic_adar),
        (nx.preferential_attachment, preferential_attachment),
    ],
)
def test_networkx_has_no_expected_ties_of_directed_networks(theirs, ours):
    graph = nx.DiGraph([(0, 1), (2, 1), (2, 3), (3, 0)])
    pairs = list(itertools.combinations(graph, 2))
    assert refuses(nx.NetworkXNotImplemented, theirs, graph, pairs)
    symmetrised = {(a, b): score for a, b, score in theirs(graph.to_undirected(), pairs)}
    values = ours(nx.to_numpy_array(graph, nodelist=range(4)))
    assert {(a, b): values[a, b] for a, b in pairs} == pytest.approx(symmetrised)


# Packages that are not installed here


def test_who_lets_in_from_another_sector_is_a_gatekeeper_though_two_packages_say_representative():
    """The manual of R's sna 1.1 and the columns of netrics 0.3.1 have the two names the other way round."""
    roles = brokerage_roles(nx.DiGraph([(1, 2), (2, 3)]), {1: "A", 2: "B", 3: "B"}).loc[2]
    assert roles["gatekeeper"] == 1
    assert roles["representative"] != 1
    assert roles.sum() == 1
    mirrored = brokerage_roles(nx.DiGraph([(1, 2), (2, 3)]), {1: "B", 2: "B", 3: "A"}).loc[2]
    assert mirrored["representative"] == mirrored.sum() == 1


def test_chance_of_an_overlap_is_of_the_upper_tail_and_exact():
    """Of Evelyn and Theresa, bicm 3.4.0 gives the lower tail by "normal" and "rna" and .260 by its default "poisson".

    R's backbone 2.1.3 approximates too: .270329 for Evelyn and Laura.
    """
    pins = published("davis_women")
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    p = stochastic_margins_p(nx.bipartite.biadjacency_matrix(graph, women).toarray())
    names = ("Evelyn Jefferson", "Theresa Anderson", "Laura Mandeville")
    evelyn, theresa, laura = (women.index(name) for name in names)
    assert p[evelyn, theresa] == pytest.approx(pins["Evelyn-Theresa"]["sdsm_exact_p"], abs=1e-6)
    for wrong in (0.936, 0.933, 0.260):
        assert p[evelyn, theresa] != pytest.approx(wrong, abs=5e-4)
    assert p[evelyn, laura] == pytest.approx(pins["Evelyn-Laura"]["sdsm_exact_p"], abs=1e-6)
    assert p[evelyn, laura] != pytest.approx(pins["Evelyn-Laura"]["R_backbone_sdsm_RNA_p"], abs=1e-3)


def test_an_undefined_answer_is_never_a_silent_zero():
    alone = nx.empty_graph(3)
    for measure in (constraint, effective_size, efficiency, hierarchy):
        assert np.isnan(measure(alone)).all()
