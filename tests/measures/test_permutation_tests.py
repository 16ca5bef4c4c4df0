"""What chance alone gives: permuted actors and labels, random networks of one size, arcs tossed like coins."""

import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.chance.bernoulli_roles import ROLES, expected_roles, role_z
from synergy.measures.chance.conditional_uniform import conditional_uniform
from synergy.measures.chance.labels import ei_range, expected_ei, label_permutation, label_permutation_of_many
from synergy.measures.chance.mrqap import mrqap_dsp
from synergy.measures.chance.permutation import against_null, exact_p, monte_carlo_p, random_orders
from synergy.measures.chance.qap import qap
from synergy.measures.whole.ei_index import ei_index
from synergy.measures.whole.reciprocity import reciprocity
from synergy.measures.whole.transitivity import transitivity
from tests.measures.conftest import published

few = settings(max_examples=25, deadline=None)
SMALL = st.integers(-3, 3).map(float)


@pytest.fixture
def rng():
    return np.random.default_rng(20_260)


@pytest.fixture
def high_tech():
    pins = published("high_tech_managers")
    layers = {}
    for layer, arcs in pins["layers"].items():
        layers[layer] = np.zeros((21, 21))
        layers[layer][tuple(np.array(arcs).T - 1)] = 1
    return layers, np.array(pins["department"]), pins


def matrices(n, *, symmetric=False, blanks=False):
    values = arrays(float, (n, n), elements=st.one_of(SMALL, st.just(math.nan)) if blanks else SMALL)
    return values.map(lambda m: m + m.T) if symmetric else values


def off_diagonal(matrix):
    return matrix[~np.eye(len(matrix), dtype=bool)]


# p-values


def test_the_observed_number_counts_among_the_draws():
    assert monte_carlo_p(9, [1, 2, 3]) == 1 / 4
    assert monte_carlo_p(2, [1, 2, 3]) == 3 / 4
    assert monte_carlo_p(2, [1, 2, 3], tail="lower") == 3 / 4
    assert monte_carlo_p(9, [1, 2, 3], tail="two") == 2 / 4
    assert monte_carlo_p(2, [1, 2, 3], tail="two") == 1
    assert exact_p(3, [1, 2, 3]) == 1 / 3


def test_floats_equal_but_for_rounding_are_equal():
    assert monte_carlo_p(0.1 + 0.2, [0.3, 0.0]) == 2 / 3
    assert monte_carlo_p(0.3, [0.1 + 0.2, 0.9], tail="lower") == 2 / 3
    assert monte_carlo_p(1e-17, [0.0, 0.5, -0.5]) == 3 / 4
    assert monte_carlo_p(1.0, [1 - 1e-9, math.inf, math.inf, math.inf]) == 4 / 5
    assert monte_carlo_p(math.inf, [math.inf, 1e300]) == 2 / 3


def test_an_undefined_draw_is_left_out_and_an_undefined_number_has_no_p():
    assert monte_carlo_p(2, [math.nan, 1, 3]) == 2 / 3
    assert math.isnan(monte_carlo_p(math.nan, [1, 2]))
    assert math.isnan(monte_carlo_p(1, [math.nan]))
    assert math.isnan(monte_carlo_p(1, []))
    assert against_null(2, [math.nan, 1, 3], method="").draws == 2
    empty = against_null(2, [math.nan], method="")
    assert (empty.value, empty.draws) == (2, 0)
    assert math.isnan(empty.p_value)
    assert math.isnan(empty.baseline)


def test_only_three_tails_exist():
    with pytest.raises(ValueError, match="sideways"):
        monte_carlo_p(1, [1], tail="sideways")


def test_a_null_without_spread_has_no_z():
    found = against_null(0.3, [0.1 + 0.2, 0.3, 0.3], method="none")
    assert (found.spread, found.p_value) == (0, 1)
    assert math.isnan(found.z)


def test_the_interval_is_the_middle_of_the_null():
    found = against_null(500, np.arange(1001), method="count", tail="two")
    assert (found.baseline, found.low, found.high, found.method) == (500, 25, 975, "count, two-sided")
    assert found.spread == pytest.approx(np.arange(1001).std(ddof=1))
    assert against_null(1, [0, 2], method="", exact=True).spread == 1


