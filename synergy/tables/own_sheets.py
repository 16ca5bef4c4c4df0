"""The sheets that ``new`` and ``check`` put into a workbook for people to read: known, and never read as data."""

from __future__ import annotations

from collections.abc import Collection

from synergy.tables.words import squeeze

OWN_SHEETS: dict[str, tuple[str, str]] = {  # what it holds -> its name in Indonesian and in English
    "instructions": ("Petunjuk", "Instructions"),
    "choices": ("pilihan", "choices"),
    "names": ("(abaikan) daftar nama", "(ignore) names"),
    "case": ("(abaikan) contoh", "(ignore) example"),
    "problems": ("(abaikan) masalah", "(ignore) problems"),
}
_LANGUAGES = ("id", "en")
_FILLED_IN = ("instructions", "choices")  # the sheets that only a workbook to fill in has, and without a mark
_NAMES = {squeeze(name): what for what, names in OWN_SHEETS.items() for name in names if what not in _FILLED_IN}
_NAMES |= {squeeze("(ignore) contoh"): "case"}  # as it was once called


def sheet_name(what: str, language: str) -> str:
    """Return what one of our sheets is called.

    Examples
    --------
    >>> sheet_name("case", "id")
    '(abaikan) contoh'
    """
    return OWN_SHEETS[what][_LANGUAGES.index(language)]


def language_of_scaffold(titles: Collection[str]) -> str:
    """Return the language of the empty study that a workbook was made from; "" where it is another workbook.

    Examples
    --------
    >>> language_of_scaffold(["Petunjuk", "aktor", "pilihan"]), language_of_scaffold(["choices", "survey"])
    ('id', '')
    """
    given = set(map(squeeze, titles))
    for language in _LANGUAGES:
        if {squeeze(sheet_name(what, language)) for what in _FILLED_IN} <= given:
            return language
    return ""


def is_own_sheet(title: str, titles: Collection[str]) -> bool:
    """Return whether a sheet is one of ours; instructions and choices count only where both are there.

    Examples
    --------
    >>> is_own_sheet("pilihan", ["pilihan", "ties"]), is_own_sheet("(abaikan) masalah", ["(abaikan) masalah"])
    (False, True)
    """
    if squeeze(title) in _NAMES:
        return True
    language = language_of_scaffold(titles)
    return bool(language) and squeeze(title) in {squeeze(sheet_name(what, language)) for what in _FILLED_IN}
