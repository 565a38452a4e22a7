"""Gardens, woods and meadows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import balls, blades, cards, leafage, worn
from tintype.scene.places.ground import terrain, tubes
from tintype.scene.places.noise import fbm, smoothstep

if TYPE_CHECKING:
    import numpy.typing as npt
    from numpy.random import Generator

    Array = npt.NDArray[np.float64]

TURF = "#86a24c"


def fan(count: int, near: float, far: float, rng: Generator, *, spread: float = 42.0) -> tuple[Array, Array]:
    """Points (x, y) in radii, evenly dense in the picture: distance from the camera's side is log-uniform."""
    distance = np.exp(rng.uniform(np.log(near), np.log(far), count))
    angle = np.deg2rad(rng.uniform(-spread, spread, count))
    return distance * np.sin(angle), distance * np.cos(angle) - 6.0


def spread(x: Array, y: Array) -> Array:
    """Distance from the middle of the standing area, which is wider than it is deep; it ends at 2.7."""
    return np.hypot(x, 1.4 * y)


def away(x: Array, y: Array, high: float = 5.5) -> Array:
    """0 where things stand, 1 beyond `high`."""
    return smoothstep(2.7, high, spread(x, y))


def turf(
    setting: Setting,
    rng: Generator,
    *,
    count: int,
    tall: float,
    far: float = 60.0,
    height: float | None = None,
) -> list[Dressed]:
    """Blades of grass in four greens; short where things stand, `tall` radii beyond (at most 0.4 m)."""
    r = setting.radius
    x, y = fan(count, 3.0, far, rng)
    high = min(tall, 0.4 / r) if height is None else height
    grown = high * (0.3 + 0.7 * away(x, y, 4.2)) * rng.uniform(0.5, 1.3, count)
    distance = np.hypot(x, y + 6)
    wide = high * 0.075 * np.maximum(1.0, distance / 9)
    foot = np.stack([x, y, rolling(x, y, setting.seed)], axis=1) * r
    pick = (2 * fbm(x * 0.5, y * 0.5, setting.seed + 5, octaves=3) + rng.uniform(0, 4, count)).astype(int) % 4
    tones = shades(setting.surface.colour or TURF)
    return [
        worn(
            "blades",
            blades(foot[pick == k], grown[pick == k] * r, wide[pick == k] * r, rng),
            "grass",
            tones[k],
        )
        for k in range(4)
    ]


def shades(colour: str) -> tuple[str, ...]:
    """Four neighbours of a colour: fresher, paler, darker, drier."""
    base = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], float)
    turns = ([1.0, 1.04, 0.9], [1.18, 1.14, 1.1], [0.82, 0.88, 0.8], [1.2, 1.06, 0.9])
    return tuple("#" + "".join(f"{int(min(c, 255)):02x}" for c in base * turn) for turn in turns)


def rolling(x: Array, y: Array, seed: int) -> Array:
    """Gentle ground: level where things stand, low waves beyond."""
    return 0.35 * away(x, y, 10.0) * fbm(x * 0.12, y * 0.12, seed, octaves=4)


