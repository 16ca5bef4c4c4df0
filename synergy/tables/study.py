"""What the study says of itself: ``study.toml``, or a table ``study`` with key and value."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from synergy.problems import Origin, Problem, Severity
from synergy.tables.files.csv import read_bytes
from synergy.tables.files.encoding import decode
from synergy.tables.table import StudyFile, Table
from synergy.tables.words import squeeze


def read_toml(path: Path, label: str | None = None) -> tuple[StudyFile | None, list[Problem]]:
    """Read ``study.toml``; keys of a section ``[parameters]`` stand beside the others.

    Returns
    -------
    The settings, or None where the file cannot be understood; and every problem met.
    """
    file = label or path.name
    raw = read_bytes(path)
    text, _, problems = decode(raw, file)
    if text is None:
        return None, problems
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = Origin(file, int(line.group(1)) if line else None)
        return None, [*problems, Problem(code="unreadable-toml", severity=Severity.ERROR, origin=place)]
    parameters = content.pop("parameters", {})
    values = {**content, **(parameters if isinstance(parameters, dict) else {"parameters": parameters})}
    origins = {key: Origin(file, _line_of(key, text), key) for key in values}
    study = StudyFile(file=file, values=values, origins=origins, raw_sha256=hashlib.sha256(raw).hexdigest())
    return study, problems


def study_from(table: Table) -> tuple[StudyFile | None, list[Problem]]:
    """Turn a table of keys and values into what the study says of itself; blank values are left out."""
    by_name = {squeeze(header): header for header in table.header}
    key, value = (by_name.get(first) or by_name.get(other) for first, other in (("key", "kunci"), ("value", "nilai")))
    if key is None or value is None:
        origin, values = table.origin, {"missing": "key, value"}
        return None, [Problem(code="missing-column", severity=Severity.ERROR, origin=origin, values=values)]
    rows = [(row, row.cells.get(key, "").strip()) for row in table.rows if row.cells.get(value, "").strip()]
    first: dict[str, int | None] = {}
    problems = []
    for row, name in rows:
        if (earlier := first.setdefault(squeeze(name), row.origin.row)) != row.origin.row:
            origin = Origin(table.file, row.origin.row, key, table.sheet)
            problems.append(twice(name, origin, earlier))
    study = StudyFile(
        file=table.file,
        sheet=table.sheet,
        values={name: row.cells[value].strip() for row, name in rows},
        origins={name: Origin(table.file, row.origin.row, value, table.sheet) for row, name in rows},
        raw_sha256=table.raw_sha256,
    )
    return study, problems


def twice(name: str, origin: Origin, first: int | None) -> Problem:
    """Return the problem of a setting that stands in two rows; which of them counts cannot be guessed."""
    return Problem(code="setting-twice", severity=Severity.ERROR, origin=origin, value=name, values={"first": first})


def _line_of(key: str, text: str) -> int | None:
    found = re.search(rf'^[ \t]*["\']?{re.escape(key)}["\']?[ \t]*=|^\[{re.escape(key)}\]', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None
