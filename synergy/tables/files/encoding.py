"""Bytes of a text file → text, its encoding told by content."""

from __future__ import annotations

import re

from synergy.problems import Origin, Problem, Severity, UnusablePlace

_LINE_END = re.compile(rb"\r\n|\n|\r")
_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")  # of UTF-8


def decode(raw: bytes, file: str, encoding: str | None = None) -> tuple[str | None, str, list[Problem]]:
    """Return the text of a file, the encoding to tell the user about ("" for UTF-8), and problems."""
    try:
        if encoding:
            return raw.decode(encoding).removeprefix("\ufeff"), "", []
        guess = _encoding_of(raw)
        return raw.decode(guess).removeprefix("\ufeff"), "" if guess == "utf-8" else guess, []
    except LookupError as error:
        raise UnusablePlace("unknown-encoding", str(encoding)) from error
    except UnicodeError as error:
        tried = encoding or _encoding_of(raw)
        lines = _broken_lines(raw) if tried == "utf-8" else [_line_at(raw, getattr(error, "start", 0))]
        places = [Origin(file, line) for line in lines]
        return None, "", [_unreadable(place, tried) for place in places]


def _unreadable(place: Origin, encoding: str) -> Problem:
    return Problem(code="unreadable-text", severity=Severity.ERROR, origin=place, value=encoding)


def _line_at(raw: bytes, position: int) -> int:
    return len(_LINE_END.findall(raw[:position])) + 1


def _broken_lines(raw: bytes) -> list[int]:
    """Return the lines that are no UTF-8."""
    broken = []
    for number, line in enumerate(_LINE_END.split(raw), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            broken.append(number)
    return broken


def _mostly_utf8(raw: bytes) -> bool:
    """Return whether most letters beyond ASCII are well-formed UTF-8: a few bad bytes do not make another encoding."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return True
    rest, letters = _LETTER.subn(b"", raw)
    return letters > len(rest.translate(None, bytes(range(128))))


def _encoding_of(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = raw[:2000]
    if len(head) > 3 and head[1::2].count(0) > 0.4 * len(head) / 2 and 0 not in head[0:2:2]:
        return "utf-16-le"
    if len(head) > 3 and head[0::2].count(0) > 0.4 * len(head) / 2:
        return "utf-16-be"
    try:
        raw.decode("utf-8", "surrogatepass")  # half a character is a fault of UTF-8, not another encoding
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(raw) else "cp1252"
    return "utf-8"
