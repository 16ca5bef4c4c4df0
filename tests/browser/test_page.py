"""The network page in a real browser, offline."""

from __future__ import annotations

import pytest

from synergy.language.catalogue import open_catalogue
from synergy.outputs.page import layout
from synergy.outputs.page.html import write_page
from tests.conftest import actors, ties

TABS = ["map", "findings", "tables", "matrix", "sources", "caveats"]
ID, EN = open_catalogue("id"), open_catalogue("en")
HOSTILE = [
    "</script><script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "{{7*7}}",
    "__proto__",
    "=1+1",
]


@pytest.fixture
def hostile_page(analysed, tmp_path):
    rows = [
        {"id": f"H{i}", "name": name, "sector": "city_agency", "aliases": name + "x"} for i, name in enumerate(HOSTILE)
    ]
    links = ties("H0-H1", "H1-H2", "H2-H3", note=HOSTILE[1]) + ties("H0-H4", status="needed", note=HOSTILE[0])
    path = tmp_path / "a b#c%é.html"
    write_page(analysed(f'title = "{HOSTILE[0]}"\nplace = "{HOSTILE[2]}"', stakeholders=rows, ties=links), path, "id")
    return path


def hub(case):
    return layout.hub(case.network)


def test_the_first_screen_answers_the_question_without_scrolling(open_page, case_page):
    page = open_page(case_page).page
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    for selector in ("h1", "#meta", "#answer", "#side .gap >> nth=0", "#network canvas"):
        box = page.locator(selector).first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 768
    assert page.locator("#side .gap").count() == 5
    assert page.locator("#side .gap").last.bounding_box()["y"] < 740


def test_no_two_labels_of_the_map_overlap_as_drawn(open_page, case_page):
    page = open_page(case_page).page
    overlaps = page.evaluate(
        """() => { const boxes = DRAWN.map((a) => [a.id, network.getBoundingBox(a.id)]), found = [];
        boxes.forEach(([a, p], i) => boxes.slice(0, i).forEach(([b, q]) => {
          if (p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom) found.push([a, b]); }));
        return found; }"""
    )
    assert overlaps == []


def test_the_language_changes_in_place(open_page, case_page):
    page = open_page(case_page, "#tab=caveats").page
    assert page.locator("html").get_attribute("lang") == "id"
    page.get_by_role("button", name="EN").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#panel-caveats h2").text_content() == EN.text("page.caveats.heading")
    assert "lang=en" in page.url
    assert page.evaluate("document.activeElement.textContent") == "EN"


def test_an_actor_is_found_whatever_the_case_or_accents(open_page, case_page, case):
    page = open_page(case_page).page
    name = ID.name(case.dataset.actor[hub(case)])
    page.fill("#query", f"  {name[:5].swapcase()}é".replace("é", ""))
    page.press("#query", "Enter")
    assert page.locator("#side h2").text_content() == name
    assert f"actor={hub(case)}" in page.url


def test_a_hit_that_a_filter_hides_is_announced(open_page, case_page, case):
    actor = case.dataset.actor[hub(case)]
    opened = open_page(case_page, f"#hide=sector:{actor.sector}")
    opened.page.fill("#query", ID.name(actor))
    assert ID.text("page.search.hidden", n=1)[2:] in opened.said()
    opened.page.press("#query", "Enter")
    assert ID.text("page.search.filtered") in opened.page.locator("#side").text_content()


def test_a_filter_hides_counts_and_clears(open_page, case_page):
    opened = open_page(case_page)
    page = opened.page
    page.locator("[data-key='status:existing']").click()
    assert page.locator("[data-key='status:existing']").get_attribute("aria-pressed") == "false"
    hidden = page.evaluate("hiddenSentence()")
    assert hidden == opened.said() == page.locator("#chips .count").text_content()
    assert page.evaluate("document.activeElement.dataset.key") == "status:existing"
    assert page.evaluate("edgeSet.get().filter((e) => !e.hidden).every((e) => PAIR.get(e.id).status !== 'existing')")
    page.reload()
    assert page.locator("#chips .count").text_content() == hidden
    page.locator("[data-key='clear']").click()
    assert page.locator("#chips .count").count() == 0


def test_the_map_is_walked_with_the_keyboard(open_page, case_page, case):
    opened = open_page(case_page, f"#actor={hub(case)}")
    page = opened.page
    page.locator("#side .walk").first.focus()
    first = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.key") != first
    assert opened.said()
    page.keyboard.press("Enter")
    assert f"actor={hub(case)}" not in page.url
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Backspace")
    assert f"actor={hub(case)}" in page.url
    page.keyboard.press("Backspace")
    assert "actor=" not in page.url


