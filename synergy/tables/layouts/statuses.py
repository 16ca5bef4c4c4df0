"""What a foreign file says of whether a tie is there: known words are read, unknown ones are never taken for a yes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from synergy.tables.layouts.imported import fold, number
from synergy.tables.words import STATUS_WORDS, squeeze

ALSO: Mapping[str, tuple[str, ...]] = {  # what foreign files write for the statuses of the format
    "existing": ("ya", "y", "yes", "true", "1", "x", "v", "✓", "✔", "aktif", "active", "ongoing", "current")
    + ("masih ada", "masih aktif", "masih berjalan", "sedang berjalan", "berlangsung", "terjalin", "sudah terjalin"),
    "intended": ("akan datang", "dalam rencana", "in planning"),
    "needed": ("butuh", "dibutuhkan segera", "required"),
    "ended": ("sudah berakhir", "telah berakhir", "sudah selesai", "telah selesai", "tidak aktif", "nonaktif")
    + ("non aktif", "tidak aktif lagi", "tidak berjalan lagi", "inactive", "completed", "closed", "expired", "former"),
    "denied": ("no", "n", "false", "0", "tidak", "t", "bukan", "tak ada", "tidak pernah", "never", "nihil"),
}
HEADERS: tuple[str, ...] = (
    "status",
    "status hubungan",
    "status relasi",
    "status kerja sama",
    "status kemitraan",
    "status kegiatan",
)
HEADERS += ("status program", "status proyek", "status aktivitas", "keadaan", "keadaan hubungan", "keberadaan")
HEADERS += ("tie status", "link status", "relationship status", "activity status", "project status", "exists")
HEADERS += ("ada tidak", "ada atau tidak", "ada", "existing")
INSTEAD = ("type", "weight", "strength", "frequency")  # columns in which a "no" may stand where there is no status
_ABSENT = re.compile(
    r"belum\b|(tidak|tak) (ada|pernah|terjalin|(ber|be)?kerja|(ber)?hubung|(ber)?kontak|(ber)?mitra)|nihil\b|never\b"
    r"|none\b|not yet\b|no (tie|link|relation|contact|collab|cooperat)"
)


def _key(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())


_MEANT = {
    _key(word): status
    for listed in (STATUS_WORDS, ALSO)
    for status, words in listed.items()
    for word in (status, *words)
}
_OWN = frozenset(_key(word) for status, words in STATUS_WORDS.items() for word in (status, *words))
_HEADERS = frozenset(map(squeeze, HEADERS))


def status_of(text: str) -> str:
    """Return the status of the format that a word means, or "" where it is not known.

    Examples
    --------
    >>> status_of("Tidak aktif"), status_of("tidak"), status_of("belum ada")
    ('ended', 'denied', '')
    """
    return _MEANT.get(_key(text), "")


def is_format(text: str) -> bool:
    """Return whether a word is one that the format itself has for a status."""
    return _key(text) in _OWN


def _takes_back(text: str) -> bool:
    """Return whether a cell that is to hold a type, a weight or a frequency says how far the tie is there at all."""
    if _ABSENT.match(_key(text)):
        return True
    return len(text) > 1 and number(text) is None and status_of(text) not in ("", "existing")


@cache
def is_status(header: str) -> bool:
    """Return whether a column tells the status of its rows, its name misspelt or not.

    Examples
    --------
    >>> is_status("Status Hubungan"), is_status("Statsu"), is_status("Keterangan")
    (True, True, False)
    """
    from rapidfuzz import fuzz

    key = squeeze(header)
    return key in _HEADERS or (len(key) > 4 and fuzz.ratio(key, "status") >= 80)


def settled(cells: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the cells of a tie or part with a status of the format (or none), and the word that is no status.

    A "no" that stands where the type or the weight does is the status of a row that has no other.

    Examples
    --------
    >>> settled({"status": "tidak aktif"})
    ({'status': 'ended'}, '')
    >>> settled({"type": "belum ada"})
    ({'type': 'belum ada'}, 'belum ada')
    """
    given = dict(cells)
    word = given.get("status", "").strip()
    for column in INSTEAD if not word else ():
        text = given.get(column, "").strip()
        if text and _takes_back(text):
            word, given[column] = text, ""
            break
    if not word:
        return given, ""
    status = status_of(word)
    return ({**given, "status": status}, "") if status else (dict(cells), word)