def flowers(
    setting: Setting, rng: Generator, count: int, colours: tuple[str, ...], tall: float
) -> list[Dressed]:
    """Heads of five petals on thin stalks."""
    r = setting.radius
    x, y = fan(count, 4.0, 26.0, rng)
    keep = spread(x, y) > 2.5
    x, y = x[keep], y[keep]
    top = tall * rng.uniform(0.7, 1.25, len(x)) * (0.45 + 0.55 * away(x, y, 4.5))
    at = np.stack([x, y, rolling(x, y, setting.seed) + top], axis=1) * r
    pick = rng.integers(len(colours), size=len(x))
    parts: list[Dressed] = []
    for k, colour in enumerate(colours):
        mine = at[pick == k]
        size = max(0.02, min(0.05, 0.045 / r)) * r * rng.uniform(0.7, 1.3, (len(mine), 1))
        turn = np.repeat(np.linspace(0, 2 * np.pi, 5, endpoint=False)[None], len(mine), 0) + rng.uniform(
            0, 1, (len(mine), 1)
        )
        out = np.stack([np.cos(turn), np.sin(turn) * 0.8, 0.35 + 0 * turn], axis=2) * size[:, None]
        side = np.stack([-np.sin(turn), np.cos(turn) * 0.8, 0 * turn], axis=2) * size[:, None] * 0.55
        petals = cards((mine[:, None] + out).reshape(-1, 3), side.reshape(-1, 3), out.reshape(-1, 3))
        parts += [
            worn("petals", petals, "petal", colour),
            worn("eyes", balls(mine, size[:, 0] * 0.45, rows=5, columns=7), "wax", "#d9a520"),
        ]
    stalk = tubes(
        at * np.array([1, 1, 0]) + np.array([0, 0, -0.02 * r]),
        at,
        np.full(len(at), 0.008 * r),
        np.full(len(at), 0.006 * r),
        sides=4,
    )
    return [*parts, worn("stalks", stalk, "leaf", "#5d7f35")]


