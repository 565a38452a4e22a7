"""Leaves and plants: a leaf, a eucalyptus branch, a monstera in a pot, a cactus in a pot."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import fillet
from tintype.scene.kinds.growth import (
    GOLDEN,
    Array,
    blade,
    bow,
    copies,
    frames,
    line,
    on_ground,
    stem,
    swell,
    unit,
)
from tintype.scene.kinds.placing import join, ripple
from tintype.scene.kinds.shapes import lathe, tube
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator

TERRACOTTA = Material(name="terracotta", colour="#b5653f")
SOIL = Material(name="soil", colour="#3a2a20")


def pot(radius: float, height: float) -> list[Mesh]:
    """A flower pot with a rim (outside) and its soil; radius: of the mouth."""
    foot, lip, wall = radius * 0.68, radius * 0.24, radius * 0.09
    outer = [(0, 0), (foot, 0, 0.003), (radius * 0.9, height - lip, 0.001), (radius, height - lip, 0.003)]
    outer += [(radius * 1.03, height, 0.003), (radius * 1.03 - wall, height, 0.003)]
    inner = [(radius * 0.86, height - lip, 0.004), (foot * 0.85, 0.02), (0, 0.02)]
    level = height - lip * 0.6
    soil = [(radius * 0.9, level - 0.004), (radius * 0.6, level + 0.004), (0.0, level + 0.008)]

    def crumbs(p: Array) -> Array:
        lump = 0.0035 * ripple(p, np.random.default_rng(5), wavelength=radius * 0.12)
        return p + np.column_stack([0 * lump, 0 * lump, lump * (np.hypot(p[:, 0], p[:, 1]) < radius * 0.85)])

    rings = [line(a, b, 8) for a, b in pairwise(soil)]
    earth = lathe(np.vstack([rings[0], rings[1][1:]]), segments=64, warp=crumbs)
    return [lathe(fillet([*outer, *inner]), segments=80), earth]


# ------------------------------------------------------------------ leaf


@kind(
    "leaf",
    slots={"body": Material(name="leaf", colour="#4f8a3a"), "vein": Material(name="leaf", colour="#a9c486")},
    paint=("body",),
)
def leaf(rng: Generator) -> list[Part]:
    """A single leaf with raised veins, lying on its stalk and curling up towards its tip, 16 cm."""
    bend, fold = -0.75 + rng.uniform(-0.1, 0.1), 0.16
    t = np.linspace(0, 1, 49)
    outline = 0.041 * swell(t, 0.62, 0.95)
    shape = {"bend": bend, "fold": fold, "cup": 0.12, "wave": 0.03, "ripples": 2.5, "sweep": 0.2}
    body = blade(0.145, outline, t=t, cols=24, phase=float(rng.uniform(0, 6)), **shape)
    veins = _veins(0.145, outline, bend=bend, fold=fold, sweep=0.2)
    stalk = bow([-0.045, 0, -0.004], [0.003, 0, 0.0005], np.array([0, 0.004, -0.003]), 8)
    veins = join([veins, stem(stalk, np.linspace(0.0017, 0.0013, 8))])
    lean = np.array([0.25, 0.35, 0.28])
    axes = frames(np.array([0.9, 0.42, 0.1]), np.array([-0.15, -0.72, 0.68]) + lean * 0)
    return [
        Part(slot, mesh)
        for slot, mesh in zip(
            ("body", "vein"),
            on_ground(*(copies(m, axes, np.zeros(3)) for m in (body, veins)), centre=True),
            strict=True,
        )
    ]


def _veins(length: float, outline: Array, *, bend: float, fold: float, sweep: float) -> Mesh:
    """The midrib and eight pairs of side veins on a blade of the same bend, fold and sweep."""
    t = np.linspace(0, 1, len(outline))

    def on_blade(s: Array, v: Array) -> Array:
        angle = -bend * t
        step = np.diff(t, prepend=0.0) * length
        x = np.interp(s, t, np.cumsum(np.cos(angle) * step))
        z = np.interp(s, t, np.cumsum(np.sin(angle) * step))
        w, a = np.interp(s, t, outline), -bend * s
        lift = fold * np.abs(v) * w + 0.12 * v**2 * w + 0.0003
        along = sweep * np.abs(v) * w
        return np.stack(
            [x + along * np.cos(a) - lift * np.sin(a), v * w, z + along * np.sin(a) + lift * np.cos(a)], -1
        )

    lines = [stem(on_blade(t[:-1], 0 * t[:-1]), np.linspace(0.0013, 0.0003, len(t) - 1), sides=6)]
    for k in range(8):
        for side in (-1.0, 1.0):
            u = np.linspace(0, 1, 9)
            s = 0.07 + 0.1 * k + (0.1 if side > 0 else 0.085) * u
            path = on_blade(s, side * u * 0.93)
            lines.append(stem(path, np.linspace(0.0006, 0.00015, 9), sides=5))
    return join(lines)


# ------------------------------------------------------------------ branch


@kind(
    "branch",
    slots={
        "leaf": Material(name="leaf", colour="#7f9d88"),
        "stem": Material(name="bark", colour="#7a5a45"),
    },
    paint=("leaf",),
)
def branch(rng: Generator) -> list[Part]:
    """A eucalyptus branch lying along x: round leaves in pairs on an arched stem, 42 cm."""
    path = bow([-0.2, 0.03, 0.03], [0.2, -0.01, 0.15], np.array([0, -0.03, -0.02]), 24)
    stems = [stem(path, np.linspace(0.0036, 0.0012, 24))]
    leaves = _silver_dollars(rng, path, 0.14, 0.036)
    for share, turn, length in ((0.28, 0.75, 0.13), (0.46, -0.9, 0.11), (0.62, 0.7, 0.1)):
        at, out = path[int(share * 23)], unit(path[int(share * 23) + 1] - path[int(share * 23)])
        side = np.array([-out[1], out[0] * 0.6, 0.75 * np.sign(turn)])
        end = at + unit(out * 0.8 + side * turn) * length
        twig = bow(at, end, np.array([0, 0, -0.008]), 12)
        stems.append(stem(twig, np.linspace(0.002, 0.0008, 12), sides=6))
        leaves += _silver_dollars(rng, twig, 0.25, 0.029)
    green, wood = on_ground(join(leaves), join(stems))
    return [Part("leaf", green), Part("stem", wood)]


def _silver_dollars(rng: Generator, path: Array, start: float, size: float) -> list[Mesh]:
    """Pairs of round leaves along a twig, smaller towards its tip, and one at the end."""
    t = np.linspace(0, 1, 12)
    rows = int(5 + 26 * np.linalg.norm(path[-1] - path[0]) * (1 - start) * 0.9)
    leaves: list[Mesh] = []
    for k, share in enumerate(np.linspace(start, 0.97, rows)):
        i = min(int(share * (len(path) - 1)), len(path) - 2)
        out = unit(path[i + 1] - path[i])
        at = path[i] + (path[i + 1] - path[i]) * (share * (len(path) - 1) - i)
        here = size * (1.15 - 0.6 * share)
        across = unit(np.cross(out, [0, 0, 1.0]))
        up = np.cross(across, out)
        twist = (0.35 if k % 2 else 1.15) + rng.normal(0, 0.2)
        for side in (-1.0, 1.0):
            direction = side * (np.cos(twist) * across + np.sin(twist) * up * 0.7) + out * 0.55
            one = blade(
                here * 1.55, here * 0.72 * swell(t, 0.5, 0.5), t=t, bend=rng.uniform(-0.2, 0.6), fold=0.14,
                wave=0.04, cols=6, phase=rng.uniform(0, 6),
            )  # fmt: skip
            face = up + np.array([0, -1.1, 0.2]) + rng.normal(0, 0.25, 3)
            foot = at + unit(direction) * 0.003
            leaves.append(copies(one, frames(direction, face), foot))
    tip = blade(size * 0.8, size * 0.3 * swell(t, 0.6, 0.7), t=t, bend=0.2, cols=4)
    leaves.append(copies(tip, frames(path[-1] - path[-2], [0, -0.5, 1.0]), path[-1]))
    return leaves


# ------------------------------------------------------------------ potted plant


@kind(
    "potted_plant",
    slots={
        "pot": Material(name="ceramic", colour="#e9e2d6"),
        "leaf": Material(name="leaf", colour="#2f6b3a"),
        "stem": Material(name="leaf", colour="#5f8f4a"),
        "soil": SOIL,
    },
    paint=("pot",),
)
def potted_plant(rng: Generator) -> list[Part]:
    """A monstera in a pot, 48 cm tall: cut leaves on long stalks, facing out and up."""
    vessel, earth = pot(0.088, 0.145)
    blades: list[Mesh] = []
    stalks: list[Mesh] = []
    count = 16
    for k in range(count):
        a = k * GOLDEN + rng.normal(0, 0.12) - 1.2
        share = k / (count - 1)
        reach = 0.035 + 0.115 * (1 - share) ** 0.7 + rng.uniform(0, 0.02)
        height = 0.215 + 0.2 * share + rng.uniform(-0.015, 0.015)
        foot = np.array([np.cos(a) * 0.015, np.sin(a) * 0.015, 0.13])
        end = np.array([np.cos(a) * reach, np.sin(a) * reach, height])
        path = bow(foot, end, np.array([np.cos(a) * 0.01, np.sin(a) * 0.01, 0.035]), 14)
        stalks.append(stem(path, np.linspace(0.0034, 0.0019, 14), sides=7))
        size = (0.175 - 0.06 * share) * rng.uniform(0.92, 1.05)
        out = np.array([np.cos(a), np.sin(a), -0.25 + 0.5 * share])
        face = np.array([np.cos(a) * 0.4, np.sin(a) * 0.3 - 0.75, 1.0])
        axes = frames(out, face)
        blades.append(copies(_monstera(rng, size), axes, end - axes[0, :, 0] * size * 0.16))
    return [
        Part("pot", vessel), Part("leaf", join(blades)), Part("stem", join(stalks)), Part("soil", earth)
    ]  # fmt: skip


def _monstera(rng: Generator, size: float) -> Mesh:
    """A heart-shaped blade, cut between its side veins; its stalk meets it a sixth of the way in."""
    edges = [0.0, 0.04, 0.1]
    share = [0.0, 0.62, 0.86]
    cuts = np.array([0.3, 0.44, 0.57, 0.69, 0.8]) + rng.normal(0, 0.01, 5)
    for s in cuts:
        gap = 0.011
        edges += [s - 0.07, s - gap, s - gap * 0.4, s + gap * 0.4, s + gap]
        depth = rng.uniform(0.3, 0.42)
        share += [1.0, 0.95, depth, depth, 0.95]
    edges += [0.87, 0.93, 0.97, 1.0]
    share += [1.0, 0.97, 0.9, 0.6]
    order = np.argsort(edges)
    t, notch = np.asarray(edges)[order], np.asarray(share)[order]
    outline = 0.47 * size * swell(t, 0.4, 0.62) * notch
    return blade(
        size, outline, t=t, cols=8, bend=0.75, fold=0.18, sweep=0.32, wave=0.02, phase=rng.uniform(0, 6)
    )


# ------------------------------------------------------------------ cactus


@kind(
    "cactus",
    slots={
        "body": Material(name="leaf", colour="#4d7f4a"),
        "spine": Material(name="straw", colour="#efe3bd"),
        "pot": TERRACOTTA,
        "soil": Material(name="gravel", colour="#a89a86"),
        "bloom": Material(name="petal", colour="#e2508a"),
    },
    paint=("pot",),
)
def cactus(rng: Generator) -> list[Part]:
    """A ribbed cactus with two arms and a small bloom in a clay pot, 27 cm tall."""
    vessel, earth = pot(0.062, 0.085)
    trunk = np.array([[0, 0, z] for z in np.linspace(0.06, 0.25, 26)])
    arms = [
        _elbow(np.array([0.02, -0.002, 0.14 + rng.uniform(0, 0.01)]), 1.0, 0.07),
        _elbow(np.array([-0.02, 0.002, 0.115 + rng.uniform(0, 0.01)]), -1.0, 0.055),
    ]
    bodies: list[Mesh] = []
    spines: list[Mesh] = []
    for path, radius, ribs in ((trunk, 0.034, 13), (arms[0], 0.0165, 9), (arms[1], 0.0165, 9)):
        skin, thorns = _ribbed(rng, path, radius, ribs)
        bodies.append(skin)
        spines.append(thorns)
    petal = blade(0.016, 0.0042 * swell(np.linspace(0, 1, 8), 0.6, 0.6), bend=-0.5, cup=0.5, cols=4)
    a = np.arange(13) * GOLDEN
    rise = 0.35 + np.arange(13) / 13
    out = np.stack([np.cos(a) * np.cos(rise), np.sin(a) * np.cos(rise), np.sin(rise)], -1)
    bloom = copies(petal, frames(out, [0, 0, 1.0]), np.array([0, 0, 0.262]))
    return [
        Part("body", join(bodies)), Part("spine", join(spines)), Part("pot", vessel),
        Part("soil", earth), Part("bloom", bloom),
    ]  # fmt: skip


def _elbow(start: Array, side: float, rise: float) -> Array:
    """The path of an arm: out to the side, round a bend, straight up."""
    t = np.linspace(0, np.pi / 2, 12)
    bend = start + np.stack([side * (0.012 + 0.022 * np.sin(t)), 0 * t, 0.022 * (1 - np.cos(t))], -1)
    up = bend[-1] + np.stack([0 * t, 0 * t, np.linspace(0, rise, 12)], -1)
    return np.vstack([start[None], bend, up[1:]])


def _ribbed(rng: Generator, path: Array, radius: float, ribs: int) -> list[Mesh]:
    """A ribbed skin along a path in the plane of x and z that ends in a dome, and clusters of spines
    along its ribs."""
    e = np.linspace(0, np.pi / 2, 10)[1:]
    path = np.vstack([path, path[-1] + unit(path[-1] - path[-2]) * (np.sin(e) * radius * 1.05)[:, None]])
    size = np.concatenate([np.ones(len(path) - 9), np.cos(e) * 0.97 + 0.03]) * radius
    a = np.linspace(0, 2 * np.pi, ribs * 6, endpoint=False)
    ridge = 1 - 0.2 * np.abs(np.sin(a * ribs / 2)) ** 0.8
    skin = tube(path, size, section=np.stack([np.cos(a) * ridge, np.sin(a) * ridge], -1), up=(0, 1, 0))
    rise = np.array([0, 1.0, 0])
    side = np.cross(rise, unit(np.gradient(path, axis=0)))
    at = np.arange(ribs) * 2 * np.pi / ribs
    out = (np.cos(at)[:, None] * side[:, None] + np.sin(at)[:, None] * rise).reshape(-1, 3)
    rows = np.arange(3, len(path) - 1, 2)
    out = out.reshape(len(path), ribs, 3)[rows]
    areoles = (path[rows, None] + out * size[rows, None, None]).reshape(-1, 3)
    out = out.reshape(-1, 3)
    thorn = stem(np.array([[0, 0, 0], [1.0, 0, 0]]), np.array([0.05, 0.008]), sides=3)
    thorns: list[Mesh] = []
    for _ in range(5):
        axes = frames(out + rng.normal(0, 0.55, out.shape), np.array([0.1, 0.2, 1.0]))
        thorns.append(copies(thorn, axes, areoles, rng.uniform(0.006, 0.011, len(out))))
    return [skin, join(thorns)]
