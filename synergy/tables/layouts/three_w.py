"""3W matrix (who does what, where): rows of a list, by header or by HXL tags."""

from __future__ import annotations

from collections.abc import Sequence

from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, tidy
from synergy.tables.layouts.listing import Listing, listings, pick, tell_rest
from synergy.tables.layouts.source import Source
from synergy.tables.table import Row

WHO = (
    "who",
    "siapa",
    "organisation",
    "organization",
    "organisasi",
    "lembaga",
    "instansi",
    "agency",
    "opd",
    "actor",
    "aktor",
)
WHAT = ("what", "apa", "activity", "kegiatan", "project", "proyek", "programme", "program", "intervention")
SECTOR = ("cluster", "klaster", "sector", "sektor", "bidang")
WHERE: tuple[str, ...] = (
    "where",
    "di mana",
    "dimana",
    "location",
    "lokasi",
    "wilayah",
    "territory",
    "district",
    "kecamatan",
)
WHERE += ("kelurahan", "province", "provinsi", "adm1", "adm2", "adm3", "admin1", "admin2", "admin3")
STATUS = {"ongoing": "existing", "active": "existing", "completed": "ended", "closed": "ended", "planned": "intended"}
TAGS = (("#org",), ("#activity", "#project", "#service"), ("#sector", "#subsector"), ("#adm", "#loc", "#geo"))


def _is_3w(header: Sequence[str]) -> bool:
    return bool(pick(header, WHO) and (pick(header, WHAT) or pick(header, SECTOR)) and pick(header, WHERE))


def _is_tags(header: Sequence[str]) -> bool:
    tags = ["".join(cell.split()).casefold() for cell in header]
    return any(t.startswith("#org") for t in tags) and any(t.startswith(("#adm", "#loc")) for t in tags)


def _found(source: Source) -> list[Listing]:
    return listings(source, _is_3w) or listings(source, _is_tags)


def recognises(source: Source) -> bool:
    """Return whether a sheet has columns for who, what and where."""
    return source.head[:1] != "<" and bool(_found(source))


def read(source: Source) -> Imported:
    """Read every row as an actor's part in a programme; the places of a programme are those of its rows."""
    draft = Draft("threew", source.file)
    found = _found(source)
    for one in found:
        _rows(one, draft)
    tell_rest(source, found, draft)
    return draft.finish()


def _columns(found: Listing) -> tuple[str, str, str, tuple[str, ...]]:
    """Return the headers of who, what, sector, and all that say where."""
    tags = found.tags or {header: "".join(header.split()).casefold() for header in found.header}

    def tagged(starts: tuple[str, ...]) -> list[str]:
        return [header for header, tag in tags.items() if tag.startswith(starts)]

    who, what, sector, places = (tagged(starts) for starts in TAGS)
    named = [found.column(names) for names in (WHO, WHAT, SECTOR)]
    where = places or [h for h in found.header if pick([h], WHERE)]
    first = [(group or [name])[0] for group, name in zip((who, what, sector), named, strict=True)]
    return first[0], first[1] or first[2], first[2], tuple(where)


def _rows(found: Listing, draft: Draft) -> None:
    who, what, sector, where = _columns(found)
    places: dict[str, list[str]] = {}
    clusters: dict[str, list[str]] = {}
    for row in found.rows:
        actor, programme = row.cells[who].strip(), row.cells[what].strip()
        if not (actor and programme):
            _incomplete(row, actor, programme, draft)
            continue
        keys = {"actor": draft.met("stakeholders", actor, row.origin)}
        keys["programme"] = draft.met("programmes", programme, row.origin)
        spots = [part for h in where for part in _parts(row.cells[h])]
        _gather(places, keys["programme"], spots)
        _gather(clusters, keys["programme"], _parts(row.cells[sector]) if sector not in ("", what) else [])
        used = {who, what, *where} | ({sector} if sector else set())
        cells = {header: value for header, value in row.cells.items() if header not in used}
        cells = _status(cells, row, draft)
        draft.row("participation", {**cells, **keys, "territory": "; ".join(spots)}, row.origin)
    for column, values in (("territory", places), ("cluster", clusters)):
        for key, words in values.items():
            draft.add_to("programmes", key, {column: "; ".join(words)} if words else {})


def _status(cells: dict[str, str], row: Row, draft: Draft) -> dict[str, str]:
    """Write the words that 3W lists have for the state of an activity as statuses."""
    header = pick(list(cells), ("status",))
    word = STATUS.get(tidy(cells.get(header, "")).casefold(), "") if header else ""
    if not word:
        return cells
    draft.changed("status_words", row.origin, f"{cells[header]} = {word}")
    return {**cells, header: word}


def _incomplete(row: Row, actor: str, programme: str, draft: Draft) -> None:
    if actor:
        draft.met("stakeholders", actor, row.origin)
    if programme:
        draft.met("programmes", programme, row.origin)
    draft.left("rows_incomplete", row.origin, actor or programme, table="participation")


def _parts(text: str) -> list[str]:
    """Return the words of a cell that lists several, separated by semicolons or bars."""
    return [tidy(part) for part in text.replace("|", ";").split(";") if part.strip()]


def _gather(into: dict[str, list[str]], key: str, words: list[str]) -> None:
    known = into.setdefault(key, [])
    known += [word for word in dict.fromkeys(words) if word not in known]
