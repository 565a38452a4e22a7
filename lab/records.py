"""What a shard holds, and how it is read: msgpack of Layouts."""

from __future__ import annotations

import io
import lzma
import zlib
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

LAYOUTS = 16
"""Layouts in a shard."""

XZ = b"\xfd7zXZ"


class Exposed(msgspec.Struct, frozen=True):
    """A layout in one light. guide: its first ten planes, uint8 (10, S, S), see `unpacked`; normals: the
    next three, WebP; light: its last two. pictures: WebP, one per film; captions: several per picture.
    kinds: what stands at each second pixel, uint8 (1, S/2, S/2), see `lab.judge`; empty if not known."""

    guide: bytes
    normals: bytes
    light: tuple[float, float]
    pictures: list[bytes]
    captions: list[list[str]]
    kinds: bytes = b""


class Layout(msgspec.Struct, frozen=True):
    """things: phrase and box (left, top, right, bottom in 0..1) of what stands there, the largest
    first. buffers: nearness, normal, albedo, uint8 (7, S/4, S/4)."""

    number: int
    size: int
    things: list[tuple[str, tuple[float, float, float, float]]]
    buffers: bytes
    exposures: list[Exposed]


def packed(array: np.ndarray) -> bytes:
    return zlib.compress(array.tobytes(), 6)


def unpacked(data: bytes, planes: int) -> np.ndarray:
    """uint8 (planes, s, s)."""
    flat = np.frombuffer(zlib.decompress(data), np.uint8)
    side = round((flat.size // planes) ** 0.5)
    return flat.reshape(planes, side, side)


def planes(exposed: Exposed) -> np.ndarray:
    """float32 (13, S, S): the Guide without its light."""
    flat = unpacked(exposed.guide, 10).astype(np.float32) / 255
    facing = np.asarray(Image.open(io.BytesIO(exposed.normals)).convert("RGB"), np.float32)
    return np.concatenate([flat, ((facing - 128) / 127).clip(-1, 1).transpose(2, 0, 1)])


def shard_name(number: int) -> str:
    return f"{number:06d}.layouts"


def read_shard(path: Path) -> list[Layout]:
    """As rendered, or as `pack` makes it."""
    data = path.read_bytes()
    if data.startswith(XZ):
        data = lzma.decompress(data)
    return msgspec.msgpack.decode(data, type=list[Layout])
