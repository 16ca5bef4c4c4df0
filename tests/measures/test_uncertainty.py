"""How far numbers may be off: resampling, dropped actors, missing and noisy reports, lists, hidden ties."""

import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.degree import degree
from synergy.measures.uncertainty.accuracy import (
    auc,
    average_precision,
    average_ranks,
    precision_at,
    vertex_precision_at,
)
from synergy.measures.uncertainty.case_dropping import stability_coefficient
from synergy.measures.uncertainty.hold_out import hold_out
from synergy.measures.uncertainty.jackknife import jackknife
from synergy.measures.uncertainty.noisy_reports import fit, posterior
from synergy.measures.uncertainty.nonresponse import rank_range, treatments
from synergy.measures.uncertainty.rank_stability import badges, rank_stability
from synergy.measures.uncertainty.vertex_bootstrap import vertex_bootstrap
from tests.measures.conftest import published

NAN = float("nan")
FEW = settings(max_examples=25, deadline=None)
LEVELS = st.sampled_from([0.0, 1.0, 2.0])  # so few that many scores are equal


def random(seed=1):
    return np.random.default_rng(seed)


def matrix_density(matrix):
    n = len(matrix)
    return (matrix.sum() - np.trace(matrix)) / (n * (n - 1))


@pytest.fixture
def information():
    pins = published("knoke_information")
    return np.array(pins["matrix"], dtype=float), pins


@st.composite
def scored(draw):
    """Scores of up to seven pairs, and which of them are tied."""
    size = draw(st.integers(0, 7))
    return draw(arrays(float, size, elements=LEVELS)), draw(arrays(float, size, elements=st.sampled_from([0.0, 1.0])))


# Resampling of actors


def test_knoke_density_jackknife_of_snijders_and_borgatti(information):
    matrix, pins = information
    estimate = jackknife(matrix, matrix_density)
    assert estimate.value == pytest.approx(pins["density"], abs=1e-9)
    assert estimate.spread == pytest.approx(pins["jackknife_se_density"], abs=1e-9)
    assert (estimate.draws, estimate.exact) == (10, True)


def test_knoke_density_bootstrap_of_snijders_and_borgatti(information):
    """Error of a standard error from N draws: 1/sqrt(2N) of it, here about .0015; three of them."""
    matrix, pins = information
    estimate = vertex_bootstrap(matrix, matrix_density, draws=3000, rng=random())
    assert estimate.spread == pytest.approx(pins["vertex_bootstrap_se_density_approx"], abs=0.0045)
    assert estimate.low < pins["density"] < estimate.high
    assert estimate.draws == 3000


def test_a_resample_keeps_a_symmetric_network_symmetric_and_a_pair_whole():
    mutual_or_none = np.triu(np.arange(36).reshape(6, 6), 1)
    seen = []
    vertex_bootstrap(mutual_or_none + mutual_or_none.T, lambda m: seen.append(m) or 0.0, draws=20, rng=random())
    assert all((resample == resample.T).all() for resample in seen)


def test_between_two_copies_of_an_actor_stands_a_pair_of_the_data():
    """Were it the diagonal, the resamples of a complete network would have gaps."""
    complete = np.ones((5, 5)) - np.eye(5)
    estimate = vertex_bootstrap(complete, matrix_density, draws=50, rng=random())
    assert (estimate.low, estimate.spread) == (1.0, 0.0)


def test_aligned_matrices_are_resampled_together():
    need = np.triu(random(2).random((8, 8)), 1)
    need += need.T

    def difference(one, other):
        return float(np.abs(one - other / 2).max())

    assert vertex_bootstrap((need, 2 * need), difference, draws=30, rng=random()).high == 0
    assert jackknife((need, 2 * need), difference).spread == 0


