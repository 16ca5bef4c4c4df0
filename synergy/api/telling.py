"""Exceptions that say in a traceback what the commands print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from synergy.language import open_catalogue
from synergy.problems import InvalidInput, Problem, Severity, UnusablePlace


@contextmanager
def telling() -> Iterator[None]:
    """Add to an exception of ours, as notes, every error with its place, or why the place cannot be used."""
    words = open_catalogue("en")
    try:
        yield
    except InvalidInput as invalid:
        for problem in invalid.problems:
            if problem.severity is Severity.ERROR:
                invalid.add_note(f"{_place(problem)}  {words.problem(problem)}")
        raise
    except UnusablePlace as place:
        place.add_note(words.text(f"place.{place.code}", path=place.path, **place.values))
        raise


def _place(problem: Problem) -> str:
    origin = problem.origin
    return ":".join(str(part) for part in (origin.file, origin.sheet, origin.row, origin.column) if part)
