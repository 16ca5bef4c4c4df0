"""Where a cell stands, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error stops the run, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Origin:
    """The place a value was read from; ``row`` counts as a spreadsheet or editor shows it, header included."""

    file: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None

    @property
    def table(self) -> str:
        """Name of the table: the sheet, or the file without its ending."""
        return self.sheet or self.file.rsplit(".", 1)[0]

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Order of places in a report: file, sheet, row, column."""
        return (self.file, self.sheet or "", self.row or 0, self.column or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend: a stable code, its weight, its place and the values its sentence needs.

    ``value`` is the text found; ``suggestion`` what probably was meant. The sentences
    themselves stand in ``synergy/language``.
    """

    code: str
    severity: Severity
    origin: Origin
    value: str = ""
    suggestion: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


class InvalidInput(Exception):
    """The study cannot be used as it is; carries every problem found, and what became of every row."""

    def __init__(self, problems: Iterable[Problem], account: tuple[object, ...] = ()) -> None:
        self.account = account
        self.problems = tuple(sorted(problems, key=lambda p: (p.severity, p.origin.key, p.code)))
        super().__init__(f"{len(self.problems)} problems")


class UnusablePlace(Exception):
    """A file or folder that cannot be read or written; ``code`` names the sentence, ``path`` the place."""

    def __init__(self, code: str, path: object, **values: object) -> None:
        self.code, self.path, self.values = code, str(path), values
        super().__init__(f"{code}: {path}")
