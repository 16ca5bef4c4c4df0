"""The page is read by a strict parser: it says what the document said and fetches nothing."""

import base64
import hashlib
import re

import html5lib
import pytest

from synergy.outputs.documents.blocks import Callout, Document, Figure, Heading, Paragraph, Points, Span, Table, text
from synergy.outputs.documents.html import render_html

HOSTILE = '<script>alert(1)</script> & "x" \' {{ 7*7 }} </style> \x00\x0b'
HARMLESS = '<script>alert(1)</script> & "x" \' {{ 7*7 }} </style> '
FIGURE = Figure("peta", '<svg xmlns="http://www.w3.org/2000/svg" id="peta"><title>Peta</title></svg>', "Peta", "Kata.")
TABLE = Table("Peringkat", ("No.", "Lembaga"), (("1", HOSTILE), ("2", "Kepolisian")), (10, 90), (0,))


def page(*blocks, language="id", footer="Kaki"):
    return render_html(Document(language=language, title="Judul", subtitle="Anak", footer=footer, blocks=blocks))


def tree(html):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_the_page_is_sound_and_says_its_language():
    for language, stated in (("id", "id"), ("en", "en-GB")):
        root = tree(page(Heading("Satu"), Heading("Dua", 2), Heading("Tiga", 3), language=language))
        assert root.get("lang") == stated
        assert [words(root.find(f".//{tag}")) for tag in ("title", "h1", "h2", "h3", "h4")] == [
            "Judul",
            "Judul",
            "Satu",
            "Dua",
            "Tiga",
        ]


def test_tables_hold_their_cells_and_a_real_head():
    root = tree(page(TABLE))
    table = root.find(".//table")
    assert [th.get("scope") for th in table.findall("thead/tr/th")] == ["col", "col"]
    assert [[words(td) for td in tr.findall("td")] for tr in table.findall("tbody/tr")] == [
        ["1", " ".join(HARMLESS.split())],
        ["2", "Kepolisian"],
    ]
    assert table.findall("tbody/tr/td")[0].get("class") == "number"


def test_tables_and_figures_carry_the_numbers_of_the_word_file():
    plain = Table("", (), (("Yth.", "Wali Kota"),), (1, 4))
    root = tree(page(TABLE, plain, FIGURE, TABLE))
    captions = [words(e) for e in root.iter() if e.tag in ("caption", "figcaption")]
    assert captions == ["Tabel 1. Peringkat", "Gambar 1. Peta", "Tabel 2. Peringkat"]


def test_lists_callouts_and_spans():
    spans = (Span("a", strong=True), Span("b", quiet=True), Span("c"))
    root = tree(page(Paragraph(spans), Points((text("x"),), numbered=True), Callout("Batas", (text("y"), text("z")))))
    paragraph = root.findall(".//main/p")[-1]
    assert (words(paragraph), paragraph[0].tag, paragraph[1].get("class")) == ("abc", "strong", "quiet")
    assert words(root.find(".//ol/li")) == "x"
    assert [words(li) for li in root.findall(".//aside/ul/li")] == ["y", "z"]


def test_text_from_data_is_only_text():
    html = page(Heading(HOSTILE), Paragraph(text(HOSTILE)), TABLE, Callout(HOSTILE, (text(HOSTILE),)), footer=HOSTILE)
    root = tree(html)
    assert not root.findall(".//script")
    assert words(root.find(".//h2")) == " ".join(HARMLESS.split())
    assert len(root.findall(".//style")) == 1
    assert "\x00" not in html
    assert "49" not in words(root.find(".//h2"))


def test_the_policy_names_the_style_sheet_by_its_hash_and_allows_nothing_else():
    root = tree(page(TABLE))
    policy = root.find(".//meta[@http-equiv]").get("content")
    style = "".join(root.find(".//style").itertext())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not [e for e in root.iter() if e.get("style") or any(name.startswith("on") for name in e.attrib)]


@pytest.mark.parametrize("pattern", [r"https?://", r"url\(", r"@import", r"<link", r"\ssrc="])
def test_nothing_is_fetched(pattern):
    html = page(TABLE, FIGURE, Heading("x")).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(pattern, html)


def test_ids_are_unique_and_bytes_repeat():
    html = page(TABLE, FIGURE, TABLE, Heading("x"), Callout("y", (text("z"),)))
    ids = [e.get("id") for e in tree(html).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert html == page(TABLE, FIGURE, TABLE, Heading("x"), Callout("y", (text("z"),)))
