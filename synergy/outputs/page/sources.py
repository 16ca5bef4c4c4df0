"""The sources as the page shows them, in every language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from synergy.dataset.records import Actor, Dataset, Source
from synergy.language.catalogue import LANGUAGES, Catalogue, open_catalogue
from synergy.language.formats import capital


def both(say: Callable[[Catalogue], str]) -> dict[str, str]:
    """Return a text in every language."""
    return {language: say(open_catalogue(language)) for language in LANGUAGES}


def source_of(dataset: Dataset, source: Source) -> dict[str, Any]:
    """Return a source: title, kind, who speaks, date, and from whose side."""
    vantage = dataset.actor.get(source.vantage or "")
    return {
        "id": source.id,
        "title": both(lambda words: words.title(source)),
        "kind": source.kind,
        "author": both(lambda words: _author(source, words)),
        "date": both(lambda words: words.date(source.date)),
        "vantage": _shown(vantage),
    }


def _author(source: Source, words: Catalogue) -> str:
    """Who speaks; in English an informant by the English short name, because authors have one language."""
    informant = words.language == "en" and source.kind == "interview"
    return capital(source.short_en) if informant and source.short_en else source.author


def _shown(actor: Actor | None) -> dict[str, str]:
    return both(lambda words: words.name(actor) if actor else "")
