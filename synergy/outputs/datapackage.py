"""The description of ``tables/`` for machines: ``datapackage.json`` (Frictionless Data Package, version 1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from synergy import __version__
from synergy.findings.analysis import Analysis
from synergy.language import LANGUAGES, Catalogue, open_catalogue
from synergy.language.sentences import caveat
from synergy.outputs.dictionary import DICTIONARY, KEYS, Entry, Holds
from synergy.outputs.dictionary.codes import CODES
from synergy.outputs.dictionary.meaning import meaning, origin, table_meaning, table_title, title
from synergy.outputs.tables import TABLES

PROFILE = "tabular-data-package"
_TYPES = {Holds.TEXT: "string", Holds.WHOLE: "integer", Holds.NUMBER: "number", Holds.YES_NO: "boolean"}


def write_datapackage(analysis: Analysis, folder: Path) -> None:
    """Describe the tables that lie in ``folder/tables``.

    Texts are English; ``title_id`` and ``description_id`` say the same in Indonesian. Holds no clock and no place.

    Parameters
    ----------
    analysis : the run whose tables these are.
    folder : that of the outputs; ``tables/*.csv`` are written already.
    """
    texts = {language: open_catalogue(language) for language in LANGUAGES}
    content = {
        "profile": PROFILE,
        "name": "synergy-tables",
        **_said("datapackage.title", texts, _study_names(analysis, texts)),
        **_description(analysis, texts),
        "version": __version__,
        **_sources(analysis),
        "resources": [_resource(name, folder, texts) for name in TABLES],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def _study_names(analysis: Analysis, texts: Mapping[str, Catalogue]) -> dict[str, str]:
    study = analysis.dataset.study
    return {
        name: words.own(study.title, study.title_en) or study.title or words.text("briefing.untitled")
        for name, words in texts.items()
    }


def _said(key: str, texts: Mapping[str, Catalogue], study: Mapping[str, str]) -> dict[str, str]:
    said = {language: words.text(key, study=study[language]) for language, words in texts.items()}
    return {"title": said["en"], "title_id": said["id"]}


def _description(analysis: Analysis, texts: Mapping[str, Catalogue]) -> dict[str, str]:
    """What the tables are and are not, and every caveat of the analysis: the package may travel alone."""
    said = {
        language: "\n\n".join(
            [
                words.text("datapackage.about"),
                words.text("briefing.conclusion"),
                words.text("workbook.not.computed"),
                *(f"{words.text(f'caveat.{c.code}.short')}. {caveat(c, analysis, words)}" for c in analysis.caveats),
            ]
        )
        for language, words in texts.items()
    }
    return {"description": said["en"], "description_id": said["id"]}


def _sources(analysis: Analysis) -> dict[str, object]:
    """Return the sources of the study, where it names any."""
    found = []
    for source in analysis.dataset.sources:
        address = {"path": source.url} if source.url.startswith(("https://", "http://")) else {}
        found.append({"title": source.title, "id": source.id, **address})
    citation = analysis.dataset.study.citation
    return ({"citation": citation} if citation else {}) | ({"sources": found} if found else {})


def _resource(name: str, folder: Path, texts: Mapping[str, Catalogue]) -> dict[str, object]:
    path = folder / "tables" / f"{name}.csv"
    data = path.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"tables/{name}.csv",
        "title": table_title(name, texts["en"]),
        "title_id": table_title(name, texts["id"]),
        "description": table_meaning(name, texts["en"]),
        "description_id": table_meaning(name, texts["id"]),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(name, texts),
    }


def _schema(table: str, texts: Mapping[str, Catalogue]) -> dict[str, object]:
    fields = [_field(table, entry, texts) for entry in DICTIONARY[table]]
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    foreign = [_foreign(entry) for entry in DICTIONARY[table] if _is_foreign(entry)]
    return {**schema, "foreignKeys": foreign} if foreign else schema


def _is_foreign(entry: Entry) -> bool:
    """Say whether every cell is one id of another table; programmes of coverage may be indicators of an instrument."""
    return entry.refers == "actors" and not entry.several


def _foreign(entry: Entry) -> dict[str, object]:
    return {"fields": entry.name, "reference": {"resource": entry.refers, "fields": "id"}}


def _field(table: str, entry: Entry, texts: Mapping[str, Catalogue]) -> dict[str, object]:
    field: dict[str, object] = {"name": entry.name, "type": _TYPES[entry.holds]}
    for language, ending in (("en", ""), ("id", "_id")):
        words = texts[language]
        field[f"title{ending}"] = title(table, entry, words)
        field[f"description{ending}"] = meaning(table, entry, words)
    field["origin"] = origin(entry, texts["en"])
    if entry.holds is Holds.YES_NO:
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if entry.several:
        field["separator"] = ";"
    if entry.codes:
        field["codes"] = {
            code: {language: words.text(key) for language, words in texts.items()}
            for code, key in CODES[entry.codes].items()
        }
    constraints = _constraints(entry)
    return {**field, "constraints": constraints} if constraints else field


def _constraints(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {"required": True} if entry.required else {}
    for name, bound in (("minimum", entry.low), ("maximum", entry.high)):
        if bound is not None:
            found[name] = int(bound) if float(bound).is_integer() else bound
    if entry.codes and not entry.several:
        found["enum"] = list(CODES[entry.codes])
    return found
