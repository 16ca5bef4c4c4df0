"""The columns of a table in the workbook: those of its CSV file, and names beside ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from synergy.language import Catalogue
from synergy.outputs.dictionary import DICTIONARY, Entry, Holds
from synergy.outputs.dictionary.meaning import allowed, kind, meaning, origin, title

NAMED = ("actors", "programmes", "reporters", "measures")  # what an id may refer to that has a name of its own
FROZEN = {"actors": 2, "programmes": 2, "network": 2, "ties": 5, "missing_links": 4, "overlaps": 4} | dict.fromkeys(
    ("communities", "brokerage"), 2
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as the workbook shows it; ``names`` for one that only gives names to the ids in the one before."""

    table: str
    entry: Entry
    names: bool = False

    @property
    def code(self) -> str:
        """Name of the column: that of the CSV file, or one that only the workbook has."""
        return f"{self.entry.name}_name" if self.names else self.entry.name

    def title(self, words: Catalogue) -> str:
        """Return its short name."""
        own = title(self.table, self.entry, words)
        return words.text("dictionary.name_of", title=own) if self.names else own

    def head(self, words: Catalogue) -> str:
        """Return its header: the short name for a reader, then the code for a program."""
        return words.text("workbook.head", title=self.title(words), code=self.code)

    def meaning(self, words: Catalogue) -> str:
        """Return what it says."""
        return words.text("dictionary.name_meaning") if self.names else meaning(self.table, self.entry, words)

    def kind(self, words: Catalogue) -> str:
        """Return what its cells hold."""
        return words.text("dictionary.holds.text") if self.names else kind(self.entry, words)

    def allowed(self, words: Catalogue) -> str:
        """Return the range of its cells."""
        return "" if self.names else allowed(self.entry, words)

    def origin(self, words: Catalogue) -> str:
        """Return where it comes from."""
        return words.text("dictionary.from_synergy") if self.names else origin(self.entry, words)

    @property
    def number_look(self) -> str:
        """Which look its numbers have; "" for a column of text."""
        if self.names or self.entry.holds in (Holds.TEXT, Holds.YES_NO):
            return ""
        if self.entry.name in ("p_value", "q_value"):
            return "p_value"
        if self.table == "network":
            return "any"  # counts and shares stand in one column
        return "whole" if self.entry.holds is Holds.WHOLE else "number"


def shown_columns(table: str) -> tuple[Shown, ...]:
    """Return the columns of a table as the workbook shows them.

    Examples
    --------
    >>> [column.code for column in shown_columns("communities")]
    ['actor', 'actor_name', 'community', 'stability', 'in_core']
    """
    return tuple(_shown(table))


def _shown(table: str) -> Iterator[Shown]:
    for entry in DICTIONARY[table]:
        yield Shown(table, entry)
        if entry.refers in NAMED:
            yield Shown(table, entry, names=True)
