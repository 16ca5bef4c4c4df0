"""KoboToolbox export of a roster: one row a respondent, who chose the partners it works with from one list.

Headers may carry their groups (``relasi/mitra``). A choice of several stands in one column, in a column
for each option (0 or 1), or in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synergy.tables.layouts.draft import Draft
from synergy.tables.layouts.imported import Imported, fold, tidy
from synergy.tables.layouts.listing import Listing, listings, pick, tell_rest
from synergy.tables.layouts.source import Source
from synergy.tables.table import Row
from synergy.tables.words import squeeze

FORM = (
    "start",
    "end",
    "today",
    "deviceid",
    "subscriberid",
    "simid",
    "phonenumber",
    "username",
    "audit",
    "formhub/uuid",
)
MARKS = ("_uuid", "_submission_time", "_id", "_index", "meta/instanceID", "__version__")
WHO: tuple[str, ...] = (
    "organisation",
    "organization",
    "organisasi",
    "lembaga",
    "instansi",
    "nama_instansi",
    "nama_lembaga",
    "opd",
)
WHO += ("nama_opd", "actor", "aktor", "org", "agency", "respondent", "responden", "name", "nama")
NOBODY = ("none", "tidak_ada", "tidakada", "other", "lainnya", "lain", "na", "no_one", "nobody")
NOT_CHOSEN = ("", "0", "0.0", "false", "no", "tidak", "none", "never", "tidak_pernah")
CHOSEN = ("1", "1.0", "true", "yes", "ya")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A question about partners: its options by header, or (where ``single``) the one column that holds all."""

    name: str
    options: Mapping[str, str]
    single: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """All columns that belong to it."""
        return (*self.options, *([self.single] if self.single else []))


def _is_form(header: Sequence[str]) -> bool:
    return sum(mark in header for mark in MARKS) >= 2


def recognises(source: Source) -> bool:
    """Return whether a sheet has the columns that KoboToolbox adds to every export."""
    return source.head[:1] != "<" and bool(listings(source, _is_form))


def read(source: Source) -> Imported:
    """Read respondents as actors and every partner named as a tie that the respondent reports."""
    draft = Draft("kobo", source.file)
    found = listings(source, _is_form)
    for one in found[:1]:
        _form(source, one, draft)
    tell_rest(source, found[:1], draft)
    return draft.finish()


def _form(source: Source, found: Listing, draft: Draft) -> None:
    last = {header: squeeze(header.rpartition("/")[2]) for header in found.header}
    who = next((h for name in WHO for h in found.header if last[h] == squeeze(name)), "")
    if not who:
        raise source.stop("no-respondent-column", found.number, allowed=", ".join(WHO[:8]))
    questions = _questions(found, who)
    if not questions:
        raise source.stop("no-roster-question", found.number, value=who)
    _actors(found, who, questions, draft)
    for question in questions:
        for row in found.rows:
            if row.cells[who].strip():
                _reports(question, row, who, draft)
    members = {fold(option): option for question in questions for option in _options(question, found)}
    for option in members.values():
        key = draft.met("stakeholders", option, found.grid.at(found.number))
        if not draft.cell("stakeholders", key, "respondent"):
            draft.add_to("stakeholders", key, {"respondent": "no"})
            draft.changed("did_not_answer", found.grid.at(found.number), option)


def _questions(found: Listing, who: str) -> list[_Question]:
    """Return the questions whose options name respondents."""
    people = {fold(row.cells[who]) for row in found.rows} - {""}
    groups: dict[str, dict[str, str]] = {}
    for header in found.header:
        stem, slash, option = header.rpartition("/")
        if slash and header != who:
            groups.setdefault(stem, {})[header] = option
    questions = []
    for stem, options in groups.items():
        if len(options) > 1 and people & {fold(option) for option in options.values()}:
            single = stem if stem in found.header else ""
            questions.append(_Question(name=stem.rpartition("/")[2], options=options, single=single))
    taken = {header for question in questions for header in question.headers}
    for header in found.header:
        words = {fold(word) for row in found.rows for word in row.cells[header].split()}
        several = any(len(row.cells[header].split()) > 1 for row in found.rows)
        if header not in (*taken, who) and several and words & people:
            questions.append(_Question(name=header.rpartition("/")[2], options={}, single=header))
    return questions


