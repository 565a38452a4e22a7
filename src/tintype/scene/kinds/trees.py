"""Trees: broadleaf, pine, palm, bush. Leaves are single sheets of a few triangles each."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.growth import (
    GOLDEN,
    Array,
    around,
    blade,
    bow,
    bumps,
    copies,
    frames,
    limb,
    on_ground,
    stem,
    swell,
    unit,
)
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import ball, surface
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator

BARK = Material(name="bark", colour="#5d4636")


def leaf_mesh(length: float, width: float) -> Mesh:
    """Four triangles: a pointed leaf along +x, folded along its midrib, facing +z."""
    w, rise = width / 2, width * 0.12
    points = np.array(
        [
            (0, 0, 0),
            (0.4, -w / length, rise / length),
            (0.4, 0, 0),
            (0.4, w / length, rise / length),
            (1, 0, -0.06),
        ]
    )
    faces = np.array([(0, 1, 2), (0, 2, 3), (1, 4, 2), (2, 4, 3)])
    return surface(points * length, faces, points[:, :2] * length, crease=80.0)


def foliage(rng: Generator, at: Array, centre: Array, leaf: Mesh, *, droop: float = 0.25) -> Mesh:
    """One leaf at every point, its face turned away from the crown's centre and up, at random."""
    out = unit(at - centre + [0, 0, 0.25 * np.ptp(at[:, 2])])
    face = out + rng.normal(0, 0.45, at.shape)
    forward = unit(rng.normal(size=at.shape) + 0.8 * out) - [0, 0, droop]
    return copies(leaf, frames(forward, face), at, rng.uniform(0.75, 1.2, len(at)))


# ------------------------------------------------------------------ broadleaf tree


