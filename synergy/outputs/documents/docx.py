"""Document → DOCX: real styles, repeated header rows, numbered captions, alt texts; the same bytes each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from synergy.language.catalogue import open_catalogue
from synergy.outputs.documents import blocks
from synergy.outputs.documents.letters import clean, fitted_widths
from synergy.outputs.documents.looks import CELL_MARGIN, PAPER, TEXT_WIDTH, Look
from synergy.outputs.documents.picture import NoTypesetter, png
from synergy.outputs.documents.word import element, field, new_list, same_bytes
from synergy.resources import bundled

TEMPLATES = "reports/templates/word"
LOCALE = {"id": "id-ID", "en": "en-GB"}
PARAGRAPH = {"body": "Normal", "lead": "Lead", "note": "Note"}
FIGURE_HEIGHT = 23.2  # cm, at most: a page less its caption
FIGURE_SCALE = 1  # 1,600 pixels on sixteen centimetres: 254 dots an inch
SHORT_TABLE = 8  # rows; so many stay on one page
NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)
TABLE_LOOK = {
    "val": "0620",
    "firstRow": "1",
    "lastRow": "0",
    "firstColumn": "0",
    "lastColumn": "0",
    "noHBand": "1",
    "noVBand": "1",
}
LETTERHEAD = ("Letterhead", "Letterhead Name", "Letterhead Address")
LETTER_TOP = 2.0  # cm, for papers with a letterhead
CLOSE = {  # styles of a letter: points before and after a paragraph, and of the type
    "Normal": (3, 4, 11),
    "Heading 1": (6, 2, 11),
    "List Number": (0, 2, 11),
    "List Bullet": (0, 2, 11),
    "Table Text": (1, 1, 11),
    "Note": (2, 3, 9),
}
_TWIPS = 567  # twentieths of a point in a centimetre


def write_docx(document: blocks.Document, path: Path, look: Look = PAPER) -> None:
    """Write a document as a Word file.

    Where pictures cannot be made (no typesetter on this computer), the text alternative stands in for
    a figure.

    Parameters
    ----------
    document : what to write.
    path : the file; its folder must exist.
    look : sizes of letters and of the room between them, and the margins.
    """
    writer = _Writer(document, look)
    writer.write()
    path.write_bytes(same_bytes(writer.word))


class _Writer:
    """One Word file in the making: python-docx's document and the running numbers."""

    def __init__(self, document: blocks.Document, look: Look) -> None:
        import docx  # 0.2 s: loaded when a document is written

        self.document, self.look = document, look
        self.catalogue = open_catalogue(document.language)
        self.word: Any = docx.Document()
        self.place: Any = self.word  # where blocks go: the page, or a cell of it
        self.width = TEXT_WIDTH
        self.count: Counter[str] = Counter()

    def write(self) -> None:
        _prepare(self.word, self.document, self.look)
        letter = "Letter " if self.document.letterhead else ""
        for line, style in zip(self.document.letterhead, LETTERHEAD, strict=True) if letter else ():
            self._paragraph(line, style)
        self._paragraph(self.document.title, f"{letter}Title")
        if self.document.subtitle:
            self._paragraph(self.document.subtitle, f"{letter}Subtitle")
        self._blocks(self.document.blocks)

    def _blocks(self, several: Iterable[blocks.Block]) -> None:
        forms: dict[type, Callable[[Any], object]] = {
            blocks.Heading: self._heading,
            blocks.Paragraph: lambda b: self._spans(b.spans, PARAGRAPH.get(b.style, "Normal")),
            blocks.Points: self._points,
            blocks.Table: self._table,
            blocks.Figure: self._figure,
            blocks.Callout: self._callout,
            blocks.Beside: self._beside,
            blocks.Rule: lambda b: self.word.add_paragraph(style="Rule"),
        }
        for block in several:
            forms[type(block)](block)

    def _heading(self, block: blocks.Heading) -> None:
        self._paragraph(block.text, f"Heading {min(max(block.level, 1), 3)}")

    def _paragraph(self, text: str, style: str, place: Any = None) -> Any:
        return (place or self.place).add_paragraph(clean(text), style=style)

    def _spans(self, spans: Iterable[blocks.Span], style: str, place: Any = None) -> Any:
        paragraph = (place or self.place).add_paragraph(style=style)
        _fill(paragraph, spans)
        return paragraph

    def _points(self, block: blocks.Points) -> None:
        number = new_list(self.word) if block.numbered else None
        for item in block.items:
            paragraph = self._spans(item, "List Number" if block.numbered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _caption(self, kind: str, text: str, style: str) -> None:
        self.count[kind] += 1
        label = self.catalogue.text(f"figure.label.{kind}")
        paragraph = self.place.add_paragraph(style=style)
        paragraph.add_run(f"{label} ").bold = True
        field(paragraph, f"SEQ {label} \\* ARABIC", str(self.count[kind]), bold=True)
        paragraph.add_run(". ").bold = True
        paragraph.add_run(clean(text))

    def _table(self, block: blocks.Table) -> None:
        if block.caption:
            self._caption("table", block.caption, "Table Caption")
        rows = ([block.header] if any(block.header) else []) + list(block.rows)
        if not rows:
            return
        short = len(block.rows) <= SHORT_TABLE
        table = self._grid(len(rows), len(block.widths))
        _shape(table, block, self.width)
        for number, (cells, row) in enumerate(zip(rows, table.rows, strict=True)):
            heads = number == 0 and any(block.header)
            element(row._tr.get_or_add_trPr(), "w:cantSplit")
            if heads:
                element(row._tr.get_or_add_trPr(), "w:tblHeader")
            for column, (text, cell) in enumerate(zip(cells, row._tr.tc_lst, strict=True)):
                paragraph = cell.p_lst[0]
                paragraph.style = "TableHeading" if heads else "TableText"
                if short and number < len(rows) - 1:
                    element(paragraph.get_or_add_pPr(), "w:keepNext")
                if column in block.numeric:
                    element(paragraph.get_or_add_pPr(), "w:jc", val="right")
                paragraph.add_r().text = clean(text)
        self.place.add_paragraph(style="Table End")

    def _figure(self, block: blocks.Figure) -> None:
        from docx.shared import Cm

        try:
            image = png(block.svg, FIGURE_SCALE)
        except NoTypesetter:
            self._paragraph(block.alternative, "Note")
        else:
            run = self.place.add_paragraph(style="Figure").add_run()
            inline = run.add_picture(BytesIO(image), width=Cm(self.width))._inline
            too_high = inline.extent.cy / Cm(FIGURE_HEIGHT)
            if too_high > 1:
                inline.extent.cx, inline.extent.cy = int(inline.extent.cx / too_high), int(Cm(FIGURE_HEIGHT))
                size = inline.graphic.graphicData.pic.spPr
                size.cx, size.cy = inline.extent.cx, inline.extent.cy
            for side in ("distT", "distB", "distL", "distR"):  # LibreOffice takes a third of a centimetre if unsaid
                inline.set(side, "0")
            for name, value in (("name", block.name), ("title", block.caption), ("descr", block.alternative)):
                inline.docPr.set(name, clean(value))
        if block.caption:
            self._caption("figure", block.caption, "Caption")

    def _callout(self, block: blocks.Callout) -> None:
        self.place.add_paragraph(style="Table End").paragraph_format.keep_with_next = True
        table = self._grid(1, 1)
        _shape(table, blocks.Table("", (), (), (1.0,)), self.width, style="Callout Box")
        element(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")
        cell = table.cell(0, 0)
        cell.paragraphs[0].style = "Callout Heading"
        cell.paragraphs[0].add_run(clean(block.heading))
        for item in block.items:
            self._spans(item, "Callout Point" if len(block.items) > 1 else "Callout Text", cell)
        self.place.add_paragraph(style="Table End")

    def _grid(self, rows: int, columns: int) -> Any:
        table = self.place.add_table(rows, columns)
        if self.place is not self.word:  # a cell puts an empty paragraph after its tables
            self.place._tc.remove(table._tbl.getnext())
        return table

    def _beside(self, block: blocks.Beside) -> None:
        """Set two cells beside each other; blocks go into them as they would on a narrower page."""
        page, width = self.place, self.width
        table = page.add_table(1, 2)
        _shape(table, blocks.Table("", (), (), (block.share, 1 - block.share)), width)
        element(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, share, inside in zip(table.rows[0].cells, (block.share, 1 - block.share), block.sides, strict=True):
            cell._tc.remove(cell.paragraphs[0]._p)
            self.place, self.width = cell, width * share - 2 * CELL_MARGIN
            self._blocks(inside)
        self.place, self.width = page, width
        self.place.add_paragraph(style="Table End")


def _fill(paragraph: Any, spans: Iterable[blocks.Span]) -> None:
    for span in spans:
        run = paragraph.add_run(clean(span.text), style="Quiet" if span.quiet else None)
        run.bold = True if span.strong else None


def _prepare(word: Any, document: blocks.Document, look: Look) -> None:
    """Put our styles, settings, margins, running lines and properties in place of python-docx's own."""
    from docx.oxml import parse_xml

    folder = bundled(TEMPLATES)
    for part in list(word.part.rels.values()):
        name = str(part.target_part.partname).rpartition("/")[2]
        if name in ("styles.xml", "numbering.xml", "settings.xml"):
            part.target_part._element = parse_xml((folder / name).read_bytes())
        elif name == "fontTable.xml":
            part.target_part._blob = (folder / name).read_bytes()
        else:  # a theme, web settings, second styles: nothing of ours refers to them
            del word.part.rels[part.rId]
    for part in list(word.part.package.rels.values()):
        if "thumbnail" in part.reltype or "extended-properties" in part.reltype:
            del word.part.package.rels[part.rId]
    _set_language(word, LOCALE[document.language])
    _set_properties(word.core_properties, document)
    _set_page(word.sections[0], document.footer, look)
    for name, size in look.sizes.items():
        size.give(word.styles[name])
    if document.letterhead:
        _set_close(word)


def _set_language(word: Any, locale: str) -> None:
    from docx.oxml.ns import qn

    language = next(word.styles.element.iter(qn("w:lang")))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), locale)
    next(word.settings.element.iter(qn("w:themeFontLang"))).set(qn("w:val"), locale)


def _set_properties(core: Any, document: blocks.Document) -> None:
    core.title, core.subject = clean(document.title)[:255], clean(document.subtitle)[:255]
    core.language = LOCALE[document.language]
    core.author = core.last_modified_by = "Synergy"
    core.comments = core.keywords = ""
    core.created = core.modified = NO_CLOCK
    core.revision = 1


def _set_page(section: Any, footer: str, look: Look) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.0), Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(look.top), Cm(look.bottom)
    section.header_distance = section.footer_distance = Cm(1.25)
    section.different_first_page_header_footer = True
    for place in (section.first_page_footer, section.footer):
        place.paragraphs[0].text = clean(footer)
    section.first_page_header.paragraphs[0].text = ""
    field(section.header.paragraphs[0], "PAGE", "2")


def _set_close(word: Any) -> None:
    """Set a letter closer than a paper, so that it can keep to its one page."""
    from docx.shared import Cm, Pt

    word.sections[0].top_margin = Cm(LETTER_TOP)
    for name, (before, after, size) in CLOSE.items():
        style = word.styles[name]
        style.font.size = Pt(size)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0


def _shape(table: Any, block: blocks.Table, width: float, style: str = "") -> None:
    """Give a table fixed columns of the shares asked for, a style and, for screen readers, its caption."""
    table.style = style or ("Ruled Table" if any(block.header) else "Normal Table")
    room = width * _TWIPS / 20
    widths = [round(20 * width) for width in fitted_widths(block.header, block.rows, block.widths, room)]
    properties = table._tbl.tblPr
    table.autofit = False
    element(properties, "w:tblW", w=str(sum(widths)), type="dxa")
    element(properties, "w:tblLook", **TABLE_LOOK)
    if block.caption:
        element(properties, "w:tblCaption", val=clean(block.caption))
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width * 635  # in EMU
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width * 635
