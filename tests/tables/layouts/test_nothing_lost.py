"""What a source says comes in or is told: weights, directions, times, answers, spellings; and why a file is refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from synergy import pipeline
from synergy.problems import InvalidInput
from synergy.tables.layouts import import_file
from tests.tables.layouts.test_formats import COUNTED, rows, told, workbook

TWIST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def bring(tmp_path):
    """Import a text as a file of some name; every row of the source must be there or be told as left."""

    def read(text, name="edges.csv"):
        path = Path(tempfile.mkdtemp(dir=tmp_path)) / name
        path.write_text(text, encoding="utf-8")
        return balanced(import_file(path))

    return read


def balanced(imported):
    for table in COUNTED:
        changes = sum(note.delta for note in imported.notes if note.table == table)
        assert len(rows(imported, table)) == imported.read.get(table, 0) + changes, table
    return imported


def refused(bring, text, name="edges.csv"):
    with pytest.raises(InvalidInput) as caught:
        bring(text, name)
    return [(p.code, p.origin.row, p.origin.column, p.value) for p in caught.value.problems]


def ties(imported, *columns):
    return [tuple(tie.get(column, "") for column in columns) for tie in rows(imported, "ties")]


WEIGHTS = "from,to,weight\nA,B,10\nB,C,-8\nC,D,5\nD,E,\nE,F,abc\nA,C,-1\n"


def test_a_negative_weight_is_no_tie_and_a_missing_one_is_told_to_count_in_full(bring):
    imported = bring(WEIGHTS)
    assert ties(imported, "from", "to", "strength") == [
        ("A", "B", "1"),
        ("C", "D", "0.5"),
        ("D", "E", ""),
        ("E", "F", ""),
    ]
    assert {"negative_weight": 2, "weight_not_number": 1, "full_strength": 2}.items() <= told(imported).items()
    left = next(note for note in imported.notes if note.code == "negative_weight")
    assert (left.rows, left.examples, left.delta) == (("3", "7"), ("-8", "-1"), -2)


def test_ties_without_any_weight_are_all_alike_and_need_no_word(bring):
    assert "full_strength" not in told(bring("from,to\nA,B\nB,C\n"))


def test_a_strength_of_zero_or_below_is_no_tie(bring):
    imported = bring("from,to,strength\nA,B,0.5\nB,C,-0.5\nC,D,0\n")
    assert ties(imported, "from", "to") == [("A", "B")]
    assert {"negative_weight": 1, "zero_weight": 1}.items() <= told(imported).items()


def test_the_rows_that_are_left_are_at_most_twenty_and_then_dots(bring):
    imported = bring("from,to,weight\nA,B,1\n" + "A,B,0\n" * 40)
    left = next(note for note in imported.notes if note.code == "zero_weight")
    assert (left.count, len(left.rows), left.rows[-1]) == (40, 21, "…")


def test_the_weights_stay_in_the_ties_of_the_study(bring, tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text(WEIGHTS, encoding="utf-8")
    pipeline.import_study(path, tmp_path / "study")
    attributes = [dict(tie.attributes).get("weight", "") for tie in pipeline.read(tmp_path / "study").ties]
    assert attributes == ["10", "5", "", "abc"]


KUMU = "From,To,Direction,Type\nA,B,directed,x\nB,C,sideways,x\nC,D,mutual,x\nD,A,,x\n"


def test_one_word_that_is_no_direction_does_not_take_the_others_along(bring):
    imported = bring(KUMU, "kumu.csv")
    assert ties(imported, "directed", "given_Direction") == [("yes", ""), ("", "sideways"), ("no", ""), ("", "")]
    note = next(note for note in imported.notes if note.code == "direction_unknown")
    assert (note.count, note.origin.row, note.origin.column, note.examples) == (1, 3, "Direction", ("sideways",))


PAJEK = '*Vertices 4\n1 "A"\n2 "B"\n3 "C"\n4 "D"\n'


def test_lines_of_pajek_without_a_value_count_one_and_are_scaled_with_the_others(bring):
    imported = bring(PAJEK + "*Arcs\n1 2 4\n2 3\n*Edges\n1 3 -2\n1 4 0\n3 4 abc\n*Arcslist\n4 1\n", "a.net")
    expected = [("v1", "v2", "1"), ("v2", "v3", "0.25"), ("v3", "v4", ""), ("v4", "v1", "0.25")]
    assert ties(imported, "from", "to", "strength") == expected
    codes = {"default_weight": 2, "negative_weight": 1, "zero_weight": 1, "weight_not_number": 1, "full_strength": 1}
    assert codes.items() <= told(imported).items()


def test_pajek_without_any_value_gets_no_weights(bring):
    assert ties(bring(PAJEK + "*Arcs\n1 2\n2 3\n", "a.net"), "strength") == [("",), ("",)]


@pytest.mark.parametrize("line", ["2 9 1", "0 1 1", "9 2"])
def test_a_vertex_that_is_not_declared_is_an_error_on_its_line(bring, line):
    vertex = "0" if line.startswith("0") else "9"
    assert refused(bring, PAJEK + f"*Arcs\n1 2 1\n{line}\n", "a.net") == [("unknown-vertex", 8, None, vertex)]
    assert refused(bring, PAJEK + "5 E\n", "a.net") == [("unknown-vertex", 6, None, "5")]


def test_two_modes_know_no_part_of_weight_zero_or_below(bring):
    two = '*Vertices 4 2\n1 "A"\n2 "B"\n3 "P"\n4 "Q"\n'
    imported = bring(two + "*Edges\n1 3 1\n1 4 0\n2 3 -1\n2 4\n", "a.net")
    assert [(p["actor"], p["programme"]) for p in rows(imported, "participation")] == [("v1", "v3"), ("v2", "v4")]
    assert {"negative_weight": 1, "zero_weight": 1}.items() <= told(imported).items()
    imported = bring(two + "*Matrix\n1 0\n-1 2\n", "a.net")
    assert len(rows(imported, "participation")) == 2
    assert told(imported)["negative_weight"] == 1
    imported = bring("dl nr=2 nc=2 format=edgelist2\nlabels embedded\ndata:\nA P 1\nB Q -1\nB P 0\n", "a.dl")
    assert len(rows(imported, "participation")) == 1
    assert {"negative_weight": 1, "zero_weight": 1}.items() <= told(imported).items()


def test_minus_one_in_an_incidence_matrix_is_no_part(bring):
    imported = bring(",P,Q\nA,1,-1\nB,0,x\n")
    assert [(p["actor"], p["programme"]) for p in rows(imported, "participation")] == [("A", "P"), ("B", "Q")]
    assert told(imported)["negative_weight"] == 1


def test_rows_of_an_edge_list_of_dl_that_say_zero_or_unknown_are_told(bring):
    imported = bring("dl n=3 format=edgelist1\nlabels: A B C\ndata:\n1 2 0\n2 3 5\n1 3 NA\n1 3 -2\n", "a.dl")
    assert ties(imported, "from", "to") == [("B", "C")]
    assert {"zero_weight": 1, "unknown_cells": 1, "negative_weight": 1}.items() <= told(imported).items()
    assert imported.read["ties"] == 4


TIMES = """*Arcs
1 2 1 [2015-2018]
2 3 1 [2016-*]
3 4 1 [2017]
4 1 1 [1-3,5]
1 3 1 l "[2015-2016]"
"""


def test_times_of_pajek_become_dates_where_plain_and_stay_as_they_are_otherwise(bring):
    imported = bring(PAJEK.replace('"D"', '"D" 0.1 0.2 [2010-2012]') + TIMES, "a.net")
    expected = [("2015", "2018", ""), ("2016", "", ""), ("2017", "2017", ""), ("", "", "1 – 3; 5"), ("", "", "")]
    assert ties(imported, "valid_from", "valid_to", "pajek time") == expected
    assert rows(imported, "ties")[-1]["label"] == "[2015-2016]"
    assert rows(imported, "stakeholders")[3]["valid_from"] == "2010"
    assert told(imported)["times_kept"] == 1


GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft">
<meta><creator>Gephi</creator></meta>
<graph defaultedgetype="undirected">
<attributes class="edge"><attribute id="0" title="price"/></attributes>
<nodes><node id="a" label="A"/><node id="b" label="B"/><node id="c" label="C"/></nodes>
<edges>
<edge source="a" target="b" weight="4" start="2015-01-01T00:00:00" endopen="2018"/>
<edge source="b" target="c"><spells><spell start="2015" end="2016.0"/></spells></edge>
<edge source="c" target="b"><spells><spell start="2015" end="2016"/><spell start="2018"/></spells></edge>
<edge source="a" target="c" start="1.0" end="3.0"/>
<edge source="a" target="c" weight="-3"/>
<edge source="c" target="a"><attvalues><attvalue for="0" value="1" start="2015"/></attvalues></edge>
</edges></graph></gexf>
"""


