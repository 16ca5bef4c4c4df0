"""Incidence matrix: actors at the left, programmes above; a cell says that (or how) one takes part in the other."""

from __future__ import annotations

from synergy.problems import InvalidInput, Problem, Severity
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, number
from synergy.tables.layouts.listing import Matrix, matrix, tell_sheets
from synergy.tables.layouts.source import Source
from synergy.tables.layouts.square import UNKNOWN, nearly_square, weight_of
from synergy.tables.words import squeeze

ROLES = {
    "l": "lead",
    "lead": "lead",
    "pimpin": "lead",
    "penanggungjawab": "lead",
    "koordinator": "lead",
    "i": "implement",
    "implement": "implement",
    "pelaksana": "implement",
    "s": "support",
    "support": "support",
    "pendukung": "support",
    "c": "consulted",
    "consulted": "consulted",
    "dimintaipendapat": "consulted",
    "beneficiary": "beneficiary",
    "penerimamanfaat": "beneficiary",
}


def _incidences(source: Source) -> list[Matrix]:
    found = [m for grid in source.sheets if (m := matrix(grid)) is not None and not nearly_square(m)]
    return [one for one in found if _is_incidence(one)]


def _is_incidence(found: Matrix) -> bool:
    """Return whether most cells can be read: a few wrong ones are named, they do not make it another format."""
    texts = [text for _, _, text, _ in found.each()]
    return bool(texts) and 3 * sum(map(_readable, texts)) > 2 * len(texts)


def _readable(text: str) -> bool:
    """Return whether a cell is a number, a cross, a role, or says that nothing is known."""
    return weight_of(text) is not None or squeeze(text) in ROLES or text.casefold() in UNKNOWN


def _faults(found: Matrix) -> list[Problem]:
    """Return a problem for every cell that cannot be read."""
    values = {"allowed": "1, x, L, I, S, C"}
    wrong = [(text, origin) for _, _, text, origin in found.each() if not _readable(text)]
    return [
        Problem(code="unreadable-mark", severity=Severity.ERROR, origin=origin, value=text[:60], values=values)
        for text, origin in wrong
    ]


def recognises(source: Source) -> bool:
    """Return whether a sheet has labels on two sides and only marks, numbers or roles between them."""
    return source.head[:1] != "<" and bool(_incidences(source))


def read(source: Source) -> Imported:
    """Read every cell that is not 0 as an actor's part in a programme."""
    draft = Draft("incidence", source.file)
    found = _incidences(source)
    if faults := [fault for one in found for fault in _faults(one)]:
        raise InvalidInput(faults)
    for one in found:
        read_incidence(one, draft)
        one.tell_rest(source, draft)
    tell_sheets(source, [one.grid for one in found], draft)
    return draft.finish()


def read_incidence(found: Matrix, draft: Draft) -> None:
    """Add actors, programmes and parts of one matrix."""
    top = found.grid.at(found.numbers[0] - 1)
    actors = [
        draft.thing("stakeholders", label, found.grid.at(line))
        for label, line in zip(found.labels, found.numbers, strict=True)
    ]
    programmes = [draft.thing("programmes", label, top) for label in found.columns]
    for i, j, text, origin in found.each():
        value, role = weight_of(text), ROLES.get(squeeze(text), "")
        if text.casefold() in UNKNOWN and not role:
            draft.left("unknown_cells", origin)
        elif value is None or number(value) != 0:
            cells = {"role": role}
            cells |= {"weight": text} if value not in (None, "1") and number(text) is not None else {}
            draft.part((actors[i], programmes[j]), origin, cells)
