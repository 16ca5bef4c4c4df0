"""What an analysis found, as tables, and its outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from synergy import pipeline
from synergy.api.frames import plain
from synergy.api.telling import telling
from synergy.findings import analysis
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import reason
from synergy.outputs.tables import TABLES

FINDING = ("id", "kind", "actors", "programmes", "status", "basis", "score", "rank", "grade", "confidence")


@dataclass(frozen=True, eq=False, kw_only=True)
class Analysis(analysis.Analysis):
    """What an analysis found: ``findings``, ``caveats`` and ``measured`` hold the records behind its tables."""

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, as of the files in ``tables/``."""
        return tuple(TABLES)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of ``synergy analyse``, with values in place of text.

        Parameters
        ----------
        name : one of ``tables``.

        Returns
        -------
        New DataFrame of the columns of ``tables/NAME.csv``; what is undefined is NaN or None, lists are tuples.
        ``synergy measures`` and docs/measures.md tell what each number means and in which range it lies.

        Raises
        ------
        ValueError
            If there is no such table.

        Examples
        --------
        See ``Study.analyse``.
        """
        if name not in TABLES:
            raise ValueError(f"no table “{name}”; there are {', '.join(TABLES)}")
        columns, rows = TABLES[name]
        found = [{column: plain(row.get(column)) for column in columns} for row in rows(self)]
        return pd.DataFrame(found, columns=list(columns))

    def missing_links(self) -> pd.DataFrame:
        """One row a pair with a computed or stated need, met ones included: ``table("missing_links")``."""
        return self.table("missing_links")

    def actors(self) -> pd.DataFrame:
        """One row an actor, by ``id``, one column a measure; undefined outside the network: ``table("actors")``."""
        return self.table("actors").set_index("id")

    def indices(self) -> pd.DataFrame:
        """One row an index of the whole network, by its name, beside its chance: ``table("network")``."""
        return self.table("network").set_index("index")

    def statements(self, language: str = "en") -> pd.DataFrame:
        """One row a finding, by ``id``, ranked within its kind, with its ``reason`` in sentences.

        Parameters
        ----------
        language : of the sentences, ``en`` or ``id``.

        Raises
        ------
        ValueError
            If there is no such language.
        """
        words = open_catalogue(language)
        rows = [
            {**{name: plain(getattr(finding, name)) for name in FINDING}, "reason": reason(finding, self, words)}
            for finding in self.findings
        ]
        return pd.DataFrame(rows, columns=[*FINDING, "reason"]).set_index("id")

    def write(
        self,
        out: str | Path,
        *,
        languages: Sequence[str] = LANGUAGES,
        only: Sequence[str] | None = None,
        force: bool = False,
    ) -> Path:
        """Write the outputs of ``synergy analyse``, whole or not at all.

        Parameters
        ----------
        out : a folder that does not exist yet, or with ``force`` an earlier result.
        languages : of the documents; the first is the page's opening language.
        only : names of outputs, as for ``synergy analyse --only``; all where None.
        force : replace an earlier result there.

        Returns
        -------
        The folder.

        Raises
        ------
        UnusablePlace
            If the folder cannot be written or holds what must not be replaced.
        """
        with telling():
            names = None if only is None else tuple(only)
            pipeline.publish(self, Path(out), tuple(languages), only=names, force=force)
        return Path(out)
