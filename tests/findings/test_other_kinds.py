"""Coverage gaps, single points of failure, conflicts, system gaps and caveats, each from a few rows."""

import pytest

from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import reason
from synergy.outputs.briefing.analysis_part import analysis_part
from synergy.outputs.documents.blocks import Paragraph, Points, Table
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


SOURCES = [{"id": "S1", "title": "Interview 1"}, {"id": "S2", "title": "Interview 2"}]


@pytest.mark.parametrize(
    ("second", "pattern"),
    [
        ({"actors": "A", "source": "S2"}, "claims"),
        ({"actors": "A", "source": "S1"}, "reading"),  # one source says both
        ({"actors": "B", "source": "S2"}, "reading"),  # of another actor
        ({"actors": "A", "source": "S2", "basis": "inferred"}, "reading"),
    ],
)
def test_only_two_sources_on_one_actor_contradict_each_other_and_the_rest_is_the_coders_reading(
    analysed, second, pattern
):
    claims = [
        claim(1, "role", "for", "strength", actors="A", source="S1"),
        claim(2, "role", "against", "system_gap", **second),
    ]
    analysis = analysed(stakeholders=actors("A", "B"), sources=SOURCES, claims=claims)
    (found,) = analysis.by_kind["conflict"]
    assert found.pattern == pattern
    words = open_catalogue("en")
    assert ("coder's reading" in reason(found, analysis, words).lower()) is (pattern == "reading")


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


def test_pairs_that_meet_as_well_through_another_hang_on_nobody(analysed):
    rows = [{"actor": a, "programme": "P1", "role": "lead", "status": "existing"} for a in "ABC"]
    analysis = analysed(
        stakeholders=actors("A", "B", "C", "H", "K"),
        programmes=[{"id": "P1", "name": "One"}],
        participation=rows,
        ties=ties("H-A", "H-B", "H-C", "K-A", "K-B", "K-C"),
    )
    assert "brokered_link" not in analysis.by_kind
    assert {link.status for link in analysis.by_kind["missing_link"]} == {"brokered"}


# ---- programmes nobody is named for, empty stages, areas that nothing reaches ----


def gaps_of(analysis, pattern):
    return {f.id: f for f in analysis.by_kind.get("coverage_gap", ()) if f.pattern == pattern}


def said(finding, analysis):
    return {language: reason(finding, analysis, open_catalogue(language)) for language in LANGUAGES}


def test_only_a_programme_that_runs_or_is_planned_and_that_nobody_carries_is_an_orphan(analysed):
    states = {"P1": "running", "P2": "planned", "P3": "ended", "P4": "unknown", "P5": "running", "P6": "running"}
    analysis = analysed(
        stakeholders=actors("A", "B"),
        programmes=[{"id": i, "name": f"Programme {i}", "status": state} for i, state in states.items()],
        participation=[
            {"actor": "A", "programme": "P5", "role": "lead", "status": "existing"},
            {"actor": "B", "programme": "P1", "role": "lead", "status": "intended"},
        ],
        mandates=[{"actor": "A", "function": "fund", "programme": "P6", "role": "lead", "status": "existing"}],
    )
    found = gaps_of(analysis, "programme_orphan")
    assert list(found) == ["coverage_gap:programme:P1", "coverage_gap:programme:P2"]
    assert len(analysis.by_kind["coverage_gap"]) == 2
    orphan = found["coverage_gap:programme:P1"]
    assert (orphan.status, orphan.basis, orphan.programmes) == ("uncovered", ("computed",), ("P1",))
    assert said(orphan, analysis)["en"] == (
        "Nobody is on record as carrying the programme “Programme P1”, which is running. "
        "Only a part that is planned, called for, over or in dispute is on record in it: the Actor B."
    )


def test_where_nobody_is_named_for_any_programme_none_is_called_an_orphan(analysed):
    rows = [{"id": "P1", "name": "Programme", "status": "running"}]
    assert not gaps_of(analysed(stakeholders=actors("A"), programmes=rows), "programme_orphan")


def test_indicators_of_an_instrument_are_never_orphans(case):
    own = {programme.id for programme in case.dataset.programmes}
    assert {p for f in gaps_of(case, "programme_orphan").values() for p in f.programmes} <= own


def test_a_stage_of_the_cycle_without_a_programme_is_told_once(analysed):
    rows = [
        {"id": "P1", "name": "One", "stage": "formulation;implementation"},
        {"id": "P2", "name": "Two", "stage": "environment"},
        {"id": "P3", "name": "Three"},
    ]
    analysis = analysed(stakeholders=actors("A"), programmes=rows)
    found = gaps_of(analysis, "stage_empty")
    assert sorted(found) == ["coverage_gap:stage:direction", "coverage_gap:stage:evaluation"]
    assert {(f.score, f.status, f.caveats) for f in found.values()} == {(0.3, "uncovered", ("not_recorded",))}
    assert said(found["coverage_gap:stage:evaluation"], analysis) == {
        "en": "No programme, and so no actor, is on record for evaluation, one of the five stages of the strategy "
        "cycle. Of 3 programmes on record, 2 give a stage.",
        "id": "Tidak ada program, dan karena itu tidak ada aktor, yang tercatat untuk evaluasi, satu dari lima tahap "
        "siklus strategi. Dari 3 program yang tercatat, 2 menyebut tahapnya.",
    }


def test_no_stage_is_empty_where_no_programme_carries_one(analysed):
    assert not analysed(stakeholders=actors("A"), programmes=[{"id": "P1", "name": "One"}]).by_kind.get("coverage_gap")


