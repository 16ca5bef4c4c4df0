"""Figures are sound XML, count what the data count, keep names harmless and inside, and repeat byte for byte."""

import csv
import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest

from synergy.dataset.records import (
    Actor,
    Dataset,
    Evidence,
    Kind,
    Mandate,
    Participation,
    Programme,
    Status,
    Study,
    Term,
    Tie,
)
from synergy.findings.analysis import Analysis
from synergy.findings.finding import Finding
from synergy.language.catalogue import open_catalogue
from synergy.measures.measured import Measured
from synergy.networks.build import build_network
from synergy.outputs.documents.letters import fitted_widths, text_width, wrapped
from synergy.outputs.documents.picture import png
from synergy.outputs.figures.model_data import build_model
from synergy.outputs.figures.model_layout import crossings, ordered, strands
from synergy.outputs.figures.network_map import network_map, pairs_of
from synergy.outputs.figures.synergy_model import synergy_model
from synergy.problems import Origin
from synergy.resources import bundled
from synergy.settings import DEFAULTS

SEEN = Evidence(origin=Origin("x.csv", 2))
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "Dinas <b>&\"' ]]> \x00 {{ 7*7 }} yang namanya amat sangat panjang sekali"
ID, EN = open_catalogue("id"), open_catalogue("en")
SECTORS = ["city_agency", "ngo", "police_justice", "city_leadership", "coordination_body", "media", "families"]


def term(name, word, **more):
    return Term(list=name, term=word, name_id=f"{word} (id)", name_en=f"{word} (en)", **more)


def actor(key, sector, name="", **more):
    return Actor(evidence=SEEN, id=key, name=name or f"Lembaga {key}", sector=sector, **more)


def tie(a, b, status=Status.EXISTING):
    return Tie(evidence=SEEN, id=f"{a}{b}{status}", ends=(a, b), type="meeting", status=status, directed=False)


def part(who, programme, role="lead", status=Status.EXISTING):
    return Participation(evidence=SEEN, actor=who, programme=programme, role=role, status=status)


VOCABULARY = {
    "sector": {s: term("sector", s, colour="#0072B2", shape="dot") for s in SECTORS},
    "cluster": {
        "K": term("cluster", "K", attributes=(("short_id", "Lembaga"), ("short_en", "Institution"))),
        "V": term("cluster", "V"),
        "KD": term("cluster", "KD", parent="K"),
    },
    "role": {"lead": term("role", "lead", weight=1.0), "support": term("role", "support", weight=0.4)},
}
CITY = Dataset(
    study=Study(vantage="A"),
    actors=(
        actor("A", "city_agency"),
        actor("B", "city_agency"),
        actor("C", "ngo", placeholder=True, kind=Kind.COLLECTIVE),
        actor("D", "ngo", HOSTILE),
        actor("E", "police_justice"),
        actor("F", "coordination_body"),
        actor("G", "city_leadership"),
        actor("H", "media", kind=Kind.PERSON),
    ),
    programmes=(
        Programme(evidence=SEEN, id="P", name="P", clusters=("KD",)),
        Programme(evidence=SEEN, id="Q", name="Q", clusters=("V", "K")),
    ),
    participation=(part("A", "P"), part("C", "Q", "support"), part("D", "Q", status=Status.NEEDED)),
    mandates=(Mandate(evidence=SEEN, actor="F", cluster="V", function="coordinate", role="lead"),),
    ties=(
        tie("A", "B"),
        tie("A", "C"),
        tie("A", "D"),
        tie("A", "D", Status.NEEDED),
        tie("A", "E", Status.NEEDED),
        tie("B", "F"),
        tie("A", "F"),
        tie("C", "F", Status.CONTESTED),
    ),
    vocabulary=VOCABULARY,
)
PLACES = {key: (40 * n, 30 * (n % 3)) for n, key in enumerate("ABCDEF")}


