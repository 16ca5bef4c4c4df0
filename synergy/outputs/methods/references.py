"""The works that the methods text cites: their keys, and their entries in BibTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_OWN_KEYS = {"Krackhardt & Stern 1988": "krackhardt1988stern"}  # another Krackhardt is of the same year
_CITED = re.compile(r"(?<!\\)@(\w+)")


def keys_of(source: str) -> tuple[str, ...]:
    """Return the keys of the works that a measure's ``source`` names.

    Examples
    --------
    >>> keys_of("Burt 1992; Burt 2004"), keys_of("after Cataldo et al. 2006")
    (('burt1992', 'burt2004'), ('cataldo2006',))
    >>> keys_of("Guimerà & Amaral 2005, rescaled"), keys_of("Zhou, Lü & Zhang 2009; Karrer & Newman 2011")
    (('guimera2005',), ('zhou2009', 'karrer2011'))
    """
    works = [work.strip().removeprefix("after ").removesuffix(", rescaled") for work in source.split(";")]
    return tuple(_OWN_KEYS.get(work) or _key(work) for work in works)


def _key(work: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", work) if not unicodedata.combining(c))
    first, year = re.split(r"[\s,]", plain, maxsplit=1)[0], plain[-4:]
    return f"{first.lower()}{year}"


def cited(text: str) -> frozenset[str]:
    r"""Return the keys that a text cites; an @ with a backslash before it cites nothing.

    Examples
    --------
    >>> sorted(cited(r"drawn by trades [@strona2014; @neal2021], as team\@work said"))
    ['neal2021', 'strona2014']
    """
    return frozenset(_CITED.findall(text))


def bibliography(keys: Iterable[str]) -> str:
    """Return the entries of some works in BibTeX, by key.

    Raises
    ------
    KeyError
        If the library holds no such work.

    Examples
    --------
    >>> bibliography(["freeman1977"]).splitlines()[0]
    '@article{freeman1977,'
    """
    return "\n".join(library()[key] for key in sorted(keys))


@cache
def library() -> Mapping[str, str]:
    """Return every entry of ``library.bib`` by its key."""
    text = (Path(__file__).parent / "library.bib").read_text(encoding="utf-8")
    return {entry[1]: entry[0] for entry in re.finditer(r"^@\w+\{(\w+),\n.*?^\}\n", text, re.MULTILINE | re.DOTALL)}
