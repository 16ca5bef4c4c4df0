"""Names of columns and words of cells as a reader says them; in Indonesian with the word of the file beside."""

from __future__ import annotations

from contextlib import suppress

from synergy.dataset.choices import KIND, YES_NO
from synergy.dataset.preset import base_terms
from synergy.language.catalogue import Catalogue
from synergy.language.formats import lowered
from synergy.tables.words import COLUMNS

_STEMS = {  # column -> where the catalogue names its words; a status is one of a link, a duty or a tie
    "status": ("link_status", "coverage_status", "tie_status", "overlap_type"),
    "type": ("overlap_type",),
    "absence": ("absence",),
    "confidence": ("confidence",),
    "basis": ("basis",),
}
_LISTS = {"sector": "sector", "tie_type": "tie_type"}  # column -> list of the vocabulary
_CHOICES = {"kind": KIND}


def label(column: str, words: Catalogue) -> str:
    """Return the name of a column of the results.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> label("need", open_catalogue("id")), label("need", open_catalogue("en"))
    ('kebutuhan (need)', 'need')
    """
    if words.language == "en":
        return column
    keys = (f"explain.number.{column}", f"measure.{column}.name", f"explain.column.{column}")
    own = next((words.texts[key] for key in keys if words.has(key)), COLUMNS.get(column, column))
    return both(lowered(own), column, words)


def told(column: str, value: object, words: Catalogue) -> str:
    """Return a value of a column in words or as a number.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> told("status", "open", open_catalogue("id")), told("score", 0.5, open_catalogue("id"))
    ('tidak tercatat (open)', '0,500')
    """
    if isinstance(value, (int, float)):
        return words.number(int(value) if float(value).is_integer() else value, 3)
    if isinstance(value, list) or column == "basis":
        parts = value if isinstance(value, list) else str(value).split(";")
        return ", ".join(_word(column, str(part), words) or str(part) for part in parts)
    text = str(value)
    if own := _word(column, text, words):
        return both(own, text, words)
    with suppress(ValueError):
        return told(column, float(text), words)
    return text


def _word(column: str, value: str, words: Catalogue) -> str:
    """Return what a word of a cell is called; "" where it is a number, a name or an id."""
    if column in _LISTS:
        term = base_terms().get(_LISTS[column], {}).get(value)
        return lowered(words.own(term.name_id, term.name_en)) if term else ""
    choices = _CHOICES.get(column, YES_NO)
    if value in choices:
        return words.own(choices[value][0], value)
    stem = next((stem for stem in _STEMS.get(column, ()) if words.has(f"{stem}.{value}")), "")
    return words.text(f"{stem}.{value}") if stem else ""


def both(own: str, code: str, words: Catalogue) -> str:
    """Return a word of the reader and, in brackets, the one in the file; one of them where they are the same.

    In English the word of the file is readable and comes first.
    """
    if own.replace(" ", "_") == code:
        return code
    if own.endswith(f"({code})"):
        return own
    return f"{code} ({own})" if words.language == "en" else f"{own} ({code})"
