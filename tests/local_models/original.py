"""Checkpoints as their makers first spread them: one file, with tensors named in the makers' own way. What
diffusers does when it reads one, backwards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from gguf.quants import quantize
from safetensors.torch import load_file, save_file

Tensors = dict[str, Any]

_RESNET = (
    ("norm1", "in_layers.0"), ("conv1", "in_layers.2"), ("time_emb_proj", "emb_layers.1"),
    ("norm2", "out_layers.0"), ("conv2", "out_layers.3"), ("conv_shortcut", "skip_connection"),
)  # fmt: skip
_TOP = (
    ("time_embedding.linear_1", "time_embed.0"), ("time_embedding.linear_2", "time_embed.2"),
    ("add_embedding.linear_1", "label_emb.0.0"), ("add_embedding.linear_2", "label_emb.0.2"),
    ("conv_in", "input_blocks.0.0"), ("conv_norm_out", "out.0"), ("conv_out", "out.2"),
)  # fmt: skip


def tensors(folder: Path, part: str) -> Tensors:
    return {
        name: value
        for path in sorted((folder / part).glob("*.safetensors"))
        for name, value in load_file(path).items()
    }


def stable(folder: Path, path: Path) -> Path:
    """SD 1.5 or SDXL as one file."""
    found = {f"model.diffusion_model.{unet(name)}": value for name, value in tensors(folder, "unet").items()}
    found |= {f"first_stage_model.{name}": value for name, value in vae(tensors(folder, "vae")).items()}
    first = (
        "conditioner.embedders.0.transformer."
        if (folder / "text_encoder_2").exists()
        else "cond_stage_model.transformer."
    )
    found |= {f"{first}text_model.{name}": value for name, value in tensors(folder, "text_encoder").items()}
    if (folder / "text_encoder_2").exists():
        found |= open_clip(tensors(folder, "text_encoder_2"))
    save_file({name: value.contiguous() for name, value in found.items()}, path)
    return path


def unet(name: str, layers: int = 1) -> str:
    """layers: of each level."""
    for ours, theirs in _TOP:
        if name.startswith(ours + "."):
            return theirs + name[len(ours) :]
    if match := re.match(
        r"(down_blocks|up_blocks)\.(\d)\.(resnets|attentions|downsamplers|upsamplers)\.(\d)\.(.*)", name
    ):
        side, level, kind, layer, rest = match[1], int(match[2]), match[3], int(match[4]), match[5]
        at = (1 if side == "down_blocks" else 0) + (layers + 1) * level + layer
        if kind == "downsamplers":
            return f"input_blocks.{(layers + 1) * (level + 1)}.0.op{rest.removeprefix('conv')}"
        if kind == "upsamplers":
            return f"output_blocks.{(layers + 1) * level + layers}.2.{rest}"
        where = f"{'input_blocks' if side == 'down_blocks' else 'output_blocks'}.{at}"
        return f"{where}.1.{rest}" if kind == "attentions" else f"{where}.0.{_resnet(rest)}"
    place, _, rest = name.partition(".")
    assert place == "mid_block", name
    kind, number, rest = rest.split(".", 2)
    at = 1 if kind == "attentions" else 2 * int(number)
    return f"middle_block.{at}.{rest if kind == 'attentions' else _resnet(rest)}"


def _resnet(rest: str) -> str:
    ours, _, end = rest.partition(".")
    return f"{dict(_RESNET)[ours]}.{end}"


def vae(found: Tensors, levels: int = 2) -> Tensors:
    """Attention as convolutions of one pixel."""
    named: Tensors = {}
    for name, value in found.items():
        told = re.sub(r"encoder\.down_blocks\.(\d)\.resnets\.(\d)", r"encoder.down.\1.block.\2", name)
        told = re.sub(r"encoder\.down_blocks\.(\d)\.downsamplers\.0", r"encoder.down.\1.downsample", told)
        told = re.sub(
            r"decoder\.up_blocks\.(\d)\.resnets\.(\d)",
            lambda m: f"decoder.up.{levels - 1 - int(m[1])}.block.{m[2]}",
            told,
        )
        told = re.sub(
            r"decoder\.up_blocks\.(\d)\.upsamplers\.0",
            lambda m: f"decoder.up.{levels - 1 - int(m[1])}.upsample",
            told,
        )
        told = told.replace("mid_block.resnets.0", "mid.block_1").replace(
            "mid_block.resnets.1", "mid.block_2"
        )
        told = told.replace("conv_shortcut", "nin_shortcut").replace("conv_norm_out", "norm_out")
        if "mid_block.attentions.0" in told:
            told = told.replace("mid_block.attentions.0", "mid.attn_1").replace("group_norm", "norm")
            for ours, theirs in (("to_q", "q"), ("to_k", "k"), ("to_v", "v"), ("to_out.0", "proj_out")):
                told = told.replace(f".{ours}.", f".{theirs}.")
            value = value[:, :, None, None] if value.ndim == 2 else value
        named[told] = value
    return named


def open_clip(found: Tensors) -> Tensors:
    """SDXL's second encoder of words; q, k and v lie in one."""
    first, named = "conditioner.embedders.1.model.", {}
    for name, value in found.items():
        bare = name.removeprefix("text_model.")
        for ours, theirs in (
            ("embeddings.token_embedding.weight", "token_embedding.weight"),
            ("embeddings.position_embedding.weight", "positional_embedding"),
            ("final_layer_norm.", "ln_final."), ("encoder.layers.", "transformer.resblocks."),
            ("layer_norm1", "ln_1"), ("layer_norm2", "ln_2"), ("mlp.fc1", "mlp.c_fc"), ("mlp.fc2", "mlp.c_proj"),
            ("self_attn.out_proj", "attn.out_proj"),
        ):  # fmt: skip
            bare = bare.replace(ours, theirs)
        if bare == "text_projection.weight":
            named[first + "text_projection"] = value.T
        elif ".self_attn.q_proj." in bare:
            three = [found[name.replace("q_proj", f"{letter}_proj")] for letter in "qkv"]
            named[first + bare.replace("self_attn.q_proj.", "attn.in_proj_")] = torch.cat(three)
        elif ".self_attn." not in bare:
            named[first + bare] = value
    return named


