"""Out of doors: boat, umbrella, snowman, tent, moon, hot-air balloon."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import fillet, spline
from tintype.scene.kinds.growth import Array, floored, limb, line, sheet, stem, unit
from tintype.scene.kinds.placing import grounded, join, put, ripple
from tintype.scene.kinds.shapes import ball, box, lathe, thick_sheet, tube
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator

CANVAS = Material(name="cotton", colour="#f2eee4")


# ------------------------------------------------------------------ boat


@kind(
    "boat",
    slots={
        "body": Material(name="paint", colour="#a8322d"),
        "trim": Material(name="oak", colour="#a8743f"),
        "sail": CANVAS,
        "rope": Material(name="steel"),
    },
    paint=("body", "sail"),
    scale_class="land",
)
def boat(_rng: Generator) -> list[Part]:
    """A sailing dinghy under main and jib, its bow to the left, 5 m long and 6.6 m tall."""
    hull = thick_sheet(_hull(), 0.03)
    deck = _deck()
    edge = _hull()
    rims = [stem(edge[:, 0], 0.045, sides=8), stem(edge[:, -1], 0.045, sides=8)]
    benches = [put(box((0.34, 1.5, 0.05), 0.015), (x, 0, 0.62)) for x in (0.35, 1.25)]
    mast = np.array([[-0.35, 0, z] for z in np.linspace(0.2, 6.55, 8)])
    boom = np.array([[-0.33, 0, 1.35], [0.8, -0.16, 1.33], [2.1, -0.34, 1.32]])
    spars = [stem(mast, np.linspace(0.06, 0.035, 8), sides=12), stem(boom, 0.04, sides=10)]
    rudder = put(box((0.4, 0.05, 0.75), 0.02), (2.55, 0, 0.12), turn=(0, 8, 0))
    tiller = stem(np.array([[2.5, 0, 0.85], [2.0, 0, 0.98], [1.6, 0, 1.0]]), 0.025)
    main = _sail(np.array([-0.3, 0, 1.42]), np.array([-0.33, 0, 6.4]), boom[-1] + [0, 0, 0.06], 0.3, 0.2)
    jib = _sail(
        np.array([-2.45, 0, 0.95]), np.array([-0.4, 0, 5.3]), np.array([-0.25, -0.42, 1.25]), 0.24, -0.02
    )
    stays = [
        stem(line(a, b, 3), 0.008, sides=5)
        for a, b in (
            ([-2.5, 0, 0.85], [-0.37, 0, 5.45]), ([2.48, 0, 0.75], [-0.33, 0, 6.5]),
            ([-0.2, 0.85, 0.75], [-0.35, 0, 5.4]), ([-0.2, -0.85, 0.75], [-0.35, 0, 5.4]),
        )
    ]  # fmt: skip
    wood = join([deck, *rims, *benches, *spars, rudder, tiller])
    return [
        Part("body", hull),
        Part("trim", wood),
        Part("sail", join([main, jib])),
        Part("rope", join(stays)),
    ]


def _hull() -> Array:
    """The hull's outer side (stations from bow to stern, points from one gunwale to the other)."""
    s = np.linspace(0, 1, 40)
    x = -2.6 + 5.1 * s
    beam = 0.9 * np.clip(np.sin(np.pi * np.clip(0.02 + 0.68 * s, 0, 1)), 0, 1) ** 0.72
    sheer = 0.72 + 0.28 * (1 - s) ** 2.2 + 0.07 * s**2
    keel = 0.62 * np.clip(1 - s / 0.16, 0, 1) ** 2.2 + 0.16 * np.clip((s - 0.6) / 0.4, 0, 1) ** 2
    v = np.linspace(-1, 1, 29)
    a = np.abs(v)[None, :]
    y = beam[:, None] * np.sign(v)[None, :] * np.sin(a * np.pi / 2) ** 0.75
    z = keel[:, None] + (sheer - keel)[:, None] * (1 - np.cos(a * np.pi / 2) ** 0.8)
    rake = 0.16 * (1 - s[:, None]) ** 3 * (z - keel[:, None]) / 0.5
    return np.stack([x[:, None] - rake, y, z], -1)


