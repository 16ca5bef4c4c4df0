"""Pairs of names that may be one body, as a table to answer in: ``synergy check STUDY --same FILE``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from synergy.dataset.cells import fold
from synergy.dataset.preset import NOTHING
from synergy.dataset.quick_start import with_ids
from synergy.dataset.rows import read_rows
from synergy.dataset.same_body import Body, Candidate, bodies_of, same_bodies
from synergy.dataset.texts import text_table
from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.checking.decisions import NEEDED, Decision, Decisions, Pair
from synergy.outputs.checking.whole_file import csv_bytes
from synergy.problems import Problem
from synergy.tables.table import Tables

UNKNOWN = ("unknown-actor", "unknown-reporter")  # names met without an actor; they may be those of a known one
COLUMNS = (*NEEDED, "place_a", "place_b", "score", "evidence", *(f"why_{language}" for language in LANGUAGES))


def bodies_in(tables: Tables) -> list[Body]:
    """Return the actors of a study as read, faulty rows included."""
    if "stakeholders" not in tables.tables:
        return []
    texts, _ = with_ids(text_table(tables.tables["stakeholders"])[0])
    return bodies_of(read_rows(texts, NOTHING)[0])


def ask(tables: Tables, problems: Iterable[Problem], decisions: Decisions) -> list[Candidate]:
    """Return the pairs still to be answered, the surest first: of actors, and of actors with names not known."""
    strange = {fold(p.value): Body("", (p.value,), p.origin) for p in problems if p.code in UNKNOWN and p.value}
    bodies = [*bodies_in(tables), *strange.values()]
    found = same_bodies(bodies, decided=decisions.answered("yes", "no"))
    return [candidate for candidate in found if candidate.a.id or candidate.b.id]


def same_csv(asked: Sequence[Candidate], decisions: Decisions) -> bytes:
    """Return the pairs to answer, then those answered already, as they were given back; no answer is lost."""
    notes, decided = decisions.notes(), decisions.answered("yes", "no")
    rows = [{**notes.get(found.pair, {}), **_row(found)} for found in asked]
    for row, found in zip(rows, asked, strict=True):
        row["decision"] = notes.get(found.pair, {}).get("decision", "")
    again = {found.pair for found in asked}
    kept = [row.cells for row in decisions.rows if _is_kept(row, decided, again)]
    further = dict.fromkeys(column for row in decisions.rows for column in row.cells if column not in COLUMNS)
    return csv_bytes((*COLUMNS, *further), [*rows, *kept])


def _is_kept(row: Decision, decided: set[Pair], again: set[Pair]) -> bool:
    """Return whether a row is given back: its pair is answered, or it holds another word and is not asked again."""
    return bool(decided & set(row.pairs)) or bool(row.cells["decision"] and not again & set(row.pairs))


def _row(found: Candidate) -> dict[str, str]:
    row = {"score": f"{found.score:g}", "evidence": found.evidence}
    for end, body, name in (("a", found.a, found.names[0]), ("b", found.b, found.names[1])):
        row |= {f"name_{end}": name, f"id_{end}": body.id, f"place_{end}": _place(body)}
    for language in LANGUAGES:
        why = open_catalogue(language).text(f"same.evidence.{found.evidence}", a=found.names[0], b=found.names[1])
        row[f"why_{language}"] = why
    return row


def _place(body: Body) -> str:
    origin = body.origin
    return ":".join(part for part in (origin.file, origin.sheet or "", str(origin.row or "")) if part)
