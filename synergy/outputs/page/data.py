"""What the network page knows: one plain value, in both languages, ready for JSON.

Only what may be shown goes in: no free notes, no unknown columns, no aliases of persons. Persons appear
as the study names them, by role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from synergy import __version__
from synergy.dataset.records import Actor, Dataset, Evidence, Kind, Participation, Programme, Status, Tie
from synergy.findings.analysis import Analysis
from synergy.findings.caveat import Caveat
from synergy.findings.caveat import hub as star
from synergy.findings.finding import STATED, Finding
from synergy.language import sentences
from synergy.language.catalogue import LANGUAGES, Catalogue, open_catalogue
from synergy.outputs.page import layout
from synergy.outputs.page.map_label import label, lines
from synergy.outputs.page.part import Part, part_shown
from synergy.outputs.page.sources import both, source_of
from synergy.problems import Severity

Json = dict[str, Any]
EXISTING, NEEDED, PARTIAL, CONTESTED, COMPUTED = "existing", "needed", "partial", "contested", "computed"
STATUSES = (NEEDED, PARTIAL, CONTESTED, EXISTING, "intended", "denied", "ended", COMPUTED)
KINDS = ("missing_link", "recommendation", "conflict", "overlap", "coverage_gap", "single_point") + (
    "brokered_link",
    "isolated",
    "system_gap",
)
_ALONE = (Status.NEEDED, Status.CONTESTED, Status.DENIED, Status.INTENDED, Status.ENDED)  # strongest first
_SHARED = (
    "kind",
    "basis",
    "confidence",
    "link_status",
    "overlap_type",
    "coverage_status",
    "absence",
)  # of findings.toml
_LABELS = 60  # more actors than this: only the busiest and the ends of needed ties keep their labels


def payload(analysis: Analysis, opening: str) -> Json:
    """Return everything the page shows.

    Parameters
    ----------
    analysis : a finished run.
    opening : language the page opens in.
    """
    dataset = analysis.dataset
    places = layout.place(analysis)
    middle = layout.hub(analysis.network)
    part = part_shown(analysis, places)
    return {
        "schema": 1,
        "version": __version__,
        "opening": opening,
        "languages": list(LANGUAGES),
        "texts": {language: page_texts(open_catalogue(language)) for language in LANGUAGES},
        "study": _study(analysis),
        "answer": both(lambda words: sentences.answer(analysis, words)),
        "hub": middle,
        "star": star(analysis.measured),
        "extent": list(layout.extent(_boxes(dataset, places, middle))),
        "roster": any(actor.respondent for actor in dataset.actors),
        "sectors": _terms(dataset, "sector", {actor.sector for actor in dataset.actors}),
        "types": _terms(dataset, "tie_type", {tie.type for tie in dataset.ties}),
        "clusters": _terms(dataset, "cluster", {c for p in dataset.programmes for c in p.clusters}),
        "statuses": list(STATUSES),
        "kinds": list(KINDS),
        "actors": _actors(analysis, part, places, middle),
        "pairs": _pairs(analysis, part, places, middle),
        "ties": [_tie(dataset, tie) for tie in part.ties],
        "programmes": _programmes(dataset, part),
        "findings": [_finding(analysis, finding) for finding in part.findings],
        "sources": [source_of(dataset, source) for source in dataset.sources],
        "undrawn": len(set(analysis.network.members) - set(places)),
        "warnings": sum(problem.severity is Severity.WARNING for problem in dataset.notices),
        "caveats": [_caveat(analysis, caveat) for caveat in (part.caveat, *analysis.caveats) if caveat],
    }


def page_texts(words: Catalogue) -> dict[str, str]:
    """Return the page's own words, by key without the leading ``page.``."""
    own = {key.removeprefix("page."): text for key, text in words.texts.items() if key.startswith("page.")}
    shared = {key: text for key, text in words.texts.items() if key.split(".")[0] in _SHARED}
    return shared | own


def pair_id(ends: Iterable[str]) -> str:
    """Return the id of a pair of actors, whatever their order."""
    return "--".join(sorted(ends))


