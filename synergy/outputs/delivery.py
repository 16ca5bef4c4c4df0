"""Outputs appear whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from synergy.problems import UnusablePlace

RECORD = "record.json"


def check_target(out: Path, study: Path, *, force: bool) -> None:
    """Refuse a place we must not write to, before any work is done.

    ``out`` may be absent, empty, or (with ``force``) an earlier result of ours that holds nothing else.

    Raises
    ------
    UnusablePlace
        If it is the study itself or holds it, is a file, lies in no folder, or holds what is not ours.
    """
    target, source = out.resolve(), study.resolve()
    if target == source or target in source.parents or (source.is_dir() and source == target.parent):
        raise UnusablePlace("out-is-study", out)
    _restore(out)
    if not out.parent.is_dir():
        raise UnusablePlace("no-parent-folder", out.parent)
    if out.exists() and not out.is_dir():
        raise UnusablePlace("out-is-file", out)
    present = _files(out) if out.exists() else set()
    if not present:
        return
    strange = present - _ours(out)
    if strange:
        raise UnusablePlace("out-not-ours", out, name=sorted(strange)[0])
    if not force:
        raise UnusablePlace("out-exists", out)


@contextmanager
def delivery(out: Path) -> Iterator[Path]:
    """Give a scratch folder beside ``out`` and move it into place when everything in it is written.

    An earlier ``out`` is moved aside first and put back if anything fails; one that a killed run left
    aside is put back by the next run.

    Raises
    ------
    UnusablePlace
        If the folder cannot be written.
    """
    _restore(out)
    try:
        scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    except OSError as error:
        raise UnusablePlace("cannot-write", out.parent, detail=error.strerror or "") from error
    try:
        scratch.chmod(0o755)
        yield scratch
        _swap(scratch, out)
    except OSError as error:
        raise UnusablePlace("cannot-write", out, detail=error.strerror or "") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _swap(scratch: Path, out: Path) -> None:
    aside = _aside(out)
    if out.exists():
        out.rename(aside)
    try:
        scratch.rename(out)
    except OSError:
        if aside.exists():
            aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _restore(out: Path) -> None:
    """Put back what a killed run moved aside, or clear it away where the new result is in place."""
    aside = _aside(out)
    if aside.is_dir():
        if out.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(out)


def _aside(out: Path) -> Path:
    return out.parent / f".{out.name}.old"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _ours(folder: Path) -> set[str]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {RECORD, *record["outputs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
