"""The wire itself: the published contract, JSON edits, masks, and bodies that nobody should send."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from calls import client_of, png
from live_server import Live

CONTRACT = json.loads((Path(__file__).parent / "published.json").read_text())


def conforms(answer: Any, schema: str) -> None:
    """Holds an answer against the published schema of that name."""
    jsonschema.validate(answer, {**CONTRACT, "$ref": f"#/components/schemas/{schema}"})


def post(live: Live, path: str, **how: Any) -> httpx.Response:
    return httpx.post(f"{live.url}/v1/{path}", timeout=20, **how)


def generate(live: Live, **body: Any) -> httpx.Response:
    return post(live, "images/generations", json={"model": "gpt-image-2", "prompt": "a vase", **body})


def inline(data: bytes) -> dict[str, str]:
    return {"image_url": f"data:image/png;base64,{base64.b64encode(data).decode()}"}


def test_answers_keep_the_published_contract(live: Live) -> None:
    conforms(generate(live, size="1024x1024").json(), "ImagesResponse")
    conforms(httpx.get(f"{live.url}/v1/models").json(), "ListModelsResponse")
    conforms(post(live, "content_provenance_checks", files={"file": png()}).json(), "ProvenanceResource")
    conforms(generate(live, n=99).json(), "ErrorResponse")
    stream = generate(live, size="1024x1024", stream=True, partial_images=1).text
    events = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")]
    for event in events:
        kinds = {"partial_image": "ImageGenPartialImageEvent", "completed": "ImageGenCompletedEvent"}
        conforms(event, kinds[event["type"].partition(".")[2]])
    assert events[-1]["type"] == "image_generation.completed"
    edited = post(
        live, "images/edits", files={"image": png((1024, 1024))}, data={"prompt": "w", "stream": "true"}
    )
    last = [json.loads(line[6:]) for line in edited.text.splitlines() if line.startswith("data: ")][-1]
    conforms(last, "ImageEditCompletedEvent")


def test_every_answer_has_an_id_and_a_caller_may_choose_it(live: Live) -> None:
    assert generate(live).headers["x-request-id"].startswith("req_")
    answer = httpx.get(f"{live.url}/v1/models", headers={"x-request-id": "mine-1"})
    assert answer.headers["x-request-id"] == "mine-1"


def test_half_a_character_does_no_harm(live: Live) -> None:
    body = b'{"model": "gpt-image-2", "prompt": "a", "size": "256x256", "safety_identifier": "me \\ud83c"}'
    assert post(live, "images/generations", content=body).json()["safety_identifier"] == "me ?"


def test_edits_by_json(live: Live) -> None:
    body = {"model": "gpt-image-2", "prompt": "w", "images": [inline(png())], "mask": inline(png(hole=True))}
    answer = post(live, "images/edits", json=body)
    assert answer.status_code == 200, answer.text
    record = live.house.gallery.list(limit=1)[0]
    again = post(
        live, "images/edits", json={"prompt": "w", "model": "fake", "images": [{"file_id": record.id}]}
    )
    assert again.status_code == 200, again.text


MASKS: dict[str, tuple[bytes, str]] = {
    "another size": (png((128, 128), hole=True), "128x128"),
    "no alpha": (png(colour="white"), "alpha"),
    "all keep": (b"opaque", "keeps every pixel"),
    "no picture": (b"GIF89a nonsense", "mask"),
}


@pytest.mark.parametrize("kind", MASKS)
def test_masks_that_cannot_be(kind: str, live: Live) -> None:
    data, word = MASKS[kind]
    if data == b"opaque":
        import io

        from PIL import Image

        file = io.BytesIO()
        Image.new("RGBA", (256, 256), "black").save(file, "PNG")
        data = file.getvalue()
    answer = post(live, "images/edits", files={"image": png(), "mask": data}, data={"prompt": "w"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_image_file"
    assert answer.json()["error"]["param"] == "mask"
    assert word in answer.json()["error"]["message"]


def test_markup_is_laid_over_and_goes_without_a_mask(live: Live) -> None:
    files = {"image": png(), "markup": png(hole=True, colour="blue")}
    assert post(live, "images/edits", files=files, data={"prompt": "w"}).status_code == 200
    both = post(live, "images/edits", files={**files, "mask": png(hole=True)}, data={"prompt": "w"})
    assert both.json()["error"]["param"] == "markup"


HOSTILE: dict[str, tuple[dict[str, Any], int]] = {
    "no JSON": ({"content": b"{"}, 400),
    "NaN": ({"content": b'{"prompt": "a", "n": NaN}'}, 400),
    "an array": ({"json": []}, 400),
    "a number": ({"json": 3}, 400),
    "nothing": ({}, 400),
    "a prompt that is none": ({"json": {"prompt": {"a": 1}}}, 400),
    "a list of prompts": ({"json": {"prompt": ["a", "b"]}}, 400),
    "no prompt": ({"json": {"model": "gpt-image-2"}}, 400),
    "n as text": ({"json": {"prompt": "a", "n": "two"}}, 400),
    "n as truth": ({"json": {"prompt": "a", "n": True}}, 400),
    "deep": ({"content": b'{"prompt": ' + b"[" * 5000 + b"]" * 5000 + b"}"}, 400),
    "surrogates": ({"content": b'{"prompt": "\\ud800"}'}, 400),
    "many values": ({"content": b'{"prompt": [' + b"1," * 150_000 + b"1]}"}, 413),
    "a form": ({"data": {"prompt": "a"}}, 400),
    "a form without a boundary": (
        {"content": b"abc", "headers": {"content-type": "multipart/form-data"}},
        400,
    ),
    "a number without end": ({"content": b'{"prompt": "a", "n": 1e999}'}, 400),
    "a number of 5,000 digits": ({"content": b'{"prompt": "a", "n": ' + b"9" * 5000 + b"}"}, 400),
    "100,000 characters": ({"json": {"prompt": "x" * 100_000}}, 400),
    "bytes that are no text": ({"content": b'{"prompt": "\xff\xfe"}'}, 400),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_bodies_that_nobody_should_send(kind: str, live: Live) -> None:
    how, status = HOSTILE[kind]
    answer = post(live, "images/generations", **how)
    assert answer.status_code == status, answer.text
    conforms(answer.json(), "ErrorResponse")


ADDRESSES = [
    "http://127.0.0.1:1/a.png", "http://169.254.169.254/latest/meta-data", "http://[::1]/a.png",
    "http://10.0.0.1/a.png", "file:///etc/passwd", "ftp://example.com/a.png", "http://localhost/a.png",
    "data:text/html,hello", "data:image/png;base64,!!!", "http://0x7f000001/",
]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_that_are_not_fetched(url: str, live: Live) -> None:
    answer = post(live, "images/edits", json={"prompt": "w", "images": [{"image_url": url}]})
    assert answer.status_code == 400
    conforms(answer.json(), "ErrorResponse")


def test_seventeen_pictures_are_too_many(live: Live) -> None:
    files = [("image[]", ("a.png", png((16, 16)))) for _ in range(17)]
    answer = post(live, "images/edits", files=files, data={"prompt": "w"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "too_many_images")


@pytest.mark.parametrize("name", ["image", "image[]", "image[0]"])
def test_every_spelling_of_image_is_taken(name: str, live: Live) -> None:
    assert post(live, "images/edits", files={name: png()}, data={"prompt": "w"}).status_code == 200


def test_strict_refuses_what_openai_refuses(start: Callable[..., Live]) -> None:
    strict = start(strict_openai=True)
    answer = generate(strict, response_format="url")
    assert answer.json()["error"]["code"] == "unknown_parameter"


def test_names_are_answered_by_the_models_of_the_setting(start: Callable[..., Live]) -> None:
    served = start(aliases="gpt-image-2=fake, my-*=fake")
    assert generate(served).status_code == 200
    assert generate(served, model="my-model").status_code == 200
    assert generate(served, model="dall-e-3").status_code == 404
    assert "gpt-image-2" in [model.id for model in client_of(served).models.list()]
    assert "dall-e-3" not in [model.id for model in client_of(served).models.list()]


def test_a_wrong_key_and_a_full_queue_are_told_as_there(start: Callable[..., Live]) -> None:
    served = start(keys="always", rate=4)
    assert generate(served).json()["error"]["code"] == "invalid_api_key"
    headers = {"authorization": f"Bearer {served.key('app')}"}
    codes = [
        httpx.post(f"{served.url}/v1/images/generations", headers=headers, json={"prompt": "a"}, timeout=20)
        for _ in range(3)
    ]
    assert codes[0].status_code == 200
    assert codes[-1].status_code == 429
    assert codes[-1].json()["error"]["code"] == "rate_limit_exceeded"
    assert int(codes[-1].headers["retry-after"]) >= 1
