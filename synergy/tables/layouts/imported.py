"""What a foreign file gave: rows of our tables, each with its place, and a note of all that is not as it was."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from synergy.problems import Origin, Problem
from synergy.tables.table import Row

CHANGED, LEFT = "changed", "left"
EXAMPLES, ROWS = 3, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One kind of thing that was changed or left, told once.

    ``count`` is how many things it is about; ``delta`` how many rows of ``table`` the study has more (or,
    below 0, fewer) than the source because of it. ``examples`` are values met, at most three; ``words`` are
    all values met with their number, where each of them matters; ``rows`` are those of the source that were
    left out, at most twenty.
    """

    code: str
    kind: str
    origin: Origin
    count: int = 1
    table: str = ""
    delta: int = 0
    examples: tuple[str, ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    rows: tuple[str, ...] = ()


class Moved(NamedTuple):
    """Where a column of the source went: a column of a table, ``ours`` or kept as an attribute; "" where nowhere."""

    header: str
    table: str
    column: str
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A foreign file as rows of the format.

    ``columns`` tells where each column of the source went, ``problems`` what a check says of the new study.
    ``read`` counts what the source holds, by the table it belongs to. For every table,
    rows = ``read`` + the sum of ``delta`` of its notes: nothing is lost in silence.
    """

    layout: str
    file: str
    tables: Mapping[str, tuple[Row, ...]]
    read: Mapping[str, int]
    notes: tuple[Note, ...] = ()
    study: Mapping[str, object] = field(default_factory=dict)
    columns: tuple[Moved, ...] = ()
    problems: tuple[Problem, ...] = ()


def tidy(text: str) -> str:
    r"""Return text in NFC with single blanks and nothing invisible.

    Examples
    --------
    >>> tidy(" Dinas\u00a0 Sosial\n")
    'Dinas Sosial'
    """
    plain = unicodedata.normalize("NFC", text.replace("\u200b", ""))
    return " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else " " for c in plain).split())


def fold(text: str) -> str:
    """Return a name as names are compared: tidy and of one case."""
    return unicodedata.normalize("NFC", tidy(text).casefold())


def slug(text: str) -> str:
    """Return an id made from a name.

    Examples
    --------
    >>> slug("Dinas Sosial (Kota)")
    'dinas-sosial-kota'
    """
    return "-".join(re.findall(r"[^\W_]+", fold(text))) or "x"


def number(text: str) -> float | None:
    """Return a finite number, a comma before its fraction allowed, or None.

    Examples
    --------
    >>> number("0,5"), number("2"), number("NA")
    (0.5, 2.0, None)
    """
    plain = text.strip()
    if re.fullmatch(r"[+-]?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", plain, re.ASCII):
        return None
    return float(plain)