def analysis(dataset=CITY):
    measured = Measured(network=build_network(dataset), actors=pd.DataFrame(), pairs={}, whole={})
    gap = Finding(id="missing_link:A--E", kind="missing_link", pattern="open", actors=("A", "E"), rank=1)
    return Analysis(measured=measured, findings=(gap,), caveats=(), settings=DEFAULTS)


def texts(figure):
    return [e.text for e in ElementTree.fromstring(figure.svg).iter(f"{SVG}text")]


def dashed(figure, colour):
    return [e for e in ElementTree.fromstring(figure.svg).iter(f"{SVG}path") if e.get("stroke") == colour]


def test_the_model_counts_pairs_and_roles_as_the_data_do():
    model = build_model(analysis(), ID)
    assert [node.key for node in model.centres] == ["A", "G", "F"]
    assert {node.sector for node in model.sectors} == {"city_agency", "ngo", "police_justice"}  # no person untied
    found = {key: (p.existing, p.needed, p.contested) for key, p in model.pairs.items() if p != type(p)()}
    assert found == {
        ("sector:city_agency", "A"): (1, 0, 0),
        ("sector:city_agency", "F"): (1, 0, 0),
        ("sector:ngo", "A"): (2, 1, 0),
        ("sector:ngo", "F"): (0, 0, 1),
        ("sector:police_justice", "A"): (0, 1, 0),
    }
    assert {key: round(w, 6) for key, w in model.roles.items()} == {
        ("A", "K"): 1.0,
        ("F", "V"): 1.0,
        ("sector:ngo", "V"): 0.4,
        ("sector:ngo", "K"): 0.4,
    }
    assert [node.label for node in model.clusters] == ["Lembaga", "V (id)"]  # KD stands with its parent
    assert [node.key for node in model.waiting] == ["sector:police_justice"]


def test_the_drawn_model_shows_those_counts():
    figure = synergy_model(analysis(), ID)
    said = texts(figure)
    for counts in ("2 ada", "2 ada · 1 perlu", "0 ada · 1 perlu"):
        assert counts in said
    badges = [t for t in said if t == "1"]
    assert len(badges) == 2 + 4  # two needs; four counts of actors (1 agency, 1+1 ngo, 1 police)
    assert "police_justice (id)" in figure.alternative
    assert "4 pasangan aktor" in figure.alternative


@pytest.mark.parametrize("catalogue", [ID, EN], ids=["id", "en"])
@pytest.mark.parametrize("draw", [synergy_model, lambda a, c: network_map(a, c, PLACES)], ids=["model", "map"])
class TestEveryFigure:
    def test_is_sound_named_and_of_whole_numbers(self, draw, catalogue):
        figure = draw(analysis(), catalogue)
        root = ElementTree.fromstring(figure.svg)
        assert root.get("role") == "img"
        assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == (figure.caption, figure.alternative)
        assert root.get("aria-labelledby").split() == [root[0].get("id"), root[1].get("id")]
        assert all(e.get("id", figure.name).startswith(figure.name) for e in root.iter())
        numbers = [
            e.get(name) for e in root.iter() for name in ("x", "y", "cx", "cy", "width", "height") if e.get(name)
        ]
        assert all(re.fullmatch(r"-?\d+", number) for number in numbers)

    def test_keeps_hostile_names_as_text(self, draw, catalogue):
        figure = draw(analysis(), catalogue)
        root = ElementTree.fromstring(figure.svg)
        assert not [e for e in root.iter() if e.tag.endswith("}b")]
        assert "\x00" not in figure.svg

    def test_is_readable_at_sixteen_centimetres(self, draw, catalogue):
        root = ElementTree.fromstring(draw(analysis(), catalogue).svg)
        width = int(root.get("viewBox").split()[2])
        points = [int(e.get("font-size")) * 160 / width / 0.3528 for e in root.iter(f"{SVG}text")]
        assert min(points) >= 8.2  # numbers in discs; all else 8.5 and more

    def test_keeps_every_line_inside(self, draw, catalogue):
        root = ElementTree.fromstring(draw(analysis(), catalogue).svg)
        for e in root.iter(f"{SVG}text"):
            long = text_width(e.text, int(e.get("font-size")), e.get("font-weight") == "bold")
            start = int(e.get("x")) - {"middle": long / 2, "end": long}.get(e.get("text-anchor"), 0)
            assert start >= 0
            assert start + long <= 1600

    def test_gives_the_same_bytes(self, draw, catalogue):
        turned = replace(CITY, ties=CITY.ties[::-1], participation=CITY.participation[::-1])
        assert draw(analysis(), catalogue) == draw(analysis(), catalogue) == draw(analysis(turned), catalogue)


