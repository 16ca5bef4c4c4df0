"""The crate names every output and input, and everything it points to is there."""

import hashlib
import json
from urllib.parse import unquote

import pytest

from synergy import pipeline
from synergy.language import open_catalogue
from synergy.outputs.crate import CRATE
from tests.conftest import actors, ties

SMALL = {"stakeholders": actors("A", "B"), "ties": ties("A-B")}


def published(analysis, out, languages=("en",)):
    pipeline.publish(analysis, out, languages, only=("tables", "graph"))
    return json.loads((out / CRATE).read_text(encoding="utf-8")), json.loads((out / "record.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def out(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("crate") / "out"
    published(case, folder)
    return folder


@pytest.fixture(scope="module")
def entities(out):
    graph = json.loads((out / CRATE).read_text(encoding="utf-8"))["@graph"]
    assert len({entity["@id"] for entity in graph}) == len(graph)
    return {entity["@id"]: entity for entity in graph}


def references(value):
    """Every @id that a value of an entity points to."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each["@id"]


def test_everything_pointed_to_is_defined(entities):
    for entity in entities.values():
        for name, value in entity.items():
            for target in references(value):
                assert target in entities, (entity["@id"], name, target)


def test_every_word_is_a_term_of_the_context(entities):
    """The terms of the RO-Crate 1.1 context that are used here, and the one that the crate adds."""
    root = "about citation conformsTo datePublished description hasPart license mentions name temporalCoverage version"
    others = "encodingFormat instrument object result softwareRequirements softwareVersion url value sha256"
    assert {key for entity in entities.values() for key in entity} <= {"@id", "@type", *root.split(), *others.split()}


def test_the_descriptor_and_the_root_are_those_of_a_process_run_crate(entities):
    assert entities[CRATE]["about"] == {"@id": "./"}
    assert entities[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root["conformsTo"] == {"@id": "https://w3id.org/ro/wfrun/process/0.5"}
    assert root["mentions"] == {"@id": "#run"}
    assert {"name", "description", "datePublished", "license"} <= set(root)
    assert entities["#synergy"]["@type"] == "SoftwareApplication"
    assert entities["#run"]["instrument"] == {"@id": "#synergy"}


def test_every_output_is_a_part_and_a_result_with_its_hash(out, entities):
    present = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    listed = [unquote(part) for part in references(entities["./"]["hasPart"])]
    assert sorted(listed) == sorted(set(present) - {CRATE})
    assert entities["#run"]["result"] == entities["./"]["hasPart"]
    for name in listed:
        expected = None if name == "record.json" else hashlib.sha256(present[name].read_bytes()).hexdigest()
        assert entities[name].get("sha256") == expected
        assert entities[name]["@type"] == "File"


def test_the_record_holds_the_hash_of_the_crate(out):
    record = json.loads((out / "record.json").read_text(encoding="utf-8"))
    assert record["outputs"][CRATE] == hashlib.sha256((out / CRATE).read_bytes()).hexdigest()


def test_every_input_and_parameter_was_consumed_as_the_record_says(out, entities):
    record = json.loads((out / "record.json").read_text(encoding="utf-8"))
    objects = [entities[target] for target in references(entities["#run"]["object"])]
    hashes = {entity["name"]: entity["sha256"] for entity in objects if "sha256" in entity}
    assert hashes == {file["file"]: file["sha256"] for file in (*record["inputs"], *record["rules"])}
    values = {entity["name"]: entity["value"] for entity in objects if entity["@type"] == "PropertyValue"}
    assert (values["seed"], values["null_draws"]) == (record["parameters"]["seed"], record["parameters"]["null_draws"])
    assert entities["#run"]["description"].endswith("--language en --preset kla --seed 2020 --only graph,tables")


def test_the_date_is_the_latest_of_the_study_and_the_licence_its_own(case, entities):
    dates = [source.date for source in case.dataset.sources if source.date]
    assert entities["./"]["datePublished"] == max(dates)
    assert entities["./"]["license"] == {"@id": case.dataset.study.license}


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_a_study_does_not_tell_is_left_out(analysed, tmp_path, language):
    crate, _ = published(analysed(**SMALL), tmp_path / "out", (language,))
    root = next(entity for entity in crate["@graph"] if entity["@id"] == "./")
    assert not {"datePublished", "license", "temporalCoverage", "citation"} & set(root)
    words = open_catalogue(language)
    assert root["name"] == words.text("crate.unnamed")
    assert words.text("crate.undated") in root["description"]


@pytest.mark.parametrize("licence", ["CC BY 4.0", "javascript:alert(1)", "https://x.org/ <b>"])
def test_a_licence_that_is_no_address_stays_text(analysed, tmp_path, licence):
    crate, _ = published(analysed(f"lisensi = '{licence}'", **SMALL), tmp_path / "out")
    root = next(entity for entity in crate["@graph"] if entity["@id"] == "./")
    assert root["license"] == licence


def test_the_same_bytes_twice(case, out, tmp_path):
    published(case, tmp_path / "again")
    assert (tmp_path / "again" / CRATE).read_bytes() == (out / CRATE).read_bytes()
