"""``synergy import``: studies that pass the check, round trips of our own outputs, reports instead of tracebacks."""

import random
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synergy import pipeline
from synergy.cli import main
from synergy.cli.import_ import FORMATS
from synergy.language import open_catalogue
from synergy.problems import InvalidInput, UnusablePlace
from synergy.tables.layouts import LAYOUTS, import_file
from tests.conftest import CASE

FILES = sorted((Path(__file__).parent / "cases" / "import").iterdir())
TWIST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_what_is_written_passes_the_check(file, tmp_path):
    out = tmp_path / "study"
    done = run("import", file, "-o", out, "--language", "en")
    assert done.exit_code == 0, done.output
    assert done.output.strip().splitlines()[-1] == f"Next: synergy check {out}"
    imported = pipeline.import_study(file, tmp_path / "again")
    dataset = pipeline.read(out)
    for table, records in (("stakeholders", dataset.actors), ("programmes", dataset.programmes)):
        assert len(records) == len(imported.tables.get(table, ()))
    ties = next((a for a in dataset.account if a.table == "ties"), None)
    assert (ties.read if ties else 0) == len(imported.tables.get("ties", ()))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_end_says_what_came_in_what_was_changed_and_what_was_left(language, tmp_path):
    file = next(path for path in FILES if path.name == "hubungan.csv")
    done = run("import", file, "-o", tmp_path / "study", "--language", language)
    words = open_catalogue(language)
    assert words.text("import.left") in done.output
    assert words.text("import.count.stakeholders", n=6) in done.output
    assert "Kemenag" in done.output  # the row that is no tie is named


@pytest.mark.parametrize("file", ["network.graphml", "network.gexf"])
def test_our_own_graph_comes_back_as_the_same_actors_and_ties(file, case, tmp_path):
    pipeline.publish(case, tmp_path / "out", ("en",), only=("graph", "tables"))
    pipeline.import_study(tmp_path / "out" / file, tmp_path / "again")
    again = pipeline.read(tmp_path / "again")
    assert [_actor(a) for a in again.actors] == [_actor(a) for a in case.dataset.actors]
    assert [_tie(t) for t in again.ties] == [_tie(t) for t in case.dataset.ties]


def test_our_own_tables_come_back_as_the_same_actors_and_ties(case, tmp_path):
    pipeline.publish(case, tmp_path / "out", ("en",), only=("tables",))
    pipeline.import_study(tmp_path / "out", tmp_path / "again")
    again = pipeline.read(tmp_path / "again")
    assert [(a.id, a.name, a.name_en, a.sector) for a in again.actors] == [
        (a.id, a.name, a.name_en, a.sector) for a in case.dataset.actors
    ]
    reasons = ("", "")  # the tables hold no reasons of ties
    assert [_tie(t)[:-2] + reasons for t in again.ties] == [_tie(t)[:-2] + reasons for t in case.dataset.ties]
    assert [(p.id, p.name) for p in again.programmes] == [(p.id, p.name) for p in case.dataset.programmes]


def _said(record):
    evidence = record.evidence
    return (evidence.sources, evidence.locator, evidence.confidence, evidence.basis, evidence.note)


def _actor(a):
    own = (a.id, a.name, a.name_en, a.sector, a.kind, a.placeholder, a.level, a.parent, a.territory, a.stands_for)
    return (*own, a.respondent, a.influence, a.interest, a.capacity, a.attributes, *_said(a))


def _tie(t):
    ends = t.ends if t.directed else tuple(sorted(t.ends))
    own = (t.id, ends, t.type, t.status, t.directed, t.programmes, t.strength, t.frequency, t.reported_by)
    return (*own, t.valid_from, t.valid_to, *_said(t), t.reason, t.reason_en)


def test_an_imported_study_can_be_analysed(tmp_path):
    file = next(path for path in FILES if path.name == "gephi.gexf")
    pipeline.import_study(file, tmp_path / "study")
    done = run("analyse", tmp_path / "study", "-o", tmp_path / "out", "--only", "tables,findings,graph,page")
    assert done.exit_code == 0, done.output
    pipeline.import_study(tmp_path / "out" / "network.graphml", tmp_path / "again")
    first, second = (pipeline.read(tmp_path / name) for name in ("study", "again"))
    assert [_tie(t) for t in second.ties] == [_tie(t) for t in first.ties]
    assert [(a.id, a.attributes) for a in second.actors] == [(a.id, a.attributes) for a in first.actors]


def test_the_command_offers_every_format():
    assert set(FORMATS) == set(LAYOUTS)
    for language in ("id", "en"):
        texts = open_catalogue(language).texts
        assert all(f"import.layout.{name}" in texts for name in LAYOUTS)


