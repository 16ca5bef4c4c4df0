"""What ``synergy validate`` prints: the test of the list of gaps for a person, and as JSON for machines."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from synergy.dataset.records import Dataset
from synergy.language import LANGUAGES, Catalogue, open_catalogue
from synergy.measures.of_validity import ALL_LAYERS, HIDDEN, PREDICTORS, SURE, WITHOUT_PROGRAMMES, Validity
from synergy.measures.pairs.sensitivity import Variant
from synergy.measures.uncertainty.accuracy import CLOSE
from synergy.settings import Settings

WIDTH = 80
COLUMNS = ("auc", "ap", "precision_at_k", "vertex_precision_at_5")
GAP = 2
FROM_TIES = ("degree_product", "ra", "dcsbm")


def find_layer(what: str, dataset: Dataset) -> str | None:
    """Return the type of tie called so, by its word or by its name in either language; None where there is none.

    Only types of the vocabulary and of the study's existing ties are known; case, blanks and underscores do not count.
    """
    known: dict[str, str] = {}
    for term in dataset.terms("tie_type").values():
        known |= {_plain(name): term.term for name in (term.name_id, term.name_en) if name}
    words = {*dataset.terms("tie_type"), *(tie.type for tie in dataset.ties)}
    known |= {_plain(word): word for word in sorted(words)}
    return known.get(_plain(what))


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


# ---- for a person ----


def report(found: Validity, variants: Sequence[Variant], dataset: Dataset, words: Catalogue) -> list[str]:
    """Return the lines of the report, none wider than a terminal of 80 columns; the verdict is not among them.

    Parameters
    ----------
    found : from ``validity``, worked out thoroughly.
    variants : from ``sensitivity``; may be empty.
    dataset : the study, for the names of its types of ties.
    words : the catalogue of the language.
    """
    if found.reason:
        return _filled([words.text("validate.title")])
    said = {"ties": found.ties, "pairs": found.pairs, "actors": found.actors, "layer": _layer(found, dataset, words)}
    key = "tested" if found.target == ALL_LAYERS else "tested_layer"
    left_out = found.pairs < found.actors * (found.actors - 1) // 2
    opening = [
        words.text(f"validate.{key}", **said),
        words.text("validate.uncounted") if left_out else "",
        _ties_left_out(found, words),
        words.text("validate.how", repeats=found.repeats, share=words.percent(HIDDEN)),
    ]
    return [
        *_filled([words.text("validate.title"), " ".join(filter(None, opening))]),
        "",
        *_table(found, words),
        "",
        *_filled([words.text("validate.meaning", half=words.number(0.5)), *_remarks(found, variants, words)]),
    ]


def verdict(found: Validity, dataset: Dataset, settings: Settings, words: Catalogue) -> list[str]:
    """Return the last lines of the report: what it means for the list."""
    if found.reason:
        return _filled([_reason(found, dataset, settings, words), words.text("validate.untested")])
    passed = ["passed" if found.clearly_better else "unclear", "passed_more"]
    keys = passed if found.passed else ["failed", _why(found), "failed_more"]
    told = [*(words.text(f"validate.{key}") for key in keys), _head(found, words)]
    return _filled([" ".join(filter(None, told)), words.text("validate.best")])


def _head(found: Validity, words: Catalogue) -> str:
    """Say which score made from ties finds most hidden ties at the head of its order, where one does better."""
    best = max(FROM_TIES, key=lambda name: found.score(name, "ap"))
    ap, need = found.score(best, "ap"), found.score("need", "ap")
    if not ap > need * (1 + CLOSE):
        return ""
    name = words.text(f"validate.score.{best}")
    return words.text("validate.head", score=name, ap=words.number(ap, 3), need=words.number(need, 3))


def _ties_left_out(found: Validity, words: Catalogue) -> str:
    """Say how many pairs with a tie on record are not counted, and why; "" where all are."""
    why = "; ".join(words.text(f"validate.left_out_{name}", n=n) for name, n in found.left_out.items() if n)
    every = found.ties + sum(found.left_out.values())
    return words.text("validate.left_out", every=every, why=why) if why else ""


def _filled(paragraphs: Iterable[str]) -> list[str]:
    """Fill paragraphs, a blank line between two."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", *textwrap.wrap(paragraph, WIDTH, break_on_hyphens=False)]
    return lines[1:]


