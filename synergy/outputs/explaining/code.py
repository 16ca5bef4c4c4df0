"""What a problem means, why it matters, how to mend it: ``synergy explain CODE``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from synergy.language.catalogue import Catalogue
from synergy.language.codes import CODES
from synergy.language.formats import capital

_BLANK = re.compile(r"\{(\w+)")
ANY = "…"  # stands for a value that depends on the case
Section = tuple[str, tuple[str, ...]]  # heading ("" for the first lines), lines


def codes(words: Catalogue) -> tuple[str, ...]:
    """Return every code of a problem, sorted."""
    found = (key.split(".")[1] for key in words.texts if key.startswith("problem.") and key.endswith(".what"))
    return tuple(sorted(found))


def explain_code(code: str, words: Catalogue) -> list[Section]:
    """Return the sections of an explanation; what nothing useful can be said of is left out.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> [heading for heading, _ in explain_code("self-tie", open_catalogue("en"))]
    ['', 'What it means', 'Why it matters', 'How to mend it', 'Where it can stand']
    """
    weight, where = CODES.get(code, ("depends", ""))
    told = {
        "meaning": _open(f"problem.{code}.what", words),
        "why": _open(f"explain.because.{code}", words),
        "cure": _open(f"problem.{code}.cure", words),
        "example": _open(f"explain.sample.{code}", words),
        "where": _open(f"explain.at.{where}", words),
    }
    head = words.text("explain.head_code", code=code, weight=words.text(f"explain.weight.{weight}"))
    return [("", (head,)), *((words.text(f"explain.{key}"), (text,)) for key, text in told.items() if text)]


def _open(key: str, words: Catalogue) -> str:
    """Return a text with "…" in its blanks; "" where there is none."""
    if not words.has(key):
        return ""
    text = words.text(key, **dict.fromkeys(_BLANK.findall(words.texts[key]), ANY))
    return text if key.startswith("explain.sample.") else capital(text)  # a sample may start with the name of a file


def nearest_of(text: str, known: Iterable[str], most: int = 4) -> tuple[str, ...]:
    """Return the names most like a text, the likeliest first; none where nothing is near.

    Examples
    --------
    >>> nearest_of("unknown-actr", ["unknown-actor", "self-tie"])
    ('unknown-actor',)
    """
    from rapidfuzz import fuzz, process

    hits = process.extract(text.casefold(), sorted(known), scorer=fuzz.ratio, score_cutoff=60, limit=most)
    return tuple(hit[0] for hit in hits)