def test_every_note_has_its_sentence():
    import re

    places = [Path(pipeline.__file__).parent / "tables" / "layouts", Path(pipeline.__file__).parent / "dataset"]
    source = "\n".join(p.read_text(encoding="utf-8") for place in places for p in sorted(place.glob("*.py")))
    codes = set(re.findall(r'\.(?:changed|left|tell)\(\s*"(\w+)"', source)) | set(
        re.findall(r'code="([a-z]+)"', source)
    )
    said = {k.removeprefix("import.note.") for k in open_catalogue("en").texts if k.startswith("import.note.")}
    others = {
        "actors_made",
        "programmes_found",
        "type_unspecified",
        "direction_by_type",
        "status_unclear",
        "cells_aside",
        "zero_weight",
        "negative_weight",
        "answers_only_together",
        "answers_differ",
        "hidden_cells",
    }
    assert codes | others == said


names = st.text(st.sampled_from("ABCdé .,;\"'=|\u00a0"), max_size=4)
weights = st.sampled_from(["", "0", "1", "2.5", "-1", "x", "0,5", "1e400", "NaN"])


@TWIST
@given(st.lists(st.tuples(names, names, weights, names), min_size=1, max_size=12))
def test_no_row_of_an_edge_list_is_lost_in_silence(tmp_path, given_rows):
    import csv

    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    path, out = folder / "edges.csv", folder / "study"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("from", "to", "weight", "remark"), *given_rows])
    filled = sum(any(cell.strip() for cell in row) for row in given_rows)
    imported, codes = _import(path, out)
    if imported is None:
        assert codes == ["nothing-to-import"]
        return
    lost = -sum(note.delta for note in imported.notes if note.table == "ties")
    assert len(imported.tables.get("ties", ())) + lost == filled
    pipeline.read(out)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_spoilt_files_end_in_a_report_never_in_a_traceback(file, tmp_path):
    chance = random.Random(file.name)
    raw = file.read_bytes()
    path = tmp_path / file.name
    for turn in range(25):
        spoilt = bytearray(raw[: chance.randrange(len(raw))] if turn % 2 else raw)
        for _ in range(chance.randrange(1, 8)):
            if spoilt:
                spoilt[chance.randrange(len(spoilt))] = chance.choice(b"\x00\xff<>\"';,\n\t*0-9aZ&")
        path.write_bytes(bytes(spoilt))
        if _import(path, tmp_path / f"study{turn}")[0]:
            pipeline.read(tmp_path / f"study{turn}")


@pytest.mark.parametrize("layout", FORMATS)
def test_random_bytes_end_in_a_report_in_every_format(layout, tmp_path):
    chance = random.Random(layout)
    heads = [
        b"",
        b"<graphml>",
        b"<gexf>",
        b"*Vertices 3\n",
        b"dl n=3 format=edgelist1\ndata:\n",
        b"from,to\n",
        b"PK\x03\x04",
    ]
    for turn, head in enumerate(heads * 3):
        path = tmp_path / f"file{turn}"
        path.write_bytes(head + chance.randbytes(300))
        for named in (layout, None):
            _import(path, tmp_path / f"study{turn}{named}", named)


def _import(path, out, layout=None):
    """Return what came in, or None and the codes of what stopped it; either way nothing is half done."""
    problems = ()
    try:
        imported = pipeline.import_study(path, out, layout=layout)
    except InvalidInput as invalid:
        imported, problems = None, invalid.problems
    words = open_catalogue("en"), open_catalogue("id")
    assert all(catalogue.problem(problem) for problem in problems for catalogue in words)
    assert out.exists() == (imported is not None)
    return imported, [problem.code for problem in problems]


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml><graph>&x;</graph></graphml>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_refused_before_it_is_parsed(encoding, tmp_path):
    path = tmp_path / "evil.graphml"
    path.write_text(ENTITY, encoding=encoding)
    done = run("import", path, "-o", tmp_path / "study", "--language", "en")
    assert done.exit_code == 1
    assert "xml-with-entities" in done.output
    assert not (tmp_path / "study").exists()


