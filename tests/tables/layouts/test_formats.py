"""Every format from a real-looking file: who is in it, which ties, with which attributes, and what is told."""

import re
from pathlib import Path

import networkx as nx
import pytest
from openpyxl import Workbook

from synergy.problems import InvalidInput
from synergy.tables.layouts import LAYOUTS, import_file

FILES = Path(__file__).parents[2] / "cases" / "import"
EXPECTED = {  # file: format, actors, ties, programmes, parts, claims
    "hubungan.csv": ("edges", 6, 4, 0, 0, 0),
    "gephi_edges.csv": ("edges", 4, 3, 0, 0, 0),
    "tetangga.csv": ("matrix", 4, 3, 0, 0, 0),
    "influence_flow.csv": ("matrix", 3, 3, 0, 0, 0),
    "peran.csv": ("incidence", 4, 0, 3, 6, 0),
    "networkx.graphml": ("graphml", 5, 4, 0, 0, 0),
    "visone.graphml": ("graphml", 3, 2, 0, 0, 0),
    "gephi.gexf": ("gexf", 3, 3, 0, 0, 0),
    "gugus.net": ("pajek", 4, 4, 0, 0, 0),
    "two_mode.net": ("pajek", 3, 0, 2, 4, 0),
    "full.dl": ("ucinet", 4, 3, 0, 0, 0),
    "edges.dl": ("ucinet", 4, 4, 0, 0, 0),
    "nodes.dl": ("ucinet", 4, 4, 0, 0, 0),
    "two_mode.dl": ("ucinet", 3, 0, 2, 4, 0),
    "kobo_roster.csv": ("kobo", 5, 3, 0, 0, 0),
    "kobo_single.csv": ("kobo", 3, 3, 0, 0, 0),
    "kobo_split.csv": ("kobo", 3, 3, 0, 0, 0),
    "tiga_w.csv": ("threew", 4, 0, 2, 4, 0),
    "mdi.csv": ("mactor", 3, 0, 0, 0, 0),
    "2mao.csv": ("mactor", 3, 0, 0, 0, 5),
    "netmap.csv": ("netmap", 3, 4, 0, 0, 0),
    "kumu_connections.csv": ("kumu", 3, 2, 0, 0, 0),
}
COUNTED = ("stakeholders", "ties", "programmes", "participation", "claims")


def rows(imported, table):
    return [row.cells for row in imported.tables.get(table, ())]


def told(imported):
    return {note.code: note.count for note in imported.notes}


def of(name):
    return import_file(FILES / name)


def workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, given in sheets.items():
        sheet = book.create_sheet(title)
        for row in given:
            sheet.append(row)
    book.save(path)
    return path


def test_every_format_has_a_file_and_every_file_a_format():
    assert {path.name for path in FILES.iterdir()} == set(EXPECTED)
    assert {expected[0] for expected in EXPECTED.values()} == set(LAYOUTS) - {"tables"}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_file_is_recognised_and_counted(name):
    imported = of(name)
    assert (imported.layout, *(len(rows(imported, table)) for table in COUNTED)) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_rows_are_those_of_the_source_plus_what_is_told(name):
    imported = of(name)
    for table in COUNTED:
        changes = sum(note.delta for note in imported.notes if note.table == table)
        assert len(rows(imported, table)) == imported.read.get(table, 0) + changes, table


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_knows_where_it_came_from(name):
    for table in of(name).tables.values():
        for row in table:
            assert row.origin.file == name


PLAIN = {  # what networkx does not read: directions edge by edge, times without a format, relations of Pajek
    "networkx.graphml": [
        (r'<data key="d9">.*?</data>', ""),
        (r' directed="false"', ""),
        (r'target="n9" id="e2"', 'target="n9"'),
    ],
    "gephi.gexf": [(r' type="(undirected|mutual)"', ""), (r' (start|end)="\d+"', ""), (r"1\.3", "1.2draft")],
    "gugus.net": [(r' :\d "[^"]*"', "")],
}


