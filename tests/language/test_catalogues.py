"""Words are complete in every language, with the same blanks."""

import re
from pathlib import Path

import pytest

from synergy.language import LANGUAGES, open_catalogue
from synergy.language.catalogue import blanks

SOURCE = Path(__file__).parents[2] / "synergy"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_with_the_same_blanks(language):
    def said(name):
        return {key: blanks(text) for key, text in open_catalogue(name).texts.items()}

    assert said(language) == said("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_key_written_out_in_the_code_exists(language):
    texts = open_catalogue(language).texts
    keys = set()
    for path in SOURCE.rglob("*.py"):
        keys |= set(re.findall(r'(?:words|catalogue)\.text\(\s*"([a-z_]+\.[\w.-]+)"', path.read_text(encoding="utf-8")))
    assert keys
    assert sorted(key for key in keys if key not in texts) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unusable_place_has_its_sentence(language):
    codes = set()
    for path in SOURCE.rglob("*.py"):
        codes |= set(re.findall(r'UnusablePlace\("([\w-]+)"', path.read_text(encoding="utf-8")))
    said = {key.removeprefix("place.") for key in open_catalogue(language).texts if key.startswith("place.")}
    assert codes == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_what_is_wrong_and_how_to_mend_it(language):
    texts = open_catalogue(language).texts
    codes = {key.split(".")[1] for key in texts if key.startswith("problem.")}
    assert codes
    for code in codes:
        assert f"problem.{code}.what" in texts
        assert f"problem.{code}.cure" in texts


def test_values_are_put_in_as_text_and_never_read_as_templates():
    words = open_catalogue("en")
    text = words.text("answer.pair", a="{b}", b="{{7*7}}")
    assert text == "{b} with {{7*7}}"
