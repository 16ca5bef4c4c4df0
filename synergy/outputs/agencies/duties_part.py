"""Whose duties meet an agency's, and what the sources ask of it."""

from __future__ import annotations

from synergy.dataset.records import Actor, Basis, Claim
from synergy.findings.finding import STATED
from synergy.language import Catalogue
from synergy.language.evidence import voices
from synergy.language.formats import capital
from synergy.language.reasons import cell_name, tie_types
from synergy.outputs.agencies.known import Duty, Known
from synergy.outputs.agencies.room import INDENT, POINTS, clipped
from synergy.outputs.agencies.ties_part import Detail, more, rows_of, shown, some_read
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Points, text
from synergy.outputs.documents.looks import SHEET, TEXT_WIDTH

DUTIES = (0.28, 0.40, 0.32)
MOST_OTHERS, MOST_CELLS, CALL_LINES = 2, 2, 3


def duties_part(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[Block]:
    """Return the overlapping duties: with whom, what matches, whether it is coordinated, and what to check."""
    duties = known.duties(agency)
    heading = Heading(words.text("agency.heading.duties"), level=2)
    if not duties:
        return [heading, Paragraph(text(words.text("agency.duty.none")), "note")]
    lines = [_duty(duty, known, words) for duty in duties[: detail.duties]]
    table = rows_of(words, ("with", "matches", "check"), lines, DUTIES, min(3, detail.lines))
    check = words.text("agency.duty.check")
    return [heading, table, *more(words, len(duties) - len(lines), "tables/overlaps.csv", check)]


def _duty(duty: Duty, known: Known, words: Catalogue) -> tuple[str, ...]:
    names = [shown(actor, words) for actor in duty.others]
    others = words.listed(names)
    if len(names) > MOST_OTHERS:
        others = words.text("agency.together", name=", ".join(names[:MOST_OTHERS]), n=len(names) - MOST_OTHERS)
    return others, _matches(duty, known, words), capital(_state(duty, known, words))


def _matches(duty: Duty, known: Known, words: Catalogue) -> str:
    """Return the cells that meet; of an overlap that is only stated, what the source says."""
    finding = duty.finding
    if finding.status is None:
        return " ".join(words.statement(claim) for claim in known.claims(finding))
    cells = dict.fromkeys(cell_name(cell, known.dataset, words) for cell in finding.cells)
    return capital("; ".join(list(cells)[:MOST_CELLS]))


def _state(duty: Duty, known: Known, words: Catalogue) -> str:
    finding = duty.finding
    if finding.status is None:
        return words.text(f"agency.duty.{'read' if finding.pattern == 'read' else 'stated'}")
    tied = bool(tie_types(finding.actors, known.dataset, words))
    coordinated = "managed" if finding.managed else "formal" if tied else "unmanaged"
    said = [words.text(f"overlap_type.{finding.status}"), words.text(f"agency.duty.{coordinated}")]
    said += [words.text("agency.duty.stated")] if STATED in finding.basis else []
    said += [words.text("agency.duty.some_read")] if some_read(finding.evidence) else []
    return "; ".join(said)


def calls_part(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[Block]:
    """Return what sources ask of an agency by name; nothing where they ask nothing."""
    calls = known.calls(agency)
    if not calls:
        return []
    width, size = (TEXT_WIDTH - INDENT) * POINTS, SHEET.sizes["List Bullet"].letters
    items = [clipped(_call(claim, known, words), width, size, CALL_LINES) for claim in calls[: detail.calls]]
    heading = Heading(words.text("agency.heading.calls"), level=2)
    return [
        heading,
        *([Points(tuple(map(text, items)))] if items else []),
        *more(words, len(calls) - len(items), words.text("agency.call.table")),
    ]


def _call(claim: Claim, known: Known, words: Catalogue) -> str:
    key = "read" if claim.evidence.basis is Basis.INFERRED else "said"
    said = voices([claim.evidence], known.dataset, words)
    return words.text(f"agency.call.{key}", statement=words.statement(claim), voices=said)
