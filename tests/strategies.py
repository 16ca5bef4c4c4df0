"""Small random studies: names that spoil careless readers, every kind of column, own columns."""

from __future__ import annotations

from hypothesis import strategies as st

from synergy.dataset.cells import clean
from synergy.dataset.choices import BASIS, CONFIDENCE, FREQUENCY, KIND, PROGRAMME_STATUS, STAGE, STATUS

AWKWARD = [
    "NA",
    "None",
    "TRUE",
    "null",
    "001",
    "1e5",
    "=1+1",
    "-",
    'O\'Neil, "Ali"',
    "Dinas; Sosial",
    "Żółć 漢字",
    "a\\b",
]
IDS = ["A1", "a-2", "003", "NA", "None", "Ä, ö"]
PROGRAMMES = ["P1", "TRUE", "0.5"]


def _kept(text: str) -> bool:
    """Say whether a text is read as it stands: nothing in it is cleaned away or told."""
    return bool(text) and clean(text) == (text, [])


TEXT = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=12).map(lambda text: " ".join(text.split())).filter(_kept))
BLANK_OR_TEXT = st.one_of(st.just(""), TEXT)
PART = TEXT.filter(lambda text: ";" not in text)


def word(choices, *more):
    """A word of a closed list, or a blank."""
    return st.sampled_from(["", *choices, *more])


def several(words):
    """Words separated by semicolons."""
    return st.lists(words, max_size=3, unique=True).map(";".join)


def number(high, step=1):
    """A number with a fraction, or a blank."""
    return st.one_of(st.just(""), st.integers(0, high * step).map(lambda n: f"{n / step:g}"))


SAID = {
    "source": st.sampled_from(["", "S1", "S1;S,2"]),
    "locator": BLANK_OR_TEXT,
    "confidence": word(CONFIDENCE),
    "basis": word(BASIS),
    "note": BLANK_OR_TEXT,
}
ACTOR = {
    "name": TEXT,
    "name_en": BLANK_OR_TEXT,
    "sector": st.sampled_from(["city_agency", "LSM/organisasi masyarakat", "Pengamat, lain"]),
    "aliases": several(PART),
    "kind": word(KIND),
    "placeholder": word(["yes", "tidak"]),
    "stands_for": number(40),
    "territory": several(PART.filter(lambda text: not text.startswith("("))),
    "influence": number(10, 8),
    "type": BLANK_OR_TEXT,  # a column of the study's own: ``kind`` is there as well
    "Luas (km²)": BLANK_OR_TEXT,
    **SAID,
}
PROGRAMME = {
    "name": TEXT,
    "cluster": several(st.sampled_from(["I", "K"])),
    "function": several(st.sampled_from(["fund", "koordinasi"])),
    "stage": several(st.sampled_from(list(STAGE))),
    "status": word(PROGRAMME_STATUS),
    "valid_from": st.sampled_from(["", "2018", "2018-02", "03/04/2018"]),
    "priority": number(3, 7),
}
TIE = {
    "from": st.sampled_from(IDS),
    "to": st.sampled_from(IDS),
    "type": st.sampled_from(["", "referral", "Rujukan"]),
    "status": word(STATUS, "ada"),
    "programme": several(st.sampled_from(PROGRAMMES)),
    "directed": word(["ya", "no"]),
    "strength": number(1, 30).filter(lambda text: text != "0"),
    "frequency": word(FREQUENCY),
    "reported_by": st.sampled_from(["", "S1", "A1;S,2"]),
    "reason": BLANK_OR_TEXT,
    **SAID,
}
PART_IN = {
    "actor": st.sampled_from(IDS),
    "programme": st.sampled_from(PROGRAMMES),
    "role": st.sampled_from(["", "lead", "pelaksana"]),
    "status": word(STATUS),
}
CLAIM = {
    "topic": TEXT,
    "statement": TEXT,
    "stance": word(["for", "menentang"]),
    "actors": several(st.sampled_from(IDS)),
}
SOURCES = [{"id": "S1", "title": "Wawancara, 1", "vantage": "A1"}, {"id": "S,2", "title": 'Kata "kami"', "vantage": ""}]
VOCABULARY = [
    {"list": "sector", "term": "Pengamat, lain", "name_en": "Observer", "order": "", "colour": "", "own": "x;y"},
    {"list": "sector", "term": "city_agency", "name_en": "", "order": "0.5", "colour": "#123456", "own": ""},
]


@st.composite
def studies(draw):
    """A study as rows by table, fit for ``write_csv_study``; what the reader sets aside may be among them."""

    def rows(columns, ids=None, most=5):
        given = [{"id": i} for i in ids] if ids else [{}] * draw(st.integers(0, most))
        return [identity | draw(st.fixed_dictionaries(columns)) for identity in given]

    return {
        "stakeholders": rows(ACTOR, IDS),
        "programmes": rows(PROGRAMME, PROGRAMMES),
        "participation": rows(PART_IN),
        "ties": rows(TIE),
        "sources": SOURCES,
        "claims": rows(CLAIM, ["C1", "C2"]),
        "vocabulary": VOCABULARY,
    }


SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXT,
        "boundary": st.sampled_from(['Kata "inti"\\', "a = b # c", "[x]"]),
        "preset": st.just("kla"),
        "seed": st.integers(0, 99),
        "supply_met": st.sampled_from([0.25, 1.0]),
        "covering_roles": st.just(("lead",)),
    },
)
