"""Leaves, petals, fruit and food."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import cells, clouds, ramp, streaks, warped
from tintype.engines.stage.surfaces.stone import polish
from tintype.engines.stage.surfaces.surface import linear, mixed, plain, recipe, relief, shaded, textured
from tintype.engines.stage.surfaces.wall import pores

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Surface


@recipe("leaf")
def leaf(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A leaf's skin: a net of small veins, pale between, waxy."""
    first, second, _ = cells(rng, n, 16)
    small_first, small_second, _ = cells(rng, n, 44)
    dx, dy = (0.012 * clouds(rng, n, beta=2.8, low=3, high=40) for _ in range(2))
    vein = warped(ramp(second - first, 0.12, 0.0), dx, dy)
    net = warped(ramp(small_second - small_first, 0.14, 0.0), dx, dy)
    patch = clouds(rng, n, beta=2.6, low=1.5, high=40)
    tone = 0.16 * vein + 0.07 * net + 0.1 * patch
    albedo = shaded(base.colour, tone, 0.05 * patch + 0.06 * vein)
    height = relief(-vein - 0.4 * net + 0.3 * patch, 0.08, 0.08)
    rough = base.row.roughness + 0.06 * patch + 0.08 * vein
    return textured(base, albedo, roughness=rough, height=height, tile=0.08, translucency=0.4, specular=0.5)


@recipe("petal")
def petal(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A petal: fine veins along v, a velvety skin, light through it."""
    line = streaks(rng, n, length=0.25, beta=0.5).T
    patch = clouds(rng, n, beta=3.0, low=1, high=12)
    skin = clouds(rng, n, beta=0.5, low=50)
    albedo = shaded(base.colour, 0.04 * line + 0.05 * patch + 0.015 * skin)
    height = relief(line + 0.2 * skin, 0.05, 0.05)
    rough = np.full((n, n), base.row.roughness, np.float32)
    facts = {"tile": 0.05, "translucency": 0.45, "sheen": 0.3, "specular": 0.3}
    return textured(base, albedo, roughness=rough, height=height, **facts)


@recipe("fruit_skin")
def fruit_skin(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Fruit skin: pale pores, streaks of riper colour along v, a natural wax with dull patches."""
    pore = pores(rng, n, 34, 0.5, 0.16)
    ripe = clouds(rng, n, beta=2.2, low=2, high=40, stretch=0.25)
    blush = clouds(rng, n, beta=3.2, low=1, high=6)
    tone = 0.05 * ripe + 0.04 * blush
    albedo = shaded(base.colour, tone, 0.055 * blush + 0.03 * ripe)
    pale = (base.colour * 0.55 + 0.45 * linear("#f0d9a0")).astype(np.float32)
    albedo = mixed(albedo, pale, 0.45 * pore)
    height = relief(clouds(rng, n, beta=2.0, low=14, high=70), 0.022, 0.08) - 0.00002 * pore
    bloom = ramp(clouds(rng, n, beta=2.6, low=2, high=30), 0.2, 2.0)
    rough = base.row.roughness * (0.9 + 0.35 * bloom) + 0.08 * pore
    facts = {"tile": 0.08, "clearcoat": 0.2, "translucency": 0.2}
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), **facts)


@recipe("eggshell")
def eggshell(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Eggshell: a chalky skin full of pinholes, freckled when brown."""
    pit = clouds(rng, n, beta=1.2, low=24, high=140)
    freckle = ramp(clouds(rng, n, beta=1.6, low=8), 1.9, 3.0)
    tone = 0.02 * clouds(rng, n, beta=2.6, low=1.5) + 0.012 * pit - 0.18 * freckle
    height = relief(pit, 0.035, 0.05)
    rough = base.row.roughness + 0.03 * pit
    albedo = shaded(base.colour, tone, 0.015 * pit)
    return textured(base, albedo, roughness=rough, height=height, tile=0.05, translucency=0.15)


@recipe("chocolate")
def chocolate(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Tempered chocolate: a satin snap surface, tiny bubbles, a trace of bloom."""
    bubble = pores(rng, n, 40, 0.08, 0.2)
    bloom = ramp(clouds(rng, n, beta=3.0, low=2, high=30), 0.8, 3.0) * 0.12
    albedo = mixed(shaded(base.colour, 0.05 * clouds(rng, n, beta=2.4, low=2)), linear("#8a6a55"), bloom)
    height = relief(clouds(rng, n, beta=2.4, low=3, high=40), 0.02, 0.1) - 0.0002 * bubble
    rough = polish(rng, n, base.row.roughness) + 0.3 * bloom
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), tile=0.1)


@recipe("bread_crust")
def bread_crust(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Crust: toasted dark ridges, golden hollows, fine cracks, a dusting of flour."""
    swell = clouds(rng, n, beta=3.0, low=1, high=40)
    blister = clouds(rng, n, beta=1.4, low=14, high=100)
    first, second, _ = cells(rng, n, 20)
    some = ramp(clouds(rng, n, beta=2.6, low=1, high=8), 0.2, 1.2)
    crack = ramp(second - first + 0.1 * blister, 0.06, -0.04) * some
    toast = ramp(swell + 0.3 * blister, -0.9, 2.2)
    flour = ramp(clouds(rng, n, beta=1.6, low=3), 0.9, 2.4) * ramp(blister, -0.5, 1.0)
    albedo = mixed(shaded(base.colour * 1.25, 0.06 * blister), linear("#5e2e12"), 0.7 * toast)
    albedo = mixed(albedo, linear("#e9c98f"), 0.35 * crack)
    albedo = mixed(albedo, linear("#efe3cd"), 0.6 * flour)
    height = relief(swell, 0.12, 0.16) + relief(blister, 0.16, 0.16) - 0.0003 * crack
    rough = base.row.roughness - 0.15 * toast + 0.2 * flour
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), tile=0.16)


@recipe("milk")
def milk(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Milk: opaque white, mirror-smooth; at its skin nothing is to be seen."""
    return plain(base, translucency=0.6)
