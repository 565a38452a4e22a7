"""What goes over the wire to OpenAI, and what becomes of its errors; keys are nowhere but in a header."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from published import EDIT, GENERATE, KEY, Published, error

from tintype.assets.stamp import encode
from tintype.core import errors
from tintype.core.event import Preview, Progress
from tintype.core.picture import Picture
from tintype.core.request import Plan, Request
from tintype.engines.hosted.openai import OpenAIEngine, services
from tintype.studio.build import build
from tintype.studio.settings import Settings
from tintype.testing import ignore

Make = Callable[..., OpenAIEngine]


def planned(engine: OpenAIEngine, **changes: Any) -> Plan:
    facts: dict[str, Any] = {
        "prompt": "a red ball", "size": (1024, 1024), "seed": 7, "quality": "low",
        "model": engine.info()[4].name if len(engine.info()) > 4 else engine.info()[0].name,
    }  # fmt: skip
    return engine.plan(Request(**{**facts, **changes}))[0]


@pytest.fixture
def image(tmp_path: Path) -> str:
    path = tmp_path / "base.jpg"
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a camera with a number"  # lies on its side
    rng = np.random.default_rng(3)
    Image.fromarray(rng.integers(0, 255, (300, 400, 3), np.uint8)).save(path, exif=exif, quality=95)
    return str(path)


def test_a_plain_call_says_what_it_must_and_no_more(engine: Make, server: Published) -> None:
    paints = engine()
    paints.paint(planned(paints), ignore)
    (call,) = server.calls
    assert call["path"] == GENERATE
    assert call["fields"] == {
        "model": "gpt-image-2", "prompt": "a red ball", "n": 1, "size": "1024x1024", "quality": "low",
    }  # fmt: skip


def test_every_parameter_goes_along_as_published(engine: Make, server: Published) -> None:
    options = {
        "background": "opaque", "moderation": "low", "output_format": "webp", "output_compression": 60,
        "partial_images": 2, "snapshot": "gpt-image-2-2026-04-21",
    }  # fmt: skip
    paints = engine()
    paints.paint(planned(paints, options=options), ignore)
    fields = server.calls[0]["fields"]
    assert fields == {
        "prompt": "a red ball", "n": 1, "size": "1024x1024", "quality": "low", "stream": True,
        "model": "gpt-image-2-2026-04-21", **{name: options[name] for name in options if name != "snapshot"},
    }  # fmt: skip


def test_what_the_newest_models_know_more(engine: Make) -> None:
    plan = planned(
        engine(), model="openai/gpt-image-2.6-flare", options={"quality": "max", "complexity": "low"}
    )
    assert plan.settings["quality"] == "max"
    assert "about $0.2107" in " ".join(plan.notes).replace("$0.211", "$0.2107")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"quality": "max"}, "use one of: low, medium, high, auto"),
        ({"partial_images": 4}, "0 to 3"),
        ({"output_format": "gif"}, "A GIF moves"),
        ({"output_format": "svg"}, "An SVG has no pixels"),
        ({"frame_count": 4}, "GIF"),
        ({"style": "vivid"}, "say the style in the sentence"),
        ({"background": "transparent", "output_format": "jpeg"}, "JPEG has no transparency"),
        ({"input_fidelity": "high"}, "knows no option “input_fidelity”"),
        ({"snapshot": "gpt-image-2-1999-01-01"}, "gpt-image-2-2026-04-21"),
    ],
)
def test_what_openai_would_refuse_is_refused_before_it_costs(engine: Make, options: Any, said: str) -> None:
    with pytest.raises(errors.BadOption, match=said):
        planned(engine(), options=options)


@pytest.mark.parametrize(
    ("model", "size", "asked"),
    [
        ("gpt-image-2", (768, 768), (816, 816)),
        ("gpt-image-2", (1024, 1024), (1024, 1024)),
        ("gpt-image-2", (1920, 1080), (1920, 1088)),
        ("gpt-image-2", (3840, 2160), (3840, 2160)),
        ("gpt-image-1.5", (1024, 640), (1536, 1024)),
    ],
)
def test_any_size_is_delivered_to_the_pixel(
    engine: Make, server: Published, model: str, size: tuple[int, int], asked: tuple[int, int]
) -> None:
    paints = engine()
    plan = planned(paints, model=f"openai/{model}", size=size)
    assert paints.paint(plan, ignore).shape[1::-1] == size
    assert server.calls[0]["fields"]["size"] == f"{asked[0]}x{asked[1]}"
    assert any("Painted at" in note for note in plan.notes) == (size != asked)


def test_more_than_it_paints_is_refused_with_what_it_does(engine: Make) -> None:
    with pytest.raises(errors.BadSize, match="the largest of that shape is 2880x2880"):
        planned(engine(), size=(4096, 4096))


def test_an_edit_sends_upright_pixels_and_nothing_of_the_camera(
    engine: Make, server: Published, image: str, tmp_path: Path
) -> None:
    mask = tmp_path / "mask.png"
    hole = np.zeros((400, 300), np.uint8)
    hole[100:200, 50:250] = 255
    Image.fromarray(hole).save(mask)
    paints = engine()
    plan = planned(paints, operation="edit", images=(image,), mask=str(mask), size=(300, 400))
    painted = paints.paint(plan, ignore)
    (call,) = server.calls
    assert call["path"] == EDIT
    assert "response_format" not in call["fields"]
    (sent,) = call["files"]["image"]
    assert b"a camera" not in sent
    upright = np.asarray(Image.open(_file(sent)))
    assert upright.shape == (400, 300, 3)
    told = np.asarray(Image.open(_file(call["files"]["mask"][0])))
    assert (told[..., 3] == 255 - hole).all()  # OpenAI: transparent is painted
    assert (told[..., 0] == hole).all()  # who reads brightness reads the same
    assert (painted[hole == 0] == upright[hole == 0]).all()
    assert (painted[hole == 255] != upright[hole == 255]).any()


def test_an_edit_keeps_the_size_of_its_picture_as_far_as_it_is_painted(engine: Make, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    for model, given, expected in (
        ("gpt-image-2", (900, 700), (900, 700)),
        ("gpt-image-2", (100, 80), (256, 205)),
        ("gpt-image-2", (6000, 4000), None),
        ("gpt-image-1.5", (3000, 2000), None),
    ):
        Image.new("RGB", given).save(path)
        plan = planned(engine(), model=f"openai/{model}", operation="edit", images=(str(path),), size=None)
        size = plan.width, plan.height
        assert size == expected or (expected is None and 1400 < size[0] < given[0])
        assert size[0] / size[1] == pytest.approx(given[0] / given[1], rel=0.01)


def test_an_edit_without_words_and_models_that_nobody_named(
    engine: Make, image: str, tmp_path: Path, server: Published
) -> None:
    with pytest.raises(errors.BadPrompt, match="edits by words"):
        planned(engine(), operation="edit", images=(image,), prompt="")
    studio = build(Settings(data=str(tmp_path)), {"OPENAI_API_KEY": KEY})
    for operation in ("edit", "vary", "upscale", "restore"):
        assert not studio.model_for(operation).startswith("openai/")  # nobody pays by accident


def test_several_images_go_as_a_list(engine: Make, server: Published, image: str) -> None:
    paints = engine()
    paints.paint(planned(paints, operation="edit", images=(image, image)), ignore)
    assert len(server.calls[0]["files"]["image[]"]) == 2


def test_it_grows_before_the_eyes(engine: Make, image: str) -> None:
    for more in ({}, {"operation": "edit", "images": (image,)}):
        seen: list[Any] = []
        paints = engine()
        paints.paint(planned(paints, options={"partial_images": 3}, size=(1024, 768), **more), seen.append)
        previews = [event for event in seen if isinstance(event, Preview)]
        assert [preview.pixels.shape for preview in previews] == [(768, 1024, 3)] * 3
        done = [event.done for event in seen if isinstance(event, Progress)]
        assert done == sorted(done)
        assert {1, 2, 3, 4} <= set(done)


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        ((400, {}, error("rejected by the safety system safety_violations=[violence].", code="moderation_blocked",
                         type="image_generation_user_error")), errors.Blocked, "does not allow this (violence)"),
        ((400, {}, error("no", code="content_policy_violation")), errors.Blocked, "say it differently"),
        ((403, {}, error("Your organization must be verified.")), errors.MissingPart, "must be verified"),
        ((404, {}, error("no such model", code="model_not_found")), errors.UnknownModel, "has no model"),
        ((400, {}, error("Invalid size '1x1'.", param="size")), errors.BadSize, "Invalid size '1x1'"),
        ((400, {}, error("Billing hard limit has been reached", code="billing_hard_limit_reached")),
         errors.MissingPart, "no credit left"),
        ((413, {}, b"<html>"), errors.TooLarge, "smaller"),
        ((422, {}, {"detail": [{"loc": ["body", "n"], "msg": "n is too many"}]}), errors.BadOption, "n is too many"),
        ((400, {}, {"error": "prompt required"}), errors.BadOption, "prompt required"),
        ((301, {"Location": "http://127.0.0.1:1/"}, b""), errors.EngineFailed, "is its address right"),
        ("broken", errors.EngineFailed, "no picture"),
    ],
)  # fmt: skip
def test_errors_of_the_other_side_become_sentences(
    engine: Make, server: Published, answer: Any, kind: Any, said: str
) -> None:
    server.script = [answer]
    with pytest.raises(kind) as found:
        engine().paint(planned(engine()), ignore)
    assert type(found.value) is kind or kind is errors.EngineFailed
    sentence = str(found.value)
    assert said in sentence
    assert "127.0.0.1" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 420


@pytest.mark.parametrize(("turn", "kind"), [("blocked", errors.Blocked), ("cut later", errors.EngineFailed)])
def test_a_stream_that_ends_badly(engine: Make, server: Published, turn: str, kind: Any) -> None:
    server.script = [turn]
    with pytest.raises(kind):
        engine().paint(planned(engine(), options={"partial_images": 1}), ignore)


def test_a_wrong_key_names_where_it_belongs_and_is_not_shown(
    engine: Make, server: Published, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "sk-wrong-123456789"
    paints = engine(key=wrong)
    with pytest.raises(errors.MissingPart, match="OPENAI_API_KEY") as found:
        paints.paint(planned(paints), ignore)
    assert wrong not in str(found.value) + repr(paints._service) + caplog.text
    server.script = [(400, {}, error(f"You sent {wrong}?"))]
    server.official = False
    with pytest.raises(errors.BadOption) as echoed:
        paints.paint(planned(paints), ignore)
    assert wrong not in str(echoed.value)


def test_the_key_is_in_the_header_and_nowhere_else(
    engine: Make, server: Published, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    paints = engine()
    plan = planned(paints)
    pixels = paints.paint(plan, ignore)
    assert server.calls[0]["headers"]["Authorization"] == f"Bearer {KEY}"
    file = encode(Picture(pixels=pixels, plan=plan, seconds=1.0), "PNG")
    assert KEY.encode() not in file
    assert KEY not in caplog.text
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path


def test_keys_come_from_the_environment_the_settings_or_the_keyring(
    server: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring.core
    from keyring.backend import KeyringBackend

    class Ring(KeyringBackend):
        priority = 1.0  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            return {("tintype", "openai"): KEY}.get((service, username))

        def set_password(self, *_: str) -> None: ...
        def delete_password(self, *_: str) -> None: ...

    monkeypatch.setattr(keyring.core, "_keyring_backend", Ring())
    request = Request(prompt="a ball", model="openai/gpt-image-2", size=(1024, 1024), seed=1, quality="low")
    for number, (said, environ) in enumerate(
        [("", {"OPENAI_API_KEY": KEY}), (KEY, {}), ("keyring", {"OPENAI_API_KEY": "sk-other"})]
    ):
        settings = Settings(openai_key=said, openai_url=server.url, data=str(tmp_path / str(number)))
        build(settings, environ).run(request, ignore)
    assert len(server.calls) == 3


def test_without_a_key_or_offline_it_says_what_to_do(tmp_path: Path) -> None:
    request = Request(prompt="a ball", model="openai/gpt-image-2")
    studio = build(Settings(data=str(tmp_path)), {})
    with pytest.raises(errors.UnknownModel, match="set OPENAI_API_KEY"):
        studio.run(request, ignore)
    with pytest.raises(errors.UnknownModel, match="“openai/gpt-image-2” is the one of openai"):
        studio.run(Request(prompt="a ball", model="gpt-image-2"), ignore)
    for name in ("dall-e-3", "openai/dall-e-3"):
        with pytest.raises(
            errors.UnknownModel, match=r"retired on 2026-05-12.*use “openai/gpt-image-2.6-flare”"
        ):
            studio.run(Request(prompt="a ball", model=name), ignore)
    offline = build(Settings(data=str(tmp_path), offline=True), {"OPENAI_API_KEY": KEY})
    with pytest.raises(errors.UnknownModel):
        offline.run(request, ignore)


# Servers that only speak alike


def test_a_server_is_asked_without_what_it_does_not_know(engine: Make, server: Published) -> None:
    server.unknown = {"seed", "response_format"}
    paints = engine(key="", official=False)
    assert [card.name for card in paints.info()] == ["lan/flux-local", "lan/sd-cpp-local"]
    assert paints.paint(planned(paints, size=(512, 384)), ignore).shape == (384, 512, 3)
    assert [len(call["fields"].keys() & server.unknown) for call in server.calls] == [2, 1, 0]


def test_a_picture_that_is_only_linked_is_fetched(engine: Make, server: Published) -> None:
    server.links = True
    paints = engine(key="", official=False)
    assert paints.paint(planned(paints, size=(512, 384)), ignore).shape == (384, 512, 3)


def test_models_are_remembered_when_the_server_sleeps(engine: Make, server: Published) -> None:
    assert len(engine(official=False).info()) == 2
    server._server.shutdown()
    server._server.server_close()
    assert [card.name for card in engine(official=False).info()] == ["lan/flux-local", "lan/sd-cpp-local"]


def test_the_settings_name_servers_their_keys_and_models() -> None:
    found = services("lan=http://10.0.0.5:8080/v1/, desk=https://desk/v1 a b", "desk = k=1")
    assert found == [
        ("lan", "http://10.0.0.5:8080/v1", "", ()),
        ("desk", "https://desk/v1", "k=1", ("a", "b")),
    ]
    for text, keys, said in (
        ("lan", "", "name=http://host:port/v1"), ("a=ftp://x", "", "name=http"), ("a=http://x", "b=1", "“b”"),
        ("a=http://x, a=http://y", "", "two servers called “a”"),
    ):  # fmt: skip
        with pytest.raises(errors.BadOption, match=said):
            services(text, keys)


def _file(data: bytes) -> Any:
    import io

    return io.BytesIO(data)
