"""What factories make: plastic, rubber, paint, paper, wax."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import clouds, grid, ramp, warped
from tintype.engines.stage.surfaces.stone import polish
from tintype.engines.stage.surfaces.surface import linear, mixed, plain, recipe, relief, shaded, textured
from tintype.engines.stage.surfaces.wall import pores

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


@recipe("plastic")
def plastic(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Moulded plastic: even colour, a faint moulding grain, smudges in the gloss."""
    grain = clouds(rng, n, beta=1.0, low=40, high=200)
    rough = polish(rng, n, base.row.roughness, 0.3)
    height = relief(grain, 0.012 if base.row.roughness < 0.4 else 0.03, 0.12)
    albedo = shaded(base.colour, 0.008 * clouds(rng, n, beta=2.6, low=1))
    return textured(base, albedo, roughness=rough, height=height, tile=0.12)


@recipe("rubber")
def rubber(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Rubber: matte, dusty, with a fine pebble."""
    dust = ramp(clouds(rng, n, beta=3.0, low=1.5, high=30), -0.2, 2.6)
    albedo = mixed(base.colour, base.colour * 0.7 + 0.3 * linear("#9a948c"), 0.3 * dust)
    height = relief(clouds(rng, n, beta=1.0, low=40), 0.05, 0.1)
    return textured(base, albedo, roughness=base.row.roughness + 0.1 * dust, height=height, tile=0.1)


@recipe("wax")
def wax(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Wax and soap: cloudy, soft-edged, faintly finger-marked, glowing at thin edges."""
    cloud = clouds(rng, n, beta=3.0, low=1.5, high=40)
    bloom = ramp(clouds(rng, n, beta=2.2, low=3), 0.6, 2.6)
    albedo = shaded(base.colour, 0.03 * cloud + 0.04 * bloom, 0.01 * cloud)
    height = relief(clouds(rng, n, beta=3.0, low=3, high=40), 0.025, 0.12)
    rough = base.row.roughness * (0.9 + 0.4 * bloom)
    facts = {"tile": 0.12, "clearcoat": 0.15, "sheen": 0.25, "translucency": 0.6}
    return textured(base, albedo, roughness=rough, height=height, **facts)


@recipe("paper")
def paper(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Paper: matted fibres and a cloudy formation, seen best in raking light."""
    fibre = _fibres(n, rng)
    cloud = clouds(rng, n, beta=2.0, low=4, high=40)
    albedo = shaded(base.colour, 0.014 * fibre + 0.01 * cloud)
    height = relief(fibre + 0.5 * cloud, 0.05, 0.08)
    rough = base.row.roughness + 0.02 * cloud
    return textured(base, albedo, roughness=rough, height=height, tile=0.08, translucency=0.2, specular=0.25)


def _fibres(n: int, rng: np.random.Generator) -> Field:
    """Short curled fibres in all directions; mean 0, variance about 1."""
    turn = [0.03 * clouds(rng, n, beta=2.2, low=3) for _ in range(4)]
    a = warped(clouds(rng, n, beta=0.9, low=16, stretch=9), turn[0], turn[1])
    b = warped(clouds(rng, n, beta=0.9, low=16, stretch=1 / 9), turn[2], turn[3])
    return ((np.maximum(a, b) - 0.56) / 0.83).astype(np.float32)


@recipe("cardboard")
def cardboard(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Corrugated board: brown fibres, flecks of other pulp, flutes showing through the liner."""
    _, y = grid(n)
    flute = np.sin(2 * np.pi * y * 32).astype(np.float32)
    fibre = _fibres(n, rng)
    fleck = ramp(clouds(rng, n, beta=0.6, low=30, stretch=3), 2.2, 3.0)
    tone = 0.04 * fibre + 0.015 * flute + 0.04 * clouds(rng, n, beta=2.2, low=3) - 0.35 * fleck
    height = relief(flute, 0.03, 0.2) + relief(fibre, 0.06, 0.2)
    rough = base.row.roughness + 0.02 * fibre
    return textured(base, shaded(base.colour, tone), roughness=rough, height=height, tile=0.2, specular=0.2)


@recipe("paint")
def paint(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Painted surface: rolled orange peel in a satin film."""
    peel = clouds(rng, n, beta=2.0, low=20, high=90)
    albedo = shaded(base.colour, 0.012 * clouds(rng, n, beta=2.8, low=1) + 0.006 * peel)
    rough = base.row.roughness * (1 + 0.06 * clouds(rng, n, beta=2.4, low=2))
    return textured(base, albedo, roughness=rough, height=relief(peel, 0.03, 0.3), tile=0.3)


@recipe("lacquer")
def lacquer(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Lacquer and car paint: deep, even, mirror-like, with dust and the last polishing swirls."""
    albedo = shaded(base.colour, 0.012 * clouds(rng, n, beta=2.8, low=1))
    rough = polish(rng, n, base.row.roughness, 0.3)
    height = relief(clouds(rng, n, beta=3.0, low=6, high=40), 0.003, 0.25)
    return textured(base, albedo, roughness=rough, height=height, tile=0.25, clearcoat=1.0)


@recipe("foam")
def foam(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Foam: cells of three sizes, open at the skin."""
    hole = np.maximum(pores(rng, n, 40, 0.8, 0.42), pores(rng, n, 80, 0.7, 0.42))
    hole = np.maximum(hole, pores(rng, n, 20, 0.3, 0.34))
    height = relief(-hole, 0.35, 0.08)
    albedo = shaded(base.colour, -0.35 * hole + 0.02 * clouds(rng, n, beta=1, low=20))
    rough = np.full((n, n), base.row.roughness, np.float32)
    return textured(base, albedo, roughness=rough, height=height, tile=0.08, translucency=0.2)


@recipe("emissive")
def emissive(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A surface that shines evenly."""
    return plain(base)
