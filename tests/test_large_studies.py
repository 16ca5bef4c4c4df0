"""A large study: what is estimated says so, what is left out is named, and what is cheap stays exact."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.stats import kendalltau

from synergy.findings import needed_pair
from synergy.findings.needed_pair import needed_pairs
from synergy.findings.sparse_rows import SparseRows, values_at
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import caveat
from synergy.measures.pairs import overlap
from synergy.measures.pairs.need import facet_need
from synergy.measures.pairs.sharing import grouped, pairs_counted, pairs_sharing
from synergy.measures.uncertainty.kendall import kendall_tau
from synergy.measures.whole import removal
from synergy.measures.whole.bridges import bridges
from synergy.measures.whole.depth_first import depth_first
from synergy.measures.whole.removal import losses, removals
from synergy.networks import incidence
from synergy.networks.incidence import Facet
from synergy.outputs import graph_files
from synergy.outputs.page import part
from synergy.outputs.page.data import payload
from synergy.outputs.tables import TABLES
from tests.conftest import actors, ties

RING = {
    "stakeholders": actors(*"ABCDEFGH"),
    "ties": [*ties("A-B", "B-C", "C-D", "D-E", "E-F", "F-A", "A-G"), *ties("D-H", "B-E", status="needed")],
}
LARGE = "exact_up_to = 5\npivots = 4"
seeds = st.integers(0, 10**6)


@contextmanager
def patched(module: object, **values: object) -> Iterator[None]:
    """Set constants of a module for a while."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setattr(module, name, value)
        yield


def sparse_network(seed, n=14):
    chance = Random(seed)
    graph = nx.gnm_random_graph(n, chance.randint(0, 2 * n), seed=seed)
    names = [chr(ord("a") + k) for k in range(n)]
    chance.shuffle(names)
    return nx.relabel_nodes(graph, dict(enumerate(names)))


def test_an_estimate_stands_beside_its_band_and_an_exact_value_beside_none(analysed):
    small, large = analysed(**RING).measured, analysed(LARGE, **RING).measured
    for name in ("betweenness", "harmonic_closeness"):
        band = [f"{name}_low", f"{name}_high"]
        assert small.actors[band].isna().all(axis=None)
        found = large.actors.loc[list(large.network.members), [band[0], name, band[1]]]
        assert found.notna().all(axis=None)
        assert (found[band[0]] <= found[name]).all()
        assert (found[name] <= found[band[1]]).all()


def test_the_table_of_actors_carries_the_bands(analysed):
    columns, rows = TABLES["actors"]
    assert {"betweenness_low", "betweenness_high"} <= set(columns)
    found = {row["id"]: row for row in rows(analysed(LARGE, **RING))}
    assert found["A"]["betweenness_low"] <= found["A"]["betweenness"] <= found["A"]["betweenness_high"]


def test_indices_that_need_all_pairs_are_estimated_or_blank(analysed):
    one_way = [{**row, "directed": "yes"} for row in RING["ties"]]
    large = analysed(LARGE, stakeholders=RING["stakeholders"], ties=one_way).measured
    assert large.actors["everett_valente"].isna().all()
    assert large.actors["current_flow_betweenness"].isna().all()
    assert all(np.isnan(value) for name, value in large.whole.items() if name.startswith("krackhardt"))
    for name in ("global_efficiency", "betweenness_centralization"):
        estimate = large.estimates[name]
        assert estimate.method == "approximate, 4 pivots"
        assert estimate.low <= large.whole[name] == estimate.value <= estimate.high


def test_the_caveats_name_the_sample_its_band_and_what_is_left_out(analysed):
    analysis = analysed(LARGE, **RING)
    found = {c.code: c for c in analysis.caveats}
    assert found["some_pairs"].values["pairs"] == 10  # as many as 5 actors have
    for language in LANGUAGES:
        sample = caveat(found["sampled"], analysis, open_catalogue(language))
        assert "4 " in sample
        assert "95 %" in sample
        assert "betweenness_low" in sample
    assert not {"sampled", "some_pairs"} & {c.code for c in analysed("pivots = 4", **RING).caveats}


def test_a_large_study_looks_at_pairs_that_share_a_programme_or_a_cell(analysed):
    clusters = [{"list": "cluster", "term": "I", "name_id": "I", "name_en": "I"}]
    programmes = [{"id": "P", "name": "P"}, {"id": "Q", "name": "Q"}]
    parts = [{"actor": a, "programme": p, "role": "lead", "status": "existing"} for a, p in ("AP", "BP", "CQ")]
    duties = [
        {"actor": actor, "function": function, "cluster": "I", "target_group": "abh", "role": "lead"}
        for actor, function in (("D", "fund"), ("E", "fund"), ("F", "deliver"))
    ]
    asked = [{"programme_a": "P", "programme_b": "Q", "weight": "0.5"}]
    tables = {"vocabulary": clusters, "programmes": programmes, "participation": parts, "mandates": duties}

    def pairs(study):
        analysis = analysed(study, **RING, **tables, dependencies=asked)
        names = analysis.network.order
        rows, columns = analysis.measured.pairs["need"].nonzero()
        return {names[i] + names[j] for i, j in zip(rows, columns, strict=True) if i < j}

    assert pairs("") == {"AB", "AC", "BC", "DE", "DF", "EF"}
    assert pairs("exact_up_to = 6") == {"AB", "AC", "BC", "DE"}  # D and F share a cluster and a group, no cell
    assert pairs("exact_up_to = 3") == {"AB", "DE"}  # three pairs at most, the fewest sharers first


