"""Things worn: headphones and a watch."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, ellipse, fillet, rectangle, spline, table
from tintype.scene.kinds.placing import join, put, round_picture
from tintype.scene.kinds.shapes import box, extrude, extrude_ring, lathe, thick_sheet, tube
from tintype.scene.kinds.vessels import plug, ribbed
from tintype.scene.mesh import Mesh, Part


@kind(
    "headphones",
    slots={
        "body": coat("matte_plastic", "#1b1c1f"),
        "cushion": coat("leather", "#2a2523"),
        "metal": coat("brushed_steel"),
    },
    paint=("body", "cushion"),
)
def headphones(rng: np.random.Generator) -> list[Part]:
    """Headphones standing on their cups, the cushions facing each other."""
    wide, tall, cup = 0.079 * rng.uniform(0.97, 1.05), 0.190 * rng.uniform(0.97, 1.04), 0.046
    a = np.deg2rad(np.linspace(-14, 194, 64))
    spring = tall - wide
    arch = np.column_stack([wide * np.cos(a) * 1.04, 0 * a, spring + wide * np.sin(a)])
    thick = np.interp(np.linspace(0, 1, 64), [0, 0.12, 0.5, 0.88, 1], [0.004, 0.006, 0.0075, 0.006, 0.004])
    band = tube(arch, thick, section=ellipse(1.1, 3.4, 24), up=(0, 1, 0))
    b = a[14:50]
    under = np.column_stack(
        [(wide - 0.006) * np.cos(b) * 1.03, 0 * b, spring - 0.004 + (wide - 0.002) * np.sin(b)]
    )
    plump = 0.0062 * np.sin(np.pi * np.linspace(0.04, 0.96, 36)) ** 0.35
    pad = tube(under, plump, section=ellipse(1.7, 3.6, 24), up=(0, 1, 0))
    made: dict[str, list[Mesh]] = {"body": [band], "cushion": [pad], "metal": []}
    for side in (-1, 1):
        for slot, mesh in _ear_cup():
            made[slot].append(put(mesh, (side * (wide + 0.0145), 0.0, cup), turn=(0, -90 * side, 0)))
        x = side * wide * 1.02
        fork = [(x, 0.0, spring - 0.012), (x + side * 0.006, 0.020, cup + 0.046)]
        fork += [(x + side * 0.008, 0.041, cup + 0.018), (x + side * 0.008, 0.0405, cup)]
        for flip in (-1, 1):
            made["metal"].append(tube(spline(fork, 24) * [1, flip, 1], 0.0022, section=10))
        slide = [(x * 0.995, 0, spring - 0.022), (x, 0, spring + 0.035)]
        made["metal"].append(tube(slide, 0.0034, section=14))
    low = -min(float(mesh.vertices[:, 2].min()) for mesh in (*made["body"], *made["cushion"]))
    return [Part(slot, put(join(meshes), (0, 0, low))) for slot, meshes in made.items()]


@kind(
    "watch",
    slots={
        "body": coat("steel"),
        "dial": coat("paint", "#f4f1e8"),
        "marks": coat("chrome"),
        "hands": coat("steel", "#20242c"),
        "crystal": coat("glass"),
        "strap": coat("leather", "#6b4024"),
    },
    paint=("body", "strap", "dial"),
    optional=("crystal",),
)
def watch(rng: np.random.Generator) -> list[Part]:
    """A wristwatch standing on its closed strap, its dial to the front and a little up."""
    r = 0.0195 * rng.uniform(0.96, 1.06)
    dome = [
        (0, 0.0055),
        (r * 0.885, 0.0055),
        (r * 0.885, 0.0061, 0.0004),
        (r * 0.80, 0.0067, 0.01),
        (0, 0.0071),
    ]
    face = {
        "body": _case(r),
        "dial": put(round_picture(r * 0.89, (0, -0.0039, 0)), turn=(-90, 0, 0)),
        "marks": _marks(r),
        "hands": _hands(r),
        "crystal": lathe(fillet(dome)),
    }
    up, tilt = 0.041, 90.0 - 24.0
    parts = [(slot, put(mesh, (0, -0.0235, up), turn=(tilt, 0, 0))) for slot, mesh in face.items()]
    parts.append(("strap", _strap(r, up, tilt)))
    low = -min(float(mesh.vertices[:, 2].min()) for _, mesh in parts)
    return [Part(slot, put(mesh, (0, 0, low))) for slot, mesh in parts]


def _strap(r: float, up: float, tilt: float) -> Mesh:
    """Both halves of a strap, from the lugs round the back, with a keeper."""
    a = np.deg2rad(tilt)
    lug = np.array([r * 1.16 * np.cos(a), r * 1.16 * np.sin(a)])
    middle = np.array([-0.0225, up])
    high, low = middle + lug, middle - lug
    path = spline(
        [
            tuple(high),
            (0.008, up + 0.0195),
            (0.0285, up + 0.004),
            (0.0310, up - 0.017),
            (0.0165, up - 0.0335),
            (-0.0060, up - 0.0355),
            tuple(low),
        ],
        72,
    )
    t = np.linspace(0, 1, 72)
    half = 0.0093 - 0.0012 * np.sin(np.pi * t)
    rows: list[Array] = []
    for s in np.linspace(-1, 1, 9):
        swell = 0.0010 * (1 - s**4) * np.ones_like(t)
        ahead = np.gradient(path, axis=0)
        ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
        out = np.column_stack([-ahead[:, 1], ahead[:, 0]])
        p = path + out * swell[:, None]
        rows.append(np.column_stack([s * half, p[:, 0], p[:, 1]]))
    band = thick_sheet(np.stack(rows), 0.0026, crease=50)
    keeper = put(
        put(
            extrude_ring(
                rectangle(0.0205, 0.0072, 0.002), rectangle(0.0185, 0.0052, 0.001), 0.0045, bevel=0.0003
            ),
            (0, 0, -0.002),
        ),
        (0, 0.0302, up - 0.008),
        turn=(8, 0, 0),
    )
    return join([band, keeper])


def _ear_cup() -> list[tuple[str, Mesh]]:
    """(slot, mesh) of one oval cup lying on its outer side, its cushion up."""

    def oval(p: Array) -> Array:
        return p * [1, 0.88, 1]

    shell = fillet(table("0 0 | 30 0 4 | 41.5 10 6 | 42.5 22 3 | 0 22"))
    disc = fillet(table("0 -1 | 24.5 -1 0.6 | 26.5 2 | 0 2"))
    t = np.deg2rad(np.linspace(0, 360, 33))
    ring = np.column_stack([0.030 + 0.0115 * np.cos(t), 0.028 + 0.0105 * np.sin(t)])
    liner = table("0 20 | 27 20 | 27 26 | 0 26")
    rows = (("body", shell), ("metal", disc), ("cushion", ring), ("body", liner))
    return [(slot, lathe(line, warp=oval)) for slot, line in rows]


def _case(r: float) -> Mesh:
    """Case, crown and lugs, the dial's side up."""
    rows = table(
        "0 -4.5 | 850 -4.5 1 | 1000 -2 2 | 1020 3 1.5 | 990 4.8 0.8 | 900 5.8 0.5 | 885 4 | 0 3.6"
    ) * [r, 1, 1]
    crown = put(
        ribbed(0.0031, 0, 0.0042, ribs=22, depth=0.0003, edge=0.0006), (r, 0, 0.0005), turn=(0, 90, 0)
    )
    lugs: list[Mesh] = []
    for x in (-0.0107, 0.0107):
        for y in (-r, r):
            path = spline([(x, y * 0.80, 0.0012), (x, y * 1.08, 0.0004), (x, y * 1.26, -0.0038)], 12)
            lugs.append(tube(path, np.linspace(0.0021, 0.0013, 12), section=ellipse(2, 2.6, 14, power=3)))
    return join([lathe(fillet(rows)), crown, *lugs])


