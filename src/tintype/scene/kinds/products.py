"""Packed goods, jewellery and small things of metal, wood and bone."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, fillet, shell, spline
from tintype.scene.kinds.placing import LIFT, grounded, join, put, wrapped_label
from tintype.scene.kinds.shapes import ball, box, extrude, extrude_ring, lathe, picture_grid, tube
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
    outer = fillet([*foot(r, 0.007, 0.002), (r, h, 0.004), (r - 0.005, h + 0.001)], steps=8)
    profile, _ = shell(outer, 0.0045, base=0.007)
    band = plug(r - 0.0012, h + 0.0008, h + 0.0032, edge=0.0004)
    cap = plug(r, h + 0.0032, 0.055 * h / 0.036, edge=0.0028)
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
    slots={"body": coat("aluminium"), "label": coat("paper", "#c8402f")},
    paint=("label", "body"),
    lettering="label",
    stand=0.104,
    stand_radius=0.028,
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
    sleeve = wrapped_label(r, 0.008, h - 0.008, 2 * np.pi * (r + LIFT))
    tab = extrude_ring(ellipse(0.012, 0.024, 40, power=2.6), ellipse(0.0075, 0.010, 40), 0.0012, bevel=0.0003)
    return [Part("body", join([body, put(tab, (0.0, -0.008, h - 0.0036))])), Part("label", sleeve)]


@kind("soap", slots={"body": coat("soap", "#e8d9b5")}, paint=("body",), stand=0.024, stand_radius=0.02)
def soap(rng: np.random.Generator) -> list[Part]:
    size = (0.088 * rng.uniform(0.95, 1.06), 0.058 * rng.uniform(0.95, 1.05), 0.028)
    rounded = (0.55, 0.62) if rng.random() < 0.5 else (0.45, 0.85)

    def stamped(p: Array) -> Array:
        """An oval hollow pressed into the upper face."""
        q = (p[:, 0] / (size[0] * 0.30)) ** 2 + (p[:, 1] / (size[1] * 0.27)) ** 2
        edge = 1 / (1 + np.exp((q - 1) * 18))
        return p - np.column_stack([0 * q, 0 * q, 0.0026 * edge * (p[:, 2] > 0)])

    return [Part("body", grounded(ball(size, roundness=rounded, detail=120, warp=stamped)))]


# ── jewellery and metal ──────────────────────────────────────────────────────────────────────────


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
    prongs = []
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
    loops = []
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
    bit = [
        (0.017, -0.0165),
        (0.0205, -0.0165),
        (0.0205, -0.0105),
        (0.0235, -0.0105),
        (0.0235, -0.0145),
        (0.027, -0.0145),
        (0.027, -0.0110),
        (0.0295, -0.0110),
        (0.0295, -0.0165),
        (0.033, -0.0165),
        (0.033, 0.0),
        (0.017, 0.0),
    ]
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
    reach = np.where(np.arange(2 * points) % 2, 0.24, 0.56) * r
    star = extrude(np.column_stack([reach * np.cos(a), reach * np.sin(a)]), 0.00075, bevel=0.0004, steps=2)
    bead = ball((0.0011, 0.0011, 0.0009), detail=10)
    dots = []
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
    flank = np.array(
        [
            (-0.27, 0.885),
            (-0.235, 0.90),
            (-0.135, 0.985),
            (-0.11, 1.0),
            (0.11, 1.0),
            (0.135, 0.985),
            (0.235, 0.90),
            (0.27, 0.885),
        ]
    )
    a = (np.arange(teeth)[:, None] + flank[None, :, 0]).ravel() * pitch - np.pi / 2
    reach = np.tile(flank[:, 1], teeth) * r
    outer = np.column_stack([reach * np.cos(a), reach * np.sin(a)])

    def circle(radius: float) -> Array:
        return np.column_stack([radius * np.cos(a), radius * np.sin(a)])

    rim = extrude_ring(outer, circle(0.68 * r), h, bevel=0.0006)
    hub = put(extrude_ring(circle(0.30 * r), circle(0.15 * r), h * 1.3, bevel=0.0006), (0, 0, -0.15 * h))
    spokes = []
    for k in range(5):
        bar = put(box((0.44 * r, 0.17 * r, h * 0.62), 0.0012), (0.49 * r, 0, 0.19 * h))
        spokes.append(put(bar, turn=(0, 0, 72 * k + 18)))
    made = put(join([rim, hub, *spokes]), (0, 0, -h / 2))
    return [Part("body", grounded(put(made, turn=(90, 0, 0))))]


# ── wood, bone and sand ──────────────────────────────────────────────────────────────────────────


@kind(
    "hourglass",
    slots={"body": coat("walnut"), "glass": coat("glass"), "sand": coat("sand", "#e0b876")},
    paint=("body", "sand"),
    contents="sand",
)
def hourglass(rng: np.random.Generator) -> list[Part]:
    tall, wide = 0.165 * rng.uniform(0.95, 1.06), 0.030 * rng.uniform(0.95, 1.05)
    disc = fillet(
        [
            (0, 0),
            (wide * 1.42, 0, 0.002),
            (wide * 1.42, 0.006, 0.002),
            (wide * 1.30, 0.009, 0.002),
            (wide * 1.30, 0.012, 0.002),
            (0, 0.012),
        ]
    )
    base = lathe(disc)
    post = lathe(
        fillet(
            [
                (0, 0),
                (0.0042, 0),
                (0.0042, 0.006, 0.001),
                (0.0026, 0.012, 0.004),
                (0.0046, tall / 2 - 0.012, 0.05),
                (0.0026, tall - 0.036, 0.004),
                (0.0042, tall - 0.030, 0.001),
                (0.0042, tall - 0.024),
                (0, tall - 0.024),
            ]
        ),
        segments=24,
    )
    posts = [
        put(post, (wide * 1.16 * float(np.cos(a)), wide * 1.16 * float(np.sin(a)), 0.012))
        for a in np.deg2rad([-30, 90, 210])
    ]
    mid, low = tall / 2, 0.0122
    half = [
        (wide * 0.55, low),
        (wide * 0.92, low + 0.008),
        (wide, low + 0.024),
        (wide * 0.72, mid - 0.018),
        (0.0042, mid - 0.003),
    ]
    upper = [(r, tall - z) for r, z in reversed(half)]
    outer = spline([*half, (0.0030, mid), *upper], 96)
    inner = outer - [0.0013, 0]
    floor, roof = [[0, low], outer[0]], [outer[-1], [0, tall - low]]
    inside = np.vstack([[0, low + 0.0014], inner[3:-3], [0, tall - low - 0.0014]])
    glass = join([lathe(np.vstack([floor[:1], outer, roof[1:]]), crease=50), lathe(inside[::-1], crease=50)])
    level = low + 0.024
    lower = inner[3 : int(np.argmax(inner[:, 1] > level))] - [0.0002, 0]
    heap = lathe(
        np.vstack(
            [
                [0, low + 0.0016],
                lower,
                spline(
                    [
                        (float(lower[-1, 0]), level),
                        (wide * 0.5, level + 0.006),
                        (0.004, level + 0.017),
                        (0, level + 0.018),
                    ],
                    16,
                ),
            ]
        )
    )
    first, last = int(np.argmax(inner[:, 1] > mid + 0.003)), int(np.argmax(inner[:, 1] > mid + 0.036))
    above = inner[first:last] - [0.0002, 0]
    funnel = lathe(
        np.vstack([[0, above[0, 1]], above, [[0.006, above[-1, 1] - 0.005], [0, above[-1, 1] - 0.007]]])
    )
    fall = tube([(0, 0, level + 0.012), (0, 0, mid + 0.006)], 0.0005, section=8)
    return [
        Part("body", join([base, put(base, (0, 0, tall), turn=(180, 0, 0)), *posts])),
        Part("glass", glass),
        Part("sand", join([heap, funnel, fall])),
    ]


@kind("chess_pawn", slots={"body": coat("ebony")}, paint=("body",))
def chess_pawn(rng: np.random.Generator) -> list[Part]:
    size = rng.uniform(0.95, 1.08)
    a = np.deg2rad(np.linspace(-62, 90, 22))
    head = np.column_stack([0.0092 * np.cos(a), 0.0425 + 0.0092 * np.sin(a)])
    head[-1, 0] = 0
    rows = [
        (0, 0),
        (0.0160, 0, 0.0015),
        (0.0160, 0.0045, 0.002),
        (0.0148, 0.0062, 0.0008),
        (0.0138, 0.0075, 0.003),
        (0.0125, 0.0105, 0.0015),
        (0.0086, 0.0150, 0.006),
        (0.0056, 0.0260, 0.02),
        (0.0062, 0.0312, 0.003),
        (0.0104, 0.0325, 0.0009),
        (0.0104, 0.0342, 0.0009),
        (0.0052, 0.0347),
        tuple(head[0]),
    ]
    line = np.vstack([fillet(rows), head[1:]])
    return [Part("body", lathe(line * size, crease=50))]


@kind(
    "dice",
    slots={"body": coat("plastic", "#f4f1e8"), "pips": coat("paint", "#141416")},
    paint=("body", "pips"),
)
def dice(rng: np.random.Generator) -> list[Part]:
    s = 0.016 * rng.uniform(0.95, 1.1)
    body = put(box((s, s, s), s * 0.16, steps=6), (0, 0, -s / 2))
    pip = ball((s * 0.19, s * 0.19, s * 0.03), detail=20)
    k = 0.26 * s
    spots = {1: [(0, 0)], 2: [(-k, -k), (k, k)], 4: [(-k, -k), (k, k), (-k, k), (k, -k)]}
    spots[3], spots[5] = spots[1] + spots[2], spots[1] + spots[4]
    spots[6] = [*spots[4], (-k, 0), (k, 0)]
    turns = {1: (0, 0, 0), 6: (180, 0, 0), 2: (90, 0, 0), 5: (-90, 0, 0), 3: (0, 90, 0), 4: (0, -90, 0)}
    marks = [put(put(pip, (x, y, s / 2)), turn=turns[n]) for n in spots for x, y in spots[n]]
    roll = (90.0 * int(rng.integers(4)), 90.0 * int(rng.integers(4)), 0.0)
    yaw = (0.0, 0.0, float(rng.uniform(15, 50)))
    return [
        Part(slot, put(put(mesh, turn=roll), (0, 0, s / 2), turn=yaw))
        for slot, mesh in (("body", body), ("pips", join(marks)))
    ]
