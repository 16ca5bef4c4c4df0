"""Main points, the question, and what is assumed."""

from __future__ import annotations

from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding
from synergy.findings.need_groups import NeedGroup, need_groups
from synergy.language import Catalogue
from synergy.language.formats import as_common
from synergy.language.sentences import caveat, headline, reason, topic
from synergy.outputs.briefing.facts import disputed, undisputed
from synergy.outputs.briefing.needs import sentence
from synergy.outputs.documents.blocks import Block, Callout, Heading, Paragraph, Points, Span, Table, text

MOST_POINTS = 6
MOST_TOPICS = 12  # matters and strengths named before the rest is only counted
MOST_GROUPS = 4  # of those who should talk to each other; the rest stand in the part on needs


def opening(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Return the main points, part I and part II."""
    study = analysis.dataset.study
    boundary = words.own(study.boundary, study.boundary_en) or study.boundary
    return [
        _head(words),
        Heading(words.text("briefing.heading.points")),
        Points(tuple(main_points(analysis, words))),
        *_in_place(analysis, words),
        Heading(words.text("briefing.heading.question")),
        Paragraph(text(words.text("briefing.question", boundary=f" {boundary}" if boundary else ""))),
        Heading(words.text("briefing.heading.assumptions")),
        Callout(
            words.text("briefing.heading.caveats"),
            tuple(
                (Span(words.text(f"caveat.{c.code}.short") + ". ", strong=True), Span(caveat(c, analysis, words)))
                for c in analysis.caveats
            ),
        ),
    ]


def _in_place(analysis: Analysis, words: Catalogue) -> list[Block]:
    """Name what the sources count as strengths, so that the points do not tell of shortcomings alone."""
    told = disputed(analysis)
    topics = dict.fromkeys(c.topic for c in undisputed(analysis, "strength") if c.topic not in told)
    names = words.first_of([as_common(topic(key, analysis.dataset, words)) for key in topics], MOST_TOPICS)
    return [Paragraph(text(words.text("briefing.point.in_place", names=words.listed(names))))] if names else []


def _head(words: Catalogue) -> Table:
    """The block of an official paper, left blank where only the office can fill it in."""
    lines = [line.split("=") for line in words.text("briefing.head").split("|")]
    return Table("", (), tuple((name, f": {value}") for name, value in lines), (0.16, 0.84))


def main_points(analysis: Analysis, words: Catalogue) -> list[tuple[Span, ...]]:
    """Return at most six points, one message each, the most urgent first."""
    kinds = analysis.by_kind
    points = [
        _point(words, "called", " ".join(sentence(g, analysis, words) for g in _called(analysis)[:MOST_GROUPS])),
        _point(words, "overlap", _stated_overlap(kinds.get("overlap", ()), analysis, words)),
        _point(words, "dependence", _dependence(kinds.get("single_point", ()), analysis, words)),
        _point(words, "thin", _thin(kinds.get("coverage_gap", ()), analysis, words)),
        _point(words, "disputed", _disputes(kinds.get("conflict", ()), analysis, words)),
        _point(words, "system", _topics("system", kinds.get("system_gap", ()), analysis, words)),
    ]
    if not need_groups(analysis):
        computed = [f for f in kinds.get("missing_link", ()) if f.status == "open"]
        points.insert(
            0, _point(words, "computed", " ".join(reason(f, analysis, words, brief=True) for f in computed[:2]))
        )
    return [point for point in points if point][:MOST_POINTS]


def _called(analysis: Analysis) -> list[NeedGroup]:
    """The groups of stated needs, but for those whose actors the point on overlap names anyway."""
    told = {f.actors for f in _only_stated(analysis.by_kind.get("overlap", ()))[:1]}
    return [g for g in need_groups(analysis) if tuple(sorted({*g.others, *filter(None, (g.centre,))})) not in told]


def _only_stated(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if STATED in f.basis and f.status is None)


def _point(words: Catalogue, key: str, message: str) -> tuple[Span, ...]:
    return (Span(words.text(f"briefing.point.{key}") + " ", strong=True), Span(message)) if message else ()


def _first_reason(findings: tuple[Finding, ...], analysis: Analysis, words: Catalogue) -> str:
    return reason(findings[0], analysis, words) if findings else ""


def _dependence(findings: tuple[Finding, ...], analysis: Analysis, words: Catalogue) -> str:
    said = _first_reason(findings, analysis, words)
    return f"{said} {one_sided(analysis, words)}".rstrip() if said else ""


def one_sided(analysis: Analysis, words: Catalogue) -> str:
    """Say that one actor's place is partly a product of who tells the study; "" where that is not so."""
    told = next((found for found in analysis.caveats if found.code == "one_sided"), None)
    if told is None:
        return ""
    return words.text("briefing.one_sided", actor=words.inline(analysis.dataset.actor[str(told.values["actor"])]))


def _stated_overlap(findings: tuple[Finding, ...], analysis: Analysis, words: Catalogue) -> str:
    return _first_reason(_only_stated(findings), analysis, words)


def _thin(findings: tuple[Finding, ...], analysis: Analysis, words: Catalogue) -> str:
    clusters = [f for f in findings if f.pattern.startswith("cluster_")]
    if not clusters:
        return ""
    names = words.listed([words.quoted(headline(f, analysis, words)) for f in clusters])
    key = "thin_one" if len(clusters) == 1 else "thin_many"
    said = words.text(f"briefing.point.{key}", names=names, n=len(clusters))
    return f"{said} {words.text('briefing.point.thin_more')}"


def _disputes(findings: tuple[Finding, ...], analysis: Analysis, words: Catalogue) -> str:
    """What sources contradict each other on, and what the coder reads as a contradiction."""
    clear, read = (tuple(f for f in findings if f.pattern == pattern) for pattern in ("claims", "reading"))
    keys = (("disputed", clear), ("read_more" if clear else "read", read))
    return " ".join(said for key, topics in keys if (said := _topics(key, topics, analysis, words)))


def _topics(key: str, findings: tuple[Finding, ...], analysis: Analysis, words: Catalogue) -> str:
    names = words.first_of([as_common(headline(f, analysis, words)) for f in findings], MOST_TOPICS)
    read = words.unless_none("briefing.point.system_read", sum(f.pattern == "read" for f in findings))
    return (
        words.text(f"briefing.point.{key}_topics", names=words.listed(names), n=len(findings), read=read)
        if names
        else ""
    )