def _deck() -> Mesh:
    """A foredeck over the bow third, the floor boards and the transom."""
    edge = _hull()
    rows = edge[:15]
    v = np.linspace(1, 0, 9)[None, :, None]
    fore = rows[:, :1] * v + rows[:, -1:] * (1 - v)
    fore = fore + np.stack([0 * v, 0 * v, 0.06 * 4 * v * (1 - v) - 0.02], -1)[..., 0, :] * 1.0
    floor = edge[5:38, 7:22] * [1, 1, 0] + [0, 0, 0.26]
    stern = np.stack([edge[-1], edge[-1] * [1, 0, 0] + [0, 0, 0.78]], 0)
    return join([sheet(fore), sheet(floor), sheet(stern)])


def _sail(tack: Array, head: Array, clew: Array, belly: float, roach: float) -> Mesh:
    """A triangular sail between three corners, bellied to −y, its after edge rounded by `roach`."""
    u = np.linspace(0.0, 1, 25)[:, None, None]
    v = np.linspace(0, 1, 17)[None, :, None]
    luff = tack + (head - tack) * u
    leech = clew + (head - clew) * u + np.array([1.0, 0, 0]) * roach * 4 * u * (1 - u)
    points = luff * (1 - v) + leech * v
    points = points + np.array([0, -1.0, 0.05]) * belly * np.sin(np.pi * v**0.8) * (1 - u) ** 0.6
    return sheet(points)


# ------------------------------------------------------------------ umbrella


@kind(
    "umbrella",
    slots={
        "body": Material(name="fabric", colour="#c3272f"),
        "frame": Material(name="steel"),
        "handle": Material(name="walnut"),
    },
    paint=("body",),
    scale_class="room",
)
def umbrella(_rng: Generator) -> list[Part]:
    """An open umbrella upright on its crook, eight panels, 1.06 m across and 0.92 m tall."""
    panels, top = 8, 0.84
    a = np.linspace(0, 2 * np.pi, panels * 10 + 1)[None, :]
    t = np.linspace(0.0, 1, 20)[:, None]
    u = (a * panels / (2 * np.pi)) % 1.0
    hang = 4 * u * (1 - u)
    r = 0.53 * t * (1 - 0.075 * hang * t)
    z = top - 0.27 * t**2.0 - 0.012 * hang * t + 0.018 * hang * np.clip(t - 0.75, 0, 1) * 4
    canopy = sheet(np.stack([r * np.cos(a), r * np.sin(a), z], -1))
    ribs: list[Mesh] = []
    for k in range(panels):
        c, s = np.cos(k * 2 * np.pi / panels), np.sin(k * 2 * np.pi / panels)
        tt = np.linspace(0.02, 1.012, 14)
        ribs.append(
            stem(np.stack([0.53 * tt * c, 0.53 * tt * s, top - 0.003 - 0.27 * tt**2], -1), 0.0025, sides=5)
        )
        ribs.append(
            stem(
                line([0.012 * c, 0.012 * s, 0.58], [0.27 * c, 0.27 * s, top - 0.075], 3),
                0.0022,
                sides=5,
            )
        )
        ribs.append(put(ball((0.011, 0.011, 0.011), detail=10), (0.536 * c, 0.536 * s, top - 0.277)))
    shaft = stem(np.array([[0, 0, 0.15], [0, 0, 0.5], [0, 0, 0.9]]), 0.0055, sides=12)
    runner = put(lathe([(0, 0), (0.013, 0), (0.013, 0.045), (0, 0.045)], segments=20), (0, 0, 0.55))
    tip = put(lathe([(0, 0), (0.012, 0), (0.005, 0.05), (0, 0.055)], segments=20), (0, 0, top))
    hook = np.array(
        [
            (0, 0, 0.26),
            (0, 0, 0.13),
            (0, 0, 0.06),
            (0.012, 0, 0.025),
            (0.045, 0, 0.011),
            (0.078, 0, 0.026),
            (0.088, 0, 0.062),
        ]
    )
    handle = grounded(stem(spline(hook, 40), 0.011, sides=14))
    return [Part("body", canopy), Part("frame", join([*ribs, shaft, runner, tip])), Part("handle", handle)]


# ------------------------------------------------------------------ snowman


