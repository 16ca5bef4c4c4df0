"""The made-up study: generated anew it is the bundled one, and what was planted in it is found."""

import csv
import shutil
import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.planted import SEED, against_ties, analysed, pairs_of, precision, statuses
from benchmarks.planting.draw import planted_study
from benchmarks.planting.study import types
from benchmarks.planting.tables import write_planted
from synergy import pipeline
from synergy.cli import main
from tests.conftest import CASE, ROOT

BUNDLED = CASE / "planted"
# Fewer draws than a run makes: enough for every number to be there.
FEW = """null_draws = 999
permutation_draws = 20
bootstrap_draws = 20
case_draws = 2
rewired_draws = 2
stability_draws = 40
community_runs = 5
"""


@pytest.fixture(scope="module")
def truth():
    return planted_study(SEED).truth


@pytest.fixture(scope="module")
def analysis(tmp_path_factory):
    """The bundled study, analysed with few draws."""
    study = tmp_path_factory.mktemp("planted") / "study"
    shutil.copytree(BUNDLED, study)
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write(FEW)
    return pipeline.analyse(study)


@pytest.fixture(scope="module")
def rows(analysis, tmp_path_factory):
    """``missing_links.csv`` as it is written."""
    out = tmp_path_factory.mktemp("planted") / "out"
    pipeline.publish(analysis, out, ("en",), only=("tables",))
    with (out / "tables" / "missing_links.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def others():
    """Four further studies, with two placebos each."""
    studies = [planted_study(seed) for seed in range(1, 5)]
    return [pairs_of(study, analysed(study), draws=2) for study in studies]


def recall(pairs, score):
    """Share of the planted links among the first ten."""
    return precision(pairs, score, 10) * 10 / pairs.planted.sum()


def test_generated_anew_it_is_the_bundled_study_byte_for_byte(tmp_path):
    write_planted(planted_study(SEED), tmp_path / "again")
    bundled, again = ({f.name: f.read_bytes() for f in place.iterdir()} for place in (BUNDLED, tmp_path / "again"))
    assert again == bundled, "run: python benchmarks/planted.py --write data/planted"


def test_another_seed_gives_another_study_and_the_same_seed_the_same():
    assert planted_study(1) == planted_study(1) != planted_study(2)


def test_a_check_finds_no_problem_and_uses_every_row():
    done = CliRunner().invoke(main, ["check", str(BUNDLED), "--strict"])
    assert done.exit_code == 0, done.output
    dataset = pipeline.read(BUNDLED)
    assert not dataset.notices
    assert all(account.read == account.used for account in dataset.account)


def test_the_case_above_its_folder_does_not_read_it():
    assert not [file.name for file in pipeline.read(CASE).inputs if "planted" in file.name]


def test_it_says_in_both_languages_that_it_is_made_up():
    study = pipeline.read(BUNDLED).study
    assert all(
        "made up" in text.lower().replace("-", " ") for text in (study.title_en, study.place_en, study.caution_en)
    )
    assert all("rekaan" in text for text in (study.title, study.place, study.caution))


def test_every_page_says_that_it_is_made_up(analysis, tmp_path):
    pipeline.publish(analysis, tmp_path / "out", ("en", "id"), only=("page", "briefing"))
    pages = {page.name: page.read_text(encoding="utf-8") for page in (tmp_path / "out").glob("*.html")}
    assert len(pages) == 3
    study = analysis.dataset.study
    for name, page in pages.items():
        if ".id." not in name:
            assert study.title_en in page, name
            assert "bodies, programmes, answers and ties do not exist" in page, name
        if ".en." not in name:
            assert study.title in page, name
            assert "Tidak satu pun menyangkut lembaga yang nyata" in page, name


def test_it_is_large_enough_for_a_likelihood_and_everybody_has_an_answer(analysis):
    assert len(analysis.network.members) >= 20
    assert analysis.network.simple.number_of_edges() >= 40
    assert {actor.respondent for actor in analysis.dataset.actors} == {"yes", "no", "not_asked"}
    assert all(tie.reported_by for tie in analysis.dataset.ties if tie.status == "existing")


def test_every_absence_of_a_roster_occurs(rows):
    absences = {row["absence"] for row in rows}
    assert absences >= {"not_reported", "one_sided", "not_observable", "denied"}
    assert "recorded_nowhere" not in absences


def test_every_quadrant_occurs_and_every_number_is_there(rows):
    quadrants = {row["quadrant"] for row in rows if row["quadrant"]}
    assert quadrants == {"verify_first", "structural_gap", "natural_partner", "no_action"}
    needed = [row for row in rows if float(row["need"]) > 0]
    for column in ("p_value", "q_value", "likelihood", "stability"):
        assert all(0 <= float(row[column]) <= 1 for row in needed), column
    assert {row["grade"] for row in rows} >= {"A", "C"}


def test_planted_links_share_more_than_their_portfolios_imply(rows, truth):
    """All of them have a small p, also those that larger portfolios push down the list."""
    p = {(row["actor_a"], row["actor_b"]): float(row["p_value"]) for row in rows}
    assert all(p[pair] < 0.05 for pair in truth.missing)


def test_planted_links_of_the_bundled_study_stand_high_in_the_list_of_computed_ones(analysis, truth):
    computed = [f.actors for f in analysis.by_kind["missing_link"] if "stated" not in f.basis]
    assert len({*computed[:20]} & {*truth.missing}) >= 4


def test_recall_is_clearly_above_that_of_the_size_product(others):
    """Among the first ten; the mean over twenty studies is .55 against .00."""
    found, by_size = (np.mean([recall(p, getattr(p, name)) for p in others]) for name in ("need", "size"))
    assert found > by_size + 0.25


def test_with_responsibilities_dealt_anew_need_says_no_more_than_size_and_finds_nothing(others):
    """The placebo: what need says of the ties beyond the size of the portfolios is gone, in every study."""
    for pairs in others:
        placebo = np.mean([against_ties(pairs, score) for score in pairs.placebo])
        assert placebo < against_ties(pairs, pairs.need)
        assert placebo < against_ties(pairs, pairs.size) + 0.03
    found = np.mean([recall(p, score) for p in others for score in p.placebo])
    assert found < 0.15


def test_planted_cells_and_duplications_are_found_where_the_record_is_whole():
    """Nothing else than blanks stands between the planted status and the found one."""
    for seed in range(1, 3):
        study = planted_study(seed, blank=0.0)
        analysis = analysed(study)
        assert statuses(analysis) == dict(study.truth.cells)
        found = {f.actors: f for f in analysis.by_kind["overlap"] if "computed" in f.basis}
        assert {pair: f.pattern for pair, f in found.items()} == types(study.duties)
        assert all(found[pair].pattern == "duplication" for pair in study.truth.duplicated)
        assert all(found[pair].managed for pair, managed in study.truth.duplicated.items() if managed)


def test_the_benchmark_prints_its_tables():
    command = [sys.executable, str(ROOT / "benchmarks" / "planted.py")]
    command += ["--seeds", "1", "--draws", "2", "--null-draws", "50"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    for title in ("## Missing links", "## Overlapping mandates", "## Required cells", "## Placebo", "## Sharing more"):
        assert title in done.stdout
