"""``synergy measures`` and docs/measures.md: every number of the tables has its words, range, source and place."""

from __future__ import annotations

import tomllib

import pytest

from synergy.language import LANGUAGES, open_catalogue
from synergy.measures.of_actors import OF_ACTORS
from synergy.measures.of_pairs import OF_PAIRS
from synergy.measures.of_whole import OF_WHOLE
from synergy.outputs.explaining.measure import find_measures, measures
from synergy.outputs.tables import TABLES
from tests.conftest import ROOT
from tests.test_command_line import invoke
from tests.test_docs import pages

REGISTERED = {
    *(column.name for measure in OF_ACTORS for column in measure.columns),
    *(definition.name for definition in OF_PAIRS),
    *(index.definition.name for index in OF_WHOLE),
    "modularity",
    "core_periphery",
}
PARTS = {"name", "meaning", "more", "avoid"}
HEAD = 33  # characters that the head of a column may have


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_registered_number_has_its_words_and_no_others_have(language):
    path = ROOT / "synergy" / "language" / language / "measures.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
    assert set(told) == set(measures())
    assert {key: set(parts) for key, parts in told.items()} == dict.fromkeys(told, PARTS)
    for key, parts in told.items():
        assert all(text.strip() == text != "" for text in parts.values()), key
        assert all(parts[part].endswith((".", "(1 − pasokan).")) for part in PARTS - {"name"}), key
        assert len(parts["name"]) <= HEAD, key


def test_every_registered_number_is_listed_once_in_each_language():
    assert {measure.name for measure in measures().values()} == REGISTERED
    for language in LANGUAGES:
        words = open_catalogue(language)
        labels = [words.text(f"measure.{key}.name") for key in measures()]
        assert len(set(labels)) == len(labels)


def test_words_of_actors_and_of_pairs_of_one_name_are_told_apart():
    found, _ = find_measures("stability", open_catalogue("en"))
    assert [measure.key for measure in found] == ["stability", "pair_stability"]


def test_numbers_of_actors_and_pairs_stand_in_the_column_that_is_told():
    for measure in measures().values():
        if measure.group != "whole":
            table = {"actor": "actors", "pair": "missing_links"}[measure.group]
            assert measure.name in TABLES[table][0]


def test_numbers_of_the_whole_stand_in_the_row_that_is_told(case):
    (columns, rows) = TABLES["network"]
    written = {row["index"] for row in rows(case)}
    told = {measure.name for measure in measures().values() if measure.group == "whole"}
    assert written == told
    assert {"value", "baseline", "low", "high", "p_value"} <= set(columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_one_line_a_number_under_three_headings(language):
    done = invoke("measures", "--language", language)
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    words = open_catalogue(language)
    lines = done.stdout.splitlines()
    for heading in ("actor", "pair", "whole"):
        assert words.text(f"measures.{heading}") in lines
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == [measure.name for measure in measures().values()]
    line = next(line for line in lines if line.startswith("  betweenness "))
    assert words.text("measure.betweenness.name") in line
    assert words.text("measure.betweenness.meaning") in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["betweenness", "constraint", "is_cut_point", "modularity", "need", "components"])
def test_a_number_is_explained_in_the_language_asked_for(language, key):
    done = invoke("measures", key, "--language", language)
    assert done.exit_code == 0, done.output
    words, text = open_catalogue(language), " ".join(done.stdout.split())
    assert text.startswith(words.text("measures.head", name=key, label=words.text(f"measure.{key}.name")))
    for part in ("meaning", "more", "avoid"):
        assert words.text(f"measures.{part}") in text
        assert words.text(f"measure.{key}.{part}") in text


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("betweenness", "[0, 1]"),
        ("betweenness", "https://doi.org/10.2307/3033543"),
        ("betweenness", "tables/actors.csv, column betweenness"),
        ("current_flow_betweenness", "https://doi.org/10.1007/978-3-540-31856-9_44"),
        ("degree", "≥ 0"),
        ("effective_size", "≥ 1"),
        ("ei_index", "[−1, 1]"),
        ("ei_index", "tables/network.csv, row ei_index, column value"),
        ("ei_index", "baseline"),
        ("modularity", "[−0.5, 1]"),
        ("is_cut_point", "yes or no"),
        ("gap", "tables/missing_links.csv, column gap"),
        ("gap", "docs/methods.md"),
        ("in_degree", "Only where ties have a direction."),
        ("congruence", "Cataldo et al. 2006 https"),
    ],
)
def test_range_place_and_source_are_told(key, told):
    assert told in " ".join(invoke("measures", key, "--language", "en").stdout.split())


def test_a_decimal_range_is_written_as_the_language_does():
    assert "[−0,5; 1]" in invoke("measures", "modularity", "--language", "id").stdout


@pytest.mark.parametrize("asked", ["In-Degree", "in_degree", "in degree", "IN_DEGREE", "derajat masuk"])
def test_a_number_is_found_by_name_or_label_in_any_writing(asked):
    told = [invoke("measures", name, "--language", "id").stdout for name in (asked, "in_degree")]
    assert told[0] == told[1] != ""


@pytest.mark.parametrize(
    ("asked", "meant", "language"), [("betweenes", "betweenness", "en"), ("keperantaran", "betweenness", "id")]
)
def test_an_unknown_name_gets_suggestions_and_ends_with_2(asked, meant, language):
    done = invoke("measures", asked, "--language", language)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"“{asked}”" in done.stderr
    assert open_catalogue(language).text("explain.perhaps", names=meant)[:-1] in done.stderr


def test_a_name_like_no_other_ends_with_2_without_a_guess():
    done = invoke("measures", "zzzzzz", "--language", "en")
    assert (done.exit_code, done.stderr.strip()) == (2, "“zzzzzz” is no measure known here.")


def test_the_page_of_measures_is_current_and_complete():
    page = pages()["measures.md"]()
    assert (ROOT / "docs" / "measures.md").read_text(encoding="utf-8") == page, "run: python docs/make.py"
    headings = [line.removeprefix("### ") for line in page.splitlines() if line.startswith("### ")]
    assert headings == [measure.name for measure in measures().values()]
