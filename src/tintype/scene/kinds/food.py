"""Things from the kitchen and the bakery; fruit has its own file."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, fillet, spline, table
from tintype.scene.kinds.placing import grounded, join, put, ripple, turning
from tintype.scene.kinds.shapes import ball, box, grid, lathe, tube
from tintype.scene.mesh import Mesh, Part


@kind("egg", slots={"body": coat("eggshell", "#e3c4a2")}, paint=("body",))
def egg(rng: np.random.Generator) -> list[Part]:
    length, radius = 0.057 * rng.uniform(0.95, 1.06), 0.0218 * rng.uniform(0.96, 1.05)
    t = np.linspace(-np.pi / 2, np.pi / 2, 49)
    z = np.sin(t) / 2
    line = np.column_stack([radius * np.cos(t) * (1 - 0.30 * z), length * z])
    line[[0, -1], 0] = 0
    body = lathe(line, crease=75)
    return [Part("body", grounded(put(body, turn=(0, rng.uniform(78, 85), rng.uniform(5, 32)))))]


@kind(
    "mushroom",
    slots={
        "cap": coat("fruit_skin", "#b98a5e"),
        "gills": coat("foam", "#c9ab8c"),
        "stem": coat("foam", "#efe6d6"),
    },
    paint=("cap", "stem"),
)
def mushroom(rng: np.random.Generator) -> list[Part]:
    wide, tall = 0.034 * rng.uniform(0.92, 1.1), 0.058 * rng.uniform(0.92, 1.1)
    low = tall * 0.62
    lean = rng.uniform(-0.004, 0.004)
    crown = spline(
        [
            (wide * 0.96, low - 0.002),
            (wide * 1.0, low + 0.006),
            (wide * 0.84, low + 0.022),
            (wide * 0.42, low + 0.0335),
            (0, low + 0.0365),
        ],
        40,
    )
    crown[-1, 0] = 0
    lip = [(wide * 0.26, low + 0.006), (wide * 0.70, low + 0.0035), (wide * 0.90, low - 0.0030)]
    wobble = np.random.default_rng(rng.integers(1 << 31))

    def uneven(p: Array) -> Array:
        grow = 1 + 0.012 * ripple(p, wobble, wavelength=0.04)
        return p * np.column_stack([grow, grow, np.ones(len(p))]) + np.array([lean, 0, 0])

    def gilled(p: Array) -> Array:
        fold = np.cos(64 * np.arctan2(p[:, 1], p[:, 0])) * np.hypot(p[:, 0], p[:, 1]) / wide
        return uneven(p + np.column_stack([0 * fold, 0 * fold, 0.0011 * fold]))

    cap = lathe(np.vstack([lip, crown]), warp=uneven, crease=75)
    under = spline([(wide * 0.24, low + 0.0075), (wide * 0.6, low + 0.0035), (wide * 0.92, low - 0.0016)], 12)
    gills = lathe(under, segments=384, warp=gilled, crease=75)
    rows = [
        (0, 0),
        (0.0125, 0.0, 0.003),
        (0.0142, 0.006, 0.006),
        (0.0105, low * 0.6, 0.02),
        (0.0120, low + 0.010),
        (0, low + 0.010),
    ]
    stem = lathe(
        fillet(rows),
        warp=lambda p: p + np.column_stack([lean * (p[:, 2] / low) ** 2, 0 * p[:, 0], 0 * p[:, 0]]),
    )
    return [Part("cap", cap), Part("gills", gills), Part("stem", stem)]


@kind(
    "bread",
    slots={"body": coat("bread_crust", "#b5742e"), "score": coat("bread_crust", "#e9cd9a")},
    paint=("body",),
)
def bread(rng: np.random.Generator) -> list[Part]:
    length, width, tall = (
        0.29 * rng.uniform(0.93, 1.08),
        0.125 * rng.uniform(0.95, 1.08),
        0.092 * rng.uniform(0.94, 1.06),
    )
    seed = np.random.default_rng(rng.integers(1 << 31))
    cuts = np.linspace(-0.24, 0.24, 4) * length
    slant = 0.55

    def crust(p: Array) -> Array:
        """A dome with a flat foot and ridges beside the slashes."""
        out = p.copy()
        out[:, 2] = np.where(p[:, 2] < 0, p[:, 2] * 0.42, p[:, 2])
        out *= (1 + 0.010 * ripple(p, seed, wavelength=0.06))[:, None]
        across = (p[:, 0] - slant * p[:, 1])[:, None] - cuts
        far = np.exp(-((p[:, 1] / (0.40 * width)) ** 4)) * (p[:, 2] > 0)
        ridge = (
            np.exp(-(((np.abs(across) - 0.0225) / 0.006) ** 2)) * 0.0040
            - np.exp(-((across / 0.018) ** 4)) * 0.0035
        )
        out[:, 2] += ridge.sum(axis=1) * far
        return out

    body = ball((length, width, tall * 1.42), roundness=(0.86, 0.9), detail=128, warp=crust)
    lift = -float(body.vertices[:, 2].min())
    scores = [put(_slash(length, width, tall * 1.42, float(cut), slant), (0, 0, lift)) for cut in cuts]
    return [Part("body", put(body, (0, 0, lift))), Part("score", join(scores))]


def _slash(length: float, width: float, tall: float, cut: float, slant: float) -> Mesh:
    """A lens of pale crumb lying in one slash of a loaf."""
    y = np.linspace(-0.33, 0.33, 25) * width
    s = np.linspace(-1, 1, 11)[:, None]
    half = 0.0205 * np.sqrt(np.clip(1 - (y / (0.335 * width)) ** 2, 0.0, 1)) + 1e-4
    x = cut + slant * y + s * half
    flat = np.clip(1 - np.abs(x / (length / 2)) ** 2.2 - np.abs(y / (width / 2)) ** 2.2, 0, 1)
    z = tall / 2 * flat**0.45 + 0.0010 - 0.0032 * (1 - s**2)
    points = np.stack([x, np.broadcast_to(y, x.shape), z], axis=-1)
    return grid(points[::-1])


@kind("cheese", slots={"body": coat("wax", "#f0c04a"), "rind": coat("wax", "#d9962e")}, paint=("body",))
def cheese(rng: np.random.Generator) -> list[Part]:
    """A wedge with holes, one cut face to the camera."""
    reach, tall = 0.135 * rng.uniform(0.95, 1.06), 0.060 * rng.uniform(0.93, 1.08)
    half = float(np.deg2rad(rng.uniform(18, 22)))
    sides = [
        _holed(reach, tall, _bubbles(rng, reach, tall), angle, flip)
        for angle, flip in ((-half, False), (half, True))
    ]
    t = np.linspace(-half, half, 25)
    rim = np.stack([reach * np.cos(t), reach * np.sin(t)], axis=1)
    rind = grid(np.stack([np.column_stack([rim, np.full(25, z)]) for z in np.linspace(0, tall, 5)]))
    lids: list[Mesh] = []
    for z in (tall, 0.0):
        rows = np.stack([np.column_stack([rim * k, np.full(25, z)]) for k in np.linspace(1e-4, 1, 9)])
        lids.append(grid(rows[:, ::-1] if z else rows))
    turn = float(np.rad2deg(half) + rng.uniform(-4, 12))
    middle = turning((0, 0, turn)) @ np.array([0.6 * reach, 0, 0])
    at = (-float(middle[0]), -float(middle[1]), 0.0)
    body, crust = (put(mesh, at, turn=(0, 0, turn)) for mesh in (join([*sides, *lids]), rind))
    return [Part("body", body), Part("rind", crust)]


def _holed(reach: float, tall: float, holes: Array, angle: float, flip: bool) -> Mesh:
    """A cut face of a cheese with round hollows, standing at `angle` radians about the tip."""
    u, v = np.meshgrid(np.linspace(0, 1, 111), np.linspace(0, 1, 51))
    sink = np.zeros_like(u)
    for x, z, r in holes:
        far = np.hypot((u - x) * reach, (v - z) * tall) / (r * tall)
        sink = np.maximum(sink, r * tall * 0.9 * np.sqrt(np.clip(1 - far**2, 0, 1)))
    sink = np.minimum(sink, 0.6 * u * reach * np.sin(abs(angle)))
    out = np.array([np.sin(angle), -np.cos(angle)]) * (-1 if flip else 1)
    along = np.array([np.cos(angle), np.sin(angle)])
    flat = u[..., None] * reach * along - sink[..., None] * out
    points = np.concatenate([flat, v[..., None] * tall], axis=-1)
    return grid(points[:, ::-1] if flip else points, crease=50)


@kind(
    "cake",
    slots={
        "icing": coat("foam", "#f7efe6"),
        "sponge": coat("bread_crust", "#e2b873"),
        "filling": coat("fruit_skin", "#b5223a"),
        "cherry": coat("fruit_skin", "#a80f1e"),
        "plate": coat("porcelain"),
    },
    paint=("icing",),
)
def cake(rng: np.random.Generator) -> list[Part]:
    """A layer cake on a plate, a slice taken out at the front."""
    r, layer, base = 0.098 * rng.uniform(0.95, 1.06), 0.026 * rng.uniform(0.94, 1.1), 0.0085
    turn = (0.0, 0.0, 180.0 - rng.uniform(8, 30))
    gap, top = 0.006, base + 3 * layer + 0.012
    sponge = [_slice(r - 0.005, base + i * (layer + gap), layer) for i in range(3)]
    filling = [_slice(r - 0.004, base + i * (layer + gap) + layer, gap) for i in range(2)]
    rows = [(r - 0.0052, base), (r, base), (r, top + 0.006, 0.006), (0, top + 0.006), (0, top)]
    rows += [(r - 0.0052, top), (r - 0.0052, base)]
    icing = [lathe(fillet(rows), arc=CUT, segments=96)]
    swirl = _dollop(0.0135, 0.017)
    cherries: list[Mesh] = []
    for i in range(12):
        a = np.deg2rad(-90 + (i - 5.5) * 25)
        x, y = (r - 0.017) * float(np.cos(a)), (r - 0.017) * float(np.sin(a))
        icing.append(put(swirl, (x, y, top + 0.0055), turn=(0, 0, 75 * i)))
        if i % 2 == 0:
            cherries.append(put(ball((0.017, 0.017, 0.016), detail=24), (x, y, top + 0.0255)))
    bead = ball((0.0125, 0.0125, 0.010), detail=12)
    for a in np.deg2rad(-90 + (np.arange(44) - 21.5) * 7):
        icing.append(put(bead, (r * float(np.cos(a)), r * float(np.sin(a)), base + 0.003)))
    cut = {"icing": icing, "sponge": sponge, "filling": filling, "cherry": cherries}
    dish = np.vstack(
        [
            table("0 2.5 | 55 2.5 1 | 57 0 1 | 64 0 2"),
            [[r + 0.03, 0.0085, 0.006], [r + 0.0295, 0.011, 0.001]],
            table("64 7.5 4 | 0 7.5"),
        ]
    )
    parts = [Part(slot, put(join(meshes), turn=turn)) for slot, meshes in cut.items()]
    return [*parts, Part("plate", lathe(fillet(dish)))]


def _dollop(radius: float, tall: float) -> Mesh:
    """A piped swirl of cream."""

    def twist(p: Array) -> Array:
        a = np.arctan2(p[:, 1], p[:, 0]) + 90 * p[:, 2]
        grow = 1 + 0.16 * np.cos(7 * a)
        return p * np.column_stack([grow, grow, np.ones(len(p))])

    line = spline(
        [
            (0, 0),
            (radius * 0.8, 0),
            (radius, tall * 0.25),
            (radius * 0.72, tall * 0.55),
            (radius * 0.28, tall * 0.85),
            (0, tall),
        ],
        14,
    )
    line[[0, -1], 0] = 0
    return lathe(np.maximum(line, 0), segments=42, warp=twist, crease=80)


CUT = 312.0
"""Degrees of a cake that are left when a slice is gone."""

SPRINKLES = ("#e8384f", "#f6c945", "#3aa0e0", "#f7f4ec")


@kind(
    "donut",
    slots={
        "body": coat("bread_crust", "#c98a3f"),
        "icing": coat("lacquer", "#ee7fa8"),
        **{f"sprinkle{i}": coat("plastic", colour) for i, colour in enumerate(SPRINKLES)},
    },
    paint=("icing",),
)
def donut(rng: np.random.Generator) -> list[Part]:
    ring, fat, flat = 0.0275 * rng.uniform(0.96, 1.05), 0.0185 * rng.uniform(0.95, 1.06), 0.86
    t = np.linspace(-np.pi, np.pi, 41)
    dough = lathe(np.column_stack([ring + fat * np.cos(t), fat * flat * np.sin(t)]), segments=80, crease=80)
    phase = rng.uniform(0, 6.28, 3)

    def edge(a: Array) -> Array:
        """How far down the icing runs, radians below the crest line, around the ring."""
        return (
            0.28
            + 0.16 * np.cos(5 * a + phase[0])
            + 0.10 * np.cos(8 * a + phase[1])
            + 0.06 * np.cos(13 * a + phase[2])
        )

    a = np.linspace(0, 2 * np.pi, 121)
    share = np.concatenate(
        [np.linspace(0, 0.06, 5), np.linspace(0.06, 0.94, 30)[1:-1], np.linspace(0.94, 1, 5)]
    )[:, None]
    low = -edge(a) * 0.9
    angle = low + (np.pi + edge(a) * 0.6 - low) * share
    over = fat * (1 + 0.10 * np.clip(np.sin(np.pi * share), 0, 1) ** 0.28) - 0.0002
    r = ring + over * np.cos(angle)
    points = np.stack([r * np.cos(a), r * np.sin(a), over * flat * np.sin(angle)], axis=-1)
    points[:, -1] = points[:, 0]
    icing = grid(points, crease=80)
    lift = fat * flat
    parts = [Part("body", put(dough, (0, 0, lift))), Part("icing", put(icing, (0, 0, lift)))]
    grain = tube(
        np.column_stack([np.linspace(-1, 1, 7) * 0.0026, np.zeros(7), np.zeros(7)]),
        0.00085 * np.sqrt(np.clip(1.02 - np.linspace(-1, 1, 7) ** 6, 0.1, 1)),
        section=8,
    )
    spots = rng.uniform(0, 2 * np.pi, 88)
    up = np.arccos(rng.uniform(-0.62, 0.72, 88))
    for k in range(4):
        laid = [
            _sprinkle(grain, ring, fat * 1.115, flat, b, c, float(rng.uniform(0, 180)))
            for b, c in zip(spots[k::4], up[k::4], strict=True)
        ]
        parts.append(Part(f"sprinkle{k}", put(join(laid), (0, 0, lift))))
    return parts


def _sprinkle(
    grain: Mesh, ring: float, fat: float, flat: float, around: float, up: float, spin: float
) -> Mesh:
    r = ring + fat * np.cos(up)
    at = (float(r * np.cos(around)), float(r * np.sin(around)), float(fat * flat * np.sin(up)))
    lean = float(np.rad2deg(np.pi / 2 - up))
    return put(
        put(put(grain, turn=(0, 0, spin)), turn=(0, lean, 0)), at, turn=(0, 0, float(np.rad2deg(around)))
    )


@kind("ice_cube", slots={"body": coat("ice")}, paint=("body",))
def ice_cube(rng: np.random.Generator) -> list[Part]:
    size = 0.031 * rng.uniform(0.94, 1.06)
    seed = np.random.default_rng(rng.integers(1 << 31))

    def melted(p: Array) -> Array:
        q = p - np.array([0, 0, size / 2])
        s = np.clip(2 * np.abs(q) / size, 0, 1)
        face = np.argmax(s, axis=1)
        others = np.array([[1, 2], [0, 2], [0, 1]])[face]
        middle = np.prod(1 - np.take_along_axis(s, others, axis=1) ** 2, axis=1)
        q = q * (1 - 0.085 * middle * (s.max(axis=1) > 0.97))[:, None]
        return q * (1 + 0.012 * ripple(q, seed, wavelength=0.02))[:, None]

    body = box((size, size * 0.97, size * 0.94), size * 0.17, steps=6, divisions=10, warp=melted)
    return [Part("body", grounded(put(body, turn=(0, 0, rng.uniform(10, 35)))))]


def _bubbles(rng: np.random.Generator, reach: float, tall: float) -> Array:
    """Rows (share of length, of height, radius in heights) of holes that keep apart."""
    kept: list[tuple[float, float, float]] = []
    for _ in range(60):
        x, z, r = rng.uniform(0.25, 0.93), rng.uniform(0.14, 0.86), rng.uniform(0.06, 0.17)
        r = min(r, z - 0.03, 0.97 - z, (0.97 - x) * reach / tall, (x - 0.1) * reach / tall * 0.35)
        if r > 0.04 and all(np.hypot((x - a) * reach / tall, z - b) > 1.1 * (r + c) for a, b, c in kept):
            kept.append((x, z, r))
    return np.array(kept)


def _slice(radius: float, low: float, tall: float) -> Mesh:
    """A round layer with the wedge taken out."""
    return lathe([(0, low), (radius, low), (radius, low + tall), (0, low + tall)], arc=CUT, segments=80)
