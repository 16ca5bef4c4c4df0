"""A roster study read in three ways: what either names, what both name, and by the odds."""

import pytest

from tests.conftest import actors, ties

MEMBERS = [f"A{i:02}" for i in range(12)]


def study(pairs, answered=MEMBERS):
    rows = [{**row, "respondent": "yes" if row["id"] in answered else "no"} for row in actors(*MEMBERS)]
    told = []
    for pair, by in pairs:
        told += [{**row, "reported_by": reporter} for row in ties(pair) for reporter in by]
    return {"stakeholders": rows, "ties": told}


def test_where_both_sides_name_each_other_the_three_readings_agree(analysed):
    ring = [(f"{a}-{b}", (a, b)) for a, b in zip(MEMBERS, MEMBERS[1:], strict=False)]
    found = analysed(**study(ring)).measured.reports
    assert found.pairs == {"both": 66, "one": 0, "neither": 0, "disagree": 0}
    assert found.ranks["degree"].loc[MEMBERS[0]].tolist() == [11, 12]
    assert found.ranks["degree"].loc[MEMBERS[5]].tolist() == [1, 10]


def test_ties_that_one_side_alone_names_widen_the_range_of_ranks(analysed):
    sure = [(f"A00-{b}", ("A00", b)) for b in MEMBERS[1:5]]
    boast = [(f"A11-{b}", ("A11",)) for b in MEMBERS[2:10]]
    found = analysed(**study([*sure, *boast])).measured.reports
    assert found.pairs["disagree"] == 8
    assert found.ranks["degree"].at["A11", "low"] == 1  # by all it says
    assert found.ranks["degree"].at["A11", "high"] > 5  # by what others confirm
    assert found.ranks["degree"].at["A00", "high"] == 2


def test_two_that_did_not_answer_leave_their_pair_unknown(analysed):
    found = analysed(**study([("A00-A01", ("A00", "A01"))], answered=MEMBERS[:10])).measured.reports
    assert found.pairs["neither"] == 1
    assert found.pairs["one"] == 20


def test_where_nobody_was_asked_there_is_nothing_to_read(analysed):
    assert analysed(stakeholders=actors(*MEMBERS), ties=ties("A00-A01")).measured.reports is None


def test_a_tie_that_a_document_tells_counts_as_named_by_both_ends(analysed):
    tables = study([])
    tables["sources"] = [{"id": "S1", "title": "Decree"}]
    tables["ties"] = [{**row, "reported_by": "S1", "source": "S1"} for row in ties("A00-A01")]
    assert analysed(**tables).measured.reports.pairs["disagree"] == 0


@pytest.mark.parametrize("by", [("A00",), ("A01",)])
def test_the_table_gives_first_and_last_rank_of_every_member(analysed, tmp_path, by):
    from synergy.outputs.structure_tables import STRUCTURE_TABLES

    _, rows = STRUCTURE_TABLES["nonresponse"]
    table = list(rows(analysed(**study([("A00-A01", by)]))))
    assert len(table) == 2 * len(MEMBERS)
    assert all(1 <= row["first_rank"] <= row["last_rank"] <= len(MEMBERS) for row in table)
