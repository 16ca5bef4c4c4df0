"""One sheet of paper for each agency: what is on record of its own ties, whom it might contact, what to correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from synergy import __version__
from synergy.dataset.records import Actor
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.formats import lowered
from synergy.outputs.agencies.duties_part import calls_part, duties_part
from synergy.outputs.agencies.ego_map import ego_map
from synergy.outputs.agencies.known import Known
from synergy.outputs.agencies.reading_part import blank_row, correct_part, numbers_part, reading_part
from synergy.outputs.agencies.room import POINTS, clipped, height, taken
from synergy.outputs.agencies.slug import slug
from synergy.outputs.agencies.ties_part import Detail, contacts_part, partners_part
from synergy.outputs.documents.blocks import Beside, Block, Document, Paragraph, text
from synergy.outputs.documents.looks import SHEET, TEXT_WIDTH

__all__ = ["sheets"]

LEAST = Detail(partners=2, contacts=1, duties=1, calls=0, lines=1)
STEPS = (  # taken one after the other, each where the sheet still stands on one page with it
    {"lines": 2},
    {"calls": 1},
    {"contacts": 2},
    {"contacts": 3},
    {"partners": 3},
    {"lines": 3},
    {"duties": 2},
    {"partners": 4},
    {"lines": 4},
    {"partners": 5},
    {"partners": 6},
    {"duties": 3},
    {"calls": 2},
    {"lines": 5},
    {"calls": 3},
)
SPARE = 10.0  # points: word processors differ a little
BLANK_LEAST, BLANK_MOST = 3, 12  # rows to fill in: as many as there is room for
MAP_SHARE = 0.475  # of the width
MOST_ON_MAP = 5  # partners
TITLE_LINES, HEAD_LINES, FOOT_LINES = 2, 3, 2


def sheets(analysis: Analysis, words: Catalogue) -> Iterator[tuple[str, Document]]:
    """Yield the name of the file and the sheet of every organisation, unit or body that does not stand for others.

    Parameters
    ----------
    analysis : what the run knows.
    words : the catalogue of the language.

    Yields
    ------
    The file's name without its ending, the same in every language, and a Document that fills one page at most in the
    look of a sheet (`synergy.outputs.documents.looks.SHEET`).
    """
    known = Known(analysis)
    for agency in known.agencies:
        yield slug(agency.id, agency.name), _sheet(known, agency, words)


def _sheet(known: Known, agency: Actor, words: Catalogue) -> Document:
    """Return the fullest sheet that stands on one page."""
    head = _head(known, agency, words)
    room = SHEET.room - SPARE - taken(head) - height(correct_part(words, BLANK_LEAST))
    draft = _Draft(known, agency, words)
    detail = LEAST
    for step in STEPS:
        more = replace(detail, **step)
        if draft.height(more) <= room:
            detail = more
    blank = BLANK_LEAST + min(BLANK_MOST - BLANK_LEAST, max(0, int((room - draft.height(detail)) // blank_row())))
    return replace(head, blocks=(*draft.told(detail), *correct_part(words, blank)))


def _head(known: Known, agency: Actor, words: Catalogue) -> Document:
    study = known.dataset.study
    title = words.own(study.title, study.title_en) or study.title or words.text("agency.untitled")
    place = words.own(study.place, study.place_en) or study.place
    named = " · ".join(part for part in (words.text("agency.kind"), place or title, study.period) if part)
    foot = words.text("agency.footer", version=__version__, id=agency.id, study=title)
    return Document(
        language=words.language,
        title=_cut(words.name(agency), "Title", TITLE_LINES),
        subtitle=_cut(named, "Subtitle", 1),
        footer=_cut(foot, "Footer", FOOT_LINES),
        blocks=(),
    )


def _cut(said: str, style: str, most: int) -> str:
    return clipped(said, TEXT_WIDTH * POINTS, SHEET.sizes[style].letters * 1.06, most)  # bold letters are wider


class _Draft:
    """A sheet in the making: each part is made once for each of its lengths."""

    def __init__(self, known: Known, agency: Actor, words: Catalogue) -> None:
        self.of = known, agency, words
        self.made: dict[tuple[object, ...], tuple[tuple[Block, ...], float]] = {}

    def told(self, detail: Detail) -> tuple[Block, ...]:
        """Return everything above the lines to fill in."""
        return tuple(block for blocks, _ in self._parts(detail) for block in blocks)

    def height(self, detail: Detail) -> float:
        """Return its height in points."""
        return sum(high for _, high in self._parts(detail))

    def _parts(self, detail: Detail) -> Iterator[tuple[tuple[Block, ...], float]]:
        for part, fields in PARTS.items():
            key = (part, *(getattr(detail, name) for name in fields))
            if key not in self.made:
                blocks = tuple(part(*self.of, detail))
                self.made[key] = blocks, height(blocks)
            yield self.made[key]


def _first_part(known: Known, agency: Actor, words: Catalogue, detail: Detail) -> list[Block]:
    """Return where an agency works, its map and, beside it, its numbers."""
    drawn = ego_map(known, agency, words, (min(MOST_ON_MAP, detail.partners), detail.contacts))
    numbers = numbers_part(known, agency, words)
    place = Paragraph(text(_cut(_place(known, agency, words), "Normal", HEAD_LINES)))
    return [place, Beside(((drawn,), numbers), MAP_SHARE)] if drawn else [place, *numbers]


def _place(known: Known, agency: Actor, words: Catalogue) -> str:
    """Say an agency's sector, its level and its clusters, as far as they are known."""
    dataset = known.dataset
    clusters = words.listed([lowered(words.term(dataset, "cluster", cluster)) for cluster in known.clusters(agency)])
    level = words.text(f"agency.level.{agency.level}") if agency.level else ""
    return words.text(
        "agency.head",
        sector=lowered(words.term(dataset, "sector", agency.sector)),
        level=words.text("agency.level_part", level=level) if level else "",
        clusters=words.text("agency.clusters_part", names=clusters) if clusters else "",
    )


PARTS: Mapping[Callable[[Known, Actor, Catalogue, Detail], list[Block]], tuple[str, ...]] = {
    _first_part: ("partners", "contacts"),
    partners_part: ("partners", "lines"),
    contacts_part: ("contacts", "lines"),
    duties_part: ("duties", "lines"),
    calls_part: ("calls",),
    reading_part: ("contacts", "duties", "calls"),
}  # in their order, and the details that each depends on
