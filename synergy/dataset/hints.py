"""What was probably meant by a word or name that is not known: offered in a message, never acted upon."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from os.path import commonprefix

from synergy.dataset.cells import Fault, fold, split_list, word_key
from synergy.dataset.choices import FREQUENCY, HINT_WORDS, STATUS, Choices
from synergy.dataset.term import Term

CLOSE = 75.0  # likeness (0-100) from which a name is offered as "did you mean"
MOST_HINTS = 3
_SHORT, _STEM = 3, 7  # letters from which a word may be a part of another, and two words may be of one stem
_PREFIXES = ("", "ke", "pe", "pem", "pen", "peng", "per", "ber", "me", "mem", "men", "meng", "ter", "di")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"\s*[,/&+|]\s*|\s+(?:dan|and|serta)\s+")
_NUMBERS = {"satu": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "three": 3, "enam": 6, "six": 6, "dua belas": 12}
_UNITS = {"hari": "day", "minggu": "week", "pekan": "week", "bulan": "month", "triwulan": "quarter", "tahun": "year"}
_UNITS |= {unit: unit for unit in ("day", "week", "month", "quarter", "year")}
_NOT_YET = re.compile(r"(belum|not yet)\b")
_TIME = re.compile(rf"(?:(\d+|{'|'.join(sorted(_NUMBERS, reverse=True))}) ?)?(?:se|per)?({'|'.join(_UNITS)})")
_OF_TIME = {("day", 1): "daily", ("week", 1): "weekly", ("month", 1): "monthly", ("month", 3): "quarterly"}
_OF_TIME |= {("quarter", 1): "quarterly", ("month", 12): "yearly", ("year", 1): "yearly"}

Finder = Callable[[str], tuple[str, Fault | None]]


def nearest(text: str, written: Mapping[str, str], close: float = CLOSE) -> str:
    """Return the known name most like a text, or "" where none is near.

    Examples
    --------
    >>> nearest("Dinas Sosal", {"dinas sosial": "Dinas Sosial"})
    'Dinas Sosial'
    """
    from rapidfuzz import fuzz, process

    hit = process.extractOne(fold(text), sorted(written), scorer=fuzz.ratio, score_cutoff=close)
    return written[hit[0]] if hit else ""


def near_choice(text: str, choices: Choices) -> str:
    """Return the allowed value that a text is probably meant for, or "".

    Examples
    --------
    >>> near_choice("3 bulanan", FREQUENCY), near_choice("6 bulanan", FREQUENCY), near_choice("bulann", FREQUENCY)
    ('quarterly', '', 'monthly')
    >>> near_choice("belum ada", STATUS)
    'needed'
    """
    time = _TIME.search(word_key(text)) if choices is FREQUENCY else None
    if time:
        number, unit = time.groups()
        count = int(number) if number and number.isdigit() else _NUMBERS.get(number or "", 1)
        return _OF_TIME.get((_UNITS[unit], count), "")
    if choices is STATUS and _NOT_YET.match(fold(text)):
        return "needed"  # what is not there yet, and is told, is told because it should be
    written = {word_key(word): name for name, others in choices.items() for word in (name, *others)}
    return nearest(text, written)


def near_terms(text: str, terms: Collection[Term], written: Mapping[str, str]) -> tuple[str, ...]:
    """Return the terms that a text is probably meant for: by spelling, by a part of their names, by what they are.

    Parameters
    ----------
    text : as found in a cell.
    terms : of the list, those that are allowed.
    written : all ways of writing them → term.
    """
    if near := nearest(text, written):
        return (near,)
    known = {term.term for term in terms}
    if (hint := _hints(terms).get(word_key(text), "")) in known:
        return (hint,)
    words = [word for word in _WORD.findall(fold(text)) if len(word) >= _SHORT]
    for texts_of in (_names, _meanings):
        whole = texts_of is _meanings
        found = [t.term for t in terms if words and all(_within(word, texts_of(t), whole=whole) for word in words)]
        if found:
            return tuple(found[:MOST_HINTS])
    return ()


def _hints(terms: Iterable[Term]) -> Mapping[str, str]:
    return HINT_WORDS.get(next((term.list for term in terms), ""), {})


def _names(term: Term) -> set[str]:
    return set(_WORD.findall(fold(f"{term.name_id} {term.name_en} {term.term}".replace("_", " "))))


def _meanings(term: Term) -> set[str]:
    return set(_WORD.findall(fold(f"{term.attribute('definition_id')} {term.attribute('definition_en')}")))


def _within(word: str, words: Iterable[str], *, whole: bool) -> bool:
    """Return whether a word is one of others or, where it need not be whole, a part or of the stem of one."""
    if whole:
        return word in words
    return any(_part_of(word, other) or len(commonprefix([word, other])) >= _STEM for other in words)


def _part_of(word: str, other: str) -> bool:
    """Return whether another word begins with this one, a prefix apart: "kepolisian" with "polisi"."""
    before, found, _ = other.partition(word)
    return bool(found) and before in _PREFIXES


def named(term: str, name_id: str, name_en: str) -> dict[str, str]:
    """Return how a suggestion reads in each language: its name and, where that is another, the term itself.

    Examples
    --------
    >>> named("needed", "dibutuhkan", "needed")
    {'suggestion_id': '“dibutuhkan” (needed)', 'suggestion_en': '“needed”'}
    """
    shown = {"id": name_id or term, "en": name_en or term}
    return {
        f"suggestion_{language}": f"“{name}”" if word_key(name) == word_key(term) else f"“{name}” ({term})"
        for language, name in shown.items()
    }


def several(text: str, find: Finder, *, one: bool = False) -> Fault | None:
    """Return a fault where a text that is not found seems to name several; ``one``: the cell is for one only.

    Examples
    --------
    >>> known = {"Polres", "Dinas Sosial"}
    >>> def find(name): return (name, None if name in known else Fault("unknown-actor", value=name))
    >>> several("Polres, Dinas Sosial", find).suggestion, several("Polres dan Polsek", find)
    ('Polres; Dinas Sosial', None)
    """
    parts = [part for piece in split_list(text) for part in _BETWEEN.split(piece) if part]
    missed = [part for part in parts if find(part)[1] is not None]
    if len(parts) < 2 or (missed and (one or "," not in text or len(missed) == len(parts))):
        return None
    if one:
        return Fault("only-one-value", value=text)
    return Fault("several-with-comma", value=text, suggestion="" if missed else "; ".join(parts))
