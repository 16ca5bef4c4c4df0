"""Stated needs as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from synergy.dataset.records import Confidence, Status
from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.findings.need_groups import NeedGroup, needed_ties
from synergy.language import Catalogue
from synergy.language.evidence import voices
from synergy.language.reasons import names_of
from synergy.language.sentences import pairs_of

MOST_INSTEAD = 2  # ties with a collective named in one sentence


def sentence(group: NeedGroup, analysis: Analysis, words: Catalogue) -> str:
    """Say who calls for which links, and that they are absent or only partly there."""
    dataset = analysis.dataset
    others = names_of(group.others, dataset, words)
    inferred = group.centre is not None and all("end_inferred" in link.caveats for link in group.links)
    key = f"need.{group.form}_{group.status}{'_inferred' if inferred else ''}"
    centre = words.inline(dataset.actor[group.centre]) if group.centre else ""
    said = words.text(
        key,
        voice=voices(group.evidence, dataset, words),
        centre=centre,
        others=others,
        pairs=pairs_of(group.links, dataset, words),
        n=len(group.links),
        confidence=_confidence(group, analysis, words),
        purpose=_purpose(group, analysis, words),
    )
    return " ".join([said, *_through(group, analysis, words)])


def _through(group: NeedGroup, analysis: Analysis, words: Catalogue) -> Iterator[str]:
    """Name the ties on record that may include a link called for: those with the collective an actor belongs to."""
    instead: dict[tuple[str, str], list[str]] = {}
    for link in group.links:
        through = link.values.get("through")
        for end, partner in through if isinstance(through, tuple) else ():
            other = next(actor for actor in link.actors if actor != end)
            instead.setdefault((end, partner), []).append(other)
    for (end, partner), others in list(instead.items())[:MOST_INSTEAD]:
        a, b = (words.inline(analysis.dataset.actor[actor]) for actor in (end, partner))
        key = "need.through" if analysis.dataset.actor[partner].placeholder else "need.through_part"
        yield words.text(key, a=a, b=b, others=names_of(others, analysis.dataset, words))


def _purpose(group: NeedGroup, analysis: Analysis, words: Catalogue) -> str:
    """What a single link is called for, with a blank before it; "" where nothing says so."""
    said = purpose(group.links[0], analysis, words) if len(group.links) == 1 else ""
    return f" {said}" if said else ""


def _confidence(group: NeedGroup, analysis: Analysis, words: Catalogue) -> str:
    """The highest confidence of the existing ties beside a need; "" where there is none."""
    between = (t for link in group.links for t in analysis.dataset.ties_between(link.actors))
    ties = [tie for tie in between if tie.status is Status.EXISTING]
    levels = [level for level in Confidence if any(t.evidence.confidence is level for t in ties)]
    return words.text(f"confidence.{levels[0]}") if levels else ""


def purpose(link: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Return what a link is called for, as its ties say it; "" where they do not."""
    said = dict.fromkeys(map(words.purpose, needed_ties(link, analysis)))
    return words.listed([text for text in said if text])
