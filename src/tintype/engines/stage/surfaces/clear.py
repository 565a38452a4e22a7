"""Glass, ice and liquids: what shows at their skin. Their colour is absorption, see `bake`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import clouds, ramp
from tintype.engines.stage.surfaces.surface import plain, recipe, relief

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Surface


@recipe("glass")
def glass(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Clear glass: a smooth skin, with the slow waviness of blown or pressed glass as relief."""
    height = relief(clouds(rng, n, beta=4.0, low=1, high=8), 0.004, 0.12)
    return plain(base, height=height, tile=0.12)


@recipe("frosted")
def frosted(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Sand-blasted or etched glass: an even veil with slightly clearer clouds."""
    cloud = clouds(rng, n, beta=2.6, low=2, high=40)
    return plain(base, roughness=base.row.roughness * (1 + 0.1 * cloud), tile=0.12)


@recipe("ice")
def ice(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Melting ice: rounded bumps, wet where clear and white where crazed."""
    bump = clouds(rng, n, beta=3.2, low=2, high=30)
    crazed = ramp(clouds(rng, n, beta=2.4, low=3), 1.0, 2.4)
    rough = base.row.roughness * 0.5 + 0.35 * crazed
    return plain(base, roughness=rough.astype(np.float32), height=relief(bump, 0.09, 0.06), tile=0.06)


@recipe("liquid")
def liquid(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A liquid at rest: smooth. Water also has open-air waves as relief, for ponds and the sea;
    leave the relief out in a vessel."""
    if base.row.name != "water":
        return plain(base)
    swell = clouds(rng, n, beta=3.0, low=2, high=14, stretch=1.6)
    chop = clouds(rng, n, beta=2.6, low=8, high=60, stretch=1.3)
    # Crests are narrower than troughs.
    waves = np.exp(0.5 * swell) + 0.35 * np.exp(0.4 * chop)
    return plain(base, height=relief(waves.astype(np.float32), 0.09, 2.0), tile=2.0)
