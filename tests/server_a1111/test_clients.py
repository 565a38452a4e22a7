"""Programs written for AUTOMATIC1111: one real client, and the requests of others as they send them."""

from __future__ import annotations

import asyncio
import base64
import io
import json
from collections.abc import Callable
from typing import Any

import httpx
import numpy as np
import pytest
import webuiapi
from live_server import Live
from PIL import Image


@pytest.fixture
def api(live: Live) -> webuiapi.WebUIApi:
    return webuiapi.WebUIApi(host="127.0.0.1", port=live.port)


# webuiapi, the Python client


def test_webuiapi_paints(api: webuiapi.WebUIApi) -> None:
    result = api.txt2img(prompt="a red vase", negative_prompt="ugly", seed=1003, width=256, height=192,
                         styles=["anime"], cfg_scale=7, batch_size=2)  # fmt: skip
    assert [image.size for image in result.images] == [(256, 192), (256, 192)]
    assert result.info["all_seeds"] == [1003, 1004]
    assert result.parameters["prompt"] == "a red vase"
    unused = [
        "cfg_scale",
        "eta",
        "negative_prompt",
        "s_noise",
        "sampler_name",
        "scheduler",
        "steps",
        "styles",
    ]
    assert result.info["tintype"]["not_used"] == unused
    assert "parameters" in result.image.info


def test_webuiapi_paints_in_the_background(api: webuiapi.WebUIApi) -> None:
    async def both() -> list[Any]:
        return await asyncio.gather(
            *(
                api.txt2img(prompt="a vase", seed=seed, width=256, height=192, use_async=True)
                for seed in (1, 2)
            )
        )

    assert [result.info["seed"] for result in asyncio.run(both())] == [1, 2]


def test_webuiapi_repaints(api: webuiapi.WebUIApi) -> None:
    base = Image.new("RGB", (256, 192), "teal")
    mask = Image.new("RGB", (256, 192), "black")
    mask.paste("white", (0, 0, 128, 192))
    whole = api.img2img(images=[base], prompt="a red vase", seed=5, width=256, height=192)
    part = api.img2img(images=[base], mask_image=mask, inpainting_fill=1, prompt="a red vase", seed=5,
                       width=256, height=192, denoising_strength=0.7)  # fmt: skip
    assert np.array_equal(np.asarray(part.image)[:, 128:], np.asarray(base)[:, 128:])
    assert not np.array_equal(np.asarray(whole.image), np.asarray(base))


def test_webuiapi_enlarges(api: webuiapi.WebUIApi) -> None:
    base = Image.new("RGB", (64, 48), "teal")
    one = api.extra_single_image(image=base, upscaler_1=webuiapi.Upscaler.Lanczos, upscaling_resize=1.5)
    assert one.image.size == (96, 72)
    many = api.extra_batch_images(
        images=[base, base], upscaler_1=webuiapi.Upscaler.Nearest, upscaling_resize=2
    )
    assert [image.size for image in many.images] == [(128, 96), (128, 96)]
    with pytest.raises(RuntimeError, match="no upscaler “R-ESRGAN 4x"):
        api.extra_single_image(image=base, upscaler_1=webuiapi.Upscaler.ESRGAN_4x)


def test_webuiapi_reads_what_a_picture_says(api: webuiapi.WebUIApi) -> None:
    made = api.txt2img(prompt="a red vase", seed=9, width=256, height=192)
    said = api.png_info(made.image)
    assert said.info.startswith("a red vase")
    assert said.parameters["Seed"] == 9


def test_webuiapi_looks_around(api: webuiapi.WebUIApi) -> None:
    assert api.get_scripts() == {"txt2img": [], "img2img": []}
    assert "fake" in [model["title"] for model in api.get_sd_models()]
    assert [each["name"] for each in api.get_upscalers()] == ["None", "Lanczos", "Nearest", "Retouch"]
    assert api.get_samplers()[0]["name"] == "Automatic"
    assert api.get_schedulers()[0]["name"] == "automatic"
    for empty in (api.get_loras(), api.get_hypernetworks(), api.get_face_restorers(), api.get_realesrgan_models(),
                  api.get_prompt_styles(), api.get_sd_vae(), api.get_latent_upscale_modes()):  # fmt: skip
        assert empty == []
    assert api.get_embeddings()["loaded"] == {}
    assert api.get_memory()["ram"]["total"] > 0
    assert api.get_cmd_flags()["api"] is True
    assert api.get_progress()["state"]["job_count"] == 0
    assert api.interrupt() == {}
    assert api.skip() == {}
    assert api.refresh_checkpoints() is None


def test_webuiapi_chooses_a_model_and_waits(api: webuiapi.WebUIApi) -> None:
    options = api.get_options()
    options["sd_model_checkpoint"] = "fake"
    api.set_options(options)
    api.util_set_model("fake")
    assert api.util_get_current_model() == "fake"
    assert "fake" in api.util_get_model_names()
    api.util_wait_for_ready()


def test_webuiapi_shows_a_password(start: Callable[..., Live]) -> None:
    server = start(keys="always")
    api = webuiapi.WebUIApi(
        host="127.0.0.1", port=server.port, username="webui", password=server.key("webui")
    )
    assert api.txt2img(prompt="a vase", width=256, height=192).image.size == (256, 192)
    api.session.auth = ("webui", "wrong")
    with pytest.raises(RuntimeError, match="401"):
        api.txt2img(prompt="a vase", width=256, height=192)


