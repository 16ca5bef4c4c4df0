"""Rows that only show how to fill in a table: their first cell begins with ``(example)`` or ``(contoh)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"\s*\((?:example|contoh|(ignore|abaikan))\)", re.IGNORECASE)


def is_example(cells: Sequence[str]) -> bool:
    """Return whether a row is marked as an example; ``(ignore)`` marks one, too, as it does a sheet.

    Examples
    --------
    >>> is_example(["", "(contoh) Dinas Sosial", "ngo"]), is_example(["A1", "(contoh)"])
    (True, False)
    """
    for cell in cells:
        if cell and cell.strip():
            return cell.lstrip()[:1] == "(" and _MARK.match(cell) is not None
    return False


def is_put_aside(cell: str) -> bool:
    """Return whether the mark of a cell asks to leave its row out, rather than calling it an example.

    Examples
    --------
    >>> is_put_aside("(abaikan) Dinas Sosial"), is_put_aside("(contoh) Dinas Sosial")
    (True, False)
    """
    found = _MARK.match(cell)
    return found is not None and found.group(1) is not None