@pytest.mark.parametrize(
    ("name", "read"),
    [("networkx.graphml", nx.read_graphml), ("gephi.gexf", nx.read_gexf), ("gugus.net", nx.read_pajek)],
)
def test_networkx_counts_the_same(name, read, tmp_path):
    text = (FILES / name).read_text(encoding="utf-8")
    for pattern, plain in PLAIN[name]:
        text = re.sub(pattern, plain, text)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    graph = read(path)
    imported = import_file(path)
    assert len(graph) == len(rows(imported, "stakeholders"))
    assert graph.number_of_edges() == len(rows(imported, "ties"))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("ending", "write"),
    [("graphml", nx.write_graphml_xml), ("gexf", nx.write_gexf), ("net", nx.write_pajek)],
)
def test_what_networkx_writes_comes_in_whole(seed, ending, write, tmp_path):
    graph = nx.gnp_random_graph(9, 0.4, seed=seed, directed=bool(seed % 2))
    graph = nx.relabel_nodes(graph, {i: f"Dinas {i}" for i in graph})
    path = tmp_path / f"g.{ending}"
    write(graph, path)
    imported = import_file(path)
    names = {row["id"]: row["name"] for row in rows(imported, "stakeholders")}
    assert sorted(names.values()) == sorted(graph)
    pairs = [(names[t["from"]], names[t["to"]]) for t in rows(imported, "ties")]
    if not graph.is_directed():
        pairs = [tuple(sorted(pair)) for pair in pairs]
    assert sorted(pairs) == sorted(tuple(e) if graph.is_directed() else tuple(sorted(e)) for e in graph.edges)
    assert {t["directed"] for t in rows(imported, "ties")} <= ({"yes"} if graph.is_directed() else {"no"})


def test_an_edge_list_keeps_attributes_and_says_what_it_left():
    imported = of("hubungan.csv")
    first = rows(imported, "ties")[0]
    assert (first["from"], first["to"]) == ("dinas-sosial", "dinas-pendidikan")
    assert first["keterangan tambahan"] == "rutin"
    assert (first["weight"], first["strength"]) == ("4", "1")
    assert {"zero_weight": 1, "rows_with_one_end": 1, "spellings_joined": 1}.items() <= told(imported).items()
    assert "Kemenag" in {row["name"] for row in rows(imported, "stakeholders")}


def test_gephis_type_column_is_a_direction_not_a_kind_of_tie():
    assert [tie["directed"] for tie in rows(of("gephi_edges.csv"), "ties")] == ["no", "no", "yes"]


def test_a_symmetric_matrix_gives_one_undirected_tie_a_pair_and_another_gives_arcs():
    assert {tie["directed"] for tie in rows(of("tetangga.csv"), "ties")} == {"no"}
    assert told(of("tetangga.csv"))["mirrored"] == 3
    flow = of("influence_flow.csv")
    assert {(t["from"], t["to"], t["weight"]) for t in rows(flow, "ties")} == {
        ("A", "B", "3"),
        ("B", "A", "1"),
        ("C", "B", "2"),
    }
    assert {"unknown_cells": 1, "diagonal": 1}.items() <= told(flow).items()


def test_an_incidence_matrix_gives_roles():
    parts = {(p["actor"], p["programme"]): p["role"] for p in rows(of("peran.csv"), "participation")}
    assert parts["Disdik", "sekolah-ramah-anak"] == "lead"
    assert parts["DP3A", "akta-kelahiran"] == "implement"
    assert told(of("peran.csv"))["unknown_cells"] == 1


def test_graphml_keeps_attributes_defaults_and_the_direction_of_each_edge():
    imported = of("networkx.graphml")
    ties = rows(imported, "ties")
    assert [tie["directed"] for tie in ties] == ["yes", "yes", "no", "yes"]
    assert [tie["type"] for tie in ties] == ["meets", "meets", "refers", "meets"]
    assert [tie.get("id", "") for tie in ties] == ["e0", "e1", "e2", ""]
    assert {row["id"] for row in rows(imported, "stakeholders")} == {"n1", "n2", "n3", "N3-2", "n9"}
    assert told(imported)["ids_changed"] == 1
    assert told(imported)["graph_attributes"] == 1


def test_visones_dialect_gives_labels_and_tells_the_drawing():
    imported = of("visone.graphml")
    assert [row["name"] for row in rows(imported, "stakeholders")] == ["Bappeda", "Dinas Kesehatan", "LSM Sahabat Anak"]
    assert [(t["confirmed"], t["directed"]) for t in rows(imported, "ties")] == [("true", "yes"), ("false", "no")]
    assert {"hyperedges": 1, "drawing": 2}.items() <= told(imported).items()


def test_gexf_keeps_attributes_weights_and_times():
    imported = of("gephi.gexf")
    actors, ties = rows(imported, "stakeholders"), rows(imported, "ties")
    assert [(a["name"], a["staff"]) for a in actors][0] == ("DP3A", "41")
    assert (ties[0]["channel"], ties[0]["weight"]) == ("WhatsApp", "2.0")
    assert [tie["directed"] for tie in ties] == ["yes", "no", "no"]
    assert (ties[2]["valid_from"], ties[2]["valid_to"], ties[2]["label"]) == ("2024", "2025", "training")


