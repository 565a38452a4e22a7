"""Built things in the open: house, lighthouse, tower, street lamp, fence, bridge."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import arc, ellipse, fillet
from tintype.scene.kinds.growth import Array, floored, sheet, stem
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.rooms import slab
from tintype.scene.kinds.shapes import ball, box, extrude, lathe
from tintype.scene.kinds.signs import moulding
from tintype.scene.kinds.stones import rock
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator

PANE = Material(name="obsidian", colour="#2a3742")
TRIM = Material(name="paint", colour="#f4f1ea")


# ------------------------------------------------------------------ house


@kind(
    "house",
    slots={
        "body": Material(name="plaster", colour="#efe3cc"),
        "roof": Material(name="terracotta", colour="#a8472f"),
        "trim": TRIM,
        "door": Material(name="paint", colour="#2f5d6e"),
        "pane": PANE,
        "chimney": Material(name="brick", colour="#8f4a38"),
    },
    paint=("body", "roof", "door"),
    scale_class="land",
)
def house(_rng: Generator) -> list[Part]:
    """A cottage, gable to the camera: door, windows, tiled roof and chimney, 7 m wide, 6.7 m tall."""
    half, eaves, ridge, deep = 3.2, 3.0, 5.9, 7.4
    gable = [(-half, 0.0), (half, 0.0), (half, eaves), (0.0, ridge), (-half, eaves)]
    walls = put(extrude(gable, deep), (0, deep / 2, 0), turn=(90, 0, 0))
    front = -deep / 2
    trim, panes = [slab(2 * half + 0.16, deep + 0.16, 0.3, 0, 0, 0, 0.02)], []
    for x, z, w, h in ((-1.95, 1.75, 1.1, 1.3), (1.95, 1.75, 1.1, 1.3), (0.0, 4.05, 0.9, 1.1)):
        frames, glass = _casement(w, h)
        trim.append(put(frames, (x, front, z)))
        panes.append(put(glass, (x, front, z)))
    for side in (-1.0, 1.0):
        for y in (-1.8, 1.8):
            frames, glass = _casement(1.1, 1.3)
            turn = (0.0, 0.0, 90.0 * side)
            trim.append(put(frames, (side * half, y, 1.75), turn=turn))
            panes.append(put(glass, (side * half, y, 1.75), turn=turn))
    door = [slab(1.0, 0.08, 2.1, 0, front - 0.02, 0.3, 0.01)]
    door += [slab(0.34, 0.04, 0.7, x, front - 0.07, z, 0.015) for x in (-0.22, 0.22) for z in (0.5, 1.45)]
    trim.append(
        put(moulding(1.04, 2.12, [(0, -0.02), (0.12, -0.02), (0.12, 0.08), (0.0, 0.08)]), (0, front, 1.36))
    )
    trim.append(slab(1.8, 0.9, 0.15, 0, front - 0.4, 0, 0.02))
    stack = [slab(0.7, 0.7, 2.3, 1.5, 1.6, 4.3, 0.01), slab(0.86, 0.86, 0.16, 1.5, 1.6, 6.5, 0.02)]
    return [
        Part("body", walls), Part("roof", _tiled_roof(half, eaves, ridge, deep)),
        Part("trim", join([*trim, _barge_boards(half, eaves, ridge, deep)])), Part("door", join(door)),
        Part("pane", join(panes)), Part("chimney", join(stack)),
    ]  # fmt: skip


def _casement(width: float, height: float) -> tuple[Mesh, Mesh]:
    """(frame with glazing bars and a sill, dark pane) facing −y, centred at the origin."""
    frame = moulding(width, height, [(0, -0.02), (0.11, -0.02), (0.11, 0.07), (0.0, 0.07)])
    bars = [
        slab(0.05, 0.05, height, 0, -0.02, -height / 2, 0.005),
        slab(width, 0.05, 0.05, 0, -0.02, 0.05, 0.005),
    ]
    sill = slab(width + 0.34, 0.2, 0.07, 0, -0.06, -height / 2 - 0.16, 0.01)
    return join([frame, *bars, sill]), put(box((width, 0.02, height)), (0, -0.005, -height / 2))


def _tiled_roof(half: float, eaves: float, ridge: float, deep: float) -> Mesh:
    """Two slopes of overlapping courses and ridge tiles."""
    rise, over = ridge - eaves, 0.5
    slope = float(np.hypot(half, rise))
    pitch = float(np.rad2deg(np.arctan2(rise, half)))
    courses = 15
    length = (slope + over) / courses
    parts: list[Mesh] = []
    for k in range(courses):
        down = (k + 0.5) * length
        tile = put(box((length * 1.25, deep + 0.7, 0.07), 0.02, steps=1), (0, 0, -0.035), turn=(0, 4.5, 0))
        for side in (-1.0, 1.0):
            x, z = down * half / slope, ridge - down * rise / slope + 0.1
            one = put(tile, (x, 0, z), turn=(0, pitch, 0))
            parts.append(one if side > 0 else put(one, turn=(0, 0, 180)))
    cap = put(
        extrude(ellipse(0.36, 0.3, 20), deep + 0.74), (0, (deep + 0.74) / 2, ridge + 0.1), turn=(90, 0, 0)
    )
    return join([*parts, cap])


def _barge_boards(half: float, eaves: float, ridge: float, deep: float) -> Mesh:
    """White boards along the gable's slopes, front and back."""
    rise = ridge - eaves
    slope = float(np.hypot(half, rise))
    pitch = float(np.rad2deg(np.arctan2(rise, half)))
    board = put(box((slope + 0.45, 0.06, 0.26), 0.01, steps=1), ((slope + 0.45) / 2, 0, -0.24))
    parts: list[Mesh] = []
    for y in (-deep / 2 - 0.3, deep / 2 + 0.3):
        one = put(board, (0, y, ridge + 0.06), turn=(0, pitch, 0))
        parts += [one, put(one, (0, 2 * y, 0), turn=(0, 0, 180))]
    return join(parts)


