"""Is an overlap of portfolios more than chance? Four null models, from published values, enumeration and laws."""

from itertools import combinations, product
from math import prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import chisquare

from synergy.measures.chance.bipartite_configuration import bipartite_probabilities, stochastic_margins_p
from synergy.measures.chance.conditional_bernoulli import conditional_bernoulli_p, conditional_bernoulli_probabilities
from synergy.measures.chance.correction import benjamini_hochberg, family_size
from synergy.measures.chance.fixed_margins import fixed_margins_p, randomised
from synergy.measures.chance.fixed_rows import fixed_rows_p
from synergy.measures.chance.free_blocks import free_blocks
from tests.measures.conftest import published

PINS = published("davis_women")
EXACT = [fixed_rows_p, stochastic_margins_p, conditional_bernoulli_p]
OF_BOTH_MARGINS = [stochastic_margins_p, conditional_bernoulli_p]
small = settings(max_examples=25, deadline=None)
tables = arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=6))


@pytest.fixture(scope="module")
def davis():
    graph = nx.davis_southern_women_graph()
    events = [f"E{number}" for number in range(1, 15)]
    return np.array([[graph.has_edge(woman, event) for event in events] for woman in graph.graph["top"]])


@pytest.fixture(scope="module")
def davis_p(davis):
    return {
        "FRM": fixed_rows_p(davis),
        "SDSM": stochastic_margins_p(davis),
        "CB": conditional_bernoulli_p(davis),
        "FDSM": fixed_margins_p(davis, rng=np.random.default_rng(1)),
    }


WOMEN = {name.split()[0]: n for n, name in enumerate(nx.davis_southern_women_graph().graph["top"])}


def at(p, pair):
    return p[tuple(WOMEN[name] for name in pair.split("-"))]


def margins(table):
    return table.sum(axis=-1).tolist(), table.sum(axis=-2).tolist()


def with_same_margins(table):
    """Every 0/1 matrix with the margins of the table, by trying all."""
    cells = np.array(list(product([False, True], repeat=table.size))).reshape(-1, *table.shape)
    same = (cells.sum(axis=2) == table.sum(axis=1)).all(axis=1) & (cells.sum(axis=1) == table.sum(axis=0)).all(axis=1)
    return cells[same]


def drawn_counts(table, states, **settings):
    """How often each state comes up in the draws; a draw that is no state fails."""
    number = {state.tobytes(): n for n, state in enumerate(states)}
    counts = np.zeros(len(states), dtype=int)
    for batch in randomised(table, rng=np.random.default_rng(7), **settings):
        for matrix in batch:
            counts[number[matrix.tobytes()]] += 1
    return counts


def test_davis_is_the_table_of_the_published_values(davis):
    assert list(davis.shape) == PINS["shape"]
    assert davis.sum() == PINS["ones"]


def test_davis_bipartite_configuration_model_of_bicm_and_r_backbone(davis):
    assert bipartite_probabilities(davis)[0, :4] == pytest.approx(PINS["bicm_P_Evelyn_E1_E2_E3_E4"], abs=1e-8)


@pytest.mark.parametrize("pair", ["Evelyn-Theresa", "Evelyn-Laura", "Sylvia-Katherina"])
def test_davis_hypergeometric_p(davis_p, pair):
    assert at(davis_p["FRM"], pair) == pytest.approx(PINS[pair]["hypergeom_p"], abs=1e-9)


def test_davis_hypergeometric_p_as_fractions(davis_p):
    assert at(davis_p["FRM"], "Evelyn-Theresa") == pytest.approx(7 / 429, rel=1e-12)
    assert at(davis_p["FRM"], "Sylvia-Katherina") == pytest.approx(1 / 429, rel=1e-12)


@pytest.mark.parametrize("pair", ["Evelyn-Theresa", "Evelyn-Laura"])
def test_davis_stochastic_p_is_the_exact_poisson_binomial(davis_p, pair):
    assert at(davis_p["SDSM"], pair) == pytest.approx(PINS[pair]["sdsm_exact_p"], abs=1e-8)


