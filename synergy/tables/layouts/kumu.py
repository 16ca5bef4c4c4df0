"""Kumu sheets: elements (Label, Type, Description, Tags) and connections (From, To, Type, Direction)."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.edges import Columns, columns_of, ends_of, half_tie
from synergy.tables.layouts.imported import Imported
from synergy.tables.layouts.listing import Listing, listing, pick, tell_rest
from synergy.tables.layouts.source import Source
from synergy.tables.table import Row
from synergy.tables.words import squeeze

KINDS = {
    "organization": "organisation",
    "organisation": "organisation",
    "organisasi": "organisation",
    "person": "person",
    "people": "person",
    "orang": "person",
}
PROGRAMMES = ("project", "programme", "program", "initiative", "proyek", "kegiatan")


def _is_elements(header: Sequence[str]) -> bool:
    return (
        ends_of(header) is None
        and bool(pick(header, ["label"]))
        and not pick(header, ["id"])
        and any(pick(header, [name]) for name in ("type", "description", "tags"))
    )


def _is_connections(header: Sequence[str]) -> bool:
    return bool(pick(header, ["from"]) and pick(header, ["to"]))


def recognises(source: Source) -> bool:
    """Return whether there is a sheet of elements, or one of connections with Kumu's Direction or Tags."""
    if source.head[:1] == "<":
        return False
    headers = [found for grid in source.sheets if (found := listing(grid, _is_connections))]
    marked = any(found.column(["direction"]) or found.column(["tags"]) for found in headers)
    return marked or any(listing(grid, _is_elements) for grid in source.sheets)


def read(source: Source) -> Imported:
    """Read elements as actors (or programmes) and connections as ties. A label is the key: doubles merge."""
    draft = Draft("kumu", source.file)
    elements = [found for grid in source.sheets if (found := listing(grid, _is_elements))]
    names = {found.grid.sheet for found in elements}
    links = [f for g in source.sheets if g.sheet not in names and (f := listing(g, _is_connections))]
    for found in elements:
        became = {"name": found.column(["label"]), "sector": found.column(["type"])}
        became["note"] = found.column(["description"])
        draft.heads(found.header, "stakeholders", **{column: name for column, name in became.items() if name})
        for row in found.rows:
            _element(found, row, draft)
    for found in links:
        columns = columns_of(found)._replace(ends=(found.column(["from"]), found.column(["to"])))
        note = found.column(["description"])
        columns.register(found.header, draft, **({"note": note} if note else {}))
        for row in found.rows:
            _connection(columns, row, draft)
    tell_rest(source, [*elements, *links], draft)
    return draft.finish()


def _lists(cells: dict[str, str], row: Row, draft: Draft) -> dict[str, str]:
    """Separate the parts of a cell as we do, by a semicolon."""
    changed = {}
    for header, value in cells.items():
        if "|" in value:
            changed[header] = "; ".join(part.strip() for part in value.split("|") if part.strip())
            draft.changed("bars_to_semicolons", row.origin, value)
    return {**cells, **changed}


def _element(found: Listing, row: Row, draft: Draft) -> None:
    label, kind = found.column(["label"]), found.column(["type"])
    name, word = row.cells[label].strip(), row.cells[kind].strip() if kind else ""
    programme = squeeze(word) in PROGRAMMES
    if not name:
        draft.left("rows_without_name", row.origin, table="stakeholders")
        return
    cells = {header: value for header, value in row.cells.items() if header not in (label, kind)}
    cells = {("note" if squeeze(header) == "description" else header): value for header, value in cells.items()}
    cells = _lists(cells, row, draft)
    if programme:
        draft.thing("programmes", name, row.origin, {"kind": word, **cells})
        draft.changed("elements_to_programmes", row.origin, word)
        return
    if squeeze(word) in KINDS:
        cells["kind"] = KINDS[squeeze(word)]
    elif word:
        cells = {"sector": word, **{h: v for h, v in cells.items() if squeeze(h) != "sector"}}
    draft.thing("stakeholders", name, row.origin, cells)


def _connection(columns: Columns, row: Row, draft: Draft) -> None:
    ends = (row.cells[columns.ends[0]].strip(), row.cells[columns.ends[1]].strip())
    if not all(ends):
        half_tie(ends, row, draft)
        return
    cells = columns.read(row, draft)
    cells = {("note" if squeeze(header) == "description" else header): value for header, value in cells.items()}
    add_link(ends, _lists(cells, row, draft), row, draft)


def add_link(ends: tuple[str, str], cells: dict[str, str], row: Row, draft: Draft) -> None:
    """Add a tie, or a part in a programme where one of the ends is one."""
    tables = ["programmes" if draft.is_only("programmes", end) else "stakeholders" for end in ends]
    keys = [draft.met(table, end, row.origin) for table, end in zip(tables, ends, strict=True)]
    if tables.count("programmes") == 1:
        actor, programme = keys if tables[1] == "programmes" else reversed(keys)
        draft.part((actor, programme), row.origin, cells)
        draft.changed("ties_to_parts", row.origin)
    elif tables.count("programmes") == 2:
        draft.left("ties_between_programmes", row.origin, " – ".join(ends), table="ties")
    else:
        draft.tie((keys[0], keys[1]), row.origin, cells)
