"""Small turned and carved things: an hourglass, a chess pawn and a die."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, fillet, spline, table
from tintype.scene.kinds.placing import join, put
from tintype.scene.kinds.shapes import ball, box, lathe, tube
from tintype.scene.mesh import Mesh, Part


@kind(
    "hourglass",
    slots={"body": coat("walnut"), "glass": coat("glass"), "sand": coat("sand", "#e0b876")},
    paint=("body", "sand"),
    contents="sand",
)
def hourglass(rng: np.random.Generator) -> list[Part]:
    tall, wide = 0.165 * rng.uniform(0.95, 1.06), 0.030 * rng.uniform(0.95, 1.05)
    disc = table("0 0 | 42.6 0 2 | 42.6 6 2 | 39 9 2 | 39 12 2 | 0 12") * [wide / 0.030, 1, 1]
    base = lathe(fillet(disc, steps=4))
    low, high = table("0 0 | 4.2 0 | 4.2 6 1 | 2.6 12 4"), table("4.2 -24 | 4.2 -30 1 | 2.6 -36 4")
    post = lathe(
        fillet(
            [
                *low,
                (0.0046, tall / 2 - 0.012, 0.05),
                *(high[::-1] + np.array([0, tall, 0])),
                (0, tall - 0.024),
            ]
        ),
        segments=24,
    )
    posts: list[Mesh] = []
    for a in np.deg2rad([-30, 90, 210]):
        posts.append(put(post, (wide * 1.16 * float(np.cos(a)), wide * 1.16 * float(np.sin(a)), 0.012)))
    inner, glass = _bulbs(tall, wide)
    body = join([base, put(base, (0, 0, tall), turn=(180, 0, 0)), *posts])
    return [Part("body", body), Part("glass", glass), Part("sand", _sand(inner, tall, wide))]


@kind("chess_pawn", slots={"body": coat("ebony")}, paint=("body",))
def chess_pawn(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.08)
    a = np.deg2rad(np.linspace(-62, 90, 22))
    head = np.column_stack([0.0092 * np.cos(a), 0.0425 + 0.0092 * np.sin(a)])
    head[-1, 0] = 0
    rows = [
        (0, 0),
        (0.0160, 0, 0.0015),
        (0.0160, 0.0045, 0.002),
        (0.0148, 0.0062, 0.0008),
        (0.0138, 0.0075, 0.003),
        (0.0125, 0.0105, 0.0015),
        (0.0086, 0.0150, 0.006),
        (0.0056, 0.0260, 0.02),
        (0.0062, 0.0312, 0.003),
        (0.0104, 0.0325, 0.0009),
        (0.0104, 0.0342, 0.0009),
        (0.0052, 0.0347),
        tuple(head[0]),
    ]
    line = np.vstack([fillet(rows), head[1:]])
    return [Part("body", lathe(line * size, crease=50))]


@kind(
    "dice",
    slots={"body": coat("plastic", "#f4f1e8"), "pips": coat("paint", "#141416")},
    paint=("body", "pips"),
)
def dice(rng: np.random.Generator) -> list[Part]:
    s = 0.016 * rng.uniform(0.95, 1.1)
    body = put(box((s, s, s), s * 0.16, steps=6), (0, 0, -s / 2))
    pip = ball((s * 0.19, s * 0.19, s * 0.03), detail=20)
    k = 0.26 * s
    spots = {1: [(0, 0)], 2: [(-k, -k), (k, k)], 4: [(-k, -k), (k, k), (-k, k), (k, -k)]}
    spots[3], spots[5] = spots[1] + spots[2], spots[1] + spots[4]
    spots[6] = [*spots[4], (-k, 0), (k, 0)]
    turns = {1: (0, 0, 0), 6: (180, 0, 0), 2: (90, 0, 0), 5: (-90, 0, 0), 3: (0, 90, 0), 4: (0, -90, 0)}
    marks = [put(put(pip, (x, y, s / 2)), turn=turns[n]) for n in spots for x, y in spots[n]]
    roll = (90.0 * int(rng.integers(4)), 90.0 * int(rng.integers(4)), 0.0)
    yaw = (0.0, 0.0, float(rng.uniform(15, 50)))
    return [
        Part(slot, put(put(mesh, turn=roll), (0, 0, s / 2), turn=yaw))
        for slot, mesh in (("body", body), ("pips", join(marks)))
    ]


def _bulbs(tall: float, wide: float) -> tuple[Array, Mesh]:
    """(inner profile, the two bulbs and their neck as one closed wall)."""
    mid, low = tall / 2, 0.0122
    half = [(wide * 0.55, low), (wide * 0.92, low + 0.008), (wide, low + 0.024)]
    half += [(wide * 0.72, mid - 0.018), (0.0042, mid - 0.003)]
    outer = spline([*half, (0.0030, mid), *((r, tall - z) for r, z in reversed(half))], 72)
    inner = outer - np.array([0.0013, 0])
    outside = np.vstack([[0, low], outer, [0, tall - low]])
    inside = np.vstack([[0, low + 0.0014], inner[3:-3], [0, tall - low - 0.0014]])
    return inner, join([lathe(outside, crease=50), lathe(inside[::-1], crease=50)])


def _sand(inner: Array, tall: float, wide: float) -> Mesh:
    """A heap below, a funnel above and the thread that falls between them."""
    mid, low = tall / 2, 0.0122
    level = low + 0.024
    lower = inner[3 : int(np.argmax(inner[:, 1] > level))] - np.array([0.0002, 0])
    slope = [
        (float(lower[-1, 0]), level),
        (wide * 0.5, level + 0.006),
        (0.004, level + 0.017),
        (0, level + 0.018),
    ]
    heap = lathe(np.vstack([[0, low + 0.0016], lower, spline(slope, 16)]), segments=48)
    first, last = int(np.argmax(inner[:, 1] > mid + 0.003)), int(np.argmax(inner[:, 1] > mid + 0.036))
    above = inner[first:last] - np.array([0.0002, 0])
    dip = [[0.006, above[-1, 1] - 0.005], [0, above[-1, 1] - 0.007]]
    funnel = lathe(np.vstack([[0, above[0, 1]], above, dip]), segments=48)
    return join([heap, funnel, tube([(0, 0, level + 0.012), (0, 0, mid + 0.006)], 0.0005, section=8)])
