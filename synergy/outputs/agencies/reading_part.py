"""The numbers of an agency, how to read its sheet, and where to correct it."""

from __future__ import annotations

import math

from synergy.dataset.records import Actor, Basis, Respondent
from synergy.findings.finding import STATED
from synergy.language import Catalogue
from synergy.outputs.agencies.known import Known
from synergy.outputs.agencies.room import POINTS, clipped, height
from synergy.outputs.agencies.ties_part import Detail, some_read
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Span, Table, text
from synergy.outputs.documents.looks import SHEET, TEXT_WIDTH

CAUTION_LINES = 3
BLANK_ROW = ("\n", "", "")  # two lines high: room for a pen


def numbers_part(known: Known, agency: Actor, words: Catalogue) -> tuple[Block, ...]:
    """Return three numbers with the medians of the network beside them, and no rank."""
    members = len(known.analysis.network.members)
    if not members:
        return (Paragraph(text(words.text("agency.number.empty")), "note"),)
    header = tuple(words.text(f"agency.column.{key}") for key in ("number", "own", "median"))
    lines = tuple(
        (words.text(f"agency.number.{name}"), _shown(name, known.number(agency, name), words), _shown(name, mid, words))
        for name, mid in known.medians.items()
        if not math.isnan(mid)
    )
    said = [words.text("agency.number.note", n=members)]
    if not known.in_network(agency):
        said.insert(0, words.text("agency.number.outside"))
    elif any(caveat.code == "sampled" for caveat in known.analysis.caveats):
        said.append(words.text("agency.number.estimate"))
    return Table("", header, lines, (0.56, 0.26, 0.18), numeric=(1, 2)), Paragraph(text(" ".join(said)), "note")


def _shown(name: str, value: float, words: Catalogue) -> str:
    """Return a count as it is, with a half where the median lies between two; a share of paths in per cent."""
    if name == "degree":
        return words.number(value, 0 if math.isnan(value) or value.is_integer() else 1)
    if name == "betweenness":
        shown = words.number(100 * value, 1)
        return f"{shown}%" if math.isfinite(value) else shown
    return words.number(value, 2)


def reading_part(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[Block]:
    """Return the limits that matter for one sheet, in short sentences."""
    width, size = TEXT_WIDTH * POINTS, SHEET.sizes["Note"].letters
    study = known.dataset.study
    caution = words.own(study.caution, study.caution_en) or study.caution
    said = [words.text(f"agency.reading.{key}", **values) for key, values in _limits(known, agency, words, detail)]
    if caution:
        said.insert(0, clipped(caution, width, size, CAUTION_LINES))
    head = Span(words.text("agency.heading.reading") + ". ", strong=True)
    return [Paragraph((head, Span(" ".join(said))), "note")]


def _limits(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[tuple[str, dict[str, str]]]:
    """Return the keys of the sentences to say, and their values."""
    codes = {caveat.code: caveat for caveat in known.analysis.caveats}
    contacts = known.contacts(agency)[: detail.contacts]
    computed = any(STATED not in contact.link.basis for contact in contacts)
    limits: dict[str, bool] = {
        "one_sided": "one_sided" in codes,
        "documents": not known.dataset.asked,
        "unanswered": agency.respondent in (Respondent.NO, Respondent.NOT_ASKED),
        "silence": True,
        "computed": computed,
        "unsupported": computed and "need_unsupported" in codes,
        "untested": computed and "need_untested" in codes,
        "read": _any_read(known, agency, detail),
        "collective": any(contact.actor.placeholder for contact in contacts),
    }
    actor = known.dataset.study.vantage
    named = {"actor": words.inline(known.dataset.actor[actor])} if actor else {}
    return [(key, named if key == "one_sided" else {}) for key, holds in limits.items() if holds]


def _any_read(known: Known, agency: Actor, detail: Detail) -> bool:
    """Say whether anything on the sheet is the coder's reading."""
    links = [contact.link for contact in known.contacts(agency)[: detail.contacts]]
    found = [*links, *(duty.finding for duty in known.duties(agency)[: detail.duties])]
    claims = known.calls(agency)[: detail.calls]
    return any(some_read(f.evidence) for f in found) or any(c.evidence.basis is Basis.INFERRED for c in claims)


def correct_part(words: Catalogue, blank: int) -> list[Block]:
    """Return the lines to fill in: what is wrong, and by whom, to whom and by when the sheet goes back."""
    header = tuple(words.text(f"agency.column.{key}") for key in ("wrong", "right", "proof"))
    rows = (BLANK_ROW,) * blank
    return [
        Heading(words.text("agency.heading.correct"), level=2),
        Table("", header, rows, (0.40, 0.34, 0.26)),
        Paragraph(text(words.text("agency.correct.return")), "note"),
    ]


def blank_row() -> float:
    """Return the height in points of one row to fill in."""
    one, none = (height([Table("", (), (BLANK_ROW,) * rows, (1, 1, 1))]) for rows in (1, 0))
    return one - none
