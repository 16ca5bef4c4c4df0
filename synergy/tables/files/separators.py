"""Whether the rows of a text file are separated as its header is: if not, every row would be a problem of its own."""

from __future__ import annotations

from itertools import islice

from synergy.problems import Origin, Problem, Severity
from synergy.tables.words import header_words

DELIMITERS = ",;\t"
SAMPLE = 200_000  # characters
ROWS = 200
_SHOWN = {"\t": "tab"}


def mixed_separators(text: str, file: str) -> list[Problem]:
    r"""Return the problem of a header that is separated in another way than most rows below it; none otherwise.

    Examples
    --------
    >>> [one.values for one in mixed_separators("id\tname\nA1,Polres\n", "x.csv")]
    [{'head': 'tab', 'rows': ','}]
    """
    lines = [(n, line) for n, line in enumerate(text[:SAMPLE].splitlines(), 1) if line.strip()]
    for i, (number, line) in enumerate(islice(lines, 20)):
        for head in DELIMITERS:
            if header_words(line.split(head)) >= 2:
                rows = _other([below for _, below in lines[i + 1 : i + 1 + ROWS]], head, line.count(head))
                values = {"head": _SHOWN.get(head, head), "rows": _SHOWN.get(rows, rows)}
                place = Origin(file, number)
                found = Problem(code="mixed-separators", severity=Severity.ERROR, origin=place, values=values)
                return [found] if rows else []
    return []


def _other(rows: list[str], head: str, count: int) -> str:
    """Return the separator that most rows have as often as the header has its own, which they lack; or ""."""
    for other in DELIMITERS.replace(head, ""):
        fitting = sum(row.count(other) == count and head not in row for row in rows)
        if 2 * fitting > len(rows):
            return other
    return ""
