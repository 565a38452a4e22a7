"""Cut flowers, upright on the table: daisy, rose, tulip, sunflower, and a bouquet in paper."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.growth import (
    GOLDEN,
    Array,
    blade,
    bow,
    copies,
    cup_petal,
    facing,
    frames,
    sheet,
    stem,
    swell,
    turned,
    unit,
    whorl,
)
from tintype.scene.kinds.placing import join
from tintype.scene.kinds.shapes import surface
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

GREEN = Material(name="leaf", colour="#4c7a34")
STALK = Material(name="leaf", colour="#5f8a3f")


def dome(radius: float, height: float, *, rings: int = 8, sides: int = 24, base: float = 0.0) -> Mesh:
    """A cap over the disc of `radius` at z = base, `height` at the middle, open below."""
    e = np.linspace(0, np.pi / 2, rings + 1)[:, None]
    a = np.linspace(2 * np.pi, 0, sides + 1)[None, :]
    r, z = radius * np.cos(e), base + height * np.sin(e) + 0 * a
    return sheet(np.stack([r * np.cos(a), r * np.sin(a), z], -1))


def florets(count: int, radius: float, height: float, size: float, *, inner: float = 0.0) -> Mesh:
    """Small pointed florets in a sunflower spiral over a dome, from `inner` (share of the radius)."""
    n = np.arange(count) + 0.5
    share = np.sqrt(inner**2 + (1 - inner**2) * n / count)
    a = n * GOLDEN
    r = share * radius
    up = np.stack([r * np.cos(a), r * np.sin(a), height * np.sqrt(np.clip(1 - share**2, 0, 1))], -1)
    normal = unit(np.stack([up[:, 0] * height, up[:, 1] * height, np.full(count, radius**2 / 1.5)], -1))
    side = unit(np.cross(normal, np.stack([-np.sin(a), np.cos(a), 0 * a], -1)))
    axes = np.stack([side, np.cross(normal, side), normal], -1)
    return copies(_bud(), axes, up, size * (0.7 + 0.5 * share))


def _bud() -> Mesh:
    a = np.arange(5) * 2 * np.pi / 5
    ring = np.stack([0.5 * np.cos(a), 0.5 * np.sin(a), 0 * a], -1)
    points = np.concatenate([ring, ring * 0.75 + [0, 0, 0.6], [[0, 0, 0.95]]])
    i, j = np.arange(5), (np.arange(5) + 1) % 5
    faces = np.concatenate(
        [
            np.stack([i, j, j + 5], -1),
            np.stack([i, j + 5, i + 5], -1),
            np.stack([i + 5, j + 5, 0 * i + 10], -1),
        ]
    )
    return surface(points, faces, points[:, :2])


def stalk(height: float, rng: np.random.Generator, lean: float = 0.04) -> Array:
    """The path of a nearly upright stem from the table to `height`."""
    sway = np.array([*rng.uniform(-lean, lean, 2), 0]) * height
    return bow(np.zeros(3), np.array([0, 0, height]) + sway, -sway * 0.8, 12)


def leaflet(
    length: float, width: float, *, bend: float = 0.7, wave: float = 0.06, phase: float = 0.0
) -> Mesh:
    """A pointed oval leaf with a fold along its midrib."""
    t = np.linspace(0, 1, 13)
    w = width * swell(t, 0.75, 1.0)
    return blade(length, w, t=t, bend=bend, fold=0.3, wave=wave, sweep=0.15, phase=phase, cols=6)


def on_stem(path: Array, share: float, angle: float, rise: float, leaf: Mesh) -> Mesh:
    """A leaf set on a stem at `share` of its way, pointing to `angle`, rising by `rise` radians, its
    upper side tilted to the camera."""
    at = path[round(share * (len(path) - 1))]
    forward = np.array([np.cos(angle) * np.cos(rise), np.sin(angle) * np.cos(rise), np.sin(rise)])
    return copies(leaf, frames(forward, np.array([0, -0.55, 0.85])), at)


# ------------------------------------------------------------------ daisy


@kind(
    "flower",
    slots={
        "petal": Material(name="petal", colour="#f4f1ea"),
        "centre": Material(name="petal", colour="#e8a814"),
        "stem": STALK,
        "leaf": GREEN,
    },
    paint=("petal",),
)
def flower(rng: np.random.Generator) -> list[Part]:
    """A daisy, 0.21 m tall, its face turned up and towards the camera."""
    path = stalk(0.17, rng)
    petals, centre, green = daisy_head(rng, count=int(rng.integers(17, 22)), radius=0.05)
    axes, top = facing(np.array([rng.uniform(-0.2, 0.2), -0.8, 0.62])), path[-1]
    petals, centre, green = turned([petals, centre, green], axes, top)
    leaves = [
        on_stem(path, share, rng.uniform(-0.4, 0.4) + side, 0.75, leaflet(length, 0.012, bend=0.9))
        for share, side, length in ((0.18, 2.9, 0.085), (0.3, 0.1, 0.075), (0.5, 3.3, 0.055))
    ]
    return [
        Part("petal", petals),
        Part("centre", centre),
        Part("stem", stem(path, np.linspace(0.0026, 0.0019, len(path)))),
        Part("leaf", join([green, *leaves])),
    ]


def daisy_head(rng: np.random.Generator, *, count: int = 19, radius: float = 0.042) -> list[Mesh]:
    """Petals, centre and calyx of a daisy that faces +z, its stem ending at the origin."""
    t = 1 - np.linspace(1, 0, 13) ** 1.9
    outline = radius * 0.15 * np.clip(swell(t, 0.55, 0.25), 0.1 * (t < 1), None)
    rows: list[Mesh] = []
    for ring in range(2):
        petal = blade(radius, outline, t=t, bend=0.25 - 0.15 * ring, fold=-0.1, cup=0.5, cols=4)
        a = (np.arange(count) + 0.5 * ring) * 2 * np.pi / count + rng.normal(0, 0.03, count)
        axes = whorl(a, 0.16 + 0.16 * ring + rng.normal(0, 0.05, count))
        at = np.stack([np.cos(a), np.sin(a), 0 * a], -1) * radius * 0.16 + [0, 0, 0.002 + 0.001 * ring]
        rows.append(copies(petal, axes, at, rng.uniform(0.93, 1.05, count)))
    core = radius * 0.27
    centre = join([dome(core, core * 0.5, base=0.003), florets(150, core * 0.98, core * 0.5, core * 0.17)])
    centre = join([copies(centre, np.eye(3), np.array([0, 0, 0.0015]))])
    calyx = dome(core * 0.8, core * 0.7)
    calyx = copies(calyx, np.diag([1.0, -1, -1]), np.array([0, 0, 0.004]))
    return [join(rows), centre, calyx]


# ------------------------------------------------------------------ rose


def rose_head(
    rng: np.random.Generator, *, size: float = 0.038, petals: int = 30, fine: int = 9
) -> list[Mesh]:
    """Petals and sepals of a half-open rose that faces +z; size: its radius, metres."""
    t = np.linspace(0, 1, fine)
    out: list[Mesh] = []
    lean: Array
    for k in range(petals):
        s = float((k / (petals - 1)) ** 0.85)
        open_at = np.clip((t - 0.55) / 0.45, 0, 1) ** 1.4
        lean = (0.35 + 0.8 * s) * (1 - t) ** 1.3 - 0.2 * (1 - s) + open_at * (0.1 + 2.0 * s**1.6)
        lean = lean + rng.normal(0, 0.03 + 0.07 * s)
        length = size * (1.12 + 0.26 * s) * rng.uniform(0.95, 1.05)
        width = size * (0.42 + 0.3 * s) * (0.35 + 0.65 * np.sin(np.pi * (0.1 + 0.62 * t)) ** 0.8)
        out.append(
            cup_petal(
                lean,
                length,
                width,
                angle=k * GOLDEN * 1.0 + rng.normal(0, 0.1),
                radius=size * (0.05 + 0.16 * s),
                height=size * (0.12 - 0.12 * s),
                spiral=size * (0.05 + 0.07 * s),
                point=0.14 + 0.16 * s,
                edge=size * 0.24 * s,
                cols=fine,
            )
        )
    sepal = blade(size * 0.8, size * 0.13 * swell(np.linspace(0, 1, 8), 0.5, 1.2), bend=0.9, cols=2)
    a = np.arange(5) * 2 * np.pi / 5 + rng.uniform(0, 1)
    sepals = copies(sepal, whorl(a, 0.25), np.array([0, 0, -size * 0.02]))
    hip = copies(dome(size * 0.26, size * 0.34), np.diag([1.0, -1, -1]), np.array([0, 0, size * 0.12]))
    return [join(out), join([sepals, hip])]


def rose_leaves(path: Array, rng: np.random.Generator) -> Mesh:
    """Three compound leaves of five toothed leaflets along a rose stem."""
    parts: list[Mesh] = []
    for share, angle in ((0.3, 0.3), (0.5, 2.7), (0.68, 4.9)):
        at, a = path[round(share * (len(path) - 1))], angle + rng.uniform(-0.3, 0.3)
        direction = np.array([np.cos(a), np.sin(a), 0.7])
        rib = bow(at, at + unit(direction) * 0.085, np.array([0, 0, 0.008]))
        parts.append(stem(rib, np.linspace(0.0012, 0.0006, len(rib)), sides=5))
        out = unit(rib[-1] - rib[-2])
        side = unit(np.cross([0, 0, 1.0], out))
        for place, turn, size in (
            (7, 0, 1.0),
            (5, 1.1, 0.85),
            (5, -1.1, 0.85),
            (3, 1.2, 0.7),
            (3, -1.2, 0.7),
        ):
            forward = out * np.cos(turn) + side * np.sin(turn)
            one = leaflet(0.045 * size, 0.0145 * size, bend=0.6, wave=0.08, phase=rng.uniform(0, 6))
            parts.append(copies(one, frames(forward, np.array([0, -0.75, 0.7])), rib[place]))
    return join(parts)


@kind(
    "rose",
    slots={"petal": Material(name="petal", colour="#b3122a"), "stem": STALK, "leaf": GREEN},
    paint=("petal",),
)
def rose(rng: np.random.Generator) -> list[Part]:
    """A long-stemmed rose, half open, 0.3 m tall."""
    path = stalk(0.245, rng)
    petals, green = rose_head(rng, petals=int(rng.integers(32, 38)), size=0.046, fine=13)
    axes = facing(np.array([rng.uniform(-0.12, 0.12), -0.5, 0.85]))
    petals, green = turned([petals, green], axes, path[-1] + [0, 0, 0.004])
    thorn = stem(
        np.array([[0, 0, 0], [0.004, 0, 0.0], [0.008, 0, -0.002]]), np.array([0.0022, 0.001, 1e-4]), sides=5
    )
    a = rng.uniform(0, 6.28, 9)
    thorns = copies(thorn, whorl(a, 0.2), path[np.linspace(1, 9, 9).astype(int)])
    return [
        Part("petal", petals),
        Part("stem", join([stem(path, np.linspace(0.0034, 0.0026, len(path))), thorns])),
        Part("leaf", join([green, rose_leaves(path, rng)])),
    ]


# ------------------------------------------------------------------ tulip


def tulip_head(rng: np.random.Generator, *, size: float = 0.03) -> Mesh:
    """Six petals in two rings, closing to a cup that faces +z."""
    t = np.linspace(0, 1, 14)
    width = size * 0.98 * np.clip(swell(t, 0.55, 0.45), 0.0, None)
    out: list[Mesh] = []
    for k in range(6):
        outer = k % 2
        lean = 1.35 * (1 - np.clip(t / 0.42, 0, 1)) ** 1.1 - 0.17 * np.clip((t - 0.35) / 0.3, 0, 1)
        lean = lean + 0.42 * np.clip((t - 0.8) / 0.2, 0, 1) + rng.normal(0, 0.025) + 0.03 * outer
        out.append(
            cup_petal(
                lean,
                size * 2.25 * (1 + 0.03 * outer),
                width,
                angle=k * np.pi / 3 + rng.normal(0, 0.04),
                radius=size * (0.12 + 0.07 * outer),
                point=0.03,
                edge=-size * 0.05,
                spiral=size * 0.03,
                cols=10,
            )
        )
    return join(out)


@kind(
    "tulip",
    slots={
        "petal": Material(name="petal", colour="#d8324a"),
        "stem": Material(name="leaf", colour="#86a85a"),
        "leaf": Material(name="leaf", colour="#5b8548"),
    },
    paint=("petal",),
)
def tulip(rng: np.random.Generator) -> list[Part]:
    """A tulip with two long leaves, 0.29 m tall."""
    path = stalk(0.205, rng, lean=0.06)
    (head,) = turned([tulip_head(rng, size=0.036)], facing(path[-1] - path[-3]), path[-1])
    t = np.linspace(0, 1, 20)
    leaves: list[Mesh] = []
    for angle, length, rise in ((0.25, 0.215, 1.33), (3.3, 0.185, 1.25), (4.6, 0.13, 1.2)):
        width = 0.021 * swell(t, 0.45, 0.9) * length / 0.25
        one = blade(length, width, t=t, bend=0.75, cup=0.75, wave=0.05, ripples=2, phase=rng.uniform(0, 6))
        leaves.append(on_stem(path, 0.05, angle + rng.uniform(-0.25, 0.25), rise, one))
    return [
        Part("petal", head),
        Part("stem", stem(path, np.linspace(0.0042, 0.0036, len(path)), sides=10)),
        Part("leaf", join(leaves)),
    ]


# ------------------------------------------------------------------ sunflower


@kind(
    "sunflower",
    slots={
        "petal": Material(name="petal", colour="#f3b40f"),
        "centre": Material(name="bark", colour="#3a2413"),
        "ring": Material(name="petal", colour="#7a4a14"),
        "stem": Material(name="leaf", colour="#6c8a3c"),
        "leaf": Material(name="leaf", colour="#4a7434"),
    },
    paint=("petal",),
)
def sunflower(rng: np.random.Generator) -> list[Part]:
    """A sunflower facing the camera: seeds in spirals, two rows of rays, heart-shaped leaves, 0.47 m."""
    path = stalk(0.345, rng, lean=0.03)
    axes, top = facing(np.array([rng.uniform(-0.2, 0.2), -0.93, 0.32])), path[-1]
    petals, centre, ring, green = turned(sunflower_head(rng), axes, top + axes[:, 2] * 0.014, 1.22)
    neck = bow(path[-1] - [0, 0, 0.012], top + axes[:, 2] * 0.012, np.array([0, 0, 0.003]), 6)
    t = np.linspace(0, 1, 16)
    leaves: list[Mesh] = []
    for share, angle, length in ((0.3, 0.1, 0.13), (0.45, 3.0, 0.14), (0.62, 0.5, 0.11), (0.72, 3.5, 0.10)):
        width = 0.42 * length * swell(t, 0.42, 1.0)
        one = blade(length, width, t=t, bend=1.1, fold=0.15, wave=0.09, sweep=-0.12, phase=rng.uniform(0, 6))
        at = path[round(share * 11)]
        out = np.array([np.cos(angle), np.sin(angle) - 0.2, 0.45])
        rib = bow(at, at + out * 0.045, np.array([0, 0, 0.004]))
        leaves += [stem(rib, 0.0018, sides=5), copies(one, whorl(np.array([angle]), 0.35), rib[-1])]
    return [
        Part("petal", petals),
        Part("centre", centre),
        Part("ring", ring),
        Part("stem", join([stem(path, np.linspace(0.0075, 0.006, len(path)), sides=10), stem(neck, 0.007)])),
        Part("leaf", join([green, *leaves])),
    ]


def sunflower_head(rng: np.random.Generator, radius: float = 0.045) -> list[Mesh]:
    """Rays, seeds, the ring of open florets, and the green back of a head that faces +z."""
    t = np.linspace(0, 1, 12)
    rays: list[Mesh] = []
    for row, count in enumerate((24, 22)):
        a = (np.arange(count) + 0.5 * row) * 2 * np.pi / count + rng.normal(0, 0.05, count)
        axes = whorl(a, 0.1 + 0.2 * row + rng.normal(0, 0.09, count))
        at = np.stack([np.cos(a), np.sin(a), 0 * a], -1) * radius * 0.86
        petal = blade(0.058, 0.0098 * swell(t, 0.5, 0.75), t=t, bend=0.35, cup=0.5, wave=0.1, cols=4)
        rays.append(copies(petal, axes, at + np.array([0, 0, 0.003 * row]), rng.uniform(0.82, 1.12, count)))
    seeds = join([dome(radius * 0.68, 0.008), florets(330, radius * 0.66, 0.008, 0.0052)])
    seeds = copies(seeds, np.eye(3), np.array([0, 0, 0.003]))
    ring = join([dome(radius, 0.006), florets(330, radius, 0.009, 0.0066, inner=0.66)])
    bract = blade(0.042, 0.009 * swell(t, 0.4, 1.2), t=t, bend=-0.3, cols=2)
    a = np.arange(18) * 2 * np.pi / 18
    back = copies(dome(radius * 1.02, 0.02), np.diag([1.0, -1, -1]), np.zeros(3))
    bracts = copies(bract, whorl(a, -0.05), np.stack([np.cos(a), np.sin(a), 0 * a - 0.08], -1) * radius * 0.8)
    return [join(rays), seeds, ring, join([back, bracts])]
