"""Which new links, and which forums: exact where it is said to be, within limits, and told why."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from synergy.measures.planning.forums import plan_forums
from synergy.measures.planning.links import Limits, plan_links


def symmetric(values, n):
    matrix = np.zeros((n, n))
    matrix[np.triu_indices(n, 1)] = values
    return matrix + matrix.T


def gaps(n):
    cells = n * (n - 1) // 2
    return st.lists(st.integers(0, 9), min_size=cells, max_size=cells).map(lambda v: symmetric(v, n))


def keeps(pairs, limits, cost):
    load = np.bincount([end for pair in pairs for end in pair], minlength=1)
    spent = sum(cost[pair] for pair in pairs)
    return (
        len(pairs) <= limits.links
        and load.max(initial=0) <= limits.per_actor
        and not spent > limits.budget
        and not limits.forbidden & set(pairs)
    )


@settings(max_examples=25, deadline=None)
@given(gaps(5), st.integers(1, 4), st.integers(1, 2))
def test_the_plan_is_worth_as_much_as_the_best_of_all_plans(gap, links, per_actor):
    limits = Limits(links=links, per_actor=per_actor)
    plan = plan_links(csr_array(gap), limits)
    pairs = list(combinations(range(5), 2))
    one = np.ones((5, 5))
    best = max(
        sum(gap[pair] for pair in chosen)
        for size in range(links + 1)
        for chosen in combinations(pairs, size)
        if keeps(chosen, limits, one)
    )
    assert plan.exact
    assert plan.worth == plan.bound == pytest.approx(best)
    assert keeps([link.pair for link in plan.links], limits, one)


@settings(max_examples=25, deadline=None)
@given(gaps(6), st.integers(1, 5))
def test_beyond_the_exact_size_the_plan_is_at_least_half_its_bound(gap, links):
    plan = plan_links(csr_array(gap), Limits(links=links), exact_up_to=3)
    assert not plan.exact
    assert plan.bound / 2 - 1e-9 <= plan.worth <= plan.bound + 1e-9


def test_costs_are_kept_within_the_budget():
    gap, cost = symmetric([5, 4, 3], 3), symmetric([3, 1, 1], 3)
    limits = Limits(links=3, per_actor=3, budget=2.0)
    plan = plan_links(csr_array(gap), limits, cost=csr_array(cost))
    assert [link.pair for link in plan.links] == [(0, 2), (1, 2)]


def test_forbidden_pairs_stay_out_and_required_ones_come_first():
    gap = csr_array(symmetric([5, 4, 0], 3))
    limits = Limits(links=2, forbidden=frozenset({(0, 1)}), required=frozenset({(1, 2)}))
    plan = plan_links(gap, limits)
    assert [(link.pair, link.why) for link in plan.links] == [((0, 2), ""), ((1, 2), "required")]


def test_a_required_pair_that_the_limits_leave_no_room_for_is_named():
    limits = Limits(links=1, required=frozenset({(0, 1), (1, 2)}))
    plan = plan_links(csr_array(symmetric([5, 4, 3], 3)), limits)
    assert len(plan.links) == 1
    assert plan.unmet == ((1, 2),)


def test_each_link_names_what_would_take_its_place_and_why_it_does_not():
    """Actors 0-1, 0-2, 0-3 and 2-3; two links an actor."""
    gap = symmetric([9, 8, 7, 0, 0, 1], 4)
    plan = plan_links(csr_array(gap), Limits(links=2))
    first, second = plan.links
    assert (first.pair, first.alternative, first.loss, first.why) == ((0, 1), (0, 3), 2.0, "worth")
    capped = plan_links(csr_array(gap), Limits(links=3))
    link = next(link for link in capped.links if link.pair == (2, 3))
    assert (link.alternative, link.why) == (None, "")


def test_without_gaps_there_is_nothing_to_plan():
    plan = plan_links(csr_array((3, 3)), Limits(links=5))
    assert (plan.links, plan.worth) == ((), 0.0)
    assert plan_links(csr_array((0, 0)), Limits(links=5)).links == ()


@settings(max_examples=25, deadline=None)
@given(gaps(5))
def test_forums_chosen_one_by_one_are_worth_63_percent_of_the_best(need):
    candidates = {"".join(map(str, seats)): seats for seats in combinations(range(5), 3)}

    def worth(chosen):
        pairs = {pair for name in chosen for pair in combinations(candidates[name], 2)}
        return 0.3 * sum(need[pair] for pair in pairs)

    best = max(worth(chosen) for chosen in combinations(candidates, 2))
    plan = plan_forums(need, np.zeros((5, 5)), candidates, count=2)
    assert sum(forum.worth for forum in plan) >= (1 - 1 / np.e) * best - 1e-9


def test_a_forum_adds_nothing_where_its_members_already_meet_more_closely():
    need, supply = symmetric([1, 1, 1], 3), symmetric([0.5, 0.5, 0.5], 3)
    assert plan_forums(need, supply, {"council": (0, 1, 2)}, count=1) == ()