@pytest.mark.parametrize("pair", ["Evelyn-Theresa", "Evelyn-Laura"])
def test_davis_conditional_bernoulli_p(davis_p, pair):
    assert at(davis_p["CB"], pair) == pytest.approx(PINS[pair]["cbdsm_p"], abs=1e-10)


@pytest.mark.parametrize("pair", ["Evelyn-Theresa", "Evelyn-Laura"])
def test_davis_fixed_margins_p_is_within_its_error(davis_p, pair):
    assert at(davis_p["FDSM"], pair) == pytest.approx(PINS[pair]["fdsm_p_approx"], abs=0.006)


@pytest.mark.parametrize("null", ["FRM", "SDSM", "CB", "FDSM"])
def test_davis_number_of_pairs_below_five_per_cent(davis_p, null):
    pairs = davis_p[null][np.triu_indices(18, k=1)]
    assert (pairs < 0.05).sum() == PINS["counts_p_lt_.05"][null]


@pytest.mark.parametrize("null", ["FRM", "SDSM", "FDSM"])
def test_davis_no_pair_remains_after_benjamini_hochberg(davis_p, null):
    q = benjamini_hochberg(davis_p[null])
    assert (q[np.triu_indices(18, k=1)] < 0.05).sum() == PINS["counts_BH_.05"][null]
    assert family_size(davis_p[null]) == 153


def test_davis_conditional_bernoulli_comes_nearer_to_fixed_margins_than_stochastic(davis_p):
    pairs = np.triu_indices(18, k=1)
    fixed = davis_p["FDSM"][pairs]
    low = fixed < 0.2
    off = {null: np.abs(davis_p[null][pairs] - fixed)[low].max() for null in ("CB", "SDSM")}
    assert off["CB"] < 0.08 < off["SDSM"]
    assert np.corrcoef(np.log(davis_p["CB"][pairs]), np.log(fixed))[0, 1] > 0.99


# Fixed margins: each matrix as likely as any other.


@pytest.mark.parametrize(
    "table",
    [
        [[1, 1, 0], [1, 0, 0], [0, 0, 1]],
        [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
        [[1, 1, 1, 0, 0], [1, 0, 0, 1, 0], [0, 1, 0, 0, 1]],
    ],
)
def test_all_matrices_with_the_margins_are_equally_likely(table):
    table = np.array(table, dtype=bool)
    states = with_same_margins(table)
    assert len(states) > 4
    assert chisquare(drawn_counts(table, states, draws=20_000)).pvalue > 0.001


def test_matrices_are_equally_likely_where_some_cells_cannot_change():
    table = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 1, 1], [0, 1, 0, 1]], dtype=bool)
    admissible = np.array([[0, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 1, 1]], dtype=bool)
    states = with_same_margins(table)
    states = states[(states == table)[:, ~admissible].all(axis=1)]
    assert len(states) > 4
    assert chisquare(drawn_counts(table, states, draws=20_000, admissible=admissible)).pvalue > 0.001


def test_blocks_of_territories_trade_only_within_themselves():
    block = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 0]], dtype=bool)
    table = np.kron(np.eye(2, dtype=bool), block)
    territories = np.kron(np.eye(2, dtype=bool), np.ones((3, 3), dtype=bool))
    (batch,) = randomised(table, draws=200, rng=np.random.default_rng(1), admissible=territories)
    assert not batch[:, ~territories].any()
    assert len(np.unique(batch.reshape(200, -1), axis=0)) == len(with_same_margins(block)) ** 2


def test_a_mask_that_trades_cannot_cross_is_refused():
    # Two ways to give each of three actors one of the other two's programmes, and no trade between the ways.
    others = ~np.eye(3, dtype=bool)
    table = np.roll(np.eye(3, dtype=bool), 1, axis=1)
    with pytest.raises(ValueError, match="admissible"):
        fixed_margins_p(table, draws=10, rng=np.random.default_rng(1), admissible=others)


def test_fixed_margins_p_tends_to_the_share_of_all_matrices():
    table = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 1]], dtype=bool)
    states = with_same_margins(table).astype(int)
    observed = table.astype(int) @ table.T
    exact = (states @ states.transpose(0, 2, 1) >= observed).mean(axis=0)
    p = fixed_margins_p(table, draws=20_000, rng=np.random.default_rng(3))
    off = ~np.eye(4, dtype=bool)
    assert p[off] == pytest.approx(exact[off], abs=0.015)


