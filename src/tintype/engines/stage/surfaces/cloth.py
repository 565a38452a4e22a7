"""Cloth and hides: weaves thread by thread, knits, pile, leather."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import blurred, cells, clouds, grid, ramp, streaks, warped
from tintype.engines.stage.surfaces.surface import linear, mixed, recipe, relief, shaded, textured

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


def weave(
    n: int, threads: int, rng: np.random.Generator, *, pattern: Field, slub: float
) -> tuple[Field, Field, Field]:
    """A weave of `threads` × `threads` per tile: (height 0..1, 1 where the warp is on top, tone of
    the yarn on top, mean 0).

    pattern: (k, k) of 1 where the warp (running along v) passes over; `threads` divisible by k.
    slub: how unevenly the yarn is spun.
    """
    bend = 0.18 / threads * slub
    x, y = grid(n)
    u = (x + bend * clouds(rng, n, beta=2.4, low=2, high=threads, stretch=0.2)) * threads
    v = (y + bend * clouds(rng, n, beta=2.4, low=2, high=threads, stretch=5.0)) * threads
    k = pattern.shape[0]
    i, j = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    fu, fv = u - i, v - j
    over = pattern[j % k, i % k]
    warp_next = pattern[(j + np.where(fv > 0.5, 1, -1)) % k, i % k]
    weft_next = 1 - pattern[j % k, (i + np.where(fu > 0.5, 1, -1)) % k]
    edge_v, edge_u = 2 * np.abs(fv - 0.5), 2 * np.abs(fu - 0.5)
    warp_up = over + (warp_next - over) * 0.5 * edge_v**3
    weft_up = (1 - over) + (weft_next - (1 - over)) * 0.5 * edge_u**3
    round_u, round_v = (
        np.sqrt(np.clip(1 - 0.92 * edge_u**2, 0, 1)),
        np.sqrt(np.clip(1 - 0.92 * edge_v**2, 0, 1)),
    )
    warp, weft = round_u * (0.35 + 0.65 * warp_up), round_v * (0.35 + 0.65 * weft_up)
    top = (warp > weft).astype(np.float32)
    yarn = rng.normal(0, 1, (2, threads)).astype(np.float32)
    along = clouds(rng, n, beta=1.0, low=4, stretch=0.06), clouds(rng, n, beta=1.0, low=4, stretch=16.0)
    tone = np.where(top > 0, 0.45 * yarn[0][i % threads] + along[0], 0.45 * yarn[1][j % threads] + along[1])
    return np.maximum(warp, weft).astype(np.float32), top, (slub * tone).astype(np.float32)


PLAIN = np.array([[1, 0], [0, 1]], np.float32)
TWILL = np.array([[1, 1, 1, 0], [0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1]], np.float32)


def _woven(
    base: Base, n: int, rng: np.random.Generator, threads: int, tile: float, slub: float, slope: float
) -> Surface:
    height, _, tone = weave(n, threads, rng, pattern=PLAIN, slub=slub)
    fuzz = clouds(rng, n, beta=0.4, low=40)
    wrinkle = clouds(rng, n, beta=3.4, low=1, high=8)
    shade = 0.5 * (height - 0.75) + 0.07 * tone + 0.05 * fuzz + 0.02 * wrinkle
    body = relief(height + 0.06 * fuzz, slope, tile) + relief(wrinkle, 0.05, tile)
    albedo = shaded(base.colour, shade, 0.02 * tone)
    facts = {"tile": tile, "sheen": 0.3, "specular": 0.2}
    return textured(base, albedo, roughness=base.row.roughness - 0.05 * height, height=body, **facts)


@recipe("linen")
def linen(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Linen: an open plain weave of unevenly spun yarn."""
    return _woven(base, n, rng, 104, 0.11, 1.0, 0.3)


