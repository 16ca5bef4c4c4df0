"""Coverage gaps, single points of failure, conflicts, system gaps and caveats, each from a few rows."""

import pytest

from tests.conftest import actors, ties

CLUSTERS = [{"list": "cluster", "term": c, "name_id": f"Klaster {c}", "name_en": f"Cluster {c}"} for c in ("I", "II")]


def claim(number, topic, stance="", kind="", **more):
    return {
        "id": f"N{number}",
        "topic": topic,
        "statement": f"Statement {number}.",
        "stance": stance,
        "kind": kind,
        **more,
    }


def of_kind(analysis, kind):
    return {f.id.split(":")[1]: f for f in analysis.by_kind.get(kind, ())}


def test_a_required_cell_nobody_carries_out_is_uncovered(analysed):
    required = [{"function": "deliver", "cluster": "I"}, {"function": "fund", "cluster": "I"}]
    duties = [{"actor": "A", "function": "deliver", "cluster": "I", "role": "lead"}]
    analysis = analysed(stakeholders=actors("A"), vocabulary=CLUSTERS, requirements=required, mandates=duties)
    gaps = {f.cells[0].function: f.status for f in analysis.by_kind["coverage_gap"] if f.cells[0].function}
    assert gaps == {"fund": "uncovered"}


@pytest.mark.parametrize(
    ("roles", "status"),
    [(("lead", "implement"), None), (("implement", "implement"), "no_lead"), (("lead", "lead"), "contested_lead")],
)
def test_leads_of_a_required_cell(analysed, roles, status):
    duties = [
        {"actor": actor, "function": "deliver", "cluster": "I", "role": role}
        for actor, role in zip("AB", roles, strict=True)
    ]
    analysis = analysed(
        stakeholders=actors("A", "B"),
        vocabulary=CLUSTERS[:1],
        requirements=[{"function": "deliver", "cluster": "I"}],
        mandates=duties,
    )
    cells = [f.status for f in analysis.by_kind.get("coverage_gap", ()) if f.cells and f.cells[0].function]
    assert cells == ([status] if status else [])


def test_a_cluster_without_programmes_or_duties_is_uncovered(analysed):
    programmes = [{"id": "P1", "name": "Programme", "cluster": "I"}]
    parts = [{"actor": "A", "programme": "P1", "role": "lead"}]
    analysis = analysed(stakeholders=actors("A"), vocabulary=CLUSTERS, programmes=programmes, participation=parts)
    assert of_kind(analysis, "coverage_gap")["II"].status == "uncovered"
    assert "I" not in of_kind(analysis, "coverage_gap")


def test_what_only_an_instrument_expects_is_one_finding_and_never_red(case):
    expected = [f for f in case.by_kind["coverage_gap"] if f.basis == ("expected",)]
    assert len(expected) == 1
    assert expected[0].status is None
    cells = [row for row in case.measured.coverage if row.scope == "cell"]
    assert cells
    assert {row.status for row in cells} <= {"not_named", "no_lead", "single_point", None}


def test_a_cut_point_names_the_parts_it_leaves(analysed):
    analysis = analysed(stakeholders=actors("A", "B", "C", "D"), ties=ties("A-B", "B-C", "B-D", "C-D"))
    found = of_kind(analysis, "single_point")
    assert list(found) == ["B"]
    assert found["B"].components_after == (("C", "D"), ("A",))
    assert found["B"].values["alone"] == ("A",)


def test_opposite_stances_on_one_topic_are_a_conflict(analysed):
    claims = [
        claim(1, "role", "for", "strength"),
        claim(2, "role", "against", "system_gap"),
        claim(3, "data", "for", "need"),
    ]
    analysis = analysed(stakeholders=actors("A"), claims=claims)
    assert list(of_kind(analysis, "conflict")) == ["role"]
    assert list(of_kind(analysis, "system_gap")) == ["data"]


def test_a_disagreement_about_the_record_is_told_apart(analysed):
    analysis = analysed(stakeholders=actors("A"), claims=[claim(1, "count", "for"), claim(2, "count", "against")])
    assert of_kind(analysis, "conflict")["count"].pattern == "record"


def test_a_contested_tie_is_a_conflict(analysed):
    analysis = analysed(stakeholders=actors("A", "B"), ties=ties("A-B", status="contested"))
    assert of_kind(analysis, "conflict")["A--B"].actors == ("A", "B")


