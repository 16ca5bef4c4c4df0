"""The catalogue of bad inputs: every case is one change of the clean twin, with what must be said of it."""

from __future__ import annotations

from tests.catalogue import contents, encodings, keys, separators, shapes, workbooks
from tests.catalogue.case import Case

CASES: dict[str, Case] = {
    case.id: case for group in (encodings, separators, workbooks, keys, contents, shapes) for case in group.CASES
}
