"""A coupé, side on with its nose to the left: lofted body and cabin, wheels, lights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import arc, ellipse, rectangle
from tintype.scene.kinds.growth import Array
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import ball, box, extrude, lathe, quads, surface
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator

AXLES = (-1.33, 1.3)
WHEEL, ARCH = 0.335, 0.385
NOSE, TAIL = -2.16, 2.12


@kind(
    "car",
    slots={
        "body": Material(name="lacquer", colour="#b3171f"),
        "window": Material(name="obsidian", colour="#141a20"),
        "tyre": Material(name="rubber", colour="#1a1a1b"),
        "rim": Material(name="aluminium"),
        "trim": Material(name="chrome"),
        "dark": Material(name="matte_plastic", colour="#131415"),
        "lamp": Material(name="porcelain", colour="#f3f1e6"),
        "tail": Material(name="plastic", colour="#c01018"),
    },
    paint=("body",),
    scale_class="land",
)
def car(_rng: Generator) -> list[Part]:
    """A two-door coupé, 4.3 m long, 1.8 m wide, 1.32 m tall."""
    shell, roof, windows = _body(), *_cabin()
    tyres, rims = _wheels()
    return [
        Part("body", join([shell, roof, *_mirrors()])), Part("window", windows), Part("tyre", tyres),
        Part("rim", rims), Part("trim", _chrome()), Part("dark", _underside()),
        Part("lamp", _lamps()), Part("tail", _tail_lamps()),
    ]  # fmt: skip


def half_width(x: Array) -> Array:
    """Half the body's width along the car, rounded in plan at both ends."""
    s = np.where(x < 0, x / NOSE, x / TAIL)
    return 0.885 * np.clip(1 - np.clip(s, 0, 1) ** 5 * 0.3, 0, None) * (1 - 0.03 * np.clip(-x, 0, 2) / 2)


def deck(x: Array) -> Array:
    """Height of bonnet, belt line and boot along the car."""
    knots = [NOSE, -2.0, -1.4, -0.75, 0.4, 1.4, 1.95, TAIL]
    return np.interp(x, knots, [0.6, 0.69, 0.79, 0.86, 0.9, 0.93, 0.92, 0.86])


