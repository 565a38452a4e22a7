"""Nearest neighbours of patches: which patch of what is known looks most like one that is to be filled.

The field of neighbours is searched as PatchMatch does it (Barnes et al., ACM TOG 28(3), 2009): good
neighbours are handed on to those beside them, and random ones are tried nearer and nearer; here for
all patches at once. The picture is padded by RADIUS, and coordinates are those of the padded one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float32]
    Flags = npt.NDArray[np.bool_]

RADIUS = 3
SIDE = 2 * RADIUS + 1
FADE = 1.3
"""How much less a pixel counts for each step deeper into the hole (Wexler et al., PAMI 29(3), 2007)."""

_AT_ONCE = 8192
_EXHAUSTIVE = 3000
"""Sources that are all compared with, at most."""


@dataclass(eq=False)
class Level:
    """One size of the picture. Arrays are padded by RADIUS, shape (h, w) or (h, w, C).

    pixels: uint8, the hole as far as it is filled. hole: what is to be filled. sources: centres of
    patches that are wholly known. trust: what a pixel counts when patches are compared, 0 where none is.
    """

    pixels: npt.NDArray[np.uint8]
    hole: Flags
    sources: Flags
    trust: Floats

    @classmethod
    def of(cls, pixels: npt.NDArray[np.uint8], hole: Flags, unknown: Flags, made: Flags) -> Level:
        """unknown: pixels that are neither filled nor filled from. made: known, but not filled from."""
        rim = ((RADIUS, RADIUS), (RADIUS, RADIUS))
        blocked = np.pad(hole | unknown | made, rim, constant_values=True)
        trust = np.float32(FADE) ** -depth(hole)
        trust[unknown] = 0
        return cls(
            np.pad(pixels, (*rim, (0, 0))), np.pad(hole, rim), ~_grown(blocked, RADIUS),
            np.pad(trust, rim).astype(np.float32),
        )  # fmt: skip


@dataclass(eq=False)
class Field:
    """For the patch around (ty, tx) the most similar known one lies around (sy, sx); int32 (N,).

    cost: mean squared difference per value, float32 (N,). slot: (h, w) → index of the patch there, or −1.
    """

    ty: Ints
    tx: Ints
    sy: Ints
    sx: Ints
    cost: Floats
    slot: Ints


def depth(hole: Flags) -> Floats:
    """Steps from each pixel of the hole to the nearest that is none, along rows and columns; 0 outside."""
    far = np.float32(sum(hole.shape))
    steps = np.where(hole, far, np.float32(0))
    for axis in (0, 1):
        place = np.arange(hole.shape[axis], dtype=np.float32)
        place = place[:, None] if axis == 0 else place[None, :]
        ahead = np.minimum.accumulate(steps - place, axis) + place
        flipped = np.flip(np.minimum.accumulate(np.flip(steps + place, axis), axis), axis) - place
        steps = np.minimum(ahead, flipped)
    return steps


def targets(level: Level) -> tuple[Ints, Ints, Ints]:
    """(ty, tx, slot) of every patch that reaches into the hole."""
    reach = _grown(level.hole, RADIUS)
    reach[:RADIUS] = reach[-RADIUS:] = False
    reach[:, :RADIUS] = reach[:, -RADIUS:] = False
    ty, tx = (found.astype(np.int32) for found in np.nonzero(reach))
    slot = np.full(reach.shape, -1, np.int32)
    slot[ty, tx] = np.arange(len(ty), dtype=np.int32)
    return ty, tx, slot


def drawn(level: Level, rng: np.random.Generator) -> Field:
    """A field of random sources."""
    ty, tx, slot = targets(level)
    sy, sx = np.nonzero(level.sources)
    pick = rng.integers(0, len(sy), len(ty))
    return Field(ty, tx, sy[pick].astype(np.int32), sx[pick].astype(np.int32), _infinite(len(ty)), slot)


def grown_field(field: Field, level: Level, rng: np.random.Generator) -> Field:
    """The field of a level half as large, brought to this one."""
    fresh = drawn(level, rng)
    y, x = (fresh.ty - RADIUS), (fresh.tx - RADIUS)
    rows, columns = field.slot.shape
    above = field.slot[
        np.minimum(y // 2 + RADIUS, rows - RADIUS - 1), np.minimum(x // 2 + RADIUS, columns - RADIUS - 1)
    ]
    sy = (field.sy[above] - RADIUS) * 2 + y % 2 + RADIUS
    sx = (field.sx[above] - RADIUS) * 2 + x % 2 + RADIUS
    sy, sx = np.clip(sy, 0, level.hole.shape[0] - 1), np.clip(sx, 0, level.hole.shape[1] - 1)
    usable = (above >= 0) & level.sources[sy, sx]
    fresh.sy = np.where(usable, sy, fresh.sy).astype(np.int32)
    fresh.sx = np.where(usable, sx, fresh.sx).astype(np.int32)
    return fresh


def measured(level: Level, field: Field, sy: Ints, sx: Ints, which: Ints | slice = slice(None)) -> Floats:
    """Cost of the sources (sy, sx) for the patches `which`; they must be sources."""
    windows = np.lib.stride_tricks.sliding_window_view(level.pixels, (SIDE, SIDE), axis=(0, 1))  # type: ignore[call-overload]
    trusts = np.lib.stride_tricks.sliding_window_view(level.trust, (SIDE, SIDE))  # type: ignore[call-overload]
    ty, tx = field.ty[which] - RADIUS, field.tx[which] - RADIUS
    cost = np.empty(len(ty), np.float32)
    for start in range(0, len(ty), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        there = windows[ty[part], tx[part]].astype(np.float32)  # (n, C, SIDE, SIDE)
        there -= windows[sy[part] - RADIUS, sx[part] - RADIUS]
        trust = trusts[ty[part], tx[part]]
        squared = np.einsum("ncyx,ncyx,nyx->n", there, there, trust)
        cost[part] = squared / (trust.sum((1, 2)) * level.pixels.shape[2] + 1e-6)
    return cost


def improve(
    level: Level, field: Field, rng: np.random.Generator, *, jumps: tuple[int, ...], reach: int
) -> None:
    """One round: each patch tries its neighbours' sources, then random ones, at first `reach` away."""
    field.cost = measured(level, field, field.sy, field.sx)
    for jump in jumps:
        for dy, dx in ((0, jump), (jump, 0), (0, -jump), (-jump, 0)):
            y = np.clip(field.ty - dy, 0, field.slot.shape[0] - 1)
            x = np.clip(field.tx - dx, 0, field.slot.shape[1] - 1)
            beside = field.slot[y, x]
            _try(level, field, field.sy[beside] + dy, field.sx[beside] + dx, beside >= 0)
    while reach >= 1:
        away = rng.integers(-reach, reach + 1, (2, len(field.ty)), dtype=np.int32)
        _try(level, field, field.sy + away[0], field.sx + away[1], np.ones(len(field.ty), bool))
        reach //= 3


