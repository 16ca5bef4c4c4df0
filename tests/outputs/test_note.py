"""The note to the mayor: one page, three short findings, each with how sure it is, and never more than is known."""

import json
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from synergy import pipeline
from synergy.cli import main
from synergy.dataset.records import Basis, Confidence, Evidence
from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.documents.blocks import Paragraph, Points, Table, text
from synergy.outputs.documents.docx import write_docx
from synergy.outputs.documents.html import render_html
from synergy.outputs.documents.pdf import render_pdf
from synergy.outputs.note import note, room
from synergy.outputs.note.messages import three_messages
from synergy.outputs.note.shorter import SENTENCE, words_in
from synergy.outputs.note.sure import sure
from synergy.problems import Origin
from tests.conftest import actors, ties, write_study

LONG = "Dinas Pemberdayaan Masyarakat, Perlindungan Perempuan, Anak, Pengendalian Penduduk dan Keluarga Wilayah {}"
SECTORS = ("city_agency", "ngo", "business")
NO_CHANCE = "[parameters]\nchance_up_to = 10\n"  # which would take minutes, and of which the note tells nothing
EVIL = '#panic() *b* </w:t><b>{{ 7*7 }} =HYPERLINK("x") & @ref $x$'


def crowd(count):
    """A study of so many actors with long names, needed ties, duties in common, and much to say of itself."""
    programmes = [{"id": f"P{k}", "name": f"Program {LONG.format(k)}", "cluster": "I"} for k in range(count)]
    duties = [
        {"actor": f"A{i}", "programme": f"P{(7 * i + j) % count}", "role": "implement"}
        for i in range(count)
        for j in range(2)
    ]
    joined = [f"A{i}-A{i // 2}" for i in range(1, count)]
    needed = [f"A{i}-A{count - 1 - i}" for i in range(0, count // 2, 3)]
    tables = {
        "stakeholders": [{"id": f"A{i}", "name": LONG.format(i), "sector": SECTORS[i % 3]} for i in range(count)],
        "ties": ties(*joined) + ties(*needed, status="needed", source="S1"),
        "programmes": programmes,
        "participation": duties,
        "sources": [{"id": "S1", "title": LONG.format("sumber")}],
    }
    caution = "Data ini baru sebagian. " * 40
    return tables, f'title = "{LONG.format("studi") * 3}"\nperiod = "2018-2020"\ncaution = "{caution}"\n\n{NO_CHANCE}'


def pages(document):
    return len(PdfReader(BytesIO(render_pdf(document).content)).pages)


def points(document):
    return ["".join(s.text for s in item) for b in document.blocks if isinstance(b, Points) for item in b.items]


def whole(document):
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(render_pdf(document).content)).pages).split()
    )


@pytest.fixture(scope="module", params=[5, 48, 200])
def crowded(request, tmp_path_factory):
    tables, study = crowd(request.param)
    return pipeline.analyse(write_study(tmp_path_factory.mktemp("crowd") / "study", tables, study))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_however_many_actors_and_however_long_their_names(crowded, language):
    document = note(crowded, open_catalogue(language))
    assert pages(document) == 1
    assert len(points(document)) >= 2
    told = three_messages(crowded, open_catalogue(language))
    assert all(words_in(f"{m.sentence} {m.tag}") <= SENTENCE for m in told)
    state = {"id": "tidak tercatat", "en": "not on record"}[language]
    assert state in told[0].sentence  # shortened, but never by what matters


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bundled_case_fills_one_page_with_three_findings(case, language):
    words = open_catalogue(language)
    document = note(case, words)
    assert pages(document) == 1
    told = three_messages(case, words)
    assert [m.tag for m in told] == [f"[{words.text(f'note.sure.{code}')}]" for code in ("read", "one", "computed")]
    assert points(document) == [f"{m.sentence} {m.tag}" for m in told] + [m.request for m in told]
    assert all(words_in(f"{m.sentence} {m.tag}") <= SENTENCE for m in told)
    assert all("…" not in m.sentence for m in told)


def test_the_frame_is_that_of_a_nota_dinas_with_every_place_blank(case):
    document = note(case, open_catalogue("id"))
    head, signature = (b for b in document.blocks if isinstance(b, Table))
    assert (document.title, document.subtitle.startswith("Nomor: …")) == ("NOTA DINAS", True)
    assert [row[0] for row in head.rows] == ["Yth.", "Dari", "Tanggal", "Sifat", "Lampiran", "Hal"]
    assert all("…" in row[1] for row in head.rows[:-1])
    assert len(document.letterhead) == 3
    assert all("…" in line for line in document.letterhead)
    assert [row[1].strip(" …\xa0") for row in signature.rows] == ["Jabatan", "", "", "", "", "Pangkat, NIP"]


def test_it_says_what_it_rests_on_and_what_to_beware_of(case):
    said = whole(note(case, open_catalogue("en")))
    existing = sum(tie.status == "existing" for tie in case.dataset.ties)
    counts = f"{len(case.dataset.actors)} actors, {existing} existing ties and {len(case.dataset.sources)} sources"
    assert counts in said
    assert "Not recorded does not mean absent" in said
    assert "coded by one person" in said  # the study's own caution
    assert "told from one side, some actors stand for many" in said
    assert "computed list could not be tested" in said


def test_a_link_that_a_tie_with_a_collective_may_include_is_told_with_it(case):
    assert "Finding 1: one of the two has a tie on record with a group" in whole(note(case, open_catalogue("en")))


def test_what_only_the_centre_can_settle_is_passed_on_to_it(case):
    asked = [m.request for m in three_messages(case, open_catalogue("en"))]
    assert asked[0].startswith("Taking up cooperation of DPMP3AKB with the Environment Office")
    assert asked[1].startswith("Passing on to central government")


