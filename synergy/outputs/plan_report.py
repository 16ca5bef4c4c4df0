"""A plan of new links as text for a terminal, or for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.language import LANGUAGES, Catalogue, open_catalogue
from synergy.language.sentences import reason
from synergy.outputs.briefing.plan_part import changes_shown, forums_sentence, leans


def plan_json(analysis: Analysis) -> str:
    """Return the plan with its reasons in both languages."""
    plan = analysis.plan
    words = {language: open_catalogue(language) for language in LANGUAGES}
    found = {finding.actors: finding for finding in _findings(analysis)}
    content = {
        "links": [
            {
                "actors": list(link.pair.actors),
                "worth": float(f"{link.worth:.9g}"),
                "basis": list(link.pair.basis),
                "convener": link.convener,
                "alternative": list(link.alternative) if link.alternative else None,
                "why_not_alternative": link.why or None,
                "reason": {name: reason(found[link.pair.actors], analysis, words[name]) for name in LANGUAGES},
            }
            for link in plan.links
        ],
        "exact": plan.exact,
        "share_of_best": float(f"{plan.share:.9g}"),
        "not_possible": [list(pair) for pair in plan.unmet],
        "forums": [
            {
                "programme": forum.name,
                "members": [analysis.network.order[seat] for seat in forum.members],
                "pairs": forum.pairs,
            }
            for forum in plan.forums
        ],
        "hub": plan.hub,
        "changes": {
            name: {"before": _plain(change.before), "after": _plain(change.after)}
            for name, change in plan.changes.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def plan_text(analysis: Analysis, language: str) -> str:
    """Return the plan as lines to read."""
    return "\n".join(_lines(analysis, open_catalogue(language)))


def _lines(analysis: Analysis, words: Catalogue) -> Iterator[str]:
    plan = analysis.plan
    if not plan.links:
        yield words.text("plan.none")
        return
    for place, finding in enumerate(_findings(analysis), start=1):
        yield f"{place}. {reason(finding, analysis, words)}"
        yield ""
    yield words.text("plan.exact" if plan.exact else "plan.bound", share=words.percent(plan.share))
    for pair in plan.unmet:
        names = words.listed([words.inline(analysis.dataset.actor[actor]) for actor in pair])
        yield words.text("plan.unmet", names=names)
    shown = changes_shown(analysis, words)
    if shown:
        yield ""
        yield f"{words.text('briefing.table.what_if')}:"
        width = max(len(row[0]) for row in shown)
        yield from (f"  {name.ljust(width)}  {before:>6} → {after:>6}" for name, before, after in shown)
        yield leans(analysis, words)
    forums = forums_sentence(analysis, words)
    if forums:
        yield ""
        yield forums


def _findings(analysis: Analysis) -> tuple[Finding, ...]:
    return analysis.by_kind.get("recommendation", ())


def _plain(value: float) -> float | None:
    return None if value != value else float(f"{value:.9g}")
