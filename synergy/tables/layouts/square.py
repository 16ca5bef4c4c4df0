"""Adjacency matrix: the same actors above and at the left (``;A;B`` as visone writes it)."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.problems import InvalidInput, Origin, Problem, Severity
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, fold, number
from synergy.tables.layouts.listing import Matrix, matrix, tell_sheets
from synergy.tables.layouts.source import Source

Pair = tuple[str, str, str, Origin]
YES = ("x", "v", "✓", "✔", "ya", "yes", "ada")
CROSSES = dict.fromkeys(YES, "1") | dict.fromkeys(("tidak", "no", "tidak ada", "tak ada", "tidak_ada"), "0")
UNKNOWN = ("na", "n/a", "nan", "-", ".", "?", "#n/a", "none", "null")
DIAGONAL = ("-", "x", "\\", "■", "//")


def square(found: Matrix | None) -> bool:
    """Return whether a matrix has the same labels on both sides, each once."""
    if found is None:
        return False
    columns, labels = ([fold(label) for label in side] for side in (found.columns, found.labels))
    return sorted(columns) == sorted(labels) and len(set(columns)) == len(columns)


def nearly_square(found: Matrix | None) -> bool:
    """Return whether at least half of the labels on the shorter side stand on the other side, too."""
    if found is None:
        return False
    columns, labels = ({fold(label) for label in side} for side in (found.columns, found.labels))
    return 2 * len(columns & labels) >= min(len(columns), len(labels))


def squares(source: Source) -> list[Matrix]:
    """Return the square matrices of a file."""
    return [found for grid in source.sheets if (found := matrix(grid)) is not None and square(found)]


def recognises(source: Source) -> bool:
    """Return whether a sheet has (nearly) the same labels on both sides."""
    return source.head[:1] != "<" and any(nearly_square(matrix(grid)) for grid in source.sheets)


def read(source: Source) -> Imported:
    """Read every cell that is not 0 as a tie; a symmetric matrix gives one undirected tie a pair."""
    draft = Draft("matrix", source.file)
    found = squares(source)
    faults = [_one_sided(m) for grid in source.sheets if (m := matrix(grid)) and nearly_square(m) and not square(m)]
    if faults:
        raise InvalidInput(faults)
    for one in found:
        declare(one, draft)
        read_square(one, draft, (one.grid.sheet or "") if len(found) > 1 else "")
        one.tell_rest(source, draft)
    tell_sheets(source, [one.grid for one in found], draft)
    return draft.finish()


def _one_sided(found: Matrix) -> Problem:
    """Say which labels a matrix has on one side only, or twice."""
    columns, labels = ([fold(label) for label in side] for side in (found.columns, found.labels))
    odd = [label for label in (*found.columns, *found.labels) if (fold(label) in columns) != (fold(label) in labels)]
    odd += [label for side in (columns, labels) for label in side if side.count(label) > 1]
    names = ", ".join(dict.fromkeys(odd))[:200]
    return Problem(code="not-square", severity=Severity.ERROR, origin=found.grid.at(found.numbers[0] - 1), value=names)


def declare(found: Matrix, draft: Draft) -> None:
    """Add the actors at the left of a matrix, unless another matrix of the file has them."""
    above, left = found.spelt
    for label, line in zip(left, found.numbers, strict=True):
        if draft.has("stakeholders", fold(label)):
            draft.same("stakeholders", fold(label), label, found.grid.at(line))
        else:
            draft.thing("stakeholders", label, found.grid.at(line))
    for label, name in zip(above, found.columns, strict=True):
        draft.same("stakeholders", fold(label), label, found.grid.at(found.numbers[0] - 1, name))


def weight_of(text: str) -> str | None:
    """Return the weight a cell gives as text, or None where it is no number, cross or yes."""
    word = CROSSES.get(text.casefold(), text)
    return word if number(word) is not None else None


def values_of(found: Matrix, where: set[tuple[int, int]], draft: Draft) -> dict[tuple[int, int], str]:
    """Return the weight of every cell in some places, by (row, column); those that say nothing are told.

    A cross says that there is a tie, not how strong it is: its weight is "".
    """
    values: dict[tuple[int, int], str] = {}
    for i, j, text, origin in found.each():
        weight = weight_of(text)
        if (i, j) not in where:
            continue
        if weight is not None:
            values[i, j] = "" if text.casefold() in YES else weight
        elif text.casefold() in UNKNOWN:
            draft.left("unknown_cells", origin)
        else:
            values[i, j] = text  # a word: what kind of tie it is
    return values


def read_square(found: Matrix, draft: Draft, kind: str = "") -> None:
    """Add the ties of a square matrix, of the type ``kind``."""
    place = {fold(label): i for i, label in enumerate(found.columns)}
    turn = [place[fold(label)] for label in found.labels]  # the column that stands for each row
    off = {(i, j) for i, j, _, _ in found.each() if turn[i] != j}
    for i, j, text, origin in found.each():
        if turn[i] == j and text.casefold() not in DIAGONAL and number(text) != 0:
            draft.left("diagonal", origin, text)
    pairs = [
        (fold(found.labels[i]), fold(found.columns[j]), text, found.grid.at(found.numbers[i], found.columns[j]))
        for (i, j), text in values_of(found, off, draft).items()
        if number(text) != 0
    ]
    add_pairs(pairs, draft, kind)


def add_pairs(pairs: Sequence[Pair], draft: Draft, kind: str = "") -> None:
    """Add ties given as (key, key, weight or word, place): undirected, once a pair, where each has its mirror."""
    given = {(a, b): text for a, b, text, _ in pairs}
    symmetric = len(given) == len(pairs) and all(given.get((b, a)) == text for (a, b), text in given.items())
    seen: set[frozenset[str]] = set()
    for a, b, text, origin in pairs:
        if symmetric and a != b and frozenset((a, b)) in seen:
            draft.count("ties")
            draft.changed("mirrored", origin, table="ties", delta=-1)
            continue
        seen.add(frozenset((a, b)))
        cells = {"directed": "no" if symmetric else "yes", "type": kind}
        if number(text) is not None:
            cells["weight"] = text
        elif text:
            cells["type"] = text
        draft.tie((a, b), origin, cells)
