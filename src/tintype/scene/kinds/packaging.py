"""Packed goods: a cream jar, a squeeze tube, a can and a bar of soap."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, fillet, shell
from tintype.scene.kinds.placing import LIFT, grounded, join, put, wrapped_label
from tintype.scene.kinds.shapes import ball, box, extrude_ring, lathe, picture_grid
from tintype.scene.kinds.vessels import foot, plug, ribbed
from tintype.scene.mesh import Part


@kind(
    "cream_jar",
    slots={
        "body": coat("frosted_glass", "#eef1ee"),
        "cap": coat("lacquer", "#f1ece2"),
        "ring": coat("gold"),
        "label": coat("paper", "#faf7f0"),
    },
    paint=("body", "cap"),
    lettering="label",
    stand=0.055,
    stand_radius=0.025,
)
def cream_jar(rng: np.random.Generator) -> list[Part]:
    r, h = 0.035 * rng.uniform(0.95, 1.06), 0.036 * rng.uniform(0.93, 1.07)
    outer = fillet([*foot(r, 0.007, 0.002), (r, h)], steps=8)
    profile, _ = shell(outer, 0.0045, base=0.007)
    band = plug(r - 0.0008, h + 0.0004, h + 0.0036, edge=0.0004)
    cap = plug(r, h + 0.0032, 0.055, edge=0.0028)
    label = wrapped_label(r, h * 0.24, h * 0.82, r * 1.35)
    return [Part("body", lathe(profile)), Part("cap", cap), Part("ring", band), Part("label", label)]


@kind(
    "tube",
    slots={
        "body": coat("plastic", "#eef0ea"),
        "cap": coat("plastic", "#d9a441"),
        "label": coat("paper", "#eef0ea"),
    },
    paint=("body", "cap"),
    lettering="label",
)
def squeeze_tube(rng: np.random.Generator) -> list[Part]:
    r, low, high = 0.0215 * rng.uniform(0.95, 1.05), 0.026, 0.150 * rng.uniform(0.94, 1.07)

    def press(p: Array) -> Array:
        """From a circle at the cap to a flat seam at the top, keeping the girth."""
        t = np.clip((p[:, 2] - low) / (high - 0.010 - low), 0, 1) ** 1.25
        wide, deep = 1 + t * (np.pi / 2 * 0.99 - 1), np.maximum(1 - t, 0.035)
        return np.column_stack([p[:, 0] * wide, p[:, 1] * deep, p[:, 2]])

    z = np.linspace(low + 0.004, high, 40)
    line = np.vstack(
        [
            [[0, low - 0.002], [r - 0.004, low - 0.001], [r - 0.001, low + 0.001]],
            np.column_stack([np.full(40, r), z]),
            [[0, high]],
        ]
    )
    body = lathe(line, warp=press, segments=96, crease=50)
    seam = [
        put(box((np.pi * r * 0.992, 0.0022, 0.0011), 0.0004, steps=2), (0, 0, high - 0.0095 + 0.0022 * i))
        for i in range(4)
    ]
    cap = ribbed(r * 1.01, 0.0, low, ribs=54, depth=0.0004, edge=0.0012)
    z0, z1 = np.linspace(low + 0.016, high - 0.026, 24), np.linspace(-0.5, 0.5, 25) * 1.35
    flat = np.array([[(r * np.sin(a), -r * np.cos(a), b) for a in z1] for b in z0])
    bent_sheet = press(flat.reshape(-1, 3)).reshape(flat.shape) - np.array([0, LIFT, 0])
    return [Part("body", join([body, *seam])), Part("cap", cap), Part("label", picture_grid(bent_sheet))]


@kind(
    "tin_can",
    slots={"body": coat("aluminium"), "sleeve": coat("paper", "#c8402f"), "label": coat("paper", "#f4ead2")},
    paint=("sleeve", "body"),
    lettering="label",
    stand=0.104,
    stand_radius=0.028,
    optional=("label",),
)
def tin_can(rng: np.random.Generator) -> list[Part]:
    r, h = 0.0365 * rng.uniform(0.96, 1.05), 0.108
    rows = [
        (0, 0.003),
        (r - 0.003, 0.003, 0.001),
        (r - 0.002, 0.0, 0.001),
        (r + 0.0016, 0.0, 0.001),
        (r + 0.0016, 0.0035, 0.001),
        (r, 0.005, 0.001),
    ]
    top = [(x, h - z, *e) for x, z, *e in reversed(rows[1:])]
    beads = [
        (r - 0.0009 * (0.5 - 0.5 * np.cos(2 * np.pi * 5 * t)), 0.007 + t * (h - 0.014))
        for t in np.linspace(0, 1, 61)
    ]
    lid: list[tuple[float, ...]] = [
        (r - 0.012, h - 0.003, 0.001),
        (r - 0.013, h - 0.0038, 0.001),
        (0, h - 0.0038),
    ]
    body = lathe(np.vstack([fillet([*rows, *beads[:1]]), beads[1:-1], fillet([*beads[-1:], *top, *lid])]))
    inside, outside = r - 0.0005, r + LIFT
    z = (0.008, h - 0.008)
    wrap = lathe([(inside, z[0]), (outside, z[0]), (outside, z[1]), (inside, z[1]), (inside, z[0])])
    label = wrapped_label(r + LIFT, h * 0.22, h * 0.78, r * 1.9)
    tab = extrude_ring(ellipse(0.012, 0.024, 40, power=2.6), ellipse(0.0075, 0.010, 40), 0.0012, bevel=0.0003)
    return [
        Part("body", join([body, put(tab, (0.0, -0.008, h - 0.0036))])),
        Part("sleeve", wrap),
        Part("label", label),
    ]


@kind(
    "soap",
    slots={"body": coat("soap", "#e8d9b5"), "dish": coat("bamboo")},
    paint=("body",),
    stand=0.036,
    stand_radius=0.02,
)
def soap(rng: np.random.Generator) -> list[Part]:
    """A stamped bar on a slatted dish."""
    size = (0.086 * rng.uniform(0.95, 1.06), 0.056 * rng.uniform(0.95, 1.05), 0.027)
    rounded = (0.36, 0.50) if rng.random() < 0.5 else (0.36, 0.85)

    def stamped(p: Array) -> Array:
        """A groove around an oval field on the upper face."""
        q = np.hypot(p[:, 0] / (size[0] * 0.33), p[:, 1] / (size[1] * 0.31))
        groove = np.exp(-(((q - 1) / 0.075) ** 4))
        return p - np.column_stack([0 * q, 0 * q, 0.0014 * groove * (p[:, 2] > 0)])

    bar = grounded(ball(size, roundness=rounded, detail=128, warp=stamped))
    slat = box((0.128, 0.0115, 0.0045), 0.0014, steps=3)
    rail = box((0.010, 0.090, 0.0070), 0.0016, steps=3)
    slats = [put(slat, (0, y, 0.0055)) for y in np.linspace(-0.038, 0.038, 5)]
    rails = [put(rail, (x, 0, 0)) for x in (-0.044, 0.044)]
    laid = put(bar, (0, 0, 0.0096), turn=(0, 0, rng.uniform(-9, 9)))
    return [Part("body", laid), Part("dish", join([*slats, *rails]))]
