"""Data about persons that do not belong in a study of organisations (UU 27/2022 on personal data)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from synergy.dataset.columns import Holds
from synergy.dataset.rows import ValueTable
from synergy.dataset.texts import TextTable
from synergy.problems import Origin, Problem, Severity
from synergy.tables.table import StudyFile

OF_CHILDREN = ("children_youth", "families")  # sectors in which a person is a child or stands for one
HIDDEN = "…"
_FREE = (Holds.TEXT, Holds.LIST, Holds.REFERENCE)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAY, _MONTH = r"(?:0[1-9]|[1256]\d|[37][01]|4[1-9])", r"(?:0[1-9]|1[0-2])"  # of a NIK; women's days have 40 added
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{18}|\d{16}"  # as one number
    rf"|[1-9]\d{{5}}[ .-]{_DAY}{_MONTH}\d\d[ .-]\d{{4}}"  # a NIK in its three parts
    rf"|[1-9]\d{{3}}[ .-]\d\d{_DAY}[ .-]{_MONTH}\d\d[ .-]\d{{4}}"  # a NIK in fours
    rf"|19\d\d{_MONTH}\d\d[ .-](?:19|20)\d\d{_MONTH}[ .-][12][ .-]\d{{3}}"  # a NIP in its four parts
    r"|\d[.,]\d{9,}E\+1[57])(?![\w]|[.,]\d)",  # what a spreadsheet makes of either
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+?62[ .-]?|0)8\d{1,2}[ .-]?\d{3,4}[ .-]?\d{2,5}"  # mobile
    r"|\((?:\+?62[ .-]?|0)\d{2,3}\)[ .-]?\d{3,4}[ .-]?\d{3,4}|0[2-9]\d{1,2}-\d{3,4}[ .-]?\d{3,4}"  # with area code
    r"|\+[1-9]\d{0,2}(?:[ .-]?\d){8,11})(?![\w/-])"  # any country
)
_KINDS = (("personal-data-email", _EMAIL), ("personal-data-number", _NUMBER), ("personal-data-phone", _PHONE))


def personal_data(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield a warning for each cell that holds a personal number, an e-mail address or a telephone number.

    What was found is masked, so that no report carries it further.
    """
    for table in facts.values():
        free = [c.name for c in table.texts.columns if c.kind in _FREE and c.name in table.texts.cells]
        columns: dict[str, tuple[Sequence[str], Sequence[Origin]]] = {
            name: (table.texts.cells[name], table.texts.origins) for name in free
        }
        columns |= _others(table.texts)
        for column, (texts, origins) in columns.items():
            suspects = _suspects(set(texts))
            for text, origin in zip(texts, origins, strict=True) if suspects else ():
                for code, found in suspects.get(text, ()):
                    place = table.texts.at(origin, column)
                    yield Problem(code=code, severity=Severity.WARNING, origin=place, value=mask(found))


def personal_data_of_study(study: StudyFile | None) -> Iterator[Problem]:
    """Yield the same warnings for what the study says of itself."""
    for key, value in study.values.items() if study else ():
        for code, found in found_in(value) if isinstance(value, str) else ():
            yield Problem(code=code, severity=Severity.WARNING, origin=study.origins[key], value=mask(found))


def _others(table: TextTable) -> dict[str, tuple[list[str], list[Origin]]]:
    """Return the filled cells of the columns that the format does not know, with their rows."""
    found: dict[str, tuple[list[str], list[Origin]]] = {}
    for origin, extra in zip(table.origins, table.extra, strict=True):
        for name, text in extra:
            texts, origins = found.setdefault(name, ([], []))
            texts.append(text)
            origins.append(origin)
    return found


def _suspects(texts: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the texts of a column that hold personal data, and what they hold; most columns need one look."""
    together = _URL.sub(" ", "\n".join(texts))  # no pattern spans two lines
    if not any(pattern.search(together) for _, pattern in _KINDS):
        return {}
    return {text: found for text in texts if (found := list(found_in(text)))}


def row_about_one_child(facts: Mapping[str, ValueTable]) -> Iterator[Problem]:
    """Yield an error for each actor that is a single person among children or families; the name is not repeated."""
    table = facts.get("stakeholders")
    for row in table.rows if table else ():
        if table and row.values["kind"] == "person" and row.values["sector"] in OF_CHILDREN:
            yield Problem(code="row-about-one-child", severity=Severity.ERROR, origin=table.at(row, "kind"))


def found_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the code and the text of the first of each kind of personal data in a text; web addresses do not count.

    Examples
    --------
    >>> [code for code, _ in found_in("Bu Ani, 0812-3456-7890, ani@contoh.id")]
    ['personal-data-email', 'personal-data-phone']
    >>> list(found_in("https://contoh.id/2019/ani@contoh.id/1234567890123456"))
    []
    """
    if not any(character.isdigit() or character == "@" for character in text):
        return
    rest = _URL.sub(" ", text)
    for code, pattern in _KINDS:
        if found := pattern.search(rest):
            yield code, found.group()
            rest = pattern.sub(" ", rest)


def mask(found: str) -> str:
    """Return the first two characters and a sign that the rest is withheld.

    Examples
    --------
    >>> mask("3674011203450001")
    '36…'
    """
    return f"{found[:2]}{HIDDEN}"


def masked(text: str) -> str:
    """Return a text with all personal data in it masked, for reports that travel further than the study.

    Examples
    --------
    >>> masked("hubungi ani@contoh.id")
    'hubungi an…'
    """
    if not any(character.isdigit() or character == "@" for character in text):
        return text
    for _, pattern in _KINDS:
        text = pattern.sub(lambda found: mask(found.group()), text)
    return text
