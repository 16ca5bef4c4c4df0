"""Roles of brokers beside shuffled sectors: the counts of a shuffle are those of the definition."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synergy.measures.actors.brokerage_roles import brokerage_roles
from synergy.measures.of_actors import ROLES
from synergy.measures.of_brokerage import _counted, _open_two_paths, brokerage
from synergy.settings import Settings
from tests.conftest import actors, ties


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_counting_over_open_two_paths_gives_the_counts_of_the_definition(seed, directed):
    graph = nx.gnp_random_graph(9, 0.3, seed=seed, directed=directed)
    labels = np.random.default_rng(seed).integers(0, 3, 9)
    by_definition = brokerage_roles(graph, {i: str(label) for i, label in enumerate(labels)})[list(ROLES)]
    assert _counted(_open_two_paths(graph), labels, directed=directed).tolist() == by_definition.to_numpy().tolist()


def test_a_broker_between_sectors_stands_out_where_shuffling_would_rarely_give_as_much(analysed):
    """One actor joins two sectors that are each a clique: of its pairs nearly all lie between the two."""
    names = [f"A{i}" for i in range(6)] + [f"B{i}" for i in range(6)]
    rows = [{**row, "sector": "ngo" if row["id"][0] == "A" else "media"} for row in actors(*names)]
    inside = [f"{a}-{b}" for group in (names[:6], names[6:]) for i, a in enumerate(group) for b in group[i + 1 :]]
    across = [f"A0-{b}" for b in names[6:]]
    analysis = analysed(stakeholders=rows, ties=ties(*inside, *across))
    found = {(r.actor, r.role): r for r in analysis.measured.brokerage}
    assert found["A0", "gatekeeper"].count == found["A0", "representative"].count == 30
    assert found["A0", "gatekeeper"].p_value < 0.05
    assert found["A0", "gatekeeper"].expected < 30
    assert found["A1", "gatekeeper"].count == 0
    assert np.isnan(found["A0", "gatekeeper"].z)  # no tie has a direction


def test_too_small_a_network_has_no_chance_to_show(analysed):
    analysis = analysed(stakeholders=actors("A", "B", "C"), ties=ties("A-B", "B-C"))
    assert analysis.measured.brokerage == ()
    assert brokerage(analysis.network, Settings(chance_from=3, permutation_draws=19)) != ()


def test_no_number_is_missing_from_the_table_of_a_directed_network(analysed):
    names = [f"A{i}" for i in range(10)]
    ring = [
        {**row, "directed": "yes"}
        for row in ties(*(f"{a}-{b}" for a, b in zip(names, names[1:] + names[:1], strict=True)))
    ]
    rows = [{**row, "sector": "ngo" if i % 2 else "media"} for i, row in enumerate(actors(*names))]
    table = pd.DataFrame(
        [(r.p_value, r.q_value, r.expected) for r in analysed(stakeholders=rows, ties=ring).measured.brokerage]
    )
    assert len(table) == 50
    assert table.notna().all(axis=None)
    assert (table[1] >= table[0] - 1e-12).all()
    assert table[2].sum() == pytest.approx(10)
