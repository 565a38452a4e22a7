"""Fruit in clusters and on stalks: a cherry, grapes, a strawberry and a pumpkin."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, spline, table
from tintype.scene.kinds.fruit import LEAF, blade, stalk, turned, uneven
from tintype.scene.kinds.placing import grounded, join, put
from tintype.scene.kinds.shapes import ball, lathe, tube
from tintype.scene.mesh import Mesh, Part


@kind(
    "cherry", slots={"body": coat("fruit_skin", "#8e0f1c"), "stem": coat("leaf", "#6d7a2e")}, paint=("body",)
)
def cherry(rng: np.random.Generator) -> list[Part]:
    r = 0.0125 * rng.uniform(0.95, 1.06)
    rows = table("0 0.02 | 0.35 0.02 | 0.85 0.35 | 1 0.85 | 0.88 1.35 | 0.5 1.68 | 0.2 1.66 | 0 1.5", unit=1)
    body = turned([(a * r, b * r) for a, b in rows], warp=uneven(rng, 0.02, 0.02), detail=48)
    lean = rng.choice([-1.0, 1.0]) * rng.uniform(0.012, 0.022)
    stem = stalk(
        [
            (0, 0, 1.46 * r),
            (lean * 0.12, 0, 2.2 * r),
            (lean * 0.5, 0.001, 3.6 * r),
            (lean * 1.2, 0.003, 4.9 * r),
        ],
        0.0007,
        end=2.0,
    )
    return [Part("body", grounded(body)), Part("stem", stem)]


@kind(
    "grapes", slots={"body": coat("fruit_skin", "#4d2358"), "stem": coat("bark", "#7a6a38")}, paint=("body",)
)
def grapes(rng: np.random.Generator) -> list[Part]:
    count, r = 58, 0.0105
    along = np.linspace(0, 1, count)
    wide = np.interp(along, [0, 0.25, 1], [0.028, 0.040, 0.008])
    a = rng.uniform(0, 2 * np.pi, count)
    reach = np.sqrt(rng.uniform(0, 1, count)) * wide
    p = np.column_stack([0.062 - 0.125 * along, reach * np.cos(a), r + 0.022 + reach * np.sin(a) * 0.8])
    for _ in range(160):
        gap = p[:, None] - p[None]
        far = np.linalg.norm(gap, axis=2) + np.eye(count)
        push = np.clip(1.92 * r - far, 0, None) * (1 - np.eye(count))
        p = p + 0.35 * (gap / far[..., None] * push[..., None]).sum(axis=1)
        p[:, 2] -= 0.00008
        p[:, 1] *= 0.996
        p[:, 2] = np.maximum(p[:, 2], r * 1.0)
    sizes = rng.uniform(0.94, 1.06, count)
    one = ball((2 * r, 2 * r, 2.12 * r), detail=20)
    bunch = [
        put(one, tuple(at), turn=tuple(rng.uniform(0, 180, 3)), scale=float(s))
        for at, s in zip(p, sizes, strict=True)
    ]
    top = max(0.03, float(p[:8, 2].max()))
    stem = stalk(
        [
            (0.045, 0, top * 0.8),
            (0.068, 0.002, top),
            (0.088, 0.004, top + 0.006),
            (0.100, 0.001, top + 0.012),
        ],
        0.0021,
    )
    cross = stalk(
        [(0.088, 0.004, top + 0.006), (0.092, 0.014, top + 0.008), (0.094, 0.024, top + 0.006)], 0.0016
    )
    low = -min(float(mesh.vertices[:, 2].min()) for mesh in bunch)
    return [Part("body", put(join(bunch), (0, 0, low))), Part("stem", put(join([stem, cross]), (0, 0, low)))]


@kind(
    "strawberry",
    slots={"body": coat("fruit_skin", "#cf1b23"), "seed": coat("paint", "#e3b04a"), "leaf": LEAF},
    paint=("body",),
)
def strawberry(rng: np.random.Generator) -> list[Part]:
    wide, tall = 0.0165 * rng.uniform(0.93, 1.08), 0.042 * rng.uniform(0.93, 1.07)
    rows = table("0 0 | 0.16 0.015 | 0.52 0.22 | 0.86 0.55 | 1 0.78 | 0.82 0.95 | 0.4 1 | 0 0.985", unit=1)
    line = spline([(r * wide, z * tall) for r, z in rows], 72)
    line[[0, -1], 0] = 0
    line[:, 0] = np.maximum(line[:, 0], 0)
    k = np.arange(130)
    z = tall * (0.05 + 0.86 * (k + 0.5) / 130) ** 1.0
    rising = line[: int(np.argmax(line[:, 0] > line[:, 0].max() * 0.999)) + 12]
    r = np.interp(z, rising[:, 1], rising[:, 0])
    a = k * 2.399963
    at = np.column_stack([r * np.cos(a), r * np.sin(a), z])

    def pits(p: Array) -> Array:
        far = np.linalg.norm(p[:, None] - at[None], axis=2).min(axis=1)
        away = p * [1, 1, 0] / np.maximum(np.hypot(p[:, 0], p[:, 1])[:, None], 1e-9)
        return p - away * 0.0007 * np.exp(-((far / 0.0011) ** 2))[:, None]

    body = lathe(line, segments=96, warp=pits, crease=75)
    pip = ball((0.0007, 0.0009, 0.0016), detail=8)
    inward = 1 - 0.0004 / np.maximum(r, 0.002)
    pips = [
        put(pip, (x * i, y * i, h), turn=(0, 0, float(np.rad2deg(b))))
        for (x, y, h), b, i in zip(at, a, inward, strict=True)
    ]
    crown = [
        put(
            blade(0.0165, 0.0075, droop=0.25),
            (0, 0, tall * 0.985),
            turn=(0, -6, 360 / 9 * i + rng.uniform(-8, 8)),
        )
        for i in range(9)
    ]
    stem = stalk([(0, 0, tall * 0.97), (0.001, 0, tall * 1.12), (0.004, 0.001, tall * 1.3)], 0.0010)
    turn = (0.0, rng.uniform(102, 110), rng.uniform(-15, 30))
    parts = [("body", body), ("seed", join(pips)), ("leaf", join([*crown, stem]))]
    lift = -float(put(body, turn=turn).vertices[:, 2].min())
    return [Part(slot, _above(put(mesh, (0, 0, lift), turn=turn))) for slot, mesh in parts]


def _above(mesh: Mesh) -> Mesh:
    """Leaves that would dip under the table are laid on it."""
    vertices = mesh.vertices.copy()
    vertices[:, 2] = np.where(
        vertices[:, 2] < 0.0003, 0.0003 * np.exp(vertices[:, 2] / 0.003 - 0.1), vertices[:, 2]
    )
    return Mesh(vertices, mesh.faces, mesh.uv, mesh.normals)


@kind(
    "pumpkin", slots={"body": coat("fruit_skin", "#e2731c"), "stem": coat("bark", "#7c7440")}, paint=("body",)
)
def pumpkin(rng: np.random.Generator) -> list[Part]:
    wide, tall, ribs = (
        0.135 * rng.uniform(0.93, 1.08),
        0.185 * rng.uniform(0.9, 1.1),
        int(rng.integers(10, 14)),
    )
    rows = table(
        "0 0.09 | 0.18 0.03 | 0.45 0 | 0.82 0.14 | 1 0.46 | 0.95 0.7 | 0.7 0.93 | 0.36 0.99 | "
        "0.14 0.92 | 0 0.84",
        unit=1,
    )
    wobble = uneven(rng, 0.04, 0.15)

    def lobes(p: Array) -> Array:
        a = np.arctan2(p[:, 1], p[:, 0]) * ribs / 2
        r = np.hypot(p[:, 0], p[:, 1]) / wide
        valley = 1 - np.abs(np.sin(a)) ** 0.7
        grow = 1 - 0.14 * valley * np.clip(r * 1.6, 0, 1)
        drop = np.sign(p[:, 2] - tall * 0.5) * 0.05 * tall * valley * (1 - r) * np.clip(r * 3, 0, 1)
        return wobble(np.column_stack([p[:, :2] * grow[:, None], p[:, 2] - drop]))

    line = spline([(r * wide, z * tall) for r, z in rows], 60)
    line[[0, -1], 0] = 0
    body = grounded(lathe(np.maximum(line, [0, -1]), segments=ribs * 14, warp=lobes, crease=75))
    path = spline(
        [
            (0, 0, 0.80 * tall),
            (0.002, 0, 0.98 * tall),
            (0.012, 0.004, 1.14 * tall),
            (0.034, 0.006, 1.25 * tall),
        ],
        20,
    )
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    star = 1 + 0.16 * np.cos(5 * t)
    section = np.stack([star * np.cos(t), star * np.sin(t)], axis=1)
    size = 0.0125 * np.interp(np.linspace(0, 1, 20), [0, 0.35, 0.6, 1], [2.0, 1.35, 1.0, 1.15])
    return [Part("body", body), Part("stem", tube(path, size, section=section))]
