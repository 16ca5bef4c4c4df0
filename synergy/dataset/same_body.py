"""Names that may be one body: a question for the user, never an answer. Nothing is merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from synergy.dataset.cells import fold
from synergy.dataset.name_forms import Form, Words, apart, form_of
from synergy.dataset.personal_data import masked
from synergy.dataset.rows import ValueRow, ValueTable
from synergy.problems import Origin

SURE = 0.95  # score from which a check warns without being asked
LEAST = 0.80  # score below which a pair is not worth a question
SPELT_ALIKE = 85.0  # likeness (0-100) of two names, their words sorted
SCORES = {"letters": 1.0, "abbreviation": 0.97, "order": 0.96, "initials": 0.85}
_ONE_PLACE = 0.05  # taken off where only one of two names says a place
_MOST_UNLIKE = 0.90  # at most, where one stands for many or they are of different levels
WORD_ALIKE = 75.0  # likeness (0-100) of the one word that differs
_SHORT_NAME, _SHORT_WORD = 6, 4  # letters below which names and words are too short to be called misspelt
_MOST_WORDS = 40  # of a name whose spelling is compared; beyond that it is a text, not a name
_CHUNK = 512
_CROWD = 40


@dataclass(frozen=True, slots=True)
class Body:
    """One actor, or one name met without an actor (``id`` blank), with all the names it goes by."""

    id: str
    names: tuple[str, ...]
    origin: Origin
    person: bool = False
    many: bool = False
    level: str = ""
    parent: str = ""
    territory: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What a decision about it is remembered under."""
        return self.id or fold(self.names[0])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two bodies that may be one: the names that are alike, why (a code), and how surely, in [0, 1]."""

    a: Body
    b: Body
    names: tuple[str, str]
    evidence: str
    score: float

    @property
    def pair(self) -> frozenset[str]:
        """What the decision about it is remembered under."""
        return frozenset((self.a.key, self.b.key))


Entry = tuple[int, Form]  # index of the body, one of its names
Hit = tuple[Entry, Entry, str, float]


def bodies_of(stakeholders: ValueTable) -> list[Body]:
    """Return the actors of a table as read, faulty rows included, in the order of their ids."""
    rows = (row for row in stakeholders.rows if row.values.get("id") and row.values.get("name"))
    return sorted(map(_body, rows), key=lambda body: (body.id, body.origin.key))


def _body(row: ValueRow) -> Body:
    values = row.values
    return Body(
        id=str(values["id"]),
        names=tuple(dict.fromkeys(map(masked, (values["name"], *(values["aliases"] or ()))))),
        origin=row.origin,
        person=values["kind"] == "person" or values["sector"] == "person",
        many=values["kind"] == "collective" or values["placeholder"] is True,
        level=str(values["level"] or ""),
        parent=fold(str(values["parent"] or "")),
        territory=frozenset(map(fold, values["territory"] or ())),
    )


def same_bodies(
    bodies: Sequence[Body], *, least: float = LEAST, decided: Iterable[frozenset[str]] = ()
) -> list[Candidate]:
    """Return the pairs of bodies that may be one, the surest first.

    Parameters
    ----------
    bodies : from ``bodies_of``.
    least : score below which a pair is left out.
    decided : pairs (of ids, or of folded names) that somebody has answered already; they are not asked again.

    Returns
    -------
    One candidate a pair, with its strongest evidence: ``letters`` (alike but for case, blanks and
    punctuation), ``abbreviation`` (alike once written out), ``order`` (the same words), ``initials``,
    ``spelling`` (its likeness is the score). Names of different places are never a pair, nor are a body
    and its own part, nor a person and an organisation, unless their letters are the same.

    Examples
    --------
    >>> a, b = (Body(i, (name,), Origin("x")) for i, name in (("A", "Dinas Kesehatan"), ("B", "Dinkes")))
    >>> [(found.evidence, found.score) for found in same_bodies([a, b])]
    [('abbreviation', 0.97)]
    """
    asked = set(decided)
    best: dict[tuple[int, int], Candidate] = {}
    forms = [(i, form_of(name)) for i, body in enumerate(bodies) for name in body.names]
    for (i, one), (j, other), evidence, score in _hits(forms, least):
        if i == j or (bodies[i].id and bodies[i].id == bodies[j].id):
            continue
        i, j, one, other = (i, j, one, other) if i < j else (j, i, other, one)
        score = _weighed(bodies[i], bodies[j], (one, other), score)
        found = Candidate(bodies[i], bodies[j], (one.name, other.name), evidence, round(score, 2))
        earlier = best.get((i, j))
        open_ = found.pair not in asked and frozenset(map(fold, found.names)) not in asked
        if score >= least and open_ and (earlier is None or _rank(found) < _rank(earlier)):
            best[i, j] = found
    return sorted(best.values(), key=_rank)


def _rank(found: Candidate) -> tuple[object, ...]:
    return (-found.score, found.a.key, found.b.key, found.names, found.evidence)


def _weighed(a: Body, b: Body, names: tuple[Form, Form], score: float) -> float:
    """Return a score with what else is known of two bodies taken into account; 0 where they cannot be one."""
    one, other = names
    if score == SCORES["letters"]:
        return score
    related = any(
        part.parent and part.parent in map(fold, (whole.id, *whole.names)) for part, whole in ((a, b), (b, a))
    )
    elsewhere = bool(a.territory and b.territory) and not a.territory & b.territory
    if related or elsewhere or a.person != b.person or apart(one, other):
        return 0.0
    if bool(one.places) != bool(other.places):
        score -= _ONE_PLACE
    levels = {a.level, b.level} - {""}
    return min(score, _MOST_UNLIKE) if a.many != b.many or len(levels) > 1 else score


def _hits(forms: Sequence[Entry], least: float) -> Iterator[Hit]:
    """Yield every two names that are alike in some way."""
    for members in _grouped(forms, lambda form: form.letters):
        yield from ((one, other, "letters", SCORES["letters"]) for one, other in _pairs(members))
    for members in _grouped(forms, lambda form: form.text):
        for one, other in _of_one_place(members):
            code = "abbreviation" if one[1].expanded or other[1].expanded else "order"
            yield one, other, code, SCORES[code]
    if least <= SCORES["initials"]:
        yield from _initials(forms)
    yield from _spelling(forms, max(SPELT_ALIKE, 100 * least))


def _grouped(forms: Sequence[Entry], key: Callable[[Form], str]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in forms:
        groups.setdefault(key(entry[1]), []).append(entry)
    return [members for text, members in groups.items() if text and len(members) > 1]


def _pairs(members: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield every pair; in a crowd only the first with each other, which says as much."""
    return combinations(members, 2) if len(members) <= _CROWD else product(members[:1], members[1:])


