"""Every column of every table as data: its names in both languages, what its cells hold, what is allowed.

This is the whole schema; ``docs`` and the empty study are written from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from synergy.dataset.choices import (
    BASIS,
    CLAIM_KIND,
    CONFIDENCE,
    FREQUENCY,
    KIND,
    LEVEL,
    LISTS,
    PROGRAMME_STATUS,
    RESPONDENT,
    STAGE,
    STANCE,
    STATUS,
    Choices,
)
from synergy.tables.words import COLUMNS


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    LIST = "list"
    REFERENCE = "reference"
    TERM = "term"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of one table.

    ``refers`` names the table of a reference ("reporters" = an actor or a source) or the list of a term.
    ``several`` allows a list separated by semicolons. ``choices`` maps each allowed value to its other
    spellings. ``low`` and ``high`` bound a number; ``also`` are further names of the column.
    """

    name: str
    kind: Holds = Holds.TEXT
    required: bool = False
    refers: str = ""
    several: bool = False
    choices: Choices = field(default_factory=dict)
    low: float = 0.0
    high: float = float("inf")
    also: tuple[str, ...] = ()

    @property
    def id_name(self) -> str:
        """Indonesian name, or the English one where there is no other."""
        return COLUMNS.get(self.name, self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the column: English, Indonesian, others."""
        return tuple(dict.fromkeys((self.name, self.id_name, *self.also)))


def _text(name: str, *also: str, required: bool = False) -> Column:
    return Column(name=name, required=required, also=also)


def _number(name: str, high: float = float("inf"), low: float = 0.0) -> Column:
    return Column(name=name, kind=Holds.NUMBER, low=low, high=high)


def _date(name: str, *also: str) -> Column:
    return Column(name=name, kind=Holds.DATE, also=also)


def _choice(name: str, choices: Choices, *also: str, several: bool = False) -> Column:
    return Column(name=name, kind=Holds.CHOICE, choices=choices, also=also, several=several)


def _ref(name: str, refers: str, *also: str, required: bool = False, several: bool = False) -> Column:
    return Column(name=name, kind=Holds.REFERENCE, refers=refers, also=also, required=required, several=several)


def _term(name: str, refers: str, *also: str, required: bool = False, several: bool = False) -> Column:
    return Column(name=name, kind=Holds.TERM, refers=refers, also=also, required=required, several=several)


_NAME = _text("name", required=True)
_NAME_EN, _LIST_OF_PROGRAMMES = _text("name_en"), _ref("programme", "programmes", "programmes", several=True)
_TERRITORY = _term("territory", "territory", several=True)
_DUTY = (_term("function", "function"), _term("cluster", "cluster"), _term("target_group", "target_group"))
_TIMES = (_date("valid_from", "from", "dari"), _date("valid_to", "to", "ke", "sampai"))
EVERYWHERE = (
    _ref("source", "sources", several=True),
    _text("locator"),
    _choice("confidence", CONFIDENCE),
    _choice("basis", BASIS),
    _text("note"),
)

STAKEHOLDERS = (
    _text("id", required=True),
    _NAME,
    _NAME_EN,
    _term("sector", "sector", required=True),
    Column(name="aliases", kind=Holds.LIST),
    _choice("kind", KIND, "jenis", "type"),
    Column(name="placeholder", kind=Holds.YES_NO),
    _number("stands_for"),
    _choice("level", LEVEL),
    _ref("parent", "stakeholders"),
    _TERRITORY,
    _choice("respondent", RESPONDENT),
    _number("influence", 10),
    _number("interest", 10),
    _text("capacity"),
    Column(name="programmes", kind=Holds.LIST, also=("programme",)),
    Column(name="partners", kind=Holds.LIST, also=("partner",)),
)
PROGRAMMES = (
    _text("id", required=True),
    _NAME,
    _NAME_EN,
    _text("kind", "jenis", "type"),
    _term("cluster", "cluster", several=True),
    _ref("parent", "programmes"),
    _term("function", "function", several=True),
    _term("target_group", "target_group", several=True),
    _TERRITORY,
    _choice("stage", STAGE, several=True),
    *_TIMES,
    _choice("status", PROGRAMME_STATUS),
    _number("priority"),
)
PARTICIPATION = (
    _ref("actor", "stakeholders", required=True),
    _ref("programme", "programmes", required=True),
    _term("role", "role"),
    _choice("status", STATUS),
    *_TIMES,
)
TIES = (
    _ref("from", "stakeholders", required=True),
    _ref("to", "stakeholders", required=True),
    _term("type", "tie_type"),
    _choice("status", STATUS),
    _LIST_OF_PROGRAMMES,
    Column(name="directed", kind=Holds.YES_NO),
    _number("strength", 1),
    _choice("frequency", FREQUENCY),
    _ref("reported_by", "reporters", several=True),
    _date("valid_from"),
    _date("valid_to"),
    _text("id"),
    _text("reason"),
    _text("reason_en"),
)
MANDATES = (
    _ref("actor", "stakeholders", required=True),
    *_DUTY,
    _TERRITORY,
    _LIST_OF_PROGRAMMES,
    _term("role", "role"),
    _text("legal_basis"),
    _choice("status", STATUS),
)
REQUIREMENTS = (*_DUTY, _TERRITORY, _LIST_OF_PROGRAMMES, _number("priority"))
DEPENDENCIES = (
    _ref("programme_a", "programmes", required=True),
    _ref("programme_b", "programmes", required=True),
    _number("weight", 1),
    _text("reason"),
)
SOURCES = (
    _text("id", required=True),
    _text("title", required=True),
    _text("title_en"),
    _text("kind", "jenis", "type"),
    _text("author"),
    _date("date"),
    _ref("vantage", "stakeholders"),
    _text("url"),
    _text("short"),
    _text("short_en"),
)
CLAIMS = (
    _text("id", required=True),
    _text("topic", required=True),
    _text("topic_name"),
    _text("topic_name_en"),
    _text("statement", required=True),
    _text("statement_en"),
    _choice("kind", CLAIM_KIND, "jenis", "type"),
    _choice("stance", STANCE),
    _ref("actors", "stakeholders", "actor", several=True),
    _term("cluster", "cluster", several=True),
    _TERRITORY,
)
VOCABULARY = (
    Column(name="list", kind=Holds.CHOICE, choices=LISTS, required=True),
    _text("term", required=True),
    _text("name_id"),
    _text("name_en"),
    _text("parent"),
    _text("colour", "color"),
    _text("shape"),
    _number("order", low=float("-inf")),
    _number("weight", 1),
)
OWNERS = (
    _ref("programme", "programmes", required=True),
    _NAME,
    _NAME_EN,
    Column(name="aliases", kind=Holds.LIST),
    _term("role", "role"),
    _number("share", 1),
    Column(name="placeholder", kind=Holds.YES_NO),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "vocabulary": VOCABULARY,
    "sources": (*SOURCES, *EVERYWHERE),
    "stakeholders": (*STAKEHOLDERS, *EVERYWHERE),
    "programmes": (*PROGRAMMES, *EVERYWHERE),
    "participation": (*PARTICIPATION, *EVERYWHERE),
    "ties": (*TIES, *EVERYWHERE),
    "mandates": (*MANDATES, *EVERYWHERE),
    "requirements": (*REQUIREMENTS, *EVERYWHERE),
    "dependencies": (*DEPENDENCIES, *EVERYWHERE),
    "claims": (*CLAIMS, *EVERYWHERE),
    "owners": (*OWNERS, *EVERYWHERE),
}
STUDY_KEYS = {  # what a study may say of itself, and the other names of each; parameters stand in settings
    "title": ("judul",),
    "title_en": ("judul_en",),
    "place": ("tempat", "wilayah"),
    "place_en": ("tempat_en",),
    "period": ("periode",),
    "boundary": ("batas", "boundary_rule", "aturan_batas"),
    "boundary_en": ("batas_en", "boundary_rule_en"),
    "citation": ("sitasi", "kutipan"),
    "license": ("lisensi", "licence"),
    "caution": ("kehati_hatian",),
    "caution_en": ("kehati_hatian_en",),
    "vantage": ("sudut_pandang",),
    "preset": ("praatur",),
    "seed": ("benih",),
}
