"""Ground: sand, snow, gravel, soil, and what grows on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from tintype.engines.stage.surfaces.noise import cells, clouds, grid, ramp, warped
from tintype.engines.stage.surfaces.surface import linear, mixed, recipe, relief, shaded, textured

if TYPE_CHECKING:
    from tintype.engines.stage.surfaces.surface import Base, Field, Surface


@recipe("sand")
def sand(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Wind-blown sand: forked ripples with steep lee sides, and single grains."""
    _, y = grid(n)
    bend = 0.035 * clouds(rng, n, beta=3.2, high=6, stretch=0.7)
    phase = (y + bend) * 15
    f = phase - np.floor(phase)
    ripple = np.where(f < 0.72, f / 0.72, (1 - f) / 0.28).astype(np.float32)
    ripple = 0.5 - 0.5 * np.cos(np.pi * ripple)
    ripple = ripple * (0.65 + 0.35 * ramp(clouds(rng, n, beta=3, high=5), -1, 1))
    grain = rng.standard_normal((n, n), np.float32)
    clump = clouds(rng, n, beta=0.8, low=30)
    dark = (rng.random((n, n)) < 0.035).astype(np.float32)
    tone = 0.06 * grain + 0.04 * clump + 0.1 * (ripple - 0.5) - 0.5 * dark + 0.04 * clouds(rng, n, beta=3)
    albedo = shaded(base.colour, tone.astype(np.float32), 0.02 * clump)
    height = relief(ripple.astype(np.float32), 0.16, 1.2) + relief(clump, 0.1, 1.2)
    rough = base.row.roughness - 0.1 * (grain > 2.4)
    return textured(base, albedo, roughness=rough, height=height, tile=1.2, specular=0.25)


