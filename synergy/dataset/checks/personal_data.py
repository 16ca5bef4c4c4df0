"""Data about persons that do not belong in a study of organisations (UU 27/2022 on personal data)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from synergy.dataset.personal_data import found_in as found_in  # named as itself: part of this module's face
from synergy.dataset.personal_data import mask, suspects_of
from synergy.dataset.personal_data import masked as masked
from synergy.dataset.rows import ValueTable
from synergy.dataset.texts import TextTable
from synergy.problems import Origin, Problem, Severity
from synergy.tables.table import StudyFile, Table

OF_CHILDREN = ("children_youth", "families")  # sectors in which a person is a child or stands for one
PERSONAL = "personal-data-"  # with which the codes of all such problems begin
_SPARED = ("url",)  # a column of web addresses, which are full of long numbers
_KEYS = {"vocabulary": "term"}  # the column that others refer to; "id" in every other table


def personal_data(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each cell that holds a personal number, an e-mail address or a telephone number.

    Every column is looked through, whatever it is to hold. In an id it is an error: ids are not masked, as other
    rows refer to them. What was found is masked, so that no report carries it further.
    """
    for table in facts.values():
        columns: dict[str, tuple[Sequence[str], Sequence[Origin]]] = {
            name: (texts, table.texts.origins) for name, texts in table.texts.cells.items() if name not in _SPARED
        }
        columns |= _others(table.texts)
        for column, (texts, origins) in columns.items():
            suspects = suspects_of(set(texts))
            is_key = column == _KEYS.get(table.name, "id")
            for text, origin in zip(texts, origins, strict=True) if suspects else ():
                for code, found in suspects.get(text, ()):
                    place = table.texts.at(origin, column)
                    yield _told("personal-data-in-id" if is_key else code, place, found)


def personal_data_above(tables: Iterable[Table]) -> Iterator[Problem]:
    """Yield the same warnings for rows above a header: they are not read, but they stand in the file."""
    for table in tables:
        for row, text in table.titles:
            place = Origin(table.file, row, sheet=table.sheet)
            for code, found in found_in(text):
                yield Problem(code=code, severity=Severity.WARNING, origin=place, value=mask(found))


def personal_data_of_study(study: StudyFile | None) -> Iterator[Problem]:
    """Yield the same warnings for what the study says of itself."""
    if study is None:
        return
    for key, value in study.values.items():
        for code, found in found_in(value) if isinstance(value, str) else ():
            yield _told(code, study.origins[key], found)


def _told(code: str, place: Origin, found: str) -> Problem:
    severity = Severity.ERROR if code == "personal-data-in-id" else Severity.WARNING
    return Problem(code=code, severity=severity, origin=place, value=mask(found))


def _others(table: TextTable) -> dict[str, tuple[list[str], list[Origin]]]:
    """Return the filled cells of the columns that the format does not know, with their rows."""
    found: dict[str, tuple[list[str], list[Origin]]] = {}
    for origin, extra in zip(table.origins, table.extra, strict=True):
        for name, text in extra:
            texts, origins = found.setdefault(name, ([], []))
            texts.append(text)
            origins.append(origin)
    return found


def row_about_one_child(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield an error for each actor that is a single person among children or families; the name is not repeated."""
    table = facts.get("stakeholders")
    for row in table.rows if table else ():
        if table and row.values["kind"] == "person" and row.values["sector"] in OF_CHILDREN:
            yield Problem(code="row-about-one-child", severity=Severity.ERROR, origin=table.at(row, "kind"))
