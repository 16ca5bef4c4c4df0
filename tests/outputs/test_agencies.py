"""Each agency gets one sheet of paper about its own ties, and it says what the tables and findings say."""

import csv
import json
import statistics
import zipfile
from functools import cache
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Cm

from synergy import pipeline
from synergy.dataset.records import Kind, Status
from synergy.language import open_catalogue
from synergy.outputs import agencies
from synergy.outputs.agencies import sheets
from synergy.outputs.agencies.known import Known
from synergy.outputs.agencies.room import clipped, lines, taken
from synergy.outputs.agencies.slug import slug
from synergy.outputs.documents import docx as writer
from synergy.outputs.documents.blocks import Beside, Document, Figure, Heading, Paragraph, Points, Table
from synergy.outputs.documents.docx import write_docx
from synergy.outputs.documents.looks import SHEET
from synergy.outputs.documents.picture import NoTypesetter
from synergy.outputs.tables import write_tables
from tests.conftest import CASE, actors, ties, write_study

HOSTILE = '</w:t> & <b>x</b> =cmd|"/C calc"!A0 $x$ #set page()'
LONG = "Dinas Pemberdayaan Masyarakat, Perlindungan Perempuan dan Anak, serta Keluarga Berencana " * 3


@pytest.fixture(scope="module")
def planted():
    return pipeline.analyse(CASE / "planted")


@pytest.fixture(scope="module", params=["id", "en"])
def case_sheets(case, request):
    """The sheets of the bundled case by the id of the actor, in one language."""
    return by_id(case, request.param)


@cache
def by_id(analysis, language="id"):
    known = Known(analysis)
    documents = [document for _, document in sheets(analysis, open_catalogue(language))]
    return {agency.id: document for agency, document in zip(known.agencies, documents, strict=True)}


def flat(blocks):
    for block in blocks:
        if isinstance(block, Beside):
            yield from flat(block.sides[0] + block.sides[1])
        else:
            yield block


def said(document):
    """Everything a sheet says, picture included, as lines."""
    lines = [document.title, document.subtitle, document.footer]
    for block in flat(document.blocks):
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Paragraph):
            lines.append("".join(span.text for span in block.spans))
        elif isinstance(block, Points):
            lines += ["".join(span.text for span in item) for item in block.items]
        elif isinstance(block, Table):
            lines += [" | ".join(row) for row in (block.header, *block.rows)]
        else:
            lines += [block.alternative, *ElementTree.fromstring(block.svg).itertext()]
    return "\n".join(lines)


def table(document, language, column):
    """The table whose first column has a name of the catalogue; None where the sheet has none."""
    name = open_catalogue(language).text(f"agency.column.{column}")
    return next((b for b in flat(document.blocks) if isinstance(b, Table) and b.header[0] == name), None)


def written_sheet(document, tmp_path):
    write_docx(document, tmp_path / "sheet.docx", SHEET)
    return docx.Document(str(tmp_path / "sheet.docx"))


def dense(n=9, name="Dinas {}"):
    """A study in which every sheet is full: many ties of all kinds, duties in common, requests by name."""
    ids = [f"A{i:02d}" for i in range(n)]
    rows = [{"id": i, "name": name.format(i), "sector": "city_agency", "level": "city"} for i in ids]
    pairs = [(a, b) for k, a in enumerate(ids) for b in ids[k + 1 : k + 9]]
    status = ["existing", "existing", "needed", "existing", "contested"]
    links = [
        {"from": a, "to": b, "type": "funding", "status": status[k % 5], "programme": "P1", "source": "S1"}
        | {"reason": f"untuk {name.format('bersama')}" if k % 5 == 2 else ""}
        for k, (a, b) in enumerate(pairs)
    ]
    duty = {"function": "educate", "cluster": "II", "target_group": "families", "role": "lead", "basis": "inferred"}
    return {
        "stakeholders": rows,
        "programmes": [{"id": "P1", "name": name.format("Program"), "cluster": "II;III"}],
        "participation": [{"actor": i, "programme": "P1", "role": "implement"} for i in ids],
        "ties": links,
        "mandates": [{"actor": i, **duty} for i in ids],
        "claims": [
            {"id": f"N{i}{k}", "topic": f"t{i}{k}", "statement": name.format(i) + ".", "kind": "need", "actors": i}
            for i in ids
            for k in range(4)
        ],
        "sources": [{"id": "S1", "title": name.format("Sumber")}],
    }


