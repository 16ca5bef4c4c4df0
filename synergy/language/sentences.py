"""What is said of findings and caveats: the reason, a headline, the answer in one sentence."""

from __future__ import annotations

from synergy.dataset.records import Dataset, Evidence
from synergy.findings.analysis import Analysis
from synergy.findings.caveat import Caveat, hub
from synergy.findings.finding import Cell, Finding
from synergy.findings.need_groups import NeedGroup, need_groups
from synergy.language.catalogue import Catalogue
from synergy.language.coverage import coverage_gap
from synergy.language.evidence import place
from synergy.language.formats import capital
from synergy.language.reasons import MOST_NAMES, REASONS, doubts, names_of
from synergy.language.steps import brokered_link, isolated, recommendation

_SENTENCES = {
    **REASONS,
    "coverage_gap": coverage_gap,
    "isolated": isolated,
    "brokered_link": brokered_link,
    "recommendation": recommendation,
}


def reason(finding: Finding, analysis: Analysis, words: Catalogue, *, brief: bool = False) -> str:
    """Return a finding as sentences in one language.

    Parameters
    ----------
    finding : one of ``analysis.findings``.
    analysis : where its actors, programmes and sources are looked up.
    words : the catalogue of the language.
    brief : leave out doubts and the first step, where a list says them once for all.

    Returns
    -------
    Sentences separated by blanks; plain text.
    """
    dataset = analysis.dataset
    sentences = _SENTENCES[finding.kind](finding, dataset, words)
    if finding.kind == "missing_link" and not brief:
        sentences += doubts(finding, dataset, words)
    if finding.kind == "conflict" and finding.pattern == "reading" and not brief:
        sentences.append(words.text("reason.conflict.reading_note"))
    return " ".join(capital(sentence) for sentence in sentences if sentence)


def headline(finding: Finding, analysis: Analysis, words: Catalogue) -> str:
    """Return a short label for a finding: its actors, its cluster or its topic."""
    dataset = analysis.dataset
    if finding.kind in ("conflict", "system_gap") and "topic" in finding.values:
        return topic(str(finding.values["topic"]), dataset, words)
    if finding.kind == "coverage_gap":
        return _gap(finding, dataset, words)
    return " – ".join(words.name(dataset.actor[actor]) for actor in finding.actors)


def _gap(finding: Finding, dataset: Dataset, words: Catalogue) -> str:
    """Name what is not covered: a cluster, a programme, a stage of the strategy cycle, an area."""
    cell = finding.cells[0] if finding.cells else Cell()
    if "stage" in finding.values:
        return words.text(f"stage.{finding.values['stage']}")
    if cell.cluster:
        return words.term(dataset, "cluster", cell.cluster)
    if cell.programme:
        return words.name(dataset.programme[cell.programme])
    return (
        words.term(dataset, "territory", cell.territory) if cell.territory else words.text("coverage_status.not_named")
    )


def topic(key: str, dataset: Dataset, words: Catalogue) -> str:
    """Return a topic's name as its claims give it; else its key as words ("integrasi-data": "Integrasi data")."""
    names = [words.own(claim.topic_name, claim.topic_name_en) for claim in dataset.claims if claim.topic == key]
    return next((name for name in names if name), capital(key.replace("-", " ").replace("_", " ")))


def caveat(found: Caveat, analysis: Analysis, words: Catalogue) -> str:
    """Return a caveat as sentences in one language."""
    dataset, values = analysis.dataset, dict(found.values)
    if "actor" in values:
        values["actor"] = words.inline(dataset.actor[str(values["actor"])])
    if "share" in values:
        values["share"] = words.percent(float(str(values["share"])))
    if "actors" in values and isinstance(values["actors"], tuple):
        values["names"] = words.listed([words.inline(dataset.actor[actor]) for actor in values["actors"][:3]])
    if found.code == "study":
        values["caution"] = words.own(dataset.study.caution, dataset.study.caution_en) or dataset.study.caution
    if found.code == "instrument" and dataset.preset:
        values["caution"] = dataset.preset.caution_en if words.language == "en" else dataset.preset.caution
    return words.text(f"caveat.{found.code}.text", **values)


def evidence(piece: Evidence, dataset: Dataset, words: Catalogue) -> str:
    """Return one piece of evidence: source, place in it, confidence, row of the table."""
    return place(piece, dataset, words)


def answer(analysis: Analysis, words: Catalogue) -> str:
    """Return in one sentence what was found: the missing links first, then what the network hangs on."""
    groups = need_groups(analysis)
    links = [link for link in analysis.by_kind.get("missing_link", ()) if link.status in ("open", "brokered")]
    if groups:
        others = sorted(groups[1:], key=lambda group: group.rank)
        pairs = "; ".join(_called(group, analysis.dataset, words) for group in (groups[0], *others[:1]))
        called = [link for group in groups for link in group.links]
        absent = sum(link.status != "partial" for link in called)
        sentence = words.text("answer.stated", n=len(called), open=absent, pairs=pairs)
    elif links:
        pairs = words.listed([_pair(link, analysis.dataset, words) for link in links[:3]])
        sentence = words.text("answer.computed", n=len(links), pairs=pairs)
    else:
        sentence = words.text("answer.none" if analysis.measured.pairs["need"].nnz else "answer.unknown")
    centre = hub(analysis.measured)
    lost = {removal.actor: removal for removal in analysis.measured.removals}
    if centre in lost:
        parts = len(lost[centre].components)
        sentence += words.text("answer.hub", hub=words.inline(analysis.dataset.actor[centre]), parts=parts)
    if any(found.code == "need_unsupported" for found in analysis.caveats):
        sentence += words.text("answer.unsupported")
    return sentence + words.text("answer.end")


def pairs_of(links: tuple[Finding, ...], dataset: Dataset, words: Catalogue, most: int = MOST_NAMES) -> str:
    """List pairs as "A with B, C with D", the first ``most`` of them by name."""
    named = [_pair(link, dataset, words) for link in links[:most]]
    if len(links) > most:
        named.append(words.text("unit.other_pairs", n=len(links) - most))
    return "; ".join(named)


def _called(group: NeedGroup, dataset: Dataset, words: Catalogue) -> str:
    if group.form == "pairs":
        return pairs_of(group.links, dataset, words, 3)
    others = names_of(group.others, dataset, words)
    if group.centre is None:
        return words.text("answer.among", others=others)
    return words.text("answer.pair", a=words.inline(dataset.actor[group.centre]), b=others)


def _pair(link: Finding, dataset: Dataset, words: Catalogue) -> str:
    a, b = (words.inline(dataset.actor[actor]) for actor in link.actors)
    return words.text("answer.pair", a=a, b=b)
