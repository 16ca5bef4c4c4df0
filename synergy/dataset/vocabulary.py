"""Controlled lists: the base words, those of a preset, those a study adds or overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from synergy.dataset.cells import Fault, word_key
from synergy.dataset.names import nearest
from synergy.dataset.rows import ValueRow, ValueTable
from synergy.dataset.term import Term
from synergy.problems import Problem
from synergy.tables.words import squeeze

OPEN_LISTS = ("cluster", "territory")  # lists a study may use without declaring their words

Terms = dict[str, dict[str, Term]]


def add_terms(terms: Mapping[str, Mapping[str, Term]], rows: Iterable[ValueRow]) -> Terms:
    """Return the lists with the words of a table added; where a word is there, only cells with content override.

    Within each list words stand by ``order``, then by name; new words without an order come last.
    """
    result: Terms = {name: dict(known) for name, known in terms.items()}
    for row in rows:
        if row.sound:
            name, term = row.values["list"], row.values["term"]
            last = max((known.order for known in terms.get(name, {}).values()), default=0.0)
            new = Term(list=name, term=term, name_id="", name_en="", order=last + 1)
            old = result.setdefault(name, {}).get(term, new)
            result[name][term] = _overridden(old, row)
    for name, known in result.items():
        result[name] = dict(sorted(known.items(), key=lambda item: (item[1].order, item[0])))
    return result


def _overridden(old: Term, row: ValueRow) -> Term:
    columns = ("name_id", "name_en", "parent", "colour", "shape", "order", "weight")
    given = {name: row.values[name] for name in columns if row.values[name] is not None}
    extra = {**dict(old.attributes), **{squeeze_header(k): v for k, v in row.attributes}}
    new = replace(old, **given, attributes=tuple(sorted(extra.items())))
    name = new.name_id or new.name_en or new.term
    return replace(new, name_id=new.name_id or name, name_en=new.name_en or name)


def squeeze_header(header: str) -> str:
    """Return an extra column's name as code asks for it: one case, underscores for blanks."""
    plain = "_".join(header.casefold().split())
    return {"berarah": "directed"}.get(squeeze(plain), plain)


def open_terms(name: str, words: Iterable[str]) -> dict[str, Term]:
    """Return terms for words taken as they stand; spellings that differ only by case are one term."""
    spelt: dict[str, str] = {}
    for word in words:
        spelt[word_key(word)] = min(word, spelt.get(word_key(word), word))
    return {word: Term(list=name, term=word, name_id=word, name_en=word) for word in sorted(spelt.values())}


def check_parents(table: ValueTable, terms: Mapping[str, Mapping[str, Term]]) -> Iterable[Problem]:
    """Yield a problem for each parent that is no word of the same list."""
    for row in table.rows:
        parent, name = row.values["parent"], row.values["list"]
        known = terms.get(name, {})
        if parent and row.sound and parent not in known:
            near = nearest(parent, {word_key(term): term for term in known})
            values = {"list": name, "allowed": ", ".join(known)}
            yield Fault("unknown-term", value=parent, suggestion=near, values=values).at(table.at(row, "parent"))
