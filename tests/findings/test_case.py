"""The bundled case: what a reader of the paper would check."""

from synergy.dataset.records import Kind, Status
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import answer, reason


def pairs(analysis, status):
    return {tuple(sorted(t.ends)) for t in analysis.dataset.ties if t.status is status}


def test_needed_partners_are_named_with_who_says_so(case):
    stated = {f.actors: f for f in case.by_kind["missing_link"] if "stated" in f.basis}
    assert set(stated) == pairs(case, Status.NEEDED)
    words = open_catalogue("id")
    police = reason(stated["A01", "A35"], case, words)
    assert "informan 3" in police
    assert "Kepolisian" in police
    some = {
        ("A01", "A36"),
        ("A01", "A42"),
    }  # on record, and more is called for
    assert {f.status for pair, f in stated.items() if pair in some} == {"partial"}
    assert {f.status for pair, f in stated.items() if pair not in some} == {"open"}


def test_the_hub_is_the_agency_the_study_is_told_by(case):
    first = case.by_kind["single_point"][0]
    assert first.actors == ("A01",)
    assert len(first.components_after) == 15


def test_nobody_enters_the_network_but_ends_of_existing_ties(case):
    ends = {end for pair in pairs(case, Status.EXISTING) for end in pair}
    assert set(case.network.members) == ends
    assert len(case.dataset.ties) - len(pairs(case, Status.NEEDED)) > len(pairs(case, Status.EXISTING)) == 41


def test_one_node_an_actor_and_no_person_among_them(case):
    persons = {a.id for a in case.dataset.actors if a.kind is Kind.PERSON}
    assert len(persons) == 6
    assert not persons & set(case.network.members)
    names = [n.casefold() for a in case.dataset.actors for n in (a.name, *a.aliases)]
    assert len(names) == len(set(names))


def test_the_national_overlap_risk_is_stated_first(case):
    first = case.by_kind["overlap"][0]
    assert first.actors == ("A02", "A30", "A31")
    assert first.managed is None


def test_usual_owners_that_the_sources_do_not_name_are_no_actors(case):
    names = {a.name for a in case.dataset.actors} | {x for a in case.dataset.actors for x in a.aliases}
    owners = next(f for f in case.by_kind["coverage_gap"] if f.basis == ("expected",)).values["owners"]
    assert "Dinas Kesehatan" in owners
    assert not names & set(owners)
    assert "Dinas Sosial" in owners  # the paper's "dinas social" is that of other cities


def test_every_finding_rests_on_rows_of_the_tables(case):
    for finding in case.findings:
        assert finding.evidence or finding.basis == ("expected",), finding.id
        for piece in finding.evidence:
            assert piece.origin.row
            assert piece.origin.row > 1


def test_no_persons_name_is_ever_said(case):
    names = [alias for a in case.dataset.actors if a.kind is Kind.PERSON for alias in a.aliases]
    for language in LANGUAGES:
        words = open_catalogue(language)
        said = answer(case, words) + " ".join(reason(f, case, words) for f in case.findings)
        assert not [name for name in names if name in said]