@recipe("cotton")
def cotton(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Cotton: a close plain weave of even yarn."""
    return _woven(base, n, rng, 100, 0.07, 0.45, 0.22)


@recipe("denim")
def denim(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Denim: indigo warp over white weft in a 3/1 twill, ring-dyed and a little worn."""
    height, top, tone = weave(n, 96, rng, pattern=TWILL, slub=0.9)
    worn = ramp(clouds(rng, n, beta=2.8, low=1, high=20), 0.2, 2.4)
    fuzz = clouds(rng, n, beta=0.4, low=40)
    warp = shaded(base.colour, 0.14 * tone + 0.5 * (height - 0.75) + 0.3 * worn * height + 0.06 * fuzz)
    pale = base.colour * 0.4 + 0.6 * linear("#d9d9d2")
    weft = shaded(pale, 0.05 * tone + 0.7 * (height - 0.9))
    albedo = mixed(weft, warp, top)
    body = relief(height + 0.08 * fuzz, 0.3, 0.09)
    facts = {"tile": 0.09, "sheen": 0.2, "specular": 0.2}
    return textured(base, albedo, roughness=0.9 - 0.06 * worn, height=body, **facts)


@recipe("wicker")
def wicker(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Wicker: rods woven round uprights, split grain, dark gaps."""
    height, _, tone = weave(n, 12, rng, pattern=PLAIN, slub=0.35)
    gap = ramp(height, 0.62, 0.36)
    split = 0.5 * streaks(rng, n, length=0.05, beta=0.4) + 0.5 * streaks(rng, n, length=0.05, beta=0.4).T
    shade = 0.25 * (height - 0.8) + 0.3 * tone + 0.05 * split - 1.3 * gap
    body = 0.0045 * height + 0.00003 * split
    albedo = shaded(base.colour, shade, 0.08 * tone)
    rough = base.row.roughness + 0.2 * gap
    return textured(base, albedo, roughness=rough, height=body.astype(np.float32), tile=0.11)


@recipe("wool")
def wool(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Knitted wool: rows of V-shaped stitches of plied, hairy yarn."""
    x, y = grid(n)
    across, rows = 14, 18
    u, v = x * across, y * rows
    lean = np.abs(u % 1.0 - 0.5) * 2
    half = np.floor(u * 2).astype(np.int32)
    v = v + 0.85 * lean + 0.05 * clouds(rng, n, beta=2.4, low=2)
    f = v % 1.0
    leg = np.sqrt(np.clip(1 - ((lean - 0.5) / 0.52) ** 2, 0, 1))
    bead = np.sqrt(np.clip(1 - ((f - 0.5) / 0.5) ** 2, 0, 1))
    height = leg * (0.2 + 0.8 * bead)
    ply = np.sin(2 * np.pi * (f * 2 + np.where(half % 2 == 0, 1, -1) * lean * 1.5)) * height
    hair = clouds(rng, n, beta=0.7, low=30)
    shade = 0.55 * (height - 0.7) + 0.06 * ply + 0.1 * hair + 0.05 * clouds(rng, n, beta=2.5)
    body = relief(height + 0.08 * ply + 0.025 * hair, 0.6, 0.1)
    albedo = shaded(base.colour, shade.astype(np.float32))
    return textured(base, albedo, roughness=flatish(n, 0.97), height=body, tile=0.1, sheen=0.5, specular=0.1)


def flatish(n: int, value: float) -> Field:
    """A full (n, n) map of one value."""
    return np.full((n, n), value, np.float32)


@recipe("velvet")
def velvet(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Velvet: dense pile, brushed this way and that, bright at the edge of every fold."""
    nap = clouds(rng, n, beta=2.8, low=1.5, high=24)
    pile = clouds(rng, n, beta=0.3, low=60)
    albedo = shaded(base.colour, 0.2 * nap + 0.1 * pile)
    body = relief(nap, 0.07, 0.15) + relief(pile, 0.1, 0.15)
    return textured(
        base, albedo, roughness=0.85 + 0.05 * nap, height=body, tile=0.15, sheen=1.0, specular=0.1
    )


@recipe("suede", "felt")
def napped(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Suede and felt: short matted fibres, soft patches of nap."""
    nap = clouds(rng, n, beta=2.8, low=2, high=30)
    turn = [0.02 * clouds(rng, n, beta=2.2, low=3) for _ in range(2)]
    hairs = warped(clouds(rng, n, beta=0.8, low=24, stretch=7), turn[0], turn[1])
    cross = warped(clouds(rng, n, beta=0.8, low=24, stretch=1 / 7), turn[1], turn[0])
    fibre = np.maximum(hairs, cross) - 0.56
    strength = 0.16 if base.row.recipe == "felt" else 0.08
    albedo = shaded(base.colour, 0.04 * nap + strength * fibre)
    body = relief(fibre, 0.2, 0.12) + relief(nap, 0.04, 0.12)
    rough = base.row.roughness + 0.02 * nap
    return textured(base, albedo, roughness=rough, height=body, tile=0.12, sheen=0.6, specular=0.1)


@recipe("fur")
def fur(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Short fur: locks that lie one way, light tips over dark roots."""
    turn = 0.011 * clouds(rng, n, beta=3.0, low=2, high=9)
    lock = warped(clouds(rng, n, beta=1.6, low=6, high=60, stretch=0.12), turn, turn * 0)
    hair = warped(clouds(rng, n, beta=0.5, low=24, stretch=0.07), turn, turn * 0)
    tone = 0.28 * lock + 0.22 * hair + 0.1 * clouds(rng, n, beta=2.8, high=10)
    body = relief(lock + 0.7 * hair, 0.4, 0.12)
    albedo = shaded(base.colour, tone, 0.05 * hair)
    return textured(base, albedo, roughness=flatish(n, 0.9), height=body, tile=0.12, sheen=0.8, specular=0.2)


@recipe("silk")
def silk(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Silk: a satin face of fine floating threads, soft wrinkles, light through it."""
    thread = streaks(rng, n, length=0.08, beta=0.2)
    slub = ramp(clouds(rng, n, beta=0.8, low=10, stretch=24), 1.8, 3.0)
    albedo = shaded(base.colour, 0.025 * thread + 0.07 * slub)
    wrinkle = clouds(rng, n, beta=3.4, low=1, high=6)
    body = relief(thread + 1.5 * slub, 0.05, 0.12) + relief(wrinkle, 0.06, 0.12)
    rough = base.row.roughness * (1 + 0.08 * thread)
    facts = {"tile": 0.12, "sheen": 0.5, "translucency": 0.25}
    return textured(base, albedo, roughness=rough, height=body, **facts)


@recipe("leather")
def leather(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Full-grain leather: pebbles between creases, worn tops, pores, oil."""
    dx, dy = (0.005 * clouds(rng, n, beta=2.6, low=6, high=60) for _ in range(2))
    first, second, owner = cells(rng, n, 56)
    edge = warped((second - first).astype(np.float32), dx, dy)
    pebble = warped(rng.normal(0, 1, 56 * 56).astype(np.float32)[owner], dx, dy)
    body = np.sqrt(ramp(edge, 0.0, 0.55))
    crease = ramp(edge, 0.14, 0.0)
    wear = ramp(clouds(rng, n, beta=2.6, low=1, high=24), 0.2, 2.2)
    fine = clouds(rng, n, beta=0.8, low=40)
    tone = 0.16 * (body - 0.7) - 0.3 * crease + 0.12 * wear * body + 0.03 * fine + 0.03 * pebble
    albedo = shaded(base.colour, tone, 0.03 * wear)
    height = relief(blurred(body, 0.0016), 0.2, 0.11) + relief(fine, 0.03, 0.11)
    rough = base.row.roughness * (1.05 - 0.2 * wear + 0.3 * crease + 0.05 * fine)
    return textured(base, albedo, roughness=rough, height=height, tile=0.11, clearcoat=0.1)
