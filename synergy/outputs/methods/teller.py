"""How a methods text says something: the words of one language, with what comes from the data made inert."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.formats import lowered
from synergy.measures.definition import Definition
from synergy.outputs.methods.references import keys_of

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|@$~^&])")


def inert(text: str) -> str:
    r"""Return text in which nothing is markup, a citation or a new line, for Markdown.

    Examples
    --------
    >>> print(inert("a *b*\n[@key] <i>"))
    a \*b\* \[\@key\] \<i\>
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True, eq=False)
class Teller:
    """One run, told in one language."""

    analysis: Analysis
    words: Catalogue

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of ``methods.KEY``; only the blank ``items`` holds text of ours, which may cite works."""
        shown = {name: self._shown(value) if name != "items" else value for name, value in values.items()}
        return self.words.text(f"methods.{key}", **shown)

    def _shown(self, value: object) -> object:
        if isinstance(value, float):
            return self.number(value)
        return inert(value) if isinstance(value, str) else value

    def number(self, value: float) -> str:
        """Return a number with as many digits as it has: 0.5, 0.05."""
        digits = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return self.words.number(float(value), digits) if digits else self.words.number(round(value))

    def named(self, key: str) -> str:
        """Return the name of a measure as it stands in a sentence."""
        return lowered(self.words.text(f"measure.{key}.name"))

    def with_sources(self, measures: Iterable[tuple[str, Definition]]) -> str:
        """Return names of measures, those of one source together, each group with the works it follows.

        Parameters
        ----------
        measures : key of the words and definition of each.
        """
        groups: dict[str, list[str]] = {}
        for key, definition in measures:
            groups.setdefault(definition.source, []).append(self.named(key))
        parts = []
        for source, names in groups.items():
            works = "; ".join(f"@{key}" for key in keys_of(source)) if source else ""
            parts.append(", ".join(names) + (f" [{works}]" if works else ""))
        return "; ".join(parts)
