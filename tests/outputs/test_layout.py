"""Where actors stand on the map."""

from __future__ import annotations

from itertools import combinations

import pytest

from synergy.outputs.page import layout
from tests.conftest import actors, ties

SECTORS = ("national_government", "city_agency", "service_unit", "ngo", "community", "media")


def boxes(analysis):
    middle = layout.hub(analysis.network)
    places = layout.place(analysis)
    return {a: layout.seat_of(analysis.dataset, a, centre=a == middle).box(at) for a, at in places.items()}


def apart(a, b):
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def ring(n):
    """Rows of n actors in six sectors, each tied to the next two: nobody dominates."""
    rows = [row for i in range(n) for row in actors(f"N{i:03d}", sector=SECTORS[i % 6])]
    return {
        "stakeholders": rows,
        "ties": ties(*{f"N{i:03d}-N{(i + k) % n:03d}" for i in range(n) for k in (1, 2) if n > 2 or i < 1}),
    }


def test_the_centre_of_a_star_stands_in_the_middle(analysed):
    star = analysed(stakeholders=actors("A", "B", "C", "D", "E"), ties=ties("A-B", "A-C", "A-D", "A-E"))
    assert layout.hub(star.network) == "A"
    assert layout.place(star)["A"] == (0, 0)


def test_without_a_dominant_actor_the_middle_stays_empty(analysed):
    circle = analysed(**ring(12))
    assert layout.hub(circle.network) is None
    assert (0, 0) not in layout.place(circle).values()


def test_a_cut_point_that_loses_one_actor_does_not_dominate(analysed):
    study = ring(12)
    study["stakeholders"] += actors("X")
    study["ties"] += ties("N000-X")
    assert layout.hub(analysed(**study).network) is None


@pytest.mark.parametrize("n", [2, 3, 7, 40, 150])
def test_no_label_covers_another(analysed, n):
    held = boxes(analysed("chance_up_to = 0\n", **ring(n)))
    assert len(held) == n
    assert all(apart(a, b) for a, b in combinations(held.values(), 2))


def test_the_case_has_no_overlap_and_fits_its_canvas(case):
    held = boxes(case)
    assert all(apart(a, b) for a, b in combinations(held.values(), 2))
    left, top, right, bottom = layout.extent(held.values())
    assert right - left <= 940
    assert bottom - top <= 680


def test_an_end_of_a_needed_tie_stands_outside_and_others_beside(analysed):
    study = analysed(
        stakeholders=actors("A", "B", "C", "D"),
        ties=ties("A-B") + ties("A-C", status="needed"),
    )
    assert layout.standing(study) == {"A": "network", "B": "network", "C": "called", "D": "beside"}
    assert set(layout.place(study)) == {"A", "B", "C"}


def test_where_no_source_calls_for_a_tie_the_ends_of_computed_links_are_drawn(analysed):
    shared = [{"actor": actor, "programme": "P", "role": "lead"} for actor in "AC"]
    study = analysed(
        stakeholders=actors("A", "B", "C", "D"),
        programmes=[{"id": "P", "name": "Programme"}],
        participation=shared,
        ties=ties("A-B"),
    )
    assert set(layout.place(study)) == {"A", "B", "C"}


def test_without_any_tie_every_actor_is_drawn(analysed):
    assert set(layout.place(analysed(stakeholders=actors("A", "B", "C")))) == {"A", "B", "C"}


def test_the_order_of_rows_moves_nobody(analysed, tmp_path):
    study = ring(20)
    first = layout.place(analysed(**study))
    second = layout.place(analysed(stakeholders=study["stakeholders"][::-1], ties=study["ties"][::-1]))
    assert first == second
    assert all(isinstance(number, int) for place in first.values() for number in place)


def test_numbers_lie_on_their_lines_and_apart(case):
    places, held = layout.place(case), boxes(case)
    pairs = [tie.ends for tie in case.dataset.ties if tie.status == "needed"]
    spots = layout.badges(places, list(held.values()), pairs)
    assert all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= 2 * layout.BADGE for a, b in combinations(spots, 2))


def test_labels_are_short_and_never_use_the_aliases_of_persons(analysed):
    study = analysed(
        stakeholders=[
            {
                "id": "A",
                "name": "Kepala Bidang Perlindungan Perempuan dan Anak",
                "sector": "person",
                "kind": "person",
                "aliases": "Siti",
            },
            {"id": "B", "name": "Badan Perencanaan Pembangunan Daerah", "sector": "city_agency", "aliases": "BAPPEDA"},
            {"id": "C", "name": "Pusatpembelajarankeluargakotabesar", "sector": "city_agency"},
        ]
    )
    labels = {actor.id: layout.label(actor, "id") for actor in study.dataset.actors}
    assert "Siti" not in labels["A"]
    assert labels["B"] == "BAPPEDA"
    assert all(len(layout.lines(label)) <= 2 for label in labels.values())
    assert all(layout.width(line) <= 106 for label in labels.values() for line in layout.lines(label))


def test_a_large_network_draws_those_called_for_and_the_best_connected(analysed, monkeypatch):
    monkeypatch.setattr(layout, "MOST_DRAWN", 3)
    study = analysed(
        stakeholders=actors(*"ABCDEF"), ties=ties("A-B", "A-C", "A-D", "B-C") + ties("D-F", status="needed")
    )
    assert set(layout.place(study)) == {"A", "F", "B"}
