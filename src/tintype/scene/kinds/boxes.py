"""A carton and a gift box with a bow."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, fillet, spline, table
from tintype.scene.kinds.placing import PRINT, flat_label, join, put
from tintype.scene.kinds.shapes import box, thick_sheet
from tintype.scene.mesh import Mesh, Part


@kind(
    "box",
    slots={"body": coat("cardboard"), "tape": coat("paper", "#cba673"), "label": coat("paper", "#f4efe4")},
    paint=("body",),
    lettering="label",
    stand=0.15,
    stand_radius=0.08,
    optional=("label",),
)
def carton(rng: np.random.Generator) -> list[Part]:
    w, d, h = 0.21 * rng.uniform(0.95, 1.06), 0.17 * rng.uniform(0.95, 1.06), 0.15
    body = box((w, d, h - 0.0012), 0.0018, steps=3)
    lid = [
        put(box((w - 0.002, d / 2 - 0.0022, 0.0024), 0.0006, steps=2), (0, s * (d / 4), h - 0.0024))
        for s in (-1, 1)
    ]
    strip = np.array(
        [
            (-w / 2 - 0.0004, h * 0.72),
            (-w / 2 - 0.0004, h + 0.0003),
            (w / 2 + 0.0004, h + 0.0003),
            (w / 2 + 0.0004, h * 0.72),
        ]
    )
    line = fillet([(*strip[0],), (*strip[1], 0.002), (*strip[2], 0.002), (*strip[3],)])
    rows = np.stack(
        [np.column_stack([line[:, 0], np.full(len(line), y), line[:, 1]]) for y in (-0.024, 0.024)]
    )
    label = flat_label(w * 0.76, h * 0.56, (0, -d / 2 - PRINT, h * 0.46))
    return [Part("body", join([body, *lid])), Part("tape", thick_sheet(rows, 0.0002)), Part("label", label)]


@kind(
    "gift_box",
    slots={"body": coat("paper", "#b3202c"), "ribbon": coat("silk", "#e6c06a")},
    paint=("body", "ribbon"),
)
def gift_box(rng: np.random.Generator) -> list[Part]:
    w, h = 0.115 * rng.uniform(0.95, 1.06), 0.088 * rng.uniform(0.9, 1.1)
    lid_h, wide = 0.026, 0.019
    body = join(
        [box((w, w, h - 0.004), 0.0012), put(box((w + 0.006, w + 0.006, lid_h), 0.0016), (0, 0, h - lid_h))]
    )
    half, top = (w + 0.006) / 2 + 0.0004, h + 0.0006
    lower = put(box((wide, w + 0.0012, h - lid_h + 0.001), 0.0006, steps=2), (0, 0, 0))
    upper = put(box((wide, 2 * half, lid_h + 0.0012), 0.0008, steps=2), (0, 0, h - lid_h - 0.0006))
    bands = [put(join([lower, upper]), turn=(0, 0, yaw)) for yaw in (0, 90)]
    bow = [put(_bow_loop(wide * 0.9), (0, 0, top - 0.0005), turn=(0, 0, yaw)) for yaw in (25, 155, 205, 335)]
    tails = [put(_bow_tail(wide * 0.8, w), (0, 0, top), turn=(0, 0, yaw)) for yaw in (-70, -115)]
    knot = put(box((0.017, 0.015, 0.012), 0.0055, steps=5), (0, 0, top - 0.001))
    return [Part("body", body), Part("ribbon", join([*bands, *bow, *tails, knot]))]


def _bow_loop(wide: float) -> Mesh:
    """One loop of a bow, from the knot out along +x and back."""
    path = spline(
        table("3 3 | 22 4 | 44 12 | 47 26 | 32 31 | 14 17 | 3 7"),
        44,
    )
    t = np.linspace(0, 1, 44)
    half = wide / 2 * (0.35 + 0.65 * np.sin(np.pi * np.clip(t, 0.02, 0.98)) ** 0.7)
    rows = np.stack(
        [
            np.column_stack([path[:, 0], s * half, path[:, 1] + 0.0016 * (1 - s * s)])
            for s in np.linspace(-1, 1, 5)
        ]
    )
    return thick_sheet(rows, 0.0007, crease=60)


def _bow_tail(wide: float, reach: float) -> Mesh:
    """A loose end of ribbon that lies on the lid in a wave, its end cut aslant."""
    x = np.linspace(0.004, reach * 0.50, 30)
    z = 0.005 * np.exp(-x / 0.012) + 0.0024 * (1 - np.cos(x / reach * 34)) + 0.0006
    rows: list[Array] = []
    for s in np.linspace(-1, 1, 5):
        rows.append(
            np.column_stack([x * (1 + 0.10 * s * x / x[-1]), s * wide / 2 * np.clip(0.4 + x / 0.02, 0, 1), z])
        )
    return thick_sheet(np.stack(rows), 0.0006, crease=60)