def test_the_same_generator_gives_the_same_bootstrap(information):
    matrix, _ = information
    one, other = (vertex_bootstrap(matrix, matrix_density, draws=50, rng=random(3)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("n", [0, 1])
def test_without_a_pair_of_actors_no_resample_is_drawn(n):
    for estimate in (
        vertex_bootstrap(np.zeros((n, n)), lambda _: NAN, rng=random()),
        jackknife(np.zeros((n, n)), lambda _: NAN),
    ):
        assert math.isnan(estimate.spread)
        assert estimate.draws == 0


def test_resamples_in_which_the_number_is_undefined_are_left_out():
    matrix = np.zeros((6, 6))
    matrix[0, 1] = matrix[1, 0] = 1
    estimate = vertex_bootstrap(matrix, lambda m: 1.0 if m.any() else NAN, draws=100, rng=random())
    assert 0 < estimate.draws < 100
    assert (estimate.low, estimate.high) == (1, 1)
    nowhere = vertex_bootstrap(matrix, lambda _: NAN, draws=10, rng=random())
    assert (nowhere.draws, math.isnan(nowhere.low)) == (0, True)


def test_jackknife_is_undefined_where_the_number_is_without_one_actor():
    matrix = np.zeros((4, 4))
    matrix[0, 1] = 1
    assert math.isnan(jackknife(matrix, lambda m: 1.0 if m.any() else NAN).spread)


@FEW
@given(arrays(float, (6, 6), elements=LEVELS), st.permutations(range(6)))
def test_the_order_of_actors_changes_no_jackknife(matrix, order):
    one, other = jackknife(matrix, matrix_density), jackknife(matrix[np.ix_(order, order)], matrix_density)
    assert other.spread == pytest.approx(one.spread, abs=1e-12)


@FEW
@given(arrays(float, (6, 6), elements=LEVELS), st.sampled_from([0.5, 2.0]))
def test_stronger_ties_widen_the_errors_of_a_density_alike(matrix, factor):
    one, other = jackknife(matrix, matrix_density), jackknife(factor * matrix, matrix_density)
    assert other.spread == pytest.approx(factor * one.spread, abs=1e-12)
    one, other = (vertex_bootstrap(m, matrix_density, draws=20, rng=random()) for m in (matrix, factor * matrix))
    assert other.spread == pytest.approx(factor * one.spread, abs=1e-12)


# Dropped actors


def friends():
    pins = published("high_tech_managers")
    graph = nx.Graph()
    graph.add_nodes_from(sorted({actor for tie in pins["layers"]["friends"] for actor in tie}))
    graph.add_edges_from(pins["layers"]["friends"])
    return graph


@pytest.mark.parametrize(("measure", "share"), [(degree, 0.45), (betweenness, 0.35)])
def test_high_tech_friends_coefficient_of_epskamp_borsboom_and_fried(measure, share):
    """Share of 21 managers from an independent run in steps of .05; one step on either side is its error."""
    shares = [share - 0.05, share, share + 0.05, share + 0.1]
    result = stability_coefficient(friends(), measure, shares=shares, draws=80, rng=random())
    assert result.coefficient == pytest.approx(share, abs=0.075)


def test_a_measure_of_the_actors_alone_is_stable_at_every_share():
    def fixed(graph):
        return pd.Series({actor: float(actor) for actor in graph})

    result = stability_coefficient(nx.path_graph(10), fixed, shares=[0.2, 0.7], draws=5, rng=random())
    assert result.coefficient == 0.7
    assert result.curve["reached"].tolist() == [1, 1]
    assert result.curve["dropped"].tolist() == [2, 7]


def test_a_measure_of_the_size_of_what_is_left_is_stable_at_none():
    def turned(graph):
        return pd.Series({actor: float(actor if len(graph) == 10 else -actor) for actor in graph})

    result = stability_coefficient(nx.path_graph(10), turned, shares=[0.1], draws=5, rng=random())
    assert result.coefficient == 0
    assert result.curve["mean"].tolist() == pytest.approx([-1])


def test_a_share_counts_only_if_all_smaller_ones_pass():
    def odd(graph):
        sign = -1 if len(graph) == 8 else 1
        return pd.Series({actor: float(sign * actor) for actor in graph})

    result = stability_coefficient(nx.path_graph(10), odd, shares=[0.1, 0.2, 0.3], draws=3, rng=random())
    assert result.coefficient == 0.1


def test_spearman_reads_the_order_only():
    def steep(graph):
        return pd.Series({actor: 10.0 ** (actor if len(graph) == 8 else actor / 9) for actor in graph})

    options = {"shares": [0.125], "draws": 30, "correlation": 0.99}
    assert stability_coefficient(nx.path_graph(8), steep, rng=random(), method="spearman", **options).coefficient
    assert not stability_coefficient(nx.path_graph(8), steep, rng=random(), **options).coefficient


@pytest.mark.parametrize("graph", [nx.empty_graph(0), nx.empty_graph(3), nx.empty_graph(8), nx.cycle_graph(8)])
def test_stability_is_undefined_where_the_measure_tells_no_actors_apart(graph):
    result = stability_coefficient(graph, degree, draws=3, rng=random())
    assert math.isnan(result.coefficient)


def test_stability_of_a_directed_network_with_isolates():
    graph = nx.DiGraph([(0, 1), (0, 2), (0, 3), (0, 4), (1, 2)])
    graph.add_nodes_from(range(5, 9))
    assert 0 <= stability_coefficient(graph, degree, draws=20, rng=random()).coefficient < 1


# Reports


def test_noisy_report_posterior_of_newman():
    pins = published("noisy_report")
    cases = {name: value for name, value in pins.items() if name.startswith("N")}
    assert len(cases) == 5
    for name, value in cases.items():
        probability = posterior(int(name[3]), int(name[1]), rho=0.3, alpha=0.8, beta=0.1)
        assert float(probability) == pytest.approx(value, abs=pins["tolerance"])


def test_a_pair_without_reports_keeps_the_rate_of_ties():
    assert posterior([0], [0], rho=0.3, alpha=0.8, beta=0.1).tolist() == pytest.approx([0.3])


def test_reports_the_rates_make_impossible_have_no_posterior():
    assert np.isnan(posterior([1], [1], rho=0.3, alpha=0.0, beta=0.0)).all()


def test_a_pair_cannot_be_named_more_often_than_asked_about():
    with pytest.raises(ValueError, match="more often"):
        posterior([2], [1], rho=0.3, alpha=0.8, beta=0.1)


def test_the_rates_behind_many_reports_are_found_again():
    rng = random(4)
    tied = rng.random(5000) < 0.25
    asked = np.full(5000, 4)
    rates = fit(rng.binomial(asked, np.where(tied, 0.7, 0.08)), asked)
    assert rates.converged
    assert (rates.rho, rates.alpha, rates.beta) == pytest.approx((0.25, 0.7, 0.08), abs=0.03)


def test_the_rates_of_two_reports_a_pair_fit_their_frequencies():
    named, asked = np.array([0] * 700 + [1] * 150 + [2] * 150), np.full(1000, 2)
    rates = fit(named, asked)
    for count, share in ((0, 0.7), (1, 0.15), (2, 0.15)):
        ways = math.comb(2, count)
        expected = sum(
            weight * ways * rate**count * (1 - rate) ** (2 - count)
            for weight, rate in ((rates.rho, rates.alpha), (1 - rates.rho, rates.beta))
        )
        assert expected == pytest.approx(share, abs=0.01)


@FEW
@given(st.lists(st.integers(0, 2).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=30))
def test_a_tie_is_never_reported_less_often_than_a_non_tie(pairs):
    named, asked = np.array(pairs, dtype=float).reshape(-1, 2).T
    rates = fit(named, asked)
    if asked.any():
        assert 0 < rates.beta <= rates.alpha < 1
        assert 0 < rates.rho < 1
        assert rates == fit(np.append(named, 0), np.append(asked, 0))
    else:
        assert math.isnan(rates.rho)


def test_ties_and_non_ties_do_not_swap_names():
    """Few pairs, asked about often, are named half the time, all others always: left alone, the few become the ties."""
    named, asked = [1] * 774 + [2] * 299 + [50] * 23, [1] * 774 + [2] * 299 + [100] * 23
    rates = fit(named, asked)
    assert (rates.rho, rates.alpha, rates.beta) == pytest.approx((0.96, 1.0, 0.5), abs=0.01)


def test_without_reports_no_rates_are_fitted():
    rates = fit([], [])
    assert (math.isnan(rates.alpha), rates.converged) == (True, False)


def test_a_pair_of_two_who_did_not_answer_stays_unknown():
    reports = np.array([[0, 1, 1, 0], [1, 0, 0, 1], [NAN] * 4, [NAN] * 4])
    networks = treatments(reports)
    for network in networks.values():
        assert math.isnan(network[2, 3])
        assert np.isnan(np.diag(network)).all()
        assert np.array_equal(network, network.T, equal_nan=True)
    assert networks["union"][0].tolist() == pytest.approx([NAN, 1, 1, 0], nan_ok=True)
    assert networks["intersection"][0].tolist() == pytest.approx([NAN, 1, 1, 0], nan_ok=True)


def test_a_tie_that_one_side_names_and_the_other_does_not():
    networks = treatments(np.array([[0, 1, 1], [0, 0, 1], [1, 1, 0]]))
    assert networks["union"][0, 1] == 1
    assert networks["intersection"][0, 1] == 0
    assert 0 < networks["posterior"][0, 1] < networks["posterior"][0, 2] < 1


@FEW
@given(arrays(float, (5, 5), elements=st.sampled_from([0.0, 1.0, NAN])), st.permutations(range(5)))
def test_treatments_are_ordered_and_do_not_hang_on_the_order_of_actors(reports, order):
    networks = treatments(reports)
    known = ~np.isnan(networks["union"])
    assert (networks["intersection"][known] <= networks["union"][known]).all()
    assert ((networks["posterior"][known] > 0) & (networks["posterior"][known] < 1)).all()
    for name, network in treatments(reports[np.ix_(order, order)]).items():
        assert np.allclose(network, networks[name][np.ix_(order, order)], atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("n", [0, 1])
def test_treatments_of_no_pair(n):
    assert all(np.isnan(network).all() for network in treatments(np.zeros((n, n))).values())


def test_rank_range_spans_the_treatments_and_equal_values():
    union = pd.Series({"a": 4.0, "b": 2.0, "c": 2.0, "d": NAN})
    posterior_values = pd.Series({"c": 9.0, "a": 8.0, "b": 0.1 + 0.2, "d": NAN})
    ranks = rank_range({"union": union, "posterior": posterior_values})
    assert ranks.index.tolist() == ["a", "b", "c", "d"]
    assert ranks["low"].tolist() == pytest.approx([1, 2, 1, NAN], nan_ok=True)
    assert ranks["high"].tolist() == pytest.approx([2, 3, 3, NAN], nan_ok=True)


def test_rank_range_of_nothing_is_empty():
    assert rank_range({}).empty


# Lists


def test_stability_counts_only_the_draws_that_hold_the_pair():
    draws = iter([[3.0, NAN, 1.0], [3.0, 1.0, NAN], [NAN, 2.0, 5.0], [3.0, 1.0, NAN]])
    shares = rank_stability(lambda _: np.array(next(draws)), ["ab", "ac", "bc"], top=1, draws=4, rng=random())
    assert shares.tolist() == pytest.approx([1, 0, 0.5])


def test_a_pair_no_draw_holds_has_no_stability():
    assert np.isnan(rank_stability(lambda _: np.array([NAN]), ["ab"], draws=3, rng=random())).all()


def test_equal_scores_at_the_last_place_share_what_is_left():
    score = np.array([5.0, 0.3, 0.1 + 0.2, 0.3, 0.1])
    shares = rank_stability(lambda _: score, range(5), top=3, draws=2, rng=random())
    assert shares.tolist() == pytest.approx([1, 2 / 3, 2 / 3, 2 / 3, 0])


def test_a_pair_that_scores_nothing_is_in_no_list():
    shares = rank_stability(lambda _: np.array([1.0, 0.0, -1.0]), range(3), top=10, draws=2, rng=random())
    assert shares.tolist() == [1, 0, 0]


def test_a_draw_must_score_every_pair():
    with pytest.raises(ValueError, match="2 pairs"):
        rank_stability(lambda _: np.ones(3), range(2), draws=1, rng=random())


@FEW
@given(arrays(float, 8, elements=LEVELS), st.integers(1, 9))
def test_a_list_has_as_many_places_as_it_can_fill(score, top):
    shares = rank_stability(lambda _: score, range(8), top=top, draws=1, rng=random())
    assert shares.sum() == pytest.approx(min(top, (score > 0).sum()))


def test_badges_begin_at_eight_tenths_and_at_half():
    assert badges(np.array([0.7 + 0.1, 0.5, 0.49])) == ["firm", "tentative", "exploratory"]


# Accuracy


def orders(score):
    """All orders of the pairs that sort the scores from the best."""
    for order in itertools.permutations(range(score.size)):
        if (np.diff(score[list(order)]) <= 0).all():
            yield list(order)


@FEW
@given(scored())
def test_average_precision_is_the_mean_over_all_orders_of_equal_scores(pairs):
    score, tied = pairs
    if not tied.any():
        assert math.isnan(average_precision(score, tied))
        return
    expected = [
        np.mean([tied[order][: place + 1].mean() for place in np.flatnonzero(tied[order])]) for order in orders(score)
    ]
    assert average_precision(score, tied) == pytest.approx(np.mean(expected))


@FEW
@given(scored(), st.integers(0, 8))
def test_precision_is_the_mean_over_all_orders_of_equal_scores(pairs, k):
    score, tied = pairs
    if 1 <= k <= score.size:
        expected = np.mean([tied[order][:k].mean() for order in orders(score)])
        assert precision_at(score, tied, k) == pytest.approx(expected)
    else:
        assert math.isnan(precision_at(score, tied, k))


@FEW
@given(scored())
def test_auc_is_the_share_of_pairs_of_pairs_in_the_right_order(pairs):
    score, tied = pairs
    compared = [float(one > other) + 0.5 * (one == other) for one in score[tied > 0] for other in score[tied == 0]]
    assert auc(score, tied) == pytest.approx(np.mean(compared) if compared else NAN, nan_ok=True)
    assert auc(-score, tied) == pytest.approx(1 - auc(score, tied), nan_ok=True)


def test_unknown_pairs_and_pairs_without_a_score_are_left_out():
    score, tied = np.array([3.0, 9.0, NAN, 1.0]), np.array([1, NAN, 0, 0])
    assert (auc(score, tied), average_precision(score, tied), precision_at(score, tied, 1)) == (1, 1, 1)


def test_scores_that_differ_by_rounding_or_are_infinite():
    assert average_ranks(np.array([0.3, 0.1 + 0.2, np.inf, -np.inf, 0.0, 1e-20])).tolist() == [4.5, 4.5, 6, 1, 2, 3]
    assert precision_at(np.array([np.inf, np.inf, 1.0]), np.array([1, 0, 1]), 1) == 0.5


def test_vertex_precision_looks_at_each_actor_with_a_tie():
    score = np.array([[0, 4, 3, 1], [4, 0, 2, 5], [3, 2, 0, 6], [1, 5, 6, 0]], dtype=float)
    tied = np.zeros((4, 4))
    tied[0, 1] = tied[1, 0] = tied[0, 2] = tied[2, 0] = 1
    # At 1: actor 0 finds one of its best one, 1 prefers 3, 2 prefers 3. At 2: 0 both, 1 its only one, 2 its only one.
    assert vertex_precision_at(score, tied, 1) == pytest.approx(1 / 3)
    assert vertex_precision_at(score, tied, 2) == 1
    assert vertex_precision_at(score, tied, 9) == 1
    assert math.isnan(vertex_precision_at(score, np.zeros((4, 4)), 2))
    assert math.isnan(vertex_precision_at(score, tied, 0))


# Hidden ties


@pytest.fixture
def karate():
    return nx.to_numpy_array(nx.karate_club_graph(), weight=None)


def test_a_predictor_that_knows_the_answer_is_perfect_and_an_empty_one_is_chance(karate):
    predictors = {"oracle": lambda seen: karate - seen, "blank": np.ones_like}
    table = hold_out(karate, predictors, repeats=5, rng=random())
    assert table.loc["oracle", ["auc", "ap", "precision_at_k", "vertex_precision_at_5"]].tolist() == [1, 1, 1, 1]
    base = 16 / (16 + 34 * 33 / 2 - 78)
    assert table.loc["blank", "auc"] == 0.5
    assert table["ap_base"].tolist() == pytest.approx([base, base])
    assert table.loc["blank", "precision_at_k"] == pytest.approx(base)
    assert table.loc["blank", "auc_sd"] == 0


def test_predictors_see_the_network_without_the_hidden_ties(karate):
    seen = []
    hold_out(karate, {"watch": lambda masked: seen.append(masked) or masked}, repeats=3, share=0.5, rng=random())
    assert [int(masked.sum() / 2) for masked in seen] == [39, 39, 39]
    assert all((masked == masked.T).all() and (masked <= karate).all() for masked in seen)
    assert not np.array_equal(seen[0], seen[1])


def test_unknown_pairs_are_neither_hidden_nor_counted(karate):
    unknown = karate.copy()
    unknown[:2] = unknown[:, :2] = NAN
    table = hold_out(unknown, {"all": lambda _: np.where(np.isnan(unknown), 9.0, 0.0)}, repeats=2, rng=random())
    ties = int(np.nansum(unknown) / 2)
    hidden = round(0.2 * ties)
    assert table.loc["all", "ap_base"] == pytest.approx(hidden / (hidden + 32 * 31 / 2 - ties))
    assert table.loc["all", "auc"] == 0.5


def test_one_predictor_does_not_move_the_ties_hidden_from_another(karate):
    def common(seen):
        return seen @ seen

    def meddling(seen):
        seen[:] = 0
        return seen

    alone = hold_out(karate, {"common": common}, repeats=3, rng=random())
    beside = hold_out(karate, {"meddling": meddling, "common": common}, repeats=3, rng=random())
    pd.testing.assert_series_equal(alone.loc["common"], beside.loc["common"])


@pytest.mark.parametrize(
    "adjacency", [np.zeros((0, 0)), np.zeros((1, 1)), np.zeros((4, 4)), np.eye(2)[::-1], np.ones((4, 4))]
)
def test_nothing_is_said_without_two_ties_and_an_untied_pair(adjacency):
    table = hold_out(adjacency, {"blank": np.ones_like}, repeats=2, rng=random())
    assert table.loc["blank"].isna().all()