def _layer(found: Validity, dataset: Dataset, words: Catalogue) -> str:
    return words.term(dataset, "tie_type", found.target).lower()


def _why(found: Validity) -> str:
    """Name the sentence that says which part of the test was not passed."""
    behind = found.score("need") < found.score("size_product")
    if found.need.p_value < SURE and found.need.b < 0:
        return "failed_against"
    if not found.need.p_value < SURE:
        return "failed_both" if behind else "failed_partial"
    return "failed_auc"


def _table(found: Validity, words: Catalogue) -> Iterator[str]:
    """Yield a line for each score, need first."""
    heads = [words.text(f"validate.column.{column}") for column in COLUMNS]
    names = {name: words.text(f"validate.score.{name}") for name in PREDICTORS}
    first = max(map(len, names.values()))
    yield " " * first + "".join(" " * GAP + head.rjust(_width(head)) for head in heads)
    for name, told in names.items():
        cells = (words.number(found.score(name, column)) for column in COLUMNS)
        yield told.ljust(first) + "".join(
            " " * GAP + cell.rjust(_width(head)) for cell, head in zip(cells, heads, strict=True)
        )


def _width(head: str) -> int:
    return max(len(head), len("0.00"))


def _remarks(found: Validity, variants: Sequence[Variant], words: Catalogue) -> Iterator[str]:
    yield _advantage(found, words)
    if max(map(found.score, FROM_TIES)) > found.score("need") and not _head(found, words):
        yield words.text("validate.popular")
    yield _partial(found, words)
    if dealt := found.placebo:
        shown = {"mean": words.number(dealt.mean), "observed": words.number(dealt.observed)}
        yield words.text("validate.placebo", **shown, n=dealt.at_least, draws=dealt.draws)
    yield from _circular(found, words)
    if variants:
        tau, jaccard = _lowest(v.tau for v in variants), _lowest(v.jaccard for v in variants)
        yield words.text("validate.choices", n=len(variants), tau=words.number(tau), jaccard=words.percent(jaccard))


def _advantage(found: Validity, words: Catalogue) -> str:
    """Say how far need is ahead of size in AUC, and how sure that is."""
    value = words.number(found.advantage.value, 3)
    if math.isnan(found.advantage.spread):
        return words.text("validate.advantage_unsure", ties=found.ties, value=value)
    shown = {name: words.number(getattr(found.advantage, name), 3) for name in ("spread", "low", "high")}
    return words.text("validate.advantage", ties=found.ties, value=value, **shown)


def _partial(found: Validity, words: Catalogue) -> str:
    """Say what need adds to size and sector, and each kind of shared duty beside the others."""
    controls = words.listed([words.text(f"validate.control.{name}") for name in found.controls])
    b, p = words.number(found.need.b, 3), words.number(found.need.p_value, 3)
    key = "none_left" if math.isnan(found.need.p_value) else "no_more"
    if found.need.p_value < SURE:
        key = "more" if found.need.b > 0 else "less"
    told = words.text(f"validate.{key}", controls=controls, b=b, p=p, draws=found.draws)
    facets = []
    for name, effect in found.facets.items():
        shown = {"name": words.text(f"facet.{name}"), "b": words.number(effect.b, 3)}
        key = "validate.facet_unknown" if math.isnan(effect.p_value) else "validate.facet"
        facets.append(words.text(key, **shown, p=words.number(effect.p_value, 3)))
    more = words.text("validate.facets", facets="; ".join(facets)) if len(facets) > 1 else ""
    units = words.text("validate.units") if more or not math.isnan(found.need.b) else ""
    return " ".join(filter(None, (told, more, units)))


def _circular(found: Validity, words: Catalogue) -> Iterator[str]:
    """Say how far ties may follow shared programmes because they were recorded inside them."""
    if not found.within_programmes:
        return
    told = [words.text("validate.within", n=found.within_programmes, ties=found.ties)]
    if WITHOUT_PROGRAMMES in found.accuracy.index:
        told.append(words.text("validate.without", auc=words.number(found.score(WITHOUT_PROGRAMMES))))
    if found.target == ALL_LAYERS:
        told.append(words.text("validate.layer"))
    yield " ".join(told)


