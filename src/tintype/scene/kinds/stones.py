"""What lies on a beach: stone, pebbles, shell, crystal, feather."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.growth import GOLDEN, Array, bow, copies, facing, on_ground, stem, unit
from tintype.scene.kinds.placing import grounded, join, put, ripple
from tintype.scene.kinds.shapes import Ints, ball, quads, surface, thick_sheet
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator


def rock(rng: Generator, size: tuple[float, float, float], *, facets: int = 9, detail: int = 72) -> Mesh:
    """A stone of about `size` (metres) standing on z = 0: an ellipsoid worn flat on
    some sides, most below."""
    half = np.asarray(size) / 2
    normals = np.vstack([unit(rng.normal(size=(facets, 3))), [0, 0, -1.0]])
    depth = np.append(rng.uniform(0.72, 0.92, facets), 0.42)
    state = rng.bit_generator.random_raw()

    def wear(p: Array) -> Array:
        q = p / half
        for n, d in zip(normals, depth, strict=True):
            over = np.clip(q @ n - d, 0, None)
            q = q - over[:, None] * n * 0.85
        coarse = ripple(q, np.random.default_rng(state), wavelength=0.9)
        fine = ripple(q, np.random.default_rng(state + 1), wavelength=0.2)
        return q * (1 + 0.03 * coarse + 0.006 * fine)[:, None] * half

    return grounded(ball(size, detail=detail, warp=wear))


@kind("stone", slots={"body": Material(name="granite", colour="#8b8782")}, paint=("body",))
def stone(rng: Generator) -> list[Part]:
    """A fist-sized stone with worn faces."""
    size = (0.165, 0.13, 0.13) * rng.uniform(0.92, 1.08, 3)
    return [Part("body", rock(rng, (float(size[0]), float(size[1]), float(size[2])), facets=12, detail=96))]


@kind(
    "pebbles",
    slots={
        "body": Material(name="slate", colour="#6e7277"),
        "pale": Material(name="limestone", colour="#cfc8ba"),
        "dark": Material(name="slate", colour="#3f4246"),
    },
    paint=("body", "pale", "dark"),
)
def pebbles(rng: Generator) -> list[Part]:
    """Five smooth pebbles balanced on each other, with three more at the foot."""
    stones: dict[str, list[Mesh]] = {"body": [], "pale": [], "dark": []}
    z = 0.0
    tower = ((0.115, 0.036), (0.092, 0.031), (0.072, 0.027), (0.052, 0.022), (0.034, 0.018))
    for (width, height), slot in zip(tower, ("dark", "body", "pale", "dark", "pale"), strict=True):
        size = (width * rng.uniform(0.95, 1.05), width * rng.uniform(0.78, 0.9), height)
        shift = (*rng.uniform(-0.05, 0.05, 2) * width, z)
        one = put(_pebble(rng, size), (shift[0], shift[1], z), turn=(0, 0, rng.uniform(0, 180)))
        stones[slot].append(one)
        z = float(one.vertices[:, 2].max()) - 0.0012
    for k, slot in enumerate(("body", "pale", "body")):
        a = -2.3 + 1.5 * k + rng.uniform(-0.25, 0.25)
        r = rng.uniform(0.085, 0.1)
        size = (rng.uniform(0.032, 0.05), rng.uniform(0.028, 0.036), rng.uniform(0.014, 0.02))
        spot = (r * np.cos(a), r * np.sin(a), 0.0)
        stones[slot].append(put(_pebble(rng, size), spot, turn=(0, 0, rng.uniform(0, 180))))
    return [Part(slot, join(meshes)) for slot, meshes in stones.items()]


def _pebble(rng: Generator, size: tuple[float, float, float]) -> Mesh:
    state = rng.bit_generator.random_raw()
    half = np.asarray(size) / 2

    def wear(p: Array) -> Array:
        return p * (1 + 0.035 * ripple(p / half, np.random.default_rng(state), wavelength=1.6))[:, None]

    return grounded(ball(size, roundness=(0.85, 0.95), detail=56, warp=wear))


# ------------------------------------------------------------------ shell


@kind("shell", slots={"body": Material(name="porcelain", colour="#edc3a5")}, paint=("body",))
def shell(rng: Generator) -> list[Part]:
    """A scallop leaning back on its rim, hinge below, ribs fanning towards the camera, 11 cm."""
    ribs = int(rng.integers(13, 16))
    valve = thick_sheet(_scallop(ribs), 0.0022)
    ears = [thick_sheet(_ear(side), 0.002) for side in (-1.0, 1.0)]
    return [Part("body", grounded(put(join([valve, *ears]), turn=(68, 0, 0))))]


def _scallop(ribs: int, size: float = 0.1) -> Array:
    """The convex side of a valve over the plane z = 0, hinge at the origin, fanning towards +y."""
    s = np.linspace(0.012, 1, 40)[:, None]
    f = np.linspace(1, -1, ribs * 8 + 1)[None, :]
    angle = np.deg2rad(70) * f * (0.72 + 0.28 * s)
    wave = np.cos(np.pi * ribs * f)
    reach = size * (1 - 0.14 * np.abs(f) ** 2.2) * (1 + 0.022 * wave * s**3)
    rho = s * reach
    dome = 0.3 * size * np.sin(np.pi * np.clip(s, 0, 1) ** 0.72 * 0.93) * np.sqrt(1 - 0.92 * f**2)
    growth = 0.0012 * np.sin(2 * np.pi * 7 * s**1.6) ** 8 * s
    z = dome + (0.0032 * wave * np.sqrt(1 - 0.8 * f**2) - growth) * s
    return np.stack([rho * np.sin(angle), rho * np.cos(angle), z], -1)


def _ear(side: float, size: float = 0.1) -> Array:
    """The small wing beside the hinge."""
    u = np.linspace(0, 1, 9)[:, None]
    v = np.linspace(0, 1, 9)[None, :] if side > 0 else np.linspace(1, 0, 9)[None, :]
    x = side * size * (0.02 + (0.27 - 0.04 * u) * v)
    y = size * (-0.02 + 0.17 * u * (1.25 - 0.4 * v) + 0.05 * v * u)
    z = size * (0.035 + 0.012 * np.sin(9 * v) * v) * (1 - 0.6 * v) + 0 * u
    return np.stack([x, y, z], -1)


# ------------------------------------------------------------------ crystal


@kind(
    "crystal",
    slots={
        "body": Material(name="crystal", colour="#d8c6f2"),
        "rock": Material(name="stone", colour="#6f6a72"),
    },
    paint=("body",),
)
def crystal(rng: Generator) -> list[Part]:
    """A cluster of quartz points on a piece of rock, 17 cm tall."""
    points = [_point(rng, np.array([0.0, 0.0, 1.0]) + rng.normal(0, 0.04, 3), 0.165, 0.021)]
    for k in range(11):
        a = k * GOLDEN + rng.normal(0, 0.15)
        lean = 0.28 + 0.55 * (k / 10)
        out = np.array([np.cos(a) * np.sin(lean), np.sin(a) * np.sin(lean), np.cos(lean)])
        length = (0.135 - 0.075 * k / 10) * rng.uniform(0.85, 1.1)
        at = np.array([np.cos(a), np.sin(a), 0]) * 0.026 * (0.5 + k / 10)
        points.append(copies(_point(rng, out, length, 0.0175 - 0.008 * k / 10), np.eye(3), at))
    base = put(rock(rng, (0.15, 0.13, 0.05), facets=14), (0, 0, -0.004))
    low = [Mesh(m.vertices + np.array([0, 0, 0.012], np.float32), m.faces, m.uv, m.normals) for m in points]
    body, under = on_ground(join(low), base)
    return [Part("body", body), Part("rock", under)]


def _point(rng: Generator, direction: Array, length: float, radius: float) -> Mesh:
    """A six-sided prism with an off-centre pyramid, its foot at the origin."""
    a = np.arange(6) * np.pi / 3 + rng.normal(0, 0.09, 6)
    r = radius * rng.uniform(0.86, 1.1, 6)
    ring = np.column_stack([r * np.cos(a), r * np.sin(a)])
    shoulder = length - radius * rng.uniform(1.0, 1.9, 6)
    low = np.column_stack([ring * 0.8, np.zeros(6)])
    top = np.column_stack([ring, shoulder])
    tip = np.array([[*rng.normal(0, radius * 0.15, 2), length]])
    vertices = np.concatenate([low, top, tip, [[0, 0, 0]]])
    i, j = np.arange(6), (np.arange(6) + 1) % 6
    faces = np.concatenate(
        [
            np.stack([i, j, j + 6], 1),
            np.stack([i, j + 6, i + 6], 1),
            np.stack([i + 6, j + 6, np.full(6, 12)], 1),
            np.stack([j, i, np.full(6, 13)], 1),
        ]
    )
    return copies(
        surface(vertices, faces, vertices[:, :2] + vertices[:, 2:], crease=8.0),
        facing(direction),
        np.zeros(3),
    )


# ------------------------------------------------------------------ feather


@kind(
    "feather",
    slots={
        "body": Material(name="petal", colour="#f6f2ea"),
        "shaft": Material(name="wax", colour="#e6d9bd"),
    },
    paint=("body",),
)
def feather(rng: Generator) -> list[Part]:
    """A curved quill lying on one edge, its tip in the air: 26 cm, with barbs and a few splits."""
    n = 190
    t = np.linspace(0, 1, 40)
    path = np.stack([0.25 * t, -0.012 * np.sin(np.pi * t), 0.028 + 0.06 * t**1.7 - 0.022 * (1 - t) ** 2], -1)
    s = np.linspace(0.16, 0.985, n)
    base = np.stack([np.interp(s, t, path[:, k]) for k in range(3)], -1)
    along = unit(np.gradient(base, axis=0))
    upright = np.array([0.0, 0.42, 0.9])
    across = unit(upright - along * (along @ upright)[:, None])
    barbs: list[Mesh] = []
    for side in (-1.0, 1.0):
        shape = np.sin(np.pi * np.clip((s - 0.13) / 0.87, 0, 1) ** 0.7) ** 0.55
        reach = (0.024 if side > 0 else 0.033) * shape
        tufts = np.cumsum(rng.uniform(0, 1, n) > 0.965)
        sweep = 0.78 + 0.3 * s**2 + 0.05 * (tufts % 3 - 1)
        barbs.append(_barbs(base, along, across * side, reach, sweep))
    shaft = stem(path, 0.0019 * (1 - 0.9 * t) + 0.0001, sides=7)
    vane, quill = on_ground(join([*barbs, _down(rng, path)]), shaft, centre=True)
    return [Part("body", vane), Part("shaft", quill)]


def _barbs(base: Array, along: Array, across: Array, reach: Array, sweep: Array) -> Mesh:
    """One vane: a narrow blade per barb, each a little wider than the gap so that they close up.
    All arrays run along the shaft; reach: half width of the vane in metres, sweep: radians."""
    u = np.linspace(0, 1, 7)[None, :, None]
    normal = np.cross(along, across)[:, None]
    outward = across[:, None] * reach[:, None, None] * u
    forward = along[:, None] * (reach * np.tan(sweep))[:, None, None] * (0.75 * u + 0.25 * u**2.5)
    middle = base[:, None] + outward + forward + normal * reach[:, None, None] * 0.16 * u**2
    half = along[:, None] * 0.0012 * (1 - 0.8 * u**3)
    ridge = normal * 0.00025
    rows = np.stack([middle - half, middle + ridge, middle + half], axis=1)[reach > 1e-4]
    first: Ints = np.arange(len(rows), dtype=np.int64)[:, None, None] * (rows.shape[1] * rows.shape[2])
    faces = (quads(rows.shape[1], rows.shape[2])[None] + first).reshape(-1, 3)
    flat = rows.reshape(-1, 3)
    return surface(flat, faces, flat[:, [0, 2]], crease=120.0)


def _down(rng: Generator, path: Array) -> Mesh:
    """Loose tufts where the vanes begin."""
    parts: list[Mesh] = []
    for k in range(26):
        at = path[4] + (path[8] - path[4]) * (k / 26)
        out = np.array([rng.uniform(0.0, 0.9), rng.normal(0, 0.6), rng.uniform(-0.5, 1.0)])
        end = at + unit(out) * rng.uniform(0.008, 0.017)
        end[2] = max(float(end[2]), 0.001)
        line = bow(at, end, rng.normal(0, 0.002, 3), 5)
        line[:, 2] = np.maximum(line[:, 2], 0.0006)
        parts.append(stem(line, np.linspace(0.00035, 0.0001, 5), sides=3))
    return join(parts)