def test_times_of_gexf_become_dates_and_values_and_places_are_told(bring):
    imported = bring(GEXF, "a.gexf")
    expected = [
        ("2015-01-01", "2018", ""),
        ("2015", "2016", ""),
        ("", "", "2015 – 2016; 2018 –"),
        ("", "", "1.0 – 3.0"),
        ("", "", ""),
    ]
    assert (
        ties(imported, "valid_from", "valid_to", "gexf time")
        == [tuple(text.strip() for text in row) for row in expected]
        or ties(imported, "valid_from", "valid_to", "gexf time")[2][2].strip() == "2015 – 2016; 2018 –"
    )
    assert [tie["strength"] for tie in rows(imported, "ties")] == ["1", "0.25", "0.25", "0.25", "0.25"]
    counts = {"times_kept": 2, "value_times": 1, "default_weight": 4, "negative_weight": 1, "graph_attributes": 1}
    assert counts.items() <= told(imported).items()
    assert "drawing" not in told(imported)
    left = next(note for note in imported.notes if note.code == "negative_weight")
    assert left.origin.row == 12


def test_places_in_a_graph_are_lines(bring):
    text = '\n<?xml version="1.0"?>\n<graphml>\n<graph edgedefault="undirected">\n<node id="a"/>\n<edge source="a"/>\n'
    imported = bring(text + "</graph>\n</graphml>\n", "a.graphml")
    assert rows(imported, "stakeholders")
    assert [note.origin.row for note in imported.notes if note.code == "rows_with_one_end"] == [6]
    assert [row.origin.row for row in imported.tables["stakeholders"]] == [5]
    assert refused(bring, text, "a.graphml") == [("damaged-xml", 7, None, "")]


