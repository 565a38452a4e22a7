"""Filling a hole with what is around it, coarse to fine.

At each size every patch that reaches into the hole looks for the known patch most like it, and each
pixel of the hole becomes what these propose (Wexler et al., PAMI 29(3), 2007). The smallest size is
filled from its rim inwards; larger ones start from where the patches of the smaller one came from, so
that what fills the hole is made of real pixels at every size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.core.event import Progress
from tintype.engines.retouch.even import evened, smoothed
from tintype.engines.retouch.patches import (
    RADIUS,
    Field,
    Level,
    best_of_all,
    depth,
    drawn,
    grown_field,
    improve,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.event import Emit
    from tintype.engines.retouch.patches import Flags

    Bytes = npt.NDArray[np.uint8]

_FEWEST_SOURCES = 150
_SHALLOW = 3.0
"""A hole no deeper than this many pixels is not made smaller."""
_SETTLING = 6
"""Pixels over which a step of colour at the rim fades out."""
_MANY = 60_000
"""Patches above which a size is only touched up."""


@dataclass(frozen=True, eq=False)
class Areas:
    """hole: what is filled. unknown: what is not, and must not be looked at. made: what was filled before,
    which is looked at and not filled from. bool (H, W), none of them overlap; some pixel is in none."""

    hole: Flags
    unknown: Flags
    made: Flags


def synthesised(pixels: Bytes, areas: Areas, seed: int, emit: Emit, *, even: bool = False) -> Bytes:
    """The pixels (H, W, C) with the hole filled; what lies outside it is as it was. even: the hole has a rim
    all around, which the filling shall not stand out from."""
    hole = areas.hole
    levels = _pyramid(pixels, areas)
    rng = np.random.default_rng(seed)
    if not levels:
        return _spread(pixels, areas)
    field: Field | None = None
    for index, level in enumerate(reversed(levels)):
        emit(Progress("filling", index, len(levels)))
        if field is None:
            field = _begun(level, rng)
        else:
            field = grown_field(field, level, rng)
            improve(level, field, rng, jumps=(), reach=0)
            _vote(level, field)
        _refined(level, field, rng, emit, (index, len(levels)))
    assert field is not None
    _settle(levels[0], field)
    emit(Progress("filling", len(levels), len(levels)))
    done = levels[0].pixels[RADIUS:-RADIUS, RADIUS:-RADIUS]
    filled = np.where(hole[..., None], done, pixels)
    return evened(filled, hole, areas.unknown) if even else filled


def _refined(level: Level, field: Field, rng: np.random.Generator, emit: Emit, at: tuple[int, int]) -> None:
    many = len(field.ty) > _MANY
    rounds = 1 if many else 5 if len(field.ty) < 6000 else 3
    reach = 8 if many else max(level.hole.shape)
    for turn in range(rounds):
        emit(Progress("filling", at[0], at[1]))
        improve(level, field, rng, jumps=(1,) if many else (8, 1) if turn == 0 else (3, 1), reach=reach)
        _vote(level, field, sharp=turn == rounds - 1)


def _pyramid(pixels: Bytes, areas: Areas) -> list[Level]:
    """The sizes, largest first; none where no patch is whole."""
    levels: list[Level] = []
    while True:
        level = Level.of(pixels, areas.hole, areas.unknown, areas.made)
        if level.sources.sum() < (_FEWEST_SOURCES if levels else 1):
            return levels
        levels.append(level)
        if depth(areas.hole).max() <= _SHALLOW or min(areas.hole.shape) < 4 * RADIUS:
            return levels
        pixels, areas = _halved(pixels, areas)


def _halved(pixels: Bytes, areas: Areas) -> tuple[Bytes, Areas]:
    """Half as large; a pixel is the mean of those of its four that are known."""
    hole, unknown = areas.hole, areas.unknown
    height, width = (side + side % 2 for side in hole.shape)
    rim = ((0, height - hole.shape[0]), (0, width - hole.shape[1]))
    shape = (height // 2, 2, width // 2, 2)
    known = np.pad(~(hole | unknown), rim).reshape(shape)
    values = np.pad(pixels, (*rim, (0, 0))).reshape(*shape, -1)
    count = known.sum((1, 3), dtype=np.float32)
    mean = (values * known[..., None]).sum((1, 3), dtype=np.float32) / np.maximum(count, 1)[..., None]
    holes, made = (
        np.logical_or.reduce(np.pad(each, rim).reshape(shape), axis=(1, 3)) for each in (hole, areas.made)
    )
    made &= ~holes
    return np.rint(mean).astype(np.uint8), Areas(holes, ~holes & (count == 0), made)


def _begun(level: Level, rng: np.random.Generator) -> Field:
    """The smallest size, filled from the rim inwards, and the field that goes with it."""
    field = drawn(level, rng)
    trust = level.trust.copy()
    left = level.hole.copy()
    level.trust[left] = 0
    while left.any():
        known = level.trust > 0
        near = np.zeros_like(left)
        for axis in (0, 1):
            for step in (1, -1):
                near |= np.roll(known, step, axis)
        rim = left & near
        if not rim.any():  # shut in by what is unknown
            rim = left.copy()
        which = field.slot[rim]
        best_of_all(level, field, rng, which)
        level.pixels[rim] = level.pixels[field.sy[which], field.sx[which]]
        level.trust[rim] = trust[rim]
        left &= ~rim
    level.trust[:] = trust
    for _ in range(3):
        best_of_all(level, field, rng)
        improve(level, field, rng, jumps=(1,), reach=0)
        _vote(level, field)
    return field


def _vote(level: Level, field: Field, *, sharp: bool = False) -> None:
    """Each pixel of the hole becomes the mean of what the patches over it propose, the likelier ones more.

    sharp: the likeliest count nearly alone, so that fine texture stays.
    """
    y, x = np.nonzero(level.hole)
    level.pixels[y, x] = np.rint(_proposed(level, field, y, x, sharp=sharp)).astype(np.uint8)


def _proposed(
    level: Level, field: Field, y: npt.NDArray[np.int64], x: npt.NDArray[np.int64], *, sharp: bool
) -> npt.NDArray[np.float32]:
    """What the patches over these pixels propose, float32 (N, C)."""
    middle = np.percentile(field.cost, 75) + 1e-3
    weight = np.exp(-field.cost / (middle * (0.1 if sharp else 1.0)))
    weight *= level.trust[field.ty, field.tx]
    weight = np.append(weight, 0).astype(np.float32) + 1e-12
    weight[-1] = 0  # where no patch is
    total = np.zeros((len(y), level.pixels.shape[2]), np.float32)
    share = np.zeros(len(y), np.float32)
    sy, sx = np.append(field.sy, RADIUS), np.append(field.sx, RADIUS)
    for dy in range(-RADIUS, RADIUS + 1):
        for dx in range(-RADIUS, RADIUS + 1):
            slot = field.slot[y - dy, x - dx]
            each = weight[slot]
            total += each[:, None] * level.pixels[sy[slot] + dy, sx[slot] + dx]
            share += each
    return total / share[:, None]


def _settle(level: Level, field: Field) -> None:
    """Takes steps of colour at the rim away: how what is known differs from what the patches propose for it
    is added to the hole near by, the less, the deeper."""
    known = (level.trust > 0) & ~level.hole
    y, x = np.nonzero((field.slot >= 0) & known)
    if not len(y):
        return
    planes = np.zeros((*level.hole.shape, level.pixels.shape[2] + 1), np.float32)
    planes[y, x, :-1] = level.pixels[y, x] - _proposed(level, field, y, x, sharp=True)
    planes[y, x, -1] = 1
    for _ in range(2):
        planes = smoothed(planes, _SETTLING)
    deep = depth(level.hole)[..., None]
    change = planes[..., :-1] / np.maximum(planes[..., -1:], 1e-6) * np.exp(-deep / _SETTLING)
    settled = np.clip(np.rint(level.pixels + change), 0, 255).astype(np.uint8)
    level.pixels[level.hole] = settled[level.hole]


def _spread(pixels: Bytes, areas: Areas) -> Bytes:
    """Where no patch is whole: the known colours, spread into the hole; for pictures of a few pixels."""
    hole, known = areas.hole, ~(areas.hole | areas.unknown)
    filled = pixels.astype(np.float32)
    mean = filled[known].mean(0) if known.any() else np.full(pixels.shape[2], 128, np.float32)
    filled[~known] = mean
    for _ in range(4 * max(hole.shape) if max(hole.shape) < 64 else 64):
        padded = np.pad(filled, ((1, 1), (1, 1), (0, 0)), mode="edge")
        around = (padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]) / 4
        filled = np.where(hole[..., None], around, filled)
    return np.where(hole[..., None], np.rint(filled).astype(np.uint8), pixels)
