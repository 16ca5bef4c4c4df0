"""Every number in one workbook: ``tables.xlsx``, a sheet a table, with a cover, notes and a data dictionary.

Text is written as text and never as a formula; the same results give the same bytes.
"""

from __future__ import annotations

import datetime
from itertools import chain
from pathlib import Path

from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.outputs.dictionary.meaning import table_title
from synergy.outputs.tables import TABLES
from synergy.outputs.workbook.cells import Cells
from synergy.outputs.workbook.columns import shown_columns
from synergy.outputs.workbook.cover import write_cover
from synergy.outputs.workbook.grid import Written
from synergy.outputs.workbook.guide import write_contents, write_notes
from synergy.outputs.workbook.looks import FONT, Looks
from synergy.outputs.workbook.making import LEADING, Making
from synergy.outputs.workbook.reference import write_codes, write_dictionary
from synergy.outputs.workbook.results import write_result

__all__ = ["write_workbook"]

_CREATED = datetime.datetime(2020, 1, 1)  # noqa: DTZ001  (a fixed date: the same bytes whenever it is made)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False} | {
    "default_format_properties": FONT
}


def write_workbook(analysis: Analysis, path: Path, words: Catalogue) -> None:
    """Write every table to one workbook.

    Parameters
    ----------
    analysis : what the run knows.
    path : of the file, ``tables.xlsx``.
    words : the catalogue of its language: of headings, notes and of the words that stand for codes.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), _PLAIN) as book:
        study = analysis.dataset.study
        about = {"title": words.text("workbook.title"), "subject": words.own(study.title, study.title_en)}
        book.set_properties({**about, "author": "Synergy", "created": _CREATED})
        making = Making(analysis, words, book, Looks(book), Cells(analysis, words))
        lead = {what: book.add_worksheet(making.sheet_name(what)) for what in LEADING}
        done, filled = _results(making)
        write_cover(making, lead["cover"])
        write_contents(making, lead["contents"], done)
        write_notes(making, lead["notes"], done)
        write_dictionary(making, lead["dictionary"], done, filled)
        write_codes(making, lead["codes"])
        lead["cover"].activate()


def _results(making: Making) -> tuple[dict[str, Written], dict[str, list[int]]]:
    """Write the sheets of results; a table without rows gets none, and is told of in the contents."""
    done: dict[str, Written] = {}
    filled: dict[str, list[int]] = {}
    for name, (_, rows) in TABLES.items():
        columns = shown_columns(name)
        found = iter(rows(making.analysis))
        first = next(found, None)
        done[name], filled[name] = Written(), [0] * len(columns)
        if first is not None:
            sheet = making.book.add_worksheet(table_title(name, making.words))
            done[name], filled[name] = write_result(making, sheet, name, columns, chain([first], found))
    return done, filled
