"""Numbers that stand in a paper or agree between two packages; source and tolerance in tests/published."""

import numpy as np
import pytest

from synergy.measures.actors.betweenness import betweenness
from synergy.measures.actors.cut_points import is_cut_point
from synergy.measures.actors.degree import degree, in_degree, out_degree
from synergy.measures.actors.harmonic_closeness import harmonic_closeness
from synergy.measures.pairs.gap import gap
from synergy.measures.pairs.need import facet_need
from synergy.measures.whole.centralization import (
    arc_centralization,
    betweenness_centralization,
    degree_centralization,
)
from synergy.measures.whole.congruence import congruence
from synergy.measures.whole.density import density
from synergy.networks.incidence import Facet
from tests.measures.conftest import published


def test_knoke_density(knoke):
    graph, pins = knoke
    assert density(graph) == pytest.approx(pins["density"], abs=1e-9)


def test_knoke_betweenness(knoke):
    graph, pins = knoke
    raw = betweenness(graph) * (len(graph) - 1) * (len(graph) - 2)
    assert raw.tolist() == pytest.approx(pins["betweenness"], abs=1e-6)


def test_knoke_centralization(knoke):
    graph, pins = knoke
    expected = pins["centralization"]
    assert arc_centralization(in_degree(graph)) == pytest.approx(expected["indegree"], abs=1e-9)
    assert arc_centralization(out_degree(graph)) == pytest.approx(expected["outdegree"], abs=1e-9)
    assert betweenness_centralization(betweenness(graph)) == pytest.approx(expected["betweenness"], abs=1e-9)


def test_florentine_betweenness(florentine):
    graph, pins = florentine
    values = betweenness(graph)
    assert values["Medici"] == pytest.approx(pins["betweenness_norm_Medici"], abs=1e-9)
    for family, raw in pins["betweenness_raw"].items():
        assert values[family] * 91 == pytest.approx(raw, abs=1e-6)


def test_florentine_harmonic_closeness(florentine):
    graph, pins = florentine
    assert harmonic_closeness(graph)["Medici"] * 14 == pytest.approx(pins["harmonic_Medici"], abs=1e-9)


def test_florentine_cut_points(florentine):
    graph, pins = florentine
    points = is_cut_point(graph)
    assert sorted(points.index[points]) == pins["articulation"]


def test_florentine_centralization(florentine):
    graph, pins = florentine
    assert degree_centralization(degree(graph)) == pytest.approx(pins["centralization"]["degree"], abs=1e-9)
    assert betweenness_centralization(betweenness(graph)) == pytest.approx(
        pins["centralization"]["betweenness"], abs=1e-9
    )


def test_need_supply_gap_worked_example():
    pins = published("need_toy")
    names = pins["actors"]
    depends = np.eye(4)
    depends[0, 1] = depends[1, 0] = 0.5
    need = facet_need(Facet(("P1", "P2", "P3", "P4"), np.array(pins["R"], dtype=float), depends))
    supply = np.zeros((5, 5))
    need = need.toarray()
    for pair, value in pins["S"].items():
        i, j = (names.index(name) for name in pair.split("-"))
        supply[i, j] = supply[j, i] = value
    open_need = gap(need, supply)
    for values, table in ((need, pins["N"]), (open_need, pins["gap"])):
        for pair, expected in table.items():
            i, j = (names.index(name) for name in pair.split("-"))
            assert values[i, j] == pytest.approx(expected, abs=1e-6)
    assert not need[names.index("Univ")].any()
    assert congruence(need, supply) == pytest.approx(pins["weighted_congruence"], abs=1e-9)


def test_weighted_congruence_after_cataldo():
    pins = published("congruence_toy")
    assigned, depends = np.array(pins["TA"], dtype=float), np.array(pins["TD"], dtype=float)
    need = facet_need_unweighted(assigned, depends)
    assert need.tolist() == pins["CR"]
    ties = np.zeros((3, 3))
    ties[0, 1] = ties[1, 0] = 1
    assert congruence(need, ties) == pytest.approx(pins["weighted_congruence"], abs=1e-9)


def facet_need_unweighted(assigned, depends):
    """The original definition: every task counts 1, no task needs itself."""
    need = assigned @ depends @ assigned.T
    np.fill_diagonal(need, 0)
    return need
