"""A Word file is opened again by a second reader and says what the document said."""

import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from synergy.outputs.documents import docx as writer
from synergy.outputs.documents.blocks import Callout, Document, Figure, Heading, Paragraph, Points, Span, Table, text
from synergy.outputs.documents.docx import write_docx
from synergy.outputs.documents.picture import NoTypesetter

HOSTILE = "</w:t> & <b>x</b> {{ 7*7 }} {% raw %} =1+1 \x00\x0b\x1f\ufffe “é” 漢"
HARMLESS = "</w:t> & <b>x</b> {{ 7*7 }} {% raw %} =1+1  “é” 漢"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 {height}">'
    '<rect width="1600" height="{height}" fill="#eee"/></svg>'
)
TALL = Figure("tall", SVG.format(height=6000), "Sangat tinggi", "Gambar tinggi.")
WIDE = Figure("wide", SVG.format(height=400), "Lebar & rendah", "Gambar <rendah>.")
RANKED = Table(
    "Peringkat", ("No.", "Lembaga", "Skor"), (("1", "Kepolisian", "0,97"), ("2", HOSTILE, "0,50")), (1, 60, 20), (0, 2)
)


def written(tmp_path, *blocks, language="id", name="a.docx"):
    document = Document(language=language, title="Judul", subtitle="Anak judul", footer="Kaki", blocks=blocks)
    write_docx(document, tmp_path / name)
    return docx.Document(str(tmp_path / name))


def part(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        return ElementTree.fromstring(archive.read(name))


def test_headings_and_paragraphs_have_real_styles(tmp_path):
    blocks = (
        Heading("Satu"),
        Heading("Dua", 2),
        Heading("Tiga", 3),
        Paragraph(text("Isi"), "lead"),
        Paragraph(text("Kecil"), "note"),
    )
    word = written(tmp_path, *blocks)
    said = [(p.style.name, p.text) for p in word.paragraphs]
    assert said == [
        ("Title", "Judul"),
        ("Subtitle", "Anak judul"),
        ("Heading 1", "Satu"),
        ("Heading 2", "Dua"),
        ("Heading 3", "Tiga"),
        ("Lead", "Isi"),
        ("Note", "Kecil"),
    ]
    assert all(word.styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))
    assert word.styles["Table Caption"].paragraph_format.keep_with_next


def test_the_type_is_arial_11_with_fonts_of_the_same_widths_named(tmp_path):
    written(tmp_path)
    fonts = ElementTree.tostring(part(tmp_path, "word/fontTable.xml"), encoding="unicode")
    assert "Liberation Sans" in fonts
    assert "Arimo" in fonts
    run = next(part(tmp_path, "word/styles.xml").iter(qn("w:rPr")))
    assert run.find(qn("w:rFonts")).get(qn("w:ascii")) == "Arial"
    assert run.find(qn("w:sz")).get(qn("w:val")) == "22"


@pytest.mark.parametrize(("language", "locale"), [("id", "id-ID"), ("en", "en-GB")])
def test_language_and_properties_are_set_without_a_clock(tmp_path, language, locale):
    core = written(tmp_path, language=language).core_properties
    assert (core.title, core.language, core.author) == ("Judul", locale, "Synergy")
    assert core.created == core.modified == datetime(2000, 1, 1, tzinfo=UTC)
    stated = next(part(tmp_path, "word/styles.xml").iter(qn("w:lang")))
    assert stated.get(qn("w:val")) == stated.get(qn("w:eastAsia")) == locale


def test_the_page_follows_the_house_rules(tmp_path):
    section = written(tmp_path).sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.cm, 1) for side in sides] == [3.0, 2.0, 2.5, 2.5]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "PAGE" in section.header._element.xml
    assert [f.paragraphs[0].text for f in (section.first_page_footer, section.footer)] == ["Kaki", "Kaki"]


def test_a_table_holds_its_cells_and_repeats_its_head(tmp_path):
    (table,) = written(tmp_path, RANKED).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["No.", "Lembaga", "Skor"], ["1", "Kepolisian", "0,97"], ["2", HARMLESS, "0,50"]]
    head, *body = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in body)
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *body))
    ends = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert [end is not None for end in ends] == [True, False, True]


def test_columns_take_the_width_asked_for_but_never_break_a_word(tmp_path):
    (table,) = written(tmp_path, RANKED).tables
    widths = [column.width.cm for column in table.columns]
    assert sum(widths) == pytest.approx(16.0, abs=0.05)
    assert widths[0] > 0.9  # a hundredth of the width would break "No."
    assert widths[1] > widths[2] > widths[0]


