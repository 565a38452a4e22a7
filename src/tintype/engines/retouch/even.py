"""What fills a hole, evened out: neither darker or lighter at large, nor livelier, than what is around it.

Patches bring their own shades along. Of those, as far as they are wider than the patches, more than half is
taken back in favour of a membrane that is spanned over the hole from its rim; and where the filling is
clearly livelier than its surroundings, that is damped. Its texture stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Bytes = npt.NDArray[np.uint8]
    Flags = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float32]

LARGEST = 2_000_000
"""Pixels around a hole that are evened out, at most."""

_SHARE = 0.6
_WIDE, _NEAR, _FAR = 4, 3, 8
"""Radii in pixels of squares, twice over: shades that are evened, the rim, its liveliness."""
_LIVELY = 2.5
"""Power of texture, over that around the hole, from which on it is damped."""
_BESIDE = 40


def evened(pixels: Bytes, hole: Flags, unknown: Flags) -> Bytes:
    """The filled pixels (H, W, C), evened inside the hole. unknown: what must not be looked at."""
    y, x = np.nonzero(hole)
    box = tuple(slice(max(0, int(each.min()) - _BESIDE), int(each.max()) + 1 + _BESIDE) for each in (y, x))
    open, shut = hole[box], unknown[box]
    known = ~(open | shut)
    if open.size > LARGEST or not known.any():
        return pixels
    values = pixels[box].astype(np.float32)
    rim = _mean(values, known, _NEAR)
    spanned = np.where(open[..., None], _membrane(rim, ~known), values)
    seen = ~shut
    shades = _mean(values, seen, _WIDE)
    fine = values - shades
    shades += _SHARE * (_mean(spanned, seen, _WIDE) - shades)
    power = (fine**2).mean(2, keepdims=True)
    around = _membrane(_mean(power, known, _FAR), ~known)
    own = _mean(power, open, _NEAR)
    damped = np.minimum(1, np.sqrt(_LIVELY * around / np.maximum(own, 1e-3)))
    done = pixels.copy()
    part = np.rint(np.clip(shades + damped * fine, 0, 255)).astype(np.uint8)
    done[box][open] = part[open]
    return done


def _mean(values: Floats, counted: Flags, radius: int) -> Floats:
    """Mean of what counts around each pixel, (H, W, C); 0 where nothing does."""
    weights = counted[..., None].astype(np.float32)
    planes = np.dstack([values * weights, weights])
    for _ in range(2):
        planes = smoothed(planes, radius)
    return (planes[..., :-1] / np.maximum(planes[..., -1:], 1e-4)).astype(np.float32)


def _membrane(values: Floats, hole: Flags) -> Floats:
    """The values, and in the hole what spans it from rim to rim; coarse to fine."""
    if not hole.any():
        return values
    if min(hole.shape) < 3 or hole.all():
        known = values[~hole]
        mean = known.mean(0) if len(known) else np.zeros(values.shape[2])
        return np.where(hole[..., None], mean, values).astype(np.float32)
    height, width = (side + side % 2 for side in hole.shape)
    rim = ((0, height - hole.shape[0]), (0, width - hole.shape[1]))
    shape = (height // 2, 2, width // 2, 2)
    there = np.pad(~hole, rim).reshape(shape)
    count = there.sum((1, 3), dtype=np.float32)
    total = (np.pad(values, (*rim, (0, 0))).reshape(*shape, -1) * there[..., None]).sum((1, 3))
    coarse = _membrane((total / np.maximum(count, 1)[..., None]).astype(np.float32), count == 0)
    wide = coarse.repeat(2, 0).repeat(2, 1)[: hole.shape[0], : hole.shape[1]]
    spanned = np.where(hole[..., None], wide, values)
    for _ in range(8):
        padded = np.pad(spanned, ((1, 1), (1, 1), (0, 0)), mode="edge")
        around = (padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]) / 4
        spanned = np.where(hole[..., None], around, values).astype(np.float32)
    return spanned


def smoothed(planes: Floats, radius: int) -> Floats:
    """The mean over a square around each pixel, float32 (H, W, C)."""
    for axis in (0, 1):
        rim = [(0, 0)] * 3
        rim[axis] = (radius + 1, radius)
        total = np.cumsum(np.pad(planes, rim), axis, dtype=np.float64)
        wide = 2 * radius + 1
        ahead = np.take(total, range(wide, total.shape[axis]), axis)
        behind = np.take(total, range(total.shape[axis] - wide), axis)
        planes = ((ahead - behind) / wide).astype(np.float32)
    return planes