def _try(level: Level, field: Field, sy: Ints, sx: Ints, usable: Flags) -> None:
    """Takes these sources where they are better than what the field has."""
    height, width = level.hole.shape
    usable = usable & (sy >= 0) & (sx >= 0) & (sy < height) & (sx < width)
    usable &= (sy != field.sy) | (sx != field.sx)
    which = np.nonzero(usable)[0].astype(np.int32)
    which = which[level.sources[sy[which], sx[which]]]
    cost = measured(level, field, sy[which], sx[which], which)
    better = cost < field.cost[which]
    taken = which[better]
    field.sy[taken], field.sx[taken], field.cost[taken] = sy[taken], sx[taken], cost[better]


def best_of_all(level: Level, field: Field, rng: np.random.Generator, which: Ints | None = None) -> None:
    """The best source of each patch, every source compared; for small levels."""
    sy, sx = (found.astype(np.int32) for found in np.nonzero(level.sources))
    if len(sy) > _EXHAUSTIVE:
        pick = np.sort(rng.choice(len(sy), _EXHAUSTIVE, replace=False))
        sy, sx = sy[pick], sx[pick]
    which = np.arange(len(field.ty), dtype=np.int32) if which is None else which
    windows = np.lib.stride_tricks.sliding_window_view(level.pixels, (SIDE, SIDE), axis=(0, 1))  # type: ignore[call-overload]
    trusts = np.lib.stride_tricks.sliding_window_view(level.trust, (SIDE, SIDE))  # type: ignore[call-overload]
    sources = windows[sy - RADIUS, sx - RADIUS].reshape(len(sy), -1).astype(np.float32) / 255
    channels = level.pixels.shape[2]
    for start in range(0, len(which), 512):
        part = which[start : start + 512]
        ty, tx = field.ty[part] - RADIUS, field.tx[part] - RADIUS
        there = windows[ty, tx].reshape(len(part), -1).astype(np.float32) / 255
        trust = np.repeat(trusts[ty, tx][:, None], channels, 1).reshape(len(part), -1)
        # sum of w (t − s)² without the part that is the same for every source
        cost = trust @ (sources**2).T - 2 * (trust * there) @ sources.T
        best = cost.argmin(1)
        field.sy[part], field.sx[part] = sy[best], sx[best]


def _grown(flags: Flags, steps: int) -> Flags:
    """Every pixel within `steps` rows and columns of one that is set."""
    grown = flags.copy()
    for axis in (0, 1):
        wide = grown.copy()
        for step in range(1, steps + 1):
            ahead = [slice(None)] * 2
            behind = [slice(None)] * 2
            ahead[axis], behind[axis] = slice(step, None), slice(None, -step)
            wide[tuple(ahead)] |= grown[tuple(behind)]
            wide[tuple(behind)] |= grown[tuple(ahead)]
        grown = wide
    return grown


def _infinite(count: int) -> Floats:
    return np.full(count, np.inf, np.float32)
