"""A sheet with a header → rows by header; a sheet with labels on two sides → labels and cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from synergy.problems import InvalidInput, Origin, Problem, Severity
from synergy.tables.grid import INVISIBLE, LOOK_FOR_HEADER, Grid, is_blank
from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import tidy
from synergy.tables.layouts.source import Source
from synergy.tables.table import Row
from synergy.tables.words import plain_header, squeeze

Wanted = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Rows under a header; ``tags`` is the HXL row below it, by header.

    ``odd_names`` are the headers that have lost characters nobody sees.
    """

    grid: Grid
    number: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    tags: dict[str, str]
    outside: tuple[Origin, ...] = ()
    titles: int = 0
    odd_names: tuple[str, ...] = ()

    def column(self, names: Sequence[str]) -> str:
        """Return the header that goes by one of these names, or ""."""
        return pick(self.header, names)


def pick(header: Sequence[str], names: Sequence[str]) -> str:
    """Return the first of the headers that goes by one of these names (in the order of the names), or "".

    Examples
    --------
    >>> pick(["Link Type", "From"], ["from", "dari"])
    'From'
    """
    by_key = {squeeze(name): name for name in reversed(header)}
    return next((by_key[squeeze(name)] for name in names if squeeze(name) in by_key), "")


def listing(grid: Grid, wanted: Wanted) -> Listing | None:
    """Return the rows of a sheet under the first row that looks as wanted, titles above it skipped; or None."""
    filled = [index for index, (_, cells) in enumerate(grid.records) if not is_blank(cells)]
    start = next((i for i in filled[:LOOK_FOR_HEADER] if wanted([tidy(c) for c in grid.records[i][1]])), None)
    if start is None:
        return None
    number, cells = grid.records[start]
    header = _headers(cells)
    rows: list[Row] = []
    outside: list[Origin] = []
    tags: dict[str, str] = {}
    for line, given in grid.records[start + 1 :]:
        if is_blank(given):
            continue
        values = dict(zip(header, given, strict=False))
        outside += [grid.at(line)] * (not is_blank(given[len(header) :]))
        if not rows and not tags and all(v.strip().startswith("#") for v in given if v.strip()):
            tags = {column: "".join(value.split()).casefold() for column, value in values.items()}
        else:
            rows.append(Row(grid.at(line), {h: values.get(h, "") for h in header}))
    return Listing(
        grid=grid,
        number=number,
        header=header,
        rows=tuple(rows),
        tags=tags,
        outside=tuple(outside),
        titles=filled.index(start),
        odd_names=tuple(tidy(cell) for cell in cells if INVISIBLE.search(cell)),
    )


def _headers(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, each once; a column without a name is called by its position."""
    last = max((i for i, cell in enumerate(cells) if cell.strip()), default=-1)
    names: list[str] = []
    for i, cell in enumerate(cells[: last + 1]):
        name = plain_header(tidy(cell)) or f"column {i + 1}"
        names.append(name if name not in names else f"{name} ({i + 1})")
    return tuple(names)


def listings(source: Source, wanted: Wanted) -> list[Listing]:
    """Return the sheets whose header looks as wanted."""
    return [found for grid in source.sheets if (found := listing(grid, wanted)) is not None]


def tell_rest(source: Source, used: Sequence[Listing], draft: Draft) -> None:
    """Tell what of a spreadsheet was not read: further sheets, titles above the header, cells without one."""
    refuse_merged(source, [(found.grid, found.number) for found in used])
    tell_sheets(source, [found.grid for found in used], draft)
    for found in used:
        for origin in found.outside:
            draft.left("cells_without_header", origin)
        for name in found.odd_names:
            draft.changed("invisible_in_header", found.grid.at(found.number, name), name)
        if found.titles:
            draft.left("title_rows", found.grid.at(found.number))


def tell_sheets(source: Source, used: Sequence[Grid], draft: Draft) -> None:
    """Tell which sheets were not read."""
    names = {grid.sheet for grid in used}
    unread = [grid.sheet or "" for grid in source.sheets if grid.sheet not in names and grid.records]
    for title in (*unread, *source.set_aside):
        draft.left("sheets", Origin(source.file, sheet=title), title)


def refuse_merged(source: Source, used: Sequence[tuple[Grid, int]]) -> None:
    """Raise an error for each range of merged cells below a header: it hides which rows it stands for."""
    below = {grid.sheet: number for grid, number in used}
    faults = [
        Problem(
            code="merged-cells",
            severity=Severity.ERROR,
            origin=Origin(source.file, last, sheet=sheet),
            values={"cell": area},
        )
        for sheet, last, area in source.merged
        if sheet in below and last > below[sheet]
    ]
    if faults:
        raise InvalidInput(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Labels above and at the left of a block of cells, with the number of each row.

    ``spelt`` are the labels letter by letter as the source has them, above and at the left.
    """

    grid: Grid
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    spelt: tuple[tuple[str, ...], tuple[str, ...]]
    numbers: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    outside: tuple[Origin, ...] = ()

    def tell_rest(self, source: Source, draft: Draft) -> None:
        """Tell which cells stand beyond the labels; refuse merged cells."""
        refuse_merged(source, [(self.grid, self.numbers[0] - 1)])
        for origin in self.outside:
            draft.left("cells_without_header", origin)

    def each(self) -> Iterator[tuple[int, int, str, Origin]]:
        """Yield (row, column, text, place) of every cell that is not blank."""
        for i, row in enumerate(self.cells):
            for j, text in enumerate(row):
                if text.strip():
                    yield i, j, text.strip(), self.grid.at(self.numbers[i], self.columns[j])


def matrix(grid: Grid) -> Matrix | None:
    """Return a sheet as a matrix: a first row and a first column of labels; None where it is none."""
    given = [(number, cells) for number, cells in grid.records if not is_blank(cells)]
    filled = [(number, [tidy(c) for c in cells]) for number, cells in given]
    while filled and sum(map(bool, filled[0][1])) < 2 and len(filled) > 1:
        filled = filled[1:]  # a title above
    given = given[len(given) - len(filled) :]
    if len(filled) < 2:
        return None
    head = filled[0][1]
    last = max((i for i, cell in enumerate(head) if cell), default=0)
    body = [(number, [*cells, *[""] * (last + 1 - len(cells))]) for number, cells in filled[1:]]
    if last < 1 or not all(head[1 : last + 1]) or not all(cells[0] for _, cells in body):
        return None
    return Matrix(
        grid=grid,
        columns=tuple(head[1 : last + 1]),
        labels=tuple(cells[0] for _, cells in body),
        spelt=(tuple(given[0][1][1 : last + 1]), tuple(cells[0] for _, cells in given[1:])),
        numbers=tuple(number for number, _ in body),
        cells=tuple(tuple(cells[1 : last + 1]) for _, cells in body),
        outside=tuple(grid.at(number) for number, cells in body if any(cells[last + 1 :])),
    )