def test_needed_and_existing_differ_without_colour():
    figure = synergy_model(analysis(), ID)
    assert all(e.get("stroke-dasharray") for e in dashed(figure, "#B93A0B"))
    assert not any(e.get("stroke-dasharray") for e in dashed(figure, "#2F4B63"))


@pytest.mark.parametrize(
    "dataset",
    [
        replace(CITY, programmes=(), participation=(), mandates=()),
        replace(CITY, ties=(), study=Study()),
        Dataset(study=Study(), actors=(actor("A", "ngo"),), vocabulary=VOCABULARY),
        Dataset(study=Study(), actors=(actor("A", "unlisted"), actor("B", "unlisted")), ties=(tie("A", "B"),)),
        replace(CITY, vocabulary={"sector": {"ngo": term("sector", "ngo", colour='red"/><b', shape="heart")}}),
        Dataset(study=Study(), actors=(actor("A", "ngo", "漢字 😀 ꦗꦮ"), actor("B", "ngo")), ties=(tie("A", "B"),)),
    ],
    ids=["no clusters", "no ties", "one actor", "no vocabulary", "odd colours", "other letters"],
)
def test_any_study_can_be_drawn(dataset):
    for figure in (synergy_model(analysis(dataset), EN), network_map(analysis(dataset), EN, {})):
        assert ElementTree.fromstring(figure.svg) is not None
        assert png(figure.svg, 1)[:4] == b"\x89PNG"


@pytest.mark.parametrize("catalogue", [ID, EN], ids=["id", "en"])
def test_all_sectors_of_the_vocabulary_fit_one_page(catalogue):
    with (bundled("data/base/vocabulary.csv")).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list"] == "sector"]
    terms = {r["term"]: replace(term("sector", r["term"]), name_id=r["name_id"], name_en=r["name_en"]) for r in rows}
    actors = [actor(f"{s}-{k}", s, placeholder=k == 2) for s in terms for k in range(3)]
    hub = "coordination_body-0"
    ties = [tie(hub, a.id, Status.NEEDED if a.placeholder else Status.EXISTING) for a in actors if a.id != hub]
    dataset = replace(
        CITY, study=Study(vantage=hub), actors=tuple(actors), ties=tuple(ties), participation=(), mandates=()
    )
    figure = synergy_model(analysis(replace(dataset, vocabulary=VOCABULARY | {"sector": terms})), catalogue)
    assert int(ElementTree.fromstring(figure.svg).get("viewBox").split()[3]) <= 2320  # 23.2 cm, unscaled


def test_boxes_never_overlap():
    frames = [
        tuple(int(e.get(k)) for k in ("x", "y", "width", "height"))
        for e in ElementTree.fromstring(synergy_model(analysis(), ID).svg).iter(f"{SVG}rect")
    ]
    for n, (x, y, w, h) in enumerate(frames):
        for ox, oy, ow, oh in frames[n + 1 :]:
            assert x + w <= ox or ox + ow <= x or y + h <= oy or oy + oh <= y


