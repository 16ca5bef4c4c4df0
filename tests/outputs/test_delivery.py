"""Outputs appear whole or not at all."""

import json
from pathlib import Path

import pytest

from synergy.outputs.delivery import check_target, delivery
from synergy.problems import UnusablePlace


def finished(out: Path, text: str = "old") -> None:
    out.mkdir()
    (out / "network.html").write_text(text, encoding="utf-8")
    (out / "record.json").write_text(json.dumps({"outputs": {"network.html": ""}}), encoding="utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


def test_a_new_result_replaces_the_old_one_whole(tmp_path):
    out = tmp_path / "out"
    finished(out)
    with delivery(out, force=True) as folder:
        (folder / "briefing.html").write_text("new", encoding="utf-8")
    assert contents(tmp_path) == {"out/briefing.html": "new"}


def test_a_failure_leaves_everything_as_it_was(tmp_path):
    out = tmp_path / "out"
    finished(out)
    before = contents(tmp_path)

    def breaks():
        with delivery(out, force=True) as folder:
            (folder / "network.html").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("failing", [1, 2])
def test_a_failed_move_puts_the_old_result_back(tmp_path, monkeypatch, failing):
    """The first move sets the old folder aside, the second brings the new one in."""
    out = tmp_path / "out"
    finished(out)
    before = contents(tmp_path)
    rename, calls = Path.rename, []

    def fails_once(self, target):
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(UnusablePlace) as caught, delivery(out, force=True) as folder:
        (folder / "network.html").write_text("new", encoding="utf-8")
    assert caught.value.code == "cannot-write"
    assert contents(tmp_path) == before


def test_a_run_killed_between_the_two_moves_is_put_right_by_the_next(tmp_path):
    out = tmp_path / "out"
    finished(out)
    out.rename(tmp_path / ".out.old")
    check_target(out, tmp_path / "study", force=True)
    assert contents(out)["network.html"] == "old"


def test_our_own_result_is_replaced_only_by_force(tmp_path):
    out = tmp_path / "out"
    finished(out)
    with pytest.raises(UnusablePlace) as caught:
        check_target(out, tmp_path / "study", force=False)
    assert caught.value.code == "out-exists"
    check_target(out, tmp_path / "study", force=True)


def test_a_folder_that_holds_anything_else_is_never_touched(tmp_path):
    out = tmp_path / "out"
    finished(out)
    (out / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(UnusablePlace) as caught:
        check_target(out, tmp_path / "study", force=True)
    assert (caught.value.code, caught.value.values["name"]) == ("out-not-ours", "thesis.docx")


@pytest.mark.parametrize(
    ("place", "code"), [("study", "out-is-study"), (".", "out-is-study"), ("no/out", "no-parent-folder")]
)
def test_places_that_cannot_be_written_to(tmp_path, place, code):
    (tmp_path / "study").mkdir()
    with pytest.raises(UnusablePlace) as caught:
        check_target(tmp_path / place, tmp_path / "study", force=True)
    assert caught.value.code == code


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "out").mkdir()
    check_target(tmp_path / "out", tmp_path / "study", force=False)


def test_a_result_that_came_after_the_look_is_not_replaced_unasked(tmp_path):
    out = tmp_path / "out"
    check_target(out, tmp_path / "study", force=False)
    finished(out)
    before = contents(tmp_path)
    with pytest.raises(UnusablePlace) as caught, delivery(out, force=False) as folder:
        (folder / "network.html").write_text("new", encoding="utf-8")
    assert caught.value.code == "out-exists"
    assert contents(tmp_path) == before