@recipe("snow")
def snow(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Settled snow: soft drifts, a granular crust, crystals that flash."""
    drift = clouds(rng, n, beta=3.4, low=1, high=10)
    crust = clouds(rng, n, beta=1.2, low=16)
    flash = (rng.random((n, n)) < 0.006).astype(np.float32)
    tone = 0.012 * drift + 0.02 * crust
    shade = shaded(base.colour * 0.98, tone, -0.008 * drift)
    tilt = rng.standard_normal((n, n), np.float32) * flash
    height = relief(drift, 0.09, 1.5) + relief(crust, 0.1, 1.5) + relief(tilt, 0.05, 1.5)
    rough = base.row.roughness - 0.55 * flash
    return textured(base, shade, roughness=rough, height=height, tile=1.5, translucency=0.3, sheen=0.2)


@recipe("salt")
def salt(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Coarse salt: faceted grains, some clear, some white."""
    first, second, owner = cells(rng, n, 60)
    facet = rng.normal(0, 1, 3600).astype(np.float32)[owner]
    tone = 0.06 * facet - 0.2 * ramp(second - first, 0.15, 0.0)
    height = relief(ramp(second - first, 0.0, 0.4) + 0.4 * facet, 0.35, 0.08)
    rough = base.row.roughness - 0.3 * (facet > 0.9)
    return textured(base, shaded(base.colour, tone), roughness=rough, height=height, tile=0.08)


@recipe("gravel")
def gravel(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Gravel: rounded stones of many greys and browns over smaller ones."""
    tone, height, warm = _stones(n, rng, 34, 0.0)
    upper, rise, hue = _stones(n, rng, 17, 0.62)
    cover = ramp(rise, 0.04, 0.2)
    speck = clouds(rng, n, beta=0.8, low=40)
    tone = tone * (1 - cover) + upper * cover + 0.07 * speck
    body = height * 0.006 * (1 - cover) + cover * (0.005 + 0.012 * rise)
    albedo = shaded(base.colour, tone, 0.07 * (warm * (1 - cover) + hue * cover))
    rough = base.row.roughness - 0.1 * cover
    return textured(base, albedo, roughness=rough, height=body.astype(np.float32), tile=0.5)


def _stones(n: int, rng: np.random.Generator, across: int, missing: float) -> tuple[Field, Field, Field]:
    """(tone, height 0..1, hue) of one layer of stones; a share of them is missing."""
    dx, dy = (0.12 / across * clouds(rng, n, beta=2.4, low=across / 4) for _ in range(2))
    first, second, owner = cells(rng, n, across)
    count = across * across
    there = (rng.random(count) >= missing).astype(np.float32)[owner]
    edge = warped(((second - first) * there).astype(np.float32), dx, dy)
    height = np.sqrt(ramp(edge, 0.04, 0.75))
    each = rng.normal(0, 1, (2, count)).astype(np.float32)
    tone = 0.3 * each[0][owner] + 0.5 * height - 0.4 - 0.7 * ramp(edge, 0.12, 0.0)
    return tone.astype(np.float32), height, each[1][owner]


@recipe("soil")
def soil(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Garden soil: crumbs of three sizes, straws and small stones."""
    tone, height = np.zeros((n, n), np.float32), np.zeros((n, n), np.float32)
    dx, dy = (0.01 * clouds(rng, n, beta=2.4, low=8, high=80) for _ in range(2))
    for across, weight, missing in ((16, 0.7, 0.75), (36, 0.6, 0.4), (80, 0.4, 0.0)):
        first, second, owner = cells(rng, n, across)
        there = (rng.random(across * across) >= missing).astype(np.float32)[owner]
        crumb = warped(np.sqrt(ramp(second - first, 0.0, 0.6)) * there, dx, dy)
        own = rng.normal(0, 1, across * across).astype(np.float32)[owner]
        height += weight * crumb
        tone += weight * (0.16 * warped(own * there, dx, dy) + 0.3 * crumb)
    pale = ramp(clouds(rng, n, beta=0.6, low=30, stretch=3), 2.4, 3.0)
    tone = tone + 0.1 * clouds(rng, n, beta=1.0, low=20)
    albedo = mixed(shaded(base.colour, tone - tone.mean()), linear("#a08a68"), 0.6 * pale)
    body = relief(height, 0.4, 0.5) + relief(clouds(rng, n, beta=1.4, low=12), 0.25, 0.5)
    return textured(
        base, albedo, roughness=base.row.roughness - 0.03 * pale, height=body, tile=0.5, specular=0.2
    )


@recipe("moss")
def moss(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Moss: soft cushions of tiny stars, yellow-green on top, dark between."""
    cushion = 0.7 * clouds(rng, n, beta=2.6, low=4, high=30) + 0.5 * clouds(rng, n, beta=3, low=1, high=5)
    first, _, owner = cells(rng, n, 110)
    star = ramp(first, 0.75, 0.0)
    each = rng.normal(0, 1, 110 * 110).astype(np.float32)[owner]
    tone = 0.22 * cushion + 0.75 * (star - 0.5) + 0.12 * each
    albedo = shaded(base.colour, tone, 0.09 * cushion + 0.05 * each)
    height = relief(cushion, 0.3, 0.4) + relief(star, 0.45, 0.4)
    rough = np.full((n, n), 0.95, np.float32)
    return textured(base, albedo, roughness=rough, height=height, tile=0.4, sheen=0.4, specular=0.15)


@recipe("grass")
def grass(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """A lawn from above: thousands of blades, the upper ones lighter, a few dry."""
    return _strewn(base, n, rng, count=5200, length=(0.03, 0.09), width=0.0052, dry=0.06, tile=0.55)


@recipe("straw")
def straw(base: Base, n: int, rng: np.random.Generator) -> Surface:
    """Straw: stalks lying in every direction."""
    return _strewn(base, n, rng, count=1500, length=(0.12, 0.35), width=0.009, dry=0.0, tile=0.3)


def _strewn(
    base: Base,
    n: int,
    rng: np.random.Generator,
    *,
    count: int,
    length: tuple[float, float],
    width: float,
    dry: float,
    tile: float,
) -> Surface:
    """Blades thrown one over another: tone and height drawn as lines that wrap at the edges."""
    sheets = [Image.new("L", (n, n), 40) for _ in range(3)]
    draws = [ImageDraw.Draw(sheet) for sheet in sheets]
    at = rng.random((count, 2)) * n
    turn = rng.random(count) * 2 * np.pi
    reach = rng.uniform(*length, count) * n
    dx, dy = reach * np.cos(turn), reach * np.sin(turn)
    level = np.linspace(0, 1, count)
    tones = np.clip(70 + 120 * level + rng.normal(0, 22, count), 10, 255).astype(int)
    hues = np.clip(128 + rng.normal(0, 30, count) + 110 * (rng.random(count) < dry), 0, 255).astype(int)
    thick = np.maximum(np.rint(width * n * rng.uniform(0.6, 1.2, count)), 1).astype(int)
    for k in range(count):
        fill = (int(tones[k]), int(hues[k]), int(40 + 200 * level[k]))
        _wrapped(draws, at[k, 0], at[k, 1], dx[k], dy[k], n, int(thick[k]), fill)
    tone, hue, height = (np.asarray(sheet, np.float32) / 255 for sheet in sheets)
    patch = clouds(rng, n, beta=2.8, high=8)
    albedo = shaded(base.colour, 1.5 * (tone - tone.mean()) + 0.06 * patch, 0.5 * (hue - 0.5) + 0.03 * patch)
    rough = np.full((n, n), base.row.roughness, np.float32)
    body = relief(height, 0.45, tile)
    return textured(base, albedo, roughness=rough, height=body, tile=tile, specular=0.3, sheen=0.1)


def _wrapped(
    draws: list[ImageDraw.ImageDraw],
    x: float,
    y: float,
    dx: float,
    dy: float,
    n: int,
    width: int,
    fill: tuple[int, ...],
) -> None:
    """One line on every sheet, repeated where it leaves the tile."""
    for ox in {0, -n if x + dx >= n else 0, n if x + dx < 0 else 0}:
        for oy in {0, -n if y + dy >= n else 0, n if y + dy < 0 else 0}:
            for draw, value in zip(draws, fill, strict=True):
                draw.line([(x + ox, y + oy), (x + dx + ox, y + dy + oy)], fill=value, width=width)