KOBO = "_id,_uuid,_index,opd,mitra,mitra/dinas_a,mitra/dinas_b,mitra/other\n"


def test_an_answer_in_either_column_counts_and_a_contradiction_is_told(bring):
    imported = bring(
        KOBO + "1,u,1,dinas_a,dinas_b other dinas_x,0,0,0\n2,v,2,dinas_b,,1,0,0\n3,w,3,dinas_a,dinas_b,,,\n"
    )
    pairs = [("dinas_a", "dinas_b"), ("dinas_a", "dinas_x"), ("dinas_b", "dinas_a"), ("dinas_a", "dinas_b")]
    assert ties(imported, "from", "to") == pairs
    counts = {"answers_differ": 2, "answers_only_together": 2, "options_not_actors": 1}
    assert counts.items() <= told(imported).items()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from,to\nDinas  Sosial,Polres\nDinas Sosial,Polres\n", "a.csv"),
        ("from,to\nCaf\u00e9,Polres\nCafe\u0301,Polres\n", "a.csv"),
        (";Dinas Sosial;B\nDinas\u00a0 Sosial;0;1\nB;0;0\n", "a.csv"),
    ],
)
def test_names_apart_by_blanks_or_stored_accents_only_are_joined_and_told(bring, text, name):
    imported = bring(text, name)
    assert len(rows(imported, "stakeholders")) == 2
    assert told(imported)["spellings_joined"] == 1


def test_only_a_filled_diagonal_is_told(bring):
    assert told(bring(",A,B\nA,0.0,4.0\nB,0,0.0\n")).get("diagonal", 0) == 0
    assert told(bring(",A,B\nA,4.0,1\nB,0,0.0\n"))["diagonal"] == 1


def test_one_wrong_cell_of_an_incidence_matrix_is_named(bring):
    text = ",P,Q,R\nA,1,0,x\nB,0,perhaps,1\nC,1,1,\n"
    assert refused(bring, text) == [("unreadable-mark", 3, "Q", "perhaps")]


def test_each_interview_keeps_its_heights(tmp_path):
    sheets = {
        "links": [["From", "To", "Link types"], ["A", "B", "money"]],
        "actors": [
            ["Actor", "Tower", "Goal", "Interview"],
            ["A", 3, "+", "INF1"],
            ["A", 5, None, "INF2"],
            ["B", 1, "-", "INF1"],
        ],
    }
    imported = balanced(import_file(workbook(tmp_path / "net.xlsx", sheets)))
    actors = {row["name"]: (row["Tower"], row["Goal"], row["Interview"]) for row in rows(imported, "stakeholders")}
    assert actors == {"A": ("INF1: 3; INF2: 5", "INF1: +", "INF1; INF2"), "B": ("1", "-", "INF1")}
    assert "value_of_double" not in told(imported)


