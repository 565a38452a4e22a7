"""Things that shine: candles, lamps, a lantern, a bulb and a neon sign."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, fillet, rectangle, spline, table
from tintype.scene.kinds.placing import flat_label, inverted, join, put
from tintype.scene.kinds.shapes import ball, box, extrude, lathe, tube
from tintype.scene.kinds.vessels import plug
from tintype.scene.mesh import Mesh, Part

FLAME = coat("emissive", "#ffb257", glow=9.0)
WAX = coat("wax", "#f0e6cf")
WICK = coat("ink", "#191512")


def flame(tall: float, at: tuple[float, float, float], lean: float = 0.0) -> Mesh:
    """A teardrop of `tall` metres standing at `at`, its tip leaning by `lean` metres."""
    rows = table(
        "0 0 | 0.1 0.02 | 0.185 0.14 | 0.2 0.28 | 0.145 0.52 | 0.065 0.78 | 0.012 0.97 | 0 1", unit=1
    )
    line = spline([(r * tall, z * tall) for r, z in rows], 40)
    line[[0, -1], 0] = 0
    line[:, 0] = np.maximum(line[:, 0], 0)

    def sway(p: Array) -> Array:
        return p + np.column_stack([lean * (p[:, 2] / tall) ** 2, np.zeros((len(p), 2))])

    return put(lathe(line, segments=32, warp=sway, crease=75), at)


def wick(at: tuple[float, float, float], tall: float = 0.011) -> Mesh:
    """A burnt wick that bends over at its end."""
    x, y, z = at
    path = [
        (x, y, z - 0.004),
        (x, y, z + tall * 0.6),
        (x + 0.0012, y, z + tall * 0.9),
        (x + 0.003, y, z + tall),
    ]
    return tube(spline(path, 12), 0.0008, section=8)


def wax_column(radius: float, low: float, high: float, rng: np.random.Generator, *, drips: int = 0) -> Mesh:
    """A candle whose rim has melted unevenly around a shallow pool."""
    phase, depth = rng.uniform(0, 6.28), radius * 0.28
    edge = min(0.006, radius * 0.35)
    rows = [
        (0, low),
        (radius, low, edge * 0.4),
        (radius, high - depth),
        (radius, high, edge),
        (radius * 0.80, high, edge),
        (radius * 0.62, high - depth, edge * 1.5),
        (0, high - depth * 1.05),
    ]
    runs = rng.uniform(0, 2 * np.pi, drips)
    ends = rng.uniform(0.30, 0.75, drips)

    def melt(p: Array) -> Array:
        a = np.arctan2(p[:, 1], p[:, 0])
        near = np.clip((p[:, 2] - (high - depth * 1.6)) / (depth * 1.6), 0, 1)
        outer = np.hypot(p[:, 0], p[:, 1]) > radius * 0.7
        dip = 0.22 * depth * (np.cos(2 * a + phase) + 0.6 * np.cos(3 * a - 2 * phase)) * near * outer
        grow = 1 + 0.012 * np.cos(2 * a - phase) * near
        for run, end in zip(runs, ends, strict=True):
            turn = np.angle(np.exp(1j * (a - run)))
            share = np.clip((p[:, 2] - low - (high - low) * (1 - end)) / (0.25 * (high - low)), 0, 1)
            bead = 0.08 + 0.10 * np.exp(-(((p[:, 2] - low) / (high - low) - 1 + end - 0.03) ** 2) / 0.0012)
            grow = (
                grow
                + np.exp(-((turn * radius / 0.0032) ** 2))
                * np.maximum(share * 0.08, bead * (share > 0))
                * outer
            )
        return np.column_stack([p[:, :2] * grow[:, None], p[:, 2] - dip])

    line = fillet(rows, steps=8)
    cells = np.linspace(0, 1, 26)[1:-1, None]
    at = int(np.argmax(line[:, 1] > low + edge * 2))
    line = np.vstack([line[:at], line[at - 1] + (line[at] - line[at - 1]) * cells, line[at:]])
    return lathe(line, segments=96, warp=melt, crease=50)


def _lit_candle(
    radius: float, low: float, high: float, rng: np.random.Generator, *, drips: int, tall: float
) -> list[Part]:
    pool = high - radius * 0.29
    lean = rng.uniform(-0.003, 0.003)
    return [
        Part("body", wax_column(radius, low, high, rng, drips=drips)),
        Part("wick", wick((0, 0, pool))),
        Part("flame", flame(tall, (0.0006, 0, pool + 0.0065), lean)),
    ]


@kind("candle", slots={"body": WAX, "wick": WICK, "flame": FLAME}, paint=("body",), lights=("flame",))
def candle(rng: np.random.Generator) -> list[Part]:
    radius, tall = ((0.036, 0.105), (0.030, 0.150), (0.041, 0.078))[int(rng.integers(3))]
    return _lit_candle(
        radius * rng.uniform(0.95, 1.05),
        0.0,
        tall * rng.uniform(0.93, 1.07),
        rng,
        drips=int(rng.integers(1, 4)),
        tall=0.040,
    )


@kind(
    "candlestick",
    slots={"body": coat("brass"), "candle": coat("wax", "#f1e7d0"), "wick": WICK, "flame": FLAME},
    paint=("body", "candle"),
    lights=("flame",),
)
def candlestick(rng: np.random.Generator) -> list[Part]:
    tall = rng.uniform(0.94, 1.08)
    rows = table(
        "0 3 | 50 3 1 | 53 0 1 | 56.5 0 1 | 56.5 6 2 | 48 12 6 | 22 22 20 | 9.5 46 10 | 9.5 50 1 | "
        "16.5 57 5 | 16.5 60 5 | 8.5 68 4 | 6.8 100 20 | 9.2 132 6 | 18.5 141 6 | 18.5 145 6 | "
        "10 152 3 | 12.5 172 4 | 26 178 2 | 26.5 180.5 1 | 12.5 180 1 | 11.8 186 1 | 10.5 186 | "
        "10.5 170 | 0 170"
    )
    base = lathe(fillet([(r[0], r[1] * tall, *r[2:]) for r in rows], steps=4))
    low = 0.171 * tall
    parts = _lit_candle(0.0103, low, low + 0.19 * rng.uniform(0.75, 1.05), rng, drips=3, tall=0.036)
    return [Part("body", base), Part("candle", parts[0].mesh), *parts[1:]]


@kind(
    "desk_lamp",
    slots={
        "body": coat("paint", "#1f2a2c"),
        "joint": coat("brass"),
        "shade": coat("paint", "#1f2a2c"),
        "inside": coat("paint", "#f6f1e2"),
        "bulb": coat("emissive", "#ffdfae", glow=7.0),
    },
    paint=("shade", "body"),
    lights=("bulb",),
)
def desk_lamp(rng: np.random.Generator) -> list[Part]:
    reach = rng.uniform(0.94, 1.06)
    base = plug(0.088, 0.0, 0.020, edge=0.006)
    elbow, head = np.array([0.115, 0.0, 0.245]) * reach, np.array([-0.065, 0.0, 0.405]) * reach
    foot = np.array([0.02, 0.0, 0.035])
    arms = [
        tube(np.stack([a, b]) + np.array([0, y, 0]), 0.0042, section=14)
        for a, b in ((foot, elbow), (elbow, head))
        for y in (-0.009, 0.009)
    ]
    joints = [
        put(plug(0.0135, -0.016, 0.016, edge=0.002), tuple(p), turn=(90, 0, 0)) for p in (foot, elbow, head)
    ]
    post = plug(0.014, 0.018, 0.036, edge=0.003)
    outer = [(0.021, 0.092), (0.0255, 0.080), (0.029, 0.060), (0.052, 0.020), (0.078, -0.045)]
    side = spline([*outer], 30)[::-1]
    shade = lathe(
        np.vstack([side, [[0.0, 0.094], [0.0, 0.092]], side[::-1] - [0.0012, 0.001], side[:1]]), segments=80
    )
    lining = inverted(lathe(np.vstack([side - [0.0019, 0.0005], [[0.0, 0.088]]])[:-1], segments=80))
    bulb = put(ball((0.052, 0.052, 0.058), detail=32), (0, 0, -0.004))
    neck = plug(0.014, 0.02, 0.10, edge=0.002)
    turn, at = (-24.0, 24.0, 0.0), tuple(head + np.array([-0.030, -0.030, -0.070]))
    worn = [("shade", join([shade])), ("inside", lining), ("bulb", bulb), ("joint", neck)]
    placed = [Part(slot, put(mesh, at, turn=turn)) for slot, mesh in worn]
    joint = join([*joints, placed[3].mesh])
    return [Part("body", join([base, post, *arms])), Part("joint", joint), *placed[:3]]


@kind(
    "lantern",
    slots={
        "body": coat("iron", "#2a2a2c"),
        "glass": coat("glass"),
        "candle": WAX,
        "wick": WICK,
        "flame": FLAME,
    },
    paint=("body",),
    lights=("flame",),
    optional=("glass",),
)
def lantern(rng: np.random.Generator) -> list[Part]:
    w, tall = 0.125 * rng.uniform(0.94, 1.06), 0.180 * rng.uniform(0.93, 1.1)
    low, high = 0.018, 0.018 + tall
    metal = [
        box((w + 0.022, w + 0.022, 0.012), 0.002),
        put(box((w + 0.008, w + 0.008, 0.008), 0.001), (0, 0, 0.011)),
    ]
    metal.append(put(box((w + 0.024, w + 0.024, 0.009), 0.002), (0, 0, high)))
    for sx in (-1, 1):
        for sy in (-1, 1):
            metal.append(
                put(box((0.010, 0.010, tall + 0.002), 0.0015), (sx * w / 2, sy * w / 2, low - 0.001))
            )
    roof = table(
        "0 0 | 0.5 0 | 0.44 0.1 | 0.22 0.34 | 0.2 0.36 | 0.2 0.52 | 0.25 0.53 | 0.11 0.66 | 0 0.68", unit=1
    )
    peak = lathe([(r * (w + 0.03) * 1.36, z * w * 0.82) for r, z in roof], segments=4, crease=20)
    metal.append(put(peak, (0, 0, high + 0.008), turn=(0, 0, 45)))
    top = high + 0.008 + 0.66 * w * 0.82
    ring = np.column_stack(
        [
            0.027 * np.cos(t := np.linspace(0, 2 * np.pi, 40, endpoint=False)),
            0 * t,
            top + 0.026 + 0.027 * np.sin(t),
        ]
    )
    metal.append(tube(ring, 0.0028, section=10, closed=True))
    panes: list[Mesh] = []
    for yaw in (0, 90, 180, 270):
        pane = put(box((w - 0.011, 0.0025, tall), 0.0004, steps=1), (0, -w / 2, low))
        panes.append(put(pane, turn=(0, 0, yaw)))
        bar = put(box((0.004, 0.005, tall), 0.001, steps=2), (0, -w / 2 - 0.001, low))
        metal.append(put(bar, turn=(0, 0, yaw)))
    lit = _lit_candle(0.026, low, low + tall * rng.uniform(0.38, 0.5), rng, drips=1, tall=0.042)
    return [Part("body", join(metal)), Part("glass", join(panes)), Part("candle", lit[0].mesh), *lit[1:]]


@kind(
    "light_bulb",
    slots={
        "body": coat("glass"),
        "base": coat("brass"),
        "insulator": coat("plastic", "#151515"),
        "stem": coat("glass"),
        "filament": coat("emissive", "#ffb45a", glow=25.0),
    },
    paint=("body", "base"),
    lights=("filament",),
)
def light_bulb(rng: np.random.Generator) -> list[Part]:
    wide = rng.uniform(0.95, 1.06)
    rows = table("12.5 24.5 | 13.2 34 | 18.5 50 | 29 74 | 30 90 | 23.5 106 | 10.5 113.5 | 0 114.5")
    outer = spline([(r * wide if z > 0.03 else r, z) for r, z in rows], 44)
    outer[-1, 0] = 0
    wall = np.clip(outer[::-1] - [0.0007, 0.0], 0, None)
    wall[0] = [0, outer[-1, 1] - 0.0007]
    body = lathe(np.vstack([outer, wall, outer[:1]]), crease=60)
    thread: list[tuple[float, ...]] = []
    for i in range(5):
        z = 0.0065 + 0.0036 * i
        thread += [(0.0118, z, 0.001), (0.0134, z + 0.0018, 0.001)]
    rows_base = [
        (0, 0.005),
        (0.0090, 0.005, 0.001),
        *thread,
        (0.0118, 0.0245, 0.001),
        (0.0136, 0.0265, 0.001),
        (0.0136, 0.0285, 0.0008),
        (0, 0.0285),
    ]
    base = lathe(fillet(rows_base, steps=4))
    tip = join([plug(0.0085, 0.0015, 0.0052, edge=0.001)])
    button = plug(0.0045, 0.0, 0.003, edge=0.001)
    stem = lathe(
        fillet([(0, 0.028), (0.006, 0.028), (0.0032, 0.045, 0.01), (0.0026, 0.062, 0.002), (0, 0.064)])
    )
    posts = [
        tube(
            spline([(s * 0.002, 0, 0.060), (s * 0.007, 0, 0.068), (s * 0.0125, 0, 0.084)], 12),
            0.0004,
            section=6,
        )
        for s in (-1, 1)
    ]
    t = np.linspace(0, 1, 260)
    x = np.interp(t, [0, 0.25, 0.5, 0.75, 1], [-0.0125, -0.0062, 0.0, 0.0062, 0.0125])
    zig = np.interp(t, [0, 0.25, 0.5, 0.75, 1], [0.084, 0.0895, 0.084, 0.0895, 0.084])
    coil = np.column_stack([x, 0.0011 * np.cos(130 * t), zig + 0.0011 * np.sin(130 * t)])
    wire = tube(coil, 0.00042, section=5)
    return [
        Part("body", body),
        Part("base", join([base, button, *posts])),
        Part("insulator", tip),
        Part("stem", stem),
        Part("filament", wire),
    ]


@kind(
    "neon_sign",
    slots={
        "tube": coat("emissive", "#ff2f8e", glow=6.0),
        "inner": coat("emissive", "#27d3ff", glow=5.0),
        "board": coat("lacquer", "#0c0c10"),
        "stand": coat("iron", "#26262a"),
        "label": coat("emissive", "#ff2f8e", glow=5.0),
    },
    paint=("tube", "label"),
    lettering="label",
    lights=("tube", "inner", "label"),
    optional=("label",),
)
def neon_sign(rng: np.random.Generator) -> list[Part]:
    w, h, low = 0.52 * rng.uniform(0.95, 1.05), 0.26 * rng.uniform(0.95, 1.08), 0.05
    middle = low + h / 2

    def loop(width: float, height: float, radius: float, y: float, bar: float) -> Mesh:
        line = rectangle(width, height, radius, steps=14)
        line = np.vstack([line, line[:1]])
        return tube(
            np.column_stack([line[:, 0], np.full(len(line), y), line[:, 1] + middle])[:-1],
            bar,
            section=14,
            closed=True,
        )

    outer = loop(w - 0.03, h - 0.03, h * 0.24, -0.020, 0.0052)
    inner = loop(w - 0.072, h - 0.072, h * 0.19, -0.020, 0.0038)
    board = put(
        extrude(rectangle(w, h, h * 0.28, steps=12), 0.008, bevel=0.001), (0, 0, middle), turn=(90, 0, 0)
    )
    clips = [
        put(
            plug(0.004, 0.0, 0.016, edge=0.001),
            (x * (w - 0.03) * 0.32, -0.008, middle + z * (h / 2 - 0.015)),
            turn=(90, 0, 0),
        )
        for x in (-1, 1)
        for z in (-1, 1)
    ]
    legs = [put(box((0.012, 0.012, low + 0.06), 0.002), (x * w * 0.30, 0.006, 0)) for x in (-1, 1)]
    feet = [put(box((0.020, 0.13, 0.010), 0.002), (x * w * 0.30, 0.0, 0)) for x in (-1, 1)]
    label = flat_label(w - 0.12, h - 0.125, (0, -0.0205, middle))
    return [
        Part("tube", outer),
        Part("inner", inner),
        Part("board", board),
        Part("stand", join([*legs, *feet, *clips])),
        Part("label", label),
    ]