@kind(
    "tree",
    slots={"leaf": Material(name="leaf", colour="#4f7d33"), "trunk": BARK},
    paint=("leaf",),
    scale_class="land",
)
def tree(rng: Generator) -> list[Part]:
    """A broadleaf tree with a round crown of about six thousand leaves, 6.3 m tall."""
    trunk = limb(rng, np.zeros(3), np.array([0, 0, 1.0]), 2.9, points=10, wander=0.05, lift=0.03)
    t = np.linspace(0, 1, 10)
    flare = 0.21 * (1 - 0.5 * t) + 0.13 * np.exp(-t * 16)
    wood = [stem(trunk, flare, sides=14)]
    centre = np.array([trunk[-1, 0], trunk[-1, 1], 4.15])
    tips: list[Array] = []
    for k in range(15):
        a = k * GOLDEN + rng.normal(0, 0.15)
        start = trunk[5 + min(k // 3, 4)]
        spread = 1.65 * np.sqrt(np.clip(1 - ((k - 4.0) / 10.5) ** 2, 0.1, 1))
        goal = centre + np.array([np.cos(a) * spread, np.sin(a) * spread, -0.85 + 0.175 * k])
        if k == 14:
            start, goal = trunk[-1], centre + np.array([0, 0, 1.6])
        bough = bow(start, goal, rng.normal(0, 0.1, 3) + np.array([0, 0, 0.18]), 9)
        wood.append(stem(bough, np.linspace(0.085, 0.022, 9), sides=8))
        for i in (4, 6, 7, 8):
            for _ in range(2):
                out = unit(bough[i] - centre) * 0.8 + rng.normal(0, 0.55, 3) + [0, 0, 0.2]
                twig = limb(rng, bough[i], out, rng.uniform(0.45, 0.8), points=5, wander=0.2)
                wood.append(stem(twig, np.linspace(0.02, 0.006, 5), sides=5))
                tips.append(twig[-1])
    spots = _clumps(rng, np.stack(tips), centre)
    return [
        Part("leaf", foliage(rng, spots, centre - [0, 0, 0.5], leaf_mesh(0.19, 0.125))),
        Part("trunk", _settled(join(wood))),
    ]


def _clumps(rng: Generator, tips: Array, centre: Array) -> Array:
    """Leaf places: shells of clumps around the twig tips, inside an egg around the crown's centre."""
    size = rng.uniform(0.34, 0.52, len(tips))
    spots: list[Array] = []
    for tip, radius in zip(tips, size, strict=True):
        ball_points = around(80) * radius * rng.uniform(0.72, 1.08, (80, 1))
        spots.append(tip + ball_points * [1, 1, 0.78])
    all_spots = np.concatenate(spots)
    inside = np.linalg.norm((all_spots - centre) / [2.15, 2.15, 2.2], axis=1) < 1.0
    return all_spots[inside]


def _settled(mesh: Mesh) -> Mesh:
    """The mesh with what reaches under the ground brought up to it."""
    vertices = mesh.vertices.copy()
    low = float(vertices[:, 2].min())
    vertices[:, 2] -= np.float32(low)
    return Mesh(vertices, mesh.faces, mesh.uv, mesh.normals)


# ------------------------------------------------------------------ pine


@kind(
    "pine",
    slots={"leaf": Material(name="leaf", colour="#2f5138"), "trunk": Material(name="bark", colour="#57402f")},
    paint=("leaf",),
    scale_class="land",
)
def pine(rng: Generator) -> list[Part]:
    """A conical fir: whorls of drooping boughs of needles on a straight trunk, 7 m tall."""
    height = 7.0
    trunk = np.stack([0 * np.arange(12.0), 0 * np.arange(12.0), np.linspace(0, height * 0.98, 12)], -1)
    wood = [stem(trunk, np.linspace(0.16, 0.012, 12), sides=12)]
    at: list[Array] = []
    forward: list[Array] = []
    size: list[float] = []
    levels = 22
    for k in range(levels):
        share = k / (levels - 1)
        z = 0.95 + (height - 1.15) * share**0.92
        reach = 1.62 * (1 - share) ** 0.92 + 0.14
        count = int(6 + 6 * (1 - share))
        for i in range(count):
            a = (i + 0.5 * (k % 2)) * 2 * np.pi / count + rng.normal(0, 0.13)
            fall = -0.28 + 0.95 * share + rng.normal(0, 0.06)
            at.append(np.array([0, 0, z + rng.normal(0, 0.04)]))
            forward.append(np.array([np.cos(a), np.sin(a), fall]))
            size.append(float(reach * rng.uniform(0.86, 1.08)))
    bough = _fir_bough(rng)
    sizes = np.array(size)
    green = copies(bough, frames(np.stack(forward), np.array([0, 0, 1.0])), np.stack(at), sizes)
    return [Part("leaf", green), Part("trunk", join(wood))]


def _fir_bough(rng: Generator) -> Mesh:
    """A flat bough of unit length along +x, drooping: side twigs that carry needles as narrow sheets."""
    twigs: list[Mesh] = []
    spine = bow([0, 0, 0], [1.0, 0, -0.1], np.array([0, 0, 0.06]), 14)
    for k in range(2, 14):
        for side in (-1.0, 1.0):
            share = k / 13
            length = 0.42 * (1.02 - share) ** 0.8 + 0.05
            direction = np.array([0.75, side * (0.95 - 0.4 * share), -0.18 + rng.normal(0, 0.1)])
            twigs.append(_needle_twig(length, spine[k - 1], direction))
    twigs.append(_needle_twig(0.18, spine[-2], np.array([1.0, 0, -0.1])))
    return join(twigs)


def _needle_twig(length: float, at: Array, direction: Array) -> Mesh:
    """A twig as a ragged ridge: five teeth a side, four triangles each pair."""
    teeth = 4
    rows: list[tuple[float, float, float]] = []
    faces: list[tuple[int, int, int]] = []
    for k in range(teeth + 1):
        x = length * k / teeth
        wide = 0.062 * (1 - 0.55 * k / teeth) * min(1.0, length * 4)
        rows += [(x, 0, 0.012), (x + length * 0.24, wide, -0.02), (x + length * 0.24, -wide, -0.02)]
    for k in range(teeth):
        a, b = 3 * k, 3 * (k + 1)
        faces += [(a, b, a + 1), (a, a + 2, b)]
        faces += [(b, b + 1, a + 1)] if k % 2 else [(b, a + 2, b + 2)]
    points = np.array(rows)
    mesh = surface(points, np.array(faces), points[:, :2], crease=120.0)
    return copies(mesh, frames(direction, np.array([0, 0, 1.0])), at)


# ------------------------------------------------------------------ palm


@kind(
    "palm",
    slots={
        "leaf": Material(name="leaf", colour="#4b8038"),
        "trunk": Material(name="bark", colour="#8a7358"),
        "fruit": Material(name="fruit_skin", colour="#7a5a2e"),
    },
    paint=("leaf",),
    scale_class="land",
)
def palm(rng: Generator) -> list[Part]:
    """A coconut palm with a leaning ringed trunk and arching fronds, about 6.5 m tall."""
    lean = rng.uniform(0.7, 1.1)
    trunk = bow([0, 0, 0], [lean, 0.1, 5.0], np.array([-0.28, 0, 0.1]), 90)
    t = np.linspace(0, 1, 90)
    rings = 1 + 0.06 * ((t * 30) % 1.0)
    radius = (0.1 + 0.05 * (1 - t) + 0.1 * np.exp(-t * 14)) * rings
    top = trunk[-1]
    fronds: list[Mesh] = []
    for k in range(19):
        a = k * GOLDEN + rng.normal(0, 0.12)
        rise = 1.15 - 1.35 * k / 18 + rng.normal(0, 0.06)
        fronds.append(_frond(rng, top + np.array([0, 0, 0.04]), a, rise, rng.uniform(1.9, 2.3)))
    nuts = [
        put(
            ball((0.2, 0.2, 0.23), detail=20),
            (top[0] + 0.17 * np.cos(b), top[1] + 0.17 * np.sin(b), top[2] - 0.12),
        )
        for b in np.arange(5) * 1.3 + rng.uniform(0, 1)
    ]
    green, wood, fruit = on_ground(join(fronds), _settled(stem(trunk, radius, sides=14)), join(nuts))
    return [Part("leaf", green), Part("trunk", wood), Part("fruit", fruit)]


def _frond(rng: Generator, at: Array, angle: float, rise: float, length: float) -> Mesh:
    """A feather leaf: a rib that arches down and two rows of hanging leaflets."""
    n = 30
    t = np.linspace(0, 1, n)
    pitch = rise - (1.25 + 0.35 * rise) * t**1.3
    step = length / (n - 1)
    r = np.concatenate([[0], np.cumsum(np.cos(pitch[1:]) * step)])
    z = np.concatenate([[0], np.cumsum(np.sin(pitch[1:]) * step)])
    rib = at + np.stack([r * np.cos(angle), r * np.sin(angle), z], -1)
    along = unit(np.gradient(rib, axis=0))
    side = np.array([-np.sin(angle), np.cos(angle), 0.0])
    up = np.cross(along, side)
    up = up * np.sign(up[:, 2:] + 1e-9)
    one = blade(1.0, 0.034 * swell(np.linspace(0, 1, 6), 0.35, 0.9), bend=0.75, fold=0.5, cols=2)
    parts = [stem(rib, np.linspace(0.028, 0.006, n), sides=5)]
    rows = np.arange(4, n)
    size = length * 0.31 * np.clip(np.sin(np.pi * (0.16 + 0.8 * t[rows])), 0.2, 1)
    for s in (-1.0, 1.0):
        forward = s * side + 0.75 * along[rows] - [0, 0, 0.3] + rng.normal(0, 0.08, (len(rows), 3))
        parts.append(copies(one, frames(forward, up[rows] + 0.5 * s * side), rib[rows], size))
    return join(parts)


# ------------------------------------------------------------------ bush


@kind(
    "bush",
    slots={"leaf": Material(name="leaf", colour="#56803a"), "trunk": BARK},
    paint=("leaf",),
    scale_class="land",
)
def bush(rng: Generator) -> list[Part]:
    """A dense rounded shrub, about 1.5 m wide and 1.2 m tall."""
    count = 7500
    direction = around(count, low=-0.75)
    lumps = 1 + 0.2 * bumps(direction, rng, frequency=2.6)
    depth = 1 - 0.32 * rng.uniform(0, 1, count) ** 2.2
    spots = direction * (lumps * depth)[:, None] * [0.76, 0.7, 0.62] + [0, 0, 0.56]
    spots = spots[spots[:, 2] > 0.03]
    wood: list[Mesh] = []
    for k in range(14):
        a = k * GOLDEN
        goal = np.array([np.cos(a) * 0.45, np.sin(a) * 0.4, 0.45 + 0.04 * k])
        foot = np.array([np.cos(a) * 0.07, np.sin(a) * 0.07, 0.0])
        wood.append(stem(bow(foot, goal, np.array([0, 0, 0.1]), 7), np.linspace(0.022, 0.006, 7), sides=6))
    leaves = foliage(rng, spots, np.array([0, 0, 0.35]), leaf_mesh(0.075, 0.045), droop=0.1)
    green, twigs = on_ground(leaves, join(wood))
    return [Part("leaf", green), Part("trunk", twigs)]