def _reason(found: Validity, dataset: Dataset, settings: Settings, words: Catalogue) -> str:
    """Say why nothing was tested."""
    key = f"{found.reason}_layer" if found.target != ALL_LAYERS else found.reason
    key = key if words.has(f"validate.reason.{key}") else found.reason
    blanks = {
        "actors": found.actors,
        "all_actors": len(dataset.actors),
        "ties": found.ties,
        "layer": _layer(found, dataset, words),
        "few_actors": settings.few_actors,
        "few_ties": settings.few_ties,
        "chance_from": settings.chance_from,
        "chance_up_to": settings.chance_up_to,
    }
    told = words.text(f"validate.reason.{key}", **blanks)
    return " ".join(filter(None, (told, _ties_left_out(found, words))))


# ---- for machines ----


def as_json(found: Validity, variants: Sequence[Variant], dataset: Dataset, settings: Settings) -> str:
    """Return the same as JSON; numbers that there are not are null.

    ``mrqap_dsp`` holds ``need`` beside the controls, and each facet beside the controls and the other facets.
    """
    content: dict[str, object] = {
        "target": found.target,
        **{column: _scores(found, column) for column in COLUMNS},
        "auc_difference": _difference(found),
        "mrqap_dsp": {
            name: {"b": _number(effect.b), "p": _number(effect.p_value)}
            for name, effect in ({} if found.reason else {"need": found.need, **found.facets}).items()
        },
        "controls": list(found.controls),
        "placebo": _placebo(found),
        "sensitivity": _sensitivity(variants),
        "circularity": {
            "ties_within_programmes": found.within_programmes,
            "auc_without_programmes": _number(found.score(WITHOUT_PROGRAMMES)),
        },
        "actors": found.actors,
        "pairs": found.pairs,
        "ties": found.ties,
        "ties_left_out": dict(found.left_out),
        "hidden": HIDDEN,
        "repeats": found.repeats,
        "draws": found.draws,
        "seed": settings.seed,
        "passed": found.passed,
        "support": _support(found),
        "reason": _reasons(found, dataset, settings),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _scores(found: Validity, column: str) -> dict[str, float | None]:
    return {name: _number(found.score(name, column)) for name in PREDICTORS}


def _difference(found: Validity) -> Mapping[str, float | str | None] | None:
    """AUC of need less that of size, over all ties."""
    if found.reason:
        return None
    names = {"need_minus_size": "value", "standard_error": "spread", "low": "low", "high": "high"}
    numbers = {key: _number(getattr(found.advantage, name)) for key, name in names.items()}
    return {**numbers, "method": found.advantage.method}


def _support(found: Validity) -> str | None:
    """Return the verdict in a word; None where nothing was tested."""
    if found.reason:
        return None
    better = "supported" if found.clearly_better else "not_clearly_better_than_size"
    return better if found.passed else "not_supported"


def _placebo(found: Validity) -> Mapping[str, float | int | None] | None:
    if found.placebo is None:
        return None
    numbers = {"auc": _number(found.placebo.mean), "auc_observed": _number(found.placebo.observed)}
    return {**numbers, "at_least_observed": found.placebo.at_least, "draws": found.placebo.draws}


def _sensitivity(variants: Sequence[Variant]) -> Mapping[str, float | int | None] | None:
    if not variants:
        return None
    return {
        "choices": len(variants),
        "lowest_kendall_tau": _number(_lowest(v.tau for v in variants)),
        "lowest_jaccard": _number(_lowest(v.jaccard for v in variants)),
    }


def _reasons(found: Validity, dataset: Dataset, settings: Settings) -> Mapping[str, str] | None:
    if not found.reason:
        return None
    told = {language: _reason(found, dataset, settings, open_catalogue(language)) for language in LANGUAGES}
    return {"code": found.reason, **told}


def _lowest(values: Iterable[float]) -> float:
    return min((value for value in values if not math.isnan(value)), default=math.nan)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(f"{value:.9g}")
