"""Bottles, flacons, jars, vases and flasks: walls with an inside and an outside, and what fills them."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, filled, fillet, rectangle, shell, spline, table
from tintype.scene.kinds.placing import LIFT, flat_label, inverted, join, put, wrapped_label
from tintype.scene.kinds.shapes import Warp, box, extrude, lathe, tube
from tintype.scene.mesh import Mesh, Part

Row = tuple[float, ...]


def foot(radius: float, edge: float = 0.004, punt: float = 0.0025) -> list[Row]:
    """Profile rows of a base that touches the table on a thin ring and turns up by `edge`."""
    return [
        (0.0, punt),
        (radius - 2.4 * edge, punt * 0.8, edge),
        (radius - 1.3 * edge, 0.0, edge * 0.5),
        (radius, 0.0, edge),
    ]


def vessel(
    outer: Array,
    wall: float,
    *,
    base: float,
    level: float | None = None,
    lip: int = 6,
    warp: Warp | None = None,
) -> list[Part]:
    """The closed wall ("body") of a round vessel and, up to height `level`, the "liquid" in it."""
    profile, inner = shell(outer, wall, base=base, lip=lip)
    parts = [Part("body", lathe(profile, warp=warp))]
    if level is not None:
        parts.append(Part("liquid", lathe(filled(inner, level), warp=warp)))
    return parts


def plug(radius: float, low: float, high: float, *, edge: float = 0.0015, taper: float = 1.0) -> Mesh:
    """A solid round stopper, cap or disc between two heights; taper: top over bottom radius."""
    rows: list[Row] = [(0, low), (radius, low, edge), (radius * taper, high, edge), (0, high)]
    return lathe(fillet(rows, steps=5), segments=48)


def ribbed(radius: float, low: float, high: float, *, ribs: int, depth: float, edge: float = 0.001) -> Mesh:
    """A screw cap: a plug with `ribs` grooves of `depth` metres down its side."""

    def groove(p: Array) -> Array:
        r = np.hypot(p[:, 0], p[:, 1])
        wave = 0.5 - 0.5 * np.cos(ribs * np.arctan2(p[:, 1], p[:, 0]))
        side = (r > radius * 0.97) & (p[:, 2] > low + edge * 1.5) & (p[:, 2] < high - edge * 1.5)
        return p * np.column_stack([*[1 - np.where(side, depth * wave / radius, 0.0)] * 2, np.ones(len(p))])

    inner = high - edge * 1.6, low + edge * 1.6
    rows = [
        (0, low),
        (radius, low, edge),
        (radius, inner[1]),
        (radius, inner[0]),
        (radius, high, edge),
        (0, high),
    ]
    return lathe(fillet(rows, steps=4), segments=ribs * 4, warp=groove, crease=50)


@kind(
    "bottle",
    slots={
        "body": coat("glass"),
        "liquid": coat("water"),
        "cap": coat("cork"),
        "label": coat("paper", "#f2ede0"),
    },
    paint=("body", "cap"),
    contents="liquid",
    lettering="label",
    optional=("liquid", "label"),
)
def bottle(rng: np.random.Generator) -> list[Part]:
    style = int(rng.integers(3))
    radius, shoulder, neck, top = (
        (0.037, 0.118, 0.0125, 0.172),
        (0.033, 0.165, 0.0115, 0.245),
        (0.048, 0.088, 0.0155, 0.138),
    )[style]
    radius *= rng.uniform(0.95, 1.06)
    outer = fillet(
        [
            *foot(radius),
            (radius, shoulder, radius * 0.62),
            (neck, shoulder + 0.55 * (radius - neck), 0.014),
            (neck, top - 0.009, 0.0015),
            (neck + 0.0035, top - 0.0075, 0.0018),
            (neck + 0.0035, top, 0.0015),
            (neck + 0.001, top),
        ],
        steps=9,
    )
    parts = vessel(outer, 0.0024, base=0.007, level=shoulder * rng.uniform(0.74, 0.86))
    bore = neck - 0.0024
    cork = plug(bore * 1.0 + 0.0001, top - 0.014, top + 0.013, taper=1.12)
    width = 1.75 * radius
    label = wrapped_label(outer, shoulder * 0.26, shoulder * 0.72, width)
    return [*parts, Part("cap", cork), Part("label", label)]


@kind(
    "wine_bottle",
    slots={
        "body": coat("glass", "#24401f"),
        "liquid": coat("wine"),
        "cap": coat("lacquer", "#5a0f1d"),
        "label": coat("paper", "#f3ecd9"),
    },
    paint=("body", "cap"),
    contents="liquid",
    lettering="label",
)
def wine_bottle(rng: np.random.Generator) -> list[Part]:
    radius, height, neck = 0.0375 * rng.uniform(0.96, 1.05), 0.302, 0.0138
    if rng.random() < 0.65:
        rows = [(radius, 0.198, 0.034), (neck, 0.226, 0.022)]
        label_top = 0.165
    else:
        rows = [(radius + 0.002, 0.150, 0.06), (neck + 0.004, 0.225, 0.06)]
        label_top = 0.135
    outer = fillet(
        [
            *foot(radius, 0.006, 0.010),
            *rows,
            (neck, height - 0.012, 0.001),
            (neck + 0.0018, height - 0.011, 0.001),
            (neck + 0.0018, height, 0.0012),
            (neck, height),
        ],
        steps=10,
    )
    parts = vessel(outer, 0.003, base=0.014, level=0.222)
    foil = fillet(
        [
            (neck + 0.0002, height - 0.058),
            (neck + 0.0008, height - 0.058, 0.0003),
            (neck + 0.0008, height - 0.014, 0.001),
            (neck + 0.0026, height - 0.012, 0.001),
            (neck + 0.0026, height + 0.0008, 0.0012),
            (0.0, height + 0.0008),
            (0.0, height + 0.0002),
            (neck + 0.0020, height + 0.0002),
            (neck + 0.0020, height - 0.0115),
            (neck + 0.0002, height - 0.0135),
            (neck + 0.0002, height - 0.058),
        ]
    )
    label = wrapped_label(outer, 0.058, label_top, 0.076)
    return [*parts, Part("cap", lathe(foil)), Part("label", label)]


@kind(
    "perfume_bottle",
    slots={
        "body": coat("glass"),
        "liquid": coat("honey", "#d98a2b"),
        "collar": coat("gold"),
        "cap": coat("lacquer", "#141416"),
        "tube": coat("plastic", "#e8e6e0"),
        "label": coat("paper", "#f4efe4"),
    },
    paint=("body", "cap", "collar"),
    contents="liquid",
    lettering="label",
    optional=("label",),
)
def perfume_bottle(rng: np.random.Generator) -> list[Part]:
    style = int(rng.choice(3, p=[0.5, 0.25, 0.25]))
    w, d, h = ((0.062, 0.034, 0.076), (0.046, 0.036, 0.094), (0.060, 0.060, 0.070))[style]
    w, h = w * rng.uniform(0.94, 1.06), h * rng.uniform(0.95, 1.06)
    wall, base = 0.0045, 0.011
    iw, dd, ih = w - 2 * wall, d - 2 * wall, h - base - 0.008
    level = ih * rng.uniform(0.76, 0.88)
    if style == 2:
        outlines = ellipse(w, d, 72), ellipse(iw, dd, 72), ellipse(iw + 0.0004, dd + 0.0004, 72)
    else:
        outlines = (
            rectangle(w, d, 0.005),
            rectangle(iw, dd, 0.006),
            rectangle(iw + 0.0004, dd + 0.0004, 0.0062),
        )
    block = extrude(outlines[0], h, bevel=(0.0035, 0.004), steps=6)
    cavity = inverted(put(extrude(outlines[1], ih, bevel=0.005, steps=5), (0, 0, base)))
    liquid = put(extrude(outlines[2], level, bevel=(0.005, 0.0), steps=5), (0, 0, base - 0.0002))
    collar = join([plug(0.0112, h - 0.0003, h + 0.0035), plug(0.0095, h + 0.003, h + 0.0075, edge=0.0008)])
    cap_h, low = 0.030 * rng.uniform(0.9, 1.15), h + 0.006
    cap = (
        put(box((0.024, 0.024, cap_h), 0.002), (0, 0, low))
        if style == 1
        else plug(0.0128, low, low + cap_h, edge=0.002)
    )
    dip = tube([(0, 0, base + 0.004), (0, 0, h)], 0.0011, section=16)
    lw, lh = (w * 0.70, h * 0.46)
    mid = base + level * 0.5
    if style == 2:
        label = wrapped_label(w / 2, mid - lh / 2, mid + lh / 2, lw)
    else:
        label = flat_label(lw, lh, (0, -d / 2 - LIFT, mid))
    return [
        Part("body", join([block, cavity])),
        Part("liquid", liquid),
        Part("collar", collar),
        Part("cap", cap),
        Part("tube", dip),
        Part("label", label),
    ]


@kind(
    "dropper_bottle",
    slots={
        "body": coat("glass", "#9a5212"),
        "liquid": coat("oil"),
        "cap": coat("matte_plastic", "#161616"),
        "bulb": coat("rubber", "#1c1c1d"),
        "label": coat("paper", "#f4f1ea"),
    },
    paint=("body", "cap", "bulb"),
    contents="liquid",
    lettering="label",
)
def dropper_bottle(rng: np.random.Generator) -> list[Part]:
    radius, shoulder = 0.0168 * rng.uniform(0.96, 1.08), 0.056 * rng.uniform(0.94, 1.08)
    neck = 0.0076
    top = shoulder + 0.0135
    outer = fillet(
        [
            *foot(radius, 0.003, 0.0015),
            (radius, shoulder, 0.0075),
            (neck, shoulder + 0.005, 0.004),
            (neck, top),
        ],
        steps=8,
    )
    parts = vessel(outer, 0.0016, base=0.004, level=shoulder * 0.82)
    cap = ribbed(0.0105, shoulder + 0.0045, shoulder + 0.0195, ribs=36, depth=0.0006)
    z = shoulder + 0.0195
    squeeze = [(0, z - 0.001), (0.0062, z - 0.001), (0.0062, z + 0.003, 0.002), (0.0052, z + 0.006, 0.003)]
    bulb = lathe(fillet([*squeeze, (0.0056, z + 0.024, 0.0052), (0, z + 0.0275)], steps=8))
    label = wrapped_label(outer, shoulder * 0.14, shoulder * 0.80, 1.75 * radius * 1.15)
    return [*parts, Part("cap", cap), Part("bulb", bulb), Part("label", label)]


VASES = (
    table("36 4 | 52 40 | 70 105 | 58 170 | 31 215 | 28 235 | 37 255"),
    table("40 4 | 39 30 | 58 95 | 69 150 | 55 196 | 32 218 | 31 238 | 45 258"),
    table("34 4 | 58 30 | 71 75 | 52 125 | 22 160 | 17 205 | 22 250"),
)
"""Outer (radius, z) of a full, a shouldered and a bottle-shaped vase."""


@kind("vase", slots={"body": coat("ceramic", "#e9e4da")}, paint=("body",), hollow=(0.01, 0.012))
def vase(rng: np.random.Generator) -> list[Part]:
    rows = VASES[int(rng.integers(3))] * [rng.uniform(0.93, 1.08), rng.uniform(0.96, 1.06)]
    side = spline(rows, 46)
    start = fillet(
        [
            (0, 0.002),
            (side[0, 0] * 0.8, 0.002, 0.002),
            (side[0, 0] * 0.86, 0, 0.002),
            (side[0, 0] * 0.96, 0, 0.003),
            (side[1, 0], side[1, 1]),
        ]
    )
    return vessel(np.vstack([start, side[2:]]), 0.004, base=0.010)


@kind("amphora", slots={"body": coat("terracotta")}, paint=("body",), hollow=(0.03, 0.02))
def amphora(rng: np.random.Generator) -> list[Part]:
    wide = rng.uniform(0.94, 1.07)
    rows = table("40 10 | 30 26 | 62 75 | 108 170 | 120 245 | 96 315 | 46 355 | 38 385 | 40 425 | 56 447")
    side = spline(np.array(rows) * [wide, 1.0], 56)
    start = [
        (0, 0.003),
        (0.030, 0.003, 0.002),
        (0.034, 0, 0.002),
        (0.048 * wide, 0, 0.004),
        (0.046 * wide, 0.012, 0.003),
        tuple(side[2]),
    ]
    lip = [(0.060 * wide, 0.450, 0.003), (0.060 * wide, 0.458, 0.003), (0.054 * wide, 0.459)]
    outer = np.vstack([fillet(start), side[3:-1], fillet([tuple(side[-1]), *lip])])
    body = vessel(outer, 0.006, base=0.03)
    bow = spline(
        [
            (0.036 * wide, 0, 0.418),
            (0.075, 0, 0.428),
            (0.112, 0, 0.395),
            (0.112, 0, 0.340),
            (0.098 * wide, 0, 0.302),
        ],
        28,
    )
    grips = [put(tube(bow, 0.0085, section=ellipse(2.4, 1.5, 16)), turn=(0, 0, yaw)) for yaw in (0, 180)]
    return [*body, Part("body", join(grips))]


@kind(
    "jar",
    slots={
        "body": coat("glass"),
        "liquid": coat("honey"),
        "cap": coat("brass"),
        "label": coat("paper", "#f4eedd"),
    },
    paint=("body", "cap"),
    contents="liquid",
    lettering="label",
    optional=("liquid", "label"),
)
def jar(rng: np.random.Generator) -> list[Part]:
    radius, height = 0.041 * rng.uniform(0.95, 1.08), 0.112 * rng.uniform(0.92, 1.08)
    neck, shoulder = radius - 0.0055, height - 0.020
    outer = fillet(
        [*foot(radius, 0.005), (radius, shoulder, 0.012), (neck, shoulder + 0.007, 0.004), (neck, height)],
        steps=8,
    )
    parts = vessel(outer, 0.0026, base=0.006, level=shoulder * 0.93)
    if rng.random() < 0.6:
        lid = ribbed(neck + 0.0025, height - 0.0115, height + 0.003, ribs=48, depth=0.0005)
    else:
        lid = plug(neck - 0.0024, height - 0.010, height + 0.014, taper=1.08, edge=0.003)
    label = wrapped_label(outer, shoulder * 0.2, shoulder * 0.8, radius * 1.85)
    return [*parts, Part("cap", lid), Part("label", label)]


@kind(
    "flask",
    slots={"body": coat("glass"), "liquid": coat("water", "#3a7fd0")},
    paint=("body",),
    contents="liquid",
)
def flask(rng: np.random.Generator) -> list[Part]:
    top = 0.150 * rng.uniform(0.95, 1.06)
    if rng.random() < 0.6:
        radius = 0.047
        rows: list[Row] = [*foot(radius, 0.005), (radius, 0.006, 0.004), (0.0155, 0.098, 0.03)]
        level = 0.050
    else:
        t = np.deg2rad(np.linspace(-52, 66, 30))
        arc = [(0.043 * float(np.cos(a)), 0.034 + 0.043 * float(np.sin(a))) for a in t]
        rows = [(0, 0.002), (0.022, 0.002, 0.002), (0.0245, 0.0, 0.001), *arc, (0.0155, 0.084, 0.004)]
        level = 0.044
    rows += [(0.0155, top - 0.004, 0.003), (0.0195, top - 0.0005)]
    return vessel(fillet(rows, steps=9), 0.0018, base=0.0045, level=level * rng.uniform(0.9, 1.15))
