"""What hangs in the sky: the moon and a hot-air balloon."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import arc, spline
from tintype.scene.kinds.growth import Array, around, floored, line, sheet, stem, unit
from tintype.scene.kinds.placing import grounded, join, put, ripple
from tintype.scene.kinds.shapes import ball, box, lathe, thick_sheet, tube
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator


# ------------------------------------------------------------------ moon


@kind(
    "moon",
    slots={
        "body": Material(name="plaster", colour="#efece2", glow=0.42),
        "shade": Material(name="plaster", colour="#dedbd1", glow=0.38),
        "sea": Material(name="plaster", colour="#cfccc3", glow=0.33),
    },
    paint=("body",),
    floats=9.0,
    scale_class="land",
    lights=("body", "shade", "sea"),
)
def moon(rng: Generator) -> list[Part]:
    """A full moon with dark seas and craters, 4 m across."""
    spots = unit(around(120) + rng.normal(0, 0.14, (120, 3)))
    size = 0.045 + 0.15 * rng.uniform(0, 1, 120) ** 3
    state = int(rng.integers(1 << 30))

    def crater(p: Array) -> Array:
        d = unit(p)
        rough = np.clip(1.3 - 1.2 * _sea(d, state), 0.3, 1)
        height = 0.005 * ripple(d, np.random.default_rng(state), wavelength=0.4)
        height += 0.0022 * rough * ripple(d, np.random.default_rng(state + 1), wavelength=0.08)
        for spot, radius in zip(spots, size, strict=True):
            near = np.flatnonzero(d @ spot > np.cos(1.8 * radius))
            q = np.arccos(np.clip(d[near] @ spot, -1, 1)) / radius
            bowl = np.where(q < 1, q**2 - 1, 0) * 0.8 + 0.4 * np.exp(-(((q - 1.05) / 0.2) ** 2))
            height[near] += 0.27 * radius * bowl * rough[near]
        return p * (1 + height)[:, None]

    whole = grounded(ball((4.0, 4.0, 4.0), detail=230, warp=crater))
    middle = whole.vertices[whole.faces].mean(axis=1) - [0, 0, 2.0]
    dark = _sea(unit(middle), state)
    floors = [unit(middle) @ spot > np.cos(0.78 * radius) for spot, radius in zip(spots, size, strict=True)]
    dark = np.where(dark < 0.3, np.maximum(dark, 0.4 * np.any(floors, axis=0)), dark)
    steps = (("body", dark < 0.3), ("shade", (dark >= 0.3) & (dark < 0.62)), ("sea", dark >= 0.62))
    return [Part(slot, _some(whole, keep)) for slot, keep in steps]


def _sea(direction: Array, state: int) -> Array:
    """How much a place of the moon (N, 3) is sea, about 0..1: broad basins on the near side."""
    rng = np.random.default_rng(state)
    centres = unit(
        np.array([(-0.5, -1, 0.55), (-0.1, -1, 0.3), (0.35, -1, 0.55), (0.55, -1, 0.1), (-0.75, -1, -0.1)])
    )
    centres = unit(centres + rng.normal(0, 0.06, centres.shape))
    reach = np.array([0.36, 0.24, 0.26, 0.28, 0.4]) * rng.uniform(0.9, 1.1, 5)
    far = np.arccos(np.clip(direction @ centres.T, -1, 1)) / reach
    edge = 0.12 * ripple(direction, np.random.default_rng(state + 2), wavelength=0.3)
    return np.clip(1.5 - far.min(axis=1) + edge, 0, 1)


def _some(mesh: Mesh, keep: Array) -> Mesh:
    """The chosen faces of a mesh, its normals kept so that no seam shows."""
    assert mesh.normals is not None
    used, faces = np.unique(mesh.faces[keep], return_inverse=True)
    return Mesh(mesh.vertices[used], faces.reshape(-1, 3).astype(np.int32), mesh.uv[used], mesh.normals[used])


# ------------------------------------------------------------------ hot-air balloon


@kind(
    "hot_air_balloon",
    slots={
        "body": Material(name="silk", colour="#d2382f"),
        "second": Material(name="silk", colour="#f3c64a"),
        "basket": Material(name="wicker", colour="#a97b46"),
        "rope": Material(name="straw", colour="#6b5b45"),
        "burner": Material(name="steel"),
    },
    paint=("body", "second"),
    floats=7.0,
    scale_class="land",
)
def hot_air_balloon(_rng: Generator) -> list[Part]:
    """A striped hot-air balloon of sixteen gores with its basket, 11 m across and 15 m tall."""
    gores, mouth, top = 16, 4.2, 15.2
    t = np.linspace(0, 1, 33)
    key = [
        (0.85, mouth),
        (2.0, 5.5),
        (3.9, 7.6),
        (5.3, 10.0),
        (5.25, 12.2),
        (3.7, 14.3),
        (1.6, 15.05),
        (0.06, top),
    ]
    outline = spline(key, len(t))
    v = np.linspace(0.5, -0.5, 9)[None, :]
    bulge = 1 + 0.045 * np.cos(np.pi * v) * np.sin(np.pi * np.clip(t * 1.05, 0, 1))[:, None]
    angle = v * 2 * np.pi / gores
    r = outline[:, :1] * bulge
    gore = sheet(np.stack([r * np.cos(angle), r * np.sin(angle), outline[:, 1:] + 0 * v], -1))
    turns = [360.0 / gores * (k + 0.5) for k in range(gores)]
    striped = [[put(gore, turn=(0, 0, a)) for a in turns[k::2]] for k in (0, 1)]
    skirt = lathe([(0.9, 3.7), (0.88, 4.25)], segments=48)
    basket, ropes, burner = _basket()
    return [
        Part("body", join(striped[0])), Part("second", join([*striped[1], skirt])), Part("basket", basket),
        Part("rope", ropes), Part("burner", burner),
    ]  # fmt: skip


def _basket() -> tuple[Mesh, Mesh, Mesh]:
    """(wicker basket, its lines, the burner under the mouth)."""
    walls: list[Mesh] = []
    for k in range(4):
        wide = 1.5
        z = np.linspace(0, 1.1, 15)[:, None]
        u = np.linspace(-wide / 2, wide / 2, 31)[None, :]
        weave = 0.022 * np.sin(np.pi * (u / 0.1)) * np.sign(np.sin(np.pi * z / 0.0785 + 0.5))
        wall = np.stack([u * (0.92 + 0.08 * z / 1.1), -0.75 * (0.92 + 0.08 * z / 1.1) - weave, z + 0 * u], -1)
        walls.append(put(thick_sheet(wall, 0.05), turn=(0, 0, 90.0 * k)))
    rim = [
        tube(
            np.array([(x, y, 1.12) for x, y in ((-0.75, -0.75), (0.75, -0.75), (0.75, 0.75), (-0.75, 0.75))]),
            0.06,
            closed=True,
        )
    ]
    floor = box((1.4, 1.4, 0.06))
    lines: list[Mesh] = []
    for sx in (-1, 1):
        for sy in (-1, 1):
            lines.append(stem(line([sx * 0.7, sy * 0.7, 1.1], [sx * 0.42, sy * 0.42, 2.5], 3), 0.03, sides=6))
            for turn in (-0.25, 0.25):
                a = np.arctan2(sy, sx) + turn
                lines.append(
                    stem(
                        np.linspace(
                            [sx * 0.42, sy * 0.42, 2.5], [0.88 * np.cos(a), 0.88 * np.sin(a), 3.75], 3
                        ),
                        0.02,
                        sides=5,
                    )
                )
    ring = lathe(arc((0.58, 2.5), 0.035, -180, 180, 9), segments=32)
    can = put(lathe([(0, 0), (0.16, 0), (0.2, 0.35), (0.17, 0.5), (0, 0.5)], segments=24), (0, 0, 2.4))
    return floored(join([*walls, *rim, floor])), join(lines), join([ring, can])