@given(seed=seeds)
@settings(max_examples=25, deadline=None)
def test_the_need_of_chosen_pairs_is_that_among_all(seed):
    rng = np.random.default_rng(seed)
    roles = rng.choice([0, 0.4, 1], size=(9, 5))
    depends = np.eye(5)
    depends[0, 1] = depends[1, 0] = 0.5
    facet = Facet(tuple("abcde"), roles, depends)
    rows, columns = np.triu_indices(9, 1)
    chosen = rng.random(rows.size) < 0.5
    full, some = facet_need(facet).toarray(), facet_need(facet, (rows[chosen], columns[chosen])).toarray()
    assert some[rows[chosen], columns[chosen]] == pytest.approx(full[rows[chosen], columns[chosen]])
    assert (some == some.T).all()
    assert not some[rows[~chosen], columns[~chosen]].any()


def test_roles_are_the_same_numbers_dense_and_sparse(analysed):
    tables = {**RING, "programmes": [{"id": "P", "name": "P"}]}
    parts = [{"actor": a, "programme": "P", "role": r, "status": "existing"} for a, r in zip("ABC", ROLES, strict=True)]
    dense = analysed(**tables, participation=parts)
    with patched(incidence, DENSE=0):
        sparse = analysed(**tables, participation=parts)
    one, other = (a.network.facets["programme"] for a in (dense, sparse))
    assert isinstance(one.roles, np.ndarray)
    assert not isinstance(other.roles, np.ndarray)
    assert (one.held.toarray() == other.held.toarray()).all()
    assert dense.findings == sparse.findings


ROLES = ("lead", "support", "beneficiary")


