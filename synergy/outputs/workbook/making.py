"""The workbook while it is made: its words, its looks, and the names of its sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.outputs.workbook.cells import Cells
from synergy.outputs.workbook.looks import Looks

LEADING = ("cover", "contents", "notes", "dictionary", "codes")  # the sheets before those of results


@dataclass(frozen=True)
class Making:
    """What the sheets of one workbook share."""

    analysis: Analysis
    words: Catalogue
    book: Any
    looks: Looks
    cells: Cells

    def sheet_name(self, what: str) -> str:
        """Return the name of one of the leading sheets."""
        return self.words.text(f"workbook.sheet.{what}")