DISTRICTS = [
    {"list": "territory", "term": term, "name_id": f"Wilayah {term}", "name_en": f"Area {term}", "parent": parent}
    for term, parent in (("city", ""), ("north", "city"), ("south", "city"), ("isle", ""))
]


def test_an_area_with_a_problem_that_nothing_reaches_is_told(analysed):
    told = [claim(n, f"t{n}", "", "need", territory=t) for n, t in enumerate(("north", "isle", "isle"))]
    praise = claim(9, "praise", "", "strength", territory="isle")
    analysis = analysed(
        stakeholders=actors("A"),
        vocabulary=DISTRICTS,
        programmes=[{"id": "P1", "name": "One"}],
        mandates=[{"actor": "A", "function": "fund", "territory": "city", "status": "existing"}],
        claims=[*told, praise],
    )
    assert list(gaps_of(analysis, "area_empty")) == ["coverage_gap:area:isle"]
    assert said(gaps_of(analysis, "area_empty")["coverage_gap:area:isle"], analysis) == {
        "en": "The sources tell of 2 problems in Area isle, but no programme or duty on record reaches it. "
        "1 programme or duty does not say where, and may reach it.",
        "id": "Sumber menyebut 2 masalah di Wilayah isle, tetapi tidak ada program atau tugas tercatat yang "
        "menjangkaunya. Ada 1 program atau tugas yang tidak menyebut wilayahnya, dan mungkin menjangkaunya.",
    }


def test_an_area_where_nobody_meets_any_requirement_is_told(analysed):
    analysis = analysed(
        stakeholders=actors("A"),
        vocabulary=DISTRICTS + CLUSTERS[:1],
        requirements=[
            {"function": "deliver", "cluster": "I", "territory": "north"},
            {"function": "fund", "cluster": "I", "territory": "north"},
            {"function": "deliver", "cluster": "I", "territory": "isle"},
        ],
        mandates=[{"actor": "A", "function": "deliver", "cluster": "I", "territory": "city", "status": "existing"}],
    )
    assert list(gaps_of(analysis, "area_empty")) == ["coverage_gap:area:isle"]


def test_areas_that_are_declared_but_used_nowhere_are_no_finding(analysed):
    analysis = analysed(stakeholders=actors("A"), vocabulary=DISTRICTS, claims=[claim(1, "t", "", "need")])
    assert not gaps_of(analysis, "area_empty")


def test_a_study_that_asked_its_actors_has_no_caveat_on_silence(analysed):
    rows = actors("A", "B", respondent="yes")
    analysis = analysed(stakeholders=rows, programmes=[{"id": "P1", "name": "One", "stage": "direction"}])
    assert {f.caveats for f in gaps_of(analysis, "stage_empty").values()} == {()}


# ---- overlap by coordination, in the briefing ----


def duty(actor, function, role="implement"):
    more = {"cluster": "I", "target_group": "families", "role": role, "status": "existing"}
    return {"actor": actor, "function": function, **more}


@pytest.fixture
def overlapping(analysed):
    """A and B do the same and meet under an agreement; C funds what both deliver, without a tie."""
    return analysed(
        stakeholders=actors("A", "B", "C"),
        vocabulary=CLUSTERS[:1],
        mandates=[duty("A", "deliver"), duty("B", "deliver"), duty("C", "fund", "lead")],
        ties=ties("A-B", type="agreement"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_counts_pairs_by_type_and_coordination(overlapping, language):
    words = open_catalogue(language)
    tables = [block for block in analysis_part(overlapping, words) if isinstance(block, Table)]
    (matrix,) = [t for t in tables if t.caption == words.text("briefing.table.overlap_matrix")]
    assert [row[1:] for row in matrix.rows] == [("1", "0"), ("0", "0"), ("0", "2"), ("0", "0")]
    assert matrix.rows[0][0] == words.text("overlap_type.duplication")


def test_pairs_that_complement_each_other_without_coordination_are_missing_links(overlapping):
    links = {f.actors for f in overlapping.by_kind["missing_link"] if f.status == "open"}
    assert links == {("A", "C"), ("B", "C")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_asks_three_questions_about_overlap_and_calls_nothing_waste(overlapping, language):
    blocks = analysis_part(overlapping, open_catalogue(language))
    (asked,) = [block for block in blocks if isinstance(block, Points) and block.numbered]
    assert len(asked.items) == 3
    assert all(item[0].text.endswith("?") for item in asked.items)
    said_of_overlap = " ".join(text for key, text in open_catalogue(language).texts.items() if "overlap" in key)
    for verdict in ("waste", "redundan", "pemborosan", "mubazir"):
        assert verdict not in said_of_overlap.casefold()


def test_of_many_orphans_the_briefing_shows_five_and_counts_the_rest(analysed):
    rows = [{"id": f"P{n}", "name": f"Programme {n}", "status": "running"} for n in range(8)]
    parts = [{"actor": "A", "programme": "P0", "role": "lead", "status": "existing"}]
    analysis = analysed(stakeholders=actors("A"), programmes=rows, participation=parts)
    assert len(gaps_of(analysis, "programme_orphan")) == 7
    blocks = analysis_part(analysis, open_catalogue("en"))
    assert [len(block.items) for block in blocks if isinstance(block, Points)] == [5]
    notes = [block.spans[0].text for block in blocks if isinstance(block, Paragraph) and block.style == "note"]
    assert notes == ["For 2 more programmes nobody is on record; see “orphan” in tables/programmes.csv."]
