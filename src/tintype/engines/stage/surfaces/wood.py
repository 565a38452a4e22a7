"""Wood and what grows like it. The grain runs along u; bark furrows along v.

A board is a plane through a stack of nested cones (growth rings): level sets of
    phase = climb · x + bow · (1 − cos 2πy) / 2 + bends
which gives the cathedral arches of a flat-sawn board and tiles because `climb` is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import cells, clouds, grid, ramp, streaks, warped
from tintype.engines.stage.surfaces.surface import linear, mixed, recipe, relief, shaded, textured

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


@dataclass(frozen=True, kw_only=True)
class Grain:
    """rings: about how many cross the tile; late: darkness of latewood; sharp: how suddenly a ring
    ends; pores: strength of open vessels; ringporous: vessels only in early wood; fibre: strength of
    the finest streaks; wave: bend of the rings; knots: how many; tile: metres."""

    rings: float = 22.0
    late: float = 0.28
    sharp: float = 0.2
    pores: float = 0.5
    ringporous: bool = True
    fibre: float = 0.07
    wave: float = 0.9
    knots: int = 0
    hue: float = 0.05
    tile: float = 0.42


_GRAIN = {
    "oak": Grain(),
    "walnut": Grain(rings=15, late=0.34, sharp=0.45, pores=0.42, ringporous=False, wave=1.5, fibre=0.09),
    "pine": Grain(rings=15, late=0.36, sharp=0.22, pores=0.0, fibre=0.05, wave=0.7, knots=1, hue=0.09),
    "fine_wood": Grain(rings=26, late=0.13, sharp=0.6, pores=0.14, ringporous=False, fibre=0.08, wave=0.8),
    "driftwood": Grain(rings=20, late=0.3, sharp=0.35, pores=0.25, fibre=0.16, wave=1.3, knots=1, hue=0.0),
}


def _phase(grain: Grain, n: int, rng: np.random.Generator) -> Field:
    """Growth-ring number at each point, continuous but for whole steps at the tile's edge."""
    x, y = grid(n)
    climb = int(rng.choice([2, 3])) * int(rng.choice([-1, 1]))
    shift = float(rng.random())
    arch = 0.5 - 0.5 * np.cos(2 * np.pi * (y + shift))
    bends = grain.wave * clouds(rng, n, beta=3.4, high=5, stretch=4)
    ripple = 0.06 * grain.wave * clouds(rng, n, beta=2.2, low=4, high=60, stretch=6)
    return (climb * x + (grain.rings / 2) * arch + bends + ripple).astype(np.float32)


def _knot(n: int, rng: np.random.Generator, phase: Field) -> tuple[Field, Field]:
    """Rings swept around a knot; (new phase, darkness of the knot 0..1)."""
    x, y = grid(n)
    cx, cy = rng.random(2)
    radius = float(rng.uniform(0.022, 0.035))
    dx = (x - cx + 0.5) % 1.0 - 0.5
    dy = (y - cy + 0.5) % 1.0 - 0.5
    d = np.hypot(dx / 1.35, dy).astype(np.float32) / radius
    d = d * (1 + 0.05 * clouds(rng, n, beta=3, low=2, high=12))
    swept = phase + 2.6 * np.exp(-((d / 2.6) ** 2))
    inner = ramp(d, 1.15, 0.85)
    swept = swept * (1 - inner) + inner * 4.5 * d
    return swept.astype(np.float32), (inner * 0.75 + 0.3 * ramp(np.abs(d - 1.0), 0.22, 0.0)).astype(
        np.float32
    )