@few
@given(arrays(float, (3, 2, 6), elements=SMALL), arrays(float, (3, 2), elements=SMALL))
def test_an_array_has_the_p_of_each_of_its_numbers(draws, observed):
    for tail in ("upper", "lower", "two"):
        p = monte_carlo_p(observed, draws, tail=tail)
        assert p.shape == observed.shape
        for at in np.ndindex(observed.shape):
            assert p[at] == monte_carlo_p(observed[at], draws[at], tail=tail)
        assert ((p >= 1 / 7) & (p <= 1)).all()
    np.testing.assert_array_equal(monte_carlo_p(observed, draws), monte_carlo_p(-observed, -draws, tail="lower"))


# Labels


def test_high_tech_ei_expected_by_department(high_tech):
    _, department, pins = high_tech
    assert expected_ei(department) == pytest.approx(pins["EI_expected_by_dept"], abs=1e-9)


@pytest.mark.parametrize(("layer", "p", "error"), [("advice", 0.25, 0.025), ("friends", 0.0025, 0.002)])
def test_high_tech_ei_and_its_permutation(high_tech, rng, layer, p, error):
    """Krackhardt and Stern: friendship stays inside departments more than chance has it, advice does not."""
    layers, department, pins = high_tech
    for kind, ties in (("directed", layers[layer]), ("sym", np.triu(np.maximum(layers[layer], layers[layer].T)))):
        senders, receivers = np.nonzero(ties)
        found = label_permutation(
            lambda label, a=senders, b=receivers: 2 * float((label[a] != label[b]).mean()) - 1,
            department,
            draws=5_000,
            rng=rng,
            tail="lower",
        )
        graph = nx.from_numpy_array(ties, create_using=nx.DiGraph)
        assert found.value == pytest.approx(ei_index(graph, dict(enumerate(department))), abs=1e-12)
        assert found.value == pytest.approx(pins[f"EI_{kind}"][layer], abs=1e-9)
        assert found.baseline == pytest.approx(pins["EI_expected_by_dept"], abs=5 * found.spread / math.sqrt(5_000))
        assert found.p_value == pytest.approx(p, abs=error)


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_ei_range_is_reached_and_not_left(kind):
    labels = list("AABB")
    seen = {}
    pairs = itertools.permutations(range(4), 2) if kind is nx.DiGraph else itertools.combinations(range(4), 2)
    for present in itertools.product([False, True], repeat=len(all_pairs := list(pairs))):
        graph = kind(itertools.compress(all_pairs, present))
        seen.setdefault(sum(present), []).append(ei_index(graph, dict(enumerate(labels))))
    for ties, indices in seen.items():
        expected = (min(indices), max(indices)) if ties else (math.nan, math.nan)
        assert ei_range(labels, ties, directed=kind is nx.DiGraph) == pytest.approx(expected, nan_ok=True)
    with pytest.raises(ValueError, match="room"):
        ei_range(labels, 13, directed=True)


def test_ei_of_labels_without_pairs_is_undefined():
    assert math.isnan(expected_ei([]))
    assert math.isnan(expected_ei(["A"]))
    assert expected_ei(["A", "A"]) == -1
    assert expected_ei(["A", "B"]) == 1


def role_counts(matrix):
    """Function of a labelling that counts the roles of all actors at once."""
    ties = np.array(matrix, dtype=bool)
    stands = ties[:, :, None] & ties[None] & ~ties[:, None, :] & ~np.eye(len(ties), dtype=bool)[:, None, :]

    def of(label):
        same = label[:, None] == label
        first, last, ends = same[:, :, None], same[None], same[:, None, :]
        kinds = (first & last, ends & ~first, last & ~first, first & ~last, ~(first | last | ends))
        return np.column_stack([(stands & kind).sum(axis=(0, 2)) for kind in kinds])

    return of


def test_knoke_mayor_has_many_roles_because_of_many_ties_not_because_of_the_sectors(knoke, rng):
    graph, pins = knoke
    counted = role_counts(pins["matrix"])
    labels = np.unique(pins["sector"], return_inverse=True)[1]
    found = label_permutation_of_many(counted, labels, draws=4_000, rng=rng)
    roles = brokerage_roles(graph, dict(zip(pins["labels"], pins["sector"], strict=True)))
    assert found.value.tolist() == roles.to_numpy().tolist()
    mayor = pins["labels"].index("MAYR")
    assert found.p_value[mayor].tolist() == pytest.approx(pins["gf_label_perm_p_MAYR_approx"], abs=0.03)
    assert (found.p_value[pins["labels"].index("UWAY")] == 1).all()  # no role at all, whatever the sectors