def treeline(
    setting: Setting, rng: Generator, *, count: int, y: tuple[float, float], size: tuple[float, float],
    spread: float = 0.62, colours: tuple[str, ...] = ("#63803c", "#7b994b", "#95ad60"), leaves: int = 170,
) -> list[Dressed]:  # fmt: skip
    """Round crowns far off, each with a short trunk."""
    r = setting.radius
    depth = rng.uniform(*y, count)
    x = rng.uniform(-spread, spread, count) * (depth + 8)
    tall = rng.uniform(*size, count)
    ground = rolling(x, depth, setting.seed)
    lumps = 6
    middle = np.stack([x, depth, ground + tall * 0.62], axis=1)
    shift = rng.normal(size=(count, lumps, 3))
    shift *= 0.3 / np.linalg.norm(shift, axis=2, keepdims=True)
    centre = (middle[:, None] + shift * tall[:, None, None]).reshape(-1, 3) * r
    half = (
        np.repeat(tall, lumps)[:, None]
        * rng.uniform(0.17, 0.27, (count * lumps, 1))
        * np.array([1, 1, 0.85])
        * r
    )
    foot = np.stack([x, depth, ground - 0.2], axis=1) * r
    trunk = tubes(foot, middle * r, tall * 0.045 * r, tall * 0.025 * r, sides=6)
    leaf = float(np.mean(size)) * 0.06 * r
    crowns = leafage(centre, half, rng, leaves=leaves // 2, leaf=leaf, colours=colours)
    return [*crowns, worn("trunks", trunk, "bark", "#7d6a58")]


@place(
    "garden", indoor=False,
    gain=1.2, scale_class="land", surface=Material(name="grass", colour=TURF), sky="clear", horizon=True,
    elevation=7.0, focal=50.0, extent=(2.4, 1.6), time="afternoon",
    dressing=("bush", "flower", "bench", "tree"),
)  # fmt: skip
def garden(setting: Setting, rng: Generator) -> list[Dressed]:
    """A lawn, a border in flower, a clipped hedge, trees over it."""
    r = setting.radius
    parts: list[Dressed] = [
        (
            Part("ground", terrain(r, lambda x, y: rolling(x, y, setting.seed), rings=160, columns=160)),
            setting.surface,
        )
    ]
    if setting.surface.name == "grass":
        parts += turf(setting, rng, count=21000, tall=0.13, far=22.0)
    xs = np.arange(-17, 17.1, 0.9)
    hedge = (
        np.stack(
            [xs, np.full_like(xs, 9.5) + rng.uniform(-0.1, 0.1, len(xs)), np.full_like(xs, 0.75)], axis=1
        )
        * r
    )
    half = np.tile(np.array([0.75, 0.7, 0.95]) * r, (len(xs), 1))
    parts += leafage(
        hedge,
        half,
        rng,
        leaves=720,
        leaf=max(0.08, min(0.15, 0.12 / r)) * r,
        colours=("#5a7a35", "#6f9142", "#88a654"),
    )
    n = 40
    bed = np.stack([rng.uniform(-12, 12, n), rng.uniform(6.6, 8.3, n), rng.uniform(0.15, 0.4, n)], axis=1) * r
    tufts = np.stack([rng.uniform(0.3, 0.6, n), np.full(n, 0.35), rng.uniform(0.25, 0.5, n)], axis=1) * r
    parts += leafage(bed, tufts, rng, leaves=70, leaf=0.14 * r, colours=("#7c9c4e", "#9ab46c"))
    for colour in ("#d8587e", "#f3efe6", "#8a63c2", "#e8b53a"):
        k = int(rng.integers(160, 260))
        at = (
            bed[rng.integers(n, size=k)]
            + rng.normal(0, 0.22 * r, (k, 3)) * np.array([1, 0.8, 0.4])
            + np.array([0, -0.2 * r, 0.3 * r])
        )
        parts.append(
            worn(
                "blooms",
                balls(at, rng.uniform(0.6, 1.2, k) * max(0.025, min(0.07, 0.05 / r)) * r, rows=6, columns=8),
                "petal",
                colour,
            )
        )
    return parts + treeline(setting, rng, count=22, y=(14, 30), size=(4, 8))


@place(
    "meadow", indoor=False,
    gain=1.15, scale_class="land", surface=Material(name="grass", colour=TURF), sky="clear", horizon=True,
    elevation=6.0, focal=45.0, extent=(2.4, 1.6), time="afternoon",
    dressing=("flower", "tree", "fence", "bush"),
)  # fmt: skip
def meadow(setting: Setting, rng: Generator) -> list[Dressed]:
    """Long grass full of flowers, trees at its edge, blue hills beyond."""
    r = setting.radius

    def height(x: Array, y: Array) -> Array:
        far = smoothstep(40, 150, np.hypot(x, y + 4))
        return rolling(x, y, setting.seed) + far * (
            7 + 9 * fbm(x * 0.011, y * 0.011, setting.seed + 3, octaves=4)
        )

    parts: list[Dressed] = [
        (Part("ground", terrain(r, height, reach=1500, rings=220, columns=220)), setting.surface)
    ]
    if setting.surface.name == "grass":
        parts += turf(setting, rng, count=36000, tall=0.32, far=45.0)
        parts += flowers(
            setting, rng, 1100, ("#d8433a", "#f4f1e8", "#e9c437", "#8e76d6"), min(0.34, 0.42 / r)
        )
    return parts + treeline(setting, rng, count=26, y=(34, 60), size=(4, 8), leaves=120)


@place(
    "forest", indoor=False,
    gain=1.6, scale_class="land", surface=Material(name="soil", colour="#7a5d43"), sky="clear", horizon=True,
    elevation=6.0, focal=45.0, extent=(1.8, 1.5), time="afternoon",
    dressing=("mushroom", "stone", "branch", "bush"),
)  # fmt: skip
def forest(setting: Setting, rng: Generator) -> list[Dressed]:
    """Tall trunks, fallen leaves, ferns, and green light closing the distance."""
    r = setting.radius
    parts: list[Dressed] = [
        (
            Part("ground", terrain(r, lambda x, y: rolling(x, y, setting.seed), rings=140, columns=160)),
            setting.surface,
        )
    ]
    parts += litter(setting, rng) + trunks(setting, rng)
    n = 46
    x, y = fan(n, 9.5, 34.0, rng, spread=36)
    keep = np.hypot(x, y) > 2.8
    at = np.stack([x, y, rolling(x, y, setting.seed) + 0.25], axis=1)[keep] * r
    half = rng.uniform(0.35, 0.9, (len(at), 1)) * np.array([1.0, 0.9, 0.75]) * r
    parts += leafage(at, half, rng, leaves=160, leaf=0.2 * r, colours=("#6f9142", "#8fae55", "#587a35"))
    n = 60
    depth = rng.uniform(16, 46, n)
    crown = np.stack([rng.uniform(-0.9, 0.9, n) * (depth + 6), depth, rng.uniform(5.5, 16, n)], axis=1) * r
    half = rng.uniform(1.6, 3.2, (n, 1)) * np.array([1.2, 1.0, 0.8]) * r
    parts += leafage(crown, half, rng, leaves=220, leaf=0.45 * r, colours=("#7ba048", "#9cb860", "#b5c878"))
    n = 46
    ring = np.stack([np.linspace(-52, 52, n), rng.uniform(44, 60, n), rng.uniform(0, 9, n)], axis=1) * r
    return parts + leafage(
        ring,
        rng.uniform(3, 6, (n, 1)) * np.ones((1, 3)) * r,
        rng,
        leaves=160,
        leaf=1.0 * r,
        colours=("#86a468", "#a6bd86", "#bccb9c"),
    )


def litter(setting: Setting, rng: Generator) -> list[Dressed]:
    """Fallen leaves lying about."""
    r, count = setting.radius, 9000
    x, y = fan(count, 3.0, 30.0, rng)
    at = np.stack([x, y, rolling(x, y, setting.seed) + rng.uniform(0.002, 0.016, count)], axis=1) * r
    turn = rng.uniform(0, 2 * np.pi, count)
    size = min(0.085, 0.09 / r) * r * rng.uniform(0.6, 1.3, (count, 1))
    along = np.stack([np.cos(turn), np.sin(turn), rng.normal(0, 0.12, count)], axis=1) * size
    across = np.stack([-np.sin(turn), np.cos(turn), rng.normal(0, 0.2, count)], axis=1) * size * 0.5
    pick = rng.integers(4, size=count)
    tones = ("#9a6434", "#bb8244", "#7d5430", "#cfa457")
    return [
        worn("litter", cards(at[pick == k], across[pick == k], along[pick == k]), "leaf", c)
        for k, c in enumerate(tones)
    ]


def trunks(setting: Setting, rng: Generator) -> list[Dressed]:
    """Trunks of tall trees with a few bare branches, a clearing left where things stand."""
    r, count = setting.radius, 120
    x, y = fan(count, 9.0, 60.0, rng, spread=48)
    keep = (y > 2.4) & (np.hypot(x * 0.9, y) > 3.2) & ((np.abs(x) > 1.3) | (y > 14))
    x, y = x[keep], y[keep]
    foot = np.stack([x, y, rolling(x, y, setting.seed) - 0.15], axis=1)
    lean = rng.normal(0, 0.35, (len(x), 2))
    tip = foot + np.concatenate([lean, rng.uniform(12, 18, (len(x), 1))], axis=1)
    wide = rng.uniform(0.13, 0.38, len(x))
    flare = tubes(foot * r, (foot + (tip - foot) * 0.03) * r, wide * 1.5 * r, wide * r, sides=12)
    stem = tubes((foot + (tip - foot) * 0.03) * r, tip * r, wide * r, wide * 0.5 * r, sides=12)
    k = rng.integers(len(x), size=160)
    start = foot[k] + (tip - foot)[k] * rng.uniform(0.12, 0.6, (160, 1))
    turn = rng.uniform(0, 2 * np.pi, 160)
    end = start + np.stack([np.cos(turn), np.sin(turn), rng.uniform(0.1, 0.7, 160)], axis=1) * rng.uniform(
        0.6, 2.2, (160, 1)
    )
    twigs = tubes(start * r, end * r, np.full(160, 0.035 * r), np.full(160, 0.01 * r), sides=5)
    return [
        worn("flare", flare, "bark", "#7d6a58"),
        worn("trunks", stem, "bark", "#7d6a58"),
        worn("twigs", twigs, "bark", "#6a584a"),
    ]
