"""What is told of an import: rows counted, one note of each kind, and where each column of the source went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from synergy.problems import Origin
from synergy.tables.layouts.imported import CHANGED, EXAMPLES, LEFT, ROWS, Moved, Note, tidy


class Telling:
    """Collects what is told, in the order met."""

    def __init__(self) -> None:
        self.read: dict[str, int] = {}
        self._notes: dict[tuple[str, str, str], Note] = {}
        self._unclear: dict[str, Counter[str]] = {}  # table -> words that are no status
        self._columns: dict[tuple[str, str], str] = {}  # (table, header) -> column
        self._heads: dict[str, None] = {}  # headers of the source, in their order
        self._fixed: set[tuple[str, str]] = set()  # (table, header) of which the layout says what became

    def changed(self, code: str, origin: Origin, value: str = "", *, table: str = "", delta: int = 0) -> None:
        """Note that something is not as it was in the source."""
        self._note(Note(code=code, kind=CHANGED, origin=origin, table=table, delta=delta), value)

    def left(self, code: str, origin: Origin, value: str = "", *, table: str = "") -> None:
        """Note that something was not taken over; with ``table``, a row that would have belonged there."""
        if table:
            self.count(table)
        rows = (str(origin.row),) if table and origin.row else ()
        self._note(Note(code=code, kind=LEFT, origin=origin, table=table, delta=-1 if table else 0, rows=rows), value)

    def heads(self, headers: Iterable[str], table: str = "", **became: str) -> None:
        """Register columns of the source; ``became`` names those (column=header) that are not simply copied."""
        self._heads |= dict.fromkeys([*headers, *became.values()])
        for column, header in became.items():
            self._columns[table, header] = column
            self._fixed.add((table, header))

    def _moved(self) -> tuple[Moved, ...]:
        """Return where each column of the source went."""
        moved = []
        for header in self._heads:
            found = [Moved(header, t, column) for (t, h), column in self._columns.items() if h == header]
            moved += found or [Moved(header, "", "")]
        return tuple(moved)

    def _note(self, note: Note, value: str) -> None:
        key = (note.kind, note.code, note.table)
        shown = (tidy(value)[:60],) if value.strip() else ()
        old = self._notes.get(key)
        if old is None:
            self._notes[key] = replace(note, examples=shown)
        else:
            examples = tuple(dict.fromkeys((*old.examples, *shown)))[:EXAMPLES]
            count, delta = old.count + note.count, old.delta + note.delta
            rows = _rows(old, note)
            self._notes[key] = replace(old, count=count, delta=delta, examples=examples, rows=rows)

    def _worded(self, note: Note) -> Note:
        """Return a note with all the words that it is about, where each of them matters."""
        words = self._unclear.get(note.table, Counter()) if note.code == "status_unclear" else Counter()
        return replace(note, words=tuple(sorted(words.items(), key=lambda item: (-item[1], item[0]))))

    def count(self, table: str, rows: int = 1) -> None:
        """Count rows that the source has."""
        self.read[table] = self.read.get(table, 0) + rows


def _rows(old: Note, new: Note) -> tuple[str, ...]:
    """Return the rows of two notes of one kind, with the sheet where it is another."""
    here = new.rows if new.origin.sheet == old.origin.sheet else [f"{new.origin.sheet}:{row}" for row in new.rows]
    rows = tuple(dict.fromkeys((*old.rows, *here)))
    return rows if len(rows) <= ROWS else (*rows[:ROWS], "…")
