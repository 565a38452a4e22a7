"""A call that is sent again is not painted again; a call that is merely equal is."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from calls import client_of, png
from live_server import Live

from tintype.core.job import Job
from tintype.core.request import Request
from tintype.server.openai import accept, pictures

CALL = {"model": "gpt-image-2", "prompt": "a vase", "size": "256x256"}


def post(
    live: Live, body: Any = None, *, count: int = 0, timeout: float = 20, key: str = ""
) -> httpx.Response:
    headers = {"x-stainless-retry-count": str(count), **({"Idempotency-Key": key} if key else {})}
    return httpx.post(
        f"{live.url}/v1/images/generations", json=body or CALL, headers=headers, timeout=timeout
    )


def jobs(live: Live) -> int:
    return len(live.house.jobs.jobs(limit=500))


@contextlib.contextmanager
def nothing_is_painted(live: Live) -> Iterator[None]:
    live.house.runner._turns["fake"].acquire()
    try:
        yield
    finally:
        live.house.runner._turns["fake"].release()


def test_a_client_that_gives_up_and_asks_again_gets_the_first_picture(live: Live) -> None:
    impatient = client_of(live, max_retries=3, timeout=0.3)
    before = jobs(live)
    slow = {**CALL, "prompt": "a slow vase"}
    live.house.runner._turns["fake"].acquire()  # nothing is painted until it is let go
    threading.Timer(0.7, live.house.runner._turns["fake"].release).start()
    made = impatient.images.generate(**slow)
    assert made.data
    assert jobs(live) == before + 1
    client_of(live).images.generate(**slow)  # the same, but on purpose
    assert jobs(live) == before + 2


def test_a_client_that_leaves_does_not_lose_its_picture(live: Live) -> None:
    with nothing_is_painted(live), pytest.raises(httpx.TimeoutException):
        post(live, {**CALL, "prompt": "left behind"}, timeout=0.2)
    job = next(job for job in live.house.jobs.jobs(limit=20) if job.request.prompt == "left behind")
    assert asyncio.run(live.house.jobs.wait(job.id)).state == "done"


def test_two_equal_calls_that_are_both_sent_again_stay_two(live: Live) -> None:
    body, before = {**CALL, "prompt": "twins"}, jobs(live)

    def given_up(_: int) -> None:
        with pytest.raises(httpx.TimeoutException):
            post(live, body, timeout=0.3)

    with ThreadPoolExecutor(2) as pool:
        with nothing_is_painted(live):
            list(pool.map(given_up, range(2)))
        answers = list(pool.map(lambda _: post(live, body, count=1), range(2)))
    assert jobs(live) == before + 2
    assert len({answer.json()["data"][0]["b64_json"] for answer in answers}) == 2
    assert all(answer.headers["idempotent-replayed"] == "true" for answer in answers)


def test_pictures_of_a_call_that_is_sent_again_while_they_are_fetched_come_in_once(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = []

    async def slowly(url: str, *, most: int) -> bytes:
        fetched.append(url)
        await asyncio.sleep(0.6)
        return png()

    monkeypatch.setattr(pictures, "fetch", slowly)
    body = {"model": "fake", "prompt": "w", "images": [{"image_url": "https://example.com/a.png"}]}
    before, kept = jobs(live), len(live.house.gallery.list(limit=500))
    address = f"{live.url}/v1/images/edits"
    with pytest.raises(httpx.TimeoutException):
        httpx.post(address, json=body, timeout=0.2)
    again = httpx.post(address, json=body, timeout=20, headers={"x-stainless-retry-count": "1"})
    assert again.status_code == 200, again.text
    assert again.json()["usage"]["input_tokens_details"]["image_tokens"] == 64
    assert (len(fetched), jobs(live)) == (1, before + 1)
    assert len(live.house.gallery.list(limit=500)) == kept + 2


def test_a_server_that_was_started_anew_still_knows_the_call(start: Callable[..., Live]) -> None:
    first = start()
    made = post(first).json()
    first.stop()
    second = start()
    assert post(second, count=1).json()["data"] == made["data"]
    assert jobs(second) == 1


def test_what_is_painted_for_longer_than_clients_wait_is_still_the_same_call() -> None:
    old = Job(
        id="A", owner="local", state="running", priority=0, request=Request("a"), plans=(), delivery={},
        created=time.time() - 5000,
    )  # fmt: skip
    assert accept._lasts(old)
    for finished, lasts in ((time.time() - 599, True), (time.time() - 601, False)):
        done = Job(**{name: getattr(old, name) for name in old.__struct_fields__} | {"finished": finished})
        assert accept._lasts(done) is lasts


def test_a_call_that_failed_is_tried_anew(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    from tintype.testing import FakeEngine

    body = {**CALL, "prompt": "second try"}

    def broken(self: object, plan: object, emit: object) -> None:
        raise RuntimeError("a wheel came off")

    with monkeypatch.context() as patched:
        patched.setattr(FakeEngine, "paint", broken)
        assert post(live, body).status_code == 500
    assert post(live, body, count=1).status_code == 200


def test_an_idempotency_key_gives_one_job_and_takes_pictures_in_once(live: Live) -> None:
    before, kept = jobs(live), len(live.house.gallery.list(limit=500))
    for number in range(2):
        answer = httpx.post(
            f"{live.url}/v1/images/edits", files={"image": png()}, data={"prompt": "w", "model": "fake"},
            headers={"Idempotency-Key": "order 66"}, timeout=20,
        )  # fmt: skip
        assert answer.status_code == 200
        assert ("idempotent-replayed" in answer.headers) == bool(number)
    assert (jobs(live), len(live.house.gallery.list(limit=500))) == (before + 1, kept + 2)
    other = post(live, key="order 66")
    assert (other.status_code, other.json()["error"]["code"]) == (409, "conflict")
    assert other.headers["x-should-retry"] == "false"


@pytest.mark.parametrize("count", ["9" * 6000, "-1", "two", "\u00b2"])
def test_counts_that_are_none_are_no_retries(count: str, live: Live) -> None:
    answer = httpx.post(
        f"{live.url}/v1/images/generations", json=CALL, timeout=20,
        headers={"x-stainless-retry-count": count.encode("latin-1")},  # type: ignore[dict-item]
    )  # fmt: skip
    assert answer.status_code == 200


def test_a_queue_that_is_full_asks_to_come_back(start: Callable[..., Live]) -> None:
    served = start(queue_limit=1)
    with nothing_is_painted(served), ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda number: _tried(served, f"vase {number}"), range(4)))
    refused = [answer for answer in answers if answer is not None]
    assert refused
    for answer in refused:
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "server_busy")
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.headers["x-should-retry"] == "true"


def _tried(live: Live, prompt: str) -> httpx.Response | None:
    try:
        return post(live, {**CALL, "prompt": prompt}, timeout=0.5)
    except httpx.TimeoutException:
        return None


def test_a_stream_is_told_when_the_server_ends(start: Callable[..., Live]) -> None:
    served = start()
    served.house.ledger.pause(True)
    body = {**CALL, "stream": True}
    address = f"{served.url}/v1/images/generations"
    with httpx.stream("POST", address, json=body, timeout=20) as answer:
        lines = answer.iter_lines()
        assert next(lines) == ": open"
        served.server.should_exit = True
        (told,) = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    assert (told["type"], told["error"]["code"]) == ("error", "server_busy")
    assert "kept" in told["error"]["message"]
