"""How the cells of the empty workbook look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from synergy.dataset.columns import Column, Holds

_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#9FB6CD"}
_TOP = {"valign": "top", "text_wrap": True}
_AS_TEXT = {**_TOP, "num_format": "@"}  # ids keep their zeros, dates stay as they are typed


@dataclass(frozen=True, slots=True)
class Styles:
    """Formats of one workbook."""

    required: Any
    optional: Any
    further: Any
    cell: Any
    number: Any
    example: Any
    missing: Any
    wrapped: Any
    title: Any
    heading: Any
    small: Any
    mark: Any
    bullet: Any
    subject: Any

    def head_of(self, column: Column, main: bool) -> Any:
        """Return the format of a header: dark where it must be filled in, grey where few rows fill it in."""
        return self.required if column.required else self.optional if main else self.further

    def cell_of(self, kind: Holds) -> Any:
        """Return the format of the cells of a column: numbers as numbers, all else as text."""
        return self.number if kind is Holds.NUMBER else self.cell


def styles_for(book: Any) -> Styles:
    """Make the formats of a workbook."""
    return Styles(
        required=book.add_format({**_HEAD, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        optional=book.add_format({**_HEAD, "bg_color": "#DCE6F1", "font_color": "#1F2A36"}),
        further=book.add_format({**_HEAD, "bold": False, "bg_color": "#EDEDED", "font_color": "#404040"}),
        cell=book.add_format(_AS_TEXT),
        number=book.add_format({"valign": "top"}),
        example=book.add_format({**_AS_TEXT, "italic": True, "font_color": "#5F5F5F", "bg_color": "#F5F5F5"}),
        missing=book.add_format({"bg_color": "#FCE4D6"}),
        wrapped=book.add_format({**_TOP, "num_format": "@"}),
        title=book.add_format({"bold": True, "font_size": 16, "font_color": "#1F4E79"}),
        heading=book.add_format({"bold": True, "font_size": 12, "font_color": "#1F4E79", "top": 1}),
        small=book.add_format({**_TOP, "text_wrap": False, "font_color": "#5F5F5F"}),
        mark=book.add_format({"bold": True, "valign": "top"}),
        bullet=book.add_format({"bold": True, "valign": "top", "align": "right"}),
        subject=book.add_format({"bold": True, "font_color": "#1F4E79"}),
    )
