"""Who or what a cell means: by id, name or alias, never by guess. Near misses are only suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from synergy.dataset.cells import Fault, fold, word_key
from synergy.dataset.choices import OTHER_WORDS
from synergy.dataset.hints import named, near_terms
from synergy.dataset.hints import nearest as nearest  # named as itself: part of this module's face
from synergy.dataset.term import Term
from synergy.tables.examples import is_example

_OR = re.compile(r"/| atau | or ")
CODES = {
    "stakeholders": "unknown-actor",
    "programmes": "unknown-programme",
    "sources": "unknown-source",
    "reporters": "unknown-reporter",
}
TERM_CODES = {"sector": "unknown-sector", "role": "unknown-role"}
ONLY_PRESET = {"role": ("answers",)}  # words a preset may use and a study may not


@dataclass(frozen=True, slots=True)
class Index:
    """Ids of one table and every name they go by, all folded.

    ``whole`` is False where the table could not be read: then every reference passes as it stands.
    """

    kind: str
    ids: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True

    def find(self, text: str, suggesting: bool = True) -> tuple[str, Fault | None]:
        """Return the id that a text means, or the text itself and what is wrong with it."""
        key = fold(text)
        if key in self.ids:
            return self.ids[key], None
        found = self.named.get(key, ())
        if len(found) == 1:
            return found[0], None
        if is_example([text]):
            return text, Fault("names-example", value=text)
        if not self.whole:
            return text, None
        if found:
            return text, Fault("ambiguous-name", value=text, values={"ids": ", ".join(found)})
        return text, Fault(CODES[self.kind], value=text, suggestion=nearest(text, self.written) if suggesting else "")

    def __or__(self, other: Index) -> Index:
        """Return an index over both; where both know a name, this one wins."""
        return Index(
            self.kind,
            {**other.ids, **self.ids},
            {**other.named, **self.named},
            {**other.written, **self.written},
            self.whole and other.whole,
        )


def index_of(kind: str, rows: Iterable[tuple[str, Iterable[str]]], whole: bool = True) -> Index:
    """Build an index from (id, its names and aliases)."""
    ids: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for identity, names in rows:
        ids.setdefault(fold(identity), identity)
        written.setdefault(fold(identity), identity)
        for name in names:
            named.setdefault(fold(name), set()).add(identity)
            written[fold(name)] = min(name, written.get(fold(name), name))
    return Index(kind, ids, {name: tuple(sorted(found)) for name, found in named.items()}, written, whole)


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of every list, and the keys each goes by."""

    terms: Mapping[str, Mapping[str, Term]]
    keys: Mapping[str, Mapping[str, tuple[str, ...]]]
    whole: bool = True
    of_preset: bool = False
    suggesting: bool = True

    def find(self, name: str, text: str) -> tuple[str, Fault | None]:
        """Return the term of a list that a text means, or the text itself and what is wrong with it."""
        hidden = () if self.of_preset else ONLY_PRESET.get(name, ())
        found = self.keys.get(name, {}).get(word_key(text), ())
        if text in found:
            found = (text,)
        if len(found) == 1 and found[0] not in hidden:
            return found[0], None
        if not self.whole:
            return text, None
        if len(found) > 1:
            return text, Fault("ambiguous-term", value=text, values={"list": name, "terms": ", ".join(found)})
        return text, self._unknown(name, text, hidden)

    def _unknown(self, name: str, text: str, hidden: tuple[str, ...]) -> Fault:
        """Return the fault of a word that no term goes by: what is allowed, and what was probably meant."""
        terms = [term for term in self.terms.get(name, {}).values() if term.term not in hidden]
        written = {key: found[0] for key, found in self.keys.get(name, {}).items() if found[0] not in hidden}
        near = near_terms(text, terms, written) if self.suggesting else ()
        values = {
            "list": name,
            "allowed": ", ".join(term.term for term in terms) or "-",
            "allowed_id": ", ".join(term.name_id or term.term for term in terms) or "-",
        }
        shown = [named(term, self.terms[name][term].name_id, self.terms[name][term].name_en) for term in near]
        values |= {key: ", ".join(one[key] for one in shown) for key in (shown[0] if shown else ())}
        code = TERM_CODES.get(name, "unknown-term")
        return Fault(code, value=text, suggestion=", ".join(near), values=values)


def _parts(terms: Mapping[str, Term]) -> dict[str, tuple[str, ...]]:
    """Return the words that a name puts side by side: "Perangkat daerah (OPD)" is also "OPD" and "Perangkat daerah".

    A part that two names share means neither alone.
    """
    found: dict[str, set[str]] = {}
    for term in terms.values():
        for name in (term.name_id, term.name_en):
            head, _, inside = name.partition("(")
            parts = [*head.split("/"), *_OR.split(inside.rstrip(") "))] if ("(" in name or "/" in name) else []
            for part in (head, *parts) if parts else ():
                if len(key := word_key(part)) > 1:
                    found.setdefault(key, set()).add(term.term)
    return {key: tuple(sorted(meant)) for key, meant in found.items()}


def words_of(terms: Mapping[str, Mapping[str, Term]], whole: bool = True, of_preset: bool = False) -> Words:
    """Build the keys of all terms: the term, its Indonesian and its English name."""
    keys: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, known in terms.items():
        of_list = keys.setdefault(name, {})
        exact = {word_key(term) for term in known}
        for term in known.values():
            of_list.setdefault(word_key(term.term), (term.term,))
        for term in known.values():
            for other in {word_key(term.name_id), word_key(term.name_en)} - exact:
                of_list[other] = tuple(sorted({*of_list.get(other, ()), term.term}))
        for word, meant in OTHER_WORDS.get(name, {}).items():
            if meant in known:
                of_list.setdefault(word_key(word), (meant,))
        for word, meanings in _parts(known).items():
            of_list.setdefault(word, meanings)
    return Words(terms, keys, whole, of_preset)


@dataclass(frozen=True, slots=True)
class Known:
    """All that a cell may refer to; ``suggesting`` says whether a miss is looked up among what is near it."""

    stakeholders: Index
    programmes: Index
    sources: Index
    words: Words
    suggesting: bool = True

    def find(self, refers: str, text: str) -> tuple[str, Fault | None]:
        """Return the id that a reference means, or the text itself and what is wrong with it."""
        if refers == "reporters":
            return self._reporter(text)
        index = {"stakeholders": self.stakeholders, "programmes": self.programmes, "sources": self.sources}[refers]
        return index.find(text, self.suggesting)

    def _reporter(self, text: str) -> tuple[str, Fault | None]:
        actor, fault = self.stakeholders.find(text, self.suggesting)
        if fault is None or fault.code in ("ambiguous-name", "names-example"):
            return actor, fault
        source, other = self.sources.find(text, self.suggesting)
        if other is None or other.code == "ambiguous-name":
            return source, other
        return text, Fault(CODES["reporters"], value=text, suggestion=fault.suggestion or other.suggestion)
