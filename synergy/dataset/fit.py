"""Rows of a foreign file → rows that the format accepts: its words where they fit, the study's own where not.

Nothing is thrown away: a word of a list becomes a term of the study's vocabulary, a value that a column does
not take moves to a column ``given_…`` beside it, a header that would be misread is renamed. Each is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from synergy.dataset.cells import clean, word_key
from synergy.dataset.columns import TABLES, Column, Holds
from synergy.dataset.headers import match_headers
from synergy.dataset.names import Known, index_of, words_of
from synergy.dataset.preset import base_terms
from synergy.dataset.records import Term
from synergy.dataset.rows import read_rows
from synergy.dataset.texts import text_table
from synergy.dataset.vocabulary import OPEN_LISTS, Terms
from synergy.problems import Origin, Problem, Severity
from synergy.tables.layouts.imported import CHANGED, EXAMPLES, Imported, Moved, Note, slug
from synergy.tables.table import Row, Table
from synergy.tables.words import squeeze

ROUNDS = 4  # mending one cell may bring up another fault of its row
INSTEAD = {"sector": "unknown"}  # what a cell holds whose own word cannot be kept there
QUICK = ("programmes", "partners")  # a foreign column of this name would make programmes and ties of its words
HEADER_FAULTS = ("misspelt-column", "duplicate-column")


@dataclass(slots=True)
class _Fitting:
    """What is known so far: the words of every list, those added, and the notes."""

    imported: Imported
    terms: Terms
    added: dict[tuple[str, str], tuple[str, Origin]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    written: dict[tuple[str, str], str] = field(default_factory=dict)  # (table, column) -> header of the source
    columns: dict[tuple[str, str], str] = field(default_factory=dict)  # (table, header) -> column of the study

    def tell(self, code: str, origin: Origin, value: str) -> None:
        """Note a change, once for each kind."""
        old = self.notes.get(code) or Note(code=code, kind=CHANGED, origin=origin, count=0)
        examples = tuple(dict.fromkeys((*old.examples, value[:60])))[:EXAMPLES]
        self.notes[code] = replace(old, count=old.count + 1, examples=examples)

    def term(self, name: str, word: str, origin: Origin) -> str:
        """Return the term for a word that no list has, added to the study's vocabulary."""
        key = (name, word_key(word))
        if key not in self.added:
            plain = slug(word).replace("-", "_")
            taken = {word_key(term) for term in self.terms.get(name, {})}
            free, n = plain, 1
            while word_key(free) in taken:
                n += 1
                free = f"{plain}_{n}"
            self.added[key] = (free, origin)
            last = max((term.order for term in self.terms.get(name, {}).values()), default=0.0)
            new = Term(list=name, term=free, name_id=word, name_en=word, order=last + 1)
            self.terms = {**self.terms, name: {**self.terms.get(name, {}), free: new}}
            self.tell("terms_added", origin, f"{name}: {word}")
        return self.added[key][0]

    def known(self) -> Known:
        """Return all that a cell may refer to."""
        tables = self.imported.tables
        actors, programmes = (
            index_of(name, [(r.cells["id"], [r.cells["name"]]) for r in tables.get(name, ())], name in tables)
            for name in ("stakeholders", "programmes")
        )
        return Known(actors, programmes, index_of("sources", [], whole=False), words_of(self.terms))


def fit(imported: Imported) -> Imported:
    """Return what was imported as rows that pass every check of a cell.

    Parameters
    ----------
    imported : from ``import_file``.

    Returns
    -------
    The same rows in the same order, with a table ``vocabulary`` where words were added, and further notes.
    """
    work = _Fitting(imported, base_terms())
    tables: dict[str, tuple[Row, ...]] = {}
    for name, rows in imported.tables.items():
        tables[name] = _fitted(name, _named(name, rows, work), work)
    if work.added:
        vocabulary = [
            Row(origin, {"list": name, "term": term, "name_id": label, "name_en": label})
            for (name, _), (term, origin) in work.added.items()
            for label in [work.terms[name][term].name_id]
        ]
        tables = {"vocabulary": tuple(vocabulary), **tables}
    columns = tuple(_moved(one, work) for one in imported.columns)
    return replace(imported, tables=tables, columns=columns, notes=(*imported.notes, *work.notes.values()))


def _moved(one: Moved, work: _Fitting) -> Moved:
    """Return where a column of the source stands in the study; "" where none of its cells is filled."""
    column = work.columns.get((one.table, one.column), "")
    return one._replace(column=column, ours=column in _columns(one.table) if one.table else False)


