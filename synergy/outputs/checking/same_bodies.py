"""Pairs of names that may be one body, as a table to answer in: ``synergy check STUDY --same FILE``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from synergy.dataset.cells import fold, word_key
from synergy.dataset.choices import YES_NO
from synergy.dataset.preset import NOTHING
from synergy.dataset.quick_start import with_ids
from synergy.dataset.rows import read_rows
from synergy.dataset.same_body import Body, Candidate, bodies_of, same_bodies
from synergy.dataset.texts import text_table
from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.checking.whole_file import armed, csv_bytes
from synergy.problems import Problem, UnusablePlace
from synergy.tables.files.csv import decode, read_bytes
from synergy.tables.table import Tables

UNKNOWN = ("unknown-actor", "unknown-reporter")  # names met without an actor; they may be those of a known one
NEEDED = ("decision", "name_a", "name_b", "id_a", "id_b")
COLUMNS = (*NEEDED, "place_a", "place_b", "score", "evidence", *(f"why_{language}" for language in LANGUAGES))
_ANSWERS = {word_key(word): answer for answer, words in YES_NO.items() for word in (answer, *words)}


@dataclass(frozen=True, slots=True)
class Decisions:
    """A table of pairs as given back: its rows, and the pairs that are answered."""

    rows: tuple[dict[str, str], ...] = ()

    def answered(self, *answers: str) -> set[frozenset[str]]:
        """Return the pairs with one of these answers, by their ids and by their names."""
        rows = [row for row in self.rows if _ANSWERS.get(word_key(row["decision"])) in answers]
        return {pair for row in rows for pair in _pairs(row)}

    def notes(self) -> dict[frozenset[str], dict[str, str]]:
        """Return what was written beside each pair that is not answered."""
        decided = self.answered("yes", "no")
        return {pair: row for row in self.rows for pair in _pairs(row) if pair not in decided}


def _pairs(row: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    ids = frozenset(row[f"id_{end}"] or fold(row[f"name_{end}"]) for end in "ab")
    return ids, frozenset(fold(row[f"name_{end}"]) for end in "ab")


def read_decisions(path: Path) -> Decisions:
    """Read the pairs answered so far; none where there is no such file yet.

    Raises
    ------
    UnusablePlace
        If the file is no such table: it would be lost if it were written over.
    """
    if not path.exists():
        return Decisions()
    text, _, _ = decode(read_bytes(path), path.name)
    for delimiter in ",;\t":
        reader = csv.DictReader(io.StringIO(text or "", newline=""), restkey="", restval="", delimiter=delimiter)
        with suppress(csv.Error):
            if set(NEEDED) <= set(reader.fieldnames or ()):
                return Decisions(tuple({k: armed(v.strip()) for k, v in row.items() if k} for row in reader))
    raise UnusablePlace("same-not-ours", path, columns=", ".join(NEEDED))


def ask(tables: Tables, problems: Iterable[Problem], decisions: Decisions) -> list[Candidate]:
    """Return the pairs still to be answered, the surest first: of actors, and of actors with names not known."""
    if "stakeholders" not in tables.tables:
        return []
    texts, _ = with_ids(text_table(tables.tables["stakeholders"])[0])
    bodies = bodies_of(read_rows(texts, NOTHING)[0])
    strange = {fold(p.value): Body("", (p.value,), p.origin) for p in problems if p.code in UNKNOWN and p.value}
    found = same_bodies([*bodies, *strange.values()], decided=decisions.answered("yes", "no"))
    return [candidate for candidate in found if candidate.a.id or candidate.b.id]


def without_denied(problems: Iterable[Problem], decisions: Decisions) -> tuple[Problem, ...]:
    """Return problems without the doubts whether two actors are one that somebody has answered with no."""
    no = decisions.answered("no")
    return tuple(
        problem
        for problem in problems
        if problem.code != "possible-same-body" or frozenset((problem.values["id"], problem.values["other"])) not in no
    )


def same_csv(asked: Sequence[Candidate], decisions: Decisions) -> bytes:
    """Return the pairs to answer, then those answered already, as they were given back."""
    notes, decided = decisions.notes(), decisions.answered("yes", "no")
    rows = [{**notes.get(found.pair, {}), **_row(found)} for found in asked]
    for row, found in zip(rows, asked, strict=True):
        row["decision"] = notes.get(found.pair, {}).get("decision", "")
    kept = [row for row in decisions.rows if decided & set(_pairs(row))]
    further = dict.fromkeys(column for row in decisions.rows for column in row if column not in COLUMNS)
    return csv_bytes((*COLUMNS, *further), [*rows, *kept])


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
