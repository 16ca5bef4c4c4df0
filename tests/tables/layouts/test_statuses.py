"""Whether a tie is there is never guessed: known words are read, other words leave the row out and are told."""

from pathlib import Path

import pytest

from synergy.dataset.choices import STATUS
from synergy.tables.layouts import import_file
from synergy.tables.layouts.statuses import status_of

WORDS = [
    ("existing", "existing"),
    ("Ada", "existing"),
    ("ya", "existing"),
    ("aktif", "existing"),
    ("direncanakan", "intended"),
    ("perlu", "needed"),
    ("dibutuhkan", "needed"),
    ("berakhir", "ended"),
    ("sudah berakhir", "ended"),
    ("tidak aktif", "ended"),
    ("selesai", "ended"),
    ("none", "denied"),
    ("no", "denied"),
    ("Tidak", "denied"),
    ("tidak ada", "denied"),
    ("", "existing"),
]
UNCLEAR = ["belum", "belum ada", "Belum_ada", "entahlah", "-", "0,5", "mungkin ada"]


def rows(imported, table="ties"):
    return [row.cells for row in imported.tables.get(table, ())]


def left(imported):
    return [(note.table, note.delta, dict(note.words)) for note in imported.notes if note.code == "status_unclear"]


def of(folder: Path, name: str, *lines: str):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return import_file(path)


def test_every_word_of_the_format_is_read():
    assert all(status_of(word) == status for status, words in STATUS.items() for word in (status, *words))


@pytest.mark.parametrize(("word", "status"), WORDS)
@pytest.mark.parametrize("header", ["status", "Status Kerja Sama", "statsu"])
def test_known_words_are_read_under_each_name_of_the_column(tmp_path, header, word, status):
    imported = of(tmp_path, "e.csv", f"dari,ke,{header}", f"A,B,{word}")
    assert [tie["status"] for tie in rows(imported)] == [status]


@pytest.mark.parametrize("word", UNCLEAR)
def test_any_other_word_leaves_the_row_out_and_is_told_with_its_number(tmp_path, word):
    imported = of(tmp_path, "e.csv", "dari;ke;status", f"A;B;{word}", f"A;C;{word}", "B;C;ada")
    assert [(tie["from"], tie["to"]) for tie in rows(imported)] == [("B", "C")]
    assert left(imported) == [("ties", -2, {word: 2})]
    assert {row["name"] for row in rows(imported, "stakeholders")} == {"A", "B", "C"}


@pytest.mark.parametrize("column", ["jenis", "bobot", "kekuatan", "frekuensi"])
def test_a_no_in_the_place_of_a_type_or_a_weight_is_no_tie(tmp_path, column):
    imported = of(tmp_path, "e.csv", f"dari,ke,{column}", "A,B,belum ada", "A,C,tidak ada", "B,C,")
    assert [(tie["to"], tie["status"]) for tie in rows(imported)] == [("C", "denied"), ("C", "existing")]
    assert left(imported) == [("ties", -1, {"belum ada": 1})]


def test_a_type_that_only_begins_with_a_no_stays_a_type(tmp_path):
    imported = of(tmp_path, "e.csv", "dari,ke,jenis", "A,B,tidak langsung", "A,C,tidak dirinci", "B,C,1")
    assert [tie["type"] for tie in rows(imported)] == ["tidak langsung", "tidak dirinci", "1"]


def test_a_3w_list(tmp_path):
    lines = ["Siapa,Apa,Di mana,Status", "Dinsos,Posyandu,Ciater,ongoing", "Dinkes,Posyandu,Ciater,belum"]
    imported = of(tmp_path, "w.csv", *lines, "Polres,Posyandu,Ciater,completed")
    assert [part["status"] for part in rows(imported, "participation")] == ["existing", "ended"]
    assert left(imported) == [("participation", -1, {"belum": 1})]


def test_kumu_and_net_map(tmp_path):
    kumu = of(tmp_path, "k.csv", "From,To,Direction,Status", "A,B,directed,belum ada", "A,C,directed,aktif")
    net_map = of(tmp_path, "n.csv", "dari,ke,jenis tautan", "A,B,dana; belum ada", "A,C,tidak ada")
    assert (kumu.layout, net_map.layout) == ("kumu", "netmap")
    assert [(tie["to"], tie["status"]) for tie in rows(kumu)] == [("C", "existing")]
    assert [(tie["type"], tie["status"]) for tie in rows(net_map)] == [("dana", "existing"), ("unspecified", "denied")]
    assert left(kumu) == left(net_map) == [("ties", -1, {"belum ada": 1})]


def test_the_attributes_of_a_graph(tmp_path):
    edges = "".join(
        f'<edge source="a" target="b"><data key="s">{word}</data></edge>' for word in ("ada", "tidak aktif", "belum")
    )
    imported = of(
        tmp_path,
        "g.graphml",
        '<graphml><key id="s" for="edge" attr.name="status"/><graph edgedefault="directed">',
        f'<node id="a"/><node id="b"/>{edges}</graph></graphml>',
    )
    assert [tie["status"] for tie in rows(imported)] == ["existing", "ended"]
    assert left(imported) == [("ties", -1, {"belum": 1})]


def test_the_cells_of_a_matrix(tmp_path):
    imported = of(tmp_path, "m.csv", ",A,B,C", "A,,belum ada,dibutuhkan", "B,tidak ada,,x", "C,,tidak,")
    told = {(tie["from"], tie["to"]): (tie["type"], tie["status"]) for tie in rows(imported)}
    assert told == {("A", "C"): ("unspecified", "needed"), ("B", "C"): ("unspecified", "existing")}
    assert left(imported) == [("ties", -1, {"belum ada": 1})]


def test_the_answers_of_a_roster(tmp_path):
    head = "_uuid,_submission_time,instansi,mitra/dinsos,mitra/polres,mitra/dinkes"
    imported = of(tmp_path, "r.csv", head, "u1,t1,dinkes,belum_ada,bulanan,", "u2,t2,dinsos,,tidak,bulanan")
    assert [(tie["from"], tie["to"]) for tie in rows(imported)] == [("dinkes", "polres"), ("dinsos", "dinkes")]
    assert left(imported) == [("ties", -1, {"belum_ada": 1})]


def test_a_cross_in_a_matrix_says_nothing_of_the_strength(tmp_path):
    imported = of(tmp_path, "m.csv", ",A,B,C", "A,,x,", "B,x,,2", "C,,2,")
    ties = {(tie["from"], tie["to"]): tie.get("strength", "") for tie in rows(imported)}
    assert ties == {("A", "B"): "", ("B", "C"): "1"}
