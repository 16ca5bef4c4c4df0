"""Where a cell stands, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
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


def with_others(problems: Iterable[Problem], alike: Callable[[Problem], bool]) -> list[tuple[Problem, int]]:
    """Return problems, each with how many others of its code it stands for; where they count, the first has the sum.

    Parameters
    ----------
    problems : in the order in which they are shown.
    alike : which of them are told once for all of a code; the others are told one by one.

    Examples
    --------
    >>> three = [Problem(code="x", severity=Severity.NOTICE, origin=Origin("a.csv"), values={"count": 2})] * 3
    >>> [(problem.values["count"], others) for problem, others in with_others(three, lambda problem: True)]
    [(6, 2)]
    """
    kept: dict[object, Problem] = {}
    others: dict[object, int] = {}
    for i, problem in enumerate(problems):
        key = problem.code if alike(problem) else i
        if key not in kept:
            kept[key], others[key] = problem, 0
            continue
        others[key] += 1
        so_far, more = kept[key].values.get("count"), problem.values.get("count")
        if isinstance(so_far, int) and isinstance(more, int):
            kept[key] = replace(kept[key], values={**kept[key].values, "count": so_far + more})
    return [(problem, others[key]) for key, problem in kept.items()]


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
