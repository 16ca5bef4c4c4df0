"""Names of files: ASCII, the same in every study and on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

ID_LENGTH, NAME_LENGTH = 24, 40


def slug(identity: str, name: str) -> str:
    """Return the name of an actor's files: its id, a low line, its name, in small letters, digits and hyphens.

    No two actors of a study share one: an id that such letters cannot hold, or that is too long, carries eight digits
    of its SHA-256. No other actor decides it, and the low line keeps it from being a name that Windows reserves.

    Examples
    --------
    >>> slug("A01", "DPMP3AKB Kota Tangerang Selatan"), slug("CON", "Dinas Sosial"), slug("A 1", "Café")
    ('a01_dpmp3akb-kota-tangerang-selatan', 'con_dinas-sosial', 'a-1-937bb40e_cafe')
    """
    plain = _plain(identity, ID_LENGTH)
    if plain != identity.lower():
        plain = "-".join(part for part in (plain, _digest(identity)) if part)
    return f"{plain}_{_plain(name, NAME_LENGTH) or _digest(name)}"


def _plain(text: str, length: int) -> str:
    """Return the letters, digits and hyphens that stand for a text, cut between words where it is too long."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    whole = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    cut = whole[:length]
    return cut if whole[length:] in ("", *"-") or "-" not in cut else cut.rpartition("-")[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
