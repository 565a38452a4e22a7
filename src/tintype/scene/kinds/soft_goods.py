"""Cloth, leather, felt and rubber: a suitcase, a hat, a cushion, a cloth and a balloon."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import Array, rectangle, spline, table
from tintype.scene.kinds.placing import grounded, join, put, ripple
from tintype.scene.kinds.shapes import ball, box, extrude_ring, grid, lathe, tube
from tintype.scene.mesh import Mesh, Part


@kind(
    "suitcase",
    slots={"body": coat("leather", "#8a5a2e"), "strap": coat("leather", "#4a2c17"), "metal": coat("brass")},
    paint=("body", "strap"),
    scale_class="room",
)
def suitcase(rng: np.random.Generator) -> list[Part]:
    """A travelling case standing on its long side, its handle on top."""
    w, d, h = 0.56 * rng.uniform(0.95, 1.05), 0.185 * rng.uniform(0.93, 1.07), 0.385
    foot, top = 0.008, 0.393
    body = put(box((w, d, h), 0.022, steps=6), (0, 0, foot))
    stud = box((0.03, 0.03, 0.02), 0.006)
    feet = [put(stud, (x * w * 0.40, y * d * 0.30, 0)) for x in (-1, 1) for y in (-1, 1)]
    middle = foot + h / 2
    straps: list[Mesh] = []
    metal: list[Mesh] = []
    for y in (-0.008, 0.0125):
        lip = _hoop(w + 0.005, h + 0.005, 0.0055)
        straps.append(put(lip, (0, y, middle), turn=(90, 0, 0)))
    for x in (-0.27 * w, 0.27 * w):
        straps.append(
            put(put(_hoop(d + 0.009, h + 0.009, 0.030), (0, 0, -0.015)), (x, 0, middle), turn=(90, 0, 90))
        )
        frame = extrude_ring(
            rectangle(0.046, 0.036, 0.005), rectangle(0.034, 0.025, 0.003), 0.004, bevel=0.001
        )
        metal.append(put(frame, (x, -d / 2 - 0.0035, foot + h * 0.66), turn=(90, 0, 0)))
        metal.append(put(box((0.003, 0.003, 0.028), 0.001), (x, -d / 2 - 0.0065, foot + h * 0.66 - 0.014)))
    corner = ball((0.062, d + 0.010, 0.062), roundness=(0.42, 0.42), detail=40)
    for x in (-1, 1):
        for z in (foot + 0.0275, top - 0.0275):
            metal.append(put(corner, (x * (w / 2 - 0.0275), 0, z)))
        metal.append(put(box((0.022, 0.036, 0.006), 0.002), (x * 0.066, 0, top - 0.003)))
    bow = spline(table("-66 0 -2 | -62 0 26 | 0 0 36 | 62 0 26 | 66 0 -2") + np.array([0, 0, top]), 40)
    thick = 0.0098 * np.interp(np.linspace(-1, 1, 40), [-1, -0.6, 0, 0.6, 1], [0.6, 0.8, 1.1, 0.8, 0.6])
    straps.append(tube(bow, thick, section=16))
    return [Part("body", join([body, *feet])), Part("strap", join(straps)), Part("metal", join(metal))]


@kind("hat", slots={"body": coat("felt", "#5a4632"), "band": coat("silk", "#1d1a18")}, paint=("body", "band"))
def hat(rng: np.random.Generator) -> list[Part]:
    """A fedora: a pinched crown, a band and a brim that dips in front."""
    brim, tall = 0.145 * rng.uniform(0.95, 1.06), 0.112 * rng.uniform(0.95, 1.06)
    line = spline(
        [
            (0, tall * 0.93),
            (0.035, tall * 0.965),
            (0.060, tall * 0.96),
            (0.072, tall * 0.84),
            (0.080, tall * 0.40),
            (0.086, 0.014),
            (0.094, 0.004),
            (0.118, 0.0045),
            (brim, 0.010),
        ],
        64,
    )
    line[0, 0] = 0
    under = line[::-1] - np.array([0.0, 0.0022])
    under[:, 0] = np.where(under[:, 1] > 0.006, under[:, 0] - 0.0022, under[:, 0])
    under[-1, 0] = 0
    under[:, 0] = np.maximum(under[:, 0], 0)
    profile = np.vstack([under[::-1], line[::-1]])

    def pinch(p: Array) -> Array:
        """Oval head, a crease along the crown, two dents in front, a snap in the brim."""
        high = np.clip((p[:, 2] - 0.45 * tall) / (0.55 * tall), 0, 1)
        x, y = p[:, 0], p[:, 1]
        r = np.hypot(x, y)
        front = np.clip(-y / np.maximum(r, 1e-6), 0, 1)
        squeeze = 1 - 0.34 * high**1.4 * np.clip(-y / 0.07, 0, 1) ** 1.2
        valley = (
            0.026 * np.exp(-((x / 0.020) ** 2)) * high**2 * np.clip(1.1 - np.abs(y + 0.004) / 0.085, 0, 1)
        )
        flat = np.clip((r - 0.088) / (brim - 0.088), 0, 1)
        curl = flat**2 * (
            0.026 * np.abs(x / np.maximum(r, 1e-6)) ** 2
            - 0.008 * front
            + 0.010 * np.clip(y / np.maximum(r, 1e-6), 0, 1)
        )
        return np.column_stack([x * 0.90 * squeeze, y * 1.06, p[:, 2] - valley + curl])

    body = lathe(profile, segments=96, warp=pinch, crease=60)
    wall = [line[int(np.argmin(np.abs(line[:, 1] - z)))] for z in np.linspace(0.040, 0.013, 6)]
    ring = np.array([(r + 0.0012, z) for r, z in wall])[::-1]
    inner = ring[::-1] - [0.0022, 0]
    band = lathe(np.vstack([ring, inner, ring[:1]]), segments=112, warp=pinch)
    bow = put(box((0.005, 0.026, 0.022), 0.002), (0.0785, 0.0, 0.0155), turn=(0, 4, 0))
    low = -float(body.vertices[:, 2].min())
    return [Part("body", put(body, (0, 0, low))), Part("band", put(join([band, bow]), (0, 0, low)))]


@kind(
    "cushion",
    slots={"body": coat("velvet", "#7c2438"), "trim": coat("silk", "#d2a85a")},
    paint=("body", "trim"),
    stand=0.128,
    stand_radius=0.09,
)
def cushion(rng: np.random.Generator) -> list[Part]:
    w, tall = 0.40 * rng.uniform(0.94, 1.06), 0.13
    seed = np.random.default_rng(rng.integers(1 << 31))
    u = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 45))
    x, y = np.meshgrid(u, u)

    def plan(a: Array, b: Array) -> tuple[Array, Array]:
        """The seam draws in between the corners."""
        return a * (1 - 0.07 * (1 - b**2) * np.abs(a)) * w / 2, b * (
            1 - 0.07 * (1 - a**2) * np.abs(b)
        ) * w / 2

    px, py = plan(x, y)
    puff = np.clip((1 - x**2) * (1 - y**2), 0, 1) ** 0.42
    crease = (
        0.003
        * ripple(np.stack([px, py, 0 * px], -1).reshape(-1, 3), seed, wavelength=0.09).reshape(x.shape)
        * puff
    )
    pleat = 0.0035 * np.cos(x * y * 26) * np.exp(-8 * (1 - np.maximum(np.abs(x), np.abs(y)))) * puff
    half = tall / 2
    upper = np.stack([px, py, half + half * puff + crease * 0.6 + pleat], -1)
    lower = np.stack([px, py, half - half * np.minimum(puff, 0.90 + 0.1 * puff)], -1)
    body = join([grid(upper, crease=70), grid(lower[:, ::-1], crease=70)])
    low = float(body.vertices[:, 2].min())
    t = np.linspace(-1, 1, 40)[:-1]
    one = np.ones(39)
    seam = np.vstack([np.column_stack(plan(a, b)) for a, b in ((t, -one), (one, t), (-t, one), (-one, -t))])
    turn = np.arange(len(seam))
    piping = tube(
        np.column_stack([seam, np.full(len(seam), half)]),
        0.0048 + 0.0004 * np.cos(turn * 2.1),
        section=10,
        closed=True,
    )
    tassels: list[Mesh] = []
    for sx in (-1, 1):
        for sy in (-1, 1):
            knot = put(ball((0.017, 0.017, 0.017), detail=16), (sx * w * 0.505, sy * w * 0.505, half))
            fringe = lathe([(0, 0), (0.0085, 0.0), (0.0072, 0.018), (0.0035, 0.034), (0, 0.036)], segments=32)
            fringe = put(
                fringe,
                (sx * (w * 0.505 + 0.026), sy * (w * 0.505 + 0.026), half - 0.004),
                turn=(0, -62, float(np.rad2deg(np.arctan2(sy, sx)))),
            )
            tassels += [knot, fringe]
    return [Part("body", put(body, (0, 0, -low))), Part("trim", put(join([piping, *tassels]), (0, 0, -low)))]


@kind("cloth", slots={"body": coat("linen", "#d9cdb8")}, paint=("body",))
def cloth(rng: np.random.Generator) -> list[Part]:
    """A square cloth let fall in a heap: folds run out from a raised middle to a wavy hem."""
    side, tall = 0.21 * rng.uniform(0.94, 1.06), 0.085 * rng.uniform(0.9, 1.15)
    t, a = np.meshgrid(np.linspace(0, 1, 42), np.linspace(0, 2 * np.pi, 193), indexing="ij")
    phase, folds = rng.uniform(0, 2 * np.pi, 6), int(rng.integers(7, 10))
    reach = side / np.maximum(np.abs(np.cos(a)), np.abs(np.sin(a))) ** 0.55
    bend = a + 0.22 * np.sin(3 * t + phase[0]) + 0.10 * np.sin(2 * a + phase[1])
    crest = 0.5 + 0.5 * np.cos(folds * bend + phase[2])
    minor = 0.5 + 0.5 * np.cos((2 * folds + 3) * bend + phase[3])
    height = tall * (1 - t) ** 1.6 * (1 + 0.10 * np.cos(2 * a + phase[4]))
    ridge = (0.050 * crest**1.6 + 0.014 * minor**2) * np.sin(np.pi * np.clip(t, 0, 1) ** 0.8) ** 0.9
    hem = 0.018 * crest**2 * t**3
    r = reach * (t + 0.05 * t * np.cos(folds * a + phase[5])) * 1.08
    z = height + (ridge + hem) * np.clip(t * 4, 0, 1) + 0.0015
    points = np.stack([r * np.cos(a), r * np.sin(a), z], axis=-1)
    points[:, -1] = points[:, 0]
    points[0] = points[0].mean(axis=0)
    upper = points.transpose(1, 0, 2)
    lower = upper - np.array([0, 0, 0.0012])
    return [Part("body", grounded(grid(np.concatenate([upper, lower[:, ::-1]], axis=1), crease=80)))]


@kind(
    "balloon",
    slots={"body": coat("rubber", "#d2202e"), "string": coat("cotton", "#efece4")},
    paint=("body",),
    floats=0.35,
    scale_class="room",
)
def balloon(rng: np.random.Generator) -> list[Part]:
    r, line_length = 0.138 * rng.uniform(0.95, 1.06), 0.52
    knot = line_length
    z0 = knot + 0.014
    rows = [
        (0.006, z0),
        (0.024, z0 + 0.020),
        (0.075, z0 + 0.080),
        (r * 0.93, z0 + 0.165),
        (r, z0 + 0.225),
        (r * 0.86, z0 + 0.300),
        (r * 0.48, z0 + 0.344),
        (0, z0 + 0.356),
    ]
    skin = spline(rows, 48)
    skin[-1, 0] = 0
    mouth = [(0, knot + 0.001), (0.0105, knot - 0.003), (0.0115, knot - 0.001), (0.0045, knot + 0.008)]
    body = lathe(np.vstack([spline(mouth, 16), skin]), crease=70)
    t = np.linspace(0, 1, 60)
    sway = rng.uniform(0.010, 0.020)
    path = np.column_stack(
        [sway * np.sin(7.5 * t) * (1 - t), sway * np.cos(5 * t + 1) * (1 - t), line_length * t]
    )
    string = tube(path, 0.0011, section=8)
    return [Part("body", body), Part("string", grounded(string))]


def _hoop(width: float, height: float, depth: float) -> Mesh:
    """A flat band around a rounded rectangle, `depth` metres along z."""
    inner = rectangle(width - 0.02, height - 0.02, 0.015)
    return extrude_ring(rectangle(width, height, 0.024), inner, depth, bevel=0.0012)
