"""Net-Map lists: links of several types between two actors; goals and tower heights of each interview."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.edges import Columns, columns_of, ends_of, half_tie
from synergy.tables.layouts.imported import Imported
from synergy.tables.layouts.listing import listing, pick, tell_rest
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
    return bool(pick(header, ACTOR)) and any(squeeze(cell).startswith(HEIGHTS) for cell in header)


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
        name = found.column(ACTOR)
        for row in found.rows:
            cells = {header: value for header, value in row.cells.items() if header != name}
            if row.cells[name].strip():
                draft.thing("stakeholders", row.cells[name], row.origin, cells)
            else:
                draft.left("rows_without_name", row.origin, table="stakeholders")
    for found in links:
        columns, kinds, informant = columns_of(found), found.column(LINKS), found.column(INFORMANT)
        for row in found.rows:
            _links(columns, (kinds, informant), row, draft)
    tell_rest(source, [*links, *actors], draft)
    return draft.finish()


def _links(columns: Columns, special: tuple[str, str], row: Row, draft: Draft) -> None:
    kinds, informant = special
    first, second = (row.cells[header].strip() for header in columns.ends)
    if not (first and second):
        half_tie((first, second), row, draft)
        return
    cells = columns.read(row, (kinds,))
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
