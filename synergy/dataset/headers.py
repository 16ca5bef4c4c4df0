"""Which column of a file is which column of the format; misspelt ones are problems, unknown ones attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from synergy.dataset.about_persons import about_persons
from synergy.dataset.columns import Column
from synergy.dataset.hints import named
from synergy.dataset.personal_data import masked
from synergy.problems import Problem, Severity
from synergy.tables.table import Table
from synergy.tables.words import COLUMNS, LIKE_COLUMNS, squeeze

ASIDE = "given_"  # begins the name of a column that an import has put beside one of ours
LIKELY = 80.0  # likeness (0-100) from which an unknown header is taken for a misspelt one
CARRIED = {  # further columns that are expected and simply kept
    "vocabulary": frozenset(
        map(
            squeeze,
            ("pentahelix", "directed", "weight_class", "direction", "definition_id", "definition_en", "short_id")
            + ("short_en", "max_points", "source", "locator", "confidence", "basis", "note"),
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Headers:
    """``known``: column → header as written; ``extra``: headers kept as attributes.

    ``usable``: rows can be read; ``meant``: columns that a misspelt header probably is.
    """

    known: Mapping[str, str]
    extra: tuple[str, ...]
    usable: bool
    meant: frozenset[str] = frozenset()


def match_headers(
    table: Table, columns: tuple[Column, ...], waived: frozenset[str] = frozenset()
) -> tuple[Headers, list[Problem]]:
    """Match the header of a table to the columns of the format.

    Parameters
    ----------
    table : as read.
    columns : those of the format for this table.
    waived : required columns that may be absent here.

    Returns
    -------
    The match, and a problem for each header that is doubtful and each required column that is absent.
    """
    known, problems = _matched(table, columns)
    told = {problem.value for problem in problems}
    extra = [header for header in table.header if header not in known.values() and header not in told]
    if table.name == "ties" and (ends := _ends(table, known, extra)):
        known = {**{k: v for k, v in known.items() if k != "source"}, **ends}
        extra = [header for header in extra if header not in ends.values()]
        problems.append(_at(table, "source-target-ends", ends["from"], Severity.NOTICE))
    personal = [header for header in extra if about_persons(header) or masked(header) != header]
    problems += [_about_persons(table, header) for header in personal]
    extra = [header for header in extra if header not in personal]
    absent = [column for column in columns if column.name not in known]
    misspelt = {header: near for header in extra if (near := _nearest(table.name, header, absent))}
    misspelt |= {header: column.name for header in extra if (column := _like(header, absent, set(misspelt.values())))}
    for header in extra:
        if header in misspelt:
            near = misspelt[header]
            values = named(near, COLUMNS[near], near) if near in COLUMNS else {}
            problems.append(replace(_at(table, "misspelt-column", header), suggestion=near, values=values))
        elif squeeze(header) not in CARRIED.get(table.name, ()):
            problems.append(_at(table, "unknown-column", header, Severity.NOTICE))
    meant = {squeeze(near) for near in misspelt.values()}
    lacking = [c for c in absent if c.required and c.name not in waived]
    for column in lacking:
        if not meant & {squeeze(name) for name in column.names}:
            problems.append(_missing(table, column))
    names = frozenset(c.name for c in absent if meant & {squeeze(name) for name in c.names})
    usable = not lacking and not names & waived
    return Headers(known, tuple(sorted(set(extra) - set(misspelt))), usable, names), problems


def _matched(table: Table, columns: tuple[Column, ...]) -> tuple[dict[str, str], list[Problem]]:
    by_key = {squeeze(header): header for header in table.header}
    known: dict[str, str] = {}
    problems = []
    for column in columns:
        main = [by_key[key] for name in (column.name, column.id_name) if (key := squeeze(name)) in by_key]
        main = list(dict.fromkeys(main))
        if len(main) > 1:
            positions = sorted(table.positions[table.header.index(header)] for header in main)
            problem = _at(table, "duplicate-column", main[1])
            problems.append(replace(problem, values={"positions": ", ".join(map(str, positions))}))
        if main:
            known[column.name] = main[0]
    for column in columns:
        if column.name not in known:
            others = [by_key[squeeze(name)] for name in column.also if squeeze(name) in by_key]
            free = [header for header in others if header not in known.values()]
            known |= {column.name: free[0]} if free else {}
    return known, problems


def _ends(table: Table, known: dict[str, str], extra: list[str]) -> dict[str, str]:
    target = next((header for header in extra if squeeze(header) in ("target", "tujuan")), None)
    if target is None or "source" not in known or {"from", "to"} & set(known):
        return {}
    return {"from": known["source"], "to": target}


def _nearest(table: str, header: str, absent: list[Column]) -> str:
    from rapidfuzz import fuzz, process

    key = squeeze(header)
    if key in CARRIED.get(table, ()) or header.startswith(ASIDE):
        return ""
    names = {squeeze(name): name for column in absent for name in (column.name, column.id_name)}
    hit = process.extractOne(key, sorted(names), scorer=fuzz.ratio, score_cutoff=LIKELY)
    return names[hit[0]] if hit else ""


def _like(header: str, absent: list[Column], taken: set[str]) -> Column | None:
    """Return the column that must be there and that people often head so, or None."""
    wanted = [column for column in absent if column.required and not taken & set(column.names)]
    key = squeeze(header)
    return next((c for c in wanted if key in map(squeeze, LIKE_COLUMNS.get(c.name, ()))), None)


def _at(table: Table, code: str, header: str, severity: Severity = Severity.ERROR) -> Problem:
    origin = replace(table.origin, column=header)
    return Problem(code=code, severity=severity, origin=origin, value=header)


def _about_persons(table: Table, header: str) -> Problem:
    """Refuse a column about persons; its name may itself hold what is nobody's business."""
    return _at(table, "column-about-persons", masked(header))


def _missing(table: Table, column: Column) -> Problem:
    seen = ", ".join(table.header)[:200]
    values = {"missing": " / ".join(column.names[:2]), "seen": seen}
    return Problem(code="missing-column", severity=Severity.ERROR, origin=table.origin, values=values)
