"""The cells of a marked copy: coloured by their gravest problem, with a comment that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from synergy.language.catalogue import Catalogue
from synergy.outputs.checking.marked_sheets import GRAVITY, Cell, Sheet, comment_of, comment_size, fit
from synergy.problems import Problem, Severity

CREATOR = "Synergy"
COLOURS = {Severity.ERROR: "#F4B6B0", Severity.WARNING: "#FCE29A", Severity.NOTICE: "#CFE3F4"}


class Looks:
    """The few looks of cells."""

    def __init__(self, book: Any) -> None:
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}  # a cell mended by hand stays text: 001, not 1
        self.plain = book.add_format(text)
        self.head = book.add_format({**text, "bold": True, "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.link = book.add_format({"font_color": "#0B4F8A", "underline": 1, "valign": "top", "text_wrap": True})
        self.fill = {s: book.add_format({**text, "bg_color": c, "border": 1}) for s, c in COLOURS.items()}

    def of(self, found: Sequence[Problem]) -> Any:
        """Return the look of a cell with problems."""
        return self.fill[min((problem.severity for problem in found), key=GRAVITY.__getitem__)]


def mark_tab(sheet: Any, content: Sheet) -> None:
    """Colour the tab of a sheet by its gravest problem."""
    if content.gravest:
        sheet.set_tab_color(COLOURS[content.gravest])


def write_cell(
    sheet: Any, cell: tuple[Cell, str], found: Sequence[Problem], plain: Any, how: tuple[Catalogue, Looks]
) -> str:
    """Write one cell, coloured where it has problems, and return what its comment says: these, or that it was cut."""
    (at, given), (words, looks) = cell, how
    text, cut = fit(given)
    look = looks.of(found) if found else plain
    if text:
        sheet.write_string(*at, text, look)
    else:
        sheet.write_blank(*at, None, look)
    comments = [words.text("marked.cut", n=len(given))] if cut else []
    comments += [comment_of(found, words)] if found else []
    if note := fit("\n\n".join(comments))[0]:
        sheet.write_comment(*at, note, {"author": CREATOR, **comment_size(note)})
    return note