def test_numbers_together_have_the_p_of_each_alone(rng):
    labels, numbers = np.array(list("AABBBC")), np.array([3.0, 1, 4, 1, 5, 9])
    means = [lambda label, k=k: float(numbers[label == k].mean()) for k in "ABC"]
    together = label_permutation_of_many(
        lambda label: [mean(label) for mean in means], labels, draws=50, rng=np.random.default_rng(3), tail="two"
    )
    for at, mean in enumerate(means):
        alone = label_permutation(mean, labels, draws=50, rng=np.random.default_rng(3), tail="two")
        assert (together.value[at], together.p_value[at]) == (alone.value, alone.p_value)
        assert (together.baseline[at], together.spread[at]) == pytest.approx((alone.baseline, alone.spread))


def test_shuffling_one_label_changes_nothing(rng):
    found = label_permutation(lambda label: float((label == "A").sum()), ["A"] * 4, draws=20, rng=rng)
    assert (found.value, found.baseline, found.spread, found.p_value) == (4, 4, 0, 1)
    nothing = label_permutation(lambda _: math.nan, ["A", "B"], draws=20, rng=rng)
    assert math.isnan(nothing.p_value)
    many = label_permutation_of_many(lambda _: [math.nan, 1.0], ["A", "B"], draws=20, rng=rng)
    assert np.isnan([many.p_value[0], many.baseline[0], many.spread[0]]).all()
    assert (many.p_value[1], many.baseline[1], many.spread[1]) == (1, 1, 0)


@few
@given(st.lists(st.sampled_from("ABC"), max_size=6), st.integers(0, 9))
def test_names_of_labels_do_not_matter(labels, seed):
    def within(label):
        return float((label[:, None] == label).sum())

    names = {"A": "Ω", "B": "a", "C": ""}
    found, renamed = (
        label_permutation(within, some, draws=9, rng=np.random.default_rng(seed))
        for some in (labels, [names[label] for label in labels])
    )
    assert found == renamed
    assert found.p_value == 1  # sizes stay


# QAP


def test_high_tech_correlations_of_layers(high_tech, rng):
    """The pins name the two smaller correlations the other way round; R² of the regression shows which is which."""
    layers, _, pins = high_tech
    pairs = [("advice", "friends"), ("advice", "reports"), ("friends", "reports")]
    found = [qap(layers[a], layers[b], draws=500, rng=rng) for a, b in pairs]
    values = [each.value for each in found]
    assert sorted(values) == pytest.approx(sorted(pins["gcor"].values()), abs=1e-9)
    assert values[0] == pytest.approx(pins["gcor"]["advice-friends"], abs=1e-9)
    advice_friends, advice_reports, friends_reports = values
    explained = advice_friends**2 + advice_reports**2 - 2 * advice_friends * advice_reports * friends_reports
    assert explained / (1 - friends_reports**2) == pytest.approx(pins["netlm_advice~friends+reports"]["R2"], abs=1e-5)
    assert all(each.p_value < 0.03 and abs(each.baseline) < 0.02 for each in found)


def test_knoke_information_and_money_are_unrelated(knoke, rng):
    _, pins = knoke
    found = qap(pins["matrix"], pins["money"], rng=rng, tail="two")
    assert found.value == pytest.approx(pins["vs_money"]["gcor"], abs=1e-9)
    assert (found.draws, found.exact) == (2_000, False)
    assert found.p_value > 0.5


def toy():
    pins = published("need_toy")
    need, supply = np.zeros((2, 5, 5))
    for matrix, table in ((need, pins["N"]), (supply, pins["S"])):
        for pair, value in table.items():
            i, j = (pins["actors"].index(name) for name in pair.split("-"))
            matrix[i, j] = matrix[j, i] = value
    return need, supply, pins


def met(need, supply):
    return float(np.nansum(need * supply) / np.nansum(need))


