"""Books, paper, pens and boxes."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import ellipse, fillet, spline
from tintype.scene.kinds.placing import LIFT, flat_label, grounded, join, put
from tintype.scene.kinds.shapes import box, extrude, grid, lathe, picture_grid, thick_sheet, tube
from tintype.scene.mesh import Mesh, Part

LYING = (-90.0, 0.0, 0.0)
COVERS = ("#7d1f2b", "#1f3f5c", "#2f5a44", "#b9812f", "#3a3340", "#a64b2a")


def book_parts(w: float, d: float, h: float) -> dict[str, Mesh]:
    """A closed hardcover lying on z = 0, its spine to the left (−x): cover, pages and the label's
    place on the front board."""
    board, over, round_spine = 0.0028, 0.003, 0.005
    low = box((w, d, board), 0.0008, steps=2)
    high = put(low, (0, 0, h - board))
    t = np.linspace(-1, 1, 15)
    back = -w / 2 - round_spine * np.sqrt(np.clip(1 - (0.9 * t) ** 2, 0, 1))
    front = back + 0.0022
    z = h / 2 + t * h / 2 * 0.998
    outline = np.vstack([np.column_stack([back, z]), np.column_stack([front, z])[::-1]])[::-1]
    spine = put(extrude(outline, d), turn=(90, 0, 0))
    spine = put(spine, (0, d / 2, 0))
    inside = h - 2 * board + 0.0002
    a = np.linspace(-1, 1, 11)
    fore = w / 2 - over - 0.0035 * np.sqrt(np.clip(1 - (a * 0.95) ** 2, 0, 1))
    rows = np.vstack(
        [
            np.column_stack([fore, a * inside / 2]),
            [[-w / 2 - 0.001, inside / 2], [-w / 2 - 0.001, -inside / 2]],
        ]
    )
    block = put(put(extrude(rows, d - 2 * over), turn=(90, 0, 0)), (0, d / 2 - over, h / 2))
    return {"body": join([low, high, spine]), "pages": block}


@kind(
    "book",
    slots={
        "body": coat("linen", "#7d1f2b"),
        "pages": coat("paper", "#efe6d0"),
        "label": coat("paper", "#ead9ae"),
    },
    paint=("body",),
    lettering="label",
    stand=0.034,
    stand_radius=0.07,
)
def book(rng: np.random.Generator) -> list[Part]:
    w, d, h = 0.148 * rng.uniform(0.95, 1.06), 0.215 * rng.uniform(0.95, 1.05), 0.034
    made = book_parts(w, d, h)
    label = flat_label(w * 0.68, d * 0.30, (w * 0.01, d * 0.10, h + LIFT), turn=LYING)
    return [*(Part(slot, mesh) for slot, mesh in made.items()), Part("label", label)]


@kind(
    "notebook",
    slots={
        "body": coat("leather", "#22262b"),
        "pages": coat("paper", "#f2ecdc"),
        "band": coat("fabric", "#8f1d22"),
        "label": coat("paper", "#efe8d8"),
    },
    paint=("body", "band"),
    lettering="label",
    stand=0.018,
    stand_radius=0.06,
    optional=("label",),
)
def notebook(rng: np.random.Generator) -> list[Part]:
    w, d, h = 0.132 * rng.uniform(0.96, 1.05), 0.208 * rng.uniform(0.96, 1.05), 0.018
    outline = fillet(
        [(-w / 2, -d / 2, 0.001), (w / 2, -d / 2, 0.009), (w / 2, d / 2, 0.009), (-w / 2, d / 2, 0.001)],
        closed=True,
    )
    cover = extrude(outline, 0.0016, bevel=0.0005)
    back = put(box((0.0016, d, h), 0.0007), (-w / 2 + 0.0006, 0, 0))
    inner = outline * [(w - 0.006) / w, (d - 0.006) / d] - np.array([0.002, 0])
    pages = put(extrude(inner, h - 0.0028), (0, 0, 0.0014))
    strap = box((0.0065, d + 0.0018, h + 0.0018), 0.0009)
    band = put(strap, (w * 0.36, 0, -0.0004))
    ribbon = thick_sheet(
        np.stack(
            np.broadcast_arrays(
                np.linspace(-0.022, -0.018, 2)[None, :],
                np.linspace(-d / 2 - 0.028, -d / 2 + 0.01, 9)[:, None],
                np.array([0.0006, 0.0009, 0.0022, 0.005, 0.0075, 0.008, 0.008, 0.008, 0.008])[:, None],
            ),
            axis=-1,
        ),
        0.0004,
    )
    label = flat_label(w * 0.55, d * 0.22, (-w * 0.06, d * 0.14, h + LIFT), turn=LYING)
    return [
        Part("body", join([cover, put(cover, (0, 0, h - 0.0016)), back])),
        Part("pages", pages),
        Part("band", grounded(join([band, ribbon]))),
        Part("label", label),
    ]


@kind(
    "stack_of_books",
    slots={
        **{f"cover{i}": coat("linen", colour) for i, colour in enumerate(COVERS[:4])},
        "pages": coat("paper", "#efe6d0"),
    },
    paint=("cover0", "cover1", "cover2", "cover3"),
    stand=0.128,
    stand_radius=0.07,
)
def stack_of_books(rng: np.random.Generator) -> list[Part]:
    share = rng.dirichlet([14] * 4) * 0.128
    parts, pages, z = [], [], 0.0
    for i in range(4):
        w, d = (0.172 - 0.009 * i) * rng.uniform(0.95, 1.03), (0.236 - 0.010 * i) * rng.uniform(0.96, 1.03)
        made = book_parts(w, d, float(share[i]))
        at = (rng.uniform(-0.006, 0.006), rng.uniform(-0.006, 0.006), z)
        turn = (0.0, 0.0, 90.0 + rng.uniform(-9, 9))
        parts.append(Part(f"cover{i}", put(made["body"], at, turn=turn)))
        pages.append(put(made["pages"], at, turn=turn))
        z += float(share[i])
    return [*parts, Part("pages", join(pages))]


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
    ring = lathe(
        fillet(
            [
                (0, 0.0),
                (0.0090, 0.0),
                (0.0090, 0.0030, 0.0005),
                (0.0080, 0.0030, 0.0005),
                (0.0076, 0.0022),
                (0, 0.0022),
            ]
        )
    )
    seal = put(join([extrude(blob, 0.0024, bevel=0.0012, steps=4), ring]), (0, tip + 0.008, h + 0.001))
    label = flat_label(w * 0.42, d * 0.2, (0, -d * 0.29, h + 0.0008), turn=LYING)
    turn = (0, 0, rng.uniform(-10, 10))
    return [
        Part(slot, put(mesh, turn=turn))
        for slot, mesh in (("body", join([body, low, flap])), ("seal", seal), ("label", label))
    ]


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
    label = flat_label(w * 0.58, h * 0.42, (0, -d / 2 - LIFT, h * 0.48))
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
        [
            (0.003, 0.003),
            (0.022, 0.004),
            (0.044, 0.012),
            (0.047, 0.026),
            (0.032, 0.031),
            (0.014, 0.017),
            (0.003, 0.007),
        ],
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
    rows = []
    for s in np.linspace(-1, 1, 5):
        rows.append(
            np.column_stack([x * (1 + 0.10 * s * x / x[-1]), s * wide / 2 * np.clip(0.4 + x / 0.02, 0, 1), z])
        )
    return thick_sheet(np.stack(rows), 0.0006, crease=60)


# ── pens: they lie along x, the point to the left ────────────────────────────────────────────────


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
    grip = [
        (0, 0.019),
        (0.0040, 0.0195, 0.0008),
        (0.0047, 0.024, 0.002),
        (0.0051, 0.042, 0.004),
        (0.0062 * fat, 0.044, 0.0005),
        (0.0066 * fat, 0.090, 0.02),
        (0.0058 * fat, 0.136, 0.01),
        (0.0032, 0.143, 0.002),
        (0, 0.1435),
    ]
    body = lathe(fillet(grip, steps=8), crease=30)
    bands = [
        lathe(
            fillet(
                [(0, z), (r, z), (r + 0.0004, z + 0.0004, 0.0003), (r + 0.0004, z + h, 0.0003), (0, z + h)]
            )
        )
        for z, h, r in (
            (0.0425, 0.0022, 0.0061 * fat),
            (0.0925, 0.0012, 0.00655 * fat),
            (0.0195, 0.0012, 0.0041),
        )
    ]
    y, x = np.linspace(0.0, 0.024, 25), np.linspace(-1, 1, 13)[:, None]
    half = 0.0002 + 0.0042 * np.sin(np.clip(y / 0.019, 0, 1) * np.pi / 2) ** 0.8
    a = x * 1.05
    bow = 0.0036 * np.clip(y / 0.010, 0.1, 1)
    rows = np.stack(
        [x * half * np.cos(a * 0.3), -bow * (np.cos(a) - 0.35) + 0 * x, np.broadcast_to(y, (13, 25))], axis=-1
    )
    nib = thick_sheet(rows[::-1], 0.0005, crease=60)
    feed = tube([(0, 0.0, 0.007), (0, 0.0005, 0.022)], np.array([0.0009, 0.0024]), section=14)
    clip = tube(
        spline(
            [
                (0, -0.0066 * fat, 0.096),
                (0, -0.0095, 0.100),
                (0, -0.0084, 0.120),
                (0, -0.0076, 0.132),
                (0, -0.004, 0.137),
            ],
            24,
        ),
        np.linspace(0.0015, 0.0009, 24),
        section=ellipse(2.6, 1.2, 14),
        up=(0, 1, 0.3),
    )
    return _lying([("body", join([body, feed])), ("nib", nib), ("trim", join([*bands, clip]))], rng)


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
    cone = []
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
