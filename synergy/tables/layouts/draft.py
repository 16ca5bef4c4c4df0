"""The study in the making: layouts put in what they meet, and get ids, defaults and one note of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from synergy.problems import Origin
from synergy.tables.layouts.imported import Imported, fold, slug, tidy
from synergy.tables.layouts.naming import MADE, REFERS, RESERVED, TIE_DEFAULTS, called, resolved
from synergy.tables.layouts.statuses import is_format, settled
from synergy.tables.layouts.telling import Telling
from synergy.tables.layouts.weights import no_tie, scale
from synergy.tables.table import Row
from synergy.tables.words import squeeze

ORDER = ("sources", "stakeholders", "programmes", "participation", "ties", "claims")


@dataclass(slots=True)
class _Thing:
    """An actor or a programme; ``given`` is the id the source has for it, "" where it has none.

    ``spelt`` is its name letter by letter as the source has it first.
    """

    origin: Origin
    name: str
    spelt: str
    given: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    declared: bool = False


class Draft(Telling):
    """Collects actors, programmes and rows between them. Actors are known by a key: an id or a folded name."""

    def __init__(self, layout: str, file: str) -> None:
        super().__init__()
        self.layout, self.file = layout, file
        self.study: dict[str, object] = {}
        self.default_weight = ""  # of a tie that the source gives none, where its format says so
        self._things: dict[str, dict[str, _Thing]] = {"stakeholders": {}, "programmes": {}}
        self._called: dict[tuple[str, str], set[str]] = {}  # (table, folded id or name) -> keys
        self._tie_ids: set[str] = set()
        self._rows: dict[str, list[tuple[Origin, dict[str, str]]]] = {}

    def thing(
        self, table: str, name: str, origin: Origin, cells: Mapping[str, str] | None = None, *, given: str = ""
    ) -> str:
        """Declare an actor or programme as a row of the source, and return its key; the same again is merged."""
        key = given or fold(name)
        self.count(table)
        cells = self._free(table, cells or {}, origin)
        for text in (given, name):
            self._called.setdefault((table, fold(text)), set()).add(key)
        known = self._things[table].get(key)
        if known is None:
            self._things[table][key] = _Thing(origin, tidy(name), name.strip(), given, cells, declared=True)
        elif known.declared:
            self.changed("rows_merged", origin, name, table=table, delta=-1)
            self._merge(known, cells, origin)
        else:
            if not given:
                self.same(table, key, name, origin)
            known.declared, known.name, known.spelt = True, tidy(name) or known.name, name.strip()
            known.cells = cells
            self.changed(MADE[table], origin, table=table, delta=-1)
        return key

    def _free(self, table: str, cells: Mapping[str, str], origin: Origin) -> dict[str, str]:
        """Return cells of the source; a column that has the name of one of ours is renamed and told."""
        free: dict[str, str] = {}
        reserved = RESERVED.get(table, ())
        for header, value in cells.items():
            column = called(table, header)
            column = header if column in cells or column in free else column
            if squeeze(column) in reserved and value.strip():
                self.changed("columns_renamed", origin, f"{column} → given_{column}")
                column = f"given_{column}"
            elif squeeze(column) in reserved:
                continue
            free[column] = value
            if (table, header) not in self._fixed:
                self._columns[table, header] = column
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
            things[key] = _Thing(origin, tidy(text), text.strip(), text if exact else "")
            self.changed(MADE[table], origin, text, table=table, delta=1)
        elif not exact and not things[key].given:
            self.same(table, key, text, origin)
        return key

    def same(self, table: str, key: str, text: str, origin: Origin) -> None:
        """Tell where a name of something known is spelt in another way: by case, blanks, or how accents are stored."""
        first = self._things[table][key]
        if text.strip() != first.spelt:
            self.changed("spellings_joined", origin, " / ".join(dict.fromkeys((first.name, tidy(text)))))

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
        keys = {column: value for column, value in cells.items() if column in REFERS.get(table, ())}
        self._add(table, keys, {column: value for column, value in cells.items() if column not in keys}, origin)

    def tie(self, ends: tuple[str, str], origin: Origin, cells: Mapping[str, str] | None = None) -> None:
        """Add a tie between two keys, unless its weight says that there is none."""
        self._weighed("ties", {"from": ends[0], "to": ends[1]}, cells or {}, origin)

    def part(self, keys: tuple[str, str], origin: Origin, cells: Mapping[str, str] | None = None) -> None:
        """Add the part of an actor in a programme, given by their keys, unless its weight says that there is none."""
        self._weighed("participation", {"actor": keys[0], "programme": keys[1]}, cells or {}, origin)

    def _weighed(self, table: str, keys: Mapping[str, str], cells: Mapping[str, str], origin: Origin) -> None:
        """Add a row; one whose weight is 0 or below says that there is no such tie, and is left out and told."""
        code, weight = no_tie(cells)
        if code:
            self.left(code, origin, weight if code == "negative_weight" else "", table=table)
        else:
            self._add(table, keys, cells, origin)

    def _add(self, table: str, keys: Mapping[str, str], cells: Mapping[str, str], origin: Origin) -> None:
        """Add a row, unless its status is a word that does not say whether it is there: such a row is left out."""
        free = self._free(table, cells, origin)
        if table in ("ties", "participation"):
            said = tidy(free.get("status", ""))
            free, unclear = settled(free)
            if unclear:
                self._unclear.setdefault(table, Counter())[tidy(unclear)] += 1
                self.left("status_unclear", origin, table=table)
                return
            if said and not is_format(said):
                self.changed("status_words", origin, f"{said} = {free['status']}")
        if table == "ties":
            free = self._one_id(free, origin)
        self.count(table)
        self._rows.setdefault(table, []).append((origin, {**keys, **free}))

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
        scale(self._rows.get("ties", ()), self.default_weight, self)
        for table, given in self._rows.items():
            tables[table] = tuple(Row(o, self._with_defaults(table, o, resolved(table, c, ids))) for o, c in given)
        tables["stakeholders"] = tuple(self._with_sector(row) for row in tables.get("stakeholders", ()))
        return Imported(
            layout=self.layout,
            file=self.file,
            tables={name: tables[name] for name in ORDER if name in tables},
            read=dict(self.read),
            notes=tuple(sorted(map(self._worded, self._notes.values()), key=lambda n: (n.kind, n.origin.key, n.code))),
            study=self.study,
            columns=self._moved(),
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
            for column, value, code in TIE_DEFAULTS:
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
