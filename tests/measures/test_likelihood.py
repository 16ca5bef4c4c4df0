"""Which ties one would expect: common partners, popularity, sectors."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from synergy.measures.pairs.likelihood import (
    adamic_adar,
    likelihood,
    preferential_attachment,
    rank_mean,
    resource_allocation,
    sector_dcsbm,
)

FEW = settings(max_examples=25, deadline=None)
NETWORKS = arrays(float, (7, 7), elements=st.sampled_from([0.0, 0.0, 0.5, 1.0, float("nan")]))
SECTORS = list("aabbbcc")
PREDICTORS = {
    "resource allocation": lambda matrix, _: resource_allocation(matrix),
    "Adamic-Adar": lambda matrix, _: adamic_adar(matrix),
    "preferential attachment": lambda matrix, _: preferential_attachment(matrix),
    "sector DCSBM": sector_dcsbm,
}


def pair(scores, graph, name):
    one, other = (list(graph).index(family) for family in name.split("-"))
    return scores[one, other]


def test_florentine_common_partners(florentine):
    graph, pins = florentine
    matrix = nx.to_numpy_array(graph)
    for scores, expected in ((resource_allocation(matrix), pins["RA"]), (adamic_adar(matrix), pins["AA"])):
        for name, value in expected.items():
            assert pair(scores, graph, name) == pytest.approx(value, abs=pins["tolerance"])
    assert pair(preferential_attachment(matrix), graph, "Guadagni-Medici") == 24


def test_common_partners_agree_with_networkx_on_the_karate_club():
    graph = nx.karate_club_graph()
    matrix = nx.to_numpy_array(graph)
    for scores, reference in (
        (resource_allocation(matrix), nx.resource_allocation_index),
        (adamic_adar(matrix), nx.adamic_adar_index),
        (preferential_attachment(matrix), nx.preferential_attachment),
    ):
        for one, other, value in reference(graph):
            assert scores[one, other] == pytest.approx(value)


def test_expected_ties_of_the_block_model_add_up_to_the_ties():
    """Karrer and Newman: with the pairs of an actor with itself, the model keeps every number of partners."""
    graph = nx.karate_club_graph()
    clubs = [club for _, club in graph.nodes(data="club")]
    matrix = nx.to_numpy_array(graph, weight=None)
    expected = sector_dcsbm(matrix, clubs)
    degrees = matrix.sum(axis=0)
    for club in set(clubs):
        inside = np.array([each == club for each in clubs])
        with_itself = degrees**2 * matrix[np.ix_(inside, inside)].sum() / degrees[inside].sum() ** 2
        assert (np.nansum(expected, axis=0) + with_itself)[inside] == pytest.approx(degrees[inside])


def test_half_a_tie_stands_for_none_between_two_sectors():
    matrix = np.zeros((5, 5))
    matrix[0, 1] = matrix[2, 3] = 1
    expected = sector_dcsbm(matrix, list("aabbb"))
    assert expected[0, 2] == pytest.approx(1 * 1 * 0.5 / (2 * 2))
    assert expected[0, 1] == pytest.approx(1 * 1 * 2 / (2 * 2))
    assert expected[0, 4] == expected[2, 4] == 0  # an actor without ties
    alone = sector_dcsbm(matrix, list("abbac"))  # no tie inside a, none inside b; c has no tie at all
    assert alone[0, 3] == pytest.approx(1 * 1 * 2 * 0.5 / (2 * 2))
    assert alone[0, 4] == 0


@pytest.mark.parametrize("name", PREDICTORS)
@FEW
@given(NETWORKS, st.permutations(range(7)))
def test_predictors_do_not_hang_on_order_direction_strength_loops_or_unknown_pairs(name, matrix, order):
    predict = PREDICTORS[name]
    scores = predict(matrix, SECTORS)
    assert np.isnan(np.diag(scores)).all()
    assert (scores[~np.eye(7, dtype=bool)] >= 0).all()
    assert np.allclose(scores, scores.T, equal_nan=True)
    moved = predict(matrix[np.ix_(order, order)], [SECTORS[place] for place in order])
    assert np.allclose(moved, scores[np.ix_(order, order)], equal_nan=True)
    tied = np.fmax(matrix, matrix.T) > 0
    assert np.allclose(predict(tied * 0.3, SECTORS), scores, equal_nan=True)


@pytest.mark.parametrize("name", [*PREDICTORS][:3])
@FEW
@given(NETWORKS)
def test_actors_elsewhere_change_no_local_score(name, matrix):
    beside = np.zeros((10, 10))
    beside[:7, :7] = matrix
    beside[7, 8] = beside[8, 9] = 1
    predict = PREDICTORS[name]
    assert np.allclose(predict(beside, None)[:7, :7], predict(matrix, None), equal_nan=True)


@pytest.mark.parametrize("name", PREDICTORS)
@pytest.mark.parametrize("n", [0, 1, 2])
def test_predictors_of_a_network_without_ties(name, n):
    scores = PREDICTORS[name](np.zeros((n, n)), ["a"] * n)
    assert scores.shape == (n, n)
    assert np.isnan(np.diag(scores)).all()
    assert not np.nansum(scores)


def test_rank_mean_shares_the_ranks_of_equal_scores():
    one = np.array([[0, 3, 2], [3, 0, 2], [2, 2, 0]], dtype=float)
    other = np.array([[0, 1, 2], [1, 0, 3], [2, 3, 0]], dtype=float)
    mean = rank_mean(one, other)
    assert mean[0, 1] == pytest.approx((3 + 1) / 2 / 3)
    assert mean[2, 0] == mean[0, 2] == pytest.approx((1.5 + 2) / 2 / 3)
    assert mean[1, 2] == pytest.approx((1.5 + 3) / 2 / 3)
    assert np.isnan(np.diag(mean)).all()


def test_rank_mean_leaves_out_a_pair_without_a_score():
    one = np.array([[0, 3, np.nan], [3, 0, 2], [np.nan, 2, 0]])
    mean = rank_mean(one, np.ones((3, 3)))
    assert np.isnan(mean[0, 2])
    assert np.isnan(mean[2, 0])
    assert mean[0, 1] == pytest.approx((2 + 1.5) / 2 / 2)


@pytest.mark.parametrize("n", [0, 1])
def test_rank_mean_of_no_pair(n):
    assert np.isnan(rank_mean(np.zeros((n, n)))).all()


@FEW
@given(arrays(float, (6, 6), elements=st.floats(0, 9)))
def test_rank_mean_is_a_share_whose_mean_is_known(scores):
    mean = rank_mean(scores + scores.T)
    off_diagonal = mean[~np.eye(6, dtype=bool)]
    assert ((off_diagonal > 0) & (off_diagonal <= 1)).all()
    assert off_diagonal.mean() == pytest.approx((15 + 1) / 2 / 15)


def test_nothing_is_said_of_a_small_or_sparse_network(florentine):
    graph, _ = florentine
    assert likelihood(nx.to_numpy_array(graph), ["a"] * 15) is None
    ring = nx.to_numpy_array(nx.cycle_graph(39))
    assert likelihood(ring, ["a"] * 39) is None
    assert likelihood(nx.to_numpy_array(nx.cycle_graph(40)), ["a"] * 40) is not None
    crowd = np.zeros((20, 20))
    crowd[:10, :10] = 1  # 45 ties; the other ten actors count as actors
    assert likelihood(crowd, ["a"] * 20) is not None
    assert likelihood(crowd[:19, :19], ["a"] * 19) is None
    assert likelihood(crowd[:19, :19], ["a"] * 19, few_actors=19) is not None


def test_likelihood_is_the_rank_mean_of_common_partners_and_sectors():
    graph = nx.karate_club_graph()
    matrix, clubs = nx.to_numpy_array(graph), [club for _, club in graph.nodes(data="club")]
    expected = rank_mean(resource_allocation(matrix), sector_dcsbm(matrix, clubs))
    assert np.array_equal(likelihood(matrix, clubs), expected, equal_nan=True)
    leaders = expected[0, 33]
    assert 0 < expected[16, 26] < leaders <= 1
