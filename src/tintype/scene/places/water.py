"""Shores and open water. Deep water is painted as a dark glossy sheet: its colour comes from the sky."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material, Setting
from tintype.scene.places.catalogue import Dressed, place
from tintype.scene.places.dress import worn
from tintype.scene.places.ground import grid_faces, made, relief, terrain
from tintype.scene.places.nature import away
from tintype.scene.places.noise import fbm, smoothstep
from tintype.scene.places.wild import firs, peaks, pebbled, ripples, snowcapped

if TYPE_CHECKING:
    import numpy.typing as npt
    from numpy.random import Generator

    Array = npt.NDArray[np.float64]


def waves(x: Array, y: Array, seed: int, height: float) -> Array:
    """A wind sea: twelve trochoid-like trains around +y, each only where the grid can carry it."""
    rng = np.random.default_rng(seed + 77)
    distance = np.hypot(x, y + 4)
    total = np.zeros_like(x)
    for k in range(12):
        length = 0.55 * 1.38**k
        turn = rng.normal(0, 0.55)
        phase = (y * np.cos(turn) + x * np.sin(turn)) * 2 * np.pi / length + rng.uniform(0, 6.3)
        phase += 1.2 * fbm(x / length * 0.3, y / length * 0.3, seed + k, octaves=2)
        sharp = 1 - np.abs(np.sin(phase / 2)) ** 1.2 * 2
        total += length**0.9 * sharp * (1 - smoothstep(7 * length, 16 * length, distance))
    return height * total / 6


def banded(
    mesh: Mesh,
    radius: float,
    stops: tuple[float, ...],
    colours: tuple[str, ...],
    *,
    seed: int,
    rough_from: int = 9,
) -> list[Dressed]:
    """Water that deepens with distance: one Part per colour, borders at depths `stops` (radii) broken up."""
    middle = mesh.vertices[mesh.faces].mean(axis=1).astype(np.float64) / radius
    depth = middle[:, 1] * (1 + 0.25 * fbm(middle[:, 0] * 0.35, middle[:, 1] * 0.35, seed, octaves=4))
    band = np.asarray(np.searchsorted(np.array(stops), depth), np.int64)
    return [
        worn(
            "water",
            Mesh(mesh.vertices, mesh.faces[band == k], mesh.uv, mesh.normals),
            "plastic" if k >= rough_from else "lacquer",
            colour,
        )
        for k, colour in enumerate(colours)
        if np.any(band == k)
    ]


@place(
    "beach", indoor=False, scale_class="land", surface=Material(name="sand"), sky="clear", horizon=True,
    elevation=7.0, focal=45.0, extent=(2.4, 1.5), time="afternoon",
    dressing=("shell", "stone", "umbrella", "boat", "palm"),
)  # fmt: skip
def beach(setting: Setting, rng: Generator) -> list[Dressed]:
    """Rippled sand, a wet edge with foam, the sea to the horizon."""
    r, seed = setting.radius, setting.seed

    def sand(x: Array, y: Array) -> Array:
        shore = 0.6 * fbm(x * 0.12, 0 * y, seed + 2, octaves=3)
        slope = -0.02 * np.clip(y - 3.2 + shore, 0, 60)
        hummock = (
            0.25
            * away(x, y, 9)
            * np.clip(fbm(x * 0.2, y * 0.2, seed + 3, octaves=3), 0, 1)
            * (1 - smoothstep(1, 4, y))
        )
        return ripples(x, y, seed, 0.016) * (1 - smoothstep(2.0, 4.0, y)) + slope + hummock

    def sea(x: Array, y: Array) -> Array:
        swell = waves(x, y, seed, 0.035) * smoothstep(6.5, 14, y)
        roller = (
            0.22
            * np.exp(-(((y - 13.5 - 1.2 * fbm(x * 0.1, 0 * y, seed + 5)) / 0.55) ** 2))
            * (0.6 + 0.5 * fbm(x * 0.15, 0 * y + 4, seed + 6))
        )
        return -0.075 + swell + roller

    parts: list[Dressed] = [
        (Part("ground", relief(r, sand, x=(-60, 60), y=(-12, 14), cells=(520, 150))), setting.surface)
    ]
    water = terrain(r, sea, rings=210, columns=240, centre=0.0)
    front = water.vertices[water.faces][:, :, 1].min(axis=1) > 2.5 * r
    water = Mesh(water.vertices, water.faces[front], water.uv, water.normals)
    parts += banded(
        water,
        r,
        (8.0, 11.0, 18.0, 40.0),
        ("#7f9f94", "#5b9a98", "#2f7f8a", "#1c5f74", "#174f66"),
        seed=seed,
        rough_from=4,
    )
    return parts + foam(setting, rng)


def foam(setting: Setting, rng: Generator) -> list[Dressed]:
    """Lacy strips of foam along the water's edge and on the breaking wave."""
    r, seed = setting.radius, setting.seed
    parts: list[Dressed] = []
    for k, (depth, wide, z) in enumerate(
        ((6.6, 0.34, -0.06), (7.9, 0.22, -0.055), (13.3, 0.4, 0.13), (17.5, 0.25, 0.02))
    ):
        x = np.linspace(-30, 30, 900)
        line = depth + (1.2 if k > 1 else 0.7) * fbm(
            x * (0.1 if k > 1 else 0.3),
            np.full_like(x, float(seed % 97) + (0 if k > 1 else k)),
            seed + 5,
            octaves=4,
        )
        width = wide * np.clip(
            0.35 + 1.3 * fbm(x * 1.1, np.full_like(x, 7.0 + k), seed + 9, octaves=5), 0.0, 1.4
        )
        rows = np.stack(
            [
                np.stack([x, line - width, np.full_like(x, z)], 1),
                np.stack([x, line + width, np.full_like(x, z + 0.012)], 1),
            ]
        )
        points = rows.reshape(-1, 3) * r
        parts.append(worn("foam", made(points, grid_faces(2, len(x)), points[:, :2]), "foam", "#eef2f2"))
    return parts


