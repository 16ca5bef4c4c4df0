"""The workbook, opened by a second reader, holds every row and number of the CSV files: text and numbers only."""

import csv
import json
import re
import zipfile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from synergy.cli import main
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import caveat
from synergy.outputs.dictionary import DICTIONARY, Holds
from synergy.outputs.dictionary.meaning import method_words, reason_words, table_title
from synergy.outputs.tables import write_tables
from synergy.outputs.workbook import grid, write_workbook
from synergy.outputs.workbook.columns import shown_columns
from synergy.outputs.workbook.making import LEADING
from tests.conftest import actors, ties, write_study

EVIL = ("=cmd|'/C calc'!A0", "+1", "@x", "-2+3", "=1+1", "http://example.org", "007", "1E5", "<b>&amp;", "{x}")


def written(analysis, path, language="id"):
    write_workbook(analysis, path, open_catalogue(language))
    return load_workbook(path)


@pytest.fixture(scope="module", params=[("case", "id"), ("planted", "en")], ids=lambda p: "-".join(p))
def result(request, tmp_path_factory):
    """A workbook, the CSV files of the same analysis, and the words it is written in."""
    name, language = request.param
    analysis = request.getfixturevalue(name)
    folder = tmp_path_factory.mktemp("workbook")
    write_tables(analysis, folder / "tables")
    book = written(analysis, folder / "tables.xlsx", language)
    return analysis, book, folder, open_catalogue(language)


def frame(sheet):
    """Return the header and the rows of the one table of a sheet."""
    (table,) = sheet.tables.values()
    head, *rows = sheet[table.ref]
    return [cell.value for cell in head], [[cell.value for cell in row] for row in rows]


def records(sheet):
    """Return the rows of a sheet of results by the codes of their columns, as a program would read them."""
    head, rows = frame(sheet)
    codes = [title.rsplit(" · ", 1)[1] for title in head]
    return [dict(zip(codes, row, strict=True)) for row in rows]


def csv_rows(folder, name):
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_of(book, words):
    """Return (table.column, code) -> word, as the sheet of codes says it."""
    _, rows = frame(book[words.text("workbook.sheet.codes")])
    return {(place, code): word for where, code, word, _ in rows for place in where.split("; ")}


def expected(entry, table, cell, codes, words):
    """Return what a cell of a CSV file is in the workbook, going by the workbook's own sheet of codes."""
    if not cell:
        return None
    if entry.holds is Holds.YES_NO:
        return words.text(f"new.{cell}")
    if entry.holds in (Holds.NUMBER, Holds.WHOLE):
        return float(cell)
    if entry.codes or entry.terms:
        return "; ".join(codes[f"{table}.{entry.name}", code] for code in cell.split(";"))
    if (table, entry.name) == ("network", "method"):
        return method_words(cell, words)
    if (table, entry.name) == ("account", "reasons"):
        return "; ".join(reason_words(reason, words) for reason in cell.split(";"))
    return cell.replace(";", "; ") if entry.several else cell.removeprefix("'")


def test_every_row_and_number_of_the_files_is_in_the_workbook(result):
    _, book, folder, words = result
    codes = codes_of(book, words)
    compared = 0
    for name, entries in DICTIONARY.items():
        rows = csv_rows(folder, name)
        title = table_title(name, words)
        assert (title in book.sheetnames) == bool(rows)
        found = records(book[title]) if rows else []
        assert len(found) == len(rows), name
        for row, cells in zip(rows, found, strict=True):
            for entry in entries:
                assert cells[entry.name] == expected(entry, name, row[entry.name], codes, words), (name, entry.name)
                compared += 1
    assert compared > 5_000


def test_numbers_are_numbers_and_nothing_is_a_formula(result):
    _, book, _, words = result
    for name, entries in DICTIONARY.items():
        if (title := table_title(name, words)) not in book.sheetnames:
            continue
        numeric = {entry.name for entry in entries if entry.holds in (Holds.NUMBER, Holds.WHOLE)}
        for row in records(book[title]):
            assert all(isinstance(row[column], (int, float)) for column in numeric if row[column] is not None)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_names_stand_beside_ids_and_those_that_stand_for_many_say_so(result):
    analysis, book, _, words = result
    for row in records(book[table_title("missing_links", words)]):
        for end in ("actor_a", "actor_b"):
            actor = analysis.dataset.actor[row[end]]
            assert row[f"{end}_name"].startswith(words.name(actor))
            assert (words.text("page.legend.placeholder")[:6] in row[f"{end}_name"]) == actor.placeholder


