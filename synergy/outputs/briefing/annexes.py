"""Annexes: methods in plain words, the sources, what the record disagrees on, how the rows add up."""

from __future__ import annotations

from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.evidence import places
from synergy.language.sentences import headline, reason
from synergy.outputs.briefing.on_record import on_record
from synergy.outputs.documents.blocks import Block, Figure, Heading, Paragraph, Points, Span, Table, text
from synergy.problems import Severity

METHODS = ("need", "supply", "overlap", "coverage", "cut_point", "rank")


def annexes(analysis: Analysis, words: Catalogue, figures: tuple[Figure, ...]) -> list[Block]:
    """Return the annexes."""
    return [
        Heading(words.text("briefing.heading.annex")),
        Heading(words.text("briefing.heading.methods"), level=2),
        Points(
            tuple(
                (Span(words.text(f"method.{key}.name") + ". ", strong=True), Span(words.text(f"method.{key}.text")))
                for key in METHODS
            )
        ),
        *on_record(analysis, words),
        *_sources(analysis, words),
        *_record(analysis, words),
        *_account(analysis, words),
        *_citation(analysis, words),
        *figures,
    ]


def _sources(analysis: Analysis, words: Catalogue) -> list[Block]:
    dataset = analysis.dataset
    if not dataset.sources:
        return []
    rows = []
    for source in dataset.sources:
        side = words.label(dataset.actor[source.vantage]) if source.vantage else "–"
        rows.append((source.id, words.title(source), words.date(source.date) or "–", side))
    header = tuple(words.text(f"briefing.column.{name}") for name in ("id", "source", "date", "vantage"))
    table = Table(words.text("briefing.table.sources"), header, tuple(rows), (0.10, 0.54, 0.17, 0.19))
    return [Heading(words.text("briefing.heading.sources"), level=2), table]


def _record(analysis: Analysis, words: Catalogue) -> list[Block]:
    found = [f for f in analysis.by_kind.get("conflict", ()) if f.pattern == "record"]
    if not found:
        return []
    items = tuple(
        (
            Span(headline(f, analysis, words) + ". ", strong=True),
            Span(reason(f, analysis, words)),
            Span(f" {words.text('reason.row', rows=places(f.evidence))}", quiet=True),
        )
        for f in found
    )
    return [Heading(words.text("briefing.heading.record"), level=2), Points(items)]


def _account(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Say for each table how many rows were read, used and set aside, and whether checking gave warnings."""
    tables = "; ".join(
        f"{a.table} {words.number(a.read)} = {words.number(a.used)} + {words.number(sum(a.set_aside.values()))}"
        for a in analysis.dataset.account
    )
    if not tables:
        return []
    told = [words.text("briefing.account", tables=tables)]
    if warnings := sum(problem.severity is Severity.WARNING for problem in analysis.dataset.notices):
        told.append(words.text("briefing.warnings", n=warnings))
    return [Heading(words.text("briefing.heading.account"), level=2), Paragraph(text(" ".join(told)), style="note")]


def _citation(analysis: Analysis, words: Catalogue) -> list[Block]:
    citation = analysis.dataset.study.citation
    blocks: list[Block] = [Heading(words.text("briefing.heading.citation"), level=2)]
    if citation:
        blocks.append(Paragraph(text(Span(words.text("briefing.cite_data") + " ", strong=True), citation)))
    blocks.append(
        Paragraph(text(Span(words.text("briefing.cite_tool") + " ", strong=True), words.text("briefing.tool")))
    )
    return blocks
