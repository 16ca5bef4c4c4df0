"""``synergy validate``: is the list of gaps worth believing here, and does every output say so where it is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from synergy import pipeline
from synergy.findings.caveat import caveats
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import caveat
from synergy.measures.of_validity import PREDICTORS, Validity, validity
from synergy.networks import build_network
from synergy.outputs.checking.validity_report import find_layer, report, verdict
from synergy.settings import DEFAULTS
from tests.conftest import CASE, actors, ties, write_study
from tests.test_command_line import invoke

IDS = [f"A{number:02d}" for number in range(30)]
PAIRS = list(combinations(IDS, 2))
QUICK = DEFAULTS.with_overrides({"permutation_draws": 199})
DRAWS = """
permutation_draws = 199
null_draws = 100
bootstrap_draws = 20
case_draws = 5
rewired_draws = 5
stability_draws = 20
community_runs = 5
"""
SECTORS = ("city_agency", "ngo", "academia")


def holding(portfolios):
    """Rows of programmes and of parts in them."""
    programmes = sorted({programme for held in portfolios.values() for programme in held})
    return {
        "programmes": [{"id": programme, "name": f"Programme {programme}"} for programme in programmes],
        "participation": [
            {"actor": actor, "programme": programme, "role": "implement", "status": "existing"}
            for actor, held in portfolios.items()
            for programme in held
        ],
    }


def study(portfolios, tied, **columns):
    stakeholders = [actors(i, sector=SECTORS[place % 3], **columns)[0] for place, i in enumerate(IDS)]
    return {"stakeholders": stakeholders, **holding(portfolios), "ties": ties(*("-".join(pair) for pair in tied))}


def following_need():
    """Six groups of five share a programme; of their pairs five in six are tied, of the others one in forty."""
    portfolios = {actor: [f"P{place % 6}", f"Q{place % 7}"] for place, actor in enumerate(IDS)}
    same = [pair for pair in PAIRS if portfolios[pair[0]][0] == portfolios[pair[1]][0]]
    other = [pair for pair in PAIRS if pair not in same]
    return study(portfolios, [pair for place, pair in enumerate(same) if place % 6] + other[::40])


def following_size():
    """Who has a large portfolio is tied to others who have, whatever they share."""
    chance = Random(3)
    programmes = [f"P{number:02d}" for number in range(40)]
    portfolios = {actor: chance.sample(programmes, 1 + place // 4) for place, actor in enumerate(IDS)}
    pull = {(a, b): len(portfolios[a]) * len(portfolios[b]) * (0.3 + chance.random()) for a, b in PAIRS}
    ring = set(zip(IDS, IDS[1:], strict=False))  # so that everybody is in the network
    return study(portfolios, sorted({*sorted(PAIRS, key=lambda pair: -pull[pair])[:80], *ring}))


@pytest.fixture
def tested(tmp_path: Path) -> Callable[..., Validity]:
    """Test a small study given as tables."""

    def run(tables, *, settings=QUICK, **options):
        return validity(build_network(pipeline.read(write_study(tmp_path / "study", tables))), settings, **options)

    return run


@pytest.fixture(scope="module")
def thorough(tmp_path_factory: pytest.TempPathFactory) -> Validity:
    folder = write_study(tmp_path_factory.mktemp("thorough") / "study", following_need())
    return validity(build_network(pipeline.read(folder)), QUICK, thorough=True)


def test_where_actors_who_share_more_are_tied_more_the_list_passes(tested):
    found = tested(following_need())
    assert found.passed is True
    assert (found.actors, found.pairs) == (30, 435)
    assert found.accuracy.loc["need", "auc"] > 0.8
    assert found.accuracy.loc["size_product", "auc"] == pytest.approx(0.5)  # all portfolios are of one size
    assert found.need.b > 0
    assert found.need.p_value == pytest.approx(1 / 200)


def test_where_ties_follow_the_size_of_portfolios_alone_it_fails(tested):
    found = tested(following_size())
    assert found.passed is False
    assert found.accuracy.loc["need", "auc"] < found.accuracy.loc["size_product", "auc"]


def test_what_decides_is_the_same_without_the_baselines(tested, thorough):
    quick = tested(following_need())
    assert quick.need == thorough.need
    assert quick.accuracy.equals(thorough.accuracy.loc[["need", "size_product"]])
    assert not quick.facets
    assert quick.placebo is None


def test_with_duties_dealt_out_at_random_need_says_no_more_than_the_size_of_portfolios(thorough):
    assert thorough.placebo.mean == pytest.approx(0.5, abs=0.03)
    assert thorough.placebo.at_least == 0
    assert thorough.placebo.observed == pytest.approx(thorough.score("need"), abs=0.03)


def test_chance_is_where_it_belongs(thorough):
    assert thorough.score("random") == 0.5
    assert set(PREDICTORS) <= set(thorough.accuracy.index)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"few_actors": 31}, "few_actors"),
        ({"few_ties": 200}, "few_ties"),
        ({"chance_up_to": 29}, "size"),
    ],
)
def test_too_few_or_too_many_to_tell(tested, change, reason):
    found = tested(following_need(), settings=QUICK.with_overrides(change))
    assert (found.passed, found.reason) == (None, reason)


def test_thirty_nine_tied_pairs_are_too_few_and_forty_are_enough(tested):
    tables = following_need()
    enough = tables["ties"][:40]
    assert tested({**tables, "ties": enough[:39]}, settings=QUICK.with_overrides({"few_actors": 2})).reason
    assert not tested({**tables, "ties": enough}, settings=QUICK.with_overrides({"few_actors": 2})).reason


def test_nothing_is_tested_where_all_pairs_are_tied_or_share_the_same(tested):
    portfolios = {actor: [f"P{place % 6}"] for place, actor in enumerate(IDS)}
    assert tested(study(portfolios, PAIRS)).reason == "all_tied"
    assert tested(study(dict.fromkeys(IDS, ["P1"]), PAIRS[::5])).reason == "even_need"


def test_nothing_is_tested_without_duties(tested):
    tables = study({}, PAIRS[::5])
    assert tested({name: tables[name] for name in ("stakeholders", "ties")}).reason == "even_need"


def test_two_who_did_not_answer_are_unknown_whether_or_not_others_report_a_tie(tested):
    tables = following_need()
    for row in tables["stakeholders"]:
        row["respondent"] = "no" if row["id"] in ("A00", "A06", "A12") else "yes"
    tied = {"-".join(sorted((row["from"], row["to"]))) for row in tables["ties"]}
    silent = {"A00-A06", "A00-A12", "A06-A12"}
    found = tested(tables)
    assert found.pairs == 435 - 3
    assert found.ties == len(tied) - len(tied & silent) < len(tied)


def test_a_body_and_its_own_part_are_not_counted(tested):
    tables = following_need()
    tables["stakeholders"][6] |= {"kind": "unit", "parent": "A00"}
    tables["stakeholders"][12] |= {"kind": "unit", "parent": "A06"}
    assert tested(tables).pairs == 435 - 3


def test_actors_outside_the_network_are_no_part_of_the_test(tested):
    tables = following_need()
    tables["stakeholders"] += actors("B1", "B2")
    assert tested(tables).pairs == 435


def test_one_layer_is_tested_without_the_ties_of_the_others(tested):
    tables = following_need()
    for row in tables["ties"][:15]:
        row["type"] = "funding"
    every, meetings = tested(tables), tested(tables, layer="meeting")
    assert meetings.target == "meeting"
    assert meetings.ties == every.ties - 15
    assert tested(tables, layer="funding").reason == "few_ties"


def test_ties_recorded_inside_programmes_only_are_counted(tested):
    tables = following_need()
    for row in tables["ties"][:10]:
        row["programme"] = "P1"
    again = {**tables["ties"][0], "type": "funding", "programme": ""}  # recorded outside one as well
    found = tested({**tables, "ties": [*tables["ties"], again]})
    assert found.within_programmes == 9


@pytest.mark.parametrize("column", ["level", "territory"])
def test_level_and_territory_are_controlled_for_where_known_of_every_actor(tested, column):
    tables = following_need()
    for place, row in enumerate(tables["stakeholders"]):
        row[column] = ("city", "province")[place % 2] if column == "level" else ("D1", "D2")[place % 2]
    assert tested(tables).controls == ("sector", column)  # all portfolios are of one size
    tables["stakeholders"][0][column] = ""
    assert column not in tested(tables).controls


def test_more_need_and_fewer_ties_do_not_pass(tested):
    tables = following_need()
    tied = {(row["from"], row["to"]) for row in tables["ties"]}
    tables["ties"] = ties(*("-".join(pair) for pair in PAIRS if pair not in tied))
    found = tested(tables)
    assert found.need.p_value < 0.05
    assert found.need.b < 0
    assert found.passed is False


# ---- the command ----


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("studies")
    return {
        "passes": write_study(top / "passes", following_need(), DRAWS),
        "fails": write_study(top / "fails", following_size(), DRAWS),
    }


def test_json_holds_the_keys_of_the_contract(folders):
    done = invoke("validate", folders["passes"], "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["target"] == "existing"
    for column in ("auc", "ap", "precision_at_k", "vertex_precision_at_5"):
        assert set(found[column]) == {"need", "size_product", "degree_product", "ra", "dcsbm", "random"}
        assert all(0 <= value <= 1 for value in found[column].values())
    assert set(found["mrqap_dsp"]) == {"need", "programme"}
    assert set(found["mrqap_dsp"]["need"]) == {"b", "p"}
    assert found["passed"] is True
    assert found["reason"] is None
    assert set(found["placebo"]) == {"auc", "auc_observed", "at_least_observed", "draws"}


def test_the_same_seed_gives_the_same_and_another_seed_other_draws(folders):
    first, other = (invoke("validate", folders["passes"], "--json", "--seed", seed).stdout for seed in (2020, 6))
    assert first == invoke("validate", folders["passes"], "--json").stdout != other
    assert json.loads(other)["seed"] == 6


def test_the_order_of_rows_decides_nothing(folders, tmp_path):
    turned = {name: rows[::-1] for name, rows in following_need().items()}
    other = write_study(tmp_path / "turned", turned, DRAWS)
    assert invoke("validate", other, "--json").stdout == invoke("validate", folders["passes"], "--json").stdout


def test_a_study_with_too_few_ties_is_told_so_and_ends_well():
    done = invoke("validate", CASE, "--language", "en")
    assert done.exit_code == 0, done.output
    assert "Too few to tell" in done.stdout
    found = json.loads(invoke("validate", CASE, "--json").stdout)
    assert found["passed"] is None
    assert found["reason"]["code"] == "few_ties"
    assert set(found["auc"].values()) == {None}
    assert {"id", "en"} <= set(found["reason"])


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "passes", "the list follows more than portfolio size here"),
        ("en", "fails", "Treat the computed list as questions only"),
        ("id", "passes", "daftar itu mengikuti lebih dari ukuran portofolio"),
        ("id", "fails", "hanya sebagai pertanyaan"),
    ],
)
def test_the_report_says_what_it_means_and_fits_a_terminal(folders, language, name, said):
    done = invoke("validate", folders[name], "--language", language)
    assert done.exit_code == 0, done.output
    assert said in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert done.stderr == ""


def lines_of(found: Validity, language: str, tables) -> Iterator[str]:
    words = open_catalogue(language)
    yield from report(found, (), tables, words)
    yield from verdict(found, tables, QUICK, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_outcome_there_is_a_sentence_for_it(tmp_path, language):
    tables = following_need()
    for row in tables["ties"][:10]:
        row["programme"] = "P1"
    tables["mandates"] = [{"actor": i, "function": "fund", "cluster": "I", "role": "lead"} for i in IDS[:4]]
    network = build_network(pipeline.read(write_study(tmp_path / "study", tables)))
    for layer in (None, "meeting", "funding"):
        for change in ({}, {"few_actors": 31}, {"few_ties": 200}, {"chance_up_to": 29}):
            settings = QUICK.with_overrides(change)
            found = validity(network, settings, layer=layer, thorough=not change)
            told = " ".join(lines_of(found, language, network.dataset))
            assert "{" not in told
            assert (
                not layer
                or open_catalogue(language).term(network.dataset, "tie_type", layer).lower() in told
                or (found.reason in ("few_actors", "size"))
            )


def test_layers_are_named_by_word_or_by_name_in_either_language(folders):
    dataset = pipeline.read(folders["passes"])
    for name in ("meeting", "Meeting", "Rapat koordinasi", "coordination  meeting", "rapat_koordinasi"):
        assert find_layer(name, dataset) == "meeting"
    assert find_layer("meetin", dataset) is None


def test_an_unknown_layer_ends_with_2_and_names_those_there_are(folders):
    done = invoke("validate", folders["passes"], "--layer", "talks", "--language", "en")
    assert done.exit_code == 2
    assert "meeting" in done.stderr
    assert done.stdout == ""


# ---- the banner ----


def test_where_the_test_fails_every_list_of_caveats_begins_with_it(folders):
    analysis = pipeline.analyse(folders["fails"])
    assert analysis.measured.validity.passed is False
    assert analysis.caveats[0].code == "need_unsupported"
    for language, said in (("en", "as questions only"), ("id", "hanya sebagai pertanyaan")):
        assert said in caveat(analysis.caveats[0], analysis, open_catalogue(language))


def test_where_it_passes_nothing_is_said_and_where_it_cannot_run_that_is_said(case, thorough):
    assert case.measured.validity.passed is None
    assert "need_untested" in {c.code for c in case.caveats}
    assert "need_unsupported" not in {c.code for c in case.caveats}
    passed = replace(case.measured, validity=thorough)
    assert not {c.code for c in caveats(passed, case.settings)} & {"need_unsupported", "need_untested"}


def test_without_a_computed_list_there_is_nothing_to_test(analysed):
    found = analysed(stakeholders=actors("A", "B"), ties=ties("A-B"))
    assert "need_untested" not in {c.code for c in found.caveats}
