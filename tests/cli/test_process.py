"""What only a real process shows: its start, its end, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "tintype"]


SLOW = """
import msgspec
from tintype.testing import FakeEngine

plan = FakeEngine.plan
slow = {"seconds": 20.0}
FakeEngine.plan = lambda self, request: plan(self, msgspec.structs.replace(request, options=slow))
"""
DEAF = """
import time
from tintype.core.event import Progress
from tintype.testing import FakeEngine

def paint(self, plan, emit):
    emit(Progress("painting", 0, 1))
    time.sleep(20)

FakeEngine.paint = paint
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the fake as the model."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for name, value in {"FAKE": "1", "MODEL": "fake", "SIZE": "256x256"}.items():
        monkeypatch.setenv(f"TINTYPE_{name}", value)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def stopped(house: Path, changes: str, *words: str) -> tuple[int, str, str, float]:
    """Exit code, stdout, stderr and the seconds it took to stop after Ctrl-C in mid-painting."""
    (house / "sitecustomize.py").write_text(changes)
    command = [*COMMAND, "a vase", "-o", "x.png", *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while "painting" not in process.stderr.readline():
        assert process.poll() is None
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=15)
    return process.returncode, out, err, time.monotonic() - asked


@pytest.mark.parametrize("changes", [SLOW, DEAF], ids=["an engine that listens", "an engine that does not"])
def test_ctrl_c_stops_within_a_second_and_leaves_nothing(house: Path, changes: str) -> None:
    code, out, err, seconds = stopped(house, changes)
    assert code == 130
    assert err.splitlines()[-1] == "tintype: stopped; nothing was written."
    assert out == ""
    assert seconds < 1.5  # a second, and what a busy machine adds
    assert os.listdir(house / "empty") == []


def test_ctrl_c_says_what_was_already_written(house: Path) -> None:
    second_is_slow = (
        SLOW
        + """
paint = FakeEngine.paint
def quick_first(self, plan, emit):
    if plan.seed == 7:
        plan = msgspec.structs.replace(plan, settings=plan.settings | {"seconds": 0.0})
        emit = lambda event: None
    return paint(self, plan, emit)
FakeEngine.paint = quick_first
"""
    )
    code, _, err, _ = stopped(house, second_is_slow, "-n", "3", "--seed", "7")
    assert code == 130
    assert err.splitlines()[-1] == "tintype: stopped; 1 of 3 pictures were written."
    assert os.listdir(house / "empty") == ["x-1.png"]


def test_the_reader_may_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = f"'{sys.executable}' -m tintype models --json | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", [["models"], ["a vase", "--json", "-o", "x.png"]])
def test_an_answer_that_nobody_can_take_is_one_sentence(house: Path, words: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("tintype: The answer cannot be written to standard output")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_nothing(house: Path, closed: str) -> None:
    line = f"'{sys.executable}' -m tintype 'a vase' --json -o x.png {closed}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert os.listdir() == ["x.png"]


def test_a_terminal_shows_one_line_that_lives(house: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen([*COMMAND, "a vase", "-o", "x.png"], stderr=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
    except OSError:  # how Linux says that the other side has closed
        pass
    assert process.wait() == 0
    living, *report = shown.decode().split("\r\n")
    steps = living.split("\r\x1b[K")
    assert steps[1] == "reading the sentence"
    assert any("256×256" in step and "50%" in step and " s" in step for step in steps)
    assert steps[-1].startswith("read as")
    assert any(line.startswith("x.png: 256×256, seed ") for line in report)


def test_a_terminal_without_the_letters_is_no_error(tmp_path: Path) -> None:
    for words in (["coach", "ein Gefäß 花瓶"], ["doctor"], ["show", "no\udcff.png"]):
        done = subprocess.run(
            [*COMMAND, *words], cwd=tmp_path, capture_output=True, check=False,
            env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        )  # fmt: skip
        assert done.returncode == (2 if words[0] == "show" else 0)
        assert b"Traceback" not in done.stderr


def test_a_process_answers_like_the_function(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "a vase", "--size", "16x"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    done = subprocess.run([*COMMAND, "--version"], cwd=tmp_path, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, "tintype")
