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
TIMES = {
    "valid_from": ("valid_from", "mulai", "start", "start date", "date start", "tanggal mulai", "from"),
    "valid_to": ("valid_to", "selesai", "end", "end date", "date end", "tanggal selesai", "to"),
}
TIME_TAGS = {"valid_from": "#date+start", "valid_to": "#date+end"}
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


def _times(found: Listing) -> dict[str, str]:
    """Return the headers of the dates on which a part begins and ends, each with its column."""
    tags = found.tags or {header: "".join(header.split()).casefold() for header in found.header}
    times = {}
    for column, names in TIMES.items():
        tagged = next((header for header, tag in tags.items() if tag.startswith(TIME_TAGS[column])), "")
        times[tagged or found.column(names)] = column
    return {header: column for header, column in times.items() if header}


def _rows(found: Listing, draft: Draft) -> None:
    who, what, sector, where = _columns(found)
    times = _times(found)
    dates = {column: header for header, column in times.items()}
    draft.heads(found.header, "participation", actor=who, programme=what, **dates)
    draft.heads([], "programmes", **({"cluster": sector} if sector not in ("", what) else {}))
    for header in where:
        draft.heads([], "programmes", territory=header)
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
        cells = {times.get(header, header): value for header, value in row.cells.items() if header not in used}
        draft.row("participation", {**cells, **keys, "territory": "; ".join(spots)}, row.origin)
    for column, values in (("territory", places), ("cluster", clusters)):
        for key, words in values.items():
            draft.add_to("programmes", key, {column: "; ".join(words)} if words else {})


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
