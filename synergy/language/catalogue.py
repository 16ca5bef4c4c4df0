"""The words of one language: keys in, sentences out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from synergy.dataset.records import Actor, Claim, Dataset, Kind, Programme, Source, Tie
from synergy.language import formats
from synergy.language.formats import lowered
from synergy.problems import Problem

LANGUAGES = ("id", "en")
LABEL_WIDTH = 22
_BLANK = re.compile(r"\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}")
_ACRONYM = re.compile(r"[A-Z][\w-]*[A-Z0-9][\w-]*")


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All texts of a language, by dotted key.

    A blank ``{name}`` takes a value; ``{n:row|rows}`` takes the first word where n is 1, else the
    second. Values are put in as plain text: nothing in them is read as a template.
    """

    language: str
    texts: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Say whether a text exists."""
        return key in self.texts

    def text(self, key: str, **values: object) -> str:
        """Return a text with its blanks filled.

        Raises
        ------
        KeyError
            If the key or a value for one of its blanks is missing.

        Examples
        --------
        >>> open_catalogue("en").text("unit.rows", n=1), open_catalogue("en").text("unit.rows", n=2)
        ('1 row', '2 rows')
        """
        return _BLANK.sub(lambda blank: self._fill(blank, values), self.texts[key])

    def unless_none(self, key: str, n: int, **values: object) -> str:
        """Return a part of a sentence that counts ``n`` things; "" where there are none."""
        return self.text(key, n=n, **values) if n else ""

    def first_of(self, names: Sequence[str], most: int) -> list[str]:
        """Return the first names of a list, and in the place of the rest how many there are.

        Examples
        --------
        >>> open_catalogue("en").first_of(["A", "B", "C"], 2), open_catalogue("en").first_of(["A"], 2)
        (['A', 'B', '1 other'], ['A'])
        """
        more = len(names) - most
        return [*names[:most], self.text("unit.others", n=more)] if more > 0 else list(names)

    def _fill(self, blank: re.Match[str], values: Mapping[str, object]) -> str:
        name, one, many = blank.groups()
        value = values[name]
        if one is not None:
            return str(one if value == 1 else many)
        return self.number(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)

    def number(self, value: float | None, digits: int = 2) -> str:
        """Return a number in this language."""
        return formats.number(value, self.language, digits)

    def p_value(self, p: float) -> str:
        """Return a p-value with its sign: "p = 0.023", and "p < 0.001" where no more can be told."""
        return f"p < {self.number(0.001, 3)}" if p < 0.001 else f"p = {self.number(p, 3)}"

    def percent(self, share: float | None) -> str:
        """Return a share of one as a percentage."""
        return formats.percent(share, self.language)

    def date(self, value: str) -> str:
        """Return an ISO date in words."""
        return formats.date(value, self.language)

    def listed(self, items: Sequence[str]) -> str:
        """Return items joined as in a sentence."""
        return formats.listed(items, self.language)

    def own(self, indonesian: str, english: str) -> str:
        """Return the text of this language; "" where the study does not give it."""
        return english if self.language == "en" else indonesian

    def purpose(self, tie: Tie) -> str:
        """Return what a tie is for, as it stands in a sentence; "" where it is not said."""
        return self.own(tie.reason, tie.reason_en)

    def name(self, thing: Actor | Programme) -> str:
        """Return the name of an actor or programme; in English its ``name_en`` where it has one."""
        return self.own(thing.name, thing.name_en) or thing.name

    def label(self, actor: Actor) -> str:
        """Return a short name: the name, or where it is long the acronym or first word that stands for it.

        The aliases of persons are names and never shown; those of a collective name its parts.
        """
        name = self.name(actor)
        if len(name) <= LABEL_WIDTH or actor.kind is Kind.PERSON or actor.placeholder:
            return name
        short = (
            alias for alias in (actor.name, *actor.aliases) if _ACRONYM.fullmatch(alias) or alias == name.split()[0]
        )
        return next(short, name)

    def inline(self, actor: Actor) -> str:
        """Return the short name as it stands inside a sentence.

        A collective is a common noun ("orang tua dan keluarga") and loses its capital. In English a body
        takes its article, unless it is called by an acronym of its own.
        """
        label = self.label(actor)
        if self.language == "en" and _takes_article(label, actor):
            return f"the {label}"
        return lowered(label) if actor.placeholder else label

    def table(self, name: str) -> str:
        """Return the name of a table; the file's own name where the format has none for it."""
        return self.texts.get(f"table.{name}", name)

    def quoted(self, text: str) -> str:
        """Return text in typographic quotation marks."""
        return f"“{text}”"

    def title(self, source: Source) -> str:
        """Return the title of a source in this language."""
        return self.own(source.title, source.title_en) or source.title

    def statement(self, claim: Claim) -> str:
        """Return the statement of a claim in this language."""
        return self.own(claim.statement, claim.statement_en) or claim.statement

    def term(self, dataset: Dataset, name: str, term: str) -> str:
        """Return the name of a word of a controlled list; the word itself where the list lacks it."""
        found = dataset.terms(name).get(term)
        return term if found is None else (found.name_en if self.language == "en" else found.name_id) or term

    def problem(self, problem: Problem) -> str:
        """Return what is wrong and how to mend it, in one or two sentences."""
        blanks: dict[str, object] = {
            "value": problem.value,
            "suggestion": problem.suggestion,
            "file": problem.origin.file,
            "row": problem.origin.row or "",
            "column": problem.origin.column or "",
        }
        blanks.update(problem.values)
        if self.has(key := f"list_name.{blanks.get('list')}"):
            blanks["list"] = self.text(key)
        blanks["allowed"] = blanks.get(f"allowed_{self.language}", blanks.get("allowed", ""))
        sentences = [self.text(f"problem.{problem.code}.what", **blanks)]
        if shown := blanks.get(f"suggestion_{self.language}"):
            sentences.append(self.text("check.did_you_mean_named", names=shown))
        elif problem.suggestion:
            sentences.append(self.text("check.did_you_mean", suggestion=problem.suggestion))
        sentences.append(self._cure(problem.code, blanks))
        return " ".join(sentences)

    def _cure(self, code: str, blanks: Mapping[str, object]) -> str:
        """Return how to mend a problem: its own way where the values name one, a reference where the list was given."""
        if blanks.get("listed"):
            return self.text("check.listed", row=blanks["listed"])
        own = f"problem.{code}.cure_{blanks.get('cure')}"
        return self.text(own if own in self.texts else f"problem.{code}.cure", **blanks)


def _takes_article(label: str, actor: Actor) -> bool:
    if actor.kind is Kind.PERSON or actor.placeholder:
        return " of " in label
    own = {alias for alias in (actor.name, *actor.aliases) if _ACRONYM.fullmatch(alias)}
    return not any(label.startswith(acronym) for acronym in own)


@cache
def open_catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language: all TOML files of its folder, flattened to dotted keys.

    Raises
    ------
    ValueError
        If there is no such language, or a key stands in two files.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no language “{language}”; there are {', '.join(LANGUAGES)}")
    texts: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.toml")):
        for key, value in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in texts:
                raise ValueError(f"{path.name}: “{key}” stands in two files of “{language}”")
            texts[key] = value
    return Catalogue(language, texts)


def blanks(text: str) -> frozenset[str]:
    """Return the names of the blanks of a text that show a value; words chosen by a count are left out."""
    return frozenset(match.group(1) for match in _BLANK.finditer(text) if match.group(2) is None)


def _flat(tree: Mapping[str, object], stem: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{stem}{key}.")
        else:
            yield f"{stem}{key}", str(value)
