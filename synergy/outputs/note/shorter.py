"""Sentences short enough for a note: the richest wording that keeps to a number of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from synergy.language import Catalogue

SENTENCE = 20  # words of a finding, its mark included
MOST_NAMES = 6
LENGTHS = (99, 5, 3)  # words of a name: whole first
FIRST_LETTERS = 40  # of the beginning of a long name
LETTERS = 15  # of a word, on average, at most


def words_in(text: str) -> int:
    """Return the number of words, as a reader counts them.

    Examples
    --------
    >>> words_in("Dinas Pendidikan – Puskesmas")
    3
    """
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def within(forms: Iterable[str], most: int) -> str:
    """Return the first of several wordings of at most so many words; the last one, cut, where none is.

    Examples
    --------
    >>> within(["one two three four", "one two three", "three"], 3), within(["one two three four"], 2)
    ('one two three', 'one two…')
    """
    last = ""
    for last in forms:
        if words_in(last) <= most and len(last) <= most * LETTERS:
            return last
    return cut(last, most, most * LETTERS)


def cut(text: str, words: int, letters: int = 60) -> str:
    """Return a text of at most so many words and letters, with "…" where something was cut.

    Examples
    --------
    >>> cut("Dinas Pemberdayaan Masyarakat", 2), cut("Dinas", 2), cut("a" * 9, 2, 4)
    ('Dinas Pemberdayaan…', 'Dinas', 'aaa…')
    """
    parts = text.split()
    kept = " ".join(parts[:words])
    if len(kept) > letters:
        kept = kept[: letters - 1]
    elif len(parts) <= words:
        return kept
    return kept.rstrip(" ,;:–-(") + "…"


def cut_name(name: str, words: int) -> str:
    """Return a name of about so many words; of a longer one the beginning and the end, which tell it from others.

    Examples
    --------
    >>> cut_name("Dinas Pemberdayaan Masyarakat dan Keluarga Berencana Wilayah 3", 5)
    'Dinas Pemberdayaan Masyarakat … Wilayah 3'
    >>> cut_name("Dinas Sosial", 5)
    'Dinas Sosial'
    """
    parts = name.split()
    if len(parts) <= words:
        return cut(name, words)
    last = 2 if words > 3 else 1
    first = parts[: words - last]
    while len(first) > 1 and len(" ".join(first)) > FIRST_LETTERS:
        first.pop()
    return f"{cut(' '.join(first), words, FIRST_LETTERS).rstrip(',;…')} … {cut(' '.join(parts[-last:]), last, 30)}"


def looks(total: int) -> Iterator[tuple[int, int]]:
    """Yield how many of ``total`` names to give and how long each may be, the most told first.

    All but one are never given: "and 1 other" is no shorter than the name.
    """
    counts = [most for most in range(min(total, MOST_NAMES), 0, -1) if total - most != 1] or [1]
    for length in LENGTHS:
        for most in counts:
            yield most, length


def some(names: Sequence[str], look: tuple[int, int], words: Catalogue, rest: str = "unit.others") -> str:
    """List some of the names, each cut to a length, and count the others."""
    most, length = look
    shown = [name if length == LENGTHS[0] else cut_name(name, length) for name in names[:most]]
    if len(names) > most:
        shown.append(words.text(rest, n=len(names) - most))
    return words.listed(shown)
