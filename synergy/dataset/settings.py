"""What the study says of itself → ``Study``; every key and value checked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from synergy.dataset.cells import clean
from synergy.dataset.columns import STUDY_KEYS
from synergy.dataset.names import Known, nearest
from synergy.dataset.records import Study
from synergy.problems import Origin, Problem, Severity
from synergy.settings import DEFAULTS, PARAMETERS
from synergy.tables.study import twice
from synergy.tables.table import StudyFile
from synergy.tables.words import squeeze

TEXT_KEYS = tuple(key for key in STUDY_KEYS if key != "seed")


def study_of(file: StudyFile | None, known: Known) -> tuple[Study, list[Problem]]:
    """Return what the study says of itself, and a problem for each key or value that cannot be used."""
    if file is None:
        return Study(), []
    texts: dict[str, str] = {}
    parameters: dict[str, object] = {}
    problems: list[Problem] = []
    first: dict[str, str] = {}
    for written, value in file.values.items():
        origin, key = file.origins[written], _key(written)
        if key and squeeze(earlier := first.setdefault(key, written)) != squeeze(written):
            problems.append(twice(written, origin, file.origins[earlier].row))
        if key in PARAMETERS:
            read, found = _parameter(key, value, origin)
            if key == "covering_roles" and not found:
                read, found = _roles(read, origin, known)
            parameters |= {} if found else {key: read}
        elif key in TEXT_KEYS:
            read, found = _text(value, origin)
            texts[key] = read
        else:
            found = [_unknown(written, origin)]
        problems += found
    if texts.get("vantage"):
        actor, fault = known.stakeholders.find(texts["vantage"])
        texts["vantage"] = actor
        origin = next(o for written, o in file.origins.items() if _key(written) == "vantage")
        problems += [fault.at(origin)] if fault else []
    return _study(texts, parameters), problems


def preset_named(file: StudyFile | None) -> tuple[str, Origin]:
    """Return the preset that the study asks for ("" for none), and where it says so."""
    for written, value in file.values.items() if file else ():
        if _key(written) == "preset":
            return str(value).strip(), file.origins[written]  # type: ignore[union-attr]
    return "", Origin("study.toml")


def _study(texts: Mapping[str, str], parameters: Mapping[str, object]) -> Study:
    given: dict[str, Any] = {key: text for key, text in texts.items() if text}
    return Study(**given, parameters=dict(sorted(parameters.items())))


def _key(written: str) -> str:
    keys = {squeeze(name): key for key, others in STUDY_KEYS.items() for name in (key, *others)}
    keys |= {squeeze(name): name for name in PARAMETERS}
    return keys.get(squeeze(written), "")


def _unknown(written: str, origin: Origin) -> Problem:
    allowed = [*STUDY_KEYS, *(name for name in PARAMETERS if name != "seed")]
    names = {name: name for name in allowed} | {name: name for others in STUDY_KEYS.values() for name in others}
    near = nearest(written, names, 60)
    indonesian = [STUDY_KEYS[name][0] if name in STUDY_KEYS else name for name in allowed]
    values = {"allowed": ", ".join(allowed), "allowed_id": ", ".join(indonesian)}
    return Problem(
        code="unknown-setting", severity=Severity.ERROR, origin=origin, value=written, suggestion=near, values=values
    )


def _text(value: object, origin: Origin) -> tuple[str, list[Problem]]:
    if isinstance(value, (dict, list)):
        return "", [_wrong(value, origin, "“…”")]
    plain = value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else str(value)
    text, faults = clean(plain)
    return text, [fault.at(origin) for fault in faults]


def _parameter(key: str, value: object, origin: Origin) -> tuple[object, list[Problem]]:
    """Return a parameter in the type of its default; text is read, as a table of keys and values holds text."""
    default = getattr(DEFAULTS, key)
    try:
        read: object
        if isinstance(default, tuple):
            parts = value.split(";") if isinstance(value, str) else value
            read = tuple(_word(part) for part in parts)  # type: ignore[attr-defined]
        elif isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError(key)
        elif isinstance(default, int):
            read = int(value) if not isinstance(value, float) or value.is_integer() else _refuse(key)
        else:
            read = float(value)
        return (read, []) if _sensible(key, read) else (read, [_wrong(value, origin, _allowed(key))])
    except (ValueError, TypeError, OverflowError):
        return value, [_wrong(value, origin, _allowed(key))]


def _roles(words: object, origin: Origin, known: Known) -> tuple[object, list[Problem]]:
    """Return roles by their terms; a word that is no role is a problem."""
    found = [known.words.find("role", str(word)) for word in words]  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(term for term, _ in found)), [fault.at(origin) for _, fault in found if fault]


def _refuse(key: str) -> int:
    raise ValueError(key)


def _word(part: object) -> str:
    if not isinstance(part, str) or not part.strip():
        raise ValueError(part)
    return part.strip()


def _sensible(key: str, value: object) -> bool:
    if isinstance(value, float):
        return 0.0 <= value <= 1.0
    return value >= 0 if isinstance(value, int) else bool(value)


def _allowed(key: str) -> str:
    default = getattr(DEFAULTS, key)
    if isinstance(default, tuple):
        return '["lead", "implement"]'
    return "0, 1, 2, …" if isinstance(default, int) else "0 – 1"


def _wrong(value: object, origin: Origin, allowed: str) -> Problem:
    return Problem(
        code="unusable-setting",
        severity=Severity.ERROR,
        origin=origin,
        value=str(value)[:80],
        values={"allowed": allowed},
    )
