"""The three findings of the note, each with how sure it is and what is asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from synergy.findings.analysis import Analysis
from synergy.findings.finding import STATED, Finding
from synergy.findings.need_groups import NeedGroup, need_groups
from synergy.language import Catalogue
from synergy.outputs.note import asked, wordings
from synergy.outputs.note.shorter import SENTENCE, within, words_in
from synergy.outputs.note.sure import sure

MOST = 3
COVERED = "through_collective"


@dataclass(frozen=True, slots=True)
class Message:
    """A finding in one sentence, the mark of how sure it is, and what is asked for it ("" where nothing is).

    ``covered`` where a tie on record with a collective may include a link that is told as absent.
    """

    sentence: str
    tag: str
    request: str = ""
    covered: bool = False


def three_messages(analysis: Analysis, words: Catalogue) -> list[Message]:
    """Return at most three messages: a link, an overlap, what nobody covers; then what else there is.

    The order of the kinds is fixed; within a kind the rank decides, as everywhere.
    """
    found: list[Message] = []
    for kind in (_needs, _links, _overlaps, _gaps, _dependence, _topics, _alone):
        if len(found) < MOST:
            found += kind(analysis, words)[:1]
    return found


def _message(forms: Iterable[str], code: str, request: str, words: Catalogue) -> Message:
    tag = words.text("note.tag", sure=words.text(f"note.sure.{code}"))
    return Message(within(forms, SENTENCE - words_in(tag)), tag, request)


def _needs(analysis: Analysis, words: Catalogue) -> list[Message]:
    """The links that sources call for: first those that the city can make and that are not there."""
    groups = sorted(need_groups(analysis), key=lambda g: (asked.national(_actors(g), analysis), g.status != "open"))
    return [_need(group, analysis, words) for group in groups[:1]]


def _need(group: NeedGroup, analysis: Analysis, words: Catalogue) -> Message:
    inferred = all("end_inferred" in link.caveats for link in group.links)
    code = sure((STATED,), group.evidence, read=inferred)
    told = _message(wordings.need(group, analysis, words), code, asked.for_need(group, analysis, words), words)
    return replace(told, covered=any(COVERED in link.caveats for link in group.links))


def _actors(group: NeedGroup) -> tuple[str, ...]:
    return (*filter(None, (group.centre,)), *group.others)


def _links(analysis: Analysis, words: Catalogue) -> list[Message]:
    """The first computed link that is not there, where no source calls for any."""
    if need_groups(analysis):
        return []
    links = [link for link in analysis.by_kind.get("missing_link", ()) if link.status in ("open", "brokered")]
    return [_of(link, wordings.link, asked.for_link, analysis, words) for link in links[:1]]


def _overlaps(analysis: Analysis, words: Catalogue) -> list[Message]:
    """The first overlap that a source states, else the first possible duplication that nothing coordinates."""
    found = analysis.by_kind.get("overlap", ())
    stated = [f for f in found if STATED in f.basis and f.status is None]
    computed = [f for f in found if f.status == "duplication" and f.managed is False]
    return [_of(f, wordings.overlap, asked.for_overlap, analysis, words) for f in (stated or computed)[:1]]


def _gaps(analysis: Analysis, words: Catalogue) -> list[Message]:
    """Clusters that few programmes carry; else the first duty, programme or area that nobody covers."""
    found = [f for f in analysis.by_kind.get("coverage_gap", ()) if f.pattern != "expected_owners"]
    clusters = [f for f in found if f.pattern.startswith("cluster")]
    if clusters:
        request = asked.for_clusters(clusters, analysis, words)
        return [_message(wordings.clusters(clusters, analysis, words), "computed", request, words)]
    return [_of(f, wordings.gap, asked.nothing, analysis, words) for f in found[:1]]


def _dependence(analysis: Analysis, words: Catalogue) -> list[Message]:
    found = analysis.by_kind.get("single_point", ())[:1]
    return [_of(f, wordings.dependence, asked.nothing, analysis, words) for f in found]


def _topics(analysis: Analysis, words: Catalogue) -> list[Message]:
    """What sources disagree on; where they agree, what no tie would mend."""
    disputes = [f for f in analysis.by_kind.get("conflict", ()) if f.pattern == "claims"]
    gaps = list(analysis.by_kind.get("system_gap", ()))
    for key, found, request in (
        ("disputed", disputes, asked.for_conflict),
        ("system", gaps, asked.for_system),
    ):
        if found:
            evidence = [piece for f in found for piece in f.evidence]
            forms = wordings.topics(key, found, analysis, words)
            return [_message(forms, sure((STATED,), evidence), request(found, analysis, words), words)]
    return []


def _alone(analysis: Analysis, words: Catalogue) -> list[Message]:
    found = analysis.by_kind.get("isolated", ())[:1]
    return [_of(f, wordings.isolated, asked.nothing, analysis, words) for f in found]


def _of(
    finding: Finding,
    forms: Callable[[Finding, Analysis, Catalogue], Iterable[str]],
    request: Callable[[Finding, Analysis, Catalogue], str],
    analysis: Analysis,
    words: Catalogue,
) -> Message:
    code = sure(finding.basis, finding.evidence, read=finding.pattern == "read")
    told = _message(forms(finding, analysis, words), code, request(finding, analysis, words), words)
    return replace(told, covered=COVERED in finding.caveats)
