"""Document → PDF: tagged, PDF/UA-1 and PDF/A-2a, set by typst; the same bytes each time."""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synergy.language.catalogue import open_catalogue
from synergy.outputs.documents.blocks import Block, Document, Figure, Heading, Table, numbered
from synergy.outputs.documents.letters import clean, fitted_widths, text_width
from synergy.outputs.documents.picture import FONTS, typesetter
from synergy.resources import bundled

TEMPLATE = "reports/templates/document.typ"
REGION = {"id": "ID", "en": "GB"}
STANDARDS = ("ua-1", "a-2a")
BOX = "□"  # U+25A1, in the fonts we ship: stands for a letter that no font at hand can show
ROUNDS = 4  # of taking out letters; one is enough unless a letter hides behind another
TEXT_WIDTH, FIGURE_HEIGHT = 16.0, 23.2  # cm, as in the Word file
TABLE_ROOM = 453.5  # points: the text width
SHORT_TABLE = 8  # rows; so many stay on one page
LINES_TOGETHER = 30  # in a cell; a row with more of them may go over two pages
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_NAMED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file, the letters that could not be shown in it, and the standards it claims to keep."""

    content: bytes
    replaced: frozenset[str] = frozenset()
    standards: tuple[str, ...] = STANDARDS


def write_pdf(document: Document, path: Path) -> Pdf:
    """Write a document as a PDF file and return it; parameters and errors as for ``render_pdf``."""
    made = render_pdf(document)
    path.write_bytes(made.content)
    return made


def render_pdf(document: Document) -> Pdf:
    """Return a document as a PDF file; the same document gives the same bytes.

    Under PDF/UA and PDF/A one letter without a glyph is an error. Such a letter is shown as □, and an invisible
    one left out; if that does not help, the file is made without claiming a standard.

    Parameters
    ----------
    document : what to set. All its text reaches the typesetter as data and is never read as markup.

    Raises
    ------
    NoTypesetter
        If typst cannot be loaded.
    """
    typst = typesetter()
    data = json.dumps(_prepared(document), ensure_ascii=False, sort_keys=True)
    replaced: frozenset[str] = frozenset()
    for _ in range(ROUNDS):
        try:
            return Pdf(_compiled(typst, data, STANDARDS), replaced)
        except typst.TypstError as error:
            found = unsupported(error.diagnostic) & frozenset(data)
            if not found:
                break
            replaced |= found
            data = data.translate({ord(letter): _stand_in(letter) for letter in found})
    return Pdf(_compiled(typst, data, ()), replaced, ())


def unsupported(diagnostic: str) -> frozenset[str]:
    r"""Return the letters that a message of the typesetter names as impossible to show; never plain ASCII ones.

    Examples
    --------
    >>> sorted(unsupported('the text `"漢"` could not be displayed; the codepoint `"\\u{e000}"`'))
    ['漢', '\ue000']
    """
    named = "".join(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _NAMED.findall(diagnostic))
    return frozenset(letter for letter in named if not letter.isascii())


def _stand_in(letter: str) -> str:
    return "" if unicodedata.category(letter) in ("Cf", "Mn", "Me") else BOX


def _compiled(typst: Any, data: str, standards: Sequence[str]) -> bytes:
    made = typst.compile(
        bundled(TEMPLATE).read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        font_paths=[str(bundled(FONTS))],
        sys_inputs={"document": data},
        pdf_standards=list(standards),
    )
    return bytes(made)


def _prepared(document: Document) -> dict[str, object]:
    """Return the document as plain lists and mappings, with what the template cannot work out."""
    label = open_catalogue(document.language).text
    blocks = [
        {"kind": kind, "number": number, **_fields(block), **_layout(block)}
        | ({"label": label(f"figure.label.{kind}")} if number else {})
        for kind, block, number in numbered(document.blocks)
    ]
    head = {name: getattr(document, name) for name in ("language", "title", "subtitle", "footer", "letterhead")}
    prepared = _cleaned({**head, "region": REGION[document.language], "blocks": blocks})
    assert isinstance(prepared, dict)
    return prepared


def _fields(block: Block) -> dict[str, object]:
    return dataclasses.asdict(block)


def _layout(block: Block) -> dict[str, object]:
    if isinstance(block, Table):
        return _columns(block)
    if isinstance(block, Figure):
        width, height = map(int, _SIZE.search(block.svg).groups())  # type: ignore[union-attr]
        return {
            "width": round(min(TEXT_WIDTH, FIGURE_HEIGHT * width / height), 2),
            "alternative": block.alternative or block.caption or block.name,
        }
    return {"level": min(max(block.level, 1), 3)} if isinstance(block, Heading) else {}


def _columns(table: Table) -> dict[str, object]:
    """Return the column widths in points, which rows may be broken, and whether the table stays on one page."""
    widths = [round(width, 2) for width in fitted_widths(table.header, table.rows, table.widths, TABLE_ROOM)]
    lines = [
        max((text_width(cell, 9.5) / (width - 9) + 1 for cell, width in zip(row, widths, strict=True)), default=1)
        for row in table.rows
    ]
    return {
        "widths": widths,
        "tall": [number for number, count in enumerate(lines) if count > LINES_TOGETHER],
        "together": len(table.rows) <= SHORT_TABLE and sum(lines) <= LINES_TOGETHER,
    }


def _cleaned(value: object) -> object:
    """Return a value with every text in it freed of characters that no reader can see."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, (list, tuple)) else value
