"""What somebody answered about pairs of names: the table of ``synergy check STUDY --same FILE``, given back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from synergy.dataset.cells import fold, word_key
from synergy.dataset.choices import YES_NO
from synergy.dataset.personal_data import masked
from synergy.outputs.checking.whole_file import armed
from synergy.problems import Origin, Problem, Severity, UnusablePlace
from synergy.tables.files.csv import read_bytes
from synergy.tables.files.encoding import decode

NEEDED = ("decision", "name_a", "name_b", "id_a", "id_b")
_ANSWERS = {word_key(word): answer for answer, words in YES_NO.items() for word in (answer, *words)}

Pair = frozenset[str]  # of two ids, or of two folded names


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the table, and its number as a spreadsheet shows it."""

    row: int
    cells: dict[str, str]

    @property
    def answer(self) -> str:
        """Return "yes" or "no"; "" where the cell is blank or holds another word."""
        return _ANSWERS.get(word_key(self.cells["decision"]), "")

    @property
    def pairs(self) -> tuple[Pair, Pair]:
        """Return the pair by its ids (by a name where there is none), and by its names."""
        ids = frozenset(self.cells[f"id_{end}"] or fold(self.cells[f"name_{end}"]) for end in "ab")
        return ids, frozenset(fold(self.cells[f"name_{end}"]) for end in "ab")


@dataclass(frozen=True, slots=True)
class Decisions:
    """A table of pairs as given back."""

    file: str = ""
    rows: tuple[Decision, ...] = ()

    def answered(self, *answers: str) -> set[Pair]:
        """Return the pairs with one of these answers, by their ids and by their names."""
        return {pair for row in self.rows if row.answer in answers for pair in row.pairs}

    def notes(self) -> dict[Pair, dict[str, str]]:
        """Return what was written beside each pair that is not answered."""
        decided = self.answered("yes", "no")
        return {pair: row.cells for row in self.rows for pair in row.pairs if pair not in decided}

    def unclear(self) -> Iterator[Problem]:
        """Yield a warning for each answer that is neither yes nor no."""
        for row in self.rows:
            if row.cells["decision"] and not row.answer:
                place = Origin(self.file, row.row, "decision")
                value = masked(row.cells["decision"])
                yield Problem(code="unclear-answer", severity=Severity.WARNING, origin=place, value=value)


def read_decisions(path: Path) -> Decisions:
    """Read the pairs answered so far; none where there is no such file yet.

    Raises
    ------
    UnusablePlace
        If the file is no such table: it would be lost if it were written over.
    """
    if not path.exists():
        return Decisions(path.name)
    text, _, _ = decode(read_bytes(path), path.name)
    for delimiter in ",;\t":
        reader = csv.reader(io.StringIO(text or "", newline=""), delimiter=delimiter)
        with suppress(csv.Error):
            header = next(reader, [])
            if set(NEEDED) <= set(header):
                rows = [(number, cells) for number, cells in enumerate(reader, 2) if any(cells)]
                return Decisions(path.name, tuple(Decision(n, _under(header, cells)) for n, cells in rows))
    raise UnusablePlace("same-not-ours", path, columns=", ".join(NEEDED))


def _under(header: list[str], cells: list[str]) -> dict[str, str]:
    filled = [*cells, *[""] * (len(header) - len(cells))]
    return {name: armed(cell.strip()) for name, cell in zip(header, filled, strict=False) if name}
