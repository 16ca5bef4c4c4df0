"""``synergy validate``: is the list of gaps worth believing here, and does every output say so where it is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from synergy import pipeline
from synergy.findings.caveat import caveats
from synergy.language import LANGUAGES, open_catalogue
from synergy.language.sentences import caveat
from synergy.measures.estimate import Estimate
from synergy.measures.of_validity import PREDICTORS, Validity, _advantage, validity
from synergy.networks import build_network
from synergy.outputs.checking.validity_report import as_json, find_layer, report, verdict
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
    assert found.left_out == {"own_part": 0, "unanswered": len(tied & silent)}


def test_a_body_and_its_own_part_are_not_counted(tested):
    tables = following_need()
    tables["stakeholders"][6] |= {"kind": "unit", "parent": "A00"}
    tables["stakeholders"][12] |= {"kind": "unit", "parent": "A06"}
    found = tested(tables)
    assert found.pairs == 435 - 3
    tied = {"-".join(sorted((row["from"], row["to"]))) for row in tables["ties"]}
    assert found.left_out == {"own_part": len(tied & {"A00-A06", "A06-A12", "A00-A12"}), "unanswered": 0}
    assert found.left_out["own_part"] > 0
    assert found.ties == len(tied) - found.left_out["own_part"]


def test_a_pair_left_out_for_both_reasons_is_counted_once(tested):
    tables = following_need()
    tables["stakeholders"][12] |= {"kind": "unit", "parent": "A00"}
    for row in tables["stakeholders"]:
        row["respondent"] = "no" if row["id"] in ("A00", "A12") else "yes"
    assert "A00-A12" in {"-".join((row["from"], row["to"])) for row in tables["ties"]}
    assert tested(tables).left_out == {"own_part": 1, "unanswered": 0}


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


def auc_by_counting(score, tied):
    """Share of (tied, untied) pairs of pairs in the right order, half where equal."""
    rows, columns = np.triu_indices(len(tied), 1)
    scores, truth = score[rows, columns], tied[rows, columns]
    ahead = scores[truth == 1][:, None] - scores[truth == 0]
    return (np.sign(ahead).mean() + 1) / 2


def test_the_standard_error_of_the_difference_is_tukeys_jackknife_over_actors():
    chance = np.random.default_rng(7)
    tied, need, size = (np.triu(m, 1) + np.triu(m, 1).T for m in chance.integers(0, 4, (3, 12, 12)).astype(float))
    tied = np.where(tied == 2, np.nan, np.minimum(tied, 1))  # some not known

    def difference(kept):
        at = np.ix_(kept, kept)
        return auc_by_counting(need[at], tied[at]) - auc_by_counting(size[at], tied[at])

    without = np.array([difference([other for other in range(12) if other != actor]) for actor in range(12)])
    error = (11 / 12 * ((without - without.mean()) ** 2).sum()) ** 0.5
    found = _advantage(tied, need, size)
    assert found.value == pytest.approx(difference(list(range(12))))
    assert found.spread == pytest.approx(error)
    assert (found.low, found.high) == pytest.approx((found.value - 1.96 * error, found.value + 1.96 * error))


def test_without_ties_but_of_one_actor_the_error_of_the_difference_is_unknown():
    tied = np.zeros((5, 5))
    tied[0, 1:] = tied[1:, 0] = 1
    found = _advantage(tied, tied, np.ones((5, 5)))
    assert found.value == 0.5
    assert np.isnan([found.spread, found.low, found.high]).all()


def test_the_difference_over_all_ties_is_that_over_hidden_ones_but_for_chance(thorough):
    advantage = thorough.score("need") - thorough.score("size_product")
    assert thorough.advantage.value == pytest.approx(advantage, abs=0.03)
    assert thorough.clearly_better


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
    assert set(found["auc_difference"]) == {"need_minus_size", "standard_error", "low", "high", "method"}
    assert found["support"] == "supported"
    assert found["ties_left_out"] == {"own_part": 0, "unanswered": 0}
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
    assert found["support"] is None
    assert found["auc_difference"] is None
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


def told_of(found: Validity, language: str, tables) -> str:
    return " ".join(" ".join(lines_of(found, language, tables)).split())


UNCLEAR = {"en": "not clearly better than portfolio size", "id": "belum jelas lebih baik daripada ukuran portofolio"}
CLEAR = {"en": "follows more than portfolio size here", "id": "daftar itu mengikuti lebih dari ukuran portofolio"}
FAILED = {"en": "Treat the computed list as questions only", "id": "hanya sebagai pertanyaan"}
HEAD = {"en": "At the head of the order", "id": "Di urutan teratas"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_tells_supported_from_not_clearly_better_and_from_not_supported(folders, thorough, language):
    tables = pipeline.read(folders["passes"])
    clear = Estimate(value=0.1, spread=0.05, low=0.002, high=0.198)
    no_interval = Estimate(value=0.1)
    for advantage, p_value, support, said in (
        (clear, 0.01, "supported", CLEAR),
        (replace(clear, low=0.0), 0.01, "not_clearly_better_than_size", UNCLEAR),
        (replace(clear, low=-0.01), 0.01, "not_clearly_better_than_size", UNCLEAR),
        (no_interval, 0.01, "not_clearly_better_than_size", UNCLEAR),
        (clear, 0.2, "not_supported", FAILED),
    ):
        found = replace(thorough, advantage=advantage, need=replace(thorough.need, p_value=p_value))
        told = " ".join(" ".join(verdict(found, tables, QUICK, open_catalogue(language))).split())
        assert [sentence[language] in told for sentence in (CLEAR, UNCLEAR, FAILED)].count(True) == 1
        assert said[language] in told
        read = json.loads(as_json(found, (), tables, QUICK))
        assert read["support"] == support
        assert read["passed"] is (p_value < 0.05)  # the rule takes no account of the interval


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_difference_is_told_with_its_error_or_why_there_is_none(folders, thorough, language):
    tables, words = pipeline.read(folders["passes"]), open_catalogue(language)
    known = replace(thorough, advantage=Estimate(value=0.123, spread=0.045, low=0.035, high=0.211))
    told = told_of(known, language, tables)
    assert all(words.number(number, 3) in told for number in (0.123, 0.045, 0.035, 0.211))
    assert "jackknife" in told
    told = told_of(replace(thorough, advantage=Estimate(value=0.123)), language, tables)
    assert words.number(0.123, 3) in told
    assert "jackknife" not in told


def with_precision(found: Validity, **values: float) -> Validity:
    table = found.accuracy.copy()
    for name, value in values.items():
        table.loc[name, "ap"] = value
    return replace(found, accuracy=table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_score_better_at_the_head_is_named_and_changes_nothing(folders, thorough, language):
    tables, words = pipeline.read(folders["passes"]), open_catalogue(language)
    better = with_precision(thorough, need=0.1, degree_product=0.2, ra=0.3, dcsbm=0.05, size_product=0.9)
    level = with_precision(thorough, need=0.3, degree_product=0.2, ra=0.3, dcsbm=0.05, size_product=0.9)
    told = told_of(better, language, tables)
    assert f"“{words.text('validate.score.ra')}”" in told
    assert HEAD[language] in told
    assert told.count(words.number(0.3, 3)) == 1
    assert HEAD[language] not in told_of(level, language, tables)
    assert better.passed is level.passed is True
    without = verdict(level, tables, QUICK, words)
    assert " ".join(verdict(better, tables, QUICK, words)).startswith(without[0])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Of 41 pairs with such a tie on record, not counted: 2 of a body and its own part"),
        ("id", "Dari 41 pasangan dengan hubungan seperti itu dalam catatan, yang tidak dihitung: 2 pasangan badan"),
    ],
)
def test_fewer_tied_pairs_than_on_record_are_accounted_for(language, said):
    assert said in " ".join(invoke("validate", CASE, "--language", language).stdout.split())
    found = json.loads(invoke("validate", CASE, "--json").stdout)
    assert (found["ties"], found["ties_left_out"]) == (39, {"own_part": 2, "unanswered": 0})
    assert said in found["reason"][language]


@pytest.mark.parametrize(("language", "own", "silent"), [("en", "3 of a body", "4 of two"), ("id", "3 pas", "4 pas")])
def test_each_reason_for_leaving_tied_pairs_out_has_its_number(folders, thorough, language, own, silent):
    tables = pipeline.read(folders["passes"])
    told = told_of(replace(thorough, left_out={"own_part": 3, "unanswered": 4}), language, tables)
    assert f"{thorough.ties + 7} pa" in told
    assert own in told
    assert silent in told
    assert own not in told_of(thorough, language, tables)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("b is not standardised", "number of programmes, functions, clusters and target groups")),
        ("id", ("b tidak dibakukan", "Ukuran portofolio adalah banyaknya tugas", "portofolio (banyaknya tugas)")),
    ],
)
def test_size_and_b_are_explained(folders, thorough, language, said):
    told = told_of(thorough, language, pipeline.read(folders["passes"]))
    assert all(sentence in told for sentence in said)


def test_in_the_made_up_study_need_is_not_clearly_better_than_size():
    found = json.loads(invoke("validate", CASE / "planted", "--json").stdout)
    assert (found["passed"], found["support"]) == (True, "not_clearly_better_than_size")
    assert found["auc_difference"]["need_minus_size"] == pytest.approx(0.0466, abs=5e-5)
    assert found["auc_difference"]["standard_error"] == pytest.approx(0.0443, abs=5e-5)
    assert found["ap"]["degree_product"] > found["ap"]["need"]


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
