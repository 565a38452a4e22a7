"""Things that show something: picture frame, mirror, clock, sign, screen."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import kind
from tintype.scene.kinds.curves import Points, arc, ellipse, fillet, rectangle, spline
from tintype.scene.kinds.growth import line, on_ground, stem
from tintype.scene.kinds.placing import flat_label, join, put, round_picture
from tintype.scene.kinds.shapes import ball, box, extrude, grid, lathe, tube
from tintype.scene.mesh import Mesh, Part
from tintype.scene.model import Material

Generator = np.random.Generator

BLACK = Material(name="matte_plastic", colour="#1b1c1e")


def moulding(width: float, height: float, profile: Points) -> Mesh:
    """A mitred frame around an upright opening centred at the origin, facing −y. profile: a closed
    loop (distance from the opening, forward reach), anticlockwise."""
    line = np.asarray(profile, float)
    line = np.vstack([line, line[:1]])
    corners = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1)], float)
    rings = np.empty((5, len(line), 3))
    rings[..., 0] = corners[:, None, 0] * (width / 2 + line[None, :, 0])
    rings[..., 1] = -line[None, :, 1]
    rings[..., 2] = corners[:, None, 1] * (height / 2 + line[None, :, 0])
    return grid(rings)


@kind(
    "frame",
    slots={
        "body": Material(name="gold", colour="#c79a45"),
        "canvas": Material(name="linen", colour="#c9d3d6"),
        "back": Material(name="plywood"),
    },
    paint=("body",),
    lettering="canvas",
)
def frame(rng: Generator) -> list[Part]:
    """A picture in a moulded frame leaning back on its strut, about 0.48 × 0.4 m."""
    width, height = 0.38 * rng.uniform(0.98, 1.02), 0.3
    half_round = [(0.038 + 0.011 * np.cos(t), 0.027 + 0.011 * np.sin(t)) for t in np.linspace(0, np.pi, 12)]
    profile = [(0.0, 0.004), (0.0, 0.0), (0.05, 0.0), *half_round]
    profile += [(0.022, 0.018), (0.016, 0.02), (0.012, 0.024), (0.006, 0.023), (0.004, 0.016), (0.0, 0.012)]
    profile = [(-0.004, 0.0), (0.052, 0.0), *profile[3:-1], (-0.004, 0.011)]
    body = moulding(width, height, profile)
    canvas = flat_label(width + 0.002, height + 0.002, (0, -0.006, 0))
    panel = put(box((width + 0.05, 0.006, height + 0.05)), (0, 0.001, -(height + 0.05) / 2))
    low = height / 2 + 0.052
    tilt = 11.0
    turned = [put(m, (0, 0, low), turn=(0, 0, 0)) for m in (body, canvas, panel)]
    parts = [put(m, (0, 0.012, 0), turn=(-tilt, 0, 0)) for m in turned]
    lowest = float(parts[0].vertices[:, 2].min())
    parts = [put(m, (0, 0, -lowest)) for m in parts]
    strut = extrude([(-0.03, 0), (0.03, 0), (0.014, 0.3), (-0.014, 0.3)], 0.005)
    strut = put(strut, (0, 0.165, 0), turn=(90 + 19, 0, 0))
    strut = put(strut, (0, 0, -float(strut.vertices[:, 2].min())))
    body, canvas, back = on_ground(parts[0], parts[1], join([parts[2], strut]), centre=True)
    return [Part("body", body), Part("canvas", canvas), Part("back", back)]


# ------------------------------------------------------------------ mirror


@kind(
    "mirror",
    slots={"body": Material(name="walnut", colour="#6f4a30"), "glass": Material(name="mirror")},
    paint=("body",),
    scale_class="room",
)
def mirror(_rng: Generator) -> list[Part]:
    """An oval cheval mirror swinging between two turned posts, 1.55 m tall."""
    t = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    oval = np.stack([0.27 * np.cos(t), 0 * t, 0.56 * np.sin(t)], -1)
    rim = tube(oval, 1.0, section=ellipse(0.05, 0.045, 16), closed=True, up=(0, 1, 0))
    glass = round_picture(1.0, (0, -0.004, 0), segments=96)
    glass = Mesh(
        glass.vertices * np.array([0.272, 1, 0.562], np.float32), glass.faces, glass.uv, glass.normals
    )
    back = put(extrude(ellipse(0.54, 1.12, 96), 0.012), (0, 0.014, 0), turn=(90, 0, 0))
    swing = [put(m, (0, 0, 0.87), turn=(-7, 0, 0)) for m in (rim, back, glass)]
    parts = swing[:2]
    for side in (-1.0, 1.0):
        parts.append(put(_post(), (side * 0.345, 0, 0.06)))
        knob = np.array([[side * 0.29, 0, 0.87], [side * 0.345, 0, 0.87]])
        parts.append(stem(line(knob[0], knob[1], 3), 0.012))
        parts.append(put(ball((0.05, 0.04, 0.04), detail=24), (side * 0.38, 0, 0.87)))
        foot = np.array(
            [(0, -0.26, 0.016), (0, -0.17, 0.035), (0, 0, 0.085), (0, 0.17, 0.035), (0, 0.26, 0.016)]
        )
        bar = tube(
            spline(foot, 24) + np.array([side * 0.345, 0, 0]),
            1.0,
            section=rectangle(0.036, 0.032, 0.008),
            up=(0, 0, 1),
        )
        parts.append(bar)
    parts.append(stem(line([-0.345, 0, 0.16], [0.345, 0, 0.16], 5), 0.015, sides=14))
    return [Part("body", join(parts)), Part("glass", swing[2])]


def _post() -> Mesh:
    """A turned post with rings and a finial, 1.3 m."""
    profile = [(0, 0), (0.026, 0, 0.003), (0.026, 0.14, 0.006), (0.016, 0.16, 0.006), (0.023, 0.185, 0.012)]
    profile += [(0.016, 0.21, 0.006), (0.02, 0.5, 0.2), (0.015, 0.72, 0.004), (0.024, 0.745, 0.012)]
    profile += [(0.024, 0.865, 0.012), (0.015, 0.89, 0.004), (0.018, 1.0, 0.2), (0.013, 1.17, 0.004)]
    profile += [(0.02, 1.185, 0.008), (0.01, 1.205, 0.004), (0.021, 1.23, 0.02), (0.0, 1.275)]
    return lathe(fillet(profile, steps=5), segments=32)


# ------------------------------------------------------------------ clock


@kind(
    "clock",
    slots={
        "body": Material(name="lacquer", colour="#2f7f78"),
        "trim": Material(name="chrome"),
        "dial": Material(name="paper", colour="#f6f2e8"),
        "hands": BLACK,
    },
    paint=("body",),
)
def clock(rng: Generator) -> list[Part]:
    """A twin-bell alarm clock with hands at about ten past ten, 16 cm tall."""
    centre = (0.0, 0.0, 0.071)
    case = lathe(
        fillet(
            [
                (0, 0),
                (0.045, 0, 0.01),
                (0.056, 0.014, 0.008),
                (0.056, 0.046, 0.004),
                (0.05, 0.05, 0.002),
                (0.049, 0.045),
            ]
        ),
        segments=96,
    )
    case = put(case, (0, 0.025, centre[2]), turn=(90, 0, 0))
    bezel = lathe(arc((0.0535, 0.05), 0.004, -180, 180, 17), segments=96)
    bezel = put(bezel, (0, 0.025, centre[2]), turn=(90, 0, 0))
    dial = round_picture(0.0495, (0, -0.0205, centre[2]), segments=80)
    trim = [bezel]
    for side in (-1.0, 1.0):
        cup = lathe(
            fillet(
                [
                    (0.0, 0.021),
                    (0.012, 0.0195, 0.01),
                    (0.0215, 0.0, 0.0),
                    (0.0195, 0.0, 0.0),
                    (0.011, 0.0175),
                    (0.0, 0.019),
                ]
            ),
            segments=48,
        )
        trim.append(put(cup, (side * 0.031, 0, centre[2] + 0.058), turn=(0, side * 27, 0)))
        trim.append(put(ball((0.007, 0.007, 0.007), detail=16), (side * 0.0405, 0, centre[2] + 0.078)))
        pin = np.array([[side * 0.022, 0, centre[2] + 0.045], [side * 0.0405, 0, centre[2] + 0.079]])
        trim.append(stem(line(pin[0], pin[1], 3), 0.0022))
        foot = np.array([[side * 0.031, 0, centre[2] - 0.045], [side * 0.043, 0, 0.003]])
        trim.append(stem(line(foot[0], foot[1], 4), np.linspace(0.004, 0.0032, 4)))
        trim.append(put(ball((0.011, 0.011, 0.009), detail=16), (side * 0.0435, 0, 0.0045)))
    loop = np.array([(-0.03, 0, 0.142), (-0.027, 0, 0.16), (0, 0, 0.172), (0.027, 0, 0.16), (0.03, 0, 0.142)])
    trim.append(stem(spline(loop, 24), 0.0022))
    trim.append(stem(line([0, 0, 0.12], [0, 0, 0.148], 3), 0.0018))
    trim.append(put(box((0.014, 0.007, 0.008), 0.002), (0, 0, 0.146)))
    return [
        Part("body", case), Part("trim", join(trim)), Part("dial", dial),
        Part("hands", put(_hands(rng), (0, -0.0215, centre[2]))),
    ]  # fmt: skip


def _hands(rng: Generator) -> Mesh:
    """Two hands and their pin on the plane y = 0, about the origin."""
    parts: list[Mesh] = []
    minute = rng.uniform(7, 12)
    for degrees, long, wide in ((minute * 6, 0.039, 0.0026), (300 + minute / 2, 0.026, 0.0036)):
        pointer = extrude(
            [
                (-wide / 2, -0.006),
                (wide / 2, -0.006),
                (wide * 0.5, long * 0.8),
                (0, long),
                (-wide * 0.5, long * 0.8),
            ],
            0.0008,
        )
        parts.append(put(put(pointer, turn=(90, 0, 0)), (0, -0.0008, 0), turn=(0, degrees, 0)))
    parts.append(
        put(lathe([(0, 0), (0.0028, 0), (0.0028, 0.0024), (0, 0.0024)], segments=20), turn=(90, 0, 0))
    )
    return join(parts)


# ------------------------------------------------------------------ sign


@kind(
    "sign",
    slots={
        "body": Material(name="wood", colour="#8a5d38"),
        "label": Material(name="paint", colour="#f2e9d5"),
        "post": Material(name="wood", colour="#6d4a2e"),
    },
    paint=("body", "label"),
    lettering="label",
    scale_class="room",
)
def sign(_rng: Generator) -> list[Part]:
    """A painted board in a wooden surround on two posts, 1.1 m wide and 1.25 m tall."""
    width, height, middle = 0.96, 0.46, 0.9
    flat = [(-0.006, 0.0), (0.05, 0.0), (0.05, 0.018), (0.045, 0.024), (0.006, 0.024), (-0.006, 0.014)]
    rim = put(moulding(width, height, flat), (0, -0.02, middle))
    back = put(box((width + 0.04, 0.02, height + 0.04)), (0, -0.012, middle - height / 2 - 0.02))
    label = flat_label(width + 0.004, height + 0.004, (0, -0.0265, middle))
    posts: list[Mesh] = []
    for side in (-1.0, 1.0):
        posts.append(put(box((0.07, 0.07, 1.22), 0.006), (side * 0.36, 0.034, 0)))
        cap = lathe([(0, 0), (0.055, 0), (0.055, 0.012), (0.0, 0.045)], segments=4)
        posts.append(put(cap, (side * 0.36, 0.034, 1.215), turn=(0, 0, 45)))
    return [Part("body", join([rim, back])), Part("label", label), Part("post", join(posts))]


# ------------------------------------------------------------------ screen


@kind(
    "screen",
    slots={
        "body": Material(name="matte_plastic", colour="#1d1e20"),
        "screen": Material(name="emissive", colour="#2b4a6b", glow=0.8),
        "stand": Material(name="aluminium"),
    },
    paint=("body",),
    lettering="screen",
    lights=("screen",),
)
def screen(_rng: Generator) -> list[Part]:
    """A computer monitor on a metal stand, 0.58 m wide and 0.46 m tall."""
    width, height, middle = 0.56, 0.33, 0.295
    panel = put(
        extrude(rectangle(width + 0.02, height + 0.026, 0.008), 0.014, bevel=0.002),
        (0, 0, 0),
        turn=(90, 0, 0),
    )
    hump = put(
        extrude(rectangle(width * 0.6, height * 0.6, 0.03), 0.022, bevel=0.008), (0, 0.02, 0), turn=(90, 0, 0)
    )
    bezel = moulding(width, height, [(-0.0, 0.0), (0.01, 0.0), (0.01, 0.0025), (0.0, 0.0022)])
    bezel = put(bezel, (0, -0.0135, 0))
    picture = flat_label(width, height, (0, -0.0145, 0))
    shell = [put(m, (0, -0.01, middle), turn=(-4, 0, 0)) for m in (panel, hump, bezel, picture)]
    neck = np.array([(0, 0.075, 0.006), (0, 0.072, 0.08), (0, 0.05, 0.2), (0, 0.008, 0.29)])
    metal = [
        extrude(rectangle(0.24, 0.19, 0.02), 0.008, bevel=0.002),
        tube(spline(neck, 16), 1.0, section=rectangle(0.065, 0.012, 0.004), up=(0, -1, 0.2)),
    ]
    metal[0] = put(metal[0], (0, 0.03, 0))
    return [Part("body", join(shell[:3])), Part("screen", shell[3]), Part("stand", join(metal))]