@given(seed=seeds, limit=st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_pairs_that_share_are_no_more_than_allowed_and_share_the_rarest_things(seed, limit):
    chance = Random(seed)
    held = [chance.sample("abcdef", chance.randint(0, 3)) for _ in range(8)]
    groups = grouped(held)
    found = set(zip(*(ends.tolist() for ends in pairs_sharing([groups], at_most=limit)), strict=True))
    sharers = {thing: [i for i, own in enumerate(held) if thing in own] for thing in "abcdef"}
    inside = {t for t, who in sharers.items() if len(who) > 1 and set(combinations(who, 2)) <= found}
    assert len(found) <= limit
    assert found == {pair for thing in inside for pair in combinations(sharers[thing], 2)}
    if limit >= pairs_counted(groups):
        assert inside == {t for t, who in sharers.items() if len(who) > 1}


def test_no_more_overlaps_are_compared_than_allowed_and_those_of_one_cell_first(analysed):
    clusters = [{"list": "cluster", "term": c, "name_id": c, "name_en": c, "parent": p} for c, p in ("I ", "JI")]
    duties = [
        {"actor": actor, "function": function, "cluster": cluster, "target_group": "abh", "role": "lead"}
        for actor, function, cluster in (("A", "fund", "I"), ("B", "fund", "I"), ("C", "data", "I"), ("D", "fund", "J"))
    ]
    tables = {**RING, "vocabulary": clusters, "mandates": duties}

    def pairs():
        return {"".join(found.actors): found.type for found in analysed(**tables).measured.overlaps}

    everything = pairs()
    assert set(everything) == {"AB", "AC", "AD", "BC", "BD", "CD"}  # J is a part of I
    with patched(overlap, MOST_PAIRS=3):
        assert pairs() == {"AB": everything["AB"]}


def test_the_largest_gaps_and_every_stated_need_are_told(analysed):
    roles = zip("AGHC", ("lead", "implement", "support", "consulted"), strict=True)
    parts = [{"actor": actor, "programme": "P", "role": role, "status": "existing"} for actor, role in roles]
    tables = {**RING, "programmes": [{"id": "P", "name": "P"}], "participation": parts}
    every = {pair.actors: pair for pair in needed_pairs(analysed(**tables).measured, analysed(**tables).settings)}
    with patched(needed_pair, MOST_COMPUTED=2):
        analysis = analysed(**tables)
        some = {pair.actors: pair for pair in needed_pairs(analysis.measured, analysis.settings)}
    computed = sorted((p for p in every.values() if "stated" not in p.basis), key=lambda p: -p.gap)
    assert set(some) == {("D", "H"), ("B", "E"), *(pair.actors for pair in computed[:2])}
    assert all(some[ends].gap == every[ends].gap for ends in some)


def test_cells_of_sparse_matrices_are_read_at_once_and_row_by_row():
    matrix = csr_array(([0.5, 0.25], ([0, 2], [1, 0])), shape=(3, 3))
    rows, columns = np.divmod(np.arange(9), 3)
    assert values_at(matrix, rows, columns).tolist() == matrix.toarray().ravel().tolist()
    assert values_at(matrix.toarray(), rows, columns).tolist() == matrix.toarray().ravel().tolist()
    assert values_at(csr_array((3, 3)), rows, columns).tolist() == [0] * 9
    assert [SparseRows(matrix)[row] for row in range(3)] == [{1: 0.5}, {}, {0: 0.25}]


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_bridges_and_removals_are_those_of_plain_searches(seed):
    graph = sparse_network(seed)
    assert bridges(graph) == sorted(tuple(sorted(tie)) for tie in nx.bridges(graph))
    found = {each.actor: each for each in removals(graph)}
    assert set(found) == set(nx.articulation_points(graph))
    lost = losses(graph)
    for actor, each in found.items():
        rest = graph.subgraph(set(graph) - {actor})
        plain = sorted((tuple(sorted(part)) for part in nx.connected_components(rest)), key=lambda p: (-len(p), p))
        assert list(each.components) == plain
        assert list(each.own) == [own for own in plain if set(own) & set(graph[actor])]
        assert each.before == nx.number_connected_components(graph)
        assert lost[actor] == (sum(map(len, each.own)), len(each.cut_off))


def test_a_search_ignores_directions_self_loops_and_depth():
    both_ways = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")])
    assert bridges(both_ways) == [("a", "b"), ("b", "c")]
    assert depth_first(nx.Graph()).actors == ()
    deep = nx.path_graph([str(k) for k in range(20_000)])  # deeper than Python calls itself
    assert len(bridges(deep)) == 19_999


def test_of_many_cut_points_the_worst_are_told_and_no_more():
    tree = nx.relabel_nodes(nx.random_labeled_tree(60, seed=1), str)
    every = removals(tree)
    with patched(removal, ALL_UP_TO=59, LISTED=3):
        assert removals(tree) == every[:3]


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
@pytest.mark.filterwarnings("ignore:One or more sample arguments")
def test_tau_is_that_of_scipy(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(0, 30))
    one, other = (rng.integers(0, rng.integers(1, 12), n) for _ in range(2))
    assert kendall_tau(one, other) == pytest.approx(kendalltau(one, other).statistic, nan_ok=True, abs=1e-12)


def test_the_page_of_a_large_study_holds_a_part_and_says_so(analysed):
    analysis = analysed(**RING)
    whole = payload(analysis, "en")
    with patched(part, MOST_FINDINGS=1, MOST_ACTORS=1, MOST_TIES=1):
        some = payload(analysis, "en")
    assert "page_part" not in {c["code"] for c in whole["caveats"]}
    assert some["caveats"][0]["code"] == "page_part"
    assert len([f for f in some["findings"] if f["kind"] == "missing_link"]) == 1
    shown = {actor["id"] for actor in some["actors"]}
    assert all({tie["from"], tie["to"]} <= shown for tie in some["ties"])
    assert all(set(finding["actors"]) <= shown for finding in some["findings"])
    assert {pair["id"] for pair in some["pairs"]} <= {pair["id"] for pair in whole["pairs"]}


def test_the_graph_file_is_that_of_networkx_line_by_line(analysed, tmp_path):
    odd = [{**row, "note": 'a "b" <c> & d', "directed": "yes"} for row in ties("A-B", id='t"<1>', strength="0.5")]
    analysis = analysed(stakeholders=[*RING["stakeholders"], *actors("Z", stands_for="3")], ties=[*RING["ties"], *odd])
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((actor.id, values) for actor, values in graph_files.described_actors(analysis))
    for tie in analysis.dataset.ties:
        graph.add_edge(*tie.ends, key=tie.id, **graph_files.described_tie(tie))
    nx.write_graphml_xml(graph, tmp_path / "theirs", encoding="utf-8", prettyprint=True)
    graph_files.write_graphml(analysis, tmp_path / "ours")
    ours, theirs = ((tmp_path / name).read_text("utf-8").split("\n") for name in ("ours", "theirs"))
    assert sorted(ours) == sorted(theirs)
    read = nx.read_graphml(tmp_path / "ours", force_multigraph=True)
    assert {key: data["note"] for *_, key, data in read.edges(keys=True, data=True) if data["note"]} == {
        't"<1>': 'a "b" <c> & d'
    }
