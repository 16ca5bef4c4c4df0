"""Who carries programmes, stages, areas and clusters: from tables so small that they are checked by hand."""

import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synergy.measures.programmes.areas import areas, unplaced
from synergy.measures.programmes.coverage import carried, carriers
from synergy.measures.programmes.cycle import stages
from synergy.measures.programmes.fragmentation import cluster_shares, fragmentation
from synergy.outputs.tables import write_tables
from tests.conftest import actors, ties

CLUSTERS = [
    {"list": "cluster", "term": term, "name_id": term, "name_en": term, "parent": parent}
    for term, parent in (("health", ""), ("nutrition", "health"), ("school", ""))
]
PLACES = [
    {"list": "territory", "term": term, "name_id": term, "name_en": term, "parent": parent}
    for term, parent in (("city", ""), ("north", "city"), ("south", "city"), ("isle", ""))
]


def part(actor, programme, role="implement", status="existing"):
    return {"actor": actor, "programme": programme, "role": role, "status": status}


def table(analysis, folder, name):
    write_tables(analysis, folder)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- programmes ----


@pytest.fixture
def programmes(analysed):
    return analysed(
        stakeholders=actors("A", "B"),
        programmes=[{"id": f"P{n}", "name": f"Programme {n}"} for n in range(1, 5)],
        participation=[
            part("A", "P1"),
            part("B", "P1", "support"),
            part("A", "P2", "lead"),
            part("B", "P2", "beneficiary"),
            part("B", "P3", status="contested"),
        ],
        mandates=[{"actor": "B", "function": "fund", "programme": "P4", "status": "existing"}],
    )


def test_parts_that_exist_and_duties_that_name_it_carry_a_programme(programmes):
    assert carriers(programmes.dataset) == {"P1": ("A", "B"), "P2": ("A",), "P3": (), "P4": ("B",)}


def test_the_table_of_programmes_tells_orphans_and_singletons(programmes, tmp_path):
    rows = {row["id"]: row["carried"] for row in table(programmes, tmp_path / "tables", "programmes")}
    assert rows == {"P1": "shared", "P2": "singleton", "P3": "orphan", "P4": "singleton"}


def test_indicators_of_a_preset_are_no_programmes_of_the_study(case):
    assert set(carriers(case.dataset)) == {programme.id for programme in case.dataset.programmes}
    assert {carried(found) for found in carriers(case.dataset).values()} >= {"singleton", "shared"}


# ---- the strategy cycle ----


def test_each_stage_lists_its_programmes_and_a_programme_may_have_several(analysed):
    rows = [{"id": "P1", "name": "One", "stage": "direction;evaluation"}, {"id": "P2", "name": "Two"}]
    found = stages(analysed(stakeholders=actors("A"), programmes=rows).dataset)
    assert found == {
        "environment": (),
        "direction": ("P1",),
        "formulation": (),
        "implementation": (),
        "evaluation": ("P1",),
    }


def test_without_stages_there_is_no_cycle(analysed):
    assert stages(analysed(stakeholders=actors("A"), programmes=[{"id": "P1", "name": "One"}]).dataset) == {}


# ---- areas ----


def test_what_lies_in_an_area_or_holds_it_reaches_it(analysed, tmp_path):
    analysis = analysed(
        stakeholders=[*actors("A", "B"), {**actors("C")[0], "territory": "south"}],
        vocabulary=PLACES,
        programmes=[
            {"id": "P1", "name": "One", "territory": "north"},
            {"id": "P2", "name": "Two", "status": "ended", "territory": "isle"},
        ],
        participation=[part("A", "P1"), part("A", "P2")],
        mandates=[
            {"actor": "B", "function": "fund", "territory": "city", "status": "existing"},
            {"actor": "C", "function": "fund", "status": "existing"},
            {"actor": "A", "function": "plan", "status": "existing"},
        ],
        claims=[{"id": "N1", "topic": "t", "statement": "S.", "kind": "need", "territory": "isle;north"}],
    )
    found = {area.territory: (area.programmes, area.actors, area.problems) for area in areas(analysis.dataset)}
    assert found == {
        "city": (("P1",), ("A", "B", "C"), ()),
        "north": (("P1",), ("A", "B"), ("N1",)),
        "south": ((), ("B", "C"), ()),
        "isle": ((), (), ("N1",)),
    }
    assert unplaced(analysis.dataset) == 1  # A's plan
    rows = table(analysis, tmp_path / "tables", "areas")
    assert [row["territory"] for row in rows] == ["city", "isle", "north", "south"]
    assert rows[0] == {"territory": "city", "programmes": "1", "actors": "3", "problems": "0"}


