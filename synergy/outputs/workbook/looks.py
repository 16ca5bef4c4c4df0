"""How the cells of the workbook look: no fills, nothing told by colour alone."""

from __future__ import annotations

from typing import Any

FONT = {"font_name": "Arial", "font_size": 10}
_TOP = {"valign": "top"}
_INK = "#1F3A5F"
_NUMBERS = {
    "whole": "#,##0_)",
    "number": "0.000_)",
    "p_value": "[<0.0001]0.0E+00_);0.0000_)",  # so that no p-value is shown as 0
}
RUNS = ("=", "+", "-", "@", "\t", "\r")  # what text begins with that a spreadsheet would run if it were typed in


class Looks:
    """The few looks of cells in one workbook."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 15, "font_color": _INK})
        self.intro = book.add_format({"font_color": "#404040"})
        self.heading = book.add_format({"bold": True, "font_size": 12, "font_color": _INK, "valign": "bottom"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "top": 1})
        self.strong = book.add_format({**_TOP, "bold": True, "text_wrap": True})
        self.link = book.add_format({**_TOP, "font_color": "#0B4F8A", "underline": 1, "text_wrap": True})
        self.back = book.add_format({"font_color": "#0B4F8A", "underline": 1})
        self.text = book.add_format({**_TOP, "text_wrap": True})
        self.line = book.add_format({"bottom": 1, "bottom_color": "#CFCFCF"})
        self.number = {name: book.add_format({**_TOP, "num_format": form}) for name, form in _NUMBERS.items()}
        # Marked as text in the cell itself: it stays text when somebody clicks into it and presses Enter.
        self._quoted = book.add_format({**_TOP, "text_wrap": True, "quote_prefix": True})

    def of_text(self, text: str) -> Any:
        """Return the look of a text that stands in a table."""
        return self._quoted if text.startswith(RUNS) else self.text
