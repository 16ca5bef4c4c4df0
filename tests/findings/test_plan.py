"""What to do first: which links, who convenes, what comes in their place, what they change."""

import json

import pytest
from click.testing import CliRunner

from synergy import pipeline
from synergy.cli import main
from synergy.findings import replanned
from synergy.findings.occasions import occasions
from synergy.findings.plan import Wishes
from synergy.problems import UnusablePlace
from tests.conftest import actors, ties, write_study
from tests.findings.test_missing_link import together

PROGRAMMES = [{"id": f"P{i}", "name": f"Programme {i}"} for i in range(1, 6)]


def shared(*groups):
    """Each group shares one programme of its own."""
    return [row for i, group in enumerate(groups, start=1) for row in together(*group, programme=f"P{i}")]


def planned(analysis):
    return {"".join(link.pair.actors): link for link in analysis.plan.links}


@pytest.fixture
def star(analysed):
    """H has a tie to everybody; A–B, C–D and H–E share a programme, and only H–E has no tie."""
    return analysed(
        stakeholders=actors("A", "B", "C", "D", "E", "H"),
        programmes=PROGRAMMES,
        participation=shared("AB", "CD", "HE"),
        ties=ties("H-A", "H-B", "H-C", "H-D"),
    )


def test_links_among_the_others_come_before_one_more_of_the_hub(star):
    assert star.plan.hub == "H"
    worth = {pair: link.worth for pair, link in planned(star).items()}
    assert worth == {"AB": 1.0, "CD": 1.0, "EH": 0.75}


def test_whoever_has_ties_to_both_may_convene(star):
    assert planned(star)["AB"].convener == "H"
    assert planned(star)["EH"].convener is None


def test_where_nobody_has_strong_ties_to_both_whoever_calls_coordination_meetings_may_convene(analysed):
    meeting = {"id": "M", "name": "Round table", "function": "coordinate", "status": "running"}
    analysis = analysed(
        stakeholders=actors("A", "B", "C", "D", "H"),
        programmes=[*PROGRAMMES, meeting],
        participation=[
            *shared("AB", "CH"),
            {"actor": "H", "programme": "M", "role": "lead", "status": "existing"},
        ],
        ties=ties("H-A", "H-B", type="agreement"),
    )
    assert planned(analysis)["AB"].convener == "H"  # tied to both, though only formally
    assert planned(analysis)["CH"].convener == "H"  # one of the two
    assert occasions(analysis.dataset).programmes == ("M",)


def test_an_activity_that_is_over_or_that_nobody_carries_is_no_occasion(analysed):
    rows = [
        {"id": "M", "name": "Round table", "function": "coordinate", "status": "ended"},
        {"id": "N", "name": "Another", "function": "coordinate", "status": "running"},
    ]
    part = [{"actor": "A", "programme": "M", "role": "lead", "status": "existing"}]
    analysis = analysed(stakeholders=actors("A", "B"), programmes=rows, participation=part)
    assert occasions(analysis.dataset).programmes == ()
    assert not occasions(analysis.dataset).callers


def test_what_the_links_change_is_told_before_and_after(star):
    changes = star.plan.changes
    assert (changes["congruence"].before, changes["congruence"].after) == (0.0, pytest.approx(0.8))
    assert (changes["components"].before, changes["components"].after) == (1, 1)  # E is in no part yet: it has no tie
    assert (changes["hub_share"].before, changes["hub_share"].after) == (1.0, pytest.approx(5 / 7))
    assert (changes["parts_without_hub"].before, changes["parts_without_hub"].after) == (4, 3)


def test_limits_are_kept_and_the_next_best_is_named(star):
    analysis = replanned(star, Wishes(links=1, per_actor=1))
    (link,) = analysis.plan.links
    assert link.pair.actors == ("A", "B")
    assert link.alternative == ("C", "D")
    assert link.why == "worth"
    forbidden = replanned(star, Wishes(links=1, per_actor=1, forbidden=frozenset({frozenset("AB")})))
    assert list(planned(forbidden)) == ["CD"]
    required = replanned(star, Wishes(links=1, per_actor=1, required=frozenset({frozenset("HE")})))
    assert list(planned(required)) == ["EH"]


def test_two_actors_that_stand_for_many_are_never_proposed(analysed):
    rows = [{**row, "placeholder": "yes", "kind": "collective"} for row in actors("A", "B")]
    analysis = analysed(
        stakeholders=[*rows, *actors("C")],
        programmes=PROGRAMMES,
        participation=shared("AB", "AC"),
        ties=ties("B-C", status="ended"),
    )
    assert list(planned(analysis)) == ["AC"]


def test_recommendations_carry_their_reason_in_both_languages(star, tmp_path):
    for finding in star.by_kind["recommendation"]:
        assert finding.score <= 1
        assert finding.rank
    from synergy.outputs.findings_json import write_findings

    write_findings(star, tmp_path / "f.json")
    told = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["findings"]
    reasons = {f["id"]: f["reason"] for f in told if f["kind"] == "recommendation"}
    assert "the Actor H has ties to both" in reasons["recommendation:A--B"]["en"]
    assert "Actor H terhubung dengan keduanya" in reasons["recommendation:A--B"]["id"]
    assert "lean on it more" in reasons["recommendation:E--H"]["en"]


def test_a_forum_seats_the_partners_of_one_programme(analysed):
    analysis = analysed(
        stakeholders=actors("A", "B", "C", "D"),
        programmes=PROGRAMMES,
        participation=shared("ABCD", "AB"),
        ties=ties("A-B"),
    )
    (first, *_) = analysis.plan.forums
    assert (first.name, first.pairs) == ("P1", 5)


def test_the_command_prints_the_plan_and_takes_names_and_aliases(tmp_path):
    rows = actors("A", "B", "C", "D", "H")
    rows[0]["aliases"] = "Alpha"
    study = write_study(
        tmp_path / "s",
        {
            "stakeholders": [{**{"aliases": ""}, **row} for row in rows],
            "programmes": PROGRAMMES,
            "participation": shared("AB", "CD"),
            "ties": ties("H-A", "H-B", "H-C", "H-D"),
        },
    )
    done = CliRunner().invoke(main, ["recommend", str(study), "--never", "alpha--Actor B", "--language", "en"])
    assert done.exit_code == 0, done.output
    assert "Bring the Actor C and the Actor D together" in done.stdout
    assert "Bring the Actor A" not in done.stdout
    plan = json.loads(CliRunner().invoke(main, ["recommend", str(study), "--links", "1", "--json"]).stdout)
    assert [link["actors"] for link in plan["links"]] == [["A", "B"]]
    assert plan["links"][0]["alternative"] == ["C", "D"]
    assert plan["changes"]["congruence"] == {"before": 0.0, "after": 0.4}


@pytest.mark.parametrize("pair", ["A", "A--Z", "A--A", "A--B--C", "Same--B"])
def test_a_pair_that_does_not_name_two_actors_is_refused_never_guessed(analysed, pair):
    rows = actors("A", "B", "C", "D")
    rows[2]["name"] = rows[3]["name"] = "Same"
    dataset = analysed(stakeholders=rows).dataset
    with pytest.raises(UnusablePlace) as caught:
        pipeline.wishes(dataset, links=1, per_actor=1, never=[pair])
    assert caught.value.code == "no-such-pair"


def test_nothing_missing_nothing_proposed(analysed):
    analysis = analysed(stakeholders=actors("A", "B"), ties=ties("A-B"))
    assert analysis.plan.links == ()
    assert "recommendation" not in analysis.by_kind
