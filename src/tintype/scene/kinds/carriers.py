"""Things to carry in: a tray, a basket, a bucket and a barrel."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, fillet, rectangle, spline
from tintype.scene.kinds.placing import join, put, wrapped_label
from tintype.scene.kinds.shapes import extrude, extrude_ring, lathe, tube
from tintype.scene.kinds.vessels import plug, vessel
from tintype.scene.mesh import Mesh, Part


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
    rim = extrude_ring(loops[0], loops[1], 0.034, bevel=0.0015)
    grips: list[Mesh] = []
    for sign in (-1, 1):
        x = sign * (w / 2 - 0.0045)
        path = spline(
            [(x, -0.055, 0.030), (x, -0.050, 0.052), (x, 0, 0.060), (x, 0.050, 0.052), (x, 0.055, 0.030)], 32
        )
        grips.append(tube(path, 0.0034, section=14))
    return [Part("body", join([floor, rim])), Part("handle", join(grips))]


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
    weave: list[Mesh] = []
    for row in range(rows):
        share = row / (rows - 1)
        swell = np.interp(share, [0, 0.6, 1], [low, high * 1.0, high])
        r = swell + 0.0034 * np.cos(stakes / 2 * t + np.pi * (row % 2))
        z = 0.0072 + share * tall + 0 * t
        weave.append(tube(np.column_stack([r * np.cos(t), r * np.sin(t), z]), 0.0052, section=7, closed=True))
    z = np.linspace(0.002, tall + 0.006, 8)
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
    grips: list[Mesh] = []
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
    slots={"body": coat("oak"), "hoop": coat("iron"), "label": coat("paint", "#f4ead2")},
    paint=("body", "hoop"),
    lettering="label",
    stand=0.83,
    stand_radius=0.2,
    scale_class="room",
    optional=("label",),
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
    hoops: list[Mesh] = []
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
    label = wrapped_label(rows[:, :2], 0.37 * h, 0.63 * h, 0.48, lift=0.001)
    return [Part("body", wood), Part("hoop", join(hoops)), Part("label", label)]
