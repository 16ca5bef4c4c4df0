"""Which table a file or sheet of another name looks like by its columns: a hint for a message, never acted upon."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from synergy.tables.words import COLUMNS, LIKE_COLUMNS, TABLES, plain_header, squeeze

_OF_ACTORS = ("sector", "aliases", "partners", "programmes", "influence", "interest", "level", "respondent", "parent")
_DUTY = ("function", "cluster", "target_group", "legal_basis")
_MARKS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (  # table: of each group one column; the surest first
    ("vocabulary", (("list",), ("term",))),
    ("dependencies", (("programme_a",), ("programme_b",))),
    ("ties", (("from", "source"), ("to", "target"))),
    ("claims", (("topic",), ("statement",))),
    ("participation", (("actor",), ("programme",))),
    ("programmes", (("id", "name"), ("name",), ("cluster", "stage", "target_group", "valid_from"))),
    ("stakeholders", (("name",), _OF_ACTORS)),
    ("mandates", (("actor",), _DUTY)),
    ("sources", (("title",), ("author", "date", "url", "vantage", "kind"))),
    ("requirements", (("function",), ("cluster", "target_group", "priority"))),
    ("study", (("key",), ("value",))),
)
_CALLED: dict[str, set[str]] = {}
for _column in {*COLUMNS, *LIKE_COLUMNS}:
    for _name in (_column, COLUMNS.get(_column, _column), *LIKE_COLUMNS.get(_column, ())):
        _CALLED.setdefault(squeeze(_name), set()).add(_column)
_NAMES = {
    squeeze(name): "programmes" if "program" in name or "kegiatan" in name else "stakeholders"
    for name in LIKE_COLUMNS["name"]
}


def table_like(header: Iterable[str]) -> str:
    """Return the table whose columns these headers look like, or "".

    Examples
    --------
    >>> table_like(["Dari Instansi", "Ke Instansi", "Jenis"]), table_like(["No", "Nama Instansi", "Alamat"])
    ('ties', 'stakeholders')
    """
    keys = [squeeze(plain_header(cell)) for cell in header if cell and len(cell) < 80]
    found = set(chain.from_iterable(_CALLED.get(key, ()) for key in keys))
    for table, groups in _MARKS:
        if all(found & set(group) for group in groups):
            return table
    return next((_NAMES[key] for key in keys if key in _NAMES), "") if len(keys) > 1 else ""


def names_of(table: str) -> str:
    """Return the names of a table in both languages, as a file or sheet may be called.

    Examples
    --------
    >>> names_of("ties")
    'ties / hubungan'
    """
    return " / ".join((table, *TABLES.get(table, ())[:1]))
