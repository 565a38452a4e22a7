"""Triangles to pixels without light: which face is nearest at every pixel centre. numpy only.

Scan conversion by rows: every triangle becomes its rows, every row its pixels, all at once. Depth is
compared as its inverse, which is affine over the picture, so silhouettes and order are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


def nearest(corners: Floats, width: int, height: int) -> tuple[Ints, Floats]:
    """Index of the nearest triangle at each pixel centre, int64 (H, W), −1 where there is none, and
    its inverse depth, float64 (H, W), 0 where there is none.

    corners: (T, 3, 3) triangles as pixel x, pixel y, depth > 0; those with a corner behind the
    camera must have been left out. Both sides of a triangle count.
    """
    face = np.full(height * width, -1, np.int64)
    best = np.zeros(height * width)
    if len(corners):
        triangle, pixel, inverse = _covered(corners, width, height)
        np.maximum.at(best, pixel, inverse)
        won = inverse >= best[pixel]
        face[pixel[won]] = triangle[won]
    return face.reshape(height, width), best.reshape(height, width)


def _covered(corners: Floats, width: int, height: int) -> tuple[Ints, Ints, Floats]:
    """Every (triangle, flat pixel, inverse depth) where a triangle covers a pixel centre."""
    x, y = corners[:, :, 0], corners[:, :, 1]
    first = np.clip(np.ceil(y.min(axis=1) - 0.5), 0, height).astype(np.int64)
    last = np.clip(np.ceil(y.max(axis=1) - 0.5), 0, height).astype(np.int64)
    triangle, row = _spread(first, last)
    line = row + 0.5
    left, right = np.full(len(row), np.inf), np.full(len(row), -np.inf)
    for a, b in ((0, 1), (1, 2), (2, 0)):
        ya, yb, xa, xb = y[triangle, a], y[triangle, b], x[triangle, a], x[triangle, b]
        crosses = (np.minimum(ya, yb) <= line) & (line < np.maximum(ya, yb))
        with np.errstate(divide="ignore", invalid="ignore"):
            at = xa + (line - ya) / (yb - ya) * (xb - xa)
        left = np.where(crosses, np.minimum(left, at), left)
        right = np.where(crosses, np.maximum(right, at), right)
    open_ = left <= right
    triangle, row, left, right = triangle[open_], row[open_], left[open_], right[open_]
    start = np.clip(np.ceil(left - 0.5), 0, width).astype(np.int64)
    stop = np.clip(np.ceil(right - 0.5), 0, width).astype(np.int64)
    span, column = _spread(start, stop)
    plane = _planes(corners)[triangle[span]]
    row = row[span]
    inverse = plane[:, 0] * (column + 0.5) + plane[:, 1] * (row + 0.5) + plane[:, 2]
    return triangle[span], row * width + column, np.maximum(inverse, 1e-9)


def _spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """All integers of many half-open ranges, with the number of the range each came from."""
    count = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(first)), count)
    before = np.cumsum(count) - count
    return owner, np.arange(int(count.sum())) - before[owner] + first[owner]


def _planes(corners: Floats) -> Floats:
    """Coefficients (T, 3) of inverse depth as a·x + b·y + c over each triangle."""
    inverse = 1.0 / corners[:, :, 2]
    base, edge = corners[:, 0, :2], corners[:, 1:, :2] - corners[:, :1, :2]
    rise = inverse[:, 1:] - inverse[:, :1]
    area = edge[:, 0, 0] * edge[:, 1, 1] - edge[:, 0, 1] * edge[:, 1, 0]
    area = np.where(np.abs(area) < 1e-12, np.inf, area)
    a = (rise[:, 0] * edge[:, 1, 1] - rise[:, 1] * edge[:, 0, 1]) / area
    b = (rise[:, 1] * edge[:, 0, 0] - rise[:, 0] * edge[:, 1, 0]) / area
    return np.stack([a, b, inverse[:, 0] - a * base[:, 0] - b * base[:, 1]], axis=1)