def _study(analysis: Analysis) -> Json:
    study = analysis.dataset.study
    return {
        "title": {"id": study.title, "en": study.title_en or study.title},
        "place": {"id": study.place, "en": study.place_en or study.place},
        "period": study.period,
        "boundary": {"id": study.boundary, "en": study.boundary_en or study.boundary},
        "citation": study.citation,
    }


def _terms(dataset: Dataset, name: str, used: set[str]) -> list[Json]:
    """Return the terms of a list that are used, in the order of the vocabulary; unlisted ones last."""
    known = dataset.terms(name)
    order = [term for term in known if term in used] + sorted(used - set(known))
    return [_term(dataset, name, term) for term in order]


def _term(dataset: Dataset, name: str, term: str) -> Json:
    known = dataset.terms(name).get(term)
    return {
        "id": term,
        "name": both(lambda words: words.term(dataset, name, term)),
        "colour": known.colour if known else "",
        "shape": known.shape if known else "",
    }


def _actors(analysis: Analysis, part: Part, places: Mapping[str, layout.Place], middle: str | None) -> list[Json]:
    stands = layout.standing(analysis)
    degree = dict(analysis.network.simple.degree)
    parts = _by_actor(analysis.dataset)
    loud = _loud(stands, degree)
    return [
        _actor(actor)
        | {
            "standing": stands[actor.id],
            "degree": degree.get(actor.id) if stands[actor.id] == layout.IN_NETWORK else None,
            "hub": actor.id == middle,
            "quiet": actor.id not in loud,
            "at": list(places[actor.id]) if actor.id in places else None,
            "programmes": [_part(part) for part in parts.get(actor.id, ())],
        }
        for actor in part.actors
    ]


def _actor(actor: Actor) -> Json:
    """Return what an actor is, whatever its ties."""
    return {
        "id": actor.id,
        "name": both(lambda words: words.name(actor)),
        "label": {language: "\n".join(lines(label(actor, language))) for language in LANGUAGES},
        "sector": actor.sector,
        "kind": str(actor.kind),
        "placeholder": actor.placeholder,
        "stands_for": actor.stands_for,
        "parent": actor.parent,
        "respondent": str(actor.respondent) if actor.respondent else "",
        "aliases": [] if actor.kind is Kind.PERSON else list(actor.aliases),
    }


def _loud(stands: Mapping[str, str], degree: Mapping[str, int]) -> set[str]:
    """Return the actors that always keep their label."""
    called = {actor for actor, place in stands.items() if place == layout.CALLED_FOR}
    others = set(stands) - called
    ranked = sorted(others, key=lambda actor: (stands[actor] == layout.BESIDE, -degree.get(actor, 0), actor))
    return called | set(ranked[: max(0, _LABELS - len(called))])


def _by_actor(dataset: Dataset) -> dict[str, list[Participation]]:
    own = {programme.id for programme in dataset.programmes}
    parts: dict[str, list[Participation]] = {}
    for part in dataset.participation:
        if part.programme in own:
            parts.setdefault(part.actor, []).append(part)
    return parts


def _part(part: Participation) -> Json:
    return {"programme": part.programme, "actor": part.actor, "role": part.role, "status": str(part.status)}


def _tie(dataset: Dataset, tie: Tie) -> Json:
    return {
        "id": tie.id,
        "pair": pair_id(tie.ends),
        "from": tie.ends[0],
        "to": tie.ends[1],
        "type": tie.type,
        "status": str(tie.status),
        "directed": tie.directed,
        "programmes": list(tie.programmes),
        "strength": tie.strength,
        "confidence": str(tie.evidence.confidence) if tie.evidence.confidence else "",
        "evidence": _evidence(dataset, tie.evidence),
    }


def _pairs(analysis: Analysis, part: Part, places: Mapping[str, layout.Place], middle: str | None) -> list[Json]:
    """Return every pair that a tie or a gap names, with what the map says of it."""
    dataset = analysis.dataset
    ties: dict[str, list[Tie]] = {}
    for tie in part.ties:
        if tie.ends[0] != tie.ends[1]:
            ties.setdefault(pair_id(tie.ends), []).append(tie)
    gaps = {pair_id(f.actors): f for f in part.findings if f.kind == "missing_link" and len(f.actors) == 2}
    drawn = {pair: gap for pair, gap in gaps.items() if pair not in ties and set(gap.actors) <= set(places)}
    numbers = analysis.numbers
    found = [_pair(pair, ties[pair], gaps.get(pair), numbers) for pair in sorted(ties)]
    found += [_pair(pair, [], gap, numbers) for pair, gap in sorted(drawn.items())]
    _number(found, places, _boxes(dataset, places, middle))
    return found


