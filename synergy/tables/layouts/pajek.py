"""Pajek ``.net`` and ``.paj``: vertices, arcs, edges, lists, matrices, relations, partitions; ``%`` comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from synergy.problems import Origin
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, number
from synergy.tables.layouts.source import Source
from synergy.tables.layouts.square import Pair, add_pairs
from synergy.tables.layouts.times import dated

TOKEN = re.compile(r'"([^"]*)"|(\[[^\]]*\])|(\S+)')
DIRECTED = {"arcs": "yes", "arcslist": "yes", "edges": "no", "edgeslist": "no"}
MOST_VERTICES = 100_000


class _Time(str):
    """A word in square brackets, which says when something was there."""


@dataclass(slots=True)
class _State:
    """What has been read so far."""

    source: Source
    draft: Draft
    section: str = ""
    relation: str = ""
    column: str = ""  # of a partition or vector
    vertices: int = 0
    actors: int = 0  # of two modes: how many vertices are actors
    position: int = 0
    matrix: list[tuple[Origin, list[str]]] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Return whether the first line that is no comment begins a section of Pajek."""
    lines = [line for line in source.head.splitlines() if line.strip() and not line.startswith("%")]
    return bool(lines) and bool(re.match(r"\*(network|vertices|arcs|edges|matrix)", lines[0].strip(), re.IGNORECASE))


def read(source: Source) -> Imported:
    """Read vertices as actors, arcs as directed and edges as undirected ties."""
    state = _State(source, Draft("pajek", source.file))
    state.draft.default_weight = "1"  # of a line without a value
    for line, text in enumerate(source.text.splitlines(), 1):
        tokens = [_Time(time) if time else quoted or plain for quoted, time, plain in TOKEN.findall(text)]
        if text.lstrip().startswith("%"):
            state.draft.left("comments", source.at(line), text.strip("% "))
        elif text.lstrip().startswith("*"):
            _section(state, tokens, line, text)
        elif tokens:
            _line(state, tokens, line)
    _matrix(state)
    return state.draft.finish()


def _section(state: _State, tokens: list[str], line: int, text: str) -> None:
    _matrix(state)
    state.section = tokens[0].lstrip("*").casefold()
    state.relation = _relation(text)
    if state.section == "vertices":
        counts = [int(token) for token in tokens[1:3] if token.isdigit() and token.isascii()]
        if not counts or counts[0] > MOST_VERTICES:
            raise state.source.stop("unreadable-line", line, value=text.strip()[:60])
        if state.column:
            state.section, state.position = "values", 0
            return
        state.vertices = counts[0]
        state.actors = counts[1] if len(counts) > 1 and counts[1] < counts[0] else counts[0]
    elif state.section in ("partition", "vector", "cluster", "permutation"):
        state.column = " ".join(tokens[1:]) or state.section
    elif state.section == "network":
        state.column = ""
        if len(tokens) > 1:
            state.draft.study.setdefault("title", " ".join(tokens[1:]))
    elif state.section not in (*DIRECTED, "matrix"):
        state.draft.left("sections", state.source.at(line), text.strip())


def _relation(text: str) -> str:
    """Return the name of a relation: ``*Arcs :2 "gives money"``."""
    found = re.match(r'\*\w+\s*:\s*(\d+)\s*(?:"([^"]*)")?', text.strip())
    return (found.group(2) or f"relation {found.group(1)}") if found else ""


def _line(state: _State, tokens: list[str], line: int) -> None:
    place = state.source.at(line)
    if state.section == "vertices":
        _vertex(state, tokens, place)
    elif state.section == "values":
        state.position += 1
        state.draft.add_to(
            _table(state, state.position), _end(state, str(state.position), place), {state.column: tokens[0]}
        )
    elif state.section in ("arcs", "edges"):
        if len(tokens) < 2:
            raise state.source.stop("unreadable-line", line, value=" ".join(tokens)[:60])
        cells, rest = _times(tokens[2:], place, state.draft)
        weight = rest.pop(0) if rest and (number(rest[0]) is not None or len(rest) % 2) else ""
        cells |= {"weight": weight, **_parameters(rest, "label")}
        _tie(state, (tokens[0], tokens[1]), cells, place)
    elif state.section in ("arcslist", "edgeslist"):
        for other in tokens[1:]:
            _tie(state, (tokens[0], other), {}, place)
    elif state.section == "matrix":
        state.matrix.append((place, tokens))
    else:
        state.draft.left("lines", place, " ".join(tokens))


