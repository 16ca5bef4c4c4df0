"""Rows that only show how to fill in a table: their first cell begins with ``(example)`` or ``(contoh)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"\s*\((example|contoh|ignore|abaikan)\)", re.IGNORECASE)


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
