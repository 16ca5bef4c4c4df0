"""Short names for the map: at most 30 letters, on one line or two."""

from __future__ import annotations

from synergy.dataset.records import Actor, Kind
from synergy.language.catalogue import open_catalogue

_LONGEST, _WIDEST = 30, 106  # letters in all; width of a line
_NARROW, _WIDE = set("fijlrtI.,:;/()'’-– "), set("mwMWQOG@%…")


def label(actor: Actor, language: str) -> str:
    """Return a short name for the map: the name, an acronym or a part of it, an alias, or a cut.

    It fits on one line or two of at most 106 units (some 16 letters). The aliases of persons are never used.
    """
    short = open_catalogue(language).label(actor)
    english = language == "en" and actor.name_en
    names = [actor.name_en] if english else [actor.name]
    parts = [part for name in names for part in _parts(name)]
    foreign = actor.kind is Kind.PERSON or english  # aliases are the words of the study's own language
    aliases = [] if foreign else [alias for alias in actor.aliases if alias[:1].isupper()]
    candidates = (short, names[0], *parts, *names[1:], *aliases)
    return next((text for text in candidates if len(text) > 1 and _fits(text)), _cut(names[0]))


def _fits(text: str) -> bool:
    return len(text) <= _LONGEST and max(map(width, lines(text))) <= _WIDEST


def _parts(name: str) -> list[str]:
    """Return what stands before a bracket or comma, then acronyms, where they say something by themselves."""
    heads = [name.split(mark)[0].strip() for mark in (" (", ", ", ": ", " – ")]
    acronyms = [word.strip("(),;:") for word in name.split() if sum(letter.isupper() for letter in word) >= 4]
    return [part for part in (*heads, *acronyms) if 3 <= len(part) < len(name)]


def _cut(name: str) -> str:
    """Return as many whole words as fit, or letters where the first word is too long."""
    words = name.split()
    heads = [" ".join(words[:k]) for k in range(len(words) - 1, 0, -1)] + [name[:k] for k in range(20, 0, -1)]
    return next(f"{head}…" for head in heads if _fits(f"{head}…"))


def lines(text: str) -> tuple[str, ...]:
    """Return a label on one line, or on two of about equal length.

    Examples
    --------
    >>> lines("Forum Anak"), lines("Dinas Lingkungan Hidup")
    (('Forum Anak',), ('Dinas', 'Lingkungan Hidup'))
    """
    words = text.split()
    if len(text) <= 12 or len(words) < 2:
        return (text,)
    cuts = [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    return min(cuts, key=lambda pair: max(map(len, pair)))


def width(text: str) -> int:
    """Return the width of a line in 12-unit Arial, rounded up; no font is needed to know it.

    Examples
    --------
    >>> width("RW"), width("Kelurahan")
    (19, 56)
    """
    tenths = sum(36 if c in _NARROW else 102 if c in _WIDE else 84 if c.isupper() else 67 for c in text)
    return -(-tenths // 10)
