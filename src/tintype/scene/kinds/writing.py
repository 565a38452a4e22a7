"""What one writes on and with: paper, an envelope, a pen and a pencil."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.books import LYING
from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, fillet, spline, table
from tintype.scene.kinds.placing import flat_label, join, put
from tintype.scene.kinds.shapes import box, extrude, grid, lathe, picture_grid, thick_sheet, tube
from tintype.scene.kinds.vessels import plug
from tintype.scene.mesh import Mesh, Part


@kind(
    "paper",
    slots={"page": coat("paper", "#faf8f2"), "back": coat("paper", "#f3f0e8")},
    paint=("page", "back"),
    lettering="page",
)
def paper(rng: np.random.Generator) -> list[Part]:
    """A sheet that lies almost flat, one corner curling up."""
    w, d, curl = 0.21, 0.297, rng.uniform(0.012, 0.026)
    x, y = np.meshgrid(np.linspace(-w / 2, w / 2, 33), np.linspace(-d / 2, d / 2, 41))
    corner = np.clip((x / w + y / d - 0.3) / 0.7, 0, 1)
    other = np.clip((-x / w - y / d - 0.45) / 0.55, 0, 1)
    z = 0.0006 + curl * corner**2 + 0.3 * curl * other**2
    sheet = np.stack([x, y, z], axis=-1)
    turn = (0, 0, rng.uniform(-12, 12))
    page, back = picture_grid(sheet), grid((sheet - [0, 0, 0.0003])[:, ::-1])
    return [Part("page", put(page, turn=turn)), Part("back", put(back, turn=turn))]


@kind(
    "envelope",
    slots={
        "body": coat("paper", "#ead9b8"),
        "seal": coat("wax", "#8a1220"),
        "label": coat("paper", "#ead9b8"),
    },
    paint=("body", "seal"),
    lettering="label",
    optional=("label",),
)
def envelope(rng: np.random.Generator) -> list[Part]:
    """An envelope lying with its flap up, sealed with wax."""
    w, d, h = 0.176 * rng.uniform(0.96, 1.05), 0.125 * rng.uniform(0.96, 1.05), 0.0022
    body = box((w, d, h), 0.0008, steps=2)
    tip = -d * 0.10
    sides = [
        [
            (-w / 2 + 0.0006, -d / 2 + 0.0006),
            (w / 2 - 0.0006, -d / 2 + 0.0006),
            (0.004, d * 0.02, 0.012),
            (-0.004, d * 0.02, 0.012),
        ],
        [
            (-w / 2 + 0.0006, d / 2 - 0.0006),
            (-0.006, tip, 0.010),
            (0.006, tip, 0.010),
            (w / 2 - 0.0006, d / 2 - 0.0006),
        ],
    ]
    low = put(extrude(fillet(sides[0], closed=True), 0.0005, bevel=0.00015, steps=2), (0, 0, h - 0.0001))
    flap = put(extrude(fillet(sides[1], closed=True), 0.0009, bevel=0.0003, steps=2), (0, 0, h + 0.0004))
    t = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    wobble = 1 + 0.06 * np.cos(3 * t + rng.uniform(0, 6)) + 0.04 * np.cos(5 * t + rng.uniform(0, 6))
    blob = np.column_stack([0.0135 * wobble * np.cos(t), 0.0135 * wobble * np.sin(t)])
    ring = lathe(fillet(table("0 0 | 9 0 | 9 3 0.5 | 8 3 0.5 | 7.6 2.2 | 0 2.2")))
    seal = put(join([extrude(blob, 0.0024, bevel=0.0012, steps=4), ring]), (0, tip + 0.008, h + 0.001))
    label = flat_label(w * 0.6, d * 0.27, (0, -d * 0.3, h + 0.0008), turn=LYING)
    turn = (0, 0, rng.uniform(-10, 10))
    return [
        Part(slot, put(mesh, turn=turn))
        for slot, mesh in (("body", join([body, low, flap])), ("seal", seal), ("label", label))
    ]


def _lying(parts: list[tuple[str, Mesh]], rng: np.random.Generator) -> list[Part]:
    """Upright parts (point at z = 0) laid on the table."""
    turn = (0.0, 90.0, float(rng.uniform(-14, 14)))
    tall = max(float(mesh.vertices[:, 2].max()) for _, mesh in parts)
    laid = [(slot, put(put(mesh, (0, 0, -tall / 2)), turn=turn)) for slot, mesh in parts]
    low = -min(float(mesh.vertices[:, 2].min()) for _, mesh in laid)
    return [Part(slot, put(mesh, (0, 0, low))) for slot, mesh in laid]


@kind(
    "pen",
    slots={"body": coat("lacquer", "#12161d"), "nib": coat("gold"), "trim": coat("gold")},
    paint=("body", "trim", "nib"),
)
def pen(rng: np.random.Generator) -> list[Part]:
    """A fountain pen."""
    fat = rng.uniform(0.94, 1.08)
    grip = table(
        "0 19 | 4 19.5 0.8 | 4.7 24 2 | 5.1 42 4 | 6.2 44 0.5 | 6.6 90 20 | 5.8 136 10 | 3.2 143 2 | 0 143.5"
    )
    grip[4:7, 0] *= fat
    body = lathe(fillet(grip, steps=8), segments=56, crease=30)
    bands: list[Mesh] = []
    for z, h, r in (
        (0.0425, 0.0022, 0.0061 * fat),
        (0.0925, 0.0012, 0.00655 * fat),
        (0.0195, 0.0012, 0.0041),
    ):
        bands.append(plug(r + 0.0004, z, z + h, edge=0.0004))
    feed = tube([(0, 0.0, 0.007), (0, 0.0005, 0.022)], np.array([0.0009, 0.0024]), section=14)
    line = table("0 0 96 | 0 -9.5 100 | 0 -8.4 120 | 0 -7.6 132 | 0 -4 137")
    line[0, 1] = -0.0066 * fat
    clip = tube(
        spline(line, 24), np.linspace(0.0015, 0.0009, 24), section=ellipse(2.6, 1.2, 14), up=(0, 1, 0.3)
    )
    return _lying([("body", join([body, feed])), ("nib", _nib()), ("trim", join([*bands, clip]))], rng)


@kind(
    "pencil",
    slots={
        "body": coat("paint", "#e9b11a"),
        "wood": coat("pine", "#dfb985"),
        "lead": coat("slate", "#2c2c30"),
        "ferrule": coat("aluminium"),
        "eraser": coat("rubber", "#e58f94"),
    },
    paint=("body",),
)
def pencil(rng: np.random.Generator) -> list[Part]:
    long = 0.175 * rng.uniform(0.9, 1.06)
    r, tip = 0.0038, 0.023
    t = np.linspace(0, 2 * np.pi, 6, endpoint=False)
    hexagon = fillet([(r * np.cos(a), r * np.sin(a), 0.0008) for a in t], steps=4, closed=True)
    shaft = put(extrude(hexagon, long - tip - 0.012), (0, 0, tip))
    wave = 0.0012 * np.cos(6 * np.linspace(0, 2 * np.pi, 97))
    cone: list[Array] = []
    for share in np.linspace(0, 1, 8):
        a = np.linspace(0, 2 * np.pi, 97)
        radius = 0.0009 + (r * 0.99 - 0.0009) * share
        edge = radius * (1 - 0.055 * (1 - np.cos(6 * a)) / 2 * share)
        cone.append(
            np.column_stack(
                [edge * np.cos(a), edge * np.sin(a), 0.006 + (tip + 0.0004 - 0.006) * share - wave * share]
            )
        )
    points = np.stack(cone)
    points[:, -1] = points[:, 0]
    lead = lathe(fillet([(0, 0), (0.00035, 0.0003), (0.00092, 0.0062), (0, 0.0062)], steps=4), segments=24)
    z = long - 0.014
    rings = [(r * 0.99, z)]
    for i in range(5):
        rings += [(r * 0.99, z + 0.0016 * i + 0.0008), (r * 1.06, z + 0.0016 * i + 0.0014, 0.0003)]
    ferrule = lathe(fillet([(0, z), *rings, (r * 1.02, long - 0.004), (0, long - 0.004)]), segments=40)
    eraser = lathe(
        fillet(
            [(0, long - 0.006), (r * 0.96, long - 0.006), (r * 0.96, long + 0.004, 0.0012), (0, long + 0.004)]
        ),
        segments=40,
    )
    return _lying(
        [("body", shaft), ("wood", grid(points)), ("lead", lead), ("ferrule", ferrule), ("eraser", eraser)],
        rng,
    )


def _nib() -> Mesh:
    """A bent leaf of metal, its point at z = 0, its back to −y."""
    z, x = np.linspace(0.0, 0.024, 25), np.linspace(-1, 1, 13)[:, None]
    half = 0.0002 + 0.0042 * np.sin(np.clip(z / 0.019, 0, 1) * np.pi / 2) ** 0.8
    bow = 0.0036 * np.clip(z / 0.010, 0.1, 1)
    y = -bow * (np.cos(1.05 * x) - 0.35)
    rows = np.stack([x * half * np.cos(0.3 * x), y, np.broadcast_to(z, (13, 25))], axis=-1)
    return thick_sheet(rows[::-1], 0.0005, crease=60)
