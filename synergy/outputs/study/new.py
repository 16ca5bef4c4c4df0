"""An empty study to fill in, as CSV files or as a workbook; whole or not at all."""

from __future__ import annotations

from pathlib import Path

from synergy.outputs.delivery import delivery
from synergy.outputs.study.scaffold import scaffold, write_csv_scaffold
from synergy.problems import UnusablePlace


def write_new_study(folder: Path, language: str, preset: str = "", *, workbook: bool = False) -> str:
    """Make an empty study.

    Parameters
    ----------
    folder : to make; must not exist, or be empty.
    language : of headers, words and notes.
    preset : name of a bundled preset, "" for none.
    workbook : make ``study.xlsx`` rather than CSV files.

    Returns
    -------
    Name of the file to open first.

    Raises
    ------
    UnusablePlace
        If the folder holds anything, is a file, lies in no folder or is where we are; or there is no such preset.
    """
    new = scaffold(language, preset)
    place = folder.resolve()
    _check_place(folder, place)
    with delivery(place, force=False) as inside:
        if not workbook:
            write_csv_scaffold(new, inside)
            return f"{new.table('stakeholders')}.csv"
        from synergy.outputs.study.workbook import write_workbook_scaffold  # XlsxWriter: only when it is needed

        write_workbook_scaffold(new, inside / "study.xlsx")
        return "study.xlsx"


def _check_place(folder: Path, place: Path) -> None:
    if place == Path.cwd() or place in Path.cwd().parents:
        raise UnusablePlace("new-is-here", folder)
    if place.exists() and not place.is_dir():
        raise UnusablePlace("out-is-file", folder)
    if place.is_dir() and any(place.iterdir()):
        raise UnusablePlace("new-not-empty", folder)
    if not place.parent.is_dir():
        raise UnusablePlace("no-parent-folder", folder.parent)
