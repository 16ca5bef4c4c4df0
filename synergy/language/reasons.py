"""Findings as sentences, one builder a kind: who, why, through which programmes, what is uncertain, what first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from synergy.dataset.records import Basis, Claim, Dataset, Status, Tie
from synergy.findings.finding import COMPUTED, Cell, Finding
from synergy.language.catalogue import Catalogue
from synergy.language.evidence import voices

SURE = 0.05  # q-value up to which two are said to share more than their size would give
MOST_NAMES = 6  # names listed in one sentence before the rest is only counted


def names_of(actors: Sequence[str], dataset: Dataset, words: Catalogue) -> str:
    """Name actors inside a sentence; of many, the first few and how many more."""
    return words.listed(words.first_of([words.inline(dataset.actor[actor]) for actor in actors], MOST_NAMES))


def _missing_link(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    a, b = (words.inline(dataset.actor[actor]) for actor in finding.actors)
    ties = dataset.ties_between(finding.actors)
    needed = [t for t in ties if t.status is Status.NEEDED]
    shared = shared_of(finding.values.get("shared", {}), dataset, words)
    between = finding.values.get("go_between")
    blanks: dict[str, object] = {
        "a": a,
        "b": b,
        "voice": voices((t.evidence for t in needed), dataset, words),
        "purpose": _purpose(needed, words),
        "types": tie_types(finding.actors, dataset, words),
        "shared": shared,
        "go_between": words.inline(dataset.actor[str(between)]) if between else "",
    }
    inferred = "_inferred" if "end_inferred" in finding.caveats else ""
    said = _said_instead(ties) or finding.absence or ""
    sentences = [words.text(_form(f"{finding.pattern}{inferred}", said, words), **blanks)]
    if needed:
        sentences.append(words.text(_form(f"{finding.pattern}_tail", said, words), **blanks))
        if shared:
            sentences.append(words.text("reason.missing_link.also_shared", **blanks))
        if between:
            sentences.append(words.text("reason.missing_link.brokered_tail", **blanks))
    return sentences + _hints(finding, dataset, words)


def _said_instead(ties: Sequence[Tie]) -> str:
    """Return what the data say of a tie that is not there: planned, in dispute, or over; "" where they say nothing."""
    said = {tie.status for tie in ties}
    if Status.EXISTING in said:
        return ""
    return next((str(s) for s in (Status.INTENDED, Status.CONTESTED, Status.ENDED) if s in said), "")


def _form(pattern: str, said: str, words: Catalogue) -> str:
    """Return the key of a sentence, in the form that tells how the tie is absent."""
    key = f"reason.missing_link.{pattern}"
    return f"{key}_{said}" if words.has(f"{key}_{said}") else key


def _hints(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    """What speaks for a link that is not on record: a tie with a collective, a statement that names both."""
    sentences = []
    for end, partner in _pairs(finding.values.get("through")):
        other = next(actor for actor in finding.actors if actor != end)
        a, b, c = (words.inline(dataset.actor[actor]) for actor in (end, partner, other))
        key = "through" if dataset.actor[partner].placeholder else "through_part"
        sentences.append(words.text(f"reason.missing_link.{key}", a=a, b=b, other=c))
    together = finding.values.get("together")
    for claim in dataset.claims:
        if isinstance(together, tuple) and claim.id in together:
            sentences.append(words.text("reason.missing_link.together", statement=words.statement(claim)))
    return sentences


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    return value if isinstance(value, tuple) else ()


def doubts(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    """What is uncertain about a pair, and what to do first."""
    a, b = (words.inline(dataset.actor[actor]) for actor in finding.actors)
    stands = [actor for actor in finding.actors if dataset.actor[actor].placeholder]
    names = words.listed([words.label(dataset.actor[actor]) for actor in stands])
    sentences = [words.text("reason.missing_link.need_inferred")] if "need_inferred" in finding.caveats else []
    sentences += _chance(finding, words)
    if stands:
        key = "placeholder_end" if len(stands) == 1 else "placeholder_ends"
        sentences.append(words.text(f"reason.missing_link.{key}", names=names))
    elif finding.status == "partial":
        sentences.append(words.text("reason.missing_link.step_partial", a=a, b=b))
    else:
        sentences.append(words.text("reason.missing_link.step", a=a, b=b))
    return sentences


def _chance(finding: Finding, words: Catalogue) -> list[str]:
    """Say what the size of two portfolios alone would give, how firm the place is, and what the other ties suggest."""
    if finding.basis != (COMPUTED,):
        return []
    sentences = []
    if finding.p_value is not None:
        q = 1.0 if finding.q_value is None else finding.q_value
        key = "more_than_size" if q <= SURE else "rare_alone" if finding.p_value <= SURE else "by_size"
        said = {"p": words.p_value(finding.p_value), "q": words.number(q, 3)}
        sentences.append(words.text(f"reason.missing_link.{key}", **said))
    if finding.stability is not None:
        sentences.append(words.text("reason.missing_link.stability", share=words.percent(finding.stability)))
    if finding.quadrant:
        sentences.append(words.text(f"reason.missing_link.{finding.quadrant}"))
    return sentences


def tie_types(actors: Sequence[str], dataset: Dataset, words: Catalogue) -> str:
    """Name the types of the existing ties between two actors, in lower case."""
    found = (t.type for t in dataset.ties_between(actors) if t.status is Status.EXISTING)
    return words.listed([words.term(dataset, "tie_type", kind).lower() for kind in dict.fromkeys(found)])


def _purpose(needed: Sequence[Tie], words: Catalogue) -> str:
    said = [purpose for purpose in dict.fromkeys(map(words.purpose, needed)) if purpose]
    return f" {words.listed(said)}" if said else ""


def shared_of(shared: object, dataset: Dataset, words: Catalogue) -> str:
    """Name what two actors share: up to two programmes, then functions, clusters and target groups."""
    if not isinstance(shared, Mapping):
        return ""
    parts = []
    for facet in ("programme", "dependency", "cluster", "function", "target_group"):
        columns = list(shared.get(facet, ()))
        if columns:
            parts.append(words.text(f"shared.{facet}", n=len(columns), names=_terms(facet, columns, dataset, words)))
    return words.listed(parts)


def _terms(facet: str, columns: Sequence[str], dataset: Dataset, words: Catalogue) -> str:
    def name(column: str) -> str:
        if facet in ("programme", "dependency"):
            return words.quoted(words.name(dataset.programme[column]))
        return words.term(dataset, facet, column).lower()

    return words.listed(words.first_of([name(column) for column in columns], 2))


def cell_name(cell: Cell, dataset: Dataset, words: Catalogue) -> str:
    """Name a cell: "koordinasi untuk semua anak dalam klaster perlindungan khusus"."""
    parts = {
        "function": words.term(dataset, "function", cell.function).lower() if cell.function else "",
        "group": words.term(dataset, "target_group", cell.target_group).lower() if cell.target_group else "",
        "cluster": words.term(dataset, "cluster", cell.cluster).lower() if cell.cluster else "",
    }
    key = "_".join(name for name, value in parts.items() if value)
    return words.text(f"cell.{key}", **parts)


def _overlap(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    ids = finding.values.get("claims", ())
    statements = " ".join(words.statement(c) for c in dataset.claims if c.id in ids) if isinstance(ids, tuple) else ""
    if finding.status is None:
        return [words.text(f"reason.overlap.{finding.pattern}", statements=statements)]
    a, b = (words.inline(dataset.actor[actor]) for actor in finding.actors)
    cells = words.listed(list(dict.fromkeys(cell_name(cell, dataset, words) for cell in finding.cells))[:2])
    sentences = [words.text(f"reason.overlap.{finding.pattern}", a=a, b=b, cells=cells)]
    types = tie_types(finding.actors, dataset, words)
    state = "managed" if finding.managed else "partly" if types else "unmanaged"
    sentences.append(words.text(f"reason.overlap.{state}", types=types))
    unknown = finding.values.get("unknown", ())
    dimensions = (
        [words.text(f"reason.dimension.{d}") for d in unknown if d != "territory"] if isinstance(unknown, tuple) else []
    )
    if dimensions:
        sentences.append(words.text("reason.overlap.unknown", dimensions=words.listed(dimensions)))
    if statements:
        sentences.append(words.text("reason.overlap.also_stated", statements=statements))
    if finding.status in ("duplication", "overlap"):
        sentences.append(words.text("reason.overlap.step"))
    return sentences


def _single_point(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    values = finding.values
    a = words.inline(dataset.actor[finding.actors[0]])
    sentences = [
        words.text(
            "reason.single_point.cut_point",
            a=a,
            partners=values["partners"],
            before=values["before"],
            parts=values["parts"],
        )
    ]
    cut_off = [x for x in (values["cut_off"] if isinstance(values["cut_off"], tuple) else ())]
    alone = values["alone"] if isinstance(values["alone"], tuple) else ()
    key = "cut_off" if len(cut_off) <= MOST_NAMES else "some_cut_off"
    names = names_of(cut_off, dataset, words)
    sentences.append(words.text(f"reason.single_point.{key}", n=len(cut_off), rest=values["rest"], names=names))
    if alone and len(alone) != len(cut_off):
        key = "alone_parts" if any(dataset.actor[actor].parent for actor in alone) else "alone"
        sentences.append(words.text(f"reason.single_point.{key}", n=len(alone), rest=values["rest"]))
    return sentences


def _conflict(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    if finding.pattern == "tie":
        a, b = (words.inline(dataset.actor[actor]) for actor in finding.actors)
        return [words.text("reason.conflict.tie", a=a, b=b)]
    return [words.text(f"reason.conflict.{finding.pattern}", sides=_statements(finding, dataset, words))]


def _system_gap(finding: Finding, dataset: Dataset, words: Catalogue) -> list[str]:
    return [words.text("reason.system_gap.stated", sides=_statements(finding, dataset, words))]


def _statements(finding: Finding, dataset: Dataset, words: Catalogue) -> str:
    """The statements of a topic, those for before those against, neutral ones last."""
    order = {"for": 0, "against": 1}
    ids = finding.values["claims"]
    claims = [claim for claim in dataset.claims if isinstance(ids, tuple) and claim.id in ids]
    claims.sort(key=lambda claim: (order.get(claim.stance, 2), claim.id))
    return " ".join(marked(claim, words) for claim in claims)


def marked(claim: Claim, words: Catalogue) -> str:
    """A statement, marked where it is the coder's reading rather than a source's word."""
    statement = words.statement(claim)
    return f"{statement} {words.text('reason.reading')}" if claim.evidence.basis is Basis.INFERRED else statement


REASONS: Mapping[str, Callable[[Finding, Dataset, Catalogue], list[str]]] = {
    "missing_link": _missing_link,
    "overlap": _overlap,
    "single_point": _single_point,
    "conflict": _conflict,
    "system_gap": _system_gap,
}