def test_pajek_keeps_relations_labels_and_coordinates():
    imported = of("gugus.net")
    assert imported.study == {"title": "Gugus tugas KLA"}
    ties = rows(imported, "ties")
    assert [(t["type"], t["directed"]) for t in ties] == [("refers to", "yes")] * 2 + [("meets", "no")] * 2
    assert ties[0]["label"] == "kasus ABH"
    assert rows(imported, "stakeholders")[0]["x"] == "0.1000"
    assert rows(imported, "stakeholders")[0]["pajek ic"] == "Red"


def test_dl_labels_with_blanks_and_directions():
    assert [row["name"] for row in rows(of("full.dl"), "stakeholders")] == [
        "Dinas Sosial",
        "Disdik",
        "Polres",
        "Forum Anak",
    ]
    assert {(t["from"], t["to"], t["weight"]) for t in rows(of("edges.dl"), "ties")} == {
        ("dinas-sosial", "Disdik", "3"),
        ("Disdik", "dinas-sosial", "1"),
        ("Polres", "dinas-sosial", "1"),
        ("Polres", "forum-anak", "2"),
    }
    assert [p["programme"] for p in rows(of("two_mode.dl"), "participation")] == ["SRA", "Puspaga", "SRA", "SRA"]


def test_half_matrices_of_dl(tmp_path):
    path = tmp_path / "half.dl"
    path.write_text("dl n=3 format=lowerhalf diagonal=absent\nlabels: A B C\ndata:\n1\n0 1\n", encoding="utf-8")
    assert [(t["from"], t["to"], t["directed"]) for t in rows(import_file(path), "ties")] == [
        ("B", "A", "no"),
        ("C", "B", "no"),
    ]


@pytest.mark.parametrize("name", ["kobo_roster.csv", "kobo_single.csv"])
def test_a_roster_tells_who_did_not_answer_in_each_form_of_select(name):
    imported = of(name)
    answered = {row["id"]: row["respondent"] for row in rows(imported, "stakeholders")}
    assert (answered["dinsos"], answered["disdik"], answered["polres"]) == ("yes", "yes", "no")
    assert {(t["from"], t["to"], t["reported_by"]) for t in rows(imported, "ties")} == {
        ("dinsos", "disdik", "dinsos"),
        ("dinsos", "polres", "dinsos"),
        ("disdik", "dinsos", "disdik"),
    }


def test_a_roster_keeps_other_answers_and_leaves_the_columns_of_the_form():
    imported = of("kobo_roster.csv")
    first = rows(imported, "stakeholders")[0]
    assert (first["jumlah_staf"], first["saran"]) == ("40", "perlu data bersama")
    assert "_uuid" not in first
    assert {"form_columns": 6, "options_not_actors": 1, "did_not_answer": 2}.items() <= told(imported).items()
    assert [t["frequency"] for t in rows(of("kobo_split.csv"), "ties")] == ["monthly", "weekly", "monthly"]


def test_a_3w_list_gives_parts_with_their_places():
    imported = of("tiga_w.csv")
    programme = rows(imported, "programmes")[0]
    assert (programme["territory"], programme["cluster"]) == ("Banten; Serpong; Pamulang", "Protection")
    part = rows(imported, "participation")[1]
    assert (part["actor"], part["territory"], part["status"]) == ("save-the-children", "Banten; Pamulang", "existing")
    assert part["Beneficiaries"] == "80"
    assert told(imported)["rows_incomplete"] == 1


def test_mactor_influence_is_no_tie_and_positions_are_claims():
    actors = {row["id"]: row for row in rows(of("mdi.csv"), "stakeholders")}
    assert actors["Bappeda"]["MDI"] == "BBWS: 4; Perhutani: 2"
    assert float(actors["Bappeda"]["influence"]) == 7.5
    assert actors["BBWS"]["MDI dependence"] == "5"
    claims = rows(of("2mao.csv"), "claims")
    assert (claims[1]["topic_name"], claims[1]["stance"], claims[1]["actors"]) == (
        "Tambah wisatawan",
        "against",
        "BBWS",
    )