def test_worked_example_meets_its_need_better_than_all_but_four_of_its_120_orders(rng):
    need, supply, pins = toy()
    found = qap(need, supply, statistic=met, rng=rng)
    assert found.value == pytest.approx(pins["weighted_congruence"], abs=1e-6)
    assert (found.draws, found.exact) == (120, True)
    assert found.p_value == pytest.approx(pins["qap_exact_p"], abs=1e-12)
    assert found.baseline == pytest.approx(off_diagonal(supply).mean())  # of all orders, the share of any pair


def test_what_is_not_known_of_an_actor_moves_with_it(rng):
    """One unknown dyad of five actors: the null is of all places it can have, and is worked out pair by pair here."""
    need, supply, _ = toy()
    unknown = np.zeros((5, 5), dtype=bool)
    unknown[0, 4] = unknown[4, 0] = True
    found = qap(need, supply, statistic=met, rng=rng, unknown=unknown)
    null = []
    for order in itertools.permutations(range(5)):
        pairs = [(i, j) for i, j in itertools.combinations(range(5), 2) if not unknown[order[i], order[j]]]
        null.append(sum(need[i, j] * supply[order[i], order[j]] for i, j in pairs) / sum(need[i, j] for i, j in pairs))
    assert found.value == pytest.approx(null[0])
    assert found.baseline == pytest.approx(np.mean(null))
    assert found.spread == pytest.approx(np.std(null))
    assert found.p_value == pytest.approx(np.mean(np.array(null) >= null[0] - 1e-12))


def pearson(x, y):
    known = ~np.eye(len(x), dtype=bool) & ~np.isnan(x) & ~np.isnan(y)
    if known.sum() < 2 or np.ptp(x[known]) == 0 or np.ptp(y[known]) == 0:
        return math.nan
    return float(np.corrcoef(x[known], y[known])[0, 1])


@settings(max_examples=15, deadline=None)
@given(st.booleans().flatmap(lambda blanks: st.tuples(*[matrices(4, blanks=blanks)] * 2)))
def test_the_correlation_is_that_of_each_order(pair):
    x, y = pair
    quick = qap(x, y, rng=np.random.default_rng(1), tail="two")
    plain = qap(x, y, rng=np.random.default_rng(1), tail="two", statistic=pearson)
    for name in ("value", "baseline", "spread", "low", "high", "p_value", "draws", "exact"):
        assert getattr(quick, name) == pytest.approx(getattr(plain, name), abs=1e-9, nan_ok=True)


@few
@given(matrices(5), matrices(5), st.permutations(range(5)), st.sampled_from([0.001, 1, 1_000]))
def test_renaming_actors_and_scaling_change_no_correlation(x, y, order, scale):
    found = qap(x, y, rng=np.random.default_rng(1))
    place = np.ix_(order, order)
    for other in (qap(x[place], y[place], rng=np.random.default_rng(2)), qap(x * scale, y + 7, rng=None)):
        assert (other.value, other.p_value) == pytest.approx((found.value, found.p_value), abs=1e-9, nan_ok=True)


def test_random_orders_give_the_p_of_all_orders(rng):
    """Eight actors are sampled; a line of them meets itself in 2 of 40,320 orders, a star in 2 x 7! of them."""
    star = nx.to_numpy_array(nx.star_graph(7))
    found = qap(star, star, rng=rng)
    assert not found.exact
    assert found.p_value == pytest.approx(1 / 8, abs=0.03)
    line = nx.to_numpy_array(nx.path_graph(8))
    assert qap(line, line, rng=rng).p_value < 5 / 2_000


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_correlation_without_variation_is_undefined(n, rng):
    found = qap(np.ones((n, n)), np.ones((n, n)), rng=rng)
    assert math.isnan(found.value)
    assert math.isnan(found.p_value)
    assert math.isnan(qap(np.full((9, 9), 0.1), rng.random((9, 9)), draws=9, rng=rng).value)
    assert math.isnan(qap(np.full((9, 9), math.nan), rng.random((9, 9)), draws=9, rng=rng).value)