def test_the_third_finding_goes_first_when_room_is_short(case, monkeypatch):
    words = open_catalogue("id")
    full = points(note(case, words))
    short = full
    while short == full:  # less and less room, until something has to go
        monkeypatch.setattr(room, "ROOM", room.ROOM - 2.0)
        short = points(note(case, words))
    assert short == [*full[:2], *full[3:5]]


def test_what_is_reckoned_to_fit_does(case):
    """From short to long, a note that is taken to fit is one page; and the reckoning is not merely timid."""
    document = note(case, open_catalogue("id"))
    fitting = 0
    for n in range(0, 200, 8):
        other = replace(document, blocks=(*document.blocks[:3], Paragraph(text("Dinas Lingkungan Hidup " * n))))
        if room.fits(other):
            fitting = n
            assert pages(other) == 1, n
    assert 60 < fitting < 192


def test_a_study_of_names_alone_says_that_nothing_can_be_told(tmp_path):
    analysis = pipeline.analyse(write_study(tmp_path / "study", {"stakeholders": actors("a", "b", "c")}))
    for language in LANGUAGES:
        words = open_catalogue(language)
        document = note(analysis, words)
        assert pages(document) == 1
        said = whole(document)
        assert words.text("answer.unknown") in said
        assert words.text("agenda.none") in said


def test_without_stated_needs_the_first_computed_link_is_told_as_computed(analysed):
    duties = [{"actor": a, "programme": "P1", "role": "implement"} for a in "abc"]
    tables = {"programmes": [{"id": "P1", "name": "Program Satu"}], "participation": duties}
    analysis = analysed(stakeholders=actors(*"abcd"), ties=ties("a-b", "c-d"), **tables)
    first = three_messages(analysis, open_catalogue("id"))[0]
    assert "Program Satu" in first.sentence
    assert "tidak ada sumber yang mencatat" in first.sentence or "tidak tercatat" in first.sentence
    assert first.tag == "[dihitung]"
    assert first.request.startswith("Mempertemukan Actor")


def test_a_denied_tie_is_never_called_unrecorded(analysed):
    name = LONG.format("utara")
    people = [
        {"id": "a", "name": name, "sector": "ngo", "respondent": "yes"},
        {"id": "b", "name": LONG.format("selatan"), "sector": "ngo", "respondent": "yes"},
        {"id": "c", "name": "C", "sector": "ngo", "respondent": "yes"},
    ]
    duties = [{"actor": a, "programme": "P1", "role": "implement"} for a in "ab"]
    analysis = analysed(
        stakeholders=people,
        ties=ties("a-c") + ties("a-b", status="denied", reported_by="a"),
        programmes=[{"id": "P1", "name": LONG.format("P")}],
        participation=duties,
    )
    first = three_messages(analysis, open_catalogue("id"))[0]
    assert "disangkal" in first.sentence or "tidak bekerja sama" in first.sentence
    assert "tidak tercatat" not in first.sentence


@pytest.mark.parametrize(
    ("basis", "sources", "confidence", "inferred", "code"),
    [
        (("computed",), "AB", None, False, "computed"),
        (("stated",), "AB", None, True, "read"),
        (("stated",), "AB", Confidence.LOW, False, "low"),
        (("stated", "computed"), "AB", Confidence.MEDIUM, False, "several"),
        (("stated",), "A", Confidence.HIGH, False, "one"),
        (("stated",), "", None, False, "none"),
    ],
)
def test_how_sure_a_finding_is_follows_a_rule(basis, sources, confidence, inferred, code):
    reading = Basis.INFERRED if inferred else Basis.STATED
    piece = Evidence(origin=Origin("ties"), sources=tuple(sources), confidence=confidence, basis=reading)
    assert sure(basis, [piece]) == code


def test_evil_text_stays_text_in_every_format(tmp_path):
    people = [{"id": "a", "name": EVIL, "sector": "ngo"}, {"id": "b", "name": f"{EVIL} b", "sector": "ngo"}]
    needed = ties("a-b", status="needed")
    study = write_study(tmp_path / "study", {"stakeholders": people, "ties": needed}, 'title = "#panic() *t* <i>"\n')
    document = note(pipeline.analyse(study), open_catalogue("id"))
    assert "#panic() *b* </w:t>" in whole(document)
    assert "“#panic() *t* <i>”" in whole(document)
    assert "<i>" not in render_html(document)
    write_docx(document, tmp_path / "note.docx")
    assert any("#panic() *b* </w:t>" in p.text for p in docx.Document(str(tmp_path / "note.docx")).paragraphs)


def test_only_note_writes_its_files_alone_and_the_record_lists_them(tmp_path):
    study = write_study(tmp_path / "study", {"stakeholders": actors("a", "b"), "ties": ties("a-b")})
    first, second = tmp_path / "one", tmp_path / "two"
    for out in (first, second):
        done = CliRunner().invoke(main, ["analyse", str(study), "-o", str(out), "--only", "note"])
        assert done.exit_code == 0, done.output
        assert f"{out}/note.id.docx" in done.output.replace("\\", "/")
    written = {path.name: path.read_bytes() for path in first.iterdir()}
    always = {"record.json", "ro-crate-metadata.json", "references.bib", "methods.id.md", "methods.en.md"}
    assert set(written) == {f"note.{x}.{y}" for x in ("id", "en") for y in ("docx", "pdf")} | always
    assert written == {path.name: path.read_bytes() for path in second.iterdir()}
    record = json.loads(written["record.json"])
    assert set(record["outputs"]) == set(written) - {"record.json"}
    foot = PdfReader(first / "note.id.pdf").pages[0].extract_text()
    assert record["run"] in foot