def test_a_file_of_no_known_form_and_a_wrong_format_are_told_with_a_cure(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("just a few words\nand some more\n", encoding="utf-8")
    done = run("import", path, "-o", tmp_path / "study", "--language", "en")
    assert (done.exit_code, "unknown-layout" in done.output) == (1, True)
    done = run("import", path, "-o", tmp_path / "study", "--format", "pajek")
    assert (done.exit_code, "not-this-layout" in done.output) == (1, True)
    path.write_text("from,to\nA,B\n", encoding="utf-8")
    done = run("import", path, "-o", tmp_path / "study", "--format", "pajek")
    assert (done.exit_code, "other-layout" in done.output, "edges" in done.output) == (1, True, True)


def test_the_place_of_the_study_must_be_new_or_empty(tmp_path):
    file = FILES[0]
    (tmp_path / "empty").mkdir()
    assert run("import", file, "-o", tmp_path / "empty").exit_code == 0
    kept = sorted((path.name, path.read_bytes()) for path in (tmp_path / "empty").iterdir())
    assert run("import", file, "-o", tmp_path / "empty").exit_code == 2
    assert sorted((path.name, path.read_bytes()) for path in (tmp_path / "empty").iterdir()) == kept
    assert run("import", tmp_path / "absent.csv", "-o", tmp_path / "x").exit_code == 2
    assert run("import", file, "-o", tmp_path / "no" / "x").exit_code == 2


def test_the_encoding_is_told_and_can_be_given(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_bytes("from,to\nCafé,Bappeda\n".encode("cp1252"))
    imported = import_file(path)
    assert imported.tables["stakeholders"][0].cells["name"] == "Café"
    assert "encoding" in {note.code for note in imported.notes}
    with pytest.raises(UnusablePlace):
        import_file(path, encoding="no-such")


def test_a_file_that_is_utf8_but_for_one_letter_is_refused_at_that_letter(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_bytes("from,to\nCafé,Bappeda\nRésumé,Disdik\n".encode() + b"x\xc3,Bappeda\n")
    assert _import(path, tmp_path / "study") == (None, ["unreadable-text"])
    done = run("import", path, "-o", tmp_path / "study", "--language", "en")
    assert "edges.csv:4" in done.output


def test_rows_left_are_named_with_their_number(tmp_path):
    path = tmp_path / "edges.csv"
    path.write_text("from,to,weight\nA,B,10\nB,C,-8\nC,D,\nD,E,-1\n", encoding="utf-8")
    done = run("import", path, "-o", tmp_path / "study", "--language", "en")
    assert "rows 3, 5" in done.output
    assert "in the analysis it counts as full strength (1)" in done.output


def test_a_folder_that_is_no_result_of_ours_is_told(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        import_file(CASE / "base")
    assert [problem.code for problem in caught.value.problems] == ["not-a-result"]


def edge_list(folder, *lines):
    path = folder / "kerja.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_end_says_which_column_became_which(language, tmp_path):
    path = edge_list(tmp_path, "Dari,Ke,Bobot,Keterangan,Kosong", "A,B,2,rutin,", "B,C,1,jarang,")
    done = run("import", path, "-o", tmp_path / "study", "--language", language)
    words = open_catalogue(language)
    for header, column in (("Dari", "from"), ("Ke", "to")):
        assert words.text("import.became.column", header=header, column=column) in done.output
    assert words.text("import.became.attribute", header="Keterangan", column="") in done.output
    assert words.text("import.became.nowhere", header="Kosong", column="") in done.output


@pytest.mark.parametrize(
    "name", ["hubungan.csv", "tiga_w.csv", "netmap.csv", "kumu_connections.csv", "kobo_roster.csv"]
)
def test_every_column_told_as_ours_or_kept_is_in_the_study(name, tmp_path):
    file = next(path for path in FILES if path.name == name)
    imported = pipeline.import_study(file, tmp_path / "study")
    assert imported.columns
    for one in imported.columns:
        if one.column:
            assert any(one.column in row.cells for row in imported.tables[one.table]), one


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_end_says_how_many_rows_with_which_words_are_no_ties(language, tmp_path):
    path = edge_list(tmp_path, "dari,ke,status", "A,B,belum ada", "A,C,belum ada", "B,C,belum", "C,D,ada")
    done = run("import", path, "-o", tmp_path / "study", "--language", language)
    assert done.exit_code == 0
    assert "“belum ada” (2)" in done.output
    assert "“belum” (1)" in done.output
    assert open_catalogue(language).texts["import.cure.status_unclear"] in done.output
    assert [(tie.ends, tie.status) for tie in pipeline.read(tmp_path / "study").ties] == [(("C", "D"), "existing")]


def test_what_a_check_warns_of_is_told_by_the_import(tmp_path):
    path = edge_list(tmp_path, "dari,ke,keterangan", "A,B,hubungi 0812-3456-7890", "B,C,NIK 3674.0123.4567.0001")
    done = run("import", path, "-o", tmp_path / "study", "--language", "en")
    assert done.exit_code == 0
    assert {"[personal-data-phone]", "[personal-data-number]"} <= set(done.output.split())
    assert "0812-3456" not in done.output.replace(path.read_text(encoding="utf-8"), "")


def test_a_source_about_children_is_refused(tmp_path):
    path = edge_list(tmp_path, "dari,ke,nama anak,NIK", "A,B,Budi,3674012345670001")
    done = run("import", path, "-o", tmp_path / "study", "--language", "en")
    assert done.exit_code == 1
    assert done.output.count("[column-about-persons]") == 2
    assert "Budi" not in done.output
    assert not (tmp_path / "study").exists()
