"""Options, lists, extras and png-info, over HTTP."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import httpx
import numpy as np
import pytest
from live_server import Live
from PIL import Image
from shots import grey, pixels, text

SIZE = {"width": 256, "height": 192}


def post(client: httpx.Client, path: str, code: int = 200, **body: Any) -> Any:
    answer = client.post(f"/sdapi/v1/{path}", json=body)
    assert answer.status_code == code, answer.text
    return answer.json()


@pytest.mark.parametrize(
    "path",
    ["sd-models", "samplers", "schedulers", "upscalers", "latent-upscale-modes", "sd-vae", "sd-modules", "loras",
     "hypernetworks", "face-restorers", "realesrgan-models", "prompt-styles", "script-info", "extensions"],
)  # fmt: skip
def test_lists_are_lists(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/sdapi/v1/{path}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), list)


def test_the_models_are_the_house_s_and_no_path_is_told(client: httpx.Client, live: Live) -> None:
    found = client.get("/sdapi/v1/sd-models").json()
    assert [each["title"] for each in found] == [card.name for card in live.house.models()]
    everything = "".join(
        client.get(f"/sdapi/v1/{path}").text
        for path in ("sd-models", "options", "cmd-flags", "memory", "script-info")
    )
    assert str(live.house.data) not in everything
    assert "/" not in everything.replace("text/", "")


def test_the_machine_tells_its_memory(client: httpx.Client) -> None:
    ram = client.get("/sdapi/v1/memory").json()["ram"]
    assert ram["total"] == ram["used"] + ram["free"] > 0


def test_each_caller_chooses_a_model_of_their_own(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    with server.client(server.key("ann")) as ann, server.client(server.key("bob")) as bob:
        assert ann.get("/sdapi/v1/options").json()["sd_model_checkpoint"] == "fake"
        assert (
            ann.post("/sdapi/v1/options", json={"sd_model_checkpoint": "stage", "eta_ddim": 1}).json() is None
        )
        assert ann.get("/sdapi/v1/options").json()["sd_model_checkpoint"] == "stage"
        assert bob.get("/sdapi/v1/options").json()["sd_model_checkpoint"] == "fake"
        info = bob.post("/sdapi/v1/txt2img", json={"prompt": "a vase", **SIZE}).json()["info"]
        assert '"sd_model_name": "fake"' in info
        refused = ann.post("/sdapi/v1/options", json={"sd_model_checkpoint": "sdxl"})
        assert refused.status_code == 404
        assert "“sdxl”" in refused.json()["detail"]
        assert ann.get("/sdapi/v1/options").json()["sd_model_checkpoint"] == "stage"


@pytest.mark.parametrize(("word", "format"), [("jpg", "JPEG"), ("webp", "WEBP"), ("png", "PNG")])
def test_the_kind_of_file_can_be_chosen(client: httpx.Client, word: str, format: str) -> None:
    import io

    body = {"prompt": "a vase", **SIZE, "override_settings": {"samples_format": word}}
    data = base64.b64decode(post(client, "txt2img", **body)["images"][0])
    assert Image.open(io.BytesIO(data)).format == format


def test_a_key_that_may_only_look_paints_nothing(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    with server.client(server.key("reader", "read")) as reader, server.client() as nobody:
        assert reader.get("/sdapi/v1/sd-models").status_code == 200
        assert reader.post("/sdapi/v1/txt2img", json={"prompt": "a vase"}).status_code == 403
        assert reader.post("/sdapi/v1/interrupt").status_code == 403
        answer = nobody.get("/sdapi/v1/options")
        assert answer.status_code == 401
        assert "key" in answer.json()["detail"]


def test_a_password_is_a_key(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    key = server.key("webui")
    for auth in (("anybody", key), (key, "")):
        assert httpx.get(f"{server.url}/sdapi/v1/options", auth=auth).status_code == 200
    assert httpx.get(f"{server.url}/sdapi/v1/options", auth=("anybody", "wrong")).status_code == 401


# Extras


def test_lanczos_is_lanczos(client: httpx.Client) -> None:
    base = np.random.default_rng(3).integers(0, 255, (40, 60, 3), np.uint8)
    answer = post(client, "extra-single-image", image=text(base), upscaling_resize=2, upscaler_1="Lanczos")
    expected = np.asarray(Image.fromarray(base).resize((120, 80), Image.Resampling.LANCZOS))
    assert np.array_equal(pixels(answer["image"]), expected)
    assert "Lanczos" in answer["html_info"]


def test_nearest_repeats_and_none_leaves_as_it_is(client: httpx.Client) -> None:
    base = np.random.default_rng(3).integers(0, 255, (8, 8, 4), np.uint8)
    near = post(client, "extra-single-image", image=text(base), upscaling_resize=3, upscaler_1="Nearest")
    assert np.array_equal(pixels(near["image"]), base.repeat(3, 0).repeat(3, 1))
    same = post(client, "extra-single-image", image=text(base, url=True))
    assert np.array_equal(pixels(same["image"]), base)


def test_to_a_size_cut_or_whole(client: httpx.Client) -> None:
    body = {
        "image": text(grey(60, 40)),
        "resize_mode": 1,
        "upscaling_resize_w": 100,
        "upscaling_resize_h": 100,
    }
    cut = post(client, "extra-single-image", upscaler_1="Lanczos", **body)
    whole = post(client, "extra-single-image", upscaler_1="Lanczos", upscaling_crop=False, **body)
    assert pixels(cut["image"]).shape == (100, 100, 3)
    assert pixels(whole["image"]).shape == (100, 150, 3)


def test_a_batch_keeps_its_order_and_the_words_in_its_files(client: httpx.Client) -> None:
    made = post(client, "txt2img", prompt="a vase", seed=5, **SIZE)["images"][0]
    body = {"imageList": [{"data": made, "name": "a"}, {"data": text(grey(9, 9)), "name": "b"}]}
    answer = post(client, "extra-batch-images", upscaler_1="Lanczos", upscaling_resize=2, **body)
    assert [pixels(image).shape[:2] for image in answer["images"]] == [(384, 512), (18, 18)]
    assert post(client, "png-info", image=answer["images"][0])["parameters"]["Seed"] == 5


@pytest.mark.parametrize(
    ("body", "said", "code"),
    [
        ({"upscaler_1": "R-ESRGAN 4x+"}, "no upscaler “R-ESRGAN 4x+”", 400),
        ({"gfpgan_visibility": 1}, "restores faces", 400),
        ({"codeformer_visibility": 0.5}, "restores faces", 400),
        ({"image": ""}, "empty", 400),
        ({"image": "data:text/plain;base64,aGVsbG8="}, "not a picture", 400),
        (
            {"upscaler_1": "Lanczos", "upscaling_resize": 16, "image": text(grey(3000, 3000))},
            "megapixels",
            413,
        ),
        ({"upscaling_resize": 1000}, "upscaling_resize", 400),
    ],
)
def test_what_is_not_here_is_refused(client: httpx.Client, body: Any, said: str, code: int) -> None:
    answer = post(client, "extra-single-image", code, **{"image": text(grey(8, 8)), **body})
    assert said in answer["detail"]


def test_nobody_describes_pictures(client: httpx.Client) -> None:
    assert "No model here describes" in post(client, "interrogate", 400, image=text(grey(8, 8)))["detail"]


# png-info


def test_png_info_reads_ours_and_those_of_others(client: httpx.Client) -> None:
    made = post(client, "txt2img", prompt="a vase", seed=5, **SIZE)["images"][0]
    found = post(client, "png-info", image=f"data:image/png;base64,{made}")
    assert found["info"].startswith("a vase\nSteps: ")
    assert found["items"]["program"] == "tintype"
    assert (found["parameters"]["Prompt"], found["parameters"]["Seed"]) == ("a vase", 5)
    assert (found["parameters"]["Size-1"], found["parameters"]["Size-2"]) == (256, 192)


def test_png_info_of_nothing_is_nothing(client: httpx.Client) -> None:
    assert post(client, "png-info", image=text(grey(8, 8))) == {"info": "", "items": {}, "parameters": {}}
    assert "not base64" in post(client, "png-info", 400, image="***")["detail"]


def test_what_would_reload_is_always_so(client: httpx.Client) -> None:
    for path in ("refresh-checkpoints", "refresh-loras", "unload-checkpoint", "skip"):
        assert client.post(f"/sdapi/v1/{path}").status_code == 200


def test_an_unknown_address_answers_in_their_shape(client: httpx.Client) -> None:
    answer = client.get("/sdapi/v1/nothing")
    assert answer.status_code == 404
    assert answer.json()["detail"]
