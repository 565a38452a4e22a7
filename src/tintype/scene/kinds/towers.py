"""A lighthouse and a castle tower."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.buildings import PANE
from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import arc, fillet
from tintype.scene.kinds.growth import floored, sheet, stem
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import ball, box, extrude, lathe
from tintype.scene.kinds.stones import rock
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator


@kind(
    "lighthouse",
    slots={
        "body": Material(name="paint", colour="#f3f0e8"),
        "band": Material(name="paint", colour="#c22f2a"),
        "gallery": Material(name="iron", colour="#2b2d30"),
        "glass": Material(name="glass"),
        "lamp": Material(name="emissive", colour="#fff0c4", glow=6.0),
        "pane": PANE,
        "rock": Material(name="granite", colour="#8a857e"),
    },
    paint=("band", "body"),
    scale_class="land",
    lights=("lamp",),
)
def lighthouse(rng: Generator) -> list[Part]:
    """A banded lighthouse on a rock, with a gallery, a glazed lantern and a dome, 18 m tall."""
    bands = _banded_shaft(1.0, 14.0)
    deck = fillet([(0, 13.9), (1.2, 13.9), (1.85, 14.25, 0.05), (1.85, 14.4, 0.03), (0, 14.4)])
    finial = lathe([(0, 0), (0.16, 0.05), (0.18, 0.2), (0.05, 0.36), (0.025, 1.1), (0, 1.1)], segments=16)
    iron = [lathe(deck, segments=64), _railing(1.75, 14.4, 1.0), _lantern_frame(1.0, 14.4, 16.3)]
    iron.append(put(finial, (0, 0, 17.6)))
    glass = lathe([(0.97, 14.8), (0.97, 16.3), (0.94, 16.3), (0.94, 14.8), (0.97, 14.8)], segments=48)
    lamp = put(ball((0.85, 0.85, 1.15), detail=24), (0, 0, 15.55))
    cap = [
        [(0, 16.25), (1.28, 16.25), (1.28, 16.38)],
        arc((0, 16.38), 1.16, 0, 82, 14),
        [(0.12, 17.7), (0, 17.7)],
    ]
    dome = lathe(np.vstack(cap), segments=48)
    panes = [put(box((0.5, 0.3, 0.9), 0.03), (0, -1.98 + 0.075 * z, z)) for z in (4.2, 7.9, 11.6)]
    way = np.vstack([[(-0.5, 0), (0.5, 0)], arc((0, 1.5), 0.5, 0, 180, 16)])
    door = put(extrude(way, 0.4), (0, -1.75, 0.95), turn=(90, 0, 0))
    island = [
        put(rock(rng, (float(s), float(s * 0.8), 1.9), detail=40), (3.0 * np.cos(a), 2.4 * np.sin(a), -0.35))
        for a, s in zip(np.arange(7) * 0.9 + 0.3, rng.uniform(1.8, 3.0, 7), strict=True)
    ]
    return [
        *(Part(slot, join(meshes)) for slot, meshes in bands.items()), Part("gallery", join(iron)),
        Part("glass", glass), Part("lamp", lamp), Part("band", dome), Part("pane", join([*panes, door])),
        Part("rock", floored(join(island))),
    ]  # fmt: skip


def _banded_shaft(foot: float, top: float) -> dict[str, list[Mesh]]:
    """The tapering wall from `foot` to `top` in seven bands of two slots, and its base."""
    bands: dict[str, list[Mesh]] = {"body": [], "band": []}
    for k in range(7):
        share = np.linspace(k, k + 1, 6) / 7
        wall = np.column_stack([2.05 - 0.85 * share**0.8, foot + (top - foot) * share])
        closed = np.vstack([[(0, wall[0, 1])], wall, [(0, wall[-1, 1])]])
        bands["band" if k % 2 else "body"].append(lathe(closed, segments=64))
    base = fillet([(0, 0), (2.6, 0), (2.5, 0.75, 0.05), (2.2, 0.8, 0.05), (2.15, 1.05), (0, 1.05)])
    bands["body"].append(lathe(base, segments=64))
    return bands


def _railing(radius: float, z: float, height: float) -> Mesh:
    """Posts and three rings around a gallery."""
    parts = [
        stem(
            np.array([[radius * np.cos(a), radius * np.sin(a), z + h] for h in (0, height / 2, height)]),
            0.03,
            sides=6,
        )
        for a in np.arange(20) * 2 * np.pi / 20
    ]
    for share in (0.35, 0.68, 1.0):
        parts.append(lathe(arc((radius, z + share * height), 0.03, -180, 180, 7), segments=48))
    return join(parts)


def _lantern_frame(radius: float, low: float, high: float) -> Mesh:
    """The wall under a lantern's glass and the bars between its panes."""
    wall = lathe([(0, low), (radius * 1.04, low), (radius * 1.04, low + 0.42), (0, low + 0.42)], segments=48)
    bars = [
        stem(np.array([[radius * np.cos(a), radius * np.sin(a), h] for h in (low, high)]), 0.035, sides=6)
        for a in np.arange(10) * 2 * np.pi / 10 + 0.2
    ]
    ring = lathe(arc((radius, (low + high) / 2 + 0.2), 0.03, -180, 180, 7), segments=40)
    return join([wall, *bars, ring])