def test_a_territory_that_is_not_declared_is_an_area_too(analysed):
    rows = [{"id": "P1", "name": "One", "territory": "Harbour"}]
    (area,) = areas(analysed(stakeholders=actors("A"), programmes=rows).dataset)
    assert (area.territory, area.programmes) == ("Harbour", ("P1",))


def test_where_no_territory_is_used_there_are_no_areas(analysed, tmp_path):
    analysis = analysed(stakeholders=actors("A"), vocabulary=PLACES)
    assert areas(analysis.dataset) == ()
    assert table(analysis, tmp_path / "tables", "areas") == []


# ---- clusters ----


def test_effective_actors_of_equal_shares_is_their_number_and_pairs_are_averaged():
    supply = np.full((3, 3), 0.5)
    found = fragmentation([1, 1, 1], supply)
    assert (found.effective_actors, found.coordinated) == (pytest.approx(3), pytest.approx(0.5))


def test_shares_of_one_half_and_two_quarters():
    assert fragmentation([0.8, 0.4, 0.4, 0], np.zeros((4, 4))).effective_actors == pytest.approx(8 / 3)


def test_who_carries_nothing_is_in_no_pair():
    supply = np.zeros((3, 3))
    supply[0, 1] = supply[1, 0] = 0.8
    assert fragmentation([1, 1, 0], supply).coordinated == pytest.approx(0.8)


def test_nobody_and_one_actor_have_no_number():
    none, one = fragmentation([], np.zeros((0, 0))), fragmentation([2, 0], np.zeros((2, 2)))
    assert math.isnan(none.effective_actors)
    assert math.isnan(none.coordinated)
    assert one.effective_actors == pytest.approx(1)
    assert math.isnan(one.coordinated)


SHARES = st.lists(st.floats(0.1, 5), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(SHARES, st.floats(0.5, 4), st.randoms(use_true_random=False))
def test_effective_actors_lie_between_one_and_all_whatever_the_order_and_unit(shares, unit, random):
    nothing = np.zeros((len(shares), len(shares)))
    value = fragmentation(shares, nothing).effective_actors
    assert 1 - 1e-9 <= value <= len(shares) + 1e-9
    turned = [share * unit for share in shares]
    random.shuffle(turned)
    assert fragmentation(turned, nothing).effective_actors == pytest.approx(value)


@pytest.fixture
def cluster(analysed):
    return analysed(
        stakeholders=actors("A", "B", "C", "D"),
        vocabulary=CLUSTERS,
        programmes=[
            {"id": "P1", "name": "One", "cluster": "health"},
            {"id": "P2", "name": "Two", "cluster": "nutrition"},
            {"id": "P3", "name": "Three", "cluster": "school"},
        ],
        participation=[
            part("A", "P1", "lead"),
            part("A", "P1", "support"),
            part("B", "P2"),
            part("D", "P3", "lead"),
            part("B", "P3", "lead"),
            part("C", "P1", "lead", "intended"),
        ],
        mandates=[{"actor": "C", "function": "fund", "cluster": "health", "role": "support", "status": "existing"}],
        ties=ties("A-B", type="joint_activity"),
    )


def test_shares_add_the_strongest_role_in_each_programme_and_cell_of_a_cluster_and_its_parts(cluster):
    assert cluster_shares(cluster.dataset, "health") == pytest.approx({"A": 1, "B": 0.8, "C": 0.4})


def test_the_table_of_coverage_tells_how_a_cluster_is_spread(cluster, tmp_path):
    rows = {row["cluster"]: row for row in table(cluster, tmp_path / "tables", "coverage")}
    health, school = rows["health"], rows["school"]
    assert float(health["effective_actors"]) == pytest.approx(2.2**2 / (1 + 0.64 + 0.16))
    assert float(health["coordinated"]) == pytest.approx(0.8 / 3)  # one of three pairs works together
    assert (health["single_lead"], school["single_lead"]) == ("yes", "no")
    assert (float(school["effective_actors"]), float(school["coordinated"])) == (pytest.approx(2), 0)


def test_only_clusters_have_these_columns(case, tmp_path):
    rows = table(case, tmp_path / "tables", "coverage")
    assert {row["effective_actors"] for row in rows if row["scope"] != "cluster"} == {""}
    assert all(row["effective_actors"] for row in rows if row["scope"] == "cluster" and row["actors"])
