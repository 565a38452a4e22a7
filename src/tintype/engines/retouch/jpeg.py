"""Which quality a JPEG was saved with: from the tables in its file, or from the pixels it left behind.

Where a picture was a JPEG, the cosine coefficients of its blocks of 8 pixels still lie near multiples of
the steps they were rounded to, whatever the file is now (Fan, de Queiroz: IEEE Trans. Image Process. 12(2),
2003), until it is resized or altered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels

    Floats = npt.NDArray[np.float64]

STEPS = np.array([
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
], np.float64).reshape(8, 8)  # fmt: skip
"""Of luma at quality 50 (ITU-T T.81, Annex K)."""
BEST = 95
"""Quality from which on steps are too small to be found in pixels."""

_LUMA = np.array([0.299, 0.587, 0.114])
_LOW = [(0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1), (0, 3), (3, 0), (2, 2)]
"""Coefficients that are looked at."""
_SAMPLE = 1024
_FEWEST = 40
"""Coefficients of a kind that must stand out."""
_SURE = 0.5
"""Agreement from which on the steps are believed: 1 is all of it, and what was not rounded has about 0."""


def in_file(path: str) -> float | None:
    """Quality 1 to 100 by the tables of a JPEG file, in the scale of libjpeg; None for any other file."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            tables = getattr(image, "quantization", None)
    except Exception:  # whatever a decoder stumbles over: then its file says nothing
        return None
    if not tables or 0 not in tables or len(tables[0]) != 64:
        return None
    table = np.asarray(tables[0], np.float64).reshape(8, 8)
    usual = table > 1  # steps of 1 are cut off and say little
    if not usual.any():
        return 100.0
    percent = float(np.mean(100 * table[usual] / STEPS[usual]))
    return float(np.clip((200 - percent) / 2 if percent <= 100 else 5000 / percent, 1, 100))


def in_pixels(pixels: Pixels, phase: tuple[int, int]) -> float | None:
    """Quality 5 to 95 of the JPEG that these pixels were, uint8 (H, W, 3|4); None: they show no steps.

    phase: (y, x) of the first whole block.
    """
    coefficients = _coefficients(pixels, phase)
    if coefficients is None:
        return None
    agreements = {quality: _agreement(coefficients, quality) for quality in range(5, BEST + 1)}
    best = max(agreements.values())
    if best < _SURE:
        return None
    # multiples of a step are multiples of its parts as well: the coarsest of those that agree is meant
    return float(min(quality for quality, found in agreements.items() if found > 0.9 * best))


def steps(quality: int) -> Floats:
    """The steps of luma, (8, 8), at a quality in libjpeg's scale."""
    percent = 5000 / quality if quality < 50 else 200 - 2 * quality
    return np.clip(np.floor((STEPS * percent + 50) / 100), 1, 255)


def _coefficients(pixels: Pixels, phase: tuple[int, int]) -> Floats | None:
    """Cosine coefficients of blocks in the middle of the picture, (N, 8, 8)."""
    top, left = (
        at + max(0, (side - at - _SAMPLE) // 2) // 8 * 8
        for at, side in zip(phase, pixels.shape[:2], strict=True)
    )
    part = pixels[top : top + _SAMPLE, left : left + _SAMPLE, :3]
    rows, columns = part.shape[0] // 8, part.shape[1] // 8
    if rows * columns < _FEWEST:
        return None
    grey = part[: rows * 8, : columns * 8].astype(np.float64) @ _LUMA - 128
    blocks = grey.reshape(rows, 8, columns, 8).transpose(0, 2, 1, 3).reshape(-1, 8, 8)
    whole = (blocks.min((1, 2)) > -127) & (blocks.max((1, 2)) < 126)  # cut-off values were rounded to nothing
    if whole.sum() < _FEWEST:
        return None
    n = np.arange(8)
    turn = np.cos(np.pi * (2 * n[None] + 1) * n[:, None] / 16) * np.where(n == 0, 0.5**0.5, 1)[:, None] / 2
    return turn @ blocks[whole] @ turn.T


def _agreement(coefficients: Floats, quality: int) -> float:
    """How near the coefficients lie to multiples of the steps: 1 on them, about 0 anywhere."""
    table, found = steps(quality), []
    for y, x in _LOW:
        step = table[y, x]
        values = coefficients[:, y, x]
        values = values[np.abs(values) > 0.6 * step]
        if step > 1 and len(values) >= _FEWEST:
            found.append(float(np.cos(2 * np.pi * values / step).mean()))
    return float(np.mean(found)) if len(found) >= 3 else 0.0
