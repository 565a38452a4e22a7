"""Jewellery and small things of metal: a ring, a key, a coin, a bell and a gear."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, fillet, spline, table
from tintype.scene.kinds.placing import grounded, join, put
from tintype.scene.kinds.shapes import ball, box, extrude, extrude_ring, lathe, surface, tube
from tintype.scene.kinds.vessels import plug
from tintype.scene.mesh import Mesh, Part


@kind("ring", slots={"body": coat("gold"), "gem": coat("crystal")}, paint=("body", "gem"))
def ring(rng: np.random.Generator) -> list[Part]:
    r, bar = 0.0098, 0.0011 * rng.uniform(0.95, 1.15)
    t = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    circle = np.column_stack([r * np.sin(t), 0 * t, r + bar - r * np.cos(t)])
    band = tube(circle, bar, section=ellipse(2.0, 2.9, 20), closed=True, up=(0, 1, 0))
    top, g = 2 * r + bar * 2, 0.0034 * rng.uniform(0.92, 1.1)
    stone = [(0, -0.86), (1.0, -0.04), (1.0, 0.03), (0.60, 0.34), (0, 0.34)]
    gem = lathe([(a * g, b * g) for a, b in stone], segments=16, crease=5)
    at = top + 0.86 * g - 0.0002
    prongs: list[Mesh] = []
    for k in range(4):
        a = np.pi / 4 + k * np.pi / 2
        c, s = float(np.cos(a)), float(np.sin(a))
        path = [
            (0.0006 * c, 0.0006 * s, top - 0.0006),
            (0.6 * g * c, 0.6 * g * s, at - 0.42 * g),
            (1.03 * g * c, 1.03 * g * s, at),
            (0.86 * g * c, 0.86 * g * s, at + 0.24 * g),
        ]
        prongs.append(tube(spline(path, 16), 0.00036, section=8))
    basket = lathe(
        fillet(
            [
                (0.0, top - 0.0012),
                (0.0012, top - 0.0012, 0.0002),
                (0.0016, top + 0.0002, 0.0002),
                (0.0, top + 0.0002),
            ]
        )
    )
    return [Part("body", join([band, basket, *prongs])), Part("gem", put(gem, (0, 0, at)))]


@kind("key", slots={"body": coat("brass")}, paint=("body",))
def key(rng: np.random.Generator) -> list[Part]:
    size, bar = rng.uniform(0.95, 1.08), 0.0026
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    loops: list[Mesh] = []
    for a in (90, 210, 330):
        x, y = -0.030 + 0.0088 * np.sin(np.deg2rad(a)) - 0.003, 0.0088 * np.cos(np.deg2rad(a))
        loops.append(
            tube(
                np.column_stack([x + 0.0078 * np.cos(t), y + 0.0078 * np.sin(t), 0 * t]),
                0.0021,
                section=12,
                closed=True,
            )
        )
    shaft = put(
        lathe(
            fillet(
                [
                    (0, 0),
                    (0.0040, 0.0, 0.001),
                    (0.0040, 0.0030, 0.001),
                    (bar, 0.0045),
                    (bar, 0.0065),
                    (0.0042, 0.008, 0.001),
                    (0.0042, 0.0095, 0.001),
                    (bar, 0.011),
                    (bar, 0.056, 0.0012),
                    (0, 0.058),
                ]
            ),
            segments=28,
        ),
        (-0.0215, 0, 0),
        turn=(0, 90, 0),
    )
    bit = table(
        "17 -16.5 | 20.5 -16.5 | 20.5 -10.5 | 23.5 -10.5 | 23.5 -14.5 | 27 -14.5 | 27 -11 | 29.5 -11 | "
        "29.5 -16.5 | 33 -16.5 | 33 0 | 17 0"
    )
    web = put(extrude(bit, 0.0026, bevel=0.0003, steps=1), (0, 0, -0.0013))
    return [Part("body", grounded(put(join([*loops, shaft, web]), scale=size)))]


@kind("coin", slots={"body": coat("gold")}, paint=("body",))
def coin(rng: np.random.Generator) -> list[Part]:
    r, h = 0.0145 * rng.uniform(0.95, 1.06), 0.0021
    half = [
        (r, 0.0),
        (r, h / 2 - 0.0002),
        (r - 0.0002, h / 2),
        (r - 0.0010, h / 2),
        (r - 0.0013, h / 2 - 0.00035),
        (0, h / 2 - 0.00035),
    ]
    line = [(a, -b) for a, b in reversed(half[1:])] + half

    def reeded(p: Array) -> Array:
        a = np.arctan2(p[:, 1], p[:, 0])
        edge = np.hypot(p[:, 0], p[:, 1]) > r - 0.0001
        share = 1 - 0.010 * edge * (0.5 + 0.5 * np.sign(np.cos(a * 90)))
        return p * np.column_stack([share, share, np.ones(len(p))])

    disc = lathe(line, segments=360, warp=reeded, crease=30)
    points = 5 + int(rng.integers(0, 2))
    a = np.arange(2 * points) * np.pi / points - np.pi / 2
    reach = np.where(np.arange(2 * points) % 2, 0.27, 0.64) * r
    tips = np.column_stack([reach * np.cos(a), reach * np.sin(a), 0 * a])
    k = np.arange(2 * points)
    facets = np.stack([k, (k + 1) % (2 * points), np.full(2 * points, 2 * points)], axis=1)
    peak = np.vstack([tips, [0, 0, 0.0017]])
    star = surface(peak, facets, peak[:, :2], crease=5)
    bead = ball((0.0011, 0.0011, 0.0009), detail=10)
    dots: list[Mesh] = []
    for k in range(32):
        b = 2 * np.pi * k / 32
        dots.append(put(bead, (0.78 * r * float(np.cos(b)), 0.78 * r * float(np.sin(b)), h / 2 - 0.0003)))
    face = join([put(star, (0, 0, h / 2 - 0.0004)), *dots])
    both = join([disc, face, put(face, turn=(180, 0, 0))])
    return [Part("body", grounded(put(both, turn=(90 - rng.uniform(2, 8), 0, 0))))]


@kind(
    "bell",
    slots={"body": coat("brass"), "handle": coat("walnut"), "clapper": coat("iron")},
    paint=("body", "handle"),
)
def bell(rng: np.random.Generator) -> list[Part]:
    wide, tall = rng.uniform(0.95, 1.06), rng.uniform(0.95, 1.06)
    outer = spline(
        np.array(
            [(0.0485, 0.0), (0.0405, 0.012), (0.0325, 0.034), (0.0275, 0.056), (0.0175, 0.069), (0.0, 0.072)]
        )
        * [wide, tall],
        60,
    )
    outer[-1, 0] = 0
    inner = np.maximum(outer - [0.0022, 0.0024], [0, 0.0])[::-1]
    inner[0, 0] = 0.0
    bead = fillet(
        [
            (0.0462 * wide, 0.0002),
            (0.0482 * wide, 0.0, 0.0006),
            (0.0500 * wide, 0.0016, 0.001),
            (0.0484 * wide, 0.0034, 0.001),
            (0.0468 * wide, 0.004),
        ]
    )
    body = lathe(np.vstack([outer, inner, outer[:1]]), crease=50)
    z = 0.071 * tall
    cap = plug(0.0085, z - 0.001, z + 0.006, edge=0.002)
    grip = spline(
        [
            (0.0055, z + 0.004),
            (0.0062, z + 0.010),
            (0.0108, z + 0.040),
            (0.0085, z + 0.062),
            (0.0100, z + 0.074),
            (0.0060, z + 0.082),
            (0, z + 0.083),
        ],
        48,
    )
    grip[-1, 0] = 0
    handle = lathe(np.vstack([[0, z + 0.004], grip]), crease=60)
    clapper = join(
        [
            put(ball((0.016, 0.016, 0.016), detail=28), (0, 0, 0.0095)),
            tube([(0, 0, 0.012), (0, 0, z - 0.002)], 0.0018, section=10),
        ]
    )
    return [
        Part("body", join([body, lathe(np.vstack([bead, bead[:1]])), cap])),
        Part("handle", handle),
        Part("clapper", clapper),
    ]


@kind("gear", slots={"body": coat("steel")}, paint=("body",))
def gear(rng: np.random.Generator) -> list[Part]:
    teeth, r, h = int(rng.integers(14, 21)), 0.045, 0.012 * rng.uniform(0.9, 1.15)
    pitch = 2 * np.pi / teeth
    flank = table(
        "-0.27 0.885 | -0.235 0.9 | -0.135 0.985 | -0.11 1 | 0.11 1 | 0.135 0.985 | 0.235 0.9 | 0.27 0.885",
        unit=1,
    )
    a = (np.arange(teeth)[:, None] + flank[None, :, 0]).ravel() * pitch - np.pi / 2
    reach = np.tile(flank[:, 1], teeth) * r
    outer = np.column_stack([reach * np.cos(a), reach * np.sin(a)])

    def circle(radius: float) -> Array:
        return np.column_stack([radius * np.cos(a), radius * np.sin(a)])

    rim = extrude_ring(outer, circle(0.68 * r), h, bevel=0.0006)
    hub = put(extrude_ring(circle(0.30 * r), circle(0.15 * r), h * 1.3, bevel=0.0006), (0, 0, -0.15 * h))
    spokes: list[Mesh] = []
    for k in range(5):
        bar = put(box((0.44 * r, 0.17 * r, h * 0.62), 0.0012), (0.49 * r, 0, 0.19 * h))
        spokes.append(put(bar, turn=(0, 0, 72 * k + 18)))
    made = put(join([rim, hub, *spokes]), (0, 0, -h / 2))
    return [Part("body", grounded(put(made, turn=(90, 0, 0))))]
