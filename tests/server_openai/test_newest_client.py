"""The newest `openai` package, as people write programs with it."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import Any

import httpx
import numpy as np
import openai
import pytest
from calls import client_of, png
from live_server import Live
from PIL import Image

from tintype.testing import FakeEngine


def opened(b64: str | None) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(b64 or "")))


def test_a_sentence_becomes_pictures(client: openai.OpenAI) -> None:
    made = client.images.generate(
        model="gpt-image-2", prompt="a red vase", size="512x256", n=2, quality="low"
    )
    assert made.data is not None
    assert [opened(item.b64_json).size for item in made.data] == [(512, 256)] * 2
    assert made.data[0].b64_json != made.data[1].b64_json
    assert (made.size, made.quality, made.output_format, made.background) == (
        "512x256",
        "low",
        "png",
        "opaque",
    )
    assert made.usage is not None
    assert made.usage.total_tokens == made.usage.input_tokens + made.usage.output_tokens > 0


def test_auto_is_resolved_in_the_answer(client: openai.OpenAI) -> None:
    made = client.images.generate(
        model="gpt-image-2", prompt="a", size="auto", quality="auto", background="auto"
    )
    assert (made.size, made.quality, made.background) == ("256x192", "medium", "opaque")


@pytest.mark.parametrize(
    "size", ["256x256", "1024x1024", "1536x1024", "1024x1536", "1792x1024", "1040x400", "333x517"]
)
def test_what_is_delivered_has_the_size_that_was_asked(client: openai.OpenAI, size: str) -> None:
    made = client.images.generate(model="gpt-image-2", prompt="a vase", size=size)
    assert made.data is not None
    assert "{}x{}".format(*opened(made.data[0].b64_json).size) == size


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_formats_and_compression(client: openai.OpenAI, format: Any) -> None:
    sizes = []
    for compression in (5, 95):
        made = client.images.generate(
            model="gpt-image-2", prompt="a vase", size="512x512", output_format=format,
            output_compression=compression, extra_body={"seed": 3},
        )  # fmt: skip
        assert made.data is not None
        assert opened(made.data[0].b64_json).format == format.upper()
        sizes.append(len(made.data[0].b64_json or ""))
    assert sizes[0] < sizes[1] or format == "png"


def test_old_names_answer_with_a_link_that_needs_no_key(client: openai.OpenAI) -> None:
    made = client.images.generate(
        model="dall-e-3", prompt="a vase", size="1024x1024", quality="hd", style="vivid"
    )
    assert made.data is not None
    assert made.data[0].b64_json is None
    answer = httpx.get(str(made.data[0].url))
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1024, 1024)
    assert httpx.get(str(made.data[0].url)[:-3] + "xyz").status_code == 403


def test_an_explicit_response_format_is_honoured(client: openai.OpenAI) -> None:
    both = {"gpt-image-2": "url", "dall-e-3": "b64_json"}
    for model, wish in both.items():
        made = client.images.generate(model=model, prompt="a", size="256x256", response_format=wish)  # type: ignore[call-overload]
        assert getattr(made.data[0], wish)


def test_a_stream_brings_partial_pictures_of_the_final_size_and_then_the_picture(
    client: openai.OpenAI,
) -> None:
    stream = client.images.generate(
        model="gpt-image-2", prompt="slowly", size="512x384", stream=True, partial_images=2,
        extra_body={"seed": 5},
    )  # fmt: skip
    events = list(stream)
    assert [event.type for event in events][-1] == "image_generation.completed"
    partial = [event for event in events if event.type == "image_generation.partial_image"]
    assert [event.partial_image_index for event in partial] == list(range(len(partial)))
    assert all(opened(event.b64_json).size == (512, 384) for event in events)
    assert events[-1].usage.total_tokens > 0
    once = client.images.generate(
        model="gpt-image-2", prompt="slowly", size="512x384", extra_body={"seed": 5}
    )
    final = np.asarray(opened(events[-1].b64_json))
    assert (final == np.asarray(opened(once.data[0].b64_json))).all()  # type: ignore[index]


def test_a_stream_of_several_completes_each(client: openai.OpenAI) -> None:
    events = list(client.images.generate(model="gpt-image-2", prompt="a", size="256x256", n=3, stream=True))
    assert [event.type for event in events] == ["image_generation.completed"] * 3
    assert len({event.b64_json for event in events}) == 3
    assert [event.usage.input_tokens for event in events] == [1, 0, 0]  # they can be added up


def test_edits_keep_what_the_mask_keeps(client: openai.OpenAI) -> None:
    made = client.images.edit(
        model="gpt-image-1", image=png(), mask=png(colour="black", hole=True), prompt="waves"
    )
    assert made.data is not None
    pixels = np.asarray(opened(made.data[0].b64_json).convert("RGB"))
    middle = np.zeros((256, 256), bool)
    middle[64:192, 64:192] = True
    assert (pixels[~middle] == [255, 0, 0]).all()
    assert (pixels[middle] != [255, 0, 0]).any(axis=1).mean() > 0.9
    assert made.usage is not None
    assert made.usage.input_tokens_details.image_tokens == 64


def test_several_pictures_and_streams_of_edits(client: openai.OpenAI) -> None:
    several = client.images.edit(model="gpt-image-1", image=[png(), png(colour="blue")], prompt="w", n=2)
    assert len(several.data or []) == 2
    events = list(client.images.edit(model="gpt-image-2", image=png(), prompt="w", stream=True))
    assert [event.type for event in events] == ["image_edit.completed"]


def test_variations(client: openai.OpenAI) -> None:
    with pytest.warns(DeprecationWarning, match="deprecated"):
        made = client.images.create_variation(image=png(), n=2, size="256x256")
    assert [httpx.get(str(item.url)).status_code for item in made.data or []] == [200, 200]


def test_models(client: openai.OpenAI) -> None:
    names = [model.id for model in client.models.list()]
    assert names[:5] == ["stage", "retouch", "tintype-1", "faces", "fake"]
    assert {"gpt-image-2", "dall-e-3"} <= set(names)
    assert client.models.retrieve("gpt-image-2").id == "gpt-image-2"


REFUSED: list[tuple[dict[str, Any], type[openai.APIStatusError], str, str | None]] = [
    ({"prompt": "a", "size": "16x16"}, openai.BadRequestError, "invalid_value", "size"),
    ({"prompt": "a", "size": "9000x9000"}, openai.BadRequestError, "invalid_value", "size"),
    ({"prompt": "a", "size": "wide"}, openai.BadRequestError, "invalid_value", "size"),
    ({"prompt": " "}, openai.BadRequestError, "invalid_value", "prompt"),
    ({"prompt": "x" * 40_000}, openai.BadRequestError, "invalid_value", "prompt"),
    ({"prompt": "a", "n": 0}, openai.BadRequestError, "invalid_value", "n"),
    ({"prompt": "a", "n": 11}, openai.BadRequestError, "invalid_value", "n"),
    ({"prompt": "a", "quality": "best"}, openai.BadRequestError, "invalid_value", "quality"),
    ({"prompt": "a", "output_format": "gif"}, openai.BadRequestError, "unsupported_value", "output_format"),
    ({"prompt": "a", "partial_images": 2}, openai.BadRequestError, "invalid_value", "partial_images"),
    ({"prompt": "a", "background": "transparent"}, openai.BadRequestError, "unsupported_value", "background"),
    (
        {"prompt": "a", "background": "transparent", "output_format": "jpeg"},
        openai.BadRequestError, "invalid_value", "background",
    ),
    ({"prompt": "a", "model": "nobody"}, openai.NotFoundError, "model_not_found", "model"),
    ({"prompt": "a", "extra_body": {"wobble": 1}}, openai.BadRequestError, "unknown_parameter", "wobble"),
    ({"prompt": "a", "svg": {"model": "gpt-5"}}, openai.BadRequestError, "invalid_value", "svg"),
    ({"prompt": "a", "frame_count": 4}, openai.BadRequestError, "invalid_value", "frame_count"),
    ({"prompt": "a", "user": 5}, openai.BadRequestError, "invalid_type", "user"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "kind", "code", "param"), REFUSED, ids=[str(row[0])[:50] for row in REFUSED]
)
def test_mistakes_are_the_exceptions_that_programs_catch(
    client: openai.OpenAI,
    call: dict[str, Any],
    kind: type[openai.APIStatusError],
    code: str,
    param: str | None,
) -> None:
    with pytest.raises(kind) as caught:
        client.images.generate(**{"model": "gpt-image-2", **call})
    assert (caught.value.code, caught.value.param, caught.value.type) == (
        code,
        param,
        "invalid_request_error",
    )
    assert caught.value.response.headers["x-should-retry"] == "false"
    assert caught.value.request_id


@pytest.mark.parametrize(
    ("model", "code", "kind"),
    [
        ("gpt-image-2", "moderation_blocked", "image_generation_user_error"),
        ("dall-e-3", "content_policy_violation", "invalid_request_error"),
    ],
)
def test_what_is_not_allowed_is_blocked_as_there(
    model: str, code: str, kind: str, client: openai.OpenAI
) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.images.generate(model=model, prompt="a graphic photo of a beheading, gore and entrails")
    assert (caught.value.code, caught.value.type) == (code, kind)


def test_a_model_that_cannot_says_which_can(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="fake") as caught:
        client.images.edit(model="stage", image=png(), prompt="w")
    assert caught.value.code == "unsupported_operation"


def test_an_engine_that_breaks_is_one_error_and_no_repaint(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object, plan: object, emit: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr(FakeEngine, "paint", broken)
    before = len(live.house.jobs.jobs(limit=500))
    with pytest.raises(openai.InternalServerError, match="a wheel came off") as caught:
        client_of(live, max_retries=2).images.generate(model="gpt-image-2", prompt="a", size="256x256")
    assert caught.value.type == "server_error"
    assert len(live.house.jobs.jobs(limit=500)) == before + 1


def test_the_asynchronous_client_and_many_at_once(live: Live) -> None:
    async def all_of_them() -> list[Any]:
        async with openai.AsyncOpenAI(base_url=f"{live.url}/v1", api_key="any", max_retries=0) as client:
            calls = (
                client.images.generate(model="gpt-image-2", prompt=f"vase {i}", size="256x256")
                for i in range(20)
            )
            return await asyncio.gather(*calls)

    assert len({made.data[0].b64_json for made in asyncio.run(all_of_them())}) == 20


def test_the_asynchronous_client_reads_streams(live: Live) -> None:
    async def types() -> list[str]:
        async with openai.AsyncOpenAI(base_url=f"{live.url}/v1", api_key="any", max_retries=0) as client:
            stream = await client.images.edit(
                model="gpt-image-2", image=[png(), png()], prompt="w", stream=True, partial_images=3
            )
            return [event.type async for event in stream]

    found = asyncio.run(types())
    assert found[-1] == "image_edit.completed"
    assert set(found[:-1]) <= {"image_edit.partial_image"}


def test_raw_answers_and_who_it_was_for(client: openai.OpenAI) -> None:
    raw = client.images.with_raw_response.generate(
        model="gpt-image-2", prompt="a", size="256x256", user="old", safety_identifier="new"
    )
    assert raw.request_id
    assert raw.headers["content-type"] == "application/json"
    assert raw.parse().safety_identifier == "new"
    older = client.images.generate(model="gpt-image-2", prompt="a", size="256x256", user="old")
    assert older.safety_identifier == "old"


def test_a_name_with_a_slash_is_looked_up(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        client.models.retrieve("somebody/something")
    assert caught.value.code == "model_not_found"


def test_a_delivered_picture_proves_where_it_comes_from(client: openai.OpenAI, live: Live) -> None:
    made = client.images.generate(model="gpt-image-2", prompt="a vase", size="256x256")
    file = base64.b64decode(made.data[0].b64_json)  # type: ignore[index, arg-type]
    answer = httpx.post(f"{live.url}/v1/content_provenance_checks", files={"file": file}).json()
    c2pa, synthid = answer["results"]
    assert (c2pa["outcome"], c2pa["validation_state"], c2pa["model"]) == ("detected", "trusted", "fake")
    assert synthid["outcome"] == "not_detected"
    nothing = httpx.post(f"{live.url}/v1/content_provenance_checks", files={"file": png()}).json()
    assert nothing["results"][0]["validation_state"] == "not_present"


def test_the_real_model_with_a_transparent_background(client: openai.OpenAI) -> None:
    made = client.images.generate(
        model="stage", prompt="a red cube on white marble", size="256x256", quality="low",
        background="transparent", response_format="b64_json",
    )  # fmt: skip
    assert made.data is not None
    pixels = np.asarray(opened(made.data[0].b64_json))
    assert made.background == "transparent"
    assert pixels[2, 2, 3] == 0
    red, green, blue, alpha = pixels[128, 128]
    assert alpha == 255
    assert red > 1.5 * max(green, blue)


def test_the_real_model_shows_how_it_grows(client: openai.OpenAI) -> None:
    events = list(
        client.images.generate(
            model="stage", prompt="a red cube on white marble", size="320x256", quality="low", stream=True,
            partial_images=3, output_format="webp",
        )
    )  # fmt: skip
    assert events[-1].type == "image_generation.completed"
    assert 1 <= len(events) - 1 <= 3
    assert {opened(event.b64_json).size for event in events} == {(320, 256)}
    assert {opened(event.b64_json).format for event in events} == {"WEBP"}
