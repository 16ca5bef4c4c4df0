"""Who is tied to an agency already, and whom it might contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from synergy.dataset.records import Actor, Basis, Evidence, Status, Tie
from synergy.findings.finding import STATED, Finding
from synergy.findings.need_groups import needed_ties
from synergy.language import Catalogue
from synergy.language.evidence import rows, voices
from synergy.language.formats import capital
from synergy.language.reasons import shared_of
from synergy.outputs.agencies.known import Contact, Known, Partner
from synergy.outputs.agencies.room import cell_width, clipped
from synergy.outputs.documents.blocks import Block, Heading, Paragraph, Table, text
from synergy.outputs.documents.looks import SHEET

PARTNERS = (0.25, 0.20, 0.25, 0.30)  # shares of the columns
CONTACTS = (0.21, 0.41, 0.22, 0.16)
MOST_TERMS = 2  # kinds of tie, programmes and facets told in one cell
INSTEAD = (Status.INTENDED, Status.CONTESTED, Status.ENDED)  # what may be said of a pair without a tie
FACETS = ("programme", "dependency", "cluster", "function", "target_group")


@dataclass(frozen=True, slots=True)
class Detail:
    """How much a sheet tells: rows of each part, and lines in a cell. What is left out is counted."""

    partners: int
    contacts: int
    duties: int
    calls: int
    lines: int


def rows_of(
    words: Catalogue, keys: Sequence[str], lines: Iterable[Sequence[str]], shares: tuple[float, ...], most: int
) -> Table:
    """Return a table whose cells are cut to so many lines; a column that is empty in every row is left out."""
    size = SHEET.sizes["Table Text"].letters
    told = list(lines)
    kept = [column for column, _ in enumerate(keys) if any(row[column] for row in told)]
    room = tuple(shares[column] / sum(shares[k] for k in kept) for column in kept)
    cells = tuple(
        tuple(clipped(row[k] or "–", cell_width(share), size, most) for k, share in zip(kept, room, strict=True))
        for row in told
    )
    return Table("", tuple(words.text(f"agency.column.{keys[k]}") for k in kept), cells, room)


def more(words: Catalogue, left_out: int, table: str, *said: str) -> list[Block]:
    """Return a small paragraph: what is said, and how many rows were left out and where they stand."""
    rest = [words.text("agency.more", n=left_out, table=table)] if left_out > 0 else []
    told = " ".join([*filter(None, said), *rest])
    return [Paragraph(text(told), "note")] if told else []


def shown(actor: Actor, words: Catalogue) -> str:
    """Return a short name, marked where the actor stands for many."""
    label = words.label(actor)
    return words.text("agency.collective", name=label) if actor.placeholder else label


def partners_part(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[Block]:
    """Return the table of existing partners: who, what passes, through which programme, on what evidence."""
    partners = known.partners(agency)
    heading = Heading(words.text("agency.heading.partners"), level=2)
    if not partners:
        return [heading, Paragraph(text(words.text("agency.partner.none")), "note")]
    lines = [_partner(partner, agency, known, words) for partner in partners[: detail.partners]]
    table = rows_of(words, ("partner", "passes", "programme", "evidence"), lines, PARTNERS, min(2, detail.lines))
    directed = any(sign in row[1] for row in table.rows for sign in "→←")
    way = words.text("agency.partner.way") if directed else ""
    unnamed = "" if any(line[2] for line in lines) else words.text("agency.partner.no_programme")
    return [heading, table, *more(words, len(partners) - len(lines), "tables/ties.csv", way, unnamed)]


def _partner(partner: Partner, agency: Actor, known: Known, words: Catalogue) -> tuple[str, ...]:
    dataset = known.dataset
    kinds = list(dict.fromkeys(_passes(tie, agency, known, words) for tie in partner.ties))
    programmes = list(dict.fromkeys(p for tie in partner.ties for p in tie.programmes))
    names = [words.name(dataset.programme[programme]) for programme in programmes]
    said = [tie.evidence for tie in partner.ties]
    voice = _reported(partner, agency, words) or voices(said, dataset, words)
    evidence = words.text("agency.partner.evidence", voices=voice, rows=rows(said, words))
    passes = some([capital(kind) for kind in kinds], words)
    return shown(partner.actor, words), passes, some(names, words), evidence


def some(names: Sequence[str], words: Catalogue) -> str:
    """Return the first few of some names, and how many more there are."""
    return "; ".join(words.first_of(names, MOST_TERMS))


def _passes(tie: Tie, agency: Actor, known: Known, words: Catalogue) -> str:
    """Name the kind of a tie as it stands in the vocabulary, with a sign for its direction."""
    kind = words.term(known.dataset, "tie_type", tie.type)
    if not tie.directed:
        return kind
    return words.text(f"agency.partner.{'to' if tie.ends[0] == agency.id else 'from'}", type=kind)


def _reported(partner: Partner, agency: Actor, words: Catalogue) -> str:
    """Say which of the two reported the ties, where actors were asked; "" where neither is named."""
    by = {name for tie in partner.ties for name in tie.reported_by}
    own, other = agency.id in by, partner.actor.id in by
    if not own and not other:
        return ""
    return words.text(f"agency.partner.by_{'both' if own and other else 'self' if own else 'other'}")


def contacts_part(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[Block]:
    """Return the missing links: who, why, according to whom, who could invite."""
    contacts = known.contacts(agency)
    heading = Heading(words.text("agency.heading.contacts"), level=2)
    if not contacts:
        key = "none" if known.shares_anything() else "unknown"
        return [heading, Paragraph(text(words.text(f"agency.contact.{key}")), "note")]
    lines = [_contact(contact, agency, known, words, detail.lines) for contact in contacts[: detail.contacts]]
    table = rows_of(words, ("who", "why", "according", "convener"), lines, CONTACTS, detail.lines)
    unknown = "" if any(line[3] for line in lines) else words.text("agency.contact.no_conveners")
    return [heading, table, *more(words, len(contacts) - len(lines), "tables/missing_links.csv", unknown)]


def _contact(contact: Contact, agency: Actor, known: Known, words: Catalogue, most: int) -> tuple[str, ...]:
    link, convener = contact.link, contact.convener
    invites = "" if convener is None else words.label(convener)
    if convener is not None and convener.id == agency.id:
        invites = words.text("agency.contact.self")
    state = words.text("agency.contact.state", state=_state(contact, known, words))
    size = SHEET.sizes["Table Text"].letters
    why = clipped(capital(_why(link, known, words)), cell_width(CONTACTS[1]), size, most, end=state)
    said, mark = _according(link, known, words)
    voice = clipped(said, cell_width(CONTACTS[2]), size, most, end=mark)
    return shown(contact.actor, words), why, voice, capital(invites)


def _why(link: Finding, known: Known, words: Catalogue) -> str:
    """Return what a link is for, as its ties say it, and what the two share."""
    purposes = dict.fromkeys(words.purpose(tie) for tie in needed_ties(link, known.analysis))
    shared = link.values.get("shared")
    held = shared if isinstance(shared, Mapping) else {}
    facets = {facet: held[facet] for facet in islice(filter(held.get, FACETS), MOST_TERMS)}
    named = shared_of(facets, known.dataset, words)
    reasons = [purpose for purpose in purposes if purpose]
    if named:
        reasons.append(words.text("agency.contact.shared", shared=named))
    return "; ".join(reasons) or words.text("agency.contact.stated")


def _state(contact: Contact, known: Known, words: Catalogue) -> str:
    """Say how a link stands: what is said of it instead, how it is absent, or that it is not enough."""
    link = contact.link
    said = {tie.status for tie in known.dataset.ties_between(link.actors)}
    instead = [status for status in INSTEAD if status in said and Status.EXISTING not in said]
    if instead:
        return words.text(f"tie_status.{instead[0]}")
    if link.absence == "denied" or (link.absence and link.status == "open"):
        return words.text(f"absence.{link.absence}")
    return words.text(f"link_status.{link.status}")


def _according(link: Finding, known: Known, words: Catalogue) -> tuple[str, str]:
    """Return who calls for a link, or that it is computed, and what of it is the coder's reading."""
    stated = STATED in link.basis
    said = words.text("agency.contact.computed")
    if stated:
        said = voices((tie.evidence for tie in needed_ties(link, known.analysis)), known.dataset, words)
    marks = {
        "read_end": stated and "end_inferred" in link.caveats,
        "read": not stated and "need_inferred" in link.caveats,
        "read_some": not stated and some_read(link.evidence),
    }
    mark = next((key for key, holds in marks.items() if holds), None)
    return capital(said), words.text(f"agency.contact.{mark}") if mark else ""


def some_read(evidence: Iterable[Evidence]) -> bool:
    """Say whether any of the evidence is the coder's reading."""
    return any(piece.basis is Basis.INFERRED for piece in evidence)
