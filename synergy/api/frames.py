"""Records as rows of a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from enum import Enum

import pandas as pd

from synergy.dataset.records import Record

ORIGIN = ("sources", "locator", "confidence", "basis", "note", "file", "row")


def frame(records: Sequence[Record], kind: type[Record]) -> pd.DataFrame:
    """Return one row a record: its fields, the study's own columns, and where it comes from (``ORIGIN``).

    A column of the study's own that is called as one of the others has ``own_`` in front. Numbers are floats, NaN
    where the study gives none.

    Parameters
    ----------
    records : all of one kind.
    kind : their class, which gives the columns where there are none.

    Examples
    --------
    >>> from synergy.dataset.records import Participation
    >>> frame([], Participation).columns[:3].tolist()
    ['actor', 'programme', 'role']
    """
    names = [each.name for each in fields(kind) if each.name not in ("evidence", "attributes")]
    taken = {*names, *ORIGIN}
    rows = []
    for record in records:
        row = {name: plain(getattr(record, name)) for name in names}
        row |= {(f"own_{name}" if name in taken else name): value for name, value in record.attributes}
        rows.append(row | _origin(record))
    own = dict.fromkeys(name for row in rows for name in row if name not in taken)
    numbers = [each.name for each in fields(kind) if str(each.type).startswith(("float", "int"))]
    return pd.DataFrame(rows, columns=[*names, *own, *ORIGIN]).astype(dict.fromkeys(numbers, float))


def _origin(record: Record) -> dict[str, object]:
    piece = record.evidence
    values = (piece.sources, piece.locator, piece.confidence, piece.basis, piece.note)
    return {
        **{name: plain(value) for name, value in zip(ORIGIN, values, strict=False)},
        "file": piece.origin.file,
        "row": piece.origin.row,
    }


def plain(value: object) -> object:
    """Turn words of a fixed list into plain text, also inside a tuple.

    Examples
    --------
    >>> from synergy.dataset.records import Status
    >>> plain((Status.EXISTING, "A1", None))
    ('existing', 'A1', None)
    """
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value)
    return value.value if isinstance(value, Enum) else value
