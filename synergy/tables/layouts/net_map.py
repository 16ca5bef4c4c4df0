"""Net-Map lists: links of several types between two actors; goals and tower heights of each interview."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.edges import Columns, columns_of, ends_of, half_tie
from synergy.tables.layouts.imported import Imported
from synergy.tables.layouts.listing import Listing, listing, pick, tell_rest
from synergy.tables.layouts.source import Source
from synergy.tables.table import Row
from synergy.tables.words import squeeze

LINKS = ("link types", "link type", "links", "link", "jenis tautan", "tautan", "jenis hubungan", "hubungan")
ACTOR = ("actor", "aktor", "name", "nama", "label")
INFORMANT = ("informant", "interview", "informan", "wawancara", "interviewee")
HEIGHTS = ("tower", "menara", "height", "tinggi", "goal", "tujuan")


def _is_links(header: Sequence[str]) -> bool:
    return ends_of(header) is not None and bool(pick(header, LINKS))


def _is_actors(header: Sequence[str]) -> bool:
    return bool(pick(header, ACTOR)) and any(map(_is_height, header))


def recognises(source: Source) -> bool:
    """Return whether a sheet has two ends and a column of link types."""
    return source.head[:1] != "<" and any(listing(grid, _is_links) for grid in source.sheets)


def read(source: Source) -> Imported:
    """Read one tie for each type of link; heights stay as each interview gave them."""
    draft = Draft("netmap", source.file)
    links = [found for grid in source.sheets if (found := listing(grid, _is_links))]
    names = {found.grid.sheet for found in links}
    actors = [f for g in source.sheets if g.sheet not in names and (f := listing(g, _is_actors))]
    for found in actors:
        _actors(found, draft)
    for found in links:
        columns, kinds, informant = columns_of(found), found.column(LINKS), found.column(INFORMANT)
        columns.register(found.header, draft, type=kinds, source=informant)
        for row in found.rows:
            _links(columns, (kinds, informant), row, draft)
    tell_rest(source, [*links, *actors], draft)
    return draft.finish()


def _actors(found: Listing, draft: Draft) -> None:
    """Add the actors of a sheet; of an actor that several interviews have, each height stays, with its interview."""
    name, informant = found.column(ACTOR), found.column(INFORMANT)
    several = [header for header in found.header if header != name and (header == informant or _is_height(header))]
    draft.heads(found.header, "stakeholders", name=name, **{header: header for header in several})
    rows: dict[str, list[Row]] = {}
    for row in found.rows:
        if not row.cells[name].strip():
            draft.left("rows_without_name", row.origin, table="stakeholders")
            continue
        cells = {header: value for header, value in row.cells.items() if header != name and header not in several}
        key = draft.thing("stakeholders", row.cells[name], row.origin, cells)
        rows.setdefault(key, []).append(row)
    for key, given in rows.items():
        draft.add_to("stakeholders", key, {header: _said(given, header, informant) for header in several})


def _said(rows: Sequence[Row], header: str, informant: str) -> str:
    """Return what all interviews say in one column; each under its own name where there are several."""
    said = [(row.cells.get(informant, "").strip(), row.cells[header].strip()) for row in rows]
    if len(rows) == 1 or header == informant:
        return "; ".join(text for _, text in said if text)
    return "; ".join(f"{who}: {text}" if who else text for who, text in said if text)


def _is_height(header: str) -> bool:
    return squeeze(header).startswith(HEIGHTS)


def _links(columns: Columns, special: tuple[str, str], row: Row, draft: Draft) -> None:
    kinds, informant = special
    first, second = (row.cells[header].strip() for header in columns.ends)
    if not (first and second):
        half_tie((first, second), row, draft)
        return
    cells = columns.read(row, draft, (kinds,))
    if informant:
        cells = {("source" if header == informant else header): value for header, value in cells.items()}
    text = row.cells[kinds].replace(",", ";").replace("|", ";").replace("+", ";")
    types = [part.strip() for part in text.split(";") if part.strip()] or [""]
    keys = (draft.met("stakeholders", first, row.origin), draft.met("stakeholders", second, row.origin))
    for number, kind in enumerate(types):
        if number:
            draft.count("ties", -1)  # one row of the source, several ties
            draft.changed("links_split", row.origin, row.cells[kinds], table="ties", delta=1)
        draft.tie(keys, row.origin, {**cells, "type": kind})