class TestWhoGetsASheet:
    def test_organisations_units_and_bodies_that_stand_for_nobody_else(self, case, case_sheets):
        expected = {
            actor.id
            for actor in case.dataset.actors
            if actor.kind in (Kind.ORGANISATION, Kind.UNIT, Kind.BODY) and not actor.placeholder
        }
        assert set(case_sheets) == expected
        assert {"A06", "A09", "A05", "A46"}.isdisjoint(case_sheets)  # persons and collectives

    def test_only_agencies_are_written_where_only_they_are_asked_for(self, case, tmp_path):
        pipeline.publish(case, tmp_path / "out", ("id", "en"), only=("agencies",))
        files = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file())
        record = json.loads((tmp_path / "out/record.json").read_text(encoding="utf-8"))
        assert {name for name in files if "/" in name} == {name for name in record["outputs"] if "/" in name}
        assert "agencies/a01_dpmp3akb-kota-tangerang-selatan.id.docx" in files
        assert len([name for name in files if name.startswith("agencies/")]) == 2 * len(Known(case).agencies)
        assert "findings.json" not in files

    def test_a_study_of_collectives_and_persons_writes_no_folder(self, analysed, tmp_path):
        rows = [*actors("A", kind="collective"), *actors("B", kind="person"), *actors("C", placeholder="yes")]
        pipeline.publish(analysed(stakeholders=rows), tmp_path / "out", ("id",), only=("agencies",))
        assert (tmp_path / "out/record.json").exists()
        assert not (tmp_path / "out/agencies").exists()


class TestNamesOfFiles:
    def test_differ_between_actors_and_not_between_languages(self, case):
        names = {language: [n for n, _ in sheets(case, open_catalogue(language))] for language in ("id", "en")}
        assert names["id"] == names["en"]
        assert len({name.lower() for name in names["id"]}) == len(names["id"])

    @pytest.mark.parametrize("identity", ["CON", "nul", "COM1", "A/1", "A 1", "..", "市", "x" * 300, "A.", "a:b*?"])
    @pytest.mark.parametrize("name", ["Dinas Sosial", "市", "/etc/passwd", "Café & Söhne", "y" * 300])
    def test_are_safe_on_every_system(self, identity, name):
        made = slug(identity, name)
        assert made.isascii()
        assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
        assert len(made) <= 80
        assert made.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}

    def test_ids_that_letters_cannot_tell_apart_stay_apart(self):
        ids = ["A-1", "A 1", "A/1", "A_1", "Á1", "市", "区", "x" * 60, "x" * 61, "a"]
        made = {slug(identity, "1 Dinas") for identity in ids}
        assert len(made) == len(ids)
        assert slug("a", "b c") != slug("a-b", "c")