def test_matrices_of_other_shapes_are_refused(rng):
    with pytest.raises(ValueError, match="square"):
        qap(np.ones((2, 3)), np.ones((2, 3)), rng=rng)
    with pytest.raises(ValueError, match="square"):
        mrqap_dsp(np.ones((2, 3)), {}, rng=rng)
    with pytest.raises(ValueError, match="sizes"):
        mrqap_dsp(np.ones((2, 2)), {"x": np.ones((3, 3))}, rng=rng)
    with pytest.raises(ValueError, match="intercept"):
        mrqap_dsp(np.ones((2, 2)), {"intercept": np.ones((2, 2))}, rng=rng)


# MRQAP


def test_high_tech_advice_follows_reports_more_than_friendship(high_tech, rng):
    layers, _, pins = high_tech
    found = mrqap_dsp(layers["advice"], {name: layers[name] for name in ("friends", "reports")}, rng=rng, draws=3_000)
    expected = pins["netlm_advice~friends+reports"]
    assert list(found.coefficients) == ["intercept", "friends", "reports"]
    assert [each.b for each in found.coefficients.values()] == pytest.approx(expected["coef"], abs=1e-9)
    assert found.r_squared == pytest.approx(expected["R2"], abs=1e-5)
    assert found.dyads == 420
    assert found.coefficients["friends"].p_value == pytest.approx(0.11, abs=0.02)
    assert found.coefficients["reports"].p_value < 0.0015


def lstsq_t(outcome, own, others):
    """Textbook t of the first column."""
    design = np.column_stack([own, *others])
    b, _, rank, _ = np.linalg.lstsq(design, outcome, rcond=None)
    unexplained = ((outcome - design @ b) ** 2).sum() / (len(outcome) - rank)
    return b[0], b[0] / math.sqrt(unexplained * np.linalg.inv(design.T @ design)[0, 0])


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("blanks", [0, 20])
def test_double_semi_partialing_step_by_step(directed, blanks):
    """Residual, permutation and regression written out, one order after the other."""
    rng = np.random.default_rng(7)
    y, *given_by = rng.normal(size=(4, 9, 9))
    for at in rng.choice(81, blanks, replace=False):
        y.flat[at] = math.nan
    if not directed:
        y, *given_by = (matrix + matrix.T for matrix in (y, *given_by))
    predictors = dict(zip("abc", given_by, strict=True))
    found = mrqap_dsp(y, predictors, draws=150, rng=np.random.default_rng(5), directed=directed)
    ones = np.ones((9, 9))
    orders = random_orders(9, 150, np.random.default_rng(5))
    known = ~np.eye(9, dtype=bool) & ~np.isnan(y)
    for name, x in {"intercept": ones, **predictors}.items():
        others = [matrix for other, matrix in {"intercept": ones, **predictors}.items() if other != name]
        where = known if directed else np.triu(known)
        b, t = lstsq_t(y[where], x[where], [other[where] for other in others])
        slopes = np.linalg.lstsq(np.column_stack([o[where] for o in others]), x[where], rcond=None)[0]
        residual = x - sum(slope * other for slope, other in zip(slopes, others, strict=True))
        null = []
        for order in orders:
            place = np.ix_(order, order)
            there = where & known[place]
            null.append(lstsq_t(y[there], residual[place][there], [other[there] for other in others])[1])
        coefficient = found.coefficients[name]
        assert (coefficient.b, coefficient.t) == pytest.approx((b, t))
        assert coefficient.p_upper == monte_carlo_p(t, null)
        assert coefficient.p_value == monte_carlo_p(abs(t), np.abs(null))
        assert coefficient.reason == ""
    assert found.dyads == (known.sum() if directed else np.triu(known).sum())


def test_collinear_and_constant_predictors_are_told_and_harm_no_other(rng):
    y, one, other = rng.random((3, 8, 8))
    predictors = {"one": one, "twice": 2 * one + 1, "other": other, "steady": np.full((8, 8), 0.1)}
    found = mrqap_dsp(y, predictors, draws=50, rng=rng)
    for name in ("one", "twice"):
        assert found.coefficients[name].reason == "collinear with the other predictors"
    assert found.coefficients["steady"].reason == "does not vary"
    for name in ("one", "twice", "steady"):
        assert np.isnan([found.coefficients[name].b, found.coefficients[name].p_value]).all()
    alone = mrqap_dsp(y, {"one": one, "other": other}, draws=50, rng=rng)
    assert found.coefficients["other"].b == pytest.approx(alone.coefficients["other"].b)
    assert found.coefficients["other"].t == pytest.approx(alone.coefficients["other"].t)
    assert found.r_squared == pytest.approx(alone.r_squared)


