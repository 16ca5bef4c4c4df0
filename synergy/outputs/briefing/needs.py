"""Stated needs as sentences."""

from __future__ import annotations

from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.findings.need_groups import NeedGroup, needed_ties
from synergy.language import Catalogue
from synergy.language.evidence import voices
from synergy.language.reasons import names_of


def sentence(group: NeedGroup, analysis: Analysis, words: Catalogue) -> str:
    """Say who calls for which links, and that they are absent or only partly there."""
    dataset = analysis.dataset
    others = names_of(group.others, dataset, words)
    form = "among" if group.centre is None else "pair" if len(group.links) == 1 else "centre"
    key = f"need.{form}_{group.status}"
    centre = words.inline(dataset.actor[group.centre]) if group.centre else ""
    return words.text(
        key, voice=voices(group.evidence, dataset, words), centre=centre, others=others, n=len(group.links)
    )


def purpose(link: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Return what a link is called for, as its ties say it; "" where they do not."""
    said = dict.fromkeys(map(words.purpose, needed_ties(link, analysis)))
    return words.listed([text for text in said if text])