class TestWhatItSays:
    def test_numbers_and_medians_are_those_of_the_table_of_actors(self, case, tmp_path):
        write_tables(case, tmp_path / "tables")
        with (tmp_path / "tables/actors.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["id"]: row for row in csv.DictReader(file)}
        columns = ("degree", "betweenness", "sector_participation")
        for identity, document in by_id(case, "en").items():
            for column, (_, own, middle) in zip(columns, table(document, "en", "number").rows, strict=True):
                values = [float(row[column]) for row in rows.values() if row[column]]
                for shown, value in ((own, rows[identity][column]), (middle, statistics.median(values))):
                    number = None if shown == "–" else float(shown.rstrip("%")) / (100 if "%" in shown else 1)
                    assert number == (None if value == "" else pytest.approx(float(value), abs=0.006))

    def test_a_comma_divides_decimals_in_indonesian(self, case):
        shown = table(by_id(case)["A01"], "id", "number").rows[1][1]
        assert shown == f"{100 * case.measured.actors.at['A01', 'betweenness']:.1f}%".replace(".", ",")

    def test_no_rank_is_told(self, case_sheets):
        for document in case_sheets.values():
            assert not any(word in said(document).lower() for word in ("peringkat ke", "ranked", "rank "))

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_partners_are_existing_ties_and_never_needed_ones(self, case, planted, language):
        words = open_catalogue(language)
        for analysis in (case, planted):
            known, shown = Known(analysis), by_id(analysis, language)
            for agency in known.agencies:
                partners = table(shown[agency.id], language, "partner")
                existing = {
                    end
                    for tie in analysis.dataset.ties
                    if tie.status is Status.EXISTING and agency.id in tie.ends
                    for end in tie.ends
                } - {agency.id}
                assert {p.actor.id for p in known.partners(agency)} == existing
                assert (partners is None) == (not existing)
                left_out = len(existing) - len(partners.rows) if partners else 0
                if left_out:
                    assert words.text("agency.more", n=left_out, table="tables/ties.csv") in said(shown[agency.id])

    def test_an_agency_that_is_only_called_for_has_no_partner(self, case):
        sheet = by_id(case)["A33"]  # the environment office
        assert table(sheet, "id", "partner") is None
        assert "Tidak tercatat bukan berarti tidak ada" in said(sheet)
        assert table(sheet, "id", "who").rows[0][0] == "DPMP3AKB"
        assert "menyediakan lahan bermain" in said(sheet)
        assert "dibaca pengode" in said(sheet)

    @pytest.mark.parametrize("language", ["id", "en"])
    def test_contacts_are_the_missing_links_of_the_findings(self, case, planted, language):
        words = open_catalogue(language)
        for analysis in (case, planted):
            known, shown = Known(analysis), by_id(analysis, language)
            for agency in known.agencies:
                links = [
                    f
                    for f in analysis.by_kind["missing_link"]
                    if agency.id in f.actors and f.status in ("open", "brokered", "partial")
                ]
                contacts = known.contacts(agency)
                assert [c.link for c in contacts if "stated" in c.link.basis] == [c.link for c in contacts][
                    : sum("stated" in f.basis for f in links)
                ]
                assert {c.link.id for c in contacts} == {f.id for f in links}
                rows = table(shown[agency.id], language, "who")
                for contact, row in zip(contacts, rows.rows if rows else (), strict=False):
                    computed = words.text("agency.contact.computed").lower()
                    assert row[2].lower().startswith(computed) == ("stated" not in contact.link.basis)

    def test_whoever_could_invite_is_the_planned_convener(self, planted):
        known = Known(planted)
        for link in planted.plan.links:
            for end in link.pair.actors:
                agency = planted.dataset.actor[end]
                found = [c for c in known.contacts(agency) if set(c.link.actors) == set(link.pair.actors)]
                if link.convener and found:
                    assert found[0].convener.id == link.convener

    def test_what_sources_ask_of_an_agency_is_told_or_counted(self, case):
        known = Known(case)
        asked = [agency for agency in known.agencies if known.calls(agency)]
        assert "A01" in {agency.id for agency in asked}
        for agency in asked:
            assert known.calls(agency)[0].statement[:40] in said(by_id(case)[agency.id])
            assert all(claim.kind in ("need", "advice") for claim in known.calls(agency))

    def test_what_sources_dispute_is_on_no_sheet(self, case, case_sheets):
        disputed = {f.values.get("topic") for f in case.by_kind["conflict"]}
        statements = [s for c in case.dataset.claims if c.topic in disputed for s in (c.statement, c.statement_en)]
        for document in case_sheets.values():
            assert not any(statement and statement[:60] in said(document) for statement in statements)

    def test_whom_a_sheet_names_has_something_to_do_with_its_agency(self, case):
        known = Known(case)
        for identity, document in by_id(case).items():
            agency = case.dataset.actor[identity]
            own = {p.actor.id for p in known.partners(agency)} | {c.actor.id for c in known.contacts(agency)}
            own |= {c.convener.id for c in known.contacts(agency) if c.convener}
            own |= {other.id for duty in known.duties(agency) for other in duty.others}
            own |= {case.dataset.study.vantage, identity}
            for other in {a.id for a in known.agencies} - own:
                name = case.dataset.actor[other].name
                assert f"{name} |" not in said(document)

    def test_the_caveats_that_matter_stand_on_every_sheet(self, case, planted):
        for document in by_id(case).values():
            assert "Studi ini diceritakan terutama dari sisi DPMP3AKB." in said(document)
            assert "Tidak tercatat bukan berarti tidak ada." in said(document)
            assert "dikodekan satu orang" in said(document)
        for document in by_id(planted, "en").values():
            assert "Everything in this study is made up" in said(document)

    def test_it_says_so_where_an_agency_was_asked_and_did_not_answer(self, analysed):
        rows = [*actors("A", "B", respondent="yes"), *actors("C", respondent="no")]
        shown = by_id(analysed(stakeholders=rows, ties=ties("A-B", "A-C", reported_by="A")), "en")
        assert "This agency has not answered the survey" in said(shown["C"])
        assert "not answered" not in said(shown["A"])
        assert "reported by the partner" in said(shown["C"])

    def test_a_study_with_actors_only_gives_sheets_to_fill_in(self, analysed):
        sheet = by_id(analysed(stakeholders=actors("A", "B")), "en")["A"]
        assert "so there are no numbers" in said(sheet)
        assert "Cannot be told" in said(sheet)
        assert not any(isinstance(block, Figure) for block in flat(sheet.blocks))
        assert len(table(sheet, "en", "wrong").rows) == agencies.BLANK_MOST


class TestOnePage:
    """The heights are those LibreOffice gives, within some ten points (measured on the bundled studies)."""

    def test_the_bundled_case_stands_on_one_page(self, case_sheets):
        for document in case_sheets.values():
            assert taken(document) <= SHEET.room

    def test_the_planted_study_stands_on_one_page(self, planted):
        for language in ("id", "en"):
            for document in by_id(planted, language).values():
                assert taken(document) <= SHEET.room

    @pytest.mark.parametrize("name", ["Dinas {}", "{} " + LONG, "{}" + "W" * 300, "{}-" + "-".join(LONG.split())])
    def test_full_sheets_and_long_names_stand_on_one_page(self, analysed, name):
        for document in by_id(analysed(**dense(name=name))).values():
            assert taken(document) <= SHEET.room
            assert len(table(document, "id", "wrong").rows) >= agencies.BLANK_LEAST
            assert sum(len(b.rows) for b in flat(document.blocks) if isinstance(b, Table)) <= 3 + 6 + 3 + 3 + 12
            assert len(said(document)) < 6000

    def test_a_text_of_any_length_is_cut_at_once(self):
        cut = clipped("Dinas " * 10**6, 200, 9, 2, end=" (akhir)")
        assert cut.startswith("Dinas Dinas")
        assert cut.endswith("… (akhir)")
        assert lines(cut, 200, 9) == 2

    def test_what_there_is_room_for_is_told(self, analysed):
        sheet = by_id(analysed(stakeholders=actors(*"ABCDEFGH"), ties=ties(*(f"A-{x}" for x in "BCDEFGH"))))["A"]
        assert len(table(sheet, "id", "partner").rows) == 6
        assert "Dan 1 lainnya di tables/ties.csv." in said(sheet)

    def test_the_picture_is_at_most_eight_centimetres_wide_and_high(self, case_sheets, tmp_path):
        word = written_sheet(case_sheets["A01"], tmp_path)
        extent = next(word.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ext"))
        assert int(extent.get("cx")) <= Cm(8)
        assert int(extent.get("cy")) <= Cm(8)

    def test_margins_are_those_of_an_official_paper(self, case_sheets, tmp_path):
        section = written_sheet(case_sheets["A01"], tmp_path).sections[0]
        assert section.left_margin >= Cm(3)
        assert min(section.right_margin, section.top_margin) >= Cm(2)
        assert section.bottom_margin >= Cm(2.49)  # Word counts in twentieths of a point


class TestTheFile:
    def test_the_same_study_gives_the_same_bytes(self, tmp_path):
        study = write_study(tmp_path / "study", dense(6))
        for out in ("one", "two"):
            pipeline.publish(pipeline.analyse(study), tmp_path / out, ("id", "en"), only=("agencies",))
        first = {p.name: p.read_bytes() for p in (tmp_path / "one/agencies").iterdir()}
        assert first == {p.name: p.read_bytes() for p in (tmp_path / "two/agencies").iterdir()}
        assert len(first) == 12

    def test_text_from_data_is_only_text(self, analysed, tmp_path):
        document = by_id(analysed(**dense(4, "{} " + HOSTILE)))["A00"]
        word = written_sheet(document, tmp_path)
        assert "</w:t> & <b>x</b> =cmd" in word.paragraphs[0].text
        with zipfile.ZipFile(tmp_path / "sheet.docx") as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(name))
        assert "<b>" not in "".join(b.svg for b in flat(document.blocks) if isinstance(b, Figure))

    def test_without_a_typesetter_the_words_stand_in_for_the_map(self, case_sheets, tmp_path, monkeypatch):
        def none(svg, scale):
            raise NoTypesetter

        monkeypatch.setattr(writer, "png", none)
        word = written_sheet(case_sheets["A01"], tmp_path)
        figure = next(b for b in flat(case_sheets["A01"].blocks) if isinstance(b, Figure))
        assert not word.inline_shapes
        assert figure.alternative in word.tables[0].cell(0, 0).text

    def test_the_numbers_stand_beside_the_map(self, case_sheets, tmp_path):
        word = written_sheet(case_sheets["A01"], tmp_path)
        left, right = word.tables[0].rows[0].cells
        assert len(word.inline_shapes) == 1
        assert not left.tables
        assert (
            right.tables[0].cell(1, 1).text
            == table(case_sheets["A01"], case_sheets["A01"].language, "number").rows[0][1]
        )

    def test_a_sheet_is_a_document_in_its_language(self, case_sheets):
        assert all(isinstance(document, Document) for document in case_sheets.values())
        assert {document.language for document in case_sheets.values()} <= {"id", "en"}


def test_existing_ties_are_solid_and_missing_ones_dashed(case):
    figure = next(b for b in flat(by_id(case)["A20"].blocks) if isinstance(b, Figure))
    paths = [e.attrib for e in ElementTree.fromstring(figure.svg).iter("{http://www.w3.org/2000/svg}path")]
    known = Known(case)
    agency = case.dataset.actor["A20"]
    drawn = [path for path in paths if path["stroke"] not in ("#C9D2DA",)]
    solid = [path for path in drawn if "stroke-dasharray" not in path]
    legend = 1
    assert len(solid) == len(known.partners(agency)) + legend
    assert len(drawn) - len(solid) == min(3, len(known.contacts(agency))) + legend