def test_a_mactor_number_outside_its_scale_is_named_at_its_cell(tmp_path):
    path = tmp_path / "mdi.csv"
    path.write_text("MDI,A,B\nA,0,5\nB,x,0\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        import_file(path)
    places = [(p.code, p.origin.row, p.origin.column, p.value) for p in caught.value.problems]
    assert places == [("outside-scale", 2, "B", "5"), ("outside-scale", 3, "A", "x")]


def test_a_net_map_gives_one_tie_for_each_type_of_link():
    imported = of("netmap.csv")
    assert [(t["type"], t["source"]) for t in rows(imported, "ties")][:2] == [("money", "INF1"), ("advice", "INF1")]
    assert told(imported)["links_split"] == 1


def test_kumu_sheets_merge_labels_split_lists_and_skip_ignored_tabs(tmp_path):
    sheets = {
        "Elements": [
            ["Label", "Type", "Description", "Tags", "Staff"],
            ["DP3A", "City agency", "pengampu", "anak|perempuan", 41],
            ["Forum Anak", "Organization", None, None, None],
            ["dp3a", None, "lain", None, 40],
            ["Puspaga", "Project", None, None, None],
        ],
        "Connections": [
            ["From", "To", "Direction", "Type"],
            ["DP3A", "Forum Anak", "directed", "coaching"],
            ["Forum Anak", "Puspaga", None, None],
        ],
        "(ignore) notes": [["anything"]],
        "Legend": [["colour", "meaning"]],
    }
    imported = import_file(workbook(tmp_path / "kumu.xlsx", sheets))
    assert imported.layout == "kumu"
    actors = {row["name"]: row for row in rows(imported, "stakeholders")}
    assert set(actors) == {"DP3A", "Forum Anak"}
    assert (actors["DP3A"]["sector"], actors["DP3A"]["Tags"], actors["DP3A"]["Staff"]) == (
        "City agency",
        "anak; perempuan",
        "41",
    )
    assert actors["Forum Anak"]["kind"] == "organisation"
    assert [(p["actor"], p["programme"]) for p in rows(imported, "participation")] == [("forum-anak", "Puspaga")]
    expected = {"rows_merged": 1, "value_of_double": 2, "ties_to_parts": 1, "sheets": 2, "elements_to_programmes": 1}
    assert expected.items() <= told(imported).items()


def test_a_workbook_of_nodes_and_edges_joins_them_by_id(tmp_path):
    sheets = {
        "nodes": [["Id", "Label", "sektor"], [1, "Dinas Sosial", "ngo"], [2, "Polres", None]],
        "edges": [["Source", "Target", "Weight"], [1, 2, 2.5], [2, 3, 1]],
    }
    imported = import_file(workbook(tmp_path / "graph.xlsx", sheets))
    assert [(r["id"], r["name"]) for r in rows(imported, "stakeholders")] == [
        ("1", "Dinas Sosial"),
        ("2", "Polres"),
        ("3", "3"),
    ]
    assert [t["weight"] for t in rows(imported, "ties")] == ["2.5", "1"]


def test_a_workbook_of_matrices_gives_a_type_for_each_sheet(tmp_path):
    square = [[None, "A", "B"], ["A", 0, 1], ["B", 1, 0]]
    imported = import_file(workbook(tmp_path / "m.xlsx", {"money": square, "advice": square, "readme": [["text"]]}))
    assert [t["type"] for t in rows(imported, "ties")] == ["money", "advice"]
    assert len(rows(imported, "stakeholders")) == 2
    assert told(imported)["sheets"] == 1


def test_a_matrix_that_is_nearly_square_is_not_taken_for_programmes(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(",A,B,C\nA,0,1,0\nB,1,0,1\nD,0,0,0\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        import_file(path)
    assert [(p.code, p.value, p.origin.row) for p in caught.value.problems] == [("not-square", "C, D", 1)]


def test_an_xml_file_is_read_in_the_encoding_it_declares(tmp_path):
    text = '<?xml version="1.0" encoding="{}"?><graphml><graph edgedefault="directed"><node id="Щ"/></graph></graphml>'
    for encoding in ("windows-1251", "utf-16", "utf-8"):
        path = tmp_path / f"{encoding}.graphml"
        path.write_bytes(text.format(encoding).encode(encoding))
        assert [row["name"] for row in rows(import_file(path), "stakeholders")] == ["Щ"]


def test_an_id_that_two_edges_have_is_told_and_kept_beside(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text("Source,Target,Id\nA,B,1\nA,C,1\n", encoding="utf-8")
    imported = import_file(path)
    assert [(t.get("id", ""), t.get("given_id", "")) for t in rows(imported, "ties")] == [("1", ""), ("", "1")]
    assert told(imported)["ids_changed"] == 1