def test_scores_are_those_of_the_findings(result):
    analysis, book, _, words = result
    rows = {(row["actor_a"], row["actor_b"]): row for row in records(book[table_title("missing_links", words)])}
    for finding in analysis.by_kind["missing_link"]:
        assert rows[finding.actors]["score"] == pytest.approx(finding.score, abs=1e-8)
        assert rows[finding.actors]["rank"] == finding.rank


def test_each_sheet_is_one_real_table_under_a_title_with_nothing_merged_or_left_empty(result):
    _, book, _, words = result
    cover, *sheets = book.worksheets
    assert not cover.tables
    names = [table for sheet in sheets for table in sheet.tables]
    assert len(names) == len(set(names)) == len(sheets)
    for sheet in sheets:
        (table,) = sheet.tables.values()
        head, _ = frame(sheet)
        top = sheet[table.ref][0][0].row
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        assert len({title.casefold() for title in head}) == len(head)
        assert [column.name for column in table.tableColumns] == head
        assert sheet.freeze_panes.endswith(str(top + 1))
        for row in sheet.iter_rows(max_row=sheet.max_row):
            assert any(cell.value is not None for cell in row), (sheet.title, row[0].row)
        assert table.ref.endswith(str(sheet.max_row))  # nothing below the table
    assert [sheet.title for sheet in book.worksheets[:5]] == [words.text(f"workbook.sheet.{what}") for what in LEADING]


def test_links_lead_to_sheets_and_the_contents_name_every_table(result):
    analysis, book, folder, words = result
    for sheet in book:
        for link in sheet._hyperlinks:
            target = re.fullmatch(r"'?(.+?)'?!A1", link.location).group(1)
            assert target in book.sheetnames
    _, rows = frame(book[words.text("workbook.sheet.contents")])
    counts = {file: count for _, _, count, file, _ in rows if file}
    assert counts == {f"tables/{name}.csv": len(csv_rows(folder, name)) for name in DICTIONARY}
    told = [remark for _, _, count, file, remark in rows if file and not count]
    assert all(told)


def test_the_dictionary_has_every_column_with_how_many_rows_are_filled(result):
    _, book, folder, words = result
    _, rows = frame(book[words.text("workbook.sheet.dictionary")])
    described = {(row[0], row[2]): row for row in rows}
    assert len(described) == sum(len(shown_columns(name)) for name in DICTIONARY) == len(rows)
    for name in ("actors", "ties"):
        cells = csv_rows(folder, name)
        for column in cells[0]:
            row = described[table_title(name, words), column]
            assert row[3]
            assert row[6] == words.text("workbook.filled", n=sum(bool(r[column]) for r in cells), rows=len(cells))


def test_the_cover_says_what_this_is_not_and_every_caveat(result):
    analysis, book, _, words = result
    said = [row[0].value for row in book.worksheets[0].iter_rows()]
    assert words.text("briefing.conclusion") in said
    for found in analysis.caveats:
        assert f"{words.text(f'caveat.{found.code}.short')}. {caveat(found, analysis, words)}" in said
    assert book.properties.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_is_in_one_language_and_its_codes_in_none(case, tmp_path, language):
    book = written(case, tmp_path / "tables.xlsx", language)
    words, other = (open_catalogue(name) for name in (language, {"id": "en", "en": "id"}[language]))
    statuses = {row["status"] for row in records(book[table_title("ties", words)])}
    assert words.text("tie_status.existing") in statuses
    assert other.text("tie_status.existing") not in statuses
    assert set(records(book[table_title("actors", words)])[0]) >= {entry.name for entry in DICTIONARY["actors"]}


def test_needed_ties_are_told_apart_from_existing_ones(case, tmp_path):
    words = open_catalogue("en")
    rows = records(written(case, tmp_path / "tables.xlsx", "en")[table_title("ties", words)])
    assert sum(row["status"] == "existing" for row in rows) == sum(
        tie.status == "existing" for tie in case.dataset.ties
    )
    assert {row["status"] for row in rows} >= {"needed", "contested"}


