"""txt2img and img2img, over HTTP."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import numpy as np
import pytest
from live_server import Live
from shots import grey, pixels, text

from tintype.assets.foreign import read_settings

SIZE = {"width": 256, "height": 192}


def txt2img(client: httpx.Client, **body: Any) -> Any:
    answer = client.post("/sdapi/v1/txt2img", json={"prompt": "a red vase", **SIZE, **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: httpx.Client, path: str = "txt2img", code: int = 400, **body: Any) -> str:
    """The sentence of a refusal, in their shape."""
    answer = client.post(f"/sdapi/v1/{path}", json={"prompt": "a red vase", **SIZE, **body})
    assert answer.status_code == code, answer.text
    assert set(answer.json()) == {"error", "detail", "body", "errors"}
    return answer.json()["detail"]


def test_pictures_come_as_bare_base64_and_say_how_they_were_made(client: httpx.Client, live: Live) -> None:
    answer = txt2img(client, seed=7, batch_size=2, n_iter=2, steps=22, cfg_scale=4.5, sampler_name="Euler a")
    assert len(answer["images"]) == 4
    assert "," not in answer["images"][0]
    assert pixels(answer["images"][0]).shape == (192, 256, 3)
    info = json.loads(answer["info"])
    assert info["all_seeds"] == [7, 8, 9, 10]
    assert info["infotexts"][1].startswith("a red vase\nSteps: ")
    assert "Seed: 8" in info["infotexts"][1]
    assert (info["width"], info["height"], info["sd_model_name"]) == (256, 192, "fake")
    assert answer["parameters"]["steps"] == 22
    said = read_settings(base64.b64decode(answer["images"][2]))
    assert said is not None
    assert (said.prompt, said.seed) == ("a red vase", 9)
    ids = info["tintype"]["pictures"]
    assert [live.house.gallery.get(id).seed for id in ids] == [7, 8, 9, 10]


def test_what_a_model_has_no_use_for_is_taken_and_named(client: httpx.Client) -> None:
    answer = txt2img(client, steps=22, cfg_scale=4.5, sampler_name="Euler a", negative_prompt="blurry",
                     subseed=5, eta=0.5, styles=["moody"], tiling=True, nonsense=3)  # fmt: skip
    info = json.loads(answer["info"])
    assert info["tintype"]["not_used"] == [
        "cfg_scale", "eta", "negative_prompt", "nonsense", "sampler_name", "steps", "styles", "subseed", "tiling",
    ]  # fmt: skip
    assert "sampler_name" in info["extra_generation_params"]["Not used"]
    assert json.loads(txt2img(client)["info"])["tintype"]["not_used"] == []


def test_weights_and_loras_are_not_read_as_words(client: httpx.Client) -> None:
    info = json.loads(txt2img(client, prompt="a (red vase:1.3) <lora:foo:0.8>")["info"])
    assert info["prompt"] == "a red vase"
    assert info["tintype"]["not_used"] == ["<lora:foo>", "weights in the prompt"]


def test_the_same_seed_gives_the_same_pixels_in_any_batch(client: httpx.Client) -> None:
    many = txt2img(client, seed=41, batch_size=3)["images"]
    one = txt2img(client, seed=42)["images"]
    assert np.array_equal(pixels(many[1]), pixels(one[0]))


def test_a_second_pass_is_painted_large_at_once(client: httpx.Client) -> None:
    answer = txt2img(client, enable_hr=True, hr_scale=1.5, denoising_strength=0.7)
    assert pixels(answer["images"][0]).shape[:2] == (288, 384)
    assert pixels(txt2img(client, enable_hr=True, hr_resize_x=512)["images"][0]).shape[:2] == (384, 512)


def test_null_is_not_said(client: httpx.Client) -> None:
    body = dict.fromkeys(
        ("negative_prompt", "styles", "seed", "batch_size", "n_iter", "steps", "cfg_scale", "sampler_name",
         "override_settings", "script_name", "alwayson_scripts", "denoising_strength", "send_images")
    )  # fmt: skip
    assert len(txt2img(client, **body)["images"]) == 1


def test_images_may_be_left_out(client: httpx.Client) -> None:
    answer = txt2img(client, send_images=False)
    assert answer["images"] == []
    assert json.loads(answer["info"])["tintype"]["pictures"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"width": 100, "height": 100}, "100x100"),
        ({"width": 3000, "height": 300}, "1:3"),
        ({"seed": 2**40}, "seed"),
        ({"prompt": "  "}, "empty"),
        ({"batch_size": 40, "n_iter": 40}, "1600"),
        ({"width": "wide"}, "width"),
        ({"steps": {}}, "steps"),
        ({"script_name": "xyz plot"}, "no script “xyz plot”"),
        ({"alwayson_scripts": {"ControlNet": {"args": [{"enabled": True}]}}}, "no script “ControlNet”"),
        ({"alwayson_scripts": {"ADetailer": {"args": [True, {}]}}}, "no script “ADetailer”"),
        ({"override_settings": {"samples_format": "tiff"}}, "samples_format"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(client: httpx.Client, body: Any, said: str) -> None:
    assert said in refused(client, **body)


def test_scripts_that_are_switched_off_are_none(client: httpx.Client) -> None:
    txt2img(client, script_name="None", alwayson_scripts={
        "ADetailer": {"args": [False]}, "ControlNet": {"args": []}, "Refiner": {"args": [{"enabled": False}]},
    })  # fmt: skip


def test_an_unknown_model_is_refused_by_name(client: httpx.Client) -> None:
    body = {"override_settings": {"sd_model_checkpoint": "sdxl.safetensors [31e35c80fc]"}}
    assert "sdxl.safetensors" in refused(client, code=404, **body)


def test_a_model_may_be_named_as_they_name_them(client: httpx.Client) -> None:
    for name in ("fake", "Fake", "fake.safetensors", "fake [abc]"):
        txt2img(client, override_settings={"sd_model_checkpoint": name})


def test_nothing_in_a_body_breaks_the_answer(client: httpx.Client) -> None:
    """NaN, lone surrogates and huge numbers are echoed as JSON can say them."""
    body = '{"prompt": "a vase", "z": "\\ud800", "width": 256, "height": 192, "cfg_scale": NaN, "x": -Infinity, "y": 1e999}'
    answer = client.post("/sdapi/v1/txt2img", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["parameters"]["x"] is None


# img2img


def img2img(client: httpx.Client, **body: Any) -> Any:
    answer = client.post("/sdapi/v1/img2img", json={"prompt": "a red vase", **SIZE, **body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def half(width: int = 256, height: int = 192) -> Any:
    """White on the left, black on the right."""
    mask = grey(width, height, 0)
    mask[:, : width // 2] = 255
    return mask


@pytest.mark.parametrize("url", [False, True])
def test_white_is_painted_anew_and_black_stays_byte_for_byte(client: httpx.Client, url: bool) -> None:
    base = np.random.default_rng(1).integers(0, 255, (192, 256, 3), np.uint8)
    answer = img2img(
        client, init_images=[text(base, url=url)], mask=text(half(), url=url), denoising_strength=0.7
    )
    done = pixels(answer["images"][0])
    assert np.array_equal(done[:, 128:], base[:, 128:])
    assert (done[:, :128] != base[:, :128]).mean() > 0.9
    assert answer["parameters"]["init_images"] is None
    assert answer["parameters"]["mask"] is None


def test_an_inverted_mask_is_the_other_half(client: httpx.Client) -> None:
    base = grey(256, 192)
    done = pixels(
        img2img(client, init_images=[text(base)], mask=text(half()), inpainting_mask_invert=1)["images"][0]
    )
    assert np.array_equal(done[:, :128], base[:, :128])
    assert not np.array_equal(done[:, 128:], base[:, 128:])


def test_an_alpha_channel_is_a_mask_as_there(client: httpx.Client) -> None:
    base, mask = grey(256, 192), np.dstack([grey(256, 192), half()[..., 0]])
    done = pixels(img2img(client, init_images=[text(base)], mask=text(mask))["images"][0])
    assert np.array_equal(done[:, 128:], base[:, 128:])


def test_without_a_mask_all_of_it_is_painted(client: httpx.Client) -> None:
    base = grey(256, 192)
    done = pixels(img2img(client, init_images=[text(base)])["images"][0])
    assert not np.array_equal(done, base)


@pytest.mark.parametrize("mode", [0, 1, 2, 3])
def test_another_size_is_brought_to_the_one_painted(client: httpx.Client, mode: int) -> None:
    wide = np.zeros((100, 400, 3), np.uint8)
    wide[:, 200:] = 200
    mask = grey(400, 100, 0)
    mask[:, :4] = 255
    done = (
        pixels(img2img(client, init_images=[text(wide)], mask=text(mask), resize_mode=mode)["images"][0])
        if mode != 1
        else None
    )
    if mode == 1:  # cut in the middle: the mask's white strip is cut away
        said = refused(client, "img2img", init_images=[text(wide)], mask=text(mask), resize_mode=mode)
        assert "all black" in said
        return
    assert done.shape[:2] == (192, 256)
    assert done[96, 250].tolist() == [200, 200, 200]


def test_the_picture_it_came_from_is_its_parent(client: httpx.Client, live: Live) -> None:
    base = np.random.default_rng(2).integers(0, 255, (192, 256, 3), np.uint8)
    (id,) = json.loads(img2img(client, init_images=[text(base)])["info"])["tintype"]["pictures"]
    (again,) = json.loads(img2img(client, init_images=[text(base)])["info"])["tintype"]["pictures"]
    first, second = live.house.gallery.get(id), live.house.gallery.get(again)
    assert first.parent is not None
    assert first.parent == second.parent


@pytest.mark.parametrize(
    ("body", "said", "code"),
    [
        ({}, "no picture to start from", 400),
        ({"init_images": []}, "no picture to start from", 400),
        ({"init_images": ["%%%"]}, "not base64", 400),
        ({"init_images": [""]}, "empty", 400),
        ({"init_images": ["http://169.254.169.254/latest"]}, "none is fetched", 400),
        ({"init_images": [base64.b64encode(b"<svg onload=x>").decode()]}, "SVG", 400),
        ({"init_images": [base64.b64encode(b"\x80\x04pickle").decode()]}, "pickle", 400),
        ({"init_images": ["x" * 4] * 17}, "too many", 400),
        ({"init_images": [text(grey(256, 192))], "mask": text(grey(256, 192, 0))}, "all black", 400),
        ({"init_images": [text(grey(256, 192))], "width": 99_999, "height": 99_999}, "99999x99999", 400),
    ],
)
def test_bad_pictures_are_refused_by_name(client: httpx.Client, body: Any, said: str, code: int) -> None:
    assert said in refused(client, "img2img", code, **body)


def test_a_sliver_fills_no_memory(client: httpx.Client) -> None:
    for mode in (0, 1, 2):
        img2img(client, init_images=[text(grey(1, 8000))], resize_mode=mode)


# The life of a request


def test_progress_tells_of_ones_own_picture_and_interrupt_ends_it(client: httpx.Client, live: Live) -> None:
    idle = client.get("/sdapi/v1/progress").json()
    assert (idle["progress"], idle["state"]["job_count"], idle["current_image"]) == (0, 0, None)
    found: list[httpx.Response] = []
    slow = "a slow vase"

    def ask() -> None:
        with live.client() as mine:
            found.append(mine.post("/sdapi/v1/txt2img", json={"prompt": slow, **SIZE, "n_iter": 2}))

    live.house.registry.engine("fake")
    paint = FakeSlow(live)
    with paint:
        asking = threading.Thread(target=ask)
        asking.start()
        seen = []
        until = time.monotonic() + 10
        while time.monotonic() < until and not (seen and seen[-1]["current_image"]):
            seen.append(client.get("/sdapi/v1/progress").json())
            time.sleep(0.05)
        assert pixels_of_webp(seen[-1]["current_image"])
        assert 0 < seen[-1]["progress"] < 1
        assert seen[-1]["state"]["job_count"] == 2
        assert seen[-1]["state"]["sampling_steps"] == 4
        assert client.get("/sdapi/v1/progress?skip_current_image=true").json()["current_image"] is None
        start = time.monotonic()
        assert client.post("/sdapi/v1/interrupt").json() == {}
        asking.join(10)
        assert time.monotonic() - start < 3
    assert found[0].status_code == 409
    assert "cancelled" in found[0].json()["detail"]
    assert client.get("/sdapi/v1/progress").json()["state"]["job_count"] == 0


def pixels_of_webp(text: str) -> bool:
    return pixels(text).size > 0


class FakeSlow:
    """Makes the fake take a while."""

    def __init__(self, live: Live) -> None:
        self._engine = live.house.registry.engine("fake")

    def __enter__(self) -> None:
        plan = type(self._engine).plan

        def slowly(request: Any) -> Any:
            import msgspec

            return plan(self._engine, msgspec.structs.replace(request, options={"seconds": 4.0}))  # type: ignore[arg-type]

        self._engine.plan = slowly  # type: ignore[method-assign]

    def __exit__(self, *_: Any) -> None:
        del self._engine.plan  # type: ignore[misc]


def test_interrupt_leaves_the_jobs_of_other_faces_alone(client: httpx.Client, live: Live) -> None:
    with FakeSlow(live):
        other = client.post("/api/jobs", json={"prompt": "a vase"}).json()["id"]
        client.post("/sdapi/v1/interrupt")
        assert client.get(f"/api/jobs/{other}").json()["state"] in ("queued", "running")
        client.delete(f"/api/jobs/{other}")


def test_a_failure_is_told_in_their_shape(client: httpx.Client, live: Live) -> None:
    engine = live.house.registry.engine("fake")
    plan = type(engine).plan
    import msgspec

    engine.plan = lambda request: plan(engine, msgspec.structs.replace(request, options={"broken": "black"}))  # type: ignore
    try:
        assert "all black" in refused(client, code=500)
    finally:
        del engine.plan  # type: ignore


def test_a_repeated_post_paints_once(client: httpx.Client) -> None:
    headers = {"Idempotency-Key": "once"}
    body = {"prompt": "a vase", "seed": 3, **SIZE}
    ids = {
        json.loads(client.post("/sdapi/v1/txt2img", json=body, headers=headers).json()["info"])["tintype"][
            "job"
        ]
        for _ in range(2)
    }
    assert len(ids) == 1


def test_moderation_refuses_here_as_well(start: Callable[..., Live]) -> None:
    with start(moderation="auto").client() as client:
        assert "not painted here" in refused(client, prompt="a naked woman on a bed")


def test_pictures_are_signed_when_the_house_signs(start: Callable[..., Live]) -> None:
    from tintype.assets.provenance import check

    server = start(provenance=True)
    with server.client() as client:
        data = base64.b64decode(txt2img(client)["images"][0])
    assert check(data, server.house.signer).detected


def test_a_server_that_ends_keeps_the_job_and_says_so(start: Callable[..., Live]) -> None:
    server = start(grace=0)
    found: list[httpx.Response] = []

    def ask() -> None:
        with server.client() as mine:
            found.append(mine.post("/sdapi/v1/txt2img", json={"prompt": "a slow vase", **SIZE}))

    with FakeSlow(server):
        asking = threading.Thread(target=ask)
        asking.start()
        with server.client() as client:
            until = time.monotonic() + 10
            while (
                time.monotonic() < until and not client.get("/sdapi/v1/progress").json()["state"]["job_count"]
            ):
                time.sleep(0.02)
        server.server.should_exit = True
        asking.join(20)
    assert found[0].status_code == 503
    assert "is kept" in found[0].json()["detail"]
    assert server.house.jobs.jobs()[0].state == "queued"
