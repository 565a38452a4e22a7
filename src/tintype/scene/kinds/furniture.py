"""Seats, tables and shelves, front to the camera, at life size."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import fillet, rectangle, spline
from tintype.scene.kinds.growth import Array, bow, floored, line, stem
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import box, lathe, tube
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator
Vec3 = tuple[float, float, float]

OAK = Material(name="oak", colour="#b78a5a")
WALNUT = Material(name="walnut", colour="#6a472f")


def at(mesh: Mesh, x: float, y: float, z: float) -> Mesh:
    """The mesh moved."""
    return put(mesh, (x, y, z))


def upholstery(size: Vec3, *, puff: float = 0.02, radius: float | None = None, sag: float = 0.0) -> Mesh:
    """A cushion of `size` on z = 0: round edges, top and sides swelling by `puff` metres."""
    half = np.asarray(size) / 2

    def swell_out(p: Array) -> Array:
        q = (p - [0, 0, half[2]]) / half
        x, y, z = (1 - np.clip(np.abs(q[:, k]), 0, 1) ** 2.5 for k in range(3))
        side = puff * 0.5 * z
        return p + np.column_stack(
            [side * q[:, 0] * y, side * q[:, 1] * x, (puff * np.clip(q[:, 2], 0, 1) - sag) * x * y]
        )

    edge = min(size) * 0.38 if radius is None else radius
    return box(size, edge, steps=5, divisions=10, warp=swell_out)


def leg(top: Vec3, foot: Vec3, thick: float, thin: float) -> Mesh:
    """A round tapering leg from its top to the floor, cut level there."""
    path = line(top, foot, 6)
    return floored(stem(path, np.linspace(thick, thin, 6), sides=16))


# ------------------------------------------------------------------ chairs


@kind("chair", slots={"body": OAK, "seat": OAK}, paint=("body", "seat"), scale_class="room",
      stand=0.455, stand_radius=0.17)  # fmt: skip
def chair(rng: Generator) -> list[Part]:
    """A wooden chair: turned splayed legs, a dished seat, a curved top rail on spindles, 0.84 m."""
    seat = _dished_seat()
    wood: list[Mesh] = []
    splay = 0.035 + rng.uniform(0, 0.01)
    for sx in (-1.0, 1.0):
        for y, back in ((-0.17, -1.0), (0.165, 1.0)):
            wood.append(
                leg((sx * 0.165, y, 0.435), (sx * (0.165 + splay), y + back * splay * 1.2, 0), 0.018, 0.012)
            )
        wood.append(stem(line([sx * 0.18, -0.185, 0.2], [sx * 0.18, 0.185, 0.2], 4), 0.009, sides=10))
    wood.append(stem(line([-0.18, 0.0, 0.2], [0.18, 0.0, 0.2], 4), 0.009, sides=10))
    u = np.linspace(-1, 1, 25)
    rail = np.stack([0.215 * u, 0.26 - 0.055 * u**2, 0.815 - 0.012 * u**2], -1)
    wood.append(tube(rail, 1.0, section=rectangle(0.022, 0.075, 0.009), up=(0, -0.25, 1)))
    for k, s in enumerate(np.linspace(-0.82, 0.82, 7)):
        foot = np.array([s * 0.165, 0.175 - 0.02 * s**2, 0.44])
        head = np.array([s * 0.2, 0.26 - 0.055 * s**2, 0.8])
        thick = 0.011 if k in (0, 6) else 0.0065
        wood.append(stem(bow(foot, head, np.array([0, 0.006, 0]), 8), thick, sides=10))
    return [Part("seat", seat), Part("body", join(wood))]


def _dished_seat() -> Mesh:
    """A shield-shaped seat of 0.43 × 0.42 m, hollowed for sitting; top at 0.46 m."""

    def dish(p: Array) -> Array:
        x, y = p[:, 0] / 0.215, p[:, 1] / 0.21
        top = np.clip((p[:, 2] - 0.018) / 0.018, 0, 1)
        hollow = 0.011 * np.clip(1 - x**2 * 1.15, 0, 1) * np.clip(1 - (y - 0.1) ** 2 * 1.15, 0, 1)
        narrow = 1 - 0.12 * np.clip(y, 0, 1) ** 2
        return np.column_stack([p[:, 0] * narrow * (1 - 0.06 * y**2), p[:, 1], p[:, 2] - hollow * top])

    return at(box((0.43, 0.42, 0.036), 0.016, steps=4, divisions=14, warp=dish), 0, 0, 0.426)


@kind(
    "armchair",
    slots={"body": Material(name="velvet", colour="#2f5d56"), "legs": WALNUT},
    paint=("body",),
    scale_class="room",
    stand=0.45,
    stand_radius=0.2,
)
def armchair(_rng: Generator) -> list[Part]:
    """An upholstered armchair with rolled arms, seat and back cushions and wooden legs, 0.86 m."""
    return [Part("body", join(_upholstered(0.56, seats=1))), Part("legs", _feet(0.36, 0.3))]


@kind(
    "sofa",
    slots={
        "body": Material(name="linen", colour="#b9ae9d"),
        "legs": WALNUT,
        "cushion": Material(name="velvet", colour="#b5683c"),
    },
    paint=("body",),
    scale_class="room",
    stand=0.45,
    stand_radius=0.5,
)
def sofa(rng: Generator) -> list[Part]:
    """A three-seat sofa with loose cushions, 2.1 m wide."""
    body = _upholstered(1.74, seats=3)
    pillows = [
        put(upholstery((0.42, 0.14, 0.42), puff=0.03, radius=0.06), (-0.62, 0.07, 0.47), turn=(-20, 0, 14)),
        put(
            upholstery((0.4, 0.14, 0.4), puff=0.03, radius=0.06),
            (0.64, 0.07, 0.47),
            turn=(-20, 0, -16 + rng.uniform(0, 6)),
        ),
    ]
    return [Part("body", join(body)), Part("legs", _feet(0.92, 0.3)), Part("cushion", join(pillows))]


def _upholstered(width: float, *, seats: int) -> list[Mesh]:
    """Base, arms, back and `seats` pairs of cushions; width: between the arms."""
    arm = 0.16
    parts = [at(box((width + 2 * arm, 0.78, 0.17), 0.025), 0, 0, 0.13)]
    for side in (-1.0, 1.0):
        parts.append(
            at(upholstery((arm, 0.8, 0.4), puff=0.02, radius=0.07), side * (width + arm) / 2, 0, 0.2)
        )
    back = upholstery((width + 0.3, 0.2, 0.58), puff=0.02, radius=0.085)
    parts.append(put(back, (0, 0.31, 0.26), turn=(-8, 0, 0)))
    one = width / seats
    for k in range(seats):
        x = (k - (seats - 1) / 2) * one
        parts.append(at(upholstery((one - 0.006, 0.6, 0.16), puff=0.025, radius=0.05), x, -0.09, 0.285))
        pad = upholstery((one - 0.012, 0.19, 0.4), puff=0.03, radius=0.075)
        parts.append(put(pad, (x, 0.17, 0.44), turn=(-13, 0, 0)))
    return parts


def _feet(x: float, y: float) -> Mesh:
    return join(
        [leg((sx * (x - 0.02), sy * y, 0.15), (sx * x, sy * (y + 0.02), 0.0), 0.024, 0.015)
         for sx in (-1.0, 1.0) for sy in (-1.0, 1.0)]
    )  # fmt: skip


@kind("stool", slots={"body": OAK}, paint=("body",), scale_class="room", stand=0.46, stand_radius=0.15)
def stool(rng: Generator) -> list[Part]:
    """A round wooden stool on four splayed legs with rungs, 0.46 m."""
    top = at(
        lathe(
            fillet([(0, 0), (0.14, 0, 0.006), (0.165, 0.018, 0.012), (0.163, 0.036, 0.008), (0, 0.036)]),
            segments=96,
        ),
        0,
        0,
        0.424,
    )
    parts = [top]
    feet = 0.175 + rng.uniform(0, 0.015)
    for k in range(4):
        a = np.pi / 4 + k * np.pi / 2
        c, s = float(np.cos(a)), float(np.sin(a))
        parts.append(leg((0.105 * c, 0.105 * s, 0.43), (feet * c, feet * s, 0.0), 0.017, 0.013))
        b, low = a + np.pi / 2, 0.16 + 0.03 * (k % 2)
        r = feet + (0.105 - feet) * low / 0.43
        ends = np.array([[r * c, r * s, low], [r * np.cos(b), r * np.sin(b), low]])
        parts.append(stem(line(ends[0], ends[1], 4), 0.0085, sides=10))
    return [Part("body", join(parts))]


# ------------------------------------------------------------------ tables


@kind(
    "table", slots={"body": OAK}, paint=("body",), scale_class="room", stand=0.75, stand_radius=0.38
)  # fmt: skip
def table(_rng: Generator) -> list[Part]:
    """A wooden dining table with an apron and tapered legs, 1.5 × 0.85 × 0.75 m."""
    planks = [
        at(box((1.5, 0.85 / 5 - 0.0016, 0.03), 0.0025, steps=2), 0, (k - 2) * 0.17, 0.72) for k in range(5)
    ]
    parts = [*planks]
    for sy in (-1.0, 1.0):
        parts.append(at(box((1.28, 0.022, 0.085), 0.002, steps=2), 0, sy * 0.335, 0.635))
    for sx in (-1.0, 1.0):
        parts.append(at(box((0.022, 0.65, 0.085), 0.002, steps=2), sx * 0.655, 0, 0.635))
        for sy in (-1.0, 1.0):
            parts.append(at(_square_leg(0.72, 0.07, 0.042), sx * 0.66, sy * 0.34, 0))
    return [Part("body", join(parts))]


def _square_leg(height: float, wide: float, thin: float) -> Mesh:
    """A square leg that tapers towards the floor."""

    def taper(p: Array) -> Array:
        share = thin / wide + (1 - thin / wide) * np.clip(p[:, 2:] / height * 1.15, 0, 1)
        return np.column_stack([p[:, :2] * share, p[:, 2]])

    return box((wide, wide, height), 0.004, steps=3, divisions=8, warp=taper)


@kind(
    "bench",
    slots={"body": Material(name="wood", colour="#9a6b3f"), "frame": Material(name="iron", colour="#2c2e30")},
    paint=("body", "frame"),
    scale_class="room",
    stand=0.46,
    stand_radius=0.2,
)
def bench(_rng: Generator) -> list[Part]:
    """A park bench: wooden slats on two curved iron ends with arms, 1.5 m wide."""
    slats: list[Mesh] = []
    for k in range(5):
        slats.append(
            put(box((1.5, 0.075, 0.028), 0.006), (0, -0.2 + 0.088 * k, 0.432 - 0.004 * k), turn=(-1.5, 0, 0))
        )
    for k in range(4):
        z = 0.53 + 0.094 * k
        slats.append(put(box((1.5, 0.026, 0.075), 0.006), (0, 0.225 + 0.24 * (z - 0.5), z), turn=(-13, 0, 0)))
    iron: list[Mesh] = []
    flat = rectangle(0.034, 0.02, 0.005)
    for x in (-0.62, 0.62):
        seat = np.array(
            [(x, -0.24, 0.42), (x, 0.0, 0.416), (x, 0.18, 0.416), (x, 0.235, 0.48), (x, 0.345, 0.9)]
        )
        front = np.array(
            [(x, -0.29, 0.0), (x, -0.255, 0.14), (x, -0.23, 0.28), (x, -0.24, 0.44), (x, -0.265, 0.62)]
        )
        rear = np.array([(x, 0.3, 0.0), (x, 0.26, 0.15), (x, 0.21, 0.3), (x, 0.19, 0.42)])
        arm = np.array([(x, -0.3, 0.635), (x, -0.2, 0.655), (x, 0.05, 0.64), (x, 0.275, 0.645)])
        for curve in (seat, front, rear, arm):
            iron.append(tube(spline(curve, 20), 1.0, section=flat, up=(1, 0, 0)))
        iron.append(
            stem(spline(np.array([(x, -0.25, 0.15), (x, 0.0, 0.24), (x, 0.25, 0.15)]), 20), 0.011, sides=10)
        )
    iron.append(stem(line([-0.62, 0.0, 0.235], [0.62, 0.0, 0.235], 4), 0.01, sides=10))
    return [Part("body", join(slats)), Part("frame", floored(join(iron)))]


# ------------------------------------------------------------------ shelf


@kind(
    "shelf",
    slots={
        "body": OAK,
        "books": Material(name="fabric", colour="#7c3b2e"),
        "more": Material(name="fabric", colour="#2f4a63"),
        "pages": Material(name="paper", colour="#e9dfc8"),
        "pot": Material(name="ceramic", colour="#e8e2d6"),
    },
    paint=("body",),
    scale_class="room",
    stand=1.8,
    stand_radius=0.14,
)
def shelf(rng: Generator) -> list[Part]:
    """A bookcase of five boards with rows of books and a few vessels, 0.9 × 1.8 m."""
    board = 0.025
    parts = [at(box((board, 0.3, 1.8), 0.002, steps=2), side * 0.4375, 0, 0) for side in (-1.0, 1.0)]
    floors = [0.06 + 0.4287 * k for k in range(5)]
    parts += [at(box((0.85, 0.29, board), 0.002, steps=2), 0, 0, z) for z in floors]
    parts += [at(box((0.85, 0.008, 1.72), 0.0), 0, 0.144, 0.06), at(box((0.85, 0.27, 0.06), 0.0), 0, 0, 0)]
    books: dict[str, list[Mesh]] = {"books": [], "more": [], "pages": []}
    vessels: list[Mesh] = []
    for row, z in enumerate(floors[:-1]):
        x = -0.41 + (0.2 if row % 2 else 0.0)
        end = x + rng.uniform(0.45, 0.6)
        while x < end:
            x += _book(rng, books, x, z + board)
        spot = (0.27 if row % 2 == 0 else -0.33, -0.01, z + board)
        vessels.append(put(_vessel(rng, row), spot))
    return [
        Part("body", join(parts)), *(Part(slot, join(meshes)) for slot, meshes in books.items()),
        Part("pot", join(vessels)),
    ]  # fmt: skip


def _book(rng: Generator, books: dict[str, list[Mesh]], x: float, z: float) -> float:
    """Puts one upright book with its left side at x; what you get is its thickness."""
    thick, tall, deep = rng.uniform(0.02, 0.05), rng.uniform(0.2, 0.31), rng.uniform(0.15, 0.2)
    slot = ("books", "more")[int(rng.integers(2))]
    books[slot].append(
        at(box((thick - 0.0015, deep, tall), 0.003, steps=2), x + thick / 2, -0.13 + deep / 2, z)
    )
    books["pages"].append(
        at(box((thick - 0.007, deep * 0.98, tall + 0.0006), 0.0), x + thick / 2, -0.122 + deep / 2, z)
    )
    return float(thick)


def _vessel(rng: Generator, row: int) -> Mesh:
    r = rng.uniform(0.055, 0.07)
    tall = (0.24, 0.13, 0.2, 0.16)[row % 4]
    t = np.linspace(0, 1, 24)
    radius = r * (0.62 + 0.55 * np.sin(np.pi * (0.12 + 0.75 * t)) - 0.35 * t)
    wall = np.column_stack([radius, t * tall])
    inner = wall[::-1] * [0.88, 1.0]
    return lathe(np.vstack([[(0, 0)], wall, inner[inner[:, 1] > tall * 0.5], [(0, tall * 0.5)]]), segments=40)
