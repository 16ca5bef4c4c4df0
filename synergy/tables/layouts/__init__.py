"""Foreign formats → rows of ours. ``import_file`` is the whole public face; ``LAYOUTS`` lists the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from synergy.problems import InvalidInput
from synergy.tables.files.separators import mixed_separators
from synergy.tables.layouts import (
    edges,
    gexf,
    graphml,
    incidence,
    kobo,
    kumu,
    mactor,
    net_map,
    own_tables,
    pajek,
    square,
    three_w,
    ucinet,
)
from synergy.tables.layouts.imported import CHANGED, EXAMPLES, Imported, Note
from synergy.tables.layouts.source import Source

__all__ = ["LAYOUTS", "Imported", "Note", "import_file"]


class Layout(NamedTuple):
    """How a format is recognised, and how it is read."""

    recognises: Callable[[Source], bool]
    read: Callable[[Source], Imported]


# In this order a file is offered to them: those with an unmistakable mark first.
LAYOUTS: dict[str, Layout] = {
    "tables": Layout(own_tables.recognises, own_tables.read),
    "graphml": Layout(graphml.recognises, graphml.read),
    "gexf": Layout(gexf.recognises, gexf.read),
    "pajek": Layout(pajek.recognises, pajek.read),
    "ucinet": Layout(ucinet.recognises, ucinet.read),
    "kobo": Layout(kobo.recognises, kobo.read),
    "mactor": Layout(mactor.recognises, mactor.read),
    "kumu": Layout(kumu.recognises, kumu.read),
    "netmap": Layout(net_map.recognises, net_map.read),
    "edges": Layout(edges.recognises, edges.read),
    "threew": Layout(three_w.recognises, three_w.read),
    "matrix": Layout(square.recognises, square.read),
    "incidence": Layout(incidence.recognises, incidence.read),
}


def import_file(path: Path, layout: str | None = None, encoding: str | None = None) -> Imported:
    """Read a file of another program as rows of the format.

    Parameters
    ----------
    path : the file; for ``tables`` the folder of a result.
    layout : a key of ``LAYOUTS``; told by the content where None.
    encoding : of a text file; told by its content where None.

    Returns
    -------
    Imported: the rows, each with its place, and a note of all that was changed or left.

    Raises
    ------
    InvalidInput
        If the file is of no known format, or not of the one named, or cannot be read as it should.
    UnusablePlace
        If there is no such file or it cannot be opened.
    """
    path = Path(path)
    source = Source(path, encoding)
    found = next((name for name in _candidates(source, layout) if LAYOUTS[name].recognises(source)), None)
    if found is None:
        raise _refused(source, layout)
    imported = LAYOUTS[found].read(source)
    if not any(imported.tables.values()):
        raise source.stop("nothing-to-import", value=imported.layout)
    notes = [Note(code="encoding", kind=CHANGED, origin=source.at(), examples=(name,)) for name in source.encodings]
    return replace(imported, notes=(*imported.notes, *notes, *_hidden(source, imported)))


def _refused(source: Source, layout: str | None) -> InvalidInput:
    """Return the error that says why a file is of no format, or not of the one named."""
    if source.path.is_dir():
        return source.stop("not-a-result")
    other = next((name for name in _candidates(source, None) if LAYOUTS[name].recognises(source)), "")
    if layout and other:
        return source.stop("other-layout", value=layout, likely=other)
    mixed = [] if source.is_workbook else mixed_separators(source.text, source.file)
    if mixed:
        return InvalidInput(mixed)
    return source.stop(
        "not-this-layout" if layout else "unknown-layout", value=layout or "", allowed=", ".join(LAYOUTS)
    )


def _hidden(source: Source, imported: Imported) -> list[Note]:
    """Return the note of what is hidden in the sheets that were read; none where there is nothing."""
    used = {row.origin.sheet for rows in imported.tables.values() for row in rows}
    hidden = [] if source.path.is_dir() else [place for place in source.hidden if place.sheet in used]
    shown = tuple(f"{place.sheet}:{place.row or place.column or ''}".rstrip(":") for place in hidden[:EXAMPLES])
    note = Note(code="hidden_cells", kind=CHANGED, origin=source.at(), count=len(hidden), examples=shown)
    return [replace(note, origin=hidden[0])] if hidden else []


def _candidates(source: Source, layout: str | None) -> list[str]:
    """Return the formats to try: those of a folder for a folder, those of a file for a file."""
    of_kind = [name for name in LAYOUTS if (name == "tables") == source.path.is_dir()]
    return [name for name in of_kind if layout in (None, name)]
