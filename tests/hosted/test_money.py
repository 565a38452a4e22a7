"""A picture is asked for once and paid for once, whatever breaks; the limit holds; what it costs is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from published import KEY, Published, error

from tintype.core.errors import Busy, Cancelled, EngineFailed, Forbidden, MissingPart, NoNetwork
from tintype.core.event import Event
from tintype.core.request import Plan, Request
from tintype.engines.hosted.openai import OpenAIEngine
from tintype.engines.hosted.purse import Purse, dollars
from tintype.testing import ignore

Make = Callable[..., OpenAIEngine]
MODEL = "openai/gpt-image-2"


def planned(engine: OpenAIEngine, **changes: Any) -> Plan:
    facts: dict[str, Any] = {
        "prompt": "a red ball", "size": (1024, 1024), "seed": 7, "quality": "low", "model": MODEL,
    }  # fmt: skip
    return engine.plan(Request(**{**facts, **changes}))[0]


def purse(tmp_path: Path) -> Purse:
    return Purse(tmp_path / "hosted", 5.0)


def test_the_price_is_told_before_and_what_it_was_after(engine: Make, tmp_path: Path) -> None:
    paints = engine()
    plan = planned(paints)
    assert "It costs about $0.0059 at 127.0.0.1" in " ".join(plan.notes)
    paints.paint(plan, ignore)
    cost = (14 * 5.0 + 10 * 8.0 + 196 * 30.0) / 1e6  # tokens of the answer at the catalogue's prices
    assert paints.receipt(plan) == f"{dollars(cost)} for 220 tokens; {dollars(cost)} of $5.00 are spent today"
    (spent,) = purse(tmp_path).today()
    assert (spent.model, spent.calls, spent.tokens) == (MODEL, 1, 220)
    assert spent.price == pytest.approx(cost)


@pytest.mark.parametrize(
    ("quality", "size", "expected"),
    [("low", (1024, 1024), 0.0059), ("medium", (1024, 1024), 0.0527), ("high", (1024, 1024), 0.2107)],
)
def test_prices_are_the_published_ones(engine: Make, quality: str, size: Any, expected: float) -> None:
    plan = planned(engine(), quality=quality, size=size)
    assert f"about {dollars(expected)}" in " ".join(plan.notes)


def test_a_plan_painted_again_is_the_same_picture_and_costs_nothing(engine: Make, server: Published) -> None:
    plan = planned(engine())
    first = engine().paint(plan, ignore)
    again = engine().paint(plan, ignore)
    assert first.tobytes() == again.tobytes()
    other = engine().paint(planned(engine(), seed=8), ignore)
    assert other.tobytes() != first.tobytes()
    assert server.painted == 2


def test_two_who_ask_for_the_same_at_once_pay_once(engine: Make, server: Published) -> None:
    server.script = ["slow"]
    paints = engine()
    plan = planned(paints)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: paints.paint(plan, ignore).tobytes(), range(4)))
    assert len(set(found)) == 1
    assert len(server.calls) == 1


def test_the_limit_of_a_day_holds_and_counts_what_is_under_way(
    engine: Make, server: Published, tmp_path: Path
) -> None:
    paints = engine(limit=0.0125)
    paints.paint(planned(paints, seed=1), ignore)
    paints.paint(planned(paints, seed=2), ignore)
    with pytest.raises(Forbidden, match=r"costs about \$0.0059, and of \$0.013 a day \$0.0004 are left"):
        paints.paint(planned(paints, seed=3), ignore)
    with pytest.raises(Forbidden):
        engine(limit=0.0).paint(planned(paints, seed=4), ignore)
    assert len(server.calls) == 2
    reserved = purse(tmp_path)
    reserved.limit = 0.03
    reserved.begin("a", MODEL, 0.015)
    with pytest.raises(Forbidden):
        reserved.begin("b", MODEL, 0.015)


def test_many_at_once_never_pass_the_limit(tmp_path: Path) -> None:
    def spend(number: int) -> int:
        try:
            Purse(tmp_path, 1.0).begin(str(number), MODEL, 0.1)
        except Forbidden:
            return 0
        return 1

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(spend, range(40))) == 10


SURE: list[Any] = [
    (429, {"Retry-After": "0"}, error("Slow down.", code="rate_limit_exceeded")),
    (503, {"Retry-After": "0"}, error("Overloaded.")),
]


@pytest.mark.parametrize("turn", SURE, ids=["429", "503"])
def test_what_surely_did_not_run_is_asked_again(engine: Make, server: Published, turn: Any) -> None:
    server.script = [turn, turn]
    paints = engine()
    paints.paint(planned(paints), ignore)
    keys = {call["headers"]["Idempotency-Key"] for call in server.calls}
    assert (len(server.calls), len(keys), server.painted) == (3, 1, 1)


UNSURE: list[Any] = [
    "cut", (500, {}, error("Broke.")), (502, {}, b"<html>Bad gateway</html>"), (503, {}, error("Hm.")),
    (504, {"Retry-After": "0"}, error("Slow.")), (200, {}, {"created": 1}),
]  # fmt: skip


@pytest.mark.parametrize("turn", UNSURE, ids=["cut", "500", "502", "503 without a time", "504", "empty"])
def test_what_may_have_run_is_not_asked_again_and_counts_as_spent(
    engine: Make, server: Published, tmp_path: Path, turn: Any
) -> None:
    server.script = [turn]
    paints = engine()
    with pytest.raises(EngineFailed):
        paints.paint(planned(paints), ignore)
    assert len(server.calls) == 1
    (spent,) = purse(tmp_path).today()
    assert spent.lost == 1
    assert spent.price == pytest.approx(0.0059, abs=1e-4)
    paints.paint(planned(paints), ignore)  # the user asks again: that is another matter
    assert len(server.calls) == 2


def test_what_was_refused_costs_nothing(engine: Make, server: Published, tmp_path: Path) -> None:
    server.script = [(400, {}, error("No.", param="size", code="invalid_value"))]
    paints = engine()
    with pytest.raises(Exception, match="No"):
        paints.paint(planned(paints), ignore)
    assert purse(tmp_path).today() == ()


def test_without_credit_it_is_not_tried_again(engine: Make, server: Published) -> None:
    server.script = [(429, {"Retry-After": "0"}, error("Quota.", code="insufficient_quota"))] * 3
    with pytest.raises(MissingPart, match="no credit left"):
        engine().paint(planned(engine()), ignore)
    assert len(server.calls) == 1


def test_told_to_wait_for_long_it_says_for_how_long(engine: Make, server: Published) -> None:
    server.script = [(429, {"Retry-After": "90"}, error("Slow down.", code="rate_limit_exceeded"))]
    with pytest.raises(Busy, match="90 s") as found:
        engine().paint(planned(engine()), ignore)
    assert found.value.retry_after == 90


def test_nobody_there_costs_nothing(engine: Make, server: Published, tmp_path: Path) -> None:
    paints = engine()
    plan = planned(paints)
    server._server.shutdown()
    server._server.server_close()
    with pytest.raises(NoNetwork, match="cannot be reached"):
        paints.paint(plan, ignore)
    assert purse(tmp_path).today() == ()


def test_whoever_stops_is_free_within_a_second_and_the_call_is_hung_up(
    engine: Make, server: Published, tmp_path: Path
) -> None:
    server.script = ["hang"]
    paints, stop = engine(), threading.Event()

    def emit(event: Event, /) -> None:
        if stop.is_set():
            raise Cancelled("stopped")

    threading.Timer(0.6, stop.set).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        paints.paint(planned(paints), emit)
    assert time.monotonic() - start < 1.6
    for _ in range(50):
        time.sleep(0.02)
        if server.gone:
            break
    assert server.gone == 1
    assert purse(tmp_path).today()[0].lost == 1  # it may have been painted


DIES = """
import sys
from pathlib import Path
from tintype.core.request import Request
from tintype.engines.hosted.openai import OpenAIEngine, Service
from tintype.testing import ignore
service = Service(name="openai", url=sys.argv[1], key=lambda: sys.argv[2], official=True)
engine = OpenAIEngine(service, Path(sys.argv[3]), 5.0)
(plan,) = engine.plan(Request(prompt="a red ball", size=(1024, 1024), seed=7, quality="low", model="openai/gpt-image-2"))
engine.paint(plan, ignore)
"""


def test_a_program_that_dies_waiting_does_not_make_the_next_one_pay(
    engine: Make, server: Published, tmp_path: Path
) -> None:
    server.script = ["hang"]
    child = subprocess.Popen([sys.executable, "-c", DIES, server.url, KEY, str(tmp_path / "hosted")])
    until = time.monotonic() + 20
    while not server.calls and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    paints = engine()
    with pytest.raises(EngineFailed, match="program died before the answer came; it may have been charged"):
        paints.paint(planned(paints), ignore)
    assert len(server.calls) == 1
    paints.paint(planned(paints), ignore)
    assert len(server.calls) == 2
    assert [spent.lost for spent in purse(tmp_path).today()] == [1]


def test_answers_that_nobody_asks_for_leave_when_there_are_too_many(tmp_path: Path) -> None:
    from tintype.engines.hosted.kept import Kept

    kept = Kept(tmp_path, most=3000)
    for number in range(4):
        kept.put(f"{number:064x}", bytes(900))
        os.utime(tmp_path / "answers" / f"{number:064x}", (1e9 + number, 1e9 + number))
    kept.get(f"{1:064x}")  # used lately
    kept.put("f" * 64, bytes(900))
    assert [kept.get(f"{number:064x}") is not None for number in range(4)] == [False, True, False, True]