# ------------------------------------------------------------------ lighthouse and tower


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
    foot, top = 1.0, 14.0
    edges = np.linspace(foot, top, 8)
    bands: dict[str, list[Mesh]] = {"body": [], "band": []}
    for k in range(7):
        z = np.linspace(edges[k], edges[k + 1], 6)
        wall = np.column_stack([2.05 - 0.85 * ((z - foot) / (top - foot)) ** 0.8, z])
        ends = [(0.0, float(z[0]))], [(0.0, float(z[-1]))]
        bands["body" if k % 2 == 0 else "band"].append(
            lathe(np.vstack([ends[0], wall, ends[1]]), segments=64)
        )
    base = lathe(
        fillet([(0, 0), (2.6, 0), (2.5, 0.75, 0.05), (2.2, 0.8, 0.05), (2.15, 1.05), (0, 1.05)]), segments=64
    )
    bands["body"].append(base)
    deck = lathe(
        fillet([(0, 13.9), (1.2, 13.9), (1.85, 14.25, 0.05), (1.85, 14.4, 0.03), (0, 14.4)]), segments=64
    )
    iron = [deck, _railing(1.75, 14.4, 1.0), _lantern_frame(1.0, 14.4, 16.3)]
    glass = lathe([(0.97, 14.8), (0.97, 16.3)], segments=48)
    lamp = put(ball((0.85, 0.85, 1.15), detail=24), (0, 0, 15.55))
    dome = lathe(
        np.vstack(
            [
                [(0, 16.25), (1.28, 16.25), (1.28, 16.38)],
                arc((0, 16.38), 1.16, 0, 82, 14),
                [(0.12, 17.7), (0.0, 17.7)],
            ]
        ),
        segments=48,
    )
    iron.append(
        put(
            lathe([(0, 0), (0.16, 0.05), (0.18, 0.2), (0.05, 0.36), (0.025, 1.1), (0, 1.1)], segments=16),
            (0, 0, 17.6),
        )
    )
    panes = [put(box((0.5, 0.3, 0.9), 0.03), (0, -1.98 + 0.075 * z, z)) for z in (4.2, 7.9, 11.6)]
    door = put(
        extrude(np.vstack([[(-0.5, 0), (0.5, 0)], arc((0, 1.5), 0.5, 0, 180, 16)]), 0.4),
        (0, -1.75, 0.95),
        turn=(90, 0, 0),
    )
    island = [
        put(rock(rng, (float(s), float(s * 0.8), 1.5)), (3.0 * np.cos(a), 2.4 * np.sin(a), -0.35))
        for a, s in zip(np.arange(7) * 0.9 + 0.3, rng.uniform(1.8, 3.0, 7), strict=True)
    ]
    ground = join(island)
    ground = Mesh(
        np.maximum(ground.vertices, np.float32([-99, -99, 0])), ground.faces, ground.uv, ground.normals
    )
    return [
        *(Part(slot, join(meshes)) for slot, meshes in bands.items()), Part("gallery", join(iron)),
        Part("glass", glass), Part("lamp", lamp), Part("band", dome), Part("pane", join([*panes, door])),
        Part("rock", ground),
    ]  # fmt: skip


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


