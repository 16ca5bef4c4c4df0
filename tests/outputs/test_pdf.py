"""A PDF is read again by a second reader: it says what the document says, and whom it is made for can read it."""

import re
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO

import docx
import html5lib
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from synergy.cli import main
from synergy.language import open_catalogue
from synergy.outputs import Delivery
from synergy.outputs.documents import pdf as writer
from synergy.outputs.documents.blocks import (
    Callout,
    Document,
    Figure,
    Heading,
    Paragraph,
    Points,
    Rule,
    Span,
    Table,
    text,
)
from synergy.outputs.documents.docx import write_docx
from synergy.outputs.documents.html import render_html
from synergy.outputs.documents.pdf import render_pdf
from synergy.outputs.note import note
from tests.conftest import actors, write_study

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 {height}">'
    '<text y="60" font-size="40">{said}</text></svg>'
)
MARKUP = '#read("/etc/hostname") #panic() *b* _i_ $x$ @ref <l> `c` = h // no "q" \\ #{1+1} https://a.id'
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def made(*blocks, language="id", **fields):
    return Document(language=language, title="Judul", subtitle="Anak judul", footer="Kaki", blocks=blocks, **fields)


def pages(document):
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(document).content)).pages]


def said(document):
    """All text of a PDF, its lines joined."""
    return " ".join(" ".join(pages(document)).split())


@pytest.mark.parametrize(("language", "locale"), [("id", "id-ID"), ("en", "en-GB")])
def test_it_is_tagged_titled_and_claims_both_standards(language, locale):
    reader = PdfReader(BytesIO(render_pdf(made(Heading("A"), language=language)).content))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == locale
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Judul"
    claimed = catalogue["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1<" in claimed
    assert "<pdfaid:part>2<" in claimed
    assert "<pdfaid:conformance>A<" in claimed
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]


def test_headings_lists_tables_and_figures_are_tagged_as_such_with_alt_text():
    document = made(
        Heading("Satu"),
        Heading("Dua", 2),
        Points((text("a"), text("b"))),
        Table("Cap", ("No.", "Nama"), (("1", "A"),), (1, 4)),
        Table("", (), (("Yth.", "Wali Kota"),), (1, 4)),
        Figure("f", SVG.format(height=300, said="dalam gambar"), "Peta", "Gambar <peta>."),
        Callout("Awas", (text("x"), text("y"))),
        Rule(),
    )
    found = Counter()
    alternatives = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, dict) and "/S" in node:
            found[node["/S"]] += 1
            alternatives.extend([node["/Alt"]] if "/Alt" in node else [])
        children = node.get("/K", []) if isinstance(node, dict) else node
        for child in children if isinstance(children, list) else [children]:
            if isinstance(child.get_object(), (dict, list)):
                walk(child)

    walk(PdfReader(BytesIO(render_pdf(document).content)).trailer["/Root"]["/StructTreeRoot"])
    assert (found["/H1"], found["/H2"], found["/TH"], found["/TD"]) == (1, 1, 2, 2)
    assert (found["/Table"], found["/Figure"], found["/Caption"], found["/LI"]) == (1, 1, 2, 4)
    assert alternatives == ["Gambar <peta>."]


def test_the_same_document_gives_the_same_bytes():
    document = made(Heading("A"), Paragraph(text("b")))
    assert render_pdf(document).content == render_pdf(document).content


def test_markup_of_the_typesetter_is_only_text():
    evil = text(MARKUP)
    document = made(
        Heading(MARKUP),
        Paragraph(evil),
        Points((evil,), numbered=True),
        Callout(MARKUP, (evil,)),
        Table(MARKUP, (MARKUP,), ((MARKUP,),), (1,)),
    )
    document = replace(document, title=MARKUP, subtitle=MARKUP, footer=MARKUP)
    assert said(document).count(MARKUP) == 11


def test_letters_without_a_shape_become_boxes_and_invisible_ones_go():
    figure = Figure("f", SVG.format(height=300, said="漢字 b"), "Peta", "Gambar")
    result = render_pdf(made(Paragraph(text("a 漢 😀 ꦗ \ue000 \x00\x0b\ufeff\u200dz → ± ≤ é")), figure))
    assert result.standards == writer.STANDARDS
    assert {"漢", "字", "😀", "ꦗ", "\ue000"} <= result.replaced
    shown = " ".join(PdfReader(BytesIO(result.content)).pages[0].extract_text().split())
    assert "a □ □ □ □ z → ± ≤ é" in shown
    assert "□□ b" in shown


def test_where_nothing_helps_the_file_is_made_without_a_standard(monkeypatch):
    monkeypatch.setattr(writer, "unsupported", lambda diagnostic: frozenset())
    result = render_pdf(made(Paragraph(text("a 漢"))))
    assert result.standards == ()
    assert len(PdfReader(BytesIO(result.content)).pages) == 1


