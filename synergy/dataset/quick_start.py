"""The smallest study: ids, programmes, sources, partners and parts made from what the rows name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from synergy.dataset.cells import fold, split_list
from synergy.dataset.columns import Holds
from synergy.dataset.hints import several
from synergy.dataset.makers import by_content, tie_id
from synergy.dataset.names import Known
from synergy.dataset.personal_data import masked
from synergy.dataset.records import Evidence, Participation, Programme, Source, Status, Tie
from synergy.dataset.rows import ValueTable
from synergy.dataset.texts import TextTable
from synergy.problems import Origin, Problem, Severity

Named = dict[str, tuple[str, Origin]]  # folded name -> (as written, first place)


def with_ids(table: TextTable) -> tuple[TextTable, list[Problem]]:
    """Make the ids of actors from their names where the table has no column for them."""
    if "id" in table.cells or not table.origins:
        return table, []
    names = table.cells.get("name", [""] * len(table.origins))
    ids = make_ids(names)
    made = [ids[fold(name)] if name else "" for name in names]
    place = replace(table.origins[0], row=None)
    notice = Problem(code="ids-made", severity=Severity.NOTICE, origin=place, values={"count": len(ids)})
    return replace(table, cells={**table.cells, "id": made}), [notice]


def make_ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each folded name; depends on the set of names only, and holds no personal data.

    Examples
    --------
    >>> make_ids(["Dinas Sosial", "A/B", "A-B"])
    {'a-b': 'a-b', 'a/b': 'a-b-2', 'dinas sosial': 'dinas-sosial'}
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted({fold(name) for name in names if name}):
        plain = "-".join("".join(c if c.isalnum() else " " for c in masked(key)).split()) or "x"
        free = (f"{plain}-{n}" if n > 1 else plain for n in range(1, len(ids) + 2))
        ids[key] = next(identity for identity in free if identity not in taken)
        taken.add(ids[key])
    return ids


def named(texts: Mapping[str, TextTable], kind: Holds, refers: str) -> Named:
    """Return every word that the cells of one kind hold, with the first place it stands."""
    found: Named = {}
    for table in texts.values():
        columns = [c for c in table.columns if c.kind is kind and c.refers == refers and c.name in table.cells]
        for column in columns:
            for text, origin in table.first(column.name).items():
                for word in split_list(text) if column.several else ([text] if text else []):
                    _add(found, word, table.at(origin, column.name))
    return found


def _add(found: Named, word: str, origin: Origin) -> None:
    written, place = found.get(fold(word), (word, origin))
    found[fold(word)] = (min(word, written), place)


def programmes_named(texts: Mapping[str, TextTable], known: Known) -> Named:
    """Return the programmes that rows name, those of the ``programmes`` column of actors included."""
    found = named(texts, Holds.REFERENCE, "programmes")
    stakeholders = texts.get("stakeholders")
    if stakeholders and "programmes" in stakeholders.cells:
        for text, origin in stakeholders.first("programmes").items():
            for part in split_list(text):
                _add(found, _name_and_role(part, known)[0], stakeholders.at(origin, "programmes"))
    return {key: value for key, value in found.items() if known.programmes.find(value[0])[1] is not None}


def make_programmes(found: Named) -> tuple[Programme, ...]:
    """Return a programme for each name met; a name without blanks is its own id."""
    ids = make_ids(word for word, _ in found.values() if " " in word or masked(word) != word)
    made = [
        Programme(id=ids.get(key, word), name=word, evidence=Evidence(origin=place))
        for key, (word, place) in found.items()
    ]
    return by_content(made)


def make_sources(found: Named) -> tuple[Source, ...]:
    """Return a source for each name met where the study has no table of sources."""
    ids = make_ids(word for word, _ in found.values() if masked(word) != word)
    made = [
        Source(id=ids.get(key, word), title=word, evidence=Evidence(origin=place))
        for key, (word, place) in found.items()
    ]
    return by_content(made)


def _name_and_role(part: str, known: Known) -> tuple[str, str]:
    """Split ``P1:lead``; a colon inside a name is left alone where no role follows it."""
    if known.programmes.whole and known.programmes.find(part)[1] is None:
        return part, ""
    name, colon, role = (piece.strip() for piece in part.rpartition(":"))
    if colon and name and (" " not in role or known.words.find("role", role)[1] is None):
        return name, role
    return part, ""


def make_parts(table: ValueTable, known: Known) -> tuple[list[Participation], list[Problem]]:
    """Return the parts in programmes that the ``programmes`` column of actors names."""
    parts, problems = [], []
    for row in table.rows:
        place = table.at(row, "programmes")
        for text in row.values["programmes"] or ():
            name, word = _name_and_role(text, known)
            programme, fault = known.programmes.find(name)
            role, other = known.words.find("role", word) if word else ("implement", None)
            fault = fault and (several(text, known.programmes.find) or fault)
            problems += [f.at(place) for f in (fault, other) if f]
            if not fault and not other:
                evidence = Evidence(origin=place, sources=_sources(row.values))
                parts.append(Participation(actor=row.values["id"], programme=programme, role=role, evidence=evidence))
    return parts, problems


def make_ties(table: ValueTable, known: Known) -> tuple[list[Tie], list[Problem]]:
    """Return a tie for each pair of partners, reported by whoever names the other."""
    problems: list[Problem] = []
    reports: dict[tuple[str, str], list[tuple[str, Evidence]]] = {}
    for row in table.rows:
        place = table.at(row, "partners")
        for text in row.values["partners"] or ():
            partner, fault = known.stakeholders.find(text)
            actor = row.values["id"]
            if fault:
                problems.append((several(text, known.stakeholders.find) or fault).at(place))
            elif partner == actor:
                problems.append(Problem(code="self-partner", severity=Severity.WARNING, origin=place, value=text))
            elif actor:
                pair = (min(actor, partner), max(actor, partner))
                reports.setdefault(pair, []).append((actor, Evidence(origin=place, sources=_sources(row.values))))
    return [_tie(pair, told) for pair, told in sorted(reports.items())], problems


def _tie(pair: tuple[str, str], told: Iterable[tuple[str, Evidence]]) -> Tie:
    by_reporter: Iterator[tuple[str, Evidence]] = iter(sorted(told, key=lambda report: report[0]))
    reports = list(by_reporter)
    reporters = tuple(dict.fromkeys(actor for actor, _ in reports))
    evidence = reports[0][1]
    return Tie(
        id=tie_id(pair, ("partners", reporters, evidence.sources)),
        ends=pair,
        type="unspecified",
        status=Status.EXISTING,
        directed=False,
        reported_by=reporters,
        evidence=evidence,
    )


def _sources(values: Mapping[str, Any]) -> tuple[str, ...]:
    return values["source"] or ()
