"""How evidence is named in a sentence: who says it, where it stands, how surely."""

from __future__ import annotations

from collections.abc import Iterable

from synergy.dataset.records import Dataset, Evidence, Source
from synergy.language.catalogue import Catalogue
from synergy.language.formats import capital


def short_source(source: Source, words: Catalogue) -> str:
    """Return the short name of a source ("informan 3, pendidik PAUD"), its title where it has none."""
    return words.own(source.short, source.short_en) or words.title(source)


def voices(evidence: Iterable[Evidence], dataset: Dataset, words: Catalogue) -> str:
    """Return who says a thing, for the inside of a sentence; "the study's data" where no source is given."""
    names = dict.fromkeys(
        short_source(dataset.source[key], words) for piece in evidence for key in piece.sources if key in dataset.source
    )
    return words.listed(tuple(names)) if names else words.text("reason.voice_unknown")


def place(piece: Evidence, dataset: Dataset, words: Catalogue) -> str:
    """Return one piece of evidence as a reader would look it up.

    Source, place in it, confidence, and the row of the table: "Informan 3, pendidik PAUD, §3,
    paragraf 2; keyakinan sedang; ties, baris 44".
    """
    parts = [_source(piece, dataset, words)]
    if piece.confidence:
        parts.append(words.text("evidence.confidence", level=words.text(f"confidence.{piece.confidence}")))
    if piece.origin.row:
        parts.append(words.text("evidence.row", table=words.table(piece.origin.table), row=piece.origin.row))
    return "; ".join(parts)


def cited(piece: Evidence) -> str:
    """Return a source's code, as in the briefing's annex, and the place in it: "INF3, §3, informan 3, paragraf 2"."""
    return ", ".join(part for part in ("+".join(piece.sources), piece.locator) if part)


def places(evidence: Iterable[Evidence]) -> str:
    """Return the places in the sources that a thing rests on, once each."""
    return "; ".join(dict.fromkeys(cited(piece) for piece in evidence))


def rows(evidence: Iterable[Evidence], words: Catalogue) -> str:
    """Return the rows that a finding rests on, by table: "mandates 8, 11; participation 61"."""
    found: dict[str, list[int]] = {}
    for piece in evidence:
        found.setdefault(piece.origin.table, []).append(piece.origin.row or 0)
    parts = (
        words.text(
            "evidence.rows",
            table=words.table(table),
            rows=", ".join(map(str, sorted(set(numbers)))),
            n=len(set(numbers)),
        )
        for table, numbers in sorted(found.items())
    )
    return "; ".join(parts)


def _source(piece: Evidence, dataset: Dataset, words: Catalogue) -> str:
    named = [short_source(dataset.source[key], words) for key in piece.sources if key in dataset.source]
    source = capital(" + ".join(named)) if named else words.text("evidence.none")
    return words.text("evidence.place", source=source, locator=piece.locator) if piece.locator else source
