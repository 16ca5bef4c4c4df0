"""What follows from the answers about pairs of names: a no silences the doubt, a yes says what to mend where.

Nothing is merged: the study is the user's, and so is the merging.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from synergy.dataset.cells import fold, split_list
from synergy.dataset.columns import Holds
from synergy.dataset.same_body import Body
from synergy.dataset.texts import text_table
from synergy.outputs.checking.decisions import Decision, Decisions
from synergy.outputs.checking.same_bodies import bodies_in
from synergy.problems import Problem, Severity
from synergy.tables.table import Tables

MOST_PLACES = 12
_QUICK = ("partners",)  # names of actors in a list that is no reference


def with_decisions(problems: Iterable[Problem], tables: Tables, decisions: Decisions) -> tuple[Problem, ...]:
    """Return the problems of a study in the light of what was answered about its names.

    Doubts answered with no are gone; a pair answered with yes that is still apart is told with its cure in place
    of the doubt; an answer that is neither is told, too.
    """
    confirmed = list(_confirmed(tables, decisions))
    told = {frozenset((str(p.values["id"]), str(p.values["other"]))) for p in confirmed}
    settled = told | decisions.answered("no")
    kept = [p for p in problems if p.code != "possible-same-body" or _pair(p) not in settled]
    return (*kept, *confirmed, *decisions.unclear())


def _pair(doubt: Problem) -> frozenset[str]:
    return frozenset((str(doubt.values["id"]), str(doubt.values["other"])))


def _confirmed(tables: Tables, decisions: Decisions) -> Iterator[Problem]:
    bodies = {body.id: body for body in bodies_in(tables)}
    known = {fold(name) for body in bodies.values() for name in body.names}
    for row in (row for row in decisions.rows if row.answer == "yes"):
        first, second = bodies.get(row.cells["id_a"]), bodies.get(row.cells["id_b"])
        if first and second and first.id != second.id:
            yield _two_actors(row, (first, second), tables, decisions.file)
        elif (kept := first or second) and (name := _unknown_name(row, known)):
            yield _told(row, kept, name, {"cure": "name", "answers": decisions.file, "id": ""})


def _unknown_name(row: Decision, known: set[str]) -> str:
    """Return the name of a pair that is no actor's, and that the actor has not been given as an alias yet."""
    names = (row.cells[f"name_{end}"] for end in "ab" if not row.cells[f"id_{end}"])
    return next((name for name in names if name and fold(name) not in known), "")


def _two_actors(row: Decision, bodies: tuple[Body, Body], tables: Tables, file: str) -> Problem:
    named = {body.id: list(_naming(body.id, tables)) for body in bodies}
    # Whoever is named more often keeps its row, then whoever has the longer name: less to mend, and a fuller name.
    kept, other = sorted(bodies, key=lambda body: (-len(named[body.id]), -len(body.names[0]), body.id))
    places = named[other.id]
    more = f" … (+{len(places) - MOST_PLACES})" if len(places) > MOST_PLACES else ""
    values: dict[str, object] = {"answers": file, "id": other.id, "cure": "rows" if places else ""}
    values["places"] = ", ".join(places[:MOST_PLACES]) + more
    return replace(_told(row, kept, other.names[0], values), origin=other.origin)


def _told(row: Decision, kept: Body, name: str, values: dict[str, object]) -> Problem:
    values = {"places": "", **values, "line": row.row, "name": kept.names[0], "kept": kept.id, "other": kept.id}
    values["first"] = kept.origin.row
    code = "same-body-confirmed"
    return Problem(code=code, severity=Severity.WARNING, origin=kept.origin, value=name, values=values)


def _naming(identity: str, tables: Tables) -> Iterator[str]:
    """Yield the place of each cell that names an actor by its id."""
    wanted = fold(identity)
    for table in tables.tables.values():
        texts, _ = text_table(table)
        for column in texts.columns:
            refers = column.kind is Holds.REFERENCE and column.refers in ("stakeholders", "reporters")
            if not refers and column.name not in _QUICK:
                continue
            for origin, cell in zip(texts.origins, texts.cells.get(column.name, ()), strict=False):
                if wanted in map(fold, split_list(cell)):
                    at = texts.at(origin, column.name)
                    yield ":".join(str(part) for part in (at.file, at.sheet, at.row, at.column) if part)
