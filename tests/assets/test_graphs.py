"""Graphs of ComfyUI as people wire them, and graphs that were made to keep us busy."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tintype.assets.graphs import is_graph, understood


def node(kind: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": kind, "inputs": inputs}


ENDS = {"8": node("VAEDecode", samples=["3", 0], vae=["4", 2]), "9": node("SaveImage", images=["8", 0])}

GUIDED = {  # as the templates for FLUX have it
    "3": node("SamplerCustomAdvanced", noise=["10", 0], guider=["11", 0], sampler=["12", 0], sigmas=["13", 0],
              latent_image=["14", 0]),
    "10": node("RandomNoise", noise_seed=2**64 - 3),
    "11": node("BasicGuider", model=["15", 0], conditioning=["16", 0]),
    "12": node("KSamplerSelect", sampler_name="euler"),
    "13": node("BasicScheduler", scheduler="simple", steps=20, denoise=1, model=["15", 0]),
    "14": node("EmptySD3LatentImage", width=["20", 0], height=768, batch_size=1),
    "15": node("UNETLoader", unet_name="flux1-dev.safetensors", weight_dtype="default"),
    "16": node("FluxGuidance", guidance=3.5, conditioning=["17", 0]),
    "17": node("CLIPTextEncode", text=["18", 0], clip=["19", 0]),
    "18": node("PrimitiveStringMultiline", value=" a red vase "),
    "20": node("PrimitiveInt", value=512),
    **ENDS,
}  # fmt: skip
TWICE = {  # larger in a second pass
    "2": node("KSampler", seed=5, steps=20, positive=["6", 0], negative=["7", 0], latent_image=["5", 0],
              model=["4", 0]),
    "21": node("LatentUpscale", samples=["2", 0], width=1024, height=1536),
    "3": node("KSampler", seed=99, steps=7, positive=["6", 0], negative=["7", 0], latent_image=["21", 0],
              model=["4", 0]),
    "4": node("CheckpointLoaderSimple", ckpt_name="sdxl.safetensors"),
    "5": node("EmptyLatentImage", width=512, height=768),
    "6": node("CLIPTextEncodeSDXL", width=4096, height=4096, text_g="a red vase", text_l="a red vase"),
    "7": node("CLIPTextEncode", text="blurry"),
    **ENDS,
}  # fmt: skip
CONTROLLED = {  # one node passes both on; a second graph that nothing saves
    "3": node("KSamplerAdvanced", noise_seed=["30", 3], steps=20, positive=["40", 0], negative=["40", 1],
              latent_image=["5", 0], model=["4", 0]),
    "30": node("Seed (rgthree)", seed=5),
    "40": node("ControlNetApplyAdvanced", positive=["41", 0], negative=["7", 0], image=["50", 0]),
    "41": node("ConditioningCombine", conditioning_1=["6", 0], conditioning_2=["7", 0]),
    "0": node("KSampler", seed=1, steps=1, positive=["7", 0], negative=["6", 0], latent_image=["5", 0]),
    **{key: TWICE[key] for key in ("4", "5", "7")}, "6": node("CLIPTextEncode", text="a red vase"), **ENDS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("graph", "seed", "negative", "model"),
    [
        (GUIDED, 2**64 - 3, "", "flux1-dev.safetensors"),
        (TWICE, 5, "blurry", "sdxl.safetensors"),
        (CONTROLLED, 5, "blurry", "sdxl.safetensors"),
    ],
    ids=["a guider", "two passes", "a control net"],
)
def test_a_graph_is_followed_from_what_is_saved(
    graph: dict[str, Any], seed: int, negative: str, model: str
) -> None:
    found = understood(graph)
    assert found == {
        "prompt": "a red vase", "negative": negative, "seed": seed, "steps": 20, "wide": 512, "high": 768,
        "model": model,
    }  # fmt: skip


def test_graphs_that_bite_their_tail_end() -> None:
    ring = {
        str(index): node("X", conditioning=[str((index + 1) % 50), 0], latent_image=[str(index), 0])
        for index in range(50)
    }
    assert understood(ring)["prompt"] == ""
    seeds = {"1": node("KSampler", seed=["2", 0], positive=["1", 0]), "2": node("Seed", seed=["2", 0])}
    assert understood(seeds)["seed"] is None


def test_a_graph_with_a_billion_ways_through_it_takes_no_time() -> None:
    wide: dict[str, Any] = {
        str(layer): node("Mix", **{f"in{index}": [str(layer + 1), 0] for index in range(20)})
        for layer in range(3000)
    }
    wide["s"] = node("KSampler", seed=5, positive=["0", 0], latent_image=["0", 0])
    start = time.perf_counter()
    assert understood(wide)["seed"] == 5
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("told", [{}, [], None, {"1": 2}, {"1": {}}, {"nodes": [], "links": []}])
def test_what_is_no_graph(told: Any) -> None:
    assert not is_graph(told)


@pytest.mark.parametrize("link", [[], [None], [{}], [[1]], 3, None, "x", {"a": 1}, ["1", 0, 0], [True, 0]])
def test_links_to_anywhere_lead_nowhere(link: Any) -> None:
    found = understood(
        {"1": node("KSampler", seed=link, steps=link, positive=link, latent_image=link, model=link)}
    )
    assert found["seed"] in (None, 3)