@kind(
    "snowman",
    slots={
        "body": Material(name="snow"),
        "coal": Material(name="matte_plastic", colour="#17181a"),
        "nose": Material(name="fruit_skin", colour="#e8731c"),
        "stick": Material(name="bark", colour="#5b4332"),
        "scarf": Material(name="wool", colour="#b3222c"),
        "hat": Material(name="felt", colour="#222428"),
    },
    paint=("scarf", "hat"),
    scale_class="land",
)
def snowman(rng: Generator) -> list[Part]:
    """Three balls of snow with coal, carrot, twigs, scarf and top hat, 1.75 m tall."""
    state = int(rng.integers(1 << 30))

    def lumpy(p: Array) -> Array:
        return p * (1 + 0.012 * ripple(p, np.random.default_rng(state), wavelength=0.25))[:, None]

    balls = [
        put(ball((w, w, w * 0.92), detail=64, warp=lumpy), (0, 0, z))
        for w, z in ((0.92, 0.4), (0.68, 1.0), (0.48, 1.4))
    ]
    body = join(balls)
    body = floored(body)
    coal = [put(ball((0.05, 0.03, 0.05), detail=14), (x, -0.215, 1.465)) for x in (-0.08, 0.08)]
    for k in range(7):
        a = np.deg2rad(-52 + 104 * k / 6)
        coal.append(
            put(
                ball((0.03, 0.025, 0.03), detail=12),
                (0.125 * np.sin(a), -0.222 + 0.02 * np.sin(a) ** 2, 1.4 - 0.085 * np.cos(a)),
            )
        )
    coal += [
        put(ball((0.055, 0.035, 0.055), detail=14), (0, -0.345 + 0.06 * abs(z - 1.0), z))
        for z in (0.86, 1.0, 1.13)
    ]
    carrot = np.array([[0, -0.2, 1.415], [0.005, -0.3, 1.412], [0.012, -0.43, 1.4]])
    nose = stem(
        spline(carrot, 14), np.linspace(0.034, 0.004, 14) * (1 + 0.05 * (np.arange(14) % 3)), sides=12
    )
    return [
        Part("body", body), Part("coal", join(coal)), Part("nose", nose), Part("stick", _twig_arms(rng)),
        Part("scarf", _scarf()), Part("hat", put(_top_hat(), (0, 0.02, 1.565), turn=(6, -5, 0))),
    ]  # fmt: skip


def _twig_arms(rng: Generator) -> Mesh:
    parts: list[Mesh] = []
    for side in (-1.0, 1.0):
        path = limb(
            rng, np.array([side * 0.28, 0, 1.08]), np.array([side, -0.15, 0.45]), 0.55, points=8, wander=0.07
        )
        parts.append(stem(path, np.linspace(0.019, 0.01, 8), sides=7))
        for turn in (-0.5, 0.05, 0.6):
            out = unit(path[-1] - path[-2]) + np.array([0, -0.3, turn])
            parts.append(
                stem(
                    limb(rng, path[-2], out, 0.17, points=4, wander=0.1),
                    np.linspace(0.009, 0.005, 4),
                    sides=6,
                )
            )
    return join(parts)


def _scarf() -> Mesh:
    """A knitted scarf round the neck, one end hanging over the chest."""
    a = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ring = np.stack([0.235 * np.cos(a), 0.235 * np.sin(a), 1.235 + 0.012 * np.sin(2 * a)], -1)
    section = [(0.055 * c, 0.062 * s) for c, s in np.stack([np.cos(a[::4]), np.sin(a[::4])], 1)]
    wrap = tube(ring, 1.0, section=section, closed=True, up=(0, 0, 1))
    hang = spline(
        np.array([(0.1, -0.25, 1.24), (0.13, -0.33, 1.16), (0.15, -0.375, 1.02), (0.15, -0.375, 0.8)]), 20
    )
    wide = np.array([0.065, 0, 0])
    tail = thick_sheet(np.stack([hang - wide, hang, hang + wide], 1) + np.array([0, -0.01, 0]), -0.022)
    fringe = [
        stem(line([x, -0.385, 0.8], [x, -0.39, 0.73], 3), 0.006, sides=5)
        for x in np.linspace(0.095, 0.205, 7)
    ]
    knot = put(ball((0.13, 0.1, 0.12), detail=24), (0.11, -0.27, 1.225))
    return join([wrap, tail, *fringe, knot])


