"""A document as blocks without a format; each writer gives them a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``strong`` is set in bold, ``quiet`` smaller and grey (evidence, footnotes)."""

    text: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of spans. ``style`` is "body", "lead" (larger, for the first sentence) or "note" (small)."""

    spans: tuple[Span, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of paragraphs, numbered or with bullets."""

    items: tuple[tuple[Span, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, one header row, and the share of the page width each column takes."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()  # columns set flush right


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: SVG for the page, the same as PNG for Word, its caption and its text alternative."""

    name: str
    svg: str
    caption: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed notice with a short heading: what this paper cannot show."""

    heading: str
    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks at the left and at the right of one another; the left side takes ``share`` of the width. Word only."""

    sides: tuple[tuple[Block, ...], tuple[Block, ...]]
    share: float = 0.5


Block = Heading | Paragraph | Points | Table | Figure | Callout | Rule | Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document in one language. ``subtitle`` stands under the title, ``footer`` on every page.

    With a ``letterhead``, lines above the title that are ruled off, it is a letter and no paper: set closer, title
    and subtitle in the middle, tables without a head at the size of the text.
    """

    language: str
    title: str
    subtitle: str
    footer: str
    blocks: tuple[Block, ...]
    letterhead: tuple[str, ...] = ()


def numbered(blocks: Iterable[Block]) -> list[tuple[str, Block, int]]:
    """Return (kind, block, number): tables and figures with a caption count from 1, all other blocks are 0.

    Examples
    --------
    >>> [(kind, number) for kind, _, number in numbered([Heading("A"), Figure("f", "", "Peta", ""), Rule()])]
    [('heading', 0), ('figure', 1), ('rule', 0)]
    """
    count: Counter[str] = Counter()
    found: list[tuple[str, Block, int]] = []
    for block in blocks:
        kind = type(block).__name__.lower()
        captioned = isinstance(block, (Table, Figure)) and bool(block.caption)
        count[kind] += captioned
        found.append((kind, block, count[kind] if captioned else 0))
    return found


def text(*parts: str | Span) -> tuple[Span, ...]:
    """Return spans from plain strings and spans."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)
