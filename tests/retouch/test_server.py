"""Each face of the server finds the engine where nobody names a model."""

from __future__ import annotations

import base64
import io
import time
from typing import Any

import numpy as np
import pytest
from pictures import weave
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tintype.assets.stamp import stamp_of


def png(pixels: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def pixels_of(data: bytes) -> Any:
    return np.asarray(Image.open(io.BytesIO(data)))


@pytest.fixture
def client(start: Any) -> Any:
    server = start(model="stage", moderation="off", quality="low")
    with server.client() as found:
        yield found


def test_every_face_reaches_it(client: Any) -> None:
    pixels = weave(90, 120)
    _openai_fills_and_refuses(client, pixels)
    _a1111_enlarges_and_fills(client, pixels)
    _api_enlarges_restores_and_extends(client, pixels)
    _api_varies_what_was_painted_here(client, pixels)
    _openai_varies_what_says_how_it_was_made(client, pixels)


def _openai_fills_and_refuses(client: Any, pixels: Any) -> None:
    mask = np.full((90, 120, 4), 255, np.uint8)
    mask[30:50, 40:70, 3] = 0
    files = {"image": ("a.png", png(pixels)), "mask": ("m.png", png(mask))}
    said = {"prompt": "remove it", "size": "1024x1024", "response_format": "b64_json"}
    answer = client.post("/v1/images/edits", data=said, files=files)
    assert answer.status_code == 200, answer.text
    done = pixels_of(base64.b64decode(answer.json()["data"][0]["b64_json"]))
    kept = mask[..., 3] == 255
    assert done.shape[:2] == (90, 120)
    assert np.array_equal(done[kept][:, :3], pixels[kept])
    refused = client.post("/v1/images/edits", data={"prompt": "a red vase"}, files=files)
    assert refused.status_code == 400
    assert "cannot paint “a red vase”" in refused.json()["error"]["message"]


def _a1111_enlarges_and_fills(client: Any, pixels: Any) -> None:
    text = base64.b64encode(png(pixels)).decode()
    names = [each["name"] for each in client.get("/sdapi/v1/upscalers").json()]
    assert "Retouch" in names
    body = {"image": text, "upscaler_1": "Retouch", "upscaling_resize": 3}
    large = client.post("/sdapi/v1/extra-single-image", json=body)
    assert large.status_code == 200, large.text
    assert pixels_of(base64.b64decode(large.json()["image"])).shape == (270, 360, 3)
    mask = np.zeros((256, 256, 3), np.uint8)
    mask[60:90, 60:90] = 255
    square = weave(256, 256)
    body = {
        "init_images": [base64.b64encode(png(square)).decode()], "width": 256, "height": 256, "prompt": "",
        "mask": base64.b64encode(png(mask)).decode(),
    }  # fmt: skip
    filled = client.post("/sdapi/v1/img2img", json=body)
    assert filled.status_code == 200, filled.text
    done = pixels_of(base64.b64decode(filled.json()["images"][0]))
    assert np.array_equal(done[mask[..., 0] == 0], square[mask[..., 0] == 0])


def _api_enlarges_restores_and_extends(client: Any, pixels: Any) -> None:
    brought = client.post("/api/pictures", files={"file": ("a.png", png(pixels))})
    assert brought.status_code in (200, 201), brought.text
    id = brought.json()["picture"]["id"]
    for operation, options, size in (
        ("upscale", {"scale": 4}, (480, 360)),
        ("restore", {"noise": 10}, (120, 90)),
        ("edit", {"left": 30}, (150, 90)),
    ):
        told = over(client, {"operation": operation, "images": [id], "options": options})
        assert told["state"] == "done", told
        (picture,) = told["pictures"]
        assert (picture["width"], picture["height"]) == size
        assert picture["model"] == "retouch"


def _api_varies_what_was_painted_here(client: Any, pixels: Any) -> None:
    first = over(client, {"prompt": "a red ball on white marble", "size": "256", "quality": "low"})
    (picture,) = first["pictures"]
    assert picture["varies"] == ["subtle", "strong", "new"]
    told = over(
        client,
        {
            "operation": "vary",
            "model": "stage",
            "images": [picture["id"]],
            "options": {"how": "strong"},
            "n": 2,
        },
    )
    assert told["state"] == "done", told
    assert [each["prompt"] for each in told["pictures"]] == ["a red ball on white marble"] * 2
    brought = client.post("/api/pictures", files={"file": ("a.png", png(pixels))}).json()["picture"]
    assert brought["varies"] == []
    brought = brought["id"]
    refused = client.post("/api/jobs", json={"operation": "vary", "model": "stage", "images": [brought]})
    assert refused.status_code == 400
    assert "does not say how it was made" in refused.json()["error"]["message"]


def _openai_varies_what_says_how_it_was_made(client: Any, pixels: Any) -> None:
    first = client.get("/api/pictures", params={"words": "ball"}).json()["pictures"][-1]
    files = {"image": ("a.png", client.get(first["file"]).content)}
    more = {"model": "stage", "response_format": "b64_json"}
    answer = client.post("/v1/images/variations", files=files, data=more)
    assert answer.status_code == 200, answer.text
    plan = stamp_of(base64.b64decode(answer.json()["data"][0]["b64_json"])).plan
    assert plan.prompt == first["prompt"]
    assert plan.seed != first["seed"]
    file, words = io.BytesIO(), PngInfo()
    words.add_text("parameters", "a green vase\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 120x90")
    Image.fromarray(pixels).save(file, "PNG", pnginfo=words)
    answer = client.post("/v1/images/variations", files={"image": ("b.png", file.getvalue())}, data=more)
    assert answer.status_code == 200, answer.text
    plan = stamp_of(base64.b64decode(answer.json()["data"][0]["b64_json"])).plan
    assert plan.prompt == "a green vase"
    assert "Another program made" in plan.notes[-1]
    refused = client.post("/v1/images/variations", files={"image": ("c.png", png(pixels))}, data=more)
    assert refused.status_code == 400
    assert "a model that can vary does that" in refused.json()["error"]["message"]


def over(client: Any, asked: dict[str, Any]) -> Any:
    """The job that was asked for, once it is over."""
    job = client.post("/api/jobs", json=asked)
    assert job.status_code == 201, job.text
    until = time.monotonic() + 120
    while (told := client.get(f"/api/jobs/{job.json()['id']}").json())["state"] in ("queued", "running"):
        assert time.monotonic() < until
        time.sleep(0.1)
    return told
