"""Rules as data: the base vocabulary, and the preset a study chooses."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from synergy.dataset.makers import make, make_owner
from synergy.dataset.names import Index, Known, index_of, words_of
from synergy.dataset.records import InputFile, Owner, Preset, Programme
from synergy.dataset.rows import ValueRow, read_rows
from synergy.dataset.texts import TextTable, text_table
from synergy.dataset.vocabulary import Terms, add_terms
from synergy.problems import Origin, Problem, Severity
from synergy.resources import bundled
from synergy.tables import read_tables
from synergy.tables.words import PRESET_TABLES

READ = {name: names for name, names in PRESET_TABLES.items() if name != "questions"}
BASE = "data/base"
NOTHING = Known(Index("stakeholders"), Index("programmes"), Index("sources", whole=False), words_of({}))


@dataclass(frozen=True, slots=True)
class Rules:
    """A preset (or none) with the vocabulary it brings, base words included."""

    terms: Terms
    preset: Preset | None = None
    problems: tuple[Problem, ...] = ()
    files: tuple[InputFile, ...] = ()  # what the words, weights and indicators were read from


def base_terms() -> Terms:
    """Return the words that every study may use."""
    texts, _, _ = _texts(bundled(BASE), "base/")
    table, _ = read_rows(texts["vocabulary"], NOTHING)
    return add_terms({}, table.rows)


def known_presets() -> list[str]:
    """Return the names of the presets that travel with the program."""
    try:
        return sorted(folder.name for folder in bundled("data/presets").iterdir() if folder.is_dir())
    except FileNotFoundError:
        return []


def load_rules(name: str, origin: Origin, beside: Path) -> Rules:
    """Load a preset by name or folder.

    Parameters
    ----------
    name : of a bundled preset, or a folder, also one beside the study; "" or "none" for none.
    origin : where the study asks for it.
    beside : folder of the study.

    Returns
    -------
    Rules; with a problem where there is no such preset or its tables have errors.
    """
    terms = base_terms()
    if name.casefold() in ("", "none", "tanpa"):
        return Rules(terms, files=_files_of(BASE))
    folder = _folder(name, beside)
    if folder is None:
        values = {"allowed": ", ".join(known_presets()) or "-"}
        problem = Problem(code="unknown-preset", severity=Severity.ERROR, origin=origin, value=name, values=values)
        return Rules(terms, None, (problem,))
    return _load(folder, terms)


def _folder(name: str, beside: Path) -> Path | None:
    if name.casefold() in known_presets():
        return bundled(f"data/presets/{name.casefold()}")
    return next((path for path in (Path(name), beside / name) if path.is_dir()), None)


def _load(folder: Path, terms: Terms) -> Rules:
    label = f"{folder.name}/"
    texts, problems, broken = _texts(folder, label)
    rows: dict[str, tuple[ValueRow, ...]] = {}
    if "vocabulary" in texts:
        table, found = read_rows(texts["vocabulary"], NOTHING)
        terms, problems = add_terms(terms, table.rows), [*problems, *found]
    named = [(row.cells["id"], [row.cells["name"]]) for row in _rows(texts, "programmes")]
    index = index_of("programmes", named, "programmes" not in broken)
    known = replace(NOTHING, programmes=index, words=words_of(terms, "vocabulary" not in broken, True))
    for name in ("programmes", "requirements", "owners"):
        if name in texts:
            table, found = read_rows(texts[name], known)
            rows[name], problems = table.rows, [*problems, *found]
    told, faults = _preset_toml(folder / "preset.toml", label)
    preset = Preset(
        name=folder.name,
        **told,
        programmes=make("programmes", rows.get("programmes", ())),
        requirements=make("requirements", rows.get("requirements", ())),
        owners=_owners(rows.get("owners", ())),
    )
    kept = [problem for problem in (*problems, *faults) if problem.severity is not Severity.NOTICE]
    return Rules(terms, preset, tuple(kept), (*_files_of(BASE), *_files_of(folder)))


def _files_of(folder: Path | str) -> tuple[InputFile, ...]:
    """Hash the tables of a folder of rules: a changed weight or indicator must show in the record."""
    place = bundled(folder) if isinstance(folder, str) else folder
    found = []
    for path in sorted(place.iterdir()):
        if path.suffix in (".csv", ".toml"):
            content = path.read_bytes()
            lines = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
            raw = hashlib.sha256(content).hexdigest()
            found.append(InputFile(name=f"{place.name}/{path.name}", sha256=raw, content_sha256=lines))
    return tuple(found)


def _texts(folder: Path, label: str) -> tuple[dict[str, TextTable], list[Problem], set[str]]:
    tables = read_tables(folder, names=READ, prefix=label)
    problems = [problem for problem in tables.problems if problem.code != "unknown-table"]
    texts = {}
    broken = set(tables.broken)
    for name, table in tables.tables.items():
        texts[name], found = text_table(table)
        problems += found
        broken |= set() if texts[name].usable else {name}
    return texts, problems, broken


def _rows(texts: dict[str, TextTable], name: str) -> Any:
    return texts[name].rows if name in texts else ()


def _owners(rows: tuple[ValueRow, ...]) -> tuple[Owner, ...]:
    owners = [make_owner(row.values) for row in rows if row.sound]
    return tuple(sorted(owners, key=lambda owner: (owner.programme, owner.name, repr(owner))))


def _preset_toml(path: Path, label: str) -> tuple[dict[str, Any], list[Problem]]:
    told: dict[str, Any] = {"title": path.parent.name, "title_en": "", "caution": "", "caution_en": "", "year": None}
    problems = []
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
        told |= {key: content[key] for key in told if isinstance(content.get(key), int if key == "year" else str)}
    except FileNotFoundError:
        pass
    except (tomllib.TOMLDecodeError, UnicodeError):
        origin = Origin(label + path.name)
        problems.append(Problem(code="unreadable-toml", severity=Severity.ERROR, origin=origin))
    told["title_en"] = told["title_en"] or told["title"]
    told["caution_en"] = told["caution_en"] or told["caution"]
    return told, problems


def programme_names(programmes: tuple[Programme, ...]) -> list[tuple[str, list[str]]]:
    """Return ids and names of programmes, as an index takes them."""
    return [(p.id, [name for name in (p.name, p.name_en) if name]) for p in programmes]