# ------------------------------------------------------------------ street lamp


@kind(
    "street_lamp",
    slots={
        "body": Material(name="iron", colour="#23272a"),
        "glass": Material(name="glass"),
        "bulb": Material(name="emissive", colour="#ffdf9e", glow=8.0),
    },
    paint=("body",),
    scale_class="land",
    lights=("bulb",),
)
def street_lamp(_rng: Generator) -> list[Part]:
    """A cast-iron street lamp with a four-sided glazed lantern, 3.4 m tall."""
    post = fillet([
        (0, 0), (0.2, 0, 0.02), (0.2, 0.12, 0.02), (0.14, 0.16, 0.03), (0.13, 0.5, 0.05), (0.155, 0.56, 0.03),
        (0.09, 0.64, 0.04), (0.062, 0.9, 0.05), (0.085, 0.96, 0.03), (0.052, 1.02, 0.03), (0.04, 2.35, 0.0),
        (0.07, 2.4, 0.03), (0.045, 2.46, 0.03), (0.05, 2.56, 0.02), (0.11, 2.66, 0.02), (0.12, 2.7, 0.01), (0, 2.7),
    ])  # fmt: skip
    parts = [lathe(post, segments=32)]
    arm = np.array([[-0.27, 0, 2.32], [0, 0, 2.32], [0.27, 0, 2.32]])
    parts.append(stem(arm, 0.02))
    parts += [put(ball((0.06, 0.06, 0.06), detail=16), (x, 0, 2.32)) for x in (-0.28, 0.28)]
    low, high, z0, z1 = 0.115, 0.2, 2.72, 3.12
    corners = [
        np.array([[sx * low, sy * low, z0], [sx * high, sy * high, z1]]) for sx in (-1, 1) for sy in (-1, 1)
    ]
    parts += [stem(c, 0.011, sides=6) for c in corners]
    parts += [
        put(lathe([(0, 0), (r * 1.5, 0), (r * 1.5, 0.02), (0, 0.02)], segments=4), (0, 0, z), turn=(0, 0, 45))
        for r, z in ((low, z0 - 0.02), (high, z1))
    ]
    roof = lathe(
        [(0, 0), (0.33, 0), (0.2, 0.13), (0.1, 0.16), (0.1, 0.2), (0.075, 0.22), (0, 0.23)],
        segments=4,
        crease=20,
    )
    parts.append(put(roof, (0, 0, z1 + 0.015), turn=(0, 0, 45)))
    parts.append(
        put(
            lathe([(0, 0), (0.02, 0), (0.035, 0.04), (0.012, 0.08), (0, 0.15)], segments=16),
            (0, 0, z1 + 0.24),
        )
    )
    glass = lathe([(low * 1.4, z0), (high * 1.4, z1)], segments=4, crease=20)
    bulb = put(ball((0.12, 0.12, 0.18), detail=24), (0, 0, 2.9))
    return [Part("body", join(parts)), Part("glass", put(glass, turn=(0, 0, 45))), Part("bulb", bulb)]


