"""In a server: hosted models beside the others, in no process that could give the key away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from live_server import Live, finished, submit
from published import KEY, Published, error

MODEL = "openai/gpt-image-2"


@pytest.fixture
def live(start: Callable[..., Live], server: Published) -> Live:
    return start(openai_key=KEY, openai_url=server.url, isolation="process", workers=2)


def test_a_job_is_painted_there_and_the_key_stays_in_the_header(
    live: Live, server: Published, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with live.client() as client:
        assert MODEL in [each["name"] for each in client.get("/api/models").json()["models"]]
        job = finished(client, submit(client, model=MODEL, size="1024x1024", quality="low", seed=5)["id"])
        assert job["state"] == "done", job
        assert "It costs about $0.0059" in " ".join(job["notes"])
        assert client.get(job["pictures"][0]["file"]).content.startswith(b"\x89PNG")
        shown = client.get("/api/settings")
        assert shown.json()["openai_key"] == "…"
        plain = client.post(
            "/v1/images/generations", json={"prompt": "a ball", "model": "gpt-image-2", "n": 1}
        )
        assert plain.status_code == 200  # the name alone is answered by our own, and costs nothing
    assert len(server.calls) == 1
    assert KEY not in caplog.text + shown.text
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_what_may_have_run_fails_the_job_and_is_not_tried_again(live: Live, server: Published) -> None:
    server.script = [(500, {}, error("Broke."))]
    with live.client() as client:
        job = finished(client, submit(client, model=MODEL, size="1024x1024", quality="low")["id"])
    assert job["state"] == "failed"
    assert "may have been painted and charged" in job["failure"]["message"]
    assert len(server.calls) == 1


def test_several_pictures_are_asked_for_at_once(live: Live, server: Published) -> None:
    server.script = ["slow", "slow"]
    with live.client() as client:
        job = finished(client, submit(client, model=MODEL, size="1024x1024", quality="low", n=2)["id"])
    assert job["state"] == "done"
    assert len(server.calls) == 2


def test_a_cancelled_job_hangs_up(live: Live, server: Published) -> None:
    import time

    server.script = ["hang"]
    with live.client() as client:
        id = submit(client, model=MODEL, size="1024x1024", quality="low")["id"]
        until = time.monotonic() + 10
        while not server.calls and time.monotonic() < until:
            time.sleep(0.02)
        client.delete(f"/api/jobs/{id}")
        while not server.gone and time.monotonic() < until:
            time.sleep(0.02)
    assert server.gone == 1


def test_the_limit_is_a_403(start: Callable[..., Any], server: Published) -> None:
    live = start(openai_key=KEY, openai_url=server.url, spend_limit=0)
    with live.client() as client:
        job = finished(client, submit(client, model=MODEL, size="1024x1024", quality="low")["id"])
        assert job["failure"]["kind"] == "Forbidden"
        body = {"prompt": "a ball", "model": MODEL, "size": "1024x1024", "quality": "low"}
        answer = client.post("/v1/images/generations", json=body)
    assert answer.status_code == 403
    assert "spend_limit" in answer.json()["error"]["message"]
    assert server.calls == []
