"""What a table is laid with: cups, glasses, bowls, plates, pots and cutlery; and things to carry in."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, filled, fillet, rectangle, spline
from tintype.scene.kinds.placing import join, put, wrapped_label
from tintype.scene.kinds.shapes import extrude, extrude_ring, lathe, thick_sheet, tube
from tintype.scene.kinds.vessels import foot, plug, vessel
from tintype.scene.mesh import Mesh, Part


def handle(points: list[tuple[float, float]], radius: float, *, flat: float = 1.5) -> Mesh:
    """A handle on the right (+x) side through (x, z) points, `flat` times as wide as it is thick."""
    path = spline([(x, 0.0, z) for x, z in points], 36)
    return tube(path, radius, section=ellipse(2.0 * flat, 2.0, 18))


@kind(
    "cup",
    slots={"body": coat("porcelain"), "saucer": coat("porcelain"), "liquid": coat("coffee")},
    paint=("body", "saucer"),
    contents="liquid",
    optional=("liquid",),
)
def cup(rng: np.random.Generator) -> list[Part]:
    wide, tall = rng.uniform(0.95, 1.06), rng.uniform(0.94, 1.08)
    lift = 0.0055
    side = spline(
        np.array([(0.0215, 0.004), (0.032, 0.016), (0.040, 0.036), (0.0425, 0.062)]) * [wide, tall], 40
    )
    start = [
        (0, 0.003),
        (0.019, 0.003, 0.001),
        (0.0205, 0, 0.001),
        (0.0235 * wide, 0, 0.0015),
        tuple(side[1]),
    ]
    parts = vessel(np.vstack([fillet(start), side[2:]]), 0.0026, base=0.006, level=0.052 * tall)
    x, z = 0.0405 * wide, tall
    points = [
        (x - 0.003, 0.053 * z),
        (x + 0.014, 0.058 * z),
        (x + 0.021, 0.043 * z),
        (x + 0.011, 0.026 * z),
        (x - 0.008, 0.022 * z),
    ]
    parts[0] = Part("body", join([parts[0].mesh, handle(points, 0.0031)]))
    plate = [
        (0, 0.003),
        (0.028, 0.003, 0.001),
        (0.0295, 0, 0.001),
        (0.034, 0, 0.003),
        (0.056, 0.008, 0.02),
        (0.074, 0.0135, 0.0012),
        (0.0735, 0.0158, 0.001),
        (0.054, 0.0105, 0.02),
        (0.031, 0.0055, 0.004),
        (0, 0.0055),
    ]
    saucer = lathe(fillet(plate))
    return [*(Part(p.slot, put(p.mesh, (0, 0, lift))) for p in parts), Part("saucer", saucer)]


@kind(
    "mug",
    slots={"body": coat("ceramic", "#e8e3d8"), "liquid": coat("coffee"), "label": coat("paint", "#f4f1ea")},
    paint=("body",),
    contents="liquid",
    lettering="label",
    optional=("liquid", "label"),
)
def mug(rng: np.random.Generator) -> list[Part]:
    radius, height = 0.041 * rng.uniform(0.96, 1.06), 0.096 * rng.uniform(0.94, 1.06)
    outer = fillet([*foot(radius - 0.001, 0.005, 0.002), (radius, height)], steps=7)
    parts = vessel(outer, 0.0036, base=0.007, level=height * 0.86, lip=8)
    x, z = radius, height
    points = [
        (x - 0.002, z * 0.80),
        (x + 0.017, z * 0.83),
        (x + 0.029, z * 0.66),
        (x + 0.028, z * 0.42),
        (x + 0.014, z * 0.22),
        (x - 0.002, z * 0.21),
    ]
    parts[0] = Part("body", join([parts[0].mesh, handle(points, 0.0047)]))
    return [*parts, Part("label", wrapped_label(outer, height * 0.22, height * 0.78, 0.062))]


@kind(
    "glass",
    slots={"body": coat("glass"), "liquid": coat("water")},
    paint=("body",),
    contents="liquid",
    optional=("liquid",),
)
def glass(rng: np.random.Generator) -> list[Part]:
    base, mouth, height = ((0.030, 0.037, 0.130), (0.038, 0.041, 0.092))[int(rng.integers(2))]
    height *= rng.uniform(0.95, 1.06)
    outer = fillet([*foot(base, 0.004, 0.002), (mouth, height)], steps=8)
    return vessel(outer, 0.0019, base=0.010, level=height * rng.uniform(0.66, 0.78))


@kind("wine_glass", slots={"body": coat("glass"), "liquid": coat("wine")}, paint=("body",), contents="liquid")
def wine_glass(rng: np.random.Generator) -> list[Part]:
    wide, stem = rng.uniform(0.93, 1.08), 0.094 * rng.uniform(0.94, 1.06)
    foot_rows = [
        (0, 0.0022),
        (0.020, 0.0014),
        (0.0335, 0.0, 0.001),
        (0.0348, 0.0011, 0.0008),
        (0.020, 0.0042, 0.03),
    ]
    stem_rows = [(0.0038, 0.012, 0.012), (0.0033, stem - 0.02, 0.05), (0.0065, stem - 0.002, 0.006)]
    bowl = np.array([(0.0, -0.0015), (0.024, 0.006), (0.0405, 0.036), (0.0405, 0.062), (0.0335, 0.104)]) * [
        wide,
        1.0,
    ]
    outside = spline(bowl, 56) + np.array([0, stem])
    inner = spline(bowl * [0.966, 1.0] + np.array([0, 0.0022]), 56) + np.array([0, stem])
    inner[:, 0] = np.minimum(inner[:, 0], outside[:, 0])
    inner[-1] = outside[-1] - [0.0012, 0.0]
    rim = outside[-1] + [[-0.0002, 0.0004], [-0.0006, 0.0006], [-0.0010, 0.0004]]
    grown = outside[outside[:, 0] > 0.009]
    rows = fillet([*foot_rows, *stem_rows, tuple(grown[0])], steps=8)
    body = lathe(np.vstack([rows, grown[1:], rim, inner[::-1]]))
    wine = lathe(filled(inner, stem + rng.uniform(0.040, 0.050)))
    return [Part("body", body), Part("liquid", wine)]


@kind(
    "bowl",
    slots={"body": coat("ceramic", "#dfe3e0"), "liquid": coat("milk")},
    paint=("body",),
    contents="liquid",
    hollow=(0.012, 0.05),
    optional=("liquid",),
)
def bowl(rng: np.random.Generator) -> list[Part]:
    wide, tall = rng.uniform(0.95, 1.08), rng.uniform(0.9, 1.12)
    side = spline(
        np.array([(0.0325, 0.008), (0.056, 0.022), (0.0725, 0.046), (0.0775, 0.068)]) * [wide, tall], 44
    )
    ring = [
        (0, 0.004),
        (0.027, 0.004, 0.001),
        (0.029, 0, 0.001),
        (0.034 * wide, 0, 0.0015),
        (0.0335 * wide, 0.006, 0.002),
        tuple(side[1]),
    ]
    return vessel(np.vstack([fillet(ring), side[2:]]), 0.0032, base=0.009, level=0.046 * tall, lip=8)


@kind("plate", slots={"body": coat("porcelain")}, paint=("body",), stand=0.0055, stand_radius=0.078)
def plate(rng: np.random.Generator) -> list[Part]:
    r, rise = 0.130 * rng.uniform(0.95, 1.06), 0.019 * rng.uniform(0.85, 1.15)
    rows = [
        (0, 0.003),
        (0.062, 0.003, 0.001),
        (0.064, 0, 0.001),
        (0.070, 0, 0.003),
        (0.086, 0.0045, 0.02),
        (0.098, rise * 0.72, 0.012),
        (r, rise, 0.0014),
        (r - 0.0006, rise + 0.0032, 0.0014),
        (0.097, rise * 0.72 + 0.0032, 0.010),
        (0.083, 0.0056, 0.014),
        (0, 0.0054),
    ]
    return [Part("body", lathe(fillet(rows, steps=8), segments=96))]


@kind(
    "teapot",
    slots={"body": coat("ceramic", "#d9d3c4"), "lid": coat("ceramic", "#d9d3c4")},
    paint=("body", "lid"),
)
def teapot(rng: np.random.Generator) -> list[Part]:
    tall = rng.uniform(0.94, 1.08)
    side = spline(
        np.array([(0.043, 0.004), (0.066, 0.025), (0.0755, 0.060), (0.062, 0.096), (0.040, 0.113)])
        * [1.0, tall],
        52,
    )
    ring = [(0, 0.003), (0.038, 0.003, 0.001), (0.040, 0, 0.001), (0.0455, 0, 0.002), tuple(side[1])]
    body = vessel(np.vstack([fillet(ring), side[2:]]), 0.004, base=0.006)[0].mesh
    spout = spline(
        [
            (-0.058, 0, 0.032 * tall),
            (-0.088, 0, 0.045 * tall),
            (-0.104, 0, 0.078 * tall),
            (-0.124, 0, 0.112 * tall),
        ],
        28,
    )
    snout = tube(
        spout, np.interp(np.linspace(0, 1, 28), [0, 0.5, 1], [0.019, 0.0115, 0.0082]), section=20, mouth=0.012
    )
    points = [
        (0.062, 0.092 * tall),
        (0.092, 0.103 * tall),
        (0.120, 0.086 * tall),
        (0.119, 0.055 * tall),
        (0.094, 0.034 * tall),
        (0.066, 0.030 * tall),
    ]
    top = 0.113 * tall
    lid = fillet(
        [
            (0, top - 0.004),
            (0.034, top - 0.004, 0.001),
            (0.0345, top - 0.0005),
            (0.0415, top + 0.0005, 0.001),
            (0.041, top + 0.004, 0.002),
            (0.022, top + 0.0125, 0.02),
            (0.0055, top + 0.0165, 0.003),
            (0.0062, top + 0.020, 0.002),
            (0.0120, top + 0.0255, 0.006),
            (0.010, top + 0.0335, 0.006),
            (0, top + 0.0345),
        ],
        steps=8,
    )
    return [Part("body", join([body, snout, handle(points, 0.0058)])), Part("lid", lathe(lid))]


@kind(
    "pitcher",
    slots={"body": coat("ceramic", "#e6e1d6"), "liquid": coat("water")},
    paint=("body",),
    contents="liquid",
    hollow=(0.012, 0.03),
    optional=("liquid",),
)
def pitcher(rng: np.random.Generator) -> list[Part]:
    tall = rng.uniform(0.94, 1.07)
    side = spline(
        np.array(
            [(0.046, 0.004), (0.060, 0.030), (0.068, 0.085), (0.055, 0.145), (0.043, 0.183), (0.050, 0.222)]
        )
        * [1, tall],
        64,
    )
    ring = [(0, 0.003), (0.041, 0.003, 0.001), (0.043, 0, 0.001), (0.048, 0, 0.002), tuple(side[1])]
    low, high = 0.165 * tall, 0.222 * tall

    def pour(p: Array) -> Array:
        """Pulls the lip out to the left into a beak."""
        rise = np.clip((p[:, 2] - low) / (high - low), 0, 1) ** 2
        facing = np.clip(-p[:, 0] / np.maximum(np.hypot(p[:, 0], p[:, 1]), 1e-9), 0, 1) ** 6
        pinch = 1 - 0.25 * rise * np.clip(-p[:, 0] / 0.05, 0, 1)
        return np.column_stack(
            [p[:, 0] - 0.028 * rise * facing, p[:, 1] * pinch, p[:, 2] + 0.008 * rise * facing]
        )

    parts = vessel(np.vstack([fillet(ring), side[2:]]), 0.0034, base=0.007, level=0.15 * tall, warp=pour)
    points = [
        (0.044, 0.205 * tall),
        (0.068, 0.216 * tall),
        (0.096, 0.185 * tall),
        (0.096, 0.130 * tall),
        (0.080, 0.088 * tall),
        (0.062, 0.076 * tall),
    ]
    parts[0] = Part("body", join([parts[0].mesh, handle(points, 0.0058)]))
    return parts


@kind(
    "tray",
    slots={"body": coat("walnut"), "handle": coat("brass")},
    paint=("body", "handle"),
    stand=0.008,
    stand_radius=0.13,
)
def tray(rng: np.random.Generator) -> list[Part]:
    w, d = 0.42 * rng.uniform(0.94, 1.06), 0.29 * rng.uniform(0.94, 1.06)
    floor = extrude(rectangle(w - 0.004, d - 0.004, 0.018), 0.008, bevel=(0.0015, 0.0))
    loops = [rectangle(w - 2 * i, d - 2 * i, 0.02 - i, steps=8) for i in (0.0, 0.009)]
    rim = extrude_ring(*loops, 0.034, bevel=0.0015)
    grips = []
    for sign in (-1, 1):
        x = sign * (w / 2 - 0.0045)
        path = spline(
            [(x, -0.055, 0.030), (x, -0.050, 0.052), (x, 0, 0.060), (x, 0.050, 0.052), (x, 0.055, 0.030)], 32
        )
        grips.append(tube(path, 0.0034, section=14))
    return [Part("body", join([floor, rim])), Part("handle", join(grips))]


# ── cutlery: lies along x, the business end to the left ──────────────────────────────────────────


def _blank(
    x: Array, half: Array, z: Array, thick: float, *, dish: Array | None = None, rows: int = 9
) -> Mesh:
    """A thick strip along x with half width `half` and height `z` per column; dish: how much lower
    its middle lies than its edge."""
    s = np.linspace(-1, 1, rows)[:, None]
    low = np.zeros_like(x) if dish is None else dish
    points = np.stack([np.broadcast_to(x, (rows, len(x))), s * half, z - low * (1 - s**2)], axis=-1)
    return thick_sheet(points, thick, crease=55)


def _shank(x: Array) -> Array:
    """Half width of a handle from its narrow neck (x = −0.03) to its broad round end (x = 0.1)."""
    t = np.clip((x + 0.03) / 0.13, 0, 1)
    return (0.0030 + 0.0062 * t**1.6) * np.sqrt(np.clip((0.1005 - x) / 0.008, 0.02, 1))


@kind("spoon", slots={"body": coat("silver")}, paint=("body",))
def spoon(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.05)
    a = np.linspace(0.04, np.pi - 0.12, 28)
    bowl_x = -0.072 + 0.032 * -np.cos(a)
    bowl_half = 0.0205 * np.sin(a) ** 0.75 * (1 - 0.16 * np.cos(a) * -1)
    x = np.concatenate([bowl_x, np.linspace(bowl_x[-1] + 0.002, 0.1, 36)])
    half = np.concatenate([bowl_half, np.maximum(_shank(x[28:]), 0.0012)])
    half[24:31] = np.maximum(half[24:31], 0.0040)
    arch = np.interp(x, [-0.105, -0.04, -0.01, 0.04, 0.1], [0.0095, 0.0098, 0.0155, 0.0105, 0.0035])
    dish = np.concatenate([0.0080 * np.sin(a) ** 1.2, np.zeros(36)])
    made = _blank(x * size, half * size, arch, 0.0016, dish=dish)
    return [Part("body", _sunk(made))]


@kind("fork", slots={"body": coat("silver")}, paint=("body",))
def fork(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.05)

    def arch(x: Array) -> Array:
        return np.interp(
            x, [-0.105, -0.085, -0.055, -0.02, 0.04, 0.1], [0.0095, 0.0045, 0.0050, 0.0140, 0.0095, 0.003]
        )

    x = np.linspace(-0.0585, 0.1, 60)
    head = np.interp(x, [-0.0585, -0.05, -0.040, -0.030], [0.0122, 0.0122, 0.0085, 0.0032])
    half = np.where(x < -0.030, head, np.maximum(_shank(x), 0.0012))
    pieces = [_blank(x * size, half * size, arch(x), 0.0018)]
    for y in (-0.0104, -0.00347, 0.00347, 0.0104):
        t = np.linspace(-0.104, -0.0570, 18)
        wide = np.interp(t, [-0.104, -0.099, -0.06], [0.0006, 0.0014, 0.0018])
        tine = _blank(t * size, wide * size, arch(t), 0.0018, rows=5)
        pieces.append(put(tine, (0, y * size, 0)))
    return [Part("body", _sunk(join(pieces)))]


@kind("knife", slots={"body": coat("steel"), "handle": coat("ebony")}, paint=("body", "handle"))
def knife(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.05)
    edge = spline([(0.0, -0.011), (-0.06, -0.0125), (-0.105, -0.009), (-0.126, 0.0035)], 24)
    back = spline([(-0.126, 0.0065), (-0.100, 0.0100), (-0.05, 0.0105), (0.0, 0.0085)], 16)
    blade = put(extrude(np.vstack([edge, back])[::-1], 0.0016, bevel=0.0006, steps=2), (0, 0, 0.0052))
    path = np.column_stack([np.linspace(-0.004, 0.104, 30), np.zeros(30), np.full(30, 0.0062)])
    swell = np.interp(
        path[:, 0], [-0.004, 0.0, 0.03, 0.085, 0.101, 0.104], [0.0058, 0.0062, 0.0060, 0.0068, 0.0060, 0.0040]
    )
    grip = tube(path, swell, section=ellipse(3.0, 1.84, 28, power=3.0), up=(0, 0, 1))
    ends = [put(_pin(0.0021, 0.0128), (x, 0, 0)) for x in (0.022, 0.052, 0.082)]
    bolster = tube(
        [(-0.006, 0, 0.0062), (0.001, 0, 0.0062)],
        0.0063,
        section=ellipse(3.1, 1.86, 28, power=3.0),
        up=(0, 0, 1),
    )
    parts = [("body", join([blade, bolster, *ends])), ("handle", grip)]
    low = min(float(mesh.vertices[:, 2].min()) for _, mesh in parts)
    return [Part(slot, put(mesh, (0, 0, -low * size), scale=size)) for slot, mesh in parts]


def _pin(radius: float, top: float) -> Mesh:
    return plug(radius, 0.004, top - 0.0004, edge=0.0002)


def _sunk(mesh: Mesh) -> Mesh:
    return put(mesh, (0, 0, -float(mesh.vertices[:, 2].min())))


# ── things to carry in ───────────────────────────────────────────────────────────────────────────


@kind(
    "basket",
    slots={"body": coat("wicker"), "handle": coat("wicker")},
    paint=("body", "handle"),
    hollow=(0.012, 0.10),
)
def basket(rng: np.random.Generator) -> list[Part]:
    low, high, tall = 0.105, 0.135 * rng.uniform(0.96, 1.06), 0.125 * rng.uniform(0.92, 1.1)
    stakes, rows = 28, 13
    t = np.linspace(0, 2 * np.pi, 112, endpoint=False)
    weave = []
    for row in range(rows):
        share = row / (rows - 1)
        swell = np.interp(share, [0, 0.6, 1], [low, high * 1.0, high])
        r = swell + 0.0034 * np.cos(stakes / 2 * t + np.pi * (row % 2))
        z = 0.006 + share * tall + 0 * t
        weave.append(tube(np.column_stack([r * np.cos(t), r * np.sin(t), z]), 0.0052, section=7, closed=True))
    z = np.linspace(0.0, tall + 0.006, 8)
    r = np.interp(z / tall, [0, 0.6, 1], [low, high, high])
    upright = tube(np.column_stack([r, 0 * r, z]), 0.0032, section=6)
    weave += [put(upright, turn=(0, 0, 360 / stakes * (i + 0.5))) for i in range(stakes)]
    rope = [high * np.cos(t), high * np.sin(t)]
    for k in range(2):
        twist = 22 * t + np.pi * k
        rim = np.column_stack(
            [*(c * (1 + 0.026 * np.cos(twist)) for c in rope), tall + 0.012 + 0.0038 * np.sin(twist)]
        )
        weave.append(tube(rim, 0.0050, section=7, closed=True))
    floor = plug(low + 0.002, 0.0, 0.009)
    a = np.linspace(0, np.pi, 60)
    grips = []
    for k in range(2):
        twist = 26 * a + np.pi * k
        reach = high + 0.004 * np.cos(twist)
        arch = np.column_stack(
            [
                reach * np.cos(a),
                0.0045 * np.sin(twist),
                0.55 * tall + (0.155 + 0.004 * np.cos(twist)) * np.sin(a),
            ]
        )
        grips.append(tube(arch, 0.0056, section=8))
    return [Part("body", join([*weave, floor])), Part("handle", join(grips))]


@kind(
    "bucket",
    slots={"body": coat("steel"), "handle": coat("iron"), "liquid": coat("water")},
    paint=("body", "handle"),
    contents="liquid",
    hollow=(0.012, 0.09),
    optional=("liquid",),
)
def bucket(rng: np.random.Generator) -> list[Part]:
    tall = 0.265 * rng.uniform(0.95, 1.05)
    outer = fillet(
        [
            (0, 0.008),
            (0.092, 0.008, 0.001),
            (0.094, 0, 0.001),
            (0.099, 0, 0.001),
            (0.100, 0.012, 0.001),
            (0.121, tall * 0.62),
            (0.1235, tall * 0.64, 0.002),
            (0.1232, tall * 0.66, 0.002),
            (0.1225, tall * 0.68),
            (0.138, tall - 0.006, 0.001),
            (0.1425, tall - 0.004, 0.003),
            (0.1420, tall + 0.004, 0.003),
            (0.1375, tall + 0.002),
        ]
    )
    parts = vessel(outer, 0.0018, base=0.010, level=tall * 0.8)
    a = np.linspace(0, np.pi, 48)
    lean = np.deg2rad(-62)
    arch = np.column_stack(
        [
            0.144 * np.cos(a),
            0.150 * np.sin(a) * np.sin(lean) * -1,
            tall - 0.022 + 0.150 * np.sin(a) * np.cos(lean),
        ]
    )
    wire = tube(arch, 0.0026, section=10)
    middle = tube(arch[19:29], 0.0095, section=18)
    ears = [put(plug(0.016, 0, 0.004), (s * 0.1375, 0, tall - 0.022), turn=(0, 90 * s, 0)) for s in (-1, 1)]
    return [*parts, Part("handle", join([wire, middle, *ears]))]


@kind(
    "barrel",
    slots={"body": coat("oak"), "hoop": coat("iron")},
    paint=("body", "hoop"),
    stand=0.83,
    stand_radius=0.2,
    scale_class="room",
)
def barrel(rng: np.random.Generator) -> list[Part]:
    h, end, belly, staves = 0.86 * rng.uniform(0.96, 1.04), 0.262, 0.335 * rng.uniform(0.97, 1.04), 24

    def radius(z: Array | float) -> Array:
        return np.asarray(end + (belly - end) * (1 - (2 * np.asarray(z) / h - 1) ** 2))

    z = np.linspace(0.0, h, 24)
    rows = np.column_stack([radius(z), z])
    outer = np.vstack(
        [
            [0, 0.028],
            [end - 0.022, 0.028],
            [end - 0.022, 0.0],
            rows,
            [end - 0.022, h],
            [end - 0.022, h - 0.028],
            [0, h - 0.028],
        ]
    )

    def groove(p: Array) -> Array:
        a = np.arctan2(p[:, 1], p[:, 0]) * staves / (2 * np.pi)
        near = np.abs(a - np.round(a)) * 2 < 0.09
        side = np.hypot(p[:, 0], p[:, 1]) > end - 0.01
        return p * np.column_stack([*[1 - np.where(near & side, 0.010, 0.0)] * 2, np.ones(len(p))])

    wood = lathe(outer, segments=staves * 6, warp=groove, crease=25)
    hoops = []
    for share in (0.035, 0.20, 0.33, 0.67, 0.80, 0.965):
        low, high = share * h - 0.021, share * h + 0.021
        r0, r1 = float(radius(low)), float(radius(high))
        hoops.append(
            lathe(
                [
                    (r0 - 0.004, low),
                    (r0 + 0.003, low),
                    (r1 + 0.003, high),
                    (r1 - 0.004, high),
                    (r0 - 0.004, low),
                ],
                segments=96,
            )
        )
    return [Part("body", wood), Part("hoop", join(hoops))]