# ------------------------------------------------------------------ fence and bridge


@kind("fence", slots={"body": Material(name="paint", colour="#f1eee6")}, paint=("body",), scale_class="land")
def fence(rng: Generator) -> list[Part]:
    """A picket fence: pointed pales on two rails between posts, 3 m long and 1.05 m tall."""
    parts = [slab(3.0, 0.035, 0.08, 0, 0.035, z, 0.004) for z in (0.25, 0.72)]
    for k in range(21):
        tall = 0.92 + rng.normal(0, 0.004)
        pale = extrude(
            [(-0.04, 0.05), (0.04, 0.05), (0.04, tall - 0.05), (0, tall), (-0.04, tall - 0.05)],
            0.02,
            bevel=0.003,
        )
        parts.append(put(pale, (-1.4 + 0.14 * k, 0.016, 0), turn=(90, 0, 0)))
    for x in (-1.5, 0.0, 1.5):
        parts.append(slab(0.1, 0.1, 0.98, x, 0.1, 0, 0.006))
        cap = lathe([(0, 0), (0.085, 0), (0.085, 0.03), (0, 0.08)], segments=4, crease=20)
        parts.append(put(cap, (x, 0.1, 0.975), turn=(0, 0, 45)))
    return [Part("body", join(parts))]


@kind(
    "bridge",
    slots={"body": Material(name="sandstone", colour="#b9a98d")},
    paint=("body",),
    scale_class="land",
)
def bridge(_rng: Generator) -> list[Part]:
    """A humped stone bridge of two arches with parapets, crossing from left to right, 12 m long."""
    deep = 2.6
    body = put(extrude(_bridge_side(0.0), deep), (0, deep / 2, 0), turn=(90, 0, 0))
    parts = [body]
    x = np.linspace(-6, 6, 41)
    for y in (-deep / 2 - 0.02, deep / 2 + 0.02):
        low, high = _crown(x) - 0.1, _crown(x) + 0.75
        wall = np.vstack([np.column_stack([x, low]), np.column_stack([x, high])[::-1]])
        parts.append(put(extrude(wall, 0.3, bevel=0.02), (0, y + 0.15, 0), turn=(90, 0, 0)))
        cope = np.vstack([np.column_stack([x, high]), np.column_stack([x, high + 0.14])[::-1]])
        parts.append(put(extrude(cope, 0.42, bevel=0.02), (0, y + 0.21, 0), turn=(90, 0, 0)))
        for centre in (-2.35, 2.35):
            for k in range(15):
                a = np.deg2rad(6 + 12 * k)
                stone = put(box((0.44, 0.16, 0.31), 0.025, steps=2), (0.22 + 1.72, 0, -0.155))
                stone = put(stone, (centre, y, 0.35), turn=(0, -float(np.rad2deg(a)), 0))
                parts.append(stone)
    pier = [(-0.62, 0), (0, -0.5), (0.62, 0)]
    for y, turn in ((-deep / 2, 0.0), (deep / 2, 180.0)):
        parts.append(put(extrude(pier, 1.4, bevel=0.03), (0, y, 0), turn=(0, 0, turn)))
    return [Part("body", join(parts))]


def _crown(x: Array) -> Array:
    """Height of the roadway along the bridge."""
    return 1.15 + 1.75 * np.cos(np.pi * x / 14.0) ** 2


def _bridge_side(low: float) -> Array:
    """The outline of the bridge seen from the front, openings cut to the ground."""
    x = np.linspace(6, -6, 41)
    top = np.column_stack([x, _crown(x)])
    under = [np.array([(-6.0, low)])]
    for centre in (-2.35, 2.35):
        ring = arc((centre, 0.35), 1.72, 180, 0, 25)
        under += [np.array([(centre - 1.72, low)]), ring, np.array([(centre + 1.72, low)])]
    return np.vstack([*under, [(6.0, low)], top])
