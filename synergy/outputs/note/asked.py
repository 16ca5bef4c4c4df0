"""What is asked of the mayor: items of the briefing's agenda, with a place for who convenes and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.findings.need_groups import NeedGroup
from synergy.language import Catalogue
from synergy.language.formats import as_common
from synergy.language.sentences import headline
from synergy.outputs.note.shorter import LENGTHS, cut, cut_name, looks, some, within

ITEM = 24  # words of what is asked, without who and when
NATIONAL = "national"
MOST_TOPICS = 3


def national(actors: Iterable[str], analysis: Analysis) -> bool:
    """Say whether all actors are of the national level: a city can pass it on, not settle it."""
    return all(analysis.dataset.actor[actor].level == NATIONAL for actor in actors)


def for_need(group: NeedGroup, analysis: Analysis, words: Catalogue) -> str:
    """Ask for the links of a group; for those of the centre alone, that they be passed on."""
    centre = (group.centre,) if group.centre else ()
    actors = (*centre, *group.others)
    convener = _convener([link.actors for link in group.links], analysis)
    if national(actors, analysis):
        return _request(
            _list("agenda.pass_on", actors, analysis, words), analysis.dataset.study.vantage, analysis, words
        )
    if group.form == "pairs":
        first = group.links[0].actors
        convener = _convener([first], analysis)
        return _request(_list(f"agenda.need_among_{group.status}", first, analysis, words), convener, analysis, words)
    if group.form != "centre":
        return _request(_list(f"agenda.need_among_{group.status}", actors, analysis, words), convener, analysis, words)

    def form(look: tuple[int, int]) -> str:
        a, others = _named(centre, (1, look[1]), analysis, words), _named(group.others, look, analysis, words)
        return words.text(f"agenda.need_centre_{group.status}", centre=a, others=others)

    return _request(map(form, looks(len(group.others))), convener, analysis, words)


def for_link(finding: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Ask that two be brought together."""
    convener = _convener([finding.actors], analysis)
    return _request(_list("agenda.link", finding.actors, analysis, words), convener, analysis, words)


def for_overlap(finding: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Ask that duties be divided; where only the centre can, that it be told; nothing where it is not said whose."""
    if len(finding.actors) < 2:
        return ""
    key, convener = "agenda.overlap", None
    if national(finding.actors, analysis):
        key, convener = "agenda.pass_on", analysis.dataset.study.vantage
    return _request(_list(key, finding.actors, analysis, words), convener, analysis, words)


def for_clusters(found: Sequence[Finding], analysis: Analysis, words: Catalogue) -> str:
    """Ask for a programme or somebody to carry the clusters."""
    names = [words.quoted(headline(gap, analysis, words)) for gap in found]
    forms = (
        words.text("agenda.cluster", clusters=some(names, look, words), n=len(found)) for look in looks(len(names))
    )
    return _request(forms, None, analysis, words)


def for_conflict(found: Sequence[Finding], analysis: Analysis, words: Catalogue) -> str:
    """Ask that the first matter in dispute be settled."""
    topic = as_common(headline(found[0], analysis, words))
    forms = (words.text("agenda.conflict", topic=cut(topic, length, 90)) for length in LENGTHS)
    return _request(forms, None, analysis, words)


def for_system(found: Sequence[Finding], analysis: Analysis, words: Catalogue) -> str:
    """Ask that somebody answer for the first matters that no tie would mend."""
    names = [as_common(headline(gap, analysis, words)) for gap in found[:MOST_TOPICS]]
    forms = (
        words.text("agenda.system", names=some(names[:most], (most, length), words))
        for most, length in looks(len(names))
    )
    return _request(forms, None, analysis, words)


def nothing(finding: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Ask nothing: the finding is for knowing."""
    return ""


def _convener(pairs: Sequence[tuple[str, ...]], analysis: Analysis) -> str | None:
    """Return who could bring the first of the pairs together that is in the plan; None where nobody is known to."""
    wanted = set(pairs)
    return next((p.convener for p in analysis.plan.links if p.pair.actors in wanted and p.convener), None)


def _list(key: str, actors: Sequence[str], analysis: Analysis, words: Catalogue) -> Iterable[str]:
    return (words.text(key, others=_named(actors, look, analysis, words)) for look in looks(len(actors)))


def _named(actors: Sequence[str], look: tuple[int, int], analysis: Analysis, words: Catalogue) -> str:
    return some([words.inline(analysis.dataset.actor[actor]) for actor in actors], look, words)


def _request(forms: Iterable[str], convener: str | None, analysis: Analysis, words: Catalogue) -> str:
    who = cut_name(words.inline(analysis.dataset.actor[convener]), 6) if convener else words.text("note.convener")
    return words.text("note.request", item=within(forms, ITEM), convener=who)
