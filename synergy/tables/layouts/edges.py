"""Edge list: one tie a row, with two ends (source, target; from, to; dari, ke) and whatever else is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, fold, number
from synergy.tables.layouts.listing import Listing, listing, listings, pick, tell_rest
from synergy.tables.layouts.source import Source
from synergy.tables.table import Row
from synergy.tables.words import squeeze

ENDS = (
    ("from", "to"),
    ("dari", "ke"),
    ("source", "target"),
    ("sumber", "tujuan"),
    ("asal", "tujuan"),
    ("dari", "kepada"),
    ("ego", "alter"),
    ("sender", "receiver"),
    ("pengirim", "penerima"),
    ("actor_a", "actor_b"),
    ("aktor_a", "aktor_b"),
    ("actor 1", "actor 2"),
    ("aktor 1", "aktor 2"),
    ("organisation 1", "organisation 2"),
    ("node1", "node2"),
)
WEIGHT = ("weight", "bobot", "nilai", "value", "strength", "kekuatan")
DIRECTION = {"directed": "yes", "undirected": "no", "mutual": "no", "bidirectional": "no", "satu arah": "yes"}
DIRECTION |= {"searah": "yes", "dua arah": "no", "timbal balik": "no"}
NODE_ID, NODE_NAME = ("id", "kode", "node", "nodes"), ("name", "nama", "label")


def ends_of(header: Sequence[str]) -> tuple[str, str] | None:
    """Return the headers of the two ends, or None where there are none."""
    for one, other in ENDS:
        if (first := pick(header, [one])) and (second := pick(header, [other])):
            return first, second
    return None


def _is_edges(header: Sequence[str]) -> bool:
    return ends_of(header) is not None


def _is_nodes(header: Sequence[str]) -> bool:
    return not _is_edges(header) and bool(pick(header, NODE_ID)) and bool(pick(header, NODE_NAME))


def recognises(source: Source) -> bool:
    """Return whether a sheet has a column for each end of a tie."""
    return source.head[:1] != "<" and bool(listings(source, _is_edges))


def read(source: Source) -> Imported:
    """Read ties, and the actors of a sheet of nodes where there is one."""
    draft = Draft("edges", source.file)
    edges = listings(source, _is_edges)
    used = {found.grid.sheet for found in edges}
    nodes = [found for grid in source.sheets if grid.sheet not in used and (found := listing(grid, _is_nodes))]
    for found in nodes:
        draft.heads(found.header, "stakeholders", id=found.column(NODE_ID), name=found.column(NODE_NAME))
        for row in found.rows:
            _node(found, row, draft)
    for found in edges:
        columns = columns_of(found)
        columns.register(found.header, draft)
        for row in found.rows:
            _edge(columns, row, draft)
    tell_rest(source, [*edges, *nodes], draft)
    return draft.finish()


def _node(found: Listing, row: Row, draft: Draft) -> None:
    identity, name = found.column(NODE_ID), found.column(NODE_NAME)
    given, label = row.cells[identity].strip(), row.cells[name].strip()
    if not given and not label:
        draft.left("rows_without_name", row.origin, table="stakeholders")
        return
    cells = {header: value for header, value in row.cells.items() if header not in (identity, name)}
    draft.thing("stakeholders", label or given, row.origin, cells, given=given)


class Columns(NamedTuple):
    """The headers of a sheet of ties that need more than a copy; "" where there is none."""

    ends: tuple[str, str]
    weight: str
    direction: str

    def register(self, header: Sequence[str], draft: Draft, **others: str) -> None:
        """Tell the draft what became of each column of ties."""
        became = {"from": self.ends[0], "to": self.ends[1], "weight": self.weight, "directed": self.direction}
        draft.heads(header, "ties", **{column: name for column, name in (became | others).items() if name})

    def read(self, row: Row, draft: Draft, drop: Sequence[str] = ()) -> dict[str, str]:
        """Return the cells besides the ends: the weight under that name, the direction as yes or no.

        A word that is no direction stays beside it, and is told.
        """
        cells = {header: value for header, value in row.cells.items() if header not in (*self.ends, *drop)}
        if self.direction:
            word = cells.pop(self.direction).strip()
            cells["directed"] = DIRECTION.get(fold(word), "")
            if word and not cells["directed"]:
                cells[f"given_{self.direction}"] = word
                draft.changed("direction_unknown", replace(row.origin, column=self.direction), word)
        return {("weight" if header == self.weight else header): value for header, value in cells.items()}


def columns_of(found: Listing) -> Columns:
    """Return which headers hold the ends, the weight and the direction."""
    return Columns(ends_of(found.header) or ("", ""), _weight(found), _direction(found))


def _weight(found: Listing) -> str:
    """Return the header of the weight; a strength from 0 to 1 in every row stays one."""
    header = found.column(WEIGHT)
    if squeeze(header) in ("strength", "kekuatan"):
        values = [number(row.cells[header]) for row in found.rows if row.cells[header].strip()]
        if all(value is not None and 0 < value <= 1 for value in values):
            return ""
    return header


def _direction(found: Listing) -> str:
    """Return the header that says "directed" or "undirected": by its name, or as Gephi has it in every row."""
    for header in filter(None, (found.column(["direction", "arah"]), found.column(["type", "jenis"]))):
        values = {fold(row.cells[header]) for row in found.rows} - {""}
        named = squeeze(header) == "direction" or (squeeze(header) == "arah" and values & set(DIRECTION))
        if values and (named or values <= set(DIRECTION)):
            return header
    return ""


def _edge(columns: Columns, row: Row, draft: Draft) -> None:
    first, second = (row.cells[header].strip() for header in columns.ends)
    if not (first and second):
        half_tie((first, second), row, draft)
        return
    keys = (draft.met("stakeholders", first, row.origin), draft.met("stakeholders", second, row.origin))
    draft.tie(keys, row.origin, columns.read(row, draft))


def half_tie(ends: tuple[str, str], row: Row, draft: Draft) -> None:
    """Keep the actor of a row that names one only (an isolate), and tell that the row is no tie."""
    for text in ends:
        if text:
            draft.met("stakeholders", text, row.origin)
    value = ends[0] or ends[1] or ", ".join(value for value in row.cells.values() if value.strip())
    draft.left("rows_with_one_end", row.origin, value, table="ties")
