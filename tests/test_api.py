"""The package from Python: cheap to import, tables as pandas, networks as networkx, the same numbers as the files."""

from __future__ import annotations

import doctest
import inspect
import shutil
import subprocess
import sys
import traceback

import networkx as nx
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

import synergy
from synergy.measures import by_name
from synergy.measures.of_actors import OF_ACTORS
from synergy.measures.of_whole import OF_WHOLE
from synergy.settings import DEFAULTS
from tests.conftest import CASE, ROOT, actors, ties, write_study

LIGHT = "import sys; import synergy; print(sorted({'numpy', 'pandas', 'networkx', 'scipy'} & set(sys.modules)))"


@pytest.fixture(scope="module")
def study():
    return synergy.read(CASE)


@pytest.fixture
def small(tmp_path):
    tables = {
        "stakeholders": [*actors("A", "B", sector="ngo", colour="red"), *actors("C", "D")],
        "ties": [*ties("A-B", strength="0.5"), *ties("B-C", type="funding"), *ties("A-C", status="needed")],
        "participation": [{"actor": a, "programme": "P", "role": "lead"} for a in "ACD"],
        "programmes": [{"id": "P", "name": "Meals"}],
    }
    return synergy.read(write_study(tmp_path / "study", tables))


def test_importing_the_package_loads_nothing_else():
    done = subprocess.run([sys.executable, "-c", LIGHT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_names_what_it_offers():
    assert set(dir(synergy)) == {
        *("Analysis", "InvalidInput", "Network", "Study", "UnusablePlace", "__version__", "measures", "read")
    }
    for name in dir(synergy):
        assert getattr(synergy, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'analyze'"):
        _ = synergy.analyze


def test_the_lines_of_the_page_run(tmp_path, monkeypatch):
    shutil.copytree(CASE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    page = str(ROOT / "docs" / "api.md")
    failed, tried = doctest.testfile(page, module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert tried > 20
    assert failed == 0


def test_tables_of_a_study_hold_every_record_with_its_place(study):
    assert list(study.actors.index) == [actor.id for actor in study.dataset.actors]
    assert list(study.ties.index) == [tie.id for tie in study.dataset.ties]
    assert list(study.programmes.index) == [programme.id for programme in study.dataset.programmes]
    assert len(study.participation) == len(study.dataset.participation)
    assert len(study.mandates) == len(study.dataset.mandates)
    for table in (study.actors, study.ties, study.programmes, study.participation, study.mandates):
        assert table["row"].min() >= 2
        assert list(table.columns[-7:]) == ["sources", "locator", "confidence", "basis", "note", "file", "row"]


def test_tables_hold_plain_values_and_the_studys_own_columns(small):
    assert small.actors["colour"].tolist()[:2] == ["red", "red"]
    by_ends = small.ties.set_index(["from", "to"])
    assert sorted(by_ends.index) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert by_ends["strength"].dropna().to_dict() == {("A", "B"): 0.5}
    assert {type(status) for status in small.ties["status"]} == {str}
    assert set(small.problems["severity"]) <= {"warning", "notice"}


def test_a_column_called_as_one_of_ours_is_kept_beside_it(tmp_path):
    rows = actors("A", file="annex 3")
    table = synergy.read(write_study(tmp_path / "study", {"stakeholders": rows})).actors
    assert table.loc["A", ["own_file", "file"]].tolist() == ["annex 3", "stakeholders.csv"]


def test_changing_a_table_changes_nothing_in_the_study(small):
    table = small.actors
    table.loc["A", "sector"] = "police_justice"
    assert small.actors.loc["A", "sector"] == "ngo"


def test_a_table_without_rows_keeps_its_columns(small):
    assert small.mandates.empty
    assert "function" in small.mandates


def test_errors_carry_every_problem_and_a_traceback_tells_them(tmp_path):
    tables = {"stakeholders": actors("A"), "ties": ties("A-Z", status="neded")}
    with pytest.raises(synergy.InvalidInput) as caught:
        synergy.read(write_study(tmp_path / "study", tables))
    text = "".join(traceback.format_exception_only(caught.value))
    assert {problem.code for problem in caught.value.problems} >= {"unknown-actor", "unknown-status"}
    assert "ties.csv:2:to" in text
    assert "ties.csv:2:status" in text
    assert "Did you mean" in text


def test_a_place_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(synergy.UnusablePlace) as caught:
        synergy.read(tmp_path / "nowhere")
    assert any("nowhere" in note for note in caught.value.__notes__)


def test_a_network_can_be_of_some_types_of_tie_only(small):
    assert sorted(small.network().graph.edges) == [("A", "B"), ("B", "C")]
    funding = small.network(types=["funding"])
    assert sorted(funding.graph.edges) == [("B", "C")]
    assert set(funding.layers) == {"funding"}
    with pytest.raises(ValueError, match="no existing tie of type money; there are funding, meeting"):
        small.network(types=["money"])


OF_SEVERAL_COLUMNS = {
    "coordinator": "brokerage_roles",
    "honest_broker_pairs": "honest_broker",
    "two_mode_brokered_pairs": "two_mode_brokerage",
}
DRAWN = ("stability", "betweenness_low", "harmonic_closeness_low")  # these hang on draws, and are asked for otherwise
NOT_DRAWN = [measure for measure in OF_ACTORS if measure.columns[0].name not in DRAWN]


@pytest.mark.parametrize("measure", NOT_DRAWN, ids=lambda measure: measure.columns[0].name)
def test_a_measure_of_actors_by_name_gives_what_the_tables_hold(study, measure):
    columns = [column.name for column in measure.columns]
    network = study.network()
    found = getattr(synergy.measures, OF_SEVERAL_COLUMNS.get(columns[0], columns[0]))(network)
    expected = measure.compute(network, DEFAULTS)
    if isinstance(found, pd.Series):
        assert_series_equal(found.reindex(list(network.members)), expected)
    else:
        assert_frame_equal(found.reindex(list(network.members))[columns], expected[columns])


def test_an_index_by_name_gives_what_the_tables_hold(study):
    network = study.network()
    compared = set()
    for index in OF_WHOLE:
        name = index.definition.name
        if name in by_name.FUNCTIONS and "centralization" not in name and name != "bridges":
            value = index.compute(pd.DataFrame(), network, {})
            assert getattr(synergy.measures, name)(network) == value, name
            compared.add(name)
    assert compared == {"density", "ei_index", "reciprocity", "transitivity", "global_efficiency"}


def test_a_function_takes_a_graph_of_networkx_as_it_takes_a_network(small):
    network = small.network()
    by_graph = synergy.measures.betweenness(network.graph)
    assert_series_equal(by_graph, synergy.measures.betweenness(network))
    own = synergy.measures.brokerage_roles(network, sector=dict.fromkeys("ABC", "x"))
    assert own.loc["B", "coordinator"] == 1
    assert synergy.measures.brokerage_roles(network).loc["B"].sum() > 0


def test_lengths_from_strengths_are_those_of_a_study(small):
    graph = small.network().graph
    bare = nx.Graph()
    bare.add_weighted_edges_from(graph.edges(data="weight"))
    assert dict(synergy.measures.with_lengths(bare).edges) == dict(graph.edges)
    assert "length" not in bare["A"]["B"]
    with pytest.raises(ValueError, match=r"strength 7 of A and B does not lie in \(0, 1\]"):
        synergy.measures.with_lengths(nx.Graph([("A", "B", {"weight": 7})]))


@pytest.mark.parametrize("name", ["betweenness", "degree", "with_lengths"])
def test_a_multigraph_is_refused_rather_than_counted_wrongly(name):
    with pytest.raises(ValueError, match="one tie a pair"):
        getattr(synergy.measures, name)(nx.MultiGraph([("A", "B"), ("A", "B")]))


@pytest.mark.parametrize("name", sorted(by_name.DIRECTED_ONLY))
def test_a_measure_of_direction_refuses_a_network_without(name, small):
    for network in (small.network(), nx.path_graph(3)):
        with pytest.raises(ValueError, match="without directions"):
            getattr(synergy.measures, name)(network)


def test_every_measure_is_listed_and_documented():
    assert set(by_name.FUNCTIONS) <= set(dir(synergy.measures))
    for name, function in by_name.FUNCTIONS.items():
        assert function.__name__ == name
        assert ">>>" in inspect.getdoc(function), name
        assert next(iter(inspect.signature(function).parameters)), name
    with pytest.raises(AttributeError, match="no attribute 'betweeness'"):
        _ = synergy.measures.betweeness


def test_an_analysis_gives_the_tables_it_writes(small, tmp_path):
    analysis = small.analyse()
    out = analysis.write(tmp_path / "out", languages=["en"], only=["tables"])
    assert {path.stem for path in (out / "tables").glob("*.csv")} >= {"actors", "network", "missing_links"}
    for name in analysis.tables:
        written = pd.read_csv(out / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(written.columns) == list(analysis.table(name).columns)
        assert len(written) == len(analysis.table(name))
    assert analysis.missing_links()["actor_a"].tolist() == ["A", "A", "C"]
    assert analysis.indices().loc["density", "value"] == pytest.approx(2 / 3)
    assert analysis.actors().loc["B", "degree"] == 2
    with pytest.raises(ValueError, match="no table “actor”; there are actors"):
        analysis.table("actor")


def test_findings_come_with_their_sentences_in_either_language(small):
    analysis = small.analyse()
    english, indonesian = analysis.statements(), analysis.statements("id")
    assert list(english.index) == [finding.id for finding in analysis.findings] == list(indonesian.index)
    assert (english["reason"] != indonesian["reason"]).all()
    assert "Actor A" in english.loc["missing_link:A--C", "reason"]


def test_an_analysis_is_that_of_the_command(small, tmp_path):
    from synergy import pipeline

    plain = pipeline.analyse(tmp_path / "study", seed=3)
    again = small.analyse(seed=3)
    assert again.findings == plain.findings
    assert again.settings == plain.settings
    assert_frame_equal(again.measured.actors, plain.measured.actors)


def test_a_result_is_not_replaced_unasked(small, tmp_path):
    analysis = small.analyse()
    analysis.write(tmp_path / "out", only=["findings"])
    with pytest.raises(synergy.UnusablePlace) as caught:
        analysis.write(tmp_path / "out", only=["findings"])
    assert caught.value.__notes__
    analysis.write(tmp_path / "out", only=["findings"], force=True)


def test_a_study_without_actors_cannot_be_analysed(tmp_path):
    rows = [{"id": "(example) A", "name": "Health", "sector": "ngo"}]
    empty = synergy.read(write_study(tmp_path / "study", {"stakeholders": rows}))
    assert empty.actors.empty
    with pytest.raises(synergy.InvalidInput):
        empty.analyse()