def test_evil_text_stays_text(analysed, tmp_path):
    rows = [{**row, "name": name, "note": name} for row, name in zip(actors(*"ABCDEFGHIJ"), EVIL, strict=True)]
    study = f'title = "{EVIL[0]}"\nplace = "{EVIL[1]}"\ncitation = "{EVIL[2]}"\n'
    links = [{**row, "note": EVIL[0], "locator": EVIL[3]} for row in ties("A-B", "A-C")]
    analysis = analysed(study, stakeholders=rows, ties=links)
    book = written(analysis, tmp_path / "tables.xlsx")
    names = [row["name"] for row in records(book["Aktor"])]
    assert names == [actor.name for actor in analysis.dataset.actors]
    assert set(EVIL) <= set(names)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert all(cell.hyperlink is None for row in book["Aktor"].iter_rows(min_row=8) for cell in row)
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as file:
        assert not any(b"<f>" in file.read(name) for name in file.namelist())
    cell = next(cell for row in book["Aktor"].iter_rows() for cell in row if cell.value == EVIL[0])
    assert cell.quotePrefix  # typed over or entered again, it stays text


def test_the_same_results_give_the_same_bytes(case, tmp_path, monkeypatch):
    write_workbook(case, tmp_path / "one.xlsx", open_catalogue("id"))
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    (tmp_path / "elsewhere").mkdir()
    write_workbook(case, tmp_path / "elsewhere" / "two.xlsx", open_catalogue("id"))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "elsewhere" / "two.xlsx").read_bytes()


def test_rows_that_do_not_fit_are_told(case, tmp_path, monkeypatch):
    """As beyond the 1,048,576 rows of a sheet, or what a workbook can hold without gigabytes of memory."""
    monkeypatch.setattr(grid, "MOST_CELLS", 60 * len(shown_columns("missing_links")))
    words = open_catalogue("en")
    book = written(case, tmp_path / "tables.xlsx", "en")
    assert len(records(book["Missing links"])) == 60
    write_tables(case, tmp_path / "tables")
    in_all = len(csv_rows(tmp_path, "missing_links"))
    said = words.text("workbook.shortened", shown=60, rows=in_all, file="tables/missing_links.csv")
    _, contents = frame(book["Contents"])
    _, notes = frame(book["Notes"])
    assert [row[4] for row in contents if row[0] == "Missing links"] == [said]
    assert said in [note for _, note in notes]


def test_a_sheet_never_holds_more_rows_than_excel_has(monkeypatch):
    monkeypatch.setattr(grid, "MOST_CELLS", 10**12)
    monkeypatch.setattr(grid, "SHEET_ROWS", 10)
    import io

    import xlsxwriter

    from synergy.outputs.workbook.looks import Looks

    with xlsxwriter.Workbook(io.BytesIO()) as book:
        table = grid.Grid(title="T", intro=("One.",), heads=[grid.Head("a", 10)], name="t_a")
        done = grid.write_grid(
            book.add_worksheet(), table, [[n] for n in range(50)], (Looks(book), open_catalogue("en"))
        )
    assert (done.rows, done.shown) == (50, 10 - 3)  # title, line and header stand above


@pytest.mark.parametrize("letter", ["x", "𝄞"])
def test_text_longer_than_a_cell_is_cut_where_the_cell_says_so(analysed, tmp_path, letter):
    rows = actors("A", "B")
    links = [{**row, "note": letter * 40_000} for row in ties("A-B")]
    book = written(analysed(stakeholders=rows, ties=links), tmp_path / "tables.xlsx", "en")
    (row,) = records(book["Ties"])
    assert row["note"].endswith("the text has 40,000 characters, more than a cell holds.]")
    assert len(row["note"].encode("utf-16-le")) // 2 <= 32_767
    _, contents = frame(book["Contents"])
    (remark,) = [line[4] for line in contents if line[0] == "Ties"]
    assert "1 cell" in remark
    assert "tables/ties.csv" in remark


def test_a_study_of_actors_alone_makes_a_workbook(analysed, tmp_path):
    book = written(analysed(stakeholders=actors("A", "B")), tmp_path / "tables.xlsx")
    assert {"Sampul", "Daftar isi", "Aktor"} <= set(book.sheetnames)
    assert "Hubungan" not in book.sheetnames
    assert [row["id"] for row in records(book["Aktor"])] == ["A", "B"]


def test_only_the_workbook_can_be_asked_for_and_the_record_lists_it(tmp_path):
    study, out = (
        write_study(tmp_path / "study", {"stakeholders": actors("A", "B"), "ties": ties("A-B")}),
        tmp_path / "out",
    )
    asked = ["analyse", str(study), "-o", str(out), "--only", "workbook,tables", "--language", "en,id"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    outputs = json.loads((out / "record.json").read_text(encoding="utf-8"))["outputs"]
    assert {"tables.xlsx", "datapackage.json", "tables/actors.csv"} <= set(outputs)
    assert load_workbook(out / "tables.xlsx").sheetnames[0] == "Cover"  # the first language asked
