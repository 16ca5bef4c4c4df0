"""Text of one cell → clean text or a value, or a ``Fault`` that says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from synergy.problems import Origin, Problem, Severity

_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ODD = re.compile(f"{_BLANKS.pattern}|{_INVISIBLE.pattern}")
_JOINERS = "\u200c\u200d"  # meaningful between letters of some scripts and inside emoji
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_CONTINUED = (
    "[\u0080-\u00bf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore") + "]"
)  # of UTF-8, as cp1252 shows it
_BROKEN_UTF8 = re.compile(f"[\u00c2\u00c3]{_CONTINUED}|\u00e2{_CONTINUED}{{2}}|\u00f0{_CONTINUED}{{3}}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")


class Comma(StrEnum):
    """Whether a comma before a fraction is read: not at all, as the file's own sign, or with a notice."""

    NO = "no"
    YES = "yes"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, before its place is known."""

    code: str
    severity: Severity = Severity.ERROR
    value: str = ""
    suggestion: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def at(self, origin: Origin) -> Problem:
        """Return the problem at its place."""
        return Problem(
            code=self.code,
            severity=self.severity,
            origin=origin,
            value=self.value,
            suggestion=self.suggestion,
            values=self.values,
        )


def told_once(problems: list[Problem]) -> list[Problem]:
    """Merge the notices of one kind in one column into one, with their ``count``.

    It stands at the first of them and shows the value that sorts first.
    """
    kept: dict[tuple[object, ...], Problem] = {}
    counts: dict[tuple[object, ...], int] = {}
    for i, problem in enumerate(problems):
        place = problem.origin
        key: tuple[object, ...] = (problem.code, place.file, place.sheet, place.column)
        if problem.severity is not Severity.NOTICE or "count" in problem.values:
            key = (i,)
        first = kept.setdefault(key, problem)
        if (problem.value, repr(problem.values)) < (first.value, repr(first.values)):
            kept[key] = replace(problem, origin=first.origin)
        counts[key] = counts.get(key, 0) + 1
    return [
        replace(problem, values={**problem.values, "count": counts[key]})
        if problem.severity is Severity.NOTICE and "count" not in problem.values
        else problem
        for key, problem in kept.items()
    ]


def clean(text: str) -> tuple[str, list[Fault]]:
    r"""Return text in NFC with single blanks, without invisible and control characters, and what was done.

    Examples
    --------
    >>> clean(" Dinas\u00a0Sosial ")[0]
    'Dinas Sosial'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(), []
    faults: list[Fault] = []
    if control := _CONTROL.findall(text):
        shown = _CONTROL.sub("\u25a1", text)
        faults.append(Fault("control-character", Severity.WARNING, shown, values={"characters": _points(control)}))
        text = _CONTROL.sub("", text)
    text = unicodedata.normalize("NFC", text)
    stripped, odd = _without_invisible(text)
    if odd:
        faults.append(Fault("invisible-character", Severity.NOTICE, stripped, values={"characters": _points(odd)}))
    text = " ".join(stripped.split())
    if likely := _likely_original(text):
        faults.append(Fault("garbled-text", Severity.WARNING, text, likely))
    return text, faults


def _without_invisible(text: str) -> tuple[str, list[str]]:
    if not _ODD.search(text):
        return text, []
    odd: list[str] = _BLANKS.findall(text)
    kept: list[str] = []
    for i, character in enumerate(text):
        if not _INVISIBLE.match(character):
            kept.append(" " if _BLANKS.match(character) else character)
        elif character in _JOINERS and 0 < i < len(text) - 1 and not (text[i - 1] + text[i + 1]).isascii():
            kept.append(character)
        else:
            odd.append(character)
    return "".join(kept), odd


def _points(characters: list[str]) -> str:
    return ", ".join(sorted({f"U+{ord(c):04X}" for c in characters}))


def _likely_original(text: str) -> str:
    """Return what a text probably was before it was read in the wrong encoding, or ""; what cannot be told is left."""
    likely = _BROKEN_UTF8.sub(_mended, text)
    return likely if likely != text else ""


def _mended(found: re.Match[str]) -> str:
    raw = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in found.group())
    try:
        return raw.decode("utf-8")
    except UnicodeError:
        return found.group()


def fold(text: str) -> str:
    """Return text as names are compared: NFC, one case, single blanks, nothing invisible.

    Examples
    --------
    >>> fold("DINAS  Sosial") == fold("Dinas Sosial")
    True
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(unicodedata.normalize("NFC", visible.casefold()).split())


def word_key(text: str) -> str:
    """Return text as words of a list are compared: as names, and ``_`` and ``-`` are blanks."""
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a cell between semicolons, blank ones and repetitions left out."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def read_number(text: str, comma: Comma = Comma.NO) -> tuple[float | None, list[Fault]]:
    """Return a number; ``comma`` says whether a comma may stand before the fraction.

    Examples
    --------
    >>> read_number("0,5", Comma.YES)
    (0.5, [])
    >>> read_number("0,5")[1][0].suggestion
    '0.5'
    >>> read_number("0,5", Comma.TOLD)[1][0].code, read_number("1,500", Comma.TOLD)[0]
    ('decimal-comma', None)
    """
    faults = []
    if comma is Comma.YES and _THOUSANDS.fullmatch(text):
        faults.append(Fault("ambiguous-number", Severity.WARNING, text))
    swapped = text.replace(",", ".")
    told = comma is Comma.TOLD and swapped != text and not _THOUSANDS.fullmatch(swapped)
    plain = swapped if comma is Comma.YES or told else text
    if not text.isascii() or not _NUMBER.fullmatch(plain):
        sure = _NUMBER.fullmatch(swapped) and not _THOUSANDS.fullmatch(swapped)
        return None, [Fault("not-a-number", value=text, suggestion=swapped if sure else "")]
    if told:
        faults.append(Fault("decimal-comma", Severity.NOTICE, text))
    return float(plain), faults