def test_an_order_that_leaves_a_predictor_nothing_of_its_own_is_left_out(rng):
    """Sender effects of three of four actors: what actor 0 has of its own is its difference from actor 3."""
    y, sends = rng.random((4, 4)), [np.repeat(np.eye(4)[:, [actor]], 4, axis=1) for actor in range(4)]
    found = mrqap_dsp(y, {str(a): sends[a] for a in range(3)}, draws=60, rng=np.random.default_rng(2)).coefficients["0"]
    null, off = [], ~np.eye(4, dtype=bool)
    for order in random_orders(4, 60, np.random.default_rng(2)):
        if set(np.flatnonzero((order == 0) | (order == 3))) != {1, 2}:
            moved = (sends[0] - sends[3])[np.ix_(order, order)]
            null.append(lstsq_t(y[off], moved[off], [np.ones(12), sends[1][off], sends[2][off]])[1])
    assert 0 < len(null) < 60
    assert found.p_value == monte_carlo_p(abs(found.t), np.abs(null))


def test_a_perfect_fit_has_an_infinite_t_and_leaves_nothing_to_others(rng):
    x, z = rng.random((2, 8, 8))
    found = mrqap_dsp(1 + 2 * x, {"x": x, "z": z}, draws=50, rng=rng)
    assert found.r_squared == pytest.approx(1)
    assert found.coefficients["x"].b == pytest.approx(2)
    assert found.coefficients["x"].t == math.inf
    assert found.coefficients["x"].p_value == 1 / 51
    assert found.coefficients["z"].b == pytest.approx(0, abs=1e-9)
    assert found.coefficients["z"].reason == "the other predictors leave nothing of y"
    assert math.isnan(found.coefficients["z"].p_value)


@pytest.mark.parametrize("n", [0, 1, 2, 6])
def test_a_regression_on_nothing_says_so(n, rng):
    x = rng.random((n, n))
    reason = "y does not vary" if n == 6 else "too few dyads"
    for y in (np.ones((n, n)), x) if n < 6 else (np.ones((n, n)),):
        found = mrqap_dsp(y, {"x": x}, draws=9, rng=rng)
        assert {each.reason for each in found.coefficients.values()} == {reason}
        assert math.isnan(found.r_squared)
    nothing = mrqap_dsp(np.full((n, n), math.nan), {"x": x}, draws=9, rng=rng)
    assert (nothing.dyads, nothing.draws) == (0, 0)


@few
@given(matrices(6, symmetric=True), matrices(6), st.permutations(range(6)), st.booleans())
def test_renaming_actors_and_scaling_change_no_t(y, x, order, directed):
    place = np.ix_(order, order)
    z = np.arange(36.0).reshape(6, 6) ** 2
    options = {"draws": 3, "directed": directed}
    found = mrqap_dsp(y, {"x": x, "z": z}, rng=np.random.default_rng(1), **options)
    moved = mrqap_dsp(y[place], {"x": 5 * x[place], "z": z[place]}, rng=np.random.default_rng(1), **options)
    assert moved.r_squared == pytest.approx(found.r_squared, nan_ok=True, abs=1e-9)
    for name, times in (("x", 5), ("z", 1)):
        ours, theirs = found.coefficients[name], moved.coefficients[name]
        assert theirs.t == pytest.approx(ours.t, nan_ok=True, rel=1e-6, abs=1e-6)
        assert theirs.b * times == pytest.approx(ours.b, nan_ok=True, rel=1e-6, abs=1e-9)
        assert theirs.reason == ours.reason


# Random networks of one size


