"""The files that ``synergy check`` writes when asked: whole, never over the study, also when it has errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from synergy.dataset.build import build_dataset
from synergy.dataset.records import Account, Dataset
from synergy.language import open_catalogue
from synergy.outputs.checking.confirmed import with_decisions
from synergy.outputs.checking.decisions import Decisions, read_decisions
from synergy.outputs.checking.marked import marked_workbook
from synergy.outputs.checking.problems_csv import problems_csv
from synergy.outputs.checking.same_bodies import ask, same_csv
from synergy.outputs.checking.whole_file import write_whole
from synergy.problems import InvalidInput, Problem, UnusablePlace
from synergy.tables import TEXT_FILES, read_folder
from synergy.tables.own_sheets import OWN_SHEETS
from synergy.tables.table import Tables
from synergy.tables.unread import OTHER_BOOKS
from synergy.tables.words import table_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Files to write; None where not asked for."""

    csv: Path | None = None
    marked: Path | None = None
    same: Path | None = None

    @property
    def named(self) -> tuple[Path, ...]:
        """Those that are asked for."""
        return tuple(path for path in (self.csv, self.marked, self.same) if path is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A study as read and checked: records where it has no error, else all that is wrong with it."""

    tables: Tables
    problems: tuple[Problem, ...]
    account: tuple[Account, ...]
    dataset: Dataset | None
    decisions: Decisions


def read_checked(study: Path, targets: Targets, *, preset: str | None = None, encoding: str | None = None) -> Checked:
    """Read and check a study, errors or not, after looking whether the files asked for may be written.

    Raises
    ------
    UnusablePlace
        If the study cannot be read, or a target is not fit to be written.
    """
    refuse(targets, study)
    tables = read_folder(study, encoding=encoding)
    _refuse_inputs(targets, tables)
    decisions = read_decisions(targets.same) if targets.same else Decisions()
    try:
        dataset = build_dataset(tables, preset=preset)
    except InvalidInput as invalid:
        problems = with_decisions(invalid.problems, tables, decisions)
        account = cast("tuple[Account, ...]", invalid.account)
        return Checked(tables=tables, problems=problems, account=account, dataset=None, decisions=decisions)
    problems = with_decisions(dataset.notices, tables, decisions)
    dataset = replace(dataset, notices=problems)
    return Checked(tables=tables, problems=problems, account=dataset.account, dataset=dataset, decisions=decisions)


def write_files(checked: Checked, targets: Targets, language: str) -> int:
    """Write the files asked for, and return how many pairs of names wait for an answer."""
    asked = ask(checked.tables, checked.problems, checked.decisions) if targets.same else []
    made: list[tuple[Path, bytes]] = []
    if targets.csv:
        made.append((targets.csv, problems_csv(checked.problems)))
    if targets.marked:
        words = open_catalogue(language)
        made.append((targets.marked, marked_workbook(checked.tables, checked.problems, words, targets.marked)))
    if targets.same:
        made.append((targets.same, same_csv(asked, checked.decisions)))
    for path, content in made:  # only when all of them can be made
        write_whole(path, content)
    return len(asked)


def refuse(targets: Targets, study: Path) -> None:
    """Refuse what can be told unfit before the study is read: folders, doubles, foreign files, names of tables."""
    seen: set[Path] = set()
    for path in targets.named:
        _refuse_ending(path, workbook=path == targets.marked)
        _refuse_place(path, study)
        if path.resolve() in seen:
            raise UnusablePlace("target-twice", path)
        seen.add(path.resolve())
    for written, ours in ((targets.csv, _is_problems_csv), (targets.marked, _is_marked)):
        if written and written.exists() and not ours(written):
            raise UnusablePlace("target-not-ours", written)


def _refuse_ending(path: Path, *, workbook: bool) -> None:
    """A workbook is only opened under the ending of one, and a table of text under any other."""
    ending = path.suffix.lower()
    if workbook and ending != ".xlsx":
        raise UnusablePlace("target-ending", path, ending=".xlsx")
    if not workbook and ending in (".xlsx", *OTHER_BOOKS):
        raise UnusablePlace("target-ending", path, ending=".csv")


def _refuse_place(path: Path, study: Path) -> None:
    target = path.resolve()
    if target.is_dir():
        raise UnusablePlace("target-is-folder", path)
    if not target.parent.is_dir():
        raise UnusablePlace("no-parent-folder", path.parent)
    if target == study.resolve() or (target.exists() and study.exists() and target.samefile(study)):
        raise UnusablePlace("target-is-input", path)
    if study.is_dir() and target.parent == study.resolve():
        _refuse_in_study(path, target, study)


def _refuse_in_study(path: Path, target: Path, study: Path) -> None:
    """In the study's own folder, nothing is written that it is made of or would be read as a part of it."""
    ending = target.suffix.lower()
    named = table_named(target.stem) and ending in (*TEXT_FILES, ".toml", ".xlsx")
    texts = any(table_named(file.stem) and file.suffix.lower() in TEXT_FILES for file in study.iterdir())
    if named or (ending == ".xlsx" and not texts):
        if target.exists():
            raise UnusablePlace("target-is-input", path)
        raise UnusablePlace("target-would-be-read", path)


def _refuse_inputs(targets: Targets, tables: Tables) -> None:
    place = Path(tables.place)
    folder = place if place.is_dir() else place.parent
    files = {folder / name for name, _, _ in tables.inputs} | {folder / p.origin.file for p in tables.problems}
    for path in targets.named:
        if path.exists() and any(file.is_file() and path.samefile(file) for file in files):
            raise UnusablePlace("target-is-input", path)


def _is_problems_csv(path: Path) -> bool:
    try:
        head = path.read_bytes()[:400].decode("utf-8-sig", "replace").splitlines()
    except OSError as error:
        raise UnusablePlace("cannot-write", path, detail=error.strerror or "") from error
    return not head or {"code", "severity", "message_id"} <= set(head[0].replace(";", ",").replace('"', "").split(","))


def _is_marked(path: Path) -> bool:
    """Say whether a workbook is one we wrote, even if it was mended and saved since: it has the list of problems."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as package:
            sheets = package.read("xl/workbook.xml").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return path.is_file() and not path.stat().st_size
    return any(f'name="{name}"' in sheets for name in OWN_SHEETS["problems"])
