"""What else the server says: models, sizes, settings, health, words, metrics; and how it says no."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from live_server import Live, finished, painted, submit

from tintype.core import errors as ours
from tintype.server import errors, logs
from tintype.server.page.drawings import drawings

CANARIES = {"chat_key": "canary-chat", "moderation_key": "canary-moderation"}


def test_models_and_sizes_are_listed(client: httpx.Client) -> None:
    models = client.get("/api/models").json()
    assert {"fake", "stage"} <= {model["name"] for model in models["models"]}
    assert models["default"] == "fake"
    sizes = client.get("/api/sizes").json()
    wide = next(each for each in sizes["aspects"] if each["ratio"] == "16:9")
    assert "blog" in wide["uses"]
    assert wide["size"] == "256x144"


def test_settings_are_told_but_no_secret(start: Callable[..., Live]) -> None:
    live = start(**CANARIES)
    with live.client() as client:
        answer = client.get("/api/settings")
        assert answer.json()["chat_key"] == "…"
        assert answer.json()["upload_mb"] == 50
        for path in ("/api/health", "/api/doctor", "/metrics", "/api/settings"):
            assert "canary" not in client.get(path).text


def test_health_and_signs_of_life(start: Callable[..., Live]) -> None:
    live = start()
    with live.client() as client:
        health = client.get("/api/health").json()
        assert health["workers"]["workers"] == 1
        assert health["queue"]["paused"] is False
        assert health["cores"] >= 1
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/readyz").status_code == 200
        assert {check["name"] for check in client.get("/api/doctor").json()} >= {"device", "memory", "disk"}
        live.house.runner.stop()
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


def test_words_are_coached_enriched_and_changed(client: httpx.Client) -> None:
    coached = client.post("/api/coach", json={"sentence": "a nice vase"}).json()
    assert coached["brief"]["sentence"] == "a nice vase"
    assert any(finding["fault"] == "vague" for finding in coached["findings"])
    enriched = client.post("/api/enrich", json={"sentence": "a red vase", "seed": 3}).json()
    assert enriched["sentence"].startswith("a red vase")
    assert enriched["additions"]
    body = {"sentence": "a vase, candle light", "element": "lighting", "words": "moonlight"}
    assert "moonlight" in client.post("/api/change", json=body).json()["sentence"]
    assert client.post("/api/coach", json={"sentence": " "}).status_code == 400


def metric(text: str, name: str) -> float:
    match = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(match[1]) if match else 0.0


def test_metrics_count_what_happened(start: Callable[..., Live]) -> None:
    live = start(isolation="process")
    with live.client() as client:
        painted(client, n=2)
        finished(client, submit(client, options={"crash": "kill"})["id"], 60)
        client.get("/api/nowhere")
        client.get("/api/jobs/" + "0" * 26)
        text = client.get("/metrics").text
    assert metric(text, 'tintype_jobs{state="done"}') == 1
    assert metric(text, 'tintype_jobs{state="failed"}') == 1
    assert metric(text, "tintype_queue_length") == 0
    assert metric(text, 'tintype_painting_seconds_count{model="fake"}') == 2
    assert metric(text, "tintype_worker_deaths_total") == 3
    assert metric(text, 'tintype_job_failures_total{kind="WorkerDied"}') == 3
    assert metric(text, 'tintype_http_requests_total{method="POST",route="/api/jobs",status="201"}') == 2
    assert metric(text, 'tintype_http_requests_total{method="GET",route="/api/jobs/{id}",status="404"}') == 1
    assert "0" * 26 not in text
    assert "nowhere" not in text


# Errors


def test_every_error_has_a_status() -> None:
    kinds = [
        kind for kind in vars(ours).values() if isinstance(kind, type) and issubclass(kind, ours.TintypeError)
    ]
    for kind in kinds:
        code = errors.status(kind("It broke; mend it."))
        assert 400 <= code < 600
        if issubclass(kind, ours.UserError) and kind is not ours.CannotWrite:
            assert code < 500, kind
        if issubclass(kind, ours.OurError):
            assert code >= 500, kind


def test_a_wrong_address_and_a_wrong_method_are_told(client: httpx.Client) -> None:
    assert client.get("/api/nowhere").status_code == 404
    assert client.put("/api/jobs", json={}).status_code == 405
    for answer in (client.get("/api/nowhere"), client.put("/api/jobs", json={})):
        assert answer.json()["error"]["message"].endswith("see /docs.")
    assert client.get("/api/jobs/").status_code == 404


def test_what_nobody_foresaw_tells_nothing_of_its_insides(
    start: Callable[..., Live], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    live = start()

    def broken() -> None:
        raise RuntimeError("canary /etc/passwd")

    monkeypatch.setattr(live.house.ledger, "counts", broken)
    with live.client() as client:
        answer = client.get("/api/queue", headers={"X-Request-ID": "mine-1"})
        assert answer.status_code == 500
        assert "canary" not in answer.text
        assert answer.json()["error"]["request_id"] == "mine-1"
        assert "canary" in caplog.text
        assert client.get("/healthz").status_code == 200


def test_a_face_words_its_own_errors(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "_SHAPES", dict(errors._SHAPES))
    errors.shape("/api/jobs", lambda error, status, request_id: {"said": status, "id": request_id})
    with live.client() as client:
        answer = client.get("/api/jobs/" + "0" * 26)
        assert answer.json() == {"said": 404, "id": answer.headers["x-request-id"]}
        assert "error" in client.get("/api/jobsx").json()
        closed = client.get("/api/jobs", headers={"Via": "x"})
        assert closed.json()["said"] == 401


# What every answer carries


def test_every_answer_is_guarded(client: httpx.Client) -> None:
    picture = painted(client)
    paths = ["/", "/docs", "/healthz", "/api/queue", "/api/nowhere", "/metrics", "/api/openapi.json", "/page/js/app.js",
             picture["file"], picture["thumbnail"]]  # fmt: skip
    for path in paths:
        answer = client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-request-id"]
        assert "cache-control" in answer.headers
        assert "server" not in answer.headers


def test_a_harmless_request_id_is_kept_and_another_is_not(client: httpx.Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1.2"}).headers["x-request-id"] == "abc-1.2"
    for odd in ("a b", "x" * 100, "<script>"):
        assert (
            client.get("/healthz", headers={"X-Request-ID": odd}).headers["x-request-id"].startswith("req_")
        )


def test_the_page_needs_nothing_from_elsewhere(client: httpx.Client) -> None:
    drawn = [f"/page/{name}" for name in drawings() if not name.startswith("vendor/")]
    for path in ("/", "/docs", *(path for path in drawn if path.endswith((".js", ".css", ".svg")))):
        text = client.get(path).text.replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(src|href|url\()\s*=?\s*[\"']?(https?:)?//", text), path
        if not path.endswith(".js"):  # there, such names are set from scripts, which the policy allows
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", text), path
    for reference in re.findall(r'(?:src|href)="(/[^"]*)"', client.get("/").text):
        assert client.get(reference).status_code == 200, reference


@pytest.fixture
def quiet_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Puts the log back as it was."""
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    loggers = [logging.getLogger("tintype"), logging.getLogger("uvicorn")]
    kept = [(each.handlers[:], each.propagate, each.level) for each in loggers]
    yield
    for each, (handlers, propagate, level) in zip(loggers, kept, strict=True):
        each.handlers[:], each.propagate = handlers, propagate
        each.setLevel(level)


def test_the_log_shows_nothing_that_opens(
    start: Callable[..., Live], capfd: pytest.CaptureFixture[str], quiet_again: None
) -> None:
    logs.set_up(verbose=True)
    live = start(keys="always")
    key = live.key("anna")
    with live.client(key) as client:
        url = client.get(f"/api/pictures/{painted(client)['id']}/link").json()["url"]
        client.get(url)
        client.get("/", params={"token": "canary-token"})
        client.get("/api/queue", params={"key": key})
    logging.getLogger("tintype.server").error("broke: Authorization: Bearer %s", key)
    said = capfd.readouterr().err
    assert "GET '/api/queue' 200" in said
    assert key not in said
    assert "canary" not in said
    assert "signature=" not in said


@pytest.mark.parametrize(
    "text",
    ["Authorization: Bearer canary-canary", "cookie: tintype-1=canary", "/?token=canary&x=1", "key='tt-canarycanary'",
     "postgresql://me:canary@host/db", "{'authorization': 'Basic canarycanary='}", "?expires=1&signature=canary",
     "OPENAI_API_KEY=canary"],
)  # fmt: skip
def test_secrets_are_taken_out(text: str) -> None:
    assert "canary" not in logs.discreet(text)
