"""MACTOR squares: MDI (actor × actor, direct influence 0 to 4) and 2MAO (actor × objective, −4 to +4).

Influence is no collaboration, so MDI gives no tie: it is kept with the actors. Where an actor stands on an
objective is a claim for or against it, so that actors on opposite sides show as a conflict.
"""

from __future__ import annotations

from synergy.problems import InvalidInput, Origin, Problem, Severity
from synergy.tables.grid import Grid
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, fold, number, slug
from synergy.tables.layouts.listing import Matrix, matrix, tell_sheets
from synergy.tables.layouts.source import Source
from synergy.tables.layouts.square import square
from synergy.tables.words import squeeze

MOST = 4


def _role(source: Source, grid: Grid) -> str:
    """Return "mdi", "mao" or "" from the name of the sheet, of the file, or the corner of the square."""
    corner = next((cells[0] for _, cells in grid.records if cells), "")
    for text in (grid.sheet or "", corner, source.path.stem if len(source.sheets) == 1 else ""):
        key = squeeze(text)
        if "mdi" in key or key == "mid":
            return "mdi"
        if "mao" in key:
            return "mao"
    return ""


def _found(source: Source) -> list[tuple[str, Matrix]]:
    pairs = [(_role(source, grid), matrix(grid)) for grid in source.sheets]
    return [
        (role, one) for role, one in pairs if one is not None and (role == "mao" or (role == "mdi" and square(one)))
    ]


def recognises(source: Source) -> bool:
    """Return whether a sheet or file that is called MDI or 2MAO holds such a matrix."""
    return source.head[:1] != "<" and bool(_found(source))


def read(source: Source) -> Imported:
    """Read MDI as influence of actors, 2MAO as claims; every number is checked against its scale."""
    found = _found(source)
    draft = Draft("mactor", source.file)
    faults = [fault for role, one in found for fault in _outside(one, low=0 if role == "mdi" else -MOST)]
    if faults:
        raise InvalidInput(faults)
    for role, one in found:
        for label, line in zip(one.labels, one.numbers, strict=True):
            if not draft.has("stakeholders", fold(label)):
                draft.thing("stakeholders", label, one.grid.at(line))
        (_influence if role == "mdi" else _positions)(one, draft)
        one.tell_rest(source, draft)
    tell_sheets(source, [one.grid for _, one in found], draft)
    return draft.finish()


def _outside(found: Matrix, low: int) -> list[Problem]:
    """Return a problem for every cell that is no whole number of the scale."""
    faults = []
    for _, _, text, origin in found.each():
        value = number(text)
        if value is None or not low <= value <= MOST or not value.is_integer():
            values = {"low": low, "high": MOST}
            faults.append(
                Problem(code="outside-scale", severity=Severity.ERROR, origin=origin, value=text, values=values)
            )
    return faults


def _influence(found: Matrix, draft: Draft) -> None:
    """Keep each cell with its actor, and the sum of a row as influence from 0 to 10."""
    rows: dict[str, list[tuple[str, float]]] = {fold(label): [] for label in found.labels}
    received: dict[str, float] = dict.fromkeys(rows, 0.0)
    places: dict[str, Origin] = {}
    for i, j, text, origin in found.each():
        one, other = fold(found.labels[i]), fold(found.columns[j])
        value = number(text) or 0.0
        if one == other:
            if value:
                draft.left("diagonal", origin, text)
        elif value:
            rows[one].append((found.columns[j], value))
            received[other] += value
            places.setdefault(one, origin)
    most = MOST * max(len(rows) - 1, 1)
    for key, given in rows.items():
        total = sum(value for _, value in given)
        cells = {
            "influence": f"{10 * total / most:.3g}",
            "MDI": "; ".join(f"{name}: {value:.0f}" for name, value in given),
        }
        draft.add_to("stakeholders", key, {**cells, "MDI dependence": f"{received[key]:.0f}"})
        draft.changed("influence_kept", places.get(key, found.grid.at()))


def _positions(found: Matrix, draft: Draft) -> None:
    """Make a claim of every cell that is not 0: for or against the objective, with its strength."""
    topics = _topics(found.columns)
    for i, j, text, origin in found.each():
        value = number(text)
        if not value:
            draft.left("no_position", origin, f"{found.labels[i]} – {found.columns[j]}", table="claims")
            continue
        actor, objective = found.labels[i], found.columns[j]
        cells = {
            "id": f"{topics[j]}.{i + 1}",
            "topic": topics[j],
            "topic_name": objective,
            "statement": f"{actor} – {objective}: {value:+.0f}",
            "stance": "for" if value > 0 else "against",
            "actors": fold(actor),
            "2MAO": f"{value:.0f}",
        }
        draft.row("claims", cells, origin)
        draft.changed("positions_to_claims", origin)


def _topics(objectives: tuple[str, ...]) -> list[str]:
    """Return a short name for each objective, no two the same."""
    topics: list[str] = []
    for objective in objectives:
        plain = slug(objective)
        topics.append(plain if plain not in topics else f"{plain}-{len(topics) + 1}")
    return topics
