"""Every problem of a study as a table: ``synergy check STUDY --csv FILE``."""

from __future__ import annotations

from collections.abc import Iterable

from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.checking.whole_file import csv_bytes
from synergy.problems import Problem

COLUMNS = (
    ("code", "severity", "file", "sheet", "row", "column", "cell", "value")
    + tuple(f"message_{language}" for language in LANGUAGES)
    + ("suggestion",)
)


def problems_csv(problems: Iterable[Problem]) -> bytes:
    """Return one row a problem, with its place, its sentences in both languages and what was probably meant.

    Personal data in them are masked already.
    """
    words = {language: open_catalogue(language) for language in LANGUAGES}
    return csv_bytes(
        COLUMNS,
        (
            {
                "code": problem.code,
                "severity": str(problem.severity),
                "file": problem.origin.file,
                "sheet": problem.origin.sheet,
                "row": problem.origin.row,
                "column": problem.origin.column,
                "cell": problem.values.get("cell"),
                "value": problem.value,
                **{f"message_{language}": words[language].problem(problem) for language in LANGUAGES},
                "suggestion": problem.suggestion,
            }
            for problem in problems
        ),
    )