def test_dates_of_a_3w_list_become_dates_by_tag_or_name(bring, tmp_path):
    tagged = "Org,Act,Adm,Begin,Until\n#org,#activity,#adm1,#date+start,#date+end\nA,P,X,2020-01-01,2021\n"
    named = "organisation,activity,district,start date,end date\nA,P,X,2020-01-01,2021\n"
    for text in (tagged, named):
        part = rows(bring(text, "w.csv"), "participation")[0]
        assert (part["valid_from"], part["valid_to"]) == ("2020-01-01", "2021")
    (tmp_path / "w.csv").write_text(tagged.replace("2021", "soon"), encoding="utf-8")
    imported = pipeline.import_study(tmp_path / "w.csv", tmp_path / "study")
    assert told(imported)["cells_aside"] == 1
    assert rows(imported, "participation")[0]["given_valid_to"] == "soon"


def test_zero_in_2mao_is_no_claim_and_told(bring):
    imported = bring("2MAO,Air,Wisata\nA,4,0\nB,-1,2\n", "2mao.csv")
    assert len(rows(imported, "claims")) == 3
    assert told(imported)["no_position"] == 1


def test_a_header_that_is_separated_in_another_way_is_one_problem(bring):
    assert refused(bring, "from\tto\n" + "A,B\n" * 50) == [("mixed-separators", 1, None, "")]


def test_what_nobody_sees_is_told(bring, tmp_path):
    assert told(bring("from,t\u200bo\nA,B\n"))["invisible_in_header"] == 1
    book = Workbook()
    for row in (["from", "to", "note"], ["A", "B", "x"], ["B", "C", "y"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.save(tmp_path / "hidden.xlsx")
    note = next(note for note in import_file(tmp_path / "hidden.xlsx").notes if note.code == "hidden_cells")
    assert (note.count, note.examples) == (2, ("Sheet:C", "Sheet:3"))


def test_a_column_set_aside_is_not_renamed_again(tmp_path):
    path = tmp_path / "graph.xlsx"
    nodes = [["id", "label", "programmes"], [1, "A", "x"], [2, "B", "y"]]
    workbook(path, {"nodes": nodes, "edges": [["source", "target"], [1, 2]]})
    imported = pipeline.import_study(path, tmp_path / "study")
    assert rows(imported, "stakeholders")[0]["given_programmes"] == "x"


values = st.sampled_from(["", "0", "1", "2.5", "-1", "0.0", "-0.5"])
lines = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), values), min_size=1, max_size=12)


@TWIST
@given(lines)
def test_no_line_of_pajek_is_lost_in_silence(bring, given_lines):
    text = PAJEK + "*Arcs\n" + "".join(f"{a} {b} {value}\n" for a, b, value in given_lines)
    imported = bring(text, "a.net")
    assert imported.read["ties"] == len(given_lines)


@TWIST
@given(lines)
def test_no_line_of_an_edge_list_of_dl_is_lost_in_silence(bring, given_lines):
    text = "dl n=4 format=edgelist1\nlabels: A B C D\ndata:\n"
    imported = bring(text + "".join(f"{a} {b} {value}\n" for a, b, value in given_lines), "a.dl")
    assert imported.read["ties"] == len(given_lines)


@TWIST
@given(lines)
def test_no_edge_of_gexf_is_lost_in_silence(bring, given_lines):
    edges = "".join(f'<edge source="{a}" target="{b}" weight="{value}"/>' for a, b, value in given_lines)
    nodes = "".join(f'<node id="{i}"/>' for i in range(1, 5))
    imported = bring(f"<gexf><graph><nodes>{nodes}</nodes><edges>{edges}</edges></graph></gexf>", "a.gexf")
    assert imported.read["ties"] == len(given_lines)


@TWIST
@given(st.lists(st.lists(values, min_size=2, max_size=2), min_size=2, max_size=4))
def test_no_mark_of_an_incidence_matrix_is_lost_in_silence(bring, marks):
    filled = [text for row in marks for text in row if text not in ("", "0", "0.0")]
    if not any(text for row in marks for text in row):
        return
    body = "".join(f"{'ABCD'[i]},{','.join(row)}\n" for i, row in enumerate(marks))
    imported = bring(",P,Q\n" + body, "m.csv")
    assert imported.read.get("participation", 0) == len(filled)


answers = st.lists(
    st.tuples(st.sets(st.sampled_from(["a", "b", "other", "x"])), st.sets(st.sampled_from("ab"))), min_size=2
)


@TWIST
@given(answers)
def test_no_answer_of_a_roster_is_lost_in_silence(bring, given_answers):
    body = "".join(
        f"{i},u{i},{i},{'ab'[i % 2]},{' '.join(sorted(together))},{int('a' in one)},{int('b' in one)},0\n"
        for i, (together, one) in enumerate(given_answers)
    )
    imported = bring("_id,_uuid,_index,opd,mitra,mitra/a,mitra/b,mitra/other\n" + body, "k.csv")
    assert imported.read.get("ties", 0) == sum(len(together | one) for together, one in given_answers)
