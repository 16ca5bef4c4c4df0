"""Document → one HTML page without any outside resource, for the screen and for paper."""

from __future__ import annotations

import base64
import hashlib

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from synergy.language.catalogue import open_catalogue
from synergy.outputs.documents.blocks import Document, Table, numbered
from synergy.outputs.documents.letters import clean, fitted_widths
from synergy.resources import bundled

TEMPLATES = "reports/templates"
TABLE_ROOM = 450.0  # points: A4 between its margins
LOCALE = {"id": "id", "en": "en-GB"}


def render_html(document: Document) -> str:
    """Return a document as a complete page; tables and figures carry the same numbers as in Word.

    All text is escaped; only figures, which are our own drawings, go in as they are. The page allows
    itself nothing but its own style sheet, named by its hash: no script, no address, no font.
    """
    environment = Environment(
        loader=FileSystemLoader(bundled(TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _style(document)
    page = environment.get_template("briefing.html.j2").render(
        document=document,
        locale=LOCALE[document.language],
        style=Markup(style),
        policy=_hash(style),
        numbered=numbered(document.blocks),
        word=open_catalogue(document.language).text,
        drawing=Markup,
    )
    return clean(page)


def _style(document: Document) -> str:
    """Return the style sheet with the column widths of this document's tables and its running foot."""
    rules = [(bundled(TEMPLATES) / "briefing.css").read_text(encoding="utf-8")]
    for place, block in enumerate(document.blocks):
        if isinstance(block, Table):
            widths = fitted_widths(block.header, block.rows, block.widths, TABLE_ROOM)
            for column, width in enumerate(widths, 1):
                rules.append(f"#block-{place} col:nth-child({column}) {{ width: {100 * width / TABLE_ROOM:.2f}% }}")
    rules.append(f'@page {{ @bottom-left {{ content: "{_css_text(document.footer)}" }} }}')
    return "\n".join(rules) + "\n"


def _css_text(text: str) -> str:
    """Return a text for a CSS string; whatever is no plain letter or digit as its code point."""
    return "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x} " for c in clean(text))


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
