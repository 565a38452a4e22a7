"""Tree fruit: lathes with lobes, clefts and dimples."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, spline, table
from tintype.scene.kinds.placing import grounded, join, put, ripple
from tintype.scene.kinds.shapes import Warp, ball, lathe, thick_sheet, tube
from tintype.scene.mesh import Mesh, Part

STEM = coat("bark", "#5d4326")
LEAF = coat("leaf", "#4d8434")


def turned(rows: list[tuple[float, float]], *, warp: Warp | None = None, detail: int = 56) -> Mesh:
    """A smooth lathe through profile points from the lower pole to the upper one."""
    line = spline(rows, detail)
    line[[0, -1], 0] = 0.0
    line[:, 0] = np.maximum(line[:, 0], 0.0)
    return lathe(line, warp=warp, crease=75)


def uneven(rng: np.random.Generator, amount: float, wavelength: float) -> Warp:
    """Moves every point away from or towards the axis by up to about `amount` (a share of its
    radius), slowly over `wavelength` metres."""
    seed = np.random.default_rng(rng.integers(1 << 31))

    def warp(p: Array) -> Array:
        share = 1.0 + amount * ripple(p, seed, wavelength=wavelength) * 0.5
        return p * np.column_stack([share, share, np.ones(len(p))])

    return warp


def stalk(points: list[tuple[float, float, float]], radius: float, *, end: float = 1.4) -> Mesh:
    """A thin stem that thickens towards its free end."""
    size = radius * np.interp(np.linspace(0, 1, 16), [0, 0.7, 1], [1.1, 0.9, end])
    return tube(spline(points, 16), size, section=10)


def blade(length: float, width: float, *, droop: float = 0.35, fold: float = 0.25) -> Mesh:
    """A pointed leaf from the origin along +x, its upper side up, tip drooping by `droop` lengths."""
    t = np.linspace(0.0, 1.0, 21)
    half = width / 2 * np.sin(np.pi * t**0.8) ** 0.8 + 1e-5
    s = np.linspace(-1, 1, 9)[:, None]
    lift = length * (0.35 * t - (0.35 + droop) * t**2)
    points = np.stack(
        [np.broadcast_to(length * t, (9, 21)), s * half, lift + fold * np.abs(s) * half], axis=-1
    )
    return thick_sheet(points, 0.0004, crease=70)


@kind("apple", slots={"body": coat("fruit_skin", "#c3201c"), "stem": STEM, "leaf": LEAF}, paint=("body",))
def apple(rng: np.random.Generator) -> list[Part]:
    wide, tall = rng.uniform(0.95, 1.06), rng.uniform(0.94, 1.07)
    rows = table("0 10 | 8 4.5 | 17.5 0.4 | 30 12 | 38.5 36 | 36.5 56 | 23.5 71.5 | 11 69.5 | 0 60")
    phase, wobble = rng.uniform(0, 6.28), uneven(rng, 0.025, 0.06)

    def lobes(p: Array) -> Array:
        five = np.cos(5 * (np.arctan2(p[:, 1], p[:, 0]) + phase))
        low = np.clip(1 - p[:, 2] / 0.045, 0, 1)
        grow = 1 + 0.020 * five * low
        return wobble(
            np.column_stack([p[:, :2] * grow[:, None], p[:, 2] - 0.0012 * five * low * (p[:, 2] < 0.02)])
        )

    body = turned([(r * wide, z * tall) for r, z in rows], warp=lobes)
    lean = rng.uniform(-0.006, 0.008)
    stem = stalk([(0, 0, 0.058 * tall), (lean * 0.3, 0, 0.070 * tall), (lean, 0.001, 0.086 * tall)], 0.0013)
    leaf = put(blade(0.034, 0.017), (lean * 0.4, 0, 0.0745 * tall), turn=(0, -14, rng.uniform(-40, 20)))
    return [Part("body", grounded(body)), Part("stem", stem), Part("leaf", leaf)]


@kind("pear", slots={"body": coat("fruit_skin", "#c8b93a"), "stem": STEM, "leaf": LEAF}, paint=("body",))
def pear(rng: np.random.Generator) -> list[Part]:
    wide, tall = rng.uniform(0.94, 1.06), rng.uniform(0.95, 1.07)
    rows = table(
        "0 6 | 10 1.5 | 21.5 3.5 | 34 20 | 36.5 38 | 30 60 | 20.5 79 | 16.5 94 | 11.5 104.5 | 4 106.5 | "
        "0 104.5"
    )
    lean, wobble = rng.uniform(-0.010, 0.010), uneven(rng, 0.035, 0.06)

    def bow(p: Array) -> Array:
        return wobble(p) + np.column_stack([lean * (p[:, 2] / 0.1) ** 2, np.zeros((len(p), 2))])

    body = turned([(r * wide, z * tall) for r, z in rows], warp=bow)
    top = (lean * 1.1, 0.0, 0.1035 * tall)
    stem = stalk([top, (top[0] + 0.002, 0, top[2] + 0.012), (top[0] + 0.007, 0.002, top[2] + 0.023)], 0.0015)
    leaf = put(blade(0.042, 0.020), (top[0] + 0.001, 0, top[2] + 0.006), turn=(0, -10, rng.uniform(150, 200)))
    return [Part("body", grounded(body)), Part("stem", stem), Part("leaf", leaf)]


@kind(
    "orange", slots={"body": coat("fruit_skin", "#f47c0e"), "stem": coat("leaf", "#5b7a3a")}, paint=("body",)
)
def orange(rng: np.random.Generator) -> list[Part]:
    r = 0.0385 * rng.uniform(0.95, 1.06)
    pores, wobble = np.random.default_rng(rng.integers(1 << 31)), uneven(rng, 0.012, 0.06)

    def peel(p: Array) -> Array:
        away = p / np.maximum(np.linalg.norm(p, axis=1, keepdims=True), 1e-9)
        near = np.hypot(p[:, 0], p[:, 1]) / r
        dip = 0.0028 * np.exp(-((near / 0.16) ** 2)) * np.sign(p[:, 2])
        out = wobble(p) + away * 0.00016 * ripple(p, pores, wavelength=0.0045, waves=16)[:, None]
        out[:, 2] -= dip
        return out

    body = ball((2 * r, 2 * r, 1.9 * r), detail=96, warp=peel)
    up = float(body.vertices[:, 2].max())
    star = ball((0.0075, 0.0075, 0.003), detail=20)
    lift = -float(body.vertices[:, 2].min())
    return [Part("body", put(body, (0, 0, lift))), Part("stem", put(star, (0, 0, lift + up - 0.0022)))]


def _citrus(rng: np.random.Generator, length: float, radius: float, nipple: float) -> list[Part]:
    """A lemon or lime lying on its side, its stem end to the right."""
    length, radius = length * rng.uniform(0.95, 1.06), radius * rng.uniform(0.95, 1.05)
    t = np.linspace(-np.pi / 2, np.pi / 2, 40)
    z, r = np.sin(t), np.cos(t) ** 0.92
    rows = np.column_stack([r * radius, z * (length / 2 - nipple)])
    tip = [(0.0, length / 2), (0.16 * radius, length / 2 - 0.001), (0.26 * radius, length / 2 - nipple * 0.9)]
    near = np.abs(rows[:, 1]) < length / 2 - nipple * 1.35
    line = [(a, -b) for a, b in tip] + [tuple(p) for p in rows[near]] + tip[::-1]
    pores, wobble = np.random.default_rng(rng.integers(1 << 31)), uneven(rng, 0.02, 0.05)

    def peel(p: Array) -> Array:
        flat = p / np.maximum(np.hypot(p[:, 0], p[:, 1])[:, None], 1e-9) * [1, 1, 0]
        return wobble(p) + flat * 0.00018 * ripple(p, pores, wavelength=0.0045, waves=16)[:, None]

    body = turned(line, warp=peel, detail=64)
    stem = put(ball((0.006, 0.006, 0.0026), detail=16), (0, 0, length / 2 - 0.0004))
    lift = -float(put(body, turn=(0, 90, 0)).vertices[:, 2].min())
    parts = (Part("body", body), Part("stem", stem))
    return [Part(p.slot, put(p.mesh, (0, 0, lift), turn=(0, 90, -18))) for p in parts]


@kind(
    "lemon", slots={"body": coat("fruit_skin", "#fbcd12"), "stem": coat("leaf", "#7d8a3c")}, paint=("body",)
)
def lemon(rng: np.random.Generator) -> list[Part]:
    return _citrus(rng, 0.088, 0.0285, 0.011)


@kind("lime", slots={"body": coat("fruit_skin", "#6fa528"), "stem": coat("leaf", "#8a8a4a")}, paint=("body",))
def lime(rng: np.random.Generator) -> list[Part]:
    return _citrus(rng, 0.060, 0.0245, 0.0055)


def _stone_fruit(rng: np.random.Generator, radius: float, tall: float, cleft: float) -> list[Part]:
    """A round fruit with a stalk pit and a cleft from pole to pole, turned towards the camera."""
    radius, tall = radius * rng.uniform(0.95, 1.06), tall * rng.uniform(0.96, 1.05)
    side = np.deg2rad(rng.uniform(-75, -50))
    wobble = uneven(rng, 0.02, 0.05)
    rows = table(
        "0 0.05 | 0.3 0.015 | 0.72 0.15 | 0.98 0.42 | 0.97 0.64 | 0.7 0.9 | 0.36 0.995 | 0.12 0.965 | 0 0.88",
        unit=1,
    )

    def crease(p: Array) -> Array:
        turn = np.angle(np.exp(1j * (np.arctan2(p[:, 1], p[:, 0]) - side)))
        depth = cleft * np.exp(-((turn / 0.14) ** 2)) + 0.5 * cleft * np.exp(-((turn / 0.5) ** 2))
        grow = 1 - depth * np.clip(p[:, 2] / tall * 1.6, 0.15, 1)
        return wobble(np.column_stack([p[:, :2] * grow[:, None], p[:, 2]]))

    body = turned([(r * radius, z * tall) for r, z in rows], warp=crease, detail=60)
    stem = stalk([(0, 0, tall * 0.87), (0.001, 0, tall * 0.97), (0.004, 0.002, tall * 1.10)], radius * 0.042)
    leaf = put(
        blade(radius * 1.25, radius * 0.5), (0.001, 0, tall * 0.96), turn=(0, -22, rng.uniform(-30, 30))
    )
    return [Part("body", grounded(body)), Part("stem", stem), Part("leaf", leaf)]


@kind("peach", slots={"body": coat("fruit_skin", "#f0915a"), "stem": STEM, "leaf": LEAF}, paint=("body",))
def peach(rng: np.random.Generator) -> list[Part]:
    return _stone_fruit(rng, 0.0365, 0.068, 0.10)


@kind("plum", slots={"body": coat("fruit_skin", "#4b1f4f"), "stem": STEM, "leaf": LEAF}, paint=("body",))
def plum(rng: np.random.Generator) -> list[Part]:
    return _stone_fruit(rng, 0.0225, 0.050, 0.07)


@kind(
    "banana", slots={"body": coat("fruit_skin", "#fbcf2e"), "tip": coat("bark", "#4a3a1e")}, paint=("body",)
)
def banana(rng: np.random.Generator) -> list[Part]:
    reach, bend = 0.115 * rng.uniform(0.95, 1.06), rng.uniform(68, 84)
    a = np.deg2rad(np.linspace(-bend, bend * 0.92, 56))
    path = np.column_stack([reach * np.sin(a), np.zeros(56), -reach * np.cos(a)])
    t = np.linspace(0, 1, 56)
    size = 0.0182 * np.interp(
        t,
        [0, 0.03, 0.10, 0.30, 0.60, 0.82, 0.90, 0.94, 1.0],
        [0.30, 0.42, 0.72, 0.98, 1.0, 0.72, 0.42, 0.32, 0.36],
    )
    size = np.convolve(np.pad(size, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    around = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ridge = 1 + 0.045 * np.cos(5 * around) + 0.012 * np.cos(10 * around)
    section = np.stack([ridge * np.cos(around), ridge * np.sin(around)], axis=1)
    body = tube(path, size, section=section, up=(0, 1, 0))
    ends: list[Mesh] = []
    for i, j in ((0, 1), (-1, -2)):
        out = (path[i] - path[j]) / np.linalg.norm(path[i] - path[j])
        ends.append(tube([path[i] - out * 0.001, path[i] + out * 0.0035], float(size[i]) * 1.02, section=14))
    turn = (-68.0, 0.0, rng.uniform(-12, 12))
    both = [put(mesh, turn=turn) for mesh in (body, join(ends))]
    lift = -min(float(mesh.vertices[:, 2].min()) for mesh in both)
    middle = both[0].vertices[:, 1].mean()
    return [
        Part(slot, put(mesh, (0, -float(middle), lift)))
        for slot, mesh in zip(("body", "tip"), both, strict=True)
    ]
