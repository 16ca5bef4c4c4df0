"""How large letters are and how far apart: the paper as it is, or everything on one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEXT_WIDTH = 16.0  # cm: A4 less 3 cm left and 2 cm right
PAGE_HEIGHT = 29.7  # cm
CELL_MARGIN = 0.15  # cm, left and right in every cell
LEADING = 1.15  # height of a line of Arial or Liberation Sans, by the size of its letters


@dataclass(frozen=True, slots=True)
class Size:
    """A style's letters and the room around its paragraphs, in points; ``exact`` fixes the height of its lines."""

    letters: float
    before: float = 0.0
    after: float = 0.0
    exact: float | None = None

    @property
    def line(self) -> float:
        """Height of one line, in points."""
        return self.letters * LEADING if self.exact is None else self.exact

    def give(self, style: Any) -> None:
        """Set a style of python-docx to this size, its lines single."""
        from docx.shared import Pt

        style.font.size = Pt(self.letters)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(self.before), Pt(self.after)
        shape.line_spacing = 1.0 if self.exact is None else Pt(self.exact)


@dataclass(frozen=True, slots=True)
class Look:
    """Margins in cm above and below, and the sizes of styles that differ from the template."""

    top: float = 2.5
    bottom: float = 2.5
    sizes: Mapping[str, Size] = field(default_factory=dict)

    @property
    def room(self) -> float:
        """Height of the text on one page, in points."""
        return (PAGE_HEIGHT - self.top - self.bottom) / 2.54 * 72


PAPER = Look()
SHEET = Look(
    top=2.0,
    sizes={
        "Normal": Size(9.5, after=2),
        "Title": Size(16, after=1),
        "Subtitle": Size(9, after=5),
        "Heading 2": Size(10.5, before=5, after=2),
        "Note": Size(8.5, after=2),
        "List Bullet": Size(9, after=1),
        "Figure": Size(9),
        "Table Text": Size(8.5, before=1, after=1),
        "Table Heading": Size(8.5, before=1, after=1),
        "Table End": Size(4, exact=4),
        "Footer": Size(8),
    },
)
