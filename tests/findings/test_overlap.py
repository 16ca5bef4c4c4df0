"""Whose mandates overlap: the worked example of the definition, cell by cell."""

import pytest

from tests.conftest import actors, ties

VOCABULARY = [
    {"list": "cluster", "term": "stunting", "name_id": "Stunting", "name_en": "Stunting"},
    {"list": "cluster", "term": "literacy", "name_id": "Literasi", "name_en": "Literacy"},
    {"list": "function", "term": "evaluate", "name_id": "Evaluasi", "name_en": "Evaluate"},
    {"list": "target_group", "term": "school", "name_id": "Sekolah", "name_en": "School"},
    {"list": "target_group", "term": "pregnant", "name_id": "Hamil", "name_en": "Pregnant"},
]


def duty(actor, function, cluster, group, **more):
    return {"actor": actor, "function": function, "cluster": cluster, "target_group": group, "territory": "D1", **more}


TOY = [
    duty("Health", "plan", "stunting", "under_five"),
    duty("Health", "deliver", "stunting", "under_five"),
    duty("NGO", "deliver", "stunting", "under_five"),
    duty("NGO", "deliver", "stunting", "pregnant"),
    duty("Educ", "deliver", "stunting", "school"),
    duty("Educ", "deliver", "literacy", "school"),
    duty("Univ", "evaluate", "stunting", "under_five"),
]


def compared(analysis):
    return {o.actors: o for o in analysis.measured.overlaps}


@pytest.mark.parametrize(
    ("pair", "kind", "scores"),
    [
        (("Health", "NGO"), "duplication", (0.75, 0.75)),
        (("Educ", "Health"), "overlap", (0.25, 0.25)),
        (("Educ", "NGO"), "overlap", (0.25, 0.5)),
        (("Health", "Univ"), "complementary", (0.5, 0.5)),
        (("Educ", "Univ"), "fragmentation", (0.0, 0.0)),
    ],
)
def test_worked_example(analysed, pair, kind, scores):
    analysis = analysed(stakeholders=actors("Health", "NGO", "Educ", "Univ"), vocabulary=VOCABULARY, mandates=TOY)
    found = compared(analysis)[pair]
    assert (found.type, found.score) == (kind, pytest.approx(scores))


def test_different_territories_are_parallel(analysed):
    rows = [
        duty("A", "deliver", "stunting", "school"),
        duty("B", "deliver", "stunting", "school") | {"territory": "D2"},
    ]
    analysis = analysed(stakeholders=actors("A", "B"), vocabulary=VOCABULARY, mandates=rows)
    assert compared(analysis)["A", "B"].type == "parallel"


def test_what_is_not_said_is_unknown_not_equal(analysed):
    rows = [duty("A", "", "stunting", "school"), duty("B", "", "stunting", "school")]
    found = compared(analysed(stakeholders=actors("A", "B"), vocabulary=VOCABULARY, mandates=rows))["A", "B"]
    assert found.type == "fragmentation"
    assert found.score == (0.5, 0.5)
    assert found.score_high == (1.0, 1.0)
    assert found.matches[0].unknown == ("function",)


def test_a_needed_mandate_overlaps_nothing(analysed):
    rows = [duty("A", "deliver", "stunting", "school"), duty("B", "deliver", "stunting", "school", status="needed")]
    assert not analysed(stakeholders=actors("A", "B"), vocabulary=VOCABULARY, mandates=rows).measured.overlaps


@pytest.mark.parametrize(("type_", "managed"), [("meeting", True), ("agreement", True), ("supervision", False)])
def test_coordination_makes_an_overlap_managed(analysed, type_, managed):
    rows = [duty("A", "deliver", "stunting", "school"), duty("B", "deliver", "stunting", "school")]
    analysis = analysed(
        stakeholders=actors("A", "B"), vocabulary=VOCABULARY, mandates=rows, ties=ties("A-B", type=type_)
    )
    (finding,) = analysis.by_kind["overlap"]
    assert (finding.status, finding.managed) == ("duplication", managed)


def test_an_overlap_only_stated_has_no_status_and_is_neither_managed_nor_unmanaged(analysed):
    claims = [{"id": "N1", "topic": "duties", "statement": "They overlap.", "kind": "overlap", "actors": "A;B"}]
    (finding,) = analysed(stakeholders=actors("A", "B"), claims=claims).by_kind["overlap"]
    assert (finding.status, finding.managed, finding.basis) == (None, None, ("stated",))


PLACES = [
    {"list": "territory", "term": "City", "name_id": "Kota", "name_en": "City"},
    {"list": "territory", "term": "D1", "name_id": "D1", "name_en": "D1", "parent": "City"},
    {"list": "territory", "term": "D2", "name_id": "D2", "name_en": "D2", "parent": "City"},
]


def test_a_place_inside_anothers_is_not_apart_from_it(analysed):
    """A city's duty and its district's: half alike, a possible duplication; two districts: parallel."""
    duties = [
        duty("A", "deliver", "stunting", "school", territory="City"),
        duty("B", "deliver", "stunting", "school", territory="D1"),
        duty("C", "deliver", "stunting", "school", territory="D2"),
    ]
    analysis = analysed(stakeholders=actors("A", "B", "C"), mandates=duties, vocabulary=[*VOCABULARY, *PLACES])
    found = {"".join(o.actors): (o.type, o.score) for o in analysis.measured.overlaps}
    assert found == {
        "AB": ("duplication", (0.5, 0.5)),
        "AC": ("duplication", (0.5, 0.5)),
        "BC": ("parallel", (0.0, 0.0)),
    }


def test_a_citys_duty_covers_what_is_required_of_its_district(analysed):
    duties = [duty("A", "deliver", "stunting", "school", territory="City", role="lead")]
    asked = [
        {"function": "deliver", "cluster": "stunting", "target_group": "school", "territory": "D1"},
        {"function": "deliver", "cluster": "literacy", "target_group": "school", "territory": "D1"},
    ]
    analysis = analysed(
        stakeholders=actors("A"), mandates=duties, requirements=asked, vocabulary=[*VOCABULARY, *PLACES]
    )
    cells = {row.cluster: row.actors for row in analysis.measured.coverage if row.scope == "cell"}
    assert cells == {"stunting": ("A",), "literacy": ()}


def test_another_cells_lead_and_support_do_not_manage_a_duplication(analysed):
    duties = [
        duty("A", "deliver", "stunting", "school", role="lead"),
        duty("B", "deliver", "stunting", "school", role="lead"),
        duty("B", "plan", "stunting", "pregnant", role="support"),
    ]
    analysis = analysed(stakeholders=actors("A", "B"), mandates=duties, vocabulary=VOCABULARY)
    (found,) = analysis.by_kind["overlap"]
    assert (found.status, found.managed) == ("duplication", False)
