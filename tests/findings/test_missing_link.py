"""Who should be talking and is not: given these tables, this finding and no other."""

import pytest

from synergy.findings.need_groups import need_groups
from synergy.language import open_catalogue
from synergy.language.sentences import answer
from tests.conftest import actors, ties


def links(analysis):
    return {"".join(sorted(f.actors)): f for f in analysis.by_kind.get("missing_link", ())}


def together(*who, programme="P1", role="lead"):
    return [{"actor": actor, "programme": programme, "role": role, "status": "existing"} for actor in who]


PROGRAMMES = [{"id": "P1", "name": "Programme 1"}, {"id": "P2", "name": "Programme 2"}]


def test_a_stated_need_without_a_tie_is_open(analysed):
    found = links(analysed(stakeholders=actors("A", "B", "C"), ties=ties("A-C") + ties("A-B", status="needed")))
    assert found["AB"].status == "open"
    assert found["AB"].basis == ("stated",)
    assert found["AB"].absence == "recorded_nowhere"
    assert list(found) == ["AB"]


def test_a_stated_need_beside_an_existing_tie_is_partial_never_met(analysed):
    strong = ties("A-B", type="joint_activity") + ties("A-B", type="data_exchange") + ties("A-B", type="agreement")
    found = links(analysed(stakeholders=actors("A", "B"), ties=strong + ties("A-B", status="needed")))
    assert found["AB"].status == "partial"
    assert found["AB"].absence is None


@pytest.mark.parametrize(
    ("existing", "status"),
    [
        ([], "open"),
        (["agreement"], "partial"),  # .4: a decree alone works on paper
        (["meeting"], "met"),  # .5
        (["joint_activity"], "met"),  # .8
        (["agreement", "agreement"], "partial"),  # one layer, however many ties
        (["agreement", "meeting"], "met"),  # .7
    ],
)
def test_shared_programmes_need_coordination_and_ties_supply_it(analysed, existing, status):
    tied = [row for kind in existing for row in ties("A-B", type=kind, programme=f"P{len(existing)}")]
    analysis = analysed(
        stakeholders=actors("A", "B", "C"),
        programmes=PROGRAMMES,
        participation=together("A", "B"),
        ties=[*tied, *ties("A-C")],
    )
    found = links(analysis)
    assert ("AB" in found) == (status != "met")
    if "AB" in found:
        assert found["AB"].status == status
        assert found["AB"].basis == ("computed",)


def test_support_through_a_go_between_is_brokered_and_names_them(analysed):
    analysis = analysed(
        stakeholders=actors("A", "B", "C"),
        programmes=PROGRAMMES,
        participation=together("A", "B"),
        ties=ties("A-C", "B-C"),
    )
    link = links(analysis)["AB"]
    assert link.status == "brokered"
    assert link.values["go_between"] == "C"


def test_receiving_a_programme_is_no_responsibility(analysed):
    analysis = analysed(
        stakeholders=actors("A", "B"),
        programmes=PROGRAMMES,
        participation=together("A") + together("B", role="beneficiary"),
        ties=ties("A-B", status="ended"),
    )
    assert links(analysis) == {}


def test_planned_participation_builds_no_need(analysed):
    planned = [{**row, "status": "intended"} for row in together("A", "B")]
    analysis = analysed(stakeholders=actors("A", "B"), programmes=PROGRAMMES, participation=planned)
    assert links(analysis) == {}


def test_needed_ties_raise_nobodys_centrality(analysed):
    rows = ties("A-B", "B-C", "C-D")
    tables = {"stakeholders": actors("A", "B", "C", "D", "E")}
    before = analysed(**tables, ties=rows).measured.actors
    after = analysed(
        **tables, ties=rows + ties("A-D", "A-E", status="needed") + ties("B-D", status="contested")
    ).measured.actors
    assert before.equals(after)
    assert after.loc["E"].isna().all()


def test_without_its_reason_a_computed_link_is_gone(analysed):
    tables = {"stakeholders": actors("A", "B", "C"), "programmes": PROGRAMMES, "ties": ties("A-C")}
    assert "AB" in links(analysed(**tables, participation=together("A", "B")))
    assert "AB" not in links(analysed(**tables, participation=together("A") + together("B", programme="P2")))


def test_a_denied_tie_is_told_apart_from_one_nobody_recorded(analysed):
    analysis = analysed(
        stakeholders=actors("A", "B"),
        programmes=PROGRAMMES,
        participation=together("A", "B"),
        ties=ties("A-B", status="denied"),
    )
    assert links(analysis)["AB"].absence == "denied"


@pytest.mark.parametrize(
    ("answers", "absence"),
    [(("yes", "yes"), "not_reported"), (("yes", "no"), "one_sided"), (("no", "no"), "not_observable")],
)
def test_three_absences_of_a_roster(analysed, answers, absence):
    roster = [{**row, "respondent": answer} for row, answer in zip(actors("A", "B"), answers, strict=True)]
    analysis = analysed(stakeholders=roster, programmes=PROGRAMMES, participation=together("A", "B"))
    assert links(analysis)["AB"].absence == absence


