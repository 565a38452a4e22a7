"""What a table is laid with: cups, glasses, bowls, plates and pots."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, filled, fillet, spline, table
from tintype.scene.kinds.placing import PRINT, join, put, wrapped_label
from tintype.scene.kinds.shapes import lathe, tube
from tintype.scene.kinds.vessels import foot, vessel
from tintype.scene.mesh import Mesh, Part


def handle(points: list[tuple[float, float]], radius: float, *, flat: float = 1.5) -> Mesh:
    """A handle on the right (+x) side through (x, z) points, `flat` times as wide as it is thick."""
    path = spline([(x, 0.0, z) for x, z in points], 36)
    return tube(path, radius, section=ellipse(2.0 * flat, 2.0, 18))


@kind(
    "cup",
    slots={
        "body": coat("porcelain"),
        "saucer": coat("porcelain"),
        "liquid": coat("coffee"),
        "label": coat("paint", "#f4f1ea"),
    },
    paint=("body", "saucer"),
    contents="liquid",
    lettering="label",
    optional=("liquid", "label"),
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
    outer = np.vstack([fillet(start), side[2:]])
    parts = vessel(outer, 0.0026, base=0.006, level=0.052 * tall)
    parts.append(Part("label", wrapped_label(outer, 0.022 * tall, 0.056 * tall, 0.058 * wide, lift=PRINT)))
    x, z = 0.0405 * wide, tall
    points = [
        (x - 0.003, 0.053 * z),
        (x + 0.014, 0.058 * z),
        (x + 0.021, 0.043 * z),
        (x + 0.011, 0.026 * z),
        (x - 0.008, 0.022 * z),
    ]
    parts[0] = Part("body", join([parts[0].mesh, handle(points, 0.0031)]))
    plate = table(
        "0 3 | 28 3 1 | 29.5 0 1 | 34 0 3 | 56 8 20 | 74 13.5 1.2 | 73.5 15.8 1 | 54 10.5 20 | "
        "31 5.5 4 | 0 5.5"
    )
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
    return [*parts, Part("label", wrapped_label(outer, height * 0.2, height * 0.82, 0.066, lift=PRINT))]


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
    foot_rows = table("0 2.2 | 20 1.4 | 33.5 0 1 | 34.8 1.1 0.8 | 20 4.2 30")
    stem_rows = [(0.0038, 0.012, 0.012), (0.0033, stem - 0.02, 0.05), (0.0065, stem - 0.002, 0.006)]
    bowl = np.array([(0.0, -0.0015), (0.024, 0.006), (0.0405, 0.036), (0.0405, 0.062), (0.0335, 0.104)]) * [
        wide,
        1.0,
    ]
    outside = spline(bowl, 42) + np.array([0, stem])
    inner = spline(bowl * [0.966, 1.0] + np.array([0, 0.0022]), 42) + np.array([0, stem])
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
        40,
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
        44,
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