def _of_one_place(members: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs that name the same place, or of which one names none."""
    by_place: dict[frozenset[str], list[Entry]] = {}
    for entry in members:
        by_place.setdefault(frozenset(name for _, name in entry[1].places), []).append(entry)
    anywhere = by_place.get(frozenset(), [])[:_CROWD]
    for place, local in by_place.items():
        yield from _pairs(local)
        if place:
            yield from product(anywhere, local)


def _initials(forms: Sequence[Entry]) -> Iterator[Hit]:
    long: dict[str, list[Entry]] = {}
    for entry in forms:
        for initials in sorted(entry[1].initials):
            long.setdefault(initials, []).append(entry)
    for entry in forms:
        for other in long.get(entry[1].acronym, ()):
            yield entry, other, "initials", SCORES["initials"]


def _spelling(forms: Sequence[Entry], cutoff: float) -> Iterator[Hit]:
    """Yield names that are alike but for the spelling of one word; a word more or another number is another body."""
    from rapidfuzz import fuzz

    holders: dict[str, list[Entry]] = {}
    for entry in forms:
        if len(entry[1].text) >= _SHORT_NAME:
            holders.setdefault(entry[1].text, []).append(entry)
    for block in _blocks(sorted(holders)):
        for a, b in _alike(block):
            likeness = fuzz.ratio(a, b)
            for one, other in product(holders[a], holders[b]) if likeness >= cutoff else ():
                yield one, other, "spelling", min(likeness / 100, SCORES["order"])


def _blocks(texts: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield names that have all words but one in common, each with the word that differs."""
    blocks: dict[Words, list[tuple[str, str]]] = {}
    for text in texts:
        words = tuple(text.split())
        for i, word in enumerate(words if len(words) <= _MOST_WORDS else ()):
            if len(word) >= _SHORT_WORD and word.isalpha():
                blocks.setdefault(words[:i] + words[i + 1 :], []).append((word, text))
    return (block for block in blocks.values() if len(block) > 1)


def _alike(block: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a block whose one word that differs is alike."""
    from rapidfuzz import fuzz, process

    words = [word for word, _ in block]
    for start in range(0, len(words), _CHUNK):
        likeness = process.cdist(
            words[start : start + _CHUNK], words[start:], scorer=fuzz.ratio, score_cutoff=WORD_ALIKE
        )
        for i, j in zip(*likeness.nonzero(), strict=True):
            if i < j:
                yield block[start + i][1], block[start + j][1]
