"""SVG → PNG, by the typesetter that also makes the PDF, with the letters that travel with the program."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from synergy.resources import bundled

FONTS = "reports/templates/fonts"
_WIDTH = re.compile(r'viewBox="0 0 (\d+) \d+"')


class NoTypesetter(RuntimeError):
    """The typesetter (typst) is not installed on this computer, so no picture can be made."""


def typesetter() -> Any:
    """Return typst, which makes pictures and PDF files.

    Raises
    ------
    NoTypesetter
        If it cannot be loaded (there is none for Windows on ARM).
    """
    try:
        import typst  # 80 MB: loaded when a picture or a PDF is made
    except ImportError as missing:
        raise NoTypesetter("typst is not installed; install it to make pictures and PDF files") from missing
    return typst


def png(svg: str, scale: int) -> bytes:
    """Return a drawing as a PNG picture; the same drawing gives the same bytes.

    Parameters
    ----------
    svg : a complete SVG document; text in the family "Liberation Sans" (or Arial, set in it).
    scale : pixels for each unit of the drawing. Whole numbers only: the typesetter drops or doubles a row
        of pixels where a picture's height comes out as a fraction, and cuts letters through.

    Raises
    ------
    NoTypesetter
        If the typst package cannot be loaded (there is none for Windows on ARM).
    """
    typst = typesetter()
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg", width: {width}pt)\n'
    width = int(_WIDTH.search(svg)[1]) * scale  # type: ignore[index]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "figure.typ")
        source.write_text(page.format(width=width), encoding="utf-8")
        Path(folder, "figure.svg").write_text(svg, encoding="utf-8")
        fonts = [str(bundled(FONTS))]
        made = typst.compile(
            str(source), root=folder, format="png", ppi=72.0, ignore_system_fonts=True, font_paths=list(fonts)
        )
        return bytes(made)
