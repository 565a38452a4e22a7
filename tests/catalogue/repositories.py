"""What lies on our hub."""

from __future__ import annotations

from collections.abc import Callable

from heads import SDXL, safetensors

from tintype.studio.catalogue.records import Record

Bring = Callable[..., Record]
"""The fixture `bring`."""

WEIGHTS = safetensors({"double_blocks.0.img_attn.qkv.weight": (64, 3000)})
ZIMAGE = {
    "README.md": b"# Z",
    "model_index.json": b'{"_class_name": "ZImagePipeline"}',
    "scheduler/scheduler_config.json": b"{}",
    "text_encoder/model-00001-of-00001.safetensors": safetensors({"model.layers.0.weight": (8, 8)}),
    "tokenizer/merges.txt": b"a b\n",
    "transformer/diffusion_pytorch_model.safetensors": WEIGHTS,
    "transformer/diffusion_pytorch_model.bin": b"\x80\x02pickle",
    "vae/diffusion_pytorch_model.safetensors": safetensors({"decoder.conv_in.weight": (4, 4)}),
}
BIG = "transformer/diffusion_pytorch_model.safetensors"
SINGLE = {
    "Juggernaut-XL_v9.safetensors": safetensors(SDXL),
    "model_index.json": b'{"_class_name": "StableDiffusionXLPipeline"}',
    "unet/config.json": b"{}",
    "tokenizer/merges.txt": b"a b\n",
}
