"""What rooms and streets are built of: concrete, plaster, brick, asphalt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import blurred, cells, clouds, grid, ramp, warped
from tintype.engines.stage.surfaces.surface import linear, mixed, plain, recipe, relief, shaded, textured

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


def pores(rng: np.random.Generator, n: int, across: int, share: float, radius: float) -> Field:
    """Round holes, 0..1: a share of jittered cells holds one, of up to `radius` cell widths."""
    first, _, owner = cells(rng, n, across)
    count = across * across
    size = radius * rng.uniform(0.3, 1.0, count).astype(np.float32) ** 1.5
    there = (rng.random(count) < share).astype(np.float32)
    return ramp(first / size[owner], 1.0, 0.7) * there[owner]


@recipe("concrete")
def concrete(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Cast concrete: cloudy cement, damp stains, bubbles of two sizes, sand in the skin."""
    cloud = clouds(rng, n, beta=2.6, low=1, high=30)
    stain = ramp(clouds(rng, n, beta=2.8, low=1, high=12), 0.5, 2.0)
    sand = clouds(rng, n, beta=0.3, low=60)
    holes = np.maximum(pores(rng, n, 26, 0.14, 0.17), pores(rng, n, 70, 0.12, 0.3))
    tone = 0.075 * cloud - 0.16 * stain + 0.045 * sand + 0.04 * clouds(rng, n, beta=1.6, low=8) - 0.75 * holes
    albedo = shaded(base.colour, tone, 0.018 * clouds(rng, n, beta=3, high=6))
    height = relief(clouds(rng, n, beta=1.8, low=6) + 0.35 * sand, 0.05, 1.0) - 0.0018 * holes
    rough = base.row.roughness - 0.12 * stain + 0.03 * sand
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), tile=1.0)


@recipe("plaster")
def plaster(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Trowelled plaster: overlapping shallow strokes and a fine tooth."""
    dx, dy = (0.025 * clouds(rng, n, beta=3, high=6) for _ in range(2))
    strokes = warped(clouds(rng, n, beta=2.6, low=3, high=60, stretch=1.6), dx, dy)
    tooth = clouds(rng, n, beta=0.6, low=40)
    tone = 0.022 * strokes + 0.015 * tooth + 0.02 * clouds(rng, n, beta=3, high=6)
    height = relief(strokes, 0.045, 1.2) + relief(tooth, 0.05, 1.2)
    albedo = shaded(base.colour, tone, 0.008 * strokes)
    return textured(base, albedo, roughness=base.row.roughness + 0.04 * strokes, height=height, tile=1.2)


BRICKS = (4, 12)
"""Bricks across and courses up a tile of 0.9 m: 215 × 65 mm bricks in 10 mm joints."""


@recipe("brick")
def brick(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Running bond: fired bricks each of its own shade, sandy faces, chipped edges, raked mortar."""
    across, courses = BRICKS
    x, y = grid(n)
    chip = 0.0016 * clouds(rng, n, beta=2.2, low=12, high=110)
    course = np.floor(y * courses).astype(np.int32)
    u = x * across + 0.5 * (course % 2)
    column = np.floor(u).astype(np.int32) % across
    mx = (0.5 - np.abs(u % 1.0 - 0.5)) * (0.9 / across)
    my = (0.5 - np.abs(y * courses % 1.0 - 0.5)) * (0.9 / courses)
    inside = np.minimum(mx, my) + 0.6 * chip
    face = ramp(inside, 0.0045, 0.0075)
    each = rng.normal(0, 1, (3, courses, across)).astype(np.float32)
    shade, warm, tilt = (e[course, column] for e in each)
    sand = clouds(rng, n, beta=0.6, low=40)
    blotch = clouds(rng, n, beta=2.2, low=6)
    tone = 0.2 * shade + 0.1 * blotch + 0.07 * sand - 0.5 * ramp(clouds(rng, n, beta=1.2, low=20), 2.0, 2.8)
    fired = shaded(base.colour, tone, 0.06 * warm)
    mortar = shaded(linear("#b3aca0"), 0.08 * sand + 0.06 * blotch)
    height = 0.007 * ramp(inside, 0.003, 0.0105) + 0.0004 * blotch * face + 0.00025 * sand
    height = height + face * 0.0006 * tilt
    albedo = mixed(mortar, np.clip(fired, 0, 0.9), face)
    lost = base.colour / np.maximum((fired * face[..., None]).sum((0, 1)) / face.sum(), 1e-4)
    albedo = mixed(mortar, np.clip(fired * lost, 0, 0.9).astype(np.float32), face)
    rough = base.row.roughness + 0.08 * (1 - face)
    return plain(base, albedo=albedo, roughness=rough, height=height.astype(np.float32), tile=0.9)


def _aggregate(n: int, rng: np.random.Generator, across: int) -> tuple[Field, Field, Field]:
    """(tone, height in cell units, cloud) of stones pressed into bitumen, so many across."""
    first, second, owner = cells(rng, n, across)
    stone = rng.normal(0, 1, across * across).astype(np.float32)[owner]
    body = ramp(second - first, 0.05, 0.3)
    fine = clouds(rng, n, beta=0.4, low=60)
    cloud = clouds(rng, n, beta=2.8, low=1, high=20)
    tone = body * (0.26 * stone + 0.16) - 0.22 * (1 - body) + 0.12 * fine + 0.1 * cloud
    height = body * (0.7 + 0.25 * stone) + 0.15 * fine
    return tone, height, cloud


@recipe("asphalt")
def asphalt(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Dry asphalt: grey chippings in black bitumen, oil shadows."""
    tone, body, cloud = _aggregate(n, rng, 84)
    albedo = shaded(base.colour, tone, 0.02 * cloud)
    rough = base.row.roughness + 0.05 * cloud
    return textured(base, albedo, roughness=rough, height=relief(body, 0.3, 0.8), tile=0.8)


@recipe("wet_asphalt")
def wet_asphalt(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Asphalt after rain: puddles that mirror, a wet film between them, damp stones standing out."""
    tone, body, _ = _aggregate(n, rng, 170)
    low = clouds(rng, n, beta=3.0, low=1, high=10)
    puddle = ramp(low + 0.12 * (0.5 - body), 0.25, 0.6)
    film = ramp(low, -1.0, 0.3)
    stones = relief(body, 0.24, 2.4)
    dip = relief(clouds(rng, n, beta=3.4, low=2, high=20), 0.004, 2.4)
    height = stones * (1 - puddle) * (1 - 0.45 * film) + dip
    albedo = shaded(base.colour, tone * (1 - 0.6 * puddle) - 0.45 * puddle)
    rough = 0.5 - 0.24 * film - 0.05 * (body - 0.5)
    rough = rough * (1 - puddle) + 0.04 * puddle
    soft = blurred(rough.astype(np.float32), 0.002)
    return textured(base, albedo, roughness=soft, height=height.astype(np.float32), tile=2.4, specular=0.4)
