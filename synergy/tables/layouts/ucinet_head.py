"""The head of a UCINET DL file: sizes, format, labels, and where its data begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from synergy.tables.layouts.source import Source

FORMATS = ("fullmatrix", "upperhalf", "lowerhalf", "edgelist1", "edgelist2", "nodelist1", "nodelist2")
MOST = 5000
_SECTION = re.compile(r"\b((?:row|col|column|level|matrix)?\s*labels|data)\s*:", re.IGNORECASE)
_EMBEDDED = re.compile(r"\b(row|col|column)?\s*labels\s+embedded", re.IGNORECASE)
_TOKEN = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s,]+)")

Token = tuple[str, int]  # text, line


@dataclass(slots=True)
class Head:
    """``labels`` by side: row, col, matrix; ``embedded`` names the sides whose labels stand in the data."""

    format: str
    rows: int
    columns: int
    matrices: int
    diagonal: bool
    labels: dict[str, list[str]] = field(default_factory=dict)
    embedded: frozenset[str] = frozenset()
    lines: list[list[Token]] = field(default_factory=list)

    @property
    def two_modes(self) -> bool:
        """Whether rows and columns are different things."""
        return self.format in ("edgelist2", "nodelist2") or self.rows != self.columns


def tokens(text: str, first: int = 1) -> list[list[Token]]:
    """Return the words of each line with its number; quoted words keep their blanks.

    Examples
    --------
    >>> tokens('"Dinas Sosial" 1')
    [[('Dinas Sosial', 1), ('1', 1)]]
    """
    lines = []
    for line, part in enumerate(text.splitlines(), first):
        found = [(next(filter(None, groups), ""), line) for groups in _TOKEN.findall(part)]
        lines += [found] if found else []
    return lines


def read_head(source: Source) -> Head:
    """Return what the head says, and the lines of data with their numbers."""
    text = source.text
    start = text.lower().index("dl") + 2
    parts = list(_SECTION.finditer(text, start))
    settings = text[start : parts[0].start() if parts else len(text)]
    # "labels embedded" may stand anywhere above the data
    top = text[start : parts[-1].start()] if parts else settings
    head = _sizes(source, top)
    head.embedded = frozenset(
        side
        for found in _EMBEDDED.finditer(top)
        for side in ([_side(found.group(1))] if found.group(1) else ["row", "col"])
    )
    for here, following in zip(parts, [*parts[1:], None], strict=False):
        name = here.group(1).casefold().split()[0]
        body = text[here.end() : following.start() if following else len(text)]
        line = text.count("\n", 0, here.end()) + 1
        if name == "data":
            head.lines = tokens(body, line)
            break
        body = _EMBEDDED.sub("", body)
        found = [word for words in tokens(body) for word, _ in words]
        for side in ["row", "col"] if name == "labels" else [_side(name)]:
            head.labels[side] = found
            size = {"row": head.rows, "col": head.columns}.get(side, head.matrices)
            if size and len(found) != size and side not in head.embedded:
                raise source.stop("wrong-size", line, expected=size, found=len(found))
    return head


def _side(word: str) -> str:
    return {"column": "col", "level": "matrix"}.get(word.casefold(), word.casefold())


def _sizes(source: Source, top: str) -> Head:
    def size(name: str, default: int) -> int:
        found = re.search(rf"\b{name}\s*=\s*(\d+)", top, re.IGNORECASE | re.ASCII)
        value = int(found.group(1)) if found and len(found.group(1)) < 8 else default
        if value > MOST:
            raise source.stop("oversized-import", value=f"{name} = {value}")
        return value

    named = re.search(r"\bformat\s*=\s*([\w-]+)", top, re.IGNORECASE)
    kind = named.group(1).casefold() if named else "fullmatrix"
    if kind not in FORMATS:
        raise source.stop("unknown-dl-format", value=kind, allowed=", ".join(FORMATS))
    n = size("n", 0)
    absent = re.search(r"diag(onal)?\s*=\s*absent", top, re.IGNORECASE)
    return Head(kind, size("nr", n), size("nc", n), size("nm", 1), diagonal=absent is None)