@kind(
    "tower",
    slots={
        "body": Material(name="limestone", colour="#b3a892"),
        "door": Material(name="wood", colour="#5d4029"),
        "pane": Material(name="matte_plastic", colour="#1c1b1a"),
        "flag": Material(name="fabric", colour="#a3262c"),
    },
    paint=("body",),
    scale_class="land",
)
def tower(rng: Generator) -> list[Part]:
    """A round castle tower with a corbelled battlement, arrow slits, a door and a flag, 15 m tall."""
    profile: list[tuple[float, float]] = [(0, 0)]
    for k in range(19):
        z, r = 0.6 * k, 2.75 - 0.03 * k + 0.5 * np.exp(-0.6 * k)
        profile += [(r - 0.04, z), (r, z + 0.04), (r, z + 0.56), (r - 0.04, z + 0.6)]
    profile += [(2.3, 11.4), (0, 11.4)]
    walk = lathe(
        [(0, 11.9), (2.75, 11.9), (2.95, 12.05), (2.95, 12.8), (2.55, 12.8), (2.55, 12.2), (0, 12.2)],
        segments=72,
    )
    parts = [lathe(profile, segments=72), walk]
    merlon = put(
        lathe(
            [(2.5, 12.7), (3.0, 12.7), (3.0, 13.6), (2.75, 13.75), (2.5, 13.6), (2.5, 12.7)],
            segments=10,
            arc=22,
        )
    )
    corbel = extrude([(0, 0), (0.18, 0), (0.5, 0.5), (0.5, 0.7), (0, 0.7)], 0.3)
    corbel = put(put(corbel, (0, 0.15, 0), turn=(90, 0, 0)), (2.25, 0, 11.25))
    for k in range(10):
        parts.append(put(merlon, turn=(0, 0, 36.0 * k)))
    for k in range(24):
        parts.append(put(corbel, turn=(0, 0, 15.0 * k + 7.5)))
    slits = [
        put(
            box((0.2, 0.5, 1.3), 0.02),
            (2.42 * np.sin(a), -2.42 * np.cos(a), z),
            turn=(0, 0, float(np.rad2deg(a))),
        )
        for a, z in ((0.0, 8.4), (0.75, 6.0), (-0.75, 5.2), (0.15, 4.7), (1.6, 8.0), (-1.6, 7.4))
    ]
    way = np.vstack([[(-0.75, 0), (0.75, 0)], arc((0, 1.6), 0.75, 0, 180, 20)])
    door = put(extrude(way, 0.6), (0, -2.55, 0), turn=(90, 0, 0))
    jamb = put(extrude(way * [1.32, 1.14], 0.5, bevel=0.03), (0, -2.5, 0), turn=(90, 0, 0))
    pole = stem(np.array([[0, 0, 12.0], [0, 0, 14.5], [0, 0, 17.0]]), 0.05)
    return [
        Part("body", join([*parts, jamb])), Part("door", join([door, pole])), Part("pane", join(slits)),
        Part("flag", _flag(rng)),
    ]  # fmt: skip


def _flag(rng: Generator) -> Mesh:

    u = np.linspace(0, 1, 21)[:, None]
    v = np.linspace(0, 1, 7)[None, :]
    phase = rng.uniform(0, 6)
    y = 0.14 * np.sin(7 * u + phase) * u**0.7 + 0 * v
    z = 16.9 - 0.95 * v * (1 - 0.75 * u) - 0.3 * u + 0.04 * np.sin(6 * u + phase)
    return sheet(np.stack([0.04 + 1.7 * u + 0 * v, y, z], -1))