def zimage(folder: Path, path: Path) -> Path:
    """Z-Image's painting network, as it was first spread."""
    found = tensors(folder, "transformer")
    named: Tensors = {}
    for name, value in found.items():
        if ".attention.to_q." in name:
            named[name.replace("to_q", "qkv")] = torch.cat(
                [found[name.replace("to_q", f"to_{each}")] for each in "qkv"]
            )
        elif ".attention.to_k." not in name and ".attention.to_v." not in name:
            told = name.replace("all_final_layer.2-1.", "final_layer.").replace(
                "all_x_embedder.2-1.", "x_embedder."
            )
            told = told.replace(".attention.to_out.0.", ".attention.out.").replace(
                "attention.norm_k", "attention.k_norm"
            )
            named[told.replace("attention.norm_q", "attention.q_norm")] = value
    save_file({f"model.diffusion_model.{name}": value.contiguous() for name, value in named.items()}, path)
    return path


def alone(folder: Path, path: Path) -> Path:
    """A painting network as one file, in diffusers' names."""
    save_file({name: value.contiguous() for name, value in tensors(folder, "transformer").items()}, path)
    return path


def quantised(network: Path, path: Path, family: str) -> Path:
    """The tensors of a file as GGUF, in eight bits where their rows allow it."""
    writer = gguf.GGUFWriter(path, arch=family)
    for name, value in load_file(network).items():
        numbers = value.float().numpy()
        if name.endswith(".weight") and numbers.ndim == 2 and numbers.shape[1] % 32 == 0:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, quantize(numbers, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, np.ascontiguousarray(numbers))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