def _vertex(state: _State, tokens: list[str], place: Origin) -> None:
    """Declare a vertex: number, label, coordinates, shape, parameters in pairs."""
    if not (tokens[0].isdigit() and tokens[0].isascii()):
        raise state.source.stop("unreadable-line", place.row, value=" ".join(tokens)[:60])
    _check(state, int(tokens[0]), place)
    cells, rest = _times(tokens[2:], place, state.draft)
    for axis in ("x", "y", "z"):
        if rest and number(rest[0]) is not None:
            cells[axis] = rest.pop(0)
    if len(rest) % 2:
        cells["vertex shape"] = rest.pop(0)
    cells |= _parameters(rest, "vertex label")
    name = tokens[1] if len(tokens) > 1 else tokens[0]
    state.draft.thing(_table(state, int(tokens[0])), name or tokens[0], place, cells, given=_key(tokens[0]))


def _times(tokens: list[str], place: Origin, draft: Draft) -> tuple[dict[str, str], list[str]]:
    """Return when a vertex or line was there, ``[2015-2018]``, as cells; and the words beside it."""
    given = [token for token in tokens if isinstance(token, _Time)]
    parts = [part.strip() for token in given for part in token.strip("[]").split(",")]
    spans = [part.partition("-") for part in parts if part]
    intervals = [(start, end if dash else start) for start, dash, end in spans]
    rest = [token for token in tokens if not isinstance(token, _Time)]
    return dated(intervals, "pajek time", place, draft), rest


def _parameters(rest: list[str], label: str) -> dict[str, str]:
    """Return parameters in pairs; ``l`` is the label of a line."""
    pairs = zip(rest[::2], [*rest[1::2], ""], strict=False)
    return {(label if name == "l" else f"pajek {name}"): value for name, value in pairs}


def _table(state: _State, vertex: int) -> str:
    return "stakeholders" if vertex <= (state.actors or vertex) else "programmes"


def _key(text: str) -> str:
    return f"v{int(text)}"


def _end(state: _State, text: str, place: Origin) -> str:
    if not text.lstrip("-").isdigit() or not text.isascii():
        raise state.source.stop("unreadable-line", place.row, value=text[:60])
    vertex = abs(int(text))
    _check(state, vertex, place)
    table, key = _table(state, vertex), _key(str(vertex))
    if not state.draft.has(table, key):
        state.draft.thing(table, str(vertex), place, given=key)
    return key


def _check(state: _State, vertex: int, place: Origin) -> None:
    """Raise an error where a line names a vertex that the file does not have."""
    if state.vertices and not 1 <= vertex <= state.vertices:
        raise state.source.stop("unknown-vertex", place.row, value=str(vertex), count=state.vertices)


def _tie(state: _State, ends: tuple[str, str], cells: dict[str, str], place: Origin) -> None:
    one, other = (_end(state, end, place) for end in ends)
    tables = [_table(state, abs(int(end))) for end in ends]
    if tables == ["stakeholders", "programmes"] or tables == ["programmes", "stakeholders"]:
        actor, programme = (one, other) if tables[0] == "stakeholders" else (other, one)
        state.draft.part((actor, programme), place, cells)
    elif tables == ["programmes", "programmes"]:
        state.draft.left("ties_between_programmes", place, " – ".join(ends), table="ties")
    else:
        directed = {"directed": DIRECTED[state.section], "type": state.relation}
        state.draft.tie((one, other), place, {**directed, **cells})


def _matrix(state: _State) -> None:
    """Add the ties of a ``*Matrix`` when it is complete."""
    pairs: list[Pair] = []
    for i, (place, cells) in enumerate(state.matrix, 1):
        first = state.actors if 0 < state.actors < state.vertices else 0
        if i > MOST_VERTICES or len(cells) > MOST_VERTICES:
            raise state.source.stop("unreadable-line", place.row, value="*Matrix")
        for j, text in enumerate(cells, first + 1):
            if number(text) is None:
                raise state.source.stop("unreadable-line", place.row, value=text[:60])
            if number(text) != 0 and first:
                keys = _end(state, str(i), place), _end(state, str(j), place)
                state.draft.part(keys, place, {"weight": text})
            elif number(text) != 0:
                pairs.append((_end(state, str(i), place), _end(state, str(j), place), text, place))
    state.matrix = []
    add_pairs(pairs, state.draft, state.relation)
