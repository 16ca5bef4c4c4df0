"""Personal data in a text: how they look, and the same text without them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

HIDDEN = "…"
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"  # the first two digits of a NIK
_MONTH = r"(?:0[1-9]|1[0-2])"
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d{18}|\d{16}"  # as one number
    r"|[1-9]\d{5}[ .-]\d{6}[ .-]\d{4}"  # a NIK in its three parts
    r"|[1-9]\d[ .-]\d\d[ .-]\d\d[ .-]\d{6}[ .-]\d{4}"  # and with those of its area told apart
    rf"|(?!(?:(?:19|20)\d\d[ .-]){{3}}(?:19|20)\d\d){_PROVINCE}\d\d(?:[ .-]\d{{4}}){{3}}"  # in fours that are no years
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


def suspects_of(texts: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the texts of a column that hold personal data, and what they hold; most columns need one look."""
    together = _URL.sub(" ", "\n".join(texts))  # no pattern spans two lines
    if not any(pattern.search(together) for _, pattern in _KINDS):
        return {}
    return {text: found for text in texts if (found := list(found_in(text)))}


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
    """Return a text with all personal data in it masked, for what travels further than the study.

    Examples
    --------
    >>> masked("hubungi ani@contoh.id")
    'hubungi an…'
    """
    if not any(character.isdigit() or character == "@" for character in text):
        return text
    parts, start = [], 0
    for address in _URL.finditer(text):
        parts += [_without(text[start : address.start()]), address.group()]
        start = address.end()
    return "".join([*parts, _without(text[start:])])


def _without(text: str) -> str:
    for _, pattern in _KINDS:
        text = pattern.sub(lambda found: mask(found.group()), text)
    return text
