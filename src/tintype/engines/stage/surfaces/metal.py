"""Metals: the smudges and hairlines that sell a polish, brushing, casting, patina, rust."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import cells, clouds, ramp, streaks
from tintype.engines.stage.surfaces.surface import (
    flat,
    linear,
    mixed,
    plain,
    recipe,
    relief,
    shaded,
    textured,
    true_to,
)

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


def _handled(rng: np.random.Generator, n: int, roughness: float) -> Field:
    """Roughness of a metal that was polished and then touched."""
    film = ramp(clouds(rng, n, beta=2.6, low=1.5, high=40), 0.0, 2.0)
    hair = np.abs(streaks(rng, n, length=0.25, beta=0.2))
    cross = np.abs(streaks(rng, n, length=0.25, beta=0.2)).T
    lines = ramp(np.maximum(hair, cross), 2.2, 3.6)
    return (roughness * (0.85 + 0.55 * film + 0.5 * lines)).astype(np.float32)


@recipe("polished_metal")
def polished_metal(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Polished metal: its tint, slightly duller where it was touched; faint hairlines."""
    dull = ramp(clouds(rng, n, beta=2.8, low=1, high=20), 0.4, 2.2)
    albedo = true_to(shaded(base.colour, -0.05 * dull), base.colour)
    height = relief(clouds(rng, n, beta=3.4, low=2, high=20), 0.004, 0.2)
    return plain(base, albedo=albedo, roughness=_handled(rng, n, base.row.roughness), height=height, tile=0.2)


@recipe("mirror")
def mirror(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Silvered plate glass, clean."""
    return plain(base, roughness=flat(base.row.roughness))


@recipe("brushed")
def brushed(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Brushed along u: fine lines in tone, roughness and relief."""
    fine = streaks(rng, n, length=0.35, beta=0.3)
    broad = streaks(rng, n, length=0.9, beta=1.4)
    line = 0.7 * fine + 0.5 * broad
    smudge = ramp(clouds(rng, n, beta=2.6, low=1, high=20), 0.3, 2.0)
    albedo = true_to(shaded(base.colour, 0.05 * line - 0.03 * smudge), base.colour)
    rough = base.row.roughness * (1.0 + 0.22 * line + 0.2 * smudge)
    return plain(base, albedo=albedo, roughness=rough, height=relief(line, 0.07, 0.16), tile=0.16)


@recipe("cast_metal")
def cast_metal(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Cast and oiled iron: a pebbly skin, dark hollows, worn bright tops."""
    skin = clouds(rng, n, beta=1.6, low=14, high=120)
    swell = clouds(rng, n, beta=3.0, low=2, high=14)
    tone = 0.1 * skin + 0.08 * swell - 0.2 * ramp(skin, -0.8, -2.2)
    albedo = true_to(shaded(base.colour, tone, 0.015 * swell), base.colour)
    rough = base.row.roughness * (1.0 + 0.12 * swell - 0.12 * skin)
    return plain(
        base, albedo=albedo, roughness=rough, height=relief(skin + 0.8 * swell, 0.11, 0.15), tile=0.15
    )


@recipe("patina")
def patina(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Statuary bronze: brown lacquered ground, warm rubbed highlights, a breath of verdigris."""
    swell = clouds(rng, n, beta=2.8, low=1.5, high=40)
    dark = ramp(swell, -1.6, 2.2)
    green = ramp(clouds(rng, n, beta=2.2, low=3), 1.5, 2.8) * 0.4
    albedo = shaded(base.colour, -0.4 * dark + 0.03 * clouds(rng, n, beta=1, low=30), 0.03 * swell)
    albedo = mixed(albedo, linear("#5d7a66"), green)
    rough = _handled(rng, n, base.row.roughness) + 0.12 * dark + 0.3 * green
    height = relief(clouds(rng, n, beta=2.6, low=4), 0.02, 0.2)
    return plain(base, albedo=true_to(albedo, base.colour), roughness=rough, height=height, tile=0.2)


@recipe("rust")
def rust(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Rusted iron: orange bloom over brown scale, flaking plates, dark metal in the gaps."""
    broad = clouds(rng, n, beta=2.4, low=1.5, high=60)
    fine = clouds(rng, n, beta=1.0, low=20)
    first, second, owner = cells(rng, n, 18)
    plate = rng.normal(0, 1, 18 * 18).astype(np.float32)[owner]
    crack = ramp(second - first + 0.07 * fine, 0.1, 0.0) * ramp(broad, -0.6, 0.6)
    orange = ramp(broad + 0.5 * fine, 0.2, 1.8)
    dark = ramp(broad - 0.3 * fine, -0.9, -1.9)
    tone = 0.12 * fine + 0.1 * plate * ramp(broad, -0.2, 0.8)
    albedo = mixed(shaded(base.colour, tone), linear("#b4622a"), 0.75 * orange)
    albedo = mixed(mixed(albedo, linear("#3b2a24"), 0.8 * dark), linear("#2a1a14"), 0.6 * crack)
    height = relief(broad + 0.35 * fine + 0.25 * plate, 0.2, 0.3) - 0.0004 * crack
    rough = base.row.roughness + 0.1 * orange - 0.25 * dark
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), tile=0.3)