def test_ordering_never_adds_crossings():
    model = build_model(analysis(), ID)
    links = strands(model)
    columns = tuple(tuple(n.key for n in nodes) for nodes in (model.sectors, model.centres, model.clusters))
    columns = (columns[0], (*columns[1], "direct"), columns[2])
    assert crossings(ordered(columns, links), links) <= crossings(columns, links)


def test_the_map_gives_each_pair_one_line():
    kinds = {pair.ends: (pair.kind, pair.tied, pair.rank) for pair in pairs_of(analysis(), "ABCDEF")}
    assert kinds == {
        ("A", "B"): ("existing", True, None),
        ("A", "C"): ("existing", True, None),
        ("A", "D"): ("partial", True, None),
        ("A", "E"): ("needed", False, 1),
        ("A", "F"): ("existing", True, None),
        ("B", "F"): ("existing", True, None),
        ("C", "F"): ("contested", False, None),
    }


def test_names_on_the_map_do_not_cover_one_another():
    many = tuple(actor(f"M{n:02}", "ngo", f"Lembaga Perlindungan {n}") for n in range(30))
    dataset = Dataset(
        study=Study(), actors=many, ties=tuple(tie(a.id, b.id) for a, b in zip(many, many[1:], strict=False))
    )
    places = {a.id: (n % 6 * 90, n // 6 * 40) for n, a in enumerate(many)}
    figure = network_map(analysis(dataset), ID, places)
    lines = [e for e in ElementTree.fromstring(figure.svg).iter(f"{SVG}text") if e.get("stroke")]
    boxes = []
    for e in lines:
        half = text_width(e.text, 30, e.get("font-weight") == "bold") / 2
        boxes.append((int(e.get("x")) - half, int(e.get("y")) - 22, int(e.get("x")) + half, int(e.get("y")) + 4))
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_caption_tells_of_names_left_out():
    crowd = {a.id: (0, n) for n, a in enumerate(CITY.actors)}
    stacked = {key: (0 if key != "A" else 1, 0) for key in crowd}
    assert "tidak dimuat" in network_map(analysis(), ID, stacked).caption
    assert "tidak dimuat" not in network_map(analysis(), ID, PLACES).caption


def test_the_words_of_the_map_count_every_existing_tie_once():
    told = network_map(analysis(), EN, PLACES).alternative
    assert "6 actors and 5 tied pairs, 1 of them also called for" in told
    assert "1 pair is called for but not recorded, and 1 disputed" in told


def test_a_picture_has_the_size_of_the_drawing_times_the_scale_and_the_same_bytes():
    figure = synergy_model(analysis(), ID)
    once, again = png(figure.svg, 1), png(figure.svg, 1)
    assert once == again
    assert once[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', figure.svg).groups())
    assert (int.from_bytes(once[16:20], "big"), int.from_bytes(once[20:24], "big")) == (width, height)


def test_letters_take_the_room_they_take_in_the_bundled_font():
    """Advance widths of LiberationSans 2.1.5, read with fontTools: 10841.3, 22398.4 and, bold, 11446.8."""
    assert text_width("Kota Tangerang Selatan", 1000) == pytest.approx(10841.3, rel=2e-4)
    assert text_width("Antar-lembaga & “klaster” (P2TP2A): 1.234,50%…", 1000) == pytest.approx(22398.4, rel=2e-4)
    assert text_width("Kota Tangerang Selatan", 1000, bold=True) == pytest.approx(11446.8, rel=2e-4)
    assert wrapped("", 100, 10) == [""]
    assert all(text_width(line, 10) <= 60 for line in wrapped("Antidisestablishmentarianism " * 3, 60, 10))


def test_columns_share_the_room_and_give_to_those_in_need():
    widths = fitted_widths(["Kabupaten/kota", "b"], [["Antarlembaga", "x"]], [1, 9], 200)
    assert sum(widths) == pytest.approx(200)
    assert widths[0] > text_width("Kabupaten/kota", 9.5, bold=True)
    assert fitted_widths(["w" * 90, "b"], [], [1, 1], 100) == [50, 50]