def test_a_long_table_begins_where_it_stands_and_repeats_its_head():
    rows = tuple((str(n), f"Lembaga nomor {n}") for n in range(1, 90))
    told = pages(made(Paragraph(text("Sebelum tabel")), Table("Peringkat", ("No.", "Pihak"), rows, (1, 9), (0,))))
    assert len(told) == 3
    assert "Sebelum tabel" in told[0]
    assert "Lembaga nomor 1" in told[0]
    assert all("Pihak" in page for page in told)
    assert sum(page.count("Lembaga nomor") for page in told) == 89


def test_a_row_higher_than_a_page_loses_nothing():
    cell = " ".join(f"kata{n}" for n in range(2000))
    shown = said(made(Table("", ("A", "B"), ((cell, "x"),), (1, 1))))
    assert "kata0 " in shown
    assert "kata1999" in shown


def test_pages_are_numbered_in_the_middle_of_the_top_from_the_second():
    told = pages(made(*(Paragraph(text(f"Alinea {letter} " * 200)) for letter in "abcdefgh")))
    assert [page.split()[0] for page in told[1:]] == [str(n) for n in range(2, len(told) + 1)]
    assert told[0].startswith("Judul")
    assert all(page.split()[-1] == "Kaki" for page in told)


def test_bold_and_quiet_runs_and_all_styles_are_set():
    spans = (Span("tebal", strong=True), Span(" sunyi", quiet=True), Span(" biasa"))
    document = made(Paragraph(spans), Paragraph(spans, "lead"), Paragraph(spans, "note"))
    assert said(document).count("tebal sunyi biasa") == 3


def numbers(words):
    return Counter(NUMBER.findall(" ".join(words.split())))


def in_word(document, path):
    write_docx(document, path)
    word = docx.Document(str(path))
    parts = word.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    return "\n".join("".join(node.text or "" for node in part.iter() if node.tag.endswith("}t")) for part in parts)


def in_html(document):
    page = html5lib.parse(render_html(document), namespaceHTMLElements=False)
    return "\n".join(" ".join(part.itertext()) for part in page.iter("main"))


def in_pdf(document):
    """Return the text of a PDF without its running lines: the number above and the foot below."""
    told = pages(document)
    bodies = [page.removeprefix(str(n)) if n > 1 else page for n, page in enumerate(told, 1)]
    foot = re.escape(document.footer).replace(r"\ ", r"\s+")
    return "\n".join(re.sub(foot, "", body) for body in bodies)


@pytest.mark.parametrize("language", ["id", "en"])
def test_numbers_agree_in_word_html_and_pdf(case, tmp_path, language):
    document = Delivery(case, tmp_path, (language,)).briefing(language)
    document = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Figure)))
    told = numbers(in_html(document))
    assert sum(told.values()) > 300
    points = Counter(
        f"{n}" for b in document.blocks if isinstance(b, Points) and b.numbered for n, _ in enumerate(b.items, 1)
    )
    assert numbers(in_word(document, tmp_path / "a.docx")) == told
    assert numbers(in_pdf(document)) == told + points  # the number of a point is a letter in no other format


@pytest.mark.parametrize("language", ["id", "en"])
def test_numbers_of_the_note_agree_in_word_and_pdf(case, tmp_path, language):
    document = note(case, open_catalogue(language))
    told = numbers(in_word(document, tmp_path / "a.docx"))
    assert sum(told.values()) >= 5
    points = Counter(f"{n}" for b in document.blocks if isinstance(b, Points) for n, _ in enumerate(b.items, 1))
    assert numbers(in_pdf(document)) == told + points


def test_without_a_typesetter_all_else_is_written_and_one_sentence_says_why(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    study = write_study(tmp_path / "study", {"stakeholders": actors("a", "b")})
    arguments = ["analyse", str(study), "-o", str(tmp_path / "out"), "--language", "en", "--only", "briefing,note"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    names = {path.name for path in (tmp_path / "out").iterdir()}
    always = {"record.json", "ro-crate-metadata.json", "references.bib", "methods.id.md", "methods.en.md"}
    assert names == {"briefing.en.docx", "briefing.en.html", "note.en.docx"} | always
    assert done.output.count("typst is not installed") == 1


def test_letters_replaced_are_told(tmp_path):
    study = write_study(
        tmp_path / "study", {"stakeholders": actors("a") + [{"id": "b", "name": "漢字 b", "sector": "ngo"}]}
    )
    arguments = ["analyse", str(study), "-o", str(tmp_path / "out"), "--language", "id", "--only", "briefing"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert "□" in done.output
