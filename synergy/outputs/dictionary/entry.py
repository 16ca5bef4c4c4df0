"""One column of an output table: what its cells hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from synergy.measures.definition import Definition


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One column; its words stand in the language files (``meaning.py`` tells under which keys).

    ``low`` and ``high`` bound a number, None where there is no bound. ``codes`` names the closed list its words come
    from (``codes.py``), ``terms`` the list of the study's vocabulary, ``refers`` the table whose ids it holds
    ("reporters": an actor or a source). ``several``: a list separated by semicolons. ``required``: never blank.
    ``measure`` is the key of a registered measure and ``definition`` who defined it; ``study`` the input table whose
    column of the same name it repeats.
    """

    name: str
    holds: Holds = Holds.TEXT
    low: float | None = None
    high: float | None = None
    codes: str = ""
    terms: str = ""
    refers: str = ""
    several: bool = False
    required: bool = False
    measure: str = ""
    definition: Definition | None = None
    study: str = ""
