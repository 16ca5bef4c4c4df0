"""The forms a name is compared in: abbreviations written out, places set apart, joining words left out."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from synergy.dataset.cells import fold
from synergy.resources import bundled
from synergy.tables.words import squeeze

JOINING = frozenset({"dan", "di", "ke", "untuk", "yang", "pada", "dengan", "and", "of", "the", "for", "in", "a"})
REGIONS = ("kota", "kabupaten", "provinsi")
LOCALITIES = ("kecamatan", "kelurahan", "desa")  # what follows is a place, whatever its name
_QUOTES = str.maketrans(dict.fromkeys("'’‘`´ʼ", ""))
_WORD = re.compile(r"[^\W_]+")
_COUNTED = re.compile(r"([a-z])([2-9])")

Words = tuple[str, ...]
Place = tuple[str, str]  # kind of region ("" where it is not said), name


@dataclass(frozen=True, slots=True)
class Form:
    """One name as it is compared.

    ``letters``: letters and digits only; ``core``: its words in full, without places and joining words;
    ``places``: the places it names; ``expanded``: whether an abbreviation was written out.
    """

    name: str
    letters: str
    core: Words
    initials: frozenset[str]
    places: frozenset[Place]
    expanded: bool

    @property
    def text(self) -> str:
        """The words of the core, sorted, as one text."""
        return " ".join(sorted(self.core))

    @property
    def acronym(self) -> str:
        """The letters of a name of one word that may be an acronym, ``P3`` read as ``PPP``; else ""."""
        if len(self.core) != 1 or not 3 <= len(self.core[0]) <= 12:
            return ""
        return _COUNTED.sub(lambda found: found.group(1) * int(found.group(2)), self.core[0])


def form_of(name: str) -> Form:
    """Return the form of a name.

    Examples
    --------
    >>> form_of("Dinkes Kota Bogor").core, form_of("Dinkes Kota Bogor").places
    (('dinas', 'kesehatan'), frozenset({('kota', 'bogor')}))
    >>> form_of("DP3A").core == form_of("Dinas Pemberdayaan Perempuan dan Perlindungan Anak").core
    True
    """
    spoken = words_of(name)
    full = _written_out(spoken)
    rest, places = _without_places(full)
    core = tuple(word for word in rest if word not in JOINING)
    first = frozenset("".join(word[0] for word in words) for words in (core, rest) if len(words) >= 3)
    return Form(name, squeeze(name), core, first, frozenset(places), full != spoken)


def words_of(name: str) -> Words:
    """Return the words of a name in one case, without punctuation and apostrophes, accents kept apart.

    Examples
    --------
    >>> words_of("Qur’an (TPQ)") == words_of("qur'an, TPQ")
    True
    """
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", fold(name)).translate(_QUOTES)))


def apart(a: Form, b: Form) -> bool:
    """Say whether two names name different places; one that names none may be anywhere."""
    return bool(a.places and b.places) and not any(_same_place(one, other) for one in a.places for other in b.places)


def _same_place(one: Place, other: Place) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or "" in (one[0], other[0]))


@cache
def _abbreviations() -> dict[Words, Words]:
    path = bundled("data/base/abbreviations.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {words_of(row["short"]): words_of(row["long"]) for row in csv.DictReader(file)}


@cache
def _known_places() -> frozenset[Words]:
    with bundled("data/base/places.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(words_of(row["name"]) for row in csv.DictReader(file))


def _written_out(words: Words) -> Words:
    """Return words with each known abbreviation in full, the longest first."""
    table, i = _abbreviations(), 0
    result: list[str] = []
    while i < len(words):
        size = next((n for n in (2, 1) if words[i : i + n] in table and i + n <= len(words)), 0)
        full = table[words[i : i + size]] if size else (words[i],)
        result += full[1:] if size and result[-1:] == [full[0]] else full  # "Dinas Kominfo" is no "dinas dinas"
        i += size or 1
    return tuple(result)


def _without_places(words: Words) -> tuple[Words, list[Place]]:
    """Return the words that name no place, and the places; a marker such as "kota" goes with its place."""
    rest: list[str] = []
    places: list[Place] = []
    i = 0
    while i < len(words):
        if words[i] in LOCALITIES and i + 1 < len(words):
            tail = _until_marker(words[i + 1 :])
            rest, places, i = [*rest, words[i]], [*places, (words[i], " ".join(tail))], i + 1 + len(tail)
            continue
        marker = words[i] if words[i] in REGIONS else ""
        start = i + 1 if marker else i
        size = next((n for n in (4, 3, 2, 1) if words[start : start + n] in _known_places()), 0) if start else 0
        if not size:
            rest.append(words[i])
        else:
            places.append((marker, " ".join(words[start : start + size])))
        i = start + size if size else i + 1
    return tuple(rest), places


def _until_marker(words: Sequence[str]) -> Sequence[str]:
    end = next((i for i, word in enumerate(words) if word in (*REGIONS, *LOCALITIES)), len(words))
    return words[:end]
