"""The methods text tells what was done in a run and nothing else, and its works stand in the bibliography."""

import re
import tomllib
from pathlib import Path

import pytest

from synergy import language as catalogues
from synergy import pipeline
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import caveat
from synergy.outputs.explaining.measure import measures
from synergy.outputs.methods import write_methods
from synergy.outputs.methods.references import cited, keys_of, library
from synergy.outputs.methods.teller import inert
from synergy.outputs.methods.text import methods_text
from tests.conftest import CASE, actors, ties

TEXTS = ["methods.id.md", "methods.en.md"]
CHANCE = {"strona2014", "neal2021", "benjamini1995", "phipson2010", "krackhardt1988", "snijders1999", "maslov2002"}
SPECIAL = re.compile(r"\\[\\`*_{}\[\]<>#|@$~^&]")


@pytest.fixture(scope="module")
def planted():
    return pipeline.analyse(CASE / "planted")


@pytest.fixture(scope="module", params=["case", "planted"])
def written(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("methods")
    write_methods(request.getfixturevalue(request.param), folder)
    return folder


def text(analysis, language="en"):
    return methods_text(analysis, open_catalogue(language))


def plain(markdown):
    return SPECIAL.sub(lambda found: found.group()[1], markdown)


def test_every_work_cited_is_in_the_bibliography_and_no_other(written):
    found = set(re.findall(r"^@\w+\{(\w+),$", (written / "references.bib").read_text("utf-8"), re.MULTILINE))
    texts = [(written / name).read_text("utf-8") for name in TEXTS]
    assert found == cited(texts[0]) == cited(texts[1])
    assert found


def test_every_text_file_of_ours_cites_the_same_in_both_languages_and_the_library_holds_just_that():
    folder = Path(catalogues.__file__).parent
    said = {}
    for language in LANGUAGES:
        content = tomllib.loads((folder / language / "methods.toml").read_text("utf-8"))["methods"]
        said[language] = {
            (part, key): cited(sentence)
            for part, sentences in content.items()
            if isinstance(sentences, dict)
            for key, sentence in sentences.items()
        }
    assert said["id"] == said["en"]
    in_measures = {key for m in measures().values() if m.definition.source for key in keys_of(m.definition.source)}
    assert set().union(*said["en"].values()) | in_measures == set(library())


def test_the_doi_of_a_work_is_the_one_that_the_measures_give():
    for measure in measures().values():
        definition = measure.definition
        if definition.doi:
            dois = [re.search(r"doi = \{(.*)\}", library()[key]) for key in keys_of(definition.source)]
            assert definition.doi in [doi.group(1) for doi in dois if doi], definition


def test_numbers_are_those_of_the_run(planted):
    said = text(planted)
    settings, members = planted.settings, planted.network.members
    assert f"{len(members)} actors are in the network" in said
    assert f"{len(planted.dataset.actors)} actors, {len(planted.dataset.programmes)} programmes" in said
    assert f"{settings.null_draws:,} matrices" in said
    assert f"p-values of {int(planted.measured.whole['pairs_tested'])} pairs" in said
    assert f"{planted.measured.validity.ties} tied pairs among {planted.measured.validity.pairs}" in said
    assert f"under {len(planted.measured.sensitivity)} other choices" in said
    assert f"seed {settings.seed}," in said
    assert "zhou2009" in cited(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_case_says_who_was_not_asked_what_was_not_tested_and_every_caveat(case, language):
    said, words = text(case, language), open_catalogue(language)
    assert words.text("methods.data.documents") in said
    assert words.text("methods.untested.few_ties") in said
    assert not {"dekker2007", "newman2018", "huisman2009"} & cited(said)
    for found in case.caveats:
        assert caveat(found, case, words) in plain(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_study_too_small_for_chance_claims_no_test(analysed, language):
    small = analysed(stakeholders=actors("A", "B", "C", programmes="P"), ties=ties("A-B"))
    said = text(small, language)
    assert not CHANCE & cited(said)
    assert not re.search(r"p-value|nilai p\b|q is|bila q|bootstrap|QAP", said, re.IGNORECASE)
    assert small.measured.pairs["need"].nnz
    assert open_catalogue(language).text("methods.chance.none", actors=3, few=10, most=500) in said
    assert not {"epskamp2018", "costenbader2003", "kendall1945", "blondel2008"} & cited(said)


def test_a_study_of_one_table_tells_that_nothing_was_computed(analysed):
    said = text(analysed(stakeholders=actors("A", "B")))
    assert "No actor is in the network" in said
    assert "no need for coordination was computed" in said
    assert "freeman1978" not in cited(said)


def test_a_network_too_small_for_chance_beside_a_study_that_is_not(analysed):
    some = analysed(stakeholders=actors(*"ABCDEFGHIJKL", programmes="P:lead; Q"), ties=ties("A-B", "B-C"))
    said = text(some)
    assert "For the network and the positions in it no null model was drawn" in said
    assert "strona2014" in cited(said)
    assert "anderson1999" not in cited(said)


def test_a_parameter_that_the_study_sets_is_told(analysed):
    said = text(analysed("supply_met = 0.6\nnull_draws = 500\n", stakeholders=actors("A", "B", programmes="P")))
    assert r"null\_draws = 500, supply\_met = 0.6" in said
    assert "met from a supply of 0.6" in said


def test_what_the_data_say_is_neither_markup_nor_a_citation(analysed):
    evil = "A *b* [x](http://y) [@evil2020] <script> # `c` $d$"
    said = text(analysed(f'title = "{evil}"\nboundary = "{evil}"', stakeholders=actors("A", "B")))
    assert said.count(inert(evil)) == 2
    assert "evil2020" not in cited(said)
    assert "<script" not in said.replace(r"\<", "")


def test_the_same_bytes_twice(written, request, tmp_path):
    name = "planted" if "planted" in request.node.name else "case"
    write_methods(request.getfixturevalue(name), tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (written / path.name).read_bytes()
