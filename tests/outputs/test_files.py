"""Each file opened by a second reader holds what the analysis says."""

import csv
import json
import xml.etree.ElementTree as ElementTree

import networkx as nx
import pytest

from synergy.outputs.findings_json import write_findings
from synergy.outputs.graph_files import write_graphml
from synergy.outputs.tables import TABLES, write_tables
from tests.conftest import actors, ties

HOSTILE = "=cmd|'/C calc'!A0"


@pytest.fixture(scope="module")
def tables(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "tables"
    write_tables(case, folder)
    read = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            read[path.stem] = list(csv.DictReader(file))
    return read


def test_every_table_is_written(tables):
    assert set(tables) == set(TABLES)


def test_the_table_of_actors_has_the_columns_of_the_contract(tables):
    measures = "degree in_degree out_degree strength betweenness current_flow_betweenness harmonic_closeness constraint"
    roles = "effective_size coordinator itinerant gatekeeper representative liaison is_cut_point sector_participation"
    expected = [*measures.split(), *roles.split(), "stability"]
    assert list(tables["actors"][0])[7 : 7 + len(expected)] == expected
    assert all(row["gatekeeper"].isdecimal() == (row["in_network"] == "yes") for row in tables["actors"])


def test_actors_outside_the_network_have_blank_measures(tables):
    police = next(row for row in tables["actors"] if row["id"] == "A35")
    assert police["in_network"] == "no"
    assert {police[name] for name in ("degree", "strength", "betweenness", "liaison", "is_cut_point")} == {""}


def test_numbers_of_the_hub(tables, case):
    hub = next(row for row in tables["actors"] if row["id"] == "A01")
    assert hub["degree"] == str(int(case.measured.actors.at["A01", "degree"])) == "24"
    assert float(hub["betweenness"]) == pytest.approx(case.measured.actors.at["A01", "betweenness"], rel=1e-8)


def test_met_and_partial_pairs_stand_in_the_table_of_links(tables, case):
    statuses = {row["status"] for row in tables["missing_links"]}
    assert {"open", "partial", "met"} <= statuses
    assert len(tables["missing_links"]) >= len(case.by_kind["missing_link"])


def test_rows_read_are_rows_used_and_set_aside(tables):
    assert tables["account"]
    for row in tables["account"]:
        assert int(row["read"]) == int(row["used"]) + int(row["set_aside"])


def test_text_that_a_spreadsheet_would_run_is_defused(analysed, tmp_path):
    rows = actors("A", "B")
    rows[0]["name"] = HOSTILE
    write_tables(analysed(stakeholders=rows, ties=ties("A-B")), tmp_path / "tables")
    text = (tmp_path / "tables" / "actors.csv").read_text(encoding="utf-8")
    assert f"'{HOSTILE}" in text
    assert f",{HOSTILE}" not in text


def test_findings_are_strict_json_with_sentences_in_both_languages(case, tmp_path):
    path = tmp_path / "findings.json"
    write_findings(case, path)
    content = json.loads(path.read_text(encoding="utf-8"), parse_constant=lambda name: pytest.fail(name))
    assert content["schema"] == 1
    assert len(content["findings"]) == len(case.findings)
    codes = {caveat["code"] for caveat in content["caveats"]}
    for finding in content["findings"]:
        assert finding["reason"]["id"]
        assert finding["reason"]["en"]
        assert 0 <= finding["score"] <= 1
        assert set(finding["caveats"]) <= codes
    assert len({finding["id"] for finding in content["findings"]}) == len(content["findings"])


def test_graphml_is_read_back_with_every_actor_and_tie(case, tmp_path):
    path = tmp_path / "network.graphml"
    write_graphml(case, path)
    graph = nx.read_graphml(path)
    assert set(graph) == {actor.id for actor in case.dataset.actors}
    assert graph.number_of_edges() == len(case.dataset.ties)
    statuses = [data["status"] for _, _, data in graph.edges(data=True)]
    assert statuses.count("existing") == 42
    assert ElementTree.parse(path).getroot().tag.endswith("graphml")
