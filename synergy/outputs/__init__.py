"""Findings → files. Every output is listed here, in the order it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from synergy.findings.analysis import Analysis
from synergy.language import open_catalogue
from synergy.outputs.briefing import briefing
from synergy.outputs.crate import write_crate
from synergy.outputs.datapackage import write_datapackage
from synergy.outputs.documents.blocks import Document, Figure
from synergy.outputs.findings_json import write_findings
from synergy.outputs.graph_files import write_graphml
from synergy.outputs.methods import write_methods
from synergy.outputs.record import write_record
from synergy.outputs.tables import write_tables

PICTURE_SCALE = 2  # 3,200 pixels wide


@dataclass(frozen=True)
class Delivery:
    """What the writers of one run share: the analysis, the folder, the languages, and what is drawn once."""

    analysis: Analysis
    folder: Path
    languages: tuple[str, ...]
    remarks: set[str] = field(default_factory=set)  # codes of what is worth a word when all is written

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures in each language, in the order they stand in the briefing."""
        from synergy.outputs.figures.network_map import network_map
        from synergy.outputs.figures.synergy_model import synergy_model
        from synergy.outputs.page.layout import place

        positions = place(self.analysis)
        drawn: dict[str, tuple[Figure, ...]] = {}
        for language in self.languages:
            words = open_catalogue(language)
            drawn[language] = (synergy_model(self.analysis, words), network_map(self.analysis, words, positions))
        return drawn

    def briefing(self, language: str) -> Document:
        """Return the briefing in one language."""
        return briefing(self.analysis, open_catalogue(language), self.figures[language])


def write_all(
    analysis: Analysis, folder: Path, languages: tuple[str, ...], *, only: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Write every output, or those named in ``only``; what was done, always; and the record last.

    Parameters
    ----------
    analysis : what the run knows.
    folder : an empty folder.
    languages : of the documents; the first is the page's opening language.
    only : keys of ``WRITERS``; all where None.

    Returns
    -------
    Codes of what to tell whoever runs it: ``no-typesetter`` where PDF files and pictures could not be made,
    ``letters-replaced`` where a PDF shows □ for letters of which no font at hand has a shape.
    """
    delivery = Delivery(analysis, folder, languages)
    for name, write in WRITERS.items():
        if only is None or name in only:
            write(delivery)
    write_methods(analysis, folder)
    write_crate(analysis, folder, languages, only=only)
    write_record(analysis, folder, languages, only=only)
    return tuple(sorted(delivery.remarks))


def _page(d: Delivery) -> None:
    from synergy.outputs.page.html import write_page

    write_page(d.analysis, d.folder / "network.html", d.languages[0])


def _briefing(d: Delivery) -> None:
    from synergy.outputs.documents.html import render_html

    for language in d.languages:
        document = d.briefing(language)
        _for_print(d, document, f"briefing.{language}")
        text = render_html(document)
        (d.folder / f"briefing.{language}.html").write_text(text, encoding="utf-8", newline="\n")


def _note(d: Delivery) -> None:
    from synergy.outputs.note import note

    for language in d.languages:
        _for_print(d, note(d.analysis, open_catalogue(language)), f"note.{language}")


def _for_print(d: Delivery, document: Document, name: str) -> None:
    """Write a document for Word and, where a typesetter is installed, as PDF."""
    from synergy.outputs.documents.docx import write_docx
    from synergy.outputs.documents.pdf import write_pdf
    from synergy.outputs.documents.picture import NoTypesetter

    write_docx(document, d.folder / f"{name}.docx")
    try:
        made = write_pdf(document, d.folder / f"{name}.pdf")
    except NoTypesetter:
        d.remarks.add("no-typesetter")
    else:
        d.remarks.update({"letters-replaced"} if made.replaced else ())


def _figures(d: Delivery) -> None:
    """Write each figure as SVG and, where a typesetter is installed, as PNG fit for a slide."""
    from synergy.outputs.documents.picture import NoTypesetter, png

    folder = d.folder / "figures"
    folder.mkdir()
    for language, figures in d.figures.items():
        for figure in figures:
            path = folder / f"{figure.name}.{language}.svg"
            path.write_text(figure.svg, encoding="utf-8", newline="\n")
            try:
                path.with_suffix(".png").write_bytes(png(figure.svg, PICTURE_SCALE))
            except NoTypesetter:
                d.remarks.add("no-typesetter")


def _graph(d: Delivery) -> None:
    from synergy.outputs.gexf import write_gexf

    write_graphml(d.analysis, d.folder / "network.graphml")
    write_gexf(d.analysis, d.folder / "network.gexf")


def _tables(d: Delivery) -> None:
    write_tables(d.analysis, d.folder / "tables")
    write_datapackage(d.analysis, d.folder)


def _workbook(d: Delivery) -> None:
    from synergy.outputs.workbook import write_workbook

    write_workbook(d.analysis, d.folder / "tables.xlsx", open_catalogue(d.languages[0]))


def _agencies(d: Delivery) -> None:
    """Write one sheet for each agency; no folder where the study has none."""
    from synergy.outputs.agencies import sheets
    from synergy.outputs.documents.docx import write_docx
    from synergy.outputs.documents.looks import SHEET

    folder = d.folder / "agencies"
    for language in d.languages:
        for name, sheet in sheets(d.analysis, open_catalogue(language)):
            folder.mkdir(exist_ok=True)
            write_docx(sheet, folder / f"{name}.{language}.docx", SHEET)


WRITERS: dict[str, Callable[[Delivery], None]] = {
    "page": _page,
    "briefing": _briefing,
    "note": _note,
    "agencies": _agencies,
    "tables": _tables,
    "workbook": _workbook,
    "findings": lambda d: write_findings(d.analysis, d.folder / "findings.json"),
    "figures": _figures,
    "graph": _graph,
}