def test_of_equal_scores_the_stated_need_comes_first(analysed):
    analysis = analysed(
        stakeholders=actors("A", "B", "C", "D"),
        programmes=PROGRAMMES,
        participation=together("A", "B"),
        ties=ties("C-D", status="needed", confidence="high"),
    )
    first, second = analysis.by_kind["missing_link"]
    assert first.score == second.score == 1
    assert first.actors == ("C", "D")


@pytest.mark.parametrize(
    ("columns", "grade"),
    [
        ({"source": "S1", "basis": "stated", "confidence": "high"}, "A"),
        ({"source": "S1", "basis": "inferred", "confidence": "medium"}, "B"),
        ({"source": "S1;S2", "basis": "inferred", "confidence": "medium"}, "A"),
        ({"source": "S1", "basis": "stated", "confidence": "low"}, "C"),
        ({"basis": "stated", "confidence": "high"}, None),  # no source: nothing to grade
    ],
)
def test_grades_of_stated_needs(analysed, columns, grade):
    sources = [{"id": s, "title": f"Source {s}"} for s in ("S1", "S2")]
    rows = ties("A-B", status="needed", **columns)
    assert links(analysed(stakeholders=actors("A", "B"), sources=sources, ties=rows))["AB"].grade == grade


def test_a_body_and_its_own_unit_need_no_link(analysed):
    unit = actors("B", kind="unit", parent="A")
    analysis = analysed(stakeholders=actors("A") + unit, programmes=PROGRAMMES, participation=together("A", "B"))
    assert links(analysis) == {}


def test_a_tie_with_the_group_an_organisation_belongs_to_is_told(analysed):
    rows = actors("A", sector="ngo") + actors("B") + actors("G", kind="collective", placeholder="yes")
    analysis = analysed(stakeholders=rows, ties=ties("A-G") + ties("A-B", status="needed"))
    link = links(analysis)["AB"]
    assert link.values["through"] == (("A", "G"),)
    assert "through_collective" in link.caveats


def test_a_need_that_rests_only_on_readings_says_so(analysed):
    def found(basis):
        parts = [{**row, "basis": basis} for row in together("A", "B")]
        return links(analysed(stakeholders=actors("A", "B"), programmes=PROGRAMMES, participation=parts))["AB"]

    assert "need_inferred" in found("inferred").caveats
    assert "need_inferred" not in found("stated").caveats


def test_a_strength_that_names_both_is_a_hint(analysed):
    claims = [{"id": "N1", "topic": "t", "statement": "A has B.", "kind": "strength", "actors": "A;B"}]
    tables = {"stakeholders": actors("A", "B"), "programmes": PROGRAMMES, "participation": together("A", "B")}
    assert links(analysed(**tables, claims=claims))["AB"].values["together"] == ("N1",)


def test_only_existing_rows_stand_behind_a_computed_link(analysed):
    duties = [
        {"actor": a, "function": "fund", "role": "lead", "status": s} for a, s in (("A", "existing"), ("B", "existing"))
    ]
    duties.append({"actor": "B", "function": "plan", "role": "lead", "status": "needed"})
    link = links(analysed(stakeholders=actors("A", "B"), mandates=duties))["AB"]
    assert sorted(piece.origin.row for piece in link.evidence) == [2, 3]


def test_ends_at_different_levels_of_government_are_vertical(analysed):
    rows = actors("A", sector="national_government", level="national") + actors("B", level="city")
    found = links(analysed(stakeholders=rows, ties=ties("A-B", status="needed")))
    assert found["AB"].level == "vertical"


def groups(analysis):
    return {(group.form, group.centre or "", "".join(group.others)) for group in need_groups(analysis)}


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (["A-B"], {("pair", "A", "B")}),
        (["A-B", "C-D", "E-F"], {("pairs", "", "ABCDEF")}),
        (["A-B", "A-C", "A-D"], {("centre", "A", "BCD")}),
        (["A-B", "B-C", "A-C"], {("among", "", "ABC")}),
        (["A-B", "B-C", "A-C", "D-E"], {("among", "", "ABC"), ("pair", "D", "E")}),
        (["A-B", "B-C", "C-D"], {("centre", "B", "AC"), ("pair", "C", "D")}),
        (["A-B", "B-C", "A-C", "C-D"], {("centre", "C", "ABD"), ("pair", "A", "B")}),
    ],
)
def test_no_sentence_on_stated_needs_joins_actors_whom_no_source_joins(analysed, pairs, told):
    needed = [row for pair in pairs for row in ties(pair, status="needed")]
    assert groups(analysed(stakeholders=actors(*"ABCDEF"), ties=needed)) == told


def test_needs_of_different_sources_or_in_different_states_are_told_apart(analysed):
    needed = ties("A-B", status="needed", source="S1") + ties("C-D", status="needed", source="S2")
    needed += ties("E-F", status="needed", source="S1")
    found = groups(analysed(stakeholders=actors(*"ABCDEF"), ties=[*needed, *ties("E-F")]))
    assert found == {("pair", "A", "B"), ("pair", "C", "D"), ("pair", "E", "F")}


def test_without_shared_duties_or_stated_needs_the_answer_is_that_it_cannot_be_told(analysed):
    analysis = analysed(stakeholders=actors("A", "B"), ties=ties("A-B"))
    assert "cannot be told" in answer(analysis, open_catalogue("en"))
