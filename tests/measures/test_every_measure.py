"""What holds for every registered number: its range, its columns, other ids, isolated actors, odd networks."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synergy.dataset.build import build_dataset
from synergy.measures.of_actors import OF_ACTORS, actor_measures
from synergy.measures.of_pairs import OF_PAIRS, pair_measures
from synergy.measures.of_whole import OF_WHOLE, whole_measures
from synergy.networks import build_network
from synergy.settings import DEFAULTS
from synergy.tables import read_folder
from tests.conftest import actors, write_study

QUICK = DEFAULTS.with_overrides(
    {"null_draws": 20, "permutation_draws": 20, "bootstrap_draws": 20, "case_draws": 2, "stability_draws": 10}
)
COLUMNS = {column.name: column for measure in OF_ACTORS for column in measure.columns}
INDICES = {index.definition.name: index.definition for index in OF_WHOLE}


def tie(a, b, **columns):
    return {"from": a, "to": b, "type": "meeting", "status": "existing", "directed": "no", **columns}


SHAPES = {
    "nobody tied": ([*"ABC"], []),
    "one actor": ([*"A"], []),
    "one tie": ([*"AB"], [tie("A", "B")]),
    "parts and an isolate": ([*"ABCDEFG"], [tie("A", "B"), tie("B", "C"), tie("D", "E"), tie("E", "F")]),
    "arcs": ([*"ABCD"], [tie("A", "B", directed="yes"), tie("B", "C", directed="yes"), tie("D", "C")]),
    "strengths": ([*"ABC"], [tie("A", "B", strength="0.2"), tie("B", "C", strength="0.75"), tie("A", "C")]),
    "parallel ties": (
        [*"ABC"],
        [tie("A", "B"), tie("A", "B", type="funding"), tie("B", "A", type="referral"), tie("B", "C")],
    ),
    "everyone with everyone": ([*"ABCDE"], [tie(a, b) for a in "ABCDE" for b in "ABCDE" if a < b]),
    "star": ([*"ABCDEFGHIJKL"], [tie("A", b) for b in "BCDEFGHIJKL"]),
}


def people(ids, renamed=None):
    """Rows of respondents, three sectors in turn."""
    sectors = ("ngo", "media", "academia")
    rows = [{**row, "respondent": "yes", "sector": sectors[i % 3]} for i, row in enumerate(actors(*ids))]
    return [{**row, "id": renamed[row["id"]]} for row in rows] if renamed else rows


def network_of(folder, rows, told):
    tables = {"stakeholders": rows, **({"ties": told} if told else {})}
    return build_network(build_dataset(read_folder(write_study(folder, tables))))


def measured(folder, ids, rows):
    network = network_of(folder, people(ids), rows)
    table, pairs = actor_measures(network, QUICK), pair_measures(network, QUICK)
    whole, estimates = whole_measures(table, network, pairs, QUICK)
    return network, table, pairs, whole, estimates


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_is_undefined_or_within_its_range(tmp_path, shape):
    ids, rows = SHAPES[shape]
    _, table, pairs, whole, _ = measured(tmp_path, ids, rows)
    for name, column in table.items():
        known = column.astype(float).dropna()
        assert known.between(COLUMNS[name].low - 1e-9, COLUMNS[name].high + 1e-9).all(), (name, known.to_dict())
        assert np.isfinite(known).all(), name
    for name, value in whole.items():
        definition = INDICES[name]
        assert math.isnan(value) or definition.low - 1e-9 <= value <= definition.high + 1e-9, (name, value)
    for definition in OF_PAIRS:
        if definition.name in pairs:
            matrix = pairs[definition.name]
            values = np.asarray(matrix.toarray() if hasattr(matrix, "toarray") else matrix, dtype=float)
            values = values[~np.isnan(values)]
            assert ((values >= definition.low - 1e-9) & (values <= definition.high + 1e-9)).all(), definition.name


@pytest.mark.parametrize("shape", ["nobody tied", "one actor"])
def test_without_ties_nothing_that_needs_one_is_a_zero(tmp_path, shape):
    ids, rows = SHAPES[shape]
    _, table, _, whole, _ = measured(tmp_path, ids, rows)
    assert (
        table[["constraint", "effective_size", "efficiency", "hierarchy", "sector_participation"]].isna().all(axis=None)
    )
    assert all(math.isnan(whole[name]) for name in ("ei_index", "transitivity", "congruence"))


def test_the_columns_are_those_that_are_registered(tmp_path):
    _, table, _, whole, _ = measured(tmp_path, *SHAPES["arcs"])
    assert list(table.columns) == list(COLUMNS)
    assert list(whole) == list(INDICES)


def random_ties(seed):
    draw = np.random.default_rng(seed)
    ids = [f"N{i}" for i in range(8)]
    rows = [
        tie(a, b, directed="yes" if draw.random() < 0.3 else "no", strength=str(draw.integers(1, 21) / 20))
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
        if draw.random() < 0.35
    ]
    return ids, rows


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_other_ids_change_no_number(tmp_path_factory, seed):
    ids, rows = random_ties(seed)
    other = {actor: f"Z{9 - i}" for i, actor in enumerate(ids)}
    renamed = [{**row, "from": other[row["from"]], "to": other[row["to"]]} for row in rows]
    _, one, _, whole, _ = measured(tmp_path_factory.mktemp("one"), ids, rows)
    network = network_of(tmp_path_factory.mktemp("two"), people(ids, other), renamed)
    two = actor_measures(network, QUICK)
    again, _ = whole_measures(two, network, pair_measures(network, QUICK), QUICK)
    for name in one.columns:
        back = two[name].rename({new: old for old, new in other.items()})
        assert np.allclose(one[name].astype(float), back[one.index].astype(float), equal_nan=True, atol=1e-7), name
    for name, value in whole.items():
        assert math.isnan(value) == math.isnan(again[name]), name
        assert math.isnan(value) or value == pytest.approx(again[name], abs=1e-7), name


SIZE_FREE = ("degree", "in_degree", "out_degree", "strength", "constraint", "effective_size", "efficiency", "hierarchy")


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_an_actor_without_ties_changes_nothing_that_looks_at_partners_only(tmp_path_factory, seed):
    ids, rows = random_ties(seed)
    _, one, _, _, _ = measured(tmp_path_factory.mktemp("one"), ids, rows)
    _, two, _, _, _ = measured(tmp_path_factory.mktemp("two"), [*ids, "Y"], rows)
    for name in SIZE_FREE:
        if name in one and name in two:
            assert np.allclose(one[name].astype(float), two[name][one.index].astype(float), equal_nan=True), name


SCALE_FREE = ("constraint", "effective_size", "efficiency", "hierarchy", "betweenness", "current_flow_betweenness")


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_halving_every_strength_changes_no_share(tmp_path_factory, seed):
    ids, rows = random_ties(seed)
    even = [{**row, "strength": str(max(1, round(float(row["strength"]) * 10)) / 10)} for row in rows]
    half = [{**row, "strength": str(float(row["strength"]) / 2)} for row in even]
    _, one, _, _, _ = measured(tmp_path_factory.mktemp("one"), ids, even)
    _, two, _, _, _ = measured(tmp_path_factory.mktemp("two"), ids, half)
    for name in SCALE_FREE:
        assert np.allclose(one[name].astype(float), two[name].astype(float), equal_nan=True, atol=1e-8), name