def test_webuiapi_hears_why_not(api: webuiapi.WebUIApi) -> None:
    with pytest.raises(RuntimeError, match=r"detail.*1:3"):
        api.txt2img(prompt="a vase", width=2000, height=100)
    unit = webuiapi.ControlNetUnit(image=Image.new("RGB", (8, 8)))
    with pytest.raises(RuntimeError, match="no script “ControlNet”"):
        api.txt2img(prompt="a vase", controlnet_units=[unit])


# Others, by the requests that they send


def test_open_webui(live: Live) -> None:
    """It checks by GET options, sends the whole options back with another model, and an empty header."""
    with httpx.Client(base_url=f"{live.url}/sdapi/v1", headers={"authorization": ""}) as client:
        assert client.get("/options").status_code == 200
        names = [(model["title"], model["model_name"]) for model in client.get("/sd-models").json()]
        assert ("fake", "fake") in names
        options = client.get("/options").json()
        options["sd_model_checkpoint"] = "fake"
        assert client.post("/options", json=options).status_code == 200
        answer = client.post("/txt2img", json={
            "prompt": "a vase", "batch_size": 2, "width": 256, "height": 256, "steps": 20,
            "negative_prompt": "blurry", "sampler_name": "Euler a", "scheduler": "Karras", "cfg_scale": 7.0,
        }).json()  # fmt: skip
    for image in answer["images"]:
        assert Image.open(io.BytesIO(base64.b64decode(image))).size == (256, 256)
    assert json.loads(answer["info"])["seed"] >= 0


def test_sillytavern(live: Live) -> None:
    """It pings options, fills its lists, sets a model and polls until nothing runs, then paints."""
    with httpx.Client(base_url=f"{live.url}/sdapi/v1", headers={"Authorization": "Basic Og=="}) as client:
        assert client.get("/options").json().get("forge_preset") is None
        names = [
            each["name"]
            for each in client.get("/upscalers").json() + client.get("/latent-upscale-modes").json()
        ]
        assert "Lanczos" in names
        for path, field in (("/samplers", "name"), ("/schedulers", "name"), ("/sd-models", "title")):
            assert [each[field] for each in client.get(path).json()]
        assert client.get("/sd-vae").json() == client.get("/sd-modules").json() == []
        assert client.post("/options", json={"sd_model_checkpoint": "fake"}).status_code == 200
        state = client.get("/progress").json()
        assert (state["progress"], state["state"]["job_count"]) == (0, 0)
        answer = client.post("/txt2img", json={
            "prompt": "best quality, (a vase:1.2)", "negative_prompt": "lowres", "sampler_name": "DDIM",
            "scheduler": "Automatic", "steps": 20, "cfg_scale": 7, "width": 256, "height": 256,
            "restore_faces": False, "enable_hr": True, "hr_upscaler": "Latent", "hr_scale": 2,
            "hr_additional_modules": [], "denoising_strength": 0.7, "hr_second_pass_steps": 0, "seed": -1,
            "override_settings": {"CLIP_stop_at_last_layers": 1, "sd_vae": None}, "clip_skip": 1,
            "save_images": True, "send_images": True, "do_not_save_grid": False, "do_not_save_samples": False,
        }).json()  # fmt: skip
        assert Image.open(io.BytesIO(base64.b64decode(answer["images"][0]))).size == (512, 512)
        assert client.post("/interrupt").status_code == 200


def test_librechat(live: Live) -> None:
    """It cuts the picture at the first comma and reads infotexts, seed and size out of info."""
    answer = httpx.post(f"{live.url}/sdapi/v1/txt2img", timeout=30, json={
        "prompt": "a vase", "negative_prompt": "semi-realistic", "cfg_scale": 4.5, "steps": 22, "width": 1024,
        "height": 1024,
    }).json()  # fmt: skip
    picture = Image.open(io.BytesIO(base64.b64decode(answer["images"][0].split(",", 1)[0])))
    info = json.loads(answer["info"])
    assert picture.size == (info["width"], info["height"]) == (1024, 1024)
    assert f"Seed: {info['seed']}" in info["infotexts"][0]


def test_auto_photoshop(live: Live) -> None:
    """It fills many lists and repaints a selection by a mask, with everything a form holds."""
    with httpx.Client(base_url=f"{live.url}/sdapi/v1", timeout=30) as client:
        for path in ("options", "samplers", "sd-models", "upscalers", "scripts", "loras", "embeddings", "progress",
                     "hypernetworks", "script-info"):  # fmt: skip
            assert client.get(f"/{path}").status_code == 200
        base, mask = Image.new("RGB", (256, 192), "teal"), Image.new("RGB", (256, 192), "white")
        answer = client.post("/img2img", json={
            "init_images": [_text(base)], "mask": _text(mask), "mask_blur": 0, "mask_expansion": 0,
            "inpainting_fill": 1, "inpaint_full_res": False, "inpaint_full_res_padding": 64,
            "inpainting_mask_invert": 0, "denoising_strength": 0.75, "prompt": "a vase", "negative_prompt": "",
            "sampler_index": "Euler a", "seed": "-1", "steps": "20", "cfg_scale": "7", "width": 256, "height": 192,
            "batch_size": 1, "n_iter": 1, "alwayson_scripts": {}, "script_args": [], "override_settings": {},
        })  # fmt: skip
        assert answer.status_code == 200, answer.text
        assert client.post("/png-info", json={"image": answer.json()["images"][0]}).json()["info"]


def _text(image: Image.Image) -> str:
    data = io.BytesIO()
    image.save(data, "PNG")
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()
