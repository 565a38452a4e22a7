"""Recall: files as other programs write them. sd-parsers, which is not ours, reads them as well."""

from __future__ import annotations

import io
import json
import struct
import time
import tracemalloc
import zlib
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
    "adm_guidance": "(1.5, 0.8, 0.3)", "base_model": "juggernaut", "base_model_hash": "aeb7e9e689",
    "full_negative_prompt": ["blurry", "deformed"], "full_prompt": ["a red vase", "cinematic"],
    "guidance_scale": 4, "loras": [["sd_xl_offset", 0.1, "4852686128"]], "negative_prompt": "blurry",
    "performance": "Speed", "prompt": "a red vase", "prompt_expansion": "", "resolution": "(512, 768)",
    "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "1234", "sharpness": 2, "steps": 20,
    "styles": "['Fooocus V2']", "vae": "Default (model)", "version": "Fooocus v2.5.5",
}  # fmt: skip
FOOOCUS_LINES = (
    "a red vase, cinematic\nNegative prompt: blurry, deformed\n"
    "Steps: 20, Sampler: DPM++ 2M SDE Karras, Seed: 1234, Size: 512x768, CFG scale: 4, Sharpness: 2, "
    'ADM Guidance: "(1.5, 0.8, 0.3)", Model: juggernaut, Model hash: aeb7e9e689, Performance: Speed, '
    "Scheduler: karras, VAE: Default (model), Raw prompt: a red vase, Raw negative prompt: blurry, "
    'Lora hashes: "sd_xl_offset: 4852686128", Version: Fooocus v2.5.5'
)
NOVEL = {"prompt": "a red vase", "uc": "blurry", "seed": 1234, "steps": 20, "width": 512, "height": 768,
         "sampler": "k_euler", "scale": 11.0, "strength": 0.7, "noise": 0.2}  # fmt: skip

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
    "Fooocus, as A1111": {"parameters": FOOOCUS_LINES, "fooocus_scheme": "a1111"},
    "NovelAI": {
        "Software": "NovelAI", "Source": "Stable Diffusion F1022D28", "Description": "a red vase",
        "Comment": json.dumps(NOVEL),
    },
    "Forge": {"parameters": A1111 + ", Version: f2.0.1v1.10.1-previous-664-gd557aef9"},
    "SD.Next": {"parameters": A1111 + ", App: SD.Next, Version: 1234abc, Pipeline: StableDiffusionXL"},
}  # fmt: skip


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


ORACLE = [
    "A1111", "ComfyUI", "InvokeAI", "InvokeAI, before", "InvokeAI, at first", "Fooocus", "Fooocus, as A1111",
    "NovelAI", "Forge", "SD.Next",
]  # fmt: skip
"""What sd-parsers reads; it does not know SwarmUI."""


@pytest.mark.parametrize("program", ORACLE)
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
    assert seeds == ([ours.seed] if program != "InvokeAI, at first" or seeds else [])
    unwanted = [prompt.value for prompt in theirs.negative_prompts]
    assert unwanted[:1] == ([ours.negative] if ours.negative else [])


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


@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
@pytest.mark.parametrize(("scheme", "said"), [("fooocus", json.dumps(FOOOCUS)), ("a1111", FOOOCUS_LINES)])
def test_fooocus_writes_its_exif_into_the_first_table(format: str, scheme: str, said: str) -> None:
    exif = Image.Exif()
    exif[0x9286], exif[0x0131], exif[0x927C] = said, "Fooocus v2.5.5", scheme
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, format, exif=exif)
    found = read_settings(file.getvalue())
    assert found is not None
    assert (found.program, found.seed, found.size, found.model) == ("Fooocus", 1234, (512, 768), "juggernaut")
    assert found.prompt.startswith("a red vase")


@pytest.mark.parametrize("order", ["utf-16-be", "utf-16-le"])
def test_either_byte_order_is_read(order: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + (A1111 + ", Note: 花瓶").encode(order)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    found = read_settings(file.getvalue())
    assert found is not None
    assert found.more["Note"] == "花瓶"


def boxed(*more: tuple[bytes, bytes], last: bool = False) -> bytes:
    """A PNG with chunks made by hand, before the pixels or after them."""
    plain = png({})
    at = plain.index(b"IEND" if last else b"IDAT") - 4
    made = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in more
    )
    return plain[:at] + made + plain[at:]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"tEXt", b"parameters\0" + A1111.encode()),
        (b"tEXt", b"parameters\0" + A1111.replace("marble", "Marmor für 花").encode()),
        (b"zTXt", b"parameters\0\0" + zlib.compress(A1111.encode())),
        (b"iTXt", b"parameters\0\0\0de\0Angaben\0" + A1111.encode()),
        (b"iTXt", b"parameters\0\1\0\0\0" + zlib.compress(A1111.encode())),
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_each_kind_of_chunk_is_read_wherever_it_is(kind: bytes, body: bytes, last: bool) -> None:
    found = read_settings(boxed((kind, body), last=last))
    assert found is not None
    assert (found.program, found.seed) == ("A1111", 1234)
    assert "花" in found.prompt or b"Marmor" not in body


def test_a_prompt_may_speak_of_settings() -> None:
    text = "a sign that says\nSteps: 3 and no Negative prompt: here\n" + A1111.partition("\n")[2]
    found = read_settings(png({"parameters": text}))
    assert found is not None
    assert found.prompt == "a sign that says\nSteps: 3 and no Negative prompt: here"
    assert (found.negative, found.steps, found.model) == ("blurry, text", 20, "sd, xl")


def test_what_invoke_put_in_brackets_is_unwanted() -> None:
    found = read_settings(png({"Dream": '"a red vase [blurry] on oak [text]" -s20 -S 1234 -W512 -H768'}))
    assert found is not None
    assert (found.prompt, found.negative, found.seed) == ("a red vase on oak", "blurry, text", 1234)


def test_a_seed_of_sixty_four_bits_is_kept_to_the_last() -> None:
    seed = 2**64 - 3
    for texts in (
        {"parameters": A1111.replace("1234", str(seed))},
        {"invokeai_metadata": json.dumps({**INVOKE, "seed": seed})},
        {"parameters": json.dumps(FOOOCUS | {"seed": str(seed)}), "fooocus_scheme": "fooocus"},
    ):
        found = read_settings(png(texts))
        assert found is not None
        assert found.seed == seed


TIRING = {
    "one long key": "p\nSteps: " + "a" * 1_000_000,
    "blanks": "p\nSteps: " + " " * 1_000_000 + "\n x",
    "many lines": "\nSteps: 1" * 100_000,
    "quotes that never close": "p\nSteps: 1, " + 'k:"\\",' * 200_000,
    "keys without end": "p\nSteps: " + "a:" * 500_000,
    "brackets": "[" * 1_000_000,
    "a deep object": '{"a":' * 200_000,
    "a long number": '{"sui_image_params": {"seed": ' + "9" * 100_000 + "}}",
}


@pytest.mark.parametrize("name", TIRING)
def test_no_text_keeps_us_busy(name: str) -> None:
    start = time.perf_counter()
    for key in ("parameters", "Dream", "prompt", "sd-metadata"):
        read_settings(png({key: TIRING[name]}))
    assert time.perf_counter() - start < 3


def test_a_bomb_of_text_is_cut_not_unpacked() -> None:
    bomb = zlib.compress(b"x" * 100_000_000, 9)
    body = b"\0\0" + bomb
    data = boxed(*((b"zTXt", name + body) for name in (b"parameters", b"prompt", b"Comment", b"k") * 20))
    tracemalloc.start()
    try:
        assert read_settings(data) is None
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
