"""Stones that are cut and polished, or split: marble, granite, travertine, slate …"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.engines.stage.surfaces.noise import blurred, cells, clouds, grid, ramp, streaks, warped
from tintype.engines.stage.surfaces.surface import (
    linear,
    luminance,
    mixed,
    plain,
    recipe,
    relief,
    shaded,
    textured,
)

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


def polish(rng: np.random.Generator, n: int, roughness: float, amount: float = 0.35) -> Field:
    """A polished finish: roughness with faint wipe marks, fingers and a few hairline scratches."""
    wipe = ramp(clouds(rng, n, beta=2.6, low=2, high=40, stretch=2.0), -0.2, 1.8)
    dust = ramp(clouds(rng, n, beta=1.2, low=20), 1.6, 3.0)
    return (roughness * (1.0 + amount * (1.6 * wipe + 1.2 * dust - 0.5))).astype(np.float32)


def veins(
    rng: np.random.Generator, n: int, *, across: tuple[int, int], width: float, rough: float = 1.0
) -> Field:
    """A family of long veins, 0..1: level lines of a tilted plane, bent at every scale, that swell,
    thin and fade. across: how many cross the tile along (u, v). width: of each in their spacing."""
    x, y = grid(n)
    spread = float(np.hypot(*across))
    bend = 0.12 * clouds(rng, n, beta=3.6, low=1, high=3) + 0.022 * clouds(rng, n, beta=3.0, low=4, high=14)
    # Distance in the plane, not in the level: without it veins puddle where the field is flat.
    gu = np.gradient(bend, 1.0 / n, axis=1) + across[0]
    gv = np.gradient(bend, 1.0 / n, axis=0) + across[1]
    steep = blurred(np.maximum(np.hypot(gu, gv) / spread, 0.6).astype(np.float32), 0.01)
    crumple = 0.004 * rough * spread * clouds(rng, n, beta=2.0, low=8, high=120)
    level = across[0] * x + across[1] * y + bend + crumple
    away = np.abs(level - np.round(level)) / steep
    swell = width * np.exp(0.6 * np.clip(clouds(rng, n, beta=2.6, low=1, high=16), -2.5, 1.2))
    present = ramp(clouds(rng, n, beta=3.0, low=1, high=5), -0.9, 0.7)
    return (np.exp(-((away / swell) ** 2)) * present).astype(np.float32)


def cracks(rng: np.random.Generator, n: int, across: int, width: float) -> Field:
    """A net of healed cracks, 0..1: bent cell walls, present in places only."""
    first, second, _ = cells(rng, n, across)
    dx, dy = (
        0.25 / across * clouds(rng, n, beta=3.4, low=across / 3, high=20)
        + 0.05 / across * clouds(rng, n, beta=2.8, low=8, high=50)
        for _ in range(2)
    )
    wall = warped((second - first).astype(np.float32), dx, dy)
    present = ramp(clouds(rng, n, beta=2.8, low=1, high=8), 0.0, 1.4)
    return ramp(wall, width, 0.0) * present


@recipe("marble")
def marble(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """White marble: soft grey clouds, broad smoky veins with a sharp heart, a net of fine ones."""
    lean = int(rng.choice([-1, 1]))
    broad = veins(rng, n, across=(lean, 1), width=0.13)
    heart = veins(rng, n, across=(lean, 2), width=0.016)
    second = veins(rng, n, across=(2 * lean, 1), width=0.012)
    fine = cracks(rng, n, 6, 0.05)
    haze = ramp(clouds(rng, n, beta=3.2, low=1, high=16, stretch=1.5), 0.0, 2.2)
    amount = 0.34 * haze * (0.4 + broad) + 0.4 * broad + 0.72 * heart + 0.5 * second + 0.2 * fine
    gold = ramp(clouds(rng, n, beta=3.2, high=5), 0.7, 1.8) * float(rng.uniform(0.0, 0.6))
    grey = linear("#6f7379") if float(luminance(base.colour)) > 0.25 else base.colour * 0.35
    vein = mixed(grey, linear("#8d7550"), gold)
    crystals = 0.012 * clouds(rng, n, beta=0.6, low=40)
    albedo = mixed(shaded(base.colour * 1.06, crystals), vein, np.clip(amount, 0, 0.85))
    return textured(base, albedo, roughness=polish(rng, n, base.row.roughness), tile=0.24, clearcoat=0.25)


@recipe("dark_marble")
def dark_marble(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Black or green marble: a deep mottled ground crossed by sharp white and golden veins."""
    mottle = clouds(rng, n, beta=2.6, low=2, high=60, stretch=1.4)
    ground = shaded(base.colour, 0.32 * mottle, 0.05 * clouds(rng, n, beta=3, high=8))
    lean = int(rng.choice([-1, 1]))
    heart = veins(rng, n, across=(lean, 1), width=0.012, rough=1.4)
    second = veins(rng, n, across=(2, -lean), width=0.012, rough=1.4)
    smoke = veins(rng, n, across=(lean, 1), width=0.1) * 0.1
    fine = cracks(rng, n, 7, 0.05)
    gold = ramp(clouds(rng, n, beta=3, high=4), 0.2, 1.4) * 0.7
    pale = mixed(linear("#dcdcd6") * 0.85 + base.colour * 0.15, linear("#b39156"), gold)
    amount = np.clip(0.8 * heart + 0.55 * second + 0.3 * fine + smoke, 0, 0.9)
    albedo = np.clip(mixed(ground, pale, amount), 0, 0.95)
    rough = polish(rng, n, base.row.roughness) + 0.05 * heart
    return plain(base, albedo=albedo, roughness=rough, tile=0.24, clearcoat=0.3)