def test_knoke_reciprocity_is_fixed_by_the_dyad_census_and_random_without_it(knoke, rng):
    graph, pins = knoke
    fixed = conditional_uniform(graph, reciprocity, draws=20, rng=rng)
    assert fixed.value == pytest.approx(pins["recip_edgewise"], abs=1e-9)
    assert (fixed.baseline, fixed.spread, fixed.p_value) == (pytest.approx(fixed.value), 0, 1)
    assert math.isnan(fixed.z)
    free = conditional_uniform(graph, reciprocity, draws=400, rng=rng, dyad_census=False)
    expected = (pins["ties"] - 1) / (10 * 9 - 1)  # an arc's twin is one of the other arcs
    assert free.baseline == pytest.approx(expected, abs=4 * free.spread / math.sqrt(400))
    assert free.low < free.baseline < free.high
    assert 0.005 < free.p_value < 0.1


def test_triangles_of_a_random_network_are_as_many_as_counting_gives(florentine, rng):
    graph, _ = florentine
    n, ties, draws = len(graph), graph.number_of_edges(), 500
    pairs = math.comb(n, 2)
    expected = math.comb(n, 3) * math.prod(range(ties - 2, ties + 1)) / math.prod(range(pairs - 2, pairs + 1))
    found = conditional_uniform(graph, lambda g: sum(nx.triangles(g).values()) / 3, draws=draws, rng=rng)
    assert found.value == 3
    assert found.baseline == pytest.approx(expected, abs=4 * found.spread / math.sqrt(draws))


@pytest.mark.parametrize(("kind", "census"), [(nx.Graph, None), (nx.DiGraph, True), (nx.DiGraph, False)])
def test_every_network_of_the_size_is_drawn_equally_often(kind, census, rng):
    """Three actors: two of three pairs; a mutual and a one-way pair in 3 x 2 x 2 ways; or three of six arcs."""
    graph = kind([(0, 1), (1, 2)] if kind is nx.Graph else [(0, 1), (1, 0), (2, 1)])
    seen = []

    def note(network):
        assert type(network) is kind
        assert list(network) == [0, 1, 2]
        seen.append(tuple(sorted(network.edges)))
        return 0.0

    draws = 1_000
    conditional_uniform(graph, note, draws=draws, rng=rng, dyad_census=census)
    counts = pd.Series(seen[:-1]).value_counts()  # the observed network is looked at last
    expected = {nx.Graph: 3, nx.DiGraph: 12 if census else 20}[kind]
    assert len(counts) == expected
    assert ((counts - draws / expected).abs() < 5 * math.sqrt(draws / expected)).all()


def test_strengths_names_and_ties_to_oneself_do_not_count(rng):
    graph = nx.DiGraph([("x", "x"), ("x", "y"), ("y", "x"), ("z", "y")])
    nx.set_edge_attributes(graph, 0.5, "weight")
    seen = []
    found = conditional_uniform(
        graph, lambda g: seen.append(sorted(g.edges(data=True))) or g.size(weight="weight"), draws=5, rng=rng
    )
    assert (found.value, found.spread) == (3, 0)
    assert [(0, 1, {}), (1, 0, {}), (2, 1, {})] in seen
    assert all(len(edges) == 3 for edges in seen)


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
@pytest.mark.parametrize("n", [0, 1, 2, 4])
@pytest.mark.parametrize("census", [True, False])
def test_empty_and_complete_networks_have_no_alternative(kind, n, census, rng):
    for graph in (nx.empty_graph(n, create_using=kind), nx.complete_graph(n, create_using=kind)):
        found = conditional_uniform(graph, transitivity, draws=3, rng=rng, dyad_census=census)
        complete = n == 4 and graph.number_of_edges()
        assert found.p_value == pytest.approx(1 if complete else math.nan, nan_ok=True)
        counted = conditional_uniform(graph, nx.number_of_edges, draws=3, rng=rng, dyad_census=census)
        assert (counted.baseline, counted.p_value) == (graph.number_of_edges(), 1)


@few
@given(st.integers(0, 6).flatmap(lambda n: arrays(bool, (n, n))), st.booleans(), st.booleans())
def test_a_random_network_keeps_what_it_should(matrix, directed, census):
    graph = nx.from_numpy_array(matrix.astype(int), create_using=nx.DiGraph if directed else nx.Graph)
    kept = []

    def note(network):
        mutual = sum(network.has_edge(b, a) for a, b in network.edges) if census or not directed else 0
        kept.append((len(network), network.number_of_edges(), mutual, nx.number_of_selfloops(network)))
        return 0.0

    conditional_uniform(graph, note, draws=5, rng=np.random.default_rng(4), dyad_census=census)
    assert len(set(kept)) == 1
    assert kept[0][3] == 0


