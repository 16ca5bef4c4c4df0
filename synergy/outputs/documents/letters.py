"""The room that words take: widths of letters, lines, columns. Nothing here needs a font to be installed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

# What XML 1.0 cannot hold, and control characters that no reader can see.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Widths of Liberation Sans (those of Arial and Arimo too) in thousandths of the type size.
_REGULAR = {
    191: "'", 222: "ijl’", 260: "|", 278: "ftI!,./:;[\\] \xa0", 333: "r()-`“”·", 334: "{}", 350: "•", 355: '"',
    389: "*", 469: "^", 500: "cksvxyzJç", 549: "±≥≤", 556: "0123456789abdeghnopquL#$?_–éèáüöñ", 584: "+<=>~×",
    611: "FTZ", 667: "ABEKPSVXY&", 722: "wCDHNRU", 778: "GOQ", 833: "mM", 889: "%", 944: "W", 1000: "—…→↔", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: "ijlI,./\\ ’\xa0", 280: "|", 333: "ft!()-:;[]`·", 350: "•", 389: "r*{}", 474: '"', 500: "z“”",
    549: "±≥≤", 556: "0123456789aceksvxyJ#$_–éèáç", 584: "+<=>^~×", 611: "bdghnopquFLTZ?üöñ", 667: "EPSVXY",
    722: "ABCDHKNRU&", 778: "wGOQ", 833: "M", 889: "m%", 944: "W", 975: "@", 1000: "—…→↔",
}  # fmt: skip
_WIDTH = {bold: {c: w for w, cs in widths.items() for c in cs} for bold, widths in ((False, _REGULAR), (True, _BOLD))}
_BREAKS = re.compile(r"(?<=[\s/\-–])(?=\S)")  # a line may end after white space, a slash or a dash


def clean(text: str) -> str:
    """Return a text without the characters that no XML file can hold.

    Examples
    --------
    >>> clean("Dinas" + chr(0) + " <Sosial>" + chr(0xFFFE))
    'Dinas <Sosial>'
    """
    return _FORBIDDEN.sub("", text)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text in the unit of ``size``; letters outside the table count generously.

    Examples
    --------
    >>> round(text_width("Kota Layak Anak", 10), 1)
    75.6
    """
    return sum(_letter(c, bold) for c in text) * size / 1000


def _letter(character: str, bold: bool) -> int:
    known = _WIDTH[bold].get(character)
    if known is not None:
        return known
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(character):
        return 0
    return _WIDTH[bold].get(base, 1000 if unicodedata.east_asian_width(character) in "WF" else 780)


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """Return a text cut to a width, with "…" where something was cut.

    Examples
    --------
    >>> shortened("Dinas Pendidikan", 60, 10)
    'Dinas Pen…'
    """
    if text_width(text, size, bold) <= width:
        return text
    fits = bisect_left(range(len(text)), True, key=lambda n: text_width(f"{text[: n + 1]}…", size, bold) > width)
    return f"{text[:fits].rstrip(' ,/-–(')}…"


def wrapped(text: str, width: float, size: float, *, bold: bool = False, lines: int = 2) -> list[str]:
    """Return a text as at most so many lines of a width; what does not fit is cut with "…".

    Examples
    --------
    >>> wrapped("Pemerintahan kecamatan ke bawah", 100, 10)
    ['Pemerintahan', 'kecamatan ke bawah']
    >>> wrapped("LSM/organisasi masyarakat", 90, 10, lines=3)
    ['LSM/organisasi', 'masyarakat']
    """
    result = [""]
    for piece in _BREAKS.split(" ".join(text.split())):
        if result[-1] and text_width((result[-1] + piece).rstrip(), size, bold) > width and len(result) < lines:
            result.append("")
        result[-1] += piece
    return [shortened(line.strip(), width, size, bold) for line in result]


def fitted_widths(
    header: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], room: float
) -> list[float]:
    """Return column widths that sum to ``room``, near the shares asked for, in which no word is broken.

    A column too narrow for its longest word takes from those with room to spare. Where not every word
    can fit, the shares stand as they are.

    Parameters
    ----------
    header, rows : the cells of the table, set 9.5 points high, the header bold.
    shares : share of each column, in any unit.
    room : width of the table in points, cell margins of 4.5 points on both sides included.

    Examples
    --------
    >>> [round(width) for width in fitted_widths(["No.", "Lembaga"], [["10", "Dinas"]], [1, 99], 200)]
    [26, 174]
    """
    total = sum(shares)
    widths = [room * share / total for share in shares]
    least = [_longest_word(column, header, rows) + 11 for column in range(len(shares))]
    if sum(least) > room:
        return widths
    for _ in widths:  # a column that gave may come to need; once for each is enough
        missing = sum(max(0.0, need - width) for width, need in zip(widths, least, strict=True))
        spare = sum(max(0.0, width - need) for width, need in zip(widths, least, strict=True))
        if missing < 0.01:
            break
        widths = [
            need if width <= need else width - (width - need) * missing / spare
            for width, need in zip(widths, least, strict=True)
        ]
    return widths


def _longest_word(column: int, header: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    cells = [(row[column], False) for row in rows] + ([(header[column], True)] if header else [])
    words = ((word, bold) for cell, bold in cells for word in re.split(r"\s+|(?<=[-–])(?=\S)", cell))
    return max((text_width(word, 9.5, bold) for word, bold in words), default=0.0)
