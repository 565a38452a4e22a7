"""Holes of a picture, wherever they lie and however large it is, filled window by window.

What is outside the mask comes back byte for byte. A pixel that the mask marks by half is half filled,
so a mask with soft edges feathers the filling, inside itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.retouch.progress import within
from tintype.engines.retouch.synthesis import Areas, synthesised

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.engines.retouch.patches import Flags

    Box = tuple[slice, slice]

_CELL = 64
_WINDOW = 12_000_000
"""Pixels that are looked at at once, at most."""
_BLOCK = 1024
_ENOUGH = 4096
"""Known pixels that a window should have."""


def mended(pixels: Pixels, mask: Pixels, seed: int, emit: Emit) -> Pixels:
    """The picture, uint8 (H, W, 3|4), filled where the mask (H, W) is 255 and mixed where it is between."""
    hole = mask > 0
    filled = pixels.copy()
    fill(filled, hole, np.zeros_like(hole), seed, emit, even=True)
    share = mask[hole].astype(np.float32)[:, None] / 255
    mixed = np.rint(pixels[hole] * (1 - share) + filled[hole] * share).astype(np.uint8)
    done = pixels.copy()
    done[hole] = mixed
    return done


def fill(pixels: Pixels, hole: Flags, made: Flags, seed: int, emit: Emit, *, even: bool = False) -> None:
    """Fills the hole in place. made: filled before, and not to be filled from. even: see `synthesised`."""
    left, made = hole.copy(), made.copy()
    parts = _parts(hole)
    for index, part in enumerate(parts):
        box = _window(part, ~(left | made), hole.shape)
        inner = np.zeros(hole.shape, bool)[box]
        inside = tuple(slice(a.start - b.start, a.stop - b.start) for a, b in zip(part, box, strict=True))
        inner[inside] = left[part]
        if not inner.any():
            continue
        areas = Areas(inner, left[box] & ~inner, made[box])
        told = within(emit, index / len(parts), (index + 1) / len(parts))
        pixels[box] = _coloured(pixels[box], areas, seed, told, even=even)
        left[part] = False
        if len(parts) > 1:
            made[part] |= hole[part]


def _coloured(pixels: Pixels, areas: Areas, seed: int, emit: Emit, *, even: bool) -> Pixels:
    """One window with its hole filled; where the picture is clear in places, clearness is filled as well."""
    if pixels.shape[2] == 3:
        return synthesised(pixels, areas, seed, emit, even=even)
    around = ~(areas.hole | areas.unknown)
    done = pixels.copy()
    if (pixels[around, 3] == 255).all():
        colour = synthesised(np.ascontiguousarray(pixels[..., :3]), areas, seed, emit, even=even)
        done[areas.hole, :3], done[areas.hole, 3] = colour[areas.hole], 255
        return done
    alpha = pixels[..., 3:].astype(np.float32)
    laid = np.dstack([np.rint(pixels[..., :3] * (alpha / 255)), alpha]).astype(np.uint8)
    found = synthesised(laid, areas, seed, emit, even=even)[areas.hole].astype(np.float32)
    colour = found[:, :3] * 255 / np.maximum(found[:, 3:], 1)
    done[areas.hole] = np.rint(np.clip(np.hstack([colour, found[:, 3:]]), 0, 255)).astype(np.uint8)
    return done


def _parts(hole: Flags) -> list[Box]:
    """Boxes that hold the whole hole: one for each piece of it that lies apart; large ones in blocks."""
    height, width = hole.shape
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    padded = np.pad(hole, ((0, rows * _CELL - height), (0, columns * _CELL - width)))
    cells = np.logical_or.reduce(padded.reshape(rows, _CELL, columns, _CELL), axis=(1, 3))
    parts: list[Box] = []
    for cluster in _clusters(cells):
        top, left = min(y for y, _ in cluster) * _CELL, min(x for _, x in cluster) * _CELL
        bottom = min(height, (max(y for y, _ in cluster) + 1) * _CELL)
        right = min(width, (max(x for _, x in cluster) + 1) * _CELL)
        if 3 * (bottom - top) * 3 * (right - left) <= 4 * _WINDOW:
            parts.append((slice(top, bottom), slice(left, right)))
            continue
        parts += [
            (slice(y, min(y + _BLOCK, bottom)), slice(x, min(x + _BLOCK, right)))
            for y in range(top, bottom, _BLOCK)
            for x in range(left, right, _BLOCK)
        ]
    tight = [_tight(hole, part) for part in parts]
    return [part for part in tight if part is not None]


def _clusters(cells: Flags) -> list[list[tuple[int, int]]]:
    """Cells that touch, also over corners, together."""
    left = {(int(y), int(x)) for y, x in zip(*np.nonzero(cells), strict=True)}
    found: list[list[tuple[int, int]]] = []
    while left:
        cluster = [left.pop()]
        for y, x in cluster:  # grows while it is walked through
            beside = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= beside
            cluster += sorted(beside)
        found.append(cluster)
    return sorted(found, key=min)


def _tight(hole: Flags, part: Box) -> Box | None:
    """The box cut down to what of the hole is in it."""
    y, x = np.nonzero(hole[part])
    if not len(y):
        return None
    top, left = part[0].start, part[1].start
    return slice(top + int(y.min()), top + int(y.max()) + 1), slice(
        left + int(x.min()), left + int(x.max()) + 1
    )


def _window(part: Box, known: Flags, shape: tuple[int, ...]) -> Box:
    """The box and enough around it to fill it from."""
    longest = max(side.stop - side.start for side in part)
    margin = max(96, longest)
    while True:
        box = tuple(
            slice(max(0, side.start - margin), min(most, side.stop + margin))
            for side, most in zip(part, shape, strict=True)
        )
        whole = all(side.start == 0 and side.stop == most for side, most in zip(box, shape, strict=True))
        if whole or np.count_nonzero(known[box]) >= _ENOUGH:
            return box[0], box[1]
        margin *= 2
