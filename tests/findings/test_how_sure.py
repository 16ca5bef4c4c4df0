"""How sure a missing link is: chance, stability, likelihood, quadrants, grades."""

import numpy as np
import pytest

from synergy.findings.missing_link import missing_links
from synergy.measures import measure
from synergy.networks import build_network
from synergy.settings import DEFAULTS
from tests.conftest import actors, ties
from tests.findings.test_missing_link import links, together

MEMBERS = [f"A{i:02}" for i in range(24)]
PROGRAMMES = [{"id": f"P{i}", "name": f"Programme {i}"} for i in range(16)]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Twenty-four actors in a ring with chords; two of them, far apart, share four programmes nobody else has."""
    from synergy import pipeline
    from tests.conftest import write_study

    ring = [f"{a}-{MEMBERS[(i + step) % 24]}" for i, a in enumerate(MEMBERS) for step in (1, 2)]
    parts = [row for p in range(4) for row in together("A00", "A12", programme=f"P{p}")]
    parts += [row for i, a in enumerate(MEMBERS) for row in together(a, programme=f"P{4 + i % 12}")]
    duties = [{"actor": a, "function": "fund", "status": "existing"} for a in ("A00", "A12")]
    rows = [
        {**row, "respondent": "yes", "sector": "ngo" if i % 2 else "media"} for i, row in enumerate(actors(*MEMBERS))
    ]
    study = write_study(
        tmp_path_factory.mktemp("town"),
        {
            "stakeholders": rows,
            "programmes": PROGRAMMES,
            "participation": parts,
            "mandates": duties,
            "ties": ties(*ring),
        },
    )
    return pipeline.analyse(study)


def test_a_pair_that_shares_far_more_than_its_portfolios_imply_has_a_small_p(town):
    found = links(town)["A00A12"]
    assert found.p_value < 0.01
    assert found.q_value >= found.p_value
    assert found.stability == 1.0


def test_q_values_are_corrected_for_every_pair_that_could_share(town):
    assert town.measured.whole["pairs_tested"] == 24 * 23 / 2
    p, q = town.measured.pairs["p_value"], town.measured.pairs["q_value"]
    assert np.nanmin(q - p) >= -1e-12


def test_quadrants_set_need_against_what_the_other_ties_make_likely(town):
    found = {pair: link for pair, link in links(town).items() if link.quadrant}
    assert found["A00A12"].quadrant == "structural_gap"
    assert {link.quadrant for link in found.values()} <= {
        "verify_first",
        "structural_gap",
        "natural_partner",
        "no_action",
    }
    assert all(0 <= link.likelihood <= 1 for link in found.values())


def test_grade_a_asks_for_a_firm_place_two_facets_and_no_tie(town):
    found = links(town)["A00A12"]
    assert (found.status, found.grade) == ("open", "A")


def test_a_need_that_is_only_the_coders_reading_is_graded_b_at_most(analysed):
    parts = [{**row, "basis": "inferred"} for p in range(4) for row in together("A00", "A12", programme=f"P{p}")]
    parts += [row for i, a in enumerate(MEMBERS) if a != "A12" for row in together(a, programme=f"P{4 + i % 12}")]
    duties = [{"actor": a, "function": "fund", "status": "existing", "basis": "inferred"} for a in ("A00", "A12")]
    analysis = analysed(
        stakeholders=actors(*MEMBERS), programmes=PROGRAMMES, participation=parts, mandates=duties, ties=ties("A00-A01")
    )
    assert links(analysis)["A00A12"].grade == "B"


def test_too_few_actors_or_ties_leave_blanks_with_their_reason(analysed):
    analysis = analysed(
        stakeholders=actors("A", "B", "C"), programmes=PROGRAMMES, participation=together("A", "B"), ties=ties("A-C")
    )
    found = links(analysis)["AB"]
    assert (found.p_value, found.stability, found.likelihood, found.quadrant) == (None, None, None, None)
    assert {"no_stability", "no_likelihood"} <= set(found.caveats)


def test_removing_the_reason_named_first_lowers_the_score_and_never_raises_the_rank(case):
    """For every computed link of the bundled case, the part of one actor in what stands first is taken away."""
    dataset = case.dataset
    before = {f.id: f for f in case.by_kind["missing_link"] if f.basis == ("computed",)}
    settings = DEFAULTS.with_overrides({"chance_up_to": 0})
    for finding in list(before.values())[:12]:
        first = next(iter(finding.values["shared"]))
        column = finding.values["shared"][first][0]
        actor = finding.actors[0]
        poorer = _without(dataset, actor, first, column)
        network = build_network(poorer)
        needs = measure(network, settings).pairs["need"]
        i, j = (network.index[end] for end in finding.actors)
        raw = case.measured.pairs["need"][i, j]
        assert needs[i, j] < raw or not needs[i, j], finding.id
        after = {f.id: f for f in missing_links(measure(network, settings), settings)}
        if finding.id in after:
            better = sum(f.score > after[finding.id].score for f in after.values())
            was_better = sum(f.score > finding.score for f in case.by_kind["missing_link"])
            assert better >= was_better or after[finding.id].score < finding.score, finding.id


def _without(dataset, actor, facet, column):
    from dataclasses import replace

    if facet in ("programme", "dependency"):
        kept = tuple(p for p in dataset.participation if (p.actor, p.programme) != (actor, column))
        return replace(dataset, participation=kept)
    kept = tuple(m for m in dataset.mandates if m.actor != actor or getattr(m, facet) != column)
    return replace(dataset, mandates=kept)
