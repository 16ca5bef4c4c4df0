"""What a column and a table are called and mean, in one language."""

from __future__ import annotations

import re

from synergy.dataset.records import Dataset
from synergy.language import Catalogue
from synergy.outputs.dictionary.codes import CODES, NOTES
from synergy.outputs.dictionary.entry import Entry, Holds
from synergy.outputs.explaining.measure import link_of, source_of

_NUMBER = re.compile(r"\d+")


def title(table: str, entry: Entry, words: Catalogue) -> str:
    """Return the short name of a column.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> title("missing_links", Entry(name="gap", measure="gap"), open_catalogue("en"))
    'Gap'
    """
    return words.text(_key(table, entry, "name", words))


def meaning(table: str, entry: Entry, words: Catalogue) -> str:
    """Return what a column says; of one that repeats an input column, what the empty study says of that."""
    key = _key(table, entry, "meaning", words)
    text = words.text(key)
    return text.split(words.text("dictionary.example"))[0] if key.startswith("new.") else text


def key_candidates(table: str, entry: Entry, part: str) -> tuple[str, ...]:
    """Return the keys under which a word of a column may stand, the first one found being its word."""
    if entry.measure:
        return (f"measure.{entry.measure}.{part}",)
    own = (f"dictionary.of.{table}.{entry.name}.{part}", f"dictionary.column.{entry.name}.{part}")
    if part != "meaning" or not entry.study:
        return own
    return (*own, f"new.column_of.{entry.study}.{entry.name}", f"new.column.{entry.name}")


def _key(table: str, entry: Entry, part: str, words: Catalogue) -> str:
    candidates = key_candidates(table, entry, part)
    return next((key for key in candidates if words.has(key)), candidates[-1])


def table_title(table: str, words: Catalogue) -> str:
    """Return the name of a table, short enough for a sheet."""
    return words.text(f"dictionary.table.{table}.name")


def table_meaning(table: str, words: Catalogue) -> str:
    """Return what one row of a table is, and what to bear in mind."""
    return words.text(f"dictionary.table.{table}.row")


def kind(entry: Entry, words: Catalogue) -> str:
    """Return what the cells of a column hold: text, a number, a word of a list, an id."""
    what = entry.holds.value
    if entry.codes or entry.terms:
        what = "word"
    elif entry.refers:
        what = "id"
    text = words.text(f"dictionary.holds.{what}")
    return words.text("dictionary.several", what=text) if entry.several else text


def allowed(entry: Entry, words: Catalogue) -> str:
    """Return what may stand in the cells of a column: a range, the words of a list, a list of the study, a table."""
    if entry.codes:
        return "; ".join(dict.fromkeys(words.text(key) for key in CODES[entry.codes].values()))
    if entry.terms:
        return words.text("dictionary.terms", list=words.text(f"list_name.{entry.terms}"))
    if entry.refers:
        return words.text(f"dictionary.refers.{entry.refers}")
    if entry.holds is Holds.YES_NO:
        return words.text("measures.yes_no")
    return _range(entry, words)


def _range(entry: Entry, words: Catalogue) -> str:
    low, high = ("" if bound is None else _bound(bound, words) for bound in (entry.low, entry.high))
    if low and high:
        return words.text("measures.bounded", low=low, high=high)
    return words.text("measures.unbounded", low=low) if low else ""


def _bound(value: float, words: Catalogue) -> str:
    text = words.number(int(value)) if float(value).is_integer() else words.number(value, 1)
    return text.replace("-", "−")


def origin(entry: Entry, words: Catalogue) -> str:
    """Return where the numbers or words of a column come from: the study, a publication, or this project."""
    if entry.study:
        return words.text("dictionary.from_study", table=entry.study)
    if entry.definition is None:
        return words.text("dictionary.from_synergy")
    if not entry.definition.source:
        return words.text("measures.own")
    source = source_of(entry.definition, words)
    return " ".join(filter(None, (words.text("measures.source"), source, link_of(entry.definition))))


def word(entry: Entry, code: str, dataset: Dataset, words: Catalogue) -> str:
    """Return the word for a code of a column; the code itself where there is none."""
    if entry.terms:
        return term_word(entry.terms, code, dataset, words)
    key = CODES[entry.codes].get(code, "")
    return words.text(key) if words.has(key) else code


def term_word(name: str, code: str, dataset: Dataset, words: Catalogue) -> str:
    """Return the name of a term, with its code behind it where another term of the list has the same name."""
    text = words.term(dataset, name, code)
    namesakes = sum(words.term(dataset, name, other) == text for other in dataset.terms(name))
    return text if namesakes < 2 else f"{text} ({code})"


def code_note(name: str, code: str, words: Catalogue) -> str:
    """Return what a code of a closed list means, where its word alone does not say it; else ""."""
    key = f"{NOTES.get(name, f'dictionary.note.{name}')}.{code}"
    return words.text(key) if words.has(key) else ""


def method_words(method: str, words: Catalogue) -> str:
    """Return the name of a procedure, put together from those of its parts.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> method_words("QAP, upper tail; interval: vertex bootstrap", open_catalogue("id"))
    'QAP, ekor atas; selang: bootstrap simpul'
    """
    return "; ".join(", ".join(_piece(part, words) for part in half.split(", ")) for half in method.split("; "))


def _piece(part: str, words: Catalogue) -> str:
    key = "dictionary.method." + _NUMBER.sub("n", part).replace(" ", "_").replace(":", "").replace("-", "_")
    key = key.replace("(", "").replace(")", "")
    found = _NUMBER.search(part)
    return words.text(key, n=int(found.group()) if found else 0) if words.has(key) else part


def reason_words(reason: str, words: Catalogue) -> str:
    """Return why rows were set aside ("identical-row: 2") in words.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> reason_words("identical-row: 2", open_catalogue("en"))
    'identical to another: 2'
    """
    code, _, rows = reason.partition(": ")
    key = f"check.reason.{code}"
    return words.text(key, n=int(rows)) if words.has(key) and rows.isdecimal() else reason
