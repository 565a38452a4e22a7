"""Built things in the open: house, lighthouse, tower, street lamp, fence, bridge."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import arc, ellipse, fillet
from tintype.scene.kinds.growth import Array, stem
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.rooms import slab
from tintype.scene.kinds.shapes import ball, box, extrude, lathe
from tintype.scene.kinds.signs import moulding
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
    trim = [slab(2 * half + 0.16, deep + 0.16, 0.3, 0, 0, 0, 0.02)]
    panes: list[Mesh] = []
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
        (0.07, 2.4, 0.03), (0.045, 2.46, 0.03), (0.05, 2.56, 0.02), (0.11, 2.66, 0.02), (0.12, 2.7, 0.01),
        (0, 2.7),
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
    sheet = [(low * 1.4, z0), (high * 1.4, z1), (high * 1.4 - 0.006, z1), (low * 1.4 - 0.006, z0)]
    glass = lathe([*sheet, sheet[0]], segments=4, crease=20)
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
    wedge = put(box((0.44, 0.16, 0.31), 0.025, steps=2), (0.22 + 1.72, 0, -0.155))
    x = np.linspace(-6, 6, 41)
    for y in (-deep / 2 - 0.02, deep / 2 + 0.02):
        low, high = _crown(x) - 0.1, _crown(x) + 0.75
        wall = np.vstack([np.column_stack([x, low]), np.column_stack([x, high])[::-1]])
        parts.append(put(extrude(wall, 0.3, bevel=0.02), (0, y + 0.15, 0), turn=(90, 0, 0)))
        cope = np.vstack([np.column_stack([x, high]), np.column_stack([x, high + 0.14])[::-1]])
        parts.append(put(extrude(cope, 0.42, bevel=0.02), (0, y + 0.21, 0), turn=(90, 0, 0)))
        for centre in (-2.35, 2.35):
            parts += [put(wedge, (centre, y, 0.35), turn=(0, -6.0 - 12.0 * k, 0)) for k in range(15)]
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