def _top_hat() -> Mesh:
    profile = [(0, 0), (0.235, 0, 0.006), (0.237, 0.016, 0.006), (0.165, 0.014, 0.01), (0.158, 0.16, 0.1)]
    return lathe(fillet([*profile, (0.168, 0.25, 0.012), (0, 0.255)], steps=4), segments=64)


# ------------------------------------------------------------------ tent


@kind(
    "tent",
    slots={
        "body": Material(name="cotton", colour="#c98b3c"),
        "inside": Material(name="cotton", colour="#5b4326"),
        "pole": Material(name="wood", colour="#8a6a45"),
        "rope": Material(name="straw", colour="#d9caa3"),
    },
    paint=("body",),
    scale_class="land",
)
def tent(_rng: Generator) -> list[Part]:
    """A ridge tent, its flaps tied open to the camera, 2.3 m wide and 1.6 m tall."""
    half, ridge, deep = 1.15, 1.55, 2.5
    sides: list[Mesh] = []
    for side in (-1.0, 1.0):
        u, v = np.linspace(0, 1, 17)[:, None], np.linspace(0, 1, 21)[None, :]
        sag = 0.07 * np.sin(np.pi * u) * (1 + 0.15 * np.sin(6 * np.pi * v))
        x = side * (half * u - sag * 0.8)
        z = ridge * (1 - u) - sag * 0.5 - 0.06 * np.sin(np.pi * v) * (1 - u)
        sides.append(thick_sheet(np.stack([x, deep * (v - 0.5) * side + 0 * u, z], -1), 0.006))
        edge = np.stack([x[:, 0], 0 * x[:, 0] - deep / 2 - 0.004, z[:, 0]], -1)
        sides.append(_flap(edge, side))
    end = deep / 2
    back = sheet(np.array([[(-half, end, 0), (half, end, 0)], [(-0.01, end, ridge), (0.01, end, ridge)]]))
    floor = sheet(
        np.array([[(-half, -end, 0.012), (-half, end, 0.012)], [(half, -end, 0.012), (half, end, 0.012)]])
    )
    poles = [stem(line([0, y, 0], [0, y, ridge + 0.09]), 0.022, sides=10) for y in (-end - 0.02, end)]
    ropes: list[Mesh] = []
    for y in (-1.0, 1.0):
        ropes.append(stem(line([0, y * end, ridge], [0, y * (end + 1.0), 0.02]), 0.008, sides=5))
        poles.append(_peg(0.0, y * (end + 1.0)))
        for x in (-1.0, 1.0):
            peg = (x * (half + 0.55), y * deep * 0.52)
            ropes.append(stem(line([x * half * 0.78, y * deep * 0.49, 0.32], [*peg, 0.02]), 0.007, sides=5))
            poles.append(_peg(*peg))
    return [
        Part("body", join(sides)), Part("inside", join([back, floor])),
        Part("pole", floored(join(poles))), Part("rope", floored(join(ropes))),
    ]  # fmt: skip


def _peg(x: float, y: float) -> Mesh:
    return stem(line([x, y, 0], [x * 1.015, y * 1.015, 0.12]), 0.014, sides=6)


def _flap(edge: Array, side: float) -> Mesh:
    """Half of the front, gathered to its outer edge: narrow at the tie, wider above and below."""
    u = np.linspace(0, 1, len(edge))
    reach = 0.95 * u * (0.34 + 0.66 * np.clip(np.abs(u - 0.62) / 0.62, 0, 1) ** 1.3) * (1.0 - 0.25 * u)
    v = np.linspace(0, 1, 15)[None, :]
    fold = 0.045 * np.sin(5 * np.pi * v) * u[:, None]
    x = edge[:, :1] - side * reach[:, None] * v
    y = edge[:, 1:2] - 0.03 - fold
    z = np.clip(edge[:, 2:3] + 0 * v, 0.004, None)
    points = np.stack([x, y + 0 * v, z], -1)
    return thick_sheet(points if side < 0 else points[:, ::-1], 0.004)
