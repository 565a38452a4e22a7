"""Small forms that dress a place: cards, blades, leaves, balls, books, frames, tubes. numpy only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material
from tintype.scene.places.ground import box, boxes, grid_faces, joined, made

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Dressed = tuple[Part, Material]


def worn(slot: str, mesh: Mesh, name: str, colour: str | None = None, *, glow: float = 0.0) -> Dressed:
    """A Part with a Material made on the spot."""
    return Part(slot, mesh), Material(name=name, colour=colour, glow=glow)


def cards(centre: Array, across: Array, along: Array) -> Mesh:
    """Flat diamonds: half axes `across` and `along`, all (N, 3); leaves seen from afar."""
    corners = np.stack([centre - along, centre + across, centre + along, centre - across], axis=1)
    first = (np.arange(len(centre)) * 4)[:, None]
    faces = np.concatenate([first + np.array([0, 1, 2]), first + np.array([0, 2, 3])])
    w, h = np.linalg.norm(across, axis=1), np.linalg.norm(along, axis=1)
    uv = np.stack([np.stack([0 * w, -h], 1), np.stack([w, 0 * h], 1), np.stack([0 * w, h], 1),
                   np.stack([-w, 0 * h], 1)], axis=1)  # fmt: skip
    return made(corners.reshape(-1, 3), faces, uv.reshape(-1, 2))


def blades(foot: Array, height: Array, width: Array, rng: np.random.Generator) -> Mesh:
    """Grass: each blade two joints and a tip, leaning its own way. foot (N, 3), sizes (N,)."""
    count = len(foot)
    turn, lean = rng.uniform(0, 2 * np.pi, count), rng.uniform(0.15, 0.75, count) * height
    side = np.stack([np.cos(turn), np.sin(turn), 0 * turn], axis=1) * (width * 0.5)[:, None]
    way = turn + rng.uniform(0.8, 2.3, count)
    bow = np.stack([np.cos(way), np.sin(way), 0 * way], axis=1) * lean[:, None]
    up = np.zeros((count, 3))
    up[:, 2] = height
    middle, tip = foot + 0.55 * up + 0.3 * bow, foot + up + bow
    points = np.stack([foot - side, foot + side, middle - 0.7 * side, middle + 0.7 * side, tip], axis=1)
    first = (np.arange(count) * 5)[:, None]
    corners = [[0, 1, 3], [0, 3, 2], [2, 3, 4]]
    faces = np.concatenate([first + np.array(c) for c in corners])
    return made(points.reshape(-1, 3), faces, points.reshape(-1, 3)[:, :2])


def balls(centre: Array, radius: Array, *, rows: int = 10, columns: int = 16) -> Mesh:
    """Spheres at centre (N, 3) with radius (N,)."""
    t, p = np.linspace(0, np.pi, rows), np.linspace(0, 2 * np.pi, columns)
    unit = np.stack(
        [
            np.sin(t)[:, None] * np.cos(p),
            np.sin(t)[:, None] * np.sin(p),
            np.broadcast_to(np.cos(t)[:, None], (rows, columns)),
        ],
        axis=-1,
    ).reshape(-1, 3)
    points = (centre[:, None] + unit * radius[:, None, None]).reshape(-1, 3)
    first = (np.arange(len(centre)) * rows * columns)[:, None, None]
    faces = (first + grid_faces(rows, columns)[None, :, ::-1]).reshape(-1, 3)
    uv = np.tile(np.stack(np.meshgrid(p, t), axis=-1).reshape(-1, 2), (len(centre), 1))
    return made(points, faces, uv * np.repeat(radius, rows * columns)[:, None], smooth=True)


def foliage(
    centre: Array, size: Array, rng: np.random.Generator, *, leaves: int, leaf: float
) -> tuple[Array, Array, Array]:
    """Leaf cards on the shells of ellipsoids: centre, across, along for `cards`.

    centre, size: (N, 3), half axes; leaves: per ellipsoid; leaf: length of a leaf.
    """
    count = len(centre) * leaves
    way = rng.normal(size=(count, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    way[:, 1] = np.where(rng.random(count) < 0.6, -np.abs(way[:, 1]), way[:, 1])  # most where it is seen
    depth = rng.uniform(0.72, 1.04, (count, 1))
    lumps = 1 + 0.16 * np.sin(way[:, :1] * 7 + 3) * np.sin(way[:, 1:2] * 6) * np.sin(way[:, 2:] * 5 + 1)
    at = np.repeat(centre, leaves, axis=0) + way * depth * lumps * np.repeat(size, leaves, axis=0)
    along = way * 0.5 + rng.normal(size=(count, 3)) * 0.6
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    across = np.cross(along, rng.normal(size=(count, 3)))
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-6)
    length = leaf * rng.uniform(0.6, 1.3, (count, 1))
    return at, across * length * 0.45, along * length


def leafage(
    centre: Array,
    size: Array,
    rng: np.random.Generator,
    *,
    leaves: int,
    leaf: float,
    colours: tuple[str, ...],
) -> list[Dressed]:
    """Foliage in several colours, one Part each, over dark hearts that keep the sky from shining through."""
    at, across, along = foliage(centre, size, rng, leaves=leaves, leaf=leaf)
    pick = rng.integers(len(colours), size=len(at))
    parts = [
        worn("leaves", cards(at[pick == k], across[pick == k], along[pick == k]), "leaf", colour)
        for k, colour in enumerate(colours)
    ]
    heart = balls(np.zeros((len(centre), 3)), np.ones(len(centre)), rows=6, columns=9)
    points = heart.vertices.reshape(len(centre), -1, 3) * (size * 0.6)[:, None] + centre[:, None]
    core = made(points.reshape(-1, 3).astype(np.float64), heart.faces, heart.uv.astype(np.float64))
    return [*parts, worn("heart", core, "moss", "#3a4a26")]


def books(
    x: tuple[float, float], z: float, y: float, height: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """A row of spines along x standing at height z with their backs at y: low and high corners (N, 3)."""
    low: list[list[float]] = []
    high: list[list[float]] = []
    at = x[0]
    while at < x[1]:
        thick = height * float(rng.uniform(0.09, 0.26))
        tall = height * float(rng.uniform(0.68, 0.97))
        if rng.random() > 0.05:
            low.append([at, y + height * float(rng.uniform(0, 0.1)), z])
            high.append([at + thick * 0.94, y + height * 0.7, z + tall])
        at += thick
    return np.array(low).reshape(-1, 3), np.array(high).reshape(-1, 3)


SPINES = ("#7d2d28", "#2f5654", "#3d456f", "#a98649", "#d3c096", "#5c4130", "#727e4f", "#9a5232", "#e0d9c8")


def spines(low: Array, high: Array, rng: np.random.Generator) -> list[Dressed]:
    """Books in cloth of several colours."""
    pick = rng.integers(len(SPINES), size=len(low))
    return [
        worn("books", boxes(low[pick == k], high[pick == k]), "linen" if k % 2 else "leather", colour)
        for k, colour in enumerate(SPINES)
        if np.any(pick == k)
    ]


def frame(x: tuple[float, float], z: tuple[float, float], y: float, *, bar: float, depth: float) -> Mesh:
    """Four bars around an opening in a wall at depth y, standing out by `depth` towards the camera."""
    (a, b), (c, d) = x, z
    return joined(
        [
            box((a - bar, b + bar), (y - depth, y), (c - bar, c)),
            box((a - bar, b + bar), (y - depth, y), (d, d + bar)),
            box((a - bar, a), (y - depth, y), (c, d)),
            box((b, b + bar), (y - depth, y), (c, d)),
        ]
    )


def muntins(
    x: tuple[float, float], z: tuple[float, float], y: float, *, panes: tuple[int, int], bar: float
) -> Mesh:
    """The bars between the panes of a window: panes across and up."""
    across = np.linspace(*x, panes[0] + 1)[1:-1]
    up = np.linspace(*z, panes[1] + 1)[1:-1]
    bars = [box((v - bar / 2, v + bar / 2), (y - bar, y), z) for v in across]
    bars += [box(x, (y - bar * 0.9, y - bar * 0.1), (v - bar / 2, v + bar / 2)) for v in up]
    return joined(bars)


def curtain(x: tuple[float, float], z: tuple[float, float], y: float, *, folds: int, depth: float) -> Mesh:
    """Cloth hanging in folds."""
    t, h = np.linspace(0, 1, folds * 12 + 1), np.linspace(0, 1, 9)
    T, Hh = np.meshgrid(t, h)
    phase = T * folds * 2 * np.pi
    wave = np.sin(phase + 0.8 * np.sin(T * 9.0)) * (0.75 + 0.25 * np.cos(T * 17 + 2 * Hh))
    points = np.stack(
        [x[0] + (x[1] - x[0]) * T, y - depth * (0.5 + 0.5 * wave), z[0] + (z[1] - z[0]) * Hh], -1
    )
    uv = np.stack([points[..., 0] * 1.6, points[..., 2]], axis=-1)
    return made(points.reshape(-1, 3), grid_faces(len(h), len(t)), uv.reshape(-1, 2), smooth=True)


def tiles(
    x: tuple[float, float],
    z: tuple[float, float],
    y: float,
    *,
    size: tuple[float, float],
    gap: float,
    shift: float,
) -> Mesh:
    """Tiles on a wall, their faces at y; odd rows move by `shift` of a tile."""
    low: list[list[float]] = []
    high: list[list[float]] = []
    for row, bottom in enumerate(np.arange(z[0], z[1], size[1])):
        start = x[0] - (shift * size[0] if row % 2 else 0.0)
        for left in np.arange(start, x[1], size[0]):
            low.append([left + gap / 2, y, bottom + gap / 2])
            high.append([left + size[0] - gap / 2, y + 2 * gap, bottom + size[1] - gap / 2])
    return boxes(np.array(low), np.array(high))
