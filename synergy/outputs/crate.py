"""How a result came about, for repositories of research data: ``ro-crate-metadata.json``.

A Process Run Crate (RO-Crate 1.1): one action, by one program in one version, from files known by their hashes, to the
files in the folder. The crate cannot hold its own hash, nor that of the record, which holds the crate's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from synergy import __version__
from synergy.dataset.records import Dataset, InputFile
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue, open_catalogue
from synergy.outputs.delivery import RECORD
from synergy.outputs.record import hashes_of
from synergy.outputs.versions import versions

CRATE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CONTEXT = [f"{SPECIFICATION}/context", {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}]
FORMATS = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACTION, PROGRAM = "#run", "#synergy"

Entity: TypeAlias = dict[str, object]


def write_crate(
    analysis: Analysis, folder: Path, languages: tuple[str, ...], *, only: tuple[str, ...] | None = None
) -> None:
    """Describe everything in ``folder``, the record to come included, and the run that made it.

    Parameters
    ----------
    analysis : what the run knows.
    folder : with every other output in it.
    languages : of the documents; the crate speaks the first.
    only : the outputs asked for; all where None.
    """
    words = open_catalogue(languages[0])
    outputs = [*(_output(name, digest) for name, digest in hashes_of(folder).items()), _record(words)]
    consumed = [*_consumed(analysis.dataset, words), *_parameters(analysis, languages)]
    programs = _programs()
    action: Entity = {
        "@id": ACTION,
        "@type": "CreateAction",
        "name": words.text("crate.action"),
        "description": _command(analysis, languages, only),
        "instrument": {"@id": PROGRAM},
        "object": _references(consumed),
        "result": _references(outputs),
    }
    about = {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": SPECIFICATION}, "about": {"@id": "./"}}
    profile = {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": PROFILE.rsplit("/")[-1]}
    specification = {"@id": SPECIFICATION, "@type": "CreativeWork", "name": "RO-Crate", "version": "1.1"}
    root, licence = _root(analysis.dataset, words, outputs)
    graph = [about, root, specification, profile, *licence, action, *programs, *consumed, *outputs]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
    (folder / CRATE).write_text(text, encoding="utf-8", newline="\n")


def _references(entities: Iterable[Entity]) -> list[Entity]:
    return [{"@id": entity["@id"]} for entity in entities]


def _root(dataset: Dataset, words: Catalogue, outputs: list[Entity]) -> tuple[Entity, list[Entity]]:
    """Return the folder as a data set, and the licence where the study tells one by its address."""
    study = dataset.study
    title = words.own(study.title, study.title_en) or study.title
    date, licence = _latest_date(dataset), study.license
    linked = bool(re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", licence))
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": words.text("crate.name", title=title) if title else words.text("crate.unnamed"),
        "description": f"{words.text('crate.description')} {words.text('crate.dated' if date else 'crate.undated')}",
        "datePublished": date,
        "license": {"@id": licence} if linked else licence,
        "temporalCoverage": study.period,
        "citation": study.citation,
        "conformsTo": {"@id": PROFILE},
        "hasPart": _references(outputs),
        "mentions": {"@id": ACTION},
    }
    named: list[Entity] = [{"@id": licence, "@type": "CreativeWork", "name": licence}] if linked else []
    return {key: value for key, value in root.items() if value}, named


def _latest_date(dataset: Dataset) -> str:
    """Return the latest date that a source has, else the last year of the period; "" where neither is told."""
    dates = [source.date for source in dataset.sources if re.fullmatch(r"\d{4}(-\d\d){0,2}", source.date)]
    return max(dates or re.findall(r"\b(?:19|20)\d\d\b", dataset.study.period), default="")


def _output(name: str, digest: str) -> Entity:
    kind = FORMATS.get(Path(name).suffix, "application/octet-stream")
    return {"@id": quote(name), "@type": "File", "name": name, "encodingFormat": kind, "sha256": digest}


def _record(words: Catalogue) -> Entity:
    known = {"name": RECORD, "encodingFormat": FORMATS[".json"], "description": words.text("crate.record")}
    return {"@id": RECORD, "@type": "File", **known}


def _consumed(dataset: Dataset, words: Catalogue) -> list[Entity]:
    """Return the files that were read: they are known by their hashes and are not part of the crate."""
    kinds: Mapping[str, tuple[InputFile, ...]] = {"input": dataset.inputs, "rule": dataset.rules}
    return [
        {
            "@id": f"#{kind}/{quote(file.name)}",
            "@type": "CreativeWork",
            "name": file.name,
            "description": words.text(f"crate.{kind}"),
            "sha256": file.sha256,
        }
        for kind, files in kinds.items()
        for file in sorted(files, key=lambda file: file.name)
    ]


def _parameters(analysis: Analysis, languages: tuple[str, ...]) -> list[Entity]:
    study = {"preset": analysis.dataset.study.preset or "none", "languages": ",".join(languages)}
    values = {**study, **analysis.settings.as_record()}
    return [
        {
            "@id": f"#parameter/{name}",
            "@type": "PropertyValue",
            "name": name,
            "value": ",".join(value) if isinstance(value, list) else value,
        }
        for name, value in values.items()
    ]


def _programs() -> list[Entity]:
    """Return the program and what it ran on, each with its version."""
    needed: list[Entity] = []
    for name, version in versions().items():
        if version:
            url = "https://www.python.org/" if name == "python" else f"https://pypi.org/project/{name}/{version}/"
            known = {"name": name, "softwareVersion": version, "url": url}
            needed.append({"@id": url, "@type": "SoftwareApplication", **known})
    synergy = {"name": "Synergy", "softwareVersion": __version__, "softwareRequirements": _references(needed)}
    return [{"@id": PROGRAM, "@type": "SoftwareApplication", **synergy}, *needed]


def _command(analysis: Analysis, languages: tuple[str, ...], only: tuple[str, ...] | None) -> str:
    """Return what would be typed for the same run; the places are left open."""
    dataset = analysis.dataset
    asked = {
        "--language": ",".join(languages),
        "--preset": dataset.study.preset,
        "--seed": str(analysis.settings.seed),
        "--only": ",".join(sorted(only)) if only else "",
        "--encoding": dataset.encoding,
    }
    options = " ".join(f"{option} {value}" for option, value in asked.items() if value)
    return f"synergy analyse STUDY -o OUT {options}"
