"""Every column of every table in ``tables/``, in its order. A test holds it against the files themselves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from synergy.measures.definition import Definition
from synergy.outputs.dictionary.entry import Entry, Holds
from synergy.outputs.explaining.measure import YES_NO, Group, Measure, measures
from synergy.outputs.tables import is_count

EVIDENCE = ("source", "locator", "confidence", "basis", "note")


def _text(name: str, *, required: bool = False, study: str = "", several: bool = False) -> Entry:
    return Entry(name=name, required=required, study=study, several=several)


def _code(name: str, codes: str, *, required: bool = False, several: bool = False) -> Entry:
    return Entry(name=name, codes=codes, required=required, several=several)


def _term(name: str, terms: str, *, required: bool = False, several: bool = False, study: str = "") -> Entry:
    return Entry(name=name, terms=terms, required=required, several=several, study=study)


def _ref(name: str, refers: str, *, required: bool = False, several: bool = False, study: str = "") -> Entry:
    return Entry(name=name, refers=refers, required=required, several=several, study=study)


def _number(name: str, low: float | None = 0.0, high: float | None = None, *, required: bool = False) -> Entry:
    return Entry(name=name, holds=Holds.NUMBER, low=low, high=high, required=required)


def _share(name: str, *, required: bool = False) -> Entry:
    return _number(name, 0.0, 1.0, required=required)


def _count(name: str, low: int = 0, *, required: bool = False) -> Entry:
    return Entry(name=name, holds=Holds.WHOLE, low=low, required=required)


def _yes_no(name: str, *, required: bool = False) -> Entry:
    return Entry(name=name, holds=Holds.YES_NO, required=required)


def _measures(group: Group) -> tuple[Entry, ...]:
    return tuple(_measure(measure) for measure in measures().values() if measure.group == group)


def _measure(measure: Measure) -> Entry:
    known: Definition = measure.definition
    yes_no = measure.name in YES_NO
    whole = is_count(measure.name) or measure.name == "convergence"
    return Entry(
        name=measure.name,
        holds=Holds.YES_NO if yes_no else Holds.WHOLE if whole else Holds.NUMBER,
        low=None if yes_no else known.low,
        high=None if yes_no or math.isinf(known.high) else known.high,
        measure=measure.key,
        definition=known,
    )


def _evidence(table: str) -> tuple[Entry, ...]:
    return (
        _ref("source", "sources", several=True, study=table),
        _text("locator", study=table),
        Entry(name="confidence", codes="confidence", study=table),
        Entry(name="basis", codes="basis", study=table),
        _text("note", study=table),
        _text("file"),
        _count("row", 1),
    )


def _pair() -> tuple[Entry, Entry]:
    return _ref("actor_a", "actors", required=True), _ref("actor_b", "actors", required=True)


def _missing_links() -> Iterable[Entry]:
    """Columns about a pair: its measures, and the words that go with them at their places in the table."""
    number = {entry.name: entry for entry in _measures("pair")}
    named = {"status": _code("status", "link_status", required=True), "absence": _code("absence", "absence")}
    order = ("need", "supply", "gap", "status", "absence", "convergence", "p_value", "q_value", "stability")
    yield from _pair()
    yield from (named.get(name) or number[name] for name in (*order, "likelihood"))
    yield from (_code("quadrant", "quadrant"), _code("grade", "grade"), _code("basis", "link_basis", several=True))
    yield from (_share("score"), _count("rank", 1), _code("confidence", "confidence"))


DICTIONARY: Mapping[str, tuple[Entry, ...]] = {
    "actors": (
        _text("id", required=True),
        _text("name", required=True, study="stakeholders"),
        _text("name_en", study="stakeholders"),
        _term("sector", "sector", required=True, study="stakeholders"),
        _code("kind", "actor_kind", required=True),
        _yes_no("placeholder", required=True),
        _yes_no("in_network", required=True),
        *_measures("actor"),
    ),
    "network": (
        _ref("index", "measures", required=True),
        _number("value", low=None),
        _number("baseline", low=None),
        _number("low", low=None),
        _number("high", low=None),
        _share("p_value"),
        _count("draws"),
        _text("method"),
    ),
    "ties": (
        _text("id", required=True),
        _ref("from", "actors", required=True, study="ties"),
        _ref("to", "actors", required=True, study="ties"),
        _term("type", "tie_type", study="ties"),
        _code("status", "tie_status", required=True),
        _ref("programme", "programmes", several=True),
        _yes_no("directed", required=True),
        _share("strength"),
        _ref("reported_by", "reporters", several=True, study="ties"),
        _text("valid_from", study="ties"),
        _text("valid_to", study="ties"),
        *_evidence("ties"),
    ),
    "programmes": (
        _text("id", required=True),
        _text("name", required=True, study="programmes"),
        _text("name_en", study="programmes"),
        _term("cluster", "cluster", several=True, study="programmes"),
        Entry(name="stage", codes="stage", several=True, study="programmes"),
        Entry(name="status", codes="programme_status", study="programmes"),
        _count("actors", required=True),
        _ref("leads", "actors", several=True),
        _code("carried", "carried", required=True),
        *_evidence("programmes"),
    ),
    "missing_links": tuple(_missing_links()),
    "overlaps": (
        *_pair(),
        _code("type", "overlap_type", required=True),
        _yes_no("managed", required=True),
        *(_share(name, required=True) for name in ("score_a", "score_b", "score_a_high", "score_b_high")),
        _count("matching_cells", 1, required=True),
    ),
    "coverage": (
        _code("scope", "scope", required=True),
        _term("cluster", "cluster"),
        _term("function", "function"),
        _term("target_group", "target_group"),
        _term("territory", "territory", several=True),
        _ref("programmes", "programmes", several=True),
        _ref("actors", "actors", several=True),
        _ref("leads", "actors", several=True),
        _code("status", "coverage_status", required=True),
        _text("usual_owner", several=True),
        _ref("named_in_sources", "actors", several=True),
        _number("effective_actors"),
        _share("coordinated"),
        _yes_no("single_lead"),
    ),
    "areas": (
        _term("territory", "territory", required=True),
        *(_count(name, required=True) for name in ("programmes", "actors", "problems")),
    ),
    "problems": (
        _text("code", required=True),
        _code("severity", "severity", required=True),
        _text("file"),
        _text("sheet"),
        _count("row", 1),
        _text("column"),
        _text("value"),
        _text("message_id", required=True),
        _text("message_en", required=True),
    ),
    "communities": (
        _ref("actor", "actors", required=True),
        _count("community", 1),
        _share("stability"),
        _yes_no("in_core"),
    ),
    "brokerage": (
        _ref("actor", "actors", required=True),
        _code("role", "brokerage_role", required=True),
        _count("count", required=True),
        _number("expected"),
        _number("z", low=None),
        _share("p_value"),
        _share("q_value"),
    ),
    "key_players": (
        _code("criterion", "criterion", required=True),
        _count("size", 1, required=True),
        _ref("actors", "actors", several=True),
        *(_share(name) for name in ("value", "before", "random_mean")),
        _yes_no("exact", required=True),
    ),
    "removal": (
        _code("by", "removed_by", required=True),
        _share("share_removed", required=True),
        _share("largest_component"),
        _share("efficiency"),
    ),
    "nonresponse": (
        _code("measure", "ranked_by", required=True),
        _ref("actor", "actors", required=True),
        _count("first_rank", 1, required=True),
        _count("last_rank", 1, required=True),
    ),
    "sensitivity": (
        _code("choice", "choice", required=True),
        _code("value", "variant", required=True),
        _number("kendall_tau", -1.0, 1.0),
        _share("jaccard"),
        _count("top", 1, required=True),
        _count("pairs", required=True),
    ),
    "account": (
        _text("table", required=True),
        *(_count(name, required=True) for name in ("read", "used", "set_aside")),
        _text("reasons", several=True),
    ),
}
KEYS: Mapping[str, tuple[str, ...]] = {  # columns that together name a row; the other tables have none
    "actors": ("id",),
    "network": ("index",),
    "ties": ("id",),
    "programmes": ("id",),
    "missing_links": ("actor_a", "actor_b"),
    "overlaps": ("actor_a", "actor_b"),
    "areas": ("territory",),
    "communities": ("actor",),
    "brokerage": ("actor", "role"),
    "key_players": ("criterion", "size"),
    "removal": ("by", "share_removed"),
    "nonresponse": ("measure", "actor"),
    "sensitivity": ("choice", "value"),
    "account": ("table",),
}
