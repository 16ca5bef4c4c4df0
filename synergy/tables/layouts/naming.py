"""How columns of a foreign file are called in the study in the making, and which hold what a layout gives."""

from __future__ import annotations

from collections.abc import Mapping

from synergy.tables.layouts.statuses import is_status
from synergy.tables.words import COLUMNS, squeeze

REFERS = {
    "ties": {"from": "stakeholders", "to": "stakeholders", "reported_by": "stakeholders"},
    "participation": {"actor": "stakeholders", "programme": "programmes"},
    "claims": {"actors": "stakeholders"},
}
MADE = {"stakeholders": "actors_made", "programmes": "programmes_found"}
THING_COLUMNS, END_COLUMNS = ("id", "kode", "name", "nama"), ("from", "dari", "to", "ke", "target", "tujuan")
TIE_DEFAULTS = (("type", "unspecified", "type_unspecified"), ("directed", "", "direction_by_type"))
_WITH_DEFAULT = {  # columns that get a default: they must be known by one name
    squeeze(name): column
    for column in ("type", "status", "directed", "strength", "frequency", "role", "sector")
    for name in (column, COLUMNS[column])
}
_RELATION = dict.fromkeys(("relation", "relationship", "relasi", "tietype", "edgetype", "interaction"), "type")
_RELATION |= {"id": "id", "kode": "id"}
RESERVED: dict[str, tuple[str, ...]] = {
    **{table: tuple(refers) for table, refers in REFERS.items()},
    **dict.fromkeys(MADE, THING_COLUMNS),
    "ties": END_COLUMNS,
}


def called(table: str, header: str) -> str:
    """Return what we call a column of the source; its own name where it is none of those that get a default."""
    key = squeeze(header)
    if table in ("ties", "participation") and is_status(header):
        return "status"
    return _WITH_DEFAULT.get(key) or (_RELATION.get(key) if table == "ties" else None) or header


def resolved(table: str, cells: Mapping[str, str], ids: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the cells of a row with ids in place of the keys of actors and programmes."""
    refers = REFERS.get(table, {})
    return {c: ids[refers[c]].get(v, v) if c in refers and v else v for c, v in cells.items()}
