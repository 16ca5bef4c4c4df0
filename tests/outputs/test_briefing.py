"""The briefing of the bundled case: what a reader of the study looks for is said, and where it stands."""

import pytest

from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.briefing import briefing
from synergy.outputs.documents.html import render_html
from tests.outputs.reading import plain

SAID = {
    "en": [
        # the agency is tied to city agencies as a group, of which two of those called for may be part
        "which may already include the Environment Office and the Education Office",
        # a link whose parties the source does not name is the coder's reading
        "so that an institution helps get the work on KLA into the media; that it is between DPMP3AKB and mass",
        "each has a different duty",
        "How much seems to hang on DPMP3AKB is partly a product of a study told mainly from its side.",
        "The sources assess 1 matter differently: DPMP3AKB's role. On 3 more, the coder reads a contradiction:",
        # what the study found of the parties, and what is carried out already, with the place
        "involves KPP-PA, community organisations, academia and business. (AUTH, Abstrak; §4)",
        "birth certificates and child-friendly information. (PRS3, §3, Implementasi strategi (a))",
        # needs are put on the agenda with what they are for
        "so that both sides provide a clear budget for KLA",
        "school drop-outs, budget for KLA, integration of data",
        # what exists to take matters up
        "“Start-of-year coordination meeting”",
        "the KLA Task Force, the Women and Child Protection Network, and the Anti-Trafficking Task Force",
        # those through whom others meet, and those without a tie
        "are linked through DPMP3AKB",
        # the points tell of what is in place, too
        "In place or counted on, according to the sources: the KLA regulation, local action plan",
        "being part of a larger body does not count as a tie",
        "on record; also called for",
        "5 named actors carry a programme or duty while no existing tie of theirs is on record",
        "most of which are the coder's reading",
        "ask them with whom they do so. Some of these duties are the coder's reading.",
        # what stands in no finding is told all the same
        "Rows 8 and 11 of the work plan are nearly the same",
        "DPMP3AKB's secretary is also charged with collecting data",
        "DPMP3AKB – Schools and madrasahs Coaching or supervision",
        "KLA data and indicator entry meetings (DPMP3AKB)",
    ],
    "id": [
        "yang mungkin sudah mencakup Dinas Lingkungan Hidup dan Dinas Pendidikan",
        "Sumber menilai 1 hal secara berbeda: peran DPMP3AKB. Pada 3 hal lain, pengode membaca adanya pertentangan:",
        "melibatkan KPP-PA, organisasi masyarakat, akademisi, dan dunia usaha. (AUTH, Abstrak; §4)",
        "agar anggaran KLA tersedia dengan jelas dari kedua pihak",
        "Badan koordinasi yang tercatat ada 3: Gugus Tugas KLA",
        "5 aktor bernama memikul program atau tugas, tetapi belum tercatat hubungannya yang sudah berjalan",
        "yang sebagian besar merupakan pembacaan pengode",
    ],
}


@pytest.fixture(scope="module", params=LANGUAGES)
def told(request, case) -> tuple[str, str]:
    return request.param, plain(render_html(briefing(case, open_catalogue(request.param), ())))


def test_a_reader_of_the_study_finds_what_it_says(told):
    language, words = told
    assert [sentence for sentence in SAID[language] if sentence not in words] == []


def test_every_statement_and_every_disagreement_names_its_place(told, case):
    _, words = told
    for claim in case.dataset.claims:
        told_claims = {"strength", "advice"}
        if claim.kind in told_claims or not claim.kind:
            assert claim.evidence.locator.split("; ")[0] in words


def test_no_link_of_the_agency_with_bodies_that_the_study_says_it_has_is_missing(case):
    absent = {f.actors for f in case.by_kind["missing_link"] if f.status in ("open", "brokered")}
    assert not {("A01", "A18"), ("A01", "A19")} & absent