@recipe("oak", "walnut", "pine", "fine_wood", "driftwood")
def board(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A planed board: growth rings, open vessels, fibres, and now and then a knot."""
    grain = _GRAIN[base.row.recipe]
    phase = _phase(grain, n, rng)
    dark = np.zeros((n, n), np.float32)
    for _ in range(grain.knots):
        phase, knot = _knot(n, rng, phase)
        dark = np.maximum(dark, knot)
    ring = phase - np.floor(phase)
    late = ramp(ring, 0.15, 1.0 - 0.5 * grain.sharp) * ramp(ring, 1.0, 1.0 - 0.5 * grain.sharp)
    vary = np.exp(0.3 * clouds(rng, n, beta=2.6, high=12, stretch=6))
    fibre = streaks(rng, n, length=0.05, beta=0.2)
    band = clouds(rng, n, beta=2.2, low=1, high=24, stretch=12)
    vessel = _vessels(n, rng) * grain.pores
    if grain.ringporous:
        vessel = vessel * ramp(ring, 0.42, 0.1)
    tone = -grain.late * late * vary + grain.fibre * fibre + 0.07 * band - 0.55 * vessel
    albedo = shaded(base.colour, tone, grain.hue * (late - 0.3) + 0.012 * band)
    albedo = mixed(albedo, base.colour * np.array([0.3, 0.22, 0.16], np.float32), 0.85 * dark)
    rough = base.row.roughness * (1.0 + 0.3 * vessel + 0.06 * fibre - 0.1 * late + 0.08 * band)
    steep = 0.22 if base.row.recipe == "driftwood" else 0.045
    height = relief(0.35 * fibre - 1.6 * vessel + 0.5 * late, steep, grain.tile)
    return textured(base, albedo, roughness=rough, height=height, tile=grain.tile, clearcoat=0.08)


def _vessels(n: int, rng: np.random.Generator) -> Field:
    """Open pores cut lengthwise: short dark dashes along the grain, 0..1."""
    dashes = clouds(rng, n, beta=0.0, low=24, stretch=26)
    return ramp(dashes, 1.0, 2.0)


@recipe("bamboo")
def bamboo(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Laminated bamboo: narrow strips, each its own shade, straight fibres, a node here and there."""
    x, y = grid(n)
    strips = 12
    strip = np.floor(y * strips).astype(np.int32)
    shade = rng.normal(0, 1, strips).astype(np.float32)[strip]
    at = rng.random(strips).astype(np.float32)[strip]
    away = np.abs((x - at + 0.5) % 1.0 - 0.5)
    node = np.exp(-((away / 0.006) ** 2)) + 0.5 * np.exp(-(((away - 0.014) / 0.006) ** 2))
    joint = ramp(np.abs(y * strips % 1.0 - 0.5), 0.485, 0.5)
    fibre = streaks(rng, n, length=0.25, beta=0.2)
    tone = 0.06 * shade + 0.045 * fibre - 0.28 * node - 0.45 * joint
    height = relief(0.2 * fibre - 2.0 * joint + 1.0 * node, 0.04, 0.3)
    rough = base.row.roughness * (1 + 0.06 * fibre)
    albedo = shaded(base.colour, tone, 0.02 * shade)
    return textured(base, albedo, roughness=rough, height=height, tile=0.3, clearcoat=0.15)


@recipe("bark")
def bark(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Furrowed bark: long plates up the trunk with deep dark cracks and lichen."""
    dx, dy = (0.02 * clouds(rng, n, beta=2.8, low=2, high=40) for _ in range(2))
    first, second, owner = cells(rng, n, 11, down=3)
    plate = rng.normal(0, 1, 52).astype(np.float32)[owner]
    edge = warped((second - first).astype(np.float32), dx, dy)
    plate = warped(plate, dx, dy)
    scale = clouds(rng, n, beta=2.0, low=6, stretch=0.3)
    body = ramp(edge, 0.02, 0.45)
    crack = ramp(edge, 0.16, 0.0)
    lichen = ramp(clouds(rng, n, beta=2.0, low=4), 1.5, 2.6) * body * 0.5
    tone = 0.35 * (body - 0.6) + 0.13 * scale + 0.1 * plate - 0.9 * crack
    albedo = mixed(shaded(base.colour, tone, 0.04 * plate), linear("#8d9478"), lichen)
    height = 0.008 * body + 0.0007 * scale + 0.001 * plate - 0.003 * crack
    return textured(base, albedo, roughness=0.95 - 0.1 * body, height=height.astype(np.float32), tile=0.4)


@recipe("cork")
def cork(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Agglomerated cork: granules of two shades, dark seams and lenticels."""
    first, second, owner = cells(rng, n, 44)
    dx, dy = (0.004 * clouds(rng, n, beta=2.2, low=16, high=100) for _ in range(2))
    granule = warped(rng.normal(0, 1, 44 * 44).astype(np.float32)[owner], dx, dy)
    seam = warped(ramp(second - first, 0.12, 0.0), dx, dy)
    speck = ramp(clouds(rng, n, beta=1.0, low=24, stretch=1.8), 1.7, 2.5)
    fine = clouds(rng, n, beta=0.6, low=50)
    tone = 0.14 * granule - 0.28 * seam - 0.75 * speck + 0.06 * fine
    height = relief(0.4 * granule - seam - 1.2 * speck + 0.2 * fine, 0.12, 0.16)
    albedo = shaded(base.colour, tone, 0.03 * granule)
    return textured(base, albedo, roughness=base.row.roughness + 0.1 * speck, height=height, tile=0.16)