def test_more_sources_make_a_system_gap_rank_higher(analysed):
    sources = [{"id": s, "title": f"Source {s}"} for s in ("S1", "S2")]
    claims = [claim(1, "a", "for", "need", source="S1"), claim(2, "b", "for", "need", source="S1;S2")]
    analysis = analysed(stakeholders=actors("A"), sources=sources, claims=claims)
    assert [f.values["topic"] for f in analysis.by_kind["system_gap"]] == ["b", "a"]


def test_a_study_told_from_one_side_says_so(analysed):
    sources = [{"id": "S1", "title": "Own report", "vantage": "A"}, {"id": "S2", "title": "Press"}]
    rows = ties("A-B", "A-C", source="S2") + ties("C-D", source="S1") + ties("B-D", source="S2")
    analysis = analysed("vantage = 'A'", stakeholders=actors("A", "B", "C", "D"), sources=sources, ties=rows)
    (caveat,) = [c for c in analysis.caveats if c.code == "one_sided"]
    assert (caveat.values["touching"], caveat.values["told"], caveat.values["either"], caveat.values["ties"]) == (
        2,
        1,
        3,
        4,
    )


def test_a_study_with_a_roster_does_not_claim_to_be_of_documents(analysed):
    rows = actors("A", "B", respondent="yes")
    assert "not_recorded" not in {c.code for c in analysed(stakeholders=rows, ties=ties("A-B")).caveats}
    plain = analysed(stakeholders=actors("A", "B"), ties=ties("A-B"))
    assert "not_recorded" in {c.code for c in plain.caveats}


def test_a_star_warns_about_ranks_below_its_hub_and_a_ring_does_not(analysed):
    tables = {"stakeholders": actors(*"ABCDE")}
    star = analysed(**tables, ties=ties("A-B", "A-C", "A-D", "A-E"))
    ring = analysed(**tables, ties=ties("A-B", "B-C", "C-D", "D-E", "E-A"))
    assert "hub" in {c.code for c in star.caveats}
    assert "hub" not in {c.code for c in ring.caveats}


def test_a_large_network_names_its_sample_and_gives_no_current_flow(analysed):
    tables = {"stakeholders": actors(*"ABCDEF"), "ties": ties("A-B", "B-C", "C-D", "D-E", "E-F", "B-E")}
    exact, sampled = analysed(**tables), analysed("exact_up_to = 5\npivots = 3", **tables)
    assert "sampled" not in {c.code for c in exact.caveats}
    (caveat,) = [c for c in sampled.caveats if c.code == "sampled"]
    assert caveat.values == {"actors": 6, "pivots": 3}
    assert sampled.measured.actors["current_flow_betweenness"].isna().all()
    assert sampled.measured.actors["betweenness"].equals(
        analysed("exact_up_to = 5\npivots = 3", **tables).measured.actors["betweenness"]
    )


def test_who_was_asked_and_named_nobody_is_isolated(analysed):
    rows = [{**row, "respondent": "yes"} for row in actors("A", "B", "C")]
    rows.append({**actors("D")[0], "respondent": "no"})
    duty = [{"actor": "C", "function": "fund", "cluster": "", "status": "existing"}]
    found = analysed(stakeholders=rows, ties=ties("A-B"), mandates=duty).by_kind["isolated"]
    assert [(f.actors, f.pattern, f.absence, f.values["duties"]) for f in found] == [
        (("C",), "asked", "not_reported", 1)
    ]


def test_where_nobody_was_asked_only_a_body_with_duties_is_told(analysed):
    duty = [{"actor": "C", "function": "fund", "status": "existing"}]
    analysis = analysed(stakeholders=actors("A", "B", "C", "D"), ties=ties("A-B"), mandates=duty)
    (found,) = analysis.by_kind["isolated"]
    assert (found.actors, found.pattern, found.score) == (("C",), "on_record", 0.5)


def test_a_go_between_of_several_pairs_is_told_with_what_hangs_on_it(analysed):
    rows = [{"actor": a, "programme": "P1", "role": "lead", "status": "existing"} for a in "ABC"]
    analysis = analysed(
        stakeholders=actors("A", "B", "C", "H"),
        programmes=[{"id": "P1", "name": "One"}],
        participation=rows,
        ties=ties("H-A", "H-B", "H-C"),
    )
    (found,) = analysis.by_kind["brokered_link"]
    assert (found.actors, found.score) == (("H",), 1.0)
    assert found.values["pairs"] == (("A", "B"), ("A", "C"), ("B", "C"))
