"""From the size that was asked for to the grid that the network paints on, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tintype.core.picture import Pixels


def grid(size: tuple[int, int], side: int, patch: int) -> tuple[int, int]:
    """(rows, columns) of pixels for a picture of size (width, height): the long side is `side`, the
    short one the next multiple of `patch` that covers the ratio."""
    short = -(-side * min(size) // max(size))
    covered = max(patch, -(-short // patch) * patch)
    return (covered, side) if size[0] >= size[1] else (side, covered)


def enlarged(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The middle of the grid in the ratio of the size (width, height), as large as that."""
    from PIL import Image

    rows, columns = pixels.shape[:2]
    width, height = min(columns, rows * size[0] / size[1]), min(rows, columns * size[1] / size[0])
    left, top = (columns - width) / 2, (rows - height) / 2
    box = (left, top, left + width, top + height)
    resized = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS, box=box)
    return np.asarray(resized)
