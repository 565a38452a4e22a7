"""What was planned for a whole picture, laid into the part of another one that a mask marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

OCCUPIED, LIGHT = 3, 13
FILLS = 0.9
"""Share of the marked box that what stands there takes up."""


def laid(planes: Floats, picture: Floats, mask: Floats) -> Floats:
    """Guide planes (P, H, W) with everything that stands in them moved and scaled into the box of the
    mask (1, 1, H, W), standing on its lower edge; around it the colours of the picture (1, 3, H, W) in
    [−1, 1]. Without anything that stands, the planes as they are."""
    there = planes[OCCUPIED] > 0
    if not there.any():
        return planes
    top, bottom, left, right = _box(there)
    up, down, before, after = _box(mask[0, 0] > 0)
    share = FILLS * min((down - up) / (bottom - top), (after - before) / (right - left))
    height, width = max(1, round((bottom - top) * share)), max(1, round((right - left) * share))
    y = round(down - (1 - FILLS) / 2 * (down - up)) - height
    x = round((before + after - width) / 2)
    rows = top + ((np.arange(height) + 0.5) / share).astype(np.int64).clip(0, bottom - top - 1)
    columns = left + ((np.arange(width) + 0.5) / share).astype(np.int64).clip(0, right - left - 1)
    piece = planes[:, rows[:, None], columns[None]]
    out = np.zeros_like(planes)
    out[:3], out[8], out[LIGHT:] = (picture[0] + 1) / 2, planes[8], planes[LIGHT:]
    target = out[:LIGHT, y : y + height, x : x + width]
    np.copyto(target, piece[:LIGHT], where=piece[OCCUPIED] > 0)
    return out


def _box(where: npt.NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """First row, row after the last, first column, column after the last."""
    rows, columns = np.nonzero(where.any(1))[0], np.nonzero(where.any(0))[0]
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
