"""What a file of weights is, told from the names and shapes of its tensors: which family, which part.

Every family names its tensors in a way of its own, in its makers' spelling and in that of diffusers. What
names do not tell, a width does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tintype.core.errors import BadFile
from tintype.runtime.weights import head

if TYPE_CHECKING:
    from tintype.runtime.weights import Head, Tensor

Part = Literal[
    "model",
    "transformer",
    "redux",
    "lora",
    "embedding",
    "control",
    "vae",
    "text",
    "rest",
    "settings",
    "unknown",
]
"""model: all that painting needs. transformer: the painting network alone. redux: FLUX's reader of
pictures. control: a ControlNet. text: an encoder of words. rest: a model without its painting
network. settings: one without any weights, configurations and tokenizers alone."""

PAINTS: tuple[Part, ...] = ("model", "transformer", "redux")
"""Parts that users pick as models; the others join one."""


@dataclass(frozen=True)
class What:
    """family: as diffusers' adapters are called here, "auto" where none of ours fits, "" where it does not
    tell. variant: within it: dev, schnell, fill, klein-4b, inpaint, …"""

    part: Part
    family: str = ""
    variant: str = ""


PIPELINES: dict[str, tuple[str, str]] = {
    "StableDiffusionPipeline": ("sd15", ""),
    "StableDiffusionInpaintPipeline": ("sd15", "inpaint"),
    "StableDiffusionXLPipeline": ("sdxl", ""),
    "StableDiffusionXLInpaintPipeline": ("sdxl", "inpaint"),
    "StableDiffusion3Pipeline": ("sd3", ""),
    "FluxPipeline": ("flux", ""),
    "FluxFillPipeline": ("flux", "fill"),
    "FluxKontextPipeline": ("flux", "kontext"),
    "FluxPriorReduxPipeline": ("flux", "redux"),
    "Flux2Pipeline": ("flux2", "dev"),
    "Flux2KleinPipeline": ("flux2", "klein"),
    "ZImagePipeline": ("zimage", ""),
    "QwenImagePipeline": ("qwen-image", ""),
    "QwenImageEditPipeline": ("qwen-image-edit", ""),
    "QwenImageEditPlusPipeline": ("qwen-image-edit", "plus"),
}
"""Class of a pipeline in a model_index.json → family and variant; any other is left to diffusers."""


def what_file(path: Path) -> What:
    """What a .safetensors or .gguf file is; raises BadFile for a pickle and for what is damaged."""
    return told(head(path), path.name)


def what_folder(folder: Path) -> What:
    """What a folder in diffusers' layout is; raises BadFile where it is none."""
    index = folder / "model_index.json"
    try:
        said = json.loads(index.read_text("utf-8"))
        name = str(said["_class_name"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(f"{index} cannot be read; give a folder that diffusers has saved.") from error
    family, variant = PIPELINES.get(name, ("auto", name))
    return What("redux" if variant == "redux" else "model", family, variant)


def told(found: Head, name: str = "") -> What:
    """What a head is the head of. name: of the file, which alone tells Kontext from dev."""
    tensors = {_bare(key): tensor for key, tensor in found.tensors.items()}
    extra = _extra(found.tensors)
    if extra is not None:
        return extra
    family, variant = _painter(tensors, name.lower())
    if not family:
        return What("unknown")
    whole = any(key.startswith(_ENCODERS) for key in found.tensors)
    return What("model" if whole else "transformer", family, variant)


_ENCODERS = ("cond_stage_model.", "conditioner.embedders.", "text_encoders.")
"""Beginnings of names in files that hold encoders of words too."""


def _bare(key: str) -> str:
    """A name without what programs put before it."""
    return key.removeprefix("model.").removeprefix("diffusion_model.").removeprefix("transformer.")


def _extra(tensors: Mapping[str, Tensor]) -> What | None:
    """What joins a model, None where it is a model itself."""
    names = tensors.keys()
    if any("lora_down" in key or "lora_A" in key or ".lora.down" in key for key in names):
        return What("lora", _lora_family(tensors))
    if any(
        key.startswith(("control_model.", "controlnet_", "control_all_"))
        or "controlnet_cond_embedding" in key
        for key in names
    ):
        return What("control", _by_width(tensors, ("attn2.to_k.weight",)))
    if {"redux_up.weight", "redux_down.weight"} <= set(names):
        return What("redux", "flux", "redux")
    if len(tensors) <= 4 and all(len(tensor.shape) == 2 for tensor in tensors.values()):
        widths = {tensor.shape[1] for tensor in tensors.values()}
        family = {frozenset({768}): "sd15", frozenset({768, 1280}): "sdxl", frozenset({1280}): "sdxl"}
        if found := family.get(frozenset(widths)):
            return What("embedding", found)
    if any(
        key.startswith(("text_model.", "encoder.block.", "model.layers.", "model.language_model."))
        for key in names
    ):
        return What("text")
    if "decoder.conv_in.weight" in names and "encoder.conv_in.weight" in names:
        return What("vae")
    return None


def _painter(tensors: Mapping[str, Tensor], name: str) -> tuple[str, str]:
    """(family, variant) of the network that paints; ("", "") where it is none that is known."""
    names = tensors.keys()
    if any(key.startswith(("double_stream_modulation_img.",)) for key in names):
        return "flux2", _flux2(tensors)
    if any(key.startswith("distilled_guidance_layer.") for key in names):
        return "auto", "chroma"
    if "double_blocks.0.img_attn.qkv.weight" in names:
        return "flux", _flux(tensors, "img_in.weight", "guidance_in.", name)
    if any(key.startswith("single_transformer_blocks.") for key in names) and "x_embedder.weight" in names:
        return "flux", _flux(tensors, "x_embedder.weight", "time_text_embed.guidance_embedder.", name)
    if "transformer_blocks.0.img_mod.1.weight" in names:
        return ("qwen-image-edit" if "edit" in name else "qwen-image"), ""
    if any(key.startswith("joint_blocks.0.") for key in names) or "pos_embed.pos_embed" in names:
        return "sd3", ""
    if (caption := tensors.get("cap_embedder.0.weight")) is not None:
        turbo = "layers.0.adaLN_modulation.0.weight" in names  # where Lumina 2 has another layer first
        return ("zimage", "") if turbo or caption.shape == (2560,) else ("auto", "lumina2")
    return _unet(tensors)


def _unet(tensors: Mapping[str, Tensor]) -> tuple[str, str]:
    """The U-Nets of Stable Diffusion, told apart by the width of the words they read."""
    family = _by_width(tensors, ("attn2.to_k.weight",))
    first = tensors.get("input_blocks.0.0.weight") or tensors.get("conv_in.weight")
    if not family or first is None:
        return "", ""
    return family, "inpaint" if len(first.shape) == 4 and first.shape[1] == 9 else ""


_WORDS = {768: "sd15", 1024: "auto", 2048: "sdxl", 1280: "auto"}
"""Width of words → family: SD 1.5, SD 2, SDXL, and its refiner."""


def _by_width(tensors: Mapping[str, Tensor], ends: tuple[str, ...]) -> str:
    for key, tensor in tensors.items():
        if key.endswith(ends) and len(tensor.shape) == 2:
            return _WORDS.get(tensor.shape[1], "")
    return ""


def _flux(tensors: Mapping[str, Tensor], first: str, guidance: str, name: str) -> str:
    """Which FLUX.1: by what it looks at, by whether it was distilled, and where that is all alike by name."""
    seen = tensors[first].shape[-1] if first in tensors else 64
    if seen != 64:
        return {384: "fill", 128: "control"}.get(seen, "")
    if not any(key.startswith(guidance) for key in tensors):
        return "schnell"
    return "kontext" if "kontext" in name else "dev"


def _flux2(tensors: Mapping[str, Tensor]) -> str:
    first = tensors.get("img_in.weight") or tensors.get("x_embedder.weight")
    width = first.shape[0] if first is not None and first.shape else 0
    return {3072: "klein-4b", 4096: "klein-9b", 6144: "dev"}.get(width, "")


def _lora_family(tensors: Mapping[str, Tensor]) -> str:
    """The family that a LoRA was made for, "" where its names do not tell."""
    names = " ".join(tensors)
    for family, marks in _LORA_MARKS:
        if any(mark in names for mark in marks):
            return family
    for key, tensor in tensors.items():
        if len(tensor.shape) < 2 or not re.search(r"lora_down|lora_A|lora\.down", key):
            continue
        if re.search(r"attn2[._]to_k", key):
            return _WORDS.get(tensor.shape[1], "")
        if "add_q_proj" in key:
            return "qwen-image" if tensor.shape[1] == 3072 else "sd3"
    return ""


_LORA_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("flux2", ("double_stream_modulation", "single_stream_modulation", "to_qkv_mlp_proj")),
    ("qwen-image", ("img_mod", "transformer_blocks_0_img_mlp", "img_mlp.net")),
    ("zimage", ("noise_refiner", "context_refiner", "layers.0.attention", "layers_0_attention")),
    ("sd3", ("joint_blocks",)),
    ("flux", ("double_blocks", "single_transformer_blocks", "single_blocks")),
    ("sdxl", ("lora_te2_", "text_encoder_2.")),
)
"""Family → pieces of names that only its LoRAs have; looked at in this order."""