def _pair(pair: str, ties: list[Tie], gap: Finding | None, numbers: Mapping[str, int]) -> Json:
    status = _status({tie.status for tie in ties}, gap)
    return {
        "id": pair,
        "ends": sorted(ties[0].ends if ties else gap.actors if gap else ()),
        "status": status,
        "ties": [tie.id for tie in ties],
        "types": sorted({tie.type for tie in ties}),
        "finding": gap.id if gap else None,
        "rank": numbers[gap.id] if gap and status in (NEEDED, PARTIAL, COMPUTED) else None,
        "absence": gap.absence if gap else None,
    }


def _status(statuses: set[Status], gap: Finding | None) -> str:
    """Return the one mark a pair gets on the map: a need first, then a dispute, then what exists."""
    if Status.NEEDED in statuses:
        return PARTIAL if Status.EXISTING in statuses else NEEDED
    if Status.CONTESTED in statuses or Status.EXISTING in statuses:
        return CONTESTED if Status.CONTESTED in statuses else EXISTING
    for status in _ALONE:
        if status in statuses:
            return str(status)
    return NEEDED if gap and STATED in gap.basis else COMPUTED


def _boxes(dataset: Dataset, places: Mapping[str, layout.Place], middle: str | None) -> list[layout.Box]:
    return [layout.seat_of(dataset, actor, centre=actor == middle).box(at) for actor, at in sorted(places.items())]


def _number(pairs: list[Json], places: Mapping[str, layout.Place], boxes: list[layout.Box]) -> None:
    """Give each numbered pair the place of its number on the map."""
    numbered = (p for p in pairs if p["rank"] and p["status"] != COMPUTED and places.keys() >= set(p["ends"]))
    ranked = sorted(numbered, key=lambda p: (p["rank"], p["id"]))
    spots = layout.badges(places, boxes, [(p["ends"][0], p["ends"][1]) for p in ranked])
    for pair, spot in zip(ranked, spots, strict=True):
        pair["badge"] = list(spot)


def _programmes(dataset: Dataset, part: Part) -> list[Json]:
    shown = {actor.id for actor in part.actors}
    own: dict[str, list[Json]] = {programme.id: [] for programme in part.programmes}
    for held in dataset.participation:
        if held.programme in own and held.actor in shown:
            own[held.programme].append(_part(held))
    return [_programme(programme, own[programme.id]) for programme in part.programmes]


def _programme(programme: Programme, parts: list[Json]) -> Json:
    return {
        "id": programme.id,
        "name": both(lambda words: words.name(programme)),
        "clusters": list(programme.clusters),
        "status": programme.status,
        "parts": parts,
    }


def _finding(analysis: Analysis, finding: Finding) -> Json:
    dataset = analysis.dataset
    return {
        "id": finding.id,
        "kind": finding.kind,
        "status": finding.status or "",
        "absence": finding.absence or "",
        "rank": analysis.numbers.get(finding.id, finding.rank),
        "grade": finding.grade or "",
        "basis": ["read"] if finding.pattern == "read" else list(finding.basis),
        "confidence": str(finding.confidence) if finding.confidence else "",
        "actors": list(finding.actors),
        "programmes": list(finding.programmes),
        "headline": both(lambda words: sentences.headline(finding, analysis, words)),
        "reason": both(lambda words: sentences.reason(finding, analysis, words)),
        "evidence": [_evidence(dataset, piece) for piece in finding.evidence],
    }


def _evidence(dataset: Dataset, piece: Evidence) -> dict[str, str]:
    return both(lambda words: sentences.evidence(piece, dataset, words))


def _caveat(analysis: Analysis, caveat: Caveat) -> Json:
    return {"code": caveat.code} | both(lambda words: sentences.caveat(caveat, analysis, words))
