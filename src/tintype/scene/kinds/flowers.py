"""Cut flowers, upright on the table: daisy, rose, tulip, sunflower, and a bouquet in paper."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.growth import (
    GOLDEN,
    Array,
    bow,
    blade,
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
    """A leaf set on a stem at `share` of its way, pointing to `angle` and rising by `rise` radians."""
    at = path[round(share * (len(path) - 1))]
    return copies(leaf, whorl(np.array([angle]), rise), at)


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
    """A daisy, 0.26 m tall, its face turned up and towards the camera."""
    path = stalk(0.235, rng)
    petals, centre, green = daisy_head(rng, count=int(rng.integers(17, 22)))
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
    t = np.linspace(0, 1, 10)
    outline = radius * 0.15 * np.clip(swell(t, 0.55, 0.22), 0.1 * (t < 1), None)
    rows = []
    for ring in range(2):
        petal = blade(radius, outline, bend=0.25 - 0.15 * ring, fold=-0.1, cup=0.5, cols=4)
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
    out = []
    for k in range(petals):
        s = (k / (petals - 1)) ** 0.85
        open_at = np.clip((t - 0.55) / 0.45, 0, 1) ** 1.4
        lean = (0.35 + 0.85 * s) * (1 - t) ** 1.3 - 0.16 * (1 - s) + open_at * (0.1 + 1.75 * s**2)
        lean = lean + rng.normal(0, 0.03)
        length = size * (1.02 + 0.32 * s)
        width = size * (0.42 + 0.5 * s) * (0.35 + 0.65 * np.sin(np.pi * (0.1 + 0.62 * t)) ** 0.8)
        out.append(
            cup_petal(
                lean,
                length,
                width,
                angle=k * GOLDEN * 1.0 + rng.normal(0, 0.1),
                radius=size * (0.05 + 0.16 * s),
                height=size * (0.12 - 0.12 * s),
                spiral=size * (0.05 + 0.04 * s),
                point=0.16 + 0.05 * s,
                edge=size * 0.16 * s,
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
    parts = []
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
            parts.append(copies(one, frames(forward, [0, 0, 1.0]), rib[place]))
    return join(parts)


@kind(
    "rose",
    slots={"petal": Material(name="petal", colour="#b3122a"), "stem": STALK, "leaf": GREEN},
    paint=("petal",),
)
def rose(rng: np.random.Generator) -> list[Part]:
    """A long-stemmed rose, half open, 0.42 m tall."""
    path = stalk(0.36, rng)
    petals, green = rose_head(rng, petals=int(rng.integers(30, 36)), size=0.042)
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
    out = []
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
    """A tulip with two long leaves, 0.36 m tall."""
    path = stalk(0.29, rng, lean=0.06)
    (head,) = turned([tulip_head(rng, size=0.031)], facing(path[-1] - path[-3]), path[-1])
    t = np.linspace(0, 1, 20)
    leaves = []
    for angle, length, rise in ((0.25, 0.25, 1.3), (3.3, 0.21, 1.2), (4.6, 0.15, 1.15)):
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
    """A sunflower facing the camera: seeds in spirals, two rows of rays, heart-shaped leaves, 0.58 m."""
    path = stalk(0.47, rng, lean=0.03)
    axes, top = facing(np.array([rng.uniform(-0.2, 0.2), -0.93, 0.32])), path[-1]
    petals, centre, ring, green = turned(sunflower_head(rng), axes, top + axes[:, 2] * 0.012)
    neck = bow(path[-1] - [0, 0, 0.012], top + axes[:, 2] * 0.012, np.array([0, 0, 0.003]), 6)
    t = np.linspace(0, 1, 16)
    leaves = []
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
    rays = []
    for row, count in enumerate((24, 22)):
        a = (np.arange(count) + 0.5 * row) * 2 * np.pi / count + rng.normal(0, 0.05, count)
        axes = whorl(a, 0.1 + 0.2 * row + rng.normal(0, 0.09, count))
        at = np.stack([np.cos(a), np.sin(a), 0 * a], -1) * radius * 0.86
        petal = blade(0.058, 0.0098 * swell(t, 0.5, 0.75), t=t, bend=0.35, cup=0.5, wave=0.1, cols=4)
        rays.append(copies(petal, axes, at + [0, 0, 0.003 * row], rng.uniform(0.82, 1.12, count)))
    seeds = join([dome(radius * 0.68, 0.008), florets(330, radius * 0.66, 0.008, 0.0052)])
    seeds = copies(seeds, np.eye(3), np.array([0, 0, 0.003]))
    ring = join([dome(radius, 0.006), florets(330, radius, 0.009, 0.0066, inner=0.66)])
    bract = blade(0.042, 0.009 * swell(t, 0.4, 1.2), t=t, bend=-0.3, cols=2)
    a = np.arange(18) * 2 * np.pi / 18
    back = copies(dome(radius * 1.02, 0.02), np.diag([1.0, -1, -1]), np.zeros(3))
    bracts = copies(bract, whorl(a, -0.05), np.stack([np.cos(a), np.sin(a), 0 * a - 0.08], -1) * radius * 0.8)
    return [join(rays), seeds, ring, join([back, bracts])]


# ------------------------------------------------------------------ bouquet


@kind(
    "bouquet",
    slots={
        "petal": Material(name="petal", colour="#e58aa0"),
        "second": Material(name="petal", colour="#f4ede0"),
        "leaf": Material(name="leaf", colour="#6f8f68"),
        "stem": STALK,
        "wrap": Material(name="paper", colour="#c9a777"),
        "ribbon": Material(name="silk", colour="#f2ece2"),
    },
    paint=("petal",),
)
def bouquet(rng: np.random.Generator) -> list[Part]:
    """Roses and daisies with eucalyptus in a cone of paper tied with a ribbon, standing, 0.4 m."""
    first: list[Mesh] = []
    second: list[Mesh] = []
    green: list[Mesh] = []
    for k in range(14):
        share = np.sqrt((k + 0.5) / 14)
        a = k * GOLDEN + rng.normal(0, 0.1)
        axis = unit(np.array([np.cos(a) * share * 0.62, np.sin(a) * share * 0.62 - 0.12, 1.0]))
        at = np.array([np.cos(a) * share * 0.092, np.sin(a) * share * 0.092, 0.33 - 0.05 * share**2])
        if k % 3 == 2:
            petals, sepals = rose_head(rng, size=0.027, petals=20, fine=7)
            second.append(copies(petals, facing(axis), at))
        else:
            petals, sepals = rose_head(rng, size=rng.uniform(0.031, 0.036), petals=22, fine=7)
            first.append(copies(petals, facing(axis), at))
        green.append(copies(sepals, facing(axis), at))
    green.append(_foliage(rng))
    return [
        Part("petal", join(first)),
        Part("second", join(second)),
        Part("leaf", join(green)),
        Part("stem", _tied_stems(rng)),
        Part("wrap", _paper_cone(rng)),
        Part("ribbon", _ribbon()),
    ]


def _foliage(rng: np.random.Generator) -> Mesh:
    parts = []
    for k in range(15):
        a = k * GOLDEN * 1.7
        start = np.array([np.cos(a) * 0.06, np.sin(a) * 0.06, 0.27])
        end = np.array([np.cos(a) * 0.135, np.sin(a) * 0.135, 0.33 + rng.uniform(-0.02, 0.045)])
        path = bow(start, end, np.array([0, 0, 0.012]), 9)
        parts.append(stem(path, 0.001, sides=4))
        for i in range(1, 9):
            one = leaflet(0.034, 0.011, bend=0.5)
            out = unit(path[i] - path[i - 1])
            side = unit(np.cross([0, 0, 1.0], out)) * (1 if i % 2 else -1)
            parts.append(copies(one, frames(out * 0.7 + side * 0.8, [0, 0, 1.0]), path[i]))
    return join(parts)


def _tied_stems(rng: np.random.Generator) -> Mesh:
    """Stems that cross at the ribbon and spread to the table below it."""
    parts = []
    for k in range(14):
        a, r = k * GOLDEN, 0.035 * np.sqrt((k + 0.5) / 14)
        foot = np.array([np.cos(a) * r, np.sin(a) * r, 0.0])
        top = np.array([np.cos(a + 2.4) * 0.04, np.sin(a + 2.4) * 0.04, 0.3])
        tie = np.array([np.cos(a) * r * 0.5, np.sin(a) * r * 0.5, 0.11])
        parts.append(stem(np.stack([foot, tie, top]), rng.uniform(0.0022, 0.0032), sides=6))
    return join(parts)


def _paper_cone(rng: np.random.Generator) -> Mesh:
    """Folded paper from the tie to the blossoms, its rim in points."""
    a = np.linspace(2 * np.pi, 0, 97)[None, :]
    t = np.linspace(0, 1, 14)[:, None]
    pleat = np.abs(((a * 11 / (2 * np.pi)) % 1.0) - 0.5) * 2 - 0.5
    phase = rng.uniform(0, 6)
    rim = 0.255 + 0.022 * np.sin(3 * a + phase) + 0.014 * pleat
    z = 0.06 + (rim - 0.06) * t
    waist = (
        0.021 + 0.03 * np.clip((0.11 - z) / 0.05, 0, 1) + 0.098 * np.clip((z - 0.11) / 0.16, 0, 1.2) ** 0.9
    )
    r = waist * (1 + 0.11 * pleat * np.clip(0.35 + t, 0, 1))
    return sheet(np.stack([r * np.cos(a), r * np.sin(a), z + 0 * a], -1))


def _ribbon() -> Mesh:
    """A band around the waist with a bow of two loops and two tails in front."""
    a = np.linspace(2 * np.pi, 0, 33)[None, :]
    z = np.linspace(0.1, 0.121, 5)[:, None]
    r = 0.0265 + 0.002 * np.sin(np.pi * (z - 0.1) / 0.021)
    band = sheet(np.stack([r * np.cos(a), r * np.sin(a), z + 0 * a], -1))
    parts = [band]
    for side in (-1.0, 1.0):
        u = np.linspace(0, 2 * np.pi, 21)
        loop = np.stack(
            [side * 0.026 * (1 - np.cos(u)), -0.031 - 0.006 * np.sin(u / 2), 0.11 + 0.014 * np.sin(u)], -1
        )
        tail = bow([0, -0.031, 0.11], [side * 0.03, -0.04, 0.03], np.array([side * 0.012, -0.012, 0.01]), 12)
        for path in (loop, tail):
            wide = np.array([0, 0.006, 0.0]) if path is loop else np.array([0.006, 0.0, 0.0025])
            parts.append(sheet(np.stack([path - wide, path, path + wide], axis=1)))
    knot = copies(dome(0.008, 0.007), facing(np.array([0, -1.0, 0])), np.array([0, -0.031, 0.11]))
    return join([*parts, knot])
