"""Every column of the tables is described, once, and the tables are as described."""

import csv
import hashlib
import json
from itertools import product

import pytest

from synergy.language import LANGUAGES, open_catalogue
from synergy.outputs.datapackage import write_datapackage
from synergy.outputs.dictionary import DICTIONARY
from synergy.outputs.dictionary.codes import CODES
from synergy.outputs.dictionary.meaning import (
    allowed,
    key_candidates,
    kind,
    meaning,
    method_words,
    origin,
    table_meaning,
    table_title,
    title,
)
from synergy.outputs.tables import write_tables
from tests.conftest import actors, ties

HOSTILE = "=cmd|'/C calc'!A0"


def package_of(analysis, folder):
    write_tables(analysis, folder / "tables")
    write_datapackage(analysis, folder)
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["case", "planted"])
def package(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    return folder, package_of(request.getfixturevalue(request.param), folder)


def rows_of(folder, resource):
    with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_of_every_file_is_described_and_no_other(package):
    folder, content = package
    files = {path.relative_to(folder).as_posix() for path in (folder / "tables").glob("*.csv")}
    assert {resource["path"] for resource in content["resources"]} == files
    for resource in content["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert [entry.name for entry in DICTIONARY[resource["name"]]] == header


def test_sizes_and_hashes_are_those_of_the_files(package):
    folder, content = package
    for resource in content["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def faults(cell, field):
    """Yield what is wrong with a cell by its description."""
    limits = field.get("constraints", {})
    if not cell:
        if limits.get("required"):
            yield "blank"
        return
    if field["type"] == "boolean" and cell not in (*field["trueValues"], *field["falseValues"]):
        yield "neither yes nor no"
    if "enum" in limits and cell not in limits["enum"]:
        yield "not in the list"
    if "codes" in field and not set(cell.split(";")) <= set(field["codes"]):
        yield "a code without words"
    if field["type"] in ("integer", "number"):
        value = int(cell) if field["type"] == "integer" else float(cell)
        if not limits.get("minimum", value) <= value <= limits.get("maximum", value):
            yield "out of range"


def test_every_cell_is_as_its_column_says(package):
    folder, content = package
    wrong = []
    for resource in content["resources"]:
        for row, field in product(rows_of(folder, resource), resource["schema"]["fields"]):
            wrong += [
                (resource["name"], field["name"], row[field["name"]], what)
                for what in faults(row[field["name"]], field)
            ]
    assert wrong == []


def test_the_check_of_cells_finds_faults():
    assert list(faults("1.5", {"type": "number", "constraints": {"maximum": 1}})) == ["out of range"]
    assert list(faults("", {"type": "string", "constraints": {"required": True}})) == ["blank"]


def test_keys_name_one_row_and_references_lead_to_one(package):
    folder, content = package
    tables = {resource["name"]: (resource, rows_of(folder, resource)) for resource in content["resources"]}
    assert {name for name, (resource, _) in tables.items() if "primaryKey" not in resource["schema"]} == {
        "coverage",
        "problems",
    }
    for name, (resource, rows) in tables.items():
        key = resource["schema"].get("primaryKey")
        if key:
            found = [tuple(row[column] for column in key) for row in rows]
            assert len(found) == len(set(found)), name
        for foreign in resource["schema"].get("foreignKeys", ()):
            to = foreign["reference"]
            ids = {row[to["fields"]] for row in tables[to["resource"]][1]}
            assert {row[foreign["fields"]] for row in rows} <= ids, (name, foreign)


def test_the_package_says_in_both_languages_what_it_is_not(package, case):
    _, content = package
    assert "Not recorded does not mean absent" in content["description"]
    assert "Tidak tercatat bukan berarti tidak ada" in content["description_id"]
    for resource in content["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["title"], field
            assert field["title_id"], field
            assert field["description"], field
            assert field["description_id"], field


def test_the_package_carries_the_caveats_of_the_case(case, tmp_path):
    content = package_of(case, tmp_path)
    assert "told mainly from the side of DPMP3AKB" in content["description"]
    assert "diceritakan terutama dari sisi DPMP3AKB" in content["description_id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_table_has_its_words_and_no_word_is_left_over(language):
    words = open_catalogue(language)
    used = set()
    for table, entries in DICTIONARY.items():
        assert table_title(table, words)
        assert len(table_title(table, words)) <= 31  # a sheet of that name
        assert table_meaning(table, words)
        for entry in entries:
            said = (title(table, entry, words), meaning(table, entry, words), kind(entry, words), origin(entry, words))
            assert all(said), (table, entry.name)
            allowed(entry, words)
            for part in ("name", "meaning"):
                used.add(next(key for key in key_candidates(table, entry, part) if words.has(key)))
    own = {key for key in words.texts if key.startswith(("dictionary.of.", "dictionary.column."))}
    assert own - used == set()
    assert {key.split(".")[2] for key in words.texts if key.startswith("dictionary.table.")} == set(DICTIONARY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_word_and_no_two_of_a_list_the_same(language):
    words = open_catalogue(language)
    for name, codes in CODES.items():
        said = [words.text(key) for key in codes.values()]
        assert len(said) == len(set(said)), name
    notes = {tuple(key.split(".")[2:]) for key in words.texts if key.startswith("dictionary.note.")}
    assert notes <= {(name, code) for name, codes in CODES.items() for code in codes}


def test_procedures_are_told_in_indonesian_to_the_last_part(case, planted):
    words = open_catalogue("id")
    for analysis in (case, planted):
        for estimate in analysis.measured.estimates.values():
            told = method_words(estimate.method, words)
            assert not {"tail", "sided", "uniform", "rewiring", "side"} & set(told.replace(",", "").split()), told


def test_a_study_of_actors_alone_is_described_too(analysed, tmp_path):
    content = package_of(analysed(stakeholders=actors("A", "B")), tmp_path)
    assert [resource["bytes"] > 0 for resource in content["resources"]]
    assert "sources" not in content


def test_evil_text_does_not_break_the_description(analysed, tmp_path):
    study = f'title = "{HOSTILE}"\n'
    content = package_of(analysed(study, stakeholders=actors("A", "B"), ties=ties("A-B")), tmp_path)
    assert content["title"].endswith(HOSTILE)


def test_the_description_has_the_same_bytes_twice(case, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        package_of(case, tmp_path / name)
    one, two = ((tmp_path / name / "datapackage.json").read_bytes() for name in ("one", "two"))
    assert one == two
