"""The graph for Gephi says what the other graph file says, and is read back by others."""

import xml.etree.ElementTree as ElementTree

import networkx as nx
import pytest

from synergy.outputs.gexf import write_gexf
from synergy.outputs.graph_files import without_controls, write_graphml
from synergy.outputs.page.layout import place
from tests.conftest import actors, ties

SPACE = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
EVIL = """=1+1 "b" <c/> & ]]> 'd' {{7*7}}"""


@pytest.fixture(scope="module")
def written(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    write_gexf(case, folder / "network.gexf")
    write_graphml(case, folder / "network.graphml")
    return folder


def said(values, *ours):
    """What is said of a node or an edge; a blank text says nothing."""
    return {name: value for name, value in values.items() if value != "" and name not in ours}


def test_networkx_reads_the_same_of_every_actor_and_tie_as_from_the_other_file(written):
    gexf, graphml = nx.read_gexf(written / "network.gexf"), nx.read_graphml(written / "network.graphml")
    assert gexf.is_directed() == graphml.is_directed()
    assert list(gexf) == list(graphml)
    for actor in graphml:
        assert said(gexf.nodes[actor], "viz") == said(graphml.nodes[actor])
    ours, theirs = ({data["tie"]: (a, b, data) for a, b, data in g.edges(data=True)} for g in (gexf, graphml))
    assert ours.keys() == theirs.keys()
    for tie, (a, b, data) in theirs.items():
        assert (ours[tie][:2], said(ours[tie][2], "id")) == ((a, b), said(data, "id"))


def test_a_plain_parser_finds_what_gephi_asks_for(written, case):
    root = ElementTree.parse(written / "network.gexf").getroot()
    assert (root.tag, root.get("version")) == (f"{{{SPACE['g']}}}gexf", "1.2")
    assert root.find("g:meta", SPACE).get("lastmodifieddate") == "2000-01-01"
    declared = {
        scope: {one.get("id") for one in root.findall(f".//g:attributes[@class='{scope}']/g:attribute", SPACE)}
        for scope in ("node", "edge")
    }
    nodes, edges = root.findall(".//g:node", SPACE), root.findall(".//g:edge", SPACE)
    assert (len(nodes), len(edges)) == (len(case.dataset.actors), len(case.dataset.ties))
    for scope, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            assert {value.get("for") for value in element.findall(".//g:attvalue", SPACE)} <= declared[scope]
    ids = {node.get("id") for node in nodes}
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all({edge.get("source"), edge.get("target")} <= ids for edge in edges)
    assert all(value.get("value") not in (None, "", "None", "nan") for value in root.findall(".//g:attvalue", SPACE))


def test_actors_stand_where_the_page_has_them_in_the_colour_of_their_sector(written, case):
    root = ElementTree.parse(written / "network.gexf").getroot()
    found = {}
    for node in root.findall(".//g:node", SPACE):
        at = node.find("viz:position", SPACE)
        if at is not None:
            found[node.get("id")] = (float(at.get("x")), -float(at.get("y")))
    assert found == {actor: tuple(map(float, spot)) for actor, spot in place(case).items()}
    hub = next(node for node in root.findall(".//g:node", SPACE) if node.get("id") == "A01").find("viz:color", SPACE)
    colour = case.dataset.terms("sector")[case.dataset.actor["A01"].sector].colour
    assert "#" + "".join(f"{int(hub.get(part)):02X}" for part in "rgb") == colour.upper()


def test_the_same_bytes_twice(written, case, tmp_path):
    write_gexf(case, tmp_path / "again.gexf")
    assert (tmp_path / "again.gexf").read_bytes() == (written / "network.gexf").read_bytes()


def test_what_the_data_say_stays_text_and_an_unknown_strength_is_no_weight(analysed, tmp_path):
    rows = [{**row, "name": EVIL, "remark": EVIL + " \v"} for row in actors("A")] + actors("B", "C")
    pairs = ties("A-B", strength="0.5", note=EVIL) + ties("B-C")
    write_gexf(analysed(stakeholders=rows, ties=pairs), tmp_path / "g.gexf")
    graph = nx.read_gexf(tmp_path / "g.gexf")
    assert not graph.is_directed()
    assert graph.nodes["A"]["label"] == EVIL
    assert graph.nodes["A"]["remark"].startswith(EVIL)
    weights = {frozenset(ends): data.get("weight") for *ends, data in graph.edges(data=True)}
    assert weights == {frozenset("AB"): 0.5, frozenset("BC"): None}


def test_a_study_of_one_table_without_a_tie_has_a_graph(analysed, tmp_path):
    write_gexf(analysed(stakeholders=actors("A", "B")), tmp_path / "g.gexf")
    assert set(nx.read_gexf(tmp_path / "g.gexf")) == {"A", "B"}


def test_characters_that_xml_cannot_hold_are_taken_out():
    assert without_controls("a\x00b\x0bc\ufffed\ud800e\tf") == "abcde\tf"