def _marks(r: float) -> Mesh:
    """Twelve hour bars, the quarters longer, and the pin of the hands."""
    z, bars = 0.0036, [plug(0.0011, 0.0036, 0.0055, edge=0.0003)]
    for hour in range(12):
        wide, long = (0.0015, 0.0042) if hour % 3 == 0 else (0.0010, 0.0028)
        bar = put(box((wide, long, 0.0006), 0.0002, steps=1), (0, r * 0.80 - long / 2, z + 0.0003))
        bars.append(put(bar, turn=(0, 0, 30 * hour)))
    return join(bars)


def _hands(r: float) -> Mesh:
    """Ten past ten, as in every advertisement, and a second hand."""
    z = 0.0036
    hands: list[Mesh] = []
    for angle, long, wide, lift in ((56.0, r * 0.48, 0.0016, 0.0007), (-60.0, r * 0.70, 0.0012, 0.0011)):
        right = [(wide / 2, -0.0025), (wide * 0.75, long * 0.55), (0.0001, long)]
        shape = right + [(-x, y) for x, y in reversed(right)]
        hands.append(put(extrude(shape, 0.0003), (0, 0, z + lift), turn=(0, 0, angle)))
    second = put(box((0.00035, r * 0.92, 0.0002)), (0, r * 0.20, z + 0.0016))
    return join([*hands, put(second, turn=(0, 0, 190))])
