"""Personal data found in a study are taken out of its records, at one place, so that no output can carry them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from synergy.dataset.personal_data import masked
from synergy.dataset.records import Dataset, Evidence, Record
from synergy.dataset.term import Term
from synergy.problems import Origin

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_KEPT = ("url",)  # web addresses, which are not looked through
_ALWAYS = ("programmes", "sources")  # may be made of the cells of any row; they are few
_LONG = 1e9  # a number as long as a telephone number is no count and no rank
RecordT = TypeVar("RecordT", bound="DataclassInstance")
Mask = Callable[[str], str]


def withheld(dataset: Dataset, found: Collection[Origin]) -> Dataset:
    """Return a study whose texts hold no personal data; ids were refused where they do, so all references stand.

    Parameters
    ----------
    dataset : all references in it are resolved.
    found : the cells that hold personal data; records of other rows are left as they are.
    """
    mask = cache(masked)
    rows = {_row(place) for place in found}
    changed: dict[str, Any] = {"study": _plain(dataset.study, mask), "vocabulary": _terms(dataset.vocabulary, mask)}
    for field in fields(dataset):
        records = getattr(dataset, field.name)
        if isinstance(records, tuple) and records and isinstance(records[0], Record):
            every = field.name in _ALWAYS
            changed[field.name] = tuple(
                _plain(record, mask) if every or _row(record.evidence.origin) in rows else record for record in records
            )
    return replace(dataset, **changed)


def _row(place: Origin) -> tuple[str, str | None, int | None]:
    return (place.file, place.sheet, place.row)


def _plain(thing: RecordT, mask: Mask) -> RecordT:
    """Return a frozen dataclass with every text in it masked; the same object where nothing had to be."""
    changed: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        new = value if field.name in _KEPT else _masked(value, mask)
        if isinstance(value, (int, float)) and isinstance(thing, Record) and value >= _LONG:
            new = None
        if new is not value:
            changed[field.name] = new
    return replace(thing, **changed) if changed else thing


def _masked(value: Any, mask: Mask) -> Any:
    if isinstance(value, str):
        return new if (new := mask(value)) != value else value
    if isinstance(value, tuple) and value:
        parts = tuple(_masked(part, mask) for part in value)
        return parts if parts != value else value
    return _plain(value, mask) if isinstance(value, Evidence) else value


def _terms(vocabulary: Mapping[str, Mapping[str, Term]], mask: Mask) -> dict[str, dict[str, Term]]:
    return {
        name: {mask(term): _plain(known, mask) for term, known in terms.items()} for name, terms in vocabulary.items()
    }