def smoothed(x: Array, line: Callable[[Array], Array], low: float, high: float, window: int) -> Array:
    """A polyline in x with its corners rounded by a moving mean over `window` of 400 samples."""
    fine = np.linspace(low, high, 400)
    padded = np.pad(line(fine), window // 2, mode="edge")
    return np.interp(x, fine, np.convolve(padded, np.ones(window) / window, "valid"))


def sill(x: Array) -> Array:
    """Lower edge of the body: the sill, cut by the wheel arches, rising at the bumpers."""
    low = 0.19 + 0.12 * np.clip((-x - 1.9) / 0.26, 0, 1) ** 2 + 0.14 * np.clip((x - 1.8) / 0.32, 0, 1) ** 2
    for axle in AXLES:
        lift = np.sqrt(np.clip(ARCH**2 - (x - axle) ** 2, 0, None))
        low = np.maximum(low, np.where(np.abs(x - axle) < ARCH, WHEEL + lift, 0))
    return low


def stations() -> Array:
    """Places along the car, close together where an arch begins and at the ends."""
    arches = [axle + ARCH * 1.0001 * np.cos(np.linspace(np.pi, 0, 33)) for axle in AXLES]
    curl = (1 - np.cos(np.linspace(0, np.pi / 2, 14))) * 0.35
    return np.unique(
        np.round(np.concatenate([np.linspace(NOSE, TAIL, 70), *arches, NOSE + curl, TAIL - curl]), 5)
    )


def _body() -> Mesh:
    """Bonnet, sides and boot: sections along the car, closed at nose and tail."""
    x = stations()
    z1 = smoothed(x, deck, NOSE, TAIL, 41)
    for end, reach, drop in ((x - NOSE, 0.25, 0.1), (TAIL - x, 0.18, 0.07)):
        z1 = z1 - drop * (1 - np.sqrt(1 - (1 - np.clip(end / reach, 0, 1)) ** 2))
    w, z0 = half_width(x), np.minimum(sill(x), z1 - 0.16)
    points = np.stack(
        [_section(float(a), float(b), float(c), float(d)) for a, b, c, d in zip(x, w, z0, z1, strict=True)]
    )
    nose, tail = points[:1] * [1, 0, 1], points[-1:] * [1, 0, 1]
    nose[..., 0] -= 0.02
    tail[..., 0] += 0.02
    points = np.concatenate([nose, points, tail])
    flat = points.reshape(-1, 3)
    return surface(flat, quads(*points.shape[:2]), flat[:, [0, 2]], crease=38.0)


def _section(x: float, w: float, z0: float, z1: float) -> Array:
    """One section from the far sill over the deck to the near sill (41, 3)."""
    shoulder = z1 - 0.13
    side = np.linspace(0, 1, 12)
    z = z0 + (shoulder - z0) * side
    tumble = 1 - 0.05 * ((z - 0.56) / 0.35) ** 2 + 0.012 * np.exp(-(((z - 0.62) / 0.05) ** 2))
    y = w * tumble
    a = np.linspace(0, np.pi / 2, 10)[1:]
    over_y = y[-1] * np.cos(a) ** 0.45
    over_z = shoulder + (z1 + 0.02 - shoulder) * np.sin(a) ** 0.8
    near = np.column_stack([np.full(21, x), np.append(y, over_y), np.append(z, over_z)])
    return np.concatenate([near * [1, 1, 1], near[-2::-1] * [1, -1, 1]])


# ------------------------------------------------------------------ cabin


def roof_line(x: Array) -> Array:
    """Height of the screen, roof and fastback along the car."""
    knots = [-0.82, -0.62, -0.3, 0.02, 0.3, 0.6, 0.95, 1.3, 1.62, 1.86]
    return np.interp(x, knots, [0.84, 0.98, 1.17, 1.285, 1.315, 1.305, 1.245, 1.135, 1.01, 0.9])


def _cabin() -> tuple[Mesh, Mesh]:
    """(roof and pillars, glass) of the greenhouse."""
    x = np.linspace(-0.82, 1.86, 66)
    belt = deck(x) - 0.03
    rise = np.maximum(smoothed(x, roof_line, -0.82, 1.86, 31) - belt, 0.004)
    base = 0.8 * np.interp(x, [-0.82, -0.3, 1.0, 1.86], [0.9, 0.98, 1.0, 0.86])
    a = np.linspace(0, np.pi / 2, 19)
    y = base[:, None] * (1 - 0.22 * rise[:, None] / 0.43 * np.sin(a)) * np.cos(a) ** 0.3
    z = belt[:, None] + rise[:, None] * np.sin(a) ** 0.85
    near = np.stack([x[:, None] + 0 * y, y, z], axis=-1)
    points = np.concatenate([near, near[:, -2::-1] * [1, -1, 1]], axis=1)
    faces, flat = quads(*points.shape[:2]), points.reshape(-1, 3)
    glass = _is_glass(flat[faces].mean(axis=1)[:, 0], faces, points.shape[1])
    roof, windows = (surface(flat, faces[keep], flat[:, [0, 2]], crease=60.0) for keep in (~glass, glass))
    return roof, windows


def _is_glass(x: Array, faces: Array, columns: int) -> Array:
    """Which faces of the cabin are window: screen and rear light between the pillars, side panes.
    x: the middles of the faces along the car."""
    column = faces.min(axis=1) % columns
    across = np.minimum(column, columns - 2 - column)
    ends = (across >= 13) & (((x > -0.8) & (x < 0.02)) | ((x > 0.82) & (x < 1.66)))
    side = (across >= 1) & (across <= 8) & (x > -0.5) & (x < 1.28) & (np.abs(x - 0.5) > 0.03)
    return ends | side


# ------------------------------------------------------------------ fittings


def _wheels() -> tuple[Mesh, Mesh]:
    tyre = lathe(
        [(0.215, -0.085), (0.235, -0.1), (0.3, -0.105), (0.325, -0.09), (0.335, -0.06), (0.335, 0.06),
         (0.325, 0.09), (0.3, 0.105), (0.235, 0.1), (0.215, 0.085), (0.215, -0.085)], segments=64,
    )  # fmt: skip
    rim = [
        lathe(
            [(0.195, -0.08), (0.222, -0.08), (0.222, 0.092), (0.208, 0.092), (0.195, 0.07), (0.195, -0.08)],
            segments=64,
        )
    ]
    spoke = extrude([(-0.03, 0.03), (0.03, 0.03), (0.02, 0.2), (-0.02, 0.2)], 0.03, bevel=0.006)
    rim += [put(spoke, (0, 0, 0.055), turn=(0, 0, 36.0 * k)) for k in range(10)]
    rim.append(
        put(lathe([(0, 0), (0.055, 0), (0.05, 0.045), (0.03, 0.055), (0, 0.057)], segments=32), (0, 0, 0.045))
    )
    plate = lathe([(0, -0.02), (0.195, -0.02), (0.195, 0.0), (0, 0.0)], segments=32)
    wheel, disc = tyre, join([*rim, plate])
    tyres: list[Mesh] = []
    rims: list[Mesh] = []
    for axle in AXLES:
        for side in (-1.0, 1.0):
            turn = (90.0, 0.0, 0.0 if side < 0 else 180.0)
            spot = (axle, side * 0.775, WHEEL)
            tyres.append(put(wheel, spot, turn=turn))
            rims.append(put(disc, spot, turn=turn))
    return join(tyres), join(rims)


def _underside() -> Mesh:
    """Floor, wheel wells, grille and lower intake in black."""
    parts = [put(box((3.5, 1.5, 0.25), 0.05), (-0.05, 0, 0.2))]
    for axle in AXLES:
        well = extrude(arc((0, 0), ARCH + 0.004, 0, 180, 33), 1.4)
        parts.append(put(well, (axle, 0.7, WHEEL), turn=(90, 0, 0)))
    parts.append(
        put(
            extrude(rectangle(0.78, 0.12, 0.05), 0.04, bevel=0.01), (NOSE + 0.005, 0, 0.44), turn=(90, 0, -90)
        )
    )
    parts.append(
        put(extrude(rectangle(0.9, 0.07, 0.03), 0.05, bevel=0.01), (NOSE + 0.06, 0, 0.3), turn=(90, 0, -90))
    )
    return join(parts)


def _chrome() -> Mesh:
    parts: list[Mesh] = []
    for side in (-1.0, 1.0):
        handle = box((0.15, 0.02, 0.024), 0.008)
        parts.append(put(handle, (0.62, side * 0.878, 0.74)))
        well = lathe(arc((0.098, 0), 0.014, -180, 180, 9), segments=40)
        parts.append(put(well, (NOSE + 0.12, side * 0.58, 0.585), turn=(0, -78, side * -16)))
    badge = put(
        lathe([(0, 0), (0.03, 0), (0.026, 0.006), (0, 0.008)], segments=24),
        (NOSE - 0.012, 0, 0.55),
        turn=(0, -90, 0),
    )
    parts.append(badge)
    return join(parts)


def _lamps() -> Mesh:
    return join(
        [
            put(
                ball((0.07, 0.19, 0.17), detail=32),
                (NOSE + 0.13, side * 0.58, 0.585),
                turn=(0, 12, side * -16),
            )
            for side in (-1.0, 1.0)
        ]
    )


def _tail_lamps() -> Mesh:
    lamp = extrude(ellipse(0.3, 0.1, 32, power=4), 0.04, bevel=0.012)
    return join([put(lamp, (TAIL - 0.006, side * 0.43, 0.7), turn=(90, 0, 90)) for side in (-1.0, 1.0)])


def _mirrors() -> list[Mesh]:
    return [
        put(ball((0.13, 0.2, 0.12), detail=24, roundness=(0.7, 0.7)), (-0.36, side * 0.92, 0.94))
        for side in (-1.0, 1.0)
    ]