@place(
    "lake", indoor=False, scale_class="land", surface=Material(name="gravel"), sky="clear", horizon=True,
    elevation=5.0, focal=40.0, extent=(2.2, 1.2), time="morning", dressing=("stone", "boat", "pine", "tent"),
)  # fmt: skip
def lake(setting: Setting, rng: Generator) -> list[Dressed]:
    """A gravel shore, still water, and mountains standing on their heads in it.

    With water as its surface there is no shore: what stands there floats.
    """
    r, seed = setting.radius, setting.seed
    afloat = setting.surface.name == "water"

    def shore(x: Array, y: Array) -> Array:
        bank = 0.5 * fbm(x * 0.25, 0 * y + 2, seed + 2, octaves=3)
        return (
            0.01 * fbm(x * 3, y * 3, seed, octaves=3)
            - 0.06 * np.clip(y - 1.5 + bank, 0, 30)
            + 0.2 * away(x, y, 9) * np.clip(-y * 0.1, 0, 1)
        )

    def calm(x: Array, y: Array) -> Array:
        return (0.0 if afloat else -0.06) + 0.0016 * waves(x, y, seed, 1.0)

    ground = relief(r, shore, x=(-40, 40), y=(-12, 8), cells=(240, 90))
    parts: list[Dressed] = [] if afloat else [(Part("ground", ground), setting.surface)]
    water = terrain(r, calm, reach=400, rings=150, columns=220, centre=0.0)
    front = water.vertices[water.faces][:, :, 1].min(axis=1) > (-60 if afloat else 1.0) * r
    parts.append(
        worn("water", Mesh(water.vertices, water.faces[front], water.uv, water.normals), "lacquer", "#12292e")
    )
    parts += snowcapped(setting, peaks(setting, y=(75, 190), height=55, seed=seed + 11, base=-3), 17)
    hills = peaks(setting, y=(52, 90), height=9, seed=seed + 51, scale=0.03, base=-0.4, cells=(220, 60))
    parts.append(worn("foothills", hills, "moss", "#3c4a2c"))
    if not afloat:
        parts += pebbled(
            setting, rng, count=420, size=0.075, colours=("#7d7a74", "#62615d", "#948f85"), ground=shore
        )
    n = 110
    foot = np.stack([rng.uniform(-46, 46, n), rng.uniform(50, 57, n), np.full(n, -0.15)], axis=1)
    return parts + firs(setting, foot, rng.uniform(1.6, 3.6, n), rng, snow=0.0, twigs=70)


@place(
    "sea", indoor=False, scale_class="land", surface=Material(name="water"), sky="clear", horizon=True,
    elevation=6.0, focal=45.0, extent=(2.4, 1.6), time="afternoon", dressing=("boat", "lighthouse"),
)  # fmt: skip
def sea(setting: Setting, rng: Generator) -> list[Dressed]:
    """Open water in a light wind, from underfoot to the horizon."""
    r, seed = setting.radius, setting.seed

    def height(x: Array, y: Array) -> Array:
        return waves(x, y, seed, 0.06) * (0.09 + 0.91 * away(x, y, 6.0))

    water = terrain(r, height, rings=330, columns=340)
    if setting.surface.name != "water":
        return [(Part("ground", water), setting.surface)]
    tone = setting.surface.colour
    colours = (tone,) * 3 if tone else ("#14505c", "#124556", "#103c50")
    return banded(water, r, (12.0, 60.0), colours, seed=seed, rough_from=2)  # type: ignore[arg-type]
