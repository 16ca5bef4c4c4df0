"""Wordings of each finding, the fullest first: that of the briefing, then with fewer names, then shorter ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from synergy.dataset.records import Status
from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding
from synergy.findings.need_groups import NeedGroup
from synergy.language import Catalogue
from synergy.language.evidence import voices
from synergy.language.formats import as_common, capital
from synergy.language.reasons import cell_name, shared_of
from synergy.language.sentences import headline, reason
from synergy.outputs.briefing.needs import sentence
from synergy.outputs.note.shorter import LENGTHS, cut, looks, some

_ASIDE = re.compile(r"\s*\([^)]*\)")
_SAID = (Status.INTENDED, Status.CONTESTED, Status.ENDED)


def need(group: NeedGroup, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say who calls for which links, and whether they are on record."""
    yield sentence(group, analysis, words)
    total = len(group.links) if group.form == "pairs" else len(group.others)
    voice = voices(group.evidence, analysis.dataset, words)
    whole = [look for look in looks(total) if look[1] == LENGTHS[0]]
    for look in whole:
        who = _who(group, look, analysis, words)
        for said in (voice, _ASIDE.sub("", voice)):
            yield words.text(f"note.finding.need_{group.status}", who=who, voice=said)
    for look in looks(total):
        yield words.text(f"note.finding.need_short_{group.status}", who=_who(group, look, analysis, words))


def _who(group: NeedGroup, look: tuple[int, int], analysis: Analysis, words: Catalogue) -> str:
    if group.form == "pairs":
        ends = [[_names((end,), (1, look[1]), analysis, words) for end in f.actors] for f in group.links]
        pairs = [_with(a, b, words) for a, b in ends]
        return some(pairs, (look[0], LENGTHS[0]), words, "unit.other_pairs")
    others = _names(group.others, look, analysis, words)
    if group.centre is None:
        return words.text("note.who.among", others=others)
    return _with(_names((group.centre,), (1, look[1]), analysis, words), others, words)


def _with(a: str, b: str, words: Catalogue) -> str:
    return words.text("note.who.pair", a=a, b=b)


def _names(actors: Sequence[str], look: tuple[int, int], analysis: Analysis, words: Catalogue) -> str:
    return some([words.inline(analysis.dataset.actor[actor]) for actor in actors], look, words)


def link(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say what two actors share, and that no tie between them is on record."""
    yield reason(finding, analysis, words, brief=True)
    state = _state(finding, analysis, words)
    shares = [text for text in _shares(finding, analysis, words) if text]
    for length in LENGTHS:
        a, b = (_names((actor,), (1, length), analysis, words) for actor in finding.actors)
        for shared in shares:
            yield capital(words.text("note.finding.link", a=a, b=b, shared=shared, state=state))
        yield capital(words.text("note.finding.link_short", a=a, b=b, state=state))


def _shares(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """What two share: all of it, the first facet, the first of that."""
    shared = finding.values.get("shared")
    if not isinstance(shared, Mapping):
        return
    yield shared_of(shared, analysis.dataset, words)
    first = next(((facet, columns) for facet, columns in shared.items() if columns), None)
    if first:
        facet, columns = first
        yield shared_of({facet: columns}, analysis.dataset, words)
        yield shared_of({facet: columns[:1]}, analysis.dataset, words)


def _state(finding: Finding, analysis: Analysis, words: Catalogue) -> str:
    """How the link is absent: planned, in dispute, over, denied when asked; else as its status says."""
    said = {tie.status for tie in analysis.dataset.ties_between(finding.actors)}
    if Status.EXISTING not in said:
        for status in _SAID:
            if status in said:
                return words.text(f"tie_status.{status}")
    if finding.absence == "denied":
        return words.text("absence.denied")
    return words.text(f"link_status.{finding.status}")


def overlap(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say whose duties may overlap, and who says so."""
    full = reason(finding, analysis, words)
    yield full
    if len(finding.actors) < 2:
        return
    if STATED in finding.basis:
        voice = voices(finding.evidence, analysis.dataset, words)
        for look in looks(len(finding.actors)):
            names = _names(finding.actors, look, analysis, words)
            for said in (voice, _ASIDE.sub("", voice)):
                yield words.text("note.finding.overlap_stated", names=names, voice=said)
        return
    cells = dict.fromkeys(cell_name(cell, analysis.dataset, words) for cell in finding.cells)
    for length in LENGTHS:
        a, b = (_names((actor,), (1, length), analysis, words) for actor in finding.actors)
        for cell in list(cells)[:1]:
            yield capital(words.text(f"reason.overlap.{finding.pattern}", a=a, b=b, cells=cell))
        yield words.text("note.finding.overlap_computed", names=words.listed([a, b]))


def clusters(found: Sequence[Finding], analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say which clusters the fewest programmes carry, as the main points of the briefing do."""
    names = [words.term(analysis.dataset, "cluster", f.cells[0].cluster or "") for f in found]
    key = "thin_one" if len(found) == 1 else "thin_many"
    for most, length in looks(len(names)):
        quoted = [words.quoted(cut(name, length)) for name in names]
        yield words.text(f"briefing.point.{key}", names=some(quoted, (most, LENGTHS[0]), words), n=len(found))


def dependence(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say into how many parts the network falls without an actor, as the answer in one sentence does."""
    for length in LENGTHS:
        hub = _names(finding.actors[:1], (1, length), analysis, words)
        said = words.text("answer.hub", hub=hub, parts=finding.values["parts"])
        yield capital(said.lstrip("; ")) + words.text("answer.end")


def topics(key: str, found: Sequence[Finding], analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Name the first topics that sources disagree on, or that no tie would mend."""
    names = [as_common(headline(f, analysis, words)) for f in found]
    for look in looks(len(names)):
        yield words.text(f"briefing.point.{key}_topics", names=some(names, look, words), n=len(found))


def gap(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say what nobody covers, nobody leads, or too few or too many do."""
    yield from reasoned(finding, analysis, words)
    if finding.pattern.startswith("cell"):
        cell = cell_name(finding.cells[0], analysis.dataset, words)
        for look in looks(len(finding.actors)):
            names = _names(finding.actors, look, analysis, words)
            yield capital(words.text(f"reason.coverage_gap.{finding.pattern}", cell=cell, actors=names, leads=names))


def isolated(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Say that no tie of an actor is on record."""
    yield from reasoned(finding, analysis, words)
    for length in LENGTHS:
        yield words.text("note.finding.isolated", a=_names(finding.actors[:1], (1, length), analysis, words))


def reasoned(finding: Finding, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """The reason as the briefing gives it, then its first sentence alone."""
    full = reason(finding, analysis, words)
    yield full
    yield re.split(r"(?<=[.!?])\s", full, maxsplit=1)[0]
