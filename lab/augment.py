"""Changes to an example that leave it true: mirrored with its words, part of it known."""

from __future__ import annotations

import re

import numpy as np

_SIDES = re.compile(r"\b(left|right)\b(?! (?:behind|beside|next|in front|above|under|there))", re.IGNORECASE)


def mirrored_words(text: str) -> str:
    """Left for right and right for left; "right behind" stays."""
    swapped = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return _SIDES.sub(lambda found: swapped[found[0]], text)


def mirrored_box(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return 1 - right, top, 1 - left, bottom


def hole(rng: np.random.Generator, size: int) -> np.ndarray:
    """A mask, 1 = to be painted: a box, a band along an edge, or all but a box."""
    mask = np.zeros((1, size, size), np.float32)
    kind = rng.integers(3)
    if kind == 1:
        band = int(size * rng.uniform(0.2, 0.6))
        mask[:, :band] = 1
        return np.ascontiguousarray(np.rot90(mask, rng.integers(4), (1, 2)))
    w, h = (int(size * rng.uniform(0.2, 0.7)) for _ in range(2))
    x, y = int(rng.integers(size - w)), int(rng.integers(size - h))
    mask[:, y : y + h, x : x + w] = 1
    return 1 - mask if kind == 2 else mask
