"""What a number means and where it stands: ``synergy measures``, and docs/measures.md."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from synergy.language.catalogue import Catalogue
from synergy.measures.definition import Definition
from synergy.measures.of_actors import OF_ACTORS
from synergy.measures.of_pairs import OF_PAIRS
from synergy.measures.of_whole import OF_WHOLE
from synergy.outputs.explaining.code import Section, nearest_of

Group = Literal["actor", "pair", "whole"]
TABLES: dict[Group, str] = {"actor": "actors", "pair": "missing_links", "whole": "network"}
YES_NO = frozenset({"is_cut_point"})
OF_STRUCTURE = (
    Definition(name="modularity", low=-0.5, source="Newman & Girvan 2004", doi="10.1103/PhysRevE.69.026113"),
    Definition(name="core_periphery", low=-1.0, source="Borgatti & Everett 2000", doi="10.1016/S0378-8733(99)00019-2"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A registered number, what it is a number of, and whether chance is told beside it.

    ``key`` tells it from all others, and its words stand under ``measure.KEY``: its name, or ``pair_NAME`` where
    actors have a number of that name too.
    """

    definition: Definition
    group: Group
    key: str = ""
    directed_only: bool = False
    chance: bool = False

    @property
    def name(self) -> str:
        """Name of its column or row."""
        return self.definition.name


def measures() -> dict[str, Measure]:
    """Return every registered number by its key: of actors, of pairs, of the whole network.

    Examples
    --------
    >>> measures()["density"].group, measures()["is_cut_point"].group
    ('whole', 'actor')
    >>> measures()["stability"].group, measures()["pair_stability"].name
    ('actor', 'stability')
    """
    known: dict[str, Measure] = {}
    for measure in _registered():
        key = measure.name if measure.name not in known else f"{measure.group}_{measure.name}"
        known[key] = replace(measure, key=key)
    return known


def _registered() -> Iterator[Measure]:
    for several in OF_ACTORS:
        for column in several.columns:
            yield Measure(definition=column, group="actor", directed_only=several.directed_only)
    for definition in OF_PAIRS:
        yield Measure(definition=definition, group="pair")
    for index in OF_WHOLE:
        known = index.chance is not None
        yield Measure(definition=index.definition, group="whole", directed_only=index.directed_only, chance=known)
    for definition in OF_STRUCTURE:
        yield Measure(definition=definition, group="whole", chance=True)


def find_measures(what: str, words: Catalogue) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """Return the numbers of that name or label; where there is none, the names most like it.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> found, near = find_measures("betweenes", open_catalogue("en"))
    >>> found, near[0]
    ((), 'betweenness')
    """
    known = measures().values()
    labels = {label(measure, words).casefold(): measure for measure in known}
    asked = " ".join(what.casefold().split())
    if asked in labels:
        return (labels[asked],), ()
    name = asked.replace("-", "_").replace(" ", "_")
    if found := tuple(measure for measure in known if name in (measure.name, measure.key)):
        return found, ()
    near = nearest_of(name, {*labels, *(measure.name for measure in known)})
    return (), tuple(dict.fromkeys(labels[text].name if text in labels else text for text in near))


def label(measure: Measure, words: Catalogue) -> str:
    """Return its short name, as for the head of a column."""
    return words.text(f"measure.{measure.key}.name")


def list_measures(words: Catalogue) -> list[Section]:
    """Return a section for each kind, of one line a number: its name, label and meaning."""
    known = measures().values()
    name_width = max(len(measure.name) for measure in known)
    label_width = max(len(label(measure, words)) for measure in known)

    def line(measure: Measure) -> str:
        meaning = words.text(f"measure.{measure.key}.meaning")
        return f"{measure.name:{name_width}}  {label(measure, words):{label_width}}  {meaning}"

    return [
        (words.text(f"measures.{group}"), tuple(line(measure) for measure in known if measure.group == group))
        for group in TABLES
    ]


def explain_measure(measure: Measure, words: Catalogue) -> list[Section]:
    """Return the sections of an explanation: meaning, what more says, when not to use it, range, place, source.

    Examples
    --------
    >>> from synergy.language import open_catalogue
    >>> dict(explain_measure(measures()["density"], open_catalogue("en")))["Range"]
    ('[0, 1]',)
    """
    said = [
        (words.text(f"measures.{part}"), (words.text(f"measure.{measure.key}.{part}"),))
        for part in ("meaning", "more", "avoid")
    ]
    return [
        ("", (words.text("measures.head", name=measure.name, label=label(measure, words)),)),
        *said,
        (words.text("measures.range"), (range_of(measure, words),)),
        (words.text("measures.where"), place_of(measure, words)),
        (words.text("measures.source"), (_source(measure.definition, words),)),
    ]


def range_of(measure: Measure, words: Catalogue) -> str:
    """Return the range it lies in: ``[0, 1]``, ``≥ 0``, or the words for yes and no."""
    if measure.name in YES_NO:
        return words.text("measures.yes_no")
    low, high = (_bound(value, words) for value in (measure.definition.low, measure.definition.high))
    key = "measures.unbounded" if math.isinf(measure.definition.high) else "measures.bounded"
    return words.text(key, low=low, high=high)


def place_of(measure: Measure, words: Catalogue) -> tuple[str, ...]:
    """Return in which table and column it stands, and on what that depends."""
    key = "measures.row" if measure.group == "whole" else "measures.column"
    place = words.text(key, table=TABLES[measure.group], name=measure.name)
    more = (("chance", measure.chance), ("directed", measure.directed_only))
    return (place, *(words.text(f"measures.{key}") for key, holds in more if holds))


def source_of(definition: Definition, words: Catalogue) -> str:
    """Return authors and year, as they stand behind a heading that says "after"; "" where the number is our own."""
    return definition.source.removeprefix("after ").replace("rescaled", words.text("measures.rescaled"))


def link_of(definition: Definition) -> str:
    """Return the address of its source; "" where it has no DOI."""
    return f"https://doi.org/{definition.doi}" if definition.doi else ""


def _source(definition: Definition, words: Catalogue) -> str:
    if not definition.source:
        return words.text("measures.own")
    return " ".join(filter(None, (source_of(definition, words), link_of(definition))))


def _bound(value: float, words: Catalogue) -> str:
    text = words.number(int(value)) if float(value).is_integer() else words.number(value, 1)
    return text.replace("-", "−")
