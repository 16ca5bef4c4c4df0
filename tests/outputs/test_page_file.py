"""The network page as a file; what a browser makes of it is in tests/browser."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode

import pytest

from synergy.language.catalogue import blanks, open_catalogue
from synergy.outputs.page.data import payload
from synergy.outputs.page.html import SCRIPTS, as_data, render_page, write_page
from synergy.resources import bundled
from tests.conftest import actors, ties

TEMPLATES = bundled("reports/templates")


@pytest.fixture(scope="module")
def page(case):
    return render_page(case, "id")


def block(page, name):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S).group(1))


def test_the_page_is_one_small_file_in_the_language_asked_for(case, tmp_path):
    write_page(case, tmp_path / "network.html", "en")
    written = (tmp_path / "network.html").read_bytes()
    assert len(written) < 2_000_000
    assert b'<html lang="en">' in written
    assert b"\r" not in written


def test_the_same_analysis_gives_the_same_bytes(case, page):
    assert render_page(case, "id") == page


def test_nothing_is_fetched_from_anywhere(page):
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.S)
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", markup) == []
    assert "cdnjs" not in page
    assert "bootstrap" not in page.lower()
    assert "sourceMappingURL" not in page


def test_the_policy_names_every_script_and_style_by_its_hash(page):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page).group(1).replace("&#39;", "'")
    parts = re.findall(r"<script>(.*?)</script>", page, re.S) + re.findall(r"<style>(.*?)</style>", page, re.S)
    hashes = {f"sha256-{b64encode(hashlib.sha256(part.encode()).digest()).decode()}" for part in parts}
    assert hashes == set(re.findall(r"'(sha256-[^']+)'", policy))
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_the_page_holds_every_actor_tie_and_finding_once(case, page):
    data = block(page, "data")
    assert [a["id"] for a in data["actors"]] == [a.id for a in case.dataset.actors]
    assert {t["id"] for t in data["ties"]} == {t.id for t in case.dataset.ties}
    assert [f["id"] for f in data["findings"]] == [f.id for f in case.findings]
    assert {n["id"] for n in block(page, "nodes")} == {a["id"] for a in data["actors"] if a["at"]}


def test_aliases_of_persons_are_not_in_the_page(analysed):
    people = [
        {"id": "P", "name": "Informan 9, pendidik", "sector": "person", "kind": "person", "aliases": "Siti Rahayu"}
    ]
    page = render_page(analysed(stakeholders=actors("A", "B") + people, ties=ties("A-B")), "id")
    assert "Siti Rahayu" not in page


@pytest.mark.parametrize(
    ("statuses", "mark"),
    [
        (["existing"], "existing"),
        (["needed"], "needed"),
        (["existing", "needed"], "partial"),
        (["existing", "contested"], "contested"),
        (["intended"], "intended"),
        (["denied"], "denied"),
    ],
)
def test_each_pair_gets_one_mark(analysed, statuses, mark):
    rows = [row for status in statuses for row in ties("A-B", status=status)]
    (pair,) = payload(analysed(stakeholders=actors("A", "B"), ties=rows), "id")["pairs"]
    assert pair["status"] == mark


def test_every_word_the_page_asks_for_exists():
    code = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in SCRIPTS)
    keys = set(re.findall(r"\bt\('([\w.]+)'", code)) | set(re.findall(r"\bt\(\w+ \? '([\w.]+)'", code))
    keys |= set(re.findall(r'\bt\("([\w.]+)"\)', (TEMPLATES / "page.html.j2").read_text(encoding="utf-8")))
    texts = open_catalogue("id").texts
    assert len(keys) > 60
    assert {key for key in keys if f"page.{key}" not in texts and key not in texts} == set()


def test_both_languages_have_the_same_page_words_and_blanks():
    held = {
        language: {key: blanks(text) for key, text in open_catalogue(language).texts.items() if key.startswith("page.")}
        for language in ("id", "en")
    }
    assert held["id"] == held["en"]


def test_data_cannot_end_its_element():
    text = as_data({"name": "</script><!-- <b> & \u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == "</script><!-- <b> & \u2028"


def test_an_undefined_number_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_data({"value": float("nan")})