def test_tables_and_figures_are_numbered_by_fields(tmp_path):
    word = written(tmp_path, RANKED, WIDE, RANKED)
    captions = [
        (p.style.name, "".join(t.text for t in p._p.iter(qn("w:t"))))
        for p in word.paragraphs
        if "aption" in p.style.name
    ]
    assert captions == [
        ("Table Caption", "Tabel 1. Peringkat"),
        ("Caption", "Gambar 1. Lebar & rendah"),
        ("Table Caption", "Tabel 2. Peringkat"),
    ]
    fields = [f.get(qn("w:instr")).split()[:2] for f in word.element.iter(qn("w:fldSimple"))]
    assert fields == [["SEQ", "Tabel"], ["SEQ", "Gambar"], ["SEQ", "Tabel"]]


def test_a_table_without_head_or_caption_is_neither_ruled_nor_numbered(tmp_path):
    word = written(tmp_path, Table("", (), (("Yth.", "Wali Kota"),), (1, 4)))
    assert word.tables[0].style.name == "Normal Table"
    assert not list(word.element.iter(qn("w:fldSimple")))


def test_figures_carry_alt_text_and_fit_the_page(tmp_path):
    word = written(tmp_path, WIDE, TALL)
    told = [(d.get("title"), d.get("descr")) for d in word.element.iter(qn("wp:docPr"))]
    assert told == [("Lebar & rendah", "Gambar <rendah>."), ("Sangat tinggi", "Gambar tinggi.")]
    sizes = [(round(s.width.cm, 1), round(s.height.cm, 1)) for s in word.inline_shapes]
    assert sizes == [(16.0, 4.0), (6.2, 23.2)]
    for shape in word.inline_shapes:
        drawn = shape._inline.graphic.graphicData.pic.spPr
        assert (drawn.cx, drawn.cy) == (shape.width, shape.height)


def test_without_a_typesetter_the_words_stand_in_for_the_picture(tmp_path, monkeypatch):
    def missing(svg, width):
        raise NoTypesetter("none")

    monkeypatch.setattr(writer, "png", missing)
    word = written(tmp_path, WIDE)
    assert not word.inline_shapes
    assert [p.text for p in word.paragraphs if p.style.name == "Note"] == ["Gambar <rendah>."]


def test_each_numbered_list_starts_at_one(tmp_path):
    points = Points((text("a"), text("b")), numbered=True)
    word = written(tmp_path, points, points, Points((text("c"),)))
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = {
        n.numId: [o.startOverride.val for o in n.lvlOverride_lst] for n in word.part.numbering_part.element.num_lst
    }
    assert [starts[number] for number in numbers] == [[1]] * 4


def test_a_callout_is_one_framed_cell(tmp_path):
    word = written(tmp_path, Callout("Batas", (text("Satu."), text("Dua."))))
    (box,) = word.tables
    assert [p.text for p in box.cell(0, 0).paragraphs] == ["Batas", "Satu.", "Dua."]
    assert box.style.name == "Callout Box"


def test_spans_differ_by_character_style(tmp_path):
    word = written(tmp_path, Paragraph((Span("a", strong=True), Span("b", quiet=True), Span("c"))))
    runs = word.paragraphs[-1].runs
    assert [(run.text, run.bold, run.style.name) for run in runs] == [
        ("a", True, "Default Paragraph Font"),
        ("b", None, "Quiet"),
        ("c", None, "Default Paragraph Font"),
    ]


def test_text_from_data_is_only_text(tmp_path):
    blocks = (Heading(HOSTILE), Paragraph(text(HOSTILE)), Points((text(HOSTILE),)), Callout(HOSTILE, (text(HOSTILE),)))
    word = written(tmp_path, *blocks)
    said = [p.text for p in word.paragraphs] + [p.text for p in word.tables[0].cell(0, 0).paragraphs]
    assert said.count(HARMLESS) == 5


def test_the_same_document_gives_the_same_bytes(tmp_path):
    for name in ("a.docx", "b.docx"):
        written(tmp_path, RANKED, WIDE, Points((text("x"),), numbered=True), name=name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_nothing_in_the_file_points_outside_it(tmp_path):
    written(tmp_path, RANKED, WIDE)
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        relations = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
        targets = {n for n in archive.namelist() if n.startswith(("customXml", "docProps/thumb"))}
    assert not any("External" in text for text in relations)
    assert not targets


def test_a_short_table_stays_on_one_page_and_a_long_one_may_not(tmp_path):
    long = Table("Panjang", ("a",), tuple((str(n),) for n in range(20)), (1,))
    first, second = written(tmp_path, RANKED, long).tables
    kept = [
        [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in t.rows] for t in (first, second)
    ]
    assert kept == [[True, True, False], [False] * 21]