# Roles where arcs are tossed


def test_knoke_gould_fernandez_expectation_of_sna(knoke):
    _, pins = knoke
    null = expected_roles(dict(zip(pins["labels"], pins["sector"], strict=True)), density=pins["density"])
    assert list(null.mean.columns) == pins["gf_columns"]
    for actor, group in (("MAYR", "group4"), ("COMM", "group4"), ("NEWS", "group2")):
        assert null.mean.loc[actor].tolist() == pytest.approx(pins[f"gf_exp_{group}"], abs=1e-6)
        assert null.deviation.loc[actor].tolist() == pytest.approx(pins[f"gf_sd_{group}"], abs=1e-6)


def test_knoke_gould_fernandez_z_of_sna(knoke):
    graph, pins = knoke
    sector = dict(zip(pins["labels"], pins["sector"], strict=True))
    z = role_z(brokerage_roles(graph, sector), sector, density=pins["density"])
    assert z.loc["MAYR"].tolist() == pytest.approx(pins["gf_z_MAYR"], abs=1e-6)
    assert z["coordinator"].isna().tolist() == [name == "PVT" for name in pins["sector"]]  # two members: no pair


def test_expectation_and_deviation_are_those_of_simulated_arcs(rng):
    """Actors of sectors with four, three and one member; 20,000 networks."""
    label, density, draws = np.array([0, 0, 0, 0, 1, 1, 1, 2]), 0.4, 20_000
    arcs = rng.random((draws, 8, 8)) < density
    null = expected_roles(dict(enumerate(label)), density=density)
    for actor in (0, 4, 7):
        others = np.delete(np.arange(8), actor)
        first, last = np.array(list(itertools.permutations(others, 2))).T
        stands = arcs[:, first, actor] & arcs[:, actor, last] & ~arcs[:, first, last]
        a, v, b = label[first], label[actor], label[last]
        kinds = [
            (a == v) & (v == b),
            (a == b) & (a != v),
            (a != v) & (v == b),
            (a == v) & (v != b),
            (a != v) & (v != b) & (a != b),
            np.ones(a.size, dtype=bool),
        ]
        counts = stands @ np.array(kinds, dtype=int).T
        mean, deviation = (table.loc[actor].to_numpy() for table in (null.mean, null.deviation))
        assert (np.abs(counts.mean(axis=0) - mean) <= 5 * deviation / math.sqrt(draws)).all()
        assert counts.std(axis=0).tolist() == pytest.approx(deviation.tolist(), rel=0.04)


@few
@given(st.lists(st.sampled_from("ABC"), max_size=9), st.floats(0, 1), st.randoms())
def test_expected_roles_add_up_and_follow_their_actors(labels, density, random):
    sector = dict(enumerate(labels))
    null = expected_roles(sector, density=density)
    np.testing.assert_allclose(null.mean[list(ROLES)].sum(axis=1), null.mean["total"], atol=1e-9)
    assert (null.deviation >= 0).all(axis=None)
    order = random.sample(sorted(sector), len(sector))
    again = expected_roles({actor: sector[actor] for actor in order}, density=density)
    pd.testing.assert_frame_equal(again.mean.loc[list(sector)], null.mean, check_index_type=False)
    pd.testing.assert_frame_equal(again.deviation.loc[list(sector)], null.deviation, check_index_type=False)


@pytest.mark.parametrize("density", [0.0, 1.0, math.nan])
def test_without_chance_there_is_no_z(density):
    sector = dict(zip("abcd", "AABB", strict=True))
    counts = brokerage_roles(nx.DiGraph(["ab", "bc", "cd"]), sector)
    assert role_z(counts, sector, density=density).isna().all(axis=None)
    assert expected_roles(sector, density=density).mean.isna().all(axis=None) == math.isnan(density)
    with pytest.raises(ValueError, match="density"):
        expected_roles(sector, density=1.1)


def test_roles_of_nobody_are_a_table_without_rows():
    assert expected_roles({}, density=0.5).mean.shape == (0, 6)
    assert role_z(brokerage_roles(nx.DiGraph(), {}), {}, density=math.nan).shape == (0, 6)
