"""Files of weights with true heads and next to nothing in them."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping

Shapes = Mapping[str, tuple[int, ...]]


def safetensors(shapes: Shapes, says: Mapping[str, str] | None = None) -> bytes:
    """A whole file: the head tells of F16 tensors of these shapes, all their bytes are there."""
    head: dict[str, object] = {"__metadata__": dict(says)} if says else {}
    at = 0
    for name, shape in shapes.items():
        size = 2
        for side in shape:
            size *= side
        head[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(head).encode()
    return struct.pack("<Q", len(text)) + text + bytes(at)


def gguf(shapes: Shapes, architecture: str) -> bytes:
    """The head of a GGUF file, version 3, with some metadata of each sort."""
    out = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), 4)
    out += text("general.architecture") + struct.pack("<I", 8) + text(architecture)
    out += text("general.file_type") + struct.pack("<II", 4, 2)
    out += text("tokens") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b")
    out += text("scores") + struct.pack("<IIQ", 9, 6, 100) + bytes(400)
    for name, shape in shapes.items():
        out += text(name) + struct.pack("<I", len(shape))
        out += b"".join(struct.pack("<Q", side) for side in reversed(shape)) + struct.pack("<IQ", 2, 0)
    return out


def text(words: str) -> bytes:
    return struct.pack("<Q", len(words)) + words.encode()


SDXL: Shapes = {
    "model.diffusion_model.input_blocks.0.0.weight": (4, 4, 3, 3),
    "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight": (2, 2048),
    "conditioner.embedders.0.transformer.text_model.embeddings.token_embedding.weight": (2, 768),
}
