"""Sentences on actors without ties, on go-betweens, and on what to do."""

from __future__ import annotations

from synergy.dataset.records import Dataset
from synergy.findings.finding import Finding
from synergy.language.catalogue import Catalogue
from synergy.language.reasons import names_of, shared_of

MOST_PAIRS = 3


def isolated(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    """Say that an actor with duties has no tie, and whether anybody asked it."""
    a = words.inline(dataset.actor[finding.actors[0]])
    sentences = [words.text(f"reason.isolated.{finding.pattern}", a=a, n=finding.values["duties"])]
    return [*sentences, words.text("reason.isolated.step", a=a)]


def brokered_link(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    """Say how many pairs meet through one actor only, and name the first."""
    listed = finding.values["pairs"]
    pairs = listed if isinstance(listed, tuple) else ()
    named = [
        words.text("answer.pair", a=words.inline(dataset.actor[a]), b=words.inline(dataset.actor[b]))
        for a, b in pairs[:MOST_PAIRS]
    ]
    a = words.inline(dataset.actor[finding.actors[0]])
    said = {"a": a, "n": len(pairs), "all": finding.values["all_pairs"], "pairs": "; ".join(named)}
    return [words.text("reason.brokered_link.carries", **said), words.text("reason.brokered_link.step", a=a)]


def recommendation(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    """Say which link to make, why, who could bring the two together, and what would come in its place."""
    values = finding.values
    a, b = (words.inline(dataset.actor[actor]) for actor in finding.actors)
    convener = words.inline(dataset.actor[str(values["convener"])]) if values["convener"] else ""
    sentences = [words.text(f"reason.recommendation.{finding.pattern}", a=a, b=b, convener=convener)]
    why = "stated" if "stated" in finding.basis else "computed"
    shared = shared_of(values.get("shared"), dataset, words)
    if why == "stated" or shared:
        sentences.append(words.text(f"reason.recommendation.because_{why}", shared=shared))
    if values["with_hub"]:
        sentences.append(words.text("reason.recommendation.with_hub"))
    alternative = values.get("alternative")
    if isinstance(alternative, tuple):
        other = names_of(alternative, dataset, words)
        sentences.append(words.text(f"reason.recommendation.not_{values['why']}", other=other))
    return sentences
