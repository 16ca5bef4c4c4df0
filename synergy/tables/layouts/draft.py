"""The study in the making: layouts put in what they meet, and get ids, defaults and one note of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from synergy.problems import Origin, Problem
from synergy.tables.layouts.imported import CHANGED, EXAMPLES, LEFT, Imported, Note, fold, number, slug, tidy
from synergy.tables.table import Row
from synergy.tables.words import COLUMNS, squeeze

REFERS = {
    "ties": {"from": "stakeholders", "to": "stakeholders", "reported_by": "stakeholders"},
    "participation": {"actor": "stakeholders", "programme": "programmes"},
    "claims": {"actors": "stakeholders"},
}
MADE = {"stakeholders": "actors_made", "programmes": "programmes_found"}
THING_COLUMNS, END_COLUMNS = ("id", "kode", "name", "nama"), ("from", "dari", "to", "ke", "target", "tujuan")
ORDER = ("sources", "stakeholders", "programmes", "participation", "ties", "claims")


@dataclass(slots=True)
class _Thing:
    """An actor or a programme; ``given`` is the id the source has for it, "" where it has none."""

    origin: Origin
    name: str
    given: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    declared: bool = False


class Draft:
    """Collects actors, programmes and rows between them. Actors are known by a key: an id or a folded name."""

    def __init__(self, layout: str, file: str) -> None:
        self.layout, self.file = layout, file
        self.study: dict[str, object] = {}
        self.problems: list[Problem] = []
        self.read: dict[str, int] = {}
        self._things: dict[str, dict[str, _Thing]] = {"stakeholders": {}, "programmes": {}}
        self._called: dict[tuple[str, str], set[str]] = {}  # (table, folded id or name) -> keys
        self._tie_ids: set[str] = set()
        self._rows: dict[str, list[tuple[Origin, dict[str, str]]]] = {}
        self._notes: dict[tuple[str, str, str], Note] = {}

    def changed(self, code: str, origin: Origin, value: str = "", *, table: str = "", delta: int = 0) -> None:
        """Note that something is not as it was in the source."""
        self._note(Note(code=code, kind=CHANGED, origin=origin, table=table, delta=delta), value)

    def left(self, code: str, origin: Origin, value: str = "", *, table: str = "") -> None:
        """Note that something was not taken over; with ``table``, a row that would have belonged there."""
        if table:
            self.count(table)
        self._note(Note(code=code, kind=LEFT, origin=origin, table=table, delta=-1 if table else 0), value)

    def _note(self, note: Note, value: str) -> None:
        key = (note.kind, note.code, note.table)
        shown = (tidy(value)[:60],) if value.strip() else ()
        old = self._notes.get(key)
        if old is None:
            self._notes[key] = replace(note, examples=shown)
        else:
            examples = tuple(dict.fromkeys((*old.examples, *shown)))[:EXAMPLES]
            count, delta = old.count + note.count, old.delta + note.delta
            self._notes[key] = replace(old, count=count, delta=delta, examples=examples)

    def count(self, table: str, rows: int = 1) -> None:
        """Count rows that the source has."""
        self.read[table] = self.read.get(table, 0) + rows

    def thing(
        self, table: str, name: str, origin: Origin, cells: Mapping[str, str] | None = None, *, given: str = ""
    ) -> str:
        """Declare an actor or programme as a row of the source, and return its key; the same again is merged."""
        key = given or fold(name)
        self.count(table)
        cells = self._free(cells or {}, THING_COLUMNS, origin)
        for text in (given, name):
            self._called.setdefault((table, fold(text)), set()).add(key)
        known = self._things[table].get(key)
        if known is None:
            self._things[table][key] = _Thing(origin, tidy(name), given, cells, declared=True)
        elif known.declared:
            self.changed("rows_merged", origin, name, table=table, delta=-1)
            self._merge(known, cells, origin)
        else:
            known.declared, known.name = True, tidy(name) or known.name
            known.cells = cells
            self.changed(MADE[table], origin, table=table, delta=-1)
        return key

    def _free(self, cells: Mapping[str, str], reserved: tuple[str, ...], origin: Origin) -> dict[str, str]:
        """Return cells of the source; a column that has the name of one of ours is renamed and told."""
        free: dict[str, str] = {}
        names = {**_WITH_DEFAULT, **(_RELATION if reserved == END_COLUMNS else {})}
        for header, value in cells.items():
            column = names.get(squeeze(header), header)
            column = header if column in cells else column
            if squeeze(column) in reserved and value.strip():
                self.changed("columns_renamed", origin, f"{column} → given_{column}")
                free[f"given_{column}"] = value
            elif squeeze(column) not in reserved:
                free[column] = value
        return free

    def _merge(self, known: _Thing, cells: Mapping[str, str], origin: Origin) -> None:
        for column, value in cells.items():
            old = known.cells.get(column, "").strip()
            if not old:
                known.cells[column] = value
            elif value.strip() and value.strip() != old:
                self.left("value_of_double", origin, f"{known.name}: {column} = {value}")

    def met(self, table: str, text: str, origin: Origin, *, exact: bool = False) -> str:
        """Return the key of an actor or programme that a cell names; made and told where it is not declared.

        ``exact``: the text is an id of the source, never a name.
        """
        things = self._things[table]
        key = text if exact else self._find(table, text)
        if key not in things:
            things[key] = _Thing(origin, tidy(text), text if exact else "")
            self.changed(MADE[table], origin, text, table=table, delta=1)
        elif not exact and not things[key].given and things[key].name != tidy(text):
            self.changed("spellings_joined", origin, f"{things[key].name} / {tidy(text)}")
        return key

    def _find(self, table: str, text: str) -> str:
        things = self._things[table]
        if text in things:
            return text
        plain = fold(text)
        if plain in things:
            return plain
        found = self._called.get((table, plain), set())
        return next(iter(found)) if len(found) == 1 else plain

    def row(self, table: str, cells: Mapping[str, str], origin: Origin) -> None:
        """Add a row; cells that refer to actors or programmes hold their keys."""
        self.count(table)
        reserved = () if table == "ties" else tuple(REFERS.get(table, ()))
        own = {column: value for column, value in cells.items() if column in reserved}
        others = {column: value for column, value in cells.items() if column not in reserved}
        free = {**own, **self._free(others, reserved, origin)}
        self._rows.setdefault(table, []).append((origin, free))

    def tie(self, ends: tuple[str, str], origin: Origin, cells: Mapping[str, str] | None = None) -> None:
        """Add a tie between two keys; one whose weight is 0 says that there is none and is left out."""
        weight = number((cells or {}).get("weight", ""))
        if weight == 0:
            self.left("zero_weight", origin, table="ties")
        else:
            free = self._one_id(self._free(cells or {}, END_COLUMNS, origin), origin)
            self.row("ties", {"from": ends[0], "to": ends[1], **free}, origin)

    def _one_id(self, cells: dict[str, str], origin: Origin) -> dict[str, str]:
        """Return the cells of a tie; an id that another tie has moves aside."""
        given = tidy(cells.get("id", ""))
        if not given or fold(given) not in self._tie_ids:
            self._tie_ids.add(fold(given))
            return cells
        self.changed("ids_changed", origin, given, table="ties")
        return {("given_id" if column == "id" else column): value for column, value in cells.items()}

    def has(self, table: str, key: str) -> bool:
        """Return whether an actor or programme is known."""
        return key in self._things[table]

    def cell(self, table: str, key: str, column: str) -> str:
        """Return what is known of an actor or programme in one column."""
        return self._things[table][key].cells.get(column, "")

    def is_only(self, table: str, text: str) -> bool:
        """Return whether a name is known in this table and in no other."""
        known = {name for name, things in self._things.items() if self._find(name, text) in things}
        return known == {table}

    def add_to(self, table: str, key: str, cells: Mapping[str, str]) -> None:
        """Add cells to an actor or programme already known."""
        self._things[table][key].cells.update(cells)

    def finish(self) -> Imported:
        """Return the rows, with ids and defaults, and all notes."""
        ids = {table: self._ids(table, things) for table, things in self._things.items()}
        tables: dict[str, tuple[Row, ...]] = {}
        for table, things in self._things.items():
            rows = [Row(t.origin, {"id": ids[table][key], "name": t.name, **t.cells}) for key, t in things.items()]
            tables |= {table: tuple(rows)} if rows else {}
        self._scale()
        for table, given in self._rows.items():
            tables[table] = tuple(Row(o, self._with_defaults(table, o, _resolved(table, c, ids))) for o, c in given)
        tables["stakeholders"] = tuple(self._with_sector(row) for row in tables.get("stakeholders", ()))
        return Imported(
            layout=self.layout,
            file=self.file,
            tables={name: tables[name] for name in ORDER if name in tables},
            read=dict(self.read),
            notes=tuple(sorted(self._notes.values(), key=lambda n: (n.kind, n.origin.key, n.code))),
            study=self.study,
            problems=tuple(self.problems),
        )

    def _ids(self, table: str, things: Mapping[str, _Thing]) -> dict[str, str]:
        """Return an id for each key: the source's own, else the name where it is one word, else made from it."""
        ids: dict[str, str] = {}
        used: set[str] = set()
        for key, thing in things.items():
            thing.name = thing.name or tidy(thing.given)
            wanted = tidy(thing.given) or (thing.name if " " not in thing.name else slug(thing.name))
            wanted = wanted if ";" not in wanted and wanted else slug(wanted)
            free = wanted
            n = 1
            while fold(free) in used:
                n += 1
                free = f"{wanted}-{n}"
            used.add(fold(free))
            thing.name = thing.name or free
            ids[key] = free
            if thing.given and free != thing.given:
                self.changed("ids_changed", thing.origin, f"{thing.given} → {free}", table=table)
        return ids

    def _with_sector(self, row: Row) -> Row:
        if row.cells.get("sector", "").strip():
            return row
        self.changed("sector_unknown", row.origin)
        return replace(row, cells={**row.cells, "sector": "unknown"})

    def _with_defaults(self, table: str, origin: Origin, cells: dict[str, str]) -> dict[str, str]:
        if table == "ties":
            for column, value, code in _TIE_DEFAULTS:
                if not cells.get(column, "").strip():
                    self.changed(code, origin)
                    cells = {**cells, column: value}
        if table == "participation" and not cells.get("role", "").strip():
            self.changed("role_implement", origin)
            cells = {**cells, "role": "implement"}
        if table in ("ties", "participation") and not cells.get("status", "").strip():
            self.changed("status_existing", origin)
            cells = {**cells, "status": "existing"}
        return cells

    def _scale(self) -> None:
        """Turn weights into strengths: as they are where none is above 1, else as shares of the largest."""
        rows = [(o, c) for o, c in self._rows.get("ties", ()) if c.get("weight", "").strip() and not c.get("strength")]
        weights = [w for _, c in rows if (w := number(c["weight"])) is not None and w > 0]
        top = max(weights, default=0.0)
        for origin, cells in rows:
            weight = number(cells["weight"])
            if weight is None:
                self.changed("weight_not_number", origin, cells["weight"])
            elif weight < 0:
                self.changed("negative_weight", origin, cells["weight"])
            else:
                cells["strength"] = f"{weight / top if top > 1 else weight:.6g}"
        if top > 1 and rows:
            self.changed("weights_scaled", rows[0][0], f"{top:g}")


_WITH_DEFAULT = {  # columns that get a default: they must be known by one name
    squeeze(name): column
    for column in ("type", "status", "directed", "strength", "role", "sector")
    for name in (column, COLUMNS[column])
}
_RELATION = dict.fromkeys(("relation", "relationship", "relasi", "tietype", "edgetype", "interaction"), "type")
_RELATION |= {"id": "id", "kode": "id"}
_TIE_DEFAULTS = (("type", "unspecified", "type_unspecified"), ("directed", "", "direction_by_type"))


def _resolved(table: str, cells: Mapping[str, str], ids: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    refers = REFERS.get(table, {})
    return {c: ids[refers[c]].get(v, v) if c in refers and v else v for c, v in cells.items()}
