"""Outputs appear whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from synergy.problems import UnusablePlace

RECORD = "record.json"


def check_target(out: Path, study: Path, *, force: bool) -> None:
    """Refuse a place we must not write to, before any work is done.

    ``out`` may be absent, empty, or (with ``force``) an earlier result of ours that holds nothing else.

    Raises
    ------
    UnusablePlace
        If it is the study itself, holds it or lies in it, is a file, lies in no folder, or holds what is not ours.
    """
    target, source = out.resolve(), study.resolve()
    if target == source or target in source.parents:
        raise UnusablePlace("out-is-study", out)
    if source.is_dir() and source == target.parent:
        raise UnusablePlace("out-in-study", out)
    if not out.parent.is_dir():
        raise UnusablePlace("no-parent-folder", out.parent)
    with _only_run(out):
        _restore(out)
        _may_be_replaced(out, force=force)


def _may_be_replaced(out: Path, *, force: bool) -> None:
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
def delivery(out: Path, *, force: bool) -> Iterator[Path]:
    """Give a scratch folder beside ``out`` and move it into place when everything in it is written.

    An earlier ``out`` is moved aside first and put back if anything fails. What a killed run left behind is
    put right by the next one. While one run writes, a second one into the same folder is refused, and so is one
    that finds a result there which came after ``check_target`` was asked.

    Raises
    ------
    UnusablePlace
        If the folder cannot be written, holds what must not be replaced, or another run is writing it.
    """
    with _only_run(out):
        scratch = _beside(out, "new")
        try:
            _restore(out)
            _may_be_replaced(out, force=force)
            scratch.mkdir()
            yield scratch
            _flush(scratch)
            _swap(scratch, out)
        except OSError as error:
            place = _in_use(out) or out
            raise UnusablePlace("cannot-write", place, detail=error.strerror or type(error).__name__) from error
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _swap(scratch: Path, out: Path) -> None:
    """Move the old result aside and the new one in: at every moment one of the two is whole under a known name."""
    old, waste = _beside(out, "old"), _beside(out, "waste")
    if out.exists():
        out.rename(old)
    try:
        scratch.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    with suppress(OSError):
        if old.exists():
            old.rename(waste)  # so that nothing half-deleted is ever taken for the old result
    shutil.rmtree(waste, ignore_errors=True)


def _restore(out: Path) -> None:
    """Put right what a killed run left: the old result comes back where no new one is in its place."""
    old, waste = _beside(out, "old"), _beside(out, "waste")
    for leftover in (_beside(out, "new"), waste):
        shutil.rmtree(leftover, ignore_errors=True)
    if old.is_dir() and out.exists() and not (out.is_dir() and not any(out.iterdir())):
        old.rename(waste)
        shutil.rmtree(waste, ignore_errors=True)
    elif old.is_dir():
        if out.exists():
            out.rmdir()
        old.rename(out)


def _beside(out: Path, what: str) -> Path:
    return out.parent / f".{out.name}.{what}"


@contextmanager
def _only_run(out: Path) -> Iterator[None]:
    """Hold the place against other runs; the system lets go of it when a run ends, however it ends."""
    path = _beside(out, "lock")
    try:
        file = _locked(path)
    except OSError as error:
        raise UnusablePlace("cannot-write", out.parent, detail=error.strerror or type(error).__name__) from error
    if file is None:
        raise UnusablePlace("out-busy", out)
    try:
        yield
    finally:
        with suppress(OSError):
            if os.name != "nt":  # there a file in use cannot be removed, and goes when it is closed
                path.unlink()
        file.close()
        with suppress(OSError):
            if os.name == "nt":
                path.unlink()


def _locked(path: Path) -> BinaryIO | None:
    """Open a file and lock it, or return None where another run has it; one that has just gone is tried again."""
    while True:
        file = path.open("ab")
        if not _take(file):
            file.close()
            return None
        try:
            if os.name == "nt" or path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        except FileNotFoundError:
            pass
        file.close()


def _take(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)  # some shared drives know no locks
    return True


def _flush(folder: Path) -> None:
    """Have the system write everything to the disk before the old result is given up."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _in_use(out: Path) -> Path | None:
    """Return the file of the old result that another program keeps from being replaced, if that is what is wrong."""
    for path in sorted(out.rglob("*")) if out.is_dir() else ():
        try:
            if path.is_file():
                path.open("rb+").close()
        except OSError:
            return path
    return None


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _ours(folder: Path) -> set[str]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {RECORD, *record["outputs"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise UnusablePlace("cannot-write", folder / RECORD, detail=detail) from error
