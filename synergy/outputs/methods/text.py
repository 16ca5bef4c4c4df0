"""The methods text of a run: what was read, what was computed and how, and what limits it."""

from __future__ import annotations

from collections.abc import Callable

from synergy import __version__
from synergy.dataset.records import Respondent, Status
from synergy.findings.analysis import Analysis
from synergy.language import Catalogue
from synergy.language.sentences import caveat
from synergy.outputs.methods.chance_part import chance
from synergy.outputs.methods.network_part import network
from synergy.outputs.methods.plan_part import need, plan
from synergy.outputs.methods.teller import Teller, inert
from synergy.outputs.versions import versions

TOLD_VERSIONS = ("python", "networkx", "numpy", "scipy", "pandas")


def methods_text(analysis: Analysis, words: Catalogue) -> str:
    """Return the methods text of a run in one language, in Markdown with citations as pandoc reads them.

    Every sentence stands for something that was done in this run, or says that it was not done and why.

    Parameters
    ----------
    analysis : what the run knows.
    words : of the language.
    """
    teller = Teller(analysis, words)
    parts = [f"# {teller.say('title')}", f"*{teller.say('note', version=__version__)}*"]
    for name, tell in PARTS.items():
        if sentences := tell(teller):
            parts.append(f"**{teller.say(f'heading.{name}')}** {' '.join(sentences)}")
    limits = [f"- {inert(caveat(found, analysis, words))}" for found in analysis.caveats]
    parts += [f"## {teller.say('heading.limits')}", "\n".join(limits) or teller.say("limits.none")]
    return "\n\n".join(parts) + "\n"


def _data(teller: Teller) -> list[str]:
    dataset, words = teller.analysis.dataset, teller.words
    study = dataset.study
    title = words.own(study.title, study.title_en) or study.title
    counts = {"actors": len(dataset.actors), "programmes": len(dataset.programmes), "ties": len(dataset.ties)}
    told = [teller.say("data.titled" if title else "data.untitled", title=title, **counts)]
    if place := words.own(study.place, study.place_en) or study.place:
        told.append(teller.say("data.place", place=place))
    if study.period:
        told.append(teller.say("data.period", period=study.period))
    if boundary := words.own(study.boundary, study.boundary_en) or study.boundary:
        told.append(teller.say("data.boundary", boundary=boundary))
    return [*told, *_read(teller)]


def _read(teller: Teller) -> list[str]:
    """How the study was read, and whether anybody was asked."""
    dataset = teller.analysis.dataset
    read, used = (sum(getattr(account, name) for account in dataset.account) for name in ("read", "used"))
    told = [teller.say("data.account", read=read, used=used, aside=read - used)] if read else []
    answers = [actor.respondent for actor in dataset.actors if actor.respondent in (Respondent.YES, Respondent.NO)]
    if answers:
        answered = sum(answer is Respondent.YES for answer in answers)
        told.append(teller.say("data.asked", asked=len(answers), answered=answered))
    elif any(tie.status is Status.EXISTING for tie in dataset.ties):
        told.append(teller.say("data.documents"))
    if many := sum(actor.placeholder for actor in dataset.actors):
        told.append(teller.say("data.collectives", n=many))
    if preset := dataset.preset:
        told.append(teller.say("data.instrument", title=teller.words.own(preset.title, preset.title_en)))
    return told


def _run(teller: Teller) -> list[str]:
    """Seed, parameters, versions, and where the rest is on record."""
    analysis, study = teller.analysis, teller.analysis.dataset.study
    own = [f"{inert(name)} = {_value(value, teller)}" for name, value in study.parameters.items() if name != "seed"]
    known = versions()
    packages = ", ".join(f"{name.capitalize() if name == 'python' else name} {known[name]}" for name in TOLD_VERSIONS)
    told = [
        teller.say("run.seed", seed=str(analysis.settings.seed)),
        teller.say("run.own", items=", ".join(own)) if own else teller.say("run.defaults"),
        teller.say("run.versions", synergy=__version__, versions=packages),
        teller.say("run.record", files=len(analysis.dataset.inputs)),
    ]
    return [*told, teller.say("run.citation", citation=study.citation)] if study.citation else told


def _value(value: object, teller: Teller) -> str:
    if isinstance(value, (tuple, list)):
        return inert("/".join(map(str, value)))
    return teller.number(value) if isinstance(value, (int, float)) else inert(str(value))


PARTS: dict[str, Callable[[Teller], list[str]]] = {
    "data": _data,
    "network": network,
    "need": need,
    "chance": chance,
    "plan": plan,
    "run": _run,
}
