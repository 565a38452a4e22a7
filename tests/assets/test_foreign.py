"""Recall: files as other programs write them. sd-parsers, which is not ours, reads them as well."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tintype.assets.foreign import read_settings
from tintype.assets.stamp import encode
from tintype.core.picture import Picture
from tintype.core.request import Request
from tintype.testing import FakeEngine, ignore

A1111 = (
    "a red vase, (marble:1.2)\nNegative prompt: blurry, text\n"
    'Steps: 20, Sampler: DPM++ 2M, CFG scale: 7, Seed: 1234, Size: 512x768, Model hash: abc, Model: "sd, xl"'
)
COMFY: dict[str, Any] = {
    "3": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 1234, "steps": 20, "cfg": 8, "sampler_name": "euler", "scheduler": "normal", "denoise": 1,
            "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0],
        },
    },
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd_xl_base.safetensors"}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 768, "batch_size": 1}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a red vase", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["4", 1]}},
    "8": {"class_type": "SaveImage", "inputs": {"images": ["3", 0]}},
}  # fmt: skip
INVOKE = {
    "positive_prompt": "a red vase", "negative_prompt": "blurry", "seed": 1234, "steps": 20, "width": 512,
    "height": 768, "cfg_scale": 7.5, "scheduler": "euler", "model": {"name": "sdxl", "key": "k"},
}  # fmt: skip
INVOKE_ELDER = {
    "model_weights": "stable-diffusion-1.5",
    "image": {
        "prompt": [{"prompt": "a red vase", "weight": 1.0}], "seed": 1234, "steps": 20, "width": 512,
        "height": 768, "sampler": "k_lms", "cfg_scale": 7.5, "type": "txt2img",
    },
}  # fmt: skip
SWARM = {
    "sui_image_params": {
        "prompt": "a red vase", "negativeprompt": "blurry", "model": "sdxl", "seed": 1234, "steps": 20,
        "width": 512, "height": 768, "cfgscale": 7.0,
    }
}  # fmt: skip
FOOOCUS = {
    "prompt": "a red vase", "negative_prompt": "blurry", "seed": "1234", "steps": 20,
    "resolution": "(512, 768)", "base_model": "juggernaut", "sampler": "dpmpp_2m", "version": "v2.5",
}  # fmt: skip

WRITTEN: dict[str, dict[str, str]] = {
    "A1111": {"parameters": A1111},
    "ComfyUI": {
        "prompt": json.dumps(COMFY),
        "workflow": json.dumps({"nodes": [], "links": [], "version": 0.4}),
    },
    "InvokeAI": {"invokeai_metadata": json.dumps(INVOKE)},
    "InvokeAI, before": {"sd-metadata": json.dumps(INVOKE_ELDER)},
    "InvokeAI, at first": {"Dream": '"a red vase" -s 20 -S 1234 -W 512 -H 768 -C 7.5 -A k_lms'},
    "SwarmUI": {"parameters": json.dumps(SWARM)},
    "Fooocus": {"parameters": json.dumps(FOOOCUS), "fooocus_scheme": "fooocus"},
    "Fooocus, as A1111": {"parameters": A1111, "fooocus_scheme": "a1111"},
}


def png(texts: dict[str, str]) -> bytes:
    info = PngInfo()
    for key, text in texts.items():
        info.add_text(key, text)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def with_comment(text: str, format: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + text.encode("utf-16-be")
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, format, exif=exif)
    return file.getvalue()


@pytest.mark.parametrize("program", WRITTEN)
def test_each_program_is_understood(program: str) -> None:
    found = read_settings(png(WRITTEN[program]))
    assert found is not None
    assert found.program == program.partition(",")[0]
    assert found.prompt.startswith("a red vase")
    assert (found.seed, found.steps, found.size) == (1234, 20, (512, 768))
    if "at first" not in program:
        assert found.model
    if "before" not in program and "at first" not in program:
        assert found.negative.startswith("blurry")


@pytest.mark.parametrize(
    "program", ["A1111", "ComfyUI", "InvokeAI", "InvokeAI, before", "InvokeAI, at first"]
)
def test_an_independent_reader_agrees(program: str, tmp_path: Path) -> None:
    from sd_parsers import ParserManager

    path = tmp_path / "picture.png"
    path.write_bytes(png(WRITTEN[program]))
    theirs = ParserManager().parse(str(path))
    ours = read_settings(path.read_bytes())
    assert theirs is not None
    assert ours is not None
    assert [prompt.value for prompt in theirs.prompts][:1] == [ours.prompt]
    seeds = [int(sampler.parameters["seed"]) for sampler in theirs.samplers if "seed" in sampler.parameters]
    assert seeds[:1] in ([], [ours.seed])


@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
@pytest.mark.parametrize("program", ["A1111", "SwarmUI"])
def test_jpeg_and_webp_say_the_same(program: str, format: str) -> None:
    found = read_settings(with_comment(WRITTEN[program]["parameters"], format))
    assert found is not None
    assert (found.program, found.seed) == (program, 1234)


def test_comfy_writes_its_graph_into_the_exif_of_webp() -> None:
    exif = Image.Exif()
    exif[0x0110] = "prompt:" + json.dumps(COMFY)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "WEBP", exif=exif)
    found = read_settings(file.getvalue())
    assert found is not None
    assert (found.program, found.prompt) == ("ComfyUI", "a red vase")


def test_a_graph_with_a_guider_is_followed_to_its_words() -> None:
    graph = {
        "1": {"class_type": "RandomNoise", "inputs": {"noise_seed": 5}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a blue jar", "clip": ["9", 0]}},
        "3": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux.safetensors"}},
    }
    found = read_settings(png({"prompt": json.dumps(graph)}))
    assert found is not None
    assert (found.prompt, found.seed, found.model) == ("a blue jar", 5, "flux.safetensors")


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_our_own_files_are_ours(format: str) -> None:
    engine = FakeEngine()
    (plan,) = engine.plan(Request(prompt="a red vase: tall, thin", size=(256, 192), seed=7))
    found = read_settings(encode(Picture(pixels=engine.paint(plan, ignore), plan=plan, seconds=0.1), format))
    assert found is not None
    assert (found.program, found.prompt, found.seed, found.size, found.model) == (
        "tintype", "a red vase: tall, thin", 7, (256, 192), "fake",
    )  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        {}, {"parameters": "just words"}, {"parameters": "{"}, {"parameters": "[1]"}, {"prompt": "{}"},
        {"prompt": '{"1": 2}'}, {"invokeai_metadata": "null"}, {"sd-metadata": '{"image": 3}'},
        {"Dream": '"never closed'}, {"parameters": "[" * 100_000}, {"Comment": '{"prompt": 3}'},
    ],
)  # fmt: skip
def test_what_nobody_understands_says_nothing_or_little(texts: dict[str, str]) -> None:
    found = read_settings(png(texts))
    assert found is None or found.prompt == ""


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe1\xff\xff"])
def test_broken_files_say_nothing(data: bytes) -> None:
    assert read_settings(data) is None