def as_table(name: str, rows: tuple[Row, ...], file: str) -> Table:
    """Return rows as a table, its columns those of the rows in the order met."""
    header = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    filled = tuple(Row(row.origin, {column: row.cells.get(column, "") for column in header}) for row in rows)
    positions = tuple(range(1, len(header) + 1))
    return Table(name=name, file=file, header=header, rows=filled, raw_sha256="", positions=positions)


def _named(name: str, rows: tuple[Row, ...], work: _Fitting) -> tuple[Row, ...]:
    """Give every column the name of the format, or one of its own that is mistaken for none."""
    filled = {column for row in rows for column, text in row.cells.items() if text.strip()}
    rows = tuple(Row(row.origin, {c: text for c, text in row.cells.items() if c in filled}) for row in rows)
    table = as_table(name, rows, work.imported.file)
    names = {header: header for header in table.header}
    for turn in range(1, ROUNDS + 1):
        headers, problems = match_headers(replace(table, header=tuple(names.values())), TABLES[name])
        faulty = {problem.value for problem in problems if problem.code in HEADER_FAULTS}
        faulty |= {headers.known[column] for column in QUICK if name == "stakeholders" and column in headers.known}
        faulty |= _doubles(sorted(names.values(), key=lambda header: header not in _columns(name)))
        if not faulty:
            break
        for old, new in names.items():
            if new in faulty:
                names[old] = f"{'given_' * turn}{old}{'' if turn < ROUNDS else ' (?)'}"
    english = {written: column for column, written in headers.known.items()}
    work.written |= {(name, column): written for written, column in english.items()}
    for old, new in names.items():
        work.columns[name, old] = english.get(new, new)
        if old != new:
            work.tell("columns_renamed", Origin(work.imported.file), f"{old} → {new}")
    return tuple(
        Row(row.origin, {english.get(names[c], names[c]): text for c, text in row.cells.items()}) for row in rows
    )


def _doubles(headers: list[str]) -> set[str]:
    """Return the later of the headers that are the same but for case and signs."""
    seen: dict[str, str] = {}
    return {new for new in headers if seen.setdefault(squeeze(new) or new, new) != new}


def _columns(name: str) -> Mapping[str, Column]:
    return {column.name: column for column in TABLES[name]}


def _fitted(name: str, rows: tuple[Row, ...], work: _Fitting) -> tuple[Row, ...]:
    """Return the rows with every cell that a check would refuse mended."""
    cells = [{column: clean(text)[0] for column, text in row.cells.items()} for row in rows]
    for _ in range(ROUNDS):
        numbered = tuple(Row(Origin(work.imported.file, i + 1), dict(c)) for i, c in enumerate(cells))
        texts, problems = text_table(as_table(name, numbered, work.imported.file))
        _, more = read_rows(texts, work.known())
        faults = [p for p in (*problems, *more) if p.severity is Severity.ERROR and p.origin.row and p.origin.column]
        faults = [p for p in faults if not _open(p, name, work)]
        if not faults:
            break
        for problem in faults:
            index = (problem.origin.row or 1) - 1
            _mend(cells[index], problem, rows[index].origin, (name, work))
    return tuple(Row(row.origin, given) for row, given in zip(rows, cells, strict=True))


def _open(problem: Problem, name: str, work: _Fitting) -> bool:
    """Return whether a word is of a list that a study may use without declaring it."""
    column = _columns(name).get(problem.origin.column or "")
    refers = column.refers if column and column.kind is Holds.TERM else ""
    return refers in OPEN_LISTS and not work.terms.get(refers)


def _mend(cells: dict[str, str], problem: Problem, origin: Origin, where: tuple[str, _Fitting]) -> None:
    name, work = where
    header = problem.origin.column or ""
    column = _columns(name).get(header)
    text = cells.get(header, "")
    if column is None or not text:
        return
    if column.kind is Holds.TERM and problem.code != "only-one-value":
        term = work.term(column.refers, problem.value, origin)
        parts = [part.strip() for part in text.split(";")] if column.several else [text]
        cells[header] = "; ".join(term if part == problem.value else part for part in parts)
        return
    cells[header] = INSTEAD.get(header, "") if name != "programmes" else ""
    cells[f"given_{work.written.get((name, header), header)}"] = text
    work.tell("cells_aside", origin, f"{header} = {text}")
