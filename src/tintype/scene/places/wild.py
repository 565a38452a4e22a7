"""Sand, rock, snow and air."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import balls, cards, worn
from tintype.scene.places.ground import made, relief, terrain, tubes
from tintype.scene.places.nature import away, fan, spread, turf
from tintype.scene.places.noise import domes, eroded, fbm, ridged, smoothstep

if TYPE_CHECKING:
    import numpy.typing as npt
    from numpy.random import Generator

    from tintype.scene.places.ground import Height

    Array = npt.NDArray[np.float64]


def ripples(x: Array, y: Array, seed: int, depth: float) -> Array:
    """Wind ripples in sand, 0..depth, crests across the wind; they fade with distance."""
    bend = 0.7 * fbm(x * 0.5, y * 0.5, seed + 8, octaves=3)
    wave = 0.5 + 0.5 * np.sin((y * 0.95 + x * 0.3 + bend) * 19)
    near = 1 - smoothstep(4, 12, np.hypot(x, y + 4))
    return depth * near * wave**1.5 * (0.6 + 0.4 * fbm(x, y, seed + 9, octaves=2))


def peaks(
    setting: Setting, *, y: tuple[float, float], height: float, seed: int, wide: float = 0.95,
    base: float = 0.0,
    cells: tuple[int, int] = (330, 150), scale: float = 0.02,
) -> Mesh:  # fmt: skip
    """A weathered range across the view between depths y, up to about `height` radii."""

    def form(px: Array, py: Array) -> Array:
        t = (py - y[0]) / (y[1] - y[0])
        swell = smoothstep(0, 0.55, t) * (
            0.55 + 0.45 * fbm(px * scale * 0.6, py * 0 + 3.0, seed + 40, octaves=3)
        )
        sharp = 0.62 * ridged(px * scale, py * scale, seed, octaves=6)
        worn_down = 0.5 * (eroded(px * scale * 1.6, py * scale * 1.6, seed + 20) + 0.4)
        return base + height * swell * np.maximum(0.15 + sharp + worn_down, 0)

    return relief(setting.radius, form, x=(-wide * (y[1] + 10), wide * (y[1] + 10)), y=y, cells=cells)


def snowcapped(setting: Setting, mesh: Mesh, line: float) -> list[Dressed]:
    """Snow over the line (radii) where it can lie, two tones of rock, grass on the gentle low slopes."""
    r = setting.radius
    middle = mesh.vertices[mesh.faces].mean(axis=1).astype(np.float64) / r
    up = np.asarray(mesh.normals)[mesh.faces].mean(axis=1)[:, 2]
    wander = fbm(middle[:, 0] * 0.15, middle[:, 1] * 0.15, 5, octaves=4)
    strata = fbm(middle[:, 0] * 0.04, middle[:, 2] * 0.5 + middle[:, 1] * 0.05, 9, octaves=4)
    tone = np.where(strata + 0.5 * (up - 0.6) > 0.05, 1, 0)
    tone = np.where((middle[:, 2] < line * (0.45 + 0.3 * wander)) & (up > 0.62), 2, tone)
    tone = np.where((middle[:, 2] > line * (1 + 0.35 * wander)) & (up > 0.55 + 0.15 * wander), 3, tone)
    looks = (("stone", "#5f5b57"), ("stone", "#85807a"), ("moss", "#5f6d42"), ("snow", None))
    return [
        worn("slopes", Mesh(mesh.vertices, mesh.faces[tone == k], mesh.uv, mesh.normals), *look)
        for k, look in enumerate(looks)
        if np.any(tone == k)
    ]


def pebbled(
    setting: Setting,
    rng: Generator,
    *,
    count: int,
    size: float,
    colours: tuple[str, ...],
    ground: Height | None = None,
) -> list[Dressed]:
    """Stones lying about on `ground` (level if None), none where things stand."""
    r = setting.radius
    x, y = fan(count, 3.4, 24.0, rng)
    keep = spread(x, y) > 3.0
    x, y = x[keep], y[keep]
    wide = size * np.exp(rng.normal(0, 0.55, len(x)))
    low = ground(x, y) if ground else 0 * x
    at = np.stack([x, y, low + wide * 0.15], axis=1) * r
    mesh = balls(at, wide * r, rows=7, columns=10)
    points = mesh.vertices.reshape(len(x), -1, 3).astype(np.float64)
    stretch = np.stack(
        [rng.uniform(0.8, 1.5, len(x)), rng.uniform(0.8, 1.2, len(x)), rng.uniform(0.45, 0.75, len(x))],
        axis=1,
    )
    local = (points - at[:, None]) * stretch[:, None]
    lump = 1 + 0.2 * fbm(
        local[..., 0] / (size * r) + np.arange(len(x))[:, None],
        (local[..., 1] + local[..., 2]) / (size * r),
        setting.seed + 2,
        octaves=2,
    )
    points = at[:, None] + local * lump[..., None]
    pick = rng.integers(len(colours), size=len(x))
    cell = len(mesh.faces) // max(len(x), 1)
    return [
        worn(
            "stones",
            made(
                points.reshape(-1, 3),
                mesh.faces.reshape(len(x), cell, 3)[pick == k].reshape(-1, 3),
                mesh.uv.astype(float),
                smooth=True,
            ),
            "stone",
            colour,
        )
        for k, colour in enumerate(colours)
    ]


@place(
    "dunes", indoor=False, scale_class="land", surface=Material(name="sand"), sky="clear", horizon=True,
    elevation=7.0, focal=45.0, extent=(2.4, 1.6), time="golden_hour", dressing=("stone", "branch"),
)  # fmt: skip
def dunes(setting: Setting, rng: Generator) -> list[Dressed]:
    """Sharp-crested dunes, wind ripples in front."""
    seed = setting.seed

    def height(x: Array, y: Array) -> Array:
        bend = 2.5 * fbm(x * 0.05, y * 0.05, seed + 1, octaves=3)
        u = (y * 0.62 + x * 0.6) * 0.06 + bend * 0.32
        saw = u - np.floor(u)
        crest = np.where(saw < 0.7, smoothstep(0, 0.7, saw), 1 - (saw - 0.7) / 0.3) ** 1.1
        rise = 1.1 + 1.2 * smoothstep(8, 60, y)
        size = (
            (0.45 + 0.55 * fbm(x * 0.035, y * 0.035, seed + 2, octaves=3))
            * rise
            * (1 + np.clip(y, 0, 90) * 0.025)
        )
        return ripples(x, y, seed, 0.016) + away(x, y, 12.0) * (crest * size * 2.6 - 0.1)

    return [
        (Part("ground", terrain(setting.radius, height, reach=900, rings=360, columns=330)), setting.surface)
    ]


@place(
    "desert", indoor=False, scale_class="land", surface=Material(name="sand", colour="#c98f5c"), sky="clear",
    horizon=True, elevation=6.0, focal=45.0, extent=(2.4, 1.6), time="afternoon",
    dressing=("cactus", "stone"),
)  # fmt: skip
def desert(setting: Setting, rng: Generator) -> list[Dressed]:
    """A gravel plain with red mesas on the horizon."""
    r, seed = setting.radius, setting.seed

    def mesa(x: Array, y: Array) -> Array:
        n = fbm(x * 0.017, y * 0.017, seed + 4, octaves=5) + 0.12
        table = (
            0.75 * smoothstep(0.06, 0.12, n)
            + 0.25 * smoothstep(-0.1, 0.12, n)
            + 0.5 * smoothstep(0.26, 0.3, n)
        )
        gully = 1 - 0.25 * ridged(x * 0.12, y * 0.12, seed + 6, octaves=3)
        return 13 * table * gully * smoothstep(55, 75, y) - 0.15

    def ground(x: Array, y: Array) -> Array:
        return 0.012 * (0.5 + 0.5 * fbm(x * 3, y * 3, seed, octaves=3)) + 0.5 * away(x, y, 20) * fbm(
            x * 0.06, y * 0.06, seed + 1, octaves=4
        )

    parts: list[Dressed] = [(Part("ground", terrain(r, ground, rings=220, columns=220)), setting.surface)]
    range_ = relief(r, mesa, x=(-180, 180), y=(50, 190), cells=(300, 120))
    parts.append(worn("mesas", range_, "sandstone", "#a85c38"))
    parts += pebbled(setting, rng, count=500, size=0.05, colours=("#9a6a48", "#7c5238", "#b98a64"))
    n = 50
    x, y = fan(n, 9.5, 60.0, rng)
    foot = np.repeat(np.stack([x, y, 0 * x], axis=1)[np.hypot(x, y) > 3.0], 26, axis=0)
    way = rng.normal(size=foot.shape) * np.array([1, 1, 0.4]) + np.array([0, 0, 0.6])
    tip = foot + way / np.linalg.norm(way, axis=1, keepdims=True) * rng.uniform(0.15, 0.5, (len(foot), 1))
    brush = tubes(foot * r, tip * r, np.full(len(foot), 0.018 * r), np.full(len(foot), 0.006 * r), sides=4)
    return [*parts, worn("brush", brush, "straw", "#8a8350")]


@place(
    "mountains", indoor=False, scale_class="land", surface=Material(name="grass", colour="#8c9a50"),
    sky="clear",
    horizon=True, elevation=5.0, focal=40.0, extent=(2.4, 1.6), time="morning",
    dressing=("stone", "pine", "tent"),
)  # fmt: skip
def mountains(setting: Setting, rng: Generator) -> list[Dressed]:
    """A high pasture before snow-capped peaks."""
    r, seed = setting.radius, setting.seed

    def ground(x: Array, y: Array) -> Array:
        return away(x, y, 14) * (
            0.8 * fbm(x * 0.07, y * 0.07, seed, octaves=5) - np.clip(y - 8, 0, 40) * 0.03
        )

    parts: list[Dressed] = [(Part("ground", terrain(r, ground, rings=170, columns=170)), setting.surface)]
    parts += snowcapped(setting, peaks(setting, y=(70, 190), height=60, seed=seed + 11, base=-2), 18)
    parts.append(
        worn(
            "foothills",
            peaks(setting, y=(38, 80), height=9, seed=seed + 31, scale=0.035, base=-1.5, cells=(220, 60)),
            "grass",
            "#4a5c33",
        )
    )
    parts += pebbled(setting, rng, count=260, size=0.09, colours=("#85817a", "#6a675f", "#9b978d"))
    if setting.surface.name == "grass":
        parts += turf(setting, rng, count=14000, tall=0.1, far=18.0)
    return parts


@place(
    "snowfield", indoor=False, gain=1.15, scale_class="land", surface=Material(name="snow"), sky="clear",
    horizon=True, elevation=6.0, focal=45.0, extent=(2.4, 1.6), time="morning",
    dressing=("pine", "snowman", "fence"),
)  # fmt: skip
def snowfield(setting: Setting, rng: Generator) -> list[Dressed]:
    """Drifted snow, a few firs, white hills."""
    r, seed = setting.radius, setting.seed

    def height(x: Array, y: Array) -> Array:
        drift = (
            0.5
            * away(x, y, 8.0)
            * (
                fbm(x * 0.1, y * 0.16, seed, octaves=4)
                + 0.25 * ridged(x * 0.25, y * 0.5, seed + 1, octaves=3)
            )
        )
        far = smoothstep(25, 110, np.hypot(x, y)) * (6 + 8 * fbm(x * 0.014, y * 0.014, seed + 3, octaves=5))
        return 0.01 * fbm(x * 2, y * 2, seed + 2, octaves=3) + drift + far

    parts: list[Dressed] = [
        (Part("ground", terrain(r, height, reach=700, rings=260, columns=260)), setting.surface)
    ]
    n = 70
    depth = rng.uniform(16, 75, n)
    x = rng.uniform(-0.62, 0.62, n) * (depth + 8)
    foot = np.stack([x, depth, height(x, depth) - 0.15], axis=1)
    return parts + firs(setting, foot, rng.uniform(2.2, 4.6, n), rng, snow=0.42)


def firs(
    setting: Setting, foot: Array, tall: Array, rng: Generator, *, snow: float, twigs: int = 150
) -> list[Dressed]:
    """Firs of drooping twigs about a trunk; `snow` is the share of twigs that carry it."""
    r, count = setting.radius, len(tall) * twigs
    t, h = np.sqrt(rng.random(count)), np.repeat(tall, twigs)
    turn = rng.uniform(0, 2 * np.pi, count)
    reach = (0.04 + 0.27 * t) * h * rng.uniform(0.75, 1.1, count)
    out = np.stack([np.cos(turn), np.sin(turn), np.full(count, -0.42)], axis=1)
    at = np.repeat(foot, twigs, axis=0) + out * reach[:, None] * 0.5
    at[:, 2] += (1 - 0.86 * t) * h
    along = out * reach[:, None] * 0.62
    across = np.stack([-np.sin(turn), np.cos(turn), 0 * turn], axis=1) * (0.4 * reach + 0.02 * h)[:, None]
    pick = np.where(rng.random(count) < snow, 3, rng.integers(3, size=count))
    looks = (("leaf", "#4a6a47"), ("leaf", "#3a563b"), ("leaf", "#5f7d50"), ("snow", None))
    parts = [
        worn("twigs", cards(at[pick == k] * r, across[pick == k] * r, along[pick == k] * r), *look)
        for k, look in enumerate(looks)
        if np.any(pick == k)
    ]
    up = np.array([[0.0, 0.0, 1.0]]) * tall[:, None]
    tip = (foot + 0.96 * up) * r
    core = tubes((foot + 0.12 * up) * r, tip, tall * 0.16 * r, tall * 0.004 * r, sides=8)
    trunk = tubes(foot * r, tip, tall * 0.03 * r, tall * 0.004 * r, sides=6)
    return [*parts, worn("hearts", core, "moss", "#2a3a2a"), worn("trunks", trunk, "bark")]


_CLOUD = "#f4f6fa"


@place(
    "sky", indoor=False, scale_class="land", surface=Material(name="matte_plastic", colour=_CLOUD),
    sky="clear", horizon=True, elevation=5.0, focal=40.0, extent=(2.4, 1.6), time="morning",
    dressing=("hot_air_balloon", "balloon", "moon"),
)  # fmt: skip
def sky(setting: Setting, rng: Generator) -> list[Dressed]:
    """Above a deck of cloud that is level under what stands there and billows beyond, blue in its gaps."""
    seed = setting.seed

    def height(x: Array, y: Array) -> Array:
        wx = x + 0.8 * fbm(x * 0.3, y * 0.3, seed, octaves=3)
        wy = y + 0.8 * fbm(x * 0.3 + 5, y * 0.3, seed, octaves=3)
        big, middle = domes(wx * 0.09, wy * 0.09, seed), domes(wx * 0.24, wy * 0.24, seed + 5)
        puff = 1.5 * big + 0.65 * middle * (0.4 + big) + 0.22 * domes(wx * 0.6, wy * 0.6, seed + 9)
        bank = smoothstep(-0.1, 0.5, fbm(x * 0.025, y * 0.025, seed + 7, octaves=3)) * smoothstep(14, 60, y)
        sunk = 1.5 + 0.13 * np.maximum(np.hypot(x, y) - 5, 0)
        return away(x, y, 7.0) * (puff * (0.7 + 2.2 * bank + 0.006 * np.hypot(x, y)) - sunk)

    deck = terrain(setting.radius, height, reach=900, rings=330, columns=320)
    middle = deck.vertices[deck.faces].mean(axis=1).astype(np.float64) / setting.radius
    floor = -0.13 * np.maximum(np.hypot(middle[:, 0], middle[:, 1]) - 5, 0)
    floor -= 1.5 * away(middle[:, 0], middle[:, 1], 7.0)
    soft = 0.25 * fbm(middle[:, 0] * 0.7, middle[:, 1] * 0.7, seed + 13, octaves=4)
    band = np.asarray(np.searchsorted(np.array([0.12, 0.45, 0.8]), middle[:, 2] - floor + soft), np.int64)
    cloth = setting.surface
    tones = (cloth.colour,) * 4 if cloth.colour != _CLOUD else ("#9cc4ee", "#bdd8f3", "#dfeaf6", _CLOUD)
    return [
        (Part("deck", Mesh(deck.vertices, deck.faces[band == k], deck.uv, deck.normals)),
         msgspec.structs.replace(cloth, colour=tone))
        for k, tone in enumerate(tones) if np.any(band == k)
    ]  # fmt: skip
