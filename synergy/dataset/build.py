"""Tables → Dataset, or one ``InvalidInput`` with all that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from synergy.dataset.account import SET_ASIDE, account_for
from synergy.dataset.cells import split_list
from synergy.dataset.checks import check
from synergy.dataset.checks.personal_data import PERSONAL, personal_data_above, personal_data_of_study
from synergy.dataset.columns import TABLES, Holds
from synergy.dataset.makers import by_content, make
from synergy.dataset.names import Index, Known, index_of, words_of
from synergy.dataset.personal_data import masked
from synergy.dataset.preset import NOTHING, Rules, load_rules, programme_names
from synergy.dataset.quick_start import (
    make_parts,
    make_programmes,
    make_sources,
    make_ties,
    named,
    programmes_named,
    with_ids,
)
from synergy.dataset.records import Dataset, InputFile, Participation, Programme, Source, Study, Tie
from synergy.dataset.rows import ValueRow, ValueTable, read_rows
from synergy.dataset.settings import preset_named, study_of
from synergy.dataset.texts import TextTable, text_table
from synergy.dataset.vocabulary import OPEN_LISTS, Terms, add_terms, check_parents, open_terms
from synergy.dataset.withhold import withheld
from synergy.problems import InvalidInput, Origin, Problem, Severity
from synergy.tables.pause import no_ring_search
from synergy.tables.table import Tables

Texts = dict[str, TextTable]
UNREAD = frozenset({"error-cell", "formula-without-value"})  # nothing further is said of such a cell


@dataclass(frozen=True, slots=True)
class _Made:
    """What rows name without a table of its own."""

    programmes: tuple[Programme, ...] = ()
    sources: tuple[Source, ...] = ()


def build_dataset(tables: Tables, preset: str | None = None) -> Dataset:
    """Check a study as read and make its records.

    Parameters
    ----------
    tables : from ``read_folder``.
    preset : name or folder of a preset; overrides what the study says, "none" for no preset.

    Returns
    -------
    Dataset. Warnings and notices stand in its ``notices``.

    Raises
    ------
    InvalidInput
        With every problem found, if any of them is an error.
    """
    with no_ring_search():
        return _build(tables, preset)


def _build(tables: Tables, preset: str | None) -> Dataset:
    texts, broken, problems = _texts(tables)
    asked, origin = preset_named(tables.study)
    rules = load_rules(asked if preset is None else preset, origin, _beside(tables))
    terms, found = _terms(texts, rules, broken)
    problems += [*rules.problems, *found]
    known, made, found = _known(texts, rules, terms, broken)
    problems += found
    facts, found = _facts(texts, known)
    problems += [*found, *check(facts)]
    study, found = study_of(tables.study, known)
    problems += found
    dataset, found = _records(facts, known, made, problems)
    problems += [*found, *personal_data_of_study(tables.study), *personal_data_above(tables.tables.values())]
    problems = sorted({_key(p): _masked(_with_cell(p, tables)) for p in problems}.values(), key=_order)
    unread = {problem.origin for problem in problems if problem.code in UNREAD}
    problems = [problem for problem in problems if problem.origin not in unread or problem.code in UNREAD]
    problems = _listed_once(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidInput(problems, account_for(tables, problems))
    complete = replace(
        dataset,
        study=replace(study, preset=rules.preset.name if rules.preset else ""),
        vocabulary=terms,
        preset=rules.preset,
        notices=tuple(problems),
        account=account_for(tables, problems),
        rules=rules.files,
        encoding=tables.encoding,
        inputs=tuple(InputFile(name=n, sha256=raw, content_sha256=content) for n, raw, content in tables.inputs),
    )
    personal = [problem.origin for problem in problems if problem.code.startswith(PERSONAL)]
    return withheld(complete, personal) if personal else complete


def _beside(tables: Tables) -> Path:
    place = Path(tables.place)
    return place if place.is_dir() else place.parent


def _texts(tables: Tables) -> tuple[Texts, set[str], list[Problem]]:
    """Return the tables as clean text, the names of those that cannot be judged, and the problems so far."""
    problems = list(tables.problems)
    broken = set(tables.broken)
    texts: Texts = {}
    for name in (name for name in TABLES if name in tables.tables):
        texts[name], found = text_table(tables.tables[name])
        problems += found
        broken |= set() if texts[name].usable else {name}
    if "stakeholders" in texts and "stakeholders" not in broken:
        texts["stakeholders"], found = with_ids(texts["stakeholders"])
        problems += found
    if "stakeholders" not in texts or not (texts["stakeholders"].origins or tables.tables["stakeholders"].example_rows):
        broken.add("stakeholders")
    return texts, broken, problems


def _terms(texts: Texts, rules: Rules, broken: set[str]) -> tuple[Terms, list[Problem]]:
    """Return all words: base, preset, the study's own, and those of lists the study leaves open."""
    terms = rules.terms
    problems: list[Problem] = []
    if "vocabulary" in texts:
        own, problems = read_rows(texts["vocabulary"], NOTHING)
        terms = add_terms(terms, own.rows)
        problems += check_parents(own, terms)
    for name in OPEN_LISTS:
        words = [word for word, _ in named(texts, Holds.TERM, name).values()]
        if not terms.get(name) and words and "vocabulary" not in broken:
            terms = {**terms, name: open_terms(name, words)}
    return terms, problems


