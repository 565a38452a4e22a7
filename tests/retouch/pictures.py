"""Pictures with something to see in them, made of numbers, and files of every kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

Bytes = npt.NDArray[np.uint8]


def weave(height: int, width: int, seed: int = 0) -> Bytes:
    """A woven texture in colour, with a little unevenness; uint8 (height, width, 3)."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    warp = np.sin(2 * np.pi * x / 12) * np.sin(2 * np.pi * y / 8)
    shade = 120 + 70 * warp[..., None] * np.array([1, 0.7, 0.4]) + 20 * np.sin(y / 31)[..., None]
    return np.clip(shade + rng.normal(0, 4, (height, width, 3)), 0, 255).astype(np.uint8)


def smooth(height: int, width: int) -> Bytes:
    """Soft waves without any noise; uint8 (height, width, 3)."""
    y, x = np.mgrid[:height, :width]
    planes = [128 + 90 * np.sin(x / 23 + k) * np.cos(y / 37 - k) for k in range(3)]
    return np.dstack(planes).astype(np.uint8)


def saved(pixels: Bytes, path: Path) -> str:
    Image.fromarray(pixels).save(path)
    return str(path)


def spot(height: int, width: int, seed: int) -> Bytes:
    """A random mask: a few discs and bars, neither everything nor nothing; uint8 (height, width), 0 or 255."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    mask = np.zeros((height, width), np.uint8)
    for _ in range(rng.integers(1, 4)):
        cy, cx = rng.integers(0, height), rng.integers(0, width)
        r = rng.integers(2, max(3, min(height, width) // 4))
        if rng.random() < 0.5:
            mask[(y - cy) ** 2 + (x - cx) ** 2 <= r * r] = 255
        else:
            mask[max(0, cy - 2) : cy + 2, max(0, cx - 2 * r) : cx + 2 * r] = 255
    mask[cy, cx] = 255
    if mask.all():
        mask[0, 0] = 0
    return mask
