"""What happens to an engine in a child process, and what the parent makes of it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tintype.core.errors import Cancelled, EngineFailed, MissingPart, WorkerDied
from tintype.core.event import Event, Preview, Progress
from tintype.core.request import Plan, Request
from tintype.engines.child import ChildEngine
from tintype.testing import FakeEngine, ignore


def planned(size: tuple[int, int] = (256, 192), **options: Any) -> Plan:
    (plan,) = FakeEngine().plan(Request(prompt="a red vase", size=size, seed=7, options=options))
    return plan


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes children that hold an engine of strange.py."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    with contextlib.ExitStack() as stack:

        def make(kind: str, **options: Any) -> ChildEngine:
            engine = ChildEngine(f"strange:{kind}", "fake", here=FakeEngine(), **options)
            stack.callback(engine.close)
            return engine

        yield make


class Asked:
    """An Emit that raises Cancelled after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def __call__(self, event: Event, /) -> None:
        if time.monotonic() > self.at:
            raise Cancelled("enough")


def gone(pid: int, seconds: float = 2.0) -> bool:
    """Whether a process ends within that time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_it_gives_the_pixels_of_the_engine(engine: ChildEngine) -> None:
    assert np.array_equal(engine.paint(planned(), ignore), FakeEngine().paint(planned(), ignore))


def test_a_large_picture_comes_through_whole(engine: ChildEngine) -> None:
    plan = planned((4096, 2160))
    assert np.array_equal(engine.paint(plan, ignore), FakeEngine().paint(plan, ignore))


def test_the_child_stays_for_the_next_picture(engine: ChildEngine) -> None:
    before = engine.children()
    engine.paint(planned(), ignore)
    engine.paint(planned(), ignore)
    assert engine.children() == before


def test_threads_paint_at_once_in_children_of_their_own(engine: ChildEngine) -> None:
    start = time.monotonic()
    threads = [threading.Thread(target=engine.paint, args=(planned(seconds=0.8), ignore)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(engine.children())) == 3
    assert time.monotonic() - start < 2.2


def test_previews_come_only_while_somebody_watches(engine: ChildEngine) -> None:
    class Looking:
        def __init__(self, previews: bool) -> None:
            self.previews = previews
            self.seen: list[Event] = []

        def __call__(self, event: Event, /) -> None:
            self.seen.append(event)
            if isinstance(event, Progress) and event.done == 2:
                self.previews = True

    watching, later = Looking(True), Looking(False)
    engine.paint(planned(seconds=1.0), watching)
    engine.paint(planned(seconds=1.2), later)
    early = [event for event in later.seen[:3] if isinstance(event, Preview)]
    assert any(isinstance(event, Preview) for event in watching.seen)
    assert early == []
    assert any(isinstance(event, Preview) for event in later.seen)


@pytest.mark.parametrize(("number", "name"), [(signal.SIGKILL, "SIGKILL"), (signal.SIGSEGV, "SIGSEGV")])
def test_a_killed_child_is_named_and_the_next_picture_is_painted(
    engine: ChildEngine, number: signal.Signals, name: str
) -> None:
    (pid,) = engine.children()
    threading.Timer(0.4, os.kill, (pid, number)).start()
    with pytest.raises(WorkerDied, match=name) as caught:
        engine.paint(planned(seconds=5), ignore)
    assert str(caught.value).count(".") == 1
    assert engine.children() != (pid,)
    assert engine.paint(planned(), ignore).shape == (192, 256, 3)


def test_a_child_killed_while_it_waits_costs_nothing(engine: ChildEngine) -> None:
    engine.paint(planned(), ignore)
    (pid,) = engine.children()
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    time.sleep(0.1)  # for the last of its threads
    assert engine.paint(planned(), ignore).shape == (192, 256, 3)


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"crash": "kill"}, WorkerDied, "SIGKILL"),
        ({"crash": "exit"}, WorkerDied, "ended with 3"),
        ({"crash": "raise"}, EngineFailed, "RuntimeError: the fake was told to break"),
        ({"broken": "nan"}, EngineFailed, "not finite"),
        ({"broken": "black"}, EngineFailed, "all black"),
        ({"broken": "empty"}, EngineFailed, "0x256x3"),
    ],
    ids=str,
)
def test_what_breaks_is_said_in_a_sentence(
    engine: ChildEngine, options: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        engine.paint(planned(**options), ignore)
    assert engine.paint(planned(), ignore).any()


def test_a_wedged_child_is_killed(impatient: ChildEngine) -> None:
    (pid,) = impatient.children()
    impatient.paint(planned(), ignore)
    start = time.monotonic()
    with pytest.raises(WorkerDied, match="2 seconds"):
        impatient.paint(planned(seconds=20, deaf=True), ignore)
    assert time.monotonic() - start < 5
    assert gone(pid)
    assert impatient.paint(planned(), ignore).any()


def test_a_stopped_child_counts_as_wedged(impatient: ChildEngine) -> None:
    (pid,) = impatient.children()
    impatient.paint(planned(), ignore)
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(WorkerDied):
        impatient.paint(planned(), ignore)
    assert gone(pid)


def test_cancelling_keeps_the_child(engine: ChildEngine) -> None:
    before = engine.children()
    engine.paint(planned(), ignore)
    start = time.monotonic()
    with pytest.raises(Cancelled, match="enough"):
        engine.paint(planned(seconds=30), Asked(0.3))
    assert time.monotonic() - start < 1.3
    assert engine.children() == before
    assert engine.paint(planned(), ignore).any()


def test_cancelling_a_child_that_hears_nothing_kills_it_within_a_second(engine: ChildEngine) -> None:
    (pid,) = engine.children()
    engine.paint(planned(), ignore)
    start = time.monotonic()
    with pytest.raises(Cancelled, match="enough"):
        engine.paint(planned(seconds=30, deaf=True), Asked(0.3))
    assert time.monotonic() - start < 1.5
    assert gone(pid)


def test_what_libraries_print_harms_nothing_and_secrets_stay_outside(
    strange: Callable[..., ChildEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "TINTYPE_CHAT_KEY",
        "OPENAI_API_KEY",
        "HF_TOKEN",
        "CUDA_SECRET",
        "PGPASSWORD",
        "AWS_SESSION",
    ):
        monkeypatch.setenv(name, "sk-123")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    engine = strange("Chatty")
    assert engine.paint(planned(), ignore).any()
    time.sleep(0.1)
    (child,) = engine._idle
    said = child.tail().split()
    assert said[-3:] == ["the", "last", "word"]
    assert {"PATH", "OMP_NUM_THREADS"} <= set(said)
    assert not {
        name for name in said if "KEY" in name or "TOKEN" in name or "SECRET" in name or "PASS" in name
    }
    assert "AWS_SESSION" not in said
    assert len(child.tail()) <= 4096


def test_a_flood_of_complaints_blocks_nobody(strange: Callable[..., ChildEngine]) -> None:
    with pytest.raises(WorkerDied, match="SIGSEGV"):
        strange("Flooding").paint(planned(), ignore)


def test_what_a_child_started_goes_with_it(strange: Callable[..., ChildEngine]) -> None:
    with pytest.raises(WorkerDied, match="ended with 7"):
        strange("Parent").paint(planned(), ignore)


def test_an_engine_that_does_not_load_says_so(strange: Callable[..., ChildEngine]) -> None:
    engine = strange("Missing")
    for _ in range(2):
        with pytest.raises(MissingPart, match="torch"):
            engine.paint(planned(), ignore)


def test_a_child_that_dies_while_it_loads_is_tried_again(
    strange: Callable[..., ChildEngine], tmp_path: Path
) -> None:
    engine = strange("Late", environ={**os.environ, "TMPDIR": str(tmp_path)})
    assert engine.paint(planned(), ignore).any()
    with pytest.raises(WorkerDied, match="SIGABRT"):
        strange("Doomed").paint(planned(), ignore)


SERVER = """
import sys, threading, time
sys.path.insert(0, {folder!r})
from tintype.engines.child import ChildEngine
from tintype.testing import FakeEngine, ignore
from tintype.core.request import Request
engine = ChildEngine("strange:{kind}", "fake", here=FakeEngine())
engine.warm(2)
(plan,) = engine.plan(Request(prompt="a vase", options={{"seconds": 30}}))
print(*engine.children(), flush=True)
engine.paint(plan, ignore)
"""


@pytest.mark.parametrize("kind", ["Chatty", "Stubborn"])
def test_when_the_parent_is_killed_its_children_end(kind: str) -> None:
    """Those that wait, those that paint, and those that are deep in foreign code."""
    code = SERVER.format(folder=str(Path(__file__).parent), kind=kind)
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(word) for word in parent.stdout.readline().split()]
    time.sleep(1.0)
    assert not any(gone(pid, 0.01) for pid in pids)
    parent.kill()
    parent.communicate()
    assert all(gone(pid) for pid in pids)