def test_the_smallest_p_is_one_in_draws_and_one():
    table = np.kron(np.eye(8, dtype=bool), np.ones((2, 6), dtype=bool))
    p = fixed_margins_p(table, draws=99, rng=np.random.default_rng(1))
    assert p[0, 1] == 0.01
    assert p[0, 2] == 1.0


def test_the_same_stream_gives_the_same_p(davis):
    first, second = (fixed_margins_p(davis, draws=700, rng=np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(first, second, equal_nan=True)


@small
@given(table=tables, draws=st.integers(1, 1200))
def test_every_draw_keeps_both_margins(table, draws):
    batches = list(randomised(table, draws=draws, rng=np.random.default_rng(1), burn_in=3, thin=1))
    assert sum(len(batch) for batch in batches) == draws
    for matrix in np.concatenate(batches)[:: max(1, draws // 20)]:
        assert margins(matrix) == margins(table)


# The two models that keep margins on average.


@small
@given(table=tables)
@pytest.mark.parametrize("fit", [bipartite_probabilities, conditional_bernoulli_probabilities])
def test_expected_margins_are_the_observed(table, fit):
    chances = fit(table)
    assert chances.sum(axis=1) == pytest.approx(table.sum(axis=1), abs=1e-8)
    assert chances.sum(axis=0) == pytest.approx(table.sum(axis=0), abs=1e-8)
    assert ((chances >= -1e-12) & (chances <= 1 + 1e-12)).all()


def test_stochastic_p_by_enumeration(davis):
    table = davis[:6, 2:9]
    chances = bipartite_probabilities(table)
    joint = chances[0] * chances[1]
    observed = (table[0] & table[1]).sum()
    by_hand = sum(
        prod(q if shared else 1 - q for q, shared in zip(joint, outcome, strict=True))
        for outcome in product([0, 1], repeat=7)
        if sum(outcome) >= observed
    )
    assert stochastic_margins_p(table)[0, 1] == pytest.approx(by_hand, rel=1e-9)


def test_conditional_bernoulli_p_by_enumeration_of_the_portfolios():
    table = np.array([[1, 1, 0, 0, 0], [1, 1, 1, 0, 0], [1, 0, 0, 1, 1], [0, 1, 0, 1, 0], [1, 0, 0, 0, 0]], dtype=bool)
    # The chances of a portfolio of one are proportional to the weights.
    weights = conditional_bernoulli_probabilities(table)[4]

    def law(size):
        ways = {frozenset(c): weights[list(c)].prod() for c in combinations(range(5), size)}
        return {portfolio: way / sum(ways.values()) for portfolio, way in ways.items()}

    by_hand = sum(p * q for (a, p), (b, q) in product(law(2).items(), law(3).items()) if len(a & b) >= 2)
    assert conditional_bernoulli_p(table)[0, 1] == pytest.approx(by_hand, rel=1e-9)


def test_conditional_bernoulli_is_hypergeometric_where_programmes_are_equally_popular():
    table = np.array([[1, 1, 1, 0, 0, 0], [0, 1, 1, 1, 0, 0], [1, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1]], dtype=bool)
    assert np.allclose(conditional_bernoulli_p(table), fixed_rows_p(table), equal_nan=True, rtol=1e-9)


@pytest.mark.parametrize("null", OF_BOTH_MARGINS)
def test_wide_tables_with_extreme_popularity_stay_finite(null):
    rng = np.random.default_rng(2)
    table = rng.random((12, 250)) < np.linspace(0.02, 0.98, 250) ** 4
    p = null(table)[np.triu_indices(12, k=1)]
    assert ((p > 0) & (p <= 1)).all()


@small
@given(table=tables)
def test_free_blocks_are_the_cells_that_differ_between_matrices_of_the_same_margins(table):
    table = table[:4, :3]
    states = with_same_margins(table)
    free = np.zeros(table.shape, dtype=bool)
    for rows, columns in free_blocks(table):
        free[np.ix_(rows, columns)] = True
    assert np.array_equal(free, states.any(axis=0) & ~states.all(axis=0))


# What holds of every null model.


@small
@given(table=tables, seed=st.integers(0, 99))
@pytest.mark.parametrize("null", EXACT)
def test_the_order_of_actors_and_programmes_decides_nothing(table, seed, null):
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(table.shape[0]), rng.permutation(table.shape[1])
    moved = null(table[np.ix_(rows, columns)])
    assert np.allclose(moved, null(table)[np.ix_(rows, rows)], equal_nan=True, atol=1e-9)


@small
@given(table=tables)
@pytest.mark.parametrize("null", OF_BOTH_MARGINS)
def test_programmes_of_everybody_and_of_nobody_say_nothing(table, null):
    p = null(np.column_stack((table, np.ones(len(table)), np.zeros(len(table)))))
    some = table.any(axis=1)
    pairs = np.outer(some, some)
    assert np.allclose(p[pairs], null(table)[pairs], equal_nan=True, atol=1e-9)


def test_a_programme_of_everybody_says_nothing_under_fixed_margins():
    table = np.array([[1, 0, 1, 0, 0], [1, 0, 0, 0, 0], [1, 0, 0, 0, 1], [1, 1, 1, 1, 1], [0, 0, 0, 0, 0]])
    p = fixed_margins_p(table[:4], draws=500, rng=np.random.default_rng(1))
    assert p[0, 1] == p[1, 2] == p[0, 3] == 1.0
    assert np.isnan(fixed_margins_p(table, draws=50, rng=np.random.default_rng(1))[4]).all()


@small
@given(table=tables)
@pytest.mark.parametrize(
    "null", [*EXACT, lambda table: fixed_margins_p(table, draws=20, rng=np.random.default_rng(1))], ids=range(4)
)
def test_p_is_symmetric_and_blank_without_a_portfolio(table, null):
    p = null(table)
    some = table.any(axis=1)
    pairs = np.outer(some, some) & ~np.eye(len(table), dtype=bool)
    assert np.array_equal(~np.isnan(p), pairs)
    assert np.allclose(p, p.T, equal_nan=True, atol=1e-12)
    assert ((p[pairs] > 0) & (p[pairs] <= 1)).all()
    nothing_shared = pairs & ~(table.astype(int) @ table.T).astype(bool)
    assert p[nothing_shared] == pytest.approx(1)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (1, 3)])
def test_no_pair_no_p(shape):
    table = np.ones(shape, dtype=bool)
    values = [null(table) for null in EXACT]
    values.append(fixed_margins_p(table, draws=3, rng=np.random.default_rng(1), admissible=table))
    for p in values:
        assert p.shape == (shape[0], shape[0])
        assert np.isnan(p).all()


# Correction for many pairs.


def test_benjamini_hochberg_worked_by_hand():
    # 4 tests: .01 x 4/1, .03 x 4/2, .035 x 4/3, .5 x 4/4; the second may not exceed the third.
    q = benjamini_hochberg([0.5, 0.03, 0.01, 0.035])
    assert q == pytest.approx([0.5, 0.14 / 3, 0.04, 0.14 / 3])


def test_benjamini_hochberg_of_pairs_counts_each_pair_once_and_no_blank():
    p = np.full((4, 4), np.nan)
    for (i, j), value in {(0, 1): 0.01, (0, 2): 0.03, (1, 2): 1.0}.items():
        p[i, j] = p[j, i] = value
    q = benjamini_hochberg(p)
    assert family_size(p) == 3
    assert q[0, 1] == q[1, 0] == pytest.approx(0.03)
    assert q[0, 2] == pytest.approx(0.045)
    assert np.isnan(q[3]).all()
    assert np.isnan(np.diag(q)).all()


@small
@given(p=arrays(float, st.integers(0, 12), elements=st.floats(0, 1)))
def test_benjamini_hochberg_keeps_the_order_and_never_lowers_a_p(p):
    q = benjamini_hochberg(p)
    assert (q >= p * (1 - 1e-12)).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p)]) >= 0).all()


def test_p_values_in_another_shape_are_refused():
    with pytest.raises(ValueError, match="shape"):
        benjamini_hochberg(np.ones((2, 3)))
