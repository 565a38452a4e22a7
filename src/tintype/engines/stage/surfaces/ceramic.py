"""Fired clay: glazes, porcelain, terracotta, stoneware."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import clouds, ramp
from tintype.engines.stage.surfaces.stone import polish
from tintype.engines.stage.surfaces.surface import linear, mixed, recipe, relief, shaded, textured
from tintype.engines.stage.surfaces.wall import pores

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Surface


@recipe("glaze")
def glaze(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Glazed ceramic: colour pooled a little unevenly, a wavy clear coat, a rare iron speck."""
    pool = clouds(rng, n, beta=3.0, low=2, high=30)
    speck = pores(rng, n, 40, 0.03, 0.13)
    albedo = shaded(base.colour, 0.018 * pool)
    albedo = mixed(albedo, base.colour * 0.35, 0.55 * speck)
    height = relief(clouds(rng, n, beta=3.4, low=3, high=24), 0.008, 0.2)
    rough = polish(rng, n, base.row.roughness, 0.25)
    return textured(base, albedo, roughness=rough, height=height, tile=0.2, clearcoat=0.7)


@recipe("porcelain")
def porcelain(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Porcelain: nearly perfect, slightly translucent, with the faintest waviness."""
    albedo = shaded(base.colour, 0.01 * clouds(rng, n, beta=3.0, low=2, high=30))
    height = relief(clouds(rng, n, beta=3.6, low=2, high=16), 0.004, 0.2)
    rough = polish(rng, n, base.row.roughness, 0.25)
    facts = {"tile": 0.2, "clearcoat": 0.8, "translucency": 0.15}
    return textured(base, albedo, roughness=rough, height=height, **facts)


@recipe("terracotta")
def terracotta(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Unglazed terracotta: turning rings, clay grain, chalky bloom, small pits."""
    turn = clouds(rng, n, beta=1.2, low=6, high=60, stretch=60)
    grain = clouds(rng, n, beta=0.5, low=50)
    bloom = ramp(clouds(rng, n, beta=2.8, low=1.5, high=40), 0.2, 3.0) * 0.3
    pit = pores(rng, n, 60, 0.1, 0.25)
    tone = 0.05 * clouds(rng, n, beta=2.4, low=2) + 0.04 * grain + 0.03 * turn - 0.3 * pit
    albedo = mixed(shaded(base.colour, tone, 0.02 * turn), linear("#e3c9b0"), bloom)
    height = relief(0.8 * turn + 0.25 * grain, 0.05, 0.3) - 0.0004 * pit
    rough = base.row.roughness + 0.04 * grain
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), tile=0.3)


@recipe("stoneware")
def stoneware(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Stoneware: a satin oatmeal glaze over dark iron speckle, throwing rings underneath."""
    speck = np.maximum(pores(rng, n, 70, 0.16, 0.24), pores(rng, n, 34, 0.07, 0.16))
    ring = clouds(rng, n, beta=1.6, low=5, high=40, stretch=50)
    breaks = ramp(ring + 0.5 * clouds(rng, n, beta=2.4, low=3), 0.8, 2.2)
    tone = 0.06 * clouds(rng, n, beta=2.6, low=1.5, high=40) + 0.02 * ring
    albedo = mixed(shaded(base.colour, tone, 0.02 * ring), base.colour * 0.55, 0.25 * breaks)
    albedo = mixed(albedo, base.colour * np.array([0.2, 0.15, 0.1], np.float32), 0.75 * speck)
    height = relief(ring + 0.15 * clouds(rng, n, beta=2, low=10), 0.03, 0.25)
    rough = base.row.roughness + 0.08 * clouds(rng, n, beta=2.6, low=2) + 0.1 * breaks
    return textured(base, albedo, roughness=rough, height=height, tile=0.25, clearcoat=0.15)
