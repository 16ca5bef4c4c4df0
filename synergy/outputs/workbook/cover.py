"""The cover: what these tables are of, what they are not, and what to know before reading them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from synergy import __version__
from synergy.language.sentences import answer, caveat
from synergy.outputs.study.making import quoted
from synergy.outputs.study.paper import paper
from synergy.outputs.workbook.grid import set_height
from synergy.outputs.workbook.making import LEADING, Making
from synergy.problems import Severity

WIDTH = 95


def write_cover(making: Making, sheet: Any) -> None:
    """Write the cover: one column, a line each, headings in bold."""
    words, looks = making.words, making.looks
    row = 0
    for style, text in _lines(making):
        look = {"title": looks.title, "heading": looks.heading, "strong": looks.strong}.get(style, looks.text)
        sheet.write_string(row, 0, text, look)
        if style == "heading":
            sheet.set_row(row, 26)
        elif style != "title":
            set_height(sheet, row, [(text, WIDTH)])
        row += 1
    for what in LEADING[1:]:
        target = f"internal:{quoted(making.sheet_name(what))}!A1"
        sheet.write_url(row, 0, target, looks.link, words.text("workbook.see", sheet=making.sheet_name(what)))
        row += 1
    sheet.set_column(0, 0, WIDTH)
    paper(words, sheet)
    sheet.set_portrait()
    sheet.hide_gridlines(2)


def _lines(making: Making) -> Iterator[tuple[str, str]]:
    analysis, words = making.analysis, making.words
    study = analysis.dataset.study
    yield "title", words.text("workbook.title")
    yield "strong", words.own(study.title, study.title_en) or study.title or words.text("briefing.untitled")
    for key, value in (("place", words.own(study.place, study.place_en) or study.place), ("period", study.period)):
        if value:
            yield "text", words.text(f"workbook.{key}", value=value)
    yield "text", words.text("workbook.version", version=__version__, seed=str(analysis.settings.seed))
    yield "heading", words.text("workbook.heading.found")
    yield "text", answer(analysis, words)
    yield "heading", words.text("workbook.heading.not")
    yield "text", words.text("briefing.conclusion")
    for what in ("computed", "overlap", "complete"):
        yield "text", words.text(f"workbook.not.{what}")
    yield from _caveats(making)
    yield "heading", words.text("workbook.heading.reading")
    for what in ("heads", "words", "ids", "blank"):
        yield "text", words.text(f"workbook.reading.{what}")
    if boundary := words.own(study.boundary, study.boundary_en) or study.boundary:
        yield "heading", words.text("page.sources.boundary")
        yield "text", boundary
    yield "heading", words.text("page.sources.cite")
    if study.citation:
        yield "text", f"{words.text('briefing.cite_data')} {study.citation}"
    yield "text", f"{words.text('briefing.cite_tool')} {words.text('briefing.tool')}"
    yield "heading", words.text("workbook.heading.sheets")


def _caveats(making: Making) -> Iterator[tuple[str, str]]:
    analysis, words = making.analysis, making.words
    warnings = sum(problem.severity is Severity.WARNING for problem in analysis.dataset.notices)
    if analysis.caveats or warnings:
        yield "heading", words.text("briefing.heading.caveats")
    for found in analysis.caveats:
        yield "text", f"{words.text(f'caveat.{found.code}.short')}. {caveat(found, analysis, words)}"
    if warnings:
        yield "text", words.text("workbook.warnings", n=warnings)
