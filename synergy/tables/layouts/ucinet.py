"""UCINET DL: full and half matrices, edge lists, node lists; one mode or two; labels above or embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from synergy.problems import Origin
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, fold, number
from synergy.tables.layouts.source import Source
from synergy.tables.layouts.square import UNKNOWN, Pair, add_pairs
from synergy.tables.layouts.ucinet_head import Head, Token, read_head

Cell = tuple[str, str, str, Origin]  # label of the row, label of the column, value, place


def recognises(source: Source) -> bool:
    """Return whether the file begins with DL and a size."""
    return bool(re.match(r"dl\b[\s,]*(n|nr|nc|nm|format)\s*=", source.head, re.IGNORECASE))


def read(source: Source) -> Imported:
    """Read one-mode data as ties (undirected where symmetric), two-mode data as parts in programmes."""
    head = read_head(source)
    draft = Draft("ucinet", source.file)
    for side, table in (("row", "stakeholders"), ("col", "programmes" if head.two_modes else "stakeholders")):
        for label in head.labels.get(side, ()):
            if not draft.has(table, fold(label)):
                draft.thing(table, label, source.at())
    for kind, cells in _matrices(source, head):
        _add(list(cells), kind, head, draft)
    return draft.finish()


def _add(cells: list[Cell], kind: str, head: Head, draft: Draft) -> None:
    """Add what the cells of a matrix or the rows of a list say; a row of a list that says nothing is told."""
    pairs: list[Pair] = []
    table = "participation" if head.two_modes else "ties"
    row_of = table if "list" in head.format else ""
    for row, column, text, origin in cells:
        first = _declared("stakeholders", row, origin, draft)
        second = _declared("programmes" if head.two_modes else "stakeholders", column, origin, draft)
        if text.casefold() in UNKNOWN:
            draft.left("unknown_cells", origin, table=row_of)
        elif number(text) == 0:
            if row_of:
                draft.left("zero_weight", origin, table=row_of)
        elif head.two_modes:
            draft.part((first, second), origin, {"weight": "" if text == "1" else text})
        elif first == second and not row_of:
            draft.left("diagonal", origin, text)
        else:
            pairs.append((first, second, text, origin))
    add_pairs(pairs, draft, kind)


def _declared(table: str, label: str, origin: Origin, draft: Draft) -> str:
    return fold(label) if draft.has(table, fold(label)) else draft.thing(table, label, origin)


def _matrices(source: Source, head: Head) -> Iterator[tuple[str, Iterator[Cell]]]:
    """Yield each matrix with the name of its relation."""
    if "list" in head.format:
        yield "", _lists(source, head)
        return
    names = head.labels.get("matrix", [])
    words = list(chain.from_iterable(head.lines))
    size = _check_size(source, head, len(words))
    for i in range(head.matrices):
        kind = names[i] if i < len(names) else f"relation {i + 1}" if head.matrices > 1 else ""
        yield kind, _block(source, head, words[i * size : (i + 1) * size])


def _widths(head: Head) -> list[int]:
    """Return how many values each row of a matrix has."""
    n, less = head.columns, 0 if head.diagonal else 1
    if head.format == "upperhalf":
        return [n - i - less for i in range(head.rows)]
    if head.format == "lowerhalf":
        return [i + 1 - less for i in range(head.rows)]
    return [n] * head.rows


def _check_size(source: Source, head: Head, found: int) -> int:
    """Return how many words one matrix has, labels included; an error where the file has another number."""
    size = sum(_widths(head)) + ("row" in head.embedded) * head.rows + ("col" in head.embedded) * head.columns
    if not head.rows or not head.columns or size * head.matrices != found:
        raise source.stop("wrong-size", expected=size * head.matrices, found=found)
    return size


def _block(source: Source, head: Head, words: list[Token]) -> Iterator[Cell]:
    columns = (
        [word for word, _ in words[: head.columns]] if "col" in head.embedded else _named(head, "col", head.columns)
    )
    words = words[head.columns :] if "col" in head.embedded else words
    rows = _named(head, "row", head.rows)
    for i, width in enumerate(_widths(head)):
        if "row" in head.embedded:
            rows[i], words = words[0][0], words[1:]
        shift = 0
        if head.format == "upperhalf":
            shift = i + (0 if head.diagonal else 1)
        for j, (text, line) in enumerate(words[:width], shift):
            yield rows[i], columns[j], _value(source, text, line), source.at(line, columns[j])
            if head.format != "fullmatrix" and i != j and text.casefold() not in UNKNOWN:
                yield columns[j], rows[i], text, source.at(line, columns[j])
        words = words[width:]


def _named(head: Head, side: str, count: int) -> list[str]:
    given = head.labels.get(side, [])
    return [given[i] if i < len(given) else str(i + 1) for i in range(count)]


def _lists(source: Source, head: Head) -> Iterator[Cell]:
    for words in head.lines:
        line = words[0][1]
        texts = [word for word, _ in words]
        rows, columns = ("row", "col" if head.two_modes else "row")
        first = _label(source, head, rows, texts[0], line)
        others = texts[1:] if head.format.startswith("node") else texts[1:2]
        value = texts[2] if head.format.startswith("edge") and len(texts) > 2 else "1"
        if head.format.startswith("edge") and not 2 <= len(texts) <= 3:
            raise source.stop("unreadable-line", line, value=" ".join(texts)[:60])
        for other in others:
            yield first, _label(source, head, columns, other, line), _value(source, value, line), source.at(line)


def _label(source: Source, head: Head, side: str, text: str, line: int) -> str:
    """Return the label that a word of a list stands for: itself where labels are embedded, else by number."""
    if side in head.embedded:
        return text
    known: Sequence[str] = head.labels.get(side, [])
    if text in known:
        return text
    count = len(known) or max(head.rows, head.columns)
    if not text.isdigit() or not text.isascii() or not 1 <= int(text) <= count:
        raise source.stop("unreadable-line", line, value=text[:60])
    return known[int(text) - 1] if known else text


def _value(source: Source, text: str, line: int) -> str:
    if number(text) is None and text.casefold() not in UNKNOWN:
        raise source.stop("unreadable-line", line, value=text[:60])
    return text
