"""Numbers, dates and lists as Indonesian and English readers write them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September")
    + ("Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September")
    + ("October", "November", "December"),
}
_AND = {"id": "dan", "en": "and"}
_AND_OF_PAIRS = {"id": "serta", "en": "and"}  # before an item that holds an "and" of its own
UNDEFINED = "–"


def number(value: float | None, language: str, digits: int = 2) -> str:
    """Return a number with the separators of a language; "–" where it is undefined.

    Examples
    --------
    >>> number(1234.5, "id"), number(1234.5, "en"), number(38, "id"), number(float("nan"), "en")
    ('1.234,50', '1,234.50', '38', '–')
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return UNDEFINED
    text = f"{value:,d}" if isinstance(value, int) else f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def percent(share: float | None, language: str) -> str:
    """Return a share of one as a whole percentage.

    Examples
    --------
    >>> percent(0.634, "id"), percent(0.634, "en")
    ('63%', '63%')
    """
    if share is None or not math.isfinite(share):
        return UNDEFINED
    return f"{number(round(100 * share), language)}%"


def date(value: str, language: str) -> str:
    """Return an ISO date, month or year in words; anything else as it stands.

    Examples
    --------
    >>> date("2020-09-14", "id"), date("2018-02", "en"), date("2018", "id")
    ('14 September 2020', 'February 2018', '2018')
    """
    parts = value.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return value
    month = _MONTHS[language][int(parts[1]) - 1]
    return " ".join([*(str(int(day)) for day in parts[2:3]), month, parts[0]])


def listed(items: Sequence[str], language: str) -> str:
    """Return items joined as in a sentence, with a comma before the last "dan", as EYD asks.

    An item that holds an "and" of its own is set off more plainly.

    Examples
    --------
    >>> listed(["A"], "id"), listed(["A", "B"], "id"), listed(["A", "B", "C"], "id"), listed(["A", "B", "C"], "en")
    ('A', 'A dan B', 'A, B, dan C', 'A, B and C')
    >>> listed(["A", "B", "C dan D"], "id")
    'A, B, serta C dan D'
    """
    if len(items) < 2:
        return "".join(items)
    nested = any(f" {_AND[language]} " in item for item in items)
    comma = "," if (language == "id" or nested) and len(items) > 2 else ""
    joint = _AND_OF_PAIRS[language] if nested else _AND[language]
    return f"{', '.join(items[:-1])}{comma} {joint} {items[-1]}"


def capital(text: str) -> str:
    """Return text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def as_common(text: str) -> str:
    """Return a title as it stands inside a sentence: its first letter in lower case, unless that word is an acronym.

    Examples
    --------
    >>> as_common("Peran DPMP3AKB"), as_common("DPMP3AKB's role")
    ('peran DPMP3AKB', "DPMP3AKB's role")
    """
    first = text.split(" ", 1)[0]
    return text if sum(letter.isupper() for letter in first) > 1 else text[:1].lower() + text[1:]


def lowered(text: str) -> str:
    """Return text with its first letter in lower case, unless it holds an acronym or a name.

    Examples
    --------
    >>> lowered("Integrasi data"), lowered("Perangkat daerah (OPD)"), lowered("DPMP3AKB's role"), lowered("Kota Bogor")
    ('integrasi data', 'perangkat daerah (OPD)', "DPMP3AKB's role", 'Kota Bogor')
    """
    plain = re.sub(r"\([^)]*\)", "", text)
    return text if any(letter.isupper() for letter in plain[1:]) else text[:1].lower() + text[1:]
