"""The old result or the new one, never a mix: whatever fails, whenever a run is killed, whoever else is writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from synergy import pipeline
from synergy.findings.analysis import Analysis
from synergy.outputs.delivery import check_target, delivery
from synergy.problems import UnusablePlace
from tests.conftest import CASE, ROOT, write_study
from tests.dataset.small import CLEAN
from tests.test_command_line import hashes, invoke

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs fork, signals or permissions of POSIX")
OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir", "os.chmod"}
CLEARING = {
    "os.remove",
    "os.rmdir",
    "os.scandir",
    "os.listdir",
    "os.rename",
    "open",
}  # may fail and wait for the next run
LIGHT = ("findings", "tables", "graph")


class Watch:
    """Counts the file operations under a folder through an audit hook, and strikes at one of them."""

    def __init__(self) -> None:
        self.folder, self.strike = "", lambda: None
        self.at, self.count, self.struck = 0, 0, ""
        sys.addaudithook(self.hook)  # such a hook can never be taken off; it does nothing while ``folder`` is blank

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.folder and event in OPERATIONS and str(arguments[0]).startswith(self.folder):
            self.count += 1
            if self.count == self.at:
                self.struck = event
                self.strike()

    def run(self, folder: Path, at: int, strike: Callable[[], object], work: Callable[[], object]) -> None:
        self.at, self.count, self.struck, self.strike = at, 0, "", strike
        self.folder = str(folder)
        try:
            work()
        finally:
            self.folder = ""


WATCH = Watch()


def fail() -> None:
    raise OSError(28, "No space left on device")


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(scope="module")
def analysis(tmp_path_factory) -> Analysis:
    return pipeline.analyse(write_study(tmp_path_factory.mktemp("study"), CLEAN))


@pytest.fixture(scope="module")
def new(analysis, tmp_path_factory) -> dict[str, str]:
    """The result as it must be."""
    out = tmp_path_factory.mktemp("whole") / "out"
    pipeline.publish(analysis, out, ("id", "en"), only=LIGHT, force=True)
    return hashes(out)


def old_result(out: Path, analysis: Analysis) -> dict[str, str]:
    """An earlier result that differs from the new one."""
    pipeline.publish(analysis, out, ("en",), only=("findings",), force=True)
    return hashes(out)


def publish(analysis: Analysis, out: Path) -> None:
    pipeline.publish(analysis, out, ("id", "en"), only=LIGHT, force=True)


def operations(analysis: Analysis, folder: Path) -> int:
    """How many file operations one whole run needs where an earlier result stands."""
    folder.mkdir()
    old_result(folder / "out", analysis)
    WATCH.run(folder, 0, fail, lambda: publish(analysis, folder / "out"))
    return WATCH.count


def told_of(work: Callable[[], object]) -> str:
    """The code of what a run says in place of a result, or ""."""
    try:
        work()
    except UnusablePlace as place:
        return place.code
    return ""


@pytest.mark.parametrize("earlier", [False, True], ids=["no earlier result", "an earlier result"])
def test_whichever_file_operation_fails_the_old_or_the_new_result_is_there_whole(tmp_path, analysis, new, earlier):
    needed = operations(analysis, tmp_path / "counted")
    assert needed > 30
    for at in range(1, needed + 1):
        folder = tmp_path / str(at)
        folder.mkdir()
        out = folder / "out"
        old = old_result(out, analysis) if earlier else {}
        told = told_of(lambda: WATCH.run(folder, at, fail, lambda: publish(analysis, out)))  # noqa: B023
        assert told in ("", "cannot-write")
        assert hashes(out) == (old if told else new)
        left = {path.name for path in folder.iterdir()} - {"out"}
        assert not left or WATCH.struck in CLEARING, (at, WATCH.struck, left)
        check_target(out, CASE, force=True)
        assert {path.name for path in folder.iterdir()} <= {"out"}
        assert hashes(out) in (old, new)


@POSIX
def test_whenever_a_run_is_killed_the_next_one_finds_the_old_or_the_new_result_whole(tmp_path, analysis, new):
    needed = operations(analysis, tmp_path / "counted")
    points = sorted({*range(1, needed, max(1, needed // 14)), *range(needed - 12, needed + 1)})
    assert len(points) >= 20
    seen = set()
    for at in points:
        folder = tmp_path / str(at)
        folder.mkdir()
        out = folder / "out"
        old = old_result(out, analysis)
        child = os.fork()
        if not child:
            WATCH.run(folder, at, kill, lambda out=out: publish(analysis, out))
            os._exit(0)
        os.waitpid(child, 0)
        check_target(out, CASE, force=True)
        assert hashes(out) in (old, new), at
        assert {path.name for path in folder.iterdir()} == {"out"}
        seen.add(hashes(out) == new)
    assert seen == {False, True}


def test_a_second_run_into_the_same_folder_is_refused_and_changes_nothing(tmp_path, analysis):
    out = tmp_path / "out"
    with delivery(out, force=True) as folder:
        (folder / "findings.json").write_text("{}", encoding="utf-8")
        for second in (lambda: publish(analysis, out), lambda: check_target(out, CASE, force=True)):
            with pytest.raises(UnusablePlace) as caught:
                second()
            assert caught.value.code == "out-busy"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in out.iterdir()] == ["findings.json"]


def test_two_runs_at_once_leave_one_whole_result(tmp_path):
    """Both start together; one may be refused, and what stands there afterwards is one run's alone."""
    command = [sys.executable, "-m", "synergy", "analyse", str(CASE), "-o", str(tmp_path / "out"), "--force", "--only"]
    runs = [subprocess.Popen([*command, "findings,tables"], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    for run in runs:
        run.communicate()
    assert sorted(run.returncode for run in runs) in ([0, 0], [0, 2])
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    names = set(hashes(tmp_path / "out"))
    assert {"findings.json", "record.json", "tables/actors.csv"} <= names


def test_a_lock_that_a_killed_run_left_holds_nobody_up(tmp_path, analysis):
    (tmp_path / ".out.lock").touch()
    publish(analysis, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_half_deleted_waste_is_never_taken_for_a_result(tmp_path):
    (tmp_path / ".out.waste").mkdir()
    (tmp_path / ".out.waste" / "findings.json").touch()
    check_target(tmp_path / "out", CASE, force=False)
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_ctrl_c_ends_with_130_and_leaves_no_trace(tmp_path):
    command = [sys.executable, "-m", "synergy", "analyse", str(CASE), "-o", str(tmp_path / "out")]
    heeded = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=heeded)
    wait_for(lambda: any(tmp_path.glob(".out.new/*")) or run.poll() is not None)
    run.send_signal(signal.SIGINT)  # once: a second one while Python ends would kill it
    told = run.communicate()[1]
    assert run.returncode == 130
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def wait_for(ready: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < until
        time.sleep(0.01)


@POSIX
@pytest.mark.parametrize("closing", ["{} >&-", "{} 2>&-", "{} | head -c 1", "{} >/dev/full"])
def test_an_output_that_is_closed_ends_quietly(closing):
    command = f"'{sys.executable}' -m synergy check '{CASE}' --json"
    done = subprocess.run(
        ["bash", "-c", closing.format(command)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@POSIX
def test_a_full_disk_keeps_the_old_result(tmp_path):
    """No file may grow beyond 2,000 bytes, as if the disk were full in the middle of a file."""
    out = tmp_path / "out"
    assert invoke("analyse", CASE, "-o", out, "--only", "findings").exit_code == 0
    old = hashes(out)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"
    program = f"{limit}; from synergy.cli import main; main()"
    command = [sys.executable, "-B", "-c", program, "analyse", str(CASE), "-o", str(out), "--force", "--only", "tables"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert hashes(out) == old
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that even root cannot write to")
def test_a_parent_that_cannot_be_written_is_said_in_one_sentence_before_any_work():
    done = invoke("analyse", CASE, "-o", "/proc/out")
    assert (done.exit_code, len(done.stderr.strip().splitlines())) == (2, 1)


def test_a_file_that_is_open_elsewhere_is_named(tmp_path, analysis, monkeypatch):
    """As on Windows: the folder cannot be moved while a program holds a file of it."""
    out = tmp_path / "out"
    old = old_result(out, analysis)
    held = out / "findings.json"
    rename, opened = Path.rename, Path.open

    def refuse(self, target):
        if self == out:
            raise PermissionError(13, "The process cannot access the file", str(self))
        return rename(self, target)

    def refuse_to_open(self, mode="r", *more, **options):
        if self == held and "+" in mode:
            raise PermissionError(13, "The process cannot access the file", str(self))
        return opened(self, mode, *more, **options)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(Path, "open", refuse_to_open)
    with pytest.raises(UnusablePlace) as caught:
        publish(analysis, out)
    assert (caught.value.code, caught.value.path) == ("cannot-write", str(held))
    monkeypatch.undo()
    assert hashes(out) == old
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("place", [".", "..", "results"])
def test_a_result_is_never_put_into_the_study_or_over_it(tmp_path, place):
    study = write_study(tmp_path / "study", CLEAN)
    before = hashes(study)
    done = invoke("analyse", study, "-o", study / place, "--force")
    assert done.exit_code == 2
    assert hashes(study) == before
    assert not (study / "results").exists()


@pytest.mark.parametrize("name", ["hasil rapat #1", "100% é 日本", "a" * 200], ids=["blanks", "letters", "long"])
def test_a_folder_may_have_any_name(tmp_path, name):
    study = write_study(tmp_path / f"{name[:100]} data", CLEAN)
    assert invoke("analyse", study, "-o", tmp_path / name, "--only", "findings").exit_code == 0
    assert (tmp_path / name / "findings.json").exists()


def test_a_path_that_is_too_long_is_said_in_one_sentence(tmp_path):
    done = invoke("analyse", CASE, "-o", tmp_path / ("a" * 300), "--only", "findings")
    assert (done.exit_code, len(done.stderr.strip().splitlines())) == (2, 1)