def test_everything_is_reached_by_tab_and_shows_its_focus(open_page, case_page):
    page = open_page(case_page).page
    stops = "button, input, summary, a[href], [tabindex='0']"
    count = page.evaluate(
        "(all) => [...document.querySelectorAll(all)].filter((e) => e.offsetParent && e.tabIndex >= 0).length", stops
    )
    seen = set()
    for _ in range(count + 2):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("((e) => e.dataset.key || e.id || e.className || e.tagName)(document.activeElement)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    assert {"tab:map", "query", "save", "printer", "zoom:in", "lang:en", "skip"} <= seen


def test_targets_are_large_enough(open_page, case_page):
    page = open_page(case_page).page
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
        small = page.evaluate(
            "[...document.querySelectorAll('button, input, summary')].filter((e) => e.offsetParent)"
            ".map((e) => [e.textContent, e.getBoundingClientRect()])"
            ".filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"
        )
        assert small == []


def test_the_address_brings_back_what_was_chosen(open_page, case_page, case):
    needed = next(f for f in case.findings if f.kind == "missing_link" and "stated" in f.basis)
    pair = "--".join(sorted(needed.actors))
    page = open_page(case_page, f"#tie={pair}&lang=en&hide=status:existing").page
    text = page.locator("#side").text_content()
    assert EN.text("page.profile.evidence") in text
    page.locator("#tab-tables").click()
    page.go_back()
    assert page.locator("#panel-map").is_visible()
    assert page.locator("#side").text_content() == text


@pytest.mark.parametrize(
    "address", ["#actor=nobody&tab=nowhere&lang=xx&tie=a--b&hide=x:y,sector:zz", "#%E0%A4%A", "#hide=", "#=&&"]
)
def test_a_broken_address_opens_the_map(open_page, case_page, address):
    page = open_page(case_page, address).page
    assert page.locator("#network canvas").is_visible()


@pytest.mark.parametrize("tab", TABS)
def test_a_small_screen_has_no_sideways_scroll_and_the_list_first(open_page, case_page, tab):
    page = open_page(case_page, f"#tab={tab}", width=360, height=800).page
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    if tab == "map":
        assert page.locator("#side").bounding_box()["y"] < page.locator("#network").bounding_box()["y"]


def test_tables_sort_and_follow_the_filters(open_page, case_page, case):
    page = open_page(case_page, "#tab=tables").page
    rows = page.locator("#panel-tables tbody tr")
    assert rows.count() == len(case.dataset.actors)
    page.locator("[data-key='sort:5']").click()
    page.locator("[data-key='sort:5']").click()
    assert ID.name(case.dataset.actor[hub(case)]) in rows.first.text_content()
    sector = case.dataset.actor[hub(case)].sector
    page.evaluate("(code) => toggle('sector', code)", sector)
    assert rows.count() == sum(actor.sector != sector for actor in case.dataset.actors)


def test_the_matrix_shows_each_pair_twice(open_page, case_page):
    page = open_page(case_page, "#tab=matrix").page
    shown = page.evaluate("DATA.pairs.filter((p) => drawable(p) && pairShown(p)).length")
    assert page.locator("#panel-matrix tbody button").count() == 2 * shown


def test_the_picture_is_large_and_needs_no_server(open_page, case_page):
    page = open_page(case_page).page
    with page.expect_download() as download:
        page.locator("#save").click()
    head = download.value.path().read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") >= 2000


def test_paper_holds_map_legend_and_findings(open_page, case_page, case, tmp_path):
    page = open_page(case_page).page
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert page.locator("#print svg").count() == 1
    assert page.locator("#print tbody tr").count() >= len([f for f in case.findings if "stated" in f.basis])
    page.emulate_media(media="print")
    assert not page.locator("#tabs").is_visible()


def test_without_javascript_the_tables_are_there(open_page, case_page, case):
    page = open_page(case_page, script=False).page
    assert page.locator("#static tbody tr").count() == len(case.findings) + len(case.dataset.actors)
    assert page.locator("#static").is_visible()
    assert not page.locator("#tabs").is_visible()
    assert ID.text("page.static.note") in page.content()


def test_names_stay_text(open_page, hostile_page):
    page = open_page(hostile_page).page
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
    page.evaluate("choose('H1')")
    assert page.locator("#side h2").text_content() == HOSTILE[1]
    assert page.locator("h1").text_content() == HOSTILE[0]
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hit") is None
    assert "{{7*7}}" in page.locator("#meta").text_content()
    page.fill("#query", HOSTILE[0])
    assert page.locator("#hits [role=option]").first.text_content().startswith(HOSTILE[0])
    page.evaluate("renderPrint()")
    assert page.locator("img").count() == 0


def test_a_copied_cell_cannot_become_a_formula(open_page, hostile_page):
    assert open_page(hostile_page).page.evaluate("safeCell('=1+1')") == "'=1+1"


def test_names_stay_text_without_javascript(open_page, hostile_page):
    page = open_page(hostile_page, script=False).page
    assert page.locator("#static th[scope=row]", has_text=HOSTILE[1]).count() >= 1
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("links", [[], ["A-B"]])
def test_a_tiny_study_opens(open_page, analysed, tmp_path, links):
    study = analysed(stakeholders=actors("A", "B"), **({"ties": ties(*links)} if links else {}))
    write_page(study, tmp_path / "network.html", "en")
    page = open_page(tmp_path / "network.html").page
    for tab in TABS:
        page.locator(f"#tab-{tab}").click()
        assert page.locator(f"#panel-{tab}").is_visible()
