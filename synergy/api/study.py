"""A checked study: its tables, its network, its analysis."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

import pandas as pd

from synergy import pipeline
from synergy.api.analysis import Analysis
from synergy.api.frames import frame
from synergy.api.telling import telling
from synergy.dataset.records import Actor, Dataset, Mandate, Participation, Programme, Status, Tie
from synergy.language import open_catalogue
from synergy.networks import Network, build_network


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """A study that has passed every check.

    ``dataset`` holds its records, each with its evidence. The tables are made anew at each call: to change one
    changes nothing in the study. In all of them what is not known is None or NaN, an empty text or an empty tuple,
    never 0; lists are tuples; columns of the study's own follow the known ones; and the last seven say where a row
    comes from (``sources``, ``locator``, ``confidence``, ``basis``, ``note``, ``file``, ``row``).
    """

    dataset: Dataset

    @property
    def actors(self) -> pd.DataFrame:
        """One row an actor, by ``id``.

        Examples
        --------
        >>> import synergy
        >>> from synergy.resources import bundled
        >>> synergy.read(bundled("data")).actors[["name_en", "sector"]].shape
        (48, 2)
        """
        return frame(self.dataset.actors, Actor).set_index("id")

    @property
    def programmes(self) -> pd.DataFrame:
        """One row a programme, by ``id``."""
        return frame(self.dataset.programmes, Programme).set_index("id")

    @property
    def participation(self) -> pd.DataFrame:
        """One row an actor's part in a programme."""
        return frame(self.dataset.participation, Participation)

    @property
    def mandates(self) -> pd.DataFrame:
        """One row a duty of an actor."""
        return frame(self.dataset.mandates, Mandate)

    @property
    def ties(self) -> pd.DataFrame:
        """One row a tie, by ``id``: those of every ``status``, of which only *existing* ones make the network.

        ``from`` and ``to`` are its ends. ``strength`` lies in (0, 1] and is NaN where the study gives none, which
        counts as 1 in the network.

        Examples
        --------
        >>> import synergy
        >>> from synergy.resources import bundled
        >>> ties = synergy.read(bundled("data")).ties
        >>> set(ties["status"]) >= {"existing", "needed"}, ties.columns[:2].tolist()
        (True, ['from', 'to'])
        """
        table = frame(self.dataset.ties, Tie)
        for place, (name, end) in enumerate((("from", 0), ("to", 1))):
            table.insert(place, name, [tie.ends[end] for tie in self.dataset.ties])
        return table.drop(columns="ends").set_index("id")

    @property
    def problems(self) -> pd.DataFrame:
        """Warnings and notices: ``code``, ``severity``, ``file``, ``row``, ``column``, ``value``, ``message``."""
        words = open_catalogue("en")
        columns = ["code", "severity", "file", "row", "column", "value", "message"]
        rows = [
            (p.code, p.severity.value, p.origin.file, p.origin.row, p.origin.column, p.value, words.problem(p))
            for p in self.dataset.notices
        ]
        return pd.DataFrame(rows, columns=columns)

    def network(self, types: Collection[str] | None = None) -> Network:
        """Build the network of the existing ties.

        Parameters
        ----------
        types : only ties of these types (column ``type`` of ``ties``); all where None.

        Returns
        -------
        Network. Its ``graph`` is a networkx Graph, or a DiGraph where a tie has a direction, of the ids of the actors
        in the network; every tie has a ``weight``, its strength in (0, 1], and a ``length``, 1/strength as an
        integer. ``members`` are those actors, ``order`` all actors of the study, ``layers`` a sparse (n, n) matrix
        over ``order`` for each type.

        Raises
        ------
        ValueError
            If the study has no existing tie of one of the types.

        Examples
        --------
        >>> import synergy
        >>> from synergy.resources import bundled
        >>> network = synergy.read(bundled("data")).network()
        >>> len(network.graph) == len(network.members) <= len(network.order)
        True
        """
        if types is None:
            return build_network(self.dataset)
        known = {tie.type for tie in self.dataset.ties if tie.status is Status.EXISTING}
        if unknown := sorted(set(types) - known):
            raise ValueError(f"no existing tie of type {', '.join(unknown)}; there are {', '.join(sorted(known))}")
        return build_network(replace(self.dataset, ties=tuple(t for t in self.dataset.ties if t.type in types)))

    def analyse(self, *, seed: int | None = None) -> Analysis:
        r"""Measure the network and find what there is to say: what ``synergy analyse`` writes, as values.

        Parameters
        ----------
        seed : of everything random; where None the study's own, or that of ``synergy/settings.py``. The same study
            and seed give the same values.

        Returns
        -------
        Analysis.

        Raises
        ------
        InvalidInput
            If the study has no actors.

        Examples
        --------
        >>> import synergy
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     place = Path(folder, "stakeholders.csv")
        ...     written = place.write_text("id,name,sector,programmes\nH,Health,ngo,Meals\nS,Schools,ngo,Meals\n")
        ...     study = synergy.read(place)
        >>> study.analyse().missing_links()[["actor_a", "actor_b", "status"]].to_numpy().tolist()
        [['H', 'S', 'open']]
        """
        with telling():
            found = pipeline.analyse_dataset(self.dataset, seed=seed)
        return Analysis(**{each.name: getattr(found, each.name) for each in fields(found)})
