"""One page for the mayor: what was found, what is asked, and what to beware of, in the frame of a *nota dinas*."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from synergy import __version__
from synergy.dataset.records import Status
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.formats import as_common
from synergy.language.sentences import answer, caveat
from synergy.outputs.documents.blocks import Block, Document, Heading, Paragraph, Points, Rule, Span, Table, text
from synergy.outputs.note.messages import Message, three_messages
from synergy.outputs.note.room import fits
from synergy.outputs.note.shorter import cut
from synergy.outputs.record import run_code

__all__ = ["note"]

TITLE_WORDS = 14
# Limits of what a note tells; that a tie not recorded may exist is said in the caution, the rest is in the paper.
LIMITS = ("one_sided", "placeholders", "few_data", "need_unsupported", "need_untested", "some_pairs", "sampled")


@dataclass(frozen=True, slots=True)
class _Size:
    """How much is told: findings, and words of the study's own caution."""

    findings: int
    caution: int


# The third finding goes first; only a study that says much of its own limits loses words of these too.
SIZES = (_Size(3, 40), _Size(2, 40), _Size(2, 20), _Size(1, 20), _Size(1, 8))


def note(analysis: Analysis, words: Catalogue) -> Document:
    """Write the note of an analysis in one language, short enough for one page of A4.

    Where three findings do not fit, the third is left out with what is asked for it; type and margins stay.

    Parameters
    ----------
    analysis : what the run knows.
    words : the catalogue of the language.

    Returns
    -------
    Document with a letterhead, its places left blank; ready for any writer.
    """
    found = three_messages(analysis, words)
    documents = (_note(found, size, analysis, words) for size in SIZES)
    shortest = _note(found, SIZES[-1], analysis, words)
    return next((document for document in documents if fits(document)), shortest)


def _note(found: Sequence[Message], size: _Size, analysis: Analysis, words: Catalogue) -> Document:
    told = found[: size.findings]
    return Document(
        language=words.language,
        title=words.text("note.title"),
        subtitle=words.text("note.number"),
        footer=_footer(analysis, words),
        letterhead=tuple(words.text("note.letterhead").split("|")),
        blocks=(
            _head(words),
            Rule(),
            Paragraph(text(_opening(analysis, words))),
            *_found(told, analysis, words),
            *_asked(told, words),
            Paragraph(text(Span(words.text("note.heading.caution") + " ", strong=True), words.text("note.caution"))),
            Paragraph(text(_limits(size, analysis, words)), "note"),
            Paragraph(text(words.text("note.closing"))),
            _signature(words),
        ),
    )


def _head(words: Catalogue) -> Table:
    lines = [line.split("=") for line in words.text("note.head").split("|")]
    return Table("", (), tuple((name, f": {value}") for name, value in lines), (0.16, 0.84))


def _study(analysis: Analysis, words: Catalogue) -> str:
    study = analysis.dataset.study
    return cut(
        words.own(study.title, study.title_en) or study.title or words.text("briefing.untitled"), TITLE_WORDS, 120
    )


def _opening(analysis: Analysis, words: Catalogue) -> str:
    """Say in one sentence what the note rests on."""
    dataset = analysis.dataset
    rate = analysis.measured.whole.get("response_rate", math.nan)
    answered = "" if math.isnan(rate) else words.text("note.answered", share=words.percent(rate))
    period = cut(dataset.study.period, 4, 40)
    return words.text(
        "note.opening",
        study=_study(analysis, words),
        period=f" ({period})" if period else "",
        actors=len(dataset.actors),
        ties=sum(tie.status is Status.EXISTING for tie in dataset.ties),
        sources=len(dataset.sources),
        answered=answered,
    )


def _found(told: Sequence[Message], analysis: Analysis, words: Catalogue) -> list[Block]:
    heading = Heading(words.text("note.heading.found"))
    if not told:
        return [heading, Paragraph(text(answer(analysis, words)))]
    items = tuple(text(message.sentence, " ", Span(message.tag, quiet=True)) for message in told)
    notes = [words.text("note.key"), *_covered(told, words)]
    return [heading, Points(items, numbered=True), Paragraph(text(" ".join(notes)), "note")]


def _covered(told: Sequence[Message], words: Catalogue) -> list[str]:
    """Say of which findings a tie on record with a collective may be the answer."""
    numbers = [words.number(n) for n, message in enumerate(told, 1) if message.covered]
    doubt = as_common(words.text("caveat.through_collective.text"))
    return [words.text("note.doubt", n=words.listed(numbers), doubt=doubt)] if numbers else []


def _asked(told: Sequence[Message], words: Catalogue) -> list[Block]:
    items = tuple(text(message.request) for message in told if message.request)
    body: Block = Points(items, numbered=True) if items else Paragraph(text(words.text("agenda.none")))
    return [Heading(words.text("note.heading.asked")), body]


def _limits(size: _Size, analysis: Analysis, words: Catalogue) -> str:
    """Return the study's own caution, and by name what else the data cannot show."""
    own = " ".join(caveat(found, analysis, words) for found in analysis.caveats if found.code == "study")
    others = [found.code for found in analysis.caveats if found.code in LIMITS]
    names = words.listed([as_common(words.text(f"caveat.{code}.short")) for code in others])
    parts = [cut(own, size.caution, 8 * size.caution), words.text("note.also", names=names) if names else ""]
    said = " ".join(part for part in parts if part)
    return words.text("note.limits", limits=f"{said} " if said else "")


def _signature(words: Catalogue) -> Table:
    """A place to sign, left blank: the program never signs."""
    lines = words.text("note.signature").split("|")
    return Table("", (), tuple(("", line or "\xa0") for line in lines), (0.55, 0.45))


def _footer(analysis: Analysis, words: Catalogue) -> str:
    return words.text(
        "note.footer",
        study=_study(analysis, words),
        files=len(analysis.dataset.inputs),
        version=__version__,
        run=run_code(analysis),
    )
