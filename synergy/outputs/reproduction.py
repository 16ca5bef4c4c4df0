"""Whether a result is made again as it was: what its record asks for, and file by file what came of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from synergy import __version__
from synergy.dataset.preset import known_presets
from synergy.dataset.records import Dataset, InputFile
from synergy.language import LANGUAGES
from synergy.outputs.delivery import RECORD
from synergy.outputs.versions import versions
from synergy.problems import UnusablePlace
from synergy.settings import DEFAULTS, PARAMETERS, Settings

Hashes = Mapping[str, str]  # SHA-256 by name of the file
SAME, DIFFERENT, NOT_MADE, NEW, ALTERED, GONE = "same", "different", "not_made", "new", "altered", "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What ``record.json`` says that a run was made of, and what it made."""

    inputs: Hashes
    rules: Hashes
    outputs: Hashes
    versions: Mapping[str, str | None]
    settings: Settings
    preset: str
    languages: tuple[str, ...]
    only: tuple[str, ...] | None
    encoding: str | None

    @property
    def preset_to_ask(self) -> str | None:
        """The preset to ask for; None where it is a folder, which only the study itself or a person can name."""
        return (self.preset if self.preset in known_presets() else None) if self.preset else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """What became of a result made again.

    ``versions`` hold, by name, those that are not the recorded ones: (recorded, here). ``inputs`` and ``rules`` hold
    what is not as recorded, ``files`` every file of the result, each with its state: *same*; *different* (made anew,
    other bytes); *not_made*; *new* (not in the record); *altered* (made as recorded, but the file in the result has
    been changed since); *gone* (made as recorded, but missing from the result). Where the inputs are not the
    recorded ones nothing was run.
    """

    study: Path
    versions: Mapping[str, tuple[str | None, str | None]]
    inputs: Mapping[str, str]
    rules: Mapping[str, str]
    files: Mapping[str, str]

    @property
    def same(self) -> bool:
        """Whether every file is the same, byte for byte."""
        return not self.inputs and set(self.files.values()) == {SAME}


def read_record(out: Path) -> Recorded:
    """Read what a result says it was made of.

    Raises
    ------
    UnusablePlace
        If the folder holds no record that can be read.
    """
    try:
        content = json.loads((out / RECORD).read_text(encoding="utf-8"))
        return _recorded(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusablePlace("no-such-record", out) from error


def _recorded(content: Mapping[str, Any]) -> Recorded:
    asked = content["parameters"]
    languages = tuple(asked["languages"])
    if not languages or not set(languages) <= set(LANGUAGES):
        raise ValueError(languages)
    return Recorded(
        inputs=_named((file["file"], file["sha256"]) for file in content["inputs"]),
        rules=_named((file["file"], file["sha256"]) for file in content["rules"]),
        outputs=_named(content["outputs"].items()),
        versions={"synergy": content["synergy"], **content["versions"]},
        settings=DEFAULTS.with_overrides({name: asked[name] for name in PARAMETERS if name in asked}),
        preset=str(asked["preset"]),
        languages=languages,
        only=None if asked.get("only") is None else tuple(asked["only"]),
        encoding=asked.get("encoding"),
    )


def _named(files: Iterable[tuple[str, str]]) -> Hashes:
    """Return hashes by name; a name that leads out of its folder is none of ours."""
    found = dict(files)
    for name in found:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not isinstance(found[name], str):
            raise ValueError(name)
    return found


def find_study(recorded: Recorded, near: Iterable[Path]) -> Path | None:
    """Look for the study that a result was made from: the record holds no place, but what its files were.

    Parameters
    ----------
    recorded : what the result says.
    near : folders to look into, and into the folders in them, in this order.

    Returns
    -------
    The first folder that holds every input as it was, or the workbook in it; None where there is none.
    """
    for place in dict.fromkeys(folder for top in near for folder in _folders(top)):
        if recorded.inputs and not changed_inputs(recorded, place):
            (name, *others), books = sorted(recorded.inputs), sorted(place.glob("*.xlsx"))
            return place / name if not others and name.endswith(".xlsx") and len(books) > 1 else place
    return None


def _folders(top: Path) -> Iterator[Path]:
    yield top
    try:
        yield from sorted(path for path in top.iterdir() if path.is_dir())
    except OSError:
        return


def changed_inputs(recorded: Recorded, study: Path) -> dict[str, str]:
    """Return the recorded inputs that are not in a study as they were: *different* or *gone*."""
    folder = study.parent if study.is_file() else study
    now = {name: _hash(folder / name) for name in recorded.inputs}
    return {name: DIFFERENT if now[name] else GONE for name, was in recorded.inputs.items() if now[name] != was}


def other_inputs(recorded: Recorded, dataset: Dataset) -> dict[str, str]:
    """Return the files that were read now and are not in the record, or read otherwise."""
    return _compared(recorded.inputs, _hashes(dataset.inputs))


def other_rules(recorded: Recorded, dataset: Dataset) -> dict[str, str]:
    """Return the files of the base vocabulary and of the preset that are not as recorded."""
    return _compared(recorded.rules, _hashes(dataset.rules))


def other_versions(recorded: Recorded) -> dict[str, tuple[str | None, str | None]]:
    """Return what is here in another version than recorded: (recorded, here) by name."""
    here = {"synergy": __version__, **versions()}
    names = dict.fromkeys([*here, *recorded.versions])
    pairs = {name: (recorded.versions.get(name), here.get(name)) for name in names}
    return {name: (was, now) for name, (was, now) in pairs.items() if was != now}


def compared(recorded: Recorded, out: Path, again: Path) -> dict[str, str]:
    """Say of every file of a result whether it was made again as it was.

    Parameters
    ----------
    recorded : what the result says of itself.
    out : the result.
    again : the folder it was made in again.
    """
    made = {path.relative_to(again).as_posix(): _hash(path) for path in again.rglob("*") if path.is_file()}
    was: dict[str, str | None] = {**recorded.outputs, RECORD: _hash(out / RECORD)}
    return {name: _state(was.get(name), made.get(name), _hash(out / name)) for name in sorted({*was, *made})}


def _state(was: str | None, made: str | None, present: str | None) -> str:
    if made is None or was is None:
        return NOT_MADE if made is None else NEW
    if made != was:
        return DIFFERENT
    return SAME if present == was else ALTERED if present else GONE


def _compared(was: Hashes, now: Hashes) -> dict[str, str]:
    states = {
        name: DIFFERENT if name in was and name in now else NEW if name in now else GONE for name in {**was, **now}
    }
    return {name: state for name, state in sorted(states.items()) if was.get(name) != now.get(name)}


def _hashes(files: Iterable[InputFile]) -> Hashes:
    return {file.name: file.sha256 for file in files}


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def as_json(found: Reproduction) -> str:
    """Return what became of a result as JSON."""
    content = {
        "same": found.same,
        "study": str(found.study),
        "versions": {name: {"recorded": was, "here": now} for name, (was, now) in found.versions.items()},
        **{name: _listed(getattr(found, name)) for name in ("inputs", "rules", "files")},
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _listed(states: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"file": name, "state": state} for name, state in states.items()]