def _options(question: _Question, found: Listing) -> list[str]:
    if question.options:
        named = list(question.options.values())
    else:
        named = [word for row in found.rows for word in row.cells[question.single].split()]
    return [option for option in dict.fromkeys(named) if squeeze(option) not in map(squeeze, NOBODY)]


def _actors(found: Listing, who: str, questions: Sequence[_Question], draft: Draft) -> None:
    """Declare the respondents with their other answers; columns of the form itself are left."""
    asked = {header for question in questions for header in question.headers}
    form = [h for h in found.header if h.startswith(("_", "meta/", "formhub/")) or h in FORM]
    for header in form:
        draft.left("form_columns", found.grid.at(found.number, header), header)
    names = _plain_names([h for h in found.header if h not in (*asked, *form, who)])
    label = pick(list(names.values()), ("name", "nama"))
    draft.heads([who, *names.values()], "stakeholders", **{"id": who} | ({"name": label} if label else {}))
    draft.heads([q.name for q in questions], "ties")
    for question in questions:
        draft.heads([], "ties", type=question.name)
    for row in found.rows:
        given = row.cells[who].strip()
        if not given:
            draft.left("rows_without_name", row.origin, table="stakeholders")
            continue
        cells = {name: row.cells[header] for header, name in names.items() if name != label}
        shown = next((row.cells[header] for header, name in names.items() if label and name == label), "").strip()
        alias = {"aliases": given} if shown and fold(shown) != fold(given) else {}
        draft.thing("stakeholders", shown or given, row.origin, {**cells, **alias, "respondent": "yes"}, given=given)


def _plain_names(headers: Sequence[str]) -> dict[str, str]:
    """Return each header without its groups, unless two would then be the same."""
    last = [header.rpartition("/")[2] for header in headers]
    return {h: (name if last.count(name) == 1 and name else h) for h, name in zip(headers, last, strict=True)}


def _reports(question: _Question, row: Row, who: str, draft: Draft) -> None:
    chosen = _chosen(question, row, draft)
    origin = row.origin
    for option, answer in chosen.items():
        if squeeze(option) in map(squeeze, NOBODY):
            draft.left("options_not_actors", origin, option, table="ties")
            continue
        ends = (draft.met("stakeholders", row.cells[who].strip(), origin), draft.met("stakeholders", option, origin))
        reporter = {"reported_by": ends[0], "type": question.name, "directed": "no"}
        frequency = {} if answer.casefold() in CHOSEN else {"frequency": answer}
        draft.tie(ends, origin, {**reporter, **frequency})


def _chosen(question: _Question, row: Row, draft: Draft) -> dict[str, str]:
    """Return the options a respondent chose, and the answer for each where it is more than a yes.

    Where both the column that holds all answers and those of the options are there, an answer in either counts.
    """
    words = row.cells[question.single].split() if question.single else []
    if not question.options:
        return dict.fromkeys(words, "1")
    known = {fold(option): option for option in question.options.values()}
    together = dict.fromkeys(known.get(fold(word), word) for word in words)
    answers = {option: tidy(row.cells[header]) for header, option in question.options.items()}
    chosen = {option: text for option, text in answers.items() if text.casefold() not in NOT_CHOSEN}
    for option in dict.fromkeys((*together, *chosen)) if together else ():
        if option in chosen and option in together:
            continue
        code = "answers_only_together" if option not in chosen and not answers.get(option) else "answers_differ"
        draft.changed(code, row.origin, f"{question.name}: {option}")
    return {**dict.fromkeys(together, "1"), **chosen}
