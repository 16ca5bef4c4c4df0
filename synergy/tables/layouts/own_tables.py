"""Our own ``tables/`` of an earlier result: actors, ties and programmes, back into a study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from synergy.problems import Origin
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, number
from synergy.tables.layouts.listing import Listing, listing
from synergy.tables.layouts.source import Source

NEEDED = ("actors.csv", "ties.csv")
PLACES = ("file", "row")  # where the first study had it
OF_ACTORS = ("id", "name", "name_en", "sector", "kind", "placeholder")  # all else in that table is computed


def _folder(path: Path) -> Path:
    return path / "tables" if (path / "tables").is_dir() else path


def recognises(source: Source) -> bool:
    """Return whether this is a folder that holds the tables of a result."""
    return source.path.is_dir() and all((_folder(source.path) / name).is_file() for name in NEEDED)


def read(source: Source) -> Imported:
    """Read actors, ties and programmes; what was computed is left, because it is computed again."""
    draft = Draft("tables", source.file)
    folder = _folder(source.path)
    for file, table in (("actors.csv", "stakeholders"), ("programmes.csv", "programmes")):
        if (folder / file).is_file():
            _things(folder / file, table, draft)
    for cells, origin in _rows(folder / "ties.csv", draft):
        ends = [draft.met("stakeholders", cells.pop(end), origin, exact=True) for end in ("from", "to")]
        draft.tie((ends[0], ends[1]), origin, cells)
    for path in sorted(folder.glob("*.csv")):
        if path.name not in (*NEEDED, "programmes.csv"):
            draft.left("computed_tables", Source(path).at(), path.name)
    return draft.finish()


def _things(path: Path, table: str, draft: Draft) -> None:
    for cells, origin in _rows(path, draft, OF_ACTORS if table == "stakeholders" else ()):
        leads, actors = cells.pop("leads", ""), cells.pop("actors", "")
        key = draft.thing(
            table, cells.pop("name"), origin, {k: v for k, v in cells.items() if k != "id"}, given=cells["id"]
        )
        unnamed = int(number(actors) or 0) - len([lead for lead in leads.split(";") if lead])
        for _ in range(unnamed):
            draft.left("parts_not_named", origin, cells["id"])
        for lead in filter(None, leads.split(";")):
            actor = draft.met("stakeholders", lead, origin, exact=True)
            draft.row("participation", {"actor": actor, "programme": key, "role": "lead", "status": "existing"}, origin)


def _rows(path: Path, draft: Draft, only: tuple[str, ...] = ()) -> Iterator[tuple[dict[str, str], Origin]]:
    """Yield the rows of a table without what was computed; ``only`` names the columns to keep."""
    source = Source(path)
    found: Listing | None = listing(source.sheets[0], lambda header: "id" in header)
    if found is None:
        raise source.stop("not-this-layout", value="tables")
    dropped = [h for h in found.header if h in PLACES or (only and h not in only)]
    for header in dropped:
        draft.left("computed_columns", found.grid.at(found.number, header), header)
    for row in found.rows:
        yield {h: _unescaped(v) for h, v in row.cells.items() if h not in dropped}, row.origin


def _unescaped(text: str) -> str:
    """Take back the apostrophe that stands before text a spreadsheet would run."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r" else text