def _known(texts: Texts, rules: Rules, terms: Terms, broken: set[str]) -> tuple[Known, _Made, list[Problem]]:
    """Return all that cells may refer to, what had to be made for it, and a notice of each making."""
    preset = rules.preset.programmes if rules.preset else ()
    known = Known(
        _index("stakeholders", texts, broken),
        _index("programmes", texts, broken) | index_of("programmes", programme_names(preset)),
        _index("sources", texts, broken),
        words_of(terms, "vocabulary" not in broken),
    )
    made, problems = _Made(), []
    if "programmes" not in texts and "programmes" not in broken:
        made = replace(made, programmes=make_programmes(programmes_named(texts, known)))
        new = index_of("programmes", programme_names(made.programmes))
        known = replace(known, programmes=known.programmes | new)
        problems += _told("programmes-made", made.programmes)
    if "sources" not in texts and "sources" not in broken:
        cited = named(texts, Holds.REFERENCE, "sources")
        reporters = named(texts, Holds.REFERENCE, "reporters")
        cited |= {k: v for k, v in reporters.items() if k not in cited and known.stakeholders.find(v[0])[1]}
        made = replace(made, sources=make_sources(cited))
        known = replace(known, sources=index_of("sources", [(s.id, (s.title,)) for s in made.sources]))
        problems += _told("sources-made", made.sources)
    return known, made, problems


def _told(code: str, made: tuple[Programme, ...] | tuple[Source, ...]) -> list[Problem]:
    if not made:
        return []
    first = min((record.evidence.origin for record in made), key=lambda origin: origin.key)
    return [Problem(code=code, severity=Severity.NOTICE, origin=first, values={"count": len(made)})]


def _index(name: str, texts: Texts, broken: set[str]) -> Index:
    rows = texts[name].rows if name in texts else ()
    naming = [(row.cells["id"], _names(row.cells)) for row in rows if row.cells.get("id")]
    return index_of(name, naming, name not in broken)


def _names(cells: Mapping[str, str]) -> list[str]:
    single = [cells.get(column, "") for column in ("name", "name_en", "title", "title_en")]
    return [name for name in (*single, *split_list(cells.get("aliases", ""))) if name]


def _facts(texts: Texts, known: Known) -> tuple[dict[str, ValueTable], list[Problem]]:
    facts, problems = {}, []
    for name, table in texts.items():
        facts[name], found = read_rows(table, known)
        problems += found if name != "vocabulary" else []
    return facts, problems


def _records(
    facts: Mapping[str, ValueTable], known: Known, made: _Made, problems: list[Problem]
) -> tuple[Dataset, list[Problem]]:
    """Return the records of all rows that are sound and not set aside, and problems of what is made from them."""
    aside = {(p.origin.file, p.origin.sheet, p.origin.row) for p in problems if p.code in SET_ASIDE}
    kept = {name: _kept(table, aside) for name, table in facts.items()}
    parts: list[Participation] = []
    ties: list[Tie] = []
    found: list[Problem] = []
    if "stakeholders" in facts:
        table = ValueTable(facts["stakeholders"].texts, tuple(kept["stakeholders"]))
        parts, found = make_parts(table, known)
        ties, more = make_ties(table, known)
        found += more
    others = [name for name in kept if name not in ("vocabulary", "stakeholders")]
    records: dict[str, Any] = {name: make(name, kept[name]) for name in others}
    records["actors"] = make("stakeholders", kept.get("stakeholders", ()))
    more_of: dict[str, Any] = {
        "participation": parts,
        "ties": ties,
        "programmes": made.programmes,
        "sources": made.sources,
    }
    for name, further in more_of.items():
        if further:
            records[name] = by_content(dict.fromkeys([*records.get(name, ()), *further]))
    return Dataset(**{"study": Study(), **records}), found


def _kept(table: ValueTable, aside: set[tuple[str, str | None, int | None]]) -> list[ValueRow]:
    if not aside:
        return list(table.rows)
    return [row for row in table.rows if (row.origin.file, row.origin.sheet, row.origin.row) not in aside]


def _with_cell(problem: Problem, tables: Tables) -> Problem:
    """Add the address of the cell ("D7") to a problem in a workbook."""
    place = problem.origin
    if not place.sheet or not place.row or not place.column or "cell" in problem.values:
        return problem
    for table in tables.tables.values():
        if table.sheet == place.sheet and place.column in table.header:
            position = table.positions[table.header.index(place.column)]
            return replace(problem, values={**problem.values, "cell": f"{_letters(position)}{place.row}"})
    return problem


def _masked(problem: Problem) -> Problem:
    """Withhold personal data from whatever a problem repeats of the study: reports travel further than it does."""
    texts = {name: masked(value) for name, value in problem.values.items() if isinstance(value, str)}
    return replace(
        problem,
        value=masked(problem.value),
        suggestion=masked(problem.suggestion),
        values={**problem.values, **texts},
    )


def _listed_once(problems: list[Problem]) -> list[Problem]:
    """Leave out the list of allowed words from all problems of a column but the first, and say where it stands."""
    first: dict[tuple[object, ...], Origin] = {}
    told = []
    for problem in problems:
        place = problem.origin
        key = (place.file, place.sheet, place.column, problem.code, problem.values.get("list"))
        lists = problem.code.startswith("unknown-") and "allowed" in problem.values and place.row is not None
        listed = first.setdefault(key, place) if lists else place
        told.append(problem if listed == place else replace(problem, values={**problem.values, "listed": listed.row}))
    return told


def _letters(position: int) -> str:
    """Return the letters of a spreadsheet column, counted from 1."""
    text = ""
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(65 + rest) + text
    return text


def _key(problem: Problem) -> tuple[object, ...]:
    return (problem.code, problem.origin, problem.value, repr(sorted(problem.values.items())))


def _order(problem: Problem) -> tuple[object, ...]:
    return (problem.severity, problem.origin.key, problem.code, problem.value)
