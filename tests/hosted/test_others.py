"""Black Forest Labs and Google: engines like any other, by the contracts that their makers publish."""

from __future__ import annotations

import base64
import io
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tintype.core import errors
from tintype.core.request import Plan, Request
from tintype.engines.hosted.bfl import BFLEngine
from tintype.engines.hosted.engine import HostedEngine
from tintype.engines.hosted.google import GoogleEngine
from tintype.engines.hosted.purse import Purse
from tintype.engines.hosted.service import Service
from tintype.studio.build import build
from tintype.studio.settings import Settings
from tintype.testing import EngineContract, ignore

KEY = "a-key-of-the-tests-123456"


def picture(width: int, height: int, shade: int) -> bytes:
    pixels = np.full((height, width, 3), shade, np.uint8)
    pixels[: height // 2, :, 0] = 255
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG")
    return file.getvalue()


class Provider:
    """Both providers on loopback. answers: what the next calls meet, (status, JSON). polls: states that a task
    goes through before it is ready."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        self.answers: list[tuple[int, Any]] = []
        self.polls: list[str] = ["Pending"]
        self.stranger = ""
        self.painted = 0
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                provider.calls.append({"path": self.path, "body": body})
                self._answer(*provider.post(self.path, body, self.headers))

            def do_GET(self) -> None:
                self._answer(*provider.get(self.path, self.headers))

            def _answer(self, status: int, said: Any) -> None:
                data = said if isinstance(said, bytes) else json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def post(self, path: str, body: Any, headers: Any) -> tuple[int, Any]:
        self.keys |= {headers.get("x-key") or headers.get("x-goog-api-key") or ""}
        if self.answers:
            return self.answers.pop(0)
        self.painted += 1
        if path.endswith(":generateContent"):
            drafts = base64.b64encode(picture(64, 64, 1)).decode()
            final = base64.b64encode(picture(1376, 768, 10 * self.painted)).decode()
            parts = [
                {"inlineData": {"mimeType": "image/jpeg", "data": drafts}, "thought": True},
                {"text": "Here it is."}, {"inlineData": {"mimeType": "image/jpeg", "data": final}},
            ]  # fmt: skip
            content = {"role": "model", "parts": parts}
            return 200, {
                "candidates": [{"content": content, "finishReason": "STOP"}],
                "usageMetadata": {"promptTokenCount": 9, "totalTokenCount": 1129},
            }
        self.size = body["width"], body["height"]
        return 200, {
            "id": "t1", "polling_url": self.stranger or f"{self.url}/v1/get_result?id=t1", "cost": 4.5,
        }  # fmt: skip

    def get(self, path: str, headers: Any) -> tuple[int, Any]:
        if path.startswith("/sample"):
            assert "x-key" not in headers
            return 200, picture(*self.size, 10 * self.painted)
        if path.startswith("/v1/get_result"):
            assert headers["x-key"] == KEY
            state = self.polls.pop(0) if self.polls else "Ready"
            result = {"sample": f"{self.url}/sample.jpg"} if state == "Ready" else None
            return (404 if state == "Task not found" else 200), {
                "id": "t1",
                "status": state,
                "result": result,
            }
        return 200, {"name": "models/gemini"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider()
    yield found
    found.close()


Make = Callable[..., HostedEngine]


@pytest.fixture
def engine(provider: Provider, tmp_path: Path) -> Make:
    def make(kind: str, limit: float = 5.0) -> HostedEngine:
        url, maker = {
            "bfl": (f"{provider.url}/v1", BFLEngine), "google": (f"{provider.url}/v1beta", GoogleEngine),
        }[kind]  # fmt: skip
        service = Service(name=kind, url=url, key=lambda: KEY, key_from="A_KEY", official=True)
        return maker(service, tmp_path, limit)

    return make


class Others(EngineContract):
    kind = ""

    @pytest.fixture(autouse=True)
    def setting(self, engine: Make) -> None:
        self.engine = engine

    def make(self) -> HostedEngine:
        return self.engine(self.kind)


class TestBFL(Others):
    kind = "bfl"


class TestGoogle(Others):
    kind = "google"


del Others, EngineContract


def planned(engine: HostedEngine, **changes: Any) -> Plan:
    facts: dict[str, Any] = {"prompt": "a red ball", "size": (1360, 768), "seed": 7, "quality": "low"}
    return engine.plan(Request(**{**facts, "model": engine.info()[0].name, **changes}))[0]


@pytest.fixture
def image(tmp_path: Path) -> str:
    path = tmp_path / "base.png"
    Image.new("RGB", (320, 200), (9, 99, 199)).save(path)
    return str(path)


def test_bfl_is_asked_by_task_and_its_link_gets_no_key(
    engine: Make, provider: Provider, image: str, tmp_path: Path
) -> None:
    provider.polls = ["Pending", "Pending"]
    paints = engine("bfl")
    plan = planned(paints, operation="edit", images=(image, image), options={"safety_tolerance": 1})
    assert "about $0.06" in " ".join(plan.notes)  # a megapixel, and two pictures along
    assert paints.paint(plan, ignore).shape == (768, 1360, 3)
    (call,) = provider.calls
    assert call["path"] == "/v1/flux-2-pro"
    body = call["body"]
    assert {name: body[name] for name in ("prompt", "width", "height", "seed", "safety_tolerance")} == {
        "prompt": "a red ball", "width": 1360, "height": 768, "seed": 7, "safety_tolerance": 1,
    }  # fmt: skip
    for name in ("input_image", "input_image_2"):
        assert Image.open(io.BytesIO(base64.b64decode(body[name]))).size == (320, 200)
    (spent,) = Purse(tmp_path, 5.0).today()
    assert spent.price == pytest.approx(0.045)  # 4.5 credits, as its answer said


def test_bfl_never_sends_the_key_to_a_stranger(engine: Make, provider: Provider) -> None:
    provider.stranger = "http://127.0.0.1:9/v1/get_result?id=t1"
    with pytest.raises(errors.EngineFailed, match="names a stranger"):
        engine("bfl").paint(planned(engine("bfl")), ignore)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("Content Moderated", errors.Blocked), ("Request Moderated", errors.Blocked),
        ("Error", errors.EngineFailed), ("Task not found", errors.EngineFailed),
    ],
)  # fmt: skip
def test_bfl_gives_up_a_task(engine: Make, provider: Provider, state: str, kind: Any) -> None:
    provider.polls = [state]
    with pytest.raises(kind):
        engine("bfl").paint(planned(engine("bfl")), ignore)


def test_google_is_asked_with_parts_and_the_last_picture_counts(
    engine: Make, provider: Provider, image: str, tmp_path: Path
) -> None:
    paints = engine("google")
    plan = planned(paints, operation="edit", images=(image,), size=(1920, 1080))
    assert "about $0.102" in " ".join(plan.notes)
    painted = paints.paint(plan, ignore)
    assert painted.shape == (1080, 1920, 3)
    (call,) = provider.calls
    assert call["path"] == "/v1beta/models/gemini-3.1-flash-image:generateContent"
    (content,) = call["body"]["contents"]
    assert content["parts"][0] == {"text": "a red ball"}
    assert content["parts"][1]["inlineData"]["mimeType"] == "image/png"
    assert call["body"]["generationConfig"]["imageConfig"] == {"aspectRatio": "16:9", "imageSize": "2K"}
    assert Purse(tmp_path, 5.0).today()[0].tokens == 1129
    assert paints.verify(plan.model).endswith("has it")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((200, {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}}), errors.Blocked),
        ((200, {"candidates": [{"finishReason": "IMAGE_SAFETY"}]}), errors.Blocked),
        ((200, {"candidates": [{"content": {"parts": [{"text": "I cannot."}]}}]}), errors.EngineFailed),
        (
            (400, {"error": {"code": 400, "message": "Bad ratio", "status": "INVALID_ARGUMENT"}}),
            errors.BadOption,
        ),
        ((403, {"error": {"code": 403, "message": "denied", "status": "X"}}), errors.MissingPart),
    ],
)
def test_google_refuses(engine: Make, provider: Provider, answer: Any, kind: Any) -> None:
    provider.answers = [answer]
    with pytest.raises(kind) as found:
        engine("google").paint(planned(engine("google")), ignore)
    assert KEY not in str(found.value)


@pytest.mark.parametrize(("status", "kind"), [(401, errors.MissingPart), (402, errors.MissingPart)])
def test_a_bad_key_and_an_empty_purse_there(engine: Make, provider: Provider, status: int, kind: Any) -> None:
    provider.answers = [(status, {"detail": "no"})]
    with pytest.raises(kind):
        engine("bfl").paint(planned(engine("bfl")), ignore)


def test_what_is_painted_outside_a_mask_is_put_back(engine: Make, image: str, tmp_path: Path) -> None:
    mask = tmp_path / "mask.png"
    hole = np.zeros((200, 320), np.uint8)
    hole[:, :100] = 255
    Image.fromarray(hole).save(mask)
    for kind in ("bfl", "google"):
        paints = engine(kind)
        plan = planned(paints, operation="edit", images=(image,), mask=str(mask), size=(320, 200))
        assert any("mask is not told" in note for note in plan.notes)
        painted = paints.paint(plan, ignore)
        assert (painted[:, 100:] == (9, 99, 199)).all()
        assert (painted[:, :100] != (9, 99, 199)).any()


def test_options_are_checked_before_anything_costs(engine: Make) -> None:
    for kind, options, said in (
        ("bfl", {"safety_tolerance": 9}, "0 to 5"), ("bfl", {"steps": 3}, "knows no option “steps”"),
        ("google", {"image_size": "8K"}, "1K, 2K, 4K"), ("google", {"seed": 1}, "no option"),
    ):  # fmt: skip
        with pytest.raises(errors.BadOption, match=said):
            planned(engine(kind), options=options)


def test_they_join_when_there_is_a_key(tmp_path: Path) -> None:
    settings = Settings(data=str(tmp_path))
    names = {card.name for card in build(settings, {"BFL_API_KEY": "k", "GEMINI_API_KEY": "k"}).models()}
    assert {"bfl/flux-2-pro", "google/gemini-3-pro-image"} <= names
    with pytest.raises(errors.UnknownModel, match="set BFL_API_KEY"):
        build(settings, {}).plan(Request(prompt="a vase", model="bfl/flux-2-pro"))
