"""SDXL at its full size without a graphics card: `python bench/sdxl.py [FOLDER]`.

One safetensors file of random bfloat16 weights in SDXL's own names and shapes (6.9 GB, kept in FOLDER) is
loaded and paints 256 × 256 pixels, each way in a process of its own: by our engine, by stock diffusers told
bfloat16, and by stock diffusers as it is. Prints seconds to load, peak memory and seconds a step, and ratios.
Wants 24 GB of memory for the last, which is left out where there is less.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "tests" / "local_models")]

STEPS, SIDE = 3, 256
WAYS = ("ours", "stock bfloat16", "stock")
UNET: dict[str, Any] = {
    "block_out_channels": (320, 640, 1280), "layers_per_block": 2, "sample_size": 128,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "transformer_layers_per_block": (1, 2, 10), "attention_head_dim": (5, 10, 20),
    "cross_attention_dim": 2048,
    "addition_embed_type": "text_time", "addition_time_embed_dim": 256, "use_linear_projection": True,
    "projection_class_embeddings_input_dim": 2816,
}  # fmt: skip


def networks() -> dict[str, Any]:
    """SDXL's four networks, without any memory for their weights."""
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    small = CLIPTextConfig(
        hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
        vocab_size=49408, projection_dim=768,
    )  # fmt: skip
    large = CLIPTextConfig(
        hidden_size=1280, intermediate_size=5120, num_hidden_layers=32, num_attention_heads=20,
        vocab_size=49408, projection_dim=1280, hidden_act="gelu",
    )  # fmt: skip
    with torch.device("meta"):
        return {
            "unet": UNet2DConditionModel(**UNET),
            "vae": AutoencoderKL(
                block_out_channels=(128, 256, 512, 512), down_block_types=("DownEncoderBlock2D",) * 4,
                up_block_types=("UpDecoderBlock2D",) * 4, layers_per_block=2, scaling_factor=0.13025,
                sample_size=1024,
            ),
            "text_encoder": CLIPTextModel(small), "text_encoder_2": CLIPTextModelWithProjection(large),
        }  # fmt: skip


def made(folder: Path) -> tuple[Path, Path]:
    """The file, and a folder with all but weights."""
    from checkpoints import clip_tokenizer, euler
    from original import open_clip, unet, vae

    rest, path = folder / "rest", folder / "sdxl.safetensors"
    if path.exists():
        return path, rest
    found = networks()
    for name, network in found.items():
        (network.save_config if hasattr(network, "save_config") else network.config.save_pretrained)(
            rest / name
        )
    euler().save_pretrained(rest / "scheduler")
    for name in ("tokenizer", "tokenizer_2"):
        clip_tokenizer(folder / "clip").save_pretrained(rest / name)
    kinds = {
        name: [type(network).__module__.split(".")[0], type(network).__name__]
        for name, network in found.items()
    }
    kinds |= {
        "scheduler": ["diffusers", "EulerDiscreteScheduler"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
    }
    kinds |= {"tokenizer_2": ["transformers", "CLIPTokenizer"]}
    index = {"_class_name": "StableDiffusionXLPipeline", "force_zeros_for_empty_prompt": True, **kinds}
    (rest / "model_index.json").write_text(json.dumps(index))
    states = {name: dict(network.state_dict()) for name, network in found.items()}
    named = {f"model.diffusion_model.{unet(name, 2)}": each for name, each in states["unet"].items()}
    named |= {f"first_stage_model.{name}": each for name, each in vae(states["vae"], 4).items()}
    first = "conditioner.embedders.0.transformer.text_model."
    named |= {first + name.removeprefix("text_model."): each for name, each in states["text_encoder"].items()}
    written(
        {name: tuple(each.shape) for name, each in (named | open_clip(states["text_encoder_2"])).items()},
        path,
    )
    return path, rest


def written(shapes: dict[str, tuple[int, ...]], path: Path) -> None:
    """A safetensors file of small random numbers, written piece by piece."""
    import numpy as np
    import torch

    noise = torch.randn(2**24, generator=torch.Generator().manual_seed(0)).mul_(0.02).bfloat16()
    data = noise.view(torch.int16).numpy().tobytes()
    sizes = {name: 2 * int(np.prod(shape)) for name, shape in shapes.items()}
    at, head = 0, {}
    for name, shape in shapes.items():
        head[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [at, at + sizes[name]]}
        at += sizes[name]
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    with open(path.with_suffix(".half"), "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for size in sizes.values():
            for begin in range(0, size, len(data)):
                file.write(data[: min(len(data), size - begin)])
    path.with_suffix(".half").rename(path)


def ours(path: Path, rest: Path, told: Any) -> None:
    from tintype.core.event import Progress
    from tintype.core.request import Request
    from tintype.engines.diffusers import DiffusersEngine, Local
    from tintype.ports.engine import ModelCard

    card = ModelCard(
        name="sdxl", title="SDXL", best_at="a bench", cannot="paint", licence="none", sizes=(64, 2048),
        operations=("generate",),
    )  # fmt: skip
    engine = DiffusersEngine((Local(card=card, family="sdxl", form="file", path=str(path), rest=str(rest)),))
    options = {"steps": STEPS, "guidance": 5.0}
    (plan,) = engine.plan(Request(prompt="a red ball", size=(SIDE, SIDE), seed=1, options=options))
    engine.paint(
        plan, lambda event: told() if isinstance(event, Progress) and event.doing == "painting" else None
    )


def stock(path: Path, rest: Path, told: Any, **how: Any) -> None:
    import torch
    from diffusers import StableDiffusionXLPipeline

    pipeline = StableDiffusionXLPipeline.from_single_file(
        str(path), config=str(rest), local_files_only=True, **how
    )
    told()
    pipeline(
        "a red ball", height=SIDE, width=SIDE, num_inference_steps=STEPS, guidance_scale=5.0,
        generator=torch.Generator("cpu").manual_seed(1),
        callback_on_step_end=lambda pipe, step, when, values: (told(), values)[1],
    )  # fmt: skip


def once(way: str, folder: Path) -> None:
    """In a process of its own: loads, paints, and prints what it took."""
    import torch

    path, rest = folder / "sdxl.safetensors", folder / "rest"
    begin, moments = time.perf_counter(), list[float]()

    def told() -> None:
        moments.append(time.perf_counter())

    if way == "ours":
        ours(path, rest, told)
    else:
        stock(path, rest, told, **({"torch_dtype": torch.bfloat16} if "bfloat16" in way else {}))
    steps = [b - a for a, b in itertools.pairwise(moments)][1:]  # the first one reads the words as well
    with open("/proc/self/status") as file:
        peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 2**20
    print(json.dumps({
        "way": way, "load_s": round(moments[0] - begin, 1), "step_s": round(min(steps), 2),
        "peak_GB": round(peak, 2),
    }))  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.gettempdir()) / "tintype-sdxl"
    folder.mkdir(parents=True, exist_ok=True)
    made(folder)
    rows: dict[str, Any] = {}
    for way in WAYS:
        done = subprocess.run(
            [sys.executable, __file__, "--once", way, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"{way}: ended with {done.returncode}: {done.stderr[-300:]}", flush=True)
            continue
        rows[way] = json.loads(done.stdout.strip().splitlines()[-1])
        print(rows[way], flush=True)
    for way in rows.keys() - {"ours"}:
        ratios = {
            key: round(rows[way][key] / rows["ours"][key], 2) for key in ("load_s", "step_s", "peak_GB")
        }
        print(f"{way} over ours: {ratios}")


if __name__ == "__main__":
    if "--once" in sys.argv:
        once(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
