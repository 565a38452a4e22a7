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


@pytest.fixture
def fake_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TINTYPE_FAKE", "1")
    monkeypatch.setenv("TINTYPE_MODEL", "slow")
    monkeypatch.setenv("TINTYPE_SIZE", "256x256")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text(
        "from tintype.testing import FakeEngine\n"
        "plan = FakeEngine.plan\n"
        "import msgspec\n"
        "def slow(self, request):\n"
        "    return plan(self, msgspec.structs.replace(request, options={'seconds': 20.0}))\n"
        "FakeEngine.plan = slow\n"
    )
    monkeypatch.setenv("TINTYPE_MODEL", "fake")
    return tmp_path


def test_ctrl_c_stops_within_a_second_and_leaves_nothing(fake_house: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "a vase", "-o", "x.png"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    while "painting" not in process.stderr.readline():
        assert process.poll() is None
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert time.monotonic() - asked < 1.0
    assert process.returncode == 130
    assert err.splitlines()[-1] == "tintype: stopped; nothing was written."
    assert out == ""
    assert [
        name for name in os.listdir(fake_house) if "sitecustomize" not in name and name != "__pycache__"
    ] == []


def test_the_reader_may_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = f"{sys.executable} -m tintype models --json | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_process_answers_like_the_function(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "a vase", "--size", "16x"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    done = subprocess.run([*COMMAND, "--version"], cwd=tmp_path, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, "tintype")