@recipe("granite")
def granite(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Polished granite: interlocking grains of feldspar, quartz and black mica."""
    dx, dy = (0.004 * clouds(rng, n, beta=2.2, low=20, high=90) for _ in range(2))
    _, _, coarse = cells(rng, n, 60)
    _, _, small = cells(rng, n, 120)
    kinds = rng.random(60 * 60).astype(np.float32)[coarse]
    mica = (rng.random(120 * 120) < 0.13).astype(np.float32)[small]
    tint = (rng.random(60 * 60).astype(np.float32) - 0.5)[coarse]
    tone = np.where(kinds < 0.35, -0.25, np.where(kinds < 0.75, 0.12, 0.42)).astype(np.float32) + 0.25 * tint
    albedo = shaded(base.colour, tone, 0.09 * (kinds > 0.75) + 0.02)
    albedo = mixed(albedo, base.colour * 0.12, mica)
    albedo = warped(albedo, dx, dy) * np.exp(0.07 * clouds(rng, n, beta=1.0, low=30))[..., None]
    rough = polish(rng, n, base.row.roughness) * (1 - 0.3 * mica)
    return textured(base, albedo, roughness=rough, tile=0.28, clearcoat=0.2)


@recipe("slate")
def slate(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Split slate: flat flakes with stepped edges, rusty films here and there."""
    steps = clouds(rng, n, beta=2.6, low=1, high=60, stretch=1.6)
    terrace = np.round(steps * 2.2) / 2.2
    height = 0.75 * terrace + 0.25 * steps + 0.06 * clouds(rng, n, beta=1.4, low=20, stretch=2.5)
    rust = ramp(clouds(rng, n, beta=2.8, high=20), 1.2, 2.6) * 0.35
    tone = 0.1 * clouds(rng, n, beta=2.2, low=2) + 0.08 * terrace + 0.06 * clouds(rng, n, beta=0.5, low=40)
    albedo = mixed(shaded(base.colour, tone), linear("#7d5b3f"), rust)
    rough = base.row.roughness + 0.08 * clouds(rng, n, beta=2, low=4)
    return textured(base, albedo, roughness=rough, height=relief(height, 0.16, 0.6), tile=0.6)


@recipe("sandstone")
def sandstone(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Bedded sandstone: wavy layers of slightly different sand, and the grain itself."""
    _, y = grid(n)
    wave = 0.035 * clouds(rng, n, beta=3.2, high=6, stretch=3)
    beds = np.interp(
        ((y + wave) % 1.0).ravel(), np.linspace(0, 1, 33), np.append(b := rng.normal(0, 1, 32), b[0])
    )
    bed = beds.reshape(n, n).astype(np.float32)
    grain = clouds(rng, n, beta=0.3, low=60)
    albedo = shaded(base.colour, 0.07 * bed + 0.08 * grain + 0.06 * clouds(rng, n, beta=2.4), 0.035 * bed)
    height = relief(0.5 * bed + 0.35 * grain + clouds(rng, n, beta=2.4, low=3), 0.14, 0.6)
    return textured(base, albedo, roughness=base.row.roughness + 0.04 * grain, height=height, tile=0.6)


@recipe("limestone")
def limestone(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Honed limestone: cloudy ground, shell fragments and pinholes."""
    first, _, owner = cells(rng, n, 40)
    keep = (rng.random(1600) < 0.3)[owner]
    shell = ramp(first, 0.26, 0.16) * keep
    pit = ramp(clouds(rng, n, beta=1.0, low=30), 2.2, 3.0)
    tone = (
        0.05 * clouds(rng, n, beta=2.4) + 0.1 * shell - 0.35 * pit + 0.04 * clouds(rng, n, beta=0.4, low=50)
    )
    albedo = shaded(base.colour, tone, 0.02 * clouds(rng, n, beta=3, high=8))
    height = relief(clouds(rng, n, beta=1.6, low=10) - 2.5 * pit, 0.06, 0.5)
    return textured(base, albedo, roughness=base.row.roughness + 0.1 * pit, height=height, tile=0.5)


@recipe("travertine")
def travertine(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Vein-cut travertine: pale and honey bands, with rows of open pores along them."""
    wave = 0.018 * clouds(rng, n, beta=3.0, high=12, stretch=3)
    band = warped(clouds(rng, n, beta=1.6, low=2, high=40, stretch=30), wave * 0, wave)
    holes = warped(clouds(rng, n, beta=0.9, low=12, high=90, stretch=3.5), wave * 0, wave)
    rows = ramp(band, -0.2, 1.4)
    pore = ramp(holes + 0.9 * rows, 2.0, 2.5)
    tone = 0.1 * band + 0.05 * clouds(rng, n, beta=2.4) + 0.03 * clouds(rng, n, beta=0.6, low=40)
    albedo = shaded(base.colour, tone, -0.035 * band)
    albedo = mixed(albedo, base.colour * np.array([0.34, 0.29, 0.24], np.float32), 0.85 * pore)
    height = -0.0016 * pore + 0.00003 * band
    rough = base.row.roughness + 0.35 * pore + 0.05 * clouds(rng, n, beta=2.4, low=3)
    return textured(base, albedo, roughness=rough, height=height.astype(np.float32), tile=0.5)


@recipe("terrazzo")
def terrazzo(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Polished terrazzo: angular marble chips of three sizes in a pale binder."""
    chips = ["#efece4", "#c9b59a", "#8b8a86", "#5a5550", "#b98d73", "#d9cfc0", "#75807a", "#a3503c"]
    palette = np.stack([linear(c) for c in chips])
    weights = np.array([5, 4, 4, 2, 2, 4, 2, 1.0])
    albedo = shaded(base.colour, 0.03 * clouds(rng, n, beta=1.2, low=20))
    for across, share in ((58, 0.5), (26, 0.5), (12, 0.42)):
        first, second, owner = cells(rng, n, across, jitter=0.9)
        there = (rng.random(across * across) < share).astype(np.float32)[owner]
        colour = palette[rng.choice(8, across * across, p=weights / weights.sum())][owner]
        edge = 0.16 + 0.1 * rng.random(across * across).astype(np.float32)[owner]
        inside = ramp(second - first, edge, edge + 0.0018 * across)
        grain = np.exp(0.05 * clouds(rng, n, beta=1.8, low=8))[..., None]
        albedo = mixed(albedo, (colour * grain).astype(np.float32), inside * there)
    return textured(base, albedo, roughness=polish(rng, n, base.row.roughness), tile=0.5, clearcoat=0.25)


@recipe("obsidian")
def obsidian(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Volcanic glass: black, with faint flow bands and broad shell-shaped ripples."""
    flow = streaks(rng, n, length=0.6, beta=1.4)
    albedo = shaded(base.colour, 0.25 * flow)
    height = relief(clouds(rng, n, beta=4, low=2, high=10), 0.05, 0.15)
    rough = polish(rng, n, base.row.roughness)
    return textured(base, albedo, roughness=rough, height=height, tile=0.15, clearcoat=0.5)


@recipe("jade")
def jade(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Nephrite: milky and deep clouds of green under an oily polish."""
    cloud = clouds(rng, n, beta=3.0, low=1.5, high=60)
    fibre = clouds(rng, n, beta=1.6, low=12, stretch=2)
    milk = ramp(clouds(rng, n, beta=3.0, low=2, high=20), 0.4, 2.2) * 0.35
    albedo = mixed(shaded(base.colour, 0.16 * cloud + 0.03 * fibre), linear("#dfe8d8"), milk)
    rough = polish(rng, n, base.row.roughness)
    return textured(base, albedo, roughness=rough, tile=0.12, clearcoat=0.4, translucency=0.5)


@recipe("pearl")
def pearl(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Nacre: a pale ground that turns faintly rose and green, a soft deep gloss."""
    turn = clouds(rng, n, beta=3.2, low=1, high=12)
    rose, mint = np.array([1.05, 0.96, 1.0], np.float32), np.array([0.95, 1.03, 1.01], np.float32)
    albedo = base.colour * mixed(rose, mint, ramp(turn, -1.2, 1.2))
    rough = polish(rng, n, base.row.roughness, 0.25)
    return textured(base, albedo, roughness=rough, tile=0.05, clearcoat=0.6, sheen=0.35, translucency=0.3)


@recipe("rock")
def rock(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A weathered boulder or pebble: mottled, speckled, pitted, with pale veins now and then."""
    coarse = clouds(rng, n, beta=2.2, low=2)
    speck = clouds(rng, n, beta=0.4, low=50)
    pale = veins(rng, n, across=(1, 1), width=0.012) * 0.45
    tone = 0.16 * coarse + 0.1 * speck - 0.35 * ramp(speck, 1.8, 2.8)
    albedo = shaded(base.colour, tone, 0.05 * clouds(rng, n, beta=2.8, high=10))
    albedo = mixed(albedo, np.full(3, 0.62, np.float32), pale)
    height = relief(coarse + 0.3 * clouds(rng, n, beta=1.2, low=20), 0.16, 0.3)
    return textured(base, albedo, roughness=base.row.roughness + 0.06 * coarse, height=height, tile=0.3)
