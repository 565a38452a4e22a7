"""Things worn: headphones and a watch."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import ellipse, fillet, rectangle, spline
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
    wide, tall = 0.079 * rng.uniform(0.97, 1.05), 0.190 * rng.uniform(0.97, 1.04)
    cup_z = 0.046
    a = np.deg2rad(np.linspace(-14, 194, 64))
    arch = np.column_stack([wide * np.cos(a) * 1.04, 0 * a, tall - wide + wide * 1.0 * np.sin(a)])
    band = tube(
        arch,
        np.interp(np.linspace(0, 1, 64), [0, 0.12, 0.5, 0.88, 1], [0.004, 0.0060, 0.0075, 0.0060, 0.004]),
        section=ellipse(1.1, 3.4, 24),
        up=(0, 1, 0),
    )
    pad_a = a[14:50]
    under = np.column_stack(
        [
            (wide - 0.006) * np.cos(pad_a) * 1.03,
            0 * pad_a,
            tall - wide - 0.004 + (wide - 0.002) * np.sin(pad_a),
        ]
    )
    pad = tube(
        under,
        0.0062 * np.sin(np.pi * np.linspace(0.04, 0.96, 36)) ** 0.35,
        section=ellipse(1.7, 3.6, 24),
        up=(0, 1, 0),
    )
    shell = lathe(
        fillet([(0, 0), (0.030, 0.0, 0.004), (0.0415, 0.010, 0.006), (0.0425, 0.022, 0.003), (0, 0.022)])
    )
    disc = lathe(fillet([(0, -0.0010), (0.0245, -0.0010, 0.0006), (0.0265, 0.002), (0, 0.002)]))
    t = np.deg2rad(np.linspace(0, 360, 41))
    ring = lathe(np.column_stack([0.030 + 0.0115 * np.cos(t), 0.028 + 0.0105 * np.sin(t)]), crease=80)
    liner = plug(0.027, 0.020, 0.026)
    cups: dict[str, list[Mesh]] = {"body": [band], "cushion": [pad], "metal": []}
    squash = 0.88
    for side in (-1, 1):
        turn, at = (0.0, -90.0 * side, 0.0), (side * (wide + 0.0145), 0.0, cup_z)
        for slot, mesh in (("body", shell), ("metal", disc), ("cushion", ring), ("body", liner)):
            thin = Mesh(
                mesh.vertices * np.array([1, squash, 1], np.float32), mesh.faces, mesh.uv, _unit(mesh, squash)
            )
            cups[slot].append(put(put(thin, turn=turn), at, turn=(0, 0, 0)))
        x = side * (wide * 1.02)
        fork = spline(
            [
                (x, 0.0, tall - wide - 0.012),
                (x + side * 0.006, 0.020, cup_z + 0.046),
                (x + side * 0.008, 0.041, cup_z + 0.018),
                (x + side * 0.008, 0.0405, cup_z),
            ],
            24,
        )
        for flip in (-1, 1):
            cups["metal"].append(tube(fork * [1, flip, 1], 0.0022, section=10))
        cups["metal"].append(
            tube([(x * 0.995, 0, tall - wide - 0.022), (x, 0, tall - wide + 0.035)], 0.0034, section=14)
        )
    low = -min(float(mesh.vertices[:, 2].min()) for mesh in (*cups["body"], *cups["cushion"]))
    return [Part(slot, put(join(meshes), (0, 0, low))) for slot, meshes in cups.items()]


def _unit(mesh: Mesh, squash: float) -> np.ndarray:
    """Normals of a mesh squeezed along y."""
    assert mesh.normals is not None
    leaned = mesh.normals / np.array([1, squash, 1], np.float32)
    return (leaned / np.linalg.norm(leaned, axis=1, keepdims=True)).astype(np.float32)


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
)
def watch(rng: np.random.Generator) -> list[Part]:
    """A wristwatch standing on its closed strap, its dial to the front and a little up."""
    r = 0.0195 * rng.uniform(0.96, 1.06)
    case = lathe(
        fillet(
            [
                (0, -0.0045),
                (r * 0.85, -0.0045, 0.001),
                (r * 1.0, -0.002, 0.002),
                (r * 1.02, 0.003, 0.0015),
                (r * 0.99, 0.0048, 0.0008),
                (r * 0.90, 0.0058, 0.0005),
                (r * 0.885, 0.0040),
                (0, 0.0036),
            ]
        )
    )
    crown = put(
        ribbed(0.0031, 0, 0.0042, ribs=22, depth=0.0003, edge=0.0006), (r * 1.0, 0, 0.0005), turn=(0, 90, 0)
    )
    lugs = []
    for sx in (-1, 1):
        for sy in (-1, 1):
            path = spline(
                [
                    (sx * 0.0105, sy * r * 0.80, 0.0012),
                    (sx * 0.0108, sy * r * 1.08, 0.0004),
                    (sx * 0.0108, sy * r * 1.26, -0.0038),
                ],
                12,
            )
            lugs.append(tube(path, np.linspace(0.0021, 0.0013, 12), section=ellipse(2, 2.6, 14, power=3)))
    marks, z = [], 0.0036
    for k in range(12):
        long = 0.0042 if k % 3 == 0 else 0.0028
        bar = box((0.0010 if k % 3 else 0.0015, long, 0.0006), 0.0002, steps=1)
        marks.append(put(put(bar, (0, r * 0.80 - long / 2, z + 0.0003)), turn=(0, 0, 30 * k)))
    marks.append(plug(0.0011, z, z + 0.0019, edge=0.0003))
    hands = []
    for angle, long, wide, lift in ((56.0, r * 0.48, 0.0016, 0.0007), (-60.0, r * 0.70, 0.0012, 0.0011)):
        shape = [
            (-wide / 2, -0.0025),
            (wide / 2, -0.0025),
            (wide * 0.75, long * 0.55),
            (0.0001, long),
            (-0.0001, long),
            (-wide * 0.75, long * 0.55),
        ]
        hands.append(put(extrude(shape, 0.0003), (0, 0, z + lift), turn=(0, 0, angle)))
    hands.append(put(box((0.00035, r * 0.92, 0.0002), 0.0), (0, r * 0.20, z + 0.0016)))
    hands[-1] = put(hands[-1], turn=(0, 0, 190))
    dome = lathe(
        fillet(
            [
                (0, 0.0055),
                (r * 0.885, 0.0055),
                (r * 0.885, 0.0061, 0.0004),
                (r * 0.80, 0.0067, 0.01),
                (0, 0.0071),
            ]
        )
    )
    dial = put(round_picture(r * 0.89, (0, -0.0039, 0)), turn=(-90, 0, 0))
    face = {
        "body": join([case, crown, *lugs]),
        "dial": dial,
        "marks": join(marks),
        "hands": join(hands),
        "crystal": dome,
    }
    up, tilt = 0.041, (90.0 - 24.0, 0.0, 0.0)
    parts = [(slot, put(mesh, (0, -0.0235, up), turn=tilt)) for slot, mesh in face.items()]
    parts.append(("strap", _strap(r, up, tilt[0])))
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
    rows = []
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
